"""What cards of projects hold to, whatever is in one: Teams' limits, every word to be read, each project counted."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest

from cards.card import Card
from cards.projects import portfolio
from cards.projects.closing import Ending, closing, room_for
from cards.projects.document import Reading, document
from cards.projects.fields import groups
from cards.projects.project import Status, history, project
from cards.projects.report import ReadingReport, Written, form, report
from cards.projects.report_actions import Chosen
from cards.projects.samples import AT, FULL, LEADS, RULES, ZONE, asked, running, seen
from cards.projects.step import step
from cards.projects.summary import summary
from cards.projects.writing import Writing, packed
from checks.cards import complaints
from dialogs.projects.typed import told
from dialogs.turn import Turn
from domain.projects.checking import LONGEST_LINE, LONGEST_NAME, LONGEST_TEXT, MOST_ROWS, wrong_with
from domain.projects.checking import TEXTS as LONG
from domain.projects.closing import ClosingWrong
from domain.projects.content import STEPS, Colleague, Link, Member, Milestone, Partner, Risk, StartDocument
from domain.projects.model import Bar, Closing, Event, Listing, Project, Row
from domain.projects.portfolio import charts
from domain.projects.reporting import LONGEST_WORDS, MOST_MILESTONES
from domain.projects.reports import SUBJECTS, Progress, Signal, Told
from domain.projects.roles import QUESTIONS, Answers, suggested
from domain.projects.sample import project as sample_project
from domain.projects.sample import report as sample_report
from locales import texts_for

TEXTS = texts_for("nl")
DAY = date(2027, 3, 1)


def long(most: int, about: str = "x") -> str:
    """A text as long as one may be, with letters that take more than one byte."""
    return (f"{about} café, reünie en coördinatie. " * (most // 20))[:most]


def everything() -> StartDocument:
    """A document with everything that fits in it."""
    line, rows = long(LONGEST_LINE), range(MOST_ROWS)
    words = {name: long(LONGEST_TEXT, name) for name in LONG}
    return replace(
        FULL,
        **words,
        name=long(LONGEST_NAME),
        goals=tuple(range(1, 18)),
        passages=FULL.passages * MOST_ROWS,
        partners=tuple(Partner(f"{each} {line}"[:LONGEST_LINE], "right_to_challenge", line) for each in rows),
        team=tuple(Member(f"{each} {line}"[:LONGEST_LINE], line, 99_999, f"id{each}") for each in rows),
        milestones=tuple(Milestone(f"{each} {line}"[:LONGEST_LINE], DAY + timedelta(days=each)) for each in rows),
        risks=tuple(Risk(f"{each} {line}"[:LONGEST_LINE], "high", "high", line) for each in rows),
        links=tuple(Link(f"{each} {line}"[:LONGEST_LINE], line) for each in rows),
        money=replace(FULL.money, explanation=long(LONGEST_TEXT, "geld")),
    )


def closed_with(text: str) -> Closing:
    return Closing(text, text, text, text, text, "")


def holding(content: StartDocument, found: Project) -> Project:
    edition = replace(found.edition, document=content)
    return replace(found, edition=edition, approved=edition if found.approved is not None else None)


def words(card: Card) -> str:
    """Everything that is to be read on a card, without spaces: a long word may be cut over two lines."""
    return "".join(_words(card.content)).replace(" ", "")


def _words(value: Any) -> list[str]:
    found: list[str] = []
    if isinstance(value, dict):
        found += [value["text"]] if isinstance(value.get("text"), str) else []
        for key, item in value.items():
            found += _words(item) if key != "fallback" else []
    elif isinstance(value, list | tuple):
        for item in value:
            found += _words(item)
    return found


@pytest.mark.parametrize("name", STEPS)
def test_each_step_fits_on_cards_that_teams_takes_with_everything_filled_in(name: Any) -> None:
    writing = Writing("p", 7, name, everything(), RULES, row=MOST_ROWS - 1)
    parts = len(packed(groups(TEXTS, writing)))
    asked_for: set[str] = set()
    for part in range(parts):
        card = step(TEXTS, replace(writing, part=part))
        assert complaints(name, card) == []
        asked_for |= {item["id"] for item in card.content["body"] if str(item["type"]).startswith("Input.")}  # type: ignore[index, union-attr]
    assert parts == 1 or asked_for >= {"chosen"}


def test_a_step_that_takes_more_than_one_card_asks_each_field_once() -> None:
    writing = Writing("p", 7, "why", replace(everything(), reason=long(9_000), task=long(9_000)), RULES)
    cards = [step(TEXTS, replace(writing, part=part)) for part in range(len(packed(groups(TEXTS, writing))))]
    ids = [item["id"] for card in cards for item in card.content["body"] if item["type"] == "Input.Text"]  # type: ignore[index, union-attr]
    assert len(cards) > 1
    assert ids == ["reason", "task", "goal"]


def test_who_approves_can_read_every_word_on_pages_that_teams_takes() -> None:
    content = everything()
    approves = seen(holding(content, asked()), "principal", "approve", "send_back")
    first = document(TEXTS, Reading(approves, RULES))
    count = int(str(first.content["speak"]).rsplit(" ", 1)[1])
    pages = [document(TEXTS, Reading(approves, RULES, page=page)) for page in range(count)]
    assert [complaints("page", page) for page in pages] == [[]] * count
    read = "".join(words(page) for page in pages)
    for value in (content.reason, content.communication, content.role_why):
        assert all(piece.replace(" ", "")[:400] in read for piece in value.splitlines())
    for row in (*content.milestones, *content.team, *content.links):
        assert row.name.replace(" ", "") in read


def test_the_summary_and_reports_fit_with_everything_wrong_and_filled_in() -> None:
    content = replace(everything(), principal=None, contractor=Colleague("1", long(60)), lane=None, end=None)
    wrong = wrong_with(content, RULES, "2")
    found = seen(holding(content, asked()), "author", "edit", "withdraw", wrong=wrong)
    assert complaints("summary", summary(TEXTS, Writing("p", 7, "why", content, RULES, wrong), found)) == []

    signals = {subject: Signal("red", long(LONGEST_WORDS)) for subject in SUBJECTS}
    milestones = tuple(Progress(long(LONGEST_LINE), DAY, DAY) for _ in range(MOST_MILESTONES))
    told = Told(long(LONGEST_TEXT), milestones=milestones, decisions=long(LONGEST_TEXT), **signals)
    leads, shown = seen(running(), "contractor", *LEADS), replace(sample_report(), told=told, draft=told)
    for part in range(4):
        assert complaints("form", form(TEXTS, Written(leads, shown, part=part))) == []
        assert complaints("report", report(TEXTS, ReadingReport(leads, shown, told, 2, page=part))) == []


def test_what_an_office_writes_a_history_and_what_there_is_to_choose_from_fit_however_long() -> None:
    returned = replace(sample_project().edition, state="returned", remark=long(2_000))
    closed = closed_with(long(4_000))
    found = replace(sample_project(), remark=long(10_000), edition=returned, closing=closed)
    everything_happened = [Event("remark", AT, "1", 1, long(10_000), name=long(60))] * 40
    shown = seen(found, "author", "edit", "withdraw", "report", "close")
    status = Status(shown, ZONE, everything_happened, [sample_report()] * 5, due=DAY, today=DAY, said="Gelukt.")
    assert complaints("project", project(TEXTS, status)) == []
    assert complaints("history", history(TEXTS, shown, everything_happened, ZONE)) == []
    names = {f"{number:036}": long(60) for number in range(200)}
    rows = tuple(
        Row(replace(running(), id=id, department=f"{id} {long(900 if number % 2 else 60)}"))
        for number, id in enumerate(names)
    )
    people = charts(rows)
    bars = replace(people, principals=tuple(Bar(id, 1) for id in names))
    assert complaints("filters", portfolio.filters(TEXTS, portfolio.Shown(Listing(rows, bars), Chosen(), names))) == []


def test_a_form_for_closing_fits_with_all_that_there_is_room_for() -> None:
    most = long(2_000)
    filled = closed_with(most)
    assert room_for(filled)
    assert not room_for(closed_with("é" * 600))
    ending = Ending(
        seen(running(), "author", "close"), RULES, filled, [ClosingWrong("category", "project-closing-category")]
    )
    assert complaints("closing", closing(TEXTS, ending)) == []


def test_what_a_card_had_no_room_to_show_is_not_thrown_away_by_pressing_on() -> None:
    big = "\u05d0" * LONGEST_TEXT  # a letter that takes six bytes of a card
    before = Told(big, decisions="Kort", money=Signal("red", "Te duur"))
    pressed = SimpleNamespace(fields={"summary": "", "decisions": "", "light_money": "amber", "words_money": ""})
    kept = told(cast("Turn", pressed), before)
    assert (kept.summary, kept.decisions, kept.money) == (big, "", Signal("amber"))


def test_the_list_the_charts_and_their_words_count_the_same_projects() -> None:
    light = ("green", "amber", "red", "")
    rows = tuple(
        Row(replace(running(), id=str(number), department=f"Afdeling {number % 12}", light=light[number % 4]))
        for number in range(50)
    )
    listing = Listing(rows, charts(rows))
    shown = portfolio.Shown(listing, Chosen(), {"1": "Ria de Vries"})
    assert complaints("charts", portfolio.charts(TEXTS, shown)) == []
    for item in portfolio.charts(TEXTS, shown).content["body"]:  # type: ignore[union-attr]
        if item["type"] == "Chart.HorizontalBar":  # type: ignore[index]
            bars = {value["x"]: value["y"] for value in item["data"]}  # type: ignore[index]
            facts = {fact["title"]: int(fact["value"]) for fact in item["fallback"]["items"][1]["facts"]}  # type: ignore[index]
            assert bars == facts
            assert sum(bars.values()) == (100 if "Werelddoelen" in item["title"] else 50)  # type: ignore[index]
    pages = [portfolio.portfolio(TEXTS, replace(shown, page=page)) for page in range(7)]
    numbers = [text.split(".")[0] for page in pages for text in _words(page.content) if ". Groene daken" in text]
    assert numbers == [str(number) for number in range(1, 51)]
    assert max(len(json.dumps(page.content)) for page in pages) < 28_000


def test_three_answers_lead_to_each_role_and_to_a_second_one_where_others_began_it() -> None:
    whole = {
        suggested(Answers(who, began, about))
        for who in QUESTIONS["who"]
        for began in QUESTIONS["began"]
        for about in QUESTIONS["about"]
    }
    assert len(whole) == 8
    assert suggested(Answers("us", "us", "conditions")) == ("lawful", None)
    assert suggested(Answers("us", "them", "goal")) == ("performing", "networking")
    assert suggested(Answers("them", "them", "conditions")) == ("responsive", None)
    assert not Answers("us", "", "goal").complete
