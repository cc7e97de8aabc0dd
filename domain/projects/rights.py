"""Who is what of a project, and what he may do: looked up at every press, whatever a card says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from domain.projects.configured import ProjectRules
from domain.projects.content import StartDocument
from domain.projects.model import APPROVED, OPEN, Deed, Part, Project, Wrong

RUNNING = ("running", "paused")
BEING_WRITTEN = ("draft", "waiting", "returned")


@dataclass(frozen=True)
class Rights:
    """What is asked of one municipality. `stand_ins`: principal -> who stands in for him today."""

    rules: ProjectRules
    stand_ins: Mapping[str, str]

    def approvers(self, project: Project) -> frozenset[str]:
        """Who may approve the newest edition: the opdrachtgever it names, its deputy, and who stands in for him.

        Never who made it, who is to carry it out, or who asks for the approval: that takes two pairs of eyes.
        """
        document = project.edition.document
        if document.principal is None:
            return frozenset()
        named = {document.principal.id}
        if self.rules.deputies:
            named |= {document.deputy.id} if document.deputy else set()
            named |= {self.stand_ins[document.principal.id]} if document.principal.id in self.stand_ins else set()
        return frozenset(named) - _makers(project)

    def part(self, person: str, project: Project, *, portfolio: bool = False) -> Part:
        """What somebody is of it: of the newest edition, else of the one that holds."""
        for document in _documents(project):
            if document.principal is not None and document.principal.id == person:
                return "principal"
        # Who only stands in sees what waits, and not what nobody was asked about yet.
        if person in self.approvers(project) and (
            project.edition.state == "waiting" or person in named_in(project.edition.document)
        ):
            return "deputy"
        for document in _documents(project):
            if document.contractor is not None and document.contractor.id == person:
                return "contractor"
        if project.author == person:
            return "author"
        if any(person in named_in(document) for document in _documents(project)):
            return "named"
        return "portfolio" if portfolio else "colleague"

    def may(self, person: str, project: Project, wrong: tuple[Wrong, ...]) -> frozenset[Deed]:
        """What somebody may do now."""
        return frozenset(self._may(person, project, wrong))

    def _may(self, person: str, project: Project, wrong: tuple[Wrong, ...]) -> Iterator[Deed]:
        state, running = project.edition.state, project.status in RUNNING
        if person in writers(project):
            if project.status in (*OPEN, *RUNNING):
                yield "edit"
            if project.status in (*OPEN, *RUNNING) and state in ("draft", "returned") and not wrong:
                yield "ask"
            if project.status in OPEN or (running and state in BEING_WRITTEN):
                yield "withdraw"
            if running:
                yield "report"
        if state == "waiting" and person in self.approvers(project):
            yield "approve"
            yield "send_back"
        if running and (person in writers(project) or self.part(person, project) == "principal"):
            yield "close"


def writers(project: Project) -> frozenset[str]:
    """Who may change it: its author and the opdrachtnemer."""
    return frozenset({project.author, *(_id(document, "contractor") for document in _documents(project))} - {""})


def named_in(document: StartDocument) -> frozenset[str]:
    """Everybody who is named in a document, by Entra id."""
    chosen = {_id(document, part) for part in ("principal", "contractor", "deputy")}
    return frozenset((chosen | {member.id for member in document.team}) - {""})


def visible(part: Part, project: Project) -> bool:
    """Whether somebody may see it at all: what was never approved is for who is named in it, and the portfolio."""
    return part != "colleague" or project.status in APPROVED


def cut(part: Part, project: Project) -> Project:
    """What somebody sees of it: a new edition that nobody approved yet is not for every colleague."""
    if part == "colleague" and project.approved is not None:
        return replace(project, edition=project.approved)
    return project


def _makers(project: Project) -> frozenset[str]:
    edition = project.edition
    return frozenset({project.author, edition.asked_by, _id(edition.document, "contractor")} - {""})


def _documents(project: Project) -> tuple[StartDocument, ...]:
    newest = project.edition.document
    dropped = project.edition.state == "dropped" and project.approved is not None
    held = (project.approved.document,) if project.approved is not None else ()
    return held if dropped else (newest, *held)


def _id(document: StartDocument, part: str) -> str:
    somebody = getattr(document, part)
    return "" if somebody is None else somebody.id
