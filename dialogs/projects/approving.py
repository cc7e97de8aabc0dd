"""Reading a start document, asking for approval and answering that, and who does so while somebody is away."""

from __future__ import annotations

from dataclasses import replace

from cards.card import Card
from cards.projects import lists
from cards.projects.document import Reading, document
from cards.projects.words import line, person_of
from dialogs.fields import field
from dialogs.projects import documents, following
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from domain.projects.model import Seen
from domain.written import read_day
from errors import WordedError


async def waiting(turn: Turn, services: Services) -> Reply:
    """What waits for this person."""
    return Reply(card=lists.waiting(turn.texts, await services.projects.waiting(turn.person.id)))


async def of_name(turn: Turn, services: Services, name: str) -> Reply:
    """What waits and is called so, to be read; all that waits where that is not one."""
    words = name.casefold().split()
    found = await services.projects.waiting(turn.person.id)
    fitting = [seen for seen in found if all(word in seen.project.name.casefold() for word in words)]
    if name and len(fitting) == 1:
        return Reply(card=await _read(turn, services, fitting[0], Reading(fitting[0], services.projects.rules)))
    return Reply(card=lists.waiting(turn.texts, found))


async def read(turn: Turn, services: Services) -> Reply:
    """A page of the document."""
    payload = turn.payload
    seen = await services.projects.find(turn.person.id, str(payload["project"]))
    reading = Reading(
        seen,
        services.projects.rules,
        page=_page(turn),
        approved=payload.get("approved") is True,
    )
    return Reply(card=await _read(turn, services, seen, reading), replaces_card=payload.get("here") is not False)


def _page(turn: Turn) -> int:
    page = turn.payload.get("page", 0)
    return page if isinstance(page, int) else 0


async def _read(turn: Turn, services: Services, seen: Seen, reading: Reading) -> Card:
    edition = reading.edition
    asker = ""
    if "approve" in seen.may and edition.asked_by:
        names = await services.projects.looking.names([edition.asked_by])
        asker = line(names.get(edition.asked_by.lower(), ""))
    files = await documents.of_project(services, seen.project.id)
    return document(turn.texts, replace(reading, files=files, asker=asker))


async def ask(turn: Turn, services: Services) -> Reply:
    """Asks for approval of what was shown. Pressed again it was asked already."""
    id, version = _which(turn)
    seen = await services.projects.approving.ask(turn.person.id, id, version, key=turn.key)
    name = person_of(turn.texts, seen.project.edition.document.principal)
    said = turn.texts("project-asked-now", name=name)
    return Reply(card=await following.card(turn, services, seen, said), replaces_card=True)


async def approve(turn: Turn, services: Services) -> Reply:
    """Approves what was shown, and nothing newer."""
    id, version = _which(turn)
    seen = await services.projects.approving.approve(turn.person.id, id, version, key=turn.key)
    number, name = seen.project.edition.number, line(seen.project.name)
    card = lists.outcome(turn.texts, "project-approved", id, number=number, name=name)
    return Reply(card=card, replaces_card=True)


async def send_back(turn: Turn, services: Services) -> Reply:
    """Sends it back with words; without these the page is shown again."""
    id, version = _which(turn)
    words = field(turn, "remark").strip()
    if not words:
        seen = await services.projects.find(turn.person.id, id)
        said = turn.texts("project-remark-needed")
        reading = Reading(seen, services.projects.rules, page=_page(turn), said=said)
        return Reply(card=await _read(turn, services, seen, reading), replaces_card=True)
    seen = await services.projects.approving.send_back(turn.person.id, id, version, words, key=turn.key)
    name = line(seen.project.edition.document.name)
    return Reply(card=lists.outcome(turn.texts, "project-sent-back", id, name=name), replaces_card=True)


async def withdraw(turn: Turn, services: Services) -> Reply:
    """Stops what was never approved; throws a new edition away where there is one that holds."""
    id, version = _which(turn)
    seen = await services.projects.approving.withdraw(turn.person.id, id, version, key=turn.key)
    key = "project-dropped" if seen.project.approved is not None else "project-withdrawn"
    name = line(seen.project.name) or turn.texts("project-nameless")
    return Reply(card=lists.outcome(turn.texts, key, id, name=name), replaces_card=True)


async def stand_in(turn: Turn, services: Services) -> Reply:
    """Who approves while this person is away."""
    return Reply(card=await _stand_in(turn, services, ""))


async def choose_stand_in(turn: Turn, services: Services) -> Reply:
    """Lets a colleague approve until a day."""
    who, until = field(turn, "deputy").partition(",")[0].strip(), read_day(field(turn, "until"))
    if not who or until is None:
        return Reply(card=await _stand_in(turn, services, turn.texts("project-stand-in-nobody")), replaces_card=True)
    try:
        await services.projects.approving.stand_in(turn.person.id, who, until, key=turn.key)
    except WordedError as problem:
        said = turn.texts(problem.key, **problem.values)
        return Reply(card=await _stand_in(turn, services, said), replaces_card=True)
    return Reply(card=await _stand_in(turn, services, ""), replaces_card=True)


async def end_stand_in(turn: Turn, services: Services) -> Reply:
    """Approves oneself again."""
    await services.projects.approving.stand_in(turn.person.id, None, None, key=turn.key)
    said = turn.texts("project-stand-in-ended")
    return Reply(card=await _stand_in(turn, services, said), replaces_card=True)


async def _stand_in(turn: Turn, services: Services, said: str) -> Card:
    now = await services.projects.approving.standing_in(turn.person.id)
    return lists.stand_in(turn.texts, now, turn.now.date(), said=said)


def _which(turn: Turn) -> tuple[str, int]:
    version = turn.payload["version"]
    return str(turn.payload["project"]), version if isinstance(version, int) else 0
