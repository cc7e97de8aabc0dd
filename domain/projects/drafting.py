"""Writing a start document in steps, over weeks: what is typed is kept at every step, whatever is wrong with it."""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import replace
from typing import Protocol
from uuid import uuid4

from domain.initiatives.model import Story
from domain.projects import filling, promises
from domain.projects.content import Colleague, Link, Member, StartDocument, Step, VisionPassage
from domain.projects.looking import Looking
from domain.projects.model import Edition, Project, Seen
from domain.projects.passages import Passages
from domain.projects.rights import visible
from errors import Unavailable, WordedError
from graph.problems import GraphProblem
from locales import Language
from store import effects
from store.database import AsyncSession
from store.projects import records

MOST_OPEN = 50  # projects that one person may have begun without anybody approving them
PEOPLE = ("principal", "contractor", "deputy")


class Initiatives(Protocol):
    """The initiatives, as far as a project that comes from one goes."""

    async def find(self, person: str, id: str) -> Story:
        """One with all that belongs to it."""
        ...


class Drafting:
    """Begins, keeps and goes on with start documents. Here and elsewhere `key` is the activity that asks for it: the
    same again, after a restart, changes nothing. Raises WordedError, and Unavailable where Entra does not answer.
    """

    def __init__(self, looking: Looking, passages: Passages) -> None:
        self._looking = looking
        self._records = looking.records
        self._passages = passages
        self.initiatives: Initiatives | None = None  # filled in where the municipality has them

    async def begin(self, author: str, document: StartDocument | None = None, *, key: str = "") -> Seen:
        """A new one, with what is known of it already."""
        return await self._begin(author, document or StartDocument(), "", key)

    async def from_initiative(self, person: str, initiative: str, *, key: str = "") -> Seen:
        """A new one with what an initiative says; the one that is there where somebody made a project of it already.

        Raises WordedError "project-from-initiative" where somebody else makes a project of it, and
        "project-initiative-join-first" for who neither began it nor joins it, and has no role for it.
        """
        if self.initiatives is None:
            raise WordedError("project-gone")
        story = await self.initiatives.find("", initiative)  # as anybody sees it: who is not named there stays so here
        async with self._records.database.read() as session:
            there = await self._made_of(session, initiative)
        if there is None:
            own = await self.initiatives.find(person, initiative)
            if not (own.initiative.mine or own.initiative.joined or own.may_tell_status):
                raise WordedError("project-initiative-join-first")
            return await self._begin(person, _said(story, person), initiative, key)
        try:
            return await self._looking.find(person, there)
        except WordedError as problem:
            raise WordedError("project-from-initiative") from problem

    async def _others(self, session: AsyncSession, person: str, id: str) -> Seen:
        seen = await self._seen(session, person, await self._records.there(session, id))
        if not visible(seen.part, seen.project):
            raise WordedError("project-from-initiative")
        return seen

    async def _made_of(self, session: AsyncSession, initiative: str) -> str | None:
        """The project that was made of an initiative already, by its id."""
        there = await records.of_initiative(session, self._records.organisation.id, initiative)
        return next((record.id for record, _, _ in there if record.status != "withdrawn"), None)

    async def keep(
        self, person: str, id: str, version: int, step: Step, typed: StartDocument, *, key: str = ""
    ) -> Seen:
        """Keeps what was typed at one step: of `typed` only the fields of that step count (see content.FIELDS).

        What is wrong is kept too, and is in `Seen.wrong`. While it waits for approval, a change takes it back: it has
        to be asked for anew. Raises WordedError "project-changed" where there is something newer than `version`.
        """
        if step not in self._looking.rules.steps:
            raise WordedError("project-gone")
        before = await self._looking.find(person, id)
        checked = await self._checked(person, before.project.edition.document, step, typed)
        async with self._records.database.write() as session:
            project = await self._records.there(session, id)
            await self._looking.may(session, person, project, "edit")
            if not await effects.first(session, key, "keep"):
                return await self._seen(session, person, project)
            if project.version != version:
                raise WordedError("project-changed")
            if project.edition.state in ("approved", "dropped"):
                raise WordedError("project-fixed")
            document = filling.with_step(project.edition.document, step, checked, self._looking.rules)
            project = await self._kept(session, project, document, person)
            return await self._seen(session, person, project)

    async def edit(self, person: str, id: str, *, key: str = "") -> Seen:
        """The edition to write in: the open one, else a new one that begins with what is approved."""
        async with self._records.database.write() as session:
            project = await self._records.there(session, id)
            await self._looking.may(session, person, project, "edit")
            held = project.approved
            if project.edition.state in ("approved", "dropped") and held is not None:
                number, version = project.edition.number + 1, project.version + 1
                edition = Edition(id, number, version, "draft", held.document, self._records.clock())
                project = await self._records.save(session, replace(project, edition=edition), "edited", person)
            return await self._seen(session, person, project)

    async def proposed(self, person: str, id: str, language: Language) -> tuple[VisionPassage, ...]:
        """Passages of the vision that the project may serve. The author chooses; nothing goes in by itself."""
        seen = await self._looking.find(person, id)
        if "edit" not in seen.may:
            raise WordedError("project-not-yours")
        return await self._passages.proposed(seen.project.edition.document, language)

    async def _begin(self, author: str, document: StartDocument, initiative: str, key: str) -> Seen:
        document = filling.cleaned(document, self._looking.rules)
        id = hashlib.sha256(f"{author} {key}".encode()).hexdigest()[:32] if key else uuid4().hex
        mine = [one for one in await self._looking.mine(author) if one.project.id != id]
        begun = [one for one in mine if one.project.author == author and one.project.status == "draft"]
        if len(begun) >= MOST_OPEN:
            raise WordedError("project-too-many", most=MOST_OPEN)
        async with self._records.database.write() as session:
            there = await self._records.look(session, id)
            if there is not None:  # begun by the same press before
                return await self._seen(session, author, there)
            if initiative:
                await records.lock_initiative(session, initiative)
                made = await self._made_of(session, initiative)
                if made is not None:  # somebody did so just now
                    return await self._others(session, author, made)
            project = await self._records.save(
                session, self._records.new(id, author, document, initiative), "begun", author, initiative
            )
            return await self._seen(session, author, project)

    async def _kept(self, session: AsyncSession, project: Project, document: StartDocument, person: str) -> Project:
        waited, version = project.edition.state == "waiting", project.version + 1
        state = "draft" if waited else project.edition.state
        edition = replace(
            project.edition, document=document, version=version, state=state, changed=self._records.clock()
        )
        status = "draft" if project.status == "waiting" else project.status
        department = document.department if project.approved is None else project.department
        changed = replace(project, edition=edition, status=status, department=department)
        then = await self._records.save(session, changed, "changed_while_waiting" if waited else None, person)
        if waited:
            rights = await self._looking.rights(session)
            for approver in sorted(rights.approvers(project)):
                await promises.tell(session, approver, "changed", project.id, version, person, str(version))
        return then

    async def _seen(self, session: AsyncSession, person: str, project: Project) -> Seen:
        return self._looking.seen(person, project, await self._looking.rights(session))

    async def _checked(self, person: str, before: StartDocument, step: Step, typed: StartDocument) -> StartDocument:
        """What only others know of what was typed: who somebody is, and whether a quote stands where it says."""
        match step:
            case "assignment":
                return await self._with_people(before, typed)
            case "team":
                team = await asyncio.gather(
                    *(self._member(member, before) for member in typed.team[: filling.KEPT_ROWS])
                )
                return replace(typed, team=tuple(team))
            case "vision":
                return replace(typed, passages=self._passages.verified(typed.passages[: filling.KEPT_ROWS]))
            case "links":
                links = [await self._link(person, link) for link in typed.links[: filling.KEPT_ROWS]]
                return replace(typed, links=tuple(links))
            case _:
                return typed

    async def _with_people(self, before: StartDocument, typed: StartDocument) -> StartDocument:
        unread = list(typed.unread)
        chosen: dict[str, Colleague | None] = {}
        for part in PEOPLE:
            somebody: Colleague | None = getattr(typed, part)
            chosen[part] = somebody
            if somebody is None or somebody == getattr(before, part):
                continue
            chosen[part] = await self._colleague(somebody.id)
            if chosen[part] is None:
                unread.append((part, somebody.name or somebody.id))
        department = typed.department
        return replace(typed, **chosen, department=department, unread=tuple(unread))

    async def _colleague(self, id: str) -> Colleague | None:
        try:
            found = await self._looking.directory.working(id)
        except (GraphProblem, Unavailable) as problem:
            raise Unavailable("project-people-unavailable") from problem
        return None if found is None else Colleague(found.id, found.name)

    async def _member(self, member: Member, before: StartDocument) -> Member:
        known = {one.id: one.name for one in before.team if one.id}
        if not member.id or known.get(member.id) == member.name:
            return member
        found = await self._colleague(member.id)
        return replace(member, id="") if found is None else replace(member, id=found.id, name=found.name)

    async def _link(self, person: str, link: Link) -> Link:
        """A project that he may not see is not linked to: the answer would tell that it is there."""
        if not link.project:
            return link
        try:
            found = await self._looking.find(person, link.project)
        except WordedError:
            return replace(link, project="")
        return replace(link, name=link.name or found.project.name)


def _said(story: Story, person: str) -> StartDocument:
    """What an initiative says already, in the fields that ask for it. `person`: for whom the story is told, who sees
    his own name in it even where he hides it from all others.
    """
    initiative = story.initiative
    joining = tuple(Member(one.name, id=one.person) for one in story.joiners if one.name and one.person != person)
    author = Member(initiative.author_name, id=initiative.author)
    team = (author, *joining) if initiative.author and initiative.author_name else joining
    return StartDocument(
        name=initiative.title, reason=initiative.what, approach=initiative.needs, team=team, start=initiative.start.day
    )
