"""Meetings that reserve a place, in the booking mailbox: made, followed, moved and called off."""
# pyright: reportMissingTypeStubs=false
# (the SDK's generated half is typed but not marked as such)

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, cast

from kiota_abstractions.base_request_configuration import RequestConfiguration
from kiota_abstractions.request_information import RequestInformation
from msgraph.generated.models.attendee import Attendee
from msgraph.generated.models.attendee_type import AttendeeType
from msgraph.generated.models.body_type import BodyType
from msgraph.generated.models.date_time_time_zone import DateTimeTimeZone
from msgraph.generated.models.email_address import EmailAddress
from msgraph.generated.models.event import Event
from msgraph.generated.models.item_body import ItemBody
from msgraph.generated.models.location import Location
from msgraph.generated.users.item.calendar.get_schedule.get_schedule_post_request_body import (
    GetSchedulePostRequestBody,
)
from msgraph.generated.users.item.calendar_view.calendar_view_request_builder import CalendarViewRequestBuilder
from msgraph.generated.users.item.calendar_view.delta.delta_request_builder import DeltaRequestBuilder
from msgraph.generated.users.item.events.item.cancel.cancel_post_request_body import CancelPostRequestBody

from graph.client import IN_BACKGROUND, GraphClient, Json, Patience
from graph.problems import CursorExpired, GraphProblem, NotFound

Response = Literal["none", "accepted", "tentative", "declined"]
RESPONSES: Mapping[str, Response] = {
    "accepted": "accepted",
    "organizer": "accepted",
    "tentativelyAccepted": "tentative",
    "declined": "declined",
}  # the rest has not answered
USED_BEFORE = "ErrorDuplicateTransactionId"
EXPIRED = "syncstatenotfound"
SCHEDULES_AT_ONCE = 20  # the most that getSchedule takes
LONGEST_SCHEDULE = timedelta(days=62)  # the most that it looks through at once
# The address of an event stays the same when it moves within the mailbox, and its times come back in UTC.
PREFER = 'IdType="ImmutableId", outlook.timezone="UTC"'
PAGE = "odata.maxpagesize=200"


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
    person: Invited
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


class GraphBookings:
    """The calendar of the booking mailbox `mailbox` (an address). Needs Calendars.ReadWrite, for that mailbox alone.

    Every method raises Unavailable when Graph does not answer within `patience`, Forbidden where the permission is
    missing, and GraphProblem for any other refusal.
    """

    def __init__(self, client: GraphClient, mailbox: str, patience: Patience = IN_BACKGROUND) -> None:
        self._client = client
        self._user = client.builders.users.by_user_id(mailbox)
        self._patience = patience

    async def create(self, booking: NewEvent) -> str:
        """Makes the meeting and invites the place and the person; answers its id. Doing it again with the same key
        makes nothing and answers the same id, also where the meeting has been changed since.
        """
        request = self._user.events.to_post_request_information(_event(booking), _preferring())
        try:
            return _id(await self._client.json(request, self._patience, repeatable=True))
        except GraphProblem as problem:
            if problem.code != USED_BEFORE:
                raise
            made = await self._made_before(booking)
            if made is None:
                raise
            return made

    async def _made_before(self, booking: NewEvent) -> str | None:
        """The id of the meeting with this key, which may have been moved some days since."""
        day = timedelta(days=31)
        fields = CalendarViewRequestBuilder.CalendarViewRequestBuilderGetQueryParameters(
            start_date_time=_moment(booking.start - day), end_date_time=_moment(booking.end + day), top=500
        )
        builder = self._user.calendar_view
        request = builder.to_get_request_information(_preferring(fields))
        async for item in self._client.items(builder, request, self._patience):
            if item.get("transactionId") == booking.key:
                return _id(item)
        return None

    async def response(self, event: str) -> EventState | None:
        """The meeting as it is now; None when it is not there: never made, deleted or called off."""
        request = self._user.events.by_event_id(event).to_get_request_information(_preferring())
        try:
            return _state(await self._client.json(request, self._patience))
        except NotFound:
            return None

    async def change(self, event: str, start: datetime, end: datetime, place: Invited | None = None) -> None:
        """Moves a meeting, to another place too where one is given. Every attendee has to answer anew; a place that
        declines has also let go of the time it had. Raises NotFound when the meeting is not there.
        """
        changed = Event(start=_time(start), end=_time(end))
        if place is not None:
            changed.location = _location(place)
            changed.attendees = [*await self._people_of(event), _attendee(place, AttendeeType.Resource)]
        builder = self._user.events.by_event_id(event)
        request = builder.to_patch_request_information(changed, _preferring())
        await self._client.json(request, self._patience, repeatable=True)

    async def _people_of(self, event: str) -> list[Attendee]:
        request = self._user.events.by_event_id(event).to_get_request_information(_preferring())
        found = _objects(await self._client.json(request, self._patience), "attendees")
        return [
            _attendee(Invited(str(who.get("address", "")), str(who.get("name", ""))), AttendeeType.Required)
            for each in found
            if each.get("type") != "resource"
            for who in [_object(each, "emailAddress")]
        ]

    async def cancel(self, event: str, words: str) -> None:
        """Calls a meeting off, with these words to whoever was invited. Nothing happens where it is not there."""
        builder = self._user.events.by_event_id(event).cancel
        request = builder.to_post_request_information(CancelPostRequestBody(comment=words), _preferring())
        try:
            await self._client.json(request, self._patience, repeatable=True)
        except NotFound:
            return

    async def changes(self, since: str, start: datetime, end: datetime) -> Changes:
        """What changed since `since`, the `link` of the last time; "" for the first time, or to look at another window.

        `start` and `end` bound what is followed; they count when it begins anew, as it also does by itself where
        Exchange no longer knows what there was before.
        """
        if since:
            try:
                return await self._round(self._client.follow(self._user.calendar_view.delta, since, _headers()), False)
            except GraphProblem as problem:
                if not isinstance(problem, CursorExpired) and problem.code.lower() != EXPIRED:
                    raise
        fields = DeltaRequestBuilder.DeltaRequestBuilderGetQueryParameters(
            start_date_time=_moment(start), end_date_time=_moment(end)
        )
        return await self._round(
            self._user.calendar_view.delta.to_get_request_information(_preferring(fields, PAGE)), True
        )

    async def _round(self, request: RequestInformation, complete: bool) -> Changes:
        events: dict[str, EventState] = {}
        removed: dict[str, None] = {}
        link = ""
        async for page in self._client.pages(self._user.calendar_view.delta, request, self._patience):
            for item in _objects(page, "value"):
                id = _id(item)
                if "@removed" in item:
                    events.pop(id, None)
                    removed[id] = None
                else:
                    removed.pop(id, None)
                    events[id] = _state(item)
            link = str(page.get("@odata.deltaLink") or "")
        if not link:
            raise GraphProblem(200, "unreadable", "a round of changes without a link for the next one")
        return Changes(tuple(events.values()), tuple(removed), link, complete)

    async def busy(self, addresses: Sequence[str], start: datetime, end: datetime) -> dict[str, tuple[Busy, ...]]:
        """What is in the calendars of these mailboxes between two moments, by address in lower case. A mailbox that
        cannot be looked into is not among them. An area has as many at a moment as there are desks taken.
        """
        found: dict[str, list[Busy]] = {}
        wanted = list(dict.fromkeys(address.lower() for address in addresses))
        while start < end:
            until = min(end, start + LONGEST_SCHEDULE)
            for first in range(0, len(wanted), SCHEDULES_AT_ONCE):
                for address, busy in await self._busy(wanted[first : first + SCHEDULES_AT_ONCE], start, until):
                    found.setdefault(address, []).extend(busy)
            start = until
        return {address: tuple(busy) for address, busy in found.items()}

    async def _busy(self, addresses: list[str], start: datetime, end: datetime) -> list[tuple[str, list[Busy]]]:
        body = GetSchedulePostRequestBody(schedules=addresses, start_time=_time(start), end_time=_time(end))
        request = self._user.calendar.get_schedule.to_post_request_information(body, _preferring())
        answer = await self._client.json(request, self._patience, repeatable=True)
        return [
            (str(each.get("scheduleId", "")).lower(), [_busy(item) for item in _objects(each, "scheduleItems")])
            for each in _objects(answer, "value")
            if not each.get("error")
        ]


def _event(booking: NewEvent) -> Event:
    return Event(
        subject=booking.subject,
        body=ItemBody(content_type=BodyType.Text, content=booking.words),
        start=_time(booking.start),
        end=_time(booking.end),
        location=_location(booking.place),
        attendees=[
            _attendee(booking.person, AttendeeType.Required),
            _attendee(booking.place, AttendeeType.Resource),
        ],
        allow_new_time_proposals=False,
        transaction_id=booking.key,
    )


def _attendee(who: Invited, kind: AttendeeType) -> Attendee:
    return Attendee(email_address=EmailAddress(address=who.address, name=who.name), type=kind)


def _location(place: Invited) -> Location:
    return Location(display_name=place.name, location_email_address=place.address)


def _time(moment: datetime) -> DateTimeTimeZone:
    return DateTimeTimeZone(
        date_time=moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds"), time_zone="UTC"
    )


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def _headers(more: str = "") -> dict[str, str]:
    return {"Prefer": f"{PREFER}, {more}" if more else PREFER}


def _preferring(fields: Any = None, more: str = "") -> RequestConfiguration[Any]:
    wanted: RequestConfiguration[Any] = RequestConfiguration(query_parameters=fields)
    for name, value in _headers(more).items():
        wanted.headers.add(name, value)
    return wanted


def _state(item: Json) -> EventState:
    answers: dict[str, Answered] = {}
    for each in _objects(item, "attendees"):
        status, address = _object(each, "status"), _object(each, "emailAddress").get("address")
        if isinstance(address, str) and address:
            said = RESPONSES.get(str(status.get("response")), "none")
            answers[address.lower()] = Answered(said, _answered_at(status.get("time")) if said != "none" else None)
    return EventState(
        id=_id(item),
        key=str(item.get("transactionId") or ""),
        start=_read(item.get("start")),
        end=_read(item.get("end")),
        cancelled=item.get("isCancelled") is True,
        answers=answers,
    )


def _busy(item: Json) -> Busy:
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


def _id(item: Json) -> str:
    id = item.get("id")
    if not isinstance(id, str) or not id:
        raise GraphProblem(200, "unreadable", "an event without an id")
    return id


def _object(item: Json, name: str) -> Json:
    value = item.get(name)
    return cast(Json, value) if isinstance(value, dict) else {}


def _objects(item: Json, name: str) -> list[Json]:
    value: Any = item.get(name)
    found = cast("list[Any]", value) if isinstance(value, list) else []
    return [cast(Json, each) for each in found if isinstance(each, dict)]
