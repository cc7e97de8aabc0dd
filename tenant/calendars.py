"""The calendars of Exchange: meetings, the copy of each who is invited, and what goes back and forth between them.

As Exchange does it: who declines loses the meeting from the calendar and the organiser sees it; who calls off loses it
too, and others keep it as cancelled; a resource answers by itself, somewhat later (attendant.py).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Literal
from uuid import uuid4

from tenant.clock import now
from tenant.mailboxes import Mailboxes
from tenant.meetings import NEVER, TABLES, Attendee, Draft, Event, Response, read, write
from tenant.state import State

Answer = Literal["accepted", "tentativelyAccepted", "declined"]
SHOWN: Mapping[Answer, str] = {"accepted": "busy", "tentativelyAccepted": "tentative", "declined": "free"}
UNANSWERED: tuple[Response, ...] = ("none", "notResponded")


class CalendarError(Exception):
    """Exchange refuses; `code` and the message are its own."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


class Calendars:
    """Every calendar. `delay` is how many seconds a resource takes to answer; `today` the moment that booking windows
    count from. `changed` is called with the addresses of the mailboxes in which something is different.
    """

    def __init__(self, state: State, mailboxes: Mailboxes) -> None:
        self.mailboxes = mailboxes
        self.delay = 2.0
        self.today: Callable[[], datetime] = lambda: datetime.now(UTC)
        self.changed: Callable[[Iterable[str]], None] = lambda addresses: None
        self.requested: Callable[[], None] = lambda: None
        self.state = state
        state.add_tables(TABLES)

    @property
    def generation(self) -> int:
        """Which tokens of change tracking are still known: those of this generation."""
        return int(self.state.setting("calendar generation") or "1")

    def forget_tokens(self) -> None:
        """Exchange no longer knows what changed before: every token of change tracking has expired."""
        self.state.keep("calendar generation", str(self.generation + 1))

    def event(self, mailbox: str, id: str) -> Event | None:
        """An event in this calendar."""
        row = self.state.row("SELECT * FROM calendar_events WHERE id = ? AND mailbox = ? AND deleted = 0", id, mailbox)
        return read(row) if row else None

    def between(self, mailbox: str, start: str, end: str) -> list[Event]:
        """What is in a calendar between two moments (2026-11-30T09:00:00, in UTC), by its start."""
        rows = self.state.rows(
            "SELECT * FROM calendar_events WHERE mailbox = ? AND deleted = 0 AND finish > ? AND start < ? "
            "ORDER BY start, created, id",
            *(mailbox, start, end),
        )
        return [read(row) for row in rows]

    def all(self, mailbox: str) -> list[Event]:
        """Everything in a calendar, by its start."""
        return self.between(mailbox, "", "9999")

    def create(self, mailbox: str, draft: Draft, attendees: Iterable[Attendee] = (), key: str | None = None) -> Event:
        """A new event, and its invitations. The same key and content: the event that was made already. Raises
        CalendarError for a key that made another event.
        """
        invited = tuple(each for each in attendees if each.address != mailbox)
        if key is not None:
            row = self.state.row(
                "SELECT * FROM calendar_events WHERE mailbox = ? AND key = ? AND deleted = 0", mailbox, key
            )
            if row is not None:
                return _the_same(read(row), draft, invited)
        made = now()
        event = Event(
            id=_new_id(),
            mailbox=mailbox,
            uid=f"040000008200E00074C5B7101A82E008{uuid4().hex.upper()}",
            organizer=mailbox,
            key=key,
            draft=draft,
            response="organizer",
            responded=NEVER,
            cancelled=False,
            attendees=invited,
            created=made,
            modified=made,
            deleted=False,
            change=0,
        )
        with self.state.transaction():
            event = self._keep(event)
            self._invite(event)
        self._told(event)
        return event

    def change(self, event: Event, draft: Draft, attendees: Iterable[Attendee] | None = None) -> Event:
        """Changes an event. When it is the organiser's and the time, the place or the guests are different, all have
        to answer anew, and who is no longer invited is told so. In other calendars only the own copy is different.
        """
        if not event.own:
            with self.state.transaction():
                event = self._keep(replace(event, draft=draft))
            self.changed((event.mailbox,))
            return event
        before = event
        known = {each.address: each for each in event.attendees}
        invited = event.attendees if attendees is None else tuple(attendees)
        moved = (draft.start, draft.end) != (before.draft.start, before.draft.end)
        fresh = [each for each in invited if moved or each.address not in known]
        kept = [
            replace(known.get(each.address, each), name=each.name, kind=each.kind)
            if not moved and each.address in known
            else replace(each, response="none", responded=NEVER)
            for each in invited
            if each.address != event.mailbox
        ]
        with self.state.transaction():
            event = self._keep(replace(event, draft=draft, attendees=tuple(kept)))
            gone = [each for each in before.attendees if each.address not in {guest.address for guest in kept}]
            self._withdraw(before, gone)
            self._invite(event, only=None if moved else {each.address for each in fresh})
        self._told(before, event)
        return event

    def cancel(self, event: Event) -> None:
        """The organiser calls it off. Raises CalendarError for somebody else's meeting."""
        if not event.own:
            raise CalendarError(
                400,
                "ErrorInvalidRequest",
                "Your request can't be completed. You need to be an organizer to cancel a meeting.",
            )
        with self.state.transaction():
            self._remove(event)
            self._withdraw(event, event.attendees)
        self._told(event)

    def delete(self, event: Event) -> None:
        """Takes an event out of a calendar: the organiser calls it off by it; of another only the own copy goes."""
        if event.own:
            self.cancel(event)
            return
        with self.state.transaction() as db:
            self._remove(event)
            db.execute("DELETE FROM calendar_requests WHERE mailbox = ? AND uid = ?", (event.mailbox, event.uid))
        self.changed((event.mailbox,))

    def respond(self, event: Event, answer: Answer, *, tell: bool = True) -> None:
        """Answers an invitation; `tell`: the organiser hears it. Who declines loses it from the calendar. Raises
        CalendarError for an own meeting, and for one that was called off.
        """
        if event.own:
            raise CalendarError(
                400,
                "ErrorInvalidRequest",
                "Your request can't be completed. You can't respond to this meeting because you're the organizer.",
            )
        if event.cancelled:
            raise CalendarError(
                400, "ErrorInvalidRequest", "Your request can't be completed. The meeting has been canceled."
            )
        at = _second()
        with self.state.transaction() as db:
            db.execute("DELETE FROM calendar_requests WHERE mailbox = ? AND uid = ?", (event.mailbox, event.uid))
            shown = replace(event.draft, show_as=SHOWN[answer])
            answered = replace(event, response=answer, responded=at, draft=shown)
            self._keep(replace(answered, deleted=answer == "declined"))
            if tell:
                self._hear(event, answer, at)
        self._told(event)

    def changes(self, mailbox: str, since: int, most: int, *, deleted: bool) -> list[Event]:
        """What is different in a calendar after a change number, the oldest change first."""
        rows = self.state.rows(
            "SELECT * FROM calendar_events WHERE mailbox = ? AND change > ? AND (deleted = 0 OR ?) "
            "ORDER BY change LIMIT ?",
            *(mailbox, since, deleted, most),
        )
        return [read(row) for row in rows]

    @property
    def last_change(self) -> int:
        """The number of the newest change in any calendar."""
        row = self.state.row("SELECT max(change) AS last FROM calendar_events")
        return int(row["last"] or 0) if row else 0

    def _invite(self, event: Event, only: set[str] | None = None) -> None:
        """Puts a meeting into the calendars of who is invited; `only` those that have to answer it."""
        for guest in event.attendees:
            mailbox = self.mailboxes.find(guest.address)
            if mailbox is None or mailbox.address == event.mailbox:
                continue  # somewhere else, where no calendar of this tenant is
            copy = self._copy(event, mailbox.address)
            asked = only is None or guest.address in only
            resource = mailbox.kind == "resource"
            if asked or copy is None:
                shown = replace(event.draft, show_as="tentative")
                response, responded, deleted = "notResponded", NEVER, False
            else:
                shown = replace(event.draft, show_as=copy.draft.show_as)
                response, responded, deleted = copy.response, copy.responded, copy.deleted
            self._keep(
                replace(
                    event,
                    id=copy.id if copy else _new_id(),
                    mailbox=mailbox.address,
                    key=None,
                    draft=shown,
                    response=response,
                    responded=responded,
                    deleted=deleted,
                )
            )
            if resource and asked:
                self._request(mailbox.address, event.uid)

    def _request(self, mailbox: str, uid: str) -> None:
        with self.state.transaction() as db:
            db.execute("DELETE FROM calendar_requests WHERE mailbox = ? AND uid = ?", (mailbox, uid))
            db.execute(
                "INSERT INTO calendar_requests (mailbox, uid, due) VALUES (?, ?, ?)",
                (mailbox, uid, time.time() + self.delay),
            )

    def _withdraw(self, event: Event, guests: Iterable[Attendee]) -> None:
        """Tells who is invited that it is called off: a resource lets go of it, others keep it as cancelled."""
        with self.state.transaction() as db:
            for guest in guests:
                mailbox = self.mailboxes.find(guest.address)
                copy = self._copy(event, mailbox.address) if mailbox else None
                if mailbox is None or copy is None or copy.deleted or copy.cancelled:
                    continue
                db.execute("DELETE FROM calendar_requests WHERE mailbox = ? AND uid = ?", (copy.mailbox, copy.uid))
                if mailbox.kind == "resource":
                    self._remove(copy)
                else:
                    called_off = replace(copy.draft, subject=f"Canceled: {copy.draft.subject}", show_as="free")
                    self._keep(replace(copy, cancelled=True, draft=called_off))

    def _hear(self, event: Event, answer: Response, at: str) -> None:
        """The organiser's event shows the answer."""
        theirs = self._copy(event, event.organizer)
        if theirs is None or theirs.deleted:
            return
        heard = [
            replace(each, response=answer, responded=at) if each.address == event.mailbox else each
            for each in theirs.attendees
        ]
        self._keep(replace(theirs, attendees=tuple(heard)))

    def _copy(self, event: Event, mailbox: str) -> Event | None:
        row = self.state.row("SELECT * FROM calendar_events WHERE uid = ? AND mailbox = ?", event.uid, mailbox)
        return read(row) if row else None

    def _remove(self, event: Event) -> None:
        self._keep(replace(event, deleted=True))

    def _keep(self, event: Event) -> Event:
        with self.state.transaction() as db:
            kept = replace(event, change=self.last_change + 1, modified=now())
            write(db, kept)
        return kept

    def _told(self, *events: Event) -> None:
        touched = {address for event in events for address in (event.mailbox, event.organizer)}
        touched |= {guest.address for event in events for guest in event.attendees}
        self.changed(sorted(touched))
        self.requested()


def _the_same(made: Event, draft: Draft, attendees: tuple[Attendee, ...]) -> Event:
    def content(draft: Draft, guests: Iterable[Attendee]) -> Any:
        return draft, [(guest.address, guest.kind) for guest in guests]

    if content(made.draft, made.attendees) == content(draft, attendees):
        return made
    raise CalendarError(
        409,
        "ErrorDuplicateTransactionId",
        "Your request can't be completed. The TransactionId specified in the request has already been used to create a "
        "different event.",
    )


def _new_id() -> str:
    return uuid4().hex


def _second() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
