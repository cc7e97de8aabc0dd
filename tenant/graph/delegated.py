"""What a person's own token may do at Graph: only what it has a permission for, and /me in the person's place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from tenant.graph.call import Address, GraphError

ME, ANY = "me", "*"
READING, WRITING = ("GET",), ("GET", "POST", "PATCH", "PUT", "DELETE")


@dataclass(frozen=True)
class Allowed:
    """Addresses below which a permission lets a person do something; ME is the person's own id, ANY is any segment."""

    address: tuple[str, ...]
    methods: tuple[str, ...] = READING
    deeper: bool = False

    def covers(self, method: str, asked: tuple[str, ...]) -> bool:
        """Whether this is one of them."""
        start = asked[: len(self.address)] if self.deeper else asked
        same = len(start) == len(self.address) and all(
            mine in (ANY, each) for mine, each in zip(self.address, start, strict=True)
        )
        return same and method in self.methods


PERMISSIONS: dict[str, tuple[Allowed, ...]] = {
    "User.Read": (
        Allowed(("users", ME)),
        Allowed(("users", ME, "photo", "$value")),
        Allowed(("organization",)),
    ),
    "Calendars.ReadWrite": (
        Allowed(("users", ME, "events"), WRITING, deeper=True),
        Allowed(("users", ME, "calendar"), WRITING, deeper=True),
        Allowed(("users", ME, "calendarView"), deeper=True),
        Allowed(("users", ME, "settings", "workHoursAndLocations"), WRITING, deeper=True),
        Allowed(("places", ANY, "checkIns"), WRITING, deeper=True),
    ),
}


def permitted(claims: Mapping[str, Any], method: str, address: Address) -> Address:
    """The address that the bearer of these claims means. Raises GraphError where they may not go there."""
    person = str(claims.get("oid", "")).lower() if claims.get("idtyp") == "user" else ""
    if address.segments[:1] == (ME,):
        if not person:
            message = "/me request is only valid with delegated authentication flow."
            raise GraphError(400, "BadRequest", message)
        address = replace(address, segments=("users", person, *address.segments[1:]))
    if not person:
        return address
    names = {person, str(claims.get("upn", "")).lower()}
    asked = tuple(ME if segment.lower() in names else segment for segment in address.segments)
    scopes = str(claims.get("scp", "")).split()
    if not any(each.covers(method, asked) for scope in scopes for each in PERMISSIONS.get(scope, ())):
        message = "Insufficient privileges to complete the operation."
        raise GraphError(403, "Authorization_RequestDenied", message)
    return address
