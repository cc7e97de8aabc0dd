"""What a municipality lays down about its projects, as it is in [projects] of organisation.toml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from domain.named import Named
from domain.projects.content import FIELDS, STEPS, Step

ALWAYS = frozenset({"name", "principal", "contractor"})  # without these there is nobody to approve, or nothing
USUALLY = ALWAYS | {"reason", "task", "goal", "result", "effect", "approach", "role", "start", "end", "milestones"}
LONGEST_ID = 32  # characters


@dataclass(frozen=True)
class Choice(Named):
    """Something to choose from that is the municipality's own."""


@dataclass(frozen=True)
class Kept(Named):
    """A category of the Selectielijst. `years` None: what is in it is kept for good."""

    years: int | None


@dataclass(frozen=True)
class FastLane:
    """What a project may be at most to go through the fast lane, and what has to be filled in then.

    `most_investment` is in cents; `most_hours` of the whole team. None: no limit.
    """

    most_investment: int | None = None
    most_hours: int | None = None
    required: frozenset[str] = ALWAYS


@dataclass(frozen=True)
class ProjectRules:
    """How a municipality wants its projects.

    `steps` in the order in which they are asked; `required`: fields of a StartDocument. `remind_after`: days after
    approval was asked for at which it is asked again. `report_ahead`: days before a report is due that it is asked
    for. `stale_after`: days that a report may be late. `draft_kept`: days without a change after which a project that
    was never approved is removed; `kept`: days that what was withdrawn is kept. `list`, `reports_list` and `library`
    are names in SharePoint, on the site of [sharepoint]; `template` and `report_template` are files in the folder of
    the municipality, "": those of the product.
    """

    steps: tuple[Step, ...] = STEPS
    required: frozenset[str] = frozenset(USUALLY)
    deputies: bool = True
    fast_lane: FastLane = FastLane()
    remind_after: tuple[int, ...] = (3, 7, 14, 28)
    report_ahead: int = 3
    stale_after: int = 14
    draft_kept: int = 365
    kept: int = 365
    compass_name: Choice = Choice("compass", "Kompas", "Compass")
    compass: tuple[Choice, ...] = ()
    retention: tuple[Kept, ...] = ()
    list: str = "Projectportfolio"
    reports_list: str = "Voortgangsrapportages"
    library: str = "Projecten"
    template: str = ""
    report_template: str = ""

    def kept_as(self, id: str) -> Kept | None:
        """The category of the Selectielijst with this id."""
        return next((kept for kept in self.retention if kept.id == id), None)


def project_rules(data: Mapping[str, Any]) -> ProjectRules:
    """The rules in a table of TOML. Raises ValueError for what cannot be a rule, KeyError for what is missing."""
    usual = ProjectRules()
    steps: tuple[Step, ...] = tuple(_step(name) for name in data.get("steps", usual.steps))
    if "assignment" not in steps or len(set(steps)) != len(steps):
        raise ValueError('projects: steps names each step once, and "assignment" is one of them')
    return ProjectRules(
        steps=steps,
        required=_required(data.get("required", sorted(_of(steps) & usual.required)), steps),
        deputies=bool(data.get("deputies", usual.deputies)),
        fast_lane=_fast_lane(data.get("fast_lane", {}), steps),
        remind_after=_days(data.get("remind_after", usual.remind_after)),
        report_ahead=_whole(data, "report_ahead", usual.report_ahead),
        stale_after=_whole(data, "stale_after", usual.stale_after),
        draft_kept=_whole(data, "draft_kept", usual.draft_kept, least=30),
        kept=_whole(data, "kept", usual.kept, least=30),
        compass_name=_named(data["compass_name"], "compass") if "compass_name" in data else usual.compass_name,
        compass=_unique(tuple(_named(item, str(item["id"])) for item in data.get("compass", ())), "compass"),
        retention=_retention(data.get("retention", ())),
        list=str(data.get("list", usual.list)),
        reports_list=str(data.get("reports_list", usual.reports_list)),
        library=str(data.get("library", usual.library)),
        template=str(data.get("template", "")),
        report_template=str(data.get("report_template", "")),
    )


def _step(name: object) -> Step:
    if name not in STEPS:
        raise ValueError(f"projects: {name!r} is no step; there are {', '.join(STEPS)}")
    return name


def _of(steps: Sequence[Step]) -> frozenset[str]:
    return frozenset(field for step in steps for field in FIELDS[step])


def _required(names: Sequence[object], steps: Sequence[Step]) -> frozenset[str]:
    wanted = frozenset(str(name) for name in names)
    if strange := sorted(wanted - _of(steps)):
        raise ValueError(f"projects: {', '.join(strange)} cannot be required: no step asks for it")
    return wanted | ALWAYS


def _fast_lane(data: Mapping[str, Any], steps: Sequence[Step]) -> FastLane:
    euros = _whole(data, "most_investment", 0) if "most_investment" in data else None
    hours = _whole(data, "most_hours", 0) if "most_hours" in data else None
    return FastLane(None if euros is None else euros * 100, hours, _required(data.get("required", ()), steps))


def _days(some: Sequence[object]) -> tuple[int, ...]:
    days = tuple(day for day in some if isinstance(day, int) and not isinstance(day, bool))
    if len(days) != len(some) or list(days) != sorted(set(days)) or any(day < 1 for day in days):
        raise ValueError("projects: remind_after is days in ascending order, such as [3, 7, 14]")
    return days


def _named(item: Mapping[str, Any], id: str) -> Choice:
    if not 0 < len(id) <= LONGEST_ID:
        raise ValueError(f"projects: an id has up to {LONGEST_ID} characters, and {id!r} has not")
    return Choice(id, str(item["nl"]), str(item["en"]))


def _unique(choices: tuple[Choice, ...], name: str) -> tuple[Choice, ...]:
    if len({choice.id for choice in choices}) != len(choices):
        raise ValueError(f"projects.{name}: an id is there twice")
    return choices


def _retention(items: Sequence[Mapping[str, Any]]) -> tuple[Kept, ...]:
    names = _unique(tuple(_named(item, str(item["id"])) for item in items), "retention")
    years = (_whole(item, "years", 0, least=1) if "years" in item else None for item in items)
    return tuple(Kept(name.id, name.nl, name.en, its) for name, its in zip(names, years, strict=True))


def _whole(data: Mapping[str, Any], name: str, usual: int, *, least: int = 0) -> int:
    value = data.get(name, usual)
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise ValueError(f"projects: {name} has to be a whole number from {least}, and not {value!r}")
    return value
