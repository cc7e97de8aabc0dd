"""Graph: users, managers, direct reports, groups and membership, photos, the organisation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from aiohttp import web

from tenant.directory import Group, User, portrait
from tenant.graph.call import Call, GraphError, done, inner_list, reply
from tenant.graph.query import Entity, arrange, is_eventual, need_advanced, page, select

MOST_QUESTIONS = 8  # whose answers are kept for their later pages

USER = (
    "businessPhones", "displayName", "givenName", "id", "jobTitle", "mail", "mobilePhone", "officeLocation",
    "preferredLanguage", "surname", "userPrincipalName",
)  # fmt: skip
USER_PROPERTIES = frozenset(
    (
        *USER, "accountEnabled", "ageGroup", "city", "companyName", "country", "createdDateTime", "creationType",
        "deletedDateTime", "department", "employeeHireDate", "employeeId", "employeeType", "externalUserState",
        "faxNumber", "imAddresses", "mailNickname", "otherMails", "postalCode", "proxyAddresses", "showInAddressList",
        "state", "streetAddress", "usageLocation", "userType", "*",
    )
)  # fmt: skip
GROUP = (
    "id", "deletedDateTime", "classification", "createdDateTime", "description", "displayName", "groupTypes", "mail",
    "mailEnabled", "mailNickname", "membershipRule", "securityEnabled", "visibility",
)  # fmt: skip
GROUP_PROPERTIES = frozenset((*GROUP, "isAssignableToRole", "proxyAddresses", "renewedDateTime", "theme", "*"))


async def users(call: Call) -> web.Response:
    """GET /users."""
    found = _found_before(call, lambda: (user.properties for user in call.tenant.directory.accounts.values()))
    return reply(page(call, found, shown=lambda entity: _shown(call, entity), counted=is_eventual(call)))


async def user(call: Call) -> web.Response:
    """GET /users/{user}: by id or user principal name."""
    return reply({"@odata.context": _context(call, "users/$entity"), **_shown(call, _user(found_user(call)))})


async def manager(call: Call) -> web.Response:
    """GET /users/{user}/manager."""
    directory = call.tenant.directory
    above = directory.users.get(found_user(call).manager or "")
    if above is None:
        raise _missing("manager")
    return reply(
        {"@odata.context": _context(call, "directoryObjects/$entity"), **_member(call, _user(above))},
    )


async def direct_reports(call: Call) -> web.Response:
    """GET /users/{user}/directReports."""
    return _objects(call, call.tenant.directory.reports(found_user(call).id))


async def member_of(call: Call) -> web.Response:
    """GET /users/{user}/memberOf."""
    return _objects(call, call.tenant.directory.memberships(found_user(call).id))


async def transitive_member_of(call: Call) -> web.Response:
    """GET /users/{user}/transitiveMemberOf: also through groups in groups."""
    return _objects(call, call.tenant.directory.memberships(found_user(call).id, transitive=True))


async def check_member_groups(call: Call) -> web.Response:
    """POST /users/{user}/checkMemberGroups: which of these groups the person is in, transitively."""
    asked = inner_list(await call.body(), "groupIds")
    if not 1 <= len(asked) <= 20:
        raise GraphError(400, "Request_BadRequest", "groupIds must hold 1 to 20 group ids.")
    inside = {group.id for group in call.tenant.directory.memberships(found_user(call).id, transitive=True)}
    return _ids(call, [str(each) for each in asked if str(each) in inside])


async def get_member_groups(call: Call) -> web.Response:
    """POST /users/{user}/getMemberGroups: the ids of all groups that the person is in, transitively."""
    only_security = (await call.body()).get("securityEnabledOnly") is True
    groups = call.tenant.directory.memberships(found_user(call).id, transitive=True)
    return _ids(call, [group.id for group in groups if group.kind == "security" or not only_security])


async def photo(call: Call) -> web.Response:
    """GET /users/{user}/photo/$value."""
    who = found_user(call)
    if not who.has_photo:
        raise GraphError(404, "ImageNotFound", "The photo wasn't found.")
    answer = done(200)
    answer.body, answer.content_type = portrait(who), "image/svg+xml"
    return answer


async def user_drive(call: Call) -> web.Response:
    """GET /users/{user}/drive: nobody here ever opened OneDrive."""
    found_user(call)
    raise GraphError(404, "ResourceNotFound", "User's mysite not found.")


async def groups(call: Call) -> web.Response:
    """GET /groups."""
    all_groups = [_group(group) for group in call.tenant.directory.groups.values()]
    found = arrange(call, all_groups, GROUP_PROPERTIES, directory=True)
    shown = partial(select, call, usual=GROUP, known=GROUP_PROPERTIES)
    return reply(page(call, found, shown=shown, counted=is_eventual(call)))


async def group(call: Call) -> web.Response:
    """GET /groups/{group}."""
    entity = select(call, _group(_found_group(call)), GROUP, GROUP_PROPERTIES)
    return reply({"@odata.context": _context(call, "groups/$entity"), **entity})


async def members(call: Call) -> web.Response:
    """GET /groups/{group}/members."""
    return _objects(call, call.tenant.directory.members(_found_group(call).id))


async def member_users(call: Call) -> web.Response:
    """GET /groups/{group}/members/graph.user: the people among the members."""
    found = call.tenant.directory.members(_found_group(call).id)
    entities = [_user(each) for each in found if isinstance(each, User)]
    chosen = arrange(call, entities, USER_PROPERTIES)
    return reply(page(call, chosen, shown=lambda entity: select(call, entity, USER, USER_PROPERTIES)))


async def transitive_members(call: Call) -> web.Response:
    """GET /groups/{group}/transitiveMembers: also through groups in the group."""
    return _objects(call, call.tenant.directory.members(_found_group(call).id, transitive=True))


async def transitive_member_users(call: Call) -> web.Response:
    """GET /groups/{group}/transitiveMembers/graph.user: the people among them, which is an advanced query."""
    group = _found_group(call).id
    need_advanced(call)

    def people() -> Iterator[Entity]:
        for each in call.tenant.directory.members(group, transitive=True):
            if isinstance(each, User):
                yield each.properties

    return reply(page(call, _found_before(call, people), shown=lambda entity: _shown(call, entity)))


async def organization(call: Call) -> web.Response:
    """GET /organization: the municipality itself."""
    place = call.tenant.municipality
    domain = {"name": f"{place.id}.example", "isDefault": True, "isInitial": True, "type": "Managed"}
    entity: Entity = {
        "id": call.tenant.tenant_id,
        "displayName": f"Gemeente {place.name}",
        "tenantType": "AAD",
        "countryLetterCode": "NL",
        "preferredLanguage": "nl",
        "verifiedDomains": [{**domain, "capabilities": "Email, OfficeCommunicationsOnline"}],
        "businessPhones": [],
        "city": place.name,
    }
    return reply(page(call, [select(call, entity, tuple(entity), entity)]))


def _found_before(call: Call, everybody: Callable[[], Iterable[Entity]]) -> list[Entity]:
    """The people that a question is about, in order. Later pages of one question do not look through all of them."""
    question = (call.request.path, *(call.query.get(option, "") for option in ("$filter", "$search", "$orderby")))
    known = call.tenant.directory.found
    arrange(call, [], USER_PROPERTIES, directory=True)  # each page has to be asked for as the first one was
    if question not in known or "$skiptoken" not in call.query:
        if len(known) >= MOST_QUESTIONS:
            known.pop(next(iter(known)))
        known[question] = arrange(call, list(everybody()), USER_PROPERTIES, directory=True)
    return known[question]


def _user(user: User) -> Entity:
    return dict(user.properties)


def _group(group: Group) -> Entity:
    unified = group.kind == "unified"
    nickname = "".join(letter for letter in group.name.lower() if letter.isalnum())
    return {
        "id": group.id,
        "createdDateTime": group.created,
        "description": group.description,
        "displayName": group.name,
        "groupTypes": ["Unified"] if unified else [],
        "mailEnabled": unified,
        "mailNickname": nickname,
        "securityEnabled": not unified,
        "visibility": "Private" if unified else None,
    }


def _shown(call: Call, entity: Entity) -> Entity:
    """A user as asked for, with the manager when that is expanded."""
    shown = select(call, entity, USER, USER_PROPERTIES)
    expand = call.query.get("$expand", "")
    if expand.startswith("manager"):
        who = call.tenant.directory.accounts[entity["id"]]
        above = call.tenant.directory.users.get(who.manager or "")
        if above is not None:
            shown["manager"] = {"@odata.type": "#microsoft.graph.user", **{n: above.properties[n] for n in USER}}
    elif expand:
        raise GraphError(400, "BadRequest", f"Could not find a property named '{expand}' to expand.")
    return shown


def _member(call: Call, entity: Entity) -> Entity:
    """A user or group as one of a mixed collection: $select may name the properties of either."""
    kind, usual, known = "group", GROUP, GROUP_PROPERTIES
    if "givenName" in entity:
        kind, usual, known = "user", USER, USER_PROPERTIES
    shown = select(call, entity, usual, USER_PROPERTIES | GROUP_PROPERTIES)
    own = {name: value for name, value in shown.items() if name in known}
    return {"@odata.type": f"#microsoft.graph.{kind}", **own}


def _objects(call: Call, who: Iterable[User | Group]) -> web.Response:
    entities = {each.id: _user(each) if isinstance(each, User) else _group(each) for each in who}
    chosen = arrange(call, list(entities.values()), USER_PROPERTIES | GROUP_PROPERTIES)
    return reply(page(call, chosen, shown=lambda entity: _member(call, entity)))


def _ids(call: Call, ids: list[str]) -> web.Response:
    return reply({"@odata.context": _context(call, "Collection(Edm.String)"), "value": ids})


def found_user(call: Call) -> User:
    """The person that the path names. Raises GraphError 404."""
    found = call.tenant.directory.find(call.values["user"])
    if found is None:
        raise _missing(call.values["user"])
    return found


def _found_group(call: Call) -> Group:
    found = call.tenant.directory.groups.get(call.values["group"].lower())
    if found is None:
        raise _missing(call.values["group"])
    return found


def _missing(name: str) -> GraphError:
    message = f"Resource '{name}' does not exist or one of its queried reference-property objects are not present."
    return GraphError(404, "Request_ResourceNotFound", message)


def _context(call: Call, what: str) -> str:
    return f"{call.tenant.base_url}/v1.0/$metadata#{what}"
