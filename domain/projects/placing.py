"""Puts a document, its columns and its PDF in the folder of its project, step by step, each remembered."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import count
from pathlib import PurePosixPath

from domain.projects.document import COLUMNS
from errors import Unavailable
from graph.file_names import safe_name
from graph.folders import Changed, FileChanged, Folders, Locked, NameTaken, NoPdf, Placed
from graph.lists import ListPlace
from graph.problems import GraphProblem
from store import project_files
from store.database import Database, now
from store.project_files import Kept
from store.work import TryAgain

MOST_NAMES = 20  # that are tried where somebody else has them
PDF_TRIES = 5  # of the whole work, before the .docx goes without one

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Place:
    """Where the documents of projects go; `site` "": nowhere."""

    site: str
    library: str


class Placing:
    """Does each step once, however often it is begun again. What Koers wrote it knows by its own app id, and by the
    digest that it kept before it wrote.
    """

    def __init__(self, database: Database, folders: Folders, place: Place) -> None:
        self._database = database
        self._folders = folders
        self._place = place
        self._list: ListPlace | None = None  # behind the library, once it has the columns

    async def put(self, kept: Kept, project_name: str, name: str, content: bytes, digest: str) -> Kept:
        """The .docx in its place: a new file, or a new version of it. Raises FileChanged where somebody else
        changed it, unless just that was allowed.
        """
        there = await self._there(kept)
        if there is None:
            drive, folder = await self._folder(kept.project, project_name)
            kept = replace(kept, drive=drive, parent=folder, file="")
        before, kept = kept.intended, await self._save(replace(kept, intended=digest))
        if there is None:
            placed = await self._add(kept.drive, kept.parent, name, ".docx", content, before, digest)
        elif there.ctag != kept.ctag and there.ours and before == digest:
            placed = there  # it was written, and Koers killed before it knew
        else:
            placed = await self._folders.replace(kept.drive, there.id, content, there.etag)
        return await self._save(replace(_known(kept, placed), written=digest, mark="", choice="", at=now()))

    async def describe(self, kept: Kept, columns: Mapping[str, str], *, last: bool = False) -> Kept:
        """The library's columns of the .docx. Where Koers may not make or fill them, the file is there without.

        `last`: no version comes after this, so that they are filled in of what somebody made of it too.
        """
        digest = digest_of(columns)
        if kept.described == digest:
            return kept
        try:
            if self._list is None:
                self._list = await self._folders.columns(self._place.site, self._place.library, COLUMNS)
            now = await self._folders.look(kept.drive, kept.file)
            theirs = now is not None and now.ctag != kept.ctag and not now.ours
            if now is None or (theirs and not last):
                return kept  # somebody works in it; the next version fills them in
            placed = await self._folders.describe(kept.drive, now, self._list, columns)
        except FileChanged:
            return kept
        except GraphProblem as problem:
            self._list = None  # it may be another one by the next time
            log.warning("the columns of the library for projects are not filled in: %s", problem.for_log)
            return kept
        return await self._save(replace(kept if theirs else _known(kept, placed), described=digest))

    async def pdf(self, kept: Kept, attempt: int) -> Kept:
        """The PDF beside the .docx, of what is in there now. Where SharePoint makes none, that is what is kept."""
        if kept.pdf_of == kept.written and kept.pdf:
            return kept
        try:
            content = await self._folders.pdf(kept.drive, kept.file)
            before, kept = kept.pdf_intended, await self._save(replace(kept, pdf_intended=kept.written))
            placed = await self._put_pdf(kept, content, before)
        except NoPdf as problem:
            log.warning("no PDF was made of the document of a project: %s", problem)
            return await self._save(replace(kept, trouble="no-pdf"))
        except (Unavailable, Locked) as problem:
            if attempt < PDF_TRIES:
                raise TryAgain from problem
            log.warning("no PDF was made of the document of a project: %s", problem)
            return await self._save(replace(kept, trouble="no-pdf"))
        return await self._save(
            replace(kept, pdf=placed.id, pdf_ctag=placed.ctag, pdf_url=placed.url, pdf_of=kept.written)
        )

    async def _put_pdf(self, kept: Kept, content: bytes, before: str) -> Placed:
        there = await self._folders.look(kept.drive, kept.pdf) if kept.pdf else None
        if there is None or (there.ctag != kept.pdf_ctag and not there.ours):  # notes of somebody in it stay there
            name = PurePosixPath(kept.name).stem
            return await self._add(kept.drive, kept.parent, name, ".pdf", content, before, kept.written)
        if there.ctag != kept.pdf_ctag and before == kept.written:
            return there
        try:
            return await self._folders.replace(kept.drive, there.id, content, there.etag)
        except FileChanged as changed:
            raise TryAgain from changed  # it is looked at once more

    async def _there(self, kept: Kept) -> Placed | None:
        """The file, where it may be written over. None: there is none. Raises FileChanged."""
        if not kept.file:
            return None
        there = await self._folders.look(kept.drive, kept.file)
        what = _changed(kept, there)
        if what is not None and not (kept.choice == "over" and kept.mark == mark_of(kept, what, there)):
            raise FileChanged(what, there)
        return there

    async def _folder(self, project: str, name: str) -> tuple[str, str]:
        """The project's folder, wherever people moved it and whatever they call it; a new one where there is none."""
        async with self._database.read() as session:
            known = await project_files.folder(session, project)
        if known is not None:
            there = await self._folders.look(*known)
            if there is not None and there.folder:
                return known
        drive = await self._folders.drive(self._place.site, self._place.library)
        endings = ("", f" ({project[:8]})", *(f" ({project[:8]}-{number})" for number in range(2, MOST_NAMES)))
        for ending in endings:
            made = await self._folder_named(drive, safe_name(name, "Project", ending))
            if made is None:
                continue
            async with self._database.write() as session:
                if await project_files.keep_folder(session, project, drive, made.id):
                    return drive, made.id
        raise TryAgain

    async def _folder_named(self, drive: str, name: str) -> Placed | None:
        """A folder of that name: a new one, or an empty one that Koers made and was killed. None: it is another's."""
        try:
            return await self._folders.make_folder(drive, name)
        except NameTaken:
            there = await self._folders.find(drive, "root", name)
        return there if there is not None and there.folder and there.made_by_us and not there.children else None

    async def _add(
        self, drive: str, folder: str, name: str, ending: str, content: bytes, before: str, digest: str
    ) -> Placed:
        """A new file in the folder of the project. One that Koers made there and does not know was being made when it
        was killed.
        """
        for number in count(1):
            full = safe_name(name, "Document", ending if number == 1 else f" ({number}){ending}")
            try:
                return await self._folders.add(drive, folder, full, content)
            except NameTaken as taken:
                there = await self._folders.find(drive, folder, full)
                if number >= MOST_NAMES:
                    raise TryAgain from taken
            if there is None or there.folder or not (there.made_by_us and there.ours):
                continue
            async with self._database.read() as session:
                if await project_files.has_row(session, drive, there.id):
                    continue
            return (
                there if before in ("", digest) else await self._folders.replace(drive, there.id, content, there.etag)
            )
        raise AssertionError("count() has no end")

    async def _save(self, kept: Kept) -> Kept:
        async with self._database.write() as session:
            await project_files.save(session, kept)
        return kept


def mark_of(kept: Kept, what: Changed, placed: Placed | None) -> str:
    """How a file was when somebody was asked about it: what he answers counts for just that."""
    return digest_of([kept.file, what, *([placed.ctag, placed.parent, placed.name] if placed else [])])[:32]


def digest_of(what: object) -> str:
    """Tells one content from another."""
    return hashlib.sha256(json.dumps(what, sort_keys=True).encode("utf-8", "replace")).hexdigest()


def _changed(kept: Kept, there: Placed | None) -> Changed | None:
    """What somebody else did to a file since Koers wrote it."""
    if there is None:
        return "deleted"
    if there.ctag != kept.ctag and not there.ours:
        return "edited"
    if there.parent != kept.parent:
        return "moved"
    return "renamed" if there.name != kept.name else None


def _known(kept: Kept, placed: Placed) -> Kept:
    return replace(
        kept,
        file=placed.id,
        parent=placed.parent,
        name=placed.name,
        url=placed.url,
        etag=placed.etag,
        ctag=placed.ctag,
    )
