"""Campaigns, and the channel that gets the weekly digest."""

from __future__ import annotations

from datetime import date

from cards.card import Card
from cards.initiatives import campaigns as cards
from cards.initiatives import digest as weekly
from dialogs.announcements import composing
from dialogs.fields import field
from dialogs.initiatives import showing
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from domain.initiatives.campaigns import LONGEST_QUESTION
from domain.written import read_day
from errors import WordedError

WRONG = ("initiatives-campaign-empty", "initiatives-campaign-long", "initiatives-campaign-until")


async def show(turn: Turn, services: Services) -> Reply:
    """The questions that are open, and the last ones that are not."""
    return Reply(card=await _campaigns(turn, services))


async def new(turn: Turn, services: Services, *, question: str = "", until: date | None = None) -> Reply:
    """The form, with what was said filled in; for who may not, the questions that there are and whom to ask."""
    if not await services.initiatives.may(turn.person.id, "campaigns"):
        roles = services.initiatives.rules.roles_for("campaigns")
        contact = turn.organisation.contact_for_role(roles[0] if roles else "administrator")
        said = turn.texts("initiative-campaign-whom", contact=contact.name(turn.language), address=contact.address)
        return Reply(card=await _campaigns(turn, services, said=said))
    filled = question[:1].upper() + question[1:LONGEST_QUESTION]
    day = until.isoformat() if until else ""
    return Reply(card=cards.form(turn.texts, turn.now.date(), question=filled, until=day))


async def pressed_new(turn: Turn, services: Services) -> Reply:
    """The same by a button."""
    return await new(turn, services)


async def start(turn: Turn, services: Services) -> Reply:
    """Puts the question; the form again where something is wrong with it."""
    question, explanation = field(turn, "question").strip(), field(turn, "explanation").strip()
    until = read_day(field(turn, "until"))
    try:
        await services.initiatives.ask(turn.person.id, question, explanation, until, key=turn.key)
    except WordedError as problem:
        if problem.key not in WRONG:
            raise
        card = cards.form(
            turn.texts,
            turn.now.date(),
            question=question,
            explanation=explanation,
            until=until.isoformat() if until else "",
            wrong=turn.texts(problem.key, **problem.values),
        )
        return Reply(card=card, replaces_card=True)
    said = turn.texts("initiative-campaign-started")
    return Reply(card=await _campaigns(turn, services, said=said), replaces_card=True)


async def end(turn: Turn, services: Services) -> Reply:
    """Ends a question before its day."""
    await services.initiatives.close(turn.person.id, str(turn.payload["campaign"]))
    said = turn.texts("initiative-campaign-ended")
    return Reply(card=await _campaigns(turn, services, said=said), replaces_card=True)


async def tell(turn: Turn, services: Services) -> Reply:
    """An announcement that puts the question to colleagues, to be finished by who may write one."""
    await turn.gate.check("announcement_new")
    campaign = await services.initiatives.campaign(str(turn.payload["campaign"]))
    return await composing.new(turn, services, title=campaign.question, text=campaign.explanation)


async def digest(turn: Turn, services: Services) -> Reply:
    """How the digest comes to a channel."""
    return Reply(card=weekly.digest(turn.texts, services.initiatives.rules))


async def choose_digest(turn: Turn, services: Services) -> Reply:
    """Sends the digest to this channel from now on, or nowhere."""
    if turn.payload.get("here") is not True:
        await services.initiatives.no_digest(turn.person.id)
        return _digest(turn, services, "initiative-digest-ended")
    if turn.place.kind != "channel":
        raise WordedError("initiative-digest-only-channel")
    await services.initiatives.digest_here(turn.person.id, turn.place.conversation)
    return _digest(turn, services, "initiative-digest-chosen")


def _digest(turn: Turn, services: Services, key: str) -> Reply:
    card = weekly.digest(turn.texts, services.initiatives.rules, said=turn.texts(key))
    return Reply(card=card, replaces_card=True)


async def _campaigns(turn: Turn, services: Services, *, said: str = "") -> Card:
    personal = turn.place.kind == "personal"
    reader = cards.Reader(
        turn.now.date(),
        runs=personal and await services.initiatives.may(turn.person.id, "campaigns"),
        tells=await showing.tells(turn, services),
        own_chat=personal,
    )
    return cards.campaigns(turn.texts, await services.initiatives.campaigns(open=False), reader, said=said)
