"""Desks, areas and rooms of the organisation's buildings, as Microsoft Places knows them."""
# pyright: reportMissingTypeStubs=false
# (the SDK's generated half is typed but not marked as such)

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

from graph.client import IN_BACKGROUND, Builder, GraphClient, Json, Patience

PlaceKind = Literal["desk", "workspace", "room"]
Device = Literal["video", "screen", "audio", "standing_desk"]
# What Graph says of a place's equipment: a name of the device, or whether it is there.
DEVICES: Mapping[str, Device] = {
    "videoDeviceName": "video",
    "displayDeviceName": "screen",
    "audioDeviceName": "audio",
    "heightAdjustableState": "standing_desk",
}
ABSENT = (None, "", "unknown", "disabled", "unknownFutureValue")
RESERVABLE = "#microsoft.graph.reservablePlaceMode"


@dataclass(frozen=True)
class FoundPlace:
    """A place that has a calendar of its own. What Graph does not say is empty.

    `workspace`: an area in which as many people can have a desk as its `capacity`. `reservable`: whether it can be
    booked; a desk or area can also belong to somebody, be for whoever comes in, or be out of use.
    """

    id: str
    name: str
    kind: PlaceKind
    building: str  # display name
    floor: str
    section: str
    capacity: int  # 1 for a desk; 0 where nobody filled it in
    address: str  # of its mailbox, in lower case: what an event invites
    features: frozenset[Device]
    accessible: bool  # for a wheelchair
    tags: tuple[str, ...]
    label: str
    reservable: bool


class GraphPlaces:
    """The places of the organisation. Needs Place.Read.All. Raises Unavailable when Graph does not answer, and
    GraphProblem when it refuses.
    """

    def __init__(self, client: GraphClient, patience: Patience = IN_BACKGROUND) -> None:
        self._client = client
        self._patience = patience

    async def all_places(self) -> tuple[FoundPlace, ...]:
        """Every desk, area and room with a mailbox, by building, floor, section and name."""
        places = self._client.builders.places
        above: dict[str, Json] = {}
        for builder in (places.graph_building, places.graph_floor, places.graph_section):
            for item in await self._all(builder):
                above |= {str(item[key]): item for key in ("id", "placeId") if item.get(key)}
        found = [
            *_places("desk", await self._all(places.graph_desk), above),
            *_places("workspace", await self._all(places.graph_workspace), above),
            *_places("room", await self._all(places.graph_room), above),
        ]
        return tuple(sorted(found, key=lambda each: (each.building, each.floor, each.section, each.name, each.id)))

    async def _all(self, builder: Any) -> list[Json]:
        request = builder.to_get_request_information()
        return [item async for item in self._client.items(cast(Builder, builder), request, self._patience)]


def _places(kind: PlaceKind, items: Iterable[Json], above: Mapping[str, Json]) -> Iterable[FoundPlace]:
    for item in items:
        mailbox: Json = item.get("mailboxDetails") or {}
        address = mailbox.get("emailAddress") if kind == "desk" else item.get("emailAddress")
        if not item.get("id") or not address:
            continue
        names = _around(item, above)
        mode: Json = item.get("mode") or {}
        yield FoundPlace(
            id=str(item["id"]),
            name=_text(item, "displayName"),
            kind=kind,
            building=names.get("building") or _text(item, "building"),
            floor=names.get("floor") or _text(item, "floorLabel"),
            section=names.get("section", ""),
            capacity=1 if kind == "desk" else _number(item.get("capacity")),
            address=str(address).lower(),
            features=frozenset(device for name, device in DEVICES.items() if item.get(name) not in ABSENT),
            accessible=item.get("isWheelChairAccessible") is True,
            tags=tuple(str(tag) for tag in cast("list[Any]", item.get("tags") or [])),
            label=_text(item, "label"),
            reservable=mode.get("@odata.type", RESERVABLE) == RESERVABLE,
        )


def _around(item: Json, above: Mapping[str, Json]) -> dict[str, str]:
    """The names of the section, the floor and the building that a place is in: how far up it is says which is which."""
    chain: list[Json] = []
    parent = above.get(str(item.get("parentId")))
    while parent is not None and parent not in chain:
        chain.append(parent)
        parent = above.get(str(parent.get("parentId")))
    kinds = ("building", "floor", "section")
    return dict(zip(kinds, (_text(each, "displayName") for each in reversed(chain)), strict=False))


def _text(item: Json, name: str) -> str:
    value = item.get(name)
    return value if isinstance(value, str) else ""


def _number(value: object) -> int:
    """Graph's own examples write a capacity as a number and as text."""
    return int(value) if isinstance(value, int | str) and str(value).isdigit() else 0
