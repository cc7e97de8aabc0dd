"""Where somebody works on a day, in their own Microsoft 365 work plan, which Outlook and Teams show to colleagues."""
# pyright: reportMissingTypeStubs=false
# (the SDK's generated half is typed but not marked as such)

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal, cast
from zoneinfo import ZoneInfo

from kiota_abstractions.base_request_configuration import RequestConfiguration
from msgraph.generated.models.date_time_time_zone import DateTimeTimeZone
from msgraph.generated.models.day_of_week import DayOfWeek
from msgraph.generated.models.patterned_recurrence import PatternedRecurrence
from msgraph.generated.models.recurrence_pattern import RecurrencePattern
from msgraph.generated.models.recurrence_pattern_type import RecurrencePatternType
from msgraph.generated.models.recurrence_range import RecurrenceRange
from msgraph.generated.models.recurrence_range_type import RecurrenceRangeType
from msgraph.generated.models.work_location_type import WorkLocationType
from msgraph.generated.models.work_location_update_scope import WorkLocationUpdateScope
from msgraph.generated.models.work_plan_occurrence import WorkPlanOccurrence
from msgraph.generated.models.work_plan_recurrence import WorkPlanRecurrence
from msgraph.generated.users.item.settings.work_hours_and_locations.occurrences.set_current_location.set_current_location_post_request_body import (  # noqa: E501
    SetCurrentLocationPostRequestBody,
)

from graph.client import IN_A_TURN, GraphClient, Json, Patience
from graph.problems import GraphProblem

Category = Literal["home", "office", "neighbourhood", "on_the_way"]
# Microsoft 365 knows the office, elsewhere, and nothing said. A partner's building and the road are elsewhere.
LOCATIONS: Mapping[Category | None, WorkLocationType] = {
    "office": WorkLocationType.Office,
    "home": WorkLocationType.Remote,
    "neighbourhood": WorkLocationType.Remote,
    "on_the_way": WorkLocationType.Remote,
    None: WorkLocationType.Unspecified,
}
TIME_OFF = "timeOff"
DAYS = tuple(DayOfWeek[name] for name in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"))


@dataclass(frozen=True)
class _Segment:
    """A part of a day in the work plan."""

    id: str
    start: datetime  # UTC
    end: datetime
    location: str
    recurrence: str | None


class GraphWorkLocation:
    """The work plan of the signed-in person. `client` is bound to that person, who allowed Calendars.ReadWrite.

    Every method raises Unavailable when Graph does not answer, and GraphProblem when it refuses; Forbidden with status
    401 means that the sign-in has ended.
    """

    def __init__(self, client: GraphClient, zone: ZoneInfo, patience: Patience = IN_A_TURN) -> None:
        """`zone`: of the organisation, in which a day begins and ends."""
        self._client = client
        self._plan = client.builders.me.settings.work_hours_and_locations
        self._zone = zone
        self._patience = patience

    async def set_day(
        self,
        day: date,
        category: Category | None,
        *,
        today: date,
        hours: tuple[time, time] = (time(9), time(17)),
    ) -> None:
        """Puts where this person works on a day in the work plan. None: nothing is said of it. Doing it again changes
        nothing; leave in the plan stays as it is.

        Only leave can be added to a plan by itself. A day that the plan does not have gets a pattern of that one day,
        with these `hours` of the clock on the wall.
        """
        wanted = LOCATIONS[category]
        segments = [each for each in await self._segments(day) if each.location != TIME_OFF]
        if segments and {each.location for each in segments} == {wanted}:
            return
        if segments and day == today:
            await self._set_today(wanted)
        elif segments:
            for segment in segments:
                await self._put(segment, wanted)
        elif category is not None:
            await self._add(day, wanted, hours)

    async def _segments(self, day: date) -> list[_Segment]:
        """What the plan has on a day, its parts in order. The SDK writes this address without its comma."""
        start, end = self._moment(day, time()), self._moment(day + timedelta(days=1), time())
        span = f"startDateTime='{_written(start)}Z',endDateTime='{_written(end)}Z'"
        builder = self._plan.occurrences_view_with_start_date_time_with_end_date_time("", "")
        address = f"{self._client.url}/me/settings/workHoursAndLocations/occurrencesView({span})"
        request = self._client.follow(builder, address, {"Prefer": 'outlook.timezone="UTC"'})
        found = [_segment(item) async for item in self._client.items(builder, request, self._patience)]
        return sorted((each for each in found if each.end > start and each.start < end), key=lambda each: each.start)

    async def _set_today(self, location: WorkLocationType) -> None:
        body = SetCurrentLocationPostRequestBody(
            update_scope=WorkLocationUpdateScope.CurrentDay, work_location_type=location
        )
        request = self._plan.occurrences.set_current_location.to_post_request_information(body)
        await self._client.json(request, self._patience, repeatable=True)

    async def _put(self, segment: _Segment, location: WorkLocationType) -> None:
        """An occurrence is replaced as a whole; its place goes where it is no longer the office."""
        body = WorkPlanOccurrence(
            start=_time(segment.start),
            end=_time(segment.end),
            recurrence_id=segment.recurrence,
            work_location_type=location,
        )
        builder = self._plan.occurrences.by_work_plan_occurrence_id(segment.id)
        wanted: RequestConfiguration[Any] = RequestConfiguration()
        wanted.headers.add("Prefer", 'outlook.timezone="UTC"')
        await self._client.json(builder.to_put_request_information(body, wanted), self._patience, repeatable=True)

    async def _add(self, day: date, location: WorkLocationType, hours: tuple[time, time]) -> None:
        pattern = RecurrencePattern(type=RecurrencePatternType.Weekly, interval=1, days_of_week=[DAYS[day.weekday()]])
        only = RecurrenceRange(type=RecurrenceRangeType.EndDate, start_date=day, end_date=day)
        start, end = (
            DateTimeTimeZone(date_time=datetime.combine(day, hour).isoformat(), time_zone=self._zone.key)
            for hour in hours
        )
        body = WorkPlanRecurrence(
            start=start,
            end=end,
            work_location_type=location,
            recurrence=PatternedRecurrence(pattern=pattern, range=only),
        )
        # Not repeatable: who asks again looks at the plan first, and finds what an attempt without answer left there.
        await self._client.json(self._plan.recurrences.to_post_request_information(body), self._patience)

    def _moment(self, day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, self._zone).astimezone(UTC)


def _segment(item: Json) -> _Segment:
    recurrence = item.get("recurrenceId")
    return _Segment(
        id=str(item.get("id", "")),
        start=_read(item.get("start")),
        end=_read(item.get("end")),
        location=str(item.get("workLocationType", "")),
        recurrence=recurrence if isinstance(recurrence, str) else None,
    )


def _read(value: object) -> datetime:
    """A time of the plan, in whichever zone it was written."""
    given = cast(Json, value) if isinstance(value, dict) else {}
    try:
        moment = datetime.fromisoformat(str(given.get("dateTime"))[:19])  # there are seven digits behind the second
        zone = ZoneInfo(str(given.get("timeZone") or "UTC"))
    except (ValueError, KeyError, OSError) as error:
        raise GraphProblem(200, "unreadable", "a time of the work plan that cannot be read") from error
    return moment.replace(tzinfo=zone).astimezone(UTC)


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds")


def _time(moment: datetime) -> DateTimeTimeZone:
    return DateTimeTimeZone(date_time=_written(moment), time_zone="UTC")
