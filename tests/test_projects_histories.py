"""Whatever people do in whatever order: what is approved never changes, and nobody approves who may not."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Literal

from hypothesis import example, given, settings
from hypothesis import strategies as st

from domain.projects.content import FIELDS, Colleague, Member, StartDocument
from domain.projects.model import Edition, Seen
from domain.projects.rights import named_in
from domain.projects.stored import document_of
from errors import WordedError
from store.database import Database
from store.projects import records
from tests.projects import FATIMA, JAN, KEES, MARIJKE, NAMES, PIET, RIA, STEPS_OF, Stage, on_stage

# Ria writes, Piet carries out, Jan is opdrachtgever, Marijke his deputy, Fatima stands in at times, Kees is not in it
# but sees every project.
PEOPLE = (RIA, PIET, JAN, MARIJKE, FATIMA, KEES)
SOMEBODY = st.sampled_from((*PEOPLE, RIA, RIA, JAN, JAN))
MAKERS = {RIA, PIET}
WHOLE = replace(
    StartDocument(),
    **{
        name: getattr(typed, name)
        for step, typed in STEPS_OF.items()
        if step not in ("assignment", "team")
        for name in FIELDS[step]
    },
    name="Luisteren in de straat",
    principal=Colleague(JAN, "Jan de Vries"),
    contractor=Colleague(PIET, "Piet Bakker"),
    deputy=Colleague(MARIJKE, "Marijke Smit"),
    team=(Member(NAMES[FATIMA], id=FATIMA),),
)
Deed = Literal["keep", "swap", "ask", "approve", "send back", "withdraw", "edit", "stand in", "end", "later"]
DEEDS: tuple[Deed, ...] = (
    "keep", "swap", "ask", "ask", "approve", "approve", "send back", "withdraw", "edit", "stand in", "end", "later",
)  # fmt: skip
GOES_WELL: list[tuple[str, Deed, int, int]] = [
    (RIA, "ask", 0, 0),
    (JAN, "approve", 0, 0),
    (PIET, "edit", 0, 0),
    (RIA, "keep", 0, 2),
    (RIA, "ask", 0, 0),
    (MARIJKE, "approve", 0, 0),
]
STANDS_IN_FOR_HIMSELF: list[tuple[str, Deed, int, int]] = [
    (JAN, "stand in", 0, 1),
    (RIA, "ask", 0, 0),
    (RIA, "approve", 0, 0),
]
TOO_LATE: list[tuple[str, Deed, int, int]] = [
    (RIA, "ask", 0, 0),
    (RIA, "keep", 0, 1),
    (RIA, "ask", 0, 0),
    (JAN, "approve", 1, 0),
    (JAN, "approve", 0, 0),
    (RIA, "keep", 0, 2),
]
# Who does what, and whether it is on the newest card or on one that is a step behind.
STEPS = st.tuples(SOMEBODY, st.sampled_from(DEEDS), st.sampled_from((0, 0, 0, 1)), st.integers(0, 2))


@dataclass
class History:
    """One project, and all that was true of it at some time."""

    stage: Stage
    id: str
    versions: dict[int, StartDocument] = field(default_factory=dict[int, StartDocument])
    approved: dict[int, Edition] = field(default_factory=dict[int, Edition])
    newest: int = 0

    async def do(self, person: str, deed: Deed, behind: int, choice: int) -> None:
        """Does it as from a card; being refused in words is an outcome like any other."""
        made, version = self.stage.made, self.newest - behind
        before = len(self.approved)
        try:
            match deed:
                case "keep":
                    typed = replace(STEPS_OF["why"], goal=f"Doel {choice}")
                    await made.drafting.keep(person, self.id, version, "why", typed)
                case "swap":  # other people in the document, of whom some cannot approve
                    who = Colleague((JAN, FATIMA, PIET)[choice], "")
                    typed = replace(STEPS_OF["assignment"], principal=who)
                    await made.drafting.keep(person, self.id, version, "assignment", typed)
                case "ask":
                    await made.approving.ask(person, self.id, version)
                case "approve":
                    seen = await self.look()
                    may = await self.may_approve(seen)
                    await made.approving.approve(person, self.id, version)
                    assert person in may
                    assert seen.project.edition.version == version
                case "send back":
                    await made.approving.send_back(person, self.id, version, "Kan beter")
                case "withdraw":
                    await made.approving.withdraw(person, self.id, version)
                case "edit":
                    await made.drafting.edit(person, self.id)
                case "stand in":
                    until = made.records.today() + timedelta(days=1)
                    await made.approving.stand_in(JAN, (FATIMA, RIA, KEES)[choice], until)
                case "end":
                    await made.approving.stand_in(JAN, None, None)
                case "later":
                    self.stage.later(timedelta(days=choice))
        except WordedError:
            pass
        await self.check(deed, before)

    async def look(self) -> Seen:
        return await self.stage.made.find(RIA, self.id)

    async def may_approve(self, seen: Seen) -> set[str]:
        """Who may, reckoned here and not by the code: who is named or stands in, but nobody who makes it."""
        document = seen.project.edition.document
        if document.principal is None:
            return set()
        allowed = {document.principal.id} | ({document.deputy.id} if document.deputy is not None else set())
        away = await self.stage.made.approving.standing_in(document.principal.id)
        return (allowed | ({away.deputy.id} if away is not None else set())) - MAKERS

    async def check(self, deed: Deed, before: int) -> None:
        """What holds after every step."""
        project = (await self.look()).project
        async with self.stage.database.read() as session:
            stored = {record.number: record for record in await records.editions(session, self.id)}
        for number, edition in self.approved.items():
            assert document_of(stored[number].content) == edition.document
            assert stored[number].approval is not None
            assert (stored[number].state, stored[number].version) == ("approved", edition.version)
        held = project.approved
        if held is not None and held.number not in self.approved:
            assert deed == "approve"
            assert held.document == self.versions[held.version]  # what was kept at that version, to the letter
            assert held.approval is not None
            assert held.approval.by.id not in MAKERS
            self.approved[held.number] = held
        assert len(self.approved) - before in (0, 1)
        assert (project.status in ("draft", "waiting", "returned", "withdrawn")) == (held is None)
        assert self.newest <= project.version
        self.newest = project.version
        self.versions.setdefault(project.version, project.edition.document)
        assert self.versions[project.version] == project.edition.document  # the same version is the same words
        assert named_in(project.edition.document) <= set(PEOPLE)


async def lived(stage: Stage, steps: list[tuple[str, Deed, int, int]]) -> History:
    await stage.made.approving.stand_in(JAN, None, None)
    seen = await stage.made.drafting.begin(RIA, WHOLE)
    history = History(stage, seen.project.id, newest=seen.project.version)
    history.versions[seen.project.version] = seen.project.edition.document
    for step in steps:
        await history.do(*step)
    return history


def test_what_is_approved_never_changes_and_is_approved_by_who_may_alone(tmp_path: Path) -> None:
    @settings(max_examples=15, deadline=None)
    @given(st.lists(STEPS, min_size=5, max_size=20))
    @example(STANDS_IN_FOR_HIMSELF)
    @example(TOO_LATE)
    def whatever_people_do(steps: list[tuple[str, Deed, int, int]]) -> None:
        runner.run(lived(stage, steps))

    with asyncio.Runner() as runner:
        database = Database(f"sqlite:///{tmp_path / 'koers.db'}")
        runner.run(database.migrate())
        stage = runner.run(on_stage(database))
        assert set(runner.run(lived(stage, GOES_WELL)).approved) == {1, 2}
        whatever_people_do()
        runner.run(database.close())
