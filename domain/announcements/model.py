"""What an announcement is, whom it is for and how it goes, and what composing and sending ask of each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from domain.messenger import Message
from locales import Language
from store.database import AsyncSession

Altering = Literal["correcting", "recalling", "reminding"]
Importance = Literal["normal", "high"]  # high comes in quiet hours too
Kind = Literal["group", "department", "location"]
# Up to "scheduled" it is composing's alone (store/announcement_drafts.py); from begin() on it is sending's
# (store/announcements.py). held: more people than it may go to, nothing was sent; done: everything that could be sent
# is sent. correcting … resending: what was sent is gone over once more, and then it is done again (or recalled).
State = Literal[
    "draft",
    "waiting",
    "returned",
    "scheduled",
    "sending",
    "held",
    "paused",
    "stopped",
    "done",
    "correcting",
    "recalling",
    "reminding",
    "resending",
    "recalled",
]
RUNNING: tuple[State, ...] = ("sending", "correcting", "recalling", "reminding", "resending")


@dataclass(frozen=True)
class Words:
    """A title and a text in one language. `text`: the safe markdown that domain.announcements.markdown lets through."""

    title: str
    text: str


@dataclass(frozen=True)
class Link:
    """A button that opens a page; `url` begins with https://."""

    label: str
    url: str
    label_en: str = ""

    def words(self, language: Language) -> str:
        """What is on it, in a language: the Dutch where there is no English."""
        return (language == "en" and self.label_en) or self.label


@dataclass(frozen=True)
class Picture:
    """An image of the municipality's library, with what it shows for who does not see it."""

    url: str
    described: str
    described_en: str = ""

    def description(self, language: Language) -> str:
        """What it shows, in a language: the Dutch where there is no English."""
        return (language == "en" and self.described_en) or self.described


@dataclass(frozen=True)
class Part:
    """A group (by Entra object id), a department or a location (by the name that Entra knows); `name` is shown."""

    kind: Kind
    id: str
    name: str


@dataclass(frozen=True)
class Audience:
    """Everyone in the municipality, or whoever is in one of the parts: nobody counts twice."""

    everyone: bool = False
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Announcement:
    """One message to many. `version` goes up with each correction; `id` stays.

    `at` None: as soon as it is begun. `at_most`: for how many people it was approved, a margin included; more, at the
    moment of sending, and it is held. `valid_until` is always set once it is begun. Moments are aware.
    """

    id: str
    organisation: str
    author: str  # Entra object id
    nl: Words
    en: Words | None = None
    picture: Picture | None = None
    link: Link | None = None
    importance: Importance = "normal"
    audience: Audience = field(default_factory=Audience)
    at: datetime | None = None
    valid_until: datetime | None = None
    acknowledge: bool = False
    at_most: int = 0
    version: int = 1
    state: State = "draft"

    def words(self, language: Language) -> Words:
        """What somebody reads in this language: the Dutch where there is no English."""
        return self.en if language == "en" and self.en is not None else self.nl


@dataclass(frozen=True)
class Numbers:
    """How it goes: delivered + failed + not_installed + unknown + waiting = total.

    `failed`: reason (a key of announcement-reason-… in the language files: blocked, gone, refused, too-large, outage)
    and how many. `skipped`: leavers and disabled accounts, beside the total. `unknown`: the answer was lost; never sent
    again silently.
    `altered` and `not_altered`: of the correction, recall or reminder that runs or ran last, as `altering` says.
    `seconds_left`: of what runs now; None while that is not known.
    """

    total: int = 0
    delivered: int = 0
    failed: tuple[tuple[str, int], ...] = ()
    not_installed: int = 0
    unknown: int = 0
    skipped: int = 0
    waiting: int = 0
    acknowledged: int = 0
    altering: Altering = "correcting"
    altered: int = 0
    not_altered: int = 0
    seconds_left: int | None = None

    @property
    def failures(self) -> int:
        """How many failed, for whatever reason."""
        return sum(count for _, count in self.failed)


@dataclass(frozen=True)
class Sent:
    """An announcement that was begun, with how it goes. `reminded`: the one reminder has been used."""

    announcement: Announcement
    numbers: Numbers
    reminded: bool = False


class Sending(Protocol):
    """What composing asks of sending. Who may do it has been checked by whoever calls.

    `key` is the activity that asks for it (Turn.key): the same again, after a restart, changes nothing. What does not
    fit the state (go_on of what is not paused) raises WordedError("announcement-changed").
    """

    async def count(self, audience: Audience) -> int:
        """How many people get it if it is sent now: each once, without leavers. Raises Unavailable."""
        ...

    async def begin(self, session: AsyncSession, announcement: Announcement) -> None:
        """Stores it as scheduled or sending, and promises the sending, both in the caller's transaction.

        Once for an id. `announcement.at_most` binds; `at` None is now.
        """
        ...

    async def release(self, session: AsyncSession, id: str, at_most: int) -> None:
        """Goes on with one that is held, for at most so many people."""
        ...

    async def correct(self, session: AsyncSession, announcement: Announcement) -> None:
        """Edits every delivered message in place; the version is one higher than what is stored."""
        ...

    async def pause(self, id: str, *, key: str = "") -> None:
        """Sends nothing more until go_on()."""
        ...

    async def go_on(self, id: str, *, key: str = "") -> None:
        """Goes on where it was paused."""
        ...

    async def stop(self, id: str, *, key: str = "") -> None:
        """Sends nothing more, for good. Also takes back one that is scheduled or held."""
        ...

    async def recall(self, id: str, *, key: str = "") -> None:
        """Deletes every delivered message; what has not been sent yet is not sent."""
        ...

    async def remind(self, id: str, *, key: str = "") -> None:
        """Reminds who has it and did not acknowledge it, once in its life."""
        ...

    async def resend_unknown(self, id: str, *, key: str = "") -> None:
        """Sends it again to those of whom it is not known whether they have it: they may get it twice."""
        ...

    async def find(self, id: str) -> Sent | None:
        """One that was begun, with its numbers as they are now."""
        ...

    async def of_author(self, author: str) -> tuple[Sent, ...]:
        """What a person has begun and is still kept, the newest first."""
        ...

    async def report(self, id: str, language: Language) -> bytes:
        """The report as an .xlsx file."""
        ...

    async def acknowledge(self, id: str, person: str) -> bool:
        """Counts an acknowledgement, once a person. False: this person never got it, or it is no longer valid."""
        ...

    async def acknowledged(self, id: str, person: str) -> bool:
        """Whether this person's acknowledgement was counted; for nobody but that person."""
        ...

    async def valid_for(self, person: str) -> tuple[Announcement, ...]:
        """The announcements that a person got and that are valid still, the newest first."""
        ...


class Faces(Protocol):
    """What a message looks like: the preview and the sent card are made by the same function (cards/)."""

    def for_colleague(self, announcement: Announcement, language: Language, token: str) -> Message:
        """What one colleague gets. `token`: of the acknowledge button (see ACKNOWLEDGE); "" where none is asked for."""
        ...

    def reminder(self, announcement: Announcement, language: Language, token: str) -> Message:
        """The reminder of who did not acknowledge."""
        ...


# The button that asks for an acknowledgement: sending mints its token (store.tokens.mint) with
# Button(verb=ACKNOWLEDGE, payload={"announcement": id}, conversation=…, person=…, once=False, kept=…).
ACKNOWLEDGE = "announcements.acknowledge"


class Following(Protocol):
    """The one card by which the author follows it; implemented in bot/."""

    async def show(self, id: str) -> None:
        """Puts the newest numbers on the author's card. Call it after each change of state and each slice of work: it
        leaves out what follows too soon upon the last, never raises, and does not hold sending up for long.
        """
        ...


class Quiet(Protocol):
    """When people want to hear nothing of normal importance; implemented by domain.announcements.quiet."""

    async def until(self, people: tuple[str, ...], now: datetime) -> Mapping[str, datetime]:
        """Of these people, who is quiet now, and until when (aware)."""
        ...
