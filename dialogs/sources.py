"""The sources of an earlier answer: opened in their surroundings, or said in plain words."""

from __future__ import annotations

from cards import vision as card
from dialogs import welcome
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from domain.sources import Explained, Missing, NotOpened, Opened
from knowledge.answer import Citation
from locales import Language, Texts, texts_for
from locales.detect import detect_language

MOST_SUGGESTED = 3  # sources that a person is offered


async def open_source(turn: Turn, services: Services, number: int | None, language: Language) -> Reply:
    """A sentence such as "bron 2": opens that source of the last answer; without a number the first."""
    opened = await services.vision.sources.open(turn.place.context, number)
    return _shown(turn, opened, texts_for(language))


async def show(turn: Turn, services: Services) -> Reply:
    """A button for the source before or after: it takes the place of the one that is open."""
    number, answer = int(str(turn.payload["number"])), int(str(turn.payload["answer"]))
    opened = await services.vision.sources.open(turn.place.context, number, answer=answer)
    if isinstance(opened, NotOpened):
        return Reply(notice=_reason(turn.texts, opened))
    return Reply(card=card.source(turn.texts, opened), replaces_card=True)


async def in_plain_words(turn: Turn, services: Services, language: Language) -> Reply:
    """Says in the words of Koers what the sources of the last answer say."""
    texts = texts_for(language)
    sources = await services.vision.sources.last(turn.place.context)
    if not sources:
        return Reply(text=texts("simpler-no-answer"), suggestions=welcome.examples(turn), language=language)
    quoted = tuple(source for source in sources if source.quote)
    return explained(texts, services.vision.sources.explained(quoted, language), quoted)


async def what_was_meant(turn: Turn, services: Services) -> Reply | None:
    """The last answer in plain words, for who did not understand it; None where there are no others than its own."""
    sources = [source for source in await services.vision.sources.last(turn.place.context) if source.quote]
    language = detect_language(turn.text)
    sections = services.vision.sources.explained(sources, language)
    if not sections or all(section.quoted for section in sections):
        return None
    return explained(texts_for(language), sections, tuple(sources))


def explained(texts: Texts, sections: tuple[Explained, ...], sources: tuple[Citation, ...]) -> Reply:
    """Sections in the words of Koers, marked as such, with their sources; or that there are none."""
    if not sections:
        return Reply(text=texts("simpler-nothing"), citations=(), suggestions=(_first(texts),), language=texts.language)
    parts = [f"**{part.explanation.heading}**\n\n{part.explanation.text}{_markers(part)}" for part in sections]
    cited = {source.number for part in sections for source in part.sources}
    return Reply(
        text="\n\n".join((texts("simpler-ours"), *parts)),
        citations=tuple(source for source in sources if source.number in cited),
        feedback=True,
        language=texts.language,
    )


def _markers(part: Explained) -> str:
    return "".join(f" [{source.number}]" for source in part.sources)


def _shown(turn: Turn, opened: Opened | NotOpened, texts: Texts) -> Reply:
    if isinstance(opened, Opened):
        return Reply(card=card.source(texts, opened), language=texts.language)
    others = [number for number in opened.numbers if number != opened.number]
    offered = tuple(texts("source-name", number=str(number)) for number in others[:MOST_SUGGESTED])
    suggestions = offered or turn.organisation.example_questions(texts.language)
    return Reply(text=_reason(texts, opened), suggestions=suggestions, language=texts.language)


def _reason(texts: Texts, missing: NotOpened) -> str:
    number = str(missing.number)
    match missing.reason:
        case Missing.ANSWER:
            return texts("source-no-answer")
        case Missing.NUMBER:
            return texts("source-no-number", number=number, count=len(missing.numbers))
        case Missing.DOCUMENT:
            return texts("source-gone", number=number)
        case Missing.PASSAGE:
            return texts("source-changed", number=number)


def _first(texts: Texts) -> str:
    return texts("source-name", number="1")
