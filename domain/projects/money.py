"""What a project costs and yields: amounts in whole cents as people type them, and when it has paid for itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from domain.projects.content import Money

MOST = 100_000_000_000_00  # cents: more than any municipality has
# 1250 · 1.250 · 1.250,50 · 1250.50 · 1 250 · € 1.250,- : a dot before three digits is no decimal point
AMOUNT = re.compile(r"-?(\d{1,3}(?:[. \u00a0]\d{3})+|\d{1,14})(?:[.,](\d{1,2}|-{1,2}))?")
ENGLISH = re.compile(r"-?(\d{1,3}(?:,\d{3})+)(?:\.(\d{1,2}))?")  # 1,250.50


@dataclass(frozen=True)
class Payback:
    """When the savings have paid for the investment: after so many whole months. None: they never do."""

    months: int | None

    @property
    def years_and_months(self) -> tuple[int, int]:
        """The same in years, and the months beside them. Nothing where it never does."""
        return divmod(self.months or 0, 12)


def payback(money: Money) -> Payback | None:
    """The payback time: the investment, divided by what a year yields after its costs, rounded up to a month.

    None where investment or savings are not filled in: then there is nothing to work out. Source: the simple payback
    period, without interest, which is what a business case of a municipality begins with.
    """
    if money.investment is None or money.yearly_savings is None:
        return None
    yields = money.yearly_savings - (money.yearly_costs or 0)
    if money.investment <= 0:
        return Payback(0)
    if yields <= 0:
        return Payback(None)
    return Payback(-(-money.investment * 12 // yields))


def cents(typed: str) -> int | None:
    """The cents of an amount in euros as somebody types it; None for what is none, or more than there is.

    A minus is read, so that who typed it hears that an amount cannot be less than nothing.
    """
    text = typed.replace("€", "").replace("EUR", "").strip()
    found = AMOUNT.fullmatch(text) or ENGLISH.fullmatch(text)
    if found is None:
        return None
    euros = int(re.sub(r"\D", "", found[1]))
    rest = (found[2] or "").strip("-")
    amount = euros * 100 + int((rest + "00")[:2] or 0)
    if amount > MOST:
        return None
    return -amount if text.startswith("-") else amount
