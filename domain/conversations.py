"""What was said in a conversation, kept for a day: what a follow-up leans on, and the sources of the answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from knowledge.answer import Citation, PreviousTurn
from store import effects, turns
from store.database import Database, now

AT_ONCE = timedelta(minutes=1)  # the same question within this time is a button pressed twice


@dataclass(frozen=True)
class Remembered:
    """The sources of an earlier answer. `answer` is its number; the addresses and titles are not kept."""

    answer: int
    sources: tuple[Citation, ...]


class Conversations:
    """The conversations with Koers of the last day. A conversation that is None is not remembered."""

    def __init__(self, database: Database | None) -> None:
        """Without a database nothing is remembered."""
        self._database = database

    async def history(self, conversation: str | None) -> tuple[PreviousTurn, ...]:
        """The last lines, oldest first."""
        if self._database is None or conversation is None:
            return ()
        async with self._database.read() as session:
            lines = await turns.last(session, conversation)
        said = (line for line in lines if line.text)
        return tuple(PreviousTurn("user" if line.role == "user" else "assistant", line.text) for line in said)

    async def remember(
        self,
        conversation: str | None,
        question: str,
        answer: str,
        sources: Sequence[Citation] = (),
        *,
        key: str = "",
    ) -> None:
        """Adds a question and its answer, once for each `key`; `answer` "" when the documents did not say."""
        if self._database is None or conversation is None:
            return
        lines = [turns.Line("user", question)]
        if answer or sources:
            lines.append(turns.Line("assistant", answer, tuple(map(_written, sources))))
        async with self._database.write() as session:
            if await effects.first(session, key, "remember"):
                await turns.remember(session, conversation, *lines)

    async def sources(self, conversation: str | None, answer: int | None = None) -> Remembered | None:
        """The sources of the answer with that number, or of the last one that had any; None when it is forgotten."""
        if self._database is None or conversation is None:
            return None
        async with self._database.read() as session:
            if answer is None:
                kept = await turns.last_with_sources(session, conversation)
            else:
                kept = await turns.find(session, conversation, answer)
        return Remembered(kept.id, tuple(map(_read, kept.line.sources))) if kept else None

    async def just_asked(self, conversation: str | None, question: str, *, key: str = "") -> bool:
        """Whether this was the last question, a moment ago, asked by something else than the activity `key`."""
        if self._database is None or conversation is None:
            return False
        async with self._database.read() as session:
            if await effects.already(session, key, "remember"):
                return False
            kept = await turns.last_asked(session, conversation)
        return kept is not None and kept.line.text == question and now() - kept.at < AT_ONCE


def _written(citation: Citation) -> turns.Source:
    return {
        "number": citation.number,
        "document": citation.document,
        "section": citation.section,
        "quote": citation.quote,
        "passage": citation.passage,
        "note": citation.note,
    }


def _read(source: turns.Source) -> Citation:
    return Citation(
        number=int(source["number"]),
        document=str(source["document"]),
        title="",
        section=str(source["section"]),
        quote=str(source["quote"]),
        url="",
        passage=str(source["passage"]),
        note=str(source["note"]),
    )
