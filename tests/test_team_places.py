"""Which places are near each other, and until when a team is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from domain.organisation import Location, load_organisation
from domain.workspaces.asking_team import answer_until
from domain.workspaces.clock import span_of
from domain.workspaces.model import Offer, Place, PlaceKind
from domain.workspaces.nearby import most_near, near

HUB = load_organisation("sittard-geleen")
DAY = date(2027, 3, 4)  # a Thursday
SPAN = span_of(DAY, time(8), time(18), HUB.time_zone)


def location(id: str, *zones: str) -> Location:
    model = next(each for each in HUB.locations if each.zones)
    return replace(model, id=id, zones=tuple(replace(model.zones[0], id=zone) for zone in zones))


def offer(where: str, free: int = 1, kind: PlaceKind = "area", **other: object) -> Offer:
    assert SPAN is not None
    at, _, zone = where.partition("/")
    place = Place(f"{where}-{free}-{kind}-{other}", where, kind, at, zone, capacity=30)
    return Offer(replace(place, **other), DAY, time(8), time(18), SPAN, free)  # type: ignore[arg-type]


ONE = location("one", "lively", "middle", "quiet")
TWO = location("two", "open", "closed")


def test_all_sit_in_one_zone_where_that_can_be_and_the_liveliest_is_first() -> None:
    found = near([offer("one/quiet", 9), offer("one/middle", 9), offer("one/lively", 3)], 5, [ONE])
    assert found is not None
    assert found.zones == ("middle",)
    assert len(found.places) == 5


def test_else_they_sit_in_zones_beside_each_other_most_of_them_together() -> None:
    found = near([offer("one/lively", 6), offer("one/middle", 3), offer("one/quiet", 4)], 7, [ONE])
    assert found is not None
    assert found.zones == ("lively", "middle")
    assert [place.zone for place in found.places].count("lively") == 6


def test_zones_with_another_one_between_them_are_not_beside_each_other() -> None:
    assert near([offer("one/lively", 4), offer("one/quiet", 4)], 6, [ONE]) is None


def test_another_location_with_fewer_zones_goes_first() -> None:
    found = near([offer("one/lively", 4), offer("one/middle", 4), offer("two/closed", 8)], 8, [ONE, TWO])
    assert found is not None
    assert (found.location, found.zones) == ("two", ("closed",))


def test_the_zone_that_was_asked_for_is_among_them_and_filled_first() -> None:
    found = near([offer("one/lively", 9), offer("one/middle", 9), offer("one/quiet", 2)], 5, [ONE], "quiet")
    assert found is not None
    assert found.zones == ("quiet", "middle")


def test_a_desk_for_a_wheelchair_and_a_partner_are_left_for_who_needs_them() -> None:
    desks = [offer("one/lively", 1, "desk", accessible=True), offer("one/lively", 2)]
    found = near([*desks, offer("one", 5, "partner")], 2, [ONE])
    assert found is not None
    assert not any(place.accessible or place.kind == "partner" for place in found.places)
    assert near(desks, 4, [ONE]) is None
    assert most_near([*desks, offer("two/open", 2)], [ONE, TWO]) == 3


@pytest.mark.parametrize(
    ("now", "day", "until"),
    [
        ("2027-03-01 10:00", "2027-03-04", "2027-03-02 10:00"),  # the next day
        ("2027-02-26 16:00", "2027-03-04", "2027-03-01 16:00"),  # over the weekend
        ("2027-03-03 10:00", "2027-03-04", "2027-03-03 18:00"),  # the evening before
        ("2027-03-03 19:30", "2027-03-04", "2027-03-03 20:30"),  # so late that an hour is left
        ("2027-03-04 07:30", "2027-03-04", "2027-03-04 08:00"),  # until it begins
        ("2027-03-04 09:00", "2027-03-04", "2027-03-04 10:00"),  # it has begun
        ("2027-03-26 12:00", "2027-04-01", "2027-03-30 12:00"),  # Easter Monday is no day to answer
    ],
)
def test_who_is_asked_has_until_the_next_working_day_and_no_later_than_the_evening_before(
    now: str, day: str, until: str
) -> None:
    zone = HUB.time_zone
    moment = datetime.fromisoformat(now).replace(tzinfo=zone)
    start = datetime.combine(date.fromisoformat(day), time(8), zone)
    found = answer_until(moment, date.fromisoformat(day), start, HUB.holidays, zone)
    assert found == datetime.fromisoformat(until).replace(tzinfo=zone)
    assert found > moment
    assert found - moment <= timedelta(days=5)
