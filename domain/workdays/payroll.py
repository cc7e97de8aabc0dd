"""A month as payroll gets it: each day that gives an allowance, each correction, and totals that are their sum."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.workdays.model import Correction, Entry, Kind, Month
from graph.people import Employee


@dataclass(frozen=True)
class Total:
    """What one person, or everybody, is to get; amounts in cents."""

    home_days: int = 0
    home: int = 0
    commute_days: int = 0
    commute: int = 0
    corrections: int = 0

    @property
    def cents(self) -> int:
        """All of it."""
        return self.home + self.commute + self.corrections

    def __add__(self, other: Total) -> Total:
        """Both together."""
        return Total(
            self.home_days + other.home_days,
            self.home + other.home,
            self.commute_days + other.commute_days,
            self.commute + other.commute,
            self.corrections + other.corrections,
        )


@dataclass(frozen=True)
class Payroll:
    """A month of everybody. `people`: who is not in it is no longer known in Entra."""

    month: Month
    entries: tuple[Entry, ...]
    corrections: tuple[Correction, ...]
    people: Mapping[str, Employee]

    def employee(self, person: str) -> Employee:
        """How payroll knows somebody."""
        return self.people.get(person) or Employee(person, "", "", "")

    @property
    def order(self) -> tuple[str, ...]:
        """Everybody of whom there is anything, by name."""
        found = {line.person for line in (*self.entries, *self.corrections)}
        return tuple(sorted(found, key=lambda person: (self.employee(person).name.casefold(), person)))

    @property
    def totals(self) -> Mapping[str, Total]:
        """By person."""
        found = dict[str, Total]()
        for entry in self.entries:
            found[entry.person] = found.get(entry.person, Total()) + _of_day(entry.kind, entry.cents)
        for line in self.corrections:
            found[line.person] = found.get(line.person, Total()) + Total(corrections=line.cents)
        return found

    @property
    def total(self) -> Total:
        """Of everybody."""
        return added(self.totals.values())


def added(totals: Iterable[Total]) -> Total:
    """All of these together."""
    result = Total()
    for total in totals:
        result += total
    return result


def _of_day(kind: Kind | None, cents: int) -> Total:
    match kind:
        case "home":
            return Total(home_days=1, home=cents)
        case "commute":
            return Total(commute_days=1, commute=cents)
        case None:
            return Total()
