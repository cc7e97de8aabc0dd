"""One thing that came in -> the Turn and the Reply to it: never an exception, always words."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import telemetry
from bot import failures
from bot.buttons import Pressed
from bot.inbox import Entry
from bot.incoming import turn_of
from bot.languages import Languages
from bot.membership import Member, Membership
from bot.permissions import Permissions
from bot.routes import Route, Searching, Table
from bot.wire import Arrival
from dialogs.extension import Quoted
from dialogs.services import Services
from dialogs.turn import Person, Progress, Reply, Turn
from domain.organisation import Organisation
from errors import Unavailable, WordedError
from store import effects, people, tokens
from store.database import Connection, Database
from store.tokens import Press
from telemetry import names

LONGEST = 4000  # characters of a message; the longest serious question is far shorter


@dataclass(frozen=True)
class Answered:
    """The turn, the reply to it, and whether it came about as the dialog meant it."""

    turn: Turn
    reply: Reply
    failed: bool = False


def _undone(connection: Connection, pressed: Pressed, entry: Entry) -> bool:
    """Makes a button whole again, unless something was done for this press: else a second one would do it twice."""
    if effects.any_of(connection, entry.key):
        return False
    tokens.release(connection, pressed.token, by=entry.key)
    return True


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
        entra: float,
        give_up: float,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._database = database
        self._organisation = organisation
        self._routes = routes
        self._services = services
        self._membership = membership
        self._permissions = Permissions(routes, services, wait=entra)
        self._languages = languages
        self._give_up = give_up
        self._now = now

    async def sentence(self, arrival: Arrival, entry: Entry, progress: Progress | None = None) -> Answered:
        """Answers what was said.

        `progress` shows what there is before the answer, where that can be shown.
        """

        async def run(turn: Turn) -> Reply:
            if len(turn.text) > LONGEST:
                raise WordedError("wire-text-too-long", limit=LONGEST)
            return await self.through(turn, self._routes.sentence)

        return await self._answer(arrival, run, key=entry.key, progress=progress)

    async def welcome(self, arrival: Arrival, entry: Entry) -> Answered:
        """The first words in a conversation."""

        async def run(turn: Turn) -> Reply:
            return await self.through(turn, self._routes.welcome)

        return await self._answer(arrival, run, key=entry.key, must_be_known=False)

    async def disliked(self, arrival: Arrival) -> Answered:
        """What is asked after a thumb down."""
        return await self._answer(arrival, lambda turn: self.through(turn, self._routes.disliked))

    async def turn(self, arrival: Arrival, run: Callable[[Turn], Awaitable[Reply]], *, key: str = "") -> Answered:
        """Answers what is neither said nor pressed, with the same care. `key`: see Turn."""
        return await self._answer(arrival, run, key=key)

    async def press(
        self,
        arrival: Arrival,
        pressed: Pressed,
        entry: Entry,
        on_used_up: Callable[[bool], None],
        progress: Progress | None = None,
        *,
        in_dialog: bool = False,
    ) -> Answered:
        """Answers a pressed button, whose token the inbox has looked up; `on_used_up` hears whether it is used up.

        It is used up once it is clear that this person may press it, and whole again where nothing came of that.
        """
        found = entry.press or Press("unknown")

        async def run(turn: Turn) -> Reply:
            button = found.button
            telemetry.count(names.PRESSES, outcome=found.state)
            if found.state != "valid" or button is None:
                return Reply(notice=turn.texts(f"wire-button-{found.state}"))
            route = self._routes.for_verb(button.verb)
            if route is None:
                return Reply(notice=turn.texts("wire-button-unknown"))
            turn = replace(turn, payload=button.payload, fields=pressed.fields, in_dialog=in_dialog)
            await self._permissions.check(turn, route, anew=button.once)
            if button.once and not await self._database.brief(
                lambda connection: tokens.use_up(connection, pressed.token, by=entry.key)
            ):
                return Reply(notice=turn.texts("wire-button-used"))
            on_used_up(button.once)
            return await route.handler(turn, self._services)

        answered = await self._answer(arrival, run, key=entry.key, progress=progress)
        if answered.failed and await self._database.brief(lambda connection: _undone(connection, pressed, entry)):
            on_used_up(False)
        return answered

    async def command(self, arrival: Arrival, entry: Entry, command: str, quoted: Quoted | None) -> Answered:
        """Answers an action that was chosen on a message."""

        async def run(turn: Turn) -> Reply:
            route = self._routes.for_command(command)
            if route is None:
                return Reply(notice=turn.texts("extension-no-command"))
            if quoted is None:
                return Reply(notice=turn.texts("extension-no-message"))
            return await self.through(replace(turn, in_dialog=True, quoted=quoted), route)

        return await self._answer(arrival, run, key=entry.key)

    async def allow(self, turn: Turn, way: Searching) -> None:
        """Lets who may look something up pass. Raises WordedError."""
        await self._permissions.check(turn, way)

    async def through(self, turn: Turn, route: Route, *, anew: bool = False) -> Reply:
        """Runs the handler of a route for who may use it; `anew`: by what Entra says now. Raises WordedError."""
        await self._permissions.check(turn, route, anew=anew)
        return await route.handler(turn, self._services)

    async def _answer(
        self,
        arrival: Arrival,
        run: Callable[[Turn], Awaitable[Reply]],
        *,
        key: str = "",
        progress: Progress | None = None,
        must_be_known: bool = True,
    ) -> Answered:
        turn = turn_of(
            arrival,
            language=self._languages.of(arrival),
            organisation=self._organisation,
            now=self._now(),
            key=key,
            progress=progress,
            unheard=not self._languages.knows(arrival),
        )
        limit = asyncio.timeout(self._give_up)
        try:
            async with limit:
                if not key:  # else the inbox has looked it up
                    await self._learn_language(arrival.person)
                    known = self._languages.knows(arrival)
                    turn = replace(turn, language=self._languages.of(arrival), unheard=not known)
                member = await self._member(arrival, must_be_known)
                if member.guest:
                    raise WordedError("wire-guest", organisation=self._organisation.name)
                if not turn.person.name:
                    turn = replace(turn, person=Person(turn.person.id, member.name))
                turn = replace(turn, gate=self._permissions.gate(turn))
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
        chosen = await self._database.brief(lambda connection: people.chosen_language(connection, person))
        self._languages.learn(person, chosen)
