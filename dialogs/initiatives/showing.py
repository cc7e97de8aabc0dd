"""One initiative: its card for whoever looks, and what they press on it."""

from __future__ import annotations

from cards.card import Card
from cards.initiatives import words
from cards.initiatives.story import Story, story
from dialogs.announcements import composing
from dialogs.fields import field
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from domain.announcements.composing import COMPOSERS
from domain.initiatives.model import Campaign
from errors import Unavailable, WordedError

ANYBODY = ""  # who reads in a group or channel: nothing of anybody in particular


def reader(turn: Turn) -> str:
    """Who reads what is shown here."""
    return turn.person.id if turn.place.kind == "personal" or turn.in_dialog else ANYBODY


async def card(
    turn: Turn, services: Services, id: str, *, said: str = "", whole: bool = False, before: int = 0
) -> Card:
    """An initiative as whoever reads here may see it."""
    told = await services.initiatives.find(reader(turn), id)
    campaign = await campaign_of(services, told.initiative.campaign)
    shown = Story(
        told,
        services.initiatives.rules,
        turn.organisation.time_zone,
        reader(turn),
        said,
        campaign.question if campaign is not None else "",
        whole,
        await tells(turn, services),
        before,
    )
    return story(turn.texts, shown)


async def show(turn: Turn, services: Services) -> Reply:
    """One of a list, or more of it."""
    here, whole = turn.payload.get("here") is True, turn.payload.get("whole") is True
    before = turn.payload.get("before")
    shown = await card(turn, services, _id(turn), whole=whole, before=before if isinstance(before, int) else 0)
    return Reply(card=shown, replaces_card=here)


async def support(turn: Turn, services: Services) -> Reply:
    """Supports it, or does so no longer."""
    yes = turn.payload.get("yes") is True
    act = services.initiatives.support if yes else services.initiatives.take_back
    await act(turn.person.id, _id(turn))
    return await _after(turn, services, "initiative-supported" if yes else "initiative-support-ended")


async def join(turn: Turn, services: Services) -> Reply:
    """Joins it, or does so no longer."""
    if turn.payload.get("yes") is not True:
        await services.initiatives.leave(turn.person.id, _id(turn))
        return await _after(turn, services, "initiative-join-ended")
    hidden = field(turn, "hidden") == "true"
    await services.initiatives.join(turn.person.id, _id(turn), hidden=hidden)
    return await _after(turn, services, "initiative-joined")


async def hide(turn: Turn, services: Services) -> Reply:
    """Takes one's own name away, or puts it back."""
    hidden = turn.payload.get("hidden") is True
    await services.initiatives.hide(turn.person.id, _id(turn), hidden=hidden)
    return await _after(turn, services, "initiative-name-hidden" if hidden else "initiative-name-shown")


async def comment(turn: Turn, services: Services) -> Reply:
    """Says something of it; everybody may read that, so that a card in a channel shows it, too."""
    await services.initiatives.comment(turn.person.id, _id(turn), field(turn, "comment"), key=turn.key)
    said = turn.texts("initiative-commented") if reader(turn) else ""
    return Reply(card=await card(turn, services, _id(turn), said=said), replaces_card=True)


async def unsay(turn: Turn, services: Services) -> Reply:
    """Removes one's own comment."""
    await services.initiatives.remove_comment(turn.person.id, _id(turn), str(turn.payload["comment"]))
    return await _after(turn, services, "initiative-comment-removed")


async def change_status(turn: Turn, services: Services) -> Reply:
    """Gives it another status, with the reason."""
    status, reason = field(turn, "status"), field(turn, "reason")
    one = await services.initiatives.change_status(turn.person.id, _id(turn), status, reason, key=turn.key)
    name = words.status_name(turn.texts, services.initiatives.rules, one.status)
    said = turn.texts("initiative-status-changed", status=name)
    return Reply(card=await card(turn, services, _id(turn), said=said), replaces_card=True)


async def tell(turn: Turn, services: Services) -> Reply:
    """An announcement of it, to be finished by who may write one."""
    await turn.gate.check("announcement_new")
    one = (await services.initiatives.find(ANYBODY, _id(turn))).initiative
    title = turn.texts("initiative-tell-title", title=one.title)
    return await composing.new(turn, services, title=title, text=one.what)


async def tells(turn: Turn, services: Services) -> bool:
    """Whether this person may write announcements, in their own chat; where Entra is silent they may not."""
    if turn.place.kind != "personal":
        return False
    try:
        return await services.roles.has(turn.person.id, *COMPOSERS)
    except Unavailable:
        return False


async def campaign_of(services: Services, id: str) -> Campaign | None:
    """The campaign that something answers; None where it answers none, or that is gone."""
    if not id:
        return None
    try:
        return await services.initiatives.campaign(id)
    except WordedError:
        return None


async def _after(turn: Turn, services: Services, key: str) -> Reply:
    """How it is now; in a group or channel only the words, for the card there is everybody's."""
    if not reader(turn):
        return Reply(notice=turn.texts(key))
    return Reply(card=await card(turn, services, _id(turn), said=turn.texts(key)), replaces_card=True)


def _id(turn: Turn) -> str:
    return str(turn.payload["initiative"])
