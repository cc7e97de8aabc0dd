"""Graph: when mailboxes are free and busy."""

from __future__ import annotations

from datetime import datetime, timedelta

from aiohttp import web

from tenant.graph import zones
from tenant.graph.call import Call, GraphError, inner_list, reply
from tenant.graph.events import own_mailbox
from tenant.graph.query import Entity
from tenant.meetings import Event

LONGEST = timedelta(days=62)
MOST = 100  # mailboxes at once
SHORTEST_STEP, LONGEST_STEP = 5, 1440  # minutes
DIGITS = {"free": "0", "tentative": "1", "busy": "2", "oof": "3", "workingElsewhere": "4"}
WORKING_HOURS = {
    "daysOfWeek": ["monday", "tuesday", "wednesday", "thursday", "friday"],
    "startTime": "08:00:00.0000000",
    "endTime": "17:00:00.0000000",
    "timeZone": {"name": "W. Europe Standard Time"},
}


async def get_schedule(call: Call) -> web.Response:
    """POST .../calendar/getSchedule. A name may start with a capital, as the SDK writes it."""
    own = own_mailbox(call)
    body = {name.lower(): value for name, value in (await call.body()).items()}
    start, end = zones.taken(body.get("starttime"), "StartTime")[0], zones.taken(body.get("endtime"), "EndTime")[0]
    addresses = [str(each) for each in inner_list(body, "schedules")]
    step = body.get("availabilityviewinterval", 30)
    if not addresses or len(addresses) > MOST:
        raise GraphError(400, "ErrorInvalidParameter", f"Between 1 and {MOST} schedules can be asked for.")
    if not isinstance(step, int) or not SHORTEST_STEP <= step <= LONGEST_STEP:
        raise GraphError(400, "ErrorInvalidParameter", "AvailabilityViewInterval is between 5 and 1440 minutes.")
    if not start < end or _time(end) - _time(start) > LONGEST:
        message = "The requested time duration specified for FreeBusyViewOptions.TimeWindow is too long."
        raise GraphError(400, "ErrorTimeIntervalTooBig" if start < end else "ErrorInvalidTimeInterval", message)
    value = [_schedule(call, address, start, end, step, own.address) for address in addresses]
    answer = reply(
        {"@odata.context": f"{call.tenant.base_url}/v1.0/$metadata#Collection(scheduleInformation)", "value": value}
    )
    answer.headers.update(zones.applied(call))
    return answer


def _schedule(call: Call, address: str, start: str, end: str, step: int, own: str) -> Entity:
    mailbox = call.tenant.calendars.mailboxes.find(address)
    if mailbox is None:
        message = f"Unable to resolve e-mail address <{address}> SMTP:{address} to an Active Directory object."
        error = {"message": message, "responseCode": "ErrorMailRecipientNotFound"}
        return {
            "scheduleId": address,
            "availabilityView": "",
            "scheduleItems": [],
            "workingHours": None,
            "error": error,
        }
    found = [
        each for each in call.tenant.calendars.between(mailbox.address, start, end) if each.draft.show_as != "free"
    ]
    name = zones.preferred_zone(call)
    return {
        "scheduleId": address,
        "availabilityView": _availability(found, start, end, step),
        "scheduleItems": [_item(each, name, mailbox.address == own) for each in found],
        "workingHours": WORKING_HOURS,
    }


def _item(event: Event, name: str, own: bool) -> Entity:
    """Of another's calendar nothing but the times can be seen."""
    details = {"subject": event.draft.subject, "location": event.draft.place} if own else {}
    times = {"start": zones.shown(event.draft.start, name), "end": zones.shown(event.draft.end, name)}
    return {"isPrivate": False, "status": event.draft.show_as, **details, **times}


def _availability(found: list[Event], start: str, end: str, step: int) -> str:
    moment, last, digits = _time(start), _time(end), list[str]()
    spans = [(_time(each.draft.start), _time(each.draft.end), DIGITS.get(each.draft.show_as, "2")) for each in found]
    while moment < last:
        until = moment + timedelta(minutes=step)
        digits.append(max((digit for first, end, digit in spans if first < until and end > moment), default="0"))
        moment = until
    return "".join(digits)


def _time(moment: str) -> datetime:
    return datetime.fromisoformat(moment)
