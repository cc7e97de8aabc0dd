"""The work location in Microsoft 365 follows what somebody ticks, by his own sign-in and nobody else's permission."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Literal, Protocol

from domain.signing_in import NotSignedIn, SigningIn, Speaker
from domain.telling import Telling
from domain.workdays.calendar import Calendar
from domain.workdays.ticking import Changed
from graph.client import GraphClient
from graph.problems import Forbidden, GraphProblem
from store import workdays, workdays_choices
from store.database import Database
from store.work import Attempt, GoOn, Payload, TryAgain
from telemetry.logs import Id

Where = Literal["home", "office", "neighbourhood", "on_the_way"]

log = logging.getLogger(__name__)


class WorkPlan(Protocol):
    """The work plan of the person whose sign-in it is; implemented in graph/."""

    async def set_day(self, day: date, category: Where | None, *, today: date) -> None:
        """Puts where this person works on a day in the plan; None: nothing is said of it."""
        ...


class Locations:
    """Does what ticking promised: the days are as they are at the moment of doing it, so a later tick is right too."""

    def __init__(
        self,
        database: Database,
        calendar: Calendar,
        signing_in: SigningIn,
        telling: Telling,
        plan: Callable[[GraphClient], WorkPlan],
        tenant: str,
    ) -> None:
        self._database = database
        self._calendar = calendar
        self._signing_in = signing_in
        self._telling = telling
        self._plan = plan
        self._tenant = tenant

    async def follow(self, payload: Payload, attempt: Attempt) -> GoOn | None:
        """Puts days in the work plan of a person who still wants that."""
        changed, today = Changed.of(payload), self._calendar.today
        days = [day for day in changed.days if day >= today]
        if not days or not self._calendar.on:
            return None
        async with self._database.read() as session:
            choices = await workdays_choices.find(session, changed.person)
            ticks = await workdays.of_person(session, changed.person, min(days), max(days))
        if not choices.account:
            return None
        speaker = Speaker(changed.person, choices.account, self._tenant, "", "", "", "")
        try:
            async with self._signing_in.own(speaker) as client:
                plan = self._plan(client)
                for day in days:
                    await plan.set_day(day, _where(ticks[day].category if day in ticks else ""), today=today)
        except NotSignedIn:
            await self._stop(changed.person, "workdays-location-signed-out", attempt.key)
        except Forbidden as problem:
            log.warning("a work location was refused: %s", Id(problem.for_log))
            await self._stop(changed.person, "workdays-location-stopped", attempt.key)
        except GraphProblem as problem:
            log.warning("a work location was not taken: %s", Id(problem.for_log))
            raise TryAgain from problem
        return None

    async def failed(self, payload: Payload) -> None:
        """It did not work for two days."""
        await self._stop(Changed.of(payload).person, "workdays-location-stopped", "")

    async def _stop(self, person: str, words: str, key: str) -> None:
        """Ticks no longer go there, and the person hears why and how to begin again."""
        async with self._database.write() as session:
            choices = await workdays_choices.find(session, person, to_change=True)
            if not choices.account:
                return
            await workdays_choices.keep(session, replace(choices, account=""))
        await self._telling.tell([person], words, key)


def _where(category: str) -> Where | None:
    match category:
        case "home" | "office" | "neighbourhood" | "on_the_way":
            return category
        case _:
            return None
