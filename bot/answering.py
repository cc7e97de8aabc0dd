"""One thing that came in -> the Turn and the Reply to it: never an exception, always words."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import telemetry
from bot import failures
from bot.buttons import Pressed
from bot.incoming import turn_of
from bot.languages import Languages
from bot.membership import Member, Membership
from bot.routes import Table
from bot.wire import Arrival
from dialogs.services import Services
from dialogs.turn import Person, Progress, Reply, Turn
from domain.organisation import Organisation
from errors import Unavailable, WordedError
from store import people, tokens
from store.database import Database
from telemetry import names

LONGEST = 4000  # characters of a message; the longest serious question is far shorter


@dataclass(frozen=True)
class Answered:
    """The turn, the reply to it, and whether it came about as the dialog meant it."""

    turn: Turn
    reply: Reply
    failed: bool = False


class Answering:
    """Runs the handler that the routes table names, and words what goes wrong."""

    def __init__(
        self,
        *,
        database: Database,
        organisation: Organisation,
        routes: Table,
        services: Services,
        membership: Membership,
        languages: Languages,
        give_up: float,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._database = database
        self._organisation = organisation
        self._routes = routes
        self._services = services
        self._membership = membership
        self._languages = languages
        self._give_up = give_up
        self._now = now

    async def sentence(self, arrival: Arrival, progress: Progress | None = None) -> Answered:
        """Answers what was said; the inbox has looked up the language of the person already.

        `progress` shows what there is before the answer, where that can be shown.
        """

        async def run(turn: Turn) -> Reply:
            if len(turn.text) > LONGEST:
                raise WordedError("wire-text-too-long", limit=LONGEST)
            return await self._routes.sentence(turn, self._services)

        return await self._answer(arrival, run, progress=progress, knows_language=True)

    async def welcome(self, arrival: Arrival) -> Answered:
        """The first words in a conversation."""
        return await self._answer(arrival, lambda turn: self._routes.welcome(turn, self._services), must_be_known=False)

    async def disliked(self, arrival: Arrival) -> Answered:
        """What is asked after a thumb down."""
        return await self._answer(arrival, lambda turn: self._routes.disliked(turn, self._services))

    async def press(
        self,
        arrival: Arrival,
        pressed: Pressed,
        on_redeemed: Callable[[bool], None],
        progress: Progress | None = None,
    ) -> Answered:
        """Answers a pressed button; `on_redeemed` hears whether it has been used up."""

        async def run(turn: Turn) -> Reply:
            conversation, person = turn.place.conversation, turn.person.id
            async with self._database.write() as session:
                press = await tokens.redeem(session, pressed.token, person=person, conversation=conversation)
            telemetry.count(names.PRESSES, outcome=press.state)
            if press.state != "valid" or press.button is None:
                return Reply(notice=turn.texts(f"wire-button-{press.state}"))
            on_redeemed(press.button.once)
            route = self._routes.for_verb(press.button.verb)
            if route is None:
                return Reply(notice=turn.texts("wire-button-unknown"))
            turn = replace(turn, payload=press.button.payload, fields=pressed.fields)
            try:
                return await route.handler(turn, self._services)
            except WordedError:
                if press.button.once:  # nothing was done and the person was told why: it may be pressed again
                    async with self._database.write() as session:
                        await tokens.release(session, pressed.token)
                    on_redeemed(False)
                raise

        return await self._answer(arrival, run, progress=progress)

    async def _answer(
        self,
        arrival: Arrival,
        run: Callable[[Turn], Awaitable[Reply]],
        *,
        progress: Progress | None = None,
        knows_language: bool = False,
        must_be_known: bool = True,
    ) -> Answered:
        turn = replace(self._turn(arrival), progress=progress)
        limit = asyncio.timeout(self._give_up)
        try:
            async with limit:
                if not knows_language:
                    await self._learn_language(arrival.person)
                    turn = replace(turn, language=self._languages.of(arrival))
                member = await self._member(arrival, must_be_known)
                if member.guest:
                    raise WordedError("wire-guest", organisation=self._organisation.name)
                if not turn.person.name:
                    turn = replace(turn, person=Person(turn.person.id, member.name))
                return Answered(turn, await run(turn))
        except Exception as error:
            if isinstance(error, TimeoutError) and limit.expired():
                error = WordedError("wire-took-too-long")
            words = failures.in_words(error, turn.texts, activity=turn.id)
            return Answered(turn, Reply(text=words), failed=True)

    async def _member(self, arrival: Arrival, must_be_known: bool) -> Member:
        try:
            return await self._membership.of(arrival)
        except Unavailable:
            if must_be_known:
                raise
            return Member("", guest=False)  # a greeting comes once, and tells nothing that a stranger may not hear

    async def _learn_language(self, person: str) -> None:
        async with self._database.read() as session:
            self._languages.learn(person, await people.language_of(session, person))

    def _turn(self, arrival: Arrival) -> Turn:
        language = self._languages.of(arrival)
        return turn_of(arrival, language=language, organisation=self._organisation, now=self._now())
