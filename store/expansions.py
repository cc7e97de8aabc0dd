"""What a model made of passages, to find them by: other words and embeddings, each under a hash of its content."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import JSON, LargeBinary, String, Text, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, Moment, now
from store.upsert import put

KEPT_GONE = timedelta(hours=24)  # a document that is taken away and put back within a day costs nothing
AT_ONCE = 500  # keys in one statement
T = TypeVar("T")


class ExpansionRow(Base):
    """Other words for one passage. All empty: the model would not or could not."""

    __tablename__ = "expansions"
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    plain: Mapped[str] = mapped_column(Text)
    english: Mapped[str] = mapped_column(Text)
    words: Mapped[list[Any]] = mapped_column(JSON)
    questions: Mapped[list[Any]] = mapped_column(JSON)
    gone: Mapped[datetime | None] = mapped_column(Moment, index=True)  # since when no passage has it


class EmbeddingRow(Base):
    """The embedding of one text: 32-bit numbers, the least significant byte first."""

    __tablename__ = "embeddings"
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    vector: Mapped[bytes] = mapped_column(LargeBinary)
    gone: Mapped[datetime | None] = mapped_column(Moment, index=True)


@dataclass(frozen=True)
class OtherWords:
    """An expansion as it is stored."""

    plain: str = ""
    english: str = ""
    words: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


async def expansions(session: AsyncSession, keys: Iterable[str]) -> dict[str, OtherWords]:
    """Those of the expansions that there are."""
    found: dict[str, OtherWords] = {}
    for some in _some(keys):
        for row in await session.scalars(select(ExpansionRow).where(ExpansionRow.key.in_(some))):
            words = tuple(str(word) for word in row.words)
            found[row.key] = OtherWords(row.plain, row.english, words, tuple(str(line) for line in row.questions))
    return found


async def keep_expansion(session: AsyncSession, key: str, made: OtherWords) -> None:
    """Stores an expansion, over what was there."""
    lists = {"words": list(made.words), "questions": list(made.questions)}
    await put(session, ExpansionRow, {"key": key, "plain": made.plain, "english": made.english, "gone": None, **lists})


async def embeddings(session: AsyncSession, keys: Iterable[str]) -> dict[str, bytes]:
    """Those of the embeddings that there are."""
    found: dict[str, bytes] = {}
    for some in _some(keys):
        rows = await session.execute(select(EmbeddingRow.key, EmbeddingRow.vector).where(EmbeddingRow.key.in_(some)))
        found.update({str(key): bytes(vector) for key, vector in rows})
    return found


async def keep_embeddings(session: AsyncSession, made: Mapping[str, bytes]) -> None:
    """Stores embeddings, over what was there."""
    for key, vector in made.items():
        await put(session, EmbeddingRow, {"key": key, "vector": vector, "gone": None})


async def mark_expansions(session: AsyncSession, wanted: Iterable[str]) -> None:
    """Notes which expansions no passage has any more, and which have one again."""
    await _mark(session, ExpansionRow, set(wanted))


async def mark_embeddings(session: AsyncSession, wanted: Iterable[str]) -> None:
    """Notes which embeddings no text has any more, and which have one again."""
    await _mark(session, EmbeddingRow, set(wanted))


async def remove_expired(session: AsyncSession) -> None:
    """Removes what no passage has had for a day."""
    for row in (ExpansionRow, EmbeddingRow):
        await session.execute(delete(row).where(row.gone <= now() - KEPT_GONE))


async def _mark(session: AsyncSession, table: type[ExpansionRow] | type[EmbeddingRow], wanted: set[str]) -> None:
    known = {str(key): gone for key, gone in await session.execute(select(table.key, table.gone))}
    lost = [key for key, gone in known.items() if gone is None and key not in wanted]
    back = [key for key, gone in known.items() if gone is not None and key in wanted]
    for keys, gone in ((lost, now()), (back, None)):
        for some in _some(keys):
            await session.execute(update(table).where(table.key.in_(some)).values(gone=gone))


def _some(items: Iterable[T]) -> Iterable[Sequence[T]]:
    waiting = iter(items)
    while some := list(islice(waiting, AT_ONCE)):
        yield some
