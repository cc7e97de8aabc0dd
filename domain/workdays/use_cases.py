"""What the dialogs ask of workdays, and what workdays ask of the wire."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Protocol

from domain.messenger import Message
from domain.signing_in import Speaker
from domain.workdays.model import (
    Category,
    Choices,
    Colleague,
    Day,
    FileKind,
    Filled,
    Lock,
    Month,
    Overview,
    Pattern,
    Stored,
)
from locales import Language


class Registering(Protocol):
    """A person's own days. Every call raises WordedError("workdays-off") where the municipality has it switched off.

    `key` is the activity that asks for it (Turn.key): the same again changes nothing, and gives the same answer.
    """

    async def days(self, person: str, first: date, last: date) -> tuple[Day, ...]:
        """Each day of a period, at most 100 days."""
        ...

    async def tick(self, person: str, days: Mapping[date, Category | None], *, key: str = "") -> Stored:
        """Ticks days, or clears them (None), all that are open in one transaction; a tick replaces the one before."""
        ...

    async def correct(self, person: str, days: Mapping[date, Category | None], *, key: str = "") -> Stored:
        """The same for days of locked months: the difference goes along with the first month that is not locked yet."""
        ...

    async def overview(self, person: str, month: Month) -> Overview:
        """A month with its amounts. Raises WordedError("workdays-removed") when nothing is kept of it any more."""
        ...

    def lock(self, month: Month) -> Lock:
        """When a month is closed."""
        ...

    def months(self) -> tuple[Month, ...]:
        """The months that something is kept of, the oldest first; the last is the current one."""
        ...

    @property
    def furthest(self) -> date:
        """The last day that can be ticked."""
        ...

    async def proposes(self, person: str, day: date, category: Category) -> bool:
        """Whether to propose this category to who has a desk there that day: it can be ticked, and is not."""
        ...


class Patterns(Protocol):
    """The weekly pattern, which fills in the weeks ahead. Nothing that somebody ticked himself is written over."""

    async def of(self, person: str) -> Pattern | None:
        """The pattern of a person, or None."""
        ...

    async def keep(self, person: str, pattern: Pattern, *, key: str = "") -> Filled:
        """Takes the place of the one before, from today on, or from its own start where that is later.

        Raises WordedError("workdays-wrong-pattern") for one that says nothing.
        """
        ...

    async def end(self, person: str, *, key: str = "") -> tuple[date, ...]:
        """Ends it: the days ahead that it filled in are cleared, and returned."""
        ...


class Choosing(Protocol):
    """What people choose for themselves; stored when a call returns."""

    async def of(self, person: str) -> Choices:
        """What a person chose."""
        ...

    async def ask_at(self, person: str, at: time | None) -> None:
        """Asks every working morning at this time (None: not at all). Raises WordedError("workdays-wrong-hour") for a
        time that is not one of `hours`.
        """
        ...

    @property
    def hours(self) -> tuple[time, ...]:
        """The times that somebody can choose to be asked at."""
        ...

    async def show_me(self, person: str, *, visible: bool) -> None:
        """In or out of "wie is er"; out takes away at once what was shown."""
        ...

    async def follow_location(self, speaker: Speaker) -> None:
        """Ticks go to the work location in Microsoft 365 from now on, those from today on at once.

        It is done with the person's own sign-in: check first that there is one.
        """
        ...

    async def leave_location(self, person: str) -> None:
        """They no longer do. What is there stays."""
        ...

    async def work_on(self, person: str, working_days: tuple[int, ...]) -> None:
        """On which days of the week somebody works from today on; 0 is Monday.

        Raises WordedError("workdays-wrong-days") for none.
        """
        ...


class Presence(Protocol):
    """Wie is er: who of one's own team works where; only of who chose to be shown. No reasons, no absence."""

    async def who_is_in(self, person: str, first: date, last: date) -> Mapping[date, tuple[Colleague, ...]]:
        """Of each day from today up to two weeks ahead that is in the period: who shares, by name.

        The team: the manager, who has the same manager, and who reports to the person; not the person.
        Raises Unavailable when Entra does not answer.
        """
        ...


class Exporting(Protocol):
    """What payroll gets. That somebody has the role "payroll" is checked by whoever calls."""

    def months(self) -> tuple[Month, ...]:
        """The months that can be exported: locked, and still kept; the oldest first."""
        ...

    async def export(self, month: Month, kind: FileKind, language: Language) -> bytes:
        """The file. Raises WordedError("workdays-export-not-yet") for a month that is not locked,
        WordedError("workdays-removed"), and Unavailable when Entra does not say how people are called.
        """
        ...


class Downloads(Protocol):
    """Files that one person can get for a while; implemented in bot/."""

    async def month(self, month: Month, kind: FileKind, person: str, language: Language) -> str:
        """The address of the export of a month. Raises Unavailable where Koers has no address of its own."""
        ...


class Faces(Protocol):
    """What the morning question looks like; implemented in bot/."""

    async def question(self, person: str, day: date, conversation: str) -> Message:
        """The question where somebody works on this day, in his language, with buttons that work in this chat."""
        ...
