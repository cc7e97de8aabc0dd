"""Graph: times with the name of their zone, and what a request prefers of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tenant.graph.call import Call, GraphError

# Exchange speaks of zones as Windows does, and takes the names of the IANA too.
WINDOWS = {
    "W. Europe Standard Time": "Europe/Amsterdam",
    "Romance Standard Time": "Europe/Paris",
    "Central Europe Standard Time": "Europe/Budapest",
    "Central European Standard Time": "Europe/Warsaw",
    "GMT Standard Time": "Europe/London",
    "Pacific Standard Time": "America/Los_Angeles",
    "Eastern Standard Time": "America/New_York",
    "tzone://Microsoft/Utc": "UTC",
}
PREFERRED_ZONE = re.compile(r'outlook\.timezone\s*=\s*"([^"]+)"', re.IGNORECASE)
PREFERRED_ID = re.compile(r'IdType\s*=\s*"ImmutableId"', re.IGNORECASE)
PREFERRED_SIZE = re.compile(r"odata\.maxpagesize\s*=\s*(\d{1,4})", re.IGNORECASE)
FIRST_YEAR, LAST_YEAR = 1601, 4500  # that Exchange knows
OFFSET = re.compile(r"(Z|[+-]\d\d:\d\d)$")


def zone(name: str) -> ZoneInfo:
    """The zone with this name. Raises GraphError 400 for one that there is not."""
    try:
        return ZoneInfo(WINDOWS.get(name, name))
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        message = f"A valid TimeZone value must be specified. The following TimeZone value is not supported: '{name}'."
        raise GraphError(400, "TimeZoneNotSupportedException", message) from error


def preferences(call: Call) -> str:
    """Everything that the request prefers."""
    return ", ".join(call.request.headers.getall("Prefer", []))


def preferred_zone(call: Call) -> str:
    """The zone in which times are to be given; UTC where the request does not say. Raises GraphError 400."""
    found = PREFERRED_ZONE.search(preferences(call))
    if found is None:
        return "UTC"
    zone(found[1])
    return found[1]


def prefers_immutable(call: Call) -> bool:
    """Whether ids are wanted that stay what they are when an event is moved to another folder."""
    return PREFERRED_ID.search(preferences(call)) is not None


def preferred_size(call: Call, usual: int, most: int) -> int:
    """How many entities a page of changes is to have."""
    found = PREFERRED_SIZE.search(preferences(call))
    return min(most, max(1, int(found[1]))) if found else usual


def applied(call: Call) -> dict[str, str]:
    """The header that says which preferences were followed."""
    words = [found[0] for pattern in (PREFERRED_ZONE, PREFERRED_ID) if (found := pattern.search(preferences(call)))]
    return {"Preference-Applied": ", ".join(words)} if words else {}


def shown(moment: str, name: str) -> dict[str, str]:
    """A moment in UTC as Graph writes it in a zone."""
    local = datetime.fromisoformat(moment).replace(tzinfo=UTC).astimezone(zone(name))
    return {"dateTime": f"{local.replace(tzinfo=None).isoformat(timespec='seconds')}.0000000", "timeZone": name}


def taken(value: object, what: str) -> tuple[str, str]:
    """The moment of a dateTimeTimeZone in UTC, and the name of the zone it came in. Raises GraphError 400."""
    if not isinstance(value, dict):
        raise GraphError(400, "ErrorInvalidRequest", f"The property '{what}' is required when creating the entity.")
    given = cast(Mapping[str, Any], value)
    name = str(given.get("timeZone") or "UTC")
    return moment(given.get("dateTime"), name, what), name


def moment(value: object, name: str = "UTC", what: str = "dateTime") -> str:
    """A moment in UTC out of a text with or without an offset. Raises GraphError 400."""
    text = str(value)
    offset = OFFSET.search(text)
    try:
        local = datetime.fromisoformat(text[:19] if len(text) > 10 else "")
        if offset is not None:
            found = datetime.fromisoformat(text[:19] + offset[0].replace("Z", "+00:00"))
        else:
            found = local.replace(tzinfo=zone(name))
        if not FIRST_YEAR <= found.year <= LAST_YEAR:
            raise ValueError("a year that Exchange does not know")
        return found.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds")
    except (ValueError, OverflowError) as error:
        raise GraphError(
            400, "ErrorInvalidParameter", f"The value '{text[:60]}' of {what} is no date and time."
        ) from error
