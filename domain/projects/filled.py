"""What goes into the Word template of a municipality, and the properties of the document that comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from domain.word import About, Values

Template = Literal["startdocument", "voortgang"]
FOLDER = Path(__file__).resolve().parents[2] / "organisations"


@dataclass(frozen=True)
class Filled:
    """A document that is to be made. `columns`: what the library's own columns say of it, "" empties one."""

    template: Template
    values: Values
    about: About
    name: str  # of the file, without its extension; not made safe yet
    columns: Mapping[str, str]


def template_path(organisation: str, template: Template, own: str = "") -> Path:
    """Where a municipality has a template: `own`, a file in its folder, or else the one of that name in templates/.

    Raises ValueError for a path that leads out of the folder of the municipality.
    """
    folder = FOLDER / organisation
    path = (folder / (own or f"templates/{template}.docx")).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise ValueError(f"{own!r} is not in the folder of the municipality")
    return path
