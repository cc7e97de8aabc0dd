"""The app package keeps Teams' rules: ids, lengths, icons, and every string translated."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from pathlib import Path

from checks import Complaint
from domain.organisation import Organisation
from locales import texts_for
from locales.texts import LANGUAGES
from manifest import extension
from manifest.package import COMMANDS, DEFAULT_LANGUAGE, FOLDER, manifest, translation

GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LONGEST = {"name.short": 30, "name.full": 100, "description.short": 80, "description.full": 4000}
ICONS = {"color.png": 192, "outline.png": 32}
MOST_COMMANDS = 12
MOST_IN_EXTENSION = 10
IN_EXTENSION = {"title": 32, "description": 128}


def complaints(organisation: Organisation, app_id: str) -> list[Complaint]:
    """Everything that Teams would refuse or a person would trip over."""
    return [Complaint(f"manifest of {organisation.id}", what) for what in _all(organisation, app_id)]


def warnings(organisation: Organisation) -> list[Complaint]:
    """What the municipality still has to fill in before its app goes to people."""
    links = organisation.links
    unset = [url for url in (links.website, links.privacy, links.terms) if ".example" in url]
    return [Complaint(f"organisations/{organisation.id}", f"{url} is an example, not a real page") for url in unset]


def _all(organisation: Organisation, app_id: str) -> Iterator[str]:
    if not GUID.fullmatch(app_id):
        yield f"the app id {app_id!r} is no id"
    if len(COMMANDS) > MOST_COMMANDS:
        yield f"more than {MOST_COMMANDS} commands"
    for language in LANGUAGES:
        strings = translation(organisation, language)
        for key, longest in LONGEST.items():
            if not 0 < len(strings[key]) <= longest:
                yield f"{key} in {language} has {len(strings[key])} characters, {longest} at most"
    if len(extension.ready()) > MOST_IN_EXTENSION:
        yield f"more than {MOST_IN_EXTENSION} commands in the message extension"
    for language in LANGUAGES:
        for place, words in extension.translated(texts_for(language), extension.COMMANDS).items():
            longest = IN_EXTENSION[place.rpartition(".")[2]]
            if not 0 < len(words) <= longest:
                yield f"{place} in {language} has {len(words)} characters, {longest} at most"
    named = manifest(organisation, app_id)["localizationInfo"]
    if {DEFAULT_LANGUAGE, *(language for language in LANGUAGES if f"{language}.json" in str(named))} != set(LANGUAGES):
        yield "not every language is in the package"
    for name, size in ICONS.items():
        if _png_size(FOLDER / name) != (size, size):
            yield f"{name} is not {size} x {size}"


def _png_size(path: Path) -> tuple[int, int]:
    header = path.read_bytes()[:24]
    if header[:8] != b"\x89PNG\r\n\x1a\n":
        return (0, 0)
    width, height = struct.unpack(">II", header[16:24])
    return (width, height)
