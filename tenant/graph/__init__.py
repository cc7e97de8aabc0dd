"""The Graph v1.0 operations of the local tenant: one table of routes, and how a request finds its own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tenant.faults import error_body
from tenant.graph import (
    apps,
    calendar_delta,
    check_ins,
    content,
    delta,
    events,
    items,
    list_delta,
    list_items,
    lists,
    people,
    permissions,
    places,
    schedules,
    sites,
    uploads,
    work_plans,
)
from tenant.graph.call import Address, Call, GraphError, parse
from tenant.graph.delegated import permitted
from tenant.items import FileError
from tenant.tokens import GRAPH, TokenRefused

if TYPE_CHECKING:
    from tenant.server import Tenant

Answer = Callable[[Call], Awaitable[web.Response]]
ITEM = "/drives/{drive}/items/{item}"
LIST = "/sites/{site}/lists/{list}"
EVENT = "/users/{user}/events/{event}"
PLACE = "/places/{place}"
PLAN = "/users/{user}/settings/workHoursAndLocations"

ROUTES: dict[str, dict[str, Answer]] = {
    "/users": {"GET": people.users},
    "/users/{user}": {"GET": people.user},
    "/users/{user}/manager": {"GET": people.manager},
    "/users/{user}/directReports": {"GET": people.direct_reports},
    "/users/{user}/memberOf": {"GET": people.member_of},
    "/users/{user}/transitiveMemberOf": {"GET": people.transitive_member_of},
    "/users/{user}/checkMemberGroups": {"POST": people.check_member_groups},
    "/users/{user}/getMemberGroups": {"POST": people.get_member_groups},
    "/users/{user}/photo/$value": {"GET": people.photo},
    "/users/{user}/drive": {"GET": people.user_drive},
    "/groups": {"GET": people.groups},
    "/groups/{group}": {"GET": people.group},
    "/groups/{group}/members": {"GET": people.members},
    "/groups/{group}/members/graph.user": {"GET": people.member_users},
    "/groups/{group}/transitiveMembers": {"GET": people.transitive_members},
    "/groups/{group}/transitiveMembers/graph.user": {"GET": people.transitive_member_users},
    "/appCatalogs/teamsApps": {"GET": apps.catalogue},
    "/users/{user}/teamwork/installedApps": {"GET": apps.installed, "POST": apps.install},
    "/users/{user}/teamwork/installedApps/{installation}": {"GET": apps.installation, "DELETE": apps.remove},
    "/users/{user}/teamwork/installedApps/{installation}/chat": {"GET": apps.chat},
    "/organization": {"GET": people.organization},
    **{f"/places/graph.{kind}": {"GET": places.places} for kind in places.OWN},
    PLACE: {"GET": places.place},
    **{f"{PLACE}/graph.{kind}": {"GET": places.cast_place} for kind in ("building", "room", "workspace", "desk")},
    f"{PLACE}/graph.roomList/rooms": {"GET": places.listed},
    f"{PLACE}/graph.roomList/workspaces": {"GET": places.listed},
    f"{PLACE}/descendants()": {"GET": places.descendants},
    "/users/{user}/calendar/getSchedule": {"POST": schedules.get_schedule},
    "/users/{user}/calendarView": {"GET": events.view},
    "/users/{user}/calendar/calendarView": {"GET": events.view},
    "/users/{user}/calendarView/delta()": {"GET": calendar_delta.delta},
    "/users/{user}/events": {"GET": events.events, "POST": events.create},
    "/users/{user}/calendar/events": {"POST": events.create},
    EVENT: {"GET": events.event, "PATCH": events.change, "DELETE": events.delete},
    f"{EVENT}/cancel": {"POST": events.cancel},
    f"{EVENT}/accept": {"POST": events.accept},
    f"{EVENT}/decline": {"POST": events.decline},
    f"{EVENT}/tentativelyAccept": {"POST": events.tentatively_accept},
    f"{PLACE}/checkIns": {"POST": check_ins.check_in},
    f"{PLACE}/checkIns/{{event}}": {"GET": check_ins.checked_in},
    PLAN: {"GET": work_plans.settings, "PATCH": work_plans.change_settings},
    f"{PLAN}/occurrencesView()": {"GET": work_plans.view},
    f"{PLAN}/occurrences": {"POST": work_plans.add},
    f"{PLAN}/occurrences/setCurrentLocation": {"POST": work_plans.set_current},
    f"{PLAN}/occurrences/{{occurrence}}": {
        "GET": work_plans.occurrence,
        "PUT": work_plans.put,
        "DELETE": work_plans.delete,
    },
    f"{PLAN}/recurrences": {"GET": work_plans.recurrences, "POST": work_plans.add_recurrence},
    f"{PLAN}/recurrences/{{recurrence}}": {
        "GET": work_plans.recurrence,
        "PUT": work_plans.put_recurrence,
        "DELETE": work_plans.delete_recurrence,
    },
    "/sites": {"GET": sites.sites},
    "/sites/{site}": {"GET": sites.site},
    "/sites/{site}/drive": {"GET": sites.site_drive},
    "/sites/{site}/drives": {"GET": sites.drives},
    "/sites/{site}/lists": {"GET": lists.lists, "POST": lists.create},
    LIST: {"GET": lists.one, "PATCH": lists.change, "DELETE": lists.delete},
    f"{LIST}/columns": {"GET": lists.columns, "POST": lists.add_column},
    f"{LIST}/columns/{{column}}": {"PATCH": lists.change_column, "DELETE": lists.delete_column},
    f"{LIST}/items": {"GET": list_items.items, "POST": list_items.add},
    f"{LIST}/items/delta()": {"GET": list_delta.delta},
    f"{LIST}/items/{{number}}": {"GET": list_items.one, "PATCH": list_items.change, "DELETE": list_items.delete},
    f"{LIST}/items/{{number}}/fields": {"GET": list_items.fields, "PATCH": list_items.change_fields},
    f"{LIST}/items/{{number}}/versions": {"GET": list_items.versions},
    f"{LIST}/items/{{number}}/versions/{{version}}/restoreVersion": {"POST": list_items.restore},
    "/drives/{drive}": {"GET": sites.drive},
    ITEM: {"GET": items.get, "PATCH": items.change, "DELETE": items.delete},
    f"{ITEM}/children": {"GET": items.children, "POST": items.make_folder},
    f"{ITEM}/checkout": {"POST": items.check_out},
    f"{ITEM}/checkin": {"POST": items.check_in},
    f"{ITEM}/listItem": {"GET": items.list_item},
    f"{ITEM}/search()": {"GET": items.search},
    f"{ITEM}/delta()": {"GET": delta.delta},
    f"{ITEM}/content": {"GET": content.get_content, "PUT": content.put_content},
    f"{ITEM}/versions": {"GET": content.versions},
    f"{ITEM}/versions/{{version}}/content": {"GET": content.version_content},
    f"{ITEM}/versions/{{version}}/restoreVersion": {"POST": content.restore_version},
    f"{ITEM}/createUploadSession": {"POST": uploads.create_upload_session},
    f"{ITEM}/permissions": {"GET": permissions.list_permissions},
    f"{ITEM}/permissions/{{permission}}": {
        "PATCH": permissions.change_permission,
        "DELETE": permissions.delete_permission,
    },
    f"{ITEM}/invite": {"POST": permissions.invite},
    f"{ITEM}/createLink": {"POST": permissions.create_link},
}
_SPLIT = [(tuple(route.strip("/").split("/")), methods) for route, methods in ROUTES.items()]


def add_routes(app: web.Application, tenant: Tenant) -> None:
    """Everything below /v1.0, and the addresses for downloads and uploads."""

    async def graph(request: web.Request) -> web.Response:
        try:
            claims = tenant.tokens.check(request.headers.get("Authorization"), GRAPH)
            return await _dispatch(tenant, request, claims)
        except TokenRefused as error:
            challenge = {"WWW-Authenticate": 'Bearer error="invalid_token"'}
            return error_body(401, error.code, str(error), challenge)
        except GraphError as error:
            return error_body(error.status, error.code, error.message, error.headers)
        except FileError as error:
            return error_body(error.status, error.code, error.message)

    app.router.add_route("*", "/v1.0/{path:.*}", graph)
    content.add_routes(app, tenant)
    uploads.add_routes(app, tenant)


async def _dispatch(tenant: Tenant, request: web.Request, claims: Mapping[str, Any]) -> web.Response:
    address = permitted(claims, request.method, parse(request.rel_url.raw_path.removeprefix("/v1.0")))
    person = str(claims.get("oid", "")).lower() if claims.get("idtyp") == "user" else ""
    methods, values = _route(address)
    answer = methods.get(request.method)
    if answer is None:
        message = "Specified HTTP method is not allowed for the request target."
        raise GraphError(405, "Request_BadRequest", message, {"Allow": ", ".join(sorted(methods))})
    return await answer(Call(tenant, request, address, str(claims.get("appid", "")), values, person))


def _route(address: Address) -> tuple[dict[str, Answer], dict[str, str]]:
    given = address.segments
    for route, methods in _SPLIT:
        if len(route) == len(given) and all(
            r[0] == "{" or r.lower() == g.lower() for r, g in zip(route, given, strict=True)
        ):
            return methods, {r[1:-1]: g for r, g in zip(route, given, strict=True) if r[0] == "{"}
    raise GraphError(400, "BadRequest", f"Resource not found for the segment '{_stranger(given)}'.")


def _stranger(given: tuple[str, ...]) -> str:
    """The first segment that no route has there."""
    known = 0
    for route, _ in _SPLIT:
        same = 0
        for r, g in zip(route, given, strict=False):
            if r[0] != "{" and r.lower() != g.lower():
                break
            same += 1
        known = max(known, same)
    return given[known] if known < len(given) else ""
