"""Whose calendars there are: of employees, of the mailbox that organises bookings, and of what can be booked."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from uuid import UUID, uuid5

from tenant.directory import SHARED, Directory
from tenant.places import Place, Places

if TYPE_CHECKING:
    from tenant.state import State

BOOKING = "werkplekken"  # of the address of the mailbox that organises bookings
BOOKING_NAME = "Werkplekken en ruimten"


@dataclass(frozen=True)
class Mailbox:
    """A mailbox with a calendar."""

    address: str  # in lower case
    name: str
    kind: Literal["person", "shared", "resource"]
    place: Place | None = None


class Mailboxes:
    """Finds mailboxes by their address or by the account they belong to."""

    def __init__(self, directory: Directory, places: Places, domain: str) -> None:
        self._directory, self.places = directory, places
        self.booking = f"{BOOKING}@{domain}"

    def find(self, key: str) -> Mailbox | None:
        """The mailbox of an account (id or principal name) or of an address. Guests have none here."""
        place = self.places.resource(key)
        if place is not None:
            return Mailbox(place.address, place.name, "resource", place)
        user = self._directory.find(key)
        if user is None or user.guest:
            return None
        address = str(user.properties["mail"]).lower()
        return Mailbox(address, user.name, "shared" if address == self.booking else "person")


def add_booking_mailbox(state: State, tenant_id: str, domain: str, organisation: str) -> None:
    """Gives the mailbox that organises bookings its account: nobody can sign in to it, and nobody manages it."""
    address = f"{BOOKING}@{domain}"
    if state.row("SELECT id FROM users WHERE upn = ?", address) is not None:
        return
    id = str(uuid5(UUID(tenant_id), f"mailbox {address}"))
    properties: dict[str, object] = {
        "id": id,
        "displayName": BOOKING_NAME,
        "givenName": None,
        "surname": None,
        "userPrincipalName": address,
        "mail": address,
        "jobTitle": None,
        "department": None,
        "companyName": organisation,
        "officeLocation": None,
        "preferredLanguage": None,
        "businessPhones": [],
        "mobilePhone": None,
        "userType": "Member",
        "accountEnabled": False,
        "employeeId": None,
        "usageLocation": "NL",
    }
    with state.transaction() as connection:
        number = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM users").fetchone()[0]
        row = (id, number, address, None, SHARED, json.dumps(properties, ensure_ascii=False))
        connection.execute("INSERT INTO users VALUES (?, ?, ?, ?, ?, ?)", row)
