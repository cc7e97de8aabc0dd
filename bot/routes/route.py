"""A way into a capability: what answers it, which buttons lead there, and who may."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal

from cards.actions import Action
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from domain.roles import Role

Handler = Callable[[Turn, Services], Awaitable[Reply]]
Need = Role | Literal["colleague"]
EVERYBODY: tuple[Need, ...] = ("colleague",)
EMPLOYEES: tuple[Need, ...] = ("employee",)


@dataclass(frozen=True)
class Route:
    """A way into a capability ("" where it leads to any): what answers it, and the buttons that lead there.

    `needs`: who may, at every press; one of these will do. Entra says who has a role; a "colleague" is anybody in the
    municipality's tenant who is no guest, as Teams says. `harmless`: where Entra does not say who is an employee, every
    colleague may. `intents`: what a sentence can be understood as that opens the same, and so needs the same.
    """

    name: str
    capability: str
    handler: Handler
    buttons: tuple[type[Action], ...] = ()
    needs: tuple[Need, ...] = ()
    harmless: bool = False
    intents: tuple[str, ...] = ()
