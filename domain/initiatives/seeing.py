"""What is stored -> what the person who asks may see of it: nobody whose name is hidden, but oneself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import cast

from domain.initiatives.desk import Desk
from domain.initiatives.model import Campaign, Change, Comment, Edited, Initiative, Known, Start, Story
from errors import Unavailable
from store import initiative_people
from store.campaigns import Asked
from store.database import AsyncSession
from store.initiative_people import Given, Numbers, Said
from store.initiatives import Kept

NOBODY = Numbers()


async def shown(session: AsyncSession, person: str, those: Sequence[Kept]) -> list[Initiative]:
    """These as one person sees them; `person` "" sees what anybody may. Names are filled in by `named`."""
    numbers = await initiative_people.numbers(session, [kept.id for kept in those], person)
    return [as_seen(kept, person, numbers[kept.id]) for kept in those]


def as_seen(kept: Kept, person: str, numbers: Numbers = NOBODY, name: str = "") -> Initiative:
    """One as a person sees it."""
    mine = bool(person) and kept.author == person
    author = kept.author if mine or not kept.hidden else ""
    return Initiative(
        id=kept.id,
        title=kept.title,
        what=kept.what,
        heading=kept.heading,
        serves=kept.serves,
        author=author,
        author_name=(name or kept.author_name) if author else "",
        hidden=kept.hidden,
        start=Start(kept.start_day, kept.start_words),
        needs=kept.needs,
        status=kept.status,
        campaign=kept.campaign,
        project=kept.project,
        created=kept.created,
        changed=kept.changed,
        version=kept.version,
        joiners=numbers.joiners,
        supporters=numbers.supporters,
        comments=numbers.comments,
        mine=mine,
        joined=numbers.joins,
        supported=numbers.supports,
    )


async def named(desk: Desk, those: Iterable[Initiative]) -> tuple[Initiative, ...]:
    """With the names of their authors, where these may be seen. Outside of any transaction: Entra is asked."""
    some = tuple(those)
    names = await desk.names.of(each.author for each in some)
    return tuple(replace(each, author_name=names.get(each.author, "") or each.author_name) for each in some)


async def one(session: AsyncSession, person: str, kept: Kept) -> Initiative:
    """One as a person sees it, without the name of its author."""
    return (await shown(session, person, [kept]))[0]


class Telling:
    """The story of one initiative for one person, read in a transaction and named after it."""

    def __init__(self, desk: Desk, person: str) -> None:
        self._desk = desk
        self._person = person

    async def of(self, kept: Kept) -> Story:
        """With all that belongs to it."""
        async with self._desk.database.read() as session:
            initiative = await one(session, self._person, kept)
            joining = await initiative_people.taking_part(session, kept.id, "joins")
            said = await initiative_people.said(session, kept.id)
            given = await initiative_people.given(session, kept.id)
            hidden = await hidden_in(session, kept)
        may_see = [each for each in joining if each.person not in hidden or each.person == self._person]
        people = {kept.author, *(each.person for each in (*joining, *said, *given))}
        names = await self._desk.names.of(people - (hidden - {self._person}))
        author = initiative.author
        return Story(
            initiative=as_seen(kept, self._person, _numbers(initiative), names.get(author, "")),
            joiners=tuple(Known(each.person, names.get(each.person, "")) for each in may_see),
            others=len(joining) - len(may_see),
            comments=tuple(self._comment(kept, each, hidden, names) for each in said),
            history=tuple(self._change(each, hidden, names) for each in given),
            may_change=initiative.mine and self._status_allows(kept),
            may_tell_status=initiative.mine or await self._may_tell(),
            unnamed=self._person in hidden,
        )

    def _status_allows(self, kept: Kept) -> bool:
        status = self._desk.rules.status(kept.status)
        return status is None or status.kind != "project"

    async def _may_tell(self) -> bool:
        try:
            return bool(self._person) and await self._desk.has(self._person, "status")
        except Unavailable:
            return False

    def _by(self, person: str, hidden: frozenset[str], names: dict[str, str]) -> Known | None:
        if not person or (person in hidden and person != self._person):
            return None
        return Known(person, names.get(person, ""))

    def _comment(self, kept: Kept, said: Said, hidden: frozenset[str], names: dict[str, str]) -> Comment:
        by = self._by(said.person, hidden, names)
        author = bool(said.person) and said.person == kept.author
        return Comment(said.id, said.text, said.at, by, author, bool(said.person) and said.person == self._person)

    def _change(self, given: Given, hidden: frozenset[str], names: dict[str, str]) -> Change:
        by = self._by(given.person, hidden, names)
        field = cast("Edited", given.field)
        return Change(given.status, given.reason, given.at, by, given.elsewhere, field, given.before)


async def hidden_in(session: AsyncSession, kept: Kept) -> frozenset[str]:
    """Who is not named with this initiative, wherever they appear; who left it stays so."""
    hidden = await initiative_people.unnamed(session, kept.id)
    return frozenset(hidden | {kept.author}) if kept.hidden else frozenset(hidden)


def campaign_of(asked: Asked) -> Campaign:
    """A campaign as everybody sees it."""
    return Campaign(
        asked.id, asked.question, asked.explanation, asked.until, asked.closed, asked.created, asked.initiatives
    )


def _numbers(seen: Initiative) -> Numbers:
    return Numbers(seen.joiners, seen.supporters, seen.comments, seen.joined, seen.supported)
