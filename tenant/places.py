"""The buildings of a municipality and what can be booked in them, as organisations/<name>/places.toml has them."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, cast
from uuid import UUID, uuid5

from tenant.state import TenantError

Kind = Literal["building", "floor", "section", "desk", "workspace", "room", "roomList"]
RESOURCES: tuple[Kind, ...] = ("desk", "workspace", "room")


@dataclass(frozen=True)
class Policy:
    """What Exchange accepts by itself for a resource (Set-CalendarProcessing), with Exchange's own defaults."""

    window: int = 180  # days ahead
    longest: int = 1440  # minutes; 0: no limit
    shortest: int = 0  # minutes


@dataclass(frozen=True)
class Place:
    """A place in Microsoft Places. What it has not is empty."""

    id: str
    kind: Kind
    name: str
    parent: str = ""  # id
    address: str = ""  # of its mailbox
    capacity: int = 0
    policy: Policy = field(default_factory=Policy)
    properties: Mapping[str, Any] = field(default_factory=dict[str, Any])  # as Graph gives them

    @property
    def bookable(self) -> bool:
        """Whether Exchange answers invitations for it."""
        return self.kind in RESOURCES


class Places:
    """Every place of the municipality, in the order of the file."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.all = {place.id: place for place in places}
        self._by_address = {place.address: place for place in self.all.values() if place.address}

    def find(self, key: str) -> Place | None:
        """A place by id, or by the address of its mailbox."""
        return self.all.get(key.lower()) or self._by_address.get(key.lower())

    def resource(self, address: str) -> Place | None:
        """What can be booked at this address."""
        found = self._by_address.get(address.lower())
        return found if found is not None and found.bookable else None

    def of_kind(self, kind: str) -> list[Place]:
        """All places of a kind, its name in whatever case."""
        return [place for place in self.all.values() if place.kind.lower() == kind.lower()]

    def within(self, place: Place) -> list[Place]:
        """Everything in a place, at whatever depth."""
        found, inside = list[Place](), {place.id}
        for each in self.all.values():  # what is in something comes after it
            if each.parent in inside:
                inside.add(each.id)
                found.append(each)
        return found

    def building(self, place: Place) -> Place | None:
        """The building that a place is in."""
        while place.parent:
            place = self.all[place.parent]
        return place if place.kind == "building" else None


def load(folder: Path, space: UUID, domain: str) -> Places:
    """The places of the municipality in `folder`; none where it has no places.toml. Raises TenantError."""
    path = folder / "places.toml"
    if not path.is_file():
        return Places(())
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return Places(_Reading(space, domain).read(data))
    except tomllib.TOMLDecodeError as error:
        raise TenantError(f"{path}: {error}") from error
    except (KeyError, TypeError, ValueError) as error:
        raise TenantError(f"{path}: {error!s} is missing or wrong") from error


class _Reading:
    def __init__(self, space: UUID, domain: str) -> None:
        self._space, self._domain = space, domain
        self._addresses: set[str] = set()

    def read(self, data: Mapping[str, Any]) -> Iterator[Place]:
        for building in data.get("building", []):
            yield from self._building(building)

    def _building(self, data: Mapping[str, Any]) -> Iterator[Place]:
        address = {"street": data["street"], "city": data["city"], "postalCode": data["postal_code"]}
        shown = {"address": {**address, "state": None, "countryOrRegion": "NL"}, "isWheelChairAccessible": True}
        building = self._place("building", data["name"], "", {**shown, "wifiState": "enabled", "resourceLinks": []})
        yield building
        listing = self._place("roomList", f"Ruimten {data['name']}", "", {"address": shown["address"]})
        policies = {kind: Policy(**data.get("policy", {}).get(kind, {})) for kind in RESOURCES}
        for order, floor in enumerate(data.get("floor", [])):
            made = self._place("floor", floor["name"], building.id, {"sortOrder": order})
            yield made
            around = {"building": data["name"], "floorLabel": floor["name"], "floorNumber": order}
            for section in floor.get("section", []):
                part = self._place("section", section["name"], made.id, {"label": section["name"]})
                yield part
                for place in self._resources(section, part, around):
                    yield replace(place, policy=policies[place.kind])
            for place in self._resources(floor, made, around):
                yield replace(place, policy=policies[place.kind])
        yield replace(listing, address=self._address(listing.name), parent="")

    def _resources(self, data: Mapping[str, Any], parent: Place, around: Mapping[str, Any]) -> Iterator[Place]:
        for kind in ("workspace", "desk", "room"):
            for item in data.get(kind, []):
                numbers = range(1, int(item.get("count", 1)) + 1)
                for number in numbers:
                    name = f"{item['name']}{number}" if "count" in item else str(item["name"])
                    yield self._resource(cast(Kind, kind), name, item, parent, around)

    def _resource(
        self, kind: Kind, name: str, item: Mapping[str, Any], parent: Place, around: Mapping[str, Any]
    ) -> Place:
        address = self._address(f"{around['building']} {name}")
        shown: dict[str, Any] = {
            "label": item.get("label", name),
            "tags": list(item.get("tags", [])),
            "isWheelChairAccessible": bool(item.get("accessible", False)),
            "displayDeviceName": item.get("screen"),
        }
        if kind == "desk":
            mailbox = {"emailAddress": address, "externalDirectoryObjectId": str(uuid5(self._space, address))}
            adjustable = "enabled" if item.get("adjustable") else "disabled"
            shown |= {"mailboxDetails": mailbox, "heightAdjustableState": adjustable}
        else:
            shown |= {"emailAddress": address, "capacity": int(item["capacity"]), "nickname": name}
        if kind == "room":
            devices = {"videoDeviceName": item.get("video"), "audioDeviceName": item.get("audio")}
            teams = "enabled" if item.get("video") else "disabled"
            shown |= {**around, **devices, "bookingType": "standard", "teamsEnabledState": teams}
        else:
            shown["mode"] = _mode(str(item.get("mode", "reservable")))
        made = self._place(kind, name, parent.id, shown)
        return replace(made, address=address, capacity=int(item.get("capacity", 1)))

    def _place(self, kind: Kind, name: str, parent: str, properties: Mapping[str, Any]) -> Place:
        id = str(uuid5(self._space, f"place {kind} {parent} {name}"))
        usual: dict[str, Any] = {"geoCoordinates": None, "phone": None, "tags": [], "label": None, "address": None}
        return Place(id, kind, name, parent, properties={**usual, **properties})

    def _address(self, name: str) -> str:
        local = re.sub(
            r"[^a-z0-9]+", "-", unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        )
        address = f"{local.strip('-')}@{self._domain}"
        if address in self._addresses:
            raise ValueError(f"a second place named {name}, which")
        self._addresses.add(address)
        return address


def _mode(name: str) -> dict[str, Any]:
    if name not in ("reservable", "assigned", "dropIn", "unavailable"):
        raise ValueError(f"mode {name}")
    return {"@odata.type": f"#microsoft.graph.{name}PlaceMode"}
