"""What payroll gets: totals that are the sum of what is there, and nothing in it that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from domain.workdays.model import Category, Month
from errors import Unavailable, WordedError
from graph.problems import Forbidden
from locales import Language, texts_for
from locales.texts import LANGUAGES
from store.database import Database
from tests.working import Working, at, someone, working

FRIDAY = date(2026, 11, 27)
NOVEMBER, DECEMBER = Month(2026, 11), Month(2026, 12)
RIA, JAN, GONE = someone(0), someone(1), someone(77)


@pytest.fixture
async def made(database: Database) -> Working:
    """November with four days of three people, locked; and a correction that goes along with December."""
    made = working(database, at(FRIDAY))
    made.entra.names_of |= {RIA: "=Ria & Zn", JAN: "Jan"}
    ticks: dict[str, Category] = {RIA: "home", JAN: "office", GONE: "home"}
    for person, category in ticks.items():
        await made.made.registering.tick(person, {FRIDAY: category, date(2026, 11, 26): "on_the_way"})
    await made.made.registering.tick(JAN, {date(2026, 11, 25): "home"})
    made.clock.to(date(2026, 12, 7))
    await made.made.registering.correct(JAN, {FRIDAY: "home"})
    return made


async def sheets(made: Working, month: Month) -> list[list[tuple[object, ...]]]:
    book = load_workbook(io.BytesIO(await made.made.exporting.export(month, "xlsx", "nl")))
    assert "f" not in {cell.data_type for sheet in book.worksheets for row in sheet for cell in row}
    return [[tuple(cell.value for cell in row) for row in sheet] for sheet in book.worksheets]


async def test_the_workbook_has_each_day_that_gives_something_and_totals_that_are_their_sum(made: Working) -> None:
    totals, days, corrections = await sheets(made, NOVEMBER)
    gone = f"(niet meer bekend: {GONE})"
    assert totals[1:] == [
        (None, gone, None, 1, 2.45, 0, 0, 0, 2.45),
        ("00000", "'=Ria & Zn", "00000@oss.example", 1, 2.45, 0, 0, 0, 2.45),
        ("00001", "Jan", "00001@oss.example", 1, 2.45, 1, 3.2, 0, 5.65),
        (None, "Iedereen samen", None, 3, 7.35, 1, 3.2, 0, 10.55),
    ]
    assert days[1:] == [
        ("00000", "'=Ria & Zn", "00000@oss.example", datetime(2026, 11, 27), "thuis", "thuiswerken", 2.45),
        ("00001", "Jan", "00001@oss.example", datetime(2026, 11, 25), "thuis", "thuiswerken", 2.45),
        ("00001", "Jan", "00001@oss.example", datetime(2026, 11, 27), "kantoor", "reiskosten", 3.2),
        (None, gone, None, datetime(2026, 11, 27), "thuis", "thuiswerken", 2.45),
    ]
    assert len(corrections) == 1


async def test_a_correction_is_a_line_of_the_next_month_and_leaves_the_first_file_as_it_was(made: Working) -> None:
    before = await made.made.exporting.export(NOVEMBER, "csv", "nl")
    made.clock.to(date(2027, 1, 7))
    totals, days, corrections = await sheets(made, DECEMBER)
    assert corrections[1:] == [("00001", "Jan", "00001@oss.example", datetime(2026, 11, 27), "kantoor", "thuis", -0.75)]
    assert (totals[1], len(days)) == (("00001", "Jan", "00001@oss.example", 0, 0, 0, 0, -0.75, -0.75), 1)
    assert await made.made.exporting.export(NOVEMBER, "csv", "nl") == before


async def test_the_lines_are_read_by_the_spreadsheets_of_each_language(made: Working) -> None:
    made.clock.to(date(2027, 1, 7))
    dutch = (await made.made.exporting.export(DECEMBER, "csv", "nl")).decode("utf-8-sig")
    english = (await made.made.exporting.export(DECEMBER, "csv", "en")).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(dutch), delimiter=";"))[1:] == [
        ["correctie", "00001", "Jan", "00001@oss.example", "2026-11-27", "kantoor", "thuis", "", "-0,75"],
        ["totaal", "00001", "Jan", "00001@oss.example", "", "", "", "", "-0,75"],
        ["totaal", "", "Iedereen samen", "", "", "", "", "", "-0,75"],
    ]
    assert list(csv.reader(io.StringIO(english)))[1][-3:] == ["home", "", "-0.75"]


async def test_a_name_that_looks_like_a_formula_is_text_in_the_lines_too(made: Working) -> None:
    text = (await made.made.exporting.export(NOVEMBER, "csv", "nl")).decode("utf-8-sig")
    assert {line[2] for line in csv.reader(io.StringIO(text), delimiter=";") if "Ria" in line[2]} == {"'=Ria & Zn"}


async def test_a_month_is_exported_from_its_lock_until_it_is_removed(made: Working) -> None:
    assert made.made.exporting.months() == (Month(2026, 9), Month(2026, 10), NOVEMBER)
    with pytest.raises(WordedError, match="workdays-export-not-yet") as not_yet:
        await made.made.exporting.export(DECEMBER, "xlsx", "nl")
    assert not_yet.value.values == {"day": "2027-01-05"}
    with pytest.raises(WordedError, match="workdays-removed"):
        await made.made.exporting.export(Month(2026, 8), "xlsx", "nl")
    made.clock.to(date(2026, 12, 5), 0, 4)  # somebody who pressed just before midnight may be under way
    assert NOVEMBER not in made.made.exporting.months()


async def test_without_names_there_is_no_file(made: Working) -> None:
    made.entra.problem = Forbidden(403, "Authorization_RequestDenied", "")
    with pytest.raises(Unavailable, match="workdays-unavailable"):
        await made.made.exporting.export(NOVEMBER, "xlsx", "nl")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_correction_has_one_name_in_the_file_and_in_the_chat(language: Language) -> None:
    texts = texts_for(language)
    assert texts("workdays-file-corrections") == texts("workdays-corrections")
    assert texts("workdays-corrections-title").startswith(texts("workdays-corrections"))


async def test_a_month_of_nobody_is_a_file_without_lines(made: Working) -> None:
    totals, days, corrections = await sheets(made, Month(2026, 9))
    assert (totals[1:], len(days), len(corrections)) == ([(None, "Iedereen samen", None, 0, 0, 0, 0, 0, 0)], 1, 1)
