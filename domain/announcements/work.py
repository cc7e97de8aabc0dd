"""The pieces of durable work that an announcement is made of, and what they are told."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from store.database import Connection
from store.work import Payload, enqueue_in

BEGIN = "announcements.begin"  # find out who gets it, and promise the rest
SPREAD = "announcements.spread"  # promise a piece for each slice in which there is something to do
SLICE = "announcements.slice"

SIZE = 500  # recipients in a slice


@dataclass(frozen=True)
class Order:
    """Which slice, in which round of the announcement. `install`: who has no Koers yet gets it now."""

    announcement: str
    slice: int
    round: int
    install: bool = False

    @classmethod
    def of(cls, payload: Payload) -> Order:
        """What a piece of work was told."""
        slice, round = payload["slice"], payload["round"]
        if not isinstance(slice, int) or not isinstance(round, int):
            raise ValueError("a slice and a round are numbers")
        return cls(str(payload["announcement"]), slice, round, payload.get("install") is True)

    @property
    def payload(self) -> Payload:
        """What a piece of work is told."""
        return asdict(self)

    @property
    def numbers(self) -> tuple[int, int]:
        """The first and the last number of the slice."""
        return self.slice * SIZE, (self.slice + 1) * SIZE - 1


class Promises:
    """Promises pieces of work in a brief transaction.

    `lanes` slices of a tenant are worked off at once, in all processes together: while one waits for the last few whom
    Teams throttled, the other goes on. A slice is always in the same lane, so that what is promised of it later comes
    after what was promised before. The pace is the pacer's.
    """

    def __init__(self, tenant: str, lanes: int = 2) -> None:
        self._tenant = tenant
        self._lanes = lanes

    def begin(self, connection: Connection, id: str, round: int) -> None:
        """To find out, now, who gets it."""
        enqueue_in(connection, BEGIN, f"{id}:{round}", {"announcement": id, "round": round})

    def spread(self, connection: Connection, id: str, round: int) -> None:
        """To promise a piece for each slice."""
        enqueue_in(connection, SPREAD, f"{id}:{round}", {"announcement": id, "round": round})

    def slice(self, connection: Connection, order: Order) -> None:
        """To work a slice off."""
        key = f"{order.announcement}:{order.round}:{order.slice}"
        enqueue_in(connection, SLICE, key, order.payload, partition=f"{self._tenant}/{order.slice % self._lanes}")
