"""The morning question: once a day, to who wants it and has not ticked that day, whatever is started anew meanwhile."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from domain.messenger import Messenger
from domain.workdays.calendar import Calendar, days_of
from domain.workdays.mornings import Morning, Mornings
from domain.workdays.use_cases import Faces
from store import conversations, workdays_choices
from store.database import Database, now
from store.work import Attempt, GoOn, Payload
from store.workdays_choices import WorkdayChoices

WIDE = 10  # people who are asked at a time
AGAIN = timedelta(minutes=2)  # until those are asked again whom Teams did not take it for

log = logging.getLogger(__name__)


class _Asked(Exception):
    """Somebody was asked already, or no longer wants to be."""


class Asking:
    """Asks. bot/ fills in `messenger` and `faces` before the work begins."""

    messenger: Messenger | None = None
    faces: Faces | None = None

    def __init__(self, database: Database, calendar: Calendar, mornings: Mornings) -> None:
        self._database = database
        self._calendar = calendar
        self._mornings = mornings

    async def ask(self, payload: Payload, attempt: Attempt) -> GoOn | None:
        """Asks everybody who chose this time; goes on with those who could not be reached until it is too late."""
        morning = Morning.of(payload)
        if self._over(morning):
            return None
        async with self._database.read() as session:
            found = await workdays_choices.to_ask(session, morning.minutes, morning.day)
        due = [one for one in found if morning.day.weekday() in days_of(one.working_days)]
        left = iter(due)
        async with asyncio.TaskGroup() as crew:
            workers = [crew.create_task(self._work(left, morning, attempt)) for _ in range(min(WIDE, len(due)))]
        missed = sum(worker.result() for worker in workers)
        if attempt.stopping.is_set():
            return GoOn()
        return GoOn(now() + AGAIN) if missed else None

    def _over(self, morning: Morning) -> bool:
        wanted = self._calendar.on and self._mornings.asks_on(morning.day)
        return not wanted or self._mornings.over(morning, self._calendar.now())

    async def _work(self, left: Iterator[WorkdayChoices], morning: Morning, attempt: Attempt) -> int:
        """How many of those whom this worker took could not be reached."""
        missed = 0
        for one in left:
            if attempt.stopping.is_set():
                break
            try:
                missed += not await self._ask(one.person, morning)
            except Exception:  # one question that fails must not keep the others from theirs
                log.exception("a morning question was not asked")
                missed += 1
        return missed

    async def _ask(self, person: str, morning: Morning) -> bool:
        """False: the person was not reached, and can be asked again."""
        async with self._database.read() as session:
            chat = await conversations.of_person(session, person)
        if chat is None or self.messenger is None or self.faces is None:
            return True
        message = await self.faces.question(person, morning.day, chat.id)

        async def leaving() -> None:
            """It is written down that the question leaves before it does: it never is sent twice."""
            claim = partial(workdays_choices.claim, person=person, day=morning.day)
            if not await self._database.brief(claim):
                raise _Asked

        try:
            outcome = await self.messenger.tell(chat.id, message, priority="broadcast", leaving=leaving)
        except _Asked:
            return True
        if outcome.fate != "not reached":
            return True
        await self._database.brief(lambda connection: workdays_choices.let_go(connection, person, morning.day))
        return False
