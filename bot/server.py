"""Puts the wire together: one aiohttp application that Teams talks to, with everything behind it owned and closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import aiohttp
from aiohttp import web

from bot.adapter import Adapter
from bot.answering import Answering
from bot.authentication import ConnectorAuthentication
from bot.background import Background
from bot.connector import Connector, ServiceHosts
from bot.credentials import OutgoingToken, outgoing_token
from bot.delivery import Delivery
from bot.feedback import FeedbackBox
from bot.front import LARGEST, Front
from bot.handler import Handler
from bot.health import Health
from bot.housekeeping import Housekeeping
from bot.inbox import Inbox
from bot.installs import Installs
from bot.keys import SigningKeys
from bot.languages import Languages
from bot.membership import Membership
from bot.messenger import ConnectorMessenger
from bot.routes import ROUTES, Route, Table
from bot.seeing import seen
from bot.streaming import Pace
from bot.turns import Patience, Turns
from dialogs.services import Services
from domain.organisation import Organisation
from errors import SettingsError
from settings import Settings
from store.database import Database

CONNECTIONS = 100  # at most, to the connector


@dataclass
class Bot:
    """A bot that can be started and stopped once. `port` is filled in by start()."""

    app: web.Application
    messenger: ConnectorMessenger
    background: Background
    handler: Handler
    keys: SigningKeys
    housekeeping: Housekeeping
    health: Health
    local: bool
    port: int = 0
    _token: OutgoingToken | None = None
    _session: aiohttp.ClientSession | None = None
    _runner: web.AppRunner | None = None

    async def start(self, port: int) -> None:
        """Listens; port 0 takes a free one. In local mode on loopback only. Raises OSError when the port is taken."""
        self.background.start(self.keys.refresh(), name="first signing keys")
        self._runner = web.AppRunner(self.app, access_log=None, shutdown_timeout=1, auto_decompress=False)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1" if self.local else None, port)
        try:
            await site.start()
        except OSError:
            await self.stop()
            raise
        self.housekeeping.start()
        self.health.start()
        self.port = int(self._runner.addresses[0][1])

    async def stop(self) -> None:
        """Takes nothing new, lets what runs finish for a while, tells those who were cut off, and closes."""
        await self.background.stop()
        await self.housekeeping.stop()
        await self.health.stop()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None
        await self.keys.close()
        if self._token is not None:
            await self._token.close()
        if self._session is not None:
            await self._session.close()


def create(
    settings: Settings,
    services: Services,
    database: Database,
    organisation: Organisation,
    *,
    routes: Sequence[Route] = ROUTES,
    patience: Patience | None = None,
    pace: Pace | None = None,
) -> Bot:
    """A bot that is ready to start; to be called on the event loop. The caller keeps and closes the database.

    Raises SettingsError without an app id: the token of every activity is checked against it.
    """
    if not settings.app_id or not settings.tenant_id:
        raise SettingsError("the bot needs an app id and a tenant id: without them nobody can be told apart")
    patience = patience or Patience()
    session = _session(settings)
    token = outgoing_token(session, settings)
    connector = Connector(session, token, ServiceHosts.of(settings))
    keys = SigningKeys(session, settings.connector_keys_url)
    authentication = ConnectorAuthentication(settings, keys, connector)
    background = Background(patience.grace)
    languages = Languages()
    delivery = Delivery(database, languages, lambda asked, message: services.learning.questions.keep(asked, message))
    answering = Answering(
        database=database,
        organisation=organisation,
        routes=Table(routes),
        services=services,
        membership=Membership(connector),
        languages=languages,
        give_up=patience.give_up,
    )
    turns = Turns(background, patience)
    health = _health(database, keys, token, background, turns)
    handler = Handler(
        answering=answering,
        delivery=delivery,
        feedback=FeedbackBox(database, settings),
        inbox=Inbox(database, languages),
        installs=Installs(database, answering, delivery),
        turns=turns,
        background=background,
        pace=pace or Pace(),
    )
    front = Front(authentication, Adapter(authentication, delivery), handler, lambda: background.stopping)
    return Bot(
        app=_app(front, health),
        messenger=ConnectorMessenger(database, connector),
        background=background,
        handler=handler,
        keys=keys,
        housekeeping=Housekeeping(database),
        health=health,
        local=settings.local,
        _token=token,
        _session=session,
    )


def _session(settings: Settings) -> aiohttp.ClientSession:
    """The one session that everything in bot/ goes out over."""
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=CONNECTIONS, limit_per_host=CONNECTIONS),
        cookie_jar=aiohttp.DummyCookieJar(),
        trust_env=not settings.local,  # the proxy of the municipality; loopback needs none
    )


def _app(front: Front, health: Health) -> web.Application:
    app = web.Application(client_max_size=LARGEST, middlewares=[seen])
    app.router.add_post("/api/messages", front.messages)
    health.add_to(app)
    return app


def _health(
    database: Database, keys: SigningKeys, token: OutgoingToken, background: Background, turns: Turns
) -> Health:
    async def keys_ready() -> bool:
        return keys.ready

    async def token_ready() -> bool:
        return bool(await token.current())

    checks = (
        ("signing keys", keys_ready),
        ("database", database.answers),
        ("migrations", database.up_to_date),
        ("outgoing token", token_ready),
    )
    return Health(
        stopping=lambda: background.stopping,
        checks=checks,
        queues=(turns.waiting,),
        steady=(background.busy,),
        keys_age=lambda: keys.age,
        token_age=lambda: token.age,
    )
