"""Whether somebody belongs to the municipality: Teams' roster says so, and is asked once an hour per person."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.connector import Connector, ConnectorError, Refused
from bot.incoming import conversation_of
from bot.wire import Arrival
from errors import Unavailable

FRESH = 3600.0  # seconds
BELIEVED = 86_400.0  # seconds that an earlier answer counts while Teams gives no new one
MOST = 20_000  # people
NOT_IN_IT = (
    "BotNotInConversationRoster",
    "ConversationNotFound",
)  # Teams' words for: Koers is not in that conversation


@dataclass(frozen=True)
class Member:
    """Somebody in a conversation. A guest comes from another organisation, or is nobody that Entra knows."""

    name: str
    guest: bool


class Membership:
    """Looks people up in the roster of the conversation that they speak in. `clock` is in seconds.

    `works_here`: whether Entra has somebody with this object id who works here. It is asked where Koers is in no such
    conversation: people use the message extension wherever they write. Raises Unavailable.
    """

    def __init__(
        self,
        connector: Connector,
        *,
        clock: Callable[[], float] = time.monotonic,
        works_here: Callable[[str], Awaitable[bool]] | None = None,
    ) -> None:
        self._connector = connector
        self._works_here = works_here
        self._clock = clock
        self._known: OrderedDict[str, tuple[Member, float]] = OrderedDict()  # and when Teams said so

    async def of(self, arrival: Arrival) -> Member:
        """Who is speaking. Raises Unavailable where Teams does not say, and did not in the last day."""
        if not arrival.person:
            return Member("", guest=True)
        known = self._known.get(arrival.person)
        if known is not None and self._clock() < known[1] + FRESH:
            return known[0]
        try:
            member = await self._look_up_anywhere(arrival)
        except (ConnectorError, Unavailable) as error:
            if isinstance(error, Refused) and error.status == 404:
                return Member("", guest=True)  # not in this roster, yet or any more: remembered for nowhere else
            if known is None or self._clock() >= known[1] + BELIEVED:
                raise Unavailable("wire-roster-unavailable") from error
            return known[0]
        self._known[arrival.person] = (member, self._clock())
        self._known.move_to_end(arrival.person)
        if len(self._known) > MOST:
            self._known.popitem(last=False)
        return member

    async def _look_up_anywhere(self, arrival: Arrival) -> Member:
        """Raises as `_look_up` does."""
        try:
            return await self._look_up(arrival)
        except Refused as refused:
            if self._works_here is None or arrival.type != "invoke" or refused.code not in NOT_IN_IT:
                raise
            return Member("", guest=not await self._works_here(arrival.person))

    async def _look_up(self, arrival: Arrival) -> Member:
        """Raises ConnectorError, and Unavailable for an entry that does not say who it is about and from where.

        Teams' own always has an id and a tenantId. userRole came later, so a guest is known by his tenant and the
        mark in his principal name, too.
        """
        # The roster is that of the channel, not of a thread in it.
        conversation = conversation_of(arrival)
        entry = await self._connector.member(arrival.service_url, conversation, arrival.sender)
        tenant, role, principal = (_text(entry.get(name)) for name in ("tenantId", "userRole", "userPrincipalName"))
        if not _text(entry.get("id")) or not tenant:
            raise Unavailable("wire-roster-unavailable")
        guest = role.lower() in ("guest", "anonymous") or "#EXT#" in principal.upper()
        return Member(_text(entry.get("name")), guest or tenant.lower() != arrival.tenant.lower())


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
