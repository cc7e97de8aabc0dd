"""The export of a month for the payroll administration."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from microsoft_teams.cards.core import Choice, ChoiceSetInput

from cards.card import Card, CardBuilder
from cards.workdays.actions import ChooseExport, ExportMonth
from cards.workdays.words import day_in_full
from cards.workdays.words import month as named
from domain.workdays.model import Month
from locales import Texts


def choose(texts: Texts, months: Sequence[Month], chosen: Month | None, told: str = "") -> Card:
    """Which month. Only those that are locked can be exported: what is in the file does not change any more."""
    card = CardBuilder(texts("workdays-export-title"))
    if told:
        card.paragraph(told, strong=True)
    if not months:
        return card.paragraph(texts("workdays-export-none")).build(speak=texts("workdays-export-title"))
    card.paragraph(texts("workdays-export-how"))
    card.add(
        ChoiceSetInput(
            id="month",
            label=texts("workdays-export-month"),
            value=str(chosen if chosen in months else months[-1]),
            choices=[Choice(title=named(texts, one), value=str(one)) for one in reversed(months)],
            style="compact",
            wrap=True,
        )
    )
    card.execute(texts("workdays-export-make"), ExportMonth(), primary=True)
    return card.build(speak=texts("workdays-export-title"))


def files(texts: Texts, of: Month, xlsx: str, csv: str, removed_on: date) -> Card:
    """Where both files can be got, for a while. `removed_on`: nothing is kept of the month from that day on."""
    card = CardBuilder(texts("workdays-export-ready", month=named(texts, of)))
    card.paragraph(texts("workdays-export-files"))
    card.paragraph(texts("workdays-export-removed", day=day_in_full(texts, removed_on)), subtle=True)
    card.open_url(texts("workdays-export-xlsx"), xlsx)
    card.open_url(texts("workdays-export-csv"), csv)
    card.execute(texts("workdays-export-another"), ChooseExport())
    return card.build()
