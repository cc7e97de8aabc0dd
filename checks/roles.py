"""Whether each role of the municipality is one group in its Entra, where a tenant is configured."""

from __future__ import annotations

import asyncio

from checks import Complaint
from domain.organisation import OBJECT_ID, Organisation, load_organisation
from errors import KoersError, Unavailable
from graph.client import GraphClient
from graph.people import People
from graph.problems import GraphProblem
from settings import Settings


def complaints() -> list[Complaint]:
    """What is wrong with the groups of `[roles]`. Asks Graph for each name."""
    if not Settings.configured():
        return []
    try:
        settings = Settings.from_environment()
        organisation = load_organisation(settings.organisation)
    except KoersError:
        return []  # named under settings or organisations
    return asyncio.run(complaints_of(settings, organisation))


async def complaints_of(settings: Settings, organisation: Organisation) -> list[Complaint]:
    """The same for one municipality; a group that is named by its object id is taken to be the right one."""
    where = f"organisations/{organisation.id}"
    client = GraphClient(settings)
    found: list[Complaint] = []
    try:
        for role, name in organisation.roles:
            groups = () if OBJECT_ID.fullmatch(name) else await People(client).groups_named(name)
            if len(groups) != 1 and not OBJECT_ID.fullmatch(name):
                remedy = "put the object id of the right one in [roles]" if groups else "nobody has this role"
                found.append(Complaint(where, f"{role}: {len(groups)} groups are called {name!r}; {remedy}"))
    except (GraphProblem, Unavailable) as problem:
        found.append(Complaint(where, f"roles: Graph does not say which groups there are: {problem}"))
    finally:
        await client.close()
    return found
