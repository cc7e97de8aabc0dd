"""The form of an initiative, with each mistake at its field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from microsoft_teams.cards.core import (
    CardElement,
    Choice,
    ChoiceSetInput,
    DateInput,
    TextBlock,
    TextInput,
    ToggleInput,
)

from cards.card import Card, CardBuilder
from cards.choosing import colleagues, type_ahead
from cards.initiatives.actions import DiscardDraft, KeepInitiative, LookInitiative
from cards.initiatives.words import literal
from domain.initiatives.configured import InitiativeRules, Term
from domain.initiatives.model import (
    LONGEST_NEEDS,
    LONGEST_START,
    LONGEST_TITLE,
    LONGEST_WHAT,
    Campaign,
    Draft,
    Problem,
    Typed,
)
from domain.written import read_day
from locales import Texts

DATASET = "initiatives"


@dataclass(frozen=True)
class Form:
    """What is on the form. `people`: id and name of who joins; `notes`: what to know first; `said`: what happened."""

    draft: Draft
    rules: InitiativeRules
    people: Sequence[tuple[str, str]] = ()
    campaign: Campaign | None = None
    wrong: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    said: str = ""


def form(texts: Texts, shown: Form) -> Card:
    """Where an initiative is written, or changed after it was submitted. A draft may be kept with anything in it."""
    draft, typed = shown.draft, shown.draft.typed
    changing = bool(draft.initiative)
    card = CardBuilder(texts("initiative-form-change" if changing else "initiative-form-title"))
    for line in (shown.said, *shown.notes):
        if line:
            card.paragraph(line, strong=True)
    if shown.campaign is not None:
        card.paragraph(texts("initiative-form-answers"), subtle=True).add(literal(shown.campaign.question, strong=True))
    if shown.wrong:
        card.paragraph(texts("initiative-form-wrong", count=len(shown.wrong)), strong=True)
    elif not changing:
        card.paragraph(texts("initiative-form-how"), subtle=True)
    card.add(*_what(texts, shown, typed), *_where(texts, shown, typed), *_who_and_when(texts, shown, typed))
    card.execute(texts("initiative-look"), LookInitiative(draft.id, draft.version), primary=True)
    card.execute(texts("initiative-keep"), KeepInitiative(draft.id, draft.version))
    sure, yes = texts("initiative-discard-sure"), texts("initiative-discard-yes")
    card.confirmed(texts("initiative-discard"), sure, yes, DiscardDraft(draft.id))
    return card.build()


def _what(texts: Texts, shown: Form, typed: Typed) -> list[CardElement]:
    found = _with_wrong(texts, shown.wrong, "title", _text(texts, "title", typed.title, LONGEST_TITLE))
    if not shown.draft.initiative:
        looks_like = type_ahead(
            "similar", texts("initiative-field-similar"), DATASET, placeholder=texts("initiative-field-similar-hint")
        )
        found.append(looks_like)
    what = _text(texts, "what", typed.what, LONGEST_WHAT, several=True)
    return [*found, *_with_wrong(texts, shown.wrong, "what", what)]


def _where(texts: Texts, shown: Form, typed: Typed) -> list[CardElement]:
    heading = ChoiceSetInput(
        id="heading",
        label=texts("initiative-field-heading"),
        value=typed.heading if shown.rules.heading(typed.heading) else None,
        choices=_choices(texts, shown.rules.headings),
        style="compact",
        placeholder=texts("initiative-field-heading-hint"),
        wrap=True,
    )
    found = _with_wrong(texts, shown.wrong, "heading", heading)
    if shown.rules.serves:
        there = [id for id in typed.serves if shown.rules.served(id)]
        serves = ChoiceSetInput(
            id="serves",
            label=texts("initiative-field-serves"),
            value=",".join(there) or None,
            choices=_choices(texts, shown.rules.serves),
            is_multi_select=True,
            wrap=True,
        )
        found += _with_wrong(texts, shown.wrong, "serves", serves)
    return found


def _who_and_when(texts: Texts, shown: Form, typed: Typed) -> list[CardElement]:
    people = colleagues(
        "colleagues",
        texts("initiative-field-colleagues"),
        chosen=shown.people,
        several=True,
        placeholder=texts("initiative-field-colleagues-hint"),
    )
    on = read_day(typed.start)
    day = DateInput(id="day", label=texts("initiative-field-day"), value=on.isoformat() if on else None)
    words = _text(texts, "start", "" if on else typed.start, LONGEST_START)
    hidden = ToggleInput(
        id="hidden", title=texts("initiative-field-hidden"), value="true" if typed.hidden else "false", wrap=True
    )
    return [
        *_with_wrong(texts, shown.wrong, "colleagues", people),
        *_with_wrong(texts, shown.wrong, "start", day),
        words,
        *_with_wrong(texts, shown.wrong, "needs", _text(texts, "needs", typed.needs, LONGEST_NEEDS, several=True)),
        hidden,
    ]


def _text(texts: Texts, name: str, value: str, most: int, *, several: bool = False) -> TextInput:
    """No field is required on the card itself: Teams would not let a draft be kept before it is whole."""
    return TextInput(
        id=name,
        label=texts(f"initiative-field-{name}"),
        value=value or None,
        max_length=most,
        is_multiline=True if several else None,
        placeholder=texts(f"initiative-field-{name}-hint"),
    )


def _choices(texts: Texts, terms: Sequence[Term]) -> list[Choice]:
    return [Choice(title=term.name(texts.language), value=term.id) for term in terms]


def _with_wrong(texts: Texts, wrong: Sequence[Problem], name: str, field: CardElement) -> list[CardElement]:
    """A field, under what is wrong with it."""
    found = next((problem for problem in wrong if problem.field == name), None)
    if found is None:
        return [field]
    words = texts("initiative-wrong-here", problem=texts(found.key, most=found.most))
    return [TextBlock(text=words, wrap=True, weight="Bolder", spacing="Medium"), field]
