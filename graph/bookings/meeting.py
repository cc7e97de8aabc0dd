"""A meeting that reserves a place: what it is made of, and how it is read from what Graph gives."""
# pyright: reportMissingTypeStubs=false
# (the SDK's generated half is typed but not marked as such)

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, cast

from msgraph.generated.models.attendee import Attendee
from msgraph.generated.models.attendee_type import AttendeeType
from msgraph.generated.models.body_type import BodyType
from msgraph.generated.models.date_time_time_zone import DateTimeTimeZone
from msgraph.generated.models.email_address import EmailAddress
from msgraph.generated.models.event import Event
from msgraph.generated.models.item_body import ItemBody
from msgraph.generated.models.location import Location

from graph.client import Json
from graph.problems import GraphProblem

Response = Literal["none", "accepted", "tentative", "declined"]
RESPONSES: Mapping[str, Response] = {
    "accepted": "accepted",
    "organizer": "accepted",
    "tentativelyAccepted": "tentative",
    "declined": "declined",
}  # the rest has not answered


@dataclass(frozen=True)
class Invited:
    """Somebody's or a place's mailbox."""

    address: str
    name: str


@dataclass(frozen=True)
class NewEvent:
    """A meeting to make. `key` stays the same through every attempt at it, and so does all else: Exchange then makes
    one. `start` and `end` are aware moments; `words` is the text of the invitation, without markup.
    """

    key: str
    subject: str
    start: datetime
    end: datetime
    place: Invited
    person: Invited | None  # None: the meeting is theirs
    words: str = ""


@dataclass(frozen=True)
class Answered:
    """What an attendee said to an invitation, and when; None where that was never."""

    response: Response
    at: datetime | None


@dataclass(frozen=True)
class EventState:
    """A meeting as the booking mailbox has it now. `key` is "" for one that somebody else made there."""

    id: str
    key: str
    start: datetime  # UTC
    end: datetime
    cancelled: bool
    answers: Mapping[str, Answered]  # by address in lower case, the organiser left out
    uid: str = ""  # the same in every calendar that has it

    def response_of(self, address: str) -> Response:
        """What the mailbox with this address said: "none" for nothing yet, and for one that is not invited."""
        answered = self.answers.get(address.lower())
        return answered.response if answered else "none"


@dataclass(frozen=True)
class Changes:
    """What is different since the last time. `complete`: these are all meetings of the window, as the first time and
    when too much time had passed; what is not among them is no longer there.

    `removed` holds ids: deleted, called off by the organiser, or moved out of the window; ask for the event to know.
    """

    events: tuple[EventState, ...]
    removed: tuple[str, ...]
    link: str  # for the next time
    complete: bool


@dataclass(frozen=True)
class Busy:
    """From a moment until another, in UTC, something is in a calendar."""

    start: datetime
    end: datetime


def as_event(booking: NewEvent) -> Event:
    """The event that makes a booking."""
    return Event(
        subject=booking.subject,
        body=ItemBody(content_type=BodyType.Text, content=booking.words),
        start=as_time(booking.start),
        end=as_time(booking.end),
        location=as_location(booking.place),
        attendees=[
            *([as_attendee(booking.person, AttendeeType.Required)] if booking.person else []),
            as_attendee(booking.place, AttendeeType.Resource),
        ],
        allow_new_time_proposals=False,
        transaction_id=booking.key,
    )


def as_attendee(who: Invited, kind: AttendeeType) -> Attendee:
    """Whoever is invited."""
    return Attendee(email_address=EmailAddress(address=who.address, name=who.name), type=kind)


def as_location(place: Invited) -> Location:
    """Where a meeting is."""
    return Location(display_name=place.name, location_email_address=place.address)


def as_time(moment: datetime) -> DateTimeTimeZone:
    """A moment as the SDK writes it in an event."""
    return DateTimeTimeZone(
        date_time=moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds"), time_zone="UTC"
    )


def as_text(moment: datetime) -> str:
    """A moment as an address has it."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def state_of(item: Json) -> EventState:
    """A meeting out of what Graph gave. Raises GraphProblem for what cannot be read."""
    answers: dict[str, Answered] = {}
    for each in objects_in(item, "attendees"):
        status, address = object_in(each, "status"), object_in(each, "emailAddress").get("address")
        if isinstance(address, str) and address:
            said = RESPONSES.get(str(status.get("response")), "none")
            answers[address.lower()] = Answered(said, _answered_at(status.get("time")) if said != "none" else None)
    return EventState(
        id=id_of(item),
        key=str(item.get("transactionId") or ""),
        start=_read(item.get("start")),
        end=_read(item.get("end")),
        cancelled=item.get("isCancelled") is True,
        answers=answers,
        uid=str(item.get("iCalUId") or ""),
    )


def busy_of(item: Json) -> Busy:
    """A time out of a schedule. Raises GraphProblem for what cannot be read."""
    return Busy(_read(item.get("start")), _read(item.get("end")))


def _read(value: object) -> datetime:
    """A time of an event. It is in UTC, as was asked. Raises GraphProblem for what is no time."""
    given = cast(Json, value) if isinstance(value, dict) else {}
    if given.get("timeZone") not in ("UTC", "Etc/GMT", "Etc/UTC", None):
        raise GraphProblem(200, "unreadable", "a time that is not in UTC, though that was asked")
    return _utc(given.get("dateTime"))


def _utc(value: object) -> datetime:
    try:
        moment = datetime.fromisoformat(str(value)[:19])  # Graph writes seven digits behind the second
    except ValueError as error:
        raise GraphProblem(200, "unreadable", "no date and time") from error
    return moment.replace(tzinfo=UTC)


def _answered_at(value: object) -> datetime | None:
    """When somebody answered; Exchange writes the year 1 for never."""
    if not isinstance(value, str) or value.startswith("0001"):
        return None
    return _utc(value)


def id_of(item: Json) -> str:
    """The id of an event. Raises GraphProblem where it has none."""
    id = item.get("id")
    if not isinstance(id, str) or not id:
        raise GraphProblem(200, "unreadable", "an event without an id")
    return id


def object_in(item: Json, name: str) -> Json:
    """An object inside an answer; empty where there is none."""
    value = item.get(name)
    return cast(Json, value) if isinstance(value, dict) else {}


def objects_in(item: Json, name: str) -> list[Json]:
    """The objects in a list inside an answer; what is no object is left out."""
    value: Any = item.get(name)
    found = cast("list[Any]", value) if isinstance(value, list) else []
    return [cast(Json, each) for each in found if isinstance(each, dict)]
