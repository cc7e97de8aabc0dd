"""What somebody is about to submit, with what is like it and is there already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from microsoft_teams.cards.core import ActionSet, CardElement, Container

from cards.card import Card, CardBuilder, heading
from cards.initiatives import words
from cards.initiatives.actions import JoinInstead, OpenDraft, ShowInitiative, SubmitInitiative
from domain.initiatives.configured import InitiativeRules
from domain.initiatives.model import Campaign, Draft, Initiative, Start
from domain.written import read_day
from locales import Texts

MOST_SIMILAR = 3


@dataclass(frozen=True)
class Summary:
    """A draft in which nothing is wrong. `people`: who joins, by name; `similar`: the likest first."""

    draft: Draft
    rules: InitiativeRules
    people: Sequence[str] = ()
    campaign: Campaign | None = None
    similar: Sequence[Initiative] = ()


def summary(texts: Texts, shown: Summary) -> Card:
    """How it will read, before it is submitted; where something is like it, one can join that instead."""
    draft, typed, rules = shown.draft, shown.draft.typed, shown.rules
    changing = bool(draft.initiative)
    card = CardBuilder(texts("initiative-summary-change" if changing else "initiative-summary-title"))
    card.add(words.literal(typed.title, strong=True, large=True), *words.lines(words.shortened(typed.what, 600)))
    card.add(*_facts(texts, shown))
    if typed.hidden:
        card.add(words.small(texts("initiative-summary-hidden")))
    if typed.colleagues:
        card.add(words.small(texts("initiative-summary-told", count=len(typed.colleagues))))
    if shown.similar and not changing:
        card.add(heading(texts("initiative-similar")), words.small(texts("initiative-similar-how")))
        card.add(*(_alike(card, texts, rules, draft, one) for one in shown.similar[:MOST_SIMILAR]))
    submit = SubmitInitiative(draft.id, draft.version)
    card.execute(texts("initiative-save" if changing else "initiative-submit"), submit, primary=True)
    card.execute(texts("initiative-write-on"), OpenDraft(draft.id))
    return card.build()


def already(texts: Texts, rules: InitiativeRules, draft: Draft, one: Initiative) -> Card:
    """What somebody chose while typing, before they write on: perhaps it is the same."""
    card = CardBuilder(texts("initiative-already"))
    card.add(words.literal(one.title, strong=True, large=True))
    card.add(words.small(words.in_a_line(texts, rules, one)), *words.lines(words.shortened(one.what, 300)))
    if not one.mine and not one.joined:
        card.execute(texts("initiative-join-instead"), JoinInstead(one.id, draft.id), primary=True)
    card.execute(texts("initiative-write-on"), OpenDraft(draft.id))
    return card.build()


def _facts(texts: Texts, shown: Summary) -> list[CardElement]:
    typed, rules = shown.draft.typed, shown.rules
    on = read_day(typed.start)
    begins = words.start(texts, Start(day=on) if on else Start(words=typed.start))
    found = [
        ("campaign", shown.campaign.question if shown.campaign else ""),
        ("heading", words.heading_name(texts, rules, typed.heading)),
        ("serves", words.served(texts, rules, typed.serves)),
        ("people", words.people(texts, shown.people, 0)),
        ("start", begins),
        ("needs", typed.needs),
    ]
    return [words.labelled(texts(f"initiative-fact-{name}"), value) for name, value in found if value]


def _alike(card: CardBuilder, texts: Texts, rules: InitiativeRules, draft: Draft, one: Initiative) -> Container:
    """One that is there already; what is one's own, or joined already, is shown without a button to join."""
    actions = [card.button(texts("initiative-open"), ShowInitiative(one.id))]
    if not one.mine and not one.joined:
        actions.insert(0, card.button(texts("initiative-join-instead"), JoinInstead(one.id, draft.id)))
    return Container(
        separator=True,
        spacing="Medium",
        items=[
            words.literal(one.title, strong=True),
            words.small(words.in_a_line(texts, rules, one)),
            ActionSet(actions=list(actions)),
        ],
    )
