"""What stands in a calendar: a meeting as one mailbox has it, and the form in which it is kept."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Response = Literal["none", "organizer", "tentativelyAccepted", "accepted", "declined", "notResponded"]
NEVER = "0001-01-01T00:00:00Z"  # how Exchange writes that somebody has not answered

TABLES = """
CREATE TABLE IF NOT EXISTS calendar_events (
    id TEXT PRIMARY KEY, mailbox TEXT NOT NULL, uid TEXT NOT NULL, organizer TEXT NOT NULL, key TEXT,
    start TEXT NOT NULL, finish TEXT NOT NULL, response TEXT NOT NULL, responded TEXT NOT NULL,
    cancelled INTEGER NOT NULL DEFAULT 0, created TEXT NOT NULL, modified TEXT NOT NULL, draft TEXT NOT NULL,
    attendees TEXT NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, change INTEGER NOT NULL);
CREATE UNIQUE INDEX IF NOT EXISTS calendar_events_uid ON calendar_events (uid, mailbox);
CREATE INDEX IF NOT EXISTS calendar_events_time ON calendar_events (mailbox, deleted, finish);
CREATE INDEX IF NOT EXISTS calendar_events_change ON calendar_events (change);
CREATE INDEX IF NOT EXISTS calendar_events_mailbox ON calendar_events (mailbox, change);
CREATE INDEX IF NOT EXISTS calendar_events_key ON calendar_events (mailbox, key);
CREATE TABLE IF NOT EXISTS calendar_requests (
    number INTEGER PRIMARY KEY AUTOINCREMENT, mailbox TEXT NOT NULL, uid TEXT NOT NULL, due REAL NOT NULL);
CREATE TABLE IF NOT EXISTS calendar_check_ins (
    place TEXT NOT NULL, uid TEXT NOT NULL, method TEXT NOT NULL, created TEXT NOT NULL,
    PRIMARY KEY (place, uid)) WITHOUT ROWID;
"""


@dataclass(frozen=True)
class Attendee:
    """Whoever is invited, and what came back."""

    address: str
    name: str
    kind: Literal["required", "optional", "resource"]
    response: Response = "none"
    responded: str = NEVER


@dataclass(frozen=True)
class Draft:
    """What the organiser decides of a meeting. Times are in UTC, as 2026-11-30T09:00:00."""

    subject: str
    start: str
    end: str
    zone: str = "UTC"  # in which the organiser wrote them
    content: str = ""
    content_type: str = "text"
    place: str = ""  # how the place is called
    place_address: str = ""
    all_day: bool = False
    show_as: str = "busy"
    more: Mapping[str, Any] = field(default_factory=dict[str, Any])  # as Graph took it and gives it back


@dataclass(frozen=True)
class Event:
    """A meeting in one calendar; each that is invited has one of their own, with the same `uid`."""

    id: str
    mailbox: str
    uid: str
    organizer: str  # address
    key: str | None  # transactionId
    draft: Draft
    response: Response
    responded: str
    cancelled: bool
    attendees: tuple[Attendee, ...]
    created: str
    modified: str
    deleted: bool
    change: int

    @property
    def own(self) -> bool:
        """Whether this is the organiser's."""
        return self.mailbox == self.organizer

    @property
    def people(self) -> int:
        """How many come; the organiser alone where nobody else was invited."""
        return max(1, sum(each.kind != "resource" for each in self.attendees))

    def attendee(self, address: str) -> Attendee | None:
        """Whoever was invited at this address."""
        return next((each for each in self.attendees if each.address == address), None)


def read(row: sqlite3.Row) -> Event:
    """An event out of its row."""
    return Event(
        id=row["id"],
        mailbox=row["mailbox"],
        uid=row["uid"],
        organizer=row["organizer"],
        key=row["key"],
        draft=Draft(**json.loads(row["draft"])),
        response=row["response"],
        responded=row["responded"],
        cancelled=bool(row["cancelled"]),
        attendees=tuple(Attendee(**each) for each in json.loads(row["attendees"])),
        created=row["created"],
        modified=row["modified"],
        deleted=bool(row["deleted"]),
        change=row["change"],
    )


def write(connection: sqlite3.Connection, event: Event) -> None:
    """Keeps an event as it is now. Goes inside a transaction."""
    connection.execute(
        "INSERT OR REPLACE INTO calendar_events (id, mailbox, uid, organizer, key, start, finish, response, responded, "
        "cancelled, created, modified, draft, attendees, deleted, change) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(event.id, event.mailbox, event.uid, event.organizer, event.key, event.draft.start, event.draft.end),
            *(event.response, event.responded, event.cancelled, event.created, event.modified),
            json.dumps(asdict(event.draft), ensure_ascii=False),
            json.dumps([asdict(each) for each in event.attendees], ensure_ascii=False),
            *(event.deleted, event.change),
        ),
    )
