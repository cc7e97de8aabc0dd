"""What became of each of several days: what is booked, and what not and why."""

from __future__ import annotations

from collections.abc import Sequence

from microsoft_teams.cards.core import TextBlock

from cards.card import Card, CardBuilder
from cards.workspaces import words
from cards.workspaces.actions import OpenBookingForm, ShowMyBookings
from cards.workspaces.form import booked
from domain.organisation import Organisation
from domain.workspaces.model import Kind, Outcome
from locales import Texts

MOST_NAMED = 15  # days that are spelled out
MOST_AGAIN = 4  # days that did not work and have a button of their own


def outcomes(texts: Texts, organisation: Organisation, kind: Kind, found: Sequence[Outcome], *, whom: str = "") -> Card:
    """What became of each of several days: what is booked, and what not and why. `whom`: for which colleague."""
    done = [one.booking for one in found if one.booking is not None]
    key = (
        "workspaces-outcomes-all"
        if len(done) == len(found)
        else "workspaces-outcomes-some"
        if done
        else "workspaces-outcomes-none"
    )
    card = CardBuilder(texts(key, count=len(done), total=len(found)))
    if whom:
        card.paragraph(texts("delegating-for", name=whom))
    what_became(card, texts, organisation, kind, found, whom=whom)
    card.execute(texts("workspaces-my-bookings"), ShowMyBookings())
    return card.build()


def what_became(
    card: CardBuilder, texts: Texts, organisation: Organisation, kind: Kind, found: Sequence[Outcome], *, whom: str = ""
) -> None:
    """What is booked of several days, and what not and why, with a button to look for something else."""
    done = [one.booking for one in found if one.booking is not None]
    missing = [one for one in found if one.booking is None]
    for one in done[:MOST_NAMED]:
        card.add(TextBlock(text=booked(texts, organisation, one), wrap=True, spacing="Small"))
    if len(done) > MOST_NAMED:
        card.paragraph(texts("workspaces-days-more", count=len(done) - MOST_NAMED), subtle=True)
    if done:
        card.paragraph(texts("workspaces-outcomes-how"), subtle=True)
    if missing:
        card.paragraph(texts("workspaces-outcomes-not"), strong=True)
    for each in missing[:MOST_NAMED]:
        card.add(TextBlock(text=not_done(texts, each, whom), wrap=True, spacing="Small"))
    for each in missing[:MOST_AGAIN]:
        day = words.short_day(texts, each.day)
        card.execute(texts("workspaces-outcomes-again", day=day), OpenBookingForm(kind, each.day.isoformat()))


def not_done(texts: Texts, one: Outcome, whom: str = "") -> str:
    """A day that could not be booked, and why."""
    why = words.reason(texts, one.refusal, whom) if one.refusal else ""
    return texts("workspaces-day-not", day=words.day_of(texts, one.day), why=why)
