"""What a project promises to do outside: its names, and the promising of it in the transaction that tells of it."""

from __future__ import annotations

from datetime import datetime

from domain.projects.telling import Told
from store.database import AsyncSession
from store.work import enqueue

FILE = "projects.file"  # {"project", "edition", "version"}: the Word file of an edition, and the PDF beside it
FILE_REPORT = "projects.file_report"  # {"report", "edition"}; "labels": only the columns of the file that is there
TELL = "projects.tell"  # {"project", "to", "told", "by", "version"}
REMIND = "projects.remind"  # {"project", "moment", "round"}: that approval is waited for
DUE = "projects.due"  # {"series", "due", "round"}: that a report is due
PUBLISHED = "projects.published"  # {"report", "edition", "to"}
BECAME = "projects.became"  # {"project"}: the initiative that it came from became this project, or is it no more


async def file(session: AsyncSession, project: str, edition: int, version: int, why: str) -> None:
    """The document of an edition, as it is when the work is done; one project at a time. `why` tells promises apart."""
    payload = {"project": project, "edition": edition, "version": version}
    await enqueue(session, FILE, f"{project}:{version}:{why}", payload, partition=project)


async def file_report(session: AsyncSession, project: str, report: str, edition: int) -> None:
    """A report that was published or corrected."""
    payload = {"report": report, "edition": edition}
    await enqueue(session, FILE_REPORT, f"{report}:{edition}", payload, partition=project)


async def label_report(session: AsyncSession, project: str, report: str, edition: int) -> None:
    """How long the file of a report is kept, now that its project is closed."""
    payload = {"report": report, "edition": edition, "labels": True}
    await enqueue(session, FILE_REPORT, f"{report}:{edition}:closed", payload, partition=project)


async def tell(session: AsyncSession, to: str, told: Told, project: str, version: int, by: str, key: str) -> None:
    """Somebody hears of a project. `by` is an Entra id, "" where nobody did it; `key` tells moments apart."""
    payload = {"project": project, "to": to, "told": told, "by": by, "version": version}
    await enqueue(session, TELL, f"{project}:{told}:{key}:{to}", payload)


async def remind(session: AsyncSession, project: str, round: int, at: datetime, moment: str) -> None:
    """Whoever may approve is reminded, unless it was answered or changed by then. `moment`: Edition.moment."""
    payload = {"project": project, "moment": moment, "round": round}
    await enqueue(session, REMIND, f"{project}:{moment}:{round}", payload, at)


async def due(session: AsyncSession, series: str, day: str, round: int, at: datetime) -> None:
    """Whoever writes the report of that day (ISO) is reminded, unless it is there by then."""
    await enqueue(session, DUE, f"{series}:{day}:{round}", {"series": series, "due": day, "round": round}, at)


async def published(session: AsyncSession, report: str, edition: int, to: str) -> None:
    """Somebody hears that a report was published, or corrected."""
    payload = {"report": report, "edition": edition, "to": to}
    await enqueue(session, PUBLISHED, f"{report}:{edition}:{to}", payload)


async def became(session: AsyncSession, project: str) -> None:
    """The initiative that it came from hears that it became a project."""
    await enqueue(session, BECAME, project, {"project": project})


async def no_more(session: AsyncSession, project: str) -> None:
    """The initiative that it came from hears that the project does not go on."""
    await enqueue(session, BECAME, f"{project}:withdrawn", {"project": project})
