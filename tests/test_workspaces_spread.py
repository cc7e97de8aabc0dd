"""The week spread shows numbers of groups, and nothing by which a number that it withholds could be found."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.workspaces.occupancy import Week
from domain.workspaces.spread import FEWEST, PARTS, Area, Clock, Part, Spread, Stay, counted

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
CLOCK = Clock(AMSTERDAM, (time(8), time(12, 30)), (time(12, 30), time(18)))
DAY = date(2026, 12, 3)
ZONES = ("levendig", "samenwerken", "stil", "bellen")
AREAS = (
    Area("hub", "levendig", 20),
    Area("hub", "samenwerken", 12),
    Area("hub", "stil", 8),
    Area("hub", "bellen", 3),
    Area("wijk", "", 0),
)
Numbers = Mapping[str, int]


def moment(hour: time) -> float:
    return datetime.combine(DAY, hour, AMSTERDAM).timestamp()


def stays_of(numbers: Numbers, day: date = DAY, part: Part = "morning") -> list[Stay]:
    """So many people in each zone, all part of the day."""
    begin, end = CLOCK.of(part, day)
    return [Stay(f"{zone}-{n}", "hub", zone, day, begin, end) for zone, some in numbers.items() for n in range(some)]


def spread_of(numbers: Numbers, day: date = DAY) -> Spread:
    return next(one for one in counted(stays_of(numbers, day), AREAS, [day], CLOCK) if one.location == "hub")


def everything_shown(spread: Spread) -> tuple[object, ...]:
    """All that a card, a chart or a file can be made of."""
    week = Week(DAY, (spread,))
    return spread, spread.people, spread.exact, spread.shown, spread.places, spread.percent, week.percent, week.busiest


numbers_in_zones = st.fixed_dictionaries({zone: st.integers(0, 20) for zone in ZONES})


@given(numbers_in_zones)
def test_no_number_of_fewer_than_five_people_is_shown(numbers: Numbers) -> None:
    for zone in spread_of(numbers).zones:
        assert zone.people is None or zone.people >= FEWEST
        assert zone.people is None or zone.people == numbers[zone.zone]


@given(numbers_in_zones, st.data())
def test_nothing_shown_tells_a_withheld_number_from_another(numbers: Numbers, data: st.DataObject) -> None:
    """Whatever it is, it could be any of nobody to four: no total, share or average differs by it."""
    shown = spread_of(numbers)
    withheld = [zone.zone for zone in shown.zones if zone.people is None]
    others = {zone: data.draw(st.integers(0, FEWEST - 1), label=zone) for zone in withheld}
    assert everything_shown(spread_of({**numbers, **others})) == everything_shown(shown)


@given(st.lists(numbers_in_zones, min_size=5, max_size=5), st.data())
def test_nothing_shown_of_a_week_tells_a_withheld_number_from_another(days: list[Numbers], data: st.DataObject) -> None:
    dates = [DAY + timedelta(days=n) for n in range(5)]
    shown = [spread_of(numbers, day) for numbers, day in zip(days, dates, strict=True)]
    changed = [
        spread_of(
            {**numbers, **{z.zone: data.draw(st.integers(0, FEWEST - 1)) for z in one.zones if z.people is None}}, day
        )
        for numbers, one, day in zip(days, shown, dates, strict=True)
    ]
    before, after = Week(DAY, tuple(shown)), Week(DAY, tuple(changed))
    assert (before.percent, before.busiest, before.days) == (after.percent, after.busiest, after.days)


def test_a_total_is_no_more_than_what_is_shown_of_its_zones() -> None:
    spread = spread_of({"levendig": 9, "samenwerken": 6, "stil": 4, "bellen": 2})
    assert (spread.people, spread.exact, spread.places, spread.percent) == (15, False, 43, 34)


def test_a_total_without_withheld_numbers_is_exact() -> None:
    [spread] = [
        one for one in counted(stays_of({"stil": 5}), [Area("hub", "stil", 8)], [DAY], CLOCK) if one.part == "morning"
    ]
    assert (spread.people, spread.exact, spread.percent) == (5, True, 62)


def test_a_day_with_small_groups_only_has_no_number_at_all() -> None:
    spread = spread_of({"levendig": 4, "samenwerken": 4, "stil": 4})
    assert not spread.shown
    assert Week(DAY, (spread,)).percent is None
    assert Week(DAY, (spread,)).busiest is None


def test_somebody_with_two_desks_in_a_part_of_a_day_counts_once_where_they_sit_longest() -> None:
    def stay(person: int, zone: str, start: time, end: time) -> Stay:
        return Stay(str(person), "hub", zone, DAY, moment(start), moment(end))

    moved = [stay(n, "levendig", time(8), time(9)) for n in range(6)]
    moved += [stay(n, "stil", time(9), time(12, 30)) for n in range(6)]
    [morning] = [one for one in counted(moved, AREAS[:3], [DAY], CLOCK) if one.part == "morning"]
    assert [zone.people for zone in morning.zones] == [None, None, 6]


def test_a_whole_day_counts_in_both_parts_and_an_evening_in_none() -> None:
    def all_of(start: time, end: time) -> list[int]:
        stays = [Stay(str(n), "hub", "stil", DAY, moment(start), moment(end)) for n in range(7)]
        return [one.people for one in counted(stays, [Area("hub", "stil", 8)], [DAY], CLOCK)]

    assert all_of(time(8), time(18)) == [7, 7]
    assert all_of(time(18), time(22)) == [0, 0]
    assert all_of(time(12), time(12, 30)) == [7, 0]


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_the_days_on_which_the_clock_changes_have_the_same_parts(day: date) -> None:
    for part in PARTS:
        found = {one.part: one.people for one in counted(stays_of({"stil": 6}, day, part), AREAS[:3], [day], CLOCK)}
        assert found == {"morning": 0, "afternoon": 0} | {part: 6}


def test_where_nobody_counts_the_places_there_is_a_number_and_no_share() -> None:
    begin, end = CLOCK.of("morning", DAY)
    stays = [Stay(str(n), "wijk", "", DAY, begin, end) for n in range(8)]
    [morning] = [one for one in counted(stays, [AREAS[4]], [DAY], CLOCK) if one.part == "morning"]
    assert (morning.people, morning.percent) == (8, None)
