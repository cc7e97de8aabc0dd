"""The store keeps its promises: migrated, durable, typed, and forgetting on time."""

from __future__ import annotations

import asyncio
import socket
from datetime import UTC, datetime, timedelta

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from errors import SettingsError, Unavailable
from store import conversations, drafts, feedback, library, people, spending, tokens, turns
from store import database as database_module
from store.address import address
from store.conversations import Conversation
from store.database import MIGRATIONS, NEWEST, Connection, Database
from store.housekeeping import sweep
from store.library import LibraryDocument
from store.tables import Base
from tests.postgresql import Server


def at(moment: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes the store believe that it is `moment`."""
    for module in (conversations, drafts, feedback, library, people, tokens, turns, database_module):
        if hasattr(module, "now"):
            monkeypatch.setattr(module, "now", lambda: moment)


async def minted(database: Database, button: tokens.Button) -> str:
    [token] = await database.brief(lambda connection: tokens.mint(connection, [button]))
    return token


async def state(
    database: Database, token: str, person: str = "ria", conversation: str = "chat", by: str = "a press"
) -> str:
    """What pressing a button comes to."""

    def pressed(connection: Connection) -> str:
        press = tokens.look_up(connection, token, person=person, conversation=conversation, by=by)
        if press.state == "valid" and press.button and press.button.once:
            return "valid" if tokens.use_up(connection, token, by=by) else "used"
        return press.state

    return await database.brief(pressed)


async def test_the_migrations_make_exactly_the_tables_of_the_code(database: Database) -> None:
    def differences(connection: Connection) -> object:
        return compare_metadata(MigrationContext.configure(connection), Base.metadata)

    assert await database.brief(differences) == []


def test_the_newest_migration_is_the_one_the_code_asks_for() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == NEWEST


async def test_migrating_again_changes_nothing(database: Database) -> None:
    async with database.write() as session:
        await people.choose_language(session, "ria", "en")
    await database.migrate()
    async with database.read() as session:
        assert await people.language_of(session, "ria") == "en"


async def test_the_first_language_is_heard_once_and_takes_the_place_of_no_choice(database: Database) -> None:
    async with database.write() as session:
        await people.choose_language(session, "ria", "nl")
        assert await people.heard(session, "ria", "en") == "nl"
        assert await people.heard(session, "jan", "en") == "en"
        assert await people.heard(session, "els", None) is None
        assert await people.heard(session, "els", "en") is None
    asked = [
        await database.brief(lambda connection, who=who: people.chosen_language(connection, who))
        for who in ("ria", "jan", "els", "nobody")
    ]
    assert asked == ["nl", "en", "", None]


async def test_what_was_written_is_there_after_a_restart(database: Database) -> None:
    async with database.write() as session:
        await people.choose_language(session, "ria", "en")
    await database.close()
    again = Database(database.url.render_as_string(hide_password=False))
    async with again.read() as session:
        assert await people.language_of(session, "ria") == "en"
    await again.close()


async def test_a_failed_transaction_leaves_nothing(database: Database) -> None:
    with pytest.raises(RuntimeError):
        async with database.write() as session:
            await people.choose_language(session, "ria", "en")
            raise RuntimeError
    async with database.read() as session:
        assert await people.language_of(session, "ria") is None


async def test_an_error_of_the_database_does_not_tell_what_was_said(database: Database) -> None:
    await database.brief(lambda connection: connection.execute(text("drop table turns")))
    with pytest.raises(SQLAlchemyError) as caught:
        async with database.write() as session:
            await turns.remember(session, "chat", turns.Line("user", "geheime vraag"))
    assert "geheime vraag" not in str(caught.value)


async def test_of_two_presses_at_the_same_moment_one_counts(database: Database) -> None:
    token = await minted(database, tokens.Button("x", {}, "chat", "ria", once=True))
    presses = (state(database, token, by=f"press {number}") for number in range(8))
    assert sorted(await asyncio.gather(*presses)) == ["used"] * 7 + ["valid"]


async def test_a_press_that_is_handled_again_finds_its_own_button_valid(database: Database) -> None:
    token = await minted(database, tokens.Button("x", {}, "chat", "ria", once=True))
    assert await state(database, token, by="first") == "valid"
    assert await state(database, token, by="first") == "valid"
    assert await state(database, token, by="second") == "used"
    await database.brief(lambda connection: tokens.release(connection, token, by="second"))
    assert await state(database, token, by="second") == "used"
    await database.brief(lambda connection: tokens.release(connection, token, by="first"))
    assert await state(database, token, by="second") == "valid"


@pytest.mark.parametrize(
    ("person", "conversation", "expected"),
    [("ria", "chat", "valid"), ("piet", "chat", "foreign"), ("ria", "another", "foreign")],
)
async def test_a_button_is_for_its_person_in_its_conversation(
    database: Database, person: str, conversation: str, expected: str
) -> None:
    token = await minted(database, tokens.Button("x", {"a": 1}, "chat", "ria", once=False))
    assert await state(database, token, person, conversation) == expected
    assert await state(database, token + "x", person, conversation) == "unknown"


async def test_old_things_are_forgotten(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    at(start, monkeypatch)
    token = await minted(database, tokens.Button("x", {}, "chat", None, once=True))
    async with database.write() as session:
        await turns.remember(session, "chat", turns.Line("user", "vraag"))
        await feedback.give(session, "message", "voice", liked=True, comment="Fijn")
        assert await drafts.keep(session, "ria", "projects", {"name": "Markt"}, over=0)
    at(start + timedelta(hours=25), monkeypatch)
    async with database.write() as session:
        assert await turns.last(session, "chat") == []
        assert await drafts.find(session, "ria", "projects") is not None
    at(start + timedelta(days=61), monkeypatch)
    assert await state(database, token) == "expired"
    async with database.write() as session:
        assert await drafts.find(session, "ria", "projects") is None
    await sweep(database)
    async with database.write() as session:
        assert await feedback.totals(session) == (1, 0)
    assert await state(database, token) == "unknown"
    at(start + timedelta(days=366), monkeypatch)
    await sweep(database)
    async with database.read() as session:
        assert await feedback.totals(session) == (0, 0)


async def test_the_last_lines_of_a_conversation_come_oldest_first(database: Database) -> None:
    async with database.write() as session:
        await turns.remember(session, "chat", *(turns.Line("user", str(number)) for number in range(6)))
        await turns.remember(session, "another", turns.Line("user", "niet van hier"))
    async with database.read() as session:
        assert [line.text for line in await turns.last(session, "chat", 3)] == ["3", "4", "5"]


async def test_the_sources_of_an_answer_are_found_again_in_its_own_conversation_only(database: Database) -> None:
    sources = ({"number": 1, "document": "visie", "quote": "Een zin."},)
    async with database.write() as session:
        await turns.remember(session, "chat", turns.Line("user", "vraag"), turns.Line("assistant", "zin", sources))
        await turns.remember(session, "chat", turns.Line("user", "nog een vraag"))
    async with database.read() as session:
        kept = await turns.last_with_sources(session, "chat")
        assert kept is not None
        assert kept.line.sources == sources
        assert await turns.find(session, "chat", kept.id) == kept
        assert await turns.find(session, "another", kept.id) is None
        assert await turns.last_with_sources(session, "another") is None
        asked = await turns.last_asked(session, "chat")
        assert asked is not None
        assert asked.line.text == "nog een vraag"


async def test_a_draft_saved_by_somebody_else_meanwhile_is_not_overwritten(database: Database) -> None:
    async with database.write() as session:
        assert await drafts.keep(session, "ria", "projects", {"v": 1}, over=0)
        assert await drafts.keep(session, "ria", "projects", {"v": 2}, over=1)
        assert not await drafts.keep(session, "ria", "projects", {"v": 3}, over=1)
    async with database.write() as session:
        draft = await drafts.find(session, "ria", "projects")
        assert draft is not None
        assert draft.content == {"v": 2}
        await drafts.discard(session, "ria", "projects")
        assert await drafts.find(session, "ria", "projects") is None


async def test_an_opinion_given_twice_counts_once(database: Database) -> None:
    async with database.write() as session:
        await feedback.give(session, "m1", "voice-a", liked=True, comment="")
        await feedback.give(session, "m1", "voice-a", liked=False, comment="te lang")
        await feedback.give(session, "m1", "voice-b", liked=True, comment="")
        assert await feedback.totals(session) == (1, 1)


async def test_a_conversation_is_found_by_its_person_and_stays_welcomed(database: Database) -> None:
    chat = Conversation("chat", "personal", "tenant", "ria", "https://smba.example/", "28:bot", welcomed=True)
    async with database.write() as session:
        await conversations.save(session, chat)
        await conversations.save(session, Conversation(**{**chat.__dict__, "welcomed": False}))
        assert await conversations.of_person(session, "ria") == chat
        await conversations.forget(session, "chat")
        assert await conversations.find(session, "chat") is None


async def test_a_document_of_the_library_comes_back_as_it_was(database: Database) -> None:
    document = LibraryDocument(
        "i", "d", "oss", "Titel", "oss/a.md", "https://x.example", "v1", True, "Tekst", ((1, 0, 5),)
    )
    async with database.write() as session:
        await library.save(session, document)
        await library.set_cursor(session, "drive", "link-1")
        await library.set_cursor(session, "drive", "link-2")
        assert await library.all_documents(session) == [document]
        assert await library.cursor(session, "drive") == "link-2"
        await library.remove(session, "i")
        assert await library.all_documents(session) == []


async def test_a_moment_without_a_time_zone_is_refused(database: Database) -> None:
    with pytest.raises(Exception, match="time zone"):
        async with database.write() as session:
            session.add(people.PersonRow(id="x", language=None, changed=datetime(2026, 1, 1)))


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("mysql://ria:geheim@localhost/koers", "SQLite or PostgreSQL"),
        ("koers.db", "no address"),
        ("geheim", "no address"),
        ("postgresql://ria:geheim@host:poort/koers", "no address"),
        ("postgresql://ria:geheim@host", "names no database"),
        ("postgresql://ria:ge@heim@host/koers", "names no host"),
        ("postgresql:///koers", "names no host"),
        ("postgresql://ria@host/koers?password=geheim", "may stand sslmode"),
        ("postgresql://ria:geheim@host/koers?sslmode=maybe", "sslmode"),
        ("postgresql://ria:geheim@host/koers?host=/run", "in the place of a host"),
        ("postgresql+asyncpg://ria:geheim@host/koers", "SQLite or PostgreSQL"),
    ],
)
def test_an_address_that_cannot_be_one_is_refused_in_words_without_the_password(url: str, words: str) -> None:
    with pytest.raises(SettingsError, match=words) as refused:
        Database(url)
    assert "heim" not in str(refused.value)
    assert refused.value.__cause__ is None


@pytest.mark.parametrize(
    ("url", "mode"),
    [
        ("postgresql://ria@db.oss.example/koers", "require"),
        ("postgresql://ria@db.oss.example/koers?sslmode=verify-full", "verify-full"),
        ("postgresql://ria@db.oss.example/koers?sslmode=disable", "disable"),
        ("postgresql://ria@localhost/koers", None),
        ("postgresql://ria@127.0.0.1/koers", None),
        ("postgresql://ria@/koers?host=/run/postgresql", None),
    ],
)
def test_what_leaves_this_machine_is_encrypted_unless_the_address_says_otherwise(url: str, mode: str | None) -> None:
    assert address(url).query.get("sslmode") == mode


async def test_a_server_that_is_not_there_is_told_in_words_without_the_password() -> None:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    database = Database(f"postgresql://ria:geheim@127.0.0.1:{port}/koers")
    with pytest.raises(SettingsError, match=r"koers at 127\.0\.0\.1 cannot be used as database: ") as refused:
        await database.migrate()
    assert "geheim" not in str(refused.value)
    assert not await database.answers()
    assert not await database.up_to_date()
    for call in (database.brief(lambda _: None), _reads(database), _writes(database)):
        with pytest.raises(Unavailable):
            await call
    await database.close()


async def _reads(database: Database) -> None:
    async with database.read() as session:
        await people.language_of(session, "ria")


async def _writes(database: Database) -> None:
    async with database.write() as session:
        await people.choose_language(session, "ria", "en")


async def test_a_server_that_is_restarted_in_the_middle_is_survived(
    postgresql_server: Server, postgresql_url: str
) -> None:
    database = Database(postgresql_url)
    await asyncio.gather(*(_writes(database) for _ in range(5)))
    assert await database.brief(lambda connection: people.chosen_language(connection, "ria")) == "en"
    await asyncio.to_thread(postgresql_server.restart)
    asked = [database.brief(lambda connection: people.chosen_language(connection, "ria")) for _ in range(5)]
    assert await asyncio.gather(*asked) == ["en"] * 5
    await asyncio.gather(*(_writes(database) for _ in range(5)))
    await _reads(database)
    await database.close()


async def test_processes_that_start_at_once_do_not_migrate_across_each_other(postgresql_server: Server) -> None:
    url = postgresql_server.fresh(empty=True)
    several = [Database(url) for _ in range(4)]
    befores = await asyncio.gather(*(database.migrate() for database in several))
    assert set(befores) <= {None, NEWEST}
    assert [await database.up_to_date() for database in several] == [True] * 4
    await asyncio.gather(*(database.close() for database in several))


async def test_two_that_save_the_same_at_the_same_moment_both_succeed_or_one_hears_it(database: Database) -> None:
    both = asyncio.Barrier(2)

    async def draft(number: int) -> bool:
        async with database.write() as session:
            if database.shared:
                await both.wait()
            return await drafts.keep(session, "ria", "projects", {"v": number}, over=0)

    async def opinion(liked: bool) -> None:
        async with database.write() as session:
            if database.shared:
                await both.wait()
            await feedback.give(session, "m1", "voice-a", liked=liked, comment="")
            await conversations.save(session, Conversation("chat", "personal", "t", "ria", "https://x", "28:bot"))

    async def reserved() -> bool:
        async with database.write() as session:
            if database.shared:
                await both.wait()
            return await spending.reserve(session, 60, {"ria": 100, "all": 1000})

    assert sorted(await asyncio.gather(draft(1), draft(2))) == [False, True]
    await asyncio.gather(opinion(True), opinion(False))
    async with database.read() as session:
        assert sum(await feedback.totals(session)) == 1
    assert sorted(await asyncio.gather(reserved(), reserved())) == [False, True]


async def test_the_end_waits_for_what_is_still_being_read(database: Database) -> None:
    reads = asyncio.Event()

    async def look() -> None:
        async with database.read() as session:
            await session.execute(text("select 1"))
            reads.set()
            await asyncio.sleep(0.2)

    looking = asyncio.create_task(look())
    await asyncio.wait_for(reads.wait(), 30)
    await database.close()
    ended = looking.done()
    await looking
    assert ended
