"""The list "Initiatieven" in SharePoint: what stands in it, and what may be changed there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from domain.initiatives.checking import cleaned, line, start_of
from domain.initiatives.configured import Term
from domain.initiatives.desk import Desk, blank, id_for, searched
from domain.initiatives.model import (
    LONGEST_NEEDS,
    LONGEST_REASON,
    LONGEST_START,
    LONGEST_TITLE,
    LONGEST_WHAT,
    Edited,
)
from domain.initiatives.promises import LIST
from domain.mirror import Column, ListShape, Value
from store import campaigns, initiative_people, initiatives
from store.database import AsyncSession
from store.initiative_people import Given
from store.initiatives import Kept

NAME = "Initiatieven"
# What a column is a field of; the others are put back when somebody changes them in SharePoint.
FIELDS: Mapping[str, Edited] = {
    "Title": "title",
    "What": "what",
    "Heading": "heading",
    "Starts": "start",
    "Needs": "needs",
}
LONGEST: Mapping[Edited, int] = {
    "title": LONGEST_TITLE,
    "what": LONGEST_WHAT,
    "heading": LONGEST_TITLE,
    "start": LONGEST_START,
    "needs": LONGEST_NEEDS,
}
SEVERAL_LINES: frozenset[Edited] = frozenset({"what", "needs"})
NEEDED: frozenset[Edited] = frozenset({"title", "what", "heading"})


class InitiativeList:
    """Implements domain.mirror.Mirrored.

    An item that somebody makes in SharePoint becomes an initiative of which no author is known, as soon as it has a
    title, a text and a heading. One that is deleted there is put back: an initiative ends by a status. Whoever hides
    the name is not in it, and of who joins and supports there are numbers only.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        rules = desk.rules
        self.shape = ListShape(
            LIST,
            NAME,
            (
                Column("Title", "text", "Titel"),
                Column("What", "note", "Wat"),
                Column("Heading", "choice", "Thema", _names(rules.headings), indexed=True),
                Column("Status", "choice", "Status", _names(rules.statuses), indexed=True),
                Column("Remark", "note", "Toelichting bij de status"),
                Column("By", "text", "Van", name_of=True),
                Column("Starts", "text", "Begint"),
                Column("Needs", "note", "Nodig"),
                Column("Serves", "note", "Draagt bij aan"),
                Column("Campaign", "text", "Antwoord op de vraag"),
                Column("Joiners", "number", "Doen mee"),
                Column("Supporters", "number", "Steunen het"),
                Column("Replies", "number", "Reacties"),
                Column("Submitted", "moment", "Ingediend op", indexed=True),
            ),
        )

    async def fields_of(self, session: AsyncSession, key: str) -> Mapping[str, Value] | None:
        """The item of one initiative."""
        kept = await initiatives.find(session, self._desk.id, key)
        if kept is None:
            return None
        rules = self._desk.rules
        numbers = (await initiative_people.numbers(session, [key], ""))[key]
        given = await initiative_people.given(session, key)
        asked = await campaigns.find(session, self._desk.id, kept.campaign) if kept.campaign else None
        served = [term.nl for id in kept.serves if (term := rules.served(id)) is not None]
        return {
            **{column: self._shown(kept, field) for column, field in FIELDS.items()},
            "Status": _name(rules.status(kept.status)),
            "Remark": next((each.reason for each in reversed(given) if each.field == "status"), ""),
            "By": kept.author_name,  # of who hides it, none is kept
            "Serves": "\n".join(served),
            "Campaign": asked.question if asked is not None else "",
            "Joiners": float(numbers.joiners),
            "Supporters": float(numbers.supporters),
            "Replies": float(numbers.comments),
            "Submitted": kept.created.replace(microsecond=0),
        }

    async def take(
        self, session: AsyncSession, key: str, changes: Mapping[str, Value], who: str, at: datetime
    ) -> Mapping[str, Value]:
        """Takes over a name, text, heading, start, needs, or a status with its remark. What it was until now is in the
        history; who changed it is not kept. The rest is put back, and so is what cannot be.
        """
        kept = await initiatives.find(session, self._desk.id, key, to_change=True)
        now = await self.fields_of(session, key)
        if kept is None or now is None:
            return {}
        changed, refused, edits = kept, dict[str, Value](), list[tuple[Edited, str]]()
        for column, value in changes.items():
            if column in ("Status", "Remark"):
                continue
            filled = self._filled(changed, column, str(value)) if column in FIELDS else None
            if filled is None:
                refused[column] = now[column]
            elif filled != changed:
                edits.append((FIELDS[column], self._shown(changed, FIELDS[column])))
                changed = filled
        remark = str(now["Remark"])
        status = self._status_of(kept, remark, changes)
        if status is None:
            refused |= {column: now[column] for column in ("Status", "Remark") if column in changes}
            status = kept.status, remark
        await self._store(session, kept, changed, edits, None if status == (kept.status, remark) else status)
        return refused

    async def _store(
        self,
        session: AsyncSession,
        kept: Kept,
        changed: Kept,
        edits: Sequence[tuple[Edited, str]],
        status: tuple[str, str] | None,
    ) -> None:
        """Writes what was taken over, and in the history what it was before; who takes part hears of a status."""
        moment, number = self._desk.now(), await initiative_people.next_number(session, kept.id)
        history = [
            Given(kept.id, number + at, kept.status, "", "", True, moment, field, before)
            for at, (field, before) in enumerate(edits)
        ]
        if status is not None:
            last = number + len(edits)
            history.append(Given(kept.id, last, *status, "", True, moment, "status", kept.status))
            await self._desk.promises.spread(session, kept.id, last, "")
            changed = replace(changed, status=status[0])
        for given in history:
            await initiative_people.give(session, given)
        if history:
            words = searched(changed.title, changed.what)
            changed = replace(changed, words=words, version=kept.version + 1, changed=moment)
            await initiatives.change(session, changed, over=kept.version)

    async def added(self, session: AsyncSession, fields: Mapping[str, Value], who: str) -> str | None:
        """An initiative of nobody in particular. None where a title, a text or a heading lacks, or cannot be."""
        status = _id(self._desk.rules.statuses, str(fields["Status"]))
        known = self._desk.rules.status(status)
        if known is None or known.kind == "project":
            status = self._desk.rules.first("new").id
        made: Kept | None = blank(self._desk, id_for("", ""), status)
        for column in FIELDS:
            made = self._filled(made, column, str(fields[column])) if made is not None else None
        if made is None:
            return None
        made = replace(made, words=searched(made.title, made.what))
        await initiatives.add(session, made)
        reason = cleaned(str(fields["Remark"]), LONGEST_REASON)[:LONGEST_REASON]
        await initiative_people.give(session, Given(made.id, 0, status, reason, "", True, made.created))
        return made.id

    async def removed(self, session: AsyncSession, key: str) -> bool:
        """It is put back."""
        return await initiatives.find(session, self._desk.id, key) is None

    def _shown(self, kept: Kept, field: Edited) -> str:
        match field:
            case "heading":
                return _name(self._desk.rules.heading(kept.heading))
            case "start":
                return kept.start_day.isoformat() if kept.start_day is not None else kept.start_words
            case "title" | "what" | "needs" | "status":
                return str(getattr(kept, field))

    def _filled(self, kept: Kept, column: str, value: str) -> Kept | None:
        """With what somebody filled in in SharePoint; None where it cannot be that."""
        field = FIELDS[column]
        most = LONGEST[field]
        text = cleaned(value, most) if field in SEVERAL_LINES else line(value, most)
        if len(text) > most or (field in NEEDED and not text):
            return None
        match field:
            case "heading":
                heading = _id(self._desk.rules.headings, text)
                return replace(kept, heading=heading) if heading else None
            case "start":
                start = start_of(text)
                return replace(kept, start_day=start.day, start_words=start.words)
            case "title" | "what" | "needs" | "status":
                return replace(kept, **{field: text})

    def _status_of(self, kept: Kept, said: str, changes: Mapping[str, Value]) -> tuple[str, str] | None:
        """The status and the remark that it gets; None where it cannot get them.

        A status that changes without a remark has none: the one that is there, `said`, belongs to the one before.
        """
        status = _id(self._desk.rules.statuses, str(changes["Status"])) if "Status" in changes else kept.status
        remark = said if status == kept.status else ""
        if "Remark" in changes:
            remark = cleaned(str(changes["Remark"]), LONGEST_REASON)
        known = self._desk.rules.status(status)
        becomes_project = known is not None and known.kind == "project" and status != kept.status
        if not status or becomes_project or len(remark) > LONGEST_REASON or (kept.project and status != kept.status):
            return None
        return status, remark


def _names(terms: Sequence[Term]) -> tuple[str, ...]:
    return tuple(term.nl for term in terms)


def _name(term: Term | None) -> str:
    """What stands in a column; nothing for what the municipality has no longer."""
    return term.nl if term is not None else ""


def _id(terms: Sequence[Term], name: str) -> str:
    return next((term.id for term in terms if term.nl == name), "")
