"""Has a model say a passage in other words, to find it by: plain Dutch, English, other terms, questions it answers.

What comes back is only searched in and never shown. A document that gives the model orders can do no more than have its
own passages found for the wrong question.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import cast

from knowledge.answer import Passage
from knowledge.expansion import Expansion
from knowledge.model.budget import Purse
from knowledge.model.endpoint import Endpoint, Message, estimated
from knowledge.model.problems import ModelProblem, Reason
from knowledge.model.shape import Schema
from knowledge.words import index_stems

VERSION = "1"  # of the instructions and the shape: another one makes everything anew
PATIENCE = 60.0  # seconds for one passage; nobody waits for it
MAX_TOKENS = 3000
LONGEST_PASSAGE = 8000  # characters that are sent
LONGEST = 600  # characters of plain words or English that any passage may have, and
LONGER = 3  # times its own length
MOST_TERMS, MOST_OTHERS, MOST_QUESTIONS = 12, 6, 8
LONGEST_TERM, LONGEST_QUESTION = 60, 200  # characters

_TEXT: Schema = {"type": "string"}


def _object(**properties: Schema) -> Schema:
    required = list(properties)
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


SCHEMA = _object(
    plain=_TEXT, english=_TEXT, words=_list(_object(term=_TEXT, others=_list(_TEXT))), questions=_list(_TEXT)
)


class Expander:
    """Makes expansions with one model."""

    def __init__(self, endpoint: Endpoint, model: str) -> None:
        """`model` is part of what an expansion is kept under: another one makes other words."""
        self._endpoint = endpoint
        self._model = model

    def key(self, passage: Passage) -> str:
        """What the expansion of a passage depends on, as a hash: its words and those above it, not where it stands."""
        parts = (VERSION, self._model, heading_of(passage), passage.text)
        return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()

    async def expand(self, passage: Passage, purse: Purse) -> Expansion:
        """The expansion of one passage. Raises ModelProblem, also when what came back cannot be used."""
        messages = asked(passage)
        reserved = estimated(messages, MAX_TOKENS)
        if not await purse.reserve(reserved):
            raise ModelProblem(Reason.OVER_BUDGET)
        spent = reserved  # where nobody tells what it came to
        try:
            deadline = asyncio.get_running_loop().time() + PATIENCE
            written = await self._endpoint.structured(
                messages, SCHEMA, deadline=deadline, max_tokens=MAX_TOKENS, background=True
            )
            spent = written.tokens
        except ModelProblem as problem:
            spent = problem.tokens or (0 if problem.reason in (Reason.DOWN, Reason.BARRED) else reserved)
            raise
        finally:
            await purse.settle(spent - reserved)
        return expansion_in(written.data, passage)


def heading_of(passage: Passage) -> str:
    """The headings above a passage; without the title of its document, so that a rename costs nothing."""
    headings = passage.section.split(" > ")
    return " > ".join(heading for heading in headings if heading != passage.title)


def asked(passage: Passage) -> Sequence[Message]:
    """The messages for one passage: nothing goes along but its text and its headings."""
    content = {"headings": heading_of(passage), "passage": passage.text[:LONGEST_PASSAGE]}
    return (Message("system", _instructions()), Message("user", json.dumps(content, ensure_ascii=False)))


@cache
def _instructions() -> str:
    return (Path(__file__).parent / "instructions_expansion.txt").read_text(encoding="utf-8").strip()


def expansion_in(data: Mapping[str, object], passage: Passage) -> Expansion:
    """The expansion that a model wrote, of the shape of SCHEMA, with what is too much or of no use left out.

    Raises ModelProblem(UNUSABLE) when a text is too long to be honest, or nothing is left.
    """
    longest = LONGEST + LONGER * len(passage.text)
    plain, english = (_paragraphs(str(data[name])) for name in ("plain", "english"))
    if max(len(plain), len(english)) > longest:
        raise ModelProblem(Reason.UNUSABLE, "longer than the passage can be")
    known = frozenset(index_stems(f"{heading_of(passage)}\n{passage.text}"))
    rows = [_row(cast("Mapping[str, object]", row), known) for row in cast("list[object]", data["words"])[:MOST_TERMS]]
    questions = [_line(str(line)) for line in cast("list[object]", data["questions"])[:MOST_QUESTIONS]]
    expansion = Expansion(
        plain=plain,
        english=english,
        words=tuple(dict.fromkeys(row for row in rows if row)),
        questions=tuple(dict.fromkeys(line for line in questions if line and len(line) <= LONGEST_QUESTION)),
    )
    if expansion == Expansion():
        raise ModelProblem(Reason.UNUSABLE, "nothing in it")
    return expansion


def _row(row: Mapping[str, object], known: frozenset[str]) -> str:
    """ "term: other words"; empty when the term is not one of the passage's."""
    term = _word(str(row["term"]))
    stems = frozenset(index_stems(term))
    others = [_word(str(other)) for other in cast("list[object]", row["others"])[:MOST_OTHERS]]
    others = [other for other in dict.fromkeys(others) if other and other != term]
    return f"{term}: {', '.join(others)}" if stems and stems <= known and others else ""


def _word(text: str) -> str:
    """A term, without the signs that keep terms apart; empty when it is no term but a story."""
    line = _line(text.replace(":", " ").replace(",", " "))
    return line if len(line) <= LONGEST_TERM else ""


def _line(text: str) -> str:
    return " ".join(_readable(text).split())


def _paragraphs(text: str) -> str:
    """The lines, with at most one empty one between them."""
    lines = [" ".join(line.split()) for line in _readable(text).split("\n")]
    return "\n".join(line for at, line in enumerate(lines) if line or (at and lines[at - 1])).strip()


def _readable(text: str) -> str:
    """Without what has no place in a text: controls, invisible signs, halves of characters."""
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    return "".join(_sign(sign) for sign in plain)


def _sign(sign: str) -> str:
    kind = unicodedata.category(sign)
    if kind[0] != "C" or sign in "\n\t":
        return sign
    return "" if kind == "Cf" else " "  # a soft hyphen stands in the middle of a word
