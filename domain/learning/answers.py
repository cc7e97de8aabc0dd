"""Answers that an owner of the vision adds: approved by somebody else, then put in the library to be found."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Literal, Protocol

from domain.learning.checking import Content
from domain.learning.file import name_of, written
from domain.organisation import Organisation
from domain.roles import JUST_NOW, Role, Roles
from domain.telling import Telling
from errors import Unavailable, WordedError
from graph.problems import Forbidden, GraphProblem, NotFound
from knowledge.writing import plain
from store import effects, learning, proposals
from store.database import AsyncSession, Database
from store.proposals import Proposal, Trouble
from store.work import Attempt, GiveUp, Payload, TryAgain, enqueue

Progress = Literal["storing", "stored", "forbidden", "unavailable", "failed"]
WORK = "learning.store"  # putting an approved answer in the library, as durable work
OWNER: Role = "vision_owner"
APPROVERS: tuple[Role, ...] = ("approver", "vision_owner")
GLANCE = 0.5  # seconds for what may wait for Entra but not hold a question up
LONGEST_REMARK = 500  # characters

log = logging.getLogger(__name__)


class Shelf(Protocol):
    """The document library, as far as adding to it goes."""

    async def find_drive(self, site: str, name: str) -> str:
        """The id of a library."""
        ...

    async def add_file(self, drive: str, path: str, content: bytes) -> bool:
        """Adds a file; False when there is one of that name."""
        ...


class Answers:
    """Proposed answers: nobody approves his own, and what is approved gets to the library, or somebody hears why not.

    Every method that a person calls raises WordedError where it cannot be done, and Unavailable where Entra does not
    say who has which role.
    """

    def __init__(
        self,
        database: Database,
        organisation: Organisation,
        roles: Roles,
        telling: Telling,
        shelf: Shelf,
    ) -> None:
        self._database = database
        self._organisation = organisation
        self._roles = roles
        self._telling = telling
        self._shelf = shelf

    async def approves(self, person: str) -> bool:
        """Whether a person may approve the answers of others; Unavailable where that takes long to find out."""
        return await self._roles.has(person, *APPROVERS, wait=GLANCE)

    async def all(self) -> tuple[Proposal, ...]:
        """Every proposed answer that is not in the library yet, the oldest first."""
        async with self._database.read() as session:
            found = await proposals.of(session, self._organisation.id)
        return tuple(proposal for proposal in found if proposal.state != "stored")

    async def find(self, id: str) -> Proposal:
        """A proposed answer."""
        async with self._database.read() as session:
            found = _there(await proposals.find(session, self._organisation.id, id))
        return _there(found if found.state != "stored" else None)

    async def propose(
        self, author: str, id: str, content: Content, questions: tuple[str, ...], *, key: str = ""
    ) -> None:
        """Stores an answer to wait for approval, in place of one of the same author that was sent back.

        Here and below, `key` is the activity that asks for it: the same again, after a restart, changes nothing.
        """
        await self._need(author, (OWNER,))
        waiting = Proposal(
            id,
            self._organisation.id,
            content.question,
            content.others,
            content.answer,
            content.source,
            content.url,
            questions,
            author,
        )
        async with self._database.write() as session:
            if await effects.first(session, key, "propose"):
                await self._keep(session, waiting)
        values = _values(waiting)
        await self._telling.tell_roles(APPROVERS, "learning-told-waiting", key, but=author, **values)

    async def _keep(self, session: AsyncSession, waiting: Proposal) -> None:
        for other in await proposals.of(session, self._organisation.id):
            if other.id != waiting.id and set(other.questions) & set(waiting.questions):
                raise WordedError("learning-answered-by-another")
        before = await proposals.find(session, self._organisation.id, waiting.id)
        if before is not None and (before.author != waiting.author or before.state != "returned"):
            raise WordedError("learning-proposed-already")
        await proposals.save(session, waiting, over=before.version if before else 0)

    async def approve(self, person: str, id: str, version: int, *, key: str = "") -> Progress:
        """Approves the answer as it was shown; with that it is promised that it gets to the library."""
        proposal = await self._judge(
            person, id, version, lambda found: replace(found, state="approved"), key, then=self._promise
        )
        return "stored" if proposal is None else _progress(proposal)

    async def send_back(self, person: str, id: str, version: int, remark: str, *, key: str = "") -> None:
        """Gives an answer back to its author with a remark."""
        remark = " ".join(remark.split())[:LONGEST_REMARK]
        if not remark:
            raise WordedError("learning-remark-missing")
        returned = await self._judge(
            person, id, version, lambda found: replace(found, state="returned", remark=remark), key
        )
        if returned is not None:
            await self._telling.tell([returned.author], "learning-told-returned", key, **_values(returned))

    async def withdraw(self, person: str, id: str, *, key: str = "") -> None:
        """The author takes an answer back that is not approved yet."""
        async with self._database.write() as session:
            if not await effects.first(session, key, "withdraw"):
                return
            found = _there(await proposals.find(session, self._organisation.id, id))
            if found.author != person:
                raise WordedError("learning-not-yours")
            if found.state not in ("waiting", "returned"):
                raise WordedError("learning-changed")
            await proposals.remove(session, id)

    async def progress(self, id: str) -> Progress:
        """How far an approved answer is on its way to the library."""
        async with self._database.read() as session:
            found = await proposals.find(session, self._organisation.id, id)
        if found is not None and found.state not in ("approved", "stored"):
            raise WordedError("learning-changed")
        return "stored" if found is None else _progress(found)

    async def store_again(self, person: str, id: str, *, key: str = "") -> Progress:
        """Promises once more to put an approved answer in the library; what was promised before goes on beside it."""
        await self._need(person, APPROVERS)
        async with self._database.write() as session:
            found = await proposals.find(session, self._organisation.id, id)
            if found is None or found.state == "stored":
                return "stored"
            if found.state != "approved":
                raise WordedError("learning-changed")
            await proposals.note(session, id, "")
            await self._promise(session, found, key)
        return "storing"

    async def resume(self) -> None:
        """Promises it for what was approved before it was promised; what is promised already stays as it is."""
        async with self._database.read() as session:
            found = await proposals.of(session, self._organisation.id)
        try:
            for proposal in found:
                if proposal.state in ("approved", "stored"):
                    async with self._database.write() as session:
                        await self._promise(session, proposal)
        except Unavailable as problem:  # in the first moment of a first start; it is done an hour later
            log.info("answers are not promised yet: %s", problem)

    async def _promise(self, session: AsyncSession, proposal: Proposal, again: str = "") -> None:
        key = f"{proposal.id}:{proposal.version}" + (f":{again}" if again else "")
        await enqueue(session, WORK, key, {"proposal": proposal.id, "promise": key})

    async def store(self, payload: Payload, attempt: Attempt) -> None:
        """Durable work: puts an approved answer in the library. Twice adds nothing: the name of the file is its own."""
        async with self._database.read() as session:
            proposal = await proposals.find(session, self._organisation.id, str(payload["proposal"]))
        if proposal is None or proposal.state not in ("approved", "stored"):
            return
        if proposal.state == "approved":
            await self._add(proposal)
            async with self._database.write() as session:
                await learning.remove(session, self._organisation.id, proposal.questions)
                if not await proposals.save(session, replace(proposal, state="stored"), over=proposal.version):
                    return  # somebody else was doing the same
        await self._telling.tell([proposal.author], "learning-told-stored", proposal.id, **_values(proposal))
        async with self._database.write() as session:
            await proposals.remove(session, proposal.id)

    async def store_failed(self, payload: Payload) -> None:
        """What was promised does not come true: who approved it hears that, and can have it tried again."""
        id = str(payload["proposal"])
        async with self._database.write() as session:
            await proposals.note(session, id, "failed")
            proposal = await proposals.find(session, self._organisation.id, id)
        if proposal is not None and proposal.state == "approved":
            promise = str(payload["promise"])[:64]
            await self._telling.tell([proposal.approver], "learning-told-failed", promise, **_values(proposal))

    async def _add(self, proposal: Proposal) -> None:
        """Adds the file. What an administrator can put right counts as what may pass, too."""
        place = self._organisation.library
        try:
            drive = await self._shelf.find_drive(place.site, place.drive)
            await self._shelf.add_file(drive, f"{place.answers_folder}/{name_of(proposal)}", written(proposal))
        except Unavailable:
            await self._note(proposal, "unavailable")
            raise
        except (Forbidden, NotFound) as problem:
            await self._note(proposal, "forbidden" if isinstance(problem, Forbidden) else "unavailable")
            raise TryAgain from problem
        except GraphProblem as problem:
            raise GiveUp(f"graph-{problem.status}") from problem

    async def _note(self, proposal: Proposal, trouble: Trouble) -> None:
        async with self._database.write() as session:
            await proposals.note(session, proposal.id, trouble)

    async def _judge(
        self,
        person: str,
        id: str,
        version: int,
        change: Callable[[Proposal], Proposal],
        key: str,
        *,
        then: Callable[[AsyncSession, Proposal], Awaitable[None]] | None = None,
    ) -> Proposal | None:
        """Changes a waiting answer in the name of somebody who may, and who is not its author.

        None: it was changed for the same activity before, and has gone its way since.
        """
        await self._need(person, APPROVERS)
        async with self._database.write() as session:
            if not await effects.first(session, key, "judge"):
                return await proposals.find(session, self._organisation.id, id)
            found = _there(await proposals.find(session, self._organisation.id, id))
            if found.author == person:
                raise WordedError("learning-own-answer")
            if found.state != "waiting" or found.version != version:
                raise WordedError("learning-changed")
            changed = replace(change(found), approver=person)
            await proposals.save(session, changed, over=version)
            changed = replace(changed, version=version + 1)
            if then is not None:
                await then(session, changed)
        return changed

    async def _need(self, person: str, roles: tuple[Role, ...]) -> None:
        """Holds whoever gets here to the role, too: it may have been taken away since the card was made."""
        if not await self._roles.has(person, *roles, within=JUST_NOW):
            contact = self._organisation.contacts[0]
            raise WordedError("learning-no-longer-yours", address=contact.address)


def _progress(proposal: Proposal) -> Progress:
    return "stored" if proposal.state == "stored" else proposal.trouble or "storing"


def _values(proposal: Proposal) -> dict[str, str]:
    """What is told of an answer. In a message markdown works; the question was typed by somebody."""
    return {"question": plain(proposal.question), "remark": plain(proposal.remark)}


def _there(proposal: Proposal | None) -> Proposal:
    if proposal is None:
        raise WordedError("learning-gone")
    return proposal
