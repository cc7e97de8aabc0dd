"""Writing an announcement: the form, the preview, a test to oneself, and sending it or asking for approval."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

from cards.announcements import lists, message
from cards.announcements.form import Form, form
from cards.announcements.preview import Preview, preview
from cards.card import Card
from dialogs.announcements import following
from dialogs.announcements.typed import typed
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from domain.announcements.checking import LONGEST_TEXT, LONGEST_TITLE, USUALLY_VALID, Typed, Wrong
from domain.announcements.drafting import typed_of
from domain.announcements.looking import Looked
from domain.announcements.markdown import cleaned
from errors import WordedError
from store.announcement_drafts import AnnouncementDraft, Place


async def new(turn: Turn, services: Services, *, title: str = "", text: str = "") -> Reply:
    """An empty form, with what was said filled in."""
    until = turn.now.date() + USUALLY_VALID
    title, text = title[:1].upper() + title[1:LONGEST_TITLE], text[:LONGEST_TEXT]
    blank = Typed(title=cleaned(title), text=cleaned(text), until=until.isoformat())
    return Reply(card=await _form(turn, services, uuid4().hex, 0, blank))


async def pressed_new(turn: Turn, services: Services) -> Reply:
    """The same by a button."""
    return await new(turn, services)


async def look(turn: Turn, services: Services) -> Reply:
    """Keeps what was filled in, and shows it as colleagues will see it; the form again where something is wrong."""
    draft = await _kept(turn, services)
    looked = await services.announcements.composing.look(turn.person.id, draft.id)
    return Reply(card=await _looked(turn, services, looked), replaces_card=True)


async def keep(turn: Turn, services: Services) -> Reply:
    """Keeps what was filled in, whatever is wrong with it."""
    draft = await _kept(turn, services)
    said, correcting = turn.texts("announcement-kept"), draft.purpose == "correct"
    card = await _form(turn, services, draft.id, draft.version, typed_of(draft), correcting=correcting, said=said)
    return Reply(card=card, replaces_card=True)


async def edit(turn: Turn, services: Services) -> Reply:
    """The form with what is kept, and with what is wrong with it now."""
    draft = await services.announcements.composing.find(turn.person.id, str(turn.payload["draft"]))
    if draft.state not in ("draft", "returned"):
        raise WordedError("announcement-changed")
    return Reply(card=await _form_of(turn, services, draft), replaces_card=True)


async def discard(turn: Turn, services: Services) -> Reply:
    """Throws a draft away."""
    await services.announcements.composing.discard(turn.person.id, str(turn.payload["draft"]), key=turn.key)
    return Reply(card=lists.outcome(turn.texts, "announcement-discarded"), replaces_card=True)


async def try_it(turn: Turn, services: Services) -> Reply:
    """Sends it to its author alone, as it is kept now."""
    looked = await services.announcements.composing.look(turn.person.id, str(turn.payload["draft"]))
    if looked.announcement is None:
        raise WordedError("announcement-no-longer-right")
    organisation = turn.organisation
    card = message.on_trial(turn.texts, looked.announcement, organisation.name, organisation.time_zone)
    return Reply(card=card)


async def tried(turn: Turn, services: Services) -> Reply:
    """The acknowledge button of a test."""
    return Reply(notice=turn.texts("announcement-tried"))


async def send(turn: Turn, services: Services) -> Reply:
    """Begins what needs no approval. The rules are the domain's, whatever the card was when it was made."""
    draft, version, people = _seen(turn)
    composing = services.announcements.composing
    id = await composing.send(turn.person.id, draft, version, people, _here(turn), key=turn.key)
    return await following.card(turn, services, id)


async def ask(turn: Turn, services: Services) -> Reply:
    """Asks a colleague to approve it."""
    draft, version, people = _seen(turn)
    approving = services.announcements.approving
    await approving.ask(turn.person.id, draft, version, people, _here(turn), key=turn.key)
    return await following.card(turn, services, draft)


async def withdraw(turn: Turn, services: Services) -> Reply:
    """Takes back what waits for approval."""
    draft = await services.announcements.composing.withdraw(turn.person.id, str(turn.payload["draft"]), key=turn.key)
    return await following.card(turn, services, draft.id)


async def correct(turn: Turn, services: Services) -> Reply:
    """The form to correct what was sent."""
    draft = await services.announcements.composing.correct(turn.person.id, str(turn.payload["announcement"]))
    return Reply(card=await _form_of(turn, services, draft))


async def repeat(turn: Turn, services: Services) -> Reply:
    """The form for a new one with the same words."""
    draft = await services.announcements.composing.again(turn.person.id, str(turn.payload["announcement"]))
    until = (turn.now.date() + USUALLY_VALID).isoformat()
    filled = replace(typed_of(draft), until=until)
    return Reply(card=await _form(turn, services, draft.id, draft.version, filled))


async def _kept(turn: Turn, services: Services) -> AnnouncementDraft:
    id, version = str(turn.payload["draft"]), _number(turn, "version")
    before = Typed()
    if version:
        before = typed_of(await services.announcements.composing.find(turn.person.id, id))
    return await services.announcements.composing.keep(turn.person.id, id, version, typed(turn, before), key=turn.key)


async def _looked(turn: Turn, services: Services, looked: Looked) -> Card:
    """The preview, or the form where something is wrong."""
    draft = looked.draft
    if looked.announcement is None:
        correcting = draft.purpose == "correct"
        return await _form(
            turn, services, draft.id, draft.version, looked.typed, wrong=looked.wrong, correcting=correcting
        )
    return preview(turn.texts, Preview.of(looked, looked.announcement, turn.organisation))


async def _form_of(turn: Turn, services: Services, draft: AnnouncementDraft) -> Card:
    looked = await services.announcements.composing.look(turn.person.id, draft.id)
    wrong, correcting = looked.wrong, draft.purpose == "correct"
    return await _form(turn, services, draft.id, draft.version, looked.typed, wrong=wrong, correcting=correcting)


async def _form(
    turn: Turn,
    services: Services,
    draft: str,
    version: int,
    filled: Typed,
    *,
    wrong: tuple[Wrong, ...] = (),
    correcting: bool = False,
    said: str = "",
) -> Card:
    """The form with what this person may choose from now."""
    open_to = await services.announcements.audiences.open_to(turn.person.id)
    if open_to.nobody:
        contact = turn.organisation.contact_for_role("communication")
        raise WordedError("announcement-may-address-nobody", address=contact.address)
    shown = Form(
        draft,
        version,
        filled,
        wrong,
        open_to.everyone,
        open_to.parts,
        await services.announcements.pictures.listed(),
        turn.organisation.name,
        correcting,
        said,
    )
    return form(turn.texts, shown)


def _seen(turn: Turn) -> tuple[str, int, int]:
    """What the pressed card showed: which draft, in which version, for how many people."""
    return str(turn.payload["draft"]), _number(turn, "version"), _number(turn, "people")


def _here(turn: Turn) -> Place:
    """The card that was pressed becomes the one by which its author follows it."""
    return Place(turn.place.conversation, turn.message or "")


def _number(turn: Turn, name: str) -> int:
    value = turn.payload[name]
    return value if isinstance(value, int) else 0
