"""The commands of app.py, a module each: what they print and what they exit with."""

from __future__ import annotations

from pathlib import Path

from domain.organisation import FOLDER, Organisation, load_organisation
from errors import KoersError
from settings import setting
from telemetry import logs

OWN_FLOORS = FOLDER / "floors.toml"  # the least that the product's own figures may be


def organisation_of(name: str | None) -> Organisation:
    """The municipality that was asked for, else KOERS_ORGANISATION, else Oss. Raises OrganisationError."""
    return load_organisation(setting("KOERS_ORGANISATION", "oss") if name is None else name)


def tell_problems() -> None:
    """Lets what is wrong with a document be told in a line on stderr, while the others are used all the same."""
    logs.readable("koers: %(message)s")


def writable(path: Path) -> None:
    """Raises KoersError when nothing can be written to `path`: better before the work than after it."""
    try:
        path.open("a").close()
    except OSError as error:
        raise KoersError(f"cannot write {path}: {error.strerror}") from error


def write(path: Path, lines: list[str]) -> None:
    """Writes a file of lines. Raises KoersError when it cannot."""
    try:
        path.write_text("".join(line + "\n" for line in lines), encoding="utf-8", errors="replace")
    except OSError as error:
        raise KoersError(f"cannot write {path}: {error.strerror}") from error
