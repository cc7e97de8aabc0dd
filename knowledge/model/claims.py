"""Turns the claims of a model, one by one, into text with citations; what is not proven is dropped."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from knowledge.answer import Citation
from knowledge.language import language_of
from knowledge.model.cleaning import cleaned
from knowledge.model.masking import MASKS
from knowledge.model.problems import ModelProblem, Reason
from knowledge.model.prompt import SCHEMA, instructions
from knowledge.model.shape import Schema, check
from knowledge.model.sources import Source
from knowledge.model.support import Evidence, echoes, objection, subjects
from knowledge.writing import plain
from locales import Language

MOST = 8  # claims that are shown
CITED = 12  # sources of one answer
QUOTES = 3  # of one claim
_OPENING = re.compile(r'\s*(?:```(?:json)?\s*)?\{\s*"outcome"\s*:\s*"(\w{1,20})"\s*,\s*"claims"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")
_LONGEST = 6_000  # characters of one claim with its quotes
_DECODER = json.JSONDecoder()
_CLAIM = cast("Schema", cast("Mapping[str, Schema]", SCHEMA["properties"])["claims"]["items"])


@dataclass(frozen=True)
class Quoted:
    """A quote that stands in its document, and the source that it stands in."""

    text: str
    source: Source


class Claims:
    """The proven claims of one answer, in the order in which they came. Lines are only ever added."""

    def __init__(
        self, sources: Sequence[Source], language: Language, known: Sequence[str] = (), question: str = ""
    ) -> None:
        """`known`: words that a claim may always use, such as the name of the municipality."""
        self._sources = sources
        self._language: Language = language
        self._known = tuple(known)
        self._asked = subjects(question)
        self._lines: list[str] = []
        self._citations: list[Citation] = []
        self.dropped: list[str] = []  # why each of the others is not shown

    @property
    def text(self) -> str:
        """Markdown with [n] for each of the citations."""
        return "\n\n".join(self._lines)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The sources, numbered as in the text."""
        return tuple(self._citations)

    def __len__(self) -> int:
        return len(self._lines)

    def add(self, claim: Mapping[str, object]) -> bool:
        """Takes a claim of the shape of the schema in, if it is proven."""
        text = cleaned(cast(str, claim["text"]))
        quotes = self._proven(cast("list[Mapping[str, object]]", claim["quotes"]))
        wrong = self._wrong(text, quotes)
        if wrong:
            self.dropped.append(wrong)
            return False
        marks = [f"[{self._number(quote)}]" for quote in quotes]
        self._lines.append(f"{plain(text)} {''.join(dict.fromkeys(marks))}")
        return True

    def _wrong(self, text: str, quotes: Sequence[Quoted]) -> str:
        if not text:
            return "nothing that can be shown"
        if not quotes:
            return "no quote"
        if len(self._lines) >= MOST or len(self._citations) + len(quotes) > CITED:
            return "too many"
        if any(mask in text for mask in MASKS) or echoes(text, instructions(self._language)):
            return "an echo"
        if language_of(text, "nl") != self._language:  # the documents are in Dutch: English has to show
            return "another language"
        if subjects(text) <= self._asked:
            return "the question again"
        if any(text == line.rpartition(" [")[0] for line in self._lines):
            return "said already"
        headings = [part for quote in quotes for part in (quote.source.passage.section, quote.source.passage.title)]
        evidence = Evidence(tuple(quote.text for quote in quotes), (*dict.fromkeys(headings), *self._known))
        return objection(text, evidence, self._language)

    def _proven(self, given: Sequence[Mapping[str, object]]) -> list[Quoted]:
        """The quotes that stand, word for word, in the source that they name."""
        proven: list[Quoted] = []
        for item in given[: 2 * QUOTES]:
            number, quote = cast(int, item["source"]), cast(str, item["quote"])
            source = self._sources[number - 1] if 1 <= number <= len(self._sources) else None
            text = source.found(quote) if source else ""
            if source and text and len(proven) < QUOTES and all(text != other.text for other in proven):
                proven.append(Quoted(text, source))
        return proven

    def _number(self, quote: Quoted) -> int:
        passage = quote.source.passage
        for citation in self._citations:
            if (citation.document, citation.quote, citation.passage) == (passage.document, quote.text, passage.text):
                return citation.number
        number = len(self._citations) + 1
        self._citations.append(
            Citation(
                number,
                passage.document,
                passage.title,
                passage.section,
                quote.text,
                passage.url,
                passage.text,
                quote.source.piece.note,
            )
        )
        return number


class Gathering:
    """Finds the claims in the JSON while it is still being written."""

    def __init__(self, claims: Claims) -> None:
        self.claims = claims
        self.answered = False  # the model says that the passages answer
        self._text = ""
        self._at = -1
        self._closed = False
        self._taken = 0

    def feed(self, piece: str) -> bool:
        """Takes the next piece in; whether there is a further proven claim. Raises ModelProblem(UNUSABLE)."""
        before = len(self.claims)
        self._text += piece
        if self._at < 0:
            self._open()
        if self._at >= 0 and not self._closed and "}" in piece:
            self._read()
        return len(self.claims) > before

    def finish(self, data: Mapping[str, object]) -> bool:
        """Takes in what is left of the whole, of the shape of the schema; whether there is a further proven claim."""
        before = len(self.claims)
        self.answered = data["outcome"] == "answered"
        if self.answered:
            for claim in cast("list[Mapping[str, object]]", data["claims"])[self._taken :]:
                self._take(claim)
        return len(self.claims) > before

    def _open(self) -> None:
        match = _OPENING.match(self._text)
        if match:
            self._at = match.end()
            self.answered = match.group(1) == "answered"
            self._closed = not self.answered
        elif len(self._text) > 500:
            self._closed = True  # in another order: read when it is whole
            self._at = 0

    def _read(self) -> None:
        while True:
            start = cast("re.Match[str]", _BETWEEN.match(self._text, self._at)).end()
            if not self._text.startswith("{", start):
                self._closed = self._text.startswith("]", start)
                return
            try:
                claim, self._at = _DECODER.raw_decode(self._text, start)
            except RecursionError as error:
                raise ModelProblem(Reason.UNUSABLE, "nested too deep") from error
            except ValueError as error:
                if len(self._text) - start > _LONGEST:
                    raise ModelProblem(Reason.UNUSABLE, "a claim without end") from error
                return
            check(claim, _CLAIM, "claim")
            self._take(cast("Mapping[str, object]", claim))

    def _take(self, claim: Mapping[str, object]) -> None:
        self._taken += 1
        self.claims.add(claim)
