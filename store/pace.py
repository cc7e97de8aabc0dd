"""What several processes together may still send to a tenant at this moment, as PostgreSQL keeps it for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Float, String, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, Moment


class PaceRow(Base):
    """The room of one tenant as it was at a moment, and until when Teams takes nothing at all."""

    __tablename__ = "pace"
    tenant: Mapped[str] = mapped_column(String(64), primary_key=True)
    room: Mapped[float] = mapped_column(Float)
    at: Mapped[datetime] = mapped_column(Moment)
    held_until: Mapped[datetime | None] = mapped_column(Moment)


@dataclass(frozen=True)
class Granted:
    """How many requests may go now; where it is none, how many seconds later it is worth asking again."""

    count: int
    seconds: float = 0.0


_FIRST = text(
    "insert into pace (tenant, room, at) values (:tenant, :most, clock_timestamp()) on conflict (tenant) do nothing"
)
_LOOK = text(
    "select least(:most, room + extract(epoch from clock_timestamp() - at)::float8 * :rate) as room,"
    " extract(epoch from held_until - clock_timestamp())::float8 as held"
    " from pace where tenant = :tenant for update".replace("::", r"\:\:")
)
_TAKE = text("update pace set room = :room, at = clock_timestamp() where tenant = :tenant")
_HOLD = text(
    "update pace set held_until = greatest(held_until, clock_timestamp() + make_interval(secs => :seconds))"
    " where tenant = :tenant"
)
# Losing it with the server costs nothing: so nobody waits for the disk.
_NOT_ON_DISK = text("set local synchronous_commit to off")


async def grant(
    session: AsyncSession, tenant: str, wanted: int, *, rate: float, most: float, spared: float = 0.0
) -> Granted:
    """Takes room for at most `wanted` requests.

    Room comes back with `rate` a second, up to `most`: so in any second in a row no more than `rate` + `most` go.
    `spared` is what has to stay for others.
    """
    await session.execute(_NOT_ON_DISK)
    values: dict[str, object] = {"tenant": tenant, "rate": rate, "most": most}
    found = (await session.execute(_LOOK, values)).first()
    if found is None:
        await session.execute(_FIRST, values)
        found = (await session.execute(_LOOK, values)).one()
    room, held = float(found.room), float(found.held or 0.0)
    if held > 0:
        return Granted(0, held)
    count = min(wanted, int(room - spared))
    if count < 1:
        return Granted(0, (spared + 1 - room) / rate)
    await session.execute(_TAKE, {"tenant": tenant, "room": room - count})
    return Granted(count)


async def hold(session: AsyncSession, tenant: str, seconds: float) -> None:
    """Lets nothing go to a tenant for so many seconds: Teams said so."""
    await session.execute(_HOLD, {"tenant": tenant, "seconds": seconds})
