"""Graph: that somebody is at the place they booked, which keeps Exchange from giving it to others."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from tenant.clock import now
from tenant.graph.call import Call, GraphError, reply
from tenant.graph.query import Entity
from tenant.meetings import Event, read
from tenant.places import Place

METHODS = ("unspecified", "manual", "inferred", "verified")


async def check_in(call: Call) -> web.Response:
    """POST /places/{place}/checkIns: for a person only, and a meeting in which they and the place are."""
    place, body = _place(call), await call.body()
    uid, method = str(body.get("calendarEventId") or ""), body.get("checkInMethod", "unspecified")
    if not uid or method not in METHODS:
        raise GraphError(400, "ErrorInvalidRequest", "calendarEventId and checkInMethod are required.")
    _meeting(call, place, uid)
    state, row = call.tenant.state, (place.id, uid, method, now())
    with state.transaction() as db:
        db.execute("INSERT OR IGNORE INTO calendar_check_ins VALUES (?, ?, ?, ?)", row)
    return reply(_claim(call, place, uid), 201)


async def checked_in(call: Call) -> web.Response:
    """GET /places/{place}/checkIns/{event}."""
    place, uid = _place(call), call.values["event"]
    _meeting(call, place, uid)
    return reply(_claim(call, place, uid))


def _claim(call: Call, place: Place, uid: str) -> Entity:
    row: Any = call.tenant.state.row("SELECT * FROM calendar_check_ins WHERE place = ? AND uid = ?", place.id, uid)
    if row is None:
        raise GraphError(404, "ErrorItemNotFound", "Nobody has checked in.")
    return {"calendarEventId": uid, "checkInMethod": row["method"], "createdDateTime": row["created"]}


def _place(call: Call) -> Place:
    if not call.person:
        raise GraphError(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.")
    found = call.tenant.places.find(call.values["place"])
    if found is None:
        raise GraphError(404, "ErrorItemNotFound", f"The place '{call.values['place']}' was not found.")
    return found


def _meeting(call: Call, place: Place, uid: str) -> Event:
    """The meeting in the calendar of the place, when whoever asks is in it. Raises GraphError 404."""
    row = call.tenant.state.row(
        "SELECT * FROM calendar_events WHERE uid = ? AND mailbox = ? AND deleted = 0", uid, place.address
    )
    mailbox = call.tenant.calendars.mailboxes.find(call.person)
    found = read(row) if row else None
    if found is None or mailbox is None or (found.organizer != mailbox.address and not found.attendee(mailbox.address)):
        raise GraphError(404, "ErrorItemNotFound", "There is no such reservation of this place.")
    return found
