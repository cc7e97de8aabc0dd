"""The text of a .pdf through pypdf, without what stands on every page. Runs in the process of worker.py only."""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import LimitReachedError, PdfReadError

from knowledge.extract.outcome import LONGEST_TEXT, Extracted, Problem

MOST_PAGES = 3_000
EDGE = 2  # lines at the top and at the bottom of a page that may be its header or footer
REPEATED = 0.5  # the share of the pages on which a line has to stand to be one
FEWEST_PAGES = 4  # fewer pages say too little about what is repeated
LETTERS_A_PAGE = 5  # a scan may still have a stamped page number
DIGITS = re.compile(r"\d+")
LETTER = re.compile(r"[^\W\d_]")
SURROGATES = re.compile(r"[\ud800-\udfff\0]")


def read_pdf(data: bytes) -> Extracted | Problem:
    """The text of a .pdf file. A page break becomes a line break: sentences run on over it."""
    try:
        reader = PdfReader(BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):  # without a password only printing may be forbidden
            return Problem("encrypted")
        count = len(reader.pages)
        if count > MOST_PAGES:
            return Problem("too_large")
        if count == 0:
            return Problem("damaged")
        pages: list[str] = []
        length = 0
        for page in reader.pages:
            pages.append(SURROGATES.sub("", page.extract_text()).strip("\n"))
            if not pages[-1] and (contents := page.get_contents()) is not None:
                contents.get_data()  # extract_text keeps silent about contents that go over a limit
            length += len(pages[-1])
            if length > LONGEST_TEXT:
                return Problem("too_large")
    except (LimitReachedError, RecursionError):
        return Problem("too_large")
    except (PdfReadError, ValueError, KeyError, TypeError, AttributeError, IndexError):
        return Problem("damaged")
    text = "\n".join(_without_edges([page.split("\n") for page in pages]))
    if len(LETTER.findall(text)) < LETTERS_A_PAGE * count:
        return Problem("scanned" if _has_pictures(reader) else "empty")
    return Extracted(text)


def _without_edges(pages: list[list[str]]) -> list[str]:
    """The pages without the lines at their edges that come back on most of them, page numbers aside."""
    if len(pages) < FEWEST_PAGES:
        return ["\n".join(lines) for lines in pages]
    seen = Counter(key for lines in pages for key in {_key(lines[at]) for at in _edges(lines)})
    repeated = {key for key, times in seen.items() if times > REPEATED * len(pages)}
    kept: list[str] = []
    for lines in pages:
        gone = {at for at in _edges(lines) if _key(lines[at]) in repeated}
        kept.append("\n".join(line for at, line in enumerate(lines) if at not in gone))
    return kept


def _edges(lines: list[str]) -> list[int]:
    filled = [at for at, line in enumerate(lines) if line.strip()]
    return sorted({*filled[:EDGE], *filled[-EDGE:]})


def _key(line: str) -> str:
    return DIGITS.sub("#", line.strip()).casefold()


def _has_pictures(reader: PdfReader) -> bool:
    """Whether pages without text show pictures: then it is a scan."""
    for page in reader.pages:
        resources = page.get("/Resources")
        objects = resources.get_object().get("/XObject") if resources is not None else None  # type: ignore[union-attr]
        if objects is None:
            continue
        for each in objects.get_object().values():
            if each.get_object().get("/Subtype") == "/Image":
                return True
    return False
