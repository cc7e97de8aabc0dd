"""Writing an initiative: a draft that is kept at every step, submitted once, and changes to what was submitted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from domain.initiatives.checking import problems, start_of, tidy
from domain.initiatives.desk import Desk, blank, id_for, searched, there
from domain.initiatives.model import NOTHING_YET, Draft, Initiative, Problem, Typed
from domain.initiatives.seeing import named, one
from errors import WordedError
from store import campaigns, initiative_drafts, initiative_people, initiatives
from store.database import AsyncSession
from store.initiative_drafts import InitiativeDraft
from store.initiative_people import Given, Taking
from store.initiatives import Kept


class Writing:
    """Drafts and what comes of them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def begin(self, person: str, typed: Typed = NOTHING_YET, *, key: str = "") -> Draft:
        """A draft of a new one, with what is known already (a title from a sentence, the text of a message)."""
        self._desk.check()
        id = id_for(key, "draft")
        draft = InitiativeDraft(id, self._desk.id, person, _content(tidy(typed)))
        async with self._desk.database.write() as session:
            stored = await initiative_drafts.save(session, draft, over=0)
            if stored is None:  # begun before, under this key
                stored = await self._found(session, person, id)
        return _draft(stored)

    async def edit(self, person: str, id: str) -> Draft:
        """A draft of changes to one's own: that which is open, else with what it says now."""
        kept = await self._desk.kept(id)
        if not person or kept.author != person:
            raise WordedError("initiatives-not-allowed")
        self._may_still_change(kept)
        async with self._desk.database.write() as session:
            for each in await initiative_drafts.of_person(session, self._desk.id, person):
                if each.initiative == id and each.base == kept.version:
                    return _draft(each)
                if each.initiative == id:  # of before it was changed elsewhere
                    await initiative_drafts.remove(session, person, each.id)
            begun = InitiativeDraft(id_for("", ""), self._desk.id, person, _content(_typed_of(kept)), id, kept.version)
            stored = await initiative_drafts.save(session, begun, over=0)
        return _draft(_there(stored))

    async def drafts(self, person: str) -> tuple[Draft, ...]:
        """What somebody has not submitted, what was kept last first."""
        self._desk.check()
        async with self._desk.database.read() as session:
            return tuple(map(_draft, await initiative_drafts.of_person(session, self._desk.id, person)))

    async def draft(self, person: str, draft: str) -> Draft:
        """A draft of theirs. Raises WordedError "initiatives-gone" where it is none, or was submitted."""
        self._desk.check()
        async with self._desk.database.read() as session:
            found = await self._found(session, person, draft)
        if found.submitted:
            raise WordedError("initiatives-gone")
        return _draft(found)

    async def keep(self, person: str, draft: str, typed: Typed, *, over: int) -> Draft:
        """Keeps what was typed, over version `over`. The same again over it gives what is kept.

        Raises WordedError "initiatives-newer" where another card kept something since.
        """
        self._desk.check()
        content = _content(tidy(typed))
        async with self._desk.database.write() as session:
            found = await self._found(session, person, draft, to_change=True)
            if found.submitted:
                raise WordedError("initiatives-gone")
            if found.version == over + 1 and found.content == content:
                return _draft(found)  # the same step, once more
            stored = await initiative_drafts.save(session, replace(found, content=content), over=over)
        if stored is None:
            raise WordedError("initiatives-newer")
        return _draft(stored)

    async def discard(self, person: str, draft: str) -> None:
        """Throws a draft away."""
        self._desk.check()
        async with self._desk.database.write() as session:
            await initiative_drafts.remove(session, person, draft)

    def check(self, typed: Typed) -> tuple[Problem, ...]:
        """What is to be mended before it can be submitted; empty where nothing is."""
        return problems(tidy(typed), self._desk.rules)

    async def submit(self, person: str, draft: str, *, over: int) -> Initiative:
        """Submits a draft, or changes the initiative by it; submitted again it is the same initiative.

        Colleagues who are put down as joining hear it, and can leave; who left is not put down again. Raises
        WordedError "initiatives-newer" as `keep`, "initiatives-changed" where the initiative itself changed since the
        edit began, "initiatives-incomplete" where `check` says something, and "initiatives-campaign-over" where the
        campaign can be answered no longer.
        """
        self._desk.check()
        name = await self._desk.name_to_list(person, hidden=False)
        async with self._desk.database.write() as session:
            found = await self._found(session, person, draft, to_change=True)
            id = found.initiative or found.id
            if not found.submitted:
                typed = _typed(found.content)
                if found.version != over:
                    raise WordedError("initiatives-newer")
                if problems(typed, self._desk.rules):
                    raise WordedError("initiatives-incomplete")
                if found.initiative:
                    await self._change(session, found, typed, name)
                else:
                    await self._add(session, found, typed, name)
                await initiative_drafts.save(session, replace(found, submitted=True), over=over)
                await self._desk.promises.list(session, id)
            kept = there(await initiatives.find(session, self._desk.id, id))
            seen = await one(session, person, kept)
        return (await named(self._desk, [seen]))[0]

    async def _add(self, session: AsyncSession, draft: InitiativeDraft, typed: Typed, name: str) -> None:
        await self._open(session, typed.campaign)
        status = self._desk.rules.first("new").id
        base = blank(self._desk, draft.id, status, author=draft.person, author_name="" if typed.hidden else name)
        await initiatives.add(session, _filled(base, typed))
        begun = Given(draft.id, 0, status, "", draft.person, False, base.created)
        await initiative_people.give(session, begun)
        await self._put_down(session, draft.id, draft.person, typed.colleagues)

    async def _change(self, session: AsyncSession, draft: InitiativeDraft, typed: Typed, name: str) -> None:
        kept = there(await initiatives.find(session, self._desk.id, draft.initiative, to_change=True))
        if kept.author != draft.person:
            raise WordedError("initiatives-not-allowed")
        self._may_still_change(kept)
        if kept.version != draft.base:
            raise WordedError("initiatives-changed")
        if typed.campaign != kept.campaign:
            await self._open(session, typed.campaign)
        changed = replace(_filled(kept, typed), version=kept.version + 1, changed=self._desk.now())
        changed = replace(changed, author_name="" if typed.hidden else name or kept.author_name)
        await initiatives.change(session, changed, over=kept.version)
        await self._put_down(session, kept.id, draft.person, typed.colleagues)

    async def _put_down(self, session: AsyncSession, id: str, author: str, colleagues: Sequence[str]) -> None:
        for colleague in colleagues:
            if colleague == author:
                continue
            taking = Taking(id, "joins", colleague, False, self._desk.now())
            if await initiative_people.put_down(session, taking):
                await self._desk.promises.tell(session, colleague, id, "asked", "", author)

    async def _open(self, session: AsyncSession, campaign: str) -> None:
        if not campaign:
            return
        found = await campaigns.find(session, self._desk.id, campaign)
        if found is None or found.closed or found.until < self._desk.today:
            raise WordedError("initiatives-campaign-over")

    def _may_still_change(self, kept: Kept) -> None:
        status = self._desk.rules.status(kept.status)
        if status is not None and status.kind == "project":
            raise WordedError("initiatives-is-project")

    async def _found(
        self, session: AsyncSession, person: str, draft: str, *, to_change: bool = False
    ) -> InitiativeDraft:
        return _there(await initiative_drafts.find(session, self._desk.id, person, draft, to_change=to_change))


def _there(found: InitiativeDraft | None) -> InitiativeDraft:
    if found is None:
        raise WordedError("initiatives-gone")
    return found


def _filled(kept: Kept, typed: Typed) -> Kept:
    start = start_of(typed.start)
    return replace(
        kept,
        title=typed.title,
        what=typed.what,
        heading=typed.heading,
        serves=typed.serves,
        hidden=typed.hidden,
        start_day=start.day,
        start_words=start.words,
        needs=typed.needs,
        campaign=typed.campaign,
        words=searched(typed.title, typed.what),
    )


def _typed_of(kept: Kept) -> Typed:
    start = kept.start_day.isoformat() if kept.start_day is not None else kept.start_words
    return Typed(
        kept.title, kept.what, kept.heading, kept.serves, start, kept.needs, (), kept.hidden, kept.campaign
    )  # fmt: skip


def _content(typed: Typed) -> dict[str, Any]:
    return asdict(typed) | {"serves": list(typed.serves), "colleagues": list(typed.colleagues)}


def _typed(content: dict[str, Any]) -> Typed:
    """A field that an older Koers did not know is empty."""
    known: dict[str, Any] = {name: content[name] for name in Typed.__dataclass_fields__ if name in content}
    known |= {name: tuple(known.get(name, ())) for name in ("serves", "colleagues")}
    return Typed(**known)


def _draft(stored: InitiativeDraft) -> Draft:
    return Draft(stored.id, stored.person, _typed(stored.content), stored.version, stored.initiative)
