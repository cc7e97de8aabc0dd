"""Every sentence and button of Koers in one table: what it is called, what it belongs to and what answers it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from cards.actions import Action, Ask, ChooseLanguage, Open
from dialogs import free_text, language, vision, welcome
from dialogs.services import Services
from dialogs.turn import Reply, Turn

Handler = Callable[[Turn, Services], Awaitable[Reply]]


@dataclass(frozen=True)
class Route:
    """A way into a capability ("" where it leads to any): what answers it, and the buttons that lead there."""

    name: str
    capability: str
    handler: Handler
    buttons: tuple[type[Action], ...] = ()


ROUTES: tuple[Route, ...] = (
    # A sentence finds its capability in dialogs/understanding, by the phrases that each capability brings.
    Route("sentence", "", free_text.answer),
    Route("welcome", "help", welcome.welcome),
    Route("vision.ask", "vision", vision.ask, buttons=(Ask,)),
    Route("open", "", free_text.chosen, buttons=(Open,)),
    Route("language.choose", "help", language.choose, buttons=(ChooseLanguage,)),
)


class Table:
    """Finds the route of what came in."""

    def __init__(self, routes: Sequence[Route]) -> None:
        by_name = {route.name: route for route in routes}
        self.sentence = by_name["sentence"].handler
        self.welcome = by_name["welcome"].handler
        self._by_verb: dict[str, Route] = {}
        for route in routes:
            for action in route.buttons:
                if action.verb in self._by_verb:
                    raise ValueError(f"two routes for {action.verb}")
                self._by_verb[action.verb] = route

    def for_verb(self, verb: str) -> Route | None:
        """The route of a button, or None when this version of Koers has no such button any more."""
        return self._by_verb.get(verb)
