"""What somebody has booked, and cancelling a range of days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from microsoft_teams.cards.core import (
    ActionSet,
    AdaptiveCard,
    Container,
    DateInput,
    ShowCardAction,
    TextBlock,
)

from cards.card import Card, CardBuilder
from cards.workspaces import own_calendar, words
from cards.workspaces import weekly as every_week
from cards.workspaces.actions import (
    CancelBooking,
    CancelDays,
    ChangeBooking,
    LookAtDays,
    OpenBookingForm,
    ShowBooking,
    ShowMyBookings,
)
from cards.workspaces.form import booked
from domain.organisation import Organisation
from domain.workspaces.model import Booking
from domain.workspaces.weekly import Weekly
from locales import Texts

Shared = Mapping[str, str]
NOBODY: Shared = {}
ON_A_PAGE = 6
MOST_NAMED = 15  # bookings of a range that are spelled out


def mine(
    texts: Texts,
    organisation: Organisation,
    bookings: Sequence[Booking],
    *,
    first: int = 0,
    said: str = "",
    shared: Shared = NOBODY,
    weekly: Sequence[Weekly] = (),
    own: bool | None = None,
) -> Card:
    """What somebody has booked and is not over, with change and cancel for each. `said`: what happened just now.
    `shared`: for whom or by whom a booking is, by its id, where that is not the reader. `weekly`: what books itself.
    `own`: whether new ones are in their own calendar; None: they cannot choose that.
    """
    card = CardBuilder(texts("workspaces-mine-title"))
    if said:
        card.paragraph(said, strong=True)
    if not bookings:
        card.paragraph(texts("workspaces-mine-none"))
    first = first if first < len(bookings) else 0
    on_the_day = Counter(one.day for one in bookings)
    for one in bookings[first : first + ON_A_PAGE]:
        day = words.short_day(texts, one.day)
        if on_the_day[one.day] > 1:  # no two buttons of the same name
            day = texts("workspaces-day-at", day=day, hour=words.hour_of(one.start))
        card.add(_item(card, texts, organisation, one, day, shared.get(one.id, "")))
    if len(bookings) > first + ON_A_PAGE:
        count = len(bookings) - first - ON_A_PAGE
        card.execute(texts("workspaces-mine-more", count=count), ShowMyBookings(first + ON_A_PAGE, here=True))
    if first:
        card.execute(texts("workspaces-mine-back"), ShowMyBookings(0, here=True))
    card.add(*every_week.section(card, texts, organisation, weekly))
    if own is not None:
        card.add(own_calendar.section(card, texts, own=own))
    for kind in ("desk", "room"):
        card.execute(texts(f"workspaces-new-{kind}"), OpenBookingForm(kind))
    if len(bookings) > 1:
        _of_days(card, texts)
    return card.build(speak=texts("workspaces-mine-speak", count=len(bookings)))


def days(
    texts: Texts,
    organisation: Organisation,
    bookings: Sequence[Booking],
    *,
    first: str,
    last: str,
    shared: Shared = NOBODY,
) -> Card:
    """The bookings on some days, before they are cancelled. `first` and `last`: the days in words."""
    card = CardBuilder(texts("workspaces-days-title"))
    if not bookings:
        card.paragraph(texts("workspaces-days-none", first=first, last=last))
    else:
        key = "workspaces-days-sure-day" if first == last else "workspaces-days-sure"
        card.paragraph(texts(key, count=len(bookings), first=first, last=last))
        card.add(
            *(
                TextBlock(text=_line(texts, organisation, one, shared.get(one.id, "")), wrap=True, spacing="Small")
                for one in bookings[:MOST_NAMED]
            )
        )
        if len(bookings) > MOST_NAMED:
            card.paragraph(texts("workspaces-days-more", count=len(bookings) - MOST_NAMED), subtle=True)
        cancel = CancelDays(tuple(one.id for one in bookings))
        card.execute(texts("workspaces-days-yes", count=len(bookings)), cancel, primary=True)
    card.execute(texts("workspaces-my-bookings"), ShowMyBookings(here=True))
    return card.build()


def off(texts: Texts, contact: str, address: str) -> Card:
    """What is said where the municipality has not switched it on."""
    return (
        CardBuilder(texts("workspaces-off-title"))
        .paragraph(texts("workspaces-off-card", contact=contact, address=address))
        .build()
    )


def _line(texts: Texts, organisation: Organisation, one: Booking, shared: str = "") -> str:
    line = booked(texts, organisation, one)
    return f"{line} ({shared})" if shared else line


def _item(
    card: CardBuilder, texts: Texts, organisation: Organisation, one: Booking, day: str, shared: str
) -> Container:
    """`day`: what its buttons are called by."""
    hours = words.hours_of(texts, organisation, one.start, one.end)
    moment = texts("workspaces-moment", day=words.day_of(texts, one.day), hours=hours)
    where = words.where(texts, organisation, one.place)
    question = texts("workspaces-cancel-sure", place=one.place.name, day=words.day_of(texts, one.day))
    yes = AdaptiveCard(
        body=[TextBlock(text=question, wrap=True)],
        actions=[card.button(texts("workspaces-cancel-yes"), CancelBooking(one.id, listed=True))],
    )
    standing = one.state != "confirmed"
    change = ShowBooking(one.id) if one.state == "changing" else ChangeBooking(one.id)
    title = texts("workspaces-open-of" if one.state == "changing" else "workspaces-change-of", day=day)
    return Container(
        separator=True,
        spacing="Medium",
        items=[
            TextBlock(text=moment, wrap=True, weight="Bolder"),
            TextBlock(text=f"{one.place.name}, {where}" if where else one.place.name, wrap=True, spacing="None"),
            *([TextBlock(text=shared, wrap=True, spacing="None")] if shared else []),
            *(
                [TextBlock(text=texts(f"workspaces-state-{one.state}"), wrap=True, spacing="None", is_subtle=True)]
                if standing
                else []
            ),
            ActionSet(
                actions=[
                    card.button(title, change),
                    ShowCardAction(title=texts("workspaces-cancel-of", day=day), card=yes),
                ]
            ),
        ],
    )


def _of_days(card: CardBuilder, texts: Texts) -> None:
    """Two days, between which everything is cancelled after it was shown."""
    inner = AdaptiveCard(
        body=[
            DateInput(id="first", label=texts("workspaces-field-first")),
            DateInput(id="last", label=texts("workspaces-field-last")),
        ],
        actions=[card.button(texts("workspaces-days-look"), LookAtDays())],
    )
    card.buttons.append(ShowCardAction(title=texts("workspaces-days-cancel"), card=inner))
