"""What is on the card on which a start document is written, and how much of it fits on one card."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from microsoft_teams.cards.core import CardElement

from cards.card import CardBuilder
from domain.projects.configured import ProjectRules
from domain.projects.content import FIELDS, Money, StartDocument, Step
from domain.projects.model import Wrong

ROOM = 17_000  # bytes of a card that the fields of a step may take; what is around them takes up to ten thousand
NO_ROW = -1
Group = list[CardElement]
Build = Callable[[CardBuilder], Group]  # a group of elements that stay together, with the buttons in them


@dataclass(frozen=True)
class Writing:
    """A step as somebody writes it. `project` "": nothing is kept yet, and it is begun under `begun`.

    `row`: which of a list is being changed; `first`: the first of the list that is shown. `form`: what was typed for a
    row and cannot be one yet. `part`: of a step that takes more than one card.
    """

    project: str
    version: int
    step: Step
    document: StartDocument
    rules: ProjectRules
    wrong: tuple[Wrong, ...] = ()
    said: str = ""
    row: int = NO_ROW
    first: int = 0
    part: int = 0
    begun: str = ""
    initiative: str = ""
    form: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps that this municipality asks, in its order."""
        return self.rules.steps

    @property
    def number(self) -> int:
        """Which step it is, from 1."""
        return self.steps.index(self.step) + 1

    def of(self, step: Step) -> tuple[Wrong, ...]:
        """What is wrong with a step."""
        return tuple(wrong for wrong in self.wrong if wrong.step == step)

    def about(self, field: str) -> tuple[Wrong, ...]:
        """What is wrong with a field, but that it is empty: that is said at the top."""
        return tuple(wrong for wrong in self.wrong if wrong.field == field and not wrong.missing)


def is_empty(document: StartDocument, step: Step) -> bool:
    """Whether nothing is filled in at a step."""
    return not any(value not in (Money(),) and bool(value) for value in _values(document, step))


def _values(document: StartDocument, step: Step) -> list[object]:
    return [getattr(document, name) for name in FIELDS[step]]


def fits(text: str) -> bool:
    """Whether a text can stand in a field of a card."""
    return len(json.dumps(text).encode()) <= ROOM - 1_000


def packed(groups: Sequence[Build], room: int = ROOM) -> list[list[Build]]:
    """What is to be built on as many cards as it needs, in order; no group is cut. At least one, which may be empty."""
    parts: list[list[Build]] = [[]]
    taken = 0
    for group in groups:
        size = _bytes_of(group(CardBuilder("")))
        if parts[-1] and taken + size > room:
            parts.append([])
            taken = 0
        parts[-1].append(group)
        taken += size
    return parts


def _bytes_of(elements: Sequence[CardElement]) -> int:
    return sum(len(json.dumps(each.model_dump(by_alias=True, exclude_none=True)).encode()) for each in elements)
