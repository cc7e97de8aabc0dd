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
LONGEST_NUMBER = 9  # digits
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
        items = self._client.items(cast(Builder, builder), request, self._patience)
        return [item async for item in items if isinstance(cast(object, item), dict)]


def _places(kind: PlaceKind, items: Iterable[Json], above: Mapping[str, Json]) -> Iterable[FoundPlace]:
    for item in items:
        address = _text(_inner(item, "mailboxDetails") if kind == "desk" else item, "emailAddress")
        if not item.get("id") or not address:
            continue
        names = _around(item, above)
        yield FoundPlace(
            id=str(item["id"]),
            name=_text(item, "displayName"),
            kind=kind,
            building=names.get("building") or _text(item, "building"),
            floor=names.get("floor") or _text(item, "floorLabel"),
            section=names.get("section", ""),
            capacity=1 if kind == "desk" else _number(item.get("capacity")),
            address=address.lower(),
            features=frozenset(device for name, device in DEVICES.items() if item.get(name) not in ABSENT),
            accessible=item.get("isWheelChairAccessible") is True,
            tags=_texts(item, "tags"),
            label=_text(item, "label"),
            reservable=_inner(item, "mode").get("@odata.type", RESERVABLE) == RESERVABLE,
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


def _texts(item: Json, name: str) -> tuple[str, ...]:
    value = item.get(name)
    found = cast("list[object]", value) if isinstance(value, list) else []
    return tuple(each for each in found if isinstance(each, str))


def _inner(item: Json, name: str) -> Json:
    value = item.get(name)
    return cast(Json, value) if isinstance(value, dict) else {}


def _number(value: object) -> int:
    """Graph's own examples write a capacity as a number and as text. 0 for what is none, or larger than any place."""
    text = str(value) if isinstance(value, int | str) else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else 0
