"""How busy it is: a day, a week, weeks beside each other, and the file."""

from __future__ import annotations

from datetime import date, timedelta

from cards.card import Card
from cards.workspaces import occupancy as cards
from cards.workspaces.occupancy import Shown
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from dialogs.understanding import Understanding
from domain.organisation import Location
from domain.workspaces.occupancy import WHO_COMPARES, Quieter, monday_of
from domain.workspaces.spread import Part
from domain.written import read_day
from errors import Unavailable, WordedError
from graph.problems import GraphProblem

FRIDAY = 4  # of date.weekday()
BACK, AHEAD = 6, 4  # weeks that are laid beside each other
FURTHEST = timedelta(days=730)  # that can be looked back, or ahead


async def start(turn: Turn, services: Services, understood: Understanding) -> Reply:
    """The day that was named, or the week of the days; without one this week, at the place that was named."""
    fields, today = understood.fields, services.day_of_use.occupancy.today()
    counted = await services.day_of_use.occupancy.locations()
    location = turn.organisation.location(fields.place or "") or next(iter(counted), None)
    day = fields.date or fields.from_date or next(iter(fields.dates), None) or _next_working_day(today)
    if location is None:
        raise WordedError("occupancy-not-known")
    if location not in counted:
        return Reply(card=cards.not_counted(turn.texts, location, counted, day))
    if fields.date is not None:
        return Reply(card=await _day(turn, services, location, fields.date))
    return Reply(card=await _week(turn, services, location, monday_of(day)))


async def day(turn: Turn, services: Services) -> Reply:
    """A day by its button."""
    location, which = _asked(turn, services, "day")
    return Reply(card=await _day(turn, services, location, which), replaces_card=True)


async def week(turn: Turn, services: Services) -> Reply:
    """A week by its button."""
    location, which = _asked(turn, services, "monday")
    return Reply(card=await _week(turn, services, location, monday_of(which)), replaces_card=True)


async def weeks(turn: Turn, services: Services) -> Reply:
    """Weeks beside each other, for who may."""
    location = _location(turn)
    found = await services.day_of_use.occupancy.weeks(location.id, back=BACK, ahead=AHEAD)
    shown = await _shown(turn, services, location, full=True)
    return Reply(card=cards.weeks(turn.texts, shown, found), replaces_card=True)


async def file(turn: Turn, services: Services) -> Reply:
    """A link to the file, for who may and for a while."""
    if services.day_of_use.downloads is None:
        raise Unavailable("occupancy-file-nowhere")
    url = await services.day_of_use.downloads.occupancy(turn.person.id, turn.language)
    return Reply(card=cards.file(turn.texts, url))


async def _day(turn: Turn, services: Services, location: Location, which: date) -> Card:
    occupancy = services.day_of_use.occupancy
    spreads = await occupancy.of_days([which], location.id)
    quieter = None
    if turn.place.kind == "personal" and which >= occupancy.today() and location.desks:
        quieter = await quieter_days(services, turn.person.id, location.id, which)
    return cards.day(turn.texts, await _shown(turn, services, location), which, spreads, quieter)


async def quieter_days(
    services: Services, person: str, location: str, day: date, part: Part | None = None
) -> Quieter | None:
    """The days that are quieter; None where Entra is silent: a card without them is whole, too."""
    try:
        return await services.day_of_use.occupancy.quieter(person, location, day, part)
    except (Unavailable, GraphProblem):
        return None


async def _week(turn: Turn, services: Services, location: Location, monday: date) -> Card:
    shown = await _shown(turn, services, location)
    return cards.week(turn.texts, shown, await services.day_of_use.occupancy.week(location.id, monday))


async def _shown(turn: Turn, services: Services, location: Location, *, full: bool | None = None) -> Shown:
    """`full` None: whether this person may see the weeks is looked up; where Entra is silent they may not."""
    if full is None:
        try:
            full = await services.roles.has(turn.person.id, *WHO_COMPARES)
        except Unavailable:
            full = False
    occupancy = services.day_of_use.occupancy
    others = tuple(other for other in await occupancy.locations() if other.id != location.id)
    personal = turn.place.kind == "personal"
    return Shown(turn.organisation, location, occupancy.today(), others, full and personal, personal)


def _asked(turn: Turn, services: Services, name: str) -> tuple[Location, date]:
    """What a button is for; a day no further away than anything is kept or booked."""
    today, which = services.day_of_use.occupancy.today(), read_day(turn.payload[name])
    if which is None:
        raise WordedError("wire-button-unknown")
    return _location(turn), min(max(which, today - FURTHEST), today + FURTHEST)


def _location(turn: Turn) -> Location:
    found = turn.organisation.location(str(turn.payload["location"]))
    if found is None:  # it was taken out of organisation.toml since
        raise WordedError("occupancy-not-known")
    return found


def _next_working_day(today: date) -> date:
    """Today, or Monday in the weekend: then nobody asks after the week that is over."""
    return today if today.weekday() <= FRIDAY else today + timedelta(days=7 - today.weekday())
