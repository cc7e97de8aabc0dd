"""Answers a question with verbatim sentences of the documents, or says that they do not answer it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.answer import Answer, Citation, Outcome, Question, ScoredPassage
from knowledge.document import Document
from knowledge.evidence import Verdict, judge
from knowledge.follow_ups import FollowUps
from knowledge.index import Found, Index, ranked
from knowledge.matching import Matcher
from knowledge.passages import Piece, Sentence
from knowledge.question import Reading, read
from knowledge.quotes import fold, verify
from knowledge.selection import Quote, Wants, list_of, sentence_scores, stretch, wants, without_marker

SHOWN = 10  # passages that come with an answer
READ = 6  # passages whose sentences may be quoted
MAX_QUOTES = 3
NEXT_BEST = 0.72  # a further quote is at least this good, compared with the best
RANK_WEIGHT = 0.55  # how much the passage's own score counts beside the sentence's
UNSAFE = re.compile(r"(?<!\\)([\[\]<>`|])")


@dataclass(frozen=True)
class _Candidate:
    found: Found
    at: int
    score: float
    scores: tuple[float, ...]


class Answering:
    """Answers from one index."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._follow_ups = FollowUps(index)

    def forget(self) -> None:
        """The documents have changed."""
        self._follow_ups.forget()

    def answer(self, question: Question, documents: Mapping[str, Document]) -> Answer:
        """The answer to a question; every quote in it has been verified against `documents`."""
        reading = read(question, self._index.vocabulary, self._index.organisations)
        scope = self._index.scope(reading.organisations)
        weighed = scope.weigh(reading.concepts)
        found = ranked(scope, weighed, SHOWN)
        matcher = Matcher(weighed)
        kind = wants(question.text)
        quotes = choose(reading, matcher, found, kind)
        verdict = verdict_on(reading, matcher, found, kind, quotes)
        passages = tuple(ScoredPassage(item.piece.passage, round(item.score, 4)) for item in found)
        if verdict.outcome is Outcome.REFUSED:
            return Answer(Outcome.REFUSED, reading.language, "", (), passages)
        lines: list[str] = []
        citations: list[Citation] = []
        for quote in quotes:
            written = _written(quote, documents.get(quote.piece.passage.document), len(citations) + 1)
            if written:
                lines.append(written[0])
                citations.append(written[1])
        if not citations:
            return Answer(Outcome.REFUSED, reading.language, "", (), passages)
        following = self._follow_ups.after(reading, [quote.piece for quote in quotes], found)
        return Answer(verdict.outcome, reading.language, "\n\n".join(lines), tuple(citations), passages, following)


def verdict_on(
    reading: Reading, matcher: Matcher, found: Sequence[Found], kind: Wants, quotes: Sequence[Quote]
) -> Verdict:
    """Whether these quotes answer the question."""
    used = {id(quote.piece) for quote in quotes}
    shown = [
        quote.piece.passage.text[sentence.start : sentence.end] for quote in quotes for sentence in quote.sentences
    ]
    return judge(reading, matcher, [item for item in found if id(item.piece) in used], kind, shown)


def choose(reading: Reading, matcher: Matcher, found: Sequence[Found], kind: Wants) -> list[Quote]:
    """The quotes that together make the answer, best first; of a comparison at least one from each side."""
    if not found or not matcher.weighed:
        return []
    best_passage = found[0].score or 1.0
    candidates: list[_Candidate] = []
    for item in found[:READ]:
        scores = tuple(sentence_scores(item, matcher, kind))
        rank = RANK_WEIGHT * item.score / best_passage
        for at, sentence in enumerate(item.piece.sentences):
            if sentence.kind != "heading":
                candidates.append(_Candidate(item, at, scores[at] + rank, scores))
    candidates.sort(key=lambda candidate: -candidate.score)
    quotes: list[Quote] = []
    sides: set[str] = set()
    for candidate in candidates:
        if len(quotes) >= MAX_QUOTES:
            break
        side = _side(reading, candidate.found.piece)
        fresh = reading.compares and side not in sides
        if quotes and not fresh and candidate.score < NEXT_BEST * quotes[0].score:
            continue
        if any(_overlaps(quote, candidate) for quote in quotes):
            continue
        quotes.append(_quote(candidate, kind))
        sides.add(side)
    return quotes


def _side(reading: Reading, piece: Piece) -> str:
    return piece.passage.organisation if len(reading.organisations) > 1 else piece.passage.document


def _overlaps(quote: Quote, candidate: _Candidate) -> bool:
    return quote.piece is candidate.found.piece and (
        candidate.found.piece.sentences[candidate.at] in quote.sentences or quote.items
    )


def _quote(candidate: _Candidate, kind: Wants) -> Quote:
    piece = candidate.found.piece
    if kind in ("list", "definition", "other", "reason"):
        rows = list_of(piece, candidate.at)
        whole = kind == "list" or piece.sentences[candidate.at].kind != "item"
        if rows and whole:
            return Quote(piece, rows, candidate.score, items=True)
    limit = 1 if kind in ("time", "name") else 3
    return Quote(piece, stretch(piece, candidate.at, candidate.scores, limit), candidate.score)


def _written(quote: Quote, document: Document | None, number: int) -> tuple[str, Citation] | None:
    """The quote as markdown with its citation; None when not a word of it is found in the document."""
    if document is None:
        return None
    passage = quote.piece.passage
    sentences = quote.sentences
    text = raw_quote(document, sentences)
    if not verify(document, text) or not all(sentence.whole for sentence in sentences):
        kept = [sentence for sentence in sentences if sentence.whole]
        if not kept:
            return None
        sentences = tuple(kept) if quote.items else tuple(_first_run(kept))
        text = raw_quote(document, sentences[:1]) if quote.items else raw_quote(document, sentences)
        if not verify(document, text):
            return None
    shown = _as_list(document, sentences) if quote.items else plain(text)
    citation = Citation(
        number, passage.document, passage.title, passage.section, text, passage.url, passage.text, quote.piece.note
    )
    return f"{shown} [{number}]", citation


def raw_quote(document: Document, sentences: Sequence[Sentence]) -> str:
    """The raw text from the first of the sentences to the last, white space folded."""
    return fold(document.text[sentences[0].raw_start : sentences[-1].raw_end])


def _first_run(sentences: Sequence[Sentence]) -> list[Sentence]:
    run = [sentences[0]]
    for sentence in sentences[1:]:
        if sentence.raw_start - run[-1].raw_end > 4:
            break
        run.append(sentence)
    return run


def _as_list(document: Document, sentences: Sequence[Sentence]) -> str:
    lines: list[str] = []
    for sentence in sentences:
        text = raw_quote(document, [sentence])
        if sentence.kind == "item":
            number = re.match(r"(\d{1,2})[.)]\s", text)
            mark = f"{number.group(1)}." if number else "-"
            lines.append(f"{mark} {plain(without_marker(text))}")
        elif lines and not lines[-1].startswith("\n") and sentence is not sentences[0]:
            lines[-1] += "\n  " + plain(text)
        else:
            lines.append(plain(text) + "\n")
    return "\n".join(lines)


def plain(text: str) -> str:
    """Text that markdown shows as it stands: nothing in it becomes a link, an image, HTML or code."""
    return UNSAFE.sub(r"\\\1", text)
