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
from bot.calming import Calming
from bot.connector import LONGEST_SENDING, Connector, ServiceHosts
from bot.credentials import outgoing_token
from bot.delivery import Delivery
from bot.download_files import files_of
from bot.downloads import Downloads
from bot.feedback import FeedbackBox
from bot.front import LARGEST, Front, http_log
from bot.going_on import GoingOn
from bot.handler import Handler
from bot.health import Health
from bot.housekeeping import Housekeeping
from bot.inbox import Inbox
from bot.installs import Installs
from bot.keys import SigningKeys
from bot.languages import Languages
from bot.limits import SendingRates
from bot.membership import Membership
from bot.messenger import ConnectorMessenger
from bot.modals import Modals
from bot.outgoing_session import outgoing_session
from bot.own_chat import OwnChat
from bot.pacer import Pacer
from bot.permits import Permits
from bot.rates import Rates
from bot.routes import ROUTES, SEARCHES, Route, Searching, Table
from bot.searching import Searches
from bot.seeing import seen
from bot.sign_ins import SignIns
from bot.streaming import Pace
from bot.turns import Patience, Turns
from bot.user_tokens import UserTokens
from dialogs.services import Services
from domain.organisation import Organisation
from errors import SettingsError
from identity import Token
from settings import Settings
from store.database import Database
from store.processes import Presence

KIND = "bot"  # of the processes that answer people


@dataclass
class Bot:
    """A bot that can be started and stopped once. `port` is filled in by start()."""

    app: web.Application
    messenger: ConnectorMessenger
    background: Background
    handler: Handler
    keys: SigningKeys
    housekeeping: Housekeeping
    inbox: Inbox
    going_on: GoingOn
    user_tokens: UserTokens
    health: Health
    downloads: Downloads
    presence: Presence
    pacer: Pacer
    local: bool
    hears: bool = True
    port: int = 0
    _token: Token | None = None
    _session: aiohttp.ClientSession | None = None
    _runner: web.AppRunner | None = None

    async def start(self, port: int) -> None:
        """Listens; port 0 takes a free one. In local mode on loopback only. Raises OSError when the port is taken."""
        await self.presence.start()
        if self.hears:
            self.background.start(self.keys.refresh(), name="first signing keys")
            await self.going_on.left_over()
        self._runner = web.AppRunner(
            self.app,
            access_log=None,
            logger=http_log,
            shutdown_timeout=1,
            auto_decompress=False,
            keepalive_timeout=75,
            lingering_time=1,
        )
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1" if self.local else None, port)
        try:
            await site.start()
        except OSError:
            await self.stop()
            raise
        if self.hears:
            self.housekeeping.start()
            self.going_on.start()
        self.health.start()
        self.port = int(self._runner.addresses[0][1])
        if self.local:
            self.downloads.address = f"http://127.0.0.1:{self.port}"

    async def stop(self) -> None:
        """Takes nothing new, lets what runs finish for a while, leaves the rest to the next start, and closes."""
        await self.going_on.stop()
        await self.background.stop()
        await self.housekeeping.stop()
        await self.inbox.close()
        await self.pacer.close()
        await self.presence.stop()
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
    searches: Sequence[Searching] = SEARCHES,
    patience: Patience | None = None,
    pace: Pace | None = None,
    rates: SendingRates | None = None,
    presence: Presence | None = None,
    hears: bool = True,
) -> Bot:
    """A bot that is ready to start; to be called on the event loop. The caller keeps and closes the database.

    `presence`: this process among others, where the caller has one already; it is started and stopped with the bot.
    Without `hears` it only sends: nobody can say anything to it, and how it is can be asked all the same.

    Raises SettingsError without an app id: the token of every activity is checked against it.
    """
    if not settings.app_id or not settings.tenant_id:
        raise SettingsError("the bot needs an app id and a tenant id: without them nobody can be told apart")
    patience = patience or Patience()
    session = outgoing_session(settings)
    token = outgoing_token(settings)
    presence = presence or Presence(database, KIND)
    permits = Permits(database, presence) if database.shared else None
    pacer = Pacer(rates, permits=permits)
    connector = Connector(session, token, ServiceHosts.of(settings), pacer, tenant=settings.tenant_id)
    keys = SigningKeys(session, settings.connector_keys_url)
    authentication = ConnectorAuthentication(settings, keys, connector)
    background = Background(patience.grace)

    async def works_here(person: str) -> bool:
        return bool(await services.colleagues.find([person]))

    languages, membership = Languages(), Membership(connector, works_here=works_here)
    delivery = Delivery(database, languages, lambda asked, message: services.learning.questions.keep(asked, message))
    table, turns = Table(routes, searches), Turns(background, patience)
    answering = Answering(
        database=database,
        organisation=organisation,
        routes=table,
        services=services,
        membership=membership,
        languages=languages,
        entra=patience.entra,
        give_up=patience.give_up,
    )
    inbox = Inbox(database, languages, patience.store, presence)
    health = _health(database, keys if hears else None, token, background, turns, pacer)

    messenger = ConnectorMessenger(database, connector)
    downloads = Downloads(database, files_of(services), settings.public_url)
    handler = Handler(
        answering=answering,
        calming=Calming(Rates(settings.rates, share=lambda: presence.living(KIND)), delivery, background),
        delivery=delivery,
        feedback=FeedbackBox(database, settings, membership, background, patience.store),
        incoming=inbox,
        installs=Installs(database, answering, delivery),
        turns=turns,
        background=background,
        pace=pace or Pace(),
        signing=SignIns(answering, delivery, inbox, turns, table, services),
        searches=Searches(database, answering, table, services, patience),
        windows=Modals(delivery, OwnChat(database, messenger)),
    )
    adapter = Adapter(authentication, delivery)
    front = Front(authentication, adapter, handler, lambda: background.stopping)
    return Bot(
        app=_app(front if hears else None, health, downloads),
        messenger=messenger,
        background=background,
        handler=handler,
        keys=keys,
        housekeeping=Housekeeping(database, presence),
        inbox=inbox,
        going_on=GoingOn(inbox, adapter, handler),
        user_tokens=UserTokens(session, token, settings),
        health=health,
        downloads=downloads,
        presence=presence,
        pacer=pacer,
        local=settings.local,
        hears=hears,
        _token=token,
        _session=session,
    )


def _app(front: Front | None, health: Health, downloads: Downloads) -> web.Application:
    app = web.Application(client_max_size=LARGEST, middlewares=[seen])
    if front is not None:
        app.router.add_post("/api/messages", front.messages)
    health.add_to(app)
    downloads.add_to(app)
    return app


def _health(
    database: Database, keys: SigningKeys | None, token: Token, background: Background, turns: Turns, pacer: Pacer
) -> Health:
    async def keys_ready() -> bool:
        return keys is None or keys.ready  # only who hears somebody needs to know who it is

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
        running=turns.holding,
        longest=turns.patience.give_up + LONGEST_SENDING,
        queues=(turns.waiting, background.busy, pacer.waiting),
        keys_age=lambda: keys.age if keys is not None else None,
        token_age=lambda: token.age,
    )
