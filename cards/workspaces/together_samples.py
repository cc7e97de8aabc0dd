"""The cards about booking for somebody else and about team days with sample data; see cards.samples."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

from cards.card import Card
from cards.workspaces import delegating, lists, team_day
from cards.workspaces.booking import booking
from cards.workspaces.delegating import Colleague, Line, Listed
from cards.workspaces.filled import Filled
from cards.workspaces.form import form
from cards.workspaces.samples import AREA, BOOKED, DAY, DESK, DESK_FORM, OFFERS, ORGANISATION, WHOLE
from cards.workspaces.team_day import TeamForm
from domain.workspaces.coming import Member, TeamDay
from domain.workspaces.model import Refusal, Wish
from domain.workspaces.nearby import Near
from domain.workspaces.planning_team import Plan
from locales import Texts

UNTIL, TODAY = date(2027, 11, 30), date(2026, 11, 30)
PIET = Colleague("piet", "Piet de Vries", "Casemanager omgevingswet, Ruimte")
ANNA = Colleague("anna", "Anna-Sophie van der Berg-Janssen", "Adviseur dienstverlening, Klant en Gemeente")

TEAM = tuple(
    Colleague(str(number), name)
    for number, name in enumerate((ANNA.name, "Piet de Vries", "Fatima El Amrani", "Kees Bos", "Els Jansen"))
)
NAMES = {colleague.id: colleague.name for colleague in TEAM} | {"me": "Ria Jansen"}
LATER = datetime(2026, 11, 30, 17, tzinfo=UTC)
HELD = replace(BOOKED, id="h", person="1", by="1")
TEAM_DAY = TeamDay(
    "d",
    "me",
    "hub",
    DAY,
    time(8),
    time(18),
    LATER,
    "open",
    (
        Member("me", "comes", BOOKED),
        Member("0", "comes", HELD),
        Member("1", "own"),
        Member("2", "asked", HELD),
        Member("3", "not"),
        Member("4", "unreachable"),
    ),
)


def samples(texts: Texts) -> dict[str, Card]:
    """The cards by name, in the language of `texts`."""
    delegations = _asking(texts) | _permissions(texts) | _booked(texts)
    days = _forms(texts) | _questions(texts) | _followed(texts)
    return {f"delegating-{name}": card for name, card in delegations.items()} | {
        f"team-day-{name}": card for name, card in days.items()
    }


def _asking(texts: Texts) -> dict[str, Card]:
    names = (PIET, replace(PIET, id="2", about="Beleidsmedewerker wonen, Ruimte"), ANNA)
    more = (*names, *(replace(ANNA, id=str(n), name=f"Anna nummer {n}") for n in range(4)))
    return {
        "which": delegating.which(texts, "Piet", names, "book", ""),
        "which-more": delegating.which(texts, "Anna", more, "give", ""),
        "nobody": delegating.nobody(texts, "Xantippe"),
        "may-not": delegating.may_not(texts, PIET),
        "question": delegating.question(texts, ANNA),
        "said-no": delegating.refused(texts, ANNA.name),
        "given": delegating.given(texts, ANNA, "piet", UNTIL),
        "give": delegating.give(texts, ANNA, UNTIL, TODAY, UNTIL),
        "give-wrong": delegating.give(
            texts, ANNA, UNTIL, TODAY, UNTIL, wrong=texts("delegating-wrong-until", last=UNTIL.isoformat())
        ),
        **{state: delegating.waits(texts, PIET.name, state) for state in ("asked", "waits", "refused")},
        **{
            f"told-{what}": delegating.told(texts, what, PIET, "anna", UNTIL)
            for what in ("given", "refused", "ended", "unreachable")
        },
    }


def _permissions(texts: Texts) -> dict[str, Card]:
    mine = [Line("me", "anna", ANNA.name, UNTIL), Line("me", "x", texts("delegating-somebody"), UNTIL)]
    listed = Listed(
        mine,
        [Line("piet", "me", PIET.name, UNTIL)],
        [Line("me", "3", "Kees Bos", UNTIL)],
        [Line("4", "me", "Els", UNTIL)],
    )
    many = Listed([Line("me", str(n), f"Collega nummer {n}", UNTIL) for n in range(12)])
    return {
        "permissions": delegating.permissions(texts, listed),
        "permissions-many": delegating.permissions(texts, many),
        "permissions-none": delegating.permissions(texts, Listed(), said=texts("delegating-ended", name=PIET.name)),
    }


def _booked(texts: Texts) -> dict[str, Card]:
    filled = replace(DESK_FORM.filled, person="piet", name=PIET.name)
    shown = replace(DESK_FORM, filled=filled, looked=True)
    by, whom = texts("delegating-by", name=ANNA.name), texts("delegating-for", name=PIET.name)
    theirs = replace(BOOKED, id="t", person="piet", by="me")
    return {
        "form": form(texts, replace(shown, offers=OFFERS)),
        "form-overlap": form(texts, replace(shown, refusal=Refusal("own-overlap"))),
        "booked-for-you": booking(
            texts, ORGANISATION, theirs, said=texts("delegating-did-booked", name=ANNA.name), shared=by
        ),
        "booked-for-them": booking(texts, ORGANISATION, theirs, shared=whom),
        "mine": lists.mine(texts, ORGANISATION, (BOOKED, theirs), shared={"t": whom}),
    }


def _forms(texts: Texts) -> dict[str, Card]:
    filled = Filled(day="2026-12-01", where="hub")
    shown = TeamForm(filled, ORGANISATION, TODAY, date(2026, 12, 28), TEAM, (0, 1, 2, 3, 4))
    wish = Wish("desk", (DAY,), location="hub")
    lively = replace(AREA, id="l", name="Levendige zone 1.1", zone="levendig")
    near = Near("hub", ("stil",), (AREA,) * 5 + (DESK,))
    two = Near("hub", ("levendig", "stil"), (*(replace(lively, name=f"Bureau 1.{n}") for n in range(8)), AREA, AREA))
    plan = Plan(wish, near, time(8), time(18), WHOLE)
    days = (date(2026, 12, 3), date(2026, 12, 4), date(2026, 12, 8))
    taken = Plan(wish, refusal=Refusal("taken"), free=3, days=days)
    closed = Plan(wish, refusal=Refusal("no-desks", names={"nl": "Huis aan de Markt", "en": "Huis aan de Markt"}))
    return {
        "form": team_day.form(texts, replace(shown, plan=plan)),
        "form-one": team_day.form(texts, replace(shown, chosen=(1,), own=False, plan=plan)),
        "form-zones": team_day.form(texts, replace(shown, plan=replace(plan, near=two))),
        "form-too-few": team_day.form(texts, replace(shown, plan=taken)),
        "form-no-desks": team_day.form(texts, replace(shown, plan=closed)),
        "form-empty": team_day.form(texts, replace(shown, notes=(texts("team-day-changed"),))),
    }


def _questions(texts: Texts) -> dict[str, Card]:
    mine = Member("2", "asked", HELD)
    return {
        "invite": team_day.invite(texts, ORGANISATION, TEAM_DAY, mine, "Ria Jansen"),
        "overlap": team_day.overlap(texts, ORGANISATION, TEAM_DAY, mine, [BOOKED]),
        "off": team_day.off(texts, TEAM_DAY, "Ria Jansen"),
        **{f"said-{how}": team_day.answered(texts, TEAM_DAY, how) for how in ("own", "not", "late", "off")},
    }


def _followed(texts: Texts) -> dict[str, Card]:
    shown = {state: replace(TEAM_DAY, state=state) for state in ("open", "closed", "off")}
    return {
        **{f"follow-{state}": team_day.progress(texts, ORGANISATION, day, NAMES) for state, day in shown.items()},
        "asked": team_day.progress(texts, ORGANISATION, TEAM_DAY, {}, said=texts("team-day-asked")),
        "mine": team_day.listed(texts, [TEAM_DAY, replace(TEAM_DAY, id="e", day=date(2026, 12, 8))]),
    }
