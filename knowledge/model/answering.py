"""Answers a question with the proven claims of a model, or with the ordinary answer where there are none in time."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Coroutine, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar, cast

from knowledge.answer import Answer, Aspect, Outcome, Question, Remark
from knowledge.evidence import orders_about
from knowledge.model.budget import Purse
from knowledge.model.circuit import Circuit
from knowledge.model.claims import Claims, Gathering
from knowledge.model.endpoint import Endpoint, estimated
from knowledge.model.masking import masked, without_masks
from knowledge.model.problems import ModelProblem, Reason
from knowledge.model.prompt import MAX_TOKENS, SCHEMA, Asked, asked
from knowledge.model.sources import Documents
from knowledge.words import is_stop, words
from telemetry.logs import Id

log = logging.getLogger(__name__)

MARGIN = 0.1  # seconds before the deadline that the call itself ends, so that it can be told why
LEAST = 0.3  # seconds that must be left to begin
LAST_BOOKING = 5.0  # seconds that the stop waits for the accounts
# What these say is said by the documents' own sentences, side by side: no model gets to smooth it over.
STANDS = frozenset(
    (Aspect.NUMBER, Aspect.DATE, Aspect.NAME, Aspect.PREMISE, Aspect.CONTRADICTION, Aspect.UNKNOWN_PLACE)
)

Result = TypeVar("Result")
OnClaims = Callable[[str], Awaitable[None]]


@dataclass(frozen=True)
class Request:
    """A question for the model, with the ordinary answer to it and what the model may not know or cost."""

    question: Question
    ordinary: Answer
    purse: Purse
    deadline: float  # on the clock of the running loop, in seconds
    names: Sequence[str] = ()  # of the asker: they do not leave
    on_claims: OnClaims | None = None  # hears the text so far, each time that there is more of it


@dataclass
class _Progress:
    """What has come of a request so far."""

    gathering: Gathering | None = None
    shown: str = ""  # what `on_claims` was given: from then on the answer begins with it
    whole: bool = False  # the model was done, and wrote what was asked for
    listening: bool = field(default=True)


class Modelled:
    """Answers with a model, of which nothing is believed that code has not found in the documents."""

    def __init__(self, documents: Documents, endpoint: Endpoint, *, circuit: Circuit | None = None) -> None:
        self._documents = documents
        self._endpoint = endpoint
        self._circuit = circuit or Circuit()
        self._running: set[asyncio.Task[None]] = set()
        self._booking: set[asyncio.Task[object]] = set()

    async def answer(self, request: Request) -> Answer:
        """The better answer; the ordinary one where there is none before the deadline. Raises nothing."""
        left = request.deadline - asyncio.get_running_loop().time()
        if left < LEAST or not worth_asking(request) or self._circuit.open:
            return request.ordinary
        progress = _Progress()
        task = asyncio.create_task(self._run(request, progress), name="model")
        self._running.add(task)
        task.add_done_callback(self._ended)
        try:
            # Whatever the work hangs on, a socket or the store, nobody waits for it any longer than this.
            await asyncio.wait({task}, timeout=left)
        finally:
            progress.listening = False
            task.cancel()
        return _outcome(request.ordinary, progress)

    async def close(self) -> None:
        """Ends what is under way, and closes the connections."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        if self._booking:
            await asyncio.wait(self._booking, timeout=LAST_BOOKING)
        await self._endpoint.close()

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("asking the model failed", exc_info=error)

    async def _run(self, request: Request, progress: _Progress) -> None:
        try:
            prepared = await asyncio.to_thread(_prepared, request, self._documents)
            if prepared.sources:
                await self._write(request, prepared, progress)
        except ModelProblem as problem:
            self._circuit.failed(problem.reason)
            log.warning("no answer of the model, %s", problem)

    async def _write(self, request: Request, prepared: Asked, progress: _Progress) -> None:
        reserved = estimated(prepared.messages, MAX_TOKENS)
        if not await self._booked(request.purse.reserve(reserved)):
            raise ModelProblem(Reason.OVER_BUDGET)
        spent = reserved  # where nobody tells what it came to
        try:
            spent = await self._gather(request, prepared, progress)
        except ModelProblem as problem:
            spent = problem.tokens or (0 if problem.reason in (Reason.DOWN, Reason.BARRED) else reserved)
            raise
        finally:
            await self._booked(request.purse.settle(spent - reserved))

    async def _booked(self, booking: Coroutine[object, object, Result]) -> Result:
        """Waits for an entry in the accounts, which is made also when nobody waits any longer.

        A write that is called off halfway leaves the store's driver waiting for itself.
        """
        task = asyncio.create_task(booking, name="accounts of the model")
        self._booking.add(cast("asyncio.Task[object]", task))
        task.add_done_callback(self._booking.discard)
        return await asyncio.shield(task)

    async def _gather(self, request: Request, prepared: Asked, progress: _Progress) -> int:
        language = request.ordinary.language
        claims = Claims(prepared.sources, language, _known(request.question), request.question.text)
        gathering = progress.gathering = Gathering(claims)

        async def heard(piece: str) -> None:
            if gathering.feed(piece):
                await _show(request, progress, claims.text)

        deadline = request.deadline - MARGIN
        written = await self._endpoint.structured(
            prepared.messages, SCHEMA, deadline=deadline, max_tokens=MAX_TOKENS, on_text=heard
        )
        self._circuit.succeeded()
        if gathering.finish(written.data):
            await _show(request, progress, claims.text)
        progress.whole = True
        if claims.dropped:
            log.info("claims of the model not shown: %s", Id(", ".join(claims.dropped)))
        return written.tokens


def worth_asking(request: Request) -> bool:
    """Whether a model may answer: no orders, something to quote, and nothing that the ordinary answer must say."""
    ordinary = request.ordinary
    left = {word.folded for word in words(without_masks(masked(request.question.text, request.names)))}
    return (
        not orders_about(request.question.text)
        and any(scored.score > 0 for scored in ordinary.passages)
        and not any(remark.aspect in STANDS and not _of_asker(remark, left) for remark in ordinary.remarks)
    )


def _of_asker(remark: Remark, left: Collection[str]) -> bool:
    """Whether it is only about what the asker says of himself: that no document names him is no false premise.

    `left` are the words of the question when that has been masked.
    """
    return (
        remark.aspect is Aspect.NAME
        and not remark.found
        and not any(word.folded in left for word in words(remark.asked) if not is_stop(word.folded))
    )


def _prepared(request: Request, documents: Documents) -> Asked:
    return asked(
        request.question,
        request.ordinary.passages,
        documents,
        language=request.ordinary.language,
        names=request.names,
        keep=_known(request.question),
    )


def _known(question: Question) -> tuple[str, ...]:
    """The name of the municipality, which is also a part of many people's names."""
    return tuple(word.text for word in words(question.organisation))


async def _show(request: Request, progress: _Progress, text: str) -> None:
    if request.on_claims is None or not progress.listening:
        return
    progress.shown = text  # before it is shown: what was perhaps seen cannot be taken back
    try:
        await request.on_claims(text)
    except Exception:  # whatever Teams says: the answer itself comes all the same
        log.exception("an answer under way could not be shown")
        progress.listening = False


def _outcome(ordinary: Answer, progress: _Progress) -> Answer:
    """The claims, if the answer is whole or has begun to be shown, or if there is nothing better."""
    gathering = progress.gathering
    if gathering is None or not gathering.answered or not len(gathering.claims):
        return ordinary
    if not (progress.whole or progress.shown or ordinary.outcome is not Outcome.ANSWERED):
        return ordinary
    return replace(
        ordinary,
        outcome=Outcome.ANSWERED,
        text=gathering.claims.text,
        citations=gathering.claims.citations,
        remarks=tuple(replace(item, citations=()) for item in ordinary.remarks if item.aspect not in STANDS),
        rendering="",
        by_model=True,
    )
