"""Start documents: written in steps over weeks, asked approval for, approved by who may, and fixed from then on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.projects import filling
from domain.projects.checking import wrong_with
from domain.projects.content import FIELDS, STEPS, Colleague, Member, Milestone, Money, StartDocument, Step
from domain.projects.model import Seen
from domain.projects.money import Payback, cents, payback
from domain.projects.passages import Passages
from domain.projects.stored import document_of, written
from errors import WordedError
from knowledge.base import KnowledgeBase
from knowledge.document import Document
from store.database import Database
from store.work import Attempt
from tests.projects import (
    FATIMA,
    JAN,
    KEES,
    MARIJKE,
    OSS,
    PIET,
    RIA,
    SENTENCE,
    STEPS_OF,
    VISION,
    Stage,
    on_stage,
    passage,
)

ELSE = "00000000-0000-0000-0000-000000000009"  # a colleague who is named nowhere


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncGenerator[Stage, None]:
    """On SQLite; what locks rows has a test on PostgreSQL as well."""
    database = Database(f"sqlite:///{tmp_path / 'koers.db'}")
    await database.migrate()
    yield await on_stage(database)
    await database.close()


def reasons(seen: Seen) -> dict[str, str]:
    return {wrong.field: wrong.reason for wrong in seen.wrong}


async def test_what_is_typed_is_kept_at_every_step_whatever_is_wrong_with_it(stage: Stage) -> None:
    drafting = stage.made.drafting
    seen = await drafting.begin(RIA, key="card 1")
    again = await drafting.begin(RIA, key="card 1")
    other = await drafting.begin(RIA, key="card 2")
    assert again.project.id == seen.project.id != other.project.id
    id = seen.project.id
    assert reasons(seen)["name"] == "project-wrong-missing"

    typed = StartDocument(
        money=Money(-5), unread=(("money.yearly_costs", "veel"), ("start", "gisteren")), goal="elders"
    )
    seen = await drafting.keep(RIA, id, seen.project.version, "money", typed)
    document = seen.project.edition.document
    assert (document.money.investment, document.unread) == (-5, (("money.yearly_costs", "veel"),))
    assert document.goal == ""  # a step changes its own fields alone
    assert {wrong.reason for wrong in seen.by_step["money"]} == {"project-wrong-amount", "project-wrong-negative"}

    with pytest.raises(WordedError, match="project-changed"):
        await drafting.keep(RIA, id, 1, "why", STEPS_OF["why"])
    stage.later(timedelta(weeks=8))
    [found] = [one for one in await stage.made.mine(RIA) if one.project.id == id]
    seen = await drafting.keep(RIA, id, found.project.version, "money", StartDocument(money=Money(100_00)))
    assert "money" not in seen.by_step
    assert seen.project.edition.document.unread == ()


async def test_who_is_named_is_who_entra_knows_and_a_quote_stands_where_it_says(stage: Stage) -> None:
    drafting = stage.made.drafting
    seen = await stage.drafted()
    document, id = seen.project.edition.document, seen.project.id
    assert document.principal == Colleague(JAN, "Jan de Vries")
    assert [member.name for member in document.team] == ["Fatima el Idrissi", "Student"]

    gone = StartDocument(name="Luisteren", principal=Colleague("11111111-1111-1111-1111-111111111111", "Iemand"))
    seen = await drafting.keep(RIA, id, seen.project.version, "assignment", gone)
    assert (seen.project.edition.document.principal, reasons(seen)["principal"]) == (None, "project-wrong-person")

    proposed = await drafting.proposed(RIA, id, "nl")
    assert proposed
    assert all(each.quote in VISION.text and each.title == VISION.title for each in proposed)
    chosen = StartDocument(passages=(passage(), passage("Dit staat er niet."), passage("")))
    seen = await drafting.keep(RIA, id, seen.project.version, "vision", chosen)
    [kept] = seen.project.edition.document.passages
    assert (kept.quote, kept.title, kept.url.split("#")[0]) == (
        SENTENCE,
        "Visie op de organisatie",
        "https://oss.example/visie",
    )
    with pytest.raises(WordedError, match="project-gone"):
        await drafting.proposed(ELSE, id, "nl")


async def test_what_is_proposed_says_something_by_itself_and_says_it_once() -> None:
    base = KnowledgeBase()
    text = (
        "# Bijlage: waar wij vergaderen en samen werken\n\n"
        "De visie op vergaderen heeft deze twee regels voor iedereen:\n\n"
        "- Wie vergadert, doet dat in het stadspark als het weer het toelaat.\n"
        "- Een vergadering duurt nooit langer dan drie kwartier, ook buiten niet.\n"
    )
    base.put(Document("regels", "Regels", "oss", text, "https://oss.example/regels"))
    wanted = StartDocument(
        name="Vergaderen in het stadspark", goal="Buiten vergaderen", task="Samen werken, vergaderen"
    )
    proposed = [one.quote for one in await Passages(base, "oss").proposed(wanted, "nl")]
    assert proposed
    assert not [quote for quote in proposed if quote.startswith("Bijlage") or quote.endswith(":")]
    assert not [quote for quote in proposed if any(quote in other for other in proposed if other != quote)]


async def test_what_cannot_be_so_is_said_at_its_step(stage: Stage) -> None:
    seen = await stage.drafted(
        milestones=(Milestone("Te laat", date(2029, 1, 1)), Milestone("Op tijd", date(2027, 5, 1))),
        contractor=Colleague(JAN, ""),
        team=(Member("Student", hours=-1),),
        lane="fast",
        money=Money(10_000_000),
    )
    found = reasons(seen)
    assert found == {
        "contractor": "project-wrong-same-person",
        "team": "project-wrong-hours",
        "milestones": "project-wrong-milestone",
        "lane": "project-wrong-fast-money",
    }
    assert [one.name for one in seen.project.edition.document.milestones] == ["Op tijd", "Te laat"]
    assert [wrong.row for wrong in seen.wrong if wrong.field == "milestones"] == [1]
    with pytest.raises(WordedError, match="project-not-complete"):
        await stage.made.approving.ask(RIA, seen.project.id, seen.project.version)


async def test_the_opdrachtgever_approves_what_he_saw_and_from_then_on_it_is_fixed(database: Database) -> None:
    stage = await on_stage(database)
    approving, drafting = stage.made.approving, stage.made.drafting
    seen = await stage.asked()
    id, version = seen.project.id, seen.project.version
    assert seen.project.status == "waiting"
    assert [one.project.id for one in await stage.made.waiting(JAN)] == [id]
    assert [one.part for one in await stage.made.waiting(MARIJKE)] == ["deputy"]
    for somebody in (RIA, PIET):
        with pytest.raises(WordedError, match="project-own"):
            await approving.approve(somebody, id, version)
    for somebody in (FATIMA, KEES):
        with pytest.raises(WordedError, match=r"project-(not-yours-to-approve|gone)"):
            await approving.approve(somebody, id, version)

    approved = await approving.approve(JAN, id, version, key="press")
    assert (await approving.approve(JAN, id, version, key="press")).project == approved.project  # pressed twice
    held = approved.project.approved
    assert held is not None
    assert held.approval is not None
    assert (held.approval.by.name, held.approval.contractor.name, held.approval.stood_in) == (
        "Jan de Vries",
        "Piet Bakker",
        False,
    )
    with pytest.raises(WordedError, match="project-fixed"):
        await drafting.keep(RIA, id, version, "why", STEPS_OF["why"])

    edited = await drafting.edit(PIET, id)
    typed = replace(STEPS_OF["why"], goal="Nog beter luisteren")
    edited = await drafting.keep(PIET, id, edited.project.version, "why", typed)
    assert (edited.project.edition.number, edited.project.status) == (2, "running")
    assert edited.project.document.goal == "Luisteren naar inwoners"  # what holds, until the new one is approved
    colleague = await stage.made.find(ELSE, id)
    assert (colleague.part, colleague.project.edition.number) == ("colleague", 1)
    asked = await approving.ask(PIET, id, edited.project.version)
    done = await approving.approve(MARIJKE, id, asked.project.version)
    assert done.project.document.goal == "Nog beter luisteren"
    assert done.project.approved is not None
    assert done.project.approved.approval is not None
    assert done.project.approved.approval.stood_in
    events = await stage.made.history(RIA, id)
    assert [event.happened for event in events] == ["begun", "asked", "approved", "edited", "asked", "approved"]
    assert [event.name for event in events][-2:] == ["Piet Bakker", "Marijke Smit"]
    assert done.project.department == "Publiekszaken"


async def test_of_answers_at_once_one_counts_and_the_others_hear_that_it_is_answered(database: Database) -> None:
    stage = await on_stage(database)
    approving, seen = stage.made.approving, await stage.asked()
    id, version = seen.project.id, seen.project.version
    answers = await asyncio.gather(
        approving.approve(JAN, id, version, key="one"),
        approving.approve(MARIJKE, id, version, key="two"),
        approving.send_back(JAN, id, version, "Nog niet", key="three"),
        approving.approve(JAN, id, version, key="four"),
        return_exceptions=True,
    )
    assert sorted(str(one) for one in answers if isinstance(one, Exception)) == ["project-not-waiting"] * 3
    events = [event.happened for event in await stage.made.history(RIA, id)]
    assert events in (["begun", "asked", "approved"], ["begun", "asked", "sent_back"])


async def test_an_answer_to_older_words_does_nothing_and_says_so(stage: Stage) -> None:
    seen = await stage.asked()
    id, version = seen.project.id, seen.project.version
    changed = await stage.made.drafting.keep(RIA, id, version, "why", replace(STEPS_OF["why"], goal="Iets anders"))
    assert changed.project.status == "draft"
    for answer in (
        stage.made.approving.approve(JAN, id, version),
        stage.made.approving.send_back(JAN, id, version, "Te duur"),
    ):
        with pytest.raises(WordedError, match="project-changed-while-waiting"):
            await answer
    await stage.settle()
    # The question was of no use any more when it was to be told; that it was changed is.
    assert sorted(stage.heard.told) == [(JAN, "changed"), (MARIJKE, "changed")]


async def test_who_asked_hears_that_it_was_sent_back_and_why_and_may_ask_again_or_withdraw(stage: Stage) -> None:
    approving = stage.made.approving
    seen = await stage.asked()
    id = seen.project.id
    with pytest.raises(WordedError, match="project-words-missing"):
        await approving.send_back(JAN, id, seen.project.version, " \n ")
    back = await approving.send_back(JAN, id, seen.project.version, "Wie doet\u202e het?")
    assert (back.project.status, back.project.edition.remark) == ("returned", "Wie doet het?")
    assert (await stage.made.history(RIA, id))[-1].about == "Wie doet het?"
    asked = await approving.ask(RIA, id, back.project.version)
    gone = await approving.withdraw(RIA, id, asked.project.version)
    assert gone.project.status == "withdrawn"
    with pytest.raises(WordedError, match="project-not-waiting"):
        await approving.approve(JAN, id, asked.project.version)
    assert not gone.may
    await stage.settle()
    assert (PIET, "sent_back") in stage.heard.told
    assert (JAN, "withdrawn") in stage.heard.told


async def test_who_is_opdrachtgever_and_writes_it_himself_needs_somebody_else_to_approve(stage: Stage) -> None:
    seen = await stage.drafted(JAN, deputy=None)
    assert reasons(seen) == {"deputy": "project-wrong-own"}
    seen = await stage.asked(JAN)
    with pytest.raises(WordedError, match="project-own"):
        await stage.made.approving.approve(JAN, seen.project.id, seen.project.version)
    done = await stage.made.approving.approve(MARIJKE, seen.project.id, seen.project.version)
    assert done.project.status == "running"


async def test_who_stands_in_for_an_opdrachtgever_who_is_away_may_approve_up_to_that_day(stage: Stage) -> None:
    approving = stage.made.approving
    today = stage.made.records.today()
    for deputy, until, words in (
        (FATIMA, today - timedelta(days=1), "project-away-until"),
        (JAN, today, "project-away-who"),
        ("11111111-1111-1111-1111-111111111111", today, "project-away-who"),
    ):
        with pytest.raises(WordedError, match=words):
            await approving.stand_in(JAN, deputy, until)
    seen = await stage.asked(deputy=None, team=())
    draft = (await stage.drafted(deputy=None, team=())).project.id
    with pytest.raises(WordedError, match="project-gone"):
        await stage.made.find(FATIMA, seen.project.id)
    await approving.stand_in(JAN, FATIMA, today + timedelta(days=2))
    await approving.stand_in(JAN, FATIMA, today + timedelta(days=2))
    assert [one.project.id for one in await stage.made.waiting(FATIMA)] == [seen.project.id]
    with pytest.raises(WordedError, match="project-gone"):
        await stage.made.find(FATIMA, draft)  # nobody was asked about it yet
    await stage.settle()
    assert stage.heard.told.count((FATIMA, "asked")) == 1
    stage.later(timedelta(days=3))
    assert await approving.standing_in(JAN) is None
    with pytest.raises(WordedError, match="project-gone"):
        await approving.approve(FATIMA, seen.project.id, seen.project.version)


async def test_approval_is_asked_for_again_until_it_is_answered(stage: Stage) -> None:
    stage.later(timedelta(days=-5))  # so that the first reminder is due by now, and the second is not
    seen = await stage.asked()
    await stage.settle()
    assert stage.heard.told.count((JAN, "reminded")) == stage.heard.told.count((MARIJKE, "reminded")) == 1
    await stage.made.approving.approve(MARIJKE, seen.project.id, seen.project.version)
    stage.heard.told.clear()
    payload = {"project": seen.project.id, "moment": seen.project.edition.moment, "round": 1}
    await stage.made.hearing.remind(payload, Attempt("later"))
    await stage.settle()
    assert "reminded" not in [what for _, what in stage.heard.told]


async def test_a_municipality_leaves_out_steps_and_says_what_is_required(stage: Stage) -> None:
    rules = replace(
        OSS.projects,
        steps=("assignment", "why"),
        required=frozenset({"name", "goal"}),
        deputies=False,
    )
    stage = await on_stage(stage.database, replace(OSS, projects=rules))
    seen = await stage.made.drafting.begin(RIA)
    assert set(reasons(seen)) == {"name", "goal"}
    with pytest.raises(WordedError, match="project-gone"):
        await stage.made.drafting.keep(RIA, seen.project.id, 1, "money", StartDocument())
    with pytest.raises(WordedError, match="project-no-deputies"):
        await stage.made.approving.stand_in(JAN, FATIMA, stage.made.records.today())


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1250", 125_000),
        ("1.250", 125_000),
        ("€ 1.250,50", 125_050),
        ("1,250.50", 125_050),
        ("1250.5", 125_050),
        ("1 250", 125_000),
        ("0", 0),
        ("-5", -500),
        ("1.25.0", None),
        ("duizend", None),
        ("9" * 20, None),
        ("", None),
    ],
)
def test_an_amount_is_read_as_people_write_it(typed: str, amount: int | None) -> None:
    assert cents(typed) == amount


def test_the_payback_time_is_the_investment_by_what_a_year_yields_rounded_up_to_a_month() -> None:
    assert payback(Money(1_000_000, 100_000, 500_000)) == Payback(30)
    assert payback(Money(1_000_001, 100_000, 500_000)) == Payback(31)
    assert payback(Money(1, 0, 100)) == Payback(1)
    assert payback(Money(0, None, 5)) == Payback(0)
    assert payback(Money(100, 50, 50)) == Payback(None)
    assert payback(Money(100)) is payback(Money(None, 0, 5)) is None


TEXTS = st.text(max_size=40)
UNREAD = st.lists(st.tuples(st.sampled_from(["start", "money.investment", "team.0", "goal"]), st.just("?")), max_size=3)
ANYTHING = st.builds(
    StartDocument,
    name=TEXTS,
    goal=TEXTS,
    approach=TEXTS,
    compass=st.lists(st.sampled_from(["samen", "verzonnen", "team"]), max_size=4).map(tuple),
    goals=st.lists(st.integers(-1, 20), max_size=4).map(tuple),
    team=st.lists(st.builds(Member, name=TEXTS, hours=st.integers(-5, 10**9)), max_size=3).map(tuple),
    milestones=st.lists(st.builds(Milestone, name=TEXTS, day=st.dates()), max_size=3).map(tuple),
    money=st.builds(Money, st.one_of(st.none(), st.integers())),
    start=st.one_of(st.none(), st.dates()),
    end=st.one_of(st.none(), st.dates()),
    lane=st.sampled_from([None, "fast", "slow"]),
    unread=UNREAD.map(tuple),
)


@given(ANYTHING, ANYTHING, st.sampled_from(STEPS))
def test_a_step_changes_its_own_fields_alone_and_whatever_is_typed_can_be_kept(
    before: StartDocument, typed: StartDocument, step: Step
) -> None:
    rules = OSS.projects
    after = filling.with_step(before, step, typed, rules)
    clean = filling.cleaned(typed, rules)
    for name in (field for fields in FIELDS.values() for field in fields):
        source = clean if name in FIELDS[step] else before
        assert getattr(after, name) == getattr(source, name)
    mine = [one for one in after.unread if one[0].partition(".")[0] in FIELDS[step]]
    assert mine == [one for one in clean.unread if one[0].partition(".")[0] in FIELDS[step]]
    assert filling.cleaned(clean, rules) == clean
    assert document_of(written(after)) == after
    assert all(wrong.step in rules.steps for wrong in wrong_with(after, rules, RIA))
