"""The local Microsoft 365 tenant as one server on loopback: make it, start it, stop it."""

from __future__ import annotations

import hmac
import secrets
import time
import tomllib
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, UUID, uuid5

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from tenant import (
    agenda,
    attendant,
    connector,
    faults,
    graph,
    library,
    overview,
    page,
    sharepoint_page,
    sign_in_page,
    token_service,
    tokens,
    viewer,
)
from tenant.calendars import Calendars
from tenant.clock import now
from tenant.conversion import Conversion
from tenant.directory import Directory
from tenant.faults import Faults, target_of
from tenant.files import Files
from tenant.graph.shapes import Shapes
from tenant.mailboxes import Mailboxes, add_booking_mailbox
from tenant.places import Places
from tenant.places import load as load_places
from tenant.seed import seed
from tenant.sharepoint import SharePoint
from tenant.sharing import Sharing
from tenant.sign_ins import SignIns
from tenant.state import State, TenantError
from tenant.tokens import Tokens
from tenant.work_plans import WorkPlans

LARGEST_BODY = 250 * 1024 * 1024  # bytes: the largest file that Graph takes in one request
LOCAL_HOSTS = ("127.0.0.1", "localhost")


@dataclass(frozen=True)
class Municipality:
    """What the tenant needs of organisation.toml."""

    id: str  # the name of the folder
    name: str
    folder: Path
    roles: dict[str, str]  # role -> display name of its group
    site: str  # path of the site that holds the library, such as /sites/visie
    drive: str  # name of the library
    readers_group: str  # display name of the group of all employees
    own_site: str  # path of the site that the bot has for itself, such as /sites/koers; empty when it has none
    own_library: str  # name of the library on that site
    strategy_team: str  # the team to ask about the vision; empty when organisation.toml names no team


@dataclass(frozen=True)
class Bot:
    """The bot that is registered in the tenant."""

    app_id: str
    endpoint: str  # where its activities go: http://127.0.0.1:PORT/api/messages
    name: str = "Koers"


@dataclass(frozen=True)
class Exchange:
    """One request that the bot made, as the page shows it."""

    at: str
    service: str  # graph, connector, token or signin
    method: str
    path: str
    status: int
    ms: float


@dataclass
class Tenant:
    """A running local tenant and everything that its parts share.

    Whoever wants to know what happens adds a callable to `listeners`; `emit` calls each of them, on the event loop,
    with the name of the event ("library", "request", "bot") and its data. They must not raise or block.
    """

    municipality: Municipality
    tenant_id: str
    state: State
    tokens: Tokens
    faults: Faults
    app: web.Application
    directory: Directory
    files: Files  # the library of the vision
    sharepoint: SharePoint
    sharing: Sharing
    places: Places
    calendars: Calendars
    base_url: str = "http://127.0.0.1"  # gets its port in `start`
    bot: Bot | None = None
    requests: deque[Exchange] = field(default_factory=lambda: deque[Exchange](maxlen=200))
    listeners: list[Callable[[str, dict[str, Any]], None]] = field(
        default_factory=list[Callable[[str, dict[str, Any]], None]]
    )
    _runner: web.AppRunner | None = None

    @cached_property
    def shapes(self) -> Shapes:
        """Writes the library's items as Graph does."""
        return Shapes(self)

    @cached_property
    def sign_ins(self) -> SignIns:
        """Who signed in, to what, and what they allowed."""
        return SignIns(self)

    @cached_property
    def work_plans(self) -> WorkPlans:
        """Where people work."""
        return WorkPlans(self.state)

    @cached_property
    def conversion(self) -> Conversion:
        """Makes PDFs of documents."""
        return Conversion(self.state)

    @cached_property
    def _seal_key(self) -> bytes:
        kept = self.state.setting("seal") or secrets.token_hex(32)
        self.state.keep("seal", kept)
        return bytes.fromhex(kept)

    def seal(self, text: str) -> str:
        """A mark that only this tenant can put under a text."""
        return hmac.digest(self._seal_key, text.encode(), "sha256").hex()

    def register_bot(self, app_id: str, endpoint: str) -> None:
        """Make the bot known: its app id and the address that takes its activities."""
        self.bot = Bot(app_id, endpoint)
        self.emit("bot", {"id": app_id})

    def emit(self, event: str, data: dict[str, Any]) -> None:
        """Tell the listeners that something happened."""
        for listener in tuple(self.listeners):
            listener(event, data)

    async def start(self, port: int = 0) -> None:
        """Listen on 127.0.0.1. Port 0 takes a free one; `base_url` has it. Raises OSError when it is taken."""
        self._runner = web.AppRunner(self.app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        try:
            await site.start()
        except OSError:
            await self._runner.cleanup()
            self._runner = None
            raise
        self.base_url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Stop listening and close the state."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None
        self.state.close()


def create(state_path: Path, organisation_folder: Path, people: int = 60, documents: Path | None = None) -> Tenant:
    """A tenant for the municipality in `organisation_folder`, with its memory in the file `state_path`.

    `people` is the number of employees to invent when the state has fewer; `documents` a folder with an INDEX.toml to
    fill the library with, instead of the bundled documents. Raises TenantError with a message for the reader.
    """
    municipality = _municipality(organisation_folder)
    tenant_id = str(uuid5(NAMESPACE_URL, f"https://tenants.koers.example/{municipality.id}"))
    state = State(state_path)
    try:
        _belongs_to(state, municipality)
        seed(state, municipality, tenant_id, people)
        domain = f"{municipality.id}.example"
        add_booking_mailbox(state, tenant_id, domain, f"Gemeente {municipality.name}")
        places = load_places(municipality.folder, UUID(tenant_id), domain)
        directory = Directory(state)
        calendars = Calendars(state, Mailboxes(directory, places, domain))
        files = Files(state, tenant_id, municipality.drive)
        own = (municipality.own_site, municipality.own_library)
        sharepoint = SharePoint(state, tenant_id, files, municipality.site, *own)
        sharing = Sharing(state, files)
        for each in sharepoint.libraries:
            _share_with_everyone(state, municipality, directory, sharing, each)
        app = web.Application(client_max_size=LARGEST_BODY)
        tokens_of = Tokens(state, tenant_id)
        tenant = Tenant(
            *(municipality, tenant_id, state, tokens_of, Faults(), app, directory),
            *(files, sharepoint, sharing, places, calendars),
        )
        calendars.changed = lambda addresses: tenant.emit("calendar", {"mailboxes": list(addresses)})
        library.load(tenant, documents)
        app.middlewares.extend([_only_from_here, _watched(tenant)])
        _add_routes(app, tenant)
    except BaseException:
        state.close()
        raise
    return tenant


def _belongs_to(state: State, municipality: Municipality) -> None:
    """Two municipalities in one tenant would have each other's people and documents."""
    kept = state.setting("municipality")
    if kept not in (None, municipality.id):
        raise TenantError(f"{state.path} is the tenant of {kept}: give another folder, or --fresh to empty this one")
    state.keep("municipality", municipality.id)


def _share_with_everyone(
    state: State, municipality: Municipality, directory: Directory, sharing: Sharing, files: Files
) -> None:
    """The first time, let the group of all employees read whatever has no permissions of its own."""
    group = directory.group_named(municipality.readers_group)
    done = "library shared" if files.name == municipality.drive else f"library shared {files.drive_id}"
    if group is not None and state.setting(done) is None:
        sharing.grant(files.root, "group", group.id, ("read",))
        state.keep(done, group.id)


def _add_routes(app: web.Application, tenant: Tenant) -> None:
    services = (tokens, token_service, faults, graph, attendant, connector)
    for part in (*services, sign_in_page, viewer, overview, agenda, sharepoint_page, page):
        part.add_routes(app, tenant)


def _municipality(folder: Path) -> Municipality:
    path = folder / "organisation.toml"
    try:
        with path.open("rb") as file:
            data = tomllib.load(file)
        shelf, first = data["library"], str(data["contact"][0]["nl"])
        own = data.get("sharepoint", {})
        return Municipality(
            id=folder.resolve().name,
            name=data["name"],
            folder=folder.resolve(),
            roles=dict(data["roles"]),
            site="/" + str(shelf["site"]).strip("/"),
            drive=shelf["drive"],
            readers_group=shelf["readers_group"],
            own_site="/" + str(own["site"]).rpartition(":")[2].strip("/") if own.get("site") else "",
            own_library=str(own.get("library") or data.get("projects", {}).get("library") or "Projecten"),
            strategy_team=first.removeprefix("het team ") if first.startswith("het team ") else "",
        )
    except FileNotFoundError as error:
        raise TenantError(f"{folder} has no organisation.toml") from error
    except tomllib.TOMLDecodeError as error:
        raise TenantError(f"{path}: {error}") from error
    except KeyError as error:
        raise TenantError(f"{path}: {error.args[0]} is missing") from error


@web.middleware
async def _only_from_here(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what a web page elsewhere could send here: a foreign Host (DNS rebinding) or a foreign Origin."""
    host = urlsplit(f"//{request.headers.get('Host', '')}").hostname
    origin = request.headers.get("Origin")
    if host not in LOCAL_HOSTS:
        return web.json_response({"error": "this tenant answers on 127.0.0.1 only"}, status=403)
    if origin is not None and origin != f"http://{request.headers['Host']}":
        return web.json_response({"error": "requests from other origins are refused"}, status=403)
    return await handler(request)


def _watched(tenant: Tenant) -> Middleware:
    """Let a request to a service meet its fault, and write down how it went."""

    @web.middleware
    async def watched(request: web.Request, handler: Handler) -> web.StreamResponse:
        target = target_of(request.path)
        if target is None:
            return await handler(request)
        started, status = time.perf_counter(), 500
        try:
            response = await tenant.faults.meet(target, request, handler)
            status = response.status
        except web.HTTPException as error:
            status = error.status
            raise
        else:
            return response
        finally:
            ms = round((time.perf_counter() - started) * 1000, 1)
            exchange = Exchange(now(), target, request.method, request.path_qs, status, ms)
            tenant.requests.append(exchange)
            tenant.emit("request", {"method": request.method, "path": request.path_qs, "status": status, "ms": ms})

    return watched
