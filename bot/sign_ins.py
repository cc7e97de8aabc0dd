"""What Teams sends while somebody signs in: a token to exchange, a code to prove it with, or that it failed."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from http import HTTPStatus

from botbuilder.core import InvokeResponse, TurnContext

from bot import invokes
from bot.answering import Answered, Answering
from bot.delivery import Delivery, show_typing
from bot.incoming import place_of, speaker_of
from bot.routes import Table
from bot.turns import Errand, Turns
from bot.wire import Arrival
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from domain.signing_in import Continuation, Finished, Speaker
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
        self, answering: Answering, delivery: Delivery, turns: Turns, routes: Table, services: Services
    ) -> None:
        self._answering = answering
        self._delivery = delivery
        self._turns = turns
        self._routes = routes
        self._services = services
        self._running: dict[str, Errand[_Attempt]] = {}

    async def take(self, context: TurnContext, arrival: Arrival) -> InvokeResponse:
        """Handles one invoke; its answer."""
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
            return _precondition(
                {"id": exchange, "connectionName": _text(arrival, "connectionName"), "failureDetail": detail}
            )
        code = _text(arrival, "state")
        attempt = await self._attempt(context, arrival, code, lambda who: self._services.signing_in.verified(who, code))
        if attempt is None or _settled(attempt):
            return invokes.ok({})
        return _precondition({})

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
        """The outcome; None when it takes too long to wait for. Several clients send the same: it is done once."""
        marks = (arrival.name, arrival.person, arrival.conversation, key)
        mark = hashlib.sha256("\x1f".join(marks).encode()).hexdigest()
        errand = self._running.get(mark)
        if errand is None:
            errand = self._begin(context, arrival, run)
            self._running[mark] = errand
            errand.task.add_done_callback(lambda _: self._running.pop(mark, None))
            found = await self._turns.wait(errand, lambda: show_typing(context))
            if found is not None:
                return found
        await asyncio.wait({errand.task}, timeout=PATIENCE)
        return errand.task.result() if errand.task.done() else None

    def _begin(
        self, context: TurnContext, arrival: Arrival, run: Callable[[Speaker], Awaitable[Finished]]
    ) -> Errand[_Attempt]:
        async def work(_: Errand[_Attempt]) -> _Attempt:
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

            attempt = _Attempt(await self._answering.turn(arrival, in_turn), finished)
            self._tell(context, arrival, attempt)
            return attempt

        # A lane of its own: the answer to Teams must not wait for a question that is still being answered.
        return self._turns.start(f"{arrival.conversation}\x1fsign-in", work, name="sign-in")

    def _tell(self, context: TurnContext, arrival: Arrival, attempt: _Attempt) -> None:
        """Brings the outcome to the chat, and goes on with what the person wanted, in the order of the conversation."""
        answered, finished = attempt.answered, attempt.finished
        reply = answered.reply
        log.info("activity %s: sign-in %s", Id(arrival.id), Id(finished.outcome if finished else "failed"))
        if reply == Reply():
            return

        async def told(_: Errand[None]) -> None:
            try:
                shown = reply.replaces_card and arrival.reply_to
                if not shown or not await self._delivery.replace(
                    context, arrival, answered.turn, reply, arrival.reply_to
                ):
                    await self._delivery.send(context, arrival, answered.turn, reply)
                if finished is not None and finished.then is not None:
                    await self._go_on(context, arrival, finished.then)
            except Exception as error:
                await self._delivery.failed(context, arrival, error)

        self._turns.start(arrival.conversation, told, name="signed in")

    async def _go_on(self, context: TurnContext, arrival: Arrival, then: Continuation) -> None:
        route = self._routes.for_verb(then.verb)

        async def run(turn: Turn) -> Reply:
            if route is None:
                return Reply(text=turn.texts("wire-button-unknown"))
            return await self._answering.through(replace(turn, payload=then.payload, message=None), route, anew=True)

        answered = await self._answering.turn(arrival, run)
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


def _precondition(body: dict[str, object]) -> InvokeResponse:
    return InvokeResponse(status=int(HTTPStatus.PRECONDITION_FAILED), body=body)


def _text(arrival: Arrival, name: str) -> str:
    found = arrival.value.get(name)
    return found if isinstance(found, str) else ""
