"""How busy it was and is as a workbook: numbers of groups, with nothing of a smaller one."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Iterable, Sequence
from datetime import timedelta

from domain.cells import cell, sheet_name
from domain.organisation import Organisation
from domain.workspaces.occupancy import Occupancy, monday_of, percent_of, working_days
from domain.workspaces.spread import FEWEST, Spread
from locales import Language, Texts, texts_for

BACK, AHEAD = 12, 4  # weeks
WIDTH = 22  # of a column, in characters

Row = Sequence[str | int]


async def made(occupancy: Occupancy, language: Language) -> bytes:
    """The workbook, of some weeks back and ahead."""
    texts, organisation = texts_for(language), occupancy.organisation
    monday = monday_of(occupancy.today())
    weeks = [monday + timedelta(weeks=number) for number in range(-BACK, AHEAD + 1)]
    spreads = await occupancy.of_days([day for first in weeks for day in working_days(first)])
    sheets = {
        "zones": _zones(texts, organisation, spreads),
        "locations": _locations(texts, organisation, spreads),
        "flex": _flex(texts, organisation, spreads),
    }
    return await asyncio.to_thread(_book, texts, sheets)


def _book(texts: Texts, sheets: dict[str, list[Row]]) -> bytes:
    from openpyxl import Workbook  # it takes a while to load, and most of the time nobody wants a file

    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(sheet_name(texts(f"occupancy-sheet-{name}")))
        for column in range(max(len(row) for row in rows)):
            sheet.column_dimensions["ABCDEFGH"[column]].width = WIDTH
        for row in rows:
            sheet.append([cell(value) for value in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _head(texts: Texts, *names: str) -> Row:
    return [texts(f"occupancy-column-{name}") for name in names]


def _when(texts: Texts, organisation: Organisation, spread: Spread) -> list[str | int]:
    """What each row begins with."""
    location = organisation.location(spread.location)
    name = location.name(texts.language) if location else spread.location
    part = texts(f"occupancy-in-{spread.part}")
    return [spread.day.isoformat(), spread.day.isocalendar().week, part, name]


def _zones(texts: Texts, organisation: Organisation, spreads: Iterable[Spread]) -> list[Row]:
    rows = [_head(texts, "day", "week", "part", "location", "zone", "people", "places")]
    few = texts("occupancy-zone-few", fewest=FEWEST)
    for spread in spreads:
        for zone in spread.zones:
            found = organisation.zone(spread.location, zone.zone)
            name = found.name(texts.language) if found else ""
            people = few if zone.people is None else zone.people
            rows.append([*_when(texts, organisation, spread), name, people, zone.places or ""])
    return rows


def _locations(texts: Texts, organisation: Organisation, spreads: Iterable[Spread]) -> list[Row]:
    rows = [_head(texts, "day", "week", "part", "location", "least", "places", "percent")]
    for spread in spreads:
        percent = percent_of(spread)
        people = spread.people if spread.shown else ""
        row = [people, spread.places or "", "" if percent is None else percent]
        rows.append([*_when(texts, organisation, spread), *row])
    return rows


def _flex(texts: Texts, organisation: Organisation, spreads: Sequence[Spread]) -> list[Row]:
    rows = [_head(texts, "location", "ratio", "places", "staff", "most")]
    for location in organisation.locations:
        its = [spread for spread in spreads if spread.location == location.id]
        if not its:
            continue
        places, ratio = max(spread.places for spread in its), location.flex_ratio
        number = "" if ratio is None else f"{ratio:g}".replace(".", "," if texts.language == "nl" else ".")
        staff = round(places / ratio) if ratio and places else ""
        most = max(spread.people for spread in its)
        rows.append([location.name(texts.language), number, places or "", staff, most or ""])
    return rows
