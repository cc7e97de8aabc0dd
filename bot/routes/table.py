"""Finds the route of what came in: of a button, and of what a sentence was understood as."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.routes.route import EVERYBODY, Route
from bot.seeing import watched
from dialogs.services import Services
from dialogs.turn import Reply, Turn


async def _nothing(turn: Turn, services: Services) -> Reply:
    """The answer to what needs none."""
    return Reply()


class Table:
    """Finds the route of what came in. Raises ValueError for a table that leaves open who may do what."""

    def __init__(self, routes: Sequence[Route]) -> None:
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

    def for_verb(self, verb: str) -> Route | None:
        """The route of a button, or None when this version of Koers has no such button any more."""
        return self._by_verb.get(verb)

    def for_intent(self, intent: str) -> Route:
        """The route that says who may do what a sentence was understood as. Raises LookupError when none does."""
        return self._by_intent[intent]


def _decided(route: Route) -> None:
    if not route.needs:
        raise ValueError(f"the route {route.name} does not say who may use it")
    if route.harmless and set(route.needs) != {"employee"}:
        raise ValueError(f"the route {route.name} is harmless and needs more than an employee")
