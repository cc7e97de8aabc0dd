"""Following what was sent: the list of one's own, the one card about each, and its buttons."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from cards.announcements import lists
from cards.announcements.lists import Titled
from cards.announcements.progress import Progress, progress
from cards.announcements.report import report as report_card
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from domain.announcements.checking import chosen_moment
from domain.announcements.drafting import typed_of
from errors import Unavailable, WordedError
from store.announcement_drafts import AnnouncementDraft, Place

Act = Callable[..., Awaitable[None]]


async def mine(turn: Turn, services: Services) -> Reply:
    """What this person writes and sent."""
    drafts = await services.announcements.composing.mine(turn.person.id)
    sent = await services.announcements.sending.of_author(turn.person.id)
    return Reply(card=lists.mine(turn.texts, [titled(turn, draft) for draft in drafts], sent))


async def follow(turn: Turn, services: Services) -> Reply:
    """The card of one of them, which from now on is the one that is kept up to date."""
    id = str(turn.payload["announcement"])
    reply = await card(turn, services, id)
    await services.announcements.composing.move_card(id, Place(turn.place.conversation, turn.message or ""))
    return reply


async def card(turn: Turn, services: Services, id: str) -> Reply:
    """How it is with one's own announcement, in the place of the card that was pressed."""
    status = await services.announcements.composing.status(id)
    if status is None:
        raise WordedError("announcement-gone")
    if status.draft.author != turn.person.id:
        raise WordedError("announcement-not-yours")
    title = titled(turn, status.draft).title
    zone = turn.organisation.time_zone
    at = chosen_moment(status.typed, zone) if status.draft.purpose == "send" else None  # the rest goes once it may
    shown = Progress(status.draft, title, status.sent, zone, status.asked_again, at)
    return Reply(card=progress(turn.texts, shown), replaces_card=True)


async def refresh(turn: Turn, services: Services) -> Reply:
    """The numbers of this moment."""
    return await card(turn, services, str(turn.payload["announcement"]))


async def pause(turn: Turn, services: Services) -> Reply:
    """Sends nothing more for now."""
    return await _act(turn, services, services.announcements.sending.pause)


async def resume(turn: Turn, services: Services) -> Reply:
    """Goes on."""
    return await _act(turn, services, services.announcements.sending.go_on, addresses=True)


async def stop(turn: Turn, services: Services) -> Reply:
    """Sends nothing more, for good."""
    return await _act(turn, services, services.announcements.sending.stop)


async def recall(turn: Turn, services: Services) -> Reply:
    """Takes it away from everybody who has it."""
    return await _act(turn, services, services.announcements.sending.recall)


async def remind(turn: Turn, services: Services) -> Reply:
    """Reminds who did not acknowledge it."""
    return await _act(turn, services, services.announcements.sending.remind, addresses=True)


async def resend(turn: Turn, services: Services) -> Reply:
    """Sends it again to those of whom nobody knows."""
    return await _act(turn, services, services.announcements.sending.resend_unknown, addresses=True)


async def ask_release(turn: Turn, services: Services) -> Reply:
    """Asks for approval anew: there are more people."""
    id = str(turn.payload["announcement"])
    await services.announcements.approving.ask_release(turn.person.id, id, key=turn.key)
    return await card(turn, services, id)


async def report(turn: Turn, services: Services) -> Reply:
    """A link to the report, for its author alone and for a while."""
    id = str(turn.payload["announcement"])
    await services.announcements.composing.begun(turn.person.id, id)
    if services.announcements.downloads is None:
        raise Unavailable("announcement-report-nowhere")
    url = await services.announcements.downloads.report(id, turn.person.id, turn.language)
    return Reply(card=report_card(turn.texts, url))


def titled(turn: Turn, draft: AnnouncementDraft) -> Titled:
    """A draft by its title in the language of whoever looks."""
    typed = typed_of(draft)
    title = (turn.language == "en" and typed.title_en) or typed.title
    return Titled(draft, title or turn.texts("announcement-untitled"))


async def _act(turn: Turn, services: Services, act: Act, *, addresses: bool = False) -> Reply:
    """Does it with one's own announcement, and shows how it is then. `addresses`: somebody gets something by it."""
    id = str(turn.payload["announcement"])
    await services.announcements.composing.begun(turn.person.id, id, addresses=addresses)
    await act(id, key=turn.key)
    return await card(turn, services, id)
