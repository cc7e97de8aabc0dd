"""What goes wrong becomes words with a number that is in the log, in the language of whoever asked."""

from __future__ import annotations

import asyncio
import logging
import re
import sqlite3
from collections.abc import AsyncGenerator
from contextlib import closing
from pathlib import Path

import pytest

from bot import failures
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from errors import Unavailable
from tests.wire import RIA, Line, wired


async def breaks(turn: Turn, services: Services) -> Reply:
    if turn.text == "unavailable":
        raise Unavailable("wire-not-delivered") from OSError("down")
    raise RuntimeError("the password is hunter2")


@pytest.fixture
async def line(tmp_path: Path) -> AsyncGenerator[Line, None]:
    async with wired(tmp_path, sentence=breaks) as line:
        yield line


@pytest.mark.parametrize(("locale", "words"), [("nl-NL", "Er ging iets mis."), ("en-GB", "Something went wrong.")])
async def test_a_fault_becomes_words_with_a_number_that_is_in_the_log(
    line: Line, locale: str, words: str, caplog: pytest.LogCaptureFixture
) -> None:
    sent = await line.say("geheime vraag", locale=locale)
    assert sent.text.startswith(words)
    assert "hunter2" not in sent.text
    found = re.search(r"\d{3}-\d{3}", sent.text)
    assert found is not None
    logged = [record for record in caplog.records if found.group() in record.getMessage()]
    assert len(logged) == 1
    assert logged[0].exc_info is not None
    assert "geheime vraag" not in caplog.text


async def test_an_error_with_words_is_told_as_it_is(line: Line, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    sent = await line.say("unavailable")
    assert sent.text == "Het bericht kon niet worden bezorgd. Probeer het later opnieuw."
    assert "OSError" in caplog.text


async def test_a_message_that_is_too_long_is_refused_in_words(line: Line) -> None:
    assert (await line.say("x" * 5000)).text.startswith("Je bericht is te lang voor mij.")


def test_references_are_easy_to_say() -> None:
    assert all(re.fullmatch(r"\d{3}-\d{3}", failures.new_reference()) for _ in range(100))


def drop(path: Path, table: str) -> None:
    with closing(sqlite3.connect(path, timeout=30)) as database:
        database.execute(f"drop table {table}")


def choose(path: Path, person: str, language: str) -> None:
    with closing(sqlite3.connect(path, timeout=30)) as database, database:
        database.execute("insert into people values (?, ?, '2026-03-02 09:00:00')", (person, language))


async def test_when_the_store_is_down_the_person_still_hears_something(line: Line, tmp_path: Path) -> None:
    await asyncio.to_thread(drop, tmp_path / "koers.db", "inbox")
    assert (await line.say("hoi")).text.startswith("Er ging iets mis.")
    await asyncio.to_thread(drop, tmp_path / "koers.db", "tokens")
    status, body = await line.post(line.press("x"))
    assert status == 200
    assert body["value"].startswith("Er ging iets mis.")


async def test_an_answer_that_was_given_is_not_followed_by_a_failure(tmp_path: Path) -> None:
    async with wired(tmp_path) as line:
        await asyncio.to_thread(drop, tmp_path / "koers.db", "conversations")
        await line.post(line.said("hoi"))
        assert [sent.text for sent in line.messages()] == ["Hallo"]


async def test_who_chose_a_language_hears_of_a_failure_in_it_even_when_the_store_is_down(
    line: Line, tmp_path: Path
) -> None:
    await asyncio.to_thread(choose, tmp_path / "koers.db", RIA, "en")
    assert (await line.say("hoi")).text.startswith("Something went wrong.")
    await asyncio.to_thread(drop, tmp_path / "koers.db", "inbox")
    assert (await line.say("hoi")).text.startswith("Something went wrong.")


async def test_where_it_is_not_known_whether_the_answer_arrived_the_person_hears_just_that(line: Line) -> None:
    line.answers.append((503, {}, {}))
    assert (await line.post(line.said("hoi")))[0] == 202
    assert [sent.text for sent in line.sent] == [
        "Ik weet niet of mijn antwoord is aangekomen. Zie je niets? Vraag het dan nog een keer."
    ]


async def test_when_teams_refuses_the_answer_nothing_more_is_sent(line: Line) -> None:
    line.answers.append((403, {}, {}))
    assert (await line.post(line.said("hoi")))[0] == 202
    assert line.sent == []
