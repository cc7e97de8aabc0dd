"""Filing at work for tests: the local tenant's SharePoint, projects in memory, and an author who is asked."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from domain.messenger import Leaving, Outcome
from domain.organisation import load_organisation
from domain.projects.filing import Elsewhere, Filing
from domain.projects.model import Project
from domain.projects.placing import Place
from domain.projects.reports import Report
from domain.projects.sample import DOCUMENT, project, report
from domain.word import About, Values
from domain.word.filling import fill
from domain.workspaces.notices import Notice
from graph.client import GraphClient, Patience
from graph.folders import Folders
from settings import Settings
from store.database import Database
from store.work import Attempt
from tenant.files import Files
from tenant.items import Item
from tests.graph_caller import Caller, calling

OSS = load_organisation("oss")
QUICK = Patience(attempts=2, longest_wait=0.0, seconds=20.0)
EDITOR = "Ria"
OFFICE = """#!/bin/sh
for last; do :; done
printf '%%PDF-1.7 of %s' "$(cksum < "$last")" > "$(dirname "$last")/document.pdf"
"""  # in the place of LibreOffice: as quick as a file is written


class Killed(BaseException):
    """The process is gone."""


async def no_wait(seconds: float) -> None:
    """Waits for nothing."""


@dataclass
class Book:
    """The projects and reports that there are."""

    projects: dict[str, Project] = field(default_factory=dict[str, Project])
    reports: dict[str, Report] = field(default_factory=dict[str, Report])

    async def project(self, id: str) -> Project | None:
        return self.projects.get(id)

    async def report(self, id: str) -> Report | None:
        return self.reports.get(id)


@dataclass
class Author:
    """Whoever is asked, and what he heard."""

    asked: list[Elsewhere] = field(default_factory=list[Elsewhere])
    told: list[Elsewhere] = field(default_factory=list[Elsewhere])
    away: int = 0  # times that Teams is not reached

    async def ask(self, to: str, about: Elsewhere, leaving: Leaving) -> Notice:
        await leaving()
        if self.away:
            self.away -= 1
            return Notice(Outcome("not reached"))
        self.asked.append(about)
        return Notice(Outcome("delivered", "m"), "c")

    async def failed(self, to: str, about: Elsewhere, leaving: Leaving) -> Notice:
        await leaving()
        self.told.append(about)
        return Notice(Outcome("delivered", "m"), "c")


@dataclass
class Desk:
    """Filing with everything around it."""

    graph: Caller
    client: GraphClient
    folders: Folders
    database: Database
    book: Book = field(default_factory=Book)
    author: Author = field(default_factory=Author)
    made: dict[str, bytes] = field(default_factory=dict[str, bytes])

    async def make(self, template: bytes, values: Values, about: About) -> bytes:
        """The document, made here and now, and once."""
        key = json.dumps(values) + repr(about)
        if key not in self.made:
            self.made[key] = fill(template, values, about)
        return self.made[key]

    @property
    def files(self) -> Files:
        found = self.graph.tenant.sharepoint.library("Projecten")
        assert found is not None
        return found

    @property
    def editor(self) -> str:
        """Somebody who works at Oss."""
        return next(iter(self.graph.tenant.directory.users))

    def filing(self) -> Filing:
        """Filing in a process that just began."""
        place = Place(OSS.sharepoint.site, "Projecten")
        return Filing(
            self.database,
            "oss",
            "Oss",
            OSS.time_zone,
            OSS.projects,
            place,
            self.book,
            self.folders,
            self.author,
            self.make,
        )

    def has(self, goal: str = "", id: str = "voorbeeld", number: int = 2, **more: Any) -> Project:
        """There is a project, with another goal if given."""
        its = project(replace(DOCUMENT, goal=goal or DOCUMENT.goal))
        edition = replace(its.edition, project=id, number=number)
        self.book.projects[id] = replace(its, id=id, edition=edition, approved=edition, **more)
        return self.book.projects[id]

    def reports(self) -> Report:
        """There is a report of it."""
        self.book.reports["verslag"] = report()
        return self.book.reports["verslag"]

    async def file(self, id: str = "voorbeeld", edition: int = 2, key: str = "k", number: int = 1) -> None:
        """The promise is kept, once."""
        await self.filing().file({"project": id, "edition": edition, "version": 7}, Attempt(key, number))

    async def file_report(self, edition: int = 2) -> None:
        await self.filing().file_report({"report": "verslag", "edition": edition}, Attempt("r"))

    def tree(self) -> dict[str, list[str]]:
        """The folders with what is in them."""
        return {
            folder.name: [item.name for item in self.files.children(folder)]
            for folder in self.files.children(self.files.root)
        }

    def one(self, ending: str = ".docx", sort: str = "Projectstartdocument") -> Item:
        """The only file of that kind."""
        found = [item for item in self.files.everything() if item.name.endswith(ending) and item.name.startswith(sort)]
        assert len(found) == 1, [item.name for item in found]
        return found[0]

    def versions(self, ending: str = ".docx") -> int:
        return len(self.files.versions(self.one(ending)))


@asynccontextmanager
async def filing_desk(folder: Path, database: Database) -> AsyncIterator[Desk]:
    """A started tenant of Oss with a desk beside it."""
    office = folder / "office"
    office.write_text(OFFICE, encoding="utf-8")
    office.chmod(0o755)
    async with calling(folder) as graph:
        tenant = graph.tenant
        tenant.conversion.program = str(office)
        settings = Settings.for_local_tenant("oss", tenant.base_url, tenant_id=tenant.tenant_id, data=folder, port=0)
        client = GraphClient(settings, sleep=no_wait)
        try:
            yield Desk(graph, client, Folders(client, settings.app_id, QUICK, sleep=no_wait), database)
        finally:
            await client.close()


def dying(client: GraphClient, after: int) -> Callable[[], int]:
    """Lets the process die when so many requests were answered, and not taken note of; tells how many were."""
    done = 0

    def counted(call: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def counting(*arguments: Any, **named: Any) -> Any:
            nonlocal done
            answer = await call(*arguments, **named)
            done += 1
            if done == after:
                raise Killed
            return answer

        return counting

    for name in ("json", "content", "apart"):
        setattr(client, name, counted(getattr(GraphClient, name).__get__(client)))
    return lambda: done


def alive(client: GraphClient) -> None:
    """Lets the next process live."""
    for name in ("json", "content", "apart"):
        client.__dict__.pop(name, None)
