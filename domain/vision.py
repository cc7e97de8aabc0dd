"""Questions about the organisation's vision: asks the documents, with the last lines of the conversation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol
from urllib.parse import quote as percent_encode

from domain.modelled import Asker, ModelAnswers
from domain.organisation import Contact, Organisation
from knowledge.answer import Answer, Citation, Outcome, PreviousTurn, Question, ScoredPassage
from knowledge.model.answering import OnClaims
from locales import Language
from store import turns
from store.database import Database

CLOSEST = 2  # how many passages are offered when the documents do not answer
FRAGMENT_WORDS = 6  # words at either end of a quote that mark it in the address of a document
LONGEST_QUESTION = 2_000  # characters; what is longer is no question, and searching it would only cost time


class Documents(Protocol):
    """The knowledge base, as far as asking goes."""

    async def answer(self, question: Question) -> Answer:
        """The answer of the documents to a question."""
        ...


@dataclass(frozen=True)
class VisionAnswer:
    """An answer with what a person needs to go on: the passages that come closest and whom to ask."""

    answer: Answer
    closest: tuple[Citation, ...]  # for an outcome other than answered
    contact: Contact
    examples: tuple[str, ...]  # questions that the documents do answer, where nothing comes close


class Vision:
    """The capability "vision"."""

    def __init__(
        self, documents: Documents, database: Database | None = None, model: ModelAnswers | None = None
    ) -> None:
        """Without a database (the command line) no conversation is remembered; without a model none is asked."""
        self._documents = documents
        self._database = database
        self._model = model

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
    ) -> VisionAnswer:
        """Answers a question; a follow-up leans on the last lines of `conversation`, kept for a day.

        `stands_alone`: a ready-made question, which means the same whatever was said before it. `asker`: who pays for a
        language model, and is kept from it. `on_claims`: hears the model's text as it grows; the answer begins with it.
        """
        since = ModelAnswers.clock()
        history = () if stands_alone else await self._history(conversation)
        question = Question(text[:LONGEST_QUESTION], organisation.id, language, history)
        answer = await self._documents.answer(question)
        if self._model is not None:
            answer = await self._model.better(question, answer, asker=asker, since=since, on_claims=on_claims)
        await self._remember(conversation, question.text, answer)
        return offered(answer, question.text, organisation)

    async def _history(self, conversation: str | None) -> tuple[PreviousTurn, ...]:
        if self._database is None or conversation is None:
            return ()
        async with self._database.read() as session:
            lines = await turns.last(session, conversation)
        return tuple(PreviousTurn("user" if line.role == "user" else "assistant", line.text) for line in lines)

    async def _remember(self, conversation: str | None, question: str, answer: Answer) -> None:
        if self._database is None or conversation is None:
            return
        async with self._database.write() as session:
            lines = [turns.Line("user", question)]
            if answer.text:
                lines.append(turns.Line("assistant", answer.text))
            await turns.remember(session, conversation, *lines)


def offered(answer: Answer, question: str, organisation: Organisation) -> VisionAnswer:
    """An answer of the documents, with sources that open at the quote, what comes closest and whom to ask."""
    citations = tuple(replace(citation, url=at_passage(citation.url, citation.quote)) for citation in answer.citations)
    closest = () if answer.outcome is Outcome.ANSWERED else _closest(answer.passages)
    examples = organisation.example_questions(answer.language)
    return VisionAnswer(replace(answer, citations=citations), closest, organisation.contact_for(question), examples)


def at_passage(url: str, quote: str) -> str:
    """The address of a document with a text fragment, so that a browser opens it at the quote and marks it.

    Source: the URL Fragment Text Directives specification of the WICG; browsers that lack it open the document.
    """
    words = quote.split()
    if not words or not url:
        return url
    # A short quote is named whole: where its two ends overlap, a browser finds nothing.
    ends = (words,) if len(words) < 2 * FRAGMENT_WORDS else (words[:FRAGMENT_WORDS], words[-FRAGMENT_WORDS:])
    parts = [" ".join(end) for end in ends]
    # A hyphen and a comma are part of the directive's own syntax, so they are encoded as well.
    encoded = [percent_encode(part, safe="").replace("-", "%2D") for part in parts]
    return f"{url}#:~:text={','.join(encoded)}"


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
