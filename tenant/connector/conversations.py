"""What the chat remembers, in the tenant's SQLite: conversations, where the bot is installed, and every message."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import cast

from tenant.connector.activities import Conversation, Kind
from tenant.connector.wire import JsonObject
from tenant.state import State

BOT = "bot"  # stands for the bot where a message's sender is an Entra object id otherwise

_TABLES = """
CREATE TABLE IF NOT EXISTS chat_conversations (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, person TEXT, team TEXT, team_name TEXT,
    team_group TEXT, installed INTEGER NOT NULL DEFAULT 0, announced INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS chat_members (
    conversation TEXT NOT NULL, person TEXT NOT NULL, PRIMARY KEY (conversation, person)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS chat_messages (
    id INTEGER PRIMARY KEY, conversation TEXT NOT NULL, root INTEGER, sender TEXT NOT NULL, activity TEXT NOT NULL,
    to_bot INTEGER NOT NULL, at TEXT NOT NULL, edited INTEGER NOT NULL DEFAULT 0, deleted INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS chat_messages_conversation ON chat_messages (conversation, id);
"""
_MESSAGE = "id, conversation, root, sender, activity, to_bot, at, edited, deleted"


@dataclass(frozen=True)
class Message:
    """One message as it stands now. `sender` is an Entra object id or BOT; `at` is ISO 8601 in UTC."""

    id: str
    conversation: str
    root: str | None  # the first message of the thread in a channel; None for that message itself
    sender: str
    activity: JsonObject
    to_bot: bool  # whether the bot got to see it
    at: str
    edited: bool
    deleted: bool


class Conversations:
    """The store. Each change is committed before the call returns."""

    def __init__(self, state: State, now: Callable[[], datetime] = lambda: datetime.now(UTC)):
        self._state = state
        self._now = now
        state.add_tables(_TABLES)
        self._last_id = self._number("SELECT coalesce(max(id), 0) FROM chat_messages")

    def ensure(self, conversation: Conversation, *, installed: bool = False) -> None:
        """Makes the conversation where it is not there yet, and renews its members; never touches the rest."""
        row = (conversation.id, conversation.kind, conversation.name, conversation.person)
        team = (conversation.team, conversation.team_name, conversation.team_group)
        with self._state.transaction() as db:
            db.execute(
                "INSERT OR IGNORE INTO chat_conversations"
                " (id, kind, name, person, team, team_name, team_group, installed) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (*row, *team, installed),
            )
            db.execute("DELETE FROM chat_members WHERE conversation = ?", (conversation.id,))
            db.executemany(
                "INSERT INTO chat_members VALUES (?, ?)",
                [(conversation.id, person) for person in conversation.members],
            )

    def find(self, conversation: str) -> Conversation | None:
        """The conversation with this id, without a thread."""
        found = self._conversations("WHERE id = ?", conversation)
        return found[0] if found else None

    def shared(self) -> list[Conversation]:
        """The group chats and channels, in the order in which they were made."""
        return self._conversations("WHERE kind <> 'personal'")

    def is_installed(self, conversation: str) -> bool:
        """Whether the bot is in the conversation."""
        return bool(self._number("SELECT installed FROM chat_conversations WHERE id = ?", conversation))

    def set_installed(self, conversation: str, installed: bool) -> None:
        """Adds the bot to the conversation or takes it out; the bot has still to be told."""
        self._change("UPDATE chat_conversations SET installed = ?, announced = 0 WHERE id = ?", installed, conversation)

    def install_beforehand(self, places: Iterable[Conversation]) -> None:
        """Has the bot in these personal chats as if it were for long; a chat that is there already stays as it is."""
        rows = [(place.id, place.name, place.person) for place in places]
        with self._state.transaction() as db:
            db.executemany(
                "INSERT OR IGNORE INTO chat_conversations (id, kind, name, person, installed)"
                " VALUES (?, 'personal', ?, ?, 1)",
                rows,
            )
            db.executemany("INSERT OR IGNORE INTO chat_members VALUES (?, ?)", [(row[0], row[2]) for row in rows])

    def people_installed(self) -> set[str]:
        """Whoever has the bot in the personal chat."""
        query = "SELECT person FROM chat_conversations WHERE installed = 1 AND kind = 'personal'"
        return {str(row[0]) for row in self._state.rows(query)}

    def is_announced(self, conversation: str) -> bool:
        """Whether the bot has been told that it is (or is no longer) in the conversation."""
        return bool(self._number("SELECT announced FROM chat_conversations WHERE id = ?", conversation))

    def set_announced(self, conversation: str) -> None:
        """Remembers that the bot has been told."""
        self._change("UPDATE chat_conversations SET announced = 1 WHERE id = ?", conversation)

    def new_id(self) -> str:
        """An id for a message: the milliseconds since 1970 as with Teams, never the same twice."""
        self._last_id = max(self._last_id + 1, int(self._now().timestamp() * 1000))
        return str(self._last_id)

    def add(
        self,
        conversation: str,
        sender: str,
        activity: JsonObject,
        *,
        root: str | None = None,
        to_bot: bool = True,
        message_id: str | None = None,
    ) -> Message:
        """Stores a new message; `message_id` is one from `new_id`."""
        message_id = message_id or self.new_id()
        at = self._now().astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        text = json.dumps(activity, ensure_ascii=False)
        self._change(
            f"INSERT INTO chat_messages ({_MESSAGE}) VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0)",
            *(int(message_id), conversation, int(root) if root else None, sender, text, to_bot, at),
        )
        return Message(message_id, conversation, root, sender, activity, to_bot, at, edited=False, deleted=False)

    def message(self, conversation: str, message_id: str) -> Message | None:
        """The message with this id in this conversation, deleted or not."""
        if not (message_id.isascii() and message_id.isdigit() and len(message_id) < 19):
            return None
        found = self._messages("WHERE id = ? AND conversation = ?", int(message_id), conversation)
        return found[0] if found else None

    def messages(self, conversation: str, limit: int = 500) -> list[Message]:
        """The last messages of a conversation, oldest first."""
        return self._messages("WHERE conversation = ? ORDER BY id DESC LIMIT ?", conversation, limit)[::-1]

    def sent_by_bot(self, limit: int = 200) -> list[Message]:
        """The last messages that the bot sent anywhere, newest first."""
        return self._messages("WHERE sender = ? ORDER BY id DESC LIMIT ?", BOT, limit)

    def counts(self) -> dict[str, int]:
        """How many messages the bot sent in each conversation."""
        rows = self._state.rows(
            "SELECT conversation, count(*) FROM chat_messages WHERE sender = ? GROUP BY conversation", BOT
        )
        return {str(conversation): int(count) for conversation, count in rows}

    def replace(self, message: Message, activity: JsonObject, *, edited: bool) -> Message:
        """Puts other content in a message. `edited`: people see that it was changed."""
        text = json.dumps(activity, ensure_ascii=False)
        self._change(
            "UPDATE chat_messages SET activity = ?, edited = max(edited, ?) WHERE id = ?",
            *(text, edited, int(message.id)),
        )
        return replace(message, activity=activity, edited=message.edited or edited)

    def delete(self, message: Message) -> Message:
        """Takes a message away: its content is gone, that it was there remains visible."""
        self._change("UPDATE chat_messages SET activity = '{}', deleted = 1 WHERE id = ?", int(message.id))
        return replace(message, activity={}, deleted=True)

    def _conversations(self, where: str, *values: object) -> list[Conversation]:
        columns = "id, kind, name, person, team, team_name, team_group"
        rows = self._state.rows(f"SELECT {columns} FROM chat_conversations {where} ORDER BY rowid", *values)
        return [
            Conversation(row[0], cast("Kind", row[1]), row[2], self._members(row[0]), row[3], row[4], row[5], row[6])
            for row in rows
        ]

    def _members(self, conversation: str) -> tuple[str, ...]:
        rows = self._state.rows("SELECT person FROM chat_members WHERE conversation = ?", conversation)
        return tuple(str(row[0]) for row in rows)

    def _messages(self, where: str, *values: object) -> list[Message]:
        rows = self._state.rows(f"SELECT {_MESSAGE} FROM chat_messages {where}", *values)
        return [
            Message(
                *(str(row[0]), str(row[1]), None if row[2] is None else str(row[2]), str(row[3])),
                cast("JsonObject", json.loads(row[4])),
                *(bool(row[5]), str(row[6]), bool(row[7]), bool(row[8])),
            )
            for row in rows
        ]

    def _number(self, query: str, *values: object) -> int:
        row = self._state.row(query, *values)
        return int(row[0]) if row else 0

    def _change(self, statement: str, *values: object) -> None:
        with self._state.transaction() as db:
            db.execute(statement, values)
