"""The cards of the day of use and of how busy it is with sample data; see cards.samples."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from cards.card import Card
from cards.workspaces import checking_in, occupancy, waiting
from cards.workspaces.checking_in import Expected
from cards.workspaces.filled import Filled
from cards.workspaces.occupancy import Shown
from cards.workspaces.samples import BOOKED, DAY, DESK, ORGANISATION, ROOM
from domain.organisation import Location
from domain.workspaces.occupancy import QuietDay, Quieter, Week
from domain.workspaces.spread import PARTS, InZone, Spread
from locales import Texts
from store.waiting_list import Waiting

HUB = replace(ORGANISATION.locations[0], flex_ratio=0.7)
MARKT = ORGANISATION.locations[1]
PARTNER = Location("chemelot", "Chemelot Campus", "Chemelot Campus", (), desks=False, zones=(), partner=True)
MONDAY = date(2026, 11, 30)
TAKEN = ((12, 6), (31, 14), (3, 2), (22, None), (None, None))  # in the lively and the quiet zone, each working day
WAITS = Waiting(
    id="w",
    person="p",
    since=datetime(2026, 11, 30, 9, tzinfo=UTC),
    kind="desk",
    location="hub",
    zone="stil",
    day=DAY,
    start=time(8),
    end=time(18),
    begins=datetime(2026, 12, 1, 7, tzinfo=UTC),
    ends=datetime(2026, 12, 1, 17, tzinfo=UTC),
)


def samples(texts: Texts) -> dict[str, Card]:
    """The cards by name, in the language of `texts`."""
    return {**_of_checking_in(texts), **_of_waiting(texts), **_of_occupancy(texts)}


def _of_checking_in(texts: Texts) -> dict[str, Card]:
    desk = replace(BOOKED, place=DESK)
    later = replace(BOOKED, id="c", place=ROOM, start=time(13), end=time(14, 30))
    today = (Expected(desk, "07:30", "08:30", True), Expected(later, "12:30", "13:30", False))
    return {
        "day-of-use-reminder": checking_in.reminder(texts, ORGANISATION, desk, "08:30"),
        "day-of-use-arrived": checking_in.arrived(texts, ORGANISATION, desk),
        "day-of-use-gave-up": checking_in.gave_up(texts, desk),
        "day-of-use-released": checking_in.released(texts, ORGANISATION, replace(desk, state="released")),
        "day-of-use-reminder-over": checking_in.reminder_over(texts, desk),
        "day-of-use-expected": checking_in.expected(texts, ORGANISATION, today),
        "day-of-use-nothing": checking_in.nothing_today(texts),
    }


def _of_waiting(texts: Texts) -> dict[str, Card]:
    room = replace(WAITS, id="v", kind="room", location="", zone="", start=time(10), end=time(11, 30), people=8)
    return {
        "waiting-ask": waiting.ask(texts, ORGANISATION, Filled(), (WAITS,)),
        "waiting-joined": waiting.joined(texts, ORGANISATION, (WAITS,)),
        "waiting-mine": waiting.mine(texts, ORGANISATION, (WAITS, room)),
        "waiting-mine-none": waiting.mine(texts, ORGANISATION, (), said=texts("waiting-which-day")),
        "waiting-offer": waiting.offer(texts, ORGANISATION, BOOKED, "w", "09:42"),
        "waiting-over": waiting.offer_over(texts, BOOKED),
        "waiting-declined": waiting.declined(texts),
    }


def _of_occupancy(texts: Texts) -> dict[str, Card]:
    shown = Shown(ORGANISATION, HUB, MONDAY, (PARTNER,))
    days = tuple(spread for number in range(5) for spread in _spreads(number))
    busy = Quieter(90, (QuietDay(date(2026, 12, 4), None, True), QuietDay(date(2026, 12, 3), 44, False)))
    nothing = tuple(replace(one, zones=(InZone("stil", None, 16),)) for one in days)
    partner = tuple(replace(one, location="chemelot", zones=(InZone("", 8, 0),)) for one in days[:4])
    weeks = [Week(MONDAY + timedelta(weeks=n), days if n in (-2, -1, 0, 1) else nothing) for n in range(-3, 3)]
    weeks[1] = replace(weeks[1], days=days[:2])
    return {
        "occupancy-day": occupancy.day(texts, shown, DAY, days[2:4], busy),
        "occupancy-day-few": occupancy.day(texts, shown, date(2026, 12, 4), days[8:]),
        "occupancy-day-not-known": occupancy.day(texts, shown, date(2026, 11, 2), ()),
        "occupancy-week": occupancy.week(texts, shown, Week(MONDAY, days)),
        "occupancy-week-full": occupancy.week(texts, replace(shown, full=True), Week(MONDAY, days)),
        "occupancy-week-none": occupancy.week(texts, shown, Week(MONDAY, nothing)),
        "occupancy-week-partner": occupancy.week(texts, replace(shown, location=PARTNER), Week(MONDAY, partner)),
        "occupancy-weeks": occupancy.weeks(texts, replace(shown, full=True), weeks),
        "occupancy-file": occupancy.file(texts, "https://koers.voorbeeld.example/download/x"),
        "occupancy-not-counted": occupancy.not_counted(texts, MARKT, (HUB, PARTNER), DAY),
    }


def _spreads(number: int) -> list[Spread]:
    """A day of the sample, quieter in the afternoon."""
    lively, quiet = TAKEN[number]
    less = 4
    people = {"morning": (lively, quiet), "afternoon": tuple(some and some - less for some in (lively, quiet))}
    return [
        Spread(
            "hub",
            MONDAY + timedelta(days=number),
            part,
            tuple(
                InZone.of(zone, some or 0, places)
                for zone, some, places in zip(("levendig", "stil"), people[part], (34, 16), strict=True)
            ),
        )
        for part in PARTS
    ]
