"""Keeps the knowledge base equal to what all employees may read in the municipality's SharePoint library."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import PurePosixPath

from domain.leading import Leads, alone
from domain.library.pace import pause
from domain.library.report import (
    DUPLICATE,
    NO_READERS,
    NOT_INDEXED,
    REFUSED,
    SEVERAL_READERS,
    TOO_LARGE,
    News,
    SyncReport,
    Unread,
)
from domain.library.shelf import Knowledge, Shelf
from domain.organisation import OBJECT_ID, Organisation, organisation_names
from errors import Unavailable
from graph.library import LARGEST_FILE, Changes, DocumentLibrary, LibraryFile
from graph.people import People
from graph.problems import GraphProblem, NotFound, TooLarge
from knowledge.extract import Problem, extract, supported
from store import library as stored
from store.database import Database
from store.library import LibraryDocument
from telemetry.logs import Id

AT_ONCE = 4  # files that are read at the same time
FAILURES = 3  # files that cannot be fetched before Graph as a whole is taken to be away
PERMISSION_CHECK_SECONDS = 900.0  # delta does not always tell when somebody may no longer read a file

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Place:
    """Where the library is and whose it must be to read; `readers` is None when that group is not to be found."""

    drive: str
    readers: str | None
    trouble: str = ""


class LibrarySync:
    """Reads the library, at start from the store and then from SharePoint, and fills the knowledge base with it."""

    def __init__(
        self,
        library: DocumentLibrary,
        people: People,
        knowledge: Knowledge,
        database: Database,
        organisation: Organisation,
        *,
        poll_seconds: float,
        permission_check_seconds: float = PERMISSION_CHECK_SECONDS,
        leads: Leads = alone,
    ) -> None:
        """`leads`: whether this process reads the library; else it takes over what another one has read."""
        self._leads = leads
        self._library = library
        self._people = people
        self._database = database
        self._organisation = organisation
        self._poll_seconds = poll_seconds
        self._check_seconds = permission_check_seconds
        self._shelf = Shelf(knowledge)
        self._drive: str | None = None
        self._settled: str | None = None  # the cursor that the shelf and the store are both equal to
        self._checked = float("-inf")  # when all permissions were last looked at
        self._readers: str | None = None  # whom that look was about
        self._busy = asyncio.Lock()
        self._opening = asyncio.Lock()  # one file in memory, and one process to read it, at a time
        self._news = News()
        self._followed: object = None  # the state of the store that was last taken over
        self.last: SyncReport | None = None

    async def load(self) -> None:
        """Fills the knowledge base with what was read before. Needs no network."""
        async with self._busy:
            await self._load()

    async def sync(self) -> SyncReport:
        """Takes in what changed in the library since the last time.

        Each file is stored as soon as it has been read, and the place to go on from only with the last of them, so
        that a crash in between repeats work and loses none. Raises Unavailable or GraphProblem when the library, or
        some file in it, cannot be reached; what could be read is then in the knowledge base all the same.
        """
        async with self._busy:
            report = await self._round()
        self.last = report
        self._news.tell(report)
        return report

    async def look(self) -> None:
        """Takes in what changed: as `sync` where this process reads the library, and else out of the store."""
        if await self._leads():
            await self.sync()
            return
        async with self._busy:
            async with self._database.read() as session:
                state = await stored.state(session)
            if state != self._followed:
                await self._load()
            self._followed = state

    async def run(self, stop: asyncio.Event) -> None:
        """Looks at the library every so many seconds until `stop`; less often while it cannot be reached."""
        failures = 0
        while not stop.is_set():
            cause: BaseException | None = None
            try:
                await self.look()
                failures = 0
            except (Unavailable, GraphProblem) as problem:
                failures += 1
                cause = problem.__cause__ or problem
                log.warning("the library cannot be read: %s", cause)
            except Exception:
                failures += 1
                log.exception("reading the library failed")
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pause(self._poll_seconds, failures, cause))

    async def _load(self) -> None:
        async with self._database.read() as session:
            files = await stored.all_documents(session)
        gone = self._shelf.files.keys() - {file.item for file in files}
        for item in gone:
            await asyncio.to_thread(self._shelf.drop, item)
        for file in sorted(files, key=lambda file: file.problem == DUPLICATE):  # the first of two comes first again
            if self._shelf.files.get(file.item) != file:
                await self._place(file)

    async def _round(self) -> SyncReport:
        place = await self._locate()
        changes = await self._library.changes(place.drive, await self._catch_up(place.drive))
        due = changes.reset or place.readers != self._readers
        due = due or time.monotonic() - self._checked >= self._check_seconds
        files = list(changes.files) + (self._not_in(changes) if due and not changes.reset else [])
        removed = self._gone(changes)
        await self._forget(removed)
        read = await self._take_in(place, files)
        async with self._database.write() as session:
            await stored.set_cursor(session, place.drive, changes.cursor)
        self._settled = changes.cursor
        if due:
            self._checked, self._readers = time.monotonic(), place.readers
        return self._report(place, read, len(removed))

    async def _locate(self) -> _Place:
        """The library and the group of readers, looked up anew each time: either may be replaced."""
        wanted = self._organisation.library
        if self._drive is None:
            self._drive = await self._library.find_drive(wanted.site, wanted.drive)
        if OBJECT_ID.fullmatch(wanted.readers_group):
            return _Place(self._drive, wanted.readers_group)
        groups = await self._people.groups_named(wanted.readers_group)
        if len(groups) == 1:
            return _Place(self._drive, groups[0].id)
        # Anyone may make a second group of that name, so which one is meant cannot be guessed.
        return _Place(self._drive, None, SEVERAL_READERS if groups else NO_READERS)

    async def _catch_up(self, drive: str) -> str | None:
        """Where to go on from; takes over what another process has read, or what a broken-off round left behind."""
        async with self._database.read() as session:
            cursor = await stored.cursor(session, drive)
        if cursor is None or cursor != self._settled:
            await self._load()
        self._settled = None
        return cursor

    def _gone(self, changes: Changes) -> list[str]:
        if not changes.reset:
            return [item for item in changes.deleted if item in self._shelf.files]
        there = {file.id for file in changes.files}
        return [item for item in self._shelf.files if item not in there]

    def _not_in(self, changes: Changes) -> list[LibraryFile]:
        """The files that did not change, to look at their permissions again."""
        named = {file.id for file in changes.files} | set(changes.deleted)
        return [_file(file) for item, file in self._shelf.files.items() if item not in named]

    async def _forget(self, items: Sequence[str]) -> None:
        if not items:
            return
        changed = [file for item in items for file in await asyncio.to_thread(self._shelf.drop, item)]
        async with self._database.write() as session:
            for item in items:
                await stored.remove(session, item)
            for file in changed:
                if file.item in self._shelf.files:
                    await stored.save(session, file)

    async def _take_in(self, place: _Place, files: Iterable[LibraryFile]) -> int:
        """Reads files, a few at a time. Returns how many texts are new. Raises Unavailable after trying all."""
        read, failures = 0, list[BaseException]()
        waiting = iter(files)
        while some := list(islice(waiting, AT_ONCE)):
            outcomes = await asyncio.gather(*(self._read(place, file) for file in some), return_exceptions=True)
            for file, outcome in zip(some, outcomes, strict=True):
                if isinstance(outcome, LibraryDocument):
                    before = self._shelf.files.get(file.id)
                    read += bool(outcome.text) and (before is None or before.text != outcome.text)
                    await self._keep(outcome)
                elif isinstance(outcome, Unavailable):
                    failures.append(outcome)
                elif isinstance(outcome, BaseException):
                    raise outcome
                else:
                    await self._forget([file.id])
            if len(failures) >= FAILURES:
                break
        if failures:
            raise failures[-1]
        return read

    async def _keep(self, file: LibraryDocument) -> None:
        if self._shelf.files.get(file.item) == file:
            return
        changed = await self._place(file)
        async with self._database.write() as session:
            await stored.save(session, self._shelf.files[file.item])
            for other in changed:
                await stored.save(session, other)

    async def _place(self, file: LibraryDocument) -> list[LibraryDocument]:
        """Puts a file on the shelf. One that the knowledge base chokes on must not keep the others away."""
        try:
            return await asyncio.to_thread(self._shelf.put, file)
        except Exception:
            log.exception("file %s cannot be put in the knowledge base", Id(file.item))
            return await asyncio.to_thread(self._shelf.put, replace(file, problem=NOT_INDEXED))

    async def _read(self, place: _Place, file: LibraryFile) -> LibraryDocument | None:
        """The file as it is to be stored; None when it has gone meanwhile."""
        before = self._shelf.files.get(file.id)
        title = PurePosixPath(file.name).stem
        blank = LibraryDocument(
            file.id, file.id, self._organisation.id, title[:400], file.path[:1024], file.url[:2048], file.version, False
        )
        try:
            if not await self._may_read(place, file):
                return blank  # the text of what not everyone may read is not kept either
            blank = replace(blank, readable=True)
            if before is not None and before.readable and _same(before, file):
                return await self._renamed(place, file, before, blank)
            return await self._fetched(place, file, blank)
        except NotFound:
            return None
        except GraphProblem as problem:
            log.warning("file %s is refused: %s", Id(file.id), problem)
            return replace(blank, readable=False, problem=REFUSED)

    async def _may_read(self, place: _Place, file: LibraryFile) -> bool:
        readers = self._organisation.library.readers_group
        return place.readers is not None and await self._library.readable_by(
            place.drive, file.id, place.readers, readers
        )

    async def _renamed(
        self, place: _Place, file: LibraryFile, before: LibraryDocument, blank: LibraryDocument
    ) -> LibraryDocument:
        """A file whose content is known: only what surrounds it may have changed."""
        if file.size < 0:
            return before
        own_title = "" if before.title == PurePosixPath(before.path).stem[:400] else before.title
        described = await self._described(place, file, blank, own_title)
        kept = replace(described, text=before.text, headings=before.headings, restates=before.restates)
        return replace(kept, problem=before.problem)

    async def _fetched(self, place: _Place, file: LibraryFile, blank: LibraryDocument) -> LibraryDocument:
        """A file whose content is new."""
        if not supported(file.name):
            return replace(blank, problem="library-unsupported")
        if file.size > LARGEST_FILE:
            return replace(blank, problem=TOO_LARGE)
        try:
            async with self._opening:
                found = await extract(file.name, await self._library.download(place.drive, file.id))
        except TooLarge:
            return replace(blank, problem=TOO_LARGE)
        if isinstance(found, Problem):
            return replace(blank, problem=f"library-{found.kind.replace('_', '-')}")
        described = await self._described(place, file, blank, found.title)
        headings = tuple((heading.level, heading.start, heading.end) for heading in found.headings)
        return replace(described, text=found.text, headings=headings, restates=found.restates[:400])

    async def _described(self, place: _Place, file: LibraryFile, blank: LibraryDocument, title: str) -> LibraryDocument:
        """With the library's own columns; a library that lacks them has names and folders."""
        columns = await self._library.columns(place.drive, file.id)
        known = organisation_names()
        top = PurePosixPath(file.path).parts[0].casefold() if file.path else ""
        organisation = next((name for name in (columns.organisation, top) if name in known), blank.organisation)
        return replace(
            blank,
            document=(columns.document or file.id)[:128],
            organisation=organisation,
            title=(columns.title or title or blank.title)[:400],
        )

    def _report(self, place: _Place, read: int, removed: int) -> SyncReport:
        files = sorted(self._shelf.files.values(), key=lambda file: file.path)
        unread = tuple(Unread(file.path, file.problem, file.item) for file in files if file.problem)
        hidden = tuple(file.path for file in files if not file.readable and not file.problem)
        readers = self._organisation.library.readers_group
        return SyncReport(read, removed, self._shelf.shown, unread, hidden, place.trouble, readers)


def _same(before: LibraryDocument, file: LibraryFile) -> bool:
    """Whether the content is the one that was read before; the name decides about the format."""
    suffixes = PurePosixPath(before.path).suffix, PurePosixPath(file.path).suffix
    settled = before.problem not in (REFUSED, NOT_INDEXED)  # another attempt may go better
    return before.version == file.version and suffixes[0] == suffixes[1] and settled


def _file(file: LibraryDocument) -> LibraryFile:
    """A stored file as delta would describe it; -1 stands for a size that is not known."""
    return LibraryFile(file.item, PurePosixPath(file.path).name, file.path, -1, file.version, file.url)
