"""Following projects: the card of one, its history, one's own, and the one that somebody means by a name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cards.card import Card
from cards.projects import lists
from cards.projects import project as cards
from cards.projects.project import Status
from cards.projects.words import line
from dialogs.projects import documents
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from domain.projects.model import OPEN, Seen

BEING_WRITTEN = ("draft", "waiting", "returned")


def _all(seen: Seen) -> bool:
    return seen.project.status != "withdrawn"


def _to_write(seen: Seen) -> bool:
    return "edit" in seen.may and (seen.project.status in OPEN or seen.project.edition.state in BEING_WRITTEN)


# What is done with a project, and with which of them that can be done.
FITTING: dict[str, Callable[[Seen], bool]] = {
    "status": _all,
    "continue": _to_write,
    "report": lambda seen: "report" in seen.may,
    "close": lambda seen: "close" in seen.may,
}


async def meant(turn: Turn, services: Services, name: str, purpose: str) -> Seen | Reply:
    """The one project that somebody means; or a card that asks which one, or says that there is none.

    Without a name it is the only one of one's own with which that can be done, where there is only one.
    """
    fits = FITTING[purpose]
    if name:
        found = await services.projects.named(turn.person.id, name)
        fitting = [seen for seen in found if fits(seen)] or list(found)
        if len(fitting) == 1:
            return fitting[0]
        return Reply(card=lists.which(turn.texts, line(name), fitting, purpose))
    own = [seen for seen in await services.projects.mine(turn.person.id) if fits(seen)]
    if len(own) == 1:
        return own[0]
    return Reply(card=lists.mine(turn.texts, own, 0, purpose))


async def mine(turn: Turn, services: Services) -> Reply:
    """One's own projects by a button; those with which can be done what they are asked for."""
    purpose = str(turn.payload.get("purpose", "status"))
    page = turn.payload.get("page", 0)
    shown = await _mine(
        turn, services, purpose if purpose in FITTING else "status", page if isinstance(page, int) else 0
    )
    return Reply(card=shown, replaces_card=bool(page))


async def all_mine(turn: Turn, services: Services) -> Reply:
    """One's own projects."""
    return Reply(card=await _mine(turn, services, "status", 0))


async def _mine(turn: Turn, services: Services, purpose: str, page: int) -> Card:
    found: Sequence[Seen] = await services.projects.mine(turn.person.id)
    return lists.mine(turn.texts, [seen for seen in found if FITTING[purpose](seen)], page, purpose)


async def show(turn: Turn, services: Services) -> Reply:
    """The card of a project."""
    seen = await services.projects.find(turn.person.id, str(turn.payload["project"]))
    return Reply(card=await card(turn, services, seen), replaces_card=turn.payload.get("here") is True)


async def card(turn: Turn, services: Services, seen: Seen, said: str = "") -> Card:
    """How it is with a project now. `said`: what happened just now."""
    person, id = turn.person.id, seen.project.id
    series = await services.projects.reporting.series(person, id) if seen.project.status == "running" else ()
    status = Status(
        seen,
        turn.organisation.time_zone,
        await services.projects.history(person, id),
        await services.projects.reporting.of_project(person, id),
        await documents.of_project(services, id),
        min((each.due for each in series), default=None),
        turn.now.date(),
        said,
    )
    return cards.project(turn.texts, status)


async def history(turn: Turn, services: Services) -> Reply:
    """Everything that happened."""
    id, page = str(turn.payload["project"]), turn.payload.get("page", 0)
    seen = await services.projects.find(turn.person.id, id)
    events = await services.projects.history(turn.person.id, id)
    at = page if isinstance(page, int) else 0
    return Reply(card=cards.history(turn.texts, seen, events, turn.organisation.time_zone, at), replaces_card=True)
