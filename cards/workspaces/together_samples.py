"""The cards about booking for somebody else and about team days with sample data; see cards.samples."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cards.card import Card
from cards.workspaces import delegating, lists
from cards.workspaces.booking import booking
from cards.workspaces.delegating import Colleague, Line, Listed
from cards.workspaces.form import form
from cards.workspaces.samples import BOOKED, DESK_FORM, OFFERS, ORGANISATION
from domain.workspaces.model import Refusal
from locales import Texts

UNTIL, TODAY = date(2027, 11, 30), date(2026, 11, 30)
PIET = Colleague("piet", "Piet de Vries", "Casemanager omgevingswet, Ruimte")
ANNA = Colleague("anna", "Anna-Sophie van der Berg-Janssen", "Adviseur dienstverlening, Klant en Gemeente")


def samples(texts: Texts) -> dict[str, Card]:
    """The cards by name, in the language of `texts`."""
    return {
        f"delegating-{name}": card for name, card in (_asking(texts) | _permissions(texts) | _booked(texts)).items()
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
