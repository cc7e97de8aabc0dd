"""Finds the route of what came in: of a button, and of what a sentence was understood as."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from bot.routes.route import EVERYBODY, Route, SearchCommand, Searching, TypeAhead
from bot.seeing import watched
from dialogs.services import Services
from dialogs.turn import Reply, Turn

T = TypeVar("T")


async def _nothing(turn: Turn, services: Services) -> Reply:
    """The answer to what needs none."""
    return Reply()


class Table:
    """Finds the route of what came in. Raises ValueError for a table that leaves open who may do what."""

    def __init__(self, routes: Sequence[Route], searches: Sequence[Searching] = ()) -> None:
        routes = [replace(route, handler=watched(route.name, route.handler)) for route in routes]
        by_name = {route.name: route for route in routes}
        self.sentence = by_name["sentence"]
        self.welcome = by_name["welcome"]
        self.disliked = by_name.get("disliked") or Route("disliked", "", _nothing, needs=EVERYBODY)
        self.signed_in = by_name.get("signed_in") or Route("signed_in", "", _nothing, needs=EVERYBODY)
        self._by_verb: dict[str, Route] = {}
        self._by_intent: dict[str, Route] = {}
        for route in by_name.values():
            _decided(route)
            for action in route.buttons:
                if action.verb in self._by_verb:
                    raise ValueError(f"two routes for {action.verb}")
                self._by_verb[action.verb] = route
            for intent in route.intents:
                if intent in self._by_intent:
                    raise ValueError(f"two routes for {intent}")
                self._by_intent[intent] = route
        self._by_command = _unique((command, route) for route in by_name.values() for command in route.commands)
        for way in searches:
            _decided(way)
        self._datasets = _unique((each.dataset, each) for each in searches if isinstance(each, TypeAhead))
        self._searches = _unique((each.command, each) for each in searches if isinstance(each, SearchCommand))

    def for_verb(self, verb: str) -> Route | None:
        """The route of a button, or None when this version of Koers has no such button any more."""
        return self._by_verb.get(verb)

    def for_command(self, command: str) -> Route | None:
        """The route of an action on a message, or None when this version of Koers has no such action."""
        return self._by_command.get(command)

    def for_dataset(self, dataset: str) -> TypeAhead | None:
        """What suggests choices from a dataset, or None where there is no such dataset."""
        return self._datasets.get(dataset)

    def for_search(self, command: str) -> SearchCommand | None:
        """The search of the message extension, or None when this version of Koers has no such search."""
        return self._searches.get(command)

    def for_intent(self, intent: str) -> Route:
        """The route that says who may do what a sentence was understood as. Raises LookupError when none does."""
        return self._by_intent[intent]


def _unique(pairs: Iterable[tuple[str, T]]) -> dict[str, T]:
    found: dict[str, T] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"two routes for {key}")
        found[key] = value
    return found


def _decided(route: Route | Searching) -> None:
    if not route.needs:
        raise ValueError(f"the route {route.name} does not say who may use it")
    if route.harmless and set(route.needs) != {"employee"}:
        raise ValueError(f"the route {route.name} is harmless and needs more than an employee")
