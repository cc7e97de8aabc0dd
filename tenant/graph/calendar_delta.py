"""Graph: what changed in a part of a calendar since a token, page by page.

As Exchange does it: what was deleted, and what changed outside of the window, comes as removed; a token may be
forgotten (410), after which everything has to be read again; the options of the first request are in the tokens.
"""

from __future__ import annotations

import base64
import json
from dataclasses import asdict, dataclass, replace
from typing import Any, cast

from aiohttp import web

from tenant.graph import event_shapes, zones
from tenant.graph.call import Call, GraphError, reply
from tenant.graph.events import own_mailbox, span
from tenant.graph.query import Entity
from tenant.meetings import Event

USUAL, MOST = 50, 500  # events in a page
REFUSED = ("$select", "$expand", "$filter", "$orderby", "$search", "$top", "$skip", "$count")


@dataclass(frozen=True)
class Mark:
    """How far a reader is. The token is this, opaque to the reader."""

    generation: int
    mailbox: str
    start: str
    end: str
    since: int  # the number of the last change that the reader has seen
    fresh: bool  # the first time: what is deleted and what is outside is left out


async def delta(call: Call) -> web.Response:
    """GET .../calendarView/delta, with or without a token."""
    mailbox = own_mailbox(call)
    for option in REFUSED:
        if option in call.query:
            message = (
                f"The query parameter '{option}' is not supported in change tracking over the 'CalendarView' resource."
            )
            raise GraphError(400, "ErrorInvalidUrlQuery", message)
    calendars = call.tenant.calendars
    mark = _mark(call, mailbox.address)
    size = zones.preferred_size(call, USUAL, MOST)
    last = calendars.last_change
    changed = calendars.changes(mailbox.address, mark.since, size + 1, deleted=not mark.fresh)
    given, more = changed[:size], len(changed) > size
    entities = [_shown(call, each, mark) for each in given if not mark.fresh or _inside(each, mark)]
    reached = replace(mark, since=given[-1].change if more else last, fresh=mark.fresh and more)
    name, token = ("@odata.nextLink", "$skiptoken") if more else ("@odata.deltaLink", "$deltatoken")
    path = f"{call.tenant.base_url}/v1.0/users/{call.values['user']}/calendarView/delta"
    context = f"{call.tenant.base_url}/v1.0/$metadata#Collection(event)"
    answer = reply({"@odata.context": context, name: f"{path}?{token}={_token(reached)}", "value": entities})
    answer.headers.update(zones.applied(call))
    return answer


def _inside(event: Event, mark: Mark) -> bool:
    return not event.deleted and event.draft.end > mark.start and event.draft.start < mark.end


def _shown(call: Call, event: Event, mark: Mark) -> Entity:
    if _inside(event, mark):
        return {"@odata.type": "#microsoft.graph.event", **event_shapes.shown(call, event)}
    id = event_shapes.event_id(call, event)
    return {"@odata.type": "#microsoft.graph.event", "id": id, "@removed": {"reason": "deleted"}}


def _mark(call: Call, mailbox: str) -> Mark:
    given = {name.lower(): value for name, value in call.request.query.items()}
    token = given.get("$deltatoken") or given.get("$skiptoken")
    generation = call.tenant.calendars.generation
    if not token:
        start, end = span(call)
        return Mark(generation, mailbox, start, end, 0, fresh=True)
    try:
        data = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
        mark = Mark(**cast("dict[str, Any]", data))
        if [type(each) for each in asdict(mark).values()] != [int, str, str, str, int, bool]:
            raise TypeError("not a mark of ours")
    except (ValueError, TypeError, RecursionError) as error:
        raise GraphError(400, "ErrorInvalidUrlQuery", "Badly formed token.") from error
    if mark.generation != generation or mark.mailbox != mailbox or mark.since > call.tenant.calendars.last_change:
        message = f"The sync state generation is not found; generation={mark.generation};[highest={generation}]."
        raise GraphError(410, "SyncStateNotFound", message)
    return mark


def _token(mark: Mark) -> str:
    return base64.urlsafe_b64encode(json.dumps(asdict(mark)).encode()).decode().rstrip("=")
