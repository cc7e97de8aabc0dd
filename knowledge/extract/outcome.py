"""What reading a file results in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from knowledge.document import Heading

Kind = Literal["damaged", "encrypted", "scanned", "too_large", "hostile", "unsupported", "empty"]

LONGEST_TEXT = 4_000_000  # characters; the longest municipal budgets have less than two million


@dataclass(frozen=True)
class Extracted:
    """The text of a file. `title` and `restates` are what a markdown file says about itself in its front matter."""

    text: str
    headings: tuple[Heading, ...] = ()
    title: str = ""
    restates: str = ""


@dataclass(frozen=True)
class Problem:
    """Why a file cannot be read.

    damaged: not what its name says, or broken. encrypted: needs a password. scanned: pictures of text. too_large: too
    large or too complicated to read within the limits. hostile: made to do harm. unsupported: another format.
    empty: no text in it.
    """

    kind: Kind


def checked(found: Extracted) -> Extracted | Problem:
    """The same, unless there is too much text in it or none at all."""
    if len(found.text) > LONGEST_TEXT:
        return Problem("too_large")
    return found if found.text.strip() else Problem("empty")
