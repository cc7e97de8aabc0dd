"""The waiting list: what somebody waits for, and the place that came free and is kept for them."""

from __future__ import annotations

from collections.abc import Sequence

from microsoft_teams.cards.core import ActionSet, Container, FactSet, TextBlock

from cards.card import Card, CardBuilder
from cards.workspaces import words
from cards.workspaces.actions import OpenBookingForm, ShowMyBookings
from cards.workspaces.booking import facts
from cards.workspaces.filled import Filled
from cards.workspaces.on_the_day import DeclineOffer, JoinWaiting, LeaveWaiting, ShowWaiting, TakeOffer
from domain.organisation import Organisation
from domain.workspaces.model import Booking
from locales import Texts
from store.waiting_list import Waiting


def offer(texts: Texts, organisation: Organisation, booking: Booking, waiting: str, until: str) -> Card:
    """A place came free, and is kept for a few minutes."""
    card = CardBuilder(texts("waiting-offer-title"))
    card.add(FactSet(facts=facts(texts, organisation, booking)))
    card.paragraph(texts("waiting-offer", hour=until), strong=True)
    card.execute(texts("waiting-take"), TakeOffer(waiting, booking.id), primary=True)
    card.execute(texts("waiting-decline"), DeclineOffer(waiting, booking.id))
    return card.build(speak=texts("waiting-offer-speak", place=booking.place.name, hour=until))


def offer_over(texts: Texts, booking: Booking) -> Card:
    """Nobody took it in time: it went to the next."""
    card = CardBuilder(texts("waiting-over-title"))
    card.paragraph(texts("waiting-over", place=booking.place.name))
    card.execute(texts("waiting-show"), ShowWaiting())
    return card.build()


def declined(texts: Texts) -> Card:
    """It goes to the next, and they wait no longer."""
    card = CardBuilder(texts("waiting-declined-title")).paragraph(texts("waiting-declined"))
    card.execute(texts("waiting-show"), ShowWaiting())
    return card.build()


def ask(texts: Texts, organisation: Organisation, filled: Filled, wanted: Sequence[Waiting]) -> Card:
    """Nothing is free: whether somebody wants to wait for it. `wanted`: for what, a day each."""
    card = CardBuilder(texts("waiting-ask-title"))
    for one in wanted:
        card.paragraph(line(texts, organisation, one), strong=True)
    card.paragraph(_how(texts, organisation))
    card.execute(texts("waiting-join"), JoinWaiting(filled.kept), primary=True)
    card.execute(texts("waiting-show"), ShowWaiting())
    return card.build()


def joined(texts: Texts, organisation: Organisation, waiting: Sequence[Waiting]) -> Card:
    """They are on the list."""
    return _mine(texts, organisation, waiting, texts("waiting-joined-title"), _how(texts, organisation))


def mine(texts: Texts, organisation: Organisation, waiting: Sequence[Waiting], *, said: str = "") -> Card:
    """What somebody waits for. `said`: what happened just now."""
    return _mine(texts, organisation, waiting, texts("waiting-mine-title"), said)


def line(texts: Texts, organisation: Organisation, waiting: Waiting) -> str:
    """What somebody waits for, in a line."""
    location = organisation.location(waiting.location)
    zone = words.zone_name(texts, organisation, waiting.location, waiting.zone)
    names = [words.location_name(texts, location) if location else texts("waiting-anywhere"), zone]
    return texts(
        "waiting-line",
        what=texts(f"waiting-kind-{waiting.kind}"),
        where=", ".join(name for name in names if name),
        day=words.day_of(texts, waiting.day),
        hours=words.hours_of(texts, organisation, waiting.start, waiting.end),
    )


def _how(texts: Texts, organisation: Organisation) -> str:
    return texts("waiting-how", minutes=organisation.workspaces.offer_minutes)


def _mine(texts: Texts, organisation: Organisation, waiting: Sequence[Waiting], title: str, said: str) -> Card:
    card = CardBuilder(title)
    if said:
        card.paragraph(said)
    if not waiting:
        card.paragraph(texts("waiting-none"))
    for one in waiting:
        words_of = TextBlock(text=line(texts, organisation, one), wrap=True)
        leave = ActionSet(actions=[card.button(texts("waiting-leave"), LeaveWaiting(one.id))])
        card.add(Container(separator=True, spacing="Medium", items=[words_of, leave]))
    card.execute(texts("workspaces-new-desk"), OpenBookingForm("desk"))
    card.execute(texts("workspaces-my-bookings"), ShowMyBookings())
    return card.build()
