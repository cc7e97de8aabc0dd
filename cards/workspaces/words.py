"""Days, hours, places and refusals of booking in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time

from babel.dates import format_date

from domain.organisation import Location, Organisation, Zone
from domain.workspaces.model import FEATURES, Offer, Place, Refusal
from locales import Texts

LONGEST = 60  # characters of a name
MARKED = str.maketrans(dict.fromkeys("[]<>*_`#|\n\r\t", " "))  # what the text of a card has a meaning for
FEWEST = 5  # people; how many sit somewhere is not told when it are fewer, nor what it can be reckoned from


def day_of(texts: Texts, day: date) -> str:
    """A day: "dinsdag 1 december"."""
    return format_date(day, "EEEE d MMMM", locale=texts.language)


def short_day(texts: Texts, day: date) -> str:
    """A day where there is little room: "di 1 dec"."""
    return format_date(day, "EEE d MMM", locale=texts.language).replace(".", "")


def hour_of(hour: time) -> str:
    """An hour as everywhere in Koers: "09:30"."""
    return f"{hour:%H:%M}"


def hours_of(texts: Texts, organisation: Organisation, start: time, end: time) -> str:
    """Two hours, with the part of the day that they are."""
    rules = organisation.workspaces
    parts = {rules.morning: "morning", rules.afternoon: "afternoon", rules.day: "day"}
    part = parts.get((start, end))
    key = f"workspaces-hours-{part}" if part else "workspaces-hours"
    return texts(key, start=hour_of(start), end=hour_of(end))


def location_name(texts: Texts, location: Location) -> str:
    """What a location is called."""
    return location.name_nl if texts.language == "nl" else location.name_en


def zone_name(texts: Texts, organisation: Organisation, location: str, zone: str) -> str:
    """What a zone of a location is called; "" for one that organisation.toml does not name."""
    found = next((each for each in _zones(organisation, location) if each.id == zone), None)
    if found is None:
        return ""
    return found.name_nl if texts.language == "nl" else found.name_en


def where(texts: Texts, organisation: Organisation, place: Place) -> str:
    """Where a place is: the location, the zone and the floor."""
    location = next((each for each in organisation.locations if each.id == place.location), None)
    name = location_name(texts, location) if location else ""
    words = [name if name.lower() != place.name.lower() else ""]
    zone = zone_name(texts, organisation, place.location, place.zone)
    if zone and zone.lower() not in place.name.lower():
        words.append(texts("workspaces-zone", zone=zone))
    if place.floor:
        words.append(place.floor)
    return ", ".join(word for word in words if word)


def about(texts: Texts, place: Place) -> str:
    """What a place has: how many fit in a room, its features, whether one can be there with a wheelchair."""
    words: list[str] = []
    if place.kind == "room":
        words.append(texts("workspaces-capacity", count=place.capacity))
    words += [texts(f"workspaces-feature-{name.replace('_', '-')}") for name in FEATURES if name in place.features]
    if place.accessible:
        words.append(texts("workspaces-feature-accessible"))
    return ", ".join(words)


def left(texts: Texts, offer: Offer) -> str:
    """How many desks of an area are left, in so far as that tells of no few people where they are."""
    place = offer.place
    if place.kind != "area":
        return ""
    if place.capacity - offer.free < FEWEST:
        return texts("workspaces-left-plenty" if offer.free > 1 else "workspaces-left-some")
    return texts("workspaces-left", count=offer.free)


def differs(texts: Texts, offer: Offer) -> str:
    """How an alternative is not what was asked; "" where it is only another place."""
    return texts(f"workspaces-differs-{offer.differs}") if offer.differs else ""


def reason(texts: Texts, refusal: Refusal, whom: str = "") -> str:
    """Why something is not possible, with what can be done about it. `whom`: for which colleague it is."""
    values: dict[str, str | int] = dict(refusal.values)
    values["day"] = day_of(texts, refusal.day) if refusal.day else ""
    values["name"] = refusal.names.get(texts.language, "")
    key = f"delegating-wrong-{refusal.reason}"
    of_another = bool(whom) and texts.has(key)
    values |= {"name": whom} if of_another else {}
    said = texts(key if of_another else f"workspaces-wrong-{refusal.reason}", **values)
    return said[:1].upper() + said[1:]


def plain(name: str) -> str:
    """The name of a person as it stands: on a card nothing in it is a link or bold type."""
    return " ".join(name.translate(MARKED).split())[:LONGEST].strip()


def several(texts: Texts, days: Iterable[date]) -> str:
    """Some days in a row, short."""
    return ", ".join(short_day(texts, day) for day in days)


def _zones(organisation: Organisation, location: str) -> tuple[Zone, ...]:
    found = next((each for each in organisation.locations if each.id == location), None)
    return found.zones if found else ()
