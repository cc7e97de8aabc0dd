"""Team days: filling the form in, asking the team, and what each colleague and the organiser press afterwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import get_args

from cards.card import Card
from cards.workspaces import team_day as cards
from cards.workspaces import words
from cards.workspaces.delegating import Colleague
from cards.workspaces.filled import Filled, filled_of
from cards.workspaces.team_day import WHENS, TeamForm
from cards.workspaces.words import plain
from dialogs.services import Services
from dialogs.turn import Json, Reply, Turn
from dialogs.understanding import Understanding
from dialogs.workspaces import booking, colleagues, filling
from dialogs.workspaces.filling import Wrong
from domain.workspaces.coming import TeamDay
from domain.workspaces.model import Refused
from domain.workspaces.team_day import How
from errors import WordedError
from graph.people import Person

HOWS: Mapping[str, How] = {how: how for how in get_args(How)}


async def start(turn: Turn, services: Services, understood: Understanding) -> Reply:
    """The form with what was said; one's team days where no day was said and there are some."""
    fields = understood.fields
    upcoming = () if fields.date or fields.dates else await services.team_days.upcoming(turn.person.id)
    if upcoming:
        return Reply(card=cards.listed(turn.texts, upcoming))
    team = await services.team_days.planning.team(turn.person.id)
    said = filling.said(turn, understood)
    notes = [turn.texts(key, **values) for key, values in said.notes]
    if understood.refuse:
        notes.insert(0, understood.refuse)
    days = fields.dates or ((fields.date,) if fields.date else ())
    if len(days) > 1:
        notes.append(turn.texts("team-day-note-one-day"))
    day = min(days).isoformat() if days else said.filled.day
    when = said.filled.when if said.filled.when in WHENS else "day"
    if said.filled.when == "hours" and (fields.start or fields.end):
        notes.append(turn.texts("team-day-note-hours"))
    filled = Filled(day=day, when=when, where=said.filled.where)
    people = fields.people
    if people is not None and people != len(team) + 1:
        notes.append(turn.texts("team-day-note-people", count=len(team)))
    shown = _form(turn, filled, [colleagues.shown(each) for each in team], tuple(range(len(team))))
    look = bool(days) or bool(said.enough)
    return Reply(card=await _shown(turn, services, replace(shown, notes=tuple(notes)), look=look))


async def new(turn: Turn, services: Services) -> Reply:
    """An empty form."""
    team = await services.team_days.planning.team(turn.person.id)
    filled = filling.blank(turn.organisation, turn.now, "desk")
    shown = _form(turn, filled, [colleagues.shown(each) for each in team], tuple(range(len(team))))
    return Reply(card=await _shown(turn, services, shown, look=False))


async def look(turn: Turn, services: Services) -> Reply:
    """Where the team can sit, as the form is filled in now."""
    typed = _typed(turn, await _kept(turn, services))
    day = turn.payload.get("day")
    if isinstance(day, str) and day:
        typed = replace(typed, filled=replace(typed.filled, day=day))
    return Reply(card=await _shown(turn, services, typed), replaces_card=True)


async def ask(turn: Turn, services: Services) -> Reply:
    """Keeps the places that were shown and asks the colleagues; where something else is filled in by now, it is shown
    first.
    """
    shown = await _kept(turn, services)
    typed = _typed(turn, shown)
    wish = filling.wish_of(typed.filled, turn.organisation)
    if typed.kept != shown.kept or isinstance(wish, Wrong):
        changed = replace(typed, notes=(turn.texts("team-day-changed"),))
        return Reply(card=await _shown(turn, services, changed), replaces_card=True)
    ids = [shown.colleagues[number].id for number in shown.chosen]
    try:
        day = await services.team_days.ask(turn.person.id, wish, ids, own=shown.own, key=turn.key)
    except Refused as refused:
        late = _not_asked(turn, shown, refused)
        return Reply(card=await _shown(turn, services, late), replaces_card=True)
    return await _progress(turn, services, day, said=turn.texts("team-day-asked"))


def _not_asked(turn: Turn, shown: TeamForm, refused: Refused) -> TeamForm:
    """The form again, with why nobody was asked; who can have no place more may ask the others all the same."""
    refusal = refused.refusal
    if refusal.reason == "too-many-open":
        return replace(shown, own=False, notes=(turn.texts("team-day-own-too-many", **refusal.values),))
    return replace(shown, notes=(turn.texts("team-day-taken"),))


async def show(turn: Turn, services: Services) -> Reply:
    """Who comes to one's team day."""
    day = await services.team_days.find(str(turn.payload["team_day"]))
    if day is None or day.organiser != turn.person.id:
        raise WordedError("team-day-gone")
    return await _progress(turn, services, day)


async def call_off(turn: Turn, services: Services) -> Reply:
    """One's team day does not go on."""
    day = await services.team_days.call_off(turn.person.id, str(turn.payload["team_day"]))
    return await _progress(turn, services, day)


async def answer(turn: Turn, services: Services) -> Reply:
    """A colleague comes, or does not."""
    id = str(turn.payload["team_day"])
    how = HOWS[str(turn.payload["how"])]
    try:
        day = await services.team_days.answer(turn.person.id, id, how)
    except Refused as refused:
        return await _refused(turn, services, id, refused)
    except WordedError as error:
        return await _late(turn, services, id, error)
    mine = day.member(turn.person.id)
    if how in ("comes", "swap") and mine is not None and mine.booking is not None:
        return await booking.shown_again(turn, services, mine.booking)
    return Reply(card=cards.answered(turn.texts, day, how), replaces_card=True)


async def _refused(turn: Turn, services: Services, id: str, refused: Refused) -> Reply:
    """Who has a desk then chooses; of another reason it is said what it is, and the card can be pressed again."""
    day = await services.team_days.find(id)
    mine = day.member(turn.person.id) if day is not None else None
    if day is None or mine is None:
        raise WordedError("team-day-gone")
    if refused.refusal.reason != "own-overlap" or mine.booking is None:
        raise WordedError("team-day-cannot", why=words.reason(turn.texts, refused.refusal))
    span = mine.booking.span
    found = await services.workspaces.my_bookings(turn.person.id)
    own = [each for each in found if each.desk and each.person == turn.person.id and each.span.overlaps(span)]
    return Reply(card=cards.overlap(turn.texts, turn.organisation, day, mine, own), replaces_card=True)


async def _late(turn: Turn, services: Services, id: str, error: WordedError) -> Reply:
    """It is over, or it was answered: the card says how it is."""
    day = await services.team_days.find(id)
    mine = day.member(turn.person.id) if day is not None else None
    if day is None or mine is None or error.key != "team-day-late":
        raise error
    if mine.answer == "comes" and mine.booking is not None:
        return await booking.shown_again(turn, services, mine.booking)
    how = "off" if day.state == "off" else mine.answer if mine.answer in ("own", "not") else "late"
    return Reply(card=cards.answered(turn.texts, day, how), replaces_card=True)


async def _progress(turn: Turn, services: Services, day: TeamDay, *, said: str = "") -> Reply:
    await services.team_days.keep_card(day.id, turn.place.conversation, turn.message or "")
    now = await services.team_days.find(day.id) or day
    names = await services.delegating.names(member.person for member in now.members)
    return Reply(card=cards.progress(turn.texts, turn.organisation, now, names, said=said), replaces_card=True)


async def _shown(turn: Turn, services: Services, shown: TeamForm, *, look: bool = True) -> Card:
    """The form, with where they can sit where that is to be looked up."""
    wish = filling.wish_of(shown.filled, turn.organisation)
    if isinstance(wish, Wrong):
        said = turn.texts(wish.key, **dict(wish.values))
        return cards.form(turn.texts, replace(shown, notes=(*shown.notes, said)))
    if not shown.chosen:
        return cards.form(turn.texts, replace(shown, notes=(*shown.notes, turn.texts("team-day-nobody"))))
    if not look:
        return cards.form(turn.texts, shown)
    plan = await services.team_days.planning.plan(turn.person.id, wish, shown.count)
    return cards.form(turn.texts, replace(shown, plan=plan))


def _form(turn: Turn, filled: Filled, team: Sequence[Colleague], chosen: tuple[int, ...]) -> TeamForm:
    today = turn.now.astimezone(turn.organisation.time_zone).date()
    last = today + timedelta(days=turn.organisation.workspaces.desks.days_ahead)
    return TeamForm(filled, turn.organisation, today, last, tuple(team), chosen)


async def _kept(turn: Turn, services: Services) -> TeamForm:
    """The form as the card showed it; of the team, those who are still in it."""
    kept = turn.payload.get("shown")
    shown: Mapping[str, Json] = kept if isinstance(kept, Mapping) else {}
    inner, ids, numbers = shown.get("filled"), shown.get("team"), shown.get("chosen")
    there = {each.id: each for each in await services.team_days.planning.team(turn.person.id)}
    listed = [str(id) for id in ids] if isinstance(ids, list) else []
    chosen = {listed[n] for n in numbers if isinstance(n, int) and n < len(listed)} if isinstance(numbers, list) else ()
    team = [there[id] for id in listed if id in there]
    filled = filled_of(inner) if isinstance(inner, Mapping) else Filled()
    form = _form(turn, filled, [_named(each) for each in team], tuple(n for n, p in enumerate(team) if p.id in chosen))
    return replace(form, own=shown.get("own") is not False)


def _named(person: Person) -> Colleague:
    return Colleague(person.id, plain(person.name))


def _typed(turn: Turn, shown: TeamForm) -> TeamForm:
    """The form as it was sent: a stranger's input."""
    filled = filling.typed(turn, shown.filled)
    filled = filled if filled.when in WHENS else replace(filled, when="day")
    chosen, own = shown.chosen, shown.own
    team = turn.fields.get("team")
    if isinstance(team, str):
        asked = set(team.split(","))
        chosen = tuple(number for number in range(len(shown.colleagues)) if str(number) in asked)
    if "own" in turn.fields:
        own = str(turn.fields["own"]).lower() == "true"
    return replace(shown, filled=filled, chosen=chosen, own=own)
