"""What is looked up while somebody types: the choices of a field, and the results of the message extension."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, cast

from bot import buttons, invokes
from bot.answering import Answering
from bot.quoting import plain
from bot.routes import SearchCommand, Table, TypeAhead
from bot.turns import Patience
from bot.wire import Arrival
from dialogs.extension import Choice, Found, Wanted
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from locales import Texts
from store import tokens
from store.database import Database

CHOICES, COMMAND = "application/search", "composeExtension/query"
INVOKES = (CHOICES, COMMAND)
LONGEST = 200  # characters of what was typed
LINE = 200  # characters of a choice, or of a line of a result
VALUE = 100  # characters of the value of a choice: more does not come back, see dialogs/picking.py
MOST_CHOICES = 15  # Teams shows no more
MOST_FOUND = 25  # results of a page: as many as Teams asks for
FURTHEST = 1000  # results that somebody can page through
THUMBNAIL = "application/vnd.microsoft.card.thumbnail"


class Searches:
    """Answers in time or with nothing, and keeps nothing: the next letter asks again."""

    def __init__(
        self, database: Database, answering: Answering, routes: Table, services: Services, patience: Patience
    ) -> None:
        self._database = database
        self._answering = answering
        self._routes = routes
        self._services = services
        self._patience = patience

    async def choices(self, arrival: Arrival) -> dict[str, Any]:
        """The answer to what was typed in a field of a card: an empty list where anything is wrong."""
        way = self._routes.for_dataset(_text(arrival.value, "dataset"))
        skip, top = _part(arrival.value, "top", MOST_CHOICES)
        if way is None or skip > 0:  # there is no second page of what fits
            return invokes.choices([])
        found: list[Choice] = []

        async def run(turn: Turn) -> Reply:
            found.extend(await self._suggested(way, turn, typed(_text(arrival.value, "queryText"))))
            return Reply()

        await self._in_time(arrival, run, self._patience.typing_ahead)
        fitting = [each for each in found if each.value and len(each.value) <= VALUE and "," not in each.value]
        return invokes.choices([(each.value, each.title[:LINE]) for each in fitting[:top]])

    async def _suggested(self, way: TypeAhead, turn: Turn, text: str) -> Sequence[Choice]:
        await self._answering.allow(turn, way)
        return await way.suggest(turn, self._services, text)

    async def command(self, arrival: Arrival, texts: Texts) -> dict[str, Any]:
        """The answer to a search of the message extension: cards to put in the chat, or words."""
        way = self._routes.for_search(_text(arrival.value, "commandId"))
        if way is None:
            return invokes.extension_words(texts("extension-no-command"))
        skip, top = _part(arrival.value, "count", MOST_FOUND)
        wanted = Wanted(typed(_parameter(arrival.value)), skip, top)
        results: list[dict[str, Any]] = []

        async def run(turn: Turn) -> Reply:
            found = await self._found(way, turn, wanted) if skip < FURTHEST else ()
            results.extend(await self._shown(turn, found[:top]))
            return Reply()

        words = await self._in_time(arrival, run, self._patience.dialog)
        if words is not None:
            return invokes.extension_words(words or texts("extension-search-away"))
        if not results and skip == 0:
            return invokes.extension_words(texts("extension-no-results"))
        return invokes.results(results)

    async def _found(self, way: SearchCommand, turn: Turn, wanted: Wanted) -> Sequence[Found]:
        await self._answering.allow(turn, way)
        return await way.search(turn, self._services, wanted)

    async def _shown(self, turn: Turn, found: Sequence[Found]) -> list[dict[str, Any]]:
        """Each as Teams wants it. The buttons of a card are whoever's in that chat: nobody knows who will press."""
        wanted = [buttons.tokens_for(each.card, turn.place, turn.person.id) for each in found]
        every = [button for of_card in wanted for button in of_card]
        minted = await self._database.brief(lambda connection: tokens.mint(connection, every)) if every else []
        shown: list[dict[str, Any]] = []
        for each, of_card in zip(found, wanted, strict=True):
            mine, minted = minted[: len(of_card)], minted[len(of_card) :]
            preview = {"title": each.title[:LINE], "text": each.text[:LINE]}
            shown.append(
                {
                    "contentType": invokes.CARD,
                    "content": buttons.filled(each.card, mine),
                    "preview": {"contentType": THUMBNAIL, "content": preview},
                }
            )
        return shown

    async def _in_time(self, arrival: Arrival, run: Callable[[Turn], Awaitable[Reply]], seconds: float) -> str | None:
        """What the person is told where this came to nothing, "" where it took too long; None where it went well."""
        try:
            async with asyncio.timeout(seconds):
                answered = await self._answering.turn(arrival, run)
        except TimeoutError:
            return ""
        return answered.reply.text if answered.failed else None


def typed(text: str) -> str:
    """What was typed, in one line without signs that nobody sees."""
    return " ".join(plain(text[:LONGEST]).split())


def _part(value: Mapping[str, object], count: str, most: int) -> tuple[int, int]:
    """From which result on, and how many; whatever Teams says, within bounds."""
    options = value.get("queryOptions")
    given = cast("dict[str, object]", options) if isinstance(options, dict) else {}
    return max(0, _number(given.get("skip"), 0)), min(most, max(1, _number(given.get(count), most)))


def _number(value: object, otherwise: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else otherwise


def _parameter(value: Mapping[str, object]) -> str:
    """What was typed in the field of the search; nothing when it was only just opened (initialRun)."""
    given = value.get("parameters")
    for each in cast("list[object]", given) if isinstance(given, list) else ():
        parameter = cast("dict[str, object]", each) if isinstance(each, dict) else {}
        if parameter.get("name") != "initialRun":
            return _text(parameter, "value")
    return ""


def _text(value: Mapping[str, object], name: str) -> str:
    found = value.get(name)
    return found if isinstance(found, str) else ""
