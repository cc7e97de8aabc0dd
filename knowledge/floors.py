"""The least that the figures may be: read from a file, held against a run, told in words."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from errors import KoersError
from knowledge.records import KINDS, TITLES, Group, Kind, Record, groups

FEWEST = 10  # questions that a group needs before a floor is judged, where the file does not say


@dataclass(frozen=True)
class Floor:
    """The least value of a figure over a group of questions."""

    kind: Kind
    group: str
    figure: str
    least: float

    def __str__(self) -> str:
        of = "all questions" if self.kind == "all" else f"{self.group} ({self.kind})"
        return f"{TITLES[self.figure]} of {of}"


@dataclass(frozen=True)
class Floors:
    """What a file asks. `fewest`: a group with fewer questions says too little."""

    fewest: int
    floors: tuple[Floor, ...]

    def over_all(self, figure: str) -> float | None:
        """The floor of a figure over all questions, or None."""
        return next((one.least for one in self.floors if one.kind == "all" and one.figure == figure), None)


@dataclass(frozen=True)
class Judged:
    """Which floors are missed and with what value, how many are held, and which groups have too few questions."""

    missed: tuple[tuple[Floor, float], ...]
    held: int
    too_few: tuple[tuple[Floor, int], ...]


def load(path: Path) -> Floors:
    """The floors of a TOML file. Raises KoersError that names what is wrong."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise KoersError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}") from error
    fewest = data.pop("fewest", FEWEST)
    if not isinstance(fewest, int) or fewest < 1:
        raise KoersError(f"{path}: fewest is a number of questions, not {fewest!r}")
    found: list[Floor] = []
    for kind, tables in data.items():
        if kind not in KINDS:
            raise KoersError(f"{path}: there is no {kind!r}; there are: {', '.join(KINDS)}")
        named: object = {"all": tables} if kind == "all" else tables
        for group, figures in _table(path, kind, named).items():
            found += [_floor(path, kind, group, *item) for item in _table(path, f"{kind}.{group}", figures).items()]
    return Floors(fewest, tuple(found))


def _table(path: Path, where: str, value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise KoersError(f"{path}: {where} is a table")
    return cast("dict[str, object]", value)


def _floor(path: Path, kind: Kind, group: str, figure: str, least: object) -> Floor:
    if figure not in TITLES:
        raise KoersError(f"{path}: there is no figure {figure!r}; there are: {', '.join(TITLES)}")
    if not isinstance(least, int | float) or isinstance(least, bool) or not 0 <= least <= 1:
        raise KoersError(f"{path}: {figure} is a number from 0 to 1, not {least!r}")
    return Floor(kind, group, figure, float(least))


def judge(floors: Floors, records: Sequence[Record]) -> Judged:
    """Holds the figures against the floors.

    A floor of 1 is judged on any number of questions: one that fails is enough to know.
    """
    by_name: dict[tuple[str, str], Group] = {(group.kind, group.name): group for group in groups(records)}
    missed: list[tuple[Floor, float]] = []
    too_few: list[tuple[Floor, int]] = []
    held = 0
    for floor in floors.floors:
        group = by_name.get((floor.kind, floor.group))
        found = group.estimate(floor.figure) if group else None
        if found is None:
            too_few.append((floor, 0))
        elif found.questions < floors.fewest and floor.least < 1:
            too_few.append((floor, found.questions))
        elif found.value < floor.least:
            missed.append((floor, found.value))
        else:
            held += 1
    return Judged(tuple(missed), held, tuple(too_few))


def lines(judged: Judged) -> list[str]:
    """The outcome in words."""
    told = [f"too low: {floor} is {_exact(value, floor.least)}" for floor, value in judged.missed]
    told += [
        f"not judged: {floor}, as " + (f"too few questions have it ({count})" if count else "no question has it")
        for floor, count in judged.too_few
    ]
    return [*told, f"floors: {judged.held} held, {len(judged.missed)} missed, {len(judged.too_few)} not judged"]


def _exact(value: float, least: float) -> str:
    """A value with as many decimals as show that it is less."""
    shown = next((text for digits in (3, 4, 5) if float(text := f"{value:.{digits}f}") < least), f"{value:.6f}")
    return f"{shown}, and should be {least:g}"


def as_json(judged: Judged) -> dict[str, object]:
    """The outcome as JSON."""
    return {
        "missed": [
            {"group": f"{floor.kind}/{floor.group}", "figure": floor.figure, "least": floor.least, "value": value}
            for floor, value in judged.missed
        ],
        "held": judged.held,
        "not_judged": [
            {"group": f"{floor.kind}/{floor.group}", "figure": floor.figure, "questions": count}
            for floor, count in judged.too_few
        ],
    }
