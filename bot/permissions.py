"""Holds every button and sentence to what its route needs, and says to who may not why that is and whom to ask."""

from __future__ import annotations

from dataclasses import dataclass

from bot.routes import Route, Searching, Table
from dialogs.services import Services
from dialogs.turn import Gate, Turn
from domain.roles import REMEMBERED, Role, RoleUnclear
from errors import Unavailable, WordedError

BRIEFLY = 1 / 3  # of the usual wait, where Entra's silence refuses nobody


class Permissions:
    """Asks Entra who has the roles of a route, at the moment itself. `wait`: how many seconds its answer may take."""

    def __init__(self, routes: Table, services: Services, *, wait: float) -> None:
        self._wait = wait
        self._routes = routes
        self._services = services

    async def check(self, turn: Turn, route: Route | Searching, *, anew: bool = False) -> None:
        """Lets who may pass; `anew`: by what Entra says now, not by what it said in the last minutes.

        Raises WordedError to who may not, and Unavailable when Entra does not say and the route is not harmless.
        """
        if "colleague" in route.needs:
            return
        roles: list[Role] = [need for need in route.needs if need != "colleague"]
        within = 0.0 if anew and not route.harmless else REMEMBERED
        wait = self._wait * BRIEFLY if route.harmless else self._wait
        try:
            allowed = await self._services.roles.has(turn.person.id, *roles, within=within, wait=wait)
        except Unavailable as problem:
            if route.harmless:
                return
            if isinstance(problem, RoleUnclear):
                raise _worded("roles-unclear", turn, "administrator") from problem
            raise
        if not allowed:
            raise _worded(f"roles-not-{roles[0].replace('_', '-')}", turn, roles[0])

    def gate(self, turn: Turn) -> Gate:
        """What a dialog asks before it opens something for the sentence of this turn."""
        return _Gate(self, self._routes, turn)


@dataclass(frozen=True)
class _Gate:
    permissions: Permissions
    routes: Table
    turn: Turn

    async def check(self, intent: str) -> None:
        """Raises as Permissions.check does; LookupError for what no route says anything about."""
        await self.permissions.check(self.turn, self.routes.for_intent(intent))


def _worded(key: str, turn: Turn, role: Role) -> WordedError:
    contact = turn.organisation.contact_for_role(role)
    name = turn.organisation.name
    return WordedError(key, organisation=name, contact=contact.name(turn.language), address=contact.address)
