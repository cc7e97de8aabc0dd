"""Questions that Koers could not answer, or answered badly: kept without a person, shown in groups of like ones."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, Protocol, get_args

from domain.learning.groups import Group, groups_of
from domain.learning.voices import Voices
from domain.organisation import Organisation
from knowledge.answer import Answer, Outcome, PreviousTurn, Question
from knowledge.model.masking import masked
from knowledge.orders import orders_about
from store import feedback, learning
from store.database import Database
from store.learning import Unanswered

Reason = Literal["wrong", "incomplete", "unclear", "source", "beside"]
REASONS: tuple[Reason, ...] = get_args(Reason)
PERIODS = (7, 30, 180)  # days that the overview can look back
MOST_ASKED_AGAIN = 5  # rounds of asking again for one page of the overview
MOST_WORDINGS = 5  # of one group, that are asked again
LONGEST = 400  # characters of a question that are kept
_LETTER = re.compile(r"[^\W\d_]")
_PARTICLES = r"(?:(?:van|de|den|der|het|ter|ten|te|el|al|bin|ibn|ben|da|di|la|von|'t)\s+){0,3}"
_MORE = r"(?:\s+" + _PARTICLES + r"(?-i:[A-ZÀ-Þ])[\w'’-]*){0,3}"
# What a person says a name after. Words that may be about something else need a capital behind them.
_INTRODUCED = re.compile(
    r"\b(?:(?:ik heet|mijn naam is|je spreekt met|my name is)[\s,:]{1,3}([^\W\d_][\w'’-]*" + _MORE + ")"
    r"|(?:ik ben|met vriendelijke groet|groet(?:jes|en)?|i am|i['’]m|(?:kind )?regards)[\s,:]{1,3}"
    r"((?-i:[A-ZÀ-Þ])[\w'’-]*" + _MORE + "))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Asked:
    """A question as it may be kept: masked, with the day and nothing that leads to a person."""

    text: str
    organisation: str
    language: str
    outcome: Outcome
    day: date


def heard(
    question: str,
    name: str,
    answer: Answer,
    organisation: Organisation,
    day: date,
    before: Sequence[PreviousTurn] = (),
) -> Asked | None:
    """What may be kept of a question and its answer. None for orders to the bot and for what has no words.

    `name`: of the asker; what is part of it is masked, like addresses, numbers and names that people say they have.
    `before`: what was said before a question that means nothing by itself; the question before comes with it.
    """
    if orders_about(question) or not _LETTER.search(question):
        return None
    leaned_on = next((line.text for line in reversed(before) if line.role == "user"), "")
    question = f"{leaned_on} {question}".strip()
    question = question[: 4 * LONGEST]
    names = [name, *("".join(found) for found in _INTRODUCED.findall(question))]
    keep = (organisation.name, *organisation.other_names)
    text = " ".join(masked(question, names, keep).split())[:LONGEST]
    return Asked(text, organisation.id, answer.language, answer.outcome, day) if text else None


class Documents(Protocol):
    """The knowledge base, as far as asking goes."""

    async def answer(self, question: Question) -> Answer:
        """The answer of the documents to a question."""
        ...


class Questions:
    """Keeps, links and groups questions."""

    def __init__(self, database: Database, organisation: str, voices: Voices, documents: Documents) -> None:
        self._database = database
        self._organisation = organisation
        self._voices = voices
        self._documents = documents

    async def keep(self, asked: Asked, message: str) -> None:
        """Keeps a question that was not answered, and remembers for a day that `message` was the answer to it."""
        question = Unanswered(asked.organisation, asked.text, asked.language, str(asked.outcome), asked.day, {})
        async with self._database.write() as session:
            kept = "" if asked.outcome is Outcome.ANSWERED else await learning.keep(session, question)
            await learning.link(session, message, question, kept)

    async def has_answer(self, message: str) -> bool:
        """Whether `message` is an answer of the last day."""
        async with self._database.read() as session:
            return await learning.linked(session, message)

    async def because(self, person: str, message: str, reason: str, day: date) -> None:
        """Keeps why a person put a thumb down, in place of an earlier reason; a thumb that went up again counts not.

        `reason`: one of REASONS.
        """
        voice = self._voices.of(person, message)
        async with self._database.write() as session:
            before = await feedback.explain(session, message, voice, reason)
            if before is not None and before != reason:
                await learning.count_reason(session, message, reason, instead_of=before, day=day)

    async def overview(self, days: int, today: date, first: int, count: int) -> tuple[Group, ...]:
        """What was not answered in the last `days`, without what needs no answer, the largest group first.

        The `count` groups from `first` on are asked again: what the documents answer by now is forgotten.
        """
        async with self._database.read() as session:
            found = await learning.since(session, self._organisation, today - timedelta(days=days - 1))
        groups = await asyncio.to_thread(groups_of, found)
        for _ in range(MOST_ASKED_AGAIN):
            some = groups[first : first + count]
            answered = [group for group in some if await self._is_answered(group)]
            if not answered:
                break
            async with self._database.write() as session:
                await learning.remove(session, self._organisation, [id for group in answered for id in group.questions])
            groups = [group for group in groups if group not in answered]
        return tuple(groups)

    async def _is_answered(self, group: Group) -> bool:
        """Whether the documents answer each of its wordings by now; what got a thumb down was answered already."""
        if group.reasons:
            return False
        for text in (group.text, *group.others[: MOST_WORDINGS - 1]):
            answer = await self._documents.answer(Question(text, self._organisation))
            if answer.outcome is not Outcome.ANSWERED:
                return False
        return True

    async def texts(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        """The different texts of these questions that are still there."""
        async with self._database.read() as session:
            found = await learning.of_ids(session, self._organisation, ids)
        return tuple(dict.fromkeys(question.text for question in found))

    async def dismiss(self, ids: tuple[str, ...]) -> None:
        """These questions need no answer, nor do questions like them."""
        async with self._database.write() as session:
            await learning.dismiss(session, self._organisation, ids)
