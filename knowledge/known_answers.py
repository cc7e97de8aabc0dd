"""Reads questions whose answers are known, a line of JSON each: with quotes of documents, or with their sections."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from errors import KoersError
from knowledge.answer import PreviousTurn, Question
from knowledge.metrics import EvaluationQuestion, Gold, SectionGold


class QuestionsError(KoersError):
    """A file of questions that cannot be read; the message names the line."""


def load_questions(path: Path) -> tuple[EvaluationQuestion, ...]:
    """The questions of a JSONL file. Raises QuestionsError that names the line and what is wrong with it."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionsError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from error
    found: list[EvaluationQuestion] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            found.append(_question(json.loads(line)))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, re.error) as error:
            what = f"no {error}" if isinstance(error, KeyError) else str(error)
            raise QuestionsError(f"{path}:{number}: {what}") from error
    if not found:
        raise QuestionsError(f"{path}: holds no questions")
    return tuple(found)


def _question(row: object) -> EvaluationQuestion:
    if not isinstance(row, dict):
        raise TypeError("a line is a JSON object")
    data = cast("dict[str, object]", row)
    language = data.get("lang")
    if language not in ("nl", "en", None):
        raise ValueError(f"lang is nl or en, not {language!r}")
    held_out = data.get("held_out", False)
    if not isinstance(held_out, bool):
        raise TypeError("held_out is true or false")
    return EvaluationQuestion(
        id=str(data["id"]),
        question=Question(
            text=_text(data, "question"),
            organisation=_text(data, "org"),
            language=language,
            history=tuple(_turn(turn) for turn in cast("list[dict[str, str]]", data.get("history", []))),
        ),
        type=str(data.get("type", "")),
        gold=tuple(_quotes(place) for place in cast("list[dict[str, object]]", data.get("gold", []))),
        must_contain=_patterns(data, "must_contain"),
        subtype=str(data.get("subtype", "")),
        sections=_sections(data),
        names=_patterns(data, "names"),
        held_out=held_out,
    )


def _text(data: Mapping[str, object], key: str) -> str:
    value = data[key]
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{key} is a text that is not empty")
    return value


def _patterns(data: Mapping[str, object], key: str) -> tuple[str, ...]:
    patterns = tuple(str(pattern) for pattern in cast("list[object]", data.get(key, [])))
    for pattern in patterns:
        re.compile(pattern)
    return patterns


def _turn(turn: Mapping[str, str]) -> PreviousTurn:
    role = turn["role"]
    if role not in ("user", "assistant"):
        raise ValueError(f"role is user or assistant, not {role!r}")
    return PreviousTurn(role, turn["content"])


def _quotes(place: Mapping[str, object]) -> tuple[Gold, ...]:
    alternatives = cast("list[dict[str, str]]", place.get("alts", []))
    return (
        Gold(str(place["doc"]), str(place["quote"])),
        *(Gold(other["doc"], other["quote"]) for other in alternatives),
    )


def _sections(data: Mapping[str, object]) -> tuple[SectionGold, ...]:
    """`places` names several sections; `document` and `section` beside the question name the only one."""
    places = cast("list[dict[str, object]]", data.get("places", []))
    if "document" in data or "section" in data:
        places = [cast("dict[str, object]", data), *places]
    return tuple(SectionGold(_text(place, "document"), _text(place, "section")) for place in places)
