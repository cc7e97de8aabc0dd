"""The fields of each step of a start document, with what is wrong above the field that it is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from microsoft_teams.cards.core import (
    ActionSet,
    Choice,
    ChoiceSetInput,
    DateInput,
    TextBlock,
    TextInput,
)

from cards.card import CardBuilder
from cards.choosing import colleagues
from cards.projects.actions import KeepStep, ProposePassages
from cards.projects.rows import table
from cards.projects.words import euros, payback_of, plain_line, small, typed_euros
from cards.projects.writing import Build, Group, Writing, fits
from domain.projects.checking import LONGEST_DEPARTMENT, LONGEST_LINE, LONGEST_NAME, LONGEST_TEXT, TEXTS, required_in
from domain.projects.content import GLOBAL_GOALS, LANES, NSOB_ROLES, Colleague
from domain.projects.model import Wrong
from locales import Texts

LONGEST_AMOUNT = 24  # characters that somebody needs for an amount
AMOUNTS = ("investment", "yearly_costs", "yearly_savings")
NO_CHOICE = "none"


def groups(texts: Texts, writing: Writing) -> list[Build]:
    """What is asked at the step, a group for each field: no group is torn apart over two cards."""
    match writing.step:
        case "assignment":
            return _assignment(texts, writing)
        case "how":
            return [_text(texts, writing, "approach"), *_role(texts, writing)]
        case "compass":
            return _compass(texts, writing)
        case "vision":
            return [_table(texts, writing), lambda card: _passages(card, texts, writing)]
        case "outside" | "team" | "risks" | "links":
            return [_table(texts, writing)]
        case "money":
            return _money(texts, writing)
        case "planning":
            return [_day(texts, writing, "start"), _day(texts, writing, "end"), _table(texts, writing)]
        case "lane":
            return [_always(_lane(texts, writing))]
        case "why" | "what" | "scope" | "communication":
            return [_text(texts, writing, name) for name in _texts_of(writing)]


def _always(group: Group) -> Build:
    return lambda _: group


def _table(texts: Texts, writing: Writing) -> Build:
    return lambda card: table(card, texts, writing)


def _texts_of(writing: Writing) -> tuple[str, ...]:
    names = {
        "why": ("reason", "task", "goal"),
        "what": ("result", "effect"),
        "scope": ("in_scope", "out_of_scope"),
    }
    return names.get(writing.step, ("communication",))


def label(texts: Texts, writing: Writing, field: str) -> str:
    """What a field is called, and whether it is needed before approval can be asked for."""
    name = texts(f"project-field-{key_of(field)}")
    return texts("project-needed", field=name) if field in required_in(writing.document, writing.rules) else name


def key_of(name: str) -> str:
    """A name of the code as a part of the key of a text."""
    return name.replace("_", "-")


def complaints(texts: Texts, wrong: Iterable[Wrong]) -> Group:
    """What is wrong, in words."""
    return [
        TextBlock(
            text=texts("project-mistake", what=words_of(texts, each)), wrap=True, weight="Bolder", spacing="Small"
        )
        for each in wrong
    ]


def words_of(texts: Texts, wrong: Wrong) -> str:
    """What is wrong with a field, in words."""
    values = {name: plain_line(value) if isinstance(value, str) else value for name, value in wrong.values}
    return texts(wrong.reason, **values)


def text_field(texts: Texts, name: str, title: str, value: str, *, several: bool = True, longest: int = 0) -> Group:
    """A field for a text; where what is kept does not fit on a card, an empty one that may stay so."""
    most = longest or (LONGEST_TEXT if several else LONGEST_LINE)
    shown = fits(value)
    asked = TextInput(
        id=name,
        label=title,
        value=(value or None) if shown else None,
        is_multiline=True if several else None,
        max_length=most,
    )
    return [asked] if shown else [small(texts("project-too-big", field=title)), asked]


def choices(
    name: str, title: str, options: Sequence[tuple[str, str]], chosen: str | None, *, several: bool = False
) -> ChoiceSetInput:
    """A field to choose in, all of whose choices are in sight."""
    return ChoiceSetInput(
        id=name,
        label=title,
        choices=[Choice(title=words, value=value) for value, words in options],
        value=chosen or None,
        style="expanded",
        is_multi_select=True if several else None,
        wrap=True,
    )


def _text(texts: Texts, writing: Writing, name: str) -> Build:
    value = str(getattr(writing.document, name))
    several = name in TEXTS
    longest = {"name": LONGEST_NAME, "department": LONGEST_DEPARTMENT}.get(name, 0)
    asked = text_field(texts, name, label(texts, writing, name), value, several=several, longest=longest)
    hint = f"project-hint-{key_of(name)}"
    about = [small(texts(hint))] if texts.has(hint) else []
    return _always([*complaints(texts, writing.about(name)), *about, *asked])


def _person(texts: Texts, writing: Writing, name: str, person: Colleague | None) -> Build:
    chosen = [(person.id, person.name)] if person is not None else []
    asked = colleagues(name, label(texts, writing, name), chosen=chosen, placeholder=texts("project-person-search"))
    return _always([*complaints(texts, writing.about(name)), small(texts(f"project-hint-{name}")), asked])


def _assignment(texts: Texts, writing: Writing) -> list[Build]:
    document = writing.document
    people = [("principal", document.principal), ("contractor", document.contractor)]
    if writing.rules.deputies:
        people.append(("deputy", document.deputy))
    asked = [_person(texts, writing, name, person) for name, person in people]
    return [_text(texts, writing, "name"), *asked, _text(texts, writing, "department")]


def _role(texts: Texts, writing: Writing) -> list[Build]:
    chosen = ",".join(writing.document.other_roles)
    named = [(role, texts(f"project-nsob-{role}")) for role in NSOB_ROLES]
    others = choices("other_roles", label(texts, writing, "other_roles"), named, chosen, several=True)
    return [lambda card: _main_role(card, texts, writing), _always([others]), _text(texts, writing, "role_why")]


def _main_role(card: CardBuilder, texts: Texts, writing: Writing) -> Group:
    full = [(role, f"{texts(f'project-nsob-{role}')}: {texts(f'project-nsob-{role}-what')}") for role in NSOB_ROLES]
    to_help = KeepStep(writing.project, writing.version, "how", "help", part=writing.part, begun=writing.begun)
    return [
        *complaints(texts, writing.about("role")),
        small(texts("project-hint-role")),
        choices("role", label(texts, writing, "role"), full, writing.document.role),
        ActionSet(actions=[card.button(texts("project-nsob-help"), to_help)]),
    ]


def _compass(texts: Texts, writing: Writing) -> list[Build]:
    document, rules = writing.document, writing.rules
    asked: list[Build] = []
    if rules.compass:
        name = rules.compass_name.name(texts.language)
        options = [(choice.id, choice.name(texts.language)) for choice in rules.compass]
        title = texts("project-compass-which", name=name)
        asked.append(_always([choices("compass", title, options, ",".join(document.compass), several=True)]))
    goals = [
        (str(goal), texts("project-goal", number=goal, name=texts(f"project-goal-{goal}"))) for goal in GLOBAL_GOALS
    ]
    chosen = ",".join(str(goal) for goal in document.goals)
    asked.append(_always([choices("goals", label(texts, writing, "goals"), goals, chosen, several=True)]))
    return asked


def _passages(card: CardBuilder, texts: Texts, writing: Writing) -> Group:
    if not writing.project:
        return [small(texts("project-passages-first-keep"))]
    propose = card.button(texts("project-passages-propose"), ProposePassages(writing.project))
    return [ActionSet(actions=[propose])]


def _money(texts: Texts, writing: Writing) -> list[Build]:
    money, unread = writing.document.money, dict(writing.document.unread)
    asked: list[Build] = [_always(complaints(texts, writing.about("money")))]
    for name in AMOUNTS:
        amount: int | None = getattr(money, name)
        value = unread.get(f"money.{name}") or typed_euros(texts, amount)
        title = texts(f"project-field-{key_of(name)}")
        if name == "investment" and "money" in required_in(writing.document, writing.rules):
            title = texts("project-needed", field=title)
        field = text_field(texts, name, title, value, several=False, longest=LONGEST_AMOUNT)
        asked.append(_always([small(texts(f"project-hint-{key_of(name)}")), *field]))
    worked_out = TextBlock(text=payback_of(texts, money), wrap=True, weight="Bolder")
    explained = text_field(texts, "explanation", texts("project-field-explanation"), money.explanation)
    return [*asked, _always([worked_out, small(texts("project-payback-how"))]), _always(explained)]


def _day(texts: Texts, writing: Writing, name: str) -> Build:
    day = writing.document.start if name == "start" else writing.document.end
    asked = DateInput(id=name, label=label(texts, writing, name), value=day.isoformat() if day else None)
    return _always([*complaints(texts, writing.about(name)), asked])


def _lane(texts: Texts, writing: Writing) -> Group:
    fast, document = writing.rules.fast_lane, writing.document
    options = [(lane, f"{texts(f'project-lane-{lane}')}: {texts(f'project-lane-{lane}-what')}") for lane in LANES]
    asked: Group = [*complaints(texts, writing.about("lane"))]
    if fast.most_investment is not None:
        asked.append(small(texts("project-lane-most-money", euros=euros(texts, fast.most_investment))))
    if fast.most_hours is not None:
        asked.append(small(texts("project-lane-most-hours", hours=fast.most_hours)))
    return [*asked, choices("lane", label(texts, writing, "lane"), options, document.lane)]
