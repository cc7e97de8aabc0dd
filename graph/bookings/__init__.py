"""Meetings that reserve a place, of the booking mailbox or of a person: made, followed, moved and called off."""
# pyright: reportMissingTypeStubs=false
# (the SDK's generated half is typed but not marked as such)

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from kiota_abstractions.base_request_configuration import RequestConfiguration
from kiota_abstractions.request_information import RequestInformation
from msgraph.generated.models.event import Event
from msgraph.generated.users.item.calendar.get_schedule.get_schedule_post_request_body import (
    GetSchedulePostRequestBody,
)
from msgraph.generated.users.item.calendar_view.calendar_view_request_builder import CalendarViewRequestBuilder
from msgraph.generated.users.item.calendar_view.delta.delta_request_builder import DeltaRequestBuilder
from msgraph.generated.users.item.events.item.cancel.cancel_post_request_body import CancelPostRequestBody

from graph.bookings.meeting import (
    Answered,
    Busy,
    Changes,
    EventState,
    Invited,
    NewEvent,
    Response,
    as_event,
    as_text,
    as_time,
    busy_of,
    id_of,
    objects_in,
    state_of,
)
from graph.client import IN_BACKGROUND, GraphClient, Patience
from graph.problems import CursorExpired, GraphProblem, NotFound

__all__ = ["Answered", "Busy", "Changes", "EventState", "GraphBookings", "Invited", "NewEvent", "Response"]

USED_BEFORE = "ErrorDuplicateTransactionId"
EXPIRED = "syncstatenotfound"
SCHEDULES_AT_ONCE = 20  # the most that getSchedule takes
LONGEST_SCHEDULE = timedelta(days=62)  # the most that it looks through at once
# The address of an event stays the same when it moves within the mailbox, and its times come back in UTC.
PREFER = 'IdType="ImmutableId", outlook.timezone="UTC"'
PAGE = "odata.maxpagesize=200"


class GraphBookings:
    """The calendar of a mailbox: the booking mailbox (an address), for which the application needs Calendars.ReadWrite,
    for that mailbox alone; or that of the person to whom `client` is bound (an id), who allowed Calendars.ReadWrite.

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
        request = self._user.events.to_post_request_information(as_event(booking), _preferring())
        try:
            return id_of(await self._client.json(request, self._patience, repeatable=True))
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
            start_date_time=as_text(booking.start - day), end_date_time=as_text(booking.end + day), top=500
        )
        builder = self._user.calendar_view
        request = builder.to_get_request_information(_preferring(fields))
        async for item in self._client.items(builder, request, self._patience):
            if item.get("transactionId") == booking.key:
                return id_of(item)
        return None

    async def response(self, event: str) -> EventState | None:
        """The meeting as it is now; None when it is not there: never made, deleted or called off."""
        request = self._user.events.by_event_id(event).to_get_request_information(_preferring())
        try:
            return state_of(await self._client.json(request, self._patience))
        except NotFound:
            return None

    async def change(self, event: str, start: datetime, end: datetime) -> None:
        """Moves a meeting. Every attendee has to answer anew; a place that declines has also let go of the time it had.
        Raises NotFound when the meeting is not there.
        """
        changed = Event(start=as_time(start), end=as_time(end))
        builder = self._user.events.by_event_id(event)
        request = builder.to_patch_request_information(changed, _preferring())
        await self._client.json(request, self._patience, repeatable=True)

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
            start_date_time=as_text(start), end_date_time=as_text(end)
        )
        return await self._round(
            self._user.calendar_view.delta.to_get_request_information(_preferring(fields, PAGE)), True
        )

    async def _round(self, request: RequestInformation, complete: bool) -> Changes:
        events: dict[str, EventState] = {}
        removed: dict[str, None] = {}
        link = ""
        async for page in self._client.pages(self._user.calendar_view.delta, request, self._patience):
            for item in objects_in(page, "value"):
                id = id_of(item)
                if "@removed" in item:
                    events.pop(id, None)
                    removed[id] = None
                else:
                    removed.pop(id, None)
                    events[id] = state_of(item)
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
        body = GetSchedulePostRequestBody(schedules=addresses, start_time=as_time(start), end_time=as_time(end))
        request = self._user.calendar.get_schedule.to_post_request_information(body, _preferring())
        answer = await self._client.json(request, self._patience, repeatable=True)
        return [
            (str(each.get("scheduleId", "")).lower(), [busy_of(item) for item in items if item.get("status") != "free"])
            for each in objects_in(answer, "value")
            for items in [objects_in(each, "scheduleItems")]
            if not each.get("error")
        ]


def _headers(more: str = "") -> dict[str, str]:
    return {"Prefer": f"{PREFER}, {more}" if more else PREFER}


def _preferring(fields: Any = None, more: str = "") -> RequestConfiguration[Any]:
    wanted: RequestConfiguration[Any] = RequestConfiguration(query_parameters=fields)
    for name, value in _headers(more).items():
        wanted.headers.add(name, value)
    return wanted
