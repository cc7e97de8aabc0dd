"""Writing a start document: a step at a time, kept at every step, with the summary and the help to choose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import cast
from uuid import uuid4

from cards.card import Card
from cards.projects import nsob
from cards.projects.fields import groups
from cards.projects.passages import MOST as MOST_PASSAGES
from cards.projects.passages import passages
from cards.projects.rows import rows_of
from cards.projects.step import step as step_card
from cards.projects.summary import summary
from cards.projects.words import person_of
from cards.projects.writing import NO_ROW, Writing, packed
from dialogs.fields import field
from dialogs.projects import typed
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from domain.projects import filling
from domain.projects.checking import LONGEST_NAME
from domain.projects.content import STEPS, StartDocument, Step, VisionPassage
from domain.projects.model import Seen
from domain.projects.roles import QUESTIONS, Answers, suggested
from errors import WordedError

FIRST_VERSION = 1  # of what was just begun


async def new(turn: Turn, services: Services, *, name: str = "") -> Reply:
    """The first step, with what was said filled in. Nothing is kept until the person does so."""
    rules = services.projects.rules
    document = StartDocument(name=name[:1].upper() + name[1:LONGEST_NAME])
    return Reply(card=step_card(turn.texts, Writing("", 0, rules.steps[0], document, rules, begun=uuid4().hex)))


async def pressed_new(turn: Turn, services: Services) -> Reply:
    """The same by a button, also from an initiative."""
    initiative = str(turn.payload.get("initiative", ""))
    return await from_initiative(turn, services, initiative) if initiative else await new(turn, services)


async def from_initiative(turn: Turn, services: Services, initiative: str) -> Reply:
    """A project with what an initiative says already; the same one where it is asked for again."""
    seen = await services.projects.drafting.from_initiative(turn.person.id, initiative, key=turn.key)
    if "edit" not in seen.may:
        return Reply(card=summary(turn.texts, _writing(services, seen, STEPS[0]), seen))
    said = turn.texts("project-from-initiative-said")
    return Reply(card=step_card(turn.texts, replace(_writing(services, seen, _first(services)), said=said)))


async def go_on(turn: Turn, services: Services, id: str) -> Reply:
    """Where somebody was: the first step that lacks something, else the summary."""
    seen = await services.projects.find(turn.person.id, id)
    if "edit" in seen.may and seen.project.edition.state in ("approved", "dropped"):
        seen = await services.projects.drafting.edit(turn.person.id, id, key=turn.key)
    lacks: Step | None = next((wrong.step for wrong in seen.wrong), None)
    if lacks is None or "edit" not in seen.may:
        return Reply(card=summary(turn.texts, _writing(services, seen, _first(services)), seen))
    return Reply(card=step_card(turn.texts, _writing(services, seen, lacks)))


async def open_step(turn: Turn, services: Services) -> Reply:
    """A step with what is kept."""
    seen = await services.projects.find(turn.person.id, str(turn.payload["project"]))
    if "edit" not in seen.may:
        raise WordedError("project-not-now")
    row, first = _number(turn, "row", NO_ROW), _number(turn, "first", 0)
    writing = replace(_writing(services, seen, _step(services, turn.payload["step"])), row=row, first=first)
    return Reply(card=step_card(turn.texts, _warned(turn, seen, writing)), replaces_card=True)


async def keep(turn: Turn, services: Services) -> Reply:
    """Keeps what was filled in, whatever is wrong with it, and goes where the button leads."""
    step, at = _step(services, turn.payload["step"]), _number(turn, "row", NO_ROW)
    before, version = await _before(turn, services)
    document = typed.typed(turn, before.project.edition.document, step)
    values, said = typed.row_fields(turn), ""
    if values or 0 <= at < len(rows_of(document, step)):
        rows = rows_of(document, step)
        row = typed.row_of(step, values, rows[at] if 0 <= at < len(rows) else None)
        if isinstance(row, str):
            said = row
        else:
            document = typed.with_row(document, step, row, at)
    seen, stored = before, before.project.edition.document
    # Who only looks around takes nothing back that waits for approval, and makes no card of another day an old one.
    if values or filling.with_step(stored, step, document, services.projects.rules) != stored:
        seen = await services.projects.drafting.keep(
            turn.person.id, before.project.id, version, step, document, key=turn.key
        )
    if said:  # what was typed stays on the card: it cannot be kept as it is
        writing = replace(
            _writing(services, seen, step), said=turn.texts(said), row=at, form=await _shown(services, values)
        )
        return Reply(card=step_card(turn.texts, writing), replaces_card=True)
    done = _done(turn, before, seen, step, row=bool(values))
    return Reply(card=_then(turn, services, seen, step, done), replaces_card=True)


async def _before(turn: Turn, services: Services) -> tuple[Seen, int]:
    """The project that the card is about, and the version that was on it; begun where it was not yet."""
    id, version = str(turn.payload["project"]), _number(turn, "version", 0)
    if id:
        return await services.projects.find(turn.person.id, id), version
    seen = await services.projects.drafting.begin(turn.person.id, key=str(turn.payload["begun"]))
    return seen, FIRST_VERSION


def _done(turn: Turn, before: Seen, seen: Seen, step: Step, *, row: bool) -> str:
    """What happened, in words."""
    if not row:
        return turn.texts("project-row-no-name" if turn.payload["to"] == "row" else "project-kept")
    count = len(rows_of(before.project.edition.document, step)), len(rows_of(seen.project.edition.document, step))
    if _number(turn, "row", NO_ROW) != NO_ROW:
        return turn.texts("project-row-changed")
    return turn.texts("project-row-added" if count[1] > count[0] else "project-row-no-name")


async def _shown(services: Services, values: Mapping[str, str]) -> dict[str, str]:
    """The fields of a row to be filled in again; a colleague with the name that Entra gives, or not at all."""
    id = values.get("row_person", "").partition(",")[0].strip()[: typed.LONGEST_ID]
    names = await services.projects.looking.names([id]) if id else {}
    person = {"row_person": f"{id}|{names[id.lower()]}"} if id.lower() in names else {}
    return {name: value for name, value in values.items() if name != "row_person"} | person


def _then(turn: Turn, services: Services, seen: Seen, step: Step, said: str) -> Card:
    texts, to, part = turn.texts, str(turn.payload["to"]), _number(turn, "part", 0)
    steps, writing = services.projects.rules.steps, _writing(services, seen, step)
    at = steps.index(step)
    match to:
        case "summary":
            return summary(texts, writing, seen)
        case "help":
            return nsob.questions(texts, seen.project.id, seen.project.version)
        case "chosen":
            chosen = field(turn, "chosen")
            wanted = chosen if chosen in steps else step
            return step_card(texts, _writing(services, seen, wanted))
        case "next" if part + 1 < len(packed(groups(texts, writing))):
            return step_card(texts, replace(writing, part=part + 1))
        case "next" if at + 1 < len(steps):
            return step_card(texts, _writing(services, seen, steps[at + 1]))
        case "next":
            return summary(texts, writing, seen)
        case "back" if part:
            return step_card(texts, replace(writing, part=part - 1))
        case "back" if at:
            return step_card(texts, _writing(services, seen, steps[at - 1]))
        case _:
            return step_card(texts, replace(writing, said=said, part=part))


async def remove_row(turn: Turn, services: Services) -> Reply:
    """Takes a row out of a list."""
    step, version = _step(services, turn.payload["step"]), _number(turn, "version", 0)
    before = await services.projects.find(turn.person.id, str(turn.payload["project"]))
    document = typed.typed(turn, before.project.edition.document, step)
    document = typed.without_row(document, step, _number(turn, "row", NO_ROW))
    seen = await services.projects.drafting.keep(
        turn.person.id, before.project.id, version, step, document, key=turn.key
    )
    writing = replace(_writing(services, seen, step), said=turn.texts("project-row-removed"))
    return Reply(card=step_card(turn.texts, writing), replaces_card=True)


async def show_summary(turn: Turn, services: Services) -> Reply:
    """What is filled in and what lacks."""
    seen = await services.projects.find(turn.person.id, str(turn.payload["project"]))
    return Reply(card=summary(turn.texts, _writing(services, seen, _first(services)), seen), replaces_card=True)


async def edit(turn: Turn, services: Services) -> Reply:
    """Goes on with the newest edition, or begins one."""
    seen = await services.projects.drafting.edit(turn.person.id, str(turn.payload["project"]), key=turn.key)
    return Reply(card=summary(turn.texts, _writing(services, seen, _first(services)), seen), replaces_card=True)


async def suggest_role(turn: Turn, services: Services) -> Reply:
    """The role that fits the answers; the questions again where one was not answered."""
    id, version = str(turn.payload["project"]), _number(turn, "version", 0)
    answers = Answers(**{name: field(turn, name) for name in QUESTIONS})
    if not answers.complete:
        said = turn.texts("project-nsob-unanswered")
        return Reply(card=nsob.questions(turn.texts, id, version, answers, said=said), replaces_card=True)
    role, other = suggested(answers)
    return Reply(card=nsob.suggestion(turn.texts, id, version, role, other), replaces_card=True)


async def take_role(turn: Turn, services: Services) -> Reply:
    """Puts the suggested roles in the document."""
    before = await services.projects.find(turn.person.id, str(turn.payload["project"]))
    other = typed.role(turn.payload["other"])
    document = replace(
        before.project.edition.document,
        role=typed.role(turn.payload["role"]),
        other_roles=(other,) if other is not None else (),
    )
    version = _number(turn, "version", 0)
    seen = await services.projects.drafting.keep(
        turn.person.id, before.project.id, version, "how", document, key=turn.key
    )
    writing = replace(_writing(services, seen, "how"), said=turn.texts("project-kept"))
    return Reply(card=step_card(turn.texts, writing), replaces_card=True)


async def propose(turn: Turn, services: Services) -> Reply:
    """Passages of the vision that the project may serve and that are not in it yet."""
    id = str(turn.payload["project"])
    seen = await services.projects.find(turn.person.id, id)
    found = await services.projects.drafting.proposed(turn.person.id, id, turn.language)
    there = {(one.document, one.quote) for one in seen.project.edition.document.passages}
    fresh = [one for one in found if (one.document, one.quote) not in there]
    return Reply(card=passages(turn.texts, id, seen.project.version, fresh[:MOST_PASSAGES]), replaces_card=True)


async def take_passages(turn: Turn, services: Services) -> Reply:
    """Puts the ticked passages in the document; the domain holds each quote to its document again."""
    proposed = cast("list[list[str]]", turn.payload["proposed"])
    chosen = [VisionPassage(*each) for number, each in enumerate(proposed) if field(turn, f"take_{number}") == "true"]
    before = await services.projects.find(turn.person.id, str(turn.payload["project"]))
    document = before.project.edition.document
    count, seen = len(document.passages), before
    if chosen:
        seen = await services.projects.drafting.keep(
            turn.person.id,
            before.project.id,
            _number(turn, "version", 0),
            "vision",
            replace(document, passages=(*document.passages, *chosen)),
            key=turn.key,
        )
    added = len(seen.project.edition.document.passages) - count
    writing = replace(_writing(services, seen, "vision"), said=turn.texts("project-passages-added", count=added))
    return Reply(card=step_card(turn.texts, writing), replaces_card=True)


def summary_of(turn: Turn, services: Services, seen: Seen, said: str = "") -> Card:
    """The summary of a project, with what happened just now."""
    return summary(turn.texts, replace(_writing(services, seen, _first(services)), said=said), seen)


def _writing(services: Services, seen: Seen, step: Step) -> Writing:
    project = seen.project
    return Writing(project.id, project.version, step, project.edition.document, services.projects.rules, seen.wrong)


def _warned(turn: Turn, seen: Seen, writing: Writing) -> Writing:
    """While it waits for approval, changing it takes it back: that is said before."""
    principal = seen.project.edition.document.principal
    if seen.project.edition.state != "waiting" or principal is None:
        return writing
    return replace(writing, said=turn.texts("project-summary-waits", name=person_of(turn.texts, principal)))


def _first(services: Services) -> Step:
    return services.projects.rules.steps[0]


def _step(services: Services, value: object) -> Step:
    """A step of a button; the first one where the municipality asks that one no longer."""
    steps = services.projects.rules.steps
    return value if value in steps else steps[0]


def _number(turn: Turn, name: str, usual: int) -> int:
    value = turn.payload.get(name, usual)
    return value if isinstance(value, int) else usual
