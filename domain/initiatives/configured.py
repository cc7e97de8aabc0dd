"""What a municipality lays down about initiatives, as it is in [initiatives] of organisation.toml."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any, Literal, TypeVar, cast, get_args

from domain.named import Named
from domain.workspaces.configured import WEEKDAYS
from domain.written import read_hour

StatusKind = Literal["new", "going", "ended", "project"]  # project: it goes on as a project
Deed = Literal["status", "campaigns", "digest", "export"]  # what needs a role, besides what an author does with his own
KINDS: tuple[StatusKind, ...] = get_args(StatusKind)
DEEDS: tuple[Deed, ...] = get_args(Deed)
ID = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")
T = TypeVar("T", bound="Term")


@dataclass(frozen=True)
class Term(Named):
    """A heading, or a principle or goal that an initiative can serve."""


@dataclass(frozen=True)
class Status(Term):
    """How far an initiative can be. `kind`: what it means for the rules, whatever the municipality calls it."""

    kind: StatusKind


HEADINGS = (
    Term("organisatie", "Organisatie", "Organisation"),
    Term("dienstverlening", "Dienstverlening", "Services"),
    Term("medewerkers-managers", "Medewerkers & managers", "Employees & managers"),
    Term("digitaal", "Digitaal", "Digital"),
    Term("huisvesting", "Huisvesting", "Accommodation"),
)
STATUSES = (
    Status("nieuw", "Nieuw", "New", "new"),
    Status("gestart", "Gestart", "Started", "going"),
    Status("werkt", "Het werkt", "It works", "going"),
    Status("gestopt", "Geleerd en gestopt", "Learned and stopped", "ended"),
    Status("project", "Project geworden", "Became a project", "project"),
)


@dataclass(frozen=True)
class InitiativeRules:
    """The initiatives of a municipality. `on` False: it has none.

    `serves`: principles and goals of its vision. `digest_day`: 0 is Monday; `digest_at`: by the clock on the wall.
    `channel`: the conversation id of the Teams channel that gets the digest, "": whoever has the role says so in the
    channel itself. `may`: deed -> roles. `kept_years`: after an initiative was last changed.
    """

    on: bool = False
    headings: tuple[Term, ...] = HEADINGS
    statuses: tuple[Status, ...] = STATUSES
    serves: tuple[Term, ...] = ()
    digest_day: int = 0
    digest_at: time = time(9)
    channel: str = ""
    may: tuple[tuple[Deed, tuple[str, ...]], ...] = tuple((deed, ("communication",)) for deed in DEEDS)
    kept_years: int = 3

    def heading(self, id: str) -> Term | None:
        """The heading with this id."""
        return _of(self.headings, id)

    def status(self, id: str) -> Status | None:
        """The status with this id."""
        return _of(self.statuses, id)

    def served(self, id: str) -> Term | None:
        """The principle or goal with this id."""
        return _of(self.serves, id)

    def first(self, kind: StatusKind) -> Status:
        """The first status of a kind; every municipality has one of each."""
        return next(status for status in self.statuses if status.kind == kind)

    def roles_for(self, deed: Deed) -> tuple[str, ...]:
        """The roles that may do this with any initiative."""
        return dict(self.may).get(deed, ())


def read_initiatives(data: Mapping[str, Any] | None, roles: Sequence[str]) -> InitiativeRules:
    """The rules in a table of TOML, None where there is none. `roles`: those of the municipality.

    Raises ValueError for what cannot be a rule, and KeyError for what lacks.
    """
    if data is None:
        return InitiativeRules()
    usual, day = InitiativeRules(), str(data.get("digest_day", "monday"))
    if day not in WEEKDAYS:
        raise ValueError(f"initiatives: digest_day {day!r} is none of {', '.join(WEEKDAYS)}")
    statuses = tuple(_status(item) for item in data["status"]) if "status" in data else usual.statuses
    if lacking := set(KINDS) - {status.kind for status in statuses}:
        raise ValueError(f"initiatives: no status of kind {', '.join(sorted(lacking))}")
    rules = InitiativeRules(
        on=True,
        headings=tuple(_term(item) for item in data["heading"]) if "heading" in data else usual.headings,
        statuses=statuses,
        serves=tuple(_term(item) for item in data.get("serves", ())),
        digest_day=WEEKDAYS.index(day),
        digest_at=_hour(str(data.get("digest_at", "09:00"))),
        channel=str(data.get("channel", "")).strip(),
        may=_may(data.get("may", {}), roles, usual),
        kept_years=int(data.get("kept_years", usual.kept_years)),
    )
    for those in (rules.headings, rules.statuses, rules.serves):
        # The list in SharePoint knows them by their Dutch names.
        if min(len({term.id for term in those}), len({term.nl for term in those})) < len(those):
            raise ValueError(f"initiatives: two of {', '.join(term.id for term in those)} are the same")
    if not rules.headings or not 1 <= rules.kept_years <= 20:
        raise ValueError("initiatives: there must be headings, and kept_years is from 1 to 20")
    return rules


def _of(those: tuple[T, ...], id: str) -> T | None:
    return next((term for term in those if term.id == id), None)


def _hour(said: str) -> time:
    hour = read_hour(said)
    if hour is None:
        raise ValueError(f"initiatives: digest_at {said!r} is no hour, such as 09:00")
    return hour


def _term(item: Mapping[str, Any]) -> Term:
    id, nl, en = str(item["id"]), str(item["nl"]).strip(), str(item["en"]).strip()
    if not ID.fullmatch(id) or not nl or not en:
        raise ValueError(f"initiatives: {id!r} needs a name in both languages, and an id of a-z, 0-9 and dashes")
    return Term(id, nl, en)


def _status(item: Mapping[str, Any]) -> Status:
    term, kind = _term(item), item["kind"]
    if kind not in KINDS:
        raise ValueError(f"initiatives: status {term.id}: {kind!r} is none of {', '.join(KINDS)}")
    return Status(term.id, term.nl, term.en, kind)


def _may(
    data: Mapping[str, Any], roles: Sequence[str], usual: InitiativeRules
) -> tuple[tuple[Deed, tuple[str, ...]], ...]:
    if unknown := sorted(set(data) - set(DEEDS)):
        raise ValueError(f"initiatives: nobody can be let do {', '.join(unknown)}; there are: {', '.join(DEEDS)}")
    may = dict(usual.may)
    may.update({cast("Deed", deed): tuple(map(str, some)) for deed, some in data.items()})
    if strange := sorted({role for some in may.values() for role in some} - {*roles, "manager"}):
        raise ValueError(f"initiatives: there is no role {', '.join(strange)} in [roles]")
    return tuple(sorted(may.items()))
