"""The small markdown of an announcement, read into parts of which nothing can break out: cards show parts, not text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_LINK = re.compile(r"\[([^\[\]\n]{1,200})\]\(\s*([^\s()<>\[\]]{1,500})\s*\)")
_LIKE_A_LINK = re.compile(r"\[[^\[\]\n]{1,200}\]\(((?:[^\n()]|\([^\n()]{0,200}\)|\(){0,500})")
_HTTP = re.compile(r"https?://[^\s()<>\[\]\"'`\\]{1,500}", re.IGNORECASE)
_INLINE = re.compile(
    rf"(?P<link>{_LINK.pattern})|(?P<bare>{_HTTP.pattern})"
    r"|(?P<bold>\*\*(?=\S)(?P<in_bold>[^*\n]{1,2000})(?<=\S)\*\*)"
    r"|(?P<italic>(?<![\w*])\*(?=[^\s*])(?P<in_star>[^*\n]{1,2000})(?<=\S)\*(?![\w*])"
    r"|(?<!\w)_(?=\S)(?P<in_line>[^_\n]{1,2000})(?<=\S)_(?!\w))",
    re.IGNORECASE,
)
_BULLET = re.compile(r"[-*•]\s+")
_NUMBER = re.compile(r"(\d{1,2})[.)]\s+")
_HEADING = re.compile(r"#{1,6}\s+")
_TRAILING = ".,;:!?"
_JOINER = "\u200d"  # holds an emoji of several together


@dataclass(frozen=True)
class Run:
    """A piece of text that looks one way. `url` "": no link; else it begins with http:// or https://."""

    text: str
    bold: bool = False
    italic: bool = False
    url: str = ""


@dataclass(frozen=True)
class Line:
    """A line of text, or an item of a list with its `mark` ("•" or "2.")."""

    runs: tuple[Run, ...]
    mark: str = ""

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(run.text for run in self.runs)


def cleaned(text: str) -> str:
    """What somebody typed without what nobody sees: control and direction marks; lines end with a line feed."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = re.sub("[\u2028\u2029\x85]", "\n", text).replace("\t", " ")
    kept = (mark for mark in text if mark in f"\n{_JOINER}" or unicodedata.category(mark)[0] != "C")
    lines = [" ".join(line.split(" ")).rstrip() for line in "".join(kept).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def read(text: str) -> tuple[Line, ...]:
    """The lines of a text. Bold, italic, lists and web links are read; everything else stands as it was typed."""
    return tuple(_line(line) for line in cleaned(text).split("\n") if line.strip())


def wrong_links(text: str) -> tuple[str, ...]:
    """What looks like a link and leads to no web address."""
    return tuple(url for url in _LIKE_A_LINK.findall(cleaned(text)) if not _HTTP.fullmatch(url.strip()))


def _line(line: str) -> Line:
    line = _HEADING.sub("", line.strip(), count=1) if _HEADING.match(line.strip()) else line.strip()
    if bullet := _BULLET.match(line):
        return Line(tuple(_runs(line[bullet.end() :])), "•")
    if number := _NUMBER.match(line):
        return Line(tuple(_runs(line[number.end() :])), f"{number[1]}.")
    return Line(tuple(_runs(line)))


def _runs(text: str, *, bold: bool = False, italic: bool = False) -> Iterator[Run]:
    at = 0
    for found in _INLINE.finditer(text):
        inner = list(_found(found, bold=bold, italic=italic))
        if not inner:
            continue
        if found.start() > at:
            yield Run(text[at : found.start()], bold, italic)
        yield from inner
        at = found.end()
    if at < len(text):
        yield Run(text[at:], bold, italic)


def _found(found: re.Match[str], *, bold: bool, italic: bool) -> Iterator[Run]:
    """The runs of something that has a meaning; none where it turns out to have none."""
    if found["link"]:
        label, url = _LINK.fullmatch(found["link"]).groups()  # type: ignore[union-attr]
        if _HTTP.fullmatch(url):
            yield Run(label, bold, italic, url)
    elif found["bare"]:
        url = found["bare"].rstrip(_TRAILING)
        yield Run(url, bold, italic, url)
        if rest := found["bare"][len(url) :]:
            yield Run(rest, bold, italic)
    elif found["bold"]:
        yield from _runs(found["in_bold"], bold=True, italic=italic)
    else:
        yield from _runs(found["in_star"] or found["in_line"], bold=bold, italic=True)
