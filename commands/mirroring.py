"""The mirror put together: the lists in SharePoint, the work behind every want, and what follows their changes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial

from domain.mirror import Mirror
from domain.mirror.following import Following
from domain.mirror.mirror import PUT
from domain.mirror.places import Places
from domain.mirror.putting import Putting
from domain.organisation import Organisation
from graph.client import GraphClient
from graph.list_making import ListMaking
from graph.lists import SharePointLists
from store.database import Database
from store.processes import Presence
from store.work import Kind

LAST_LOOK_SECONDS = 2.0  # how long the stop waits for what follows; the next start repeats what it breaks off


@dataclass(frozen=True)
class Mirroring:
    """What capabilities ask, and what goes on beside them as long as Koers runs."""

    mirror: Mirror
    follow: Following

    @asynccontextmanager
    async def following(self) -> AsyncGenerator[None]:
        """Follows the lists, as long as the block lasts, where there are any."""
        if not self.mirror.lists:
            yield
            return
        stop = asyncio.Event()
        task = asyncio.create_task(self.follow.run(stop), name="lists in SharePoint")
        try:
            yield
        finally:
            stop.set()
            await asyncio.wait([task], timeout=LAST_LOOK_SECONDS)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


def mirroring(organisation: Organisation, database: Database, client: GraphClient, presence: Presence) -> Mirroring:
    """Everything up to the wire; capabilities give their lists by `mirror.keep`, before the bot starts."""
    site = organisation.sharepoint.site
    mirror = Mirror(on=bool(site))
    lists = SharePointLists(client, organisation.time_zone)
    places = Places(database, ListMaking(client), site)
    putting = Putting(database, lists, places, mirror.lists)
    mirror.work = {PUT: Kind(putting.put, putting.failed)}
    follow = Following(database, lists, places, mirror.lists, partial(presence.leads, "lists in SharePoint"))
    return Mirroring(mirror, follow)
