"""What is safe to put in a spreadsheet: text that no program takes for a formula."""

from __future__ import annotations

import re

LONGEST = 1000  # characters in a cell
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]")
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")  # what a spreadsheet may take for the beginning of a formula
NO_NAME = re.compile(r"[\[\]:*?/\\]")  # what the name of a sheet cannot have


def cell(value: str | int, most: int = LONGEST) -> str | int:
    """A value that no spreadsheet takes for anything but what it is: text stays text, whatever it begins with. `most`:
    characters that are kept, at most the 32,767 of Excel.
    """
    if isinstance(value, int):
        return value
    # Looked at before what cannot be shown becomes a space: a tab or a line at the beginning hides a formula as well.
    suspicious = bool(FORMULA.match(value)) or bool(CONTROL.match(value))
    text = CONTROL.sub(" ", value)[:most]
    return f"'{text}" if suspicious else text


def sheet_name(name: str) -> str:
    """A name that a sheet can have."""
    return NO_NAME.sub(" ", name)[:31]
