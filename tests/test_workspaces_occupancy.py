"""How busy it is, counted from real bookings: ahead as it is, what is over as it was kept, and quieter days."""

from __future__ import annotations

import io
from collections.abc import AsyncGenerator
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from domain.holidays import Holidays, public_holidays
from domain.workspaces import occupancy_file
from domain.workspaces.occupancy import CAUGHT_UP, monday_of
from errors import Unavailable
from store import bookings, occupancy
from store.bookings import BookingRow
from store.database import Connection, Database
from tests.day_of_use import AREA, OSS, Stage, on_the_day, person

AREA_SIZE = 20
MANAGER = 500
ON = (public_holidays(year) for year in (date.today().year, date.today().year + 1))
WITHOUT_HOLIDAYS = replace(
    OSS, holidays=Holidays(without=frozenset(one.name_nl for year in ON for one in year.values()))
)


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncGenerator[Stage]:
    database = Database(f"sqlite:///{tmp_path / 'koers.db'}")
    await database.migrate()
    async with on_the_day(database, WITHOUT_HOLIDAYS, area=AREA_SIZE) as stage:
        yield stage
    await database.close()


async def filled(stage: Stage, day: date, people: int, first: int = 1) -> None:
    """So many people have a desk in the lively zone on a day, whatever day that is."""
    at = stage.at(12, day=day)
    begin = int(at.replace(hour=8).timestamp()) // 900

    def work(connection: Connection) -> None:
        for number in range(first, first + people):
            values = {"id": f"{day:%Y%m%d}{number:024}", "organisation": "oss", "person": person(number)}
            values |= {"booker": person(number), "kind": "area", "place": AREA, "day": day, "people": 1}
            bookings.add(connection, values | {"first_slot": begin, "end_slot": begin + 40, "state": "confirmed"})

    await stage.database.brief(work)


def shown(stage: Stage) -> date:
    return stage.made.occupancy.today()


def monday(stage: Stage) -> date:
    """The Monday of a week that is all ahead; no day of that week or the two after it is a day off."""
    return monday_of(shown(stage)) + timedelta(weeks=1)


async def test_what_is_booked_is_counted_and_what_was_called_off_is_not(stage: Stage) -> None:
    made = [await stage.booked(number, AREA) for number in range(1, 8)]
    await stage.workspaces.cancel(person(1), made[0].id)
    [morning, afternoon] = await stage.made.occupancy.of_days([stage.day], "gemeentehuis")
    assert [zone.people for zone in morning.zones] == [6, None]  # the desk in the quiet zone is nobody's
    assert (afternoon.people, morning.percent, morning.exact) == (6, 28, False)


async def test_somebody_who_has_the_morning_only_does_not_count_in_the_afternoon(stage: Stage) -> None:
    for number in range(1, 7):
        await stage.booked(number, AREA, time(8), time(12, 30))
    [morning, afternoon] = await stage.made.occupancy.of_days([stage.day], "gemeentehuis")
    assert (morning.people, afternoon.shown) == (6, False)


async def test_what_is_over_is_kept_as_numbers_of_groups_and_outlives_the_bookings(stage: Stage) -> None:
    yesterday = shown(stage) - timedelta(days=1)
    await filled(stage, yesterday, 7)
    await stage.made.occupancy.keep()
    async with stage.database.write() as session:
        await session.execute(BookingRow.__table__.delete())  # type: ignore[attr-defined]
        kept = await occupancy.between(session, yesterday, yesterday, "gemeentehuis")
    assert {(row.zone, row.part, row.people) for row in kept} == {
        ("ontmoeten", "morning", 7),
        ("ontmoeten", "afternoon", 7),
        ("stilte", "morning", None),
        ("stilte", "afternoon", None),
    }
    [morning, _] = await stage.made.occupancy.of_days([yesterday], "gemeentehuis")
    assert (morning.people, morning.exact) == (7, False)


async def test_days_on_which_koers_was_off_are_kept_afterwards_and_each_once(stage: Stage) -> None:
    today = shown(stage)
    before = today - timedelta(days=CAUGHT_UP)
    await filled(stage, before, 6)
    await stage.made.occupancy.keep()
    await filled(stage, before, 6, first=100)  # what is kept is not counted again
    await stage.made.occupancy.keep()
    async with stage.database.read() as session:
        kept = await occupancy.between(session, date.min, today)
    assert {row.day for row in kept} == {today - timedelta(days=n) for n in range(1, CAUGHT_UP + 1)}
    assert max(row.people or 0 for row in kept) == 6


async def test_on_a_busy_day_quieter_ones_are_offered_and_those_with_the_team_first(stage: Stage) -> None:
    first = monday(stage)
    await filled(stage, first, 18)
    await filled(stage, first + timedelta(days=1), 17)
    await filled(stage, first + timedelta(days=3), 6, first=100)  # the team is there on Thursday
    await filled(stage, first + timedelta(days=4), 5, first=200)
    stage.staff.managers = dict.fromkeys((1, *range(100, 106)), MANAGER)
    found = await stage.made.occupancy.quieter(person(1), "gemeentehuis", first)
    assert found is not None
    assert found.percent == 18 * 100 // 21
    thursday, wednesday = found.days[0], found.days[1]
    assert (thursday.day, thursday.team, thursday.percent) == (first + timedelta(days=3), True, 28)
    assert (wednesday.day, wednesday.team, wednesday.percent) == (first + timedelta(days=2), False, None)
    assert len(found.days) == 3


async def test_a_team_of_fewer_than_five_is_not_pointed_at(stage: Stage) -> None:
    first = monday(stage)
    await filled(stage, first, 18)
    await filled(stage, first + timedelta(days=3), 4, first=100)
    stage.staff.managers = dict.fromkeys((1, *range(100, 104)), MANAGER)
    found = await stage.made.occupancy.quieter(person(1), "gemeentehuis", first)
    assert found is not None
    assert not any(one.team for one in found.days)


async def test_where_entra_is_silent_quieter_days_are_offered_without_the_team(stage: Stage) -> None:
    first = monday(stage)
    await filled(stage, first, 18)
    stage.staff.problem = Unavailable("roles-unavailable")
    found = await stage.made.occupancy.quieter(person(1), "gemeentehuis", first)
    assert found is not None
    assert not any(one.team for one in found.days)


async def test_below_the_threshold_nothing_is_offered(stage: Stage) -> None:
    first = monday(stage)
    await filled(stage, first, 16)  # of 21 places, and the threshold is 80%
    assert await stage.made.occupancy.quieter(person(1), "gemeentehuis", first) is None


async def test_the_weeks_of_a_location_are_those_that_are_over_and_those_to_come(stage: Stage) -> None:
    this = monday_of(shown(stage))
    weeks = await stage.made.occupancy.weeks("gemeentehuis", back=2, ahead=1)
    assert [week.monday for week in weeks] == [this + timedelta(weeks=n) for n in (-2, -1, 0, 1)]
    assert all(spread.location == "gemeentehuis" for week in weeks for spread in week.days)


async def test_the_file_has_no_number_below_five_and_no_cell_that_is_run(stage: Stage) -> None:
    first = monday_of(shown(stage)) + timedelta(weeks=1)
    await filled(stage, first, 7)
    await filled(stage, first + timedelta(days=1), 3)
    book = load_workbook(io.BytesIO(await occupancy_file.made(stage.made.occupancy, "nl")))
    zones = list(book["Per zone"].iter_rows(min_row=2, values_only=True))
    assert {str(row[5]) for row in zones} == {"7", "minder dan 5"}
    totals = book["Per locatie"].iter_rows(min_row=2, values_only=True)
    assert {str(row[4]) for row in totals} == {"7", "None"}
    [flex] = book["Flexratio"].iter_rows(min_row=2, values_only=True)
    assert flex == ("gemeentehuis Oss", "0,7", 21, 30, 7)
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
