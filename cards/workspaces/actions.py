"""Every button of the cards about booking a place; see cards.actions for what a button is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from cards.actions import Action

FORM = 2  # days that a form can be used: it holds what somebody asked for, such as room for a wheelchair
STANDING = 120  # days that a booking can be changed or cancelled by its card; none is made for further ahead


@dataclass(frozen=True)
class OpenBookingForm(Action):
    """Opens an empty form for a desk, a room or a booth, on a day where one is given."""

    verb: ClassVar[str] = "workspaces.open"
    once: ClassVar[bool] = False
    kind: str = "desk"
    day: str = ""


@dataclass(frozen=True)
class NoteWorkday(Action):
    """Registers the day of a booked desk as one at the office, or in the neighbourhood where that is a partner's."""

    verb: ClassVar[str] = "workspaces.note_day"
    once: ClassVar[bool] = False
    days: ClassVar[int] = STANDING
    booking: str


@dataclass(frozen=True)
class LookForPlace(Action):
    """Shows on the form what is free of what is filled in now.

    `shown`: what the card showed, for what is not asked on it. `days_on`: so many days later, or earlier below 0.
    """

    verb: ClassVar[str] = "workspaces.look"
    once: ClassVar[bool] = False
    days: ClassVar[int] = FORM
    shown: Mapping[str, object] = field(default_factory=dict[str, object])
    days_on: int = 0


@dataclass(frozen=True)
class BookPlace(Action):
    """Books this place on this day, between these hours; in the place of `booking` where that is there.

    `shown`: what was filled in when it was offered. Where something else is filled in now, nothing is booked.
    """

    verb: ClassVar[str] = "workspaces.book"
    days: ClassVar[int] = FORM
    place: str
    day: str
    start: str
    end: str
    people: int = 1
    booking: str = ""
    shown: Mapping[str, object] = field(default_factory=dict[str, object])


@dataclass(frozen=True)
class BookDays(Action):
    """Books what is best on each of the days that the card showed."""

    verb: ClassVar[str] = "workspaces.book_days"
    days: ClassVar[int] = FORM
    shown: Mapping[str, object] = field(default_factory=dict[str, object])


@dataclass(frozen=True)
class BookWeekly(Action):
    """Books the days that the card showed, and those after them as they come within reach."""

    verb: ClassVar[str] = "weekly.book"
    days: ClassVar[int] = FORM
    shown: Mapping[str, object] = field(default_factory=dict[str, object])


@dataclass(frozen=True)
class RepeatWeekly(Action):
    """Opens the form to have every week what is booked here."""

    verb: ClassVar[str] = "weekly.repeat"
    once: ClassVar[bool] = False
    days: ClassVar[int] = STANDING
    booking: str


@dataclass(frozen=True)
class EndWeekly(Action):
    """Books it no longer. `cancelling`: what was booked by it for after today is cancelled, too."""

    verb: ClassVar[str] = "weekly.end"
    days: ClassVar[int] = STANDING
    weekly: str
    cancelling: bool = False


@dataclass(frozen=True)
class ShowBooking(Action):
    """Shows a booking as it is now."""

    verb: ClassVar[str] = "workspaces.show"
    once: ClassVar[bool] = False
    days: ClassVar[int] = STANDING
    booking: str


@dataclass(frozen=True)
class ChangeBooking(Action):
    """Opens the form with a booking, to change it."""

    verb: ClassVar[str] = "workspaces.change"
    once: ClassVar[bool] = False
    days: ClassVar[int] = STANDING
    booking: str


@dataclass(frozen=True)
class CancelBooking(Action):
    """Cancels a booking. `listed`: the list of bookings is shown afterwards, and not the booking."""

    verb: ClassVar[str] = "workspaces.cancel"
    days: ClassVar[int] = STANDING
    booking: str
    listed: bool = False


@dataclass(frozen=True)
class ShowMyBookings(Action):
    """Shows what somebody has booked, in the place of the card or below it."""

    verb: ClassVar[str] = "workspaces.mine"
    once: ClassVar[bool] = False
    days: ClassVar[int] = STANDING
    first: int = 0  # how many are passed over
    here: bool = False


@dataclass(frozen=True)
class LookAtDays(Action):
    """Shows which bookings there are on the days that were filled in, to cancel them."""

    verb: ClassVar[str] = "workspaces.look_days"
    once: ClassVar[bool] = False


@dataclass(frozen=True)
class CancelDays(Action):
    """Cancels these bookings, which were shown."""

    verb: ClassVar[str] = "workspaces.cancel_days"
    bookings: tuple[str, ...]


@dataclass(frozen=True)
class UseOwnCalendar(Action):
    """Makes the meetings of new bookings in somebody's own calendar; pressed for them once they have signed in. `here`:
    the list of bookings is shown in the place of the card.
    """

    verb: ClassVar[str] = "own_calendar.use"
    once: ClassVar[bool] = False
    here: bool = False


@dataclass(frozen=True)
class LeaveOwnCalendar(Action):
    """Makes them in the calendar of the booking mailbox again."""

    verb: ClassVar[str] = "own_calendar.leave"
    once: ClassVar[bool] = False
