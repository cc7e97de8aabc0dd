"""Campaigns: a question to everybody with a last day, its form, and how it goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from microsoft_teams.cards.core import Action as CardAction
from microsoft_teams.cards.core import (
    ActionSet,
    AdaptiveCard,
    Container,
    DateInput,
    ShowCardAction,
    TextBlock,
    TextInput,
)

from cards.card import Card, CardBuilder
from cards.initiatives import words
from cards.initiatives.actions import (
    BrowseInitiatives,
    EndCampaign,
    NewCampaign,
    NewInitiative,
    StartCampaign,
    TellCampaign,
)
from domain.initiatives.campaigns import LONGEST_EXPLANATION, LONGEST_QUESTION
from domain.initiatives.model import Campaign
from locales import Texts

MOST_SHOWN = 6
USUALLY = timedelta(weeks=3)  # that a question is open
LONGEST = timedelta(days=365)


@dataclass(frozen=True)
class Reader:
    """Who reads it, and where. `runs`: may make, tell and end campaigns; `own_chat`: is alone with Koers."""

    today: date
    runs: bool = False
    tells: bool = False
    own_chat: bool = True


def campaigns(texts: Texts, found: Sequence[Campaign], reader: Reader, *, said: str = "") -> Card:
    """The questions, those that are open first."""
    card = CardBuilder(texts("initiative-campaigns-title"))
    if said:
        card.paragraph(said, strong=True)
    open_now = [one for one in found if one.open_on(reader.today)]
    shown = [*open_now, *(one for one in reversed(found) if not one.open_on(reader.today))]
    if not open_now:
        card.paragraph(texts("initiative-campaigns-none"))
    card.add(*(_campaign(card, texts, one, reader) for one in shown[:MOST_SHOWN]))
    if reader.runs and reader.own_chat:
        card.execute(texts("initiative-campaign-new"), NewCampaign())
    if reader.own_chat:
        card.execute(texts("initiative-new"), NewInitiative())
    return card.execute(texts("initiative-all"), BrowseInitiatives()).build()


def form(
    texts: Texts, today: date, *, question: str = "", explanation: str = "", until: str = "", wrong: str = ""
) -> Card:
    """Where a question to everybody is written. `wrong`: what is to be mended."""
    card = CardBuilder(texts("initiative-campaign-form"))
    if wrong:
        card.paragraph(wrong, strong=True)
    card.paragraph(texts("initiative-campaign-how"), subtle=True)
    card.add(
        TextInput(
            id="question",
            label=texts("initiative-field-question"),
            value=question or None,
            max_length=LONGEST_QUESTION,
            placeholder=texts("initiative-field-question-hint"),
        ),
        TextInput(
            id="explanation",
            label=texts("initiative-field-explanation"),
            value=explanation or None,
            max_length=LONGEST_EXPLANATION,
            is_multiline=True,
        ),
        DateInput(
            id="until",
            label=texts("initiative-field-until"),
            value=until or (today + USUALLY).isoformat(),
            min=today.isoformat(),
            max=(today + LONGEST).isoformat(),
        ),
    )
    return card.execute(texts("initiative-campaign-start"), StartCampaign(), primary=True).build()


def _campaign(card: CardBuilder, texts: Texts, one: Campaign, reader: Reader) -> Container:
    going = one.open_on(reader.today)
    about = texts(
        "initiative-campaign-open" if going else "initiative-campaign-over",
        day=words.day(texts, one.until),
        count=one.initiatives,
    )
    actions: list[CardAction] = []
    if going:  # what somebody is writing is not for everybody in a channel
        begin = card.button if reader.own_chat else card.dialog_button
        actions.append(begin(texts("initiative-campaign-answer"), NewInitiative(one.id), primary=True))
    if one.initiatives:
        actions.append(card.button(texts("initiative-campaign-answers"), BrowseInitiatives(campaign=one.id)))
    if going and reader.own_chat and reader.tells:
        actions.append(card.button(texts("initiative-campaign-tell"), TellCampaign(one.id)))
    if going and reader.own_chat and reader.runs:
        actions.append(_ending(card, texts, one))
    items = [
        words.literal(one.question, strong=True),
        *words.lines(one.explanation),
        words.small(about),
        *([ActionSet(actions=actions)] if actions else []),
    ]
    return Container(items=items, separator=True, spacing="Medium")


def _ending(card: CardBuilder, texts: Texts, one: Campaign) -> ShowCardAction:
    sure = AdaptiveCard(
        body=[TextBlock(text=texts("initiative-campaign-end-sure"), wrap=True)],
        actions=[card.button(texts("initiative-campaign-end-yes"), EndCampaign(one.id))],
    )
    return ShowCardAction(title=texts("initiative-campaign-end"), card=sure)
