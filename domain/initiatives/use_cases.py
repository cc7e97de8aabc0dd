"""What the dialogs ask of initiatives."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from domain.initiatives.configured import Deed, InitiativeRules
from domain.initiatives.model import (
    EVERYTHING,
    NOTHING_YET,
    Campaign,
    Counts,
    Draft,
    Initiative,
    Page,
    Problem,
    Similar,
    Story,
    Typed,
    Wanted,
)
from locales import Language


class Downloads(Protocol):
    """Files that one person can get for a while; implemented in bot/."""

    async def initiatives(self, wanted: Wanted, person: str, language: Language) -> str:
        """The address of the workbook. Raises Unavailable where Koers has no address of its own."""
        ...


class Initiatives(Protocol):
    """The initiatives of the municipality. `person` is the Entra id of who asks; `id` one of an initiative.

    `key` is the activity that asks for it (Turn.key): the same again changes nothing more. Every call raises
    WordedError: "initiatives-off" where the municipality has none, "initiatives-gone" where there is no such
    initiative or draft (any more), "initiatives-not-allowed" where it is not theirs to do, and Unavailable.
    """

    downloads: Downloads | None

    @property
    def rules(self) -> InitiativeRules:
        """Headings, statuses and what can be served."""
        ...

    # Writing one

    async def begin(self, person: str, typed: Typed = NOTHING_YET, *, key: str = "") -> Draft:
        """A draft of a new one, with what is known already (a title from a sentence, the text of a message)."""
        ...

    async def edit(self, person: str, id: str) -> Draft:
        """A draft of changes to one's own: that which is open, else with what it says now."""
        ...

    async def drafts(self, person: str) -> tuple[Draft, ...]:
        """What somebody has not submitted, what was kept last first."""
        ...

    async def draft(self, person: str, draft: str) -> Draft:
        """A draft of theirs."""
        ...

    async def keep(self, person: str, draft: str, typed: Typed, *, over: int) -> Draft:
        """Keeps what was typed, over version `over`. The same again over it gives what is kept.

        Raises WordedError "initiatives-newer" where another card kept something since.
        """
        ...

    async def discard(self, person: str, draft: str) -> None:
        """Throws a draft away."""
        ...

    def check(self, typed: Typed) -> tuple[Problem, ...]:
        """What is to be mended before it can be submitted; empty where nothing is."""
        ...

    async def submit(self, person: str, draft: str, *, over: int) -> Initiative:
        """Submits a draft, or changes the initiative by it; submitted again it is the same initiative.

        Colleagues who are put down as joining hear it, and can leave. Raises "initiatives-newer" as `keep`,
        "initiatives-changed" where the initiative itself changed since the edit began, and "initiatives-incomplete"
        where `check` says something.
        """
        ...

    async def similar(self, person: str, title: str, what: str = "", *, besides: str = "") -> tuple[Similar, ...]:
        """At most five that are like it, the likest first; empty where nothing is. `besides`: not this one."""
        ...

    # Looking

    async def find(self, person: str, id: str) -> Story:
        """One with all that belongs to it."""
        ...

    async def look(self, person: str, wanted: Wanted = EVERYTHING, page: int = 0) -> Page:
        """A page of what is wanted; the last one for a page past the end."""
        ...

    async def counts(self, person: str, wanted: Wanted = EVERYTHING) -> Counts:
        """How many of what is wanted, by heading and status: equal to what `look` gives."""
        ...

    async def may(self, person: str, deed: Deed) -> bool:
        """Whether somebody has a role for it; False where Entra does not say."""
        ...

    async def file(self, person: str, language: Language, wanted: Wanted = EVERYTHING) -> str:
        """The address of a workbook of what is wanted, for who has the role; Unavailable without an address."""
        ...

    # Taking part

    async def join(self, person: str, id: str, *, hidden: bool = False, key: str = "") -> Initiative:
        """Joins, named or not; the author hears it once. Joining again changes only whether they are named."""
        ...

    async def leave(self, person: str, id: str, *, key: str = "") -> Initiative:
        """Joins no more."""
        ...

    async def support(self, person: str, id: str, *, key: str = "") -> Initiative:
        """Supports it. Who supports is counted and never named."""
        ...

    async def take_back(self, person: str, id: str, *, key: str = "") -> Initiative:
        """Supports it no more."""
        ...

    async def comment(self, person: str, id: str, text: str, *, key: str) -> Story:
        """Says something of it, once for `key`; the author hears it. Raises "initiatives-comment-empty", "-long"."""
        ...

    async def remove_comment(self, person: str, id: str, comment: str) -> Story:
        """Removes one's own comment."""
        ...

    async def hide(self, person: str, id: str, *, hidden: bool) -> Initiative:
        """Hides or shows the author's own name, or that of somebody who joined."""
        ...

    # What comes of it

    async def change_status(self, person: str, id: str, status: str, reason: str, *, key: str) -> Initiative:
        """Gives it another status, by the author or who has the role; who takes part hears it once, with the reason.

        Raises "initiatives-reason-empty" or "initiatives-reason-long", and "initiatives-status-same". A status of
        kind "project" is given by `become_project` only, and raises "initiatives-status-project".
        """
        ...

    async def become_project(self, person: str, id: str, project: str) -> Initiative:
        """Notes which project it became, by the author, who joins or who has the role; once. Who takes part hears it.

        Raises "initiatives-project-already" where it became another one.
        """
        ...

    # Campaigns

    async def campaigns(self, *, open: bool = True) -> tuple[Campaign, ...]:
        """The campaigns that can be answered today, or all of the last year; the one that ends first, first."""
        ...

    async def campaign(self, id: str) -> Campaign:
        """One campaign. Raises "initiatives-campaign-gone"."""
        ...

    async def ask(self, person: str, question: str, explanation: str, until: date | None, *, key: str) -> Campaign:
        """Begins a campaign, by who has the role, once for `key`.

        Raises "initiatives-campaign-empty", "-long" (the question or the explanation), "-until" (no day, one that is
        over, or further than a year away).
        """
        ...

    async def close(self, person: str, id: str) -> Campaign:
        """Ends a campaign before its day, by who has the role."""
        ...

    # The weekly digest

    async def digest_here(self, person: str, conversation: str) -> None:
        """Sends the digest to this channel from now on, by who has the role.

        Raises "initiatives-digest-configured" where organisation.toml says which channel.
        """
        ...

    async def no_digest(self, person: str) -> None:
        """Sends it nowhere, by who has the role. Raises "initiatives-digest-configured" as `digest_here`."""
        ...
