"""Exchange's booking attendant: a moment after an invitation it accepts or declines for a desk, an area or a room."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncGenerator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tenant.calendars import Calendars
from tenant.meetings import Event, read

if TYPE_CHECKING:
    from tenant.places import Place
    from tenant.server import Tenant

log = logging.getLogger(__name__)

AT_ONCE = 50  # answers, before others get a turn
LONGEST_DELAY = 3600.0  # seconds


@dataclass(frozen=True)
class Judged:
    """Whether a resource accepts, and where it does not, why, in Exchange's words."""

    accepted: bool
    why: str = ""


class Attendant:
    """Answers for every resource, in the order in which the invitations came. Invitations outlive a restart."""

    def __init__(self, calendars: Calendars) -> None:
        self._calendars = calendars
        self._wake = asyncio.Event()

    async def run(self) -> None:
        """Goes on until it is cancelled."""
        self._calendars.requested = self._wake.set
        while True:
            self._wake.clear()
            row = self._calendars.state.row("SELECT min(due) AS due FROM calendar_requests")
            due = row["due"] if row else None
            if due is not None and due <= time.time():
                self.answer_due()
                await asyncio.sleep(0)
                continue
            with suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), None if due is None else due - time.time())

    def answer_due(self) -> None:
        """Answers what is due by now, some of it where that is much."""
        rows = self._calendars.state.rows(
            "SELECT * FROM calendar_requests WHERE due <= ? ORDER BY number LIMIT ?", time.time(), AT_ONCE
        )
        for row in rows:
            try:
                self.answer(row["mailbox"], row["uid"])
            except Exception:  # the others are waiting for their answer too
                log.exception("an invitation of %s cannot be answered", row["mailbox"])
                self._forget(row["mailbox"], row["uid"])

    def answer(self, mailbox: str, uid: str) -> None:
        """Answers one invitation."""
        state = self._calendars.state
        row = state.row("SELECT * FROM calendar_events WHERE uid = ? AND mailbox = ? AND deleted = 0", uid, mailbox)
        found = self._calendars.mailboxes.find(mailbox)
        if row is None or found is None or found.place is None:
            self._forget(mailbox, uid)
            return
        event = read(row)
        judged = judge(self._calendars, found.place, event)
        self._calendars.respond(event, "accepted" if judged.accepted else "declined")

    def _forget(self, mailbox: str, uid: str) -> None:
        with self._calendars.state.transaction() as db:
            db.execute("DELETE FROM calendar_requests WHERE mailbox = ? AND uid = ?", (mailbox, uid))


def judge(calendars: Calendars, place: Place, event: Event) -> Judged:
    """Whether a resource takes a meeting: by its policy, and by what it has taken already."""
    start, end = _moment(event.draft.start), _moment(event.draft.end)
    minutes, policy = (end - start) / timedelta(minutes=1), place.policy
    if policy.longest and minutes > policy.longest:
        return Judged(False, f"Your request was declined because it is longer than {policy.longest} minutes.")
    if minutes < policy.shortest:
        return Judged(False, f"Your request was declined because it is shorter than {policy.shortest} minutes.")
    if end > calendars.today() + timedelta(days=policy.window):
        return Judged(False, f"Your request was declined because it is more than {policy.window} days ahead.")
    taken = [
        each
        for each in calendars.between(event.mailbox, event.draft.start, event.draft.end)
        if each.uid != event.uid and (each.own or each.response == "accepted") and each.draft.show_as != "free"
    ]
    capacity = place.capacity if place.kind == "workspace" else 1
    people = event.people if place.kind == "workspace" else 1
    if most(taken, event, counted=place.kind == "workspace") + people > capacity:
        return Judged(False, "Your request was declined because there are conflicts.")
    return Judged(True)


def most(taken: list[Event], event: Event, *, counted: bool) -> int:
    """The most that is taken at one moment of the event: people where they are counted, meetings where not."""
    moments = {event.draft.start, *(each.draft.start for each in taken if each.draft.start > event.draft.start)}
    return max(
        sum((each.people if counted else 1) for each in taken if each.draft.start <= moment < each.draft.end)
        for moment in moments
    )


def add_routes(app: web.Application, tenant: Tenant) -> None:
    """POST /admin/calendars; and the attendant works as long as the server does."""

    async def administer(request: web.Request) -> web.Response:
        """`delay`: the seconds that resources take to answer; `forget`: every token of change tracking expires."""
        try:
            body: Any = await request.json()
            delay = float(body.get("delay", tenant.calendars.delay))
        except (AttributeError, TypeError, ValueError, RecursionError):
            delay = -1.0
            body = {}
        if not 0 <= delay <= LONGEST_DELAY:
            return web.json_response({"error": f"delay is 0 to {LONGEST_DELAY} seconds"}, status=400)
        tenant.calendars.delay = delay
        if body.get("forget") is True:
            tenant.calendars.forget_tokens()
        return web.json_response({"delay": delay, "generation": tenant.calendars.generation})

    async def working(_: web.Application) -> AsyncGenerator[None]:
        task = asyncio.create_task(Attendant(tenant.calendars).run())
        yield
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    app.router.add_post("/admin/calendars", administer)
    app.cleanup_ctx.append(working)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
