"""Graph: what changed in a list since a token, page by page.

As SharePoint does it: a deleted item comes with little more than its id, an item that changed twice comes once, a page
may be empty and yet have a next one, and a token that is not known any more gets 410 and starts over.
"""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from aiohttp import web

from tenant.graph.call import Call, reply
from tenant.graph.delta import EMPTY_PAGE_EVERY, Mark, mark_of, token_of
from tenant.graph.list_items import items_shown
from tenant.graph.lists import named_list
from tenant.graph.query import Entity, top
from tenant.graph.sites import context, named_site

PAGE, LARGEST_PAGE = 200, 5000


async def delta(call: Call) -> web.Response:
    """GET /sites/{site}/lists/{list}/items/delta, with or without a token."""
    shown = named_list(call)
    size = top(call, PAGE, LARGEST_PAGE)
    token = call.address.arguments.get("token") or call.request.query.get("token")
    last = call.tenant.files.last_change
    mark = mark_of(token, f"{shown.id} {shown.created}", last, _start(call))
    found = call.tenant.sharepoint.entries(shown).changes(mark.since, deleted=not mark.fresh, most=size + 1)
    if found and not mark.begun and last % EMPTY_PAGE_EVERY == 0:
        return _answer(call, [], replace(mark, begun=True), more=True)
    chosen, more = found[:size], len(found) > size
    reached = chosen[-1].change if more else last
    return _answer(
        call, items_shown(call, shown, chosen), Mark(mark.epoch, reached, mark.fresh and more, begun=more), more
    )


def _answer(call: Call, entities: list[Entity], mark: Mark, more: bool) -> web.Response:
    kept = {name: value for name, value in call.query.items() if name in ("$select", "$expand", "$top")}
    options = urlencode({"token": token_of(mark), **kept}, safe="$(),")
    links = {"@odata.nextLink" if more else "@odata.deltaLink": f"{_start(call)}?{options}"}
    return reply({"@odata.context": context(call, "Collection(listItem)"), **links, "value": entities})


def _start(call: Call) -> str:
    """By id, whatever the address that was asked for names the site and the list by."""
    site = named_site(call)
    key = call.values["site"] if site is None else call.tenant.shapes.id_of(site)
    return f"{call.tenant.base_url}/v1.0/sites/{key}/lists/{named_list(call).id}/items/delta"
