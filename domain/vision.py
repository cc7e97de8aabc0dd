"""Questions about the organisation's vision: asks the documents, with the last lines of the conversation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from domain.comparing import Side, arranged, sides_of
from domain.conversations import Conversations
from domain.modelled import Asker, ModelAnswers
from domain.nearness import Nearness
from domain.organisation import Contact, Organisation
from domain.sources import Shelf, Sources, at_passage
from knowledge.answer import Answer, Aspect, Citation, Outcome, Question, ScoredPassage
from knowledge.model.answering import OnClaims
from locales import Language
from store.database import Database

CLOSEST = 2  # how many passages are offered when the documents do not answer
LONGEST_QUESTION = 2_000  # characters; what is longer is no question, and searching it would only cost time


class Documents(Shelf, Protocol):
    """The knowledge base, as far as asking goes."""

    async def answer(self, question: Question) -> Answer:
        """The answer of the documents to a question."""
        ...

    def knows(self, text: str) -> bool:
        """Whether a word of a text means something, in a language or in the documents."""
        ...


@dataclass(frozen=True)
class VisionAnswer:
    """An answer with what a person needs to go on: the passages that come closest and whom to ask."""

    answer: Answer
    closest: tuple[Citation, ...]  # for an outcome other than answered
    contact: Contact
    examples: tuple[str, ...]  # questions that the documents do answer, where nothing comes close
    organisation: Organisation  # the asker's
    sides: tuple[Side, ...]  # what it sets beside each other, where the question compares

    @property
    def sources(self) -> tuple[Citation, ...]:
        """The sources that a person sees with it: of the answer, else of what comes closest."""
        return self.answer.citations or self.closest


class Vision:
    """The capability "vision"."""

    def __init__(
        self,
        documents: Documents,
        database: Database | None = None,
        model: ModelAnswers | None = None,
        nearness: Nearness | None = None,
    ) -> None:
        """Without a database (the command line) no conversation is remembered; without a model none is asked."""
        self._documents = documents
        self._model = model
        self._nearness = nearness
        self.said = Conversations(database)
        self.sources = Sources(documents, self.said)

    @property
    def takes_time(self) -> bool:
        """Whether an answer may take seconds, because a language model is asked."""
        return self._model is not None

    async def ask(
        self,
        text: str,
        *,
        organisation: Organisation,
        language: Language | None = None,
        conversation: str | None = None,
        stands_alone: bool = False,
        asker: Asker | None = None,
        on_claims: OnClaims | None = None,
        key: str = "",
    ) -> VisionAnswer:
        """Answers a question; a follow-up leans on the last lines of `conversation`, kept for a day.

        `stands_alone`: a ready-made question, which means the same whatever was said before it. `asker`: who pays for a
        language model, and is kept from it. `on_claims`: hears the model's text as it grows; the answer begins with it.
        `key`: under which the question is remembered once, however often it is handled.
        """
        since = ModelAnswers.clock()
        history = () if stands_alone else await self.said.history(conversation)
        question = Question(text[:LONGEST_QUESTION], organisation.id, language, history)
        if self._nearness is not None:
            question = replace(question, vector=await self._nearness.of(question, asker))
        answer = await self._documents.answer(question)
        if self._model is not None:
            answer = await self._model.better(question, answer, asker=asker, since=since, on_claims=on_claims)
        found = offered(answer, question.text, organisation)
        await self.said.remember(conversation, question.text, found.answer.text, found.sources, key=key)
        return found

    def knows(self, text: str) -> bool:
        """Whether a word of a text means something; what has none is no question."""
        return self._documents.knows(text[:LONGEST_QUESTION])


def offered(answer: Answer, question: str, organisation: Organisation) -> VisionAnswer:
    """An answer of the documents, with sources that open at the quote, what comes closest and whom to ask."""
    sides = () if answer.by_model else sides_of(answer, question, organisation.id)
    answer = arranged(answer, sides)
    citations = tuple(replace(citation, url=at_passage(citation.url, citation.quote)) for citation in answer.citations)
    elsewhere = any(remark.aspect is Aspect.UNKNOWN_PLACE for remark in answer.remarks)
    far = answer.outcome is Outcome.ANSWERED or elsewhere or not answer.near
    closest = () if far else _closest(answer.passages)
    examples = organisation.example_questions(answer.language)
    contact = organisation.contact_for(question)
    return VisionAnswer(replace(answer, citations=citations), closest, contact, examples, organisation, sides)


def _closest(passages: tuple[ScoredPassage, ...]) -> tuple[Citation, ...]:
    found: list[Citation] = []
    for passage in (scored.passage for scored in passages[:CLOSEST] if scored.score > 0):
        found.append(
            Citation(
                number=len(found) + 1,
                document=passage.document,
                title=passage.title,
                section=passage.section,
                quote="",
                url=at_passage(passage.url, passage.text),
                passage=passage.text,
            )
        )
    return tuple(found)
