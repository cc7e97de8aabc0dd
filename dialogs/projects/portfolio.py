"""The portfolio: which projects there are, chosen by fields, in a list, in charts and as a file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import cast

from cards.projects import portfolio as cards
from cards.projects.portfolio import ANY, Shown
from cards.projects.report_actions import Chosen
from dialogs.fields import field
from dialogs.services import Services
from dialogs.turn import Json, Reply, Turn
from domain.projects.content import GLOBAL_GOALS, NSOB_ROLES
from domain.projects.model import STATUSES, Filter, Listing
from errors import Unavailable

LONGEST = 100  # characters of what somebody chooses by


async def start(turn: Turn, services: Services, words: str = "", *, stale: bool = False) -> Reply:
    """The projects that a sentence asks for: by words of a name, or by an opdrachtgever or department in it."""
    said = turn.text.casefold()
    listing = await services.projects.portfolio.list(turn.person.id, Filter())
    chosen = Chosen(
        principal=next((id for id, name in _names(listing).items() if name and name.casefold() in said), ""),
        department=next((bar.key for bar in listing.charts.departments if _names_it(said, bar.key)), ""),
        words=words[:LONGEST],
        stale=stale,
    )
    return Reply(card=cards.portfolio(turn.texts, await _shown(turn, services, chosen)))


def _names_it(said: str, department: str) -> bool:
    """Whether a sentence has the name of a department, as words of their own."""
    return bool(department) and re.search(rf"(?<!\w){re.escape(department.casefold())}(?!\w)", said) is not None


async def show(turn: Turn, services: Services) -> Reply:
    """A page of the list."""
    page = turn.payload.get("page", 0)
    shown = await _shown(turn, services, _chosen(turn), page if isinstance(page, int) else 0)
    return Reply(card=cards.portfolio(turn.texts, shown), replaces_card="page" in turn.payload)


async def choose(turn: Turn, services: Services) -> Reply:
    """The fields to choose by: of all projects that this person may see."""
    listing = await services.projects.portfolio.list(turn.person.id, Filter())
    shown = Shown(listing, _chosen(turn), _names(listing))
    return Reply(card=cards.filters(turn.texts, shown), replaces_card=True)


async def filter_(turn: Turn, services: Services) -> Reply:
    """The projects that fit what was filled in: a stranger's input, of which what cannot be counts for nothing."""
    goal = field(turn, "goal")
    chosen = Chosen(
        principal=_any(turn, "principal"),
        department=_any(turn, "department"),
        status=_one(turn, "status", STATUSES),
        role=_one(turn, "role", NSOB_ROLES),
        goal=next((each for each in GLOBAL_GOALS if str(each) == goal), 0),
        words=field(turn, "words").strip()[:LONGEST],
        stale=field(turn, "stale") == "true",
    )
    return Reply(card=cards.portfolio(turn.texts, await _shown(turn, services, chosen)), replaces_card=True)


async def charts(turn: Turn, services: Services) -> Reply:
    """The charts of the projects that are chosen."""
    return Reply(card=cards.charts(turn.texts, await _shown(turn, services, _chosen(turn))), replaces_card=True)


async def file(turn: Turn, services: Services) -> Reply:
    """A link to the file, for a while."""
    if services.projects.downloads is None:
        raise Unavailable("project-download-nowhere")
    wanted = _filter(_chosen(turn))
    url = await services.projects.downloads.portfolio(wanted, turn.person.id, turn.language)
    return Reply(card=cards.file(turn.texts, url))


async def _shown(turn: Turn, services: Services, chosen: Chosen, page: int = 0) -> Shown:
    listing = await services.projects.portfolio.list(turn.person.id, _filter(chosen))
    return Shown(listing, chosen, _names(listing), page, offered=services.projects.downloads is not None)


def _filter(chosen: Chosen) -> Filter:
    status = chosen.status if chosen.status in STATUSES else ""
    return Filter(
        chosen.principal, chosen.department, status, chosen.role, chosen.goal, chosen.words, stale=chosen.stale
    )


def _names(listing: Listing) -> dict[str, str]:
    """How the opdrachtgevers are called, as they were chosen."""
    people = (row.project.document.principal for row in listing.rows)
    return {person.id: person.name for person in people if person is not None}


def _chosen(turn: Turn) -> Chosen:
    """What a button carries; of what an older Koers stored, what is no choice any more counts for nothing."""
    stored = cast("Mapping[str, Json]", turn.payload.get("chosen") or {})
    return Chosen(
        principal=str(stored.get("principal", "")),
        department=str(stored.get("department", "")),
        status=next((one for one in STATUSES if one == stored.get("status")), ""),
        role=next((one for one in NSOB_ROLES if one == stored.get("role")), ""),
        goal=next((one for one in GLOBAL_GOALS if one == stored.get("goal")), 0),
        words=str(stored.get("words", "")),
        stale=stored.get("stale") is True,
    )


def _any(turn: Turn, name: str) -> str:
    value = field(turn, name)[:LONGEST]
    return "" if value == ANY else value


def _one(turn: Turn, name: str, options: tuple[str, ...]) -> str:
    return next((one for one in options if one == field(turn, name)), "")
