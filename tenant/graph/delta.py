"""Graph: what changed in a library since a token, page by page.

Kept as SharePoint does it: deleted items come with little more than their id; a renamed folder comes without what is
in it; the folders above a change come along; a page may be empty and yet have a next one; who may read an item is
told only to who asks for it (Prefer: deltashowsharingchanges; with hierarchicalsharing only where it was given or
taken); a token that is not known any more gets 410 and starts over.
"""

from __future__ import annotations

import base64
import json
from dataclasses import asdict, dataclass, replace
from typing import Any, cast

from aiohttp import web

from tenant.files import MOMENTS
from tenant.graph.call import Call, GraphError, reply
from tenant.graph.items import addressed
from tenant.graph.query import Entity, select, top
from tenant.graph.shapes import ITEM_PROPERTIES
from tenant.graph.sites import library
from tenant.items import Item

PAGE = 200
EMPTY_PAGE_EVERY = 3  # about one in so many enumerations starts with an empty page


@dataclass(frozen=True)
class Mark:
    """How far a reader is. The token is this, opaque to the reader."""

    epoch: str  # the state and address it was given for: with another one, the reader must start over
    since: int  # change number up to which the reader has seen everything
    fresh: bool  # a first enumeration, which leaves out what is deleted
    begun: bool = False  # the empty first page, if there was one, has been given


async def delta(call: Call) -> web.Response:
    """GET /drives/{drive}/root/delta, with or without a token."""
    if addressed(call).parent is not None:
        raise GraphError(400, "invalidRequest", "Delta is supported on the root of a document library only")
    token = call.address.arguments.get("token") or call.request.query.get("token")
    size = top(call, PAGE, 1000)
    mark = mark_of(token, _epoch(call), library(call).last_change, _start(call))
    told = _told(call) if not mark.fresh else "content"
    changed = library(call).changes(mark.since, MOMENTS[told], deleted=not mark.fresh, most=size + 1)
    if changed and not mark.begun and library(call).last_change % EMPTY_PAGE_EVERY == 0:
        return _answer(call, [], replace(mark, begun=True), more=True)
    shown, rest = changed[:size], changed[size:]
    entities = [_shown(call, item, mark, told) for item in _with_parents(call, shown, mark)]
    reached = _moment(shown[-1], told) if rest else library(call).last_change
    return _answer(call, entities, Mark(mark.epoch, reached, mark.fresh and bool(rest), begun=bool(rest)), bool(rest))


def _told(call: Call) -> str:
    """Which changes the reader is told of (one of MOMENTS): the Prefer header asks for sharing."""
    wanted = call.request.headers.get("Prefer", "").lower()
    if "deltashowsharingchanges" not in wanted:
        return "content"
    return "own sharing" if "hierarchicalsharing" in wanted else "sharing"


def _moment(item: Item, told: str) -> int:
    sharing = {"content": 0, "sharing": item.sharing_change, "own sharing": item.own_sharing_change}
    return max(item.change, sharing[told])


def _with_parents(call: Call, changed: list[Item], mark: Mark) -> list[Item]:
    """The folders above a change come along, unless the reader asked not to (deltaExcludeParent)."""
    asked = f"{call.request.headers.get('Prefer', '')} {' '.join(call.request.headers)}".lower()
    if mark.fresh or "deltaexcludeparent" in asked:
        return changed
    found = {item.id: item for item in changed}
    above = {each.id: each for item in changed for each in reversed(library(call).ancestors(item))}
    return [each for each in above.values() if each.id not in found and not each.deleted] + changed


def _shown(call: Call, item: Item, mark: Mark, told: str) -> Entity:
    entity = call.tenant.shapes.item(item)
    shared = {"content": 0, "sharing": item.sharing_change, "own sharing": item.own_sharing_change}[told]
    if shared > mark.since and not item.deleted and not item.folder:
        entity["@microsoft.graph.sharedChanged"] = "True"
    if not call.query.get("$select") or item.deleted:
        return entity
    chosen = select(call, entity, tuple(entity), ITEM_PROPERTIES)
    return {name: value for name, value in chosen.items() if value is not None}


def _answer(call: Call, entities: list[Entity], mark: Mark, more: bool) -> web.Response:
    options = "".join(f"&{name}={value}" for name, value in call.query.items() if name in ("$select", "$top"))
    address = f"{_start(call)}?token={token_of(mark)}{options}"
    links = {"@odata.nextLink" if more else "@odata.deltaLink": address}
    context = f"{call.tenant.base_url}/v1.0/$metadata#Collection(driveItem)"
    return reply({"@odata.context": context, **links, "value": entities})


def _start(call: Call) -> str:
    return f"{call.tenant.base_url}/v1.0/drives/{library(call).drive_id}/root/delta"


def _epoch(call: Call) -> str:
    """Tokens go with the address of the tenant too: webUrls change with it, so everything has to be read anew."""
    return f"{library(call).root.created} {call.tenant.base_url}"


def mark_of(token: str | None, epoch: str, last: int, start: str) -> Mark:
    """How far the bearer of a token is, `last` being the newest change. Raises GraphError 410 for one of no use."""
    if not token:
        return Mark(epoch, 0, fresh=True)
    if token == "latest":
        return Mark(epoch, last, fresh=False)
    try:
        data = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
        mark = Mark(**cast("dict[str, Any]", data))
        if mark.epoch == epoch and 0 <= mark.since <= last:
            return mark
    except (ValueError, TypeError, RecursionError):
        pass
    raise GraphError(
        410,
        "resyncRequired",
        "Resync required. Replace any local items with the server's version.",
        {"Location": start},
    )


def token_of(mark: Mark) -> str:
    """The mark as a token, opaque to the reader."""
    return base64.urlsafe_b64encode(json.dumps(asdict(mark)).encode()).decode().rstrip("=")
