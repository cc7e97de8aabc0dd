"""The fields of the form to book a place with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from microsoft_teams.cards.core import (
    CardElement,
    Choice,
    ChoiceSetInput,
    DateInput,
    NumberInput,
    TimeInput,
    ToggleInput,
)

from cards.workspaces import words
from cards.workspaces.filled import WHENS, Filled
from domain.organisation import Location, Organisation
from domain.workspaces.model import FEATURES
from locales import Texts

ANYWHERE = "anywhere"
OF_ROOMS = ("video", "screen", "audio", "whiteboard")
OF_DESKS = ("standing_desk", "two_screens", "docking_station", "window")


def day(texts: Texts, filled: Filled, first: date, last: date) -> CardElement:
    """The day, between the first and the last on which somebody may book."""
    return DateInput(
        id="day",
        label=texts("weekly-field-from" if filled.weekdays else "workspaces-field-day"),
        value=filled.day or None,
        min=first.isoformat(),
        max=last.isoformat(),
    )


def when(texts: Texts, filled: Filled) -> list[CardElement]:
    """The part of the day, or the hours."""
    choices = [Choice(title=texts(f"workspaces-when-{each}"), value=each) for each in WHENS]
    label = texts("workspaces-field-when")
    part = ChoiceSetInput(id="when", label=label, value=filled.when, choices=choices, style="compact", wrap=True)
    if filled.when != "hours":  # two fields fewer on a phone; they come with the next look
        return [part]
    return [
        part,
        TimeInput(id="start", label=texts("workspaces-field-start"), value=filled.start or None),
        TimeInput(id="end", label=texts("workspaces-field-end"), value=filled.end or None),
    ]


def where(texts: Texts, organisation: Organisation, filled: Filled) -> CardElement:
    """The location, or a zone of it."""
    choices = [Choice(title=texts("workspaces-anywhere"), value=ANYWHERE)]
    for value, title in places_to_choose(texts, organisation, filled):
        choices.append(Choice(title=title, value=value))
    known = any(choice.value == filled.where for choice in choices)
    return ChoiceSetInput(
        id="where",
        label=texts("workspaces-field-where"),
        value=filled.where if known else ANYWHERE,
        choices=choices,
        style="compact",
        wrap=True,
    )


def locations_to_choose(texts: Texts, organisation: Organisation, filled: Filled) -> Sequence[tuple[Location, str]]:
    """The locations where there is something of this kind to book, and what they are called."""
    desk = filled.kind == "desk"
    has = [each for each in organisation.locations if (each.desks or each.partner if desk else each.rooms)]
    return [(location, words.location_name(texts, location)) for location in has]


def places_to_choose(texts: Texts, organisation: Organisation, filled: Filled) -> Sequence[tuple[str, str]]:
    """The same, with for a desk the zones of each."""
    found: list[tuple[str, str]] = []
    for location, name in locations_to_choose(texts, organisation, filled):
        found.append((location.id, name))
        for zone in location.zones if filled.kind == "desk" and location.desks else ():
            title = zone.name_nl if texts.language == "nl" else zone.name_en
            found.append((f"{location.id}/{zone.id}", texts("workspaces-where-zone", location=name, zone=title)))
    return found


def of_room(texts: Texts, filled: Filled) -> list[CardElement]:
    """A room or a booth, and for how many."""
    kinds = [Choice(title=texts(f"workspaces-kind-{kind}"), value=kind) for kind in ("room", "booth")]
    kind = ChoiceSetInput(
        id="kind",
        label=texts("workspaces-field-kind"),
        value=filled.kind,
        choices=kinds,
        style="compact",
        wrap=True,
    )
    if filled.kind == "booth":  # for one person; the field comes with the next look
        return [kind]
    people = int(filled.people) if filled.people.isdecimal() else None
    # no bounds: Microsoft's renderer then holds an empty field for wrong, and no button works (filling.py looks)
    return [kind, NumberInput(id="people", label=texts("workspaces-field-people"), value=people)]


def features(texts: Texts, filled: Filled) -> CardElement:
    """What the place has to have."""
    names = OF_DESKS if filled.kind == "desk" else OF_ROOMS
    names += tuple(name for name in FEATURES if name in filled.features and name not in names)  # said all the same
    return ChoiceSetInput(
        id="features",
        label=texts("workspaces-field-features"),
        value=",".join(name for name in names if name in filled.features) or None,
        choices=[Choice(title=texts(f"workspaces-feature-{name.replace('_', '-')}"), value=name) for name in names],
        is_multi_select=True,
        wrap=True,
    )


def accessible(texts: Texts, filled: Filled) -> CardElement:
    """Whether a wheelchair has to get there."""
    return ToggleInput(
        id="accessible",
        title=texts("workspaces-field-accessible"),
        value="true" if filled.accessible else "false",
        wrap=True,
    )
