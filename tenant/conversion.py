"""Makes a PDF of an office document, as SharePoint does, with the LibreOffice that is installed on this machine."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import signal
import tempfile
from asyncio.subprocess import DEVNULL
from pathlib import Path

from tenant.items import FileError, Item
from tenant.state import State

# What Graph turns into a PDF.
SOURCES = frozenset(
    ("csv", "doc", "docx", "odp", "ods", "odt", "pot", "potm", "potx", "pps", "ppsx", "ppsxm", "ppt", "pptm", "pptx",
     "rtf", "xls", "xlsx")
)  # fmt: skip
PATIENCE = 90.0  # seconds for one document; the first one also makes LibreOffice's profile
LARGEST = 100 * 1024 * 1024  # bytes
TABLES = """
CREATE TABLE IF NOT EXISTS conversions (
    item TEXT PRIMARY KEY, version INTEGER NOT NULL, content BLOB NOT NULL);
"""
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel"
 oor:op="fuse"><value>3</value></prop></item>
</oor:items>
"""  # a document is a stranger's: nothing in it runs, and it fetches nothing


class Conversion:
    """One document at a time; what was converted is kept until the file has another content."""

    def __init__(self, state: State, program: str | None = None) -> None:
        """`program`: where LibreOffice is; None: wherever this machine has it, if it does.

        `patience` is how long one document may take, in seconds.
        """
        self._state, self.program = state, program or shutil.which("soffice") or shutil.which("libreoffice")
        self.patience = PATIENCE
        self._profile = state.path.parent / "libreoffice"
        self._turn = asyncio.Lock()
        state.add_tables(TABLES)

    async def pdf(self, item: Item, version: int, content: bytes) -> bytes:
        """The PDF of one version of a file.

        Raises FileError: 406 when such a file cannot be converted, 501 where no LibreOffice is installed, 504 when
        it takes too long.
        """
        ending = item.name.lower().rpartition(".")[2]
        if ending not in SOURCES or len(content) > LARGEST:
            raise FileError(406, "InputFormatNotSupported", "The file cannot be converted to the requested format")
        async with self._turn:
            kept = self.kept(item, version)
            if kept is not None:
                return kept
            if self.program is None:
                raise FileError(501, "notSupported", "The conversion service is not available")
            made = await self._convert(self.program, ending, content)
            with self._state.transaction() as connection:
                connection.execute("INSERT OR REPLACE INTO conversions VALUES (?, ?, ?)", (item.id, version, made))
            return made

    def kept(self, item: Item, version: int) -> bytes | None:
        """The PDF that was made of this version before."""
        row = self._state.row("SELECT content FROM conversions WHERE item = ? AND version = ?", item.id, version)
        return None if row is None else bytes(row["content"])

    async def _convert(self, program: str, ending: str, content: bytes) -> bytes:
        with tempfile.TemporaryDirectory(prefix="koers-pdf-") as name:
            folder = Path(name)
            source = folder / f"document.{ending}"
            await asyncio.to_thread(self._prepare, source, content)
            options = ("--headless", "--norestore", "--nolockcheck", "--nodefault", "--convert-to", "pdf")
            process = await asyncio.create_subprocess_exec(
                *(program, f"-env:UserInstallation={self._profile.as_uri()}", *options),
                *("--outdir", str(folder), str(source)),
                stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL, start_new_session=True,
                env={"PATH": os.environ.get("PATH", ""), "HOME": str(self._profile), "LC_ALL": "C.UTF-8"},
            )  # fmt: skip
            try:
                await asyncio.wait_for(process.wait(), self.patience)
            except TimeoutError as error:
                raise FileError(504, "timeout", "The conversion took too long") from error
            finally:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)  # LibreOffice starts a program of its own
                await process.wait()
            try:
                made = await asyncio.to_thread((folder / "document.pdf").read_bytes)
            except OSError as error:
                raise FileError(406, "InputFormatNotSupported", "The file is damaged or protected") from error
            return made

    def _prepare(self, source: Path, content: bytes) -> None:
        source.write_bytes(content)
        settings = self._profile / "user" / "registrymodifications.xcu"
        if not settings.exists():
            settings.parent.mkdir(parents=True, exist_ok=True)
            settings.write_text(PROFILE, encoding="utf-8")
