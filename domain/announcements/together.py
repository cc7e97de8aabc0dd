"""Puts sending together: what the use cases and the durable work share, and the table of that work."""

from __future__ import annotations

from dataclasses import dataclass, field

from domain.announcements.altering import Altering
from domain.announcements.beginning import Beginning
from domain.announcements.crew import Crew, Speed
from domain.announcements.ending import Ending
from domain.announcements.few import Few
from domain.announcements.installs import Installs
from domain.announcements.marks import Marks
from domain.announcements.model import Faces, Following, Quiet
from domain.announcements.reminding import Reminding
from domain.announcements.sending import DurableSending
from domain.announcements.slices import Slices
from domain.announcements.targets import Installing, Names, Targets
from domain.announcements.work import BEGIN, SLICE, SPREAD, Promises
from domain.messenger import Messenger
from domain.organisation import AnnouncementRules
from locales import Language
from store.database import Database
from store.work import Kind


@dataclass(frozen=True)
class Means:
    """What both halves lean on."""

    database: Database
    targets: Targets
    names: Names
    promises: Promises
    marks: Marks
    speed: Speed = field(default_factory=Speed)


def use_cases(means: Means, following: Following) -> DurableSending:
    """What the author does."""
    return DurableSending(
        means.database, means.targets, means.names, means.promises, following, means.marks, means.speed
    )


def kinds(
    means: Means,
    messenger: Messenger,
    faces: Faces,
    quiet: Quiet,
    following: Following,
    *,
    installing: Installing | None = None,
    home: Language = "nl",
    few_up_to: int = AnnouncementRules.few_up_to,
) -> dict[str, Kind]:
    """The durable work, by its name. `home`: the language of who chose none; the others: see Installs and Few."""
    database, speed = means.database, means.speed
    ending = Ending(database, means.promises, speed)
    beginning = Beginning(database, means.targets, means.promises, ending, following)
    crew = Crew(database, messenger, faces, following, speed, Few(few_up_to), home)
    slices = Slices(
        crew,
        quiet,
        installs=Installs(installing, messenger),
        altering=Altering(crew),
        reminding=Reminding(crew, means.marks),
        ending=ending,
    )
    return {
        BEGIN: Kind(beginning.begin, on_failed=beginning.not_begun),
        SPREAD: Kind(beginning.spread),
        SLICE: Kind(slices.run, on_failed=slices.failed),
    }
