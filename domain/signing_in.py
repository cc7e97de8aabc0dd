"""People sign in for what is theirs alone: Koers does it with their own permissions, and keeps no token of anybody."""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from time import monotonic
from typing import Any, Literal, Protocol

from errors import Unavailable, WordedError
from graph.client import GraphClient
from graph.me import Me, OwnToken, Profile
from graph.problems import Forbidden, GraphProblem
from store import drafts
from store.database import Database

DRAFT = "sign_in"
KEPT = timedelta(minutes=15)  # how long a sign-in that was begun can be finished, and what was wanted is remembered
PROVEN = 3600.0  # seconds that a token is taken to be of the person whom Graph named
MOST_PROVEN = 5000
LONGEST = 16_384  # characters of a token that Teams offers
CODE = re.compile(r"[0-9]{6}")  # that the window shows
CANCELLED = "CancelledByUser"  # what Teams sends in the place of a code when the person closes the window

Outcome = Literal["done", "repeated", "consent", "wrong_code", "refused", "unasked", "stranger", "interrupted"]


@dataclass(frozen=True)
class Speaker:
    """Who speaks and where, as Teams names them: what a sign-in is bound to."""

    person: str  # the Entra object id
    account: str  # the id in Teams ("29:..."), under which the token service keeps the token
    tenant: str
    conversation: str
    bot: str  # the bot's id in Teams
    service_url: str
    activity: str  # the id of what was said or pressed


@dataclass(frozen=True)
class Invitation:
    """What Teams needs to let somebody sign in. `exchange`: the id of the silent attempt; "" where there is none."""

    connection: str
    link: str
    exchange: str = ""
    resource: str = ""
    provider: str = ""
    post: str = ""


@dataclass(frozen=True)
class Continuation:
    """What the person wanted: a button of Koers, to be pressed for them when they have signed in."""

    verb: str
    payload: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True)
class Finished:
    """How an attempt to sign in ended. `name` and `then` are there for "done"."""

    outcome: Outcome
    name: str = ""
    then: Continuation | None = None


class NotSignedIn(WordedError):
    """The person has not signed in, or the sign-in has ended."""

    def __init__(self) -> None:
        super().__init__("account-not-signed-in")


class TokenService(Protocol):
    """Keeps people's tokens; implemented in bot/. Every method raises Unavailable when it does not answer."""

    @property
    def offered(self) -> bool:
        """Whether the administrators have set up a connection to sign in with."""
        ...

    async def token(self, speaker: Speaker, code: str = "") -> str | None:
        """The person's token for Graph, or None; `code` proves that who signed in is who is talking."""
        ...

    async def exchange(self, speaker: Speaker, token: str) -> str | None:
        """The person's token for Graph in exchange for the one that Teams gave; None where consent is needed."""
        ...

    async def invitation(self, speaker: Speaker) -> Invitation:
        """What to sign in with."""
        ...

    async def sign_out(self, speaker: Speaker) -> None:
        """Throws the person's token away."""
        ...


@dataclass(frozen=True)
class _Begun:
    exchange: str
    conversation: str
    done: bool
    then: Continuation | None
    version: int


class SigningIn:
    """Signing in and out, and the way to Graph with a person's own permissions. `tokens` is given before the start."""

    tokens: TokenService | None = None

    def __init__(self, database: Database, client: GraphClient) -> None:
        self._database = database
        self._client = client
        self._proven: OrderedDict[str, float] = OrderedDict()

    @property
    def offered(self) -> bool:
        """Whether people can sign in here."""
        return self.tokens is not None and self.tokens.offered

    @asynccontextmanager
    async def own(self, speaker: Speaker) -> AsyncGenerator[GraphClient]:
        """Graph with the permissions of the person who speaks, and of nobody else, for the length of one turn.

        Raises NotSignedIn, also when Graph no longer takes the token inside; Unavailable when a service does not
        answer. A refusal for another reason stays the GraphProblem that it is.
        """
        if not self.offered:
            raise NotSignedIn
        tokens = self._service
        token = await tokens.token(speaker)
        if token is None:
            raise NotSignedIn
        try:
            await self._prove(speaker, token)
            yield self._client.personal(OwnToken(token, lambda: self._another(speaker)))
        except Forbidden as problem:
            if problem.status != 401:
                raise
            await self._forget(speaker)
            raise NotSignedIn from problem

    async def profile(self, speaker: Speaker) -> Profile | None:
        """Who the person is signed in as; None when they are not signed in. Raises Unavailable."""
        try:
            async with self.own(speaker) as client:
                return await Me(client).profile()
        except NotSignedIn:
            return None
        except GraphProblem as problem:
            raise Unavailable("account-unavailable") from problem

    async def begin(self, speaker: Speaker, then: Continuation | None = None) -> Invitation:
        """Begins to sign somebody in; `then` goes on when that is done. Raises Unavailable."""
        invitation = await self._service.invitation(speaker)
        content = _content(invitation.exchange, speaker.conversation, then, done=False)
        async with self._database.write() as session:
            await drafts.discard(session, speaker.person, DRAFT)
            await drafts.keep(session, speaker.person, DRAFT, content, over=0, kept=KEPT)
        return invitation

    async def exchanged(self, speaker: Speaker, exchange: str, token: str) -> Finished:
        """Teams offers a token without anybody having to do anything. Raises Unavailable."""
        begun = await self._begun(speaker)
        if begun is None or not exchange or begun.exchange != exchange:
            return Finished("unasked")
        if begun.done:
            return Finished("repeated")
        sound = token.isascii() and 0 < len(token) <= LONGEST
        given = await self._service.exchange(speaker, token) if sound else None
        return await self._finish(speaker, begun, given) if given else Finished("consent")

    async def verified(self, speaker: Speaker, code: str) -> Finished:
        """The person signed in in the window, which gave this code. Raises Unavailable."""
        begun = await self._begun(speaker)
        if begun is None:
            return Finished("unasked")
        if begun.done:
            return Finished("repeated")
        if code == CANCELLED:
            return Finished("refused")
        if not CODE.fullmatch(code):
            return Finished("wrong_code")
        given = await self._service.token(speaker, code)
        return await self._finish(speaker, begun, given) if given else Finished("wrong_code")

    async def under_way(self, speaker: Speaker) -> bool:
        """Whether this person began to sign in here, and has not done so yet."""
        begun = await self._begun(speaker)
        return begun is not None and not begun.done

    async def interrupted(self, speaker: Speaker) -> Finished:
        """What became of an attempt that Koers was stopped in. What proved it is not kept, so it is done or not."""
        begun = await self._begun(speaker)
        if begun is None or not begun.done:
            return Finished("interrupted")
        return Finished("done", then=begun.then)

    async def take_up(self, speaker: Speaker) -> bool:
        """What the person wanted begins now, and is not kept any longer. False: it was begun before."""
        begun = await self._begun(speaker)
        if begun is None or not begun.done or begun.then is None:
            return False
        return await self._save(speaker, begun, then=None)

    async def sign_out(self, speaker: Speaker) -> bool:
        """Signs the person out; whether they were signed in. Raises Unavailable when that is not sure."""
        if not self.offered:
            return False
        was = await self._service.token(speaker) is not None
        await self._forget(speaker)
        return was

    async def _finish(self, speaker: Speaker, begun: _Begun, token: str) -> Finished:
        try:
            await self._prove(speaker, token)
            name = (await self._me(token).profile()).name
        except NotSignedIn:
            return Finished("stranger")
        except GraphProblem as problem:
            await self._forget(speaker)
            raise Unavailable("account-unavailable") from problem
        if not await self._save(speaker, begun, then=begun.then):
            return Finished("repeated")
        return Finished("done", name, begun.then)

    async def _another(self, speaker: Speaker) -> str | None:
        """The token that takes the place of a refused one: nothing says that it is of the same person but Graph."""
        token = await self._service.token(speaker)
        if token is not None:
            await self._prove(speaker, token)
        return token

    def _me(self, token: str) -> Me:
        """Whose this token is, and no other: it is not renewed on the way."""
        return Me(self._client.personal(OwnToken(token, _none)))

    async def _prove(self, speaker: Speaker, token: str) -> None:
        """Graph itself says whose the token is: the claims inside are not ours to believe.

        Somebody else's token is thrown away, and NotSignedIn is raised.
        """
        key = hashlib.sha256("\x1f".join((speaker.person, speaker.tenant, token)).encode()).hexdigest()
        if self._proven.get(key, 0.0) > monotonic():
            return
        me = self._me(token)
        profile, tenant = await me.profile(), await me.tenant()
        same = (profile.id.lower(), tenant.lower()) == (speaker.person.lower(), speaker.tenant.lower())
        if not same or profile.guest:
            await self._forget(speaker)
            raise NotSignedIn
        self._proven[key] = monotonic() + PROVEN
        if len(self._proven) > MOST_PROVEN:
            self._proven.popitem(last=False)

    async def _forget(self, speaker: Speaker) -> None:
        async with self._database.write() as session:
            await drafts.discard(session, speaker.person, DRAFT)
        await self._service.sign_out(speaker)

    async def _begun(self, speaker: Speaker) -> _Begun | None:
        async with self._database.read() as session:
            draft = await drafts.find(session, speaker.person, DRAFT)
        if draft is None or draft.content["conversation"] != speaker.conversation:
            return None
        content, wanted = draft.content, draft.content["then"]
        then = Continuation(wanted["verb"], wanted["payload"]) if wanted else None
        return _Begun(content["exchange"], content["conversation"], content["done"], then, draft.version)

    async def _save(self, speaker: Speaker, begun: _Begun, then: Continuation | None) -> bool:
        """Stores that it is done, and `then` until that is begun. False: another attempt was first."""
        content = _content(begun.exchange, begun.conversation, then, done=True)
        async with self._database.write() as session:
            return await drafts.keep(session, speaker.person, DRAFT, content, over=begun.version, kept=KEPT)

    @property
    def _service(self) -> TokenService:
        if self.tokens is None or not self.tokens.offered:
            raise Unavailable("account-not-offered")
        return self.tokens


def _content(exchange: str, conversation: str, then: Continuation | None, *, done: bool) -> dict[str, Any]:
    wanted = {"verb": then.verb, "payload": dict(then.payload)} if then else None
    return {"exchange": exchange, "conversation": conversation, "done": done, "then": wanted}


async def _none() -> None:
    """There is no other token."""
