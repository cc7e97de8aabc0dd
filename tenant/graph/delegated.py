"""What a person's own token may do at Graph: only what it has a permission for, and /me in the person's place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tenant.graph.call import Address, GraphError

ME = "me"
# Each permission with what it lets a person read; "me" stands for the person's own id.
READS: dict[str, tuple[tuple[str, ...], ...]] = {
    "User.Read": (("users", ME), ("users", ME, "photo", "$value"), ("organization",)),
}


def permitted(claims: Mapping[str, Any], method: str, address: Address) -> Address:
    """The address that the bearer of these claims means. Raises GraphError where they may not go there."""
    person = str(claims.get("oid", "")).lower() if claims.get("idtyp") == "user" else ""
    if address.segments[:1] == (ME,):
        if not person:
            message = "/me request is only valid with delegated authentication flow."
            raise GraphError(400, "BadRequest", message)
        address = replace(address, segments=("users", person, *address.segments[1:]))
    if person and not _allowed(str(claims.get("scp", "")).split(), method, address.segments, person):
        message = "Insufficient privileges to complete the operation."
        raise GraphError(403, "Authorization_RequestDenied", message)
    return address


def _allowed(scopes: list[str], method: str, segments: tuple[str, ...], person: str) -> bool:
    asked = tuple(ME if segment.lower() == person else segment for segment in segments)
    return method == "GET" and any(asked in READS.get(scope, ()) for scope in scopes)
