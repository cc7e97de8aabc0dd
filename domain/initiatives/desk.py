"""What every use case of initiatives leans on: the municipality, the store, who is who and may do what."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, cast
from uuid import uuid4

from domain.initiatives.configured import Deed, InitiativeRules
from domain.initiatives.names import Names
from domain.initiatives.promises import Promises
from domain.organisation import Organisation
from domain.roles import Role, Roles
from errors import WordedError
from knowledge.words import fold
from store import initiatives
from store.database import Database
from store.database import now as this_moment
from store.initiatives import Kept


class Directory(Protocol):
    """Microsoft Entra, as far as initiatives go. Raises Unavailable or GraphProblem."""

    async def names(self, ids: Sequence[str]) -> Mapping[str, str]:
        """How people are called; who is gone is not in it."""
        ...

    async def members(self, group: str) -> tuple[str, ...]:
        """The ids of the people in a group."""
        ...


@dataclass(frozen=True)
class Desk:
    """Together, and what more than one use case asks of it. `now`: aware."""

    database: Database
    organisation: Organisation
    roles: Roles
    names: Names
    promises: Promises
    now: Callable[[], datetime] = this_moment

    @property
    def id(self) -> str:
        """The id of the municipality."""
        return self.organisation.id

    @property
    def rules(self) -> InitiativeRules:
        """What the municipality lays down."""
        return self.organisation.initiatives

    @property
    def today(self) -> date:
        """The day that it is in the municipality."""
        return self.now().astimezone(self.organisation.time_zone).date()

    def check(self) -> None:
        """Raises WordedError where the municipality has no initiatives."""
        if not self.rules.on:
            raise WordedError("initiatives-off")

    async def has(self, person: str, deed: Deed) -> bool:
        """Whether somebody has a role for it. Raises Unavailable where Entra does not say."""
        roles = cast("tuple[Role, ...]", self.rules.roles_for(deed))
        return bool(roles) and await self.roles.has(person, *roles)

    async def need(self, person: str, deed: Deed) -> None:
        """Raises WordedError for who has no role for it."""
        self.check()
        if not await self.has(person, deed):
            raise WordedError("initiatives-not-allowed" if deed == "status" else "initiatives-no-role")

    async def name_to_list(self, person: str, *, hidden: bool) -> str:
        """What the list in SharePoint names somebody; "" for who hides it, and where there is no list."""
        if hidden or not self.promises.listed:
            return ""
        return (await self.names.of([person])).get(person, "")

    async def kept(self, id: str) -> Kept:
        """An initiative. Raises WordedError where there is none."""
        self.check()
        async with self.database.read() as session:
            kept = await initiatives.find(session, self.id, id)
        return there(kept)


def blank(desk: Desk, id: str, status: str, *, author: str = "", author_name: str = "") -> Kept:
    """A new initiative that says nothing yet."""
    moment = desk.now()
    return Kept(
        id=id,
        organisation=desk.id,
        title="",
        what="",
        heading="",
        serves=(),
        author=author,
        author_name=author_name,
        hidden=False,
        start_day=None,
        start_words="",
        needs="",
        status=status,
        campaign="",
        project="",
        words="",
        version=1,
        created=moment,
        changed=moment,
    )


def there(kept: Kept | None) -> Kept:
    """What was found. Raises WordedError for what is gone."""
    if kept is None:
        raise WordedError("initiatives-gone")
    return kept


def id_for(key: str, what: str) -> str:
    """An id: for the same key and the same thing that is made the same one; without a key a new one."""
    return hashlib.sha256(f"{what}:{key}".encode()).hexdigest()[:32] if key else uuid4().hex


def searched(title: str, what: str) -> str:
    """The text in which words are looked for."""
    return fold(f"{title}\n{what}")
