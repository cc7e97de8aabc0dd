"""Graph: an event as it is written and read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, cast

from tenant.graph import zones
from tenant.graph.call import Call, GraphError, inner_list, inner_object
from tenant.graph.query import Entity
from tenant.meetings import NEVER, Attendee, Draft, Event

REGULAR, IMMUTABLE = "AAMkADQ1", "AAkALgAA"  # how the two sorts of ids begin
KINDS = ("required", "optional", "resource")
SHOWN = ("unknown", "free", "tentative", "busy", "oof", "workingElsewhere")
# What an organiser may say and Graph gives back as it was: the usual value of each.
PLAIN: Mapping[str, Any] = {
    "importance": "normal",
    "sensitivity": "normal",
    "categories": [],
    "isReminderOn": True,
    "reminderMinutesBeforeStart": 15,
    "responseRequested": True,
    "allowNewTimeProposals": True,
    "hideAttendees": False,
}
EVENT = (
    "id", "createdDateTime", "lastModifiedDateTime", "changeKey", "transactionId", "originalStartTimeZone",
    "originalEndTimeZone", "iCalUId", "hasAttachments", "subject", "bodyPreview", "isAllDay", "isCancelled",
    "isOrganizer", "seriesMasterId", "showAs", "type", "webLink", "onlineMeetingUrl", "isOnlineMeeting",
    "onlineMeetingProvider", "onlineMeeting", "recurrence", "responseStatus", "body", "start", "end", "location",
    "locations", "attendees", "organizer", "isDraft", *PLAIN,
)  # fmt: skip
EVENT_PROPERTIES = frozenset((*EVENT, "originalStart", "attachments", "instances", "cancelledOccurrences", "*"))
KNOWN_TO_ALL = ("isOnlineMeeting", "onlineMeetingProvider", "isDraft", "type", "recurrence")
LONGEST_KEY, LONGEST_SUBJECT = 255, 255  # characters


def event_id(call: Call, event: Event) -> str:
    """The id of an event, of the sort that the request prefers."""
    return (IMMUTABLE if zones.prefers_immutable(call) else REGULAR) + event.id


def plain_id(id: str) -> str:
    """The part of an id that both sorts have."""
    return id[len(REGULAR) :] if id.startswith((REGULAR, IMMUTABLE)) else ""


def shown(call: Call, event: Event) -> Entity:
    """An event as Graph gives it."""
    name, draft, more = zones.preferred_zone(call), event.draft, event.draft.more
    change_key = f"{event.change:08X}{event.id[:12]}"
    place: Entity = {"displayName": draft.place, "locationType": "default", "uniqueIdType": "unknown"}
    if draft.place_address:
        place |= {"locationEmailAddress": draft.place_address, "locationType": "conferenceRoom"}
    return {
        "@odata.etag": f'W/"{change_key}"',
        "id": event_id(call, event),
        "createdDateTime": event.created,
        "lastModifiedDateTime": event.modified,
        "changeKey": change_key,
        "transactionId": event.key,
        "originalStartTimeZone": draft.zone,
        "originalEndTimeZone": draft.zone,
        "iCalUId": event.uid,
        "hasAttachments": False,
        "subject": draft.subject,
        "bodyPreview": draft.content[:255],
        "isAllDay": draft.all_day,
        "isCancelled": event.cancelled,
        "isOrganizer": event.own,
        "seriesMasterId": None,
        "showAs": draft.show_as,
        "type": "singleInstance",
        "webLink": f"{call.tenant.base_url}/agenda?mailbox={event.mailbox}&day={draft.start[:10]}",
        "onlineMeetingUrl": None,
        "isOnlineMeeting": False,
        "onlineMeetingProvider": "unknown",
        "onlineMeeting": None,
        "recurrence": None,
        "isDraft": False,
        "responseStatus": {"response": event.response, "time": event.responded},
        "body": {"contentType": draft.content_type, "content": draft.content},
        "start": zones.shown(draft.start, name),
        "end": zones.shown(draft.end, name),
        "location": place,
        "locations": [place] if draft.place else [],
        "attendees": [_attendee(each) for each in event.attendees],
        "organizer": {"emailAddress": _who(call, event.organizer)},
        **{each: more.get(each, usual) for each, usual in PLAIN.items()},
    }


def _attendee(guest: Attendee) -> Entity:
    return {
        "type": guest.kind,
        "status": {"response": guest.response, "time": guest.responded},
        "emailAddress": {"name": guest.name, "address": guest.address},
    }


def _who(call: Call, address: str) -> Entity:
    mailbox = call.tenant.calendars.mailboxes.find(address)
    return {"name": mailbox.name if mailbox else address, "address": address}


def draft(body: Mapping[str, Any], before: Draft | None = None) -> Draft:
    """What the body says of an event; the rest as it was. Raises GraphError 400."""
    if body.get("recurrence") is not None:
        raise GraphError(400, "ErrorInvalidRequest", "This local tenant keeps no recurring events.")
    _all_known(body)
    made = before or Draft(subject="", start="", end="")
    if "subject" in body:
        made = replace(made, subject=str(body["subject"] or "")[:LONGEST_SUBJECT])
    if body.get("body") is not None:
        content = inner_object(body, "body")
        kind = str(content.get("contentType", "text")).lower()
        if kind not in ("text", "html"):
            raise GraphError(400, "ErrorInvalidRequest", f"'{kind[:40]}' is no type of a body.")
        made = replace(made, content=str(content.get("content") or ""), content_type=kind)
    if "location" in body:
        place = inner_object(body, "location")
        address = str(place.get("locationEmailAddress") or "").lower()
        made = replace(made, place=str(place.get("displayName") or ""), place_address=address)
    if body.get("showAs") is not None:
        if body["showAs"] not in SHOWN:
            raise GraphError(400, "ErrorInvalidRequest", "The value of showAs is not one of its members.")
        made = replace(made, show_as=str(body["showAs"]))
    more = {name: body[name] for name in PLAIN if body.get(name) is not None}
    made = replace(made, more={**made.more, **more}, all_day=bool(body.get("isAllDay", made.all_day)))
    return _timed(made, body, before)


def _timed(made: Draft, body: Mapping[str, Any], before: Draft | None) -> Draft:
    if before is None or body.get("start") is not None:
        start, name = zones.taken(body.get("start"), "Start")
        made = replace(made, start=start, zone=name)
    if before is None or body.get("end") is not None:
        made = replace(made, end=zones.taken(body.get("end"), "End")[0])
    if made.end < made.start:
        message = "The start date and time of the calendar item must be before its end."
        raise GraphError(400, "ErrorCalendarEndDateIsEarlierThanStartDate", message)
    if made.all_day and not _whole_days(made):
        message = "The Event.Start property for an all-day event needs to be set to midnight."
        raise GraphError(400, "ErrorInvalidRequest", message)
    return made


def _whole_days(made: Draft) -> bool:
    zone = zones.zone(made.zone)
    ends = [datetime.fromisoformat(f"{each}+00:00").astimezone(zone) for each in (made.start, made.end)]
    return all(each.hour == each.minute == 0 for each in ends) and ends[1] - ends[0] >= timedelta(hours=23)


def _all_known(body: Mapping[str, Any]) -> None:
    for name in body:
        if not name.startswith("@") and name not in EVENT_PROPERTIES:
            message = f"The property '{name}' does not exist on type 'microsoft.graph.event'."
            raise GraphError(400, "RequestBodyRead", message)


def attendees(body: Mapping[str, Any]) -> tuple[Attendee, ...]:
    """Whom the body invites, each address once. Raises GraphError 400."""
    found: dict[str, Attendee] = {}
    for given in inner_list(body, "attendees"):
        each = cast("dict[str, Any]", given) if isinstance(given, dict) else {}
        who = inner_object(each, "emailAddress")
        address, kind = str(who.get("address") or "").strip().lower(), str(each.get("type") or "required")
        if "@" not in address or kind not in KINDS:
            message = "At least one recipient isn't valid., A valid SMTP address must be specified for each recipient."
            raise GraphError(400, "ErrorInvalidRecipients", message)
        name = str(who.get("name") or address)
        found.setdefault(address, Attendee(address, name, cast(Any, kind), "none", NEVER))
    return tuple(found.values())


def key(body: Mapping[str, Any]) -> str | None:
    """The transactionId of a new event."""
    given = body.get("transactionId")
    return None if given is None else str(given)[:LONGEST_KEY]
