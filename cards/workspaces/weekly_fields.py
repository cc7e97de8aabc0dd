"""The fields of the booking form for what comes back every week."""

from __future__ import annotations

from microsoft_teams.cards.core import CardElement, Choice, ChoiceSetInput, DateInput

from cards.workdays.words import weekday
from cards.workspaces.filled import Filled
from domain.workspaces.configured import WEEKDAYS
from locales import Texts

WORKING_WEEK = 5  # weekdays that can always be chosen; those of the weekend where they are already
EVERY = (1, 2)  # weeks


def fields(texts: Texts, filled: Filled) -> list[CardElement]:
    """On which weekdays, and in which weeks."""
    chosen = [name for name in WEEKDAYS if name in filled.weekdays]
    offered = [name for at, name in enumerate(WEEKDAYS) if at < WORKING_WEEK or name in chosen]
    return [
        ChoiceSetInput(
            id="weekdays",
            label=texts("weekly-field-weekdays"),
            value=",".join(chosen),
            choices=[Choice(title=weekday(texts, WEEKDAYS.index(name)), value=name) for name in offered],
            is_multi_select=True,
            wrap=True,
        ),
        ChoiceSetInput(
            id="every",
            label=texts("weekly-field-every"),
            value=str(filled.every),
            choices=[Choice(title=texts(f"weekly-every-{weeks}"), value=str(weeks)) for weeks in EVERY],
            style="compact",
            wrap=True,
        ),
    ]


def until(texts: Texts, filled: Filled) -> CardElement:
    """The last day, for who knows it."""
    return DateInput(id="until", label=texts("weekly-field-until"), value=filled.until or None)
