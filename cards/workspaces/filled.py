"""What is filled in on the form of a booking, before anything is looked up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Literal

from domain.workspaces.model import Kind

When = Literal["morning", "afternoon", "day", "hours"]
WHENS: tuple[When, ...] = ("day", "morning", "afternoon", "hours")
KINDS: tuple[Kind, ...] = ("desk", "room", "booth")


@dataclass(frozen=True)
class Filled:
    """The form: what was said, or typed. All of it is text until dialogs/workspaces/filling.py reads it.

    `days`: several at once, from a sentence; the form then asks for no day. `weekdays`: names of those that come back,
    each week or each second one (`every`), from `day` on and up to `until`; `days` are then those within reach.
    `where`: "" anywhere, "location" or "location/zone". `booking`: the one that is being changed. `people` is asked for
    a room. `person`: for which colleague, "" for oneself, and `name` how he is called.
    """

    kind: Kind = "desk"
    day: str = ""
    days: tuple[str, ...] = ()
    weekdays: tuple[str, ...] = ()
    every: int = 1
    until: str = ""
    when: When = "day"
    start: str = ""
    end: str = ""
    where: str = ""
    people: str = ""
    features: tuple[str, ...] = ()
    accessible: bool = False
    booking: str = ""
    person: str = ""
    name: str = ""

    @property
    def kept(self) -> Mapping[str, object]:
        """As a button keeps it on the server."""
        return asdict(self)


def kind_named(name: object) -> Kind:
    """The kind of that name; a desk where there is none."""
    for kind in KINDS:
        if kind == name:
            return kind
    return "desk"


def filled_of(kept: Mapping[str, object]) -> Filled:
    """What a button kept."""
    blank = Filled()

    def text(name: str) -> str:
        value = kept.get(name)
        return value if isinstance(value, str) else ""

    def strings(name: str) -> tuple[str, ...]:
        value = kept.get(name)
        return tuple(str(item) for item in value) if isinstance(value, list | tuple) else ()  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]

    return replace(
        blank,
        kind=kind_named(text("kind")),
        day=text("day"),
        days=strings("days"),
        weekdays=strings("weekdays"),
        every=2 if kept.get("every") == 2 else 1,
        until=text("until"),
        when=next((when for when in WHENS if when == text("when")), "day"),
        start=text("start"),
        end=text("end"),
        where=text("where"),
        people=text("people"),
        features=strings("features"),
        accessible=kept.get("accessible") is True,
        booking=text("booking"),
        person=text("person"),
        name=text("name"),
    )
