"""Signing in for what only the person may do, signing out, and saying who is signed in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict
from typing import cast

from cards import account as cards
from cards.actions import Action, SignIn
from dialogs.services import Services
from dialogs.turn import Json, Reply, Turn
from domain.signing_in import Continuation, NotSignedIn
from errors import Unavailable
from graph.client import GraphClient

INTENTS = ("sign_in", "sign_out")
GENERAL = "account-ask-general"


async def start(turn: Turn, services: Services, intent: str) -> Reply:
    """What was said: sign in, or am I, or sign out."""
    refused = _refusal(turn, services)
    if refused is not None:
        return refused
    if intent == "sign_out":
        return await _sign_out(turn, services)
    profile = await services.signing_in.profile(turn.speaker) if turn.speaker else None
    if profile is not None:
        return Reply(card=cards.signed_in(turn.texts, profile.name))
    return Reply(card=cards.ask(turn.texts, GENERAL, SignIn()))


async def as_oneself(
    turn: Turn, services: Services, purpose: str, then: Action, do: Callable[[GraphClient], Awaitable[Reply]]
) -> Reply:
    """What `do` replies, with the person's own Graph; the card to sign in first when they have not.

    `purpose` is the key of the text that says what for. When they have signed in, `then` is pressed for them, so its
    route has to come back here. In a group chat or channel it says where this can be done.
    """
    refused = _refusal(turn, services)
    if refused is not None or turn.speaker is None:
        return refused or Reply(text=turn.texts("account-only-personal"))
    try:
        async with services.signing_in.own(turn.speaker) as client:
            return await do(client)
    except NotSignedIn:
        action = SignIn(then_verb=type(then).verb, then=asdict(then))
        return Reply(card=cards.ask(turn.texts, purpose, action))


async def sign_in(turn: Turn, services: Services) -> Reply:
    """The button: Teams' own card to sign in with."""
    refused = _refusal(turn, services)
    if refused is not None or turn.speaker is None:
        return refused or Reply(text=turn.texts("account-only-personal"))
    verb = str(turn.payload.get("then_verb") or "")
    payload = cast("Mapping[str, Json]", turn.payload.get("then") or {})
    then = Continuation(verb, payload) if verb else None
    invitation = await services.signing_in.begin(turn.speaker, then)
    texts = turn.texts
    return Reply(text=texts("account-sign-in-here"), notice=texts("account-below"), sign_in=invitation)


async def later(turn: Turn, services: Services) -> Reply:
    """The button: not now. Who has signed in meanwhile, from another card, is told so."""
    try:
        profile = await services.signing_in.profile(turn.speaker) if turn.speaker else None
    except Unavailable:
        profile = None  # nothing is changed by this button, so there is nothing to refuse
    if profile is not None:
        return Reply(card=cards.signed_in(turn.texts, profile.name), replaces_card=True)
    return Reply(card=cards.later(turn.texts), replaces_card=True)


async def sign_out(turn: Turn, services: Services) -> Reply:
    """The button to sign out."""
    return _refusal(turn, services) or await _sign_out(turn, services, replaces_card=True)


async def signed_in(turn: Turn, services: Services) -> Reply:
    """How signing in ended; bot/ puts that in the payload."""
    outcome, texts = str(turn.payload.get("outcome")), turn.texts
    if outcome == "done":
        return Reply(card=cards.signed_in(texts, str(turn.payload.get("name") or "")), replaces_card=True)
    if outcome == "refused":
        return Reply(card=cards.later(texts), replaces_card=True)
    key = f"account-problem-{outcome.replace('_', '-')}"
    # The card to sign in with is of no use any more: its link was used, or what it began is forgotten.
    return Reply(card=cards.problem(texts, key if texts.has(key) else "account-problem-failed"), replaces_card=True)


async def _sign_out(turn: Turn, services: Services, *, replaces_card: bool = False) -> Reply:
    was = turn.speaker is not None and await services.signing_in.sign_out(turn.speaker)
    if not was:
        return Reply(text=turn.texts("account-was-not-signed-in"))
    return Reply(card=cards.signed_out(turn.texts), replaces_card=replaces_card)


def _refusal(turn: Turn, services: Services) -> Reply | None:
    """Why nobody can sign in here; None when they can."""
    if turn.place.kind != "personal":
        return Reply(text=turn.texts("account-only-personal"))
    if not services.signing_in.offered:
        return Reply(text=turn.texts("account-not-offered", organisation=turn.organisation.name))
    return None
