"""What the work of offering a place is told: what came free, and for whom it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.workspaces.notices import Where
from store.work import Json, Payload

NOBODY = Where()  # was told


@dataclass(frozen=True)
class Freed:
    """A place that came free between two moments, and the ids of those on the list who let it go by."""

    place: str
    begins: datetime
    ends: datetime
    passed: tuple[str, ...] = ()

    @classmethod
    def of(cls, payload: Payload) -> Freed:
        """What a piece of work was told."""
        passed = payload["passed"]
        begins, ends = (datetime.fromisoformat(str(payload[name])) for name in ("begins", "ends"))
        return cls(str(payload["place"]), begins, ends, tuple(map(str, passed)) if isinstance(passed, list) else ())

    @property
    def payload(self) -> dict[str, Json]:
        """What a piece of work is told."""
        begins, ends = self.begins.isoformat(), self.ends.isoformat()
        return {"place": self.place, "begins": begins, "ends": ends, "passed": list[Json](self.passed)}


@dataclass(frozen=True)
class Offered:
    """What is kept for somebody, until when, and the message by which they know."""

    waiting: str
    hold: str
    until: datetime
    where: Where = NOBODY

    @classmethod
    def of(cls, payload: Payload) -> Offered | None:
        """What a piece of work was told; None where nobody is asked yet."""
        if "hold" not in payload:
            return None
        until = datetime.fromisoformat(str(payload["until"]))
        where = Where(str(payload["conversation"]), str(payload["message"]))
        return cls(str(payload["waiting"]), str(payload["hold"]), until, where)

    @property
    def payload(self) -> dict[str, Json]:
        """What a piece of work is told, besides what came free."""
        told: dict[str, Json] = {"waiting": self.waiting, "hold": self.hold, "until": self.until.isoformat()}
        return told | {"conversation": self.where.conversation, "message": self.where.message}
