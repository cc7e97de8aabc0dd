"""Files for one person: an address that nobody can guess, for a quarter of an hour."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from aiohttp import web

from domain.initiatives.model import Wanted
from domain.projects.model import Filter
from domain.workdays.model import FileKind, Month
from errors import Unavailable, WordedError
from locales import Language, texts_for
from store import tokens
from store.database import Database

PATH = "/download/{token}"
VERB = "download.report"  # what stands behind the token; it is no button, and no route answers it
REPORT, MONTH = "announcements.report", "workdays.month"  # the kinds of files
OCCUPANCY = "workspaces.occupancy"
INITIATIVES = "initiatives.file"
PORTFOLIO = "projects.portfolio"
KEPT = timedelta(minutes=15)
TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


@dataclass(frozen=True)
class File:
    """What a browser gets. `name`: letters, digits, dots and dashes."""

    content: bytes
    name: str
    content_type: str = XLSX


Make = Callable[[Mapping[str, object], str, Language], Awaitable[File]]


class Downloads:
    """Implements the Downloads of domain.announcements, domain.initiatives, domain.projects, domain.workdays and
    domain.workspaces.

    `address`: where browsers reach Koers; "" where nobody said. `files`: what makes the file of each kind, out of what
    it was offered of, for whom and in which language; it raises WordedError for who may not have it any more.
    """

    def __init__(self, database: Database, files: Mapping[str, Make], address: str) -> None:
        self._database = database
        self._files = files
        self.address = address
        self._one = asyncio.Semaphore(1)  # a report of many people takes a while to make

    def add_to(self, app: web.Application) -> None:
        """Serves what was offered."""
        app.router.add_get(PATH, self.serve, allow_head=False)

    async def report(self, announcement: str, person: str, language: Language) -> str:
        """The address of a report. It is looked up by whom it was made for and what it is of when it is asked for."""
        if not self.address:
            raise Unavailable("announcement-report-nowhere")
        return await self._offered(REPORT, {"announcement": announcement}, person, language)

    async def month(self, month: Month, kind: FileKind, person: str, language: Language) -> str:
        """The address of the export of a month; who has the role then gets the file."""
        if not self.address:
            raise Unavailable("workdays-export-nowhere")
        return await self._offered(MONTH, {"month": str(month), "format": kind}, person, language)

    async def occupancy(self, person: str, language: Language) -> str:
        """The address of the file of how busy it is; who has the role then gets the file."""
        if not self.address:
            raise Unavailable("occupancy-file-nowhere")
        return await self._offered(OCCUPANCY, {}, person, language)

    async def initiatives(self, wanted: Wanted, person: str, language: Language) -> str:
        """The address of the initiatives that are wanted; who has the role then gets the file."""
        if not self.address:
            raise Unavailable("initiatives-file-nowhere")
        return await self._offered(INITIATIVES, dict(vars(wanted)), person, language)

    async def portfolio(self, wanted: Filter, person: str, language: Language) -> str:
        """The address of the projects that are wanted, as far as this person may see them when the file is made."""
        if not self.address:
            raise Unavailable("project-download-nowhere")
        return await self._offered(PORTFOLIO, dict(vars(wanted)), person, language)

    async def _offered(self, kind: str, of: Mapping[str, str | bool | int], person: str, language: Language) -> str:
        payload = {**of, "kind": kind, "language": language}
        button = tokens.Button(VERB, payload, conversation=VERB, person=person, once=False, kept=KEPT)
        [token] = await self._database.brief(lambda connection: tokens.mint(connection, [button]))
        return f"{self.address}{PATH.format(token=token)}"

    async def serve(self, request: web.Request) -> web.Response:
        """The file, to whoever has its address: that a browser is the author's own, nothing but the token says.

        It can be had more than once: what checks links in messages for what is harmful gets them first.
        """
        token = request.match_info["token"]
        if not TOKEN.fullmatch(token):
            return _nothing()
        async with self._database.read() as session:  # whoever guesses does not stand in the way of what is written
            found = await (await session.connection()).run_sync(
                lambda connection: tokens.behind(connection, token, VERB)
            )
        if found is None:
            return _nothing()
        language: Language = "en" if found.payload["language"] == "en" else "nl"
        make = self._files[str(found.payload.get("kind", REPORT))]
        try:
            async with self._one:
                file = await make(found.payload, found.person or "", language)
        except WordedError as problem:
            return _refused(problem, language)
        headers = {**HEADERS, "Content-Disposition": f"attachment; filename={file.name}"}
        return web.Response(body=file.content, content_type=file.content_type, headers=headers)


def _refused(problem: WordedError, language: Language) -> web.Response:
    words = texts_for(language)(problem.key, **problem.values)
    if isinstance(problem, Unavailable):
        return web.Response(status=503, text=words, headers={**HEADERS, "Retry-After": "60"})
    return web.Response(status=403, text=words, headers=HEADERS)


def _nothing() -> web.Response:
    """The same whether it never was there or is there no longer."""
    words = "\n".join(texts_for(language)("wire-download-gone") for language in ("nl", "en"))
    return web.Response(status=404, text=words, headers=HEADERS)
