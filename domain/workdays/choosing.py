"""What people choose about their home and office days: when they are asked, who sees them, where else they go."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from domain.signing_in import Speaker
from domain.workdays.calendar import Calendar, days_of
from domain.workdays.model import Choices
from domain.workdays.mornings import Mornings
from domain.workdays.ticking import SHOWN_AHEAD, Ticking
from errors import WordedError
from store import workdays, workdays_choices, workdays_presence, workdays_weeks
from store.database import AsyncSession, Database
from store.workdays_choices import WorkdayChoices

FIRST_HOUR, LAST_HOUR = 6 * 60, 12 * 60  # minutes after midnight
EVERY = 15  # minutes
HOURS = tuple(time(*divmod(minutes, 60)) for minutes in range(FIRST_HOUR, LAST_HOUR + 1, EVERY))
WEEK = range(7)


class Chosen:
    """Implements domain.workdays.use_cases.Choosing."""

    def __init__(self, database: Database, calendar: Calendar, ticking: Ticking, mornings: Mornings) -> None:
        self._database = database
        self._calendar = calendar
        self._ticking = ticking
        self._mornings = mornings

    @property
    def hours(self) -> tuple[time, ...]:
        """The times that somebody can choose to be asked at."""
        return HOURS

    async def of(self, person: str) -> Choices:
        """What a person chose."""
        self._calendar.check()
        async with self._database.read() as session:
            found = await workdays_choices.find(session, person)
        at = None if found.asked_at is None else time(*divmod(found.asked_at, 60))
        return Choices(at, found.visible, bool(found.account), days_of(found.working_days))

    async def ask_at(self, person: str, at: time | None) -> None:
        """Asks every working morning at this time (None: not at all)."""
        self._calendar.check()
        if at is not None and at not in HOURS:
            raise WordedError("workdays-wrong-hour")
        minutes = None if at is None else at.hour * 60 + at.minute
        async with self._database.write() as session:
            choices = await workdays_choices.find(session, person, to_change=True)
            await workdays_choices.keep(session, replace(choices, asked_at=minutes))
            if minutes is None:
                return
            if self._calendar.moment(self._calendar.today, minutes) <= self._calendar.now():
                await workdays_choices.not_today(session, person, self._calendar.today)
            await self._mornings.promise(session, minutes)

    async def show_me(self, person: str, *, visible: bool) -> None:
        """In or out of "wie is er"; out takes away at once what was shown."""
        self._calendar.check()
        today = self._calendar.today
        async with self._database.write() as session:
            choices = await workdays_choices.find(session, person, to_change=True)
            await workdays_choices.keep(session, replace(choices, visible=visible))
            if not visible:
                await workdays_presence.hide(session, [person])
                return
            ticked = await workdays.of_person(session, person, today, today + SHOWN_AHEAD)
            for day, tick in ticked.items():
                await workdays_presence.show(session, person, day, tick.category)

    async def follow_location(self, speaker: Speaker) -> None:
        """Ticks go to the work location in Microsoft 365 from now on, those from today on at once."""
        self._calendar.check()
        async with self._database.write() as session:
            choices = await workdays_choices.find(session, speaker.person, to_change=True)
            choices = replace(choices, account=speaker.account)
            await workdays_choices.keep(session, choices)
            await self._ticking.promise_location(session, choices, await self._ahead(session, choices))

    async def leave_location(self, person: str) -> None:
        """They no longer do. What is there stays."""
        self._calendar.check()
        async with self._database.write() as session:
            choices = await workdays_choices.find(session, person, to_change=True)
            await workdays_choices.keep(session, replace(choices, account=""))

    async def work_on(self, person: str, working_days: tuple[int, ...]) -> None:
        """On which days of the week somebody works from today on (0 is Monday); what is over is paid by what held."""
        self._calendar.check()
        if not working_days or not set(working_days) <= set(WEEK):
            raise WordedError("workdays-wrong-days")
        async with self._database.write() as session:
            choices = await workdays_choices.find(session, person, to_change=True)
            bits = sum(1 << day for day in set(working_days))
            if bits != choices.working_days:
                await workdays_weeks.ended(session, person, self._calendar.today, choices.working_days)
            await workdays_choices.keep(session, replace(choices, working_days=bits))

    async def _ahead(self, session: AsyncSession, choices: WorkdayChoices) -> list[date]:
        today = self._calendar.today
        return [*await workdays.of_person(session, choices.person, today, self._calendar.furthest)]
