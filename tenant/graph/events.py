"""Graph: the events of a calendar, and the answers to invitations."""

from __future__ import annotations

from functools import partial

from aiohttp import web

from tenant.calendars import Answer, CalendarError
from tenant.graph import event_shapes, zones
from tenant.graph.call import Call, GraphError, done, reply
from tenant.graph.event_shapes import EVENT, EVENT_PROPERTIES
from tenant.graph.query import NUMBER, Entity, arrange, page, select
from tenant.mailboxes import Mailbox
from tenant.meetings import Event

USUAL, MOST = 10, 1000  # events in a page


def own_mailbox(call: Call) -> Mailbox:
    """The mailbox that the path names, when whoever asks may be there: a person in their own, the application in the
    one that organises bookings (Exchange RBAC for Applications). Raises GraphError 403 or 404.
    """
    mailboxes = call.tenant.calendars.mailboxes
    mailbox = mailboxes.find(call.values["user"])
    if not call.person and (mailbox is None or mailbox.address != mailboxes.booking):
        raise GraphError(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.")
    if mailbox is None:
        raise GraphError(404, "ErrorInvalidUser", f"The requested user '{call.values['user']}' is invalid.")
    return mailbox


async def events(call: Call) -> web.Response:
    """GET .../events."""
    return _page(call, call.tenant.calendars.all(own_mailbox(call).address))


async def view(call: Call) -> web.Response:
    """GET .../calendarView: what is in a calendar between two moments."""
    start, end = span(call)
    return _page(call, call.tenant.calendars.between(own_mailbox(call).address, start, end))


async def create(call: Call) -> web.Response:
    """POST .../events."""
    mailbox, body = own_mailbox(call), await call.body()
    try:
        made = call.tenant.calendars.create(
            mailbox.address, event_shapes.draft(body), event_shapes.attendees(body), event_shapes.key(body)
        )
    except CalendarError as error:
        raise as_graph(error) from error
    return _answer(call, made, 201)


async def event(call: Call) -> web.Response:
    """GET .../events/{event}."""
    return _answer(call, addressed(call))


async def change(call: Call) -> web.Response:
    """PATCH .../events/{event}."""
    before, body = addressed(call), await call.body()
    _unchanged(call, before)
    draft = event_shapes.draft(body, before.draft)
    invited = event_shapes.attendees(body) if body.get("attendees") is not None else None
    return _answer(call, call.tenant.calendars.change(before, draft, invited))


async def delete(call: Call) -> web.Response:
    """DELETE .../events/{event}."""
    found = addressed(call)
    _unchanged(call, found)
    call.tenant.calendars.delete(found)
    return done()


async def cancel(call: Call) -> web.Response:
    """POST .../events/{event}/cancel."""
    found = addressed(call)
    if await call.request.read():
        await call.body()
    try:
        call.tenant.calendars.cancel(found)
    except CalendarError as error:
        raise as_graph(error) from error
    return done(202)


async def respond(call: Call, answer: Answer) -> web.Response:
    """POST .../events/{event}/accept, /decline and /tentativelyAccept."""
    found = addressed(call)
    body = await call.body() if await call.request.read() else {}
    given = {name.lower(): value for name, value in body.items()}
    tell = given.get("sendresponse")
    try:
        call.tenant.calendars.respond(found, answer, tell=tell is not False)
    except CalendarError as error:
        raise as_graph(error) from error
    return done(202)


async def accept(call: Call) -> web.Response:
    """POST .../accept."""
    return await respond(call, "accepted")


async def decline(call: Call) -> web.Response:
    """POST .../decline."""
    return await respond(call, "declined")


async def tentatively_accept(call: Call) -> web.Response:
    """POST .../tentativelyAccept."""
    return await respond(call, "tentativelyAccepted")


def addressed(call: Call) -> Event:
    """The event that the path names. Raises GraphError 404."""
    mailbox = own_mailbox(call)
    found = call.tenant.calendars.event(mailbox.address, event_shapes.plain_id(call.values["event"]))
    if found is None:
        raise GraphError(404, "ErrorItemNotFound", "The specified object was not found in the store.")
    return found


def span(call: Call) -> tuple[str, str]:
    """The two moments of a view, in UTC. Raises GraphError 400."""
    given = {name.lower(): value for name, value in call.request.query.items()}
    if "startdatetime" not in given or "enddatetime" not in given:
        message = (
            "This request requires a time window specified by the query string parameters StartDateTime and "
            "EndDateTime."
        )
        raise GraphError(400, "ErrorInvalidParameter", message)
    # A + that was not encoded arrives as a blank.
    start, end = (zones.moment(given[name].replace(" ", "+"), what=name) for name in ("startdatetime", "enddatetime"))
    if end < start:
        raise GraphError(400, "ErrorInvalidParameter", "The EndDateTime must be later than the StartDateTime.")
    return start, end


def as_graph(error: CalendarError) -> GraphError:
    """What Exchange refused, as Graph answers it."""
    return GraphError(error.status, error.code, error.message)


def _page(call: Call, found: list[Event]) -> web.Response:
    select(call, {}, EVENT, EVENT_PROPERTIES)  # a property that does not exist is refused where there is nothing too
    found = found[_skipped(call) :]
    if any(option in call.query for option in ("$filter", "$orderby", "$search")):
        entities = arrange(call, [event_shapes.shown(call, each) for each in found], EVENT_PROPERTIES)
        shown = partial(select, call, usual=EVENT, known=EVENT_PROPERTIES)
        return _preferred(call, reply(page(call, entities, usual=USUAL, most=MOST, shown=shown)))

    def shape(entity: Entity) -> Entity:
        return select(call, event_shapes.shown(call, entity["event"]), EVENT, EVENT_PROPERTIES)

    # Only what goes out is written as Graph does: there may be thousands.
    whole: list[Entity] = [{"event": each} for each in found]
    return _preferred(call, reply(page(call, whole, usual=USUAL, most=MOST, shown=shape)))


def _skipped(call: Call) -> int:
    given = call.query.get("$skip", "0")
    if not NUMBER.fullmatch(given):
        raise GraphError(400, "BadRequest", f"Invalid value '{given[:40]}' for $skip.")
    return int(given)


def _answer(call: Call, found: Event, status: int = 200) -> web.Response:
    shown = select(call, event_shapes.shown(call, found), EVENT, EVENT_PROPERTIES)
    context = f"{call.tenant.base_url}/v1.0/$metadata#users('{call.values['user']}')/events/$entity"
    headers = {"Location": f"{call.request.url.origin()}{call.request.path}/{shown['id']}"} if status == 201 else {}
    return _preferred(call, reply({"@odata.context": context, **shown}, status, headers))


def _preferred(call: Call, answer: web.Response) -> web.Response:
    answer.headers.update(zones.applied(call))
    return answer


def _unchanged(call: Call, found: Event) -> None:
    """Raises GraphError 412 where the caller changes something else than it has seen."""
    seen = call.request.headers.get("If-Match", "*")
    if seen not in ("*", event_shapes.shown(call, found)["@odata.etag"]):
        message = (
            "The send or update operation could not be performed because the change key passed in the request does not "
            "match the current change key for the item."
        )
        raise GraphError(412, "ErrorIrresolvableConflict", message)
