"""The report of an announcement: honest, and nothing in it that a spreadsheet would run."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from domain.announcements.model import Words
from domain.cells import cell
from tests.announcing import (
    Somebody,
    Stage,
    announcement,
    person,
    refuses,
)


async def test_the_report_names_only_whom_it_did_not_reach_and_holds_no_formula(stage: Stage) -> None:
    stage.staff.people += [Somebody(person(101)), Somebody("cccccccc-0000-4000-8000-000000000999")]
    stage.staff.refuses = {person(101), "cccccccc-0000-4000-8000-000000000999"}
    stage.teams.answer = refuses(1, answer=(403, {}, {"error": {"code": "ConversationBlockedByUser"}}))
    stage.teams.after = refuses(2, answer=(502, {}, {}))
    await stage.begin(announcement(acknowledge=True, nl=Words("=SOM(A1:A9)", "")))
    await stage.until_state("done")
    await stage.sending.acknowledge("een", person(3))
    book = load_workbook(io.BytesIO(await stage.sending.report("een", "nl")))
    summary, reached = ([[cell.value for cell in row] for row in sheet] for sheet in book.worksheets)
    assert ["Titel", "'=SOM(A1:A9)", None] in [[*row, None][:3] for row in summary]
    assert {row[0]: row[1] for row in summary}["Bevestigd"] == 1
    assert reached[1:] == [
        ["'=Collega 001", "Niet gelukt", "Koers is geblokkeerd"],
        ["'=Collega 002", "Onbekend of het is aangekomen", "Teams heeft niet geantwoord"],
        ["'=Collega 101", "Koers niet geïnstalleerd", "Teams nam het niet aan"],
        ["(niet meer bekend)", "Koers niet geïnstalleerd", "Teams nam het niet aan"],
    ]
    assert "f" not in {cell.data_type for sheet in book.worksheets for row in sheet for cell in row}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", " =", "\t=", "\r", "\n", "\x00=", "\u2028=", "＝", "\x7f"])
def test_no_cell_begins_with_what_a_spreadsheet_runs(start: str) -> None:
    safe = cell(f"{start}1+1\x07\ud800")
    assert isinstance(safe, str)
    assert safe.startswith("'")
    assert safe.isprintable()


def test_ordinary_text_and_numbers_stay_as_they_are() -> None:
    assert (cell("De balie is dicht"), cell("1-2-3"), cell(-3)) == ("De balie is dicht", "1-2-3", -3)
