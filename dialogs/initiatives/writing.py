"""Writing an initiative: the form, what it looks like, and submitting it or joining what is there already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cards.card import Card
from cards.initiatives import words
from cards.initiatives.form import Form, form
from cards.initiatives.summary import Summary, already, summary
from dialogs import picking
from dialogs.initiatives import showing
from dialogs.initiatives.typed import picked, typed
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from domain.initiatives.model import LONGEST_TITLE, LONGEST_WHAT, Campaign, Draft, Initiative, Problem, Typed
from errors import Unavailable, WordedError


@dataclass(frozen=True)
class Kept:
    """A draft as it was kept just now. `people`: id and name; `left_out`: one who was picked does not work here."""

    draft: Draft
    people: tuple[tuple[str, str], ...]
    left_out: bool


async def new(turn: Turn, services: Services, *, title: str = "", what: str = "", notes: Sequence[str] = ()) -> Reply:
    """An empty form, with what was said filled in."""
    title = title[:1].upper() + title[1:LONGEST_TITLE]
    draft = await services.initiatives.begin(turn.person.id, Typed(title=title, what=what[:LONGEST_WHAT]), key=turn.key)
    return Reply(card=await _form(turn, services, draft, notes=notes))


async def pressed_new(turn: Turn, services: Services) -> Reply:
    """The same by a button, and the answer to a campaign as long as it is open; in one's own chat or in a dialog."""
    if not showing.reader(turn):
        return Reply(notice=turn.texts("initiative-only-personal"))
    id, notes = str(turn.payload.get("campaign", "")), ()
    if id:
        campaign = await showing.campaign_of(services, id)
        if campaign is None or not campaign.open_on(turn.now.date()):
            id, notes = "", (turn.texts("initiative-campaign-over-note"),)
    draft = await services.initiatives.begin(turn.person.id, Typed(campaign=id), key=turn.key)
    return Reply(card=await _form(turn, services, draft, notes=notes))


async def from_message(turn: Turn, services: Services) -> Reply:
    """The form with the message on which it was chosen; what it says is the author's to put in his own words."""
    quoted = turn.quoted
    text = quoted.text.strip() if quoted is not None else ""
    notes = [turn.texts("initiative-from-message" if text else "initiative-from-message-how")]
    first = text.splitlines()[0] if text else ""
    return await new(turn, services, title=words.shortened(first, 80), what=text, notes=notes)


async def look(turn: Turn, services: Services) -> Reply:
    """Keeps what was filled in, and shows how it will read; the form again where something is wrong."""
    kept = await _kept(turn, services)
    draft = kept.draft
    chosen = await _chosen(turn, services)
    if chosen is not None:
        rules = services.initiatives.rules
        return Reply(card=already(turn.texts, rules, draft, chosen), replaces_card=True)
    wrong = services.initiatives.check(draft.typed)
    if wrong or kept.left_out:
        return Reply(card=await _form_of(turn, services, kept, wrong=wrong), replaces_card=True)
    return Reply(card=await _summary(turn, services, kept), replaces_card=True)


async def keep(turn: Turn, services: Services) -> Reply:
    """Keeps what was filled in, whatever is wrong with it."""
    kept = await _kept(turn, services)
    said = turn.texts("initiative-kept")
    return Reply(card=await _form_of(turn, services, kept, said=said), replaces_card=True)


async def open_draft(turn: Turn, services: Services) -> Reply:
    """The form with what is kept."""
    draft = await services.initiatives.draft(turn.person.id, str(turn.payload["draft"]))
    return Reply(card=await _form(turn, services, draft), replaces_card=True)


async def discard(turn: Turn, services: Services) -> Reply:
    """Throws a draft away."""
    await services.initiatives.discard(turn.person.id, str(turn.payload["draft"]))
    return Reply(card=words.outcome(turn.texts, "initiative-discarded"), replaces_card=True)


async def submit(turn: Turn, services: Services) -> Reply:
    """Submits what was shown, or changes by it what was submitted. A dialog closes by it."""
    id, version = str(turn.payload["draft"]), turn.payload["version"]
    over = version if isinstance(version, int) else 0
    try:
        one = await services.initiatives.submit(turn.person.id, id, over=over)
    except WordedError as problem:
        if problem.key != "initiatives-campaign-over":
            raise
        return await _by_itself(turn, services, id, over)
    said = turn.texts("initiative-submitted" if one.id == id else "initiative-saved")
    return Reply(card=await showing.card(turn, services, one.id, said=said), replaces_card=not turn.in_dialog)


async def instead(turn: Turn, services: Services) -> Reply:
    """Joins what is there already, without a name where the draft had none; one's own draft is thrown away."""
    id, draft = str(turn.payload["initiative"]), str(turn.payload["draft"])
    if not (await services.initiatives.find(turn.person.id, id)).initiative.joined:
        await services.initiatives.join(turn.person.id, id, hidden=await _hidden(turn, services, draft))
    await services.initiatives.discard(turn.person.id, draft)
    said = turn.texts("initiative-joined-instead")
    return Reply(card=await showing.card(turn, services, id, said=said), replaces_card=not turn.in_dialog)


async def edit(turn: Turn, services: Services) -> Reply:
    """The form of one that was submitted."""
    draft = await services.initiatives.edit(turn.person.id, str(turn.payload["initiative"]))
    return Reply(card=await _form(turn, services, draft), replaces_card=True)


async def _by_itself(turn: Turn, services: Services, id: str, over: int) -> Reply:
    """The form again, for an idea of one's own: the question that it answered was closed meanwhile."""
    draft = await services.initiatives.draft(turn.person.id, id)
    kept = await services.initiatives.keep(turn.person.id, id, replace(draft.typed, campaign=""), over=over)
    note = turn.texts("initiative-campaign-over-note")
    return Reply(card=await _form(turn, services, kept, notes=(note,)), replaces_card=True)


async def _hidden(turn: Turn, services: Services, draft: str) -> bool:
    """Whether a draft says so; not where it was thrown away, or submitted, from another card."""
    try:
        return (await services.initiatives.draft(turn.person.id, draft)).typed.hidden
    except WordedError:
        return False


async def _kept(turn: Turn, services: Services) -> Kept:
    """Keeps the form over the version that the pressed card shows. Where Entra is silent, people stay as picked."""
    id, version = str(turn.payload["draft"]), turn.payload["version"]
    before = await services.initiatives.draft(turn.person.id, id)
    ids = picked(turn)
    try:
        found = await services.colleagues.find(ids)
        people = tuple((each.id, each.name) for each in found if each.id != turn.person.id)
        left_out = len(found) < len(ids)
    except Unavailable:
        people, left_out = tuple((each, "") for each in ids), False
    filled = typed(turn, before.typed, [id for id, _ in people])
    over = version if isinstance(version, int) else 0
    return Kept(await services.initiatives.keep(turn.person.id, id, filled, over=over), people, left_out)


async def _chosen(turn: Turn, services: Services) -> Initiative | None:
    """What was chosen in the field that looks for what is like it; None where nothing was, or it is gone."""
    ids = picking.values(turn, "similar", most=1)
    if not ids:
        return None
    try:
        return (await services.initiatives.find(turn.person.id, ids[0])).initiative
    except WordedError:
        return None


async def _summary(turn: Turn, services: Services, kept: Kept) -> Card:
    draft = kept.draft
    besides = draft.initiative or draft.id
    found = await services.initiatives.similar(turn.person.id, draft.typed.title, draft.typed.what, besides=besides)
    shown = Summary(
        draft,
        services.initiatives.rules,
        [name for _, name in kept.people],
        await showing.campaign_of(services, draft.typed.campaign),
        [each.initiative for each in found],
    )
    return summary(turn.texts, shown)


async def _form(turn: Turn, services: Services, draft: Draft, *, notes: Sequence[str] = ()) -> Card:
    """The form of a draft, with the names of who joins as Entra has them now."""
    try:
        people = tuple((each.id, each.name) for each in await services.colleagues.find(draft.typed.colleagues))
    except Unavailable:
        people = tuple((id, turn.texts("initiative-a-colleague")) for id in draft.typed.colleagues)
    campaign = await showing.campaign_of(services, draft.typed.campaign)
    return form(turn.texts, Form(draft, services.initiatives.rules, people, campaign, notes=tuple(notes)))


async def _form_of(
    turn: Turn, services: Services, kept: Kept, *, wrong: tuple[Problem, ...] = (), said: str = ""
) -> Card:
    nameless = turn.texts("initiative-a-colleague")
    people = [(id, name or nameless) for id, name in kept.people]
    notes = (turn.texts("initiative-colleague-left-out"),) if kept.left_out else ()
    campaign: Campaign | None = await showing.campaign_of(services, kept.draft.typed.campaign)
    shown = Form(kept.draft, services.initiatives.rules, people, campaign, wrong, notes, said)
    return form(turn.texts, shown)
