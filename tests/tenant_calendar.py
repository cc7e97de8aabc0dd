"""What the tests of the local tenant's calendars share: a tenant that answers at once, its places, and who asks."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tenant import server
from tenant.meetings import Event
from tenant.places import Place
from tenant.tokens import GRAPH
from tests.graph_caller import APP, Answer, Caller, calling

NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)  # what the tenant takes for today: a Monday
DAY = "2027-01-12"
SCOPES = "User.Read Calendars.ReadWrite"


@asynccontextmanager
async def calendars(folder: Path) -> AsyncIterator[Caller]:
    """Oss, with resources that answer as soon as they can."""
    async with calling(folder) as caller:
        caller.tenant.calendars.delay = 0.0
        caller.tenant.calendars.today = lambda: NOW
        yield caller


def booking(tenant: server.Tenant) -> str:
    """The path of the booking mailbox."""
    return f"/users/{tenant.calendars.mailboxes.booking}"


def place(tenant: server.Tenant, name: str) -> Place:
    """The place with this name."""
    return next(each for each in tenant.places.all.values() if each.name == name)


def as_person(tenant: server.Tenant, role: str = "employee", scopes: str = SCOPES) -> dict[str, str]:
    """The header of somebody who signed in."""
    user = tenant.directory.with_role(role)
    return {"Authorization": f"Bearer {tenant.tokens.personal_token('x', GRAPH, APP, user, scopes)}"}


def address(tenant: server.Tenant, role: str = "employee") -> str:
    """Somebody's mailbox."""
    return str(tenant.directory.with_role(role).properties["mail"]).lower()


def meeting(*guests: str, start: str = f"{DAY}T08:00:00", end: str = f"{DAY}T09:00:00", **more: Any) -> dict[str, Any]:
    """The body of a new event, in UTC; a guest that is a resource begins with a *."""
    return {
        "subject": "Werkplek",
        "start": {"dateTime": start, "timeZone": "UTC"},
        "end": {"dateTime": end, "timeZone": "UTC"},
        "attendees": [
            {
                "emailAddress": {"address": guest.lstrip("*"), "name": "Naam"},
                "type": "resource" if guest.startswith("*") else "required",
            }
            for guest in guests
        ],
        **more,
    }


async def settled(tenant: server.Tenant) -> None:
    """Every resource has answered."""
    news = asyncio.Event()

    def heard(event: str, data: dict[str, Any]) -> None:
        news.set()

    tenant.listeners.append(heard)
    while tenant.state.row("SELECT 1 FROM calendar_requests") is not None:
        news.clear()
        await news.wait()
    tenant.listeners.remove(heard)


async def booked(graph: Caller, body: dict[str, Any]) -> Answer:
    """An event of the booking mailbox, once the resources in it have answered."""
    made = await graph("POST", f"{booking(graph.tenant)}/events", body)
    assert made.status == 201, made.body
    await settled(graph.tenant)
    return await graph("GET", f"{booking(graph.tenant)}/events/{made.body['id']}")


def said(answer: Answer) -> dict[str, str]:
    """What each guest answered, by address."""
    return {each["emailAddress"]["address"]: each["status"]["response"] for each in answer.body["attendees"]}


def copies(tenant: server.Tenant, mailbox: str) -> list[Event]:
    """What is in a calendar."""
    return tenant.calendars.all(mailbox)
