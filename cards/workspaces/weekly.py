"""What somebody has booked every week: that it is so, the list of it, and which days did not work."""

from __future__ import annotations

from collections.abc import Sequence

from microsoft_teams.cards.core import ActionSet, AdaptiveCard, CardElement, Container, ShowCardAction, TextBlock

from cards.card import Card, CardBuilder, heading
from cards.workdays.words import weekday
from cards.workspaces import outcomes, words
from cards.workspaces.actions import EndWeekly, OpenBookingForm, ShowMyBookings
from domain.organisation import Organisation
from domain.workspaces.model import Outcome, Wish
from domain.workspaces.weekly import Booked, Weekly
from locales import Texts

MOST_AGAIN = 3  # days that did not work and have a button of their own


def kept(texts: Texts, organisation: Organisation, booked: Booked) -> Card:
    """It is booked from now on, with what became of the days so far."""
    card = CardBuilder(texts("weekly-kept-title"))
    card.paragraph(line(texts, organisation, booked.weekly), strong=True)
    card.paragraph(texts("weekly-kept-how"))
    if booked.later is not None:
        card.paragraph(texts("weekly-later", day=words.day_of(texts, booked.later)))
    if not booked.outcomes and booked.later is None:
        card.paragraph(texts("weekly-none-yet"))
    outcomes.what_became(card, texts, organisation, booked.weekly.wish.kind, booked.outcomes)
    card.execute(texts("workspaces-my-bookings"), ShowMyBookings())
    return card.build()


def missed(texts: Texts, organisation: Organisation, which: Weekly, days: Sequence[Outcome]) -> Card:
    """These days of it could not be booked."""
    card = CardBuilder(texts("weekly-missed-title", count=len(days)))
    card.paragraph(line(texts, organisation, which))
    card.paragraph(texts("weekly-missed", count=len(days)))
    for one in days:
        card.add(TextBlock(text=outcomes.not_done(texts, one), wrap=True, spacing="Small"))
    for one in days[:MOST_AGAIN]:
        again = OpenBookingForm(which.wish.kind, one.day.isoformat())
        card.execute(texts("workspaces-outcomes-again", day=words.short_day(texts, one.day)), again)
    card.execute(texts("workspaces-my-bookings"), ShowMyBookings())
    return card.build(speak=texts("weekly-missed-title", count=len(days)))


def section(card: CardBuilder, texts: Texts, organisation: Organisation, found: Sequence[Weekly]) -> list[CardElement]:
    """What somebody has every week, with the button to stop each."""
    if not found:
        return []
    return [heading(texts("weekly-title")), *(_item(card, texts, organisation, one) for one in found)]


def line(texts: Texts, organisation: Organisation, which: Weekly) -> str:
    """When and what: "Elke dinsdag en donderdag, hele dag: een werkplek in de Werk Hub"."""
    names = [weekday(texts, day) for day in which.weekdays]
    days = texts("weekly-and", first=", ".join(names[:-1]), last=names[-1]) if len(names) > 1 else names[0]
    values = {"days": days, "hours": _hours(texts, organisation, which.wish), "what": _what(texts, organisation, which)}
    said = texts(f"weekly-line-{which.every}", **values)
    if which.until is not None:
        said = texts("weekly-line-until", line=said, day=words.day_of(texts, which.until))
    return said


def _item(card: CardBuilder, texts: Texts, organisation: Organisation, which: Weekly) -> Container:
    stop = AdaptiveCard(
        body=[TextBlock(text=texts("weekly-end-sure"), wrap=True)],
        actions=[
            card.button(texts("weekly-end-keeping"), EndWeekly(which.id)),
            card.button(texts("weekly-end-cancelling"), EndWeekly(which.id, cancelling=True)),
        ],
    )
    names = ", ".join(weekday(texts, day) for day in which.weekdays)
    return Container(
        separator=True,
        spacing="Medium",
        items=[
            TextBlock(text=line(texts, organisation, which), wrap=True),
            ActionSet(actions=[ShowCardAction(title=texts("weekly-end", days=names), card=stop)]),
        ],
    )


def _hours(texts: Texts, organisation: Organisation, wish: Wish) -> str:
    if wish.start is not None and wish.end is not None:
        return words.hours_of(texts, organisation, wish.start, wish.end)
    return texts(f"weekly-part-{wish.part}")


def _what(texts: Texts, organisation: Organisation, which: Weekly) -> str:
    wish = which.wish
    location = organisation.location(wish.location)
    what = texts(f"weekly-what-{wish.kind}", people=wish.people)
    if location is None:
        return what
    zone = words.zone_name(texts, organisation, wish.location, wish.zone)
    place = words.location_name(texts, location)
    where = texts("workspaces-where-zone", location=place, zone=zone) if zone else place
    return texts("weekly-what-where", what=what, where=where)
