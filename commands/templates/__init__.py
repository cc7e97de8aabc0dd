"""`app.py templates`: writes the Word templates that come with Koers, in the house style of a municipality."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

from commands import organisation_of
from commands.templates.startdocument import startdocument
from commands.templates.voortgang import voortgang
from domain.house_style import HouseStyle
from domain.organisation import FOLDER, Organisation
from domain.projects.filled import Template
from errors import KoersError
from locales import Texts, texts_for

MADE: Mapping[Template, Callable[[str, HouseStyle, Texts], bytes]] = {
    "startdocument": startdocument,
    "voortgang": voortgang,
}


def run(options: argparse.Namespace) -> int:
    """Writes both. Raises KoersError where there is one that would be lost."""
    organisation = organisation_of(options.organisation)
    folder = Path(options.out) if options.out else FOLDER / organisation.id / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    there = [path for name in MADE if (path := folder / f"{name}.docx").exists()]
    if there and not options.over:
        raise KoersError(f"{there[0]} is there already; --over writes a new one over it, or --out elsewhere")
    for name in MADE:
        path = folder / f"{name}.docx"
        path.write_bytes(template(organisation, name))
        print(path)
    return 0


def template(organisation: Organisation, name: Template) -> bytes:
    """A template. The documents of a municipality are Dutch, whatever language its people speak with Koers."""
    return MADE[name](organisation.name, organisation.house_style, texts_for("nl"))
