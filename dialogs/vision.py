"""A question about the organisation's vision -> an answer with sources, or an honest word that there is none."""

from __future__ import annotations

from cards.vision import source_name
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from domain.vision import VisionAnswer
from knowledge.answer import Citation, Outcome
from knowledge.writing import plain
from locales import Language, Texts, texts_for


async def start(turn: Turn, services: Services) -> Reply:
    """Answers the sentence of the turn."""
    return await answer(turn, services, turn.text)


async def ask(turn: Turn, services: Services) -> Reply:
    """The button with a ready-made question."""
    return await answer(turn, services, str(turn.payload["question"]), stands_alone=True)


async def answer(turn: Turn, services: Services, question: str, *, stands_alone: bool = False) -> Reply:
    """Asks the documents, and words the outcome in the language of the question.

    `stands_alone`: a ready-made question, which means the same whatever was said before it.
    """
    place = turn.place
    conversation = f"{place.conversation}#{place.thread}" if place.thread else place.conversation
    found = await services.vision.ask(
        question, organisation=turn.organisation, conversation=conversation, stands_alone=stands_alone
    )
    return worded(found)


def worded(found: VisionAnswer) -> Reply:
    """The outcome in words, in the language of the question."""
    language: Language = found.answer.language
    match found.answer.outcome:
        case Outcome.ANSWERED:
            text, citations = _answered(texts_for(language), found)
        case Outcome.UNSURE:
            text, citations = _unsure(texts_for(language), found)
        case Outcome.REFUSED:
            text, citations = _refused(texts_for(language), found)
    return Reply(
        text=text,
        citations=citations,
        suggestions=found.answer.next_questions if citations else found.examples,
        feedback=True,
        language=language,
    )


def _answered(texts: Texts, found: VisionAnswer) -> tuple[str, tuple[Citation, ...]]:
    lead = texts("vision-answered-from-dutch") + "\n\n" if texts.language == "en" else ""
    return lead + found.answer.text, found.answer.citations


def _unsure(texts: Texts, found: VisionAnswer) -> tuple[str, tuple[Citation, ...]]:
    citations = found.answer.citations or found.closest
    body = found.answer.text or _sections(citations)
    return "\n\n".join((texts("vision-unsure"), body, _whom_to_ask(texts, found))), citations


def _refused(texts: Texts, found: VisionAnswer) -> tuple[str, tuple[Citation, ...]]:
    parts = [texts("vision-not-in-documents")]
    parts += [texts("vision-closest"), _sections(found.closest)] if found.closest else [texts("vision-nothing-close")]
    return "\n\n".join((*parts, _whom_to_ask(texts, found))), found.closest


def _sections(citations: tuple[Citation, ...]) -> str:
    return "\n".join(f"- {plain(source_name(citation))} [{citation.number}]" for citation in citations)


def _whom_to_ask(texts: Texts, found: VisionAnswer) -> str:
    contact = found.contact
    return texts("vision-whom-to-ask", contact=contact.name(texts.language), address=contact.address)
