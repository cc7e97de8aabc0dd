"""A start document to read, whole and in pages that Teams takes, with what the reader may do with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from microsoft_teams.cards.core import CardElement, TextInput

from cards.card import Card, CardBuilder, heading
from cards.projects.actions import ApproveProject, ReadProject, SendProjectBack, ShowProject
from cards.projects.rows import LISTS, rows_of, shown
from cards.projects.words import day_of, euros, line, listed, literal, payback_of, person_of, small
from cards.projects.writing import Build, is_empty, packed
from domain.projects.configured import ProjectRules
from domain.projects.content import StartDocument, Step
from domain.projects.model import Edition, Seen
from locales import Texts

PAGE = 15_000  # bytes of a page of a document
LONGEST_PIECE = 1_500  # characters of a text that stay together
LONGEST_REMARK = 1_000


@dataclass(frozen=True)
class Files:
    """Where the document is in SharePoint; "" where it is not there (yet). `trouble`: why, as the filing knows it."""

    word: str = ""
    pdf: str = ""
    trouble: str = ""
    mark: str = ""  # how a file is that somebody changed, where its author has not chosen yet


NO_FILES = Files()


@dataclass(frozen=True)
class Reading:
    """What is read. `approved`: the edition that holds, where there is a newer one."""

    seen: Seen
    rules: ProjectRules
    files: Files = NO_FILES
    page: int = 0
    approved: bool = False
    said: str = ""
    asker: str = ""  # the name of who asked for approval

    @property
    def edition(self) -> Edition:
        """The edition that is read."""
        project = self.seen.project
        return project.approved if self.approved and project.approved is not None else project.edition


def document(texts: Texts, reading: Reading) -> Card:
    """A page of the document, with the buttons to approve it for who is asked to."""
    edition, project = reading.edition, reading.seen.project
    pages = packed(sections(texts, edition.document, reading.rules), PAGE)
    at = min(max(reading.page, 0), len(pages) - 1)
    card = CardBuilder(texts("project-read-title", name=line(edition.document.name) or texts("project-nameless")))
    approves = edition is project.edition and "approve" in reading.seen.may
    if reading.said and not approves:
        card.paragraph(reading.said, strong=True)
    state = texts(f"project-edition-{edition.state}", number=edition.number)
    card.paragraph(texts("project-read-page", state=state, page=at + 1, count=len(pages)), subtle=True)
    if approves:
        card.paragraph(_asked(texts, reading), strong=True)
    for build in pages[at]:
        card.add(*build(card))
    if approves:
        _approving(card, texts, reading, at, last=at == len(pages) - 1)
    for name, page in (("before", at - 1), ("after", at + 1)):
        if 0 <= page < len(pages):
            card.execute(texts(f"project-read-{name}"), ReadProject(project.id, page, reading.approved))
    files(card, texts, reading.files)
    if not approves:
        card.execute(texts("project-show"), ShowProject(project.id, here=True))
    return card.build(speak=texts("project-read-speak", page=at + 1, count=len(pages)))


def _asked(texts: Texts, reading: Reading) -> str:
    if reading.asker:
        return texts("project-asked-by", name=reading.asker)
    return texts("project-asked")


def _approving(card: CardBuilder, texts: Texts, reading: Reading, page: int, *, last: bool) -> None:
    project = reading.seen.project
    if not last:
        card.paragraph(texts("project-read-on"), subtle=True)
    if reading.said:  # beside the field that it is about: the top of the document is far away
        card.paragraph(reading.said, strong=True)
    card.add(
        TextInput(
            id="remark",
            label=texts("project-remark"),
            is_multiline=True,
            max_length=LONGEST_REMARK,
        )
    )
    card.execute(texts("project-approve"), ApproveProject(project.id, project.version), primary=True)
    card.execute(texts("project-send-back"), SendProjectBack(project.id, project.version, page))


def files(card: CardBuilder, texts: Texts, where: Files) -> None:
    """The buttons that open the document in Word and as a PDF."""
    if where.word:
        card.open_url(texts("project-open-word"), where.word)
    if where.pdf:
        card.open_url(texts("project-open-pdf"), where.pdf)


def sections(texts: Texts, content: StartDocument, rules: ProjectRules) -> list[Build]:
    """Everything that is filled in, in the order of the steps."""
    found: list[Build] = []
    for step in rules.steps:
        if not is_empty(content, step):
            found += _section(texts, content, rules, step)
    return found or [_built([small(texts("project-read-empty"))])]


def _section(texts: Texts, content: StartDocument, rules: ProjectRules, step: Step) -> list[Build]:
    pieces = _pieces(texts, content, rules, step)
    first = [heading(texts(f"project-step-{step}")), *(pieces[0] if pieces else [])]
    return [_built(first), *(_built(piece) for piece in pieces[1:])]


def _built(elements: Sequence[CardElement]) -> Build:
    return lambda _: list(elements)


Piece = list[CardElement]


def _pieces(texts: Texts, content: StartDocument, rules: ProjectRules, step: Step) -> list[Piece]:
    match step:
        case "assignment":
            found = [
                _fact(texts, "name", content.name),
                _fact(texts, "principal", person_of(texts, content.principal)),
                _fact(texts, "contractor", person_of(texts, content.contractor)),
            ]
            if content.deputy is not None:
                found.append(_fact(texts, "deputy", person_of(texts, content.deputy)))
            return [*found, *_texts(texts, content, "department")]
        case "why":
            return _texts(texts, content, "reason", "task", "goal")
        case "what":
            return _texts(texts, content, "result", "effect")
        case "how":
            return [*_texts(texts, content, "approach"), *_roles(texts, content), *_texts(texts, content, "role_why")]
        case "compass":
            return _compass(texts, content, rules)
        case "scope":
            return _texts(texts, content, "in_scope", "out_of_scope")
        case "communication":
            return _texts(texts, content, "communication")
        case "money":
            return _money(texts, content)
        case "lane":
            return [_fact(texts, "lane", texts(f"project-lane-{content.lane}"))] if content.lane else []
        case "planning":
            days = [(name, day) for name, day in (("start", content.start), ("end", content.end)) if day]
            return [*(_fact(texts, name, day_of(texts, day)) for name, day in days), *_rows(texts, content, step)]
        case "vision" | "outside" | "team" | "risks" | "links":
            return _rows(texts, content, step)


def _fact(texts: Texts, name: str, value: str) -> Piece:
    title = texts(f"project-field-{name.replace('_', '-')}")
    return [literal(texts("project-fact", title=title, value=line(value)))]


def _texts(texts: Texts, content: StartDocument, *names: str) -> list[Piece]:
    found: list[Piece] = []
    for name in names:
        value = str(getattr(content, name)).strip()
        if value:
            title = literal(texts(f"project-field-{name.replace('_', '-')}"), strong=True)
            pieces = cut(value)
            found.append([title, literal(pieces[0])])
            for piece in pieces[1:]:
                found.append([literal(piece)])
    return found


def cut(text: str) -> list[str]:
    """A text in pieces that may stand on different cards: at its lines where it has them."""
    pieces: list[str] = []
    for each in text.splitlines():
        stripped = each.strip()
        while stripped:
            pieces.append(stripped[:LONGEST_PIECE])
            stripped = stripped[LONGEST_PIECE:]
    return pieces


def _roles(texts: Texts, content: StartDocument) -> list[Piece]:
    if content.role is None:
        return []
    found = [_fact(texts, "role", texts(f"project-nsob-{content.role}"))]
    if content.other_roles:
        others = listed(texts, [texts(f"project-nsob-{role}") for role in content.other_roles])
        found.append(_fact(texts, "other_roles", others))
    return found


def _compass(texts: Texts, content: StartDocument, rules: ProjectRules) -> list[Piece]:
    found: list[Piece] = []
    names = [choice.name(texts.language) for choice in rules.compass if choice.id in content.compass]
    if names:
        title = rules.compass_name.name(texts.language)
        found.append([literal(title, strong=True), *(literal(f"• {name}") for name in names)])
    if content.goals:
        goals = [texts("project-goal", number=goal, name=texts(f"project-goal-{goal}")) for goal in content.goals]
        title = texts("project-field-goals")
        found.append([literal(title, strong=True), *(literal(f"• {goal}") for goal in goals)])
    return found


def _money(texts: Texts, content: StartDocument) -> list[Piece]:
    money = content.money
    amounts = [(name, getattr(money, name)) for name in ("investment", "yearly_costs", "yearly_savings")]
    found = [_fact(texts, name, euros(texts, amount)) for name, amount in amounts if amount is not None]
    found.append([literal(payback_of(texts, money), strong=True)])
    for piece in cut(money.explanation):
        found.append([literal(piece)])
    return found


def _rows(texts: Texts, content: StartDocument, step: Step) -> list[Piece]:
    rows = rows_of(content, step)
    found: list[Piece] = []
    for number, row in enumerate(rows):
        each = shown(texts, row)
        title: Piece = (
            [literal(texts(f"project-list-{LISTS[step]}", count=len(rows)), strong=True)] if not number else []
        )
        found.append([*title, literal(f"• {each.title}"), *([literal(each.about, subtle=True)] if each.about else [])])
    if step == "team" and content.hours:
        found.append([literal(texts("project-hours-all", hours=content.hours))])
    return found
