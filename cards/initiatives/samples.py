"""The cards about initiatives with sample data; see cards.samples."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from cards.card import Card
from cards.initiatives import campaigns, chart, compact, digest, lists, words
from cards.initiatives.form import Form, form
from cards.initiatives.lists import Listed
from cards.initiatives.story import Story, story
from cards.initiatives.summary import Summary, already, summary
from domain.initiatives.configured import HEADINGS, STATUSES, InitiativeRules, Term
from domain.initiatives.model import (
    Campaign,
    Change,
    Comment,
    Counts,
    Draft,
    Initiative,
    Known,
    Page,
    Problem,
    Start,
    Typed,
    Wanted,
)
from domain.initiatives.model import Story as Told
from locales import Texts

ZONE = ZoneInfo("Europe/Amsterdam")
TODAY = date(2026, 11, 30)
AT = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)
RULES = InitiativeRules(
    on=True,
    serves=(
        Term("doen", "Gewoon beginnen", "Just begin"),
        Term("samen", "Samen met inwoners", "Together with residents"),
        Term("goal-13", "Klimaat (doel 13)", "Climate (goal 13)"),
    ),
)
WHAT = "Elke dinsdag overleggen we wandelend, met hooguit vier mensen.\nZo bewegen we meer, en duurt het korter."
TYPED = Typed(
    title="Wandelend vergaderen",
    what=WHAT,
    heading="medewerkers-managers",
    serves=("doen", "goal-13"),
    start="na de zomer",
    needs="Een route van een half uur, en regenjassen.",
    colleagues=("jan", "fatima"),
)
PEOPLE = (("jan", "Jan de Vries"), ("fatima", "Fatima Yilmaz"))
DRAFT = Draft("a", "ria", TYPED, 3)
WALKING = Initiative(
    "a", TYPED.title, WHAT, TYPED.heading, TYPED.serves, "ria", "Ria Jansen", False, Start(words="na de zomer"),
    TYPED.needs, "gestart", "", "", AT, AT + timedelta(days=3), 4, joiners=3, supporters=12, comments=2,
)  # fmt: skip
HIDDEN = replace(WALKING, id="b", title="Ruilkast bij de koffie", author="", author_name="", hidden=True,
                 status="werkt", heading="huisvesting", joiners=0, supporters=1)  # fmt: skip
STOPPED = replace(WALKING, id="c", title="Papierloos tekenen", heading="digitaal", status="gestopt", joiners=1)
HOSTILE = replace(WALKING, id="d", title="[klik](https://kwaad.example) **nu**", what="<b>x</b>", supporters=0)
QUESTION = Campaign(
    "q", "Hoe maken we de balie fijner?", "Denk aan wachten, horen en zien.", date(2026, 12, 18), False, AT, 4
)
LONG = " ".join(f"Zin {number} van een lang verhaal over wandelen langs het kanaal." for number in range(40))


def samples(texts: Texts) -> dict[str, Card]:
    """The cards by name, in the language of `texts`."""
    return {
        **_of_writing(texts),
        **_of_stories(texts),
        **_of_lists(texts),
        **_of_campaigns(texts),
        "initiatives-compact": compact.compact(texts, RULES, WALKING, "28:koers"),
        "initiatives-compact-hidden": compact.compact(texts, RULES, HIDDEN, "28:koers"),
        "initiatives-discarded": words.outcome(texts, "initiative-discarded"),
        "initiatives-file": chart.file(texts, "https://koers.oss.example/download/x"),
        "initiatives-digest-choice": digest.digest(texts, RULES),
        "initiatives-digest-chosen": digest.digest(texts, RULES, said=texts("initiative-digest-chosen")),
    }


def _of_writing(texts: Texts) -> dict[str, Card]:
    wrong = (Problem("title", "initiatives-title-empty"), Problem("what", "initiatives-too-long", 4000))
    empty = Form(Draft("a", "ria", Typed(), 1), RULES)
    filled = replace(empty, draft=DRAFT, people=PEOPLE, said=texts("initiative-kept"))
    shown = Summary(
        DRAFT, RULES, [name for _, name in PEOPLE], similar=(WALKING, replace(HIDDEN, joined=True), STOPPED)
    )
    changing = replace(DRAFT, initiative="a", typed=replace(TYPED, start="2026-12-01", hidden=True))
    return {
        "initiatives-form": form(texts, empty),
        "initiatives-form-filled": form(texts, filled),
        "initiatives-form-wrong": form(texts, replace(empty, wrong=wrong, campaign=QUESTION)),
        "initiatives-form-change": form(texts, replace(filled, draft=changing, said="")),
        "initiatives-already": already(texts, RULES, DRAFT, HIDDEN),
        "initiatives-summary": summary(texts, shown),
        "initiatives-summary-change": summary(texts, replace(shown, draft=changing, campaign=QUESTION)),
    }


def _of_stories(texts: Texts) -> dict[str, Card]:
    comments = (
        Comment("1", "Leuk! Kan het ook op donderdag?", AT, Known("jan", "Jan de Vries"), author=False),
        Comment("2", "Ja hoor.\nKom gerust.", AT, Known("ria", "Ria Jansen"), author=True, mine=True),
        Comment("3", "Mooi zo.", AT, None, author=False),
    )
    history = (
        Change("nieuw", "", AT, Known("ria", "Ria Jansen")),
        Change("gestart", "We lopen sinds deze week.", AT, Known("ria", "Ria Jansen")),
    )
    joiners = tuple(Known(id, name) for id, name in PEOPLE)
    told = Told(WALKING, joiners, 1, comments, history, may_change=False, may_tell_status=False)
    other = Story(told, RULES, ZONE, "piet")
    joined = replace(WALKING, joined=True, supported=True)
    own = replace(told, initiative=replace(WALKING, mine=True), may_change=True, may_tell_status=True)
    plain = Told(replace(HIDDEN, status="nieuw"), (), 0, (), (), may_change=False, may_tell_status=False)
    became = replace(joined, status="project", project="p")
    long = replace(own, initiative=replace(own.initiative, what=LONG))
    elsewhere = replace(history[1], reason="", by=None, elsewhere=True)
    moved = replace(plain, history=(elsewhere, replace(elsewhere, field="title", before="Ruilkast")))
    return {
        "initiatives-story": story(texts, other),
        "initiatives-story-joined": story(
            texts, replace(other, told=replace(told, initiative=joined), reader="jan", said=texts("initiative-joined"))
        ),
        "initiatives-story-own": story(texts, replace(other, told=own, reader="ria", may_tell=True)),
        "initiatives-story-project": story(texts, replace(other, told=replace(told, initiative=became), reader="jan")),
        "initiatives-story-whole": story(texts, replace(other, told=long, reader="ria", whole=True)),
        "initiatives-story-long": story(texts, replace(other, told=long, reader="ria")),
        "initiatives-story-hidden": story(texts, replace(other, told=moved, reader="", campaign=QUESTION.question)),
        "initiatives-story-hostile": story(texts, replace(other, told=replace(plain, initiative=HOSTILE))),
    }


def _of_lists(texts: Texts) -> dict[str, Card]:
    everything = Listed(Page((WALKING, HIDDEN, STOPPED, HOSTILE), 0, 4), Wanted(), RULES, may_export=True)
    narrowed = replace(
        everything, page=Page((WALKING,), 1, 17), wanted=Wanted("digitaal", "nieuw", words="balie"), may_export=False
    )
    none = replace(everything, page=Page((), 0, 0), note=texts("initiative-found-none"))
    own = (replace(WALKING, mine=True), replace(HIDDEN, joined=True), replace(STOPPED, supported=True))
    drafts = (DRAFT, Draft("e", "ria", Typed(), 1), replace(DRAFT, id="f", initiative="a"))
    pairs = ((HEADINGS[0].id, STATUSES[0].id), 3), ((HEADINGS[3].id, STATUSES[1].id), 5), (("oud", STATUSES[3].id), 1)
    return {
        "initiatives-browse": lists.browse(texts, everything),
        "initiatives-browse-narrowed": lists.browse(texts, narrowed),
        "initiatives-browse-none": lists.browse(texts, none),
        "initiatives-browse-answers": lists.browse(texts, replace(everything, campaign=QUESTION.question)),
        "initiatives-browse-channel": lists.browse(texts, replace(everything, own_chat=False, may_digest=True)),
        "initiatives-mine": lists.mine(texts, RULES, drafts, Page(own, 0, 3)),
        "initiatives-mine-none": lists.mine(texts, RULES, (), Page((), 0, 0)),
        "initiatives-chart": chart.chart(texts, RULES, Counts(pairs), may_export=True),
        "initiatives-chart-none": chart.chart(texts, RULES, Counts(())),
    }


def _of_campaigns(texts: Texts) -> dict[str, Card]:
    over = replace(QUESTION, id="p", question="Waar verspillen we tijd?", until=date(2026, 10, 1), initiatives=0)
    runs = campaigns.Reader(TODAY, runs=True, tells=True)
    wrong = {
        "question": "Hoe?",
        "explanation": "Denk mee.",
        "until": "2026-12-01",
        "wrong": texts("initiatives-campaign-empty"),
    }
    return {
        "initiatives-campaigns": campaigns.campaigns(texts, (over, QUESTION), campaigns.Reader(TODAY)),
        "initiatives-campaigns-runs": campaigns.campaigns(texts, (over, QUESTION), runs),
        "initiatives-campaigns-none": campaigns.campaigns(texts, (), campaigns.Reader(TODAY, own_chat=False)),
        "initiatives-campaign-form": campaigns.form(texts, TODAY),
        "initiatives-campaign-form-wrong": campaigns.form(texts, TODAY, **wrong),
    }
