"""What is wrong with a start document: what is missing, what cannot be read, and what cannot be so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from domain.projects.configured import ProjectRules
from domain.projects.content import FIELDS, Money, StartDocument, Step
from domain.projects.model import Wrong
from domain.projects.money import MOST

LONGEST_NAME, LONGEST_DEPARTMENT, LONGEST_LINE, LONGEST_TEXT = 120, 100, 300, 4_000  # characters
MOST_ROWS = 30  # of one table
MOST_HOURS = 100_000  # of one member
MOST_YEARS = 30  # that a project may last
TEXTS = (
    "reason", "task", "goal", "result", "effect", "approach", "role_why", "in_scope", "out_of_scope", "communication",
)  # fmt: skip
TABLES = ("partners", "team", "milestones", "risks", "links", "passages")
LINES: dict[str, tuple[str, ...]] = {  # what is one line in each row of a table
    "partners": ("name", "why"),
    "team": ("name", "part"),
    "milestones": ("name",),
    "risks": ("what", "measure"),
    "links": ("name", "how"),
}
UNREAD: dict[str, str] = {  # field -> what it was to be
    "money": "project-wrong-amount",
    "team": "project-wrong-hours",
    "start": "project-wrong-day",
    "end": "project-wrong-day",
    "milestones": "project-wrong-day",
    "principal": "project-wrong-person",
    "contractor": "project-wrong-person",
    "deputy": "project-wrong-person",
}
STEP_OF: dict[str, Step] = {field: step for step, fields in FIELDS.items() for field in fields}


def wrong_with(document: StartDocument, rules: ProjectRules, author: str) -> tuple[Wrong, ...]:
    """Everything that keeps it from being asked approval for, in the order of the steps. `author`: an Entra id."""
    found = [*_unread(document), *_missing(document, rules), *_too_long(document), *_people(document, author)]
    found += [*_planning(document), *_numbers(document), *_lane(document, rules)]
    order = {step: number for number, step in enumerate(rules.steps)}
    # A step that the municipality does not ask has nothing that anybody could mend.
    asked = [wrong for wrong in found if wrong.step in order]
    return tuple(sorted(asked, key=lambda wrong: order[wrong.step]))


def required_in(document: StartDocument, rules: ProjectRules) -> frozenset[str]:
    """The fields that have to be filled in, which are fewer in the fast lane."""
    return rules.fast_lane.required if document.lane == "fast" else rules.required


def _wrong(field: str, reason: str, row: int | None = None, **values: str | int) -> Wrong:
    return Wrong(STEP_OF[field], field, reason, row, tuple(values.items()))


def _unread(document: StartDocument) -> Iterator[Wrong]:
    for place, typed in document.unread:
        field, _, rest = place.partition(".")
        row = rest.partition(".")[0]
        if field in STEP_OF:
            reason = UNREAD.get(field, "project-wrong-unread")
            yield _wrong(field, reason, int(row) if row.isascii() and row.isdigit() else None, typed=typed[:60])


def _missing(document: StartDocument, rules: ProjectRules) -> Iterator[Wrong]:
    unread = {place.partition(".")[0] for place, _ in document.unread}
    for field in sorted(required_in(document, rules)):
        value = getattr(document, field)
        empty = value.investment is None if isinstance(value, Money) else not value
        if empty and field not in unread:
            yield Wrong(STEP_OF[field], field, "project-wrong-missing", missing=True)


def _too_long(document: StartDocument) -> Iterator[Wrong]:
    if len(document.name) > LONGEST_NAME:
        yield _wrong("name", "project-wrong-long", most=LONGEST_NAME)
    if len(document.department) > LONGEST_DEPARTMENT:
        yield _wrong("department", "project-wrong-long", most=LONGEST_DEPARTMENT)
    for field in TEXTS:
        if len(getattr(document, field)) > LONGEST_TEXT:
            yield _wrong(field, "project-wrong-long", most=LONGEST_TEXT)
    for field in TABLES:
        rows = getattr(document, field)
        if len(rows) > MOST_ROWS:
            yield _wrong(field, "project-wrong-rows", most=MOST_ROWS)
        for number, row in enumerate(rows):
            for name in LINES.get(field, ()):
                if len(getattr(row, name)) > LONGEST_LINE:
                    yield _wrong(field, "project-wrong-long", number, most=LONGEST_LINE)
            named = LINES.get(field, ())[:1]
            if named and not getattr(row, named[0]):
                yield _wrong(field, "project-wrong-nameless", number)


def _people(document: StartDocument, author: str) -> Iterator[Wrong]:
    """Two pairs of eyes: who makes it or carries it out does not approve it, so somebody else has to be able to."""
    principal, contractor, deputy = document.principal, document.contractor, document.deputy
    if principal is None or contractor is None:
        return
    if principal.id == contractor.id:
        yield _wrong("contractor", "project-wrong-same-person")
    if deputy is not None and deputy.id in (principal.id, contractor.id, author):
        yield _wrong("deputy", "project-wrong-deputy")
    elif principal.id == author and deputy is None:
        yield _wrong("deputy", "project-wrong-own")


def _planning(document: StartDocument) -> Iterator[Wrong]:
    start, end = document.start, document.end
    if start and end and end < start:
        yield _wrong("end", "project-wrong-order")
    elif start and end and end > _years_later(start):
        yield _wrong("end", "project-wrong-lasts", most=MOST_YEARS)
    for number, milestone in enumerate(document.milestones):
        if (start and milestone.day < start) or (end and milestone.day > end):
            yield _wrong("milestones", "project-wrong-milestone", number)


def _years_later(day: date) -> date:
    return day.replace(year=min(day.year + MOST_YEARS, date.max.year), day=min(day.day, 28))


def _numbers(document: StartDocument) -> Iterator[Wrong]:
    money = document.money
    for name in ("investment", "yearly_costs", "yearly_savings"):
        amount = getattr(money, name)
        if amount is not None and not 0 <= amount <= MOST:
            yield _wrong("money", "project-wrong-negative" if amount < 0 else "project-wrong-amount", typed=str(amount))
            break
    for number, member in enumerate(document.team):
        if not 0 <= member.hours <= MOST_HOURS:
            yield _wrong("team", "project-wrong-hours", number, typed=str(member.hours))


def _lane(document: StartDocument, rules: ProjectRules) -> Iterator[Wrong]:
    fast = rules.fast_lane
    if document.lane != "fast":
        return
    if fast.most_investment is not None and (document.money.investment or 0) > fast.most_investment:
        yield _wrong("lane", "project-wrong-fast-money", euros=fast.most_investment // 100)
    if fast.most_hours is not None and document.hours > fast.most_hours:
        yield _wrong("lane", "project-wrong-fast-hours", hours=fast.most_hours)
