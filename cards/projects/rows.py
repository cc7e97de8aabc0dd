"""Lists in a start document: what is in them, row by row, and the fields of the row that is added or changed."""

from __future__ import annotations

from dataclasses import dataclass

from microsoft_teams.cards.core import (
    ActionSet,
    CardElement,
    Choice,
    ChoiceSetInput,
    Container,
    DateInput,
    TextBlock,
    TextInput,
)

from cards.card import CardBuilder, heading
from cards.choosing import colleagues
from cards.projects.actions import KeepStep, OpenStep, RemoveRow
from cards.projects.words import day_of, literal, small
from cards.projects.writing import NO_ROW, Writing
from domain.projects.checking import LONGEST_LINE, MOST_ROWS
from domain.projects.content import (
    LEVELS,
    PARTICIPATIONS,
    Link,
    Member,
    Milestone,
    Partner,
    Risk,
    StartDocument,
    Step,
    VisionPassage,
)
from domain.projects.model import Wrong
from locales import Texts

LISTS: dict[Step, str] = {  # the list that a step has
    "vision": "passages",
    "outside": "partners",
    "team": "team",
    "planning": "milestones",
    "risks": "risks",
    "links": "links",
}
ON_A_PAGE = 6  # rows that are in sight
LONGEST_SHOWN = 240  # characters of a line of a row; all of it is in its fields
LONGEST_HOURS = 6  # digits
OneRow = Partner | Member | Milestone | Risk | Link | VisionPassage


@dataclass(frozen=True)
class Shown:
    """A row as a card shows it."""

    title: str
    about: str = ""


def rows_of(document: StartDocument, step: Step) -> tuple[OneRow, ...]:
    """The list of a step; nothing where it has none."""
    match step:
        case "vision":
            return document.passages
        case "outside":
            return document.partners
        case "team":
            return document.team
        case "planning":
            return document.milestones
        case "risks":
            return document.risks
        case "links":
            return document.links
        case _:
            return ()


def shown(texts: Texts, row: OneRow) -> Shown:
    """A row in words."""
    match row:
        case Partner():
            form = texts(f"project-participation-{row.form.replace('_', '-')}")
            return Shown(row.name, f"{form}. {row.why}" if row.why else form)
        case Member():
            hours = texts("project-hours", hours=row.hours) if row.hours else ""
            return Shown(row.name, ", ".join(filter(None, (row.part, hours))))
        case Milestone():
            return Shown(row.name, day_of(texts, row.day))
        case Risk():
            chance, effect = texts(f"project-level-{row.chance}"), texts(f"project-level-{row.effect}")
            about = texts("project-risk-about", chance=chance, effect=effect)
            return Shown(row.what, f"{about} {row.measure}".strip())
        case Link():
            return Shown(row.name, row.how)
        case VisionPassage():
            return Shown(row.quote, " · ".join(filter(None, (row.title, row.section))))


def table(card: CardBuilder, texts: Texts, writing: Writing) -> list[CardElement]:
    """The list of the step, with the fields to add a row or to change one."""
    rows, name = rows_of(writing.document, writing.step), LISTS[writing.step]
    wrong = writing.about(name)
    first = writing.first if 0 <= writing.first < len(rows) else 0
    found: list[CardElement] = [heading(texts(f"project-list-{name}", count=len(rows)))]
    found += [_mistake(texts, each) for each in wrong if each.row is None]
    if not rows:
        found.append(small(texts(f"project-list-{name}-none")))
    for number in range(first, min(first + ON_A_PAGE, len(rows))):
        found.append(_row(card, texts, writing, number, shown(texts, rows[number]), wrong))
    if len(rows) > ON_A_PAGE:
        found.append(_pages(card, texts, writing, first, len(rows)))
    if writing.step == "vision" or (len(rows) >= MOST_ROWS and writing.row == NO_ROW):
        return found
    return [*found, *_form(card, texts, writing, rows)]


def _mistake(texts: Texts, wrong: Wrong) -> TextBlock:
    what = texts(wrong.reason, **dict(wrong.values))
    return TextBlock(text=texts("project-mistake", what=what), wrap=True, weight="Bolder", spacing="Small")


def _row(
    card: CardBuilder, texts: Texts, writing: Writing, number: int, row: Shown, wrong: tuple[Wrong, ...]
) -> CardElement:
    items: list[CardElement] = [literal(_cut(row.title), strong=True)]
    if row.about:
        items.append(literal(_cut(row.about), subtle=True))
    items += [_mistake(texts, each) for each in wrong if each.row == number]
    change = OpenStep(writing.project, writing.step, row=number, first=writing.first)
    remove = RemoveRow(writing.project, writing.version, writing.step, number)
    buttons = [card.button(texts("project-row-remove", number=number + 1), remove)]
    if writing.step != "vision":
        buttons.insert(0, card.button(texts("project-row-change", number=number + 1), change))
    return Container(separator=True, items=[*items, ActionSet(actions=list(buttons))])


def _pages(card: CardBuilder, texts: Texts, writing: Writing, first: int, count: int) -> ActionSet:
    buttons = [
        card.button(texts(f"project-rows-{name}"), OpenStep(writing.project, writing.step, first=at))
        for name, at in (("before", first - ON_A_PAGE), ("after", first + ON_A_PAGE))
        if 0 <= at < count
    ]
    return ActionSet(actions=list(buttons))


def _form(card: CardBuilder, texts: Texts, writing: Writing, rows: tuple[OneRow, ...]) -> list[CardElement]:
    changing = 0 <= writing.row < len(rows)
    name = LISTS[writing.step]
    title = texts(f"project-{name}-change", number=writing.row + 1) if changing else texts(f"project-{name}-add")
    values = dict(writing.form) or (values_of(rows[writing.row]) if changing else {})
    row = writing.row if changing else NO_ROW
    keep = KeepStep(writing.project, writing.version, writing.step, "row", row, begun=writing.begun)
    buttons = [card.button(texts("project-row-keep" if changing else "project-row-add"), keep)]
    if changing:
        leave = OpenStep(writing.project, writing.step, first=writing.first)
        buttons.append(card.button(texts("project-row-leave"), leave))
    return [heading(title), *_fields(texts, writing.step, values), ActionSet(actions=list(buttons))]


def values_of(row: OneRow) -> dict[str, str]:
    """A row as its fields have it."""
    match row:
        case Partner():
            return {"row_name": row.name, "row_form": row.form, "row_why": row.why}
        case Member():
            named = {"row_person": f"{row.id}|{row.name}"} if row.id else {"row_name": row.name}
            return {**named, "row_part": row.part, "row_hours": str(row.hours) if row.hours else ""}
        case Milestone():
            return {"row_name": row.name, "row_day": row.day.isoformat()}
        case Risk():
            return {
                "row_what": row.what,
                "row_chance": row.chance,
                "row_effect": row.effect,
                "row_measure": row.measure,
            }
        case Link():
            return {"row_name": row.name, "row_how": row.how}
        case VisionPassage():
            return {}


def _fields(texts: Texts, step: Step, values: dict[str, str]) -> list[CardElement]:
    match step:
        case "outside":
            forms = [(form, f"project-participation-{form.replace('_', '-')}") for form in PARTICIPATIONS]
            options = [(form, f"{texts(key)}: {texts(f'{key}-when')}") for form, key in forms]
            return [
                _line(texts, "partners-name", "row_name", values),
                small(texts("project-hint-participation")),
                _choice(texts, "partners-form", "row_form", options, values, expanded=True),
                _line(texts, "partners-why", "row_why", values),
            ]
        case "team":
            id, _, name = values.get("row_person", "").partition("|")
            chosen = [(id, name)] if id and name else []
            search = texts("project-person-search")
            return [
                colleagues("row_person", texts("project-row-team-person"), chosen=chosen, placeholder=search),
                _line(texts, "team-name", "row_name", values),
                _line(texts, "team-part", "row_part", values),
                _line(texts, "team-hours", "row_hours", values, longest=LONGEST_HOURS),
            ]
        case "planning":
            day = DateInput(
                id="row_day", label=texts("project-row-milestones-day"), value=values.get("row_day") or None
            )
            return [_line(texts, "milestones-name", "row_name", values), day]
        case "risks":
            levels = [(level, texts(f"project-level-{level}")) for level in LEVELS]
            return [
                _line(texts, "risks-what", "row_what", values),
                _choice(texts, "risks-chance", "row_chance", levels, values),
                _choice(texts, "risks-effect", "row_effect", levels, values),
                _line(texts, "risks-measure", "row_measure", values),
            ]
        case _:
            return [
                _line(texts, "links-name", "row_name", values),
                _line(texts, "links-how", "row_how", values),
            ]


def _line(texts: Texts, key: str, name: str, values: dict[str, str], *, longest: int = LONGEST_LINE) -> TextInput:
    return TextInput(id=name, label=texts(f"project-row-{key}"), value=values.get(name) or None, max_length=longest)


def _choice(
    texts: Texts,
    key: str,
    name: str,
    options: list[tuple[str, str]],
    values: dict[str, str],
    *,
    expanded: bool = False,
) -> ChoiceSetInput:
    return ChoiceSetInput(
        id=name,
        label=texts(f"project-row-{key}"),
        choices=[Choice(title=title, value=value) for value, title in options],
        value=values.get(name) or options[0][0],
        style="expanded" if expanded else "compact",
        wrap=True,
    )


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1].rstrip()}…"
