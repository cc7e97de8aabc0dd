"""Booking for somebody else: who is meant, whether one may, and what two people allowed each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from microsoft_teams.cards.core import Action as CardAction
from microsoft_teams.cards.core import ActionSet, CardElement, Container, DateInput, ShowCardAction, TextBlock
from microsoft_teams.cards.core import AdaptiveCard as Inner

from cards.card import Card, CardBuilder, heading
from cards.workspaces import words
from cards.workspaces.actions import OpenBookingForm, ShowMyBookings
from cards.workspaces.for_others import (
    AnswerPermission,
    AskPermission,
    BookFor,
    ChooseColleague,
    EndPermission,
    GivePermission,
    Purpose,
    ShowPermissions,
)
from locales import Texts

MOST_MEANT = 5  # colleagues of one name that have a button
MOST_LISTED = 10  # permissions of a kind on the card
LONGEST_NAME = 26  # characters on a button


@dataclass(frozen=True)
class Colleague:
    """Somebody as a card names him. `about`: what tells him from others of the same name."""

    id: str
    name: str
    about: str = ""


@dataclass(frozen=True)
class Line:
    """A permission, or a question about one. `person` is booked for, `delegate` books; `other` is the other's name."""

    person: str
    delegate: str
    other: str
    until: date


@dataclass(frozen=True)
class Listed:
    """What is on the card with permissions."""

    may_for_me: Sequence[Line] = ()
    i_may_for: Sequence[Line] = ()
    asked_of_me: Sequence[Line] = ()
    asked_by_me: Sequence[Line] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing at all."""
        return not (self.may_for_me or self.i_may_for or self.asked_of_me or self.asked_by_me)


def which(texts: Texts, name: str, found: Sequence[Colleague], purpose: Purpose, text: str) -> Card:
    """Several have that name: a button for each."""
    card = CardBuilder(texts("delegating-which", name=name))
    shown = found[:MOST_MEANT]
    alike = len({each.name for each in shown}) < len(shown)  # then a number tells the buttons apart
    for number, each in enumerate(shown, 1):
        named = f"{number}. {each.name}" if alike else each.name
        if each.about:
            card.add(TextBlock(text=texts("delegating-who", name=named, about=each.about), wrap=True))
        card.execute(_short(named), ChooseColleague(each.id, purpose, text))
    if len(found) > MOST_MEANT:
        card.paragraph(texts("delegating-which-more", count=len(found) - MOST_MEANT), subtle=True)
    return card.build()


def nobody(texts: Texts, name: str) -> Card:
    """No colleague has that name."""
    card = CardBuilder(texts("delegating-nobody-title", name=name)).paragraph(texts("delegating-nobody-how"))
    card.execute(texts("delegating-book-own"), OpenBookingForm("desk"))
    return card.execute(texts("delegating-show"), ShowPermissions()).build()


def may_not(texts: Texts, person: Colleague) -> Card:
    """One may not book for this colleague, and can ask it."""
    card = CardBuilder(texts("delegating-may-not-title", name=person.name))
    card.paragraph(texts("delegating-may-not", name=person.name))
    card.execute(texts("delegating-ask"), AskPermission(person.id), primary=True)
    card.execute(texts("delegating-book-own"), OpenBookingForm("desk"))
    return card.execute(texts("delegating-show"), ShowPermissions()).build()


def waits(texts: Texts, name: str, state: str) -> Card:
    """It is asked, or it cannot be asked again yet. `state`: asked, waits, refused."""
    card = CardBuilder(texts(f"delegating-{state}-title", name=name))
    card.paragraph(texts(f"delegating-{state}", name=name))
    card.execute(texts("delegating-book-own"), OpenBookingForm("desk"))
    return card.execute(texts("delegating-show"), ShowPermissions()).build()


def question(texts: Texts, delegate: Colleague) -> Card:
    """A colleague asks whether he may book for the reader."""
    card = CardBuilder(texts("delegating-question-title", name=delegate.name))
    card.paragraph(texts("delegating-question", name=delegate.name)).paragraph(texts("delegating-what"), subtle=True)
    card.execute(texts("delegating-yes"), AnswerPermission(delegate.id, yes=True), primary=True)
    card.execute(texts("delegating-no"), AnswerPermission(delegate.id, yes=False))
    return card.build(speak=texts("delegating-question-title", name=delegate.name))


def give(texts: Texts, delegate: Colleague, until: date, first: date, last: date, *, wrong: str = "") -> Card:
    """Whether a colleague may book for the reader, and until when. `wrong`: what was wrong with the day."""
    card = CardBuilder(texts("delegating-give-title", name=delegate.name))
    if wrong:
        card.paragraph(wrong, strong=True)
    card.paragraph(texts("delegating-give", name=delegate.name)).paragraph(texts("delegating-what"), subtle=True)
    card.add(
        DateInput(
            id="until",
            label=texts("delegating-until"),
            value=until.isoformat(),
            min=first.isoformat(),
            max=last.isoformat(),
        )
    )
    card.execute(texts("delegating-give-yes"), GivePermission(delegate.id), primary=True)
    return card.execute(texts("delegating-show"), ShowPermissions()).build()


def given(texts: Texts, delegate: Colleague, person: str, until: date) -> Card:
    """The reader allowed it."""
    card = CardBuilder(texts("delegating-given-title", name=delegate.name))
    card.paragraph(texts("delegating-given", name=delegate.name, day=_day(texts, until)))
    ending(card, texts, Line(person, delegate.id, delegate.name, until), mine=True)
    return card.execute(texts("delegating-show"), ShowPermissions()).build()


def refused(texts: Texts, name: str) -> Card:
    """The reader did not allow it."""
    card = CardBuilder(texts("delegating-said-no-title")).paragraph(texts("delegating-said-no", name=name))
    return card.execute(texts("delegating-show"), ShowPermissions()).build()


def told(texts: Texts, what: str, other: Colleague, reader: str, until: date | None = None) -> Card:
    """What a colleague allowed, refused or ended, or that he cannot be asked. `what`: given, refused, ended,
    unreachable.
    """
    card = CardBuilder(texts(f"delegating-told-{what}-title", name=other.name))
    day = _day(texts, until) if until is not None else ""
    card.paragraph(texts(f"delegating-told-{what}", name=other.name, day=day))
    if what == "given" and until is not None:
        card.execute(texts("delegating-book-for"), BookFor(other.id), primary=True)
        ending(card, texts, Line(other.id, reader, other.name, until), mine=False)
    return card.execute(texts("delegating-show"), ShowPermissions()).build()


def permissions(texts: Texts, listed: Listed, *, said: str = "") -> Card:
    """Who may book for the reader, for whom he may, and what is asked. `said`: what happened just now."""
    card = CardBuilder(texts("delegating-title"))
    if said:
        card.paragraph(said, strong=True)
    if listed.empty:
        card.paragraph(texts("delegating-none"))
    for key, lines in (
        ("asked-of-me", listed.asked_of_me),
        ("may-for-me", listed.may_for_me),
        ("i-may-for", listed.i_may_for),
        ("asked-by-me", listed.asked_by_me),
    ):
        if lines:
            card.add(heading(texts(f"delegating-{key}")))
        for line in lines[:MOST_LISTED]:
            card.add(_item(card, texts, key, line))
        if len(lines) > MOST_LISTED:
            card.paragraph(texts("delegating-more", count=len(lines) - MOST_LISTED), subtle=True)
    return card.execute(texts("workspaces-my-bookings"), ShowMyBookings()).build()


def ending(card: CardBuilder, texts: Texts, line: Line, *, mine: bool) -> None:
    """The button at the foot that ends a permission, which asks first."""
    card.buttons.append(_ending(card, texts, line, "delegating-end-mine" if mine else "delegating-end-theirs"))


def _ending(card: CardBuilder, texts: Texts, line: Line, key: str) -> ShowCardAction:
    sure = Inner(
        body=[TextBlock(text=texts(f"{key}-sure", name=line.other), wrap=True)],
        actions=[card.button(texts(f"{key}-yes"), EndPermission(line.person, line.delegate))],
    )
    return ShowCardAction(title=texts(key), card=sure)


def _item(card: CardBuilder, texts: Texts, key: str, line: Line) -> CardElement:
    until = texts("delegating-until-day", day=_day(texts, line.until))
    asked = key.startswith("asked")
    actions: list[CardAction]
    match key:
        case "may-for-me":
            actions = [_ending(card, texts, line, "delegating-end-mine")]
        case "i-may-for":
            book = card.button(texts("delegating-book-for"), BookFor(line.person))
            actions = [book, _ending(card, texts, line, "delegating-end-theirs")]
        case "asked-of-me":
            actions = [
                card.button(texts("delegating-yes"), AnswerPermission(line.delegate, yes=True)),
                card.button(texts("delegating-no"), AnswerPermission(line.delegate, yes=False)),
            ]
        case _:
            actions = [card.button(texts("delegating-take-back"), EndPermission(line.person, line.delegate))]
    return Container(
        separator=True,
        spacing="Medium",
        items=[
            TextBlock(text=line.other, wrap=True, weight="Bolder"),
            *([] if asked else [TextBlock(text=until, wrap=True, spacing="None")]),
            ActionSet(actions=actions),
        ],
    )


def _day(texts: Texts, day: date) -> str:
    return texts("delegating-day", day=words.day_of(texts, day), year=str(day.year))


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"
