"""What comes from a card is held to what can be: cut, cleaned, and of the step that it came from alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from domain.projects.configured import ProjectRules
from domain.projects.content import (
    FIELDS,
    GLOBAL_GOALS,
    LANES,
    NSOB_ROLES,
    Link,
    Member,
    Milestone,
    Money,
    Partner,
    Risk,
    StartDocument,
    Step,
)

T = TypeVar("T")
Row = TypeVar("Row", Partner, Member, Milestone, Risk, Link)
KEPT_TEXT = 10_000  # characters that are kept of a text, so that who typed too much can shorten it
KEPT_LINE = 1_000
KEPT_ROWS = 60
# Control characters, what turns the direction of writing, and halves of characters: nobody types these.
UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]"
)
BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def text(value: str) -> str:
    """Several lines, without what nobody can see."""
    lines = (line.rstrip() for line in UNSEEN.sub("", BREAKS.sub("\n", value)).split("\n"))
    return "\n".join(lines).strip()[:KEPT_TEXT]


def line(value: str) -> str:
    """The same as one line."""
    return " ".join(text(value).split())[:KEPT_LINE]


def with_step(document: StartDocument, step: Step, typed: StartDocument, rules: ProjectRules) -> StartDocument:
    """The document with the fields of one step as they were typed, and no other."""
    clean = cleaned(typed, rules)
    fields = FIELDS[step]
    unread = [
        *((place, was) for place, was in document.unread if place.partition(".")[0] not in fields),
        *((place, was) for place, was in clean.unread if place.partition(".")[0] in fields),
    ]
    return replace(document, **{name: getattr(clean, name) for name in fields}, unread=tuple(unread))


def cleaned(document: StartDocument, rules: ProjectRules) -> StartDocument:
    """The document without what cannot be in one. A milestone goes where its day puts it."""
    known = {choice.id for choice in rules.compass}
    texts = {name: text(getattr(document, name)) for name in _TEXTS}
    milestones = sorted(_rows(document.milestones, "name"), key=lambda milestone: milestone.day)
    return replace(
        document,
        **texts,
        name=line(document.name),
        department=line(document.department),
        role=document.role if document.role in NSOB_ROLES else None,
        other_roles=_once([role for role in document.other_roles if role in NSOB_ROLES and role != document.role]),
        compass=_once([id for id in document.compass if id in known]),
        goals=tuple(sorted({goal for goal in document.goals if goal in GLOBAL_GOALS})),
        passages=_once(document.passages)[:KEPT_ROWS],
        partners=_rows(document.partners, "name", "why"),
        team=_rows(document.team, "name", "part"),
        money=_money(document.money),
        milestones=tuple(milestones),
        risks=_rows(document.risks, "what", "measure"),
        links=_rows(document.links, "name", "how"),
        lane=document.lane if document.lane in LANES else None,
        unread=tuple((place[:60], line(typed)[:KEPT_LINE]) for place, typed in document.unread[:KEPT_ROWS]),
    )


_TEXTS = (
    "reason", "task", "goal", "result", "effect", "approach", "role_why", "in_scope", "out_of_scope", "communication",
)  # fmt: skip


def _money(money: Money) -> Money:
    return replace(money, explanation=text(money.explanation))


def _once(values: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values))


def _rows(rows: Sequence[Row], *lines: str) -> tuple[Row, ...]:
    """Rows with their lines cleaned; one in which nothing is written is none."""
    clean = (replace(row, **{name: line(getattr(row, name)) for name in lines}) for row in rows[:KEPT_ROWS])
    return tuple(row for row in clean if any(getattr(row, name) for name in lines))
