"""What Teams sends while somebody signs in: a token to exchange, a code to prove it with, or that it failed."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from botbuilder.core import InvokeResponse, TurnContext

from bot import inbox, invokes
from bot.answering import Answered, Answering
from bot.background import Stopping
from bot.delivery import Delivery, show_typing
from bot.inbox import Entry, Inbox
from bot.incoming import place_of, speaker_of, spoken
from bot.routes import Table
from bot.turns import Errand, Turns
from bot.wire import Arrival, body_of
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from domain.signing_in import CODE, Continuation, Finished, Speaker
from errors import Unavailable
from telemetry.logs import Id

log = logging.getLogger(__name__)

EXCHANGE, VERIFY, FAILURE = "signin/tokenExchange", "signin/verifyState", "signin/failure"
INVOKES = (EXCHANGE, VERIFY, FAILURE)
PATIENCE = 7.0  # seconds more that the answer to Teams may wait for the outcome: Teams itself gives up after ten
FAILURES = frozenset(
    (
        *("installappfailed", "authrequestfailed", "installedappnotfound", "invokeerror", "resourcematchfailed"),
        *("oauthcardnotvalid", "tokenmissing", "userconsentrequired", "interactionrequired"),
    )
)
ASKS_MORE = frozenset(("userconsentrequired", "interactionrequired"))  # Teams shows the button: nothing has failed
SETTLED = ("done", "repeated")
SILENT = ("repeated", "consent")  # the first was told already; Teams shows the button


@dataclass(frozen=True)
class _Attempt:
    """How an attempt ended, and who to tell."""

    answered: Answered
    finished: Finished | None  # None: it came to nothing, and the reply says why


class SignIns:
    """Takes what Teams sends. The answer waits for the outcome, and the chat hears of it in any case."""

    def __init__(
        self,
        answering: Answering,
        delivery: Delivery,
        incoming: Inbox,
        turns: Turns,
        routes: Table,
        services: Services,
    ) -> None:
        self._answering = answering
        self._delivery = delivery
        self._inbox = incoming
        self._turns = turns
        self._routes = routes
        self._services = services
        self._running: dict[str, Errand[_Attempt]] = {}

    async def take(self, context: TurnContext, arrival: Arrival) -> InvokeResponse:
        """Handles one invoke; its answer."""
        entry = inbox.of(context)
        if entry is not None:
            self._go_on(context, arrival, entry)
            return invokes.ok({})
        if arrival.name == FAILURE:
            return self._failed(context, arrival)
        if arrival.name == EXCHANGE:
            exchange, token = _text(arrival, "id"), _text(arrival, "token")
            attempt = await self._attempt(
                context, arrival, exchange, lambda who: self._services.signing_in.exchanged(who, exchange, token)
            )
            if attempt is not None and _settled(attempt):
                return invokes.ok({})
            detail = self._delivery.texts(arrival)("account-exchange-failed")
            return invokes.not_signed_in(
                {"id": exchange, "connectionName": _text(arrival, "connectionName"), "failureDetail": detail}
            )
        code = _text(arrival, "state")
        attempt = await self._attempt(context, arrival, code, lambda who: self._services.signing_in.verified(who, code))
        if attempt is None or _settled(attempt):
            return invokes.ok({})
        return invokes.not_signed_in({})

    async def typed(self, context: TurnContext, arrival: Arrival) -> bool:
        """Takes a code that somebody typed into the chat: where the window is an ordinary page, Teams does not get it.

        False: this is an ordinary sentence.
        """
        code, who = spoken(arrival), speaker_of(arrival)
        if not CODE.fullmatch(code) or place_of(arrival).kind != "personal" or inbox.of(context) is not None:
            return False
        if not await self._services.signing_in.under_way(who):
            return False
        await self._attempt(context, arrival, code, lambda who: self._services.signing_in.verified(who, code))
        return True

    async def left(self, arrival: Arrival) -> None:
        """Koers was removed from somebody's own chat: it also lets go of their sign-in, if Microsoft answers."""
        if place_of(arrival).kind != "personal" or not arrival.person:
            return
        try:
            await self._services.signing_in.sign_out(speaker_of(arrival))
        except Unavailable:
            log.warning("activity %s: nobody was signed out, because the token service does not answer", Id(arrival.id))

    async def _attempt(
        self, context: TurnContext, arrival: Arrival, key: str, run: Callable[[Speaker], Awaitable[Finished]]
    ) -> _Attempt | None:
        """The outcome; None when it takes too long to wait for, or it came before and is not known any more.

        Several clients send the same: it is done once.
        """
        marks = (arrival.name, arrival.person, arrival.conversation, key)
        mark = hashlib.sha256("\x1f".join(marks).encode()).hexdigest()
        if mark not in self._running:
            entry = await self._inbox.take(context, arrival, body=_without_secret(context))
            if entry is not None and mark in self._running:  # the same came in meanwhile
                self._inbox.done(entry)
            elif entry is not None:
                errand = await self._begin(context, arrival, entry, run)
                self._running[mark] = errand
                errand.task.add_done_callback(lambda _: self._running.pop(mark, None))
                found = await self._turns.wait(errand, lambda: show_typing(context))
                if found is not None:
                    return found
        running = self._running.get(mark)
        if running is None:
            return None
        await asyncio.wait({running.task}, timeout=PATIENCE)
        return running.task.result() if running.task.done() else None

    async def _begin(
        self, context: TurnContext, arrival: Arrival, entry: Entry, run: Callable[[Speaker], Awaitable[Finished]]
    ) -> Errand[_Attempt]:
        async def work(_: Errand[_Attempt]) -> _Attempt:
            attempt = await self._outcome(arrival, run)
            if attempt.answered.reply == Reply():
                self._inbox.done(entry)
                return attempt

            async def told(_: Errand[None]) -> None:
                async with self._handling(context, arrival, entry):
                    await self._tell(context, arrival, entry, attempt)

            try:
                self._turns.start(arrival.conversation, told, name="signed in")
            except Stopping:  # as long as it may finish; what is cut off is gone on with after the start
                async with self._handling(context, arrival, entry):
                    await self._tell(context, arrival, entry, attempt)
            return attempt

        try:
            # A lane of its own: the answer to Teams must not wait for a question that is still being answered.
            return self._turns.start(f"{arrival.conversation}\x1fsign-in", work, name="sign-in")
        except Stopping:
            await self._inbox.give_back(entry)
            raise

    def _go_on(self, context: TurnContext, arrival: Arrival, entry: Entry) -> None:
        """After a restart, without what proved the sign-in: it was done before, or the person tries once more."""

        async def work(_: Errand[None]) -> None:
            async with self._handling(context, arrival, entry):
                attempt = await self._outcome(arrival, self._services.signing_in.interrupted)
                await self._tell(context, arrival, entry, attempt)

        self._turns.start(inbox.lane_of(arrival, entry), work, name="sign-in")

    async def _outcome(self, arrival: Arrival, run: Callable[[Speaker], Awaitable[Finished]]) -> _Attempt:
        finished: Finished | None = None

        async def in_turn(turn: Turn) -> Reply:
            nonlocal finished
            if turn.speaker is None or turn.place.kind != "personal":
                return Reply(text=turn.texts("account-only-personal"))
            finished = await run(turn.speaker)
            if finished.outcome in SILENT:
                return Reply()
            turn = replace(turn, payload={"outcome": finished.outcome, "name": finished.name})
            return await self._answering.through(turn, self._routes.signed_in)

        answered = await self._answering.turn(arrival, in_turn)
        log.info("activity %s: sign-in %s", Id(arrival.id), Id(finished.outcome if finished else "failed"))
        return _Attempt(answered, finished)

    @asynccontextmanager
    async def _handling(self, context: TurnContext, arrival: Arrival, entry: Entry) -> AsyncGenerator[None]:
        """Around what brings the outcome to the chat: the inbox hears what became of it, and so does the person."""
        try:
            async with self._inbox.handling(entry):
                yield
        except Exception as error:
            await self._delivery.failed(context, arrival, error)

    async def _tell(self, context: TurnContext, arrival: Arrival, entry: Entry, attempt: _Attempt) -> None:
        """Brings the outcome to the chat, and goes on with what the person wanted, in the order of the conversation."""
        answered, finished = attempt.answered, attempt.finished
        reply = answered.reply
        if reply == Reply():
            return
        shown = reply.replaces_card and arrival.reply_to
        if not shown or not await self._delivery.replace(context, arrival, answered.turn, reply, arrival.reply_to):
            await self._delivery.send(context, arrival, answered.turn, reply)
        if finished is not None and finished.then is not None:
            await self._press(context, arrival, entry, finished.then)

    async def _press(self, context: TurnContext, arrival: Arrival, entry: Entry, then: Continuation) -> None:
        """Does what the person wanted, in their place."""
        route = self._routes.for_verb(then.verb)

        async def run(turn: Turn) -> Reply:
            if turn.speaker is None or not await self._services.signing_in.take_up(turn.speaker):
                return Reply()
            if route is None:
                return Reply(text=turn.texts("wire-button-unknown"))
            return await self._answering.through(replace(turn, payload=then.payload, message=None), route, anew=True)

        answered = await self._answering.turn(arrival, run, key=entry.key)
        if answered.reply != Reply():
            await self._delivery.send(context, arrival, answered.turn, replace(answered.reply, replaces_card=False))

    def _failed(self, context: TurnContext, arrival: Arrival) -> InvokeResponse:
        """Teams' client could not do it; the code is Microsoft's, the message beside it is never kept."""
        code = _text(arrival, "code").lower()
        log.warning(
            "activity %s: Teams could not sign in: %s", Id(arrival.id), Id(code if code in FAILURES else "unknown")
        )
        if code in ASKS_MORE:
            return invokes.ok({})

        async def told(_: Errand[None]) -> None:
            async def run(turn: Turn) -> Reply:
                turn = replace(turn, payload={"outcome": code if code in FAILURES else "failed", "name": ""})
                return await self._answering.through(turn, self._routes.signed_in)

            try:
                answered = await self._answering.turn(arrival, run)
                await self._delivery.send(context, arrival, answered.turn, answered.reply)
            except Exception as error:
                await self._delivery.failed(context, arrival, error)

        self._turns.start(arrival.conversation, told, name="sign-in failed")
        return invokes.ok({})


def _settled(attempt: _Attempt) -> bool:
    return attempt.finished is not None and attempt.finished.outcome in SETTLED


def _without_secret(context: TurnContext) -> Mapping[str, object]:
    """What the inbox stores: the token or the code inside is worth an account for some minutes.

    What was typed becomes what Teams sends by itself, so that a restart takes it for what it is.
    """
    body = {name: value for name, value in body_of(context).items() if name not in ("value", "text")}
    return body | ({"type": "invoke", "name": VERIFY} if body["type"] == "message" else {})


def _text(arrival: Arrival, name: str) -> str:
    found = arrival.value.get(name)
    return found if isinstance(found, str) else ""
