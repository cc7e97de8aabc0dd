"""Days off: those of the country as everybody else knows them, and those of a municipality."""

from __future__ import annotations

from datetime import date

import pytest
from holidays.countries.netherlands import Netherlands

from domain.holidays import Holidays, public_holidays, read_holidays


@pytest.mark.parametrize("year", range(2014, 2101))
def test_the_public_holidays_are_those_that_the_holidays_package_has(year: int) -> None:
    theirs = {day: name.lower() for day, name in Netherlands(years=year, language="nl").items()}
    assert {day: holiday.name_nl.lower() for day, holiday in public_holidays(year).items()} == theirs


def test_a_municipality_can_work_on_a_public_holiday_and_have_days_off_of_its_own() -> None:
    holidays = read_holidays(
        {
            "without": ["Goede Vrijdag"],
            "own": [
                {"nl": "Carnavalsmaandag", "en": "Carnival Monday", "easter": -48},
                {"nl": "Brugdag", "en": "Bridge day", "day": date(2026, 5, 15)},
                {"nl": "Kerstavond", "en": "Christmas Eve", "every_year": "12-24"},
            ],
        }
    )
    off = {
        day: holiday.name("en") for day in days_of(2026) if (holiday := holidays.on(day)) is not None and holiday.own
    }
    assert off == {
        date(2026, 2, 16): "Carnival Monday",
        date(2026, 5, 15): "Bridge day",
        date(2026, 12, 24): "Christmas Eve",
    }
    assert holidays.on(date(2026, 4, 3)) is None
    assert Holidays().on(date(2026, 4, 3)) is not None


@pytest.mark.parametrize(
    "wrong",
    [
        {"without": ["Sinterklaas"]},
        {"own": [{"nl": "Niets", "en": "Nothing"}]},
        {"own": [{"nl": "Twee", "en": "Two", "easter": 1, "every_year": "12-24"}]},
        {"own": [{"nl": "Geen dag", "en": "No day", "every_year": "02-30"}]},
        {"own": [{"nl": "Geen datum", "en": "No date", "day": "2026-12-24"}]},
    ],
)
def test_what_is_no_holiday_is_refused_when_the_configuration_is_read(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        read_holidays(wrong)


def days_of(year: int) -> list[date]:
    return [
        date.fromordinal(number) for number in range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal())
    ]
