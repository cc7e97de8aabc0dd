"""Speaking first: what became of each message is told, and a broadcast costs few questions to the database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.connector import Connector, ServiceHosts
from bot.credentials import outgoing_token
from bot.messenger import NOT_HERE, ConnectorMessenger
from bot.references import FRESH, References
from domain.messenger import Message, Messenger, Outcome
from store import conversations
from store.conversations import Conversation
from store.database import Database
from tests.wire import TENANT, Line, wired

MESSAGE = Message("Goedemorgen")


class Counted(Database):
    """Counts how often it is read."""

    reads = 0

    @asynccontextmanager
    async def read(self) -> AsyncGenerator[AsyncSession, None]:
        self.reads += 1
        async with super().read() as session:
            yield session


@pytest.fixture
async def line(tmp_path: Path) -> AsyncGenerator[Line, None]:
    async with wired(tmp_path) as line:
        yield line


@pytest.fixture
async def database(line: Line, tmp_path: Path) -> AsyncGenerator[Database, None]:
    database = Database(f"sqlite:///{tmp_path / 'koers.db'}")
    yield database
    await database.close()


def reference(line: Line, id: str, bot: str = "28:koers") -> Conversation:
    return Conversation(id, "personal", TENANT, None, line.service_url, bot)


async def store(database: Database, *references: Conversation) -> None:
    async with database.write() as session:
        for one in references:
            await conversations.save(session, one)


@pytest.fixture
async def messenger(line: Line, database: Database, tmp_path: Path) -> AsyncGenerator[Messenger, None]:
    settings = line.settings(tmp_path)
    await store(database, reference(line, "a:ria"))
    async with aiohttp.ClientSession() as http:
        token = outgoing_token(settings)
        yield ConnectorMessenger(database, Connector(http, token, ServiceHosts.of(settings)))
        await token.close()


async def test_what_arrived_has_an_id_by_which_it_is_changed_and_taken_back(line: Line, messenger: Messenger) -> None:
    card = {"type": "AdaptiveCard", "fallbackText": "Een kaart"}
    sent = await messenger.tell("a:ria", Message("Goedemorgen", card), priority="broadcast")
    assert sent == Outcome("delivered", "m1")
    assert await messenger.change("a:ria", sent.id, Message("Goedemiddag"), priority="broadcast") == sent
    assert await messenger.take_back("a:ria", sent.id, priority="broadcast") == sent
    assert [(one.method, one.path) for one in line.sent] == [
        ("POST", "v3/conversations/a:ria/activities"),
        ("PUT", "v3/conversations/a:ria/activities/m1"),
        ("DELETE", "v3/conversations/a:ria/activities/m1"),
    ]
    assert (line.sent[0].card, line.sent[0].activity["summary"]) == (card, "Een kaart")
    assert line.sent[1].text == "Goedemiddag"


@pytest.mark.parametrize(
    ("status", "headers", "body", "outcome"),
    [
        (
            403,
            {},
            {"error": {"code": "BotNotInConversationRoster"}},
            Outcome("refused", why="BotNotInConversationRoster"),
        ),
        (404, {}, {}, Outcome("refused", why="404")),
        (429, {"Retry-After": "600"}, {}, Outcome("not reached", why="throttled for 600 s")),
        (502, {}, {}, Outcome("unknown", why="status 502")),
        (413, {}, {"error": {"code": "MessageSizeTooBig"}}, Outcome("too large", why="MessageSizeTooBig")),
    ],
)
async def test_what_did_not_arrive_says_what_is_known_of_it(
    line: Line, messenger: Messenger, status: int, headers: dict[str, str], body: object, outcome: Outcome
) -> None:
    line.answers.append((status, headers, body))
    assert await messenger.tell("a:ria", MESSAGE) == outcome
    assert line.sent == []


async def test_where_koers_is_not_nothing_is_sent(line: Line, messenger: Messenger) -> None:
    refused = Outcome("refused", why=NOT_HERE)
    assert await messenger.tell("a:nobody", MESSAGE) == refused
    assert await messenger.change("a:nobody", "m1", MESSAGE) == refused
    assert await messenger.take_back("a:nobody", "m1") == refused
    assert line.sent == []


async def test_what_is_gone_counts_as_taken_back(line: Line, messenger: Messenger) -> None:
    line.answers.append((404, {}, {"error": {"code": "ActivityNotFoundInConversation"}}))
    assert (await messenger.take_back("a:ria", "m1")).fate == "delivered"


async def test_after_a_refusal_the_conversation_is_looked_up_again(
    line: Line, messenger: Messenger, database: Database
) -> None:
    await messenger.tell("a:ria", MESSAGE)
    await store(database, reference(line, "a:ria", bot="28:other"))
    line.answers.append((403, {}, {}))
    await messenger.tell("a:ria", MESSAGE)
    await messenger.tell("a:ria", MESSAGE)
    assert [sent.activity["from"]["id"] for sent in line.sent] == ["28:koers", "28:other"]


async def test_references_are_looked_up_together_and_remembered_for_a_while(line: Line, tmp_path: Path) -> None:
    counted = Counted(f"sqlite:///{tmp_path / 'koers.db'}")
    ids = [f"a:{number}" for number in range(150)]
    await store(counted, *(reference(line, id) for id in ids))
    now = 0.0
    references = References(counted, clock=lambda: now)
    found = await asyncio.gather(*(references.find(id) for id in [*ids, "a:nobody"]))
    assert found == [*(reference(line, id) for id in ids), None]
    await asyncio.gather(*(references.find(id) for id in ids))
    assert counted.reads == 1
    now = FRESH
    await asyncio.gather(*(references.find(id) for id in ids[100:]))
    assert await references.find(ids[1]) == reference(line, ids[1])  # it was read along with so many others
    assert counted.reads == 2
    now = 2 * FRESH
    async with counted.write() as session:
        await conversations.forget(session, ids[0])
    assert await references.find(ids[0]) is None
    assert counted.reads == 3
    await counted.close()


async def test_who_gives_up_looking_leaves_the_others_their_answer(line: Line, database: Database) -> None:
    await store(database, reference(line, "a:ria"))
    references = References(database)
    first, second = (asyncio.create_task(references.find("a:ria")) for _ in range(2))
    await asyncio.sleep(0)
    first.cancel()
    assert await second == reference(line, "a:ria")


async def test_chats_that_are_opened_at_the_same_moment_do_not_get_in_each_others_way(messenger: Messenger) -> None:
    opened = await asyncio.gather(*(messenger.open(f"person {number}") for number in range(8)))
    assert [outcome.fate for outcome in opened] == ["delivered"] * 8
