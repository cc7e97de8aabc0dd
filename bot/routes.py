"""Every sentence and button of Koers in one table: what it is called, what it belongs to and what answers it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

from bot.seeing import watched
from cards.actions import (
    Action,
    AddAnswer,
    ApproveAnswer,
    Ask,
    ChooseLanguage,
    DismissQuestions,
    EditAnswer,
    GiveReason,
    Open,
    PreviewAnswer,
    ProposeAnswer,
    ReturnAnswer,
    ReviewAnswer,
    ReviseAnswer,
    ShowProposals,
    ShowSource,
    ShowUnanswered,
    StoreAnswer,
    WithdrawAnswer,
)
from dialogs import free_text, language, learning, sources, vision, welcome
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
    Route("vision.source", "vision", sources.show, buttons=(ShowSource,)),
    Route("disliked", "vision", learning.disliked),
    Route("learning.reason", "vision", learning.reason, buttons=(GiveReason,)),
    Route("learning.overview", "vision", learning.overview, buttons=(ShowUnanswered,)),
    Route("learning.dismiss", "vision", learning.dismiss, buttons=(DismissQuestions,)),
    Route("learning.add", "vision", learning.add, buttons=(AddAnswer,)),
    Route("learning.preview", "vision", learning.preview, buttons=(PreviewAnswer,)),
    Route("learning.edit", "vision", learning.edit, buttons=(EditAnswer,)),
    Route("learning.propose", "vision", learning.propose, buttons=(ProposeAnswer,)),
    Route("learning.proposals", "vision", learning.proposals, buttons=(ShowProposals,)),
    Route("learning.review", "vision", learning.review, buttons=(ReviewAnswer,)),
    Route("learning.approve", "vision", learning.approve, buttons=(ApproveAnswer,)),
    Route("learning.return", "vision", learning.send_back, buttons=(ReturnAnswer,)),
    Route("learning.revise", "vision", learning.revise, buttons=(ReviseAnswer,)),
    Route("learning.withdraw", "vision", learning.withdraw, buttons=(WithdrawAnswer,)),
    Route("learning.store", "vision", learning.store, buttons=(StoreAnswer,)),
    Route("open", "", free_text.chosen, buttons=(Open,)),
    Route("language.choose", "help", language.choose, buttons=(ChooseLanguage,)),
)


async def _nothing(turn: Turn, services: Services) -> Reply:
    """The answer to what needs none."""
    return Reply()


class Table:
    """Finds the route of what came in."""

    def __init__(self, routes: Sequence[Route]) -> None:
        routes = [replace(route, handler=watched(route.name, route.handler)) for route in routes]
        by_name = {route.name: route for route in routes}
        self.sentence = by_name["sentence"].handler
        self.welcome = by_name["welcome"].handler
        self.disliked = by_name["disliked"].handler if "disliked" in by_name else _nothing
        self._by_verb: dict[str, Route] = {}
        for route in routes:
            for action in route.buttons:
                if action.verb in self._by_verb:
                    raise ValueError(f"two routes for {action.verb}")
                self._by_verb[action.verb] = route

    def for_verb(self, verb: str) -> Route | None:
        """The route of a button, or None when this version of Koers has no such button any more."""
        return self._by_verb.get(verb)
