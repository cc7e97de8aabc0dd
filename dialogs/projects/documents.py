"""The documents of a project in SharePoint: where they are, and what is done with one that somebody changed."""

from __future__ import annotations

from cards.projects import lists
from cards.projects.document import NO_FILES, Files
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from domain.projects.filing import Filed


async def of_project(services: Services, id: str) -> Files:
    """Where the start document of a project is."""
    return files(await services.filing.filed("project", id))


async def of_report(services: Services, id: str) -> Files:
    """Where a report is."""
    return files(await services.filing.filed("report", id))


def files(filed: Filed | None) -> Files:
    """What a card says of it."""
    return Files(filed.url, filed.pdf_url, filed.trouble, filed.mark) if filed is not None else NO_FILES


async def answer(turn: Turn, services: Services) -> Reply:
    """Leaves the file as somebody made it, or lets the new version of Koers go over it."""
    payload = turn.payload
    sort, id, mark = str(payload["sort"]), str(payload["id"]), str(payload["mark"])
    over = payload["answer"] == "over"
    await services.filing.answer(
        turn.person.id,
        "report" if sort == "report" else "project",
        id,
        mark,
        "over" if over else "leave",
        key=turn.key,
    )
    key = "project-file-over" if over else "project-file-left"
    return Reply(card=lists.outcome(turn.texts, key, str(payload["project"])), replaces_card=True)
