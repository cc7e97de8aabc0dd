"""What is promised in the transaction that changes an initiative: who hears of it, and the list in SharePoint."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from domain.initiatives.model import Happened
from domain.mirror import Mirror
from store.work import Json, enqueue

LIST = "initiatives"  # the key of the list in SharePoint
SPREAD, TELL, DIGEST = "initiatives.spread", "initiatives.tell", "initiatives.digest"


class Promises:
    """`mirror` keeps the list in SharePoint, where the municipality has a site for it."""

    def __init__(self, mirror: Mirror) -> None:
        self._mirror = mirror

    @property
    def listed(self) -> bool:
        """Whether there is such a list."""
        return self._mirror.on

    async def list(self, session: AsyncSession, *ids: str) -> None:
        """The items of these in SharePoint are to be as they are now."""
        for id in ids:
            await self._mirror.wanted(session, LIST, id)

    async def spread(self, session: AsyncSession, id: str, number: int, by: str) -> None:
        """Everybody who takes part, but `by`, hears once of the status with that number."""
        await enqueue(session, SPREAD, f"{id}:{number}", {"initiative": id, "number": number, "by": by})

    async def tell(
        self, session: AsyncSession, to: str, id: str, happened: Happened, what: str, by: str, *, number: int = 0
    ) -> None:
        """One person hears of something once; `what` tells it apart from other times that the same happened."""
        if not to or to == by:
            return
        payload: dict[str, Json] = {"to": to, "initiative": id, "happened": happened, "what": what, "by": by}
        await enqueue(session, TELL, f"{id}:{happened}:{what}:{to}", {**payload, "number": number})

    async def tell_all(
        self, session: AsyncSession, people: Sequence[str], id: str, happened: Happened, what: str, by: str
    ) -> None:
        """The same to several."""
        for person in people:
            await self.tell(session, person, id, happened, what, by)
