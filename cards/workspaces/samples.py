"""The cards about booking with sample data; see cards.samples."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from cards.card import Card
from cards.workspaces import lists, outcomes, weekly, words
from cards.workspaces.booking import booking
from cards.workspaces.filled import Filled
from cards.workspaces.form import DayFound, Form, form
from domain.organisation import Library, Links, Location, Organisation, Zone
from domain.workspaces.model import Booking, Happened, Offer, Outcome, Place, Refusal, Span, State, Wish
from domain.workspaces.occupancy import QuietDay, Quieter
from domain.workspaces.weekly import Booked, Weekly
from locales import Texts

ORGANISATION = Organisation(
    id="sample",
    name="Voorbeeld",
    other_names=(),
    time_zone=ZoneInfo("Europe/Amsterdam"),
    locations=(
        Location(
            "hub",
            "Werk Hub",
            "Werk Hub",
            (),
            desks=True,
            zones=(Zone("levendig", "levendig", "lively", ()), Zone("stil", "stil", "quiet", ())),
            rooms=True,
        ),
        Location("markt", "Huis aan de Markt", "Huis aan de Markt", (), desks=False, zones=(), rooms=True),
    ),
    contacts=(),
    library=Library("", "", ""),
    links=Links("", "", ""),
    roles=(),
    example_questions_nl=(),
    example_questions_en=(),
)
DAY = date(2026, 12, 1)
START = datetime(2026, 12, 1, 7, tzinfo=UTC)
WHOLE = Span(START, START + timedelta(hours=10))
AREA = Place("a", "Stiltezone 2.1", "area", "hub", "stil", "verdieping 2", 24, "a@hub.example")
DESK = Place("d", "Bureau 2.14", "desk", "hub", "stil", "verdieping 2", 1, "d@hub.example",
             frozenset({"standing_desk", "two_screens"}), accessible=True)  # fmt: skip
ROOM = Place("r", "Ruimte Geleenbeek", "room", "markt", "", "verdieping 1", 10, "r@hub.example",
             frozenset({"video", "screen"}), accessible=True)  # fmt: skip
OFFERS = (
    Offer(AREA, DAY, time(8), time(18), WHOLE, 12),
    Offer(replace(AREA, id="a2", name="Stiltezone 3.1", floor="verdieping 3"), DAY, time(8), time(18), WHOLE, 23),
    Offer(DESK, DAY, time(8), time(18), WHOLE),
)
OTHERS = (
    replace(OFFERS[0], place=replace(AREA, id="l", name="Levendige zone 1.1", zone="levendig"), differs="zone"),
    replace(OFFERS[0], start=time(8), end=time(12, 30), differs="time"),
    replace(OFFERS[0], day=date(2026, 12, 3), differs="day"),
)
DESK_FORM = Form(
    Filled(day="2026-12-01", where="hub/stil"), ORGANISATION, date(2026, 11, 30), date(2026, 12, 28), day=DAY
)
MEETING = Filled("room", "2026-12-01", when="hours", start="10:00", end="11:30", people="8", features=("video",))
BOOKED = Booking("b", "p", "p", AREA, DAY, time(8), time(18), WHOLE, 1, "confirmed", 1, START)

EVERY_WEEK = Weekly("w", Wish("desk", (), location="hub", zone="stil"), (1, 4), 1, DAY)
EVERY_OTHER = Weekly("o", Wish("room", (), start=time(10), end=time(11, 30), people=8), (0,), 2, DAY, date(2027, 3, 1))


def samples(texts: Texts) -> dict[str, Card]:
    """The cards by name, in the language of `texts`."""
    return {f"workspaces-{name}": card for name, card in (_forms(texts) | _bookings(texts) | _lists(texts)).items()}


def _forms(texts: Texts) -> dict[str, Card]:
    meeting = replace(DESK_FORM, filled=MEETING)
    busy = Quieter(87, (QuietDay(date(2026, 12, 4), 35, team=True), QuietDay(date(2026, 12, 2), None, team=False)))
    hours = Span(START + timedelta(hours=2), START + timedelta(hours=3, minutes=30))
    room = Offer(ROOM, DAY, time(10), time(11, 30), hours)
    days = tuple(f"2026-12-{day:02}" for day in (1, 8, 15, 22, 29))
    weekly = replace(DESK_FORM, filled=replace(DESK_FORM.filled, days=days), day=None)
    every_week = replace(weekly, filled=replace(weekly.filled, weekdays=("tuesday", "friday"), until="2027-03-01"))
    holiday = Refusal("holiday", day=date(2026, 12, 25), names={"nl": "eerste kerstdag", "en": "Christmas Day"})
    found = (
        DayFound(DAY, OFFERS[0]),
        DayFound(date(2026, 12, 8), OFFERS[2]),
        DayFound(date(2026, 12, 25), refusal=holiday),
    )
    no_desks = Refusal(
        "no-desks", names={"nl": "Huis aan de Markt", "en": "Huis aan de Markt"}, alternatives=OTHERS[:2]
    )
    wrong = (texts("workspaces-wrong-hours-typed"),)
    return {
        "form-desk": form(texts, replace(DESK_FORM, notes=(texts("workspaces-note-no-day"),))),
        "form-desk-free": form(texts, replace(DESK_FORM, looked=True, offers=OFFERS)),
        "form-desk-taken": form(texts, replace(DESK_FORM, looked=True, refusal=Refusal("taken", alternatives=OTHERS))),
        "form-desk-busy": form(texts, replace(DESK_FORM, looked=True, offers=OFFERS[:1], quieter=busy)),
        "form-desk-own": form(texts, replace(DESK_FORM, looked=True, refusal=Refusal("own-overlap"))),
        "form-desk-none": form(texts, replace(DESK_FORM, looked=True, refusal=no_desks)),
        "form-desk-features": form(
            texts, replace(DESK_FORM, filled=replace(DESK_FORM.filled, features=("window",), accessible=True))
        ),
        "form-days": form(texts, replace(weekly, looked=True, found=found)),
        "form-weekly": form(texts, replace(every_week, looked=True, found=found)),
        "form-weekly-later": form(texts, replace(every_week, filled=replace(every_week.filled, days=()), looked=True)),
        "form-room": form(texts, replace(meeting, filled=replace(MEETING, start="", end=""), notes=wrong, day=None)),
        "form-room-free": form(texts, replace(meeting, looked=True, offers=(room,) * 7)),
        "form-change": form(
            texts,
            replace(
                DESK_FORM, filled=replace(DESK_FORM.filled, booking="b"), looked=True, offers=OFFERS, changing=BOOKED
            ),
        ),
    }


def _bookings(texts: Texts) -> dict[str, Card]:
    def at(state: State, happened: Happened | None = None) -> Card:
        said = {"declined": "workspaces-said-declined", "changed": "workspaces-said-changed"}.get(happened or "", "")
        alternatives = OTHERS if happened == "declined" else ()
        shown = replace(BOOKED, state=state, wanted=OTHERS[2] if state == "changing" else None)
        return booking(texts, ORGANISATION, shown, said=texts(said) if said else "", alternatives=alternatives)

    partner = replace(BOOKED, place=Place("w", "Werken in de wijk", "partner", "wijk", capacity=0))
    return {
        "booking-partner": booking(texts, ORGANISATION, partner),
        "booking-reserved": at("reserved"),
        "booking-confirmed": booking(texts, ORGANISATION, BOOKED, workday="office"),
        "booking-changed": at("confirmed", "changed"),
        "booking-changing": at("changing"),
        "booking-declined": at("declined", "declined"),
        "booking-cancelled": at("cancelled"),
        "booking-failed": at("failed"),
        "booking-released": at("released"),
        "booking-room": booking(texts, ORGANISATION, replace(BOOKED, place=ROOM, people=8)),
    }


def _lists(texts: Texts) -> dict[str, Card]:
    several = tuple(
        replace(BOOKED, id=str(week), day=DAY + timedelta(weeks=week), state="reserved" if week else "confirmed")
        for week in range(9)
    )
    late = Refusal("too-far", {"days": 28}, day=date(2026, 12, 28))
    not_all = (Outcome(DAY, BOOKED), Outcome(date(2026, 12, 29), refusal=late))
    first, last = words.day_of(texts, date(2026, 12, 7)), words.day_of(texts, date(2026, 12, 11))
    return {
        "mine": lists.mine(texts, ORGANISATION, several),
        "mine-last": lists.mine(
            texts, ORGANISATION, several, first=6, said=texts("workspaces-said-cancelled-days", count=2)
        ),
        "mine-own-calendar": lists.mine(texts, ORGANISATION, several[:1], own=True),
        "mine-booking-mailbox": lists.mine(texts, ORGANISATION, several[:1], own=False),
        "mine-none": lists.mine(texts, ORGANISATION, ()),
        "days": lists.days(texts, ORGANISATION, several[:3], first=first, last=last),
        "days-none": lists.days(texts, ORGANISATION, (), first=first, last=last),
        "outcomes": outcomes.outcomes(texts, ORGANISATION, "desk", not_all),
        "outcomes-all": outcomes.outcomes(texts, ORGANISATION, "desk", not_all[:1] * 3),
        "outcomes-none": outcomes.outcomes(texts, ORGANISATION, "desk", not_all[1:]),
        "mine-weekly": lists.mine(texts, ORGANISATION, several[:1], weekly=(EVERY_WEEK, EVERY_OTHER)),
        "weekly-kept": weekly.kept(texts, ORGANISATION, Booked(EVERY_WEEK, not_all, date(2026, 12, 22))),
        "weekly-kept-later": weekly.kept(texts, ORGANISATION, Booked(EVERY_OTHER, ())),
        "weekly-missed": weekly.missed(texts, ORGANISATION, EVERY_WEEK, (Outcome(DAY, refusal=Refusal("taken")),)),
        "off": lists.off(texts, "Facilitaire Zaken", "facilitair@oss.example"),
    }
