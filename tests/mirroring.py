"""Ideas that are kept in a database and as a list in the local tenant's SharePoint, for tests of the mirror."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import text

from commands.compose import local_tenant
from commands.mirroring import Mirroring, mirroring
from domain.mirror import Column, ListShape, Mirror, Value
from domain.organisation import load_organisation
from graph.client import GraphClient
from settings import Settings
from store.database import AsyncSession, Database
from store.processes import Presence
from tenant.entries import Entry
from tenant.list_items import ListItems
from tenant.server import Tenant
from tests.durable import Working, at_work

SHAPE = ListShape(
    "ideas",
    "Ideeën",
    (
        Column("Title", "text", "Titel"),
        Column("Toelichting", "note", "Toelichting"),
        Column("Uren", "number", "Uren"),
        Column("Status", "choice", "Status", ("nieuw", "gestart", "klaar"), indexed=True),
        Column("Begin", "date", "Begin"),
        Column("Besproken", "moment", "Besproken"),
        Column("Openbaar", "boolean", "Openbaar"),
    ),
)
EMPTY: dict[str, Value] = {
    "Title": "", "Toelichting": "", "Uren": None, "Status": "", "Begin": None, "Besproken": None, "Openbaar": False,
}  # fmt: skip
TABLES = (
    "create table if not exists ideas (key varchar(64) primary key, fields text not null, hidden integer not null)",
    "create table if not exists ideas_history (key varchar(64), name text, had text, got text, who text)",
)


class Ideas:
    """Implements Mirrored. `stubborn`: columns whose changes in SharePoint are not taken."""

    def __init__(self, mirror: Mirror, shape: ListShape = SHAPE) -> None:
        self.mirror = mirror
        self.shape = shape
        self.stubborn: set[str] = set()
        self.removed_stays = False

    async def prepare(self, database: Database) -> None:
        """Makes the tables."""
        async with database.write() as session:
            for each in TABLES:
                await session.execute(text(each))

    async def put(self, session: AsyncSession, key: str, **fields: Value) -> None:
        """The use case: a new idea, or other fields of one."""
        had = await self._read(session, key) or EMPTY
        await self._write(session, key, {**had, **fields})
        await self.mirror.wanted(session, self.shape.key, key)

    async def hide(self, session: AsyncSession, key: str, *, hidden: bool = True) -> None:
        """Whether it may be seen by anybody."""
        await session.execute(text("update ideas set hidden = :h where key = :k"), {"h": int(hidden), "k": key})
        await self.mirror.wanted(session, self.shape.key, key)

    async def fields_of(self, session: AsyncSession, key: str) -> Mapping[str, Value] | None:
        """See Mirrored."""
        hidden = await session.scalar(text("select hidden from ideas where key = :k"), {"k": key})
        return None if hidden else await self._read(session, key)

    async def take(
        self, session: AsyncSession, key: str, changes: Mapping[str, Value], who: str, at: datetime
    ) -> Mapping[str, Value]:
        """See Mirrored."""
        had = await self._read(session, key) or EMPTY
        taken = {name: value for name, value in changes.items() if name not in self.stubborn}
        for name, value in taken.items():
            await session.execute(
                text("insert into ideas_history values (:k, :n, :h, :g, :w)"),
                {"k": key, "n": name, "h": str(had[name]), "g": str(value), "w": who},
            )
        await self._write(session, key, {**had, **taken})
        return {name: had[name] for name in changes if name in self.stubborn}

    async def added(self, session: AsyncSession, fields: Mapping[str, Value], who: str) -> str | None:
        """See Mirrored."""
        if not fields["Title"]:
            return None
        key = uuid4().hex
        await self._write(session, key, fields)
        return key

    async def removed(self, session: AsyncSession, key: str) -> bool:
        """See Mirrored."""
        return self.removed_stays

    async def all(self, session: AsyncSession) -> dict[str, dict[str, Value]]:
        """Every idea, by key."""
        rows = await session.execute(text("select key, fields from ideas"))
        return {str(key): _values(fields) for key, fields in rows}

    async def _read(self, session: AsyncSession, key: str) -> dict[str, Value] | None:
        fields = await session.scalar(text("select fields from ideas where key = :k"), {"k": key})
        return None if fields is None else _values(fields)

    async def _write(self, session: AsyncSession, key: str, fields: Mapping[str, Value]) -> None:
        moments = {name: value.isoformat() for name, value in fields.items() if isinstance(value, date)}
        await session.execute(
            text(
                "insert into ideas (key, fields, hidden) values (:k, :f, 0)"
                " on conflict (key) do update set fields = excluded.fields"
            ),
            {"k": key, "f": json.dumps({**fields, **moments})},
        )


def _values(fields: str) -> dict[str, Value]:
    found: dict[str, Any] = json.loads(fields)
    begin, discussed = found["Begin"], found["Besproken"]
    return {
        **found,
        "Begin": date.fromisoformat(begin) if begin else None,
        "Besproken": datetime.fromisoformat(discussed) if discussed else None,
    }


@dataclass
class Stage:
    """Koers with ideas, and the tenant in which they are a list."""

    tenant: Tenant
    database: Database
    client: GraphClient
    made: Mirroring
    ideas: Ideas
    working: Working

    async def put(self, key: str, **fields: Value) -> None:
        """Somebody uses Koers."""
        async with self.database.write() as session:
            await self.ideas.put(session, key, **fields)

    async def idea(self, key: str) -> Mapping[str, Value]:
        """What Koers has."""
        async with self.database.read() as session:
            return (await self.ideas.all(session))[key]

    async def settled(self) -> None:
        """Until neither side has anything to say to the other."""
        await self.working.settled()
        await self.made.follow.look()
        await self.working.settled()

    def entries(self, name: str = SHAPE.name) -> ListItems:
        """The items in SharePoint."""
        return entries_of(self.tenant, name)

    def entry(self, key: str) -> Entry:
        """The one item of an idea."""
        (found,) = self.entries().having("KoersId", key)
        return found

    def edit(self, key: str, **fields: object) -> None:
        """Somebody changes an item in SharePoint."""
        self.entries().change(self.entry(key), fields, self.person)

    @property
    def person(self) -> str:
        """Somebody who works in SharePoint."""
        return next(iter(self.tenant.directory.users))

    def requests(self) -> int:
        """How many changes SharePoint has had."""
        return self.tenant.files.last_change


def entries_of(tenant: Tenant, name: str = SHAPE.name) -> ListItems:
    """The items of a list of the municipality's site."""
    shown = tenant.sharepoint.lists.find("/sites/koers", name)
    assert shown is not None
    return ListItems(tenant.sharepoint.lists, shown)


def connected(database: Database, base_url: str, tenant_id: str, folder: Path) -> tuple[Mirroring, Ideas, GraphClient]:
    """The mirror of ideas on a tenant that is elsewhere, or here."""
    organisation = load_organisation("oss")
    settings = Settings.for_local_tenant(organisation.id, base_url, tenant_id=tenant_id, data=folder, port=0)
    client = GraphClient(settings)
    made = mirroring(organisation, database, client, Presence(database, "bot"))
    ideas = Ideas(made.mirror)
    made.mirror.keep(ideas)
    return made, ideas, client


@asynccontextmanager
async def staged(database: Database, folder: Path) -> AsyncGenerator[Stage]:
    """Everything together."""
    async with local_tenant(load_organisation("oss"), folder / "tenant") as tenant:
        made, ideas, client = connected(database, tenant.base_url, tenant.tenant_id, folder)
        await ideas.prepare(database)
        try:
            async with at_work(database, made.mirror.work) as working:
                yield Stage(tenant, database, client, made, ideas, working)
        finally:
            await client.close()
