"""What somebody chooses for himself: the question of the morning, Outlook, the team and the days of work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from microsoft_teams.cards.core import CardElement, Choice, ChoiceSetInput, TextBlock, ToggleInput

from cards.card import Card, CardBuilder, heading
from cards.workdays.actions import ShowMonth, ShowPattern, ShowWeek, StoreSettings
from cards.workdays.words import weekday
from domain.workdays.model import Choices
from locales import Texts

NEVER = "never"


@dataclass(frozen=True)
class Settings:
    """The choices as the card shows them; nothing is stored before it is pressed."""

    choices: Choices
    hours: Sequence[time]
    told: str = ""


def settings(texts: Texts, shown: Settings) -> Card:
    """Every choice with what is kept for it."""
    chosen = shown.choices
    card = CardBuilder(texts("workdays-settings-title"))
    if shown.told:
        card.paragraph(shown.told, strong=True)
    card.add(heading(texts("workdays-settings-question")), _hours(texts, chosen.asked_at, shown.hours))
    card.add(_privacy(texts, "question"))
    card.add(heading(texts("workdays-settings-team")), _toggle(texts, "visible", on=chosen.visible))
    card.add(_privacy(texts, "team"))
    card.add(heading(texts("workdays-settings-outlook")), _toggle(texts, "location", on=chosen.location))
    card.add(_privacy(texts, "outlook"))
    card.add(heading(texts("workdays-settings-days")), _days(texts, chosen.working_days))
    card.add(_privacy(texts, "days"))
    card.execute(texts("workdays-save"), StoreSettings(), primary=True)
    card.execute(texts("workdays-to-pattern"), ShowPattern())
    card.execute(texts("workdays-to-week"), ShowWeek(""))
    card.execute(texts("workdays-to-month"), ShowMonth(""))
    return card.build(speak=texts("workdays-settings-title"))


def _hours(texts: Texts, asked_at: time | None, hours: Sequence[time]) -> ChoiceSetInput:
    choices = [Choice(title=texts("workdays-settings-never"), value=NEVER)]
    choices += [Choice(title=texts("workdays-settings-hour", hour=f"{at:%H:%M}"), value=f"{at:%H:%M}") for at in hours]
    value = f"{asked_at:%H:%M}" if asked_at in hours and asked_at is not None else NEVER
    return ChoiceSetInput(
        id="hour", label=texts("workdays-settings-asked"), value=value, choices=choices, style="compact", wrap=True
    )


def _toggle(texts: Texts, name: str, *, on: bool) -> ToggleInput:
    title = texts(f"workdays-settings-{name}")
    return ToggleInput(id=name, title=title, value="true" if on else "false", wrap=True)


def _days(texts: Texts, working: Sequence[int]) -> ChoiceSetInput:
    return ChoiceSetInput(
        id="working_days",
        label=texts("workdays-settings-working"),
        value=",".join(str(number) for number in working) or None,
        choices=[Choice(title=weekday(texts, number), value=str(number)) for number in range(7)],
        is_multi_select=True,
        wrap=True,
    )


def _privacy(texts: Texts, of: str) -> CardElement:
    return TextBlock(text=texts(f"workdays-settings-{of}-privacy"), wrap=True, is_subtle=True, spacing="Small")
