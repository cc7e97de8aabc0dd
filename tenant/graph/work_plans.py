"""Graph: work hours and locations of a person, which only they themselves can see and change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, cast, get_args

from aiohttp import web

from tenant.graph import zones
from tenant.graph.call import Call, GraphError, done, inner_list, inner_object, reply
from tenant.graph.query import Entity, page, select
from tenant.work_plans import DAYS, Details, LocationType, Occurrence, Recurrence

OCCURRENCE = ("id", "start", "end", "placeId", "recurrenceId", "timeOffDetails", "workLocationType")
RECURRENCE = ("id", "start", "end", "placeId", "recurrence", "workLocationType")
MOST_WEEKS, MOST_TIMES = 99, 999
FIRST_YEAR, LAST_YEAR = 1990, 2200  # of a pattern: it is gone through from its first day
SCOPES = ("currentSegment", "currentDay")


async def settings(call: Call) -> web.Response:
    """GET .../settings/workHoursAndLocations."""
    return _settings(call, _person(call))


async def change_settings(call: Call) -> web.Response:
    """PATCH .../settings/workHoursAndLocations."""
    person, body = _person(call), await call.body()
    details = body.get("maxSharedWorkLocationDetails")
    if details is not None:
        if details not in get_args(Details):
            raise _refused("The value of maxSharedWorkLocationDetails is not one of its members.")
        call.tenant.work_plans.set_details(person, str(details))
    return _settings(call, person)


async def view(call: Call) -> web.Response:
    """GET .../occurrencesView(startDateTime='...',endDateTime='...')."""
    person, given = _person(call), call.address.arguments
    if not {"startDateTime", "endDateTime"} <= given.keys():
        raise _refused("The parameters startDateTime and endDateTime are required.")
    start, end = (zones.moment(given[name], what=name) for name in ("startDateTime", "endDateTime"))
    if not start < end or start < str(FIRST_YEAR) or end > str(LAST_YEAR):
        raise _refused("The endDateTime must be later than the startDateTime.")
    found = [_occurrence(call, each) for each in call.tenant.work_plans.occurrences(person, start, end)]
    return reply(page(call, found, shown=lambda each: select(call, each, OCCURRENCE, OCCURRENCE)))


async def add(call: Call) -> web.Response:
    """POST .../occurrences: leave alone can be added like this; all else comes from patterns."""
    person, body = _person(call), await call.body()
    if body.get("workLocationType") != "timeOff":
        raise _refused("Only time-off occurrences can be created. Other occurrences are generated from recurrences.")
    made = call.tenant.work_plans.keep_occurrence(person, _read(body, Occurrence("", "", "", "timeOff")))
    return reply(_occurrence(call, made), 201)


async def occurrence(call: Call) -> web.Response:
    """GET .../occurrences/{occurrence}."""
    return reply(_occurrence(call, _found(call)))


async def put(call: Call) -> web.Response:
    """PUT .../occurrences/{occurrence}: the whole of it."""
    before, body = _found(call), await call.body()
    made = call.tenant.work_plans.keep_occurrence(_person(call), _read(body, before))
    return reply(_occurrence(call, made))


async def delete(call: Call) -> web.Response:
    """DELETE .../occurrences/{occurrence}."""
    call.tenant.work_plans.delete_occurrence(_person(call), _found(call))
    return done()


async def set_current(call: Call) -> web.Response:
    """POST .../occurrences/setCurrentLocation."""
    person, body = _person(call), await call.body()
    scope, location = body.get("updateScope") or "currentSegment", _location(body)
    if scope not in SCOPES or location == "timeOff":
        raise _refused("The value of updateScope or workLocationType cannot be used here.")
    segment = scope == "currentSegment"
    place = _place(body, location)
    call.tenant.work_plans.set_today(person, location, place, segment=segment, at=call.tenant.calendars.today())
    return done()


async def recurrences(call: Call) -> web.Response:
    """GET .../recurrences."""
    found = [_recurrence(each) for each in call.tenant.work_plans.recurrences(_person(call))]
    return reply(page(call, found, shown=lambda each: select(call, each, RECURRENCE, RECURRENCE)))


async def add_recurrence(call: Call) -> web.Response:
    """POST .../recurrences."""
    made = call.tenant.work_plans.keep_recurrence(_person(call), _pattern(await call.body(), ""))
    return reply(_recurrence(made), 201)


async def recurrence(call: Call) -> web.Response:
    """GET .../recurrences/{recurrence}."""
    return reply(_recurrence(_found_pattern(call)))


async def put_recurrence(call: Call) -> web.Response:
    """PUT .../recurrences/{recurrence}."""
    before = _found_pattern(call)
    return reply(
        _recurrence(call.tenant.work_plans.keep_recurrence(_person(call), _pattern(await call.body(), before.id)))
    )


async def delete_recurrence(call: Call) -> web.Response:
    """DELETE .../recurrences/{recurrence}."""
    call.tenant.work_plans.delete_recurrence(_person(call), _found_pattern(call).id)
    return done()


def _person(call: Call) -> str:
    """Whoever asks, in whose plan they are. The application has no permission for any."""
    if not call.person:
        raise GraphError(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.")
    return call.person


def _settings(call: Call, person: str) -> web.Response:
    context = f"{call.tenant.base_url}/v1.0/$metadata#users('{person}')/settings/workHoursAndLocations"
    details = call.tenant.work_plans.details(person)
    return reply({"@odata.context": context, "id": "workHoursAndLocations", "maxSharedWorkLocationDetails": details})


def _found(call: Call) -> Occurrence:
    found = call.tenant.work_plans.occurrence(_person(call), call.values["occurrence"])
    if found is None:
        raise _missing()
    return found


def _found_pattern(call: Call) -> Recurrence:
    for each in call.tenant.work_plans.recurrences(_person(call)):
        if each.id == call.values["recurrence"]:
            return each
    raise _missing()


def _missing() -> GraphError:
    return GraphError(404, "ErrorItemNotFound", "The specified object was not found in the store.")


def _refused(message: str) -> GraphError:
    return GraphError(400, "ErrorInvalidRequest", message)


def _occurrence(call: Call, found: Occurrence) -> Entity:
    name = zones.preferred_zone(call)
    return {
        "id": found.id,
        "start": zones.shown(found.start, name),
        "end": zones.shown(found.end, name),
        "placeId": found.place,
        "recurrenceId": found.recurrence,
        "timeOffDetails": found.time_off,
        "workLocationType": found.location,
    }


def _recurrence(found: Recurrence) -> Entity:
    span: Entity = {"type": "noEnd", "startDate": found.first, "recurrenceTimeZone": found.zone}
    if found.last:
        span |= {"type": "endDate", "endDate": found.last}
    if found.count:
        span |= {"type": "numbered", "numberOfOccurrences": found.count}
    days = {"daysOfWeek": list(found.days), "firstDayOfWeek": found.week_start}
    return {
        "id": found.id,
        "start": {"dateTime": f"{found.first}T{found.start}.0000000", "timeZone": found.zone},
        "end": {"dateTime": f"{found.first}T{found.end}.0000000", "timeZone": found.zone},
        "placeId": found.place,
        "workLocationType": found.location,
        "recurrence": {"pattern": {"type": "weekly", "interval": found.interval, **days}, "range": span},
    }


def _read(body: Mapping[str, Any], before: Occurrence) -> Occurrence:
    """An occurrence as the body has it, whole: what it leaves out is not kept."""
    start, end = zones.taken(body.get("start"), "start")[0], zones.taken(body.get("end"), "end")[0]
    location = _location(body)
    if not start < end:
        raise _refused("The end must be later than the start.")
    details: dict[str, Any] | None = None
    if location == "timeOff":
        given = inner_object(body, "timeOffDetails")
        details = {"isAllDay": given.get("isAllDay") is True, "subject": str(given.get("subject") or "")}
    return Occurrence(before.id, start, end, location, _place(body, location), before.recurrence, details)


def _location(body: Mapping[str, Any]) -> LocationType:
    given = body.get("workLocationType")
    if given not in get_args(LocationType):
        raise _refused("The value of workLocationType is not one of its members.")
    return cast(LocationType, given)


def _place(body: Mapping[str, Any], location: LocationType) -> str | None:
    given = body.get("placeId")
    if given is not None and location != "office":
        raise _refused("A placeId is only applicable when workLocationType is office.")
    return None if given is None else str(given)


def _pattern(body: Mapping[str, Any], id: str) -> Recurrence:
    location, recurrence = _location(body), inner_object(body, "recurrence")
    if location == "timeOff":
        raise _refused("Time off can't be a recurring pattern.")
    pattern, span = inner_object(recurrence, "pattern"), inner_object(recurrence, "range")
    days = tuple(str(day).lower() for day in inner_list(pattern, "daysOfWeek"))
    interval, count = (
        _number(pattern.get("interval", 1), MOST_WEEKS),
        _number(span.get("numberOfOccurrences", 0), MOST_TIMES),
    )
    if str(pattern.get("type")).lower() != "weekly" or not days or not set(days) <= set(DAYS) or not interval:
        raise _refused("Only weekly patterns on named days are supported.")
    kind = str(span.get("type"))
    if kind not in ("noEnd", "endDate", "numbered") or (kind == "numbered") != bool(count):
        raise _refused("The range of the recurrence is not valid.")
    (start, zone), (end, _) = _wall(body, "start"), _wall(body, "end")
    week_start = str(pattern.get("firstDayOfWeek") or "monday").lower()
    if not start[11:] < end[11:] or week_start not in DAYS:
        raise _refused("The end must be later than the start, on the same day.")
    first, last = _date(span.get("startDate")), _date(span.get("endDate")) if kind == "endDate" else ""
    return Recurrence(
        *(id, start[11:], end[11:], zone, days, interval, first, last),
        *(count, location, _place(body, location), week_start),
    )


def _wall(body: Mapping[str, Any], name: str) -> tuple[str, str]:
    """The time on the clock and its zone."""
    moment, zone = zones.taken(body.get(name), name)
    return zones.shown(moment, zone)["dateTime"][:19], zones.zone(zone).key


def _date(given: object) -> str:
    try:
        found = date.fromisoformat(str(given))
    except ValueError as error:
        raise _refused("The range of the recurrence has no valid date.") from error
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise _refused("The range of the recurrence is too far away.")
    return found.isoformat()


def _number(given: object, most: int) -> int:
    if not isinstance(given, int) or isinstance(given, bool) or not 0 <= given <= most:
        raise _refused("A number of the recurrence is not valid.")
    return given
