"""A team day on its cards: where and with whom, the question to each colleague, and who comes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from microsoft_teams.cards.core import Action as CardAction
from microsoft_teams.cards.core import (
    ActionSet,
    CardElement,
    Choice,
    ChoiceSetInput,
    DateInput,
    Fact,
    FactSet,
    ToggleInput,
)

from cards.card import Card, CardBuilder, heading
from cards.workspaces import words
from cards.workspaces.actions import OpenBookingForm, ShowMyBookings
from cards.workspaces.booking import facts
from cards.workspaces.delegating import Colleague
from cards.workspaces.filled import Filled
from cards.workspaces.form_fields import ANYWHERE, places_to_choose
from cards.workspaces.team_actions import (
    AnswerTeamDay,
    AskTeam,
    CallOffTeamDay,
    LookTeamDay,
    NewTeamDay,
    ShowTeamDay,
)
from domain.organisation import Organisation
from domain.workspaces.coming import Member, TeamDay
from domain.workspaces.model import Booking, Place
from domain.workspaces.planning_team import Plan
from locales import Texts

WHENS = ("day", "morning", "afternoon")
MOST_PLACES = 6  # that are spelled out


@dataclass(frozen=True)
class TeamForm:
    """What is on the form. `colleagues`: the team, without the reader; `chosen`: which of them, by their number. `own`:
    whether the reader wants a place. `plan`: where they can sit, once that was looked up.
    """

    filled: Filled
    organisation: Organisation
    first: date
    last: date
    colleagues: tuple[Colleague, ...]
    chosen: tuple[int, ...]
    own: bool = True
    notes: tuple[str, ...] = ()
    plan: Plan | None = None

    @property
    def count(self) -> int:
        """How many places are needed."""
        return len(self.chosen) + self.own

    @property
    def kept(self) -> Mapping[str, object]:
        """As a button keeps it on the server."""
        ids = [colleague.id for colleague in self.colleagues]
        return {"filled": self.filled.kept, "team": ids, "chosen": list(self.chosen), "own": self.own}


def form(texts: Texts, shown: TeamForm) -> Card:
    """Where it is seen, before anybody is asked, who is asked and where they would sit."""
    card = CardBuilder(texts("team-day-form"))
    for note in shown.notes:
        card.paragraph(note, strong=True)
    card.add(*_fields(texts, shown))
    plan = shown.plan
    if plan is not None and plan.near is not None:
        _places(card, texts, shown, plan)
        card.execute(texts("team-day-ask", count=len(shown.chosen)), AskTeam(shown.kept), primary=True)
    elif plan is not None:
        _not_there(card, texts, shown, plan)
    return card.execute(texts("team-day-look"), LookTeamDay(shown.kept)).build()


def _fields(texts: Texts, shown: TeamForm) -> list[CardElement]:
    filled = shown.filled
    whens = [Choice(title=texts(f"workspaces-when-{when}"), value=when) for when in WHENS]
    places = places_to_choose(texts, shown.organisation, filled)
    partners = {location.id for location in shown.organisation.locations if location.partner}
    wheres = [Choice(title=title, value=value) for value, title in places if value not in partners]
    known = any(choice.value == filled.where for choice in wheres)
    team = [Choice(title=each.name, value=str(number)) for number, each in enumerate(shown.colleagues)]
    return [
        DateInput(
            id="day",
            label=texts("workspaces-field-day"),
            value=filled.day or None,
            min=shown.first.isoformat(),
            max=shown.last.isoformat(),
        ),
        ChoiceSetInput(
            id="when",
            label=texts("workspaces-field-when"),
            value=filled.when,
            choices=whens,
            style="compact",
            wrap=True,
        ),
        ChoiceSetInput(
            id="where",
            label=texts("workspaces-field-where"),
            value=filled.where if known else ANYWHERE,
            choices=[Choice(title=texts("workspaces-anywhere"), value=ANYWHERE), *wheres],
            style="compact",
            wrap=True,
        ),
        ChoiceSetInput(
            id="team",
            label=texts("team-day-field-team"),
            value=",".join(str(number) for number in shown.chosen) or None,
            choices=team,
            is_multi_select=True,
            wrap=True,
        ),
        ToggleInput(id="own", title=texts("team-day-field-own"), value="true" if shown.own else "false", wrap=True),
    ]


def _places(card: CardBuilder, texts: Texts, shown: TeamForm, plan: Plan) -> None:
    near = plan.near
    if near is None:
        return
    hours = words.hours_of(texts, shown.organisation, plan.start, plan.end)
    card.add(heading(texts("team-day-possible", day=words.day_of(texts, plan.wish.days[0]), hours=hours)))
    location = shown.organisation.location(near.location)
    where = words.location_name(texts, location) if location else ""
    if len(near.zones) == 1:
        zone = words.zone_name(texts, shown.organisation, near.location, near.zones[0])
        key = "team-day-one-zone" if zone else "team-day-one-place"
        card.paragraph(texts(key, count=len(near.places), where=where, zone=zone))
    else:
        card.paragraph(texts("team-day-zones", count=len(near.places), where=where, zones=len(near.zones)))
    lines = [texts("team-day-seats", place=name, count=count) for name, count in _counted(near.places)]
    card.paragraph("\n".join(f"- {line}" for line in lines[:MOST_PLACES]))
    if len(lines) > MOST_PLACES:
        card.paragraph(texts("team-day-seats-more", count=len(lines) - MOST_PLACES), subtle=True)
    card.paragraph(texts("team-day-nothing-yet"), subtle=True)


def _counted(places: Sequence[Place]) -> list[tuple[str, int]]:
    names = [place.name for place in places]
    return [(name, names.count(name)) for name in dict.fromkeys(names)]


def _not_there(card: CardBuilder, texts: Texts, shown: TeamForm, plan: Plan) -> None:
    card.add(heading(texts("workspaces-not-possible")))
    if plan.refusal is not None and plan.refusal.reason != "taken":
        card.paragraph(words.reason(texts, plan.refusal))
    else:
        # How many are taken is not told where that tells of few people.
        card.paragraph(texts("team-day-too-few", count=shown.count))
    if plan.days:
        card.paragraph(texts("team-day-other-days"), strong=True)
        buttons: list[CardAction] = [
            card.button(words.short_day(texts, day), LookTeamDay(shown.kept, day.isoformat())) for day in plan.days
        ]
        card.add(ActionSet(actions=buttons))


def invite(texts: Texts, organisation: Organisation, day: TeamDay, member: Member, organiser: str) -> Card:
    """Asks a colleague, with the place that is kept for him."""
    card = CardBuilder(texts("team-day-invite-title", name=organiser))
    if member.booking is not None:
        card.add(FactSet(facts=facts(texts, organisation, member.booking)))
    card.paragraph(texts("team-day-invite", until=until(texts, organisation, day.until)), strong=True)
    card.paragraph(texts("team-day-invite-free"), subtle=True)
    card.execute(texts("team-day-comes"), AnswerTeamDay(day.id, "comes"), primary=True)
    card.execute(texts("team-day-not"), AnswerTeamDay(day.id, "not"))
    return card.build(speak=texts("team-day-invite-speak", name=organiser, day=words.day_of(texts, day.day)))


def overlap(texts: Texts, organisation: Organisation, day: TeamDay, member: Member, own: Sequence[Booking]) -> Card:
    """Who has a desk then already chooses between the two."""
    card = CardBuilder(texts("team-day-overlap-title"))
    for each in own:
        hours = words.hours_of(texts, organisation, each.start, each.end)
        moment = words.day_of(texts, each.day)
        card.paragraph(texts("workspaces-in-a-line", place=each.place.name, day=moment, hours=hours))
    place = member.booking.place.name if member.booking is not None else ""
    card.paragraph(texts("team-day-overlap", place=place, until=until(texts, organisation, day.until)))
    card.execute(texts("team-day-swap"), AnswerTeamDay(day.id, "swap"), primary=True)
    card.execute(texts("team-day-own"), AnswerTeamDay(day.id, "own"))
    return card.execute(texts("team-day-not"), AnswerTeamDay(day.id, "not")).build()


def answered(texts: Texts, day: TeamDay, how: str) -> Card:
    """What a colleague said. `how`: own, not, or late: he did not; off: it does not go on."""
    card = CardBuilder(texts(f"team-day-said-{how}-title", day=words.day_of(texts, day.day)))
    card.paragraph(texts(f"team-day-said-{how}"))
    if how in ("not", "late"):
        card.execute(texts("team-day-find-own"), OpenBookingForm("desk", day.day.isoformat()))
    return card.execute(texts("workspaces-my-bookings"), ShowMyBookings()).build()


def off(texts: Texts, day: TeamDay, organiser: str) -> Card:
    """Tells who comes that it does not go on."""
    moment = words.day_of(texts, day.day)
    card = CardBuilder(texts("team-day-off-title", day=moment))
    card.paragraph(texts("team-day-off", name=organiser))
    return card.execute(texts("workspaces-my-bookings"), ShowMyBookings()).build()


def progress(
    texts: Texts, organisation: Organisation, day: TeamDay, names: Mapping[str, str], *, said: str = ""
) -> Card:
    """The one card by which the organiser follows it: how many come, and who. Who does not come is a number."""
    card = CardBuilder(texts("team-day-title", day=words.day_of(texts, day.day)))
    if said:
        card.paragraph(said, strong=True)
    location = organisation.location(day.location)
    asked = [member for member in day.members if member.person != day.organiser]
    comes = [member for member in asked if member.answer in ("comes", "own")]
    rows = [
        ("workspaces-fact-where", words.location_name(texts, location) if location else ""),
        ("workspaces-fact-hours", words.hours_of(texts, organisation, day.start, day.end)),
        ("team-day-fact-own", _own(texts, day)),
        ("team-day-fact-comes", texts("team-day-of", count=len(comes), total=len(asked))),
        ("team-day-fact-asked", str(len(day.of("asked")))),
        ("team-day-fact-not", str(len([member for member in asked if member.answer in ("not", "late")]))),
    ]
    card.add(FactSet(facts=[Fact(title=texts(key), value=value) for key, value in rows if value]))
    if comes:
        card.paragraph(texts("team-day-who", names=_named(texts, comes, names)))
    gone = day.of("unreachable")
    if gone:
        card.paragraph(texts("team-day-unreachable", names=_named(texts, gone, names)))
    state = "team-day-state-off" if day.state == "off" else f"team-day-{day.state}"
    card.paragraph(texts(state, until=until(texts, organisation, day.until)), subtle=True)
    if day.state == "off":
        return card.execute(texts("team-day-new"), NewTeamDay()).build()
    card.execute(texts("workspaces-refresh"), ShowTeamDay(day.id))
    card.confirmed(
        texts("team-day-call-off"),
        texts("team-day-call-off-sure"),
        texts("team-day-call-off-yes"),
        CallOffTeamDay(day.id),
    )
    return card.build()


def listed(texts: Texts, days: Sequence[TeamDay]) -> Card:
    """One's team days that are still to come."""
    card = CardBuilder(texts("team-day-mine"))
    card.paragraph(texts("team-day-mine-how"))
    for day in days[:4]:
        card.execute(texts("team-day-look-at", day=words.short_day(texts, day.day)), ShowTeamDay(day.id))
    return card.execute(texts("team-day-new"), NewTeamDay()).build()


def until(texts: Texts, organisation: Organisation, moment: datetime) -> str:
    """A moment: "dinsdag 1 december om 18:00 uur"."""
    local = moment.astimezone(organisation.time_zone)
    return texts("team-day-until", day=words.day_of(texts, local.date()), hour=words.hour_of(local.time()))


def _own(texts: Texts, day: TeamDay) -> str:
    mine = day.member(day.organiser)
    if mine is None:
        return ""
    if mine.answer == "comes" and mine.booking is not None:
        return mine.booking.place.name
    return texts("team-day-own-other") if mine.answer == "own" else ""


def _named(texts: Texts, members: Sequence[Member], names: Mapping[str, str]) -> str:
    known = sorted(words.plain(names[each.person]) for each in members if names.get(each.person))
    others = len(members) - len(known)
    key = "team-day-others" if known else "team-day-some"
    return ", ".join([*known, *([texts(key, count=others)] if others else [])])
