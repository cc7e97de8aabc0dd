"""What a model is asked: the instructions, the question without the asker, and the passages under our own numbers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from knowledge.answer import PreviousTurn, Question, ScoredPassage
from knowledge.evidence import orders_about
from knowledge.model.endpoint import Message
from knowledge.model.masking import masked
from knowledge.model.shape import Schema
from knowledge.model.sources import Documents, Source, source_of
from locales import Language

FOLDER = Path(__file__).parent
MOST = 8  # passages
TOGETHER = 9_000  # characters of all passages
QUESTION = 600  # characters of the question; of a longer one the beginning asks
EARLIER = 300  # characters of a line before it
LINES = 2  # of the conversation
MAX_TOKENS = 1_500  # of an answer
OUTCOMES = ("answered", "not_in_documents")

SCHEMA: Schema = {
    "type": "object",
    "properties": {
        "outcome": {"type": "string", "enum": list(OUTCOMES)},
        "claims": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "text": {"type": "string"},
                    "quotes": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "properties": {"source": {"type": "integer"}, "quote": {"type": "string"}},
                            "required": ["source", "quote"],
                            "additionalProperties": False,
                        },
                    },
                },
                "required": ["text", "quotes"],
                "additionalProperties": False,
            },
        },
    },
    "required": ["outcome", "claims"],
    "additionalProperties": False,
}


@dataclass(frozen=True)
class Asked:
    """The messages for a model, and the passages that they number from 1."""

    messages: tuple[Message, ...]
    sources: tuple[Source, ...]


@cache
def instructions(language: Language) -> str:
    """What a model is told to do and to leave, in the language of the answer."""
    return (FOLDER / f"instructions_{language}.txt").read_text(encoding="utf-8")


def asked(
    question: Question,
    passages: Sequence[ScoredPassage],
    documents: Documents,
    *,
    language: Language,
    names: Sequence[str],
    keep: Sequence[str],
) -> Asked:
    """The messages for this question. `names` are those of the asker, which are masked, but for the words in `keep`."""
    sources: list[Source] = []
    room = TOGETHER
    for scored in passages[:MOST]:
        source = source_of(scored.passage, documents) if scored.score > 0 else None
        if source is None or _planted(source.text):
            continue
        if len(source.text) <= room:
            sources.append(source)
            room -= len(source.text)
    content = {
        "question": masked(question.text[:QUESTION], names, keep),
        "before": [
            {"who": turn.role, "said": masked(turn.text[:EARLIER], names, keep)} for turn in _earlier(question.history)
        ],
        "passages": [
            {"number": number, "document": source.passage.title, "heading": source.passage.section, "text": source.text}
            for number, source in enumerate(sources, 1)
        ],
    }
    told = Message("system", instructions(language))
    return Asked((told, Message("user", json.dumps(content, ensure_ascii=False))), tuple(sources))


@lru_cache(maxsize=1024)
def _planted(text: str) -> bool:
    """Whether somebody planted orders in a passage: many milliseconds of work, and passages come back often."""
    return orders_about(text)


def _earlier(history: Sequence[PreviousTurn]) -> list[PreviousTurn]:
    """The last lines, without those that give orders."""
    return [turn for turn in history[-LINES:] if not orders_about(turn.text)]
