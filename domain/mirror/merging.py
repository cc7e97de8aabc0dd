"""What became of one item on both sides since they were last equal, field by field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.mirror.shape import KOERS_ID, Column
from graph.list_values import Read, Unreadable, Written, mark_of, same
from store.mirror import Item

MOST_SENT = 50  # values of one field of which the outcome is not known


@dataclass(frozen=True)
class Merged:
    """`changes`: what SharePoint changed and Koers is to take. `base` and `shown`: see store.mirror, once it has."""

    changes: Mapping[str, Written]
    base: Mapping[str, Written]
    shown: Mapping[str, str]


def merged(columns: Sequence[Column], known: Item, ours: Mapping[str, Written], theirs: Mapping[str, Read]) -> Merged:
    """What SharePoint changed. Where both sides changed a field, SharePoint's value stays; so it does where nobody
    knows what was equal before.
    """
    changes: dict[str, Written] = {}
    base: dict[str, Written] = {}
    shown: dict[str, str] = {}
    for column in columns:
        name, said = column.name, theirs[column.name]
        if is_shown(known, name, said):
            base[name], shown[name] = known.base[name], known.shown[name]
            continue
        if isinstance(said, Unreadable):  # not in `base`, so that it is written over
            continue
        base[name] = said
        before = name in known.base and same(known.base[name], said)
        if before and name in known.shown:  # nobody looked, or SharePoint now writes it as it was sent
            shown[name] = known.shown[name]
        ours_to_say = before or name == KOERS_ID.name or is_sent(known, name, said)
        if not ours_to_say and not same(ours[name], said):
            changes[name] = said
    return Merged(changes, base, shown)


def differing(ours: Mapping[str, Written], base: Mapping[str, Written]) -> dict[str, Written]:
    """What is to be sent, so that SharePoint, which has `base`, becomes as it is here."""
    return {name: value for name, value in ours.items() if name not in base or not same(base[name], value)}


def changed_there(columns: Sequence[Column], known: Item, theirs: Mapping[str, Read]) -> bool:
    """Whether something is in SharePoint that Koers neither knows nor is sending."""
    return any(not _known(known, column.name, theirs[column.name]) for column in columns)


def is_shown(known: Item, name: str, said: Read) -> bool:
    """Whether this is how SharePoint writes the value that both sides have."""
    return name in known.base and known.shown.get(name) == _mark(said)


def is_sent(known: Item, name: str, said: Read) -> bool:
    """Whether Koers sent this value, and nobody knows yet what became of that."""
    return any(same(value, said) for value in known.sent.get(name, ()))


def with_sent(sent: Mapping[str, Sequence[Written]], fields: Mapping[str, Written]) -> dict[str, Sequence[Written]]:
    """What was sent, once these fields are sent too."""
    more = {
        name: [*(one for one in sent.get(name, ()) if not same(one, value)), value] for name, value in fields.items()
    }
    return {**sent, **{name: values[-MOST_SENT:] for name, values in more.items()}}


def now_shown(shown: Mapping[str, str], fields: Mapping[str, Written], after: Mapping[str, Read]) -> dict[str, str]:
    """How SharePoint writes what it has, once it answered `after` to these fields."""
    kept = {name: mark for name, mark in shown.items() if name not in fields}
    otherwise = {name: _mark(after[name]) for name, value in fields.items() if not same(after[name], value)}
    return {**kept, **otherwise}


def _known(known: Item, name: str, said: Read) -> bool:
    if is_shown(known, name, said):
        return True
    if name in known.base and same(known.base[name], said):
        return True
    # Where nothing is under way any more, what was sent long ago and arrives after all is not what is here now.
    return known.wanted > known.put and is_sent(known, name, said)


def _mark(said: Read) -> str:
    return said.mark if isinstance(said, Unreadable) else mark_of(said)
