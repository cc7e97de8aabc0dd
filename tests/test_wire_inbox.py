"""What came in is answered once, also by a Koers that was stopped, killed, or could not store it for a while."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

import pytest

from benchmarks.kills import deliver
from bot import handler
from bot.inbox import key_of
from bot.routes import Route
from bot.wire import read
from cards.actions import Action
from cards.card import CardBuilder
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from store import effects
from store.database import Database
from tests.databases import found
from tests.wire import AT_ONCE, QUICK, Line, wired

PERHAPS = "Ik werd opnieuw gestart terwijl ik je antwoordde."


@dataclass(frozen=True)
class Sign(Action):
    verb: ClassVar[str] = "test.sign"


class Guestbook:
    """A sentence and a button with an effect that happens once; `go` lets them answer after it."""

    def __init__(self, database: Database | None = None) -> None:
        self.database = database
        self.signed = 0
        self.begun = asyncio.Event()
        self.go = asyncio.Event()

    async def __call__(self, turn: Turn, services: Services) -> Reply:
        if turn.text == "knop":
            return Reply(card=CardBuilder("Tekenen?").execute("Teken", Sign()).build())
        assert self.database is not None
        async with self.database.write() as session:
            self.signed += await effects.first(session, turn.key, "sign")
        self.begun.set()
        await self.go.wait()
        return Reply(text="Getekend")

    @property
    def route(self) -> Route:
        return Route("sign", "", self, buttons=(Sign,))


def put_in(database: Database, activity: Mapping[str, Any], *, state: str = "taken", tries: int = 1) -> None:
    """What a Koers that was killed leaves behind."""
    key, at = key_of(read(dict(activity)).arrival), datetime.now(UTC).isoformat(" ")[:26]
    content = json.dumps(activity).replace("'", "''")
    values = f"'{key}', '{at}', '{state}', '{content}', {tries}"
    found(database, f"insert into inbox (key, at, state, content, tries) values ({values})")


def in_file(folder: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(folder / "koers.db")) as database:
        return database.execute(query).fetchall()


async def test_what_was_said_is_forgotten_as_soon_as_it_is_answered(tmp_path: Path, database: Database) -> None:
    async with wired(tmp_path, database=database) as line:
        await line.say("een geheim")
        await line.until(lambda: found(database, "select state, content from inbox") == [("answered", None)])


async def test_an_effect_that_happened_before_the_stop_does_not_happen_again(
    tmp_path: Path, database: Database
) -> None:
    book = Guestbook(database)
    async with wired(tmp_path, database=database, sentence=book, patience=replace(AT_ONCE, grace=0.0)) as line:
        await line.post(line.said("teken"))
        await book.begun.wait()
        base = line.base
    assert book.signed == 1
    book.go.set()
    async with wired(tmp_path, database=database, sentence=book, base=base) as line:
        await line.until(lambda: [sent.text for sent in line.messages()] == ["Getekend"])
    assert book.signed == 1


async def test_a_press_that_was_cut_off_goes_on_and_joins_the_press_that_is_repeated(
    tmp_path: Path, database: Database
) -> None:
    book = Guestbook(database)
    async with wired(
        tmp_path, database=database, sentence=book, routes=[book.route], patience=replace(AT_ONCE, grace=0.0)
    ) as line:
        token = (await line.say("knop")).card["actions"][0]["data"]["token"]
        status, _ = await line.post(line.press(token))
        assert status == 200
        await book.begun.wait()
        base = line.base
    async with wired(tmp_path, database=database, sentence=book, routes=[book.route], base=base) as line:
        again = asyncio.create_task(line.post(line.press(token)))
        await asyncio.sleep(0)
        book.go.set()
        await line.until(lambda: [sent.text for sent in line.messages()] == ["Getekend"])
        assert (await again)[0] == 200
    assert book.signed == 1


async def test_who_may_have_been_answered_already_is_told_so_and_not_answered_twice(
    tmp_path: Path, database: Database
) -> None:
    async with wired(tmp_path, database=database) as line:
        base, activity = line.base, line.said("hoi")
    put_in(database, activity, state="answering")
    async with wired(tmp_path, database=database, base=base) as line:
        await line.until(lambda: bool(line.messages()))
        assert [sent.text[: len(PERHAPS)] for sent in line.messages()] == [PERHAPS]
        await line.post(activity)  # Teams delivers it again
        assert len(line.messages()) == 1


async def test_what_may_be_ending_the_process_is_left_alone_with_words(tmp_path: Path, database: Database) -> None:
    async with wired(tmp_path, database=database) as line:
        base, activity = line.base, line.said("boem")
    put_in(database, activity, tries=handler.MOST_TRIES)
    async with wired(tmp_path, database=database, base=base) as line:
        await line.until(lambda: bool(line.messages()))
        assert line.messages()[0].text.startswith("Er ging iets mis.")
        await line.until(lambda: found(database, "select state from inbox") == [("answered",)])


async def test_what_cannot_be_read_any_more_holds_nothing_up(tmp_path: Path, database: Database) -> None:
    async with wired(tmp_path, database=database) as line:
        base, activity = line.base, line.said("hoi")
    put_in(database, activity)
    found(database, "update inbox set content = '{\"type\": 1}'")
    async with wired(tmp_path, database=database, base=base) as line:
        assert (await line.say("dag", id="another")).text == "Hallo"
        await line.until(lambda: found(database, "select count(*) from inbox where state = 'taken'") == [(0,)])


async def test_who_was_not_greeted_before_the_stop_is_greeted_once_after_it(tmp_path: Path, database: Database) -> None:
    async with wired(tmp_path, database=database) as line:
        base, joined = line.base, line.activity("installationUpdate", action="add")
    put_in(database, joined)
    async with wired(tmp_path, database=database, base=base) as line:
        await line.until(lambda: [sent.text for sent in line.messages()] == ["Hallo"])
        await line.post(line.activity("conversationUpdate", membersAdded=[{"id": "28:koers"}]))
        assert len(line.messages()) == 1


async def test_a_copy_of_an_activity_is_not_acknowledged_before_the_first_is_stored(tmp_path: Path) -> None:
    async with wired(tmp_path) as line:
        assert (await line.say("eerst")).text == "Hallo"
        message = line.said("hoi")
        with closing(sqlite3.connect(tmp_path / "koers.db", isolation_level=None)) as other:
            other.execute("begin immediate")
            copies = [asyncio.create_task(line.post(message)) for _ in range(3)]
            done, _ = await asyncio.wait(copies, timeout=0.2)
            assert not done
            other.execute("commit")
        assert [status for status, _ in await asyncio.gather(*copies)] == [202, 202, 202]
        assert [sent.text for sent in line.messages()] == ["Hallo", "Hallo"]


IMPATIENT = replace(QUICK, store=0.05)


async def test_where_nothing_can_be_stored_the_person_hears_it_and_may_say_it_again(tmp_path: Path) -> None:
    async with wired(tmp_path, patience=IMPATIENT) as line:
        assert (await line.say("eerst")).text == "Hallo"
        message = line.said("hoi")
        with closing(sqlite3.connect(tmp_path / "koers.db", isolation_level=None)) as other:
            other.execute("begin immediate")
            assert (await line.post(message))[0] == 202
            assert line.messages()[-1].text.startswith("Ik kan nu niets opslaan")
            other.execute("commit")
        await line.until(lambda: in_file(tmp_path, "select count(*) from inbox") == [(1,)])
        assert (await line.post(message))[0] == 202
        await line.until(lambda: line.messages()[-1].text == "Hallo")


async def test_a_press_that_cannot_be_stored_leaves_the_button_unused(tmp_path: Path) -> None:
    book = Guestbook(Database(f"sqlite:///{tmp_path / 'koers.db'}"))
    book.go.set()
    async with wired(tmp_path, sentence=book, routes=[book.route], patience=IMPATIENT) as line:
        token = (await line.say("knop")).card["actions"][0]["data"]["token"]
        with closing(sqlite3.connect(tmp_path / "koers.db", isolation_level=None)) as other:
            other.execute("begin immediate")
            status, answer = await line.post(line.press(token))
            assert (status, answer["value"][:22]) == (200, "Ik kan nu niets opslaan"[:22])
            other.execute("commit")
        await line.until(lambda: in_file(tmp_path, "select count(*) from inbox where state = 'taken'") == [(0,)])
        await line.post(line.press(token))
        await line.until(lambda: bool(book.signed))
    assert book.signed == 1
    assert book.database is not None
    await book.database.close()


async def test_killed_at_random_every_effect_happens_exactly_once(tmp_path: Path) -> None:
    outcome = await deliver(300, 7, 0.7, tmp_path, most_kills=4)
    assert outcome.kills > 0
    assert (outcome.lost, outcome.doubled, outcome.answered_twice) == ([], [], 0)


def test_an_activity_without_an_id_is_never_taken_for_another(line_of: Line) -> None:
    first = line_of.activity("conversationUpdate", id="")
    assert key_of(read(dict(first)).arrival) != key_of(read(dict(first)).arrival)


@pytest.fixture
def line_of() -> Line:
    return Line(base="http://127.0.0.1:1")
