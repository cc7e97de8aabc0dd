"""The form to book a place with, and below it what is free of what is filled in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from microsoft_teams.cards.core import Action as CardAction
from microsoft_teams.cards.core import (
    ActionSet,
    CardElement,
    Container,
    TextBlock,
)

from cards.card import Card, CardBuilder, heading
from cards.workspaces import form_fields, weekly_fields, words
from cards.workspaces.actions import BookDays, BookPlace, BookWeekly, LookForPlace, ShowBooking, ShowMyBookings
from cards.workspaces.filled import Filled
from cards.workspaces.occupancy import quieter_lines
from cards.workspaces.on_the_day import JoinWaiting
from domain.organisation import Organisation
from domain.workspaces.model import Booking, Offer, Reason, Refusal
from domain.workspaces.occupancy import Quieter
from locales import Texts

MOST_OFFERS = 5
MOST_DAYS = 8  # of several, that are spelled out
LONGEST_NAME = 26  # characters of a place on a button
OF_OWN: tuple[Reason, ...] = ("own-overlap", "too-many-open")  # what somebody has already is in the way


@dataclass(frozen=True)
class DayFound:
    """What there is on one of several days: the best offer, or why there is none."""

    day: date
    offer: Offer | None = None
    refusal: Refusal | None = None


@dataclass(frozen=True)
class Form:
    """What is on the form. `notes`: what is to be said first, such as a question that the sentence left open.

    `looked`: whether it was looked up what is free; then `offers`, or `refusal`, or for several days `found`. `first`
    and `last`: between which days somebody may book. `changing`: the booking that is changed. `quieter`: days that are,
    where it is busy on this one. `fields_first`: the fields come before what is free, as nothing was said or typed yet.
    """

    filled: Filled
    organisation: Organisation
    first: date
    last: date
    notes: tuple[str, ...] = ()
    looked: bool = False
    day: date | None = None
    offers: tuple[Offer, ...] = ()
    refusal: Refusal | None = None
    found: tuple[DayFound, ...] = ()
    changing: Booking | None = None
    quieter: Quieter | None = None
    fields_first: bool = False


def form(texts: Texts, shown: Form) -> Card:
    """Where a place is chosen and booked."""
    filled = shown.filled
    card = CardBuilder(texts("workspaces-form-change" if shown.changing else f"workspaces-form-{filled.kind}"))
    if shown.changing is not None:
        card.paragraph(texts("workspaces-form-now", now=booked(texts, shown.organisation, shown.changing)))
    if filled.person:
        card.paragraph(texts("delegating-form-for", name=filled.name))
    for note in shown.notes:
        card.paragraph(note, strong=True)
    several = bool(filled.days or filled.weekdays)  # booked together, by a button at the end of the card
    on_top = shown.looked and not several and not shown.fields_first
    if on_top:  # on a phone that is all that is seen without scrolling
        _result(card, texts, shown)
        card.add(heading(texts("workspaces-something-else")))
    _fields(card, texts, shown)
    if shown.looked and not on_top:
        _result(card, texts, shown)
    if several:
        return _many(card, texts, shown)
    if shown.changing is not None:
        card.execute(texts("workspaces-leave-as-is"), ShowBooking(shown.changing.id))
    return card.build()


def _fields(card: CardBuilder, texts: Texts, shown: Form) -> None:
    """What can be filled in, and the buttons that look at it."""
    filled = shown.filled
    day = form_fields.day(texts, filled, shown.first, shown.last)
    if filled.weekdays:
        card.add(*weekly_fields.fields(texts, filled), day, weekly_fields.until(texts, filled))
    elif filled.days:
        card.paragraph(texts("workspaces-form-days", count=len(filled.days), days=_days(texts, filled)))
    else:
        card.add(day)
    card.add(*form_fields.when(texts, filled), form_fields.where(texts, shown.organisation, filled))
    if filled.kind != "desk":
        card.add(*form_fields.of_room(texts, filled))
    if filled.kind != "desk" or filled.features:
        card.add(form_fields.features(texts, filled))
    card.add(form_fields.accessible(texts, filled))
    card.add(ActionSet(actions=_looking(card, texts, shown)))


def _looking(card: CardBuilder, texts: Texts, shown: Form) -> list[CardAction]:
    """Right under the fields: looking at what is filled in, and at the days beside it."""
    kept, known = shown.filled.kept, shown.offers or shown.found
    found: list[CardAction] = [card.button(texts("workspaces-look"), LookForPlace(kept), primary=not known)]
    if shown.day is not None and not (shown.filled.days or shown.filled.weekdays):
        if shown.day > shown.first:
            found.append(card.button(texts("workspaces-day-before"), LookForPlace(kept, -1)))
        if shown.day < shown.last:
            found.append(card.button(texts("workspaces-day-after"), LookForPlace(kept, 1)))
    return found


def booked(texts: Texts, organisation: Organisation, booking: Booking) -> str:
    """A booking in a line: which place, when."""
    hours = words.hours_of(texts, organisation, booking.start, booking.end)
    return texts("workspaces-in-a-line", place=booking.place.name, day=words.day_of(texts, booking.day), hours=hours)


def offered(card: CardBuilder, texts: Texts, shown: Form, offer: Offer) -> Container:
    """A place that is free, with the button that books it."""
    organisation, other = shown.organisation, bool(offer.differs)
    lines = [words.where(texts, organisation, offer.place), words.about(texts, offer.place), words.left(texts, offer)]
    if other:
        day = words.day_of(texts, offer.day)
        hours = words.hours_of(texts, organisation, offer.start, offer.end)
        lines = [words.differs(texts, offer), texts("workspaces-moment", day=day, hours=hours), *lines]
    book = BookPlace(
        offer.place.id,
        offer.day.isoformat(),
        words.hour_of(offer.start),
        words.hour_of(offer.end),
        people=min(_people(shown.filled), offer.place.capacity) if offer.place.kind == "room" else 1,
        booking=shown.filled.booking,
        shown=shown.filled.kept,
    )
    verb = "workspaces-take" if shown.changing else "workspaces-book"
    button = card.button(texts(verb, what=_what(texts, offer)), book)
    return Container(
        separator=True,
        spacing="Medium",
        items=[
            TextBlock(text=offer.place.name, wrap=True, weight="Bolder"),
            *(TextBlock(text=line, wrap=True, spacing="None") for line in lines if line),
            ActionSet(actions=[button]),
        ],
    )


def _what(texts: Texts, offer: Offer) -> str:
    """What tells an offer from the others, in what fits on a button."""
    if offer.differs == "time":
        return texts("workspaces-hours", start=words.hour_of(offer.start), end=words.hour_of(offer.end))
    if offer.differs == "day":
        return words.short_day(texts, offer.day)
    return _short(offer.place.name)


def refused(card: CardBuilder, texts: Texts, shown: Form, refusal: Refusal) -> None:
    """Why it is not possible, and what is."""
    card.add(heading(texts("workspaces-not-possible")))
    card.paragraph(words.reason(texts, refusal, shown.filled.name if shown.filled.person else ""))
    if refusal.alternatives:
        card.paragraph(texts("workspaces-possible", count=len(refusal.alternatives)), strong=True)
        card.add(*(offered(card, texts, shown, offer) for offer in refusal.alternatives))
    if refusal.reason in OF_OWN:
        card.add(ActionSet(actions=[card.button(texts("workspaces-my-bookings"), ShowMyBookings())]))
    for_oneself = not (shown.changing or shown.filled.days or shown.filled.person)
    if refusal.reason == "taken" and for_oneself:
        card.add(ActionSet(actions=[card.button(texts("waiting-join"), JoinWaiting(shown.filled.kept))]))


def _result(card: CardBuilder, texts: Texts, shown: Form) -> None:
    """What is free, or why nothing is, and the days that are quieter."""
    _free(card, texts, shown)
    _quieter(card, texts, shown)


def _free(card: CardBuilder, texts: Texts, shown: Form) -> None:
    if shown.refusal is not None:
        refused(card, texts, shown, shown.refusal)
        return
    if shown.filled.weekdays:
        card.paragraph(texts("weekly-how", day=words.day_of(texts, shown.last)))
    if shown.found:
        card.add(heading(texts("workspaces-free-days")), *_found(texts, shown))
    if shown.found or shown.filled.weekdays:
        return
    first = shown.offers[0]
    hours = words.hours_of(texts, shown.organisation, first.start, first.end)
    card.add(heading(texts("workspaces-free", day=words.day_of(texts, first.day), hours=hours)))
    card.add(*(offered(card, texts, shown, offer) for offer in spread(shown.offers)))
    if len(shown.offers) > MOST_OFFERS:
        card.paragraph(texts("workspaces-free-more", count=len(shown.offers) - MOST_OFFERS), subtle=True)


def _quieter(card: CardBuilder, texts: Texts, shown: Form) -> None:
    """The days that are quieter, and a button that looks at each."""
    if shown.quieter is None or not shown.quieter.days or shown.day is None:
        return
    card.add(heading(texts("occupancy-quieter")))
    card.add(*(TextBlock(text=line, wrap=True, spacing="Small") for line in quieter_lines(texts, shown.quieter)))
    buttons: list[CardAction] = [
        card.button(
            texts("workspaces-look-at", day=words.short_day(texts, each.day)),
            LookForPlace(shown.filled.kept, (each.day - shown.day).days),
        )
        for each in shown.quieter.days
    ]
    card.add(ActionSet(actions=buttons))


def spread(offers: Sequence[Offer]) -> list[Offer]:
    """As many as fit on a card, from as many zones as there are; in the order that they came in."""
    zones = dict[tuple[str, str], int]()
    ranks = list[tuple[int, int]]()  # how many of its zone came before, and where it stands
    for at, offer in enumerate(offers):
        zone = (offer.place.location, offer.place.zone)
        ranks.append((zones.get(zone, 0), at))
        zones[zone] = zones.get(zone, 0) + 1
    return [offers[at] for at in sorted(at for _, at in sorted(ranks)[:MOST_OFFERS])]


def _found(texts: Texts, shown: Form) -> list[CardElement]:
    lines: list[CardElement] = []
    for each in shown.found:
        if each.offer is not None:
            line = texts("workspaces-day-found", day=words.day_of(texts, each.day), place=each.offer.place.name)
        else:
            why = words.reason(texts, each.refusal, shown.filled.name) if each.refusal else ""
            line = texts("workspaces-day-not", day=words.day_of(texts, each.day), why=why)
        lines.append(TextBlock(text=line, wrap=True, spacing="Small"))
    return lines


def _many(card: CardBuilder, texts: Texts, shown: Form) -> Card:
    possible, weekly = [each for each in shown.found if each.offer is not None], bool(shown.filled.weekdays)
    weekly = weekly and shown.looked and not shown.filled.person
    if weekly:
        card.execute(texts("weekly-book"), BookWeekly(shown.filled.kept), primary=True)
    if possible:
        key = "weekly-only-days" if weekly else "workspaces-book-days"
        card.execute(texts(key, count=len(possible)), BookDays(shown.filled.kept), primary=not weekly)
    card.execute(texts("workspaces-my-bookings"), ShowMyBookings())
    return card.build()


def _days(texts: Texts, filled: Filled) -> str:
    days = [date.fromisoformat(day) for day in filled.days]
    spelled = words.several(texts, days[:MOST_DAYS])
    more = len(days) - MOST_DAYS
    return texts("workspaces-and-more", days=spelled, count=more) if more > 0 else spelled


def _people(filled: Filled) -> int:
    return int(filled.people) if filled.people.isdecimal() and filled.kind == "room" else 1


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"
