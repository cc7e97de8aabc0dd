"""Approving what a colleague wrote: the list, the message as it would go out now, and the two ways from there."""

from __future__ import annotations

from cards.announcements import lists
from cards.announcements.preview import Preview, review
from cards.card import Card
from dialogs.announcements import following
from dialogs.fields import field
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from domain.announcements.looking import Looked
from errors import WordedError


async def waiting(turn: Turn, services: Services) -> Reply:
    """What waits for this person."""
    found = await services.announcements.approving.waiting(turn.person.id)
    return Reply(card=lists.waiting(turn.texts, [following.titled(turn, draft) for draft in found]))


async def look(turn: Turn, services: Services) -> Reply:
    """One of them, as colleagues would get it now."""
    looked = await services.announcements.approving.review(turn.person.id, str(turn.payload["draft"]))
    return Reply(card=await _card(turn, services, looked), replaces_card=False)


async def approve(turn: Turn, services: Services) -> Reply:
    """Approves what was seen. Where it is for many more people by now, it is shown again, with how many."""
    id, version, people = str(turn.payload["draft"]), _number(turn, "version"), _number(turn, "people")
    approving = services.announcements.approving
    draft = await approving.approve(turn.person.id, id, version, people, key=turn.key)
    await services.announcements.show(draft.announcement)
    return Reply(card=lists.outcome(turn.texts, "announcement-approved"), replaces_card=True)


async def send_back(turn: Turn, services: Services) -> Reply:
    """Does not approve it, and says why."""
    id, version = str(turn.payload["draft"]), _number(turn, "version")
    approving = services.announcements.approving
    draft = await approving.send_back(turn.person.id, id, version, field(turn, "remark"), key=turn.key)
    await services.announcements.show(draft.id)
    return Reply(card=lists.outcome(turn.texts, "announcement-sent-back"), replaces_card=True)


async def _card(turn: Turn, services: Services, looked: Looked) -> Card:
    if looked.announcement is None:
        raise WordedError("announcement-no-longer-right")
    name = await services.announcements.name_of(looked.draft.author) or turn.texts("announcement-somebody")
    return review(turn.texts, Preview.of(looked, looked.announcement, turn.organisation, name))


def _number(turn: Turn, name: str) -> int:
    value = turn.payload[name]
    return value if isinstance(value, int) else 0
