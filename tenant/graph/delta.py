"""Graph: what changed in the library since a token, page by page.

Kept as SharePoint does it: deleted items come as a bare id; a renamed folder comes without what is in it; a page may
be empty and yet have a next one; who may read an item is only told to who asks for it (Prefer:
deltashowsharingchanges); a token that is not known any more gets 410 and starts over.
"""

from __future__ import annotations

import base64
import json
from dataclasses import asdict, dataclass
from typing import Any, cast

from aiohttp import web

from tenant.files import Item
from tenant.graph.call import Call, GraphError, reply
from tenant.graph.items import addressed
from tenant.graph.query import Entity, select, top
from tenant.graph.shapes import ITEM_PROPERTIES

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
    mark = _mark(call, token)
    sharing = "deltashowsharingchanges" in call.request.headers.get("Prefer", "").lower()
    changed = call.tenant.files.changes(mark.since, sharing=sharing and not mark.fresh, deleted=not mark.fresh)
    if changed and not mark.begun and call.tenant.files.last_change % EMPTY_PAGE_EVERY == 0:
        return _answer(call, [], Mark(mark.epoch, mark.since, mark.fresh, begun=True), more=True)
    shown, rest = changed[:size], changed[size:]
    entities = [_shown(call, item, mark, sharing=sharing) for item in shown]
    reached = max(_moment(shown[-1], sharing), mark.since) if rest else call.tenant.files.last_change
    return _answer(call, entities, Mark(mark.epoch, reached, mark.fresh and bool(rest), begun=bool(rest)), bool(rest))


def _moment(item: Item, sharing: bool) -> int:
    return max(item.change, item.sharing_change) if sharing else item.change


def _shown(call: Call, item: Item, mark: Mark, *, sharing: bool) -> Entity:
    entity = call.tenant.shapes.item(item, delta=True)
    if sharing and item.sharing_change > mark.since and not item.deleted:
        entity["@microsoft.graph.sharedChanged"] = "True"
    if not call.query.get("$select") or item.deleted:
        return entity
    chosen = select(call, entity, tuple(entity), ITEM_PROPERTIES)
    return {name: value for name, value in chosen.items() if value is not None}


def _answer(call: Call, entities: list[Entity], mark: Mark, more: bool) -> web.Response:
    options = "".join(f"&{name}={value}" for name, value in call.query.items() if name in ("$select", "$top"))
    address = f"{_start(call)}?token={_token(mark)}{options}"
    links = {"@odata.nextLink" if more else "@odata.deltaLink": address}
    context = f"{call.tenant.base_url}/v1.0/$metadata#Collection(driveItem)"
    return reply({"@odata.context": context, **links, "value": entities})


def _start(call: Call) -> str:
    return f"{call.tenant.base_url}/v1.0/drives/{call.tenant.files.drive_id}/root/delta"


def _epoch(call: Call) -> str:
    """Tokens go with the address of the tenant too: webUrls change with it, so everything has to be read anew."""
    return f"{call.tenant.files.root.created} {call.tenant.base_url}"


def _mark(call: Call, token: str | None) -> Mark:
    if not token:
        return Mark(_epoch(call), 0, fresh=True)
    if token == "latest":
        return Mark(_epoch(call), call.tenant.files.last_change, fresh=False)
    try:
        data = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
        mark = Mark(**cast("dict[str, Any]", data))
        if mark.epoch == _epoch(call) and 0 <= mark.since <= call.tenant.files.last_change:
            return mark
    except (ValueError, TypeError):
        pass
    raise GraphError(
        410,
        "resyncRequired",
        "Resync required. Replace any local items with the server's version.",
        {"Location": _start(call)},
    )


def _token(mark: Mark) -> str:
    return base64.urlsafe_b64encode(json.dumps(asdict(mark)).encode()).decode().rstrip("=")
