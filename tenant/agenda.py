"""The calendar page: what is in somebody's or a place's calendar, and what another program would do there."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from aiohttp import web

from tenant.calendars import CalendarError
from tenant.mailboxes import Mailbox
from tenant.meetings import Attendee, Draft, Event
from tenant.overview import Refused, json_body, worded
from tenant.work_plans import HOME_ZONE

if TYPE_CHECKING:
    from tenant.server import Tenant

ZONE = ZoneInfo(HOME_ZONE)
MOST_DAYS = 31
LONGEST_SUBJECT = 255  # characters
CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


class Agenda:
    """The handlers below /chat/tenant/agenda."""

    def __init__(self, tenant: Tenant) -> None:
        self._tenant = tenant

    async def mailboxes(self, _: web.Request) -> web.Response:
        """Whose calendars there are: the mailbox that organises bookings, people, and places by building."""
        calendars, directory = self._tenant.calendars, self._tenant.directory
        people = [
            {"address": str(user.properties["mail"]).lower(), "name": user.name, "id": user.id}
            for user in directory.users.values()
            if not user.guest and user.properties["accountEnabled"]
        ]
        places = [
            {
                "address": place.address,
                "name": place.name,
                "kind": place.kind,
                "building": building.name if (building := self._tenant.places.building(place)) else "",
            }
            for place in self._tenant.places.all.values()
            if place.bookable
        ]
        return web.json_response(
            {
                "booking": {"address": calendars.mailboxes.booking, "name": self._named(calendars.mailboxes.booking)},
                "people": sorted(people, key=lambda each: each["name"]),
                "places": places,
                "zone": HOME_ZONE,
                "today": datetime.now(ZONE).date().isoformat(),
            }
        )

    async def events(self, request: web.Request) -> web.Response:
        """What is in a calendar from a day on; times are those of the clock on the wall."""
        mailbox = self._mailbox(request.query.get("mailbox", ""))
        first = _day(request.query.get("day", ""))
        days = int(given) if (given := request.query.get("days", "7")).isdigit() and len(given) < 4 else 0
        if not 1 <= days <= MOST_DAYS:
            raise Refused(f"Kies 1 tot {MOST_DAYS} dagen.")
        start, end = (_utc(datetime.combine(each, time())) for each in (first, first + timedelta(days=days)))
        found = self._tenant.calendars.between(mailbox.address, start, end)
        return web.json_response(
            {
                "mailbox": {"address": mailbox.address, "name": mailbox.name, "kind": mailbox.kind},
                "events": [self._event(each) for each in found],
            }
        )

    async def create(self, request: web.Request) -> web.Response:
        """Put something in a calendar: in that of a person with a place if wanted, or straight into that of a place."""
        body = await json_body(request)
        mailbox = self._mailbox(str(body.get("mailbox", "")))
        subject = str(body.get("subject") or "").strip()[:LONGEST_SUBJECT]
        if not subject:
            raise Refused("Geef aan waar het over gaat.")
        day = _day(str(body.get("day", "")))
        start, end = (_clock(day, str(body.get(name, ""))) for name in ("start", "end"))
        if not start < end:
            raise Refused("Het einde is na het begin.")
        place = self._tenant.places.resource(str(body.get("place") or ""))
        if body.get("place") and place is None:
            raise Refused("Deze plek is er niet.", 404)
        draft = Draft(subject, start, end, HOME_ZONE)
        guests: list[Attendee] = []
        if place is not None:
            draft = Draft(subject, start, end, HOME_ZONE, place=place.name, place_address=place.address)
            guests.append(Attendee(place.address, place.name, "resource"))
        return web.json_response(self._event(self._tenant.calendars.create(mailbox.address, draft, guests)))

    async def act(self, request: web.Request) -> web.Response:
        """Accept, decline, delete or cancel. As in Outlook, who deletes an invitation declines it by that."""
        body = await json_body(request)
        mailbox = self._mailbox(str(body.get("mailbox", "")))
        event = self._tenant.calendars.event(mailbox.address, request.match_info["event"])
        if event is None:
            raise Refused("Deze afspraak is er niet meer.", 404)
        calendars = self._tenant.calendars
        deeds: dict[str, Callable[[], None]] = {
            "accept": lambda: calendars.respond(event, "accepted"),
            "decline": lambda: calendars.respond(event, "declined"),
            "cancel": lambda: calendars.cancel(event),
            "delete": lambda: self._delete(event),
        }
        deed = deeds.get(str(body.get("do")))
        if deed is None:
            raise Refused("Kies wat er met de afspraak moet gebeuren.")
        try:
            deed()
        except CalendarError as error:
            raise Refused("Dat kan met deze afspraak niet.") from error
        return web.json_response({"done": body["do"]})

    def _delete(self, event: Event) -> None:
        if event.own or event.cancelled or event.response == "declined":
            self._tenant.calendars.delete(event)
        else:
            self._tenant.calendars.respond(event, "declined")

    def _mailbox(self, address: str) -> Mailbox:
        found = self._tenant.calendars.mailboxes.find(address)
        if found is None:
            raise Refused("Deze agenda is er niet.", 404)
        return found

    def _named(self, address: str) -> str:
        found = self._tenant.calendars.mailboxes.find(address)
        return found.name if found else address

    def _event(self, event: Event) -> dict[str, Any]:
        return {
            "id": event.id,
            "subject": event.draft.subject,
            "start": _local(event.draft.start),
            "end": _local(event.draft.end),
            "place": event.draft.place,
            "words": event.draft.content if event.draft.content_type == "text" else "",
            "organizer": self._named(event.organizer),
            "own": event.own,
            "cancelled": event.cancelled,
            "response": event.response,
            "show": event.draft.show_as,
            "attendees": [{"name": self._named(each.address), "response": each.response} for each in event.attendees],
        }


def add_routes(app: web.Application, tenant: Tenant) -> None:
    """Everything below /chat/tenant/agenda."""
    agenda = Agenda(tenant)
    app.router.add_get("/chat/tenant/agenda/mailboxes", worded(agenda.mailboxes))
    app.router.add_get("/chat/tenant/agenda", worded(agenda.events))
    app.router.add_post("/chat/tenant/agenda", worded(agenda.create))
    app.router.add_post("/chat/tenant/agenda/{event}", worded(agenda.act))


def _day(text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError as error:
        raise Refused("Kies een dag.") from error
    if not 2000 <= found.year <= 2100:
        raise Refused("Kies een dag tussen 2000 en 2100.")
    return found


def _clock(day: date, text: str) -> str:
    """A moment of the clock on the wall, in UTC."""
    if not CLOCK.fullmatch(text):
        raise Refused("Geef de tijd als 09:00.")
    return _utc(datetime.combine(day, time.fromisoformat(text)))


def _utc(wall: datetime) -> str:
    return wall.replace(tzinfo=ZONE).astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds")


def _local(moment: str) -> str:
    local = datetime.fromisoformat(moment).replace(tzinfo=UTC).astimezone(ZONE)
    return local.replace(tzinfo=None).isoformat(timespec="minutes")
