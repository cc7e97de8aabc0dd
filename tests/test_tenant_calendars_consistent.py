"""Whatever happens in the calendars of the local tenant, no place is given twice and both sides say the same."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from tenant.attendant import Attendant
from tenant.calendars import Calendars
from tenant.directory import Directory
from tenant.mailboxes import Mailboxes, add_booking_mailbox
from tenant.meetings import Attendee, Draft, Event
from tenant.places import Place, Places
from tenant.state import State

TENANT = "11111111-2222-3333-4444-555555555555"
START = datetime(2027, 3, 27, tzinfo=UTC)  # the night after it, the clock goes forward
STEPS = 400
ROOM = Place("1", "room", "Kamer", address="kamer@x.example", capacity=4)
DESK = Place("2", "desk", "Bureau", address="bureau@x.example", capacity=1)
AREA = Place("3", "workspace", "Gebied", address="gebied@x.example", capacity=3)


@pytest.fixture
def calendars(tmp_path: Path) -> Iterator[Calendars]:
    state = State(tmp_path / "state.db")
    add_booking_mailbox(state, str(UUID(TENANT)), "x.example", "X")
    made = Calendars(state, Mailboxes(Directory(state), Places([ROOM, DESK, AREA]), "x.example"))
    made.delay, made.today = 0.0, lambda: START
    yield made
    state.close()


class Outlook:
    """Somebody who books, moves, calls off and declines at random."""

    def __init__(self, calendars: Calendars, seed: int) -> None:
        self.calendars, self.chance = calendars, random.Random(seed)
        self.attendant = Attendant(calendars)

    def step(self) -> None:
        """One thing that happens; or resources answer what they were asked, so that answers come late."""
        booking = self.calendars.mailboxes.booking
        own = [each for each in self.calendars.all(booking) if not each.cancelled]
        deed = self.chance.choice(("book", "book", "book", "move", "cancel", "decline", "swap", "answer", "answer"))
        if deed == "answer":
            self.attendant.answer_due()
        elif deed == "book":
            self.calendars.create(booking, self.times(Draft("Plek", "", "")), [self.guest()])
        elif own:
            event = self.chance.choice(own)
            if deed == "move":
                self.calendars.change(event, self.times(event.draft))
            elif deed == "swap":
                self.calendars.change(event, event.draft, [self.guest()])
            elif deed == "cancel":
                self.calendars.cancel(event)
            else:
                self.decline(event)

    def decline(self, event: Event) -> None:
        for theirs in self.calendars.all(event.attendees[0].address):
            if theirs.uid == event.uid:
                self.calendars.respond(theirs, "declined")

    def guest(self) -> Attendee:
        place = self.chance.choice((ROOM, DESK, AREA))
        return Attendee(place.address, place.name, "resource")

    def times(self, draft: Draft) -> Draft:
        start = START + timedelta(minutes=15 * self.chance.randrange(200))
        end = start + timedelta(minutes=15 * self.chance.randrange(1, 24))
        return replace(draft, start=start.isoformat()[:19], end=end.isoformat()[:19])


def settle(outlook: Outlook) -> None:
    while outlook.calendars.state.row("SELECT 1 FROM calendar_requests") is not None:
        outlook.attendant.answer_due()


def most_at_once(events: list[Event]) -> int:
    moments = {each.draft.start for each in events}
    return max((sum(each.draft.start <= at < each.draft.end for each in events) for at in moments), default=0)


@pytest.mark.parametrize("seed", range(4))
def test_no_place_is_given_more_often_than_it_is_there(calendars: Calendars, seed: int):
    outlook = Outlook(calendars, seed)
    for _ in range(STEPS):
        outlook.step()
        for place, limit in ((ROOM, 1), (DESK, 1), (AREA, 3)):
            accepted = [each for each in calendars.all(place.address) if each.response == "accepted"]
            assert most_at_once(accepted) <= limit


@pytest.mark.parametrize("seed", range(4))
def test_both_sides_say_the_same_once_every_place_has_answered(calendars: Calendars, seed: int):
    outlook = Outlook(calendars, seed)
    for _ in range(STEPS):
        outlook.step()
    settle(outlook)
    booked = calendars.all(calendars.mailboxes.booking)
    held = {(each.uid, each.mailbox): each for place in (ROOM, DESK, AREA) for each in calendars.all(place.address)}
    for event in booked:
        (guest,) = event.attendees
        theirs = held.pop((event.uid, guest.address), None)
        assert guest.response in ("accepted", "declined")
        assert (theirs is not None) == (guest.response == "accepted")
        if theirs is not None:
            assert (theirs.draft.start, theirs.draft.end) == (event.draft.start, event.draft.end)
            assert (theirs.response, theirs.draft.show_as) == ("accepted", "busy")
    assert held == {}, "nothing is held for a meeting that is not there"
    assert len(booked) > 20


@pytest.mark.parametrize("seed", range(2))
def test_who_follows_the_changes_has_what_there_is(calendars: Calendars, seed: int):
    outlook, known, since = Outlook(calendars, seed), dict[str, Event](), 0
    for _ in range(STEPS):
        outlook.step()
        if outlook.chance.random() < 0.2:
            for event in calendars.changes(calendars.mailboxes.booking, since, 10_000, deleted=True):
                known[event.id] = event
            since = calendars.last_change
    settle(outlook)
    for event in calendars.changes(calendars.mailboxes.booking, since, 10_000, deleted=True):
        known[event.id] = event
    alive = {event.id: event for event in known.values() if not event.deleted}
    assert alive == {event.id: event for event in calendars.all(calendars.mailboxes.booking)}
