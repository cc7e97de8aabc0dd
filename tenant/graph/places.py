"""Graph: buildings with their floors and sections, and the desks, areas and rooms in them."""

from __future__ import annotations

from functools import partial

from aiohttp import web

from tenant.graph.call import Call, GraphError, reply
from tenant.graph.query import Entity, arrange, page, select
from tenant.places import Place

PLACE = (
    "id", "displayName", "address", "geoCoordinates", "phone", "label", "parentId", "placeId", "tags",
    "isWheelChairAccessible",
)  # fmt: skip
OWN = {
    "building": ("wifiState", "resourceLinks"),
    "floor": ("sortOrder",),
    "section": (),
    "roomList": ("emailAddress",),
    "workspace": ("capacity", "displayDeviceName", "emailAddress", "mode", "nickname"),
    "desk": ("displayDeviceName", "heightAdjustableState", "mailboxDetails", "mode"),
    "room": (
        "audioDeviceName", "bookingType", "building", "capacity", "displayDeviceName", "emailAddress", "floorLabel",
        "floorNumber", "nickname", "teamsEnabledState", "videoDeviceName",
    ),
}  # fmt: skip
PAGES = {"room": 100, "workspace": 100, "roomList": 100}  # places in a page; the other kinds have more
USUAL, MOST = 1000, 1000


async def places(call: Call) -> web.Response:
    """GET /places/graph.{kind}."""
    kind = _kind(call)
    return _page(call, kind, call.tenant.places.of_kind(kind))


async def place(call: Call) -> web.Response:
    """GET /places/{place}, by id or by the address of its mailbox."""
    return _one(call, _found(call))


async def cast_place(call: Call) -> web.Response:
    """GET /places/{place}/graph.{kind}."""
    found, kind = _found(call), _kind(call)
    if found.kind != kind:
        raise _missing(call)
    return _one(call, found)


async def descendants(call: Call) -> web.Response:
    """GET /places/{place}/descendants: all that is in it."""
    inside = call.tenant.places.within(_found(call))
    known = frozenset(name for names in (PLACE, *OWN.values()) for name in names)
    entities = {each.id: shown(each) for each in inside}
    usual = {each.id: (*PLACE, *OWN[each.kind]) for each in inside}
    chosen = arrange(call, list(entities.values()), known)
    return reply(page(call, chosen, shown=lambda entity: select(call, entity, usual[entity["id"]], known)))


async def listed(call: Call) -> web.Response:
    """GET /places/{place}/graph.roomList/rooms and /workspaces: the list is named by its address."""
    found, kind = _found(call), call.address.segments[-1].lower().removesuffix("s")
    if found.kind != "roomList":
        raise _missing(call)
    name = found.name.removeprefix("Ruimten ")
    around = call.tenant.places
    inside = [each for each in around.of_kind(kind) if (building := around.building(each)) and building.name == name]
    return _page(call, kind, inside)


def shown(place: Place) -> Entity:
    """A place as Graph gives it."""
    return {
        "@odata.type": f"#microsoft.graph.{place.kind}",
        "id": place.id,
        "placeId": place.id,
        "displayName": place.name,
        "parentId": place.parent or None,
        **({"emailAddress": place.address} if place.kind == "roomList" else {}),
        **place.properties,
    }


def _page(call: Call, kind: str, found: list[Place]) -> web.Response:
    names = (*PLACE, *OWN[kind])
    entities = [{name: value for name, value in shown(each).items() if name[0] != "@"} for each in found]
    chosen = arrange(call, entities, names)[_skipped(call) :]
    cut = partial(select, call, usual=names, known=names)
    return reply(page(call, chosen, usual=PAGES.get(kind, USUAL), most=MOST, shown=cut))


def _skipped(call: Call) -> int:
    given = call.query.get("$skip", "0")
    if not given.isascii() or not given.isdigit():
        raise GraphError(400, "BadRequest", f"Invalid value '{given[:40]}' for $skip.")
    return int(given)


def _one(call: Call, found: Place) -> web.Response:
    names = (*PLACE, *OWN[found.kind])
    context = f"{call.tenant.base_url}/v1.0/$metadata#places/$entity"
    return reply({"@odata.context": context, **select(call, shown(found), names, names)})


def _kind(call: Call) -> str:
    """The kind of place in the path, its name in whatever case."""
    given = next(each for each in call.address.segments if each.startswith("graph."))
    return next(kind for kind in OWN if kind.lower() == given.removeprefix("graph.").lower())


def _found(call: Call) -> Place:
    found = call.tenant.places.find(call.values["place"])
    if found is None:
        raise _missing(call)
    return found


def _missing(call: Call) -> GraphError:
    return GraphError(404, "ErrorItemNotFound", f"The place '{call.values['place']}' was not found.")
