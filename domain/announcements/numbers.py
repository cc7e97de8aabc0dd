"""How an announcement goes, counted in its ledger."""

from __future__ import annotations

from collections import Counter

from domain.announcements.crew import Speed
from domain.announcements.model import RUNNING, Altering, Numbers, Sent
from domain.announcements.stored import announcement_of
from store import alterations, announcements, deliveries
from store.announcements import Begun
from store.database import AsyncSession


async def sent_of(session: AsyncSession, begun: Begun, speed: Speed) -> Sent:
    """An announcement with its numbers as they are now."""
    states, failed = Counter[str](), Counter[str]()
    for count in await deliveries.counts(session, begun.id):
        states[count.state] += count.people
        if count.state == "failed":
            failed[count.reason] += count.people
    altered, not_altered = await _altered(session, begun)
    waiting = states["waiting"] + states["sending"]
    delivered = states["delivered"] + states["recalled"]  # whoever had it before it was taken back, had it
    numbers = Numbers(
        total=states.total(),
        delivered=delivered,
        failed=tuple(sorted(failed.items())),
        not_installed=states["absent"],
        unknown=states["unknown"],
        skipped=begun.skipped,
        waiting=waiting,
        acknowledged=await _acknowledged(session, begun),
        altering=_altering(begun),
        altered=altered,
        not_altered=not_altered,
        seconds_left=_seconds(begun, waiting, delivered - altered - not_altered, speed),
    )
    return Sent(announcement_of(begun), numbers, begun.reminded)


def _altering(begun: Begun) -> Altering:
    if begun.state in ("recalling", "recalled"):
        return "recalling"
    return "correcting" if begun.altering else "reminding"


async def _altered(session: AsyncSession, begun: Begun) -> tuple[int, int]:
    if not begun.altering:  # the reminder was last, or nothing was
        return begun.altered, begun.not_altered
    return await alterations.altered(session, begun.id, begun.altering)


async def _acknowledged(session: AsyncSession, begun: Begun) -> int:
    return await announcements.acknowledgements(session, begun.id) if begun.secret else begun.acknowledged


def _seconds(begun: Begun, waiting: int, not_gone_over: int, speed: Speed) -> int | None:
    if begun.state not in RUNNING:
        return None
    left = waiting if begun.state in ("sending", "resending") else not_gone_over
    return speed.seconds_for(begun.id, max(left, 0))
