"""What somebody chooses: the question of the morning, the team, the Microsoft 365 work location, the days of work."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import time

from cards.workdays import question
from cards.workdays.actions import UseWorkLocation
from cards.workdays.settings import NEVER, Settings
from cards.workdays.settings import settings as card
from dialogs import account
from dialogs.fields import field
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from dialogs.understanding.model import Fields
from domain.workdays.model import Choices
from domain.written import read_hour
from errors import Unavailable, WordedError
from graph.client import GraphClient
from graph.problems import GraphProblem

USUALLY = time(8, 0)
OFF = re.compile(r"\b(?:uit|stop\w*|niet|geen|nooit|off|no longer|any ?more|don'?t|not|disable)\b", re.IGNORECASE)
OUTLOOK = re.compile(
    r"\b(?:outlook|microsoft|office 365|m365|agenda|calendar|werklocatie|work location)\b", re.IGNORECASE
)
ONLY_SETTINGS = re.compile(r"\b(?:instellingen|settings)\b", re.IGNORECASE)
TEAM = re.compile(r"\b(?:mijn|my) (?:team|collega'?s|colleagues)\b", re.IGNORECASE)


async def said(turn: Turn, services: Services, fields: Fields) -> Reply:
    """The settings with what was said filled in: nothing changes before a press."""
    workdays = services.workdays
    now, hours = await workdays.choices.of(turn.person.id), workdays.choices.hours
    wanted, told = _wanted(turn, now, fields, hours)
    if not told and wanted != now:
        told = turn.texts("workdays-settings-see")
    return Reply(card=card(turn.texts, Settings(wanted, hours, told)))


async def look(turn: Turn, services: Services) -> Reply:
    """The settings as they are, by a button."""
    return await _shown(turn, services, replaces=True)


async def store(turn: Turn, services: Services) -> Reply:
    """Stores what was filled in. The work location follows once the person has signed in."""
    choosing, person = services.workdays.choices, turn.person.id
    now = await choosing.of(person)
    wanted = _filled_in(turn, now)
    if wanted.asked_at != now.asked_at:
        await choosing.ask_at(person, wanted.asked_at)
    if wanted.visible != now.visible:
        await choosing.show_me(person, visible=wanted.visible)
    if wanted.working_days != now.working_days:
        await choosing.work_on(person, wanted.working_days)
    if now.location and not wanted.location:
        await choosing.leave_location(person)
    if wanted.location and not now.location:
        return await _follow(turn, services, replaces=True)
    return await _shown(turn, services, told=turn.texts("workdays-settings-stored"), replaces=True)


async def use_location(turn: Turn, services: Services) -> Reply:
    """The work location follows from now on; what is pressed for the person after signing in."""
    return await _follow(turn, services, replaces=False)


async def stop_asking(turn: Turn, services: Services) -> Reply:
    """No question in the morning any more."""
    await services.workdays.choices.ask_at(turn.person.id, None)
    return Reply(card=question.stopped(turn.texts), replaces_card=True)


async def _follow(turn: Turn, services: Services, *, replaces: bool) -> Reply:
    async def do(_: GraphClient) -> Reply:  # that there is one, proves the sign-in
        if turn.speaker is not None:
            await services.workdays.choices.follow_location(turn.speaker)
        return await _shown(turn, services, told=turn.texts("workdays-location-on"), replaces=replaces)

    try:
        return await account.as_oneself(turn, services, "workdays-location-purpose", UseWorkLocation(), do)
    except Unavailable as problem:
        raise Unavailable("workdays-location-unavailable") from problem
    except GraphProblem as problem:
        raise WordedError("workdays-location-refused") from problem


async def _shown(turn: Turn, services: Services, *, told: str = "", replaces: bool) -> Reply:
    choosing = services.workdays.choices
    shown = Settings(await choosing.of(turn.person.id), choosing.hours, told)
    return Reply(card=card(turn.texts, shown), replaces_card=replaces)


def _wanted(turn: Turn, now: Choices, fields: Fields, hours: Sequence[time]) -> tuple[Choices, str]:
    """What a sentence wants, and what is to be told of what it cannot have."""
    on = OFF.search(turn.text) is None
    if OUTLOOK.search(turn.text):
        return replace(now, location=on), ""
    if ONLY_SETTINGS.search(turn.text):
        return now, ""
    if TEAM.search(turn.text):
        return replace(now, visible=on), ""
    if not on:
        return replace(now, asked_at=None), ""
    asked = fields.start or now.asked_at or (USUALLY if USUALLY in hours else hours[0])
    if asked not in hours:
        return now, turn.texts("workdays-wrong-hour")
    return replace(now, asked_at=asked), ""


def _filled_in(turn: Turn, now: Choices) -> Choices:
    """The choices on the card; what is not there stays as it is."""
    hour, asked_at = field(turn, "hour"), now.asked_at
    if hour:
        asked_at = None if hour == NEVER else read_hour(hour)
        if asked_at is None and hour != NEVER:
            raise WordedError("workdays-wrong-hour")
    return Choices(
        asked_at=asked_at,
        visible=_on(turn, "visible", now.visible),
        location=_on(turn, "location", now.location),
        working_days=_working_days(turn, now.working_days),
    )


def _on(turn: Turn, name: str, now: bool) -> bool:
    return {"true": True, "false": False}.get(field(turn, name), now)


def _working_days(turn: Turn, now: tuple[int, ...]) -> tuple[int, ...]:
    """A card gives several choices with commas between them."""
    if "working_days" not in turn.fields:
        return now
    chosen = {value for value in field(turn, "working_days").split(",") if value}
    if not chosen or not chosen <= {str(number) for number in range(7)}:
        raise WordedError("workdays-wrong-days")
    return tuple(sorted(int(value) for value in chosen))
