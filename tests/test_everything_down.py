"""With Graph, the language model, Entra and the token service all down, Koers answers or is seen typing within 2 s.

Only Teams itself works. The patience is the product's own. What was late while others were busy is done again alone.
"""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot.routes import ROUTES
from locales import Language, texts_for
from locales.detect import detect_language
from locales.texts import FOLDER, LANGUAGES
from tests.outage import KINDS, Kind, read_before, standing
from tests.outage_deeds import QUESTION, WAYS, Deed, deeds, says
from tests.outage_walk import ATTEMPTS, BOUND, Seen, Walk, everybody_is_known, patient, people_of

REFERENCE = re.compile(r"\b\d{3}-\d{3}\b")  # of a failure that nobody foresaw
CHOOSES = ("press language.choose", "submit language.choose", "say help.language")  # the answer is in what was chosen
FROM_DUTCH = ("vision.", "edit a question", "ask in a group")  # quotes are in the language of the document
AGAIN = {"nl": "opnieuw", "en": "again"}


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What Koers has read while everything worked."""
    folder = tmp_path_factory.mktemp("before")
    read_before(folder)
    return folder


def wrong_with(seen: Seen) -> str:
    """What somebody should not have met; "" where all is well."""
    if seen.status >= 500:
        return f"status {seen.status}"
    if not seen.in_time:
        return f"nothing in {BOUND} seconds, but after {seen.first:.2f}"
    if REFERENCE.search(seen.words):
        return f"a failure that nobody foresaw: {seen.words!r}"
    if not seen.words and not seen.quiet:
        return "silence"
    return "" if seen.quiet or seen.deed.startswith(CHOOSES) else in_another_language(seen)


def in_another_language(seen: Seen) -> str:
    """Trouble is told in the language of the person, with what to do about it."""
    texts = {language: texts_for(language) for language in LANGUAGES}
    told = [key for key in troubles() if any(texts[language](key) in seen.words for language in LANGUAGES)]
    for key in told:
        words = texts[seen.language](key)
        if words not in seen.words:
            return f"{key} in another language"
        assert AGAIN[seen.language] in words, key
    if not told and not any(part in seen.deed for part in FROM_DUTCH):
        found = detect_language(seen.words)
        return "" if found == seen.language else f"in {found}: {seen.words!r}"
    return ""


def troubles() -> list[str]:
    """The texts that say that something does not work now."""
    texts = "\n".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("nl*.ftl"))
    return re.findall(r"^([\w-]+-unavailable|wire-took-too-long) =", texts, re.MULTILINE)


@pytest.mark.parametrize("known", [True, False], ids=["known before", "nothing known"])
@pytest.mark.parametrize("kind", KINDS)
async def test_everything_that_people_do_is_answered_or_seen_typing_in_time(
    tmp_path: Path, before: Path, kind: Kind, known: bool
) -> None:
    # A third of it each: every deed in two kinds of trouble, once known before and once not; what is done in three ways
    # (in both languages, and in an older client) meets every kind.
    walked = deeds()[(2 * KINDS.index(kind) + known) % 3 :: 3]
    async with standing(tmp_path, before, people_of(walked)) as stand:
        if known:
            await everybody_is_known(stand, walked)
        await stand.loses(kind)
        seen = await Walk(stand).all(walked)
    wrong = {one.deed: wrong for one in seen if (wrong := wrong_with(one))}
    assert wrong == {}


def test_every_route_is_walked() -> None:
    names = [deed.name for deed in deeds()]
    for route in ROUTES:
        for action in route.buttons:
            assert {f"press {action.verb}", f"submit {action.verb}"} <= set(names), action.verb
        for intent in route.intents:
            said = re.sub(r"^(announcement|workspaces|workdays|projects|initiatives)_", "", intent)
            assert any(name.startswith("say ") and name.endswith(f".{said}") for name in names), intent
        if not route.buttons and not route.intents and not route.commands:  # commands: tests/test_wire_extension.py
            assert any(name.startswith(WAYS[route.name]) for name in names), route.name
    assert {deed.language for deed in deeds()} == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
async def test_help_is_whole_and_the_vision_is_answered_from_what_was_read_before(
    tmp_path: Path, before: Path, kind: Kind, language: Language
) -> None:
    texts = texts_for(language)
    word = Deed("help", language, says("hulp" if language == "nl" else "help"))
    question = Deed("question", language, says(QUESTION[language]))
    async with standing(tmp_path, before, [word.person(0), question.person(0)]) as stand:
        await stand.loses(kind)
        walk = Walk(stand)
        with patient(stand):
            helped, answered = await walk.one(word, 0), await walk.one(question, 0)
    (card,) = [sent.card for sent in helped.sent if sent.activity.get("attachments")]
    everything = (*(texts(f"help-{name}") for name in ("title", "now", "coming", "how")), texts("language-other"))
    assert all(part in helped.words for part in everything)
    assert len(card["actions"]) == 6
    assert citations(answered), answered.words
    assert texts("vision-unsure") not in answered.words
    assert texts("vision-not-in-documents") not in answered.words


def citations(seen: Seen) -> list[str]:
    entities = [entity for sent in seen.sent for entity in sent.activity.get("entities", [])]
    return [claim["appearance"]["name"] for entity in entities for claim in entity.get("citation", [])]


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Another program writes in the store, and takes its time."""
    with closing(sqlite3.connect(path, isolation_level=None, timeout=30)) as other:
        other.execute("begin immediate")
        yield


TOGETHER = 40  # Teams takes 50 messages a second of a bot, and so only as many see it typing in the first second
IN_STORE = ("press", "submit", "say help", "say vision", "welcome", "disliked", "a thumb", "edit", "signed_in")


async def test_while_another_program_holds_the_store_for_three_seconds_everybody_hears_something_in_time(
    tmp_path: Path, before: Path
) -> None:
    walked = [deed for deed in deeds() if deed.name.startswith(IN_STORE) and deed.language == "nl"]
    async with standing(tmp_path, before, people_of(walked)) as stand:
        walk, wrong, found = Walk(stand, at_once=TOGETHER), dict[str, str](), dict[str, str]()
        for start in range(0, len(walked), TOGETHER):
            late = walked[start : start + TOGETHER]
            for attempt in range(ATTEMPTS):
                made = await walk.made(late, attempt)
                with held(tmp_path / "koers.db"):
                    doing = [asyncio.create_task(walk.done(*one)) for one in made]
                    await asyncio.sleep(3.0)
                seen = await asyncio.gather(*doing)
                found = {one.deed: told for one in seen if (told := wrong_with(one))}
                late = [deed for deed, one in zip(late, seen, strict=True) if not one.in_time]
                if not late:
                    break
            wrong |= found
        assert wrong == {}
        again = Deed("help", "nl", says("hulp"))
        assert texts_for("nl")("help-title") in (await walk.one(again, 0)).words
