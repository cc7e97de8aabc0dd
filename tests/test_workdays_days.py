"""Ticking days: one a date, until the month is locked; the pattern, who is in, and how long things are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.holidays import Holiday, Holidays, OwnHoliday
from domain.workdays.model import Allowance, Category, Month, Pattern, Rate
from domain.workdays.rules import WorkdayRules, read_workdays
from errors import Unavailable, WordedError
from store.database import Database
from tests.databases import found
from tests.working import RULES, Working, at, someone, working

MONDAY = date(2026, 11, 30)
RIA, JAN = someone(0), someone(1)
HOME_MONDAYS = Pattern(MONDAY, (("home", None, None, None, "office", None, None),))


@pytest.fixture
def made(database: Database) -> Working:
    return working(database, at(MONDAY))


def days(*offsets: int, of: date = MONDAY) -> list[date]:
    return [of + timedelta(days=offset) for offset in offsets]


async def ticked(made: Working, person: str, first: date, last: date) -> dict[date, Category]:
    all_days = await made.made.registering.days(person, first, last)
    return {day.date: day.category for day in all_days if day.category is not None}


async def tick(made: Working, person: str, wanted: Mapping[date, Category | None]) -> None:
    assert not (await made.made.registering.tick(person, wanted)).refused


# --- ticking


async def test_a_later_tick_takes_the_place_of_the_earlier_one_and_a_day_can_be_cleared(made: Working) -> None:
    monday, tuesday, wednesday = days(0, 1, 2)
    await tick(made, RIA, {monday: "home", tuesday: "office", wednesday: "none"})
    await tick(made, RIA, {monday: "office", tuesday: None})
    assert await ticked(made, RIA, monday, wednesday) == {monday: "office", wednesday: "none"}
    assert await ticked(made, JAN, monday, wednesday) == {}
    assert found(made.database, "select count(*) from workdays") == [(2,)]


async def test_the_same_press_after_a_restart_does_not_undo_what_came_after_it(made: Working) -> None:
    await made.made.registering.tick(RIA, {MONDAY: "home"}, key="pressed")
    await made.made.registering.tick(RIA, {MONDAY: "office"}, key="pressed later")
    again = await made.made.registering.tick(RIA, {MONDAY: "home"}, key="pressed")
    assert [day.category for day in again.days] == ["office"]


async def test_what_cannot_be_ticked_says_why_and_keeps_nothing_of_the_rest_back(made: Working) -> None:
    locked, removed, ahead = date(2026, 10, 30), date(2026, 6, 30), MONDAY + timedelta(days=93)
    stored = await made.made.registering.tick(RIA, dict.fromkeys([MONDAY, locked, removed, ahead], "home"))
    assert [day.date for day in stored.days] == [MONDAY]
    assert {day.date: day.state for day in stored.refused} == {locked: "locked", removed: "removed", ahead: "ahead"}
    assert found(made.database, "select count(*) from workdays") == [(1,)]


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        (at(date(2026, 12, 4), 23, 59), "open"),
        (at(date(2026, 12, 5), 0, 0), "locked"),
        (at(date(2027, 3, 4), 23, 59), "locked"),
        (at(date(2027, 3, 5), 0, 0), "removed"),
    ],
)
async def test_a_month_is_locked_on_the_fifth_and_gone_three_months_later(made: Working, moment, state: str) -> None:
    made.clock.at = moment
    [day] = await made.made.registering.days(RIA, MONDAY, MONDAY)
    assert day.state == state


async def test_a_day_gives_one_allowance_by_the_rate_of_its_date_and_none_on_a_holiday(made: Working) -> None:
    later = Rate(date(2026, 12, 1), (("home", 250), ("office", 300)))
    off = OwnHoliday(Holiday("Brugdag", "Bridge day", own=True), day=date(2026, 12, 3))
    made.ruled(replace(RULES, rates=(*RULES.rates, later)), Holidays((off,)))
    wanted: list[Category] = ["home", "home", "office", "office", "neighbourhood", "on_the_way"]
    await tick(made, RIA, dict(zip(days(0, 1, 2, 3, 4, 5), wanted, strict=True)))
    allowances = [day.allowance for day in await made.made.registering.days(RIA, *days(0, 5))]
    assert allowances == [
        Allowance("home", 245),
        Allowance("home", 250),
        Allowance("commute", 300),
        None,  # the bridge day
        None,  # no rate names it any more
        None,
    ]


async def test_who_works_part_time_gets_nothing_for_another_day_where_the_municipality_says_so(made: Working) -> None:
    await made.made.choices.work_on(RIA, (0, 1))
    await tick(made, RIA, dict.fromkeys(days(1, 2), "home"))
    assert (await made.made.registering.overview(RIA, Month(2026, 12))).total == 490
    made.ruled(replace(RULES, working_days_only=True))
    assert (await made.made.registering.overview(RIA, Month(2026, 12))).total == 245
    with pytest.raises(WordedError, match="workdays-wrong-days"):
        await made.made.choices.work_on(RIA, ())


async def test_other_working_days_change_nothing_of_what_is_over_in_an_open_month_or_a_locked_one(
    made: Working,
) -> None:
    made.ruled(replace(RULES, working_days_only=True))
    thursday, friday = days(3, 4)
    await tick(made, RIA, dict.fromkeys([thursday, friday, *days(10, 11)], "home"))  # of this week and the next
    made.clock.to(friday + timedelta(days=1))
    await made.made.choices.work_on(RIA, (0, 1))
    await made.made.choices.work_on(RIA, (0, 4))  # thought better of, the same day
    given = {day.date: day.allowance for day in await made.made.registering.days(RIA, thursday, days(11)[0])}
    assert [given[day] is not None for day in (thursday, friday, *days(10, 11))] == [True, True, False, True]
    await made.pass_days(date(2027, 1, 6))
    written = (await made.made.exporting.export(Month(2026, 12), "csv", "en")).decode("utf-8-sig")
    assert [line.rsplit(",", 1)[1] for line in written.splitlines() if line.startswith("total")] == ["7.35", "7.35"]
    corrected = await made.made.registering.correct(RIA, {days(2)[0]: "home", days(9)[0]: "home"})
    assert [day.allowance is not None for day in corrected.days] == [True, False]


async def test_what_is_known_of_working_days_goes_with_its_months(made: Working) -> None:
    await made.made.choices.work_on(RIA, (0, 1))
    made.clock.to(date(2027, 3, 4), 23, 30)
    await made.chores()
    assert found(made.database, "select count(*) from workday_weeks") == [(1,)]
    made.clock.to(date(2027, 3, 5), 0, 30)  # nothing of November is kept any more
    await made.chores()
    assert found(made.database, "select count(*) from workday_weeks") == [(0,)]


async def test_the_overview_of_a_month_counts_its_days_and_says_what_they_come_to(made: Working) -> None:
    await tick(
        made, RIA, {MONDAY: "home", MONDAY - timedelta(days=3): "office", MONDAY - timedelta(days=4): "on_the_way"}
    )
    overview = await made.made.registering.overview(RIA, Month(2026, 11))
    assert (overview.count("home"), overview.count("office"), overview.count("on_the_way")) == (1, 1, 1)
    assert (overview.cents("home"), overview.cents("commute"), overview.total) == (245, 320, 565)
    assert (overview.lock.at, overview.lock.locked) == (at(date(2026, 12, 5), 0), False)
    assert overview.rates == RULES.rates
    with pytest.raises(WordedError, match="workdays-removed"):
        await made.made.registering.overview(RIA, Month(2026, 7))


# --- correcting


async def test_a_correction_after_the_lock_goes_along_with_the_next_month_as_the_difference(made: Working) -> None:
    await tick(made, RIA, {MONDAY: "home"})
    made.clock.to(date(2026, 12, 10))
    stored = await made.made.registering.correct(RIA, {MONDAY: "office"})
    assert [(day.category, day.corrected, day.allowance) for day in stored.days] == [
        ("office", True, Allowance("commute", 320))
    ]
    november, december = [
        await made.made.registering.overview(RIA, month) for month in (Month(2026, 11), Month(2026, 12))
    ]
    assert (november.total, [entry.category for entry in november.entries]) == (245, ["home"])
    assert (december.total, [(line.was, line.now, line.cents) for line in december.corrections]) == (
        75,
        [("home", "office", 75)],
    )


async def test_a_day_that_is_corrected_back_leaves_no_line(made: Working) -> None:
    await tick(made, RIA, {MONDAY: "home"})
    made.clock.to(date(2026, 12, 10))
    await made.made.registering.correct(RIA, {MONDAY: None})
    await made.made.registering.correct(RIA, {MONDAY: "home"})
    assert found(made.database, "select count(*) from workday_corrections") == [(0,)]


async def test_a_day_that_was_corrected_and_exported_is_corrected_from_there(made: Working) -> None:
    await tick(made, RIA, {MONDAY: "home"})
    made.clock.to(date(2026, 12, 10))
    await made.made.registering.correct(RIA, {MONDAY: "office"})
    made.clock.to(date(2027, 1, 10))
    await made.made.registering.correct(RIA, {MONDAY: None})
    january = await made.made.registering.overview(RIA, Month(2027, 1))
    assert [(line.was, line.now, line.cents) for line in january.corrections] == [("office", None, -320)]
    [day] = await made.made.registering.days(RIA, MONDAY, MONDAY)
    assert (day.category, day.allowance) == (None, None)


async def test_only_days_of_locked_months_are_corrected(made: Working) -> None:
    stored = await made.made.registering.correct(RIA, {MONDAY: "home", date(2026, 6, 30): "home"})
    assert [day.state for day in stored.refused] == ["removed", "open"]
    assert found(made.database, "select count(*) from workday_corrections") == [(0,)]


# --- the weekly pattern


async def test_a_pattern_fills_in_four_weeks_and_a_day_further_every_day(made: Working) -> None:
    filled = await made.made.patterns.keep(RIA, HOME_MONDAYS)
    expected = [MONDAY + timedelta(days=days) for days in (0, 4, 7, 11, 14, 18, 21, 25, 28)]
    assert list(filled.days) == [*expected[:7], expected[8]]  # Christmas is not filled in
    await made.pass_days(MONDAY + timedelta(days=7))
    assert max(await ticked(made, RIA, MONDAY, MONDAY + timedelta(days=40))) == MONDAY + timedelta(days=35)


async def test_a_pattern_writes_over_nothing_that_somebody_ticked_and_fills_in_no_cleared_day(made: Working) -> None:
    await tick(made, RIA, {MONDAY + timedelta(days=7): "office"})
    filled = await made.made.patterns.keep(RIA, HOME_MONDAYS)
    assert filled.left == (MONDAY + timedelta(days=7),)
    await tick(made, RIA, {MONDAY + timedelta(days=14): None})
    await made.pass_days(MONDAY + timedelta(days=3))
    kept = await ticked(made, RIA, MONDAY, MONDAY + timedelta(days=21))
    assert kept[MONDAY + timedelta(days=7)] == "office"
    assert MONDAY + timedelta(days=14) not in kept


async def test_another_pattern_takes_the_place_of_the_days_that_the_first_one_made_and_not_of_today(
    made: Working,
) -> None:
    await made.made.patterns.keep(RIA, HOME_MONDAYS)
    await made.made.patterns.keep(RIA, Pattern(MONDAY, (("office", "home", None, None, None, None, None),)))
    kept = await ticked(made, RIA, MONDAY, MONDAY + timedelta(days=10))
    assert kept == dict(zip(days(0, 1, 7, 8), ["home", "home", "office", "home"], strict=True))
    cleared = await made.made.patterns.end(RIA)
    assert cleared[0] == MONDAY + timedelta(days=1)
    assert await ticked(made, RIA, MONDAY, MONDAY + timedelta(days=40)) == {MONDAY: "home"}
    assert await made.made.patterns.of(RIA) is None


async def test_a_pattern_that_begins_later_leaves_the_days_before_it_as_they_are(made: Working) -> None:
    await made.made.patterns.keep(RIA, HOME_MONDAYS)
    later = MONDAY + timedelta(days=14)
    await made.made.patterns.keep(RIA, Pattern(later, (("office", None, None, None, None, None, None),)))
    kept = await ticked(made, RIA, MONDAY, MONDAY + timedelta(days=21))
    assert kept == dict(zip(days(0, 4, 7, 11, 14, 21), ["home", "office"] * 2 + ["office"] * 2, strict=True))


async def test_two_weeks_come_in_turn_and_end_with_the_last_day(made: Working) -> None:
    wednesday = (None, None, "home", None, None, None, None)
    pattern = Pattern(MONDAY, (wednesday, (None,) * 7), until=MONDAY + timedelta(days=20))
    assert list((await made.made.patterns.keep(RIA, pattern)).days) == days(2, 16)
    await made.pass_days(MONDAY + timedelta(days=22))
    assert await made.made.patterns.of(RIA) is None
    assert found(made.database, "select count(*) from workday_choices") == [(0,)]


async def test_what_the_pattern_says_beyond_the_filled_weeks_is_planned_and_not_ticked(made: Working) -> None:
    await made.made.patterns.keep(RIA, HOME_MONDAYS)
    [day] = await made.made.registering.days(RIA, *days(35, 35))
    assert (day.category, day.planned) == (None, "home")


@pytest.mark.parametrize("weeks", [(), ((None,) * 7,), (("home",),), (("home",) * 7,) * 3, (("vakantie",) * 7,)])
async def test_a_pattern_that_is_none_is_refused(made: Working, weeks) -> None:
    with pytest.raises(WordedError, match="workdays-wrong-pattern"):
        await made.made.patterns.keep(RIA, Pattern(MONDAY, weeks))


async def test_the_pattern_of_who_left_fills_in_nothing_and_is_forgotten_once_entra_forgets_him(made: Working) -> None:
    await made.made.patterns.keep(RIA, HOME_MONDAYS)
    await made.made.patterns.keep(JAN, HOME_MONDAYS)
    made.entra.employees.remove(RIA)
    made.entra.leavers.append(RIA)
    await made.pass_days(MONDAY + timedelta(days=7))
    later = (MONDAY + timedelta(days=35),) * 2
    assert (await ticked(made, RIA, *later), len(await ticked(made, JAN, *later))) == ({}, 1)
    assert await made.made.patterns.of(RIA) is not None
    made.entra.leavers.clear()
    await made.pass_days(MONDAY + timedelta(days=8))
    assert await made.made.patterns.of(RIA) is None
    assert await made.made.patterns.of(JAN) is not None


async def test_what_lies_ahead_of_who_left_goes_so_that_nothing_is_paid_for_it(made: Working) -> None:
    await made.made.patterns.keep(RIA, HOME_MONDAYS)
    made.entra.employees.remove(RIA)
    await made.pass_days(MONDAY + timedelta(days=1))
    assert found(made.database, "select day from workdays") == [(MONDAY if made.database.shared else str(MONDAY),)]


async def test_nobody_is_taken_for_gone_because_teams_writes_an_id_in_capitals(made: Working) -> None:
    await made.made.patterns.keep(RIA.upper(), HOME_MONDAYS)
    await made.pass_days(MONDAY + timedelta(days=7))
    assert max(await ticked(made, RIA.upper(), MONDAY, MONDAY + timedelta(days=40))) == MONDAY + timedelta(days=35)


async def test_who_leaves_is_paid_by_his_own_working_days_and_then_forgotten(made: Working) -> None:
    made.ruled(replace(RULES, working_days_only=True))
    await made.made.choices.work_on(RIA, (1, 2))
    await made.made.choices.ask_at(RIA, None)
    await tick(made, RIA, {MONDAY: "home", MONDAY - timedelta(days=6): "home"})
    made.entra.employees.remove(RIA)
    await made.pass_days(date(2026, 12, 6))
    assert (await made.made.registering.overview(RIA, Month(2026, 11))).total == 245
    assert found(made.database, "select count(*) from workday_choices") == [(0,)]


# --- who is in


def team(made: Working) -> None:
    """Ria leads Jan and the third; the fourth has another manager."""
    made.entra.managers |= {JAN: RIA, someone(2): RIA, someone(3): someone(4)}
    made.entra.names_of |= {RIA: "Ria", JAN: "Jan", someone(2): "Els"}


async def test_only_who_chose_so_is_shown_and_only_to_the_own_team(made: Working) -> None:
    team(made)
    for person in (RIA, JAN, someone(2), someone(3)):
        await tick(made, person, {MONDAY: "office", MONDAY + timedelta(days=1): "none"})
    for person in (RIA, someone(2), someone(3)):
        await made.made.choices.show_me(person, visible=True)
    seen = await made.made.presence.who_is_in(JAN, MONDAY, MONDAY + timedelta(days=1))
    assert {day: [(one.name, one.where) for one in there] for day, there in seen.items()} == {
        MONDAY: [("Els", "office"), ("Ria", "office")],
        MONDAY + timedelta(days=1): [("Els", None), ("Ria", None)],
    }
    as_manager = await made.made.presence.who_is_in(RIA, MONDAY, MONDAY)
    assert [one.name for one in as_manager[MONDAY]] == ["Els"]


@pytest.mark.parametrize("gone", [someone(2), RIA])
async def test_whose_account_is_closed_is_not_in_any_more_be_it_the_manager(made: Working, gone: str) -> None:
    team(made)
    for person in (RIA, someone(2)):
        await made.made.choices.show_me(person, visible=True)
    made.entra.leavers.append(gone)
    seen = (await made.made.presence.who_is_in(JAN, MONDAY, MONDAY))[MONDAY]
    assert [one.id for one in seen] == [RIA if gone != RIA else someone(2)]


async def test_who_is_in_follows_ticks_two_weeks_ahead_and_forgets_a_day_the_next(made: Working) -> None:
    team(made)
    await made.made.choices.show_me(someone(2), visible=True)
    await tick(made, someone(2), dict.fromkeys(days(0, 1, 14, 15), "home"))
    shown = found(made.database, "select day from workday_presence order by day")
    assert [str(day) for (day,) in shown] == [day.isoformat() for day in days(0, 1, 14)]
    assert [*await made.made.presence.who_is_in(JAN, MONDAY - timedelta(days=3), MONDAY + timedelta(days=30))] == days(
        *range(15)
    )
    await made.pass_days(MONDAY + timedelta(days=1))
    shown = found(made.database, "select day from workday_presence order by day")
    assert [str(day) for (day,) in shown] == [day.isoformat() for day in days(1, 14, 15)]


async def test_who_no_longer_wants_to_be_shown_is_gone_at_once(made: Working) -> None:
    team(made)
    await made.made.choices.show_me(someone(2), visible=True)
    await tick(made, someone(2), {MONDAY: "home"})
    await made.made.choices.show_me(someone(2), visible=False)
    assert found(made.database, "select count(*) from workday_presence") == [(0,)]
    assert (await made.made.presence.who_is_in(JAN, MONDAY, MONDAY))[MONDAY] == ()


async def test_without_entra_nobody_is_told_who_is_in(made: Working) -> None:
    made.entra.problem = Unavailable("graph-unavailable")
    with pytest.raises(Unavailable, match="workdays-unavailable"):
        await made.made.presence.who_is_in(JAN, MONDAY, MONDAY)


# --- what is kept, and the switch


async def test_everything_of_a_month_is_gone_three_months_after_its_lock(made: Working) -> None:
    await tick(made, RIA, {MONDAY: "home", MONDAY + timedelta(days=1): "office"})
    made.clock.to(date(2026, 12, 10))
    await made.made.registering.correct(RIA, {MONDAY: "office"})
    made.clock.to(date(2027, 3, 5), 0, 30)
    await made.chores()
    assert [str(day) for (day,) in found(made.database, "select day from workdays")] == ["2026-12-01"]
    assert found(made.database, "select count(*) from workday_corrections") == [(1,)]
    made.clock.to(date(2027, 4, 5), 0, 30)
    await made.chores()
    assert found(made.database, "select count(*) from workdays") == [(0,)]
    assert found(made.database, "select count(*) from workday_corrections") == [(0,)]


@pytest.mark.parametrize("lacks", ["consent", "dpia"])
async def test_without_consent_or_dpia_nothing_can_be_done_and_what_is_kept_still_goes(
    made: Working, lacks: str
) -> None:
    await tick(made, RIA, {MONDAY: "home"})
    made.ruled(replace(RULES, **{lacks: None}))
    assert not made.made.on
    for call in (
        made.made.registering.tick(RIA, {MONDAY: "office"}),
        made.made.registering.days(RIA, MONDAY, MONDAY),
        made.made.registering.overview(RIA, Month(2026, 11)),
        made.made.patterns.keep(RIA, HOME_MONDAYS),
        made.made.choices.show_me(RIA, visible=True),
        made.made.presence.who_is_in(RIA, MONDAY, MONDAY),
        made.made.exporting.export(Month(2026, 10), "csv", "nl"),
    ):
        with pytest.raises(WordedError, match="workdays-off"):
            await call
    made.clock.to(date(2027, 3, 5))
    await made.chores()
    assert found(made.database, "select count(*) from workdays") == [(0,)]


@pytest.mark.parametrize("later", ["consent", "dpia"])
async def test_workdays_are_on_from_the_later_of_their_two_dates(made: Working, later: str) -> None:
    made.ruled(replace(RULES, **{later: MONDAY + timedelta(days=1)}))
    made.clock.to(MONDAY, 23, 59)
    assert not made.made.on
    with pytest.raises(WordedError, match="workdays-off"):
        await made.made.registering.tick(RIA, {MONDAY: "office"})
    made.clock.to(MONDAY + timedelta(days=1), 0, 0)
    assert made.made.on
    await tick(made, RIA, {MONDAY: "office"})


async def test_a_booked_desk_proposes_the_office_until_that_is_ticked(made: Working) -> None:
    registering = made.made.registering
    assert await registering.proposes(RIA, MONDAY, "office")
    await tick(made, RIA, {MONDAY: "office"})
    assert not await registering.proposes(RIA, MONDAY, "office")
    assert not await registering.proposes(RIA, date(2026, 10, 30), "office")


@pytest.mark.parametrize(
    "wrong",
    [
        {"lock_day": 29},
        {"lock_day": 0},
        {"lock_day": 5.5},
        {"lockday": 8},
        {"working_days_only": "false"},
        {"consent": "2026-01-01"},
        {"rate": [{"start": date(2026, 1, 1), "home": -1}]},
        {"rate": [{"start": date(2026, 1, 1), "home": 2.45}]},
        {"rate": [{"start": date(2026, 1, 1), "none": 100}]},
        {"rate": [{"start": date(2026, 1, 1)}, {"start": date(2026, 1, 1)}]},
    ],
)
def test_rules_that_cannot_be_are_refused_when_they_are_read(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        read_workdays(wrong)


def test_rules_without_a_switch_are_off() -> None:
    assert read_workdays({}).since is None
    assert WorkdayRules(consent=MONDAY).since is None


def test_a_month_knows_its_days_and_its_neighbours() -> None:
    assert (Month(2026, 12).plus(1), Month(2026, 1).plus(-1)) == (Month(2027, 1), Month(2025, 12))
    assert (Month(2028, 2).last, Month.read("2026-13"), Month.read("2026-03")) == (
        date(2028, 2, 29),
        None,
        Month(2026, 3),
    )
