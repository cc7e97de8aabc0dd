"""Puts the documents in the library at the start: the bundled ones, or those of an INDEX.toml and what restates them.

What a person did to a file afterwards (renamed, moved, deleted, rewritten, shared) stays, until the source changes.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, cast

from tenant.items import SYSTEM, FileError, Item
from tenant.state import TenantError

if TYPE_CHECKING:
    from tenant.server import Tenant


@dataclass(frozen=True)
class Source:
    """A document on disk that belongs in the library."""

    file: Path
    id: str
    organisation: str
    title: str
    restates: str = ""  # of a bundled document: the title of the official one that it puts in plain words
    folder: str = ""  # inside that of the organisation

    @property
    def path(self) -> str:
        """Where it goes in the library."""
        return f"{self.place}/{self.name}"

    @property
    def place(self) -> str:
        """The folder of the library that it goes into."""
        return f"{self.organisation}/{self.folder}".rstrip("/")

    @property
    def name(self) -> str:
        """What it is called in the library, which takes fewer names than a disk does."""
        return _allowed(self.file.name)


def load(tenant: Tenant, documents: Path | None) -> None:
    """Bring the library up to date with its sources. Raises TenantError when one cannot be used."""
    bundled = _bundled(tenant.municipality.folder.parent)
    sources = bundled if documents is None else _with_restatements(read_index(documents), bundled)
    with tenant.state.transaction():
        for source in sources:
            _put(tenant, source)
        _drop_others(tenant, {source.path for source in sources})


def read_index(folder: Path) -> list[Source]:
    """The documents that an INDEX.toml lists. Raises TenantError that names what is wrong."""
    path = folder / "INDEX.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise TenantError(f"{folder} has no INDEX.toml") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise TenantError(f"{path} cannot be read: {error}") from error
    entries: object = data.get("document")
    if not isinstance(entries, list) or not entries:
        raise TenantError(f"{path} lists no [[document]]")
    sources = [_entry(path, number, entry) for number, entry in enumerate(cast("list[object]", entries), start=1)]
    for what, values in (("id", [s.id for s in sources]), ("file", [s.path for s in sources])):
        folded = [value.casefold() for value in values]  # the library makes no difference between a.md and A.md
        twice = {value for value in values if folded.count(value.casefold()) > 1}
        if twice:
            raise TenantError(f"{path}: {what} {sorted(twice)[0]!r} is there twice")
    return sources


def front_matter(text: str) -> dict[str, str]:
    """The `key: value` lines between the two lines of dashes at the start of a document; empty without them."""
    lines = text.lstrip("\ufeff").splitlines()
    if not lines or lines[0].strip() != "---":
        return {}
    found: dict[str, str] = {}
    for line in lines[1:]:
        if line.strip() == "---":
            return found
        key, colon, value = line.partition(":")
        if colon and not key.startswith((" ", "\t", "#")):
            found[key.strip()] = _unquoted(value.strip())
    return {}


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value


def _bundled(organisations: Path) -> list[Source]:
    sources: list[Source] = []
    for file in sorted(organisations.glob("*/documents/*.md")):
        try:
            known = front_matter(file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise TenantError(f"{file} cannot be read: {error}") from error
        missing = [name for name in ("id", "title", "organisation") if not known.get(name)]
        if missing:
            raise TenantError(f"{file}: the lines at the top lack {', '.join(missing)}")
        restates = known.get("restates", "")
        sources.append(Source(file, known["id"], known["organisation"], known["title"], restates))
    return sources


def _with_restatements(official: list[Source], bundled: list[Source]) -> list[Source]:
    """Official documents together with the bundled ones that restate them: those help to find their passages."""
    known = {_titled(source.organisation, source.title) for source in official}
    taken = {source.path for source in official} | {source.id for source in official}
    helping = [source for source in bundled if _titled(source.organisation, source.restates) in known]
    return official + [source for source in helping if source.path not in taken and source.id not in taken]


def _titled(organisation: str, title: str) -> tuple[str, str]:
    return organisation, " ".join(title.casefold().split())


def _entry(index: Path, number: int, entry: object) -> Source:
    given: Mapping[str, object] = cast("dict[str, object]", entry) if isinstance(entry, dict) else {}
    where = f"{index}, document {number}"
    values = {name: given.get(name) for name in ("file", "id", "organisation", "title")}
    missing = [name for name, value in values.items() if not isinstance(value, str) or not value.strip()]
    if missing:
        raise TenantError(f"{where}: {', '.join(missing)} is missing or no text")
    inside = PurePosixPath(str(values["file"]))
    if inside.is_absolute() or ".." in inside.parts:
        raise TenantError(f"{where}: {inside} lies outside the folder")
    file, organisation = index.parent / inside, str(values["organisation"])
    if not file.is_file():
        raise TenantError(f"{where}: {inside} is not there")
    if not file.resolve().is_relative_to(index.parent.resolve()):
        raise TenantError(f"{where}: {inside} is a link to outside the folder")
    above = inside.parent.parts[1:] if inside.parts[0] == organisation else inside.parent.parts
    folder = "/".join(_allowed(part) for part in above)
    return Source(file, str(values["id"]), organisation, str(values["title"]), folder=folder)


def _allowed(name: str) -> str:
    """A name of a file or folder as SharePoint takes it."""
    kept = "".join("_" if letter in '"*:<>?\\|' or not letter.isprintable() else letter for letter in name)
    return kept.strip(" .") or "_"


def _put(tenant: Tenant, source: Source) -> None:
    try:
        content = source.file.read_bytes()
    except OSError as error:
        raise TenantError(f"{source.file} cannot be read: {error.strerror}") from error
    fields = {"Title": source.title, "KoersId": source.id, "KoersOrganisation": source.organisation}
    parts = (content, *(value.encode() for value in fields.values()))
    digest = hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()
    known = tenant.state.row("SELECT * FROM sources WHERE path = ?", source.path)
    if known is not None and known["hash"] == digest:
        return
    try:
        item = _stored(tenant, source, content, None if known is None else str(known["item"]))
        item = tenant.files.change(item, SYSTEM, fields=fields)
    except FileError as error:
        raise TenantError(f"{source.file} cannot be put in the library: {error.message}") from error
    with tenant.state.transaction() as connection:
        connection.execute("INSERT OR REPLACE INTO sources VALUES (?, ?, ?)", (source.path, digest, item.id))


def _stored(tenant: Tenant, source: Source, content: bytes, identity: str | None) -> Item:
    """The source's file with this content, wherever a person moved it; back in its place when it was deleted."""
    files = tenant.files
    if identity is not None:
        try:
            item = files.item(identity)
        except FileError:
            pass
        else:
            same = files.content(item) == content
            return item if same else files.rewrite(item, content, SYSTEM)
    return files.write(files.folder_at(source.place), source.name, content, SYSTEM)[0]


def _drop_others(tenant: Tenant, paths: Iterable[str]) -> None:
    """Delete what came from a source that is no longer one, as when other documents are asked for."""
    for row in tenant.state.rows("SELECT * FROM sources"):
        if row["path"] in paths:
            continue
        with suppress(FileError):  # a person deleted it already
            tenant.files.delete(tenant.files.item(row["item"]))
        with tenant.state.transaction() as connection:
            connection.execute("DELETE FROM sources WHERE path = ?", (row["path"],))
