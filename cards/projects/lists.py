"""Lists of projects to choose from: one's own, those that wait for approval, and those of a name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from microsoft_teams.cards.core import ActionSet, CardElement, Container, DateInput, ExecuteAction

from cards.actions import Action
from cards.card import Card, CardBuilder
from cards.choosing import colleagues
from cards.projects.actions import (
    ChooseStandIn,
    CloseProject,
    EditProject,
    EndStandIn,
    NewProject,
    ReadProject,
    ShowMyProjects,
    ShowProject,
    ShowStandIn,
    ShowSummary,
    ShowWaiting,
)
from cards.projects.report_actions import ShowPortfolio, ShowReports
from cards.projects.words import day_of, literal, name_of, person_of, small
from domain.projects.model import Seen, StandIn
from locales import Texts

ON_A_PAGE = 6
PURPOSES = ("status", "continue", "report", "close")


def mine(texts: Texts, found: Sequence[Seen], page: int = 0, purpose: str = "status", *, said: str = "") -> Card:
    """One's own projects. `purpose`: what is done with the one that is chosen (see PURPOSES)."""
    asked = purpose if purpose in PURPOSES else "status"
    card = CardBuilder(texts(f"project-mine-{asked}"))
    if said:
        card.paragraph(said, strong=True)
    if not found:
        card.paragraph(texts(f"project-mine-{asked}-none"))
    last = max((len(found) - 1) // ON_A_PAGE, 0)
    at = min(max(page, 0), last)
    for number, seen in enumerate(found[at * ON_A_PAGE : (at + 1) * ON_A_PAGE], at * ON_A_PAGE + 1):
        _item(card, texts, seen, number, asked)
    if at:
        card.execute(texts("project-rows-before"), ShowMyProjects(at - 1, asked))
    if at < last:
        card.execute(texts("project-rows-after"), ShowMyProjects(at + 1, asked))
    card.execute(texts("project-new"), NewProject(), primary=not found)
    card.execute(texts("project-waiting-title"), ShowWaiting())
    card.execute(texts("project-portfolio"), ShowPortfolio())
    return card.build(speak=texts("project-mine-speak", count=len(found)))


def which(texts: Texts, name: str, found: Sequence[Seen], purpose: str) -> Card:
    """Several projects, or none, have a name like that."""
    card = CardBuilder(texts("project-which", name=name) if found else texts("project-no-such", name=name))
    if not found:
        card.paragraph(texts("project-no-such-how"))
    for number, seen in enumerate(found[:ON_A_PAGE], 1):
        _item(card, texts, seen, number, purpose)
    card.execute(texts("project-mine"), ShowMyProjects(purpose=purpose))
    return card.execute(texts("project-portfolio"), ShowPortfolio()).build()


def _item(card: CardBuilder, texts: Texts, seen: Seen, number: int, purpose: str) -> None:
    project = seen.project
    state = texts(f"project-status-{project.status}")
    about = texts("project-item", state=state, principal=person_of(texts, project.document.principal))
    id = project.id
    actions: dict[str, tuple[str, Action]] = {
        "continue": ("project-open", ShowSummary(id) if project.edition.state != "approved" else EditProject(id)),
        "report": ("project-open-reports", ShowReports(id)),
        "close": ("project-open-close", CloseProject(id)),
    }
    key, action = actions.get(purpose, ("project-open", ShowProject(id)))
    button = card.button(texts(key, number=number), action)
    _add(card, name_of(texts, project), about, button)


def _add(card: CardBuilder, name: str, about: str, button: ExecuteAction) -> None:
    items: list[CardElement] = [literal(name, strong=True), small(about), ActionSet(actions=[button])]
    card.add(Container(items=items, separator=True))


def waiting(texts: Texts, found: Sequence[Seen]) -> Card:
    """What waits for one's approval."""
    card = CardBuilder(texts("project-waiting-title"))
    if not found:
        card.paragraph(texts("project-waiting-none"))
    for number, seen in enumerate(found[:ON_A_PAGE], 1):
        project = seen.project
        document = project.edition.document
        about = texts(
            "project-waiting-about", contractor=person_of(texts, document.contractor), number=project.edition.number
        )
        button = card.button(texts("project-look-at", number=number), ReadProject(project.id, here=False))
        _add(card, name_of(texts, project), about, button)
    if len(found) > ON_A_PAGE:
        card.paragraph(texts("project-waiting-more", count=len(found) - ON_A_PAGE), subtle=True)
    card.execute(texts("project-stand-in"), ShowStandIn())
    return card.execute(texts("project-mine"), ShowMyProjects()).build(
        speak=texts("project-waiting-speak", count=len(found))
    )


def stand_in(texts: Texts, now: StandIn | None, first: date, *, said: str = "") -> Card:
    """Who approves while one is away, and until when."""
    card = CardBuilder(texts("project-stand-in"))
    if said:
        card.paragraph(said, strong=True)
    card.paragraph(texts("project-stand-in-how"), subtle=True)
    if now is not None:
        name, day = person_of(texts, now.deputy), day_of(texts, now.until)
        card.paragraph(texts("project-stand-in-now", name=name, day=day), strong=True)
    chosen = [(now.deputy.id, now.deputy.name)] if now is not None else []
    card.add(
        colleagues("deputy", texts("project-stand-in-who"), chosen=chosen, placeholder=texts("project-person-search")),
        DateInput(
            id="until",
            label=texts("project-stand-in-until"),
            value=now.until.isoformat() if now is not None else None,
            min=first.isoformat(),
        ),
    )
    card.execute(texts("project-stand-in-set"), ChooseStandIn(), primary=True)
    if now is not None:
        card.execute(texts("project-stand-in-end"), EndStandIn())
    return card.execute(texts("project-waiting-title"), ShowWaiting()).build()


def outcome(texts: Texts, key: str, id: str, **values: str | int) -> Card:
    """What became of it, with the way to the project."""
    card = CardBuilder(texts(f"{key}-title")).paragraph(texts(key, **values))
    if id:
        card.execute(texts("project-show"), ShowProject(id))
    return card.execute(texts("project-mine"), ShowMyProjects()).build()
