"""Has a model prepare documents for being found, behind the library: a passage at a time, each paid for once.

Questions are answered meanwhile, and better with every passage that is ready.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Protocol

from domain.leading import Leads, alone
from domain.library.embedding import Embedding
from knowledge.answer import Passage
from knowledge.document import Document
from knowledge.expansion import Expansion
from knowledge.model.budget import Purse
from knowledge.model.expansion import Expander
from knowledge.model.problems import ModelProblem, Reason
from store import expansions as stored
from store.database import Database
from store.expansions import OtherWords

log = logging.getLogger(__name__)

ROUND = 20  # passages between two looks at which documents there are, and before the index gets what was made
TRIES = 2  # of a passage that the model makes nothing usable of; then it stays as it is until the next start
IN_A_ROW = 5  # passages that fail like that before it is the model that is taken to fail
EVERY = 5.0  # seconds between two looks when all is done
FOLLOWING = 30.0  # seconds between two looks at what another process made
FIRST_PAUSE, LONGEST_PAUSE = 30.0, 600.0  # seconds that a model which fails is left alone


class Base(Protocol):
    """The knowledge base, as far as preparing its documents goes."""

    def documents(self) -> tuple[Document, ...]:
        """All documents."""
        ...

    def unrestated(self) -> tuple[Document, ...]:
        """The documents that have no other words of their own."""
        ...

    def document(self, id: str, /) -> Document | None:
        """One of them."""
        ...

    def pieces(self, document: str, /) -> tuple[Passage, ...]:
        """The passages of a document."""
        ...

    def expand(self, document: str, expansions: Mapping[int, Expansion], /) -> None:
        """Takes other words for passages by number."""
        ...


@dataclass(frozen=True)
class Prepared:
    """How far it is: of `passages` in documents without other words, `expanded` have got them, `pending` will.

    `problem`: why the rest has to wait. The others are left as they are: the model made nothing usable of them.
    """

    passages: int = 0
    expanded: int = 0
    pending: int = 0
    problem: Reason | None = None


@dataclass(frozen=True)
class _Job:
    document: Document
    number: int
    passage: Passage
    key: str


class Expanding:
    """Keeps the expansions of a knowledge base complete, and its embeddings where there is a model for them."""

    def __init__(
        self,
        base: Base,
        database: Database,
        expander: Expander,
        purse: Callable[[], Purse],
        embedding: Embedding | None = None,
        leads: Leads = alone,
    ) -> None:
        """`purse` gives the purse of today. `leads`: whether it is this process that has the model prepare."""
        self._leads = leads
        self._base = base
        self._database = database
        self._expander = expander
        self._purse = purse
        self._embedding = embedding
        self._made: dict[str, tuple[Document, Mapping[int, Expansion]]] = {}  # what the base was given
        self._documents: tuple[Document, ...] | None = None  # of the last look
        self._complete = False  # nothing is left to be made for those
        self._failed: Counter[str] = Counter()
        self._in_a_row = 0
        self.last = Prepared()

    async def run(self, stop: asyncio.Event) -> None:
        """Goes on until `stop`. A passage that is under way when this is cancelled is lost, nothing else is."""
        clock = asyncio.get_running_loop().time
        failures, resume = 0, 0.0
        while not stop.is_set():
            pause = EVERY
            try:
                if not await self._leads():
                    await self.follow()
                    pause = FOLLOWING
                elif await self.round(making=clock() >= resume):
                    pause = 0.0
                failures = 0 if clock() >= resume else failures
            except ModelProblem as problem:
                resume = clock() + min(LONGEST_PAUSE, FIRST_PAUSE * 2**failures)
                failures = min(failures + 1, 10)
                level = logging.INFO if problem.reason is Reason.OVER_BUDGET else logging.WARNING  # that is as agreed
                log.log(level, "documents are not prepared further for now, %s", problem)
            except Exception:
                pause = LONGEST_PAUSE
                log.exception("preparing documents failed")
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pause)

    async def follow(self) -> None:
        """Gives the base what another process has made since the last time."""
        if self.last.pending or not self._same(self._base.documents()):
            await self._look()
        self._complete = False  # should this one lead from now on, it looks for itself
        if self._embedding is not None:
            await self._embedding.complete(making=False)

    async def finish(self) -> Prepared:
        """Goes on until all is done, or the model does not go on."""
        try:
            while await self.round():
                pass
        except ModelProblem as problem:
            log.info("documents are not prepared further, %s", problem)
        return self.last

    async def round(self, *, making: bool = True) -> bool:
        """Gives the base what there is, and makes some of what there is not. False: there is no more to make.

        `making` False only gives. Raises ModelProblem where the model does not go on, or its budget is spent.
        """
        documents = self._base.documents()
        if self._same(documents) and (self._complete or not making):
            return False
        waiting = await self._look()
        self._complete = False
        if not making:
            return False
        try:
            await self._make(waiting[:ROUND])
            if self._embedding is not None:
                await self._embedding.complete()
        except ModelProblem as problem:
            self.last = replace(self.last, problem=problem.reason)
            raise
        self.last = replace(self.last, problem=None)
        self._complete = not self.last.pending
        return not self._complete

    async def _make(self, jobs: Sequence[_Job]) -> None:
        try:
            for job in jobs:
                await self._expand(job)
        except ModelProblem:
            await self._look()
            raise
        if jobs:
            await self._look()

    def _same(self, documents: tuple[Document, ...]) -> bool:
        before = self._documents
        return (
            before is not None
            and len(before) == len(documents)
            and all(one is other for one, other in zip(before, documents, strict=True))
        )

    async def _look(self) -> list[_Job]:
        """Gives the base the expansions that are stored, and says which are lacking."""
        documents = self._base.documents()
        jobs = await asyncio.to_thread(self._jobs)
        keys = {job.key for job in jobs}
        async with self._database.read() as session:
            known = await stored.expansions(session, keys)
        if not self._same(documents):  # what no passage has any more is forgotten after a day
            async with self._database.write() as session:
                await stored.mark_expansions(session, keys)
        self._documents = documents
        found: dict[str, dict[int, Expansion]] = {}
        for job in jobs:
            if job.key in known:
                found.setdefault(job.document.id, {})[job.number] = _expansion(known[job.key])
        there = {job.document.id: job.document for job in jobs}
        self._made = {id: made for id, made in self._made.items() if id in there}
        for document in there.values():
            await self._give(document, found.get(document.id, {}))
        waiting = [job for job in jobs if job.key not in known and self._failed[job.key] < TRIES]
        expanded = sum(map(len, found.values()))
        self.last = replace(self.last, passages=len(jobs), expanded=expanded, pending=len(waiting))
        return sorted(waiting, key=lambda job: self._failed[job.key])

    def _jobs(self) -> list[_Job]:
        return [
            _Job(document, number, passage, self._expander.key(passage))
            for document in self._base.unrestated()
            for number, passage in enumerate(self._base.pieces(document.id))
        ]

    async def _give(self, document: Document, made: Mapping[int, Expansion]) -> None:
        before = self._made.get(document.id)
        if made and (before is None or before[0] is not document or before[1] != made):
            await asyncio.to_thread(self._base.expand, document.id, made)
            if self._base.document(document.id) is document:  # else it changed meanwhile, and the next look gives anew
                self._made[document.id] = (document, made)

    async def _expand(self, job: _Job) -> None:
        """Makes one expansion and stores it. Raises ModelProblem where it is no use to go on with the next."""
        if self._base.document(job.document.id) is not job.document:
            return
        async with self._database.read() as session:
            if await stored.expansions(session, [job.key]):
                return  # the same passage stands elsewhere too, or another process was here
        try:
            made = await self._expander.expand(job.passage, self._purse())
        except ModelProblem as problem:
            if problem.reason not in (Reason.REFUSED, Reason.UNUSABLE):
                raise
            self._failed[job.key] += 1
            self._in_a_row += 1
            if self._in_a_row >= IN_A_ROW:
                raise
            return
        self._in_a_row = 0
        async with self._database.write() as session:
            words = OtherWords(made.plain, made.english, made.words, made.questions)
            await stored.keep_expansion(session, job.key, words)


def _expansion(words: OtherWords) -> Expansion:
    return Expansion(words.plain, words.english, words.words, words.questions)
