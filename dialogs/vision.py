"""A question about the organisation's vision -> an answer with sources, or an honest word that there is none."""

from __future__ import annotations

from dataclasses import replace

from cards.vision import source_name
from dialogs import comparing, remarks, smalltalk, sources, welcome
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from dialogs.understanding import leaning, plain_words
from domain.learning import heard
from domain.modelled import Asker
from domain.vision import VisionAnswer
from knowledge.answer import Aspect, Citation, Outcome
from knowledge.rendering import with_rendering
from knowledge.writing import plain
from locales import Language, Texts, texts_for

# What a person was mistaken about: what the documents do say comes in the place of "I am not sure".
_CORRECTING = (Aspect.NUMBER, Aspect.DATE, Aspect.PREMISE)


async def start(turn: Turn, services: Services) -> Reply:
    """Answers the sentence of the turn; where it asks for plain words, in those."""
    if leaning.asks_what_was_meant(turn.text):
        meant = await sources.what_was_meant(turn, services)
        if meant is not None:
            return meant
    question = plain_words.without_wish(turn.text)
    if question is None or not leaning.has_subject(question):
        return await answer(turn, services, turn.text)
    return await answer(turn, services, question, plainly=True)


async def simpler(turn: Turn, services: Services, language: Language) -> Reply:
    """The last answer in plain words, or the answer to a question that asks for them."""
    question = plain_words.without_wish(turn.text)
    if question is not None and leaning.has_subject(question):
        return await answer(turn, services, question, plainly=True)
    return await sources.in_plain_words(turn, services, language)


async def ask(turn: Turn, services: Services) -> Reply:
    """The button with a ready-made question; pressed twice in a row it is answered once."""
    question = str(turn.payload["question"])
    if await services.vision.said.just_asked(turn.place.context, question, key=turn.key):
        return Reply(notice=turn.texts("vision-answered-just-now"))
    return await answer(turn, services, question, stands_alone=True)


async def answer(
    turn: Turn, services: Services, question: str, *, stands_alone: bool = False, plainly: bool = False
) -> Reply:
    """Asks the documents, and words the outcome in the language of the question.

    `stands_alone`: a ready-made question, which means the same whatever was said before it. `plainly`: in the words
    of Koers, where it has any.
    """
    vision, context = services.vision, turn.place.context
    leans = not stands_alone and leaning.only_leans(question)
    before = await vision.said.history(context) if leans else ()
    if leans and not before:
        return _about_what(turn)
    if turn.progress is not None and vision.takes_time:
        await turn.progress.doing(turn.texts("wire-searching"))
    if leaning.has_subject(question) and not (leaning.has_known_word(question) or vision.knows(question)):
        return await smalltalk.start(turn, services, "none")
    found = await vision.ask(
        question,
        organisation=turn.organisation,
        conversation=context,
        stands_alone=stands_alone,
        key=turn.key,
        asker=Asker(turn.person.id, turn.person.name),
        on_claims=turn.progress.so_far if turn.progress and not plainly else None,
    )
    language: Language = found.answer.language
    sections = vision.sources.explained(found.answer.citations, language)
    if plainly and sections and found.answer.outcome is Outcome.ANSWERED:
        reply = sources.explained(texts_for(language), sections, found.answer.citations)
    else:
        reply = worded(found, plainer=any(not section.quoted for section in sections))
    asked = heard(question, turn.person.name, found.answer, turn.organisation, turn.now.date(), before)
    return replace(reply, asked=asked)


def _about_what(turn: Turn) -> Reply:
    """There is nothing that the sentence could lean on."""
    return Reply(text=turn.texts("vision-about-what"), suggestions=welcome.examples(turn))


def worded(found: VisionAnswer, *, plainer: bool = False) -> Reply:
    """The outcome in words, in the language of the question. `plainer`: plain words for it are offered."""
    language: Language = found.answer.language
    texts = texts_for(language)
    match found.answer.outcome:
        case Outcome.ANSWERED:
            text, citations = _answered(texts, found)
        case Outcome.UNSURE:
            text, citations = _unsure(texts, found)
        case Outcome.REFUSED:
            text, citations = _refused(texts, found)
    suggestions = found.answer.next_questions if citations else found.examples
    return Reply(
        text=text,
        citations=citations,
        suggestions=(*suggestions, texts("simpler-suggestion")) if plainer else suggestions,
        feedback=True,
        made_by_ai=found.answer.by_model,
        language=language,
    )


def _answered(texts: Texts, found: VisionAnswer) -> tuple[str, tuple[Citation, ...]]:
    said = remarks.worded(texts, found.answer, found.organisation)
    if found.answer.by_model:  # its words came first, while they were being made
        return _paragraphs(found.answer.text, said, texts("vision-made-by-ai")), found.answer.citations
    lead = texts("vision-answered-from-dutch") if texts.language == "en" else ""
    return _paragraphs(said, lead, _body(texts, found)), found.answer.citations


def _unsure(texts: Texts, found: VisionAnswer) -> tuple[str, tuple[Citation, ...]]:
    said = remarks.worded(texts, found.answer, found.organisation)
    body = _body(texts, found) if found.answer.text else _sections(found.sources)
    corrected = any(remark.aspect in _CORRECTING and remark.found for remark in found.answer.remarks)
    lead = texts("vision-instead" if corrected else "vision-unsure")
    return _paragraphs(said, lead, body, _whom_to_ask(texts, found)), found.sources


def _refused(texts: Texts, found: VisionAnswer) -> tuple[str, tuple[Citation, ...]]:
    said = remarks.worded(texts, found.answer, found.organisation)
    if any(remark.aspect is Aspect.UNKNOWN_PLACE for remark in found.answer.remarks):
        return _paragraphs(said, texts("vision-own-place", organisation=found.organisation.name)), ()
    closest = (texts("vision-closest"), _sections(found.closest)) if found.closest else (texts("vision-nothing-close"),)
    lead = texts("vision-not-in-documents")
    return _paragraphs(said, lead, *closest, _whom_to_ask(texts, found)), found.closest


def _body(texts: Texts, found: VisionAnswer) -> str:
    """The quotes, of two sides each under its name, and for who asks in English what they say."""
    return with_rendering(replace(found.answer, text=comparing.side_by_side(texts, found)))


def _paragraphs(*texts: str) -> str:
    return "\n\n".join(text for text in texts if text)


def _sections(citations: tuple[Citation, ...]) -> str:
    return "\n".join(f"- {plain(source_name(citation))} [{citation.number}]" for citation in citations)


def _whom_to_ask(texts: Texts, found: VisionAnswer) -> str:
    contact = found.contact
    return texts("vision-whom-to-ask", contact=contact.name(texts.language), address=contact.address)
