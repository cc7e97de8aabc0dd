"""Who of one's own team is in, of those who share it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from cards.workdays.who import Team, who
from cards.workdays.words import category, day
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from dialogs.understanding.model import Fields
from dialogs.workdays.said import SATURDAY, period
from domain.workdays.model import Colleague
from domain.written import read_day

AHEAD = timedelta(days=14)
MOST_DAYS = 5  # on one card
WHEN = re.compile(r"\b(?:wanneer|welke dag(?:en)?|when|which days?)\b", re.IGNORECASE)

Found = Mapping[date, Sequence[Colleague]]


async def said(turn: Turn, services: Services, fields: Fields) -> Reply:
    """The days that were asked after, as far as they can be seen."""
    today = turn.now.date()
    asked = period(fields) or (_coming(today) if WHEN.search(turn.text) else (today,))
    days = tuple(one for one in asked if today <= one <= today + AHEAD)[:MOST_DAYS]
    told = ""
    if not days:
        past = asked[-1] < today
        days, told = (today if past else today + AHEAD,), turn.texts(f"workdays-who-{'past' if past else 'ahead'}")
    if fields.team:
        told = told or turn.texts("workdays-who-own-team")
    return await _shown(turn, services, days, told=told, person=fields.person or "")


def _coming(today: date) -> tuple[date, ...]:
    """The first days from today on that are no weekend."""
    every = [today + timedelta(days=number) for number in range(AHEAD.days)]
    return tuple(day for day in every if day.weekday() < SATURDAY)[:MOST_DAYS]


async def day_of(turn: Turn, services: Services) -> Reply:
    """Another day, by a button."""
    today = turn.now.date()
    asked = read_day(turn.payload.get("day")) or today
    return await _shown(turn, services, (min(max(asked, today), today + AHEAD),), replaces=True)


async def _shown(
    turn: Turn, services: Services, days: tuple[date, ...], *, told: str = "", person: str = "", replaces: bool = False
) -> Reply:
    workdays, today = services.workdays, turn.now.date()
    found = await workdays.presence.who_is_in(turn.person.id, days[0], days[-1])
    choices = await workdays.choices.of(turn.person.id)
    told = told or (_about(turn, found, days, person) if person else "")
    team = Team(
        tuple((one, tuple(found.get(one, ()))) for one in days),
        today,
        today + AHEAD,
        visible=choices.visible,
        told=told,
    )
    return Reply(card=who(turn.texts, team), replaces_card=replaces)


def _about(turn: Turn, found: Found, days: Sequence[date], name: str) -> str:
    """Where somebody is who was asked after; the same words for who does not share it and who is not of the team."""
    texts, lines = turn.texts, list[str]()
    for one in days:
        for colleague in found.get(one, ()):
            if name.casefold() in (colleague.name.casefold(), *colleague.name.casefold().replace(",", " ").split()):
                where = category(texts, colleague.where) if colleague.where else texts("workdays-who-unknown")
                key = "workdays-who-named" if len(days) == 1 else "workdays-who-named-on"
                lines.append(texts(key, name=colleague.name, day=day(texts, one), where=where))
    return "\n".join(lines) or texts("workdays-who-person", name=name[:1].upper() + name[1:])
