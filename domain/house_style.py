"""The house style of a municipality, as far as its documents go: [house_style] of organisation.toml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

COLOUR = re.compile(r"[0-9A-Fa-f]{6}")
LEAST_CONTRAST = 4.5  # on white, for text (WCAG 2.1, 1.4.3)


@dataclass(frozen=True)
class HouseStyle:
    """The colour (hexadecimal, without #) and the font of headings and tables."""

    colour: str = "1F3864"
    font: str = "Arial"


def house_style(data: Mapping[str, Any]) -> HouseStyle:
    """The house style in a table of TOML. Raises ValueError for a colour that is none, or too light to be read."""
    style = HouseStyle(
        str(data.get("colour", HouseStyle.colour)).removeprefix("#").upper(), str(data.get("font", HouseStyle.font))
    )
    if not COLOUR.fullmatch(style.colour):
        raise ValueError(f"house_style: colour is six hexadecimal digits such as 1F3864, and not {style.colour!r}")
    if contrast(style.colour) < LEAST_CONTRAST:
        raise ValueError(f"house_style: {style.colour} is too light to be read on white; take a darker one")
    return style


def contrast(colour: str) -> float:
    """How much a colour differs from white, from 1 to 21, after WCAG."""
    parts = (int(colour[start : start + 2], 16) / 255 for start in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
