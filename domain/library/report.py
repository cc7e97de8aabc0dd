"""What there is to tell about the library: what was read, and which files could not be, with the reason."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from locales import Texts, texts_for
from telemetry.logs import Id

log = logging.getLogger(__name__)

DUPLICATE = "library-duplicate"
TOO_LARGE = "library-too-large"
REFUSED = "library-refused"
NOT_INDEXED = "library-not-indexed"
NO_READERS = "library-no-readers"
SEVERAL_READERS = "library-several-readers"


@dataclass(frozen=True)
class Unread:
    """A file that Koers leaves out. `reason` is a text key, `item` its id in SharePoint."""

    path: str
    reason: str
    item: str = ""


@dataclass(frozen=True)
class SyncReport:
    """The library after a look at it: `read` and `removed` are about this look, the rest about the whole library."""

    read: int
    removed: int
    shown: int
    unread: tuple[Unread, ...]
    hidden: tuple[str, ...]  # paths of files that not every employee may read
    trouble: str = ""  # a text key, when the whole library is closed to Koers
    readers: str = ""  # display name of the group of all employees

    def lines(self, texts: Texts) -> tuple[str, ...]:
        """The report in words, a line for each file that is left out."""
        lines = [texts("library-summary", shown=self.shown, read=self.read, removed=self.removed)]
        if self.trouble:
            lines.append(texts(self.trouble, readers=self.readers))
        lines += [texts(one.reason, file=_printable(one.path)) for one in self.unread]
        if not self.trouble:
            lines += [texts("library-hidden", file=_printable(path), readers=self.readers) for path in self.hidden]
        return tuple(lines)


class News:
    """Logs each problem once, not at every look: by its id, because names of files may tell something of people."""

    def __init__(self) -> None:
        self._told: frozenset[Unread] = frozenset()

    def tell(self, report: SyncReport) -> None:
        """Logs what is wrong with the library, and each file that is newly left out."""
        texts = texts_for("nl")
        if report.trouble:
            words = texts(report.trouble, readers=report.readers)
            log.warning("the library is closed to Koers: %s", Id(report.trouble), extra={"words": words})
        for one in report.unread:
            if one not in self._told:
                words = texts(one.reason, file=_printable(one.path))
                log.warning("file %s is left out: %s", Id(one.item), Id(one.reason), extra={"words": words})
        self._told = frozenset(report.unread)


def _printable(path: str) -> str:
    """A name from a stranger, safe for a terminal and a log."""
    return "".join(letter if letter.isprintable() else "?" for letter in path)
