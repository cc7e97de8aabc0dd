"""The reminder with the button by which somebody says that they are there, and what becomes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from microsoft_teams.cards.core import ActionSet, Container, FactSet, TextBlock

from cards.card import Card, CardBuilder
from cards.workspaces import words
from cards.workspaces.actions import OpenBookingForm, ShowMyBookings
from cards.workspaces.booking import facts, kind_of
from cards.workspaces.on_the_day import CheckIn, GiveUpPlace
from domain.organisation import Organisation
from domain.workspaces.model import Booking
from locales import Texts


@dataclass(frozen=True)
class Expected:
    """A booking of today. `opens` and `closes`: between which hours somebody says that they are there."""

    booking: Booking
    opens: str
    closes: str
    open: bool  # it is between them


def reminder(texts: Texts, organisation: Organisation, booking: Booking, closes: str) -> Card:
    """Asks whoever has a place today whether they are there."""
    card = CardBuilder(texts("day-of-use-reminder-title"))
    card.add(FactSet(facts=facts(texts, organisation, booking)))
    card.paragraph(texts("day-of-use-reminder", hour=closes))
    card.execute(texts("day-of-use-i-am-here"), CheckIn(booking.id), primary=True)
    _not_coming(card, texts, booking)
    return card.build(speak=texts("day-of-use-reminder-speak", place=booking.place.name, hour=closes))


def arrived(texts: Texts, organisation: Organisation, booking: Booking) -> Card:
    """It is noted."""
    card = CardBuilder(texts("day-of-use-arrived-title"))
    card.paragraph(texts("day-of-use-arrived"))
    card.add(FactSet(facts=facts(texts, organisation, booking)))
    card.execute(texts("workspaces-my-bookings"), ShowMyBookings())
    return card.build()


def gave_up(texts: Texts, booking: Booking) -> Card:
    """The place is for others."""
    card = CardBuilder(texts("day-of-use-gave-up-title"))
    card.paragraph(texts("day-of-use-gave-up", place=booking.place.name))
    return _again(card, texts, booking)


def released(texts: Texts, organisation: Organisation, booking: Booking) -> Card:
    """The place went to others, as nobody said that they were there."""
    card = CardBuilder(texts("day-of-use-released-title"))
    card.paragraph(texts("day-of-use-released-why"))
    card.add(FactSet(facts=facts(texts, organisation, booking)))
    card.paragraph(texts("day-of-use-released-on"))
    return _again(card, texts, booking)


def reminder_over(texts: Texts, booking: Booking) -> Card:
    """Takes the place of the reminder when the place went to others: the message about it is below."""
    card = CardBuilder(texts("day-of-use-released-title"))
    return card.paragraph(texts("day-of-use-reminder-over", place=booking.place.name)).build()


def expected(texts: Texts, organisation: Organisation, bookings: Sequence[Expected]) -> Card:
    """The bookings of today, each with its button, or with the hour from which there is one."""
    card = CardBuilder(texts("day-of-use-today-title"))
    for one in bookings:
        booking = one.booking
        hours = words.hours_of(texts, organisation, booking.start, booking.end)
        key = "day-of-use-until" if one.open else "day-of-use-from"
        lines = [
            hours,
            words.where(texts, organisation, booking.place),
            texts(key, hour=one.closes if one.open else one.opens),
        ]
        items = [TextBlock(text=booking.place.name, wrap=True, weight="Bolder")]
        items += [TextBlock(text=line, wrap=True, spacing="None") for line in lines if line]
        box = Container(separator=True, spacing="Medium", items=[*items])
        if one.open:
            action = card.button(texts("day-of-use-i-am-here"), CheckIn(booking.id), primary=len(bookings) == 1)
            box.items = [*items, ActionSet(actions=[action])]
        card.add(box)
    card.execute(texts("workspaces-my-bookings"), ShowMyBookings())
    return card.build()


def nothing_today(texts: Texts) -> Card:
    """There is nothing of which somebody has to say that they are there."""
    card = CardBuilder(texts("day-of-use-nothing-title")).paragraph(texts("day-of-use-nothing"))
    card.execute(texts("workspaces-new-desk"), OpenBookingForm("desk"), primary=True)
    card.execute(texts("workspaces-my-bookings"), ShowMyBookings())
    return card.build()


def _not_coming(card: CardBuilder, texts: Texts, booking: Booking) -> None:
    question = texts("day-of-use-give-up-sure", place=booking.place.name)
    card.confirmed(texts("day-of-use-give-up"), question, texts("day-of-use-give-up-yes"), GiveUpPlace(booking.id))


def _again(card: CardBuilder, texts: Texts, booking: Booking) -> Card:
    card.execute(texts("workspaces-again"), OpenBookingForm(kind_of(booking), booking.day.isoformat()))
    card.execute(texts("workspaces-my-bookings"), ShowMyBookings())
    return card.build()
