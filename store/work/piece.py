"""A piece of work as it is stored: one link of a chain of tries, each of which follows from the one before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast

from store.work.kinds import Json, Payload

LONGEST_KEY = 150  # characters
LINK = "#"  # between the id of a chain and the number of a later link
GENERAL, PARTITIONED = "general", "partitioned"  # the queues


@dataclass(frozen=True)
class Piece:
    """One link. `number` counts the tries since the last progress, `failing_since` is the first failure since then.

    `failed` is empty, or why it was given up: then what is left to do is to tell somebody.
    """

    name: str
    key: str
    payload: Payload
    partition: str = ""
    link: int = 1
    number: int = 1
    failing_since: datetime | None = None
    failed: str = ""

    @property
    def chain(self) -> str:
        """The id of the first link: the same name and key are the same piece of work."""
        return f"{self.name}:{self.key}"

    @property
    def id(self) -> str:
        """The id of this link."""
        return self.chain if self.link == 1 else f"{self.chain}{LINK}{self.link}"

    @property
    def queue(self) -> str:
        """The queue that it waits in."""
        return PARTITIONED if self.partition else GENERAL

    def again(self, failing_since: datetime) -> Piece:
        """The next link, after a failure."""
        return replace(self, link=self.link + 1, number=self.number + 1, failing_since=failing_since)

    def going_on(self, payload: Payload | None) -> Piece:
        """The next link, after progress."""
        kept = self.payload if payload is None else payload
        return replace(self, link=self.link + 1, number=1, failing_since=None, payload=kept)

    def to_be_told(self, failed: str) -> Piece:
        """The next link, in which somebody hears that it was given up."""
        return replace(self, link=self.link + 1, number=1, failing_since=None, failed=failed)

    def to_json(self) -> dict[str, Json]:
        """As it is stored."""
        return {
            "name": self.name,
            "key": self.key,
            "payload": dict(self.payload),
            "partition": self.partition,
            "link": self.link,
            "number": self.number,
            "failing_since": self.failing_since.isoformat() if self.failing_since else None,
            "failed": self.failed,
        }


def piece_of(stored: Mapping[str, Json]) -> Piece:
    """A piece from what to_json() made of it."""
    failing_since = stored["failing_since"]
    return Piece(
        name=str(stored["name"]),
        key=str(stored["key"]),
        payload=cast("Payload", stored["payload"]),
        partition=str(stored["partition"]),
        link=cast(int, stored["link"]),
        number=cast(int, stored["number"]),
        failing_since=datetime.fromisoformat(failing_since) if isinstance(failing_since, str) else None,
        failed=str(stored["failed"]),
    )


def chain_of(id: str) -> str:
    """The id of the chain that a link belongs to."""
    return id.partition(LINK)[0]


def checked(name: str, key: str, payload: Payload, partition: str | None) -> Piece:
    """The first link of a piece of work. Raises ValueError for a name or key that would not be found again."""
    if not name or not key or LINK in name + key or ":" in name or len(key) > LONGEST_KEY or not key.isprintable():
        raise ValueError("a piece of work needs a name and a key without '#', and a key of at most 150 characters")
    if partition == "":
        raise ValueError("a partition has a name")
    return Piece(name, key, payload, partition or "")
