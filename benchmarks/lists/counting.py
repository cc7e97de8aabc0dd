"""Holds both sides to what may never be: an item twice, on one side only, otherwise there, or a change that is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from domain.mirror import Value
from graph.list_values import written
from store.database import Database
from tenant.entries import Entry
from tenant.server import Tenant
from tests.databases import found
from tests.mirroring import SHAPE, entries_of

Place = tuple[str, str]  # the key of an item, or its title where it was made in SharePoint, and the name of a field


@dataclass(frozen=True)
class Wrong:
    """How many of each there are."""

    doubled: int  # keys that more than one item has
    only_here: int
    only_there: int
    different: int  # fields
    lost_here: int  # changes in Koers that neither side has and that are not in the history
    lost_there: int  # the same of changes in SharePoint
    restless: int  # items that are still to be put

    @property
    def nothing(self) -> bool:
        """Whether it is as it should be."""
        return not any(vars(self).values())


def counted(
    database: Database, tenant: Tenant, ideas: Mapping[str, Mapping[str, Value]], theirs: Mapping[Place, str]
) -> Wrong:
    """Counts it. `theirs`: the last value that somebody in SharePoint gave a field."""
    entries = list(entries_of(tenant).after(0, 1_000_000))
    keys = Counter(str(entry.fields.get("KoersId", "")) for entry in entries)
    ours = {
        (key, name): value
        for key, name, value in found(database, "select key, name, value from ideas_log order by number")
    }
    history = found(database, "select key, name, had, got from ideas_history")
    had = {(key, name, value) for key, name, value, _ in history}
    got = {(key, name, value) for key, name, _, value in history}
    now = {(key, name): str(value) for key, fields in ideas.items() for name, value in fields.items()}
    return Wrong(
        doubled=sum(count - 1 for count in keys.values()),
        only_here=len(ideas.keys() - keys.keys()),
        only_there=len(keys.keys() - ideas.keys()),
        different=sum(_different(entry, ideas.get(str(entry.fields.get("KoersId")), {})) for entry in entries),
        lost_here=sum(now.get(place) != value and (*place, value) not in had for place, value in ours.items()),
        lost_there=sum(now.get(place) != value and (*place, value) not in got for place, value in theirs.items()),
        restless=int(found(database, "select count(*) from mirror_items where wanted > put")[0][0]),
    )


def _different(entry: Entry, idea: Mapping[str, Value]) -> int:
    there: Mapping[str, Any] = entry.fields
    columns = [column for column in SHAPE.columns if column.name in idea]
    return sum((written(column, idea[column.name]) or None) != (there.get(column.name) or None) for column in columns)
