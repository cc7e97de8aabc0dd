"""A way into a capability: what answers it, which buttons lead there, and who may."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from cards.actions import Action
from dialogs.extension import Choice, Found, Wanted
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from domain.roles import Role

Handler = Callable[[Turn, Services], Awaitable[Reply]]
Suggest = Callable[[Turn, Services, str], Awaitable[Sequence[Choice]]]
Search = Callable[[Turn, Services, Wanted], Awaitable[Sequence[Found]]]
Need = Role | Literal["colleague"]
EVERYBODY: tuple[Need, ...] = ("colleague",)
EMPLOYEES: tuple[Need, ...] = ("employee",)


@dataclass(frozen=True)
class Route:
    """A way into a capability ("" where it leads to any): what answers it, and the buttons that lead there.

    `needs`: who may, at every press; one of these will do. Entra says who has a role; a "colleague" is anybody in the
    municipality's tenant who is no guest, as Teams says. `harmless`: where Entra does not say who is an employee, every
    colleague may. `intents`: what a sentence can be understood as that opens the same, and so needs the same.
    `commands`: the actions on a message, as the manifest calls them, that open this in a dialog (`Turn.quoted`).
    """

    name: str
    capability: str
    handler: Handler
    buttons: tuple[type[Action], ...] = ()
    needs: tuple[Need, ...] = ()
    harmless: bool = False
    intents: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()


def for_colleagues(
    capability: str,
    name: str,
    handler: Handler,
    *buttons: type[Action],
    intents: tuple[str, ...] = (),
    commands: tuple[str, ...] = (),
) -> Route:
    """A route that every employee may use; where Entra does not say who is one, every colleague."""
    return Route(name, capability, handler, buttons, EMPLOYEES, harmless=True, intents=intents, commands=commands)


@dataclass(frozen=True)
class TypeAhead:
    """What there is to choose in a field of a card while somebody types, by the name that the field has for it.

    `suggest` gets at most `searching.LONGEST` characters, also none; it changes nothing, and has less than a second.
    `needs`, `harmless`: as of a Route.
    """

    dataset: str
    capability: str
    suggest: Suggest
    needs: tuple[Need, ...]
    harmless: bool = False

    @property
    def name(self) -> str:
        """What logs call it."""
        return f"dataset.{self.dataset}"


@dataclass(frozen=True)
class SearchCommand:
    """A search of the message extension: its id in the manifest, and who may. Everything else as of a TypeAhead."""

    command: str
    capability: str
    search: Search
    needs: tuple[Need, ...]
    harmless: bool = False

    @property
    def name(self) -> str:
        """What logs call it."""
        return f"command.{self.command}"


Searching = TypeAhead | SearchCommand
