"""A booking on its card, from being confirmed to its end."""

from __future__ import annotations

from collections.abc import Sequence

from microsoft_teams.cards.core import Fact, FactSet

from cards.card import Card, CardBuilder
from cards.workspaces import words
from cards.workspaces.actions import (
    CancelBooking,
    ChangeBooking,
    NoteWorkday,
    OpenBookingForm,
    RepeatWeekly,
    ShowBooking,
    ShowMyBookings,
)
from cards.workspaces.filled import Filled
from cards.workspaces.form import Form, offered
from domain.organisation import Organisation
from domain.workdays.model import Category
from domain.workspaces.model import Booking, Kind, Offer
from locales import Texts

ENDED = ("declined", "released", "failed", "cancelling", "cancelled")


def booking(
    texts: Texts,
    organisation: Organisation,
    shown: Booking,
    *,
    said: str = "",
    shared: str = "",
    alternatives: Sequence[Offer] = (),
    title: str = "",
    workday: Category | None = None,
) -> Card:
    """A booking as it is now, with what can be done about it.

    `said`: what happened just now, and `title` what that is called, where it is not how the booking is. `shared`: for
    whom or by whom it is, where that is not the reader. `alternatives`: what is free in its place, or for what was to
    become of it. `workday`: where the person works that day, to be noted with one press; None where that is noted
    already, or cannot be.
    """
    title = title or texts(f"workspaces-state-{shown.state}")
    card = CardBuilder(title)
    if said:
        card.paragraph(said, strong=True)
    if shared:
        card.paragraph(shared)
    card.add(FactSet(facts=facts(texts, organisation, shown)))
    only_here = shown.place.kind == "partner" and shown.state == "confirmed"
    key = "workspaces-about-partner" if only_here else f"workspaces-about-{shown.state}"
    if texts.has(key) and not said:
        card.paragraph(texts(key))
    if shown.wanted is not None:
        card.paragraph(texts("workspaces-wanted", now=_offer(texts, organisation, shown.wanted)))
    if alternatives:
        day = shown.day
        filled = filled_as(organisation, shown, changing=shown.state not in ENDED)
        form = Form(filled, organisation, day, day, looked=True, changing=shown if filled.booking else None)
        card.paragraph(texts("workspaces-possible", count=len(alternatives)), strong=True)
        card.add(*(offered(card, texts, form, offer) for offer in alternatives))
    if workday is not None:
        card.execute(texts("workspaces-note-day", where=texts(f"workdays-category-{workday}")), NoteWorkday(shown.id))
    _buttons(card, texts, shown)
    return card.build(
        speak=texts("workspaces-speak", title=title, place=shown.place.name, day=words.day_of(texts, shown.day))
    )


def facts(texts: Texts, organisation: Organisation, shown: Booking) -> list[Fact]:
    """What, where and when."""
    place = shown.place
    found = [
        (f"workspaces-fact-{kind_of(shown)}", place.name),
        ("workspaces-fact-where", words.where(texts, organisation, place)),
        ("workspaces-fact-day", words.day_of(texts, shown.day)),
        ("workspaces-fact-hours", words.hours_of(texts, organisation, shown.start, shown.end)),
        ("workspaces-fact-people", str(shown.people) if place.kind == "room" and shown.people > 1 else ""),
        ("workspaces-fact-has", words.about(texts, place)),
    ]
    return [Fact(title=texts(key), value=value) for key, value in found if value]


def kind_of(shown: Booking) -> Kind:
    """What it was booked as."""
    match shown.place.kind:
        case "room":
            return "room"
        case "booth":
            return "booth"
        case _:
            return "desk"


def filled_as(organisation: Organisation, shown: Booking, *, changing: bool = False) -> Filled:
    """The form as it would be filled in to book the same."""
    rules, place = organisation.workspaces, shown.place
    hours = (shown.start, shown.end)
    when = (
        "day" if hours == rules.day else
        "morning" if hours == rules.morning else
        "afternoon" if hours == rules.afternoon else "hours"
    )  # fmt: skip
    exact = when == "hours"
    return Filled(
        kind=kind_of(shown),
        day=shown.day.isoformat(),
        when=when,
        start=words.hour_of(shown.start) if exact else "",
        end=words.hour_of(shown.end) if exact else "",
        where=f"{place.location}/{place.zone}" if place.zone and shown.desk else place.location,
        people=str(shown.people) if place.kind == "room" else "",
        booking=shown.id if changing else "",
    )


def _offer(texts: Texts, organisation: Organisation, offer: Offer) -> str:
    hours = words.hours_of(texts, organisation, offer.start, offer.end)
    return texts("workspaces-in-a-line", place=offer.place.name, day=words.day_of(texts, offer.day), hours=hours)


def _buttons(card: CardBuilder, texts: Texts, shown: Booking) -> None:
    if shown.state in ("reserved", "changing"):
        card.execute(texts("workspaces-refresh"), ShowBooking(shown.id))
    if shown.state in ("reserved", "confirmed"):
        card.execute(texts("workspaces-change"), ChangeBooking(shown.id))
    if shown.state in ("reserved", "confirmed", "changing"):
        cancelling(card, texts, shown)
    if shown.state in ("reserved", "confirmed") and shown.person == shown.by:
        card.execute(texts("weekly-repeat"), RepeatWeekly(shown.id))
    if shown.state in ENDED:
        card.execute(texts("workspaces-again"), OpenBookingForm(kind_of(shown), shown.day.isoformat()))
    card.execute(texts("workspaces-my-bookings"), ShowMyBookings())


def cancelling(card: CardBuilder, texts: Texts, shown: Booking) -> None:
    """The button that cancels, which asks first."""
    question = texts("workspaces-cancel-sure", place=shown.place.name, day=words.day_of(texts, shown.day))
    card.confirmed(texts("workspaces-cancel"), question, texts("workspaces-cancel-yes"), CancelBooking(shown.id))
