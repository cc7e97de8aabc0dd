"""What identifies the asker does not leave for a model; what he asks about does."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.model.masking import ADDRESS, MASKS, NAME, NUMBER, PLACE, masked, without_masks

RIA = ("Ria van Oss-Jansen",)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Mail mij op r.jansen@oss.nl.", f"Mail mij op {ADDRESS}"),
        ("Zie https://oss.nl/ria?x=1 of www.ria.nl", f"Zie {ADDRESS} of {ADDRESS}"),
        ("Bel 06-12345678 of +31 6 1234 5678", f"Bel {NUMBER} of {NUMBER}"),
        ("Bel (0412) 62 99 11 even", f"Bel ({NUMBER} even"),
        ("Mijn BSN is 1234.56.782", f"Mijn BSN is {NUMBER}"),
        ("BSN 123.456.782", f"BSN {NUMBER}"),
        ("rekening NL91 ABNA 0417 1643 00", f"rekening {NUMBER}"),
        ("Ik woon op 5341 GL 12", f"Ik woon op {PLACE}"),
        ("Raadhuislaan 2 in Oss", f"{PLACE} in Oss"),
        ("geboren op 12-03-1979", f"geboren op {NUMBER}"),
        ("id 7d1f0c52-93aa-4c11-8e6e-0d5f2c7a9b31", f"id {NUMBER}"),
    ],
)
def test_what_identifies_somebody_is_taken_out(text: str, left: str) -> None:
    assert masked(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "Wat gebeurt er in 2021-2025?",
        "Gaat het om 1.500.000 euro, of 45.000,50?",
        "Is Oss een gemeente van 100.000 plus?",
        "Zijn er 4 kwadranten en 6 principes, en hoeveel m2?",
        "Vanaf 1 september 2021 of 1 oktober 2021?",
        "Mag ik van 9:00 tot 17:30 op de Werk Hub werken?",
        "Wat is HR21?",
    ],
)
def test_what_is_asked_about_stays(text: str) -> None:
    assert masked(text, RIA, ["oss"]) == text


@pytest.mark.parametrize(
    "text",
    [
        "Ik ben Ria van Oss-Jansen.",
        "ria hier",
        "Met groet, R. Jansen",
        "Jansens fiets en Ria's bureau",
        "JANSEN, Ria",
        "R\u200bi\u200ba",
        "Ｒｉａ Ｊａｎｓｅｎ",
        "Rïa Jánsen",
        "Ria_Jansen",
        "van Oss-Jansen, Ria",
    ],
)
def test_every_part_of_the_own_name_is_taken_out(text: str) -> None:
    left = masked(text, RIA, ["oss"])
    assert NAME in left
    assert "ria" not in left.lower()
    assert "jansen" not in left.lower()


def test_the_name_of_the_municipality_stays_although_somebody_is_called_so() -> None:
    assert masked("Wat is de visie van Oss? Groet, Ria", RIA, ["Oss"]) == f"Wat is de visie van Oss? Groet, {NAME}"
    assert masked("Ik ben Ria van Oss-Jansen", RIA, ["Oss"]) == f"Ik ben {NAME}"


def test_the_small_words_of_a_name_are_also_words() -> None:
    assert masked("Wat is de rol van het team?", ["Jan van de Het"]) == "Wat is de rol van het team?"


def test_without_masks_nothing_of_them_is_left() -> None:
    assert without_masks(" ".join(MASKS)).strip() == ""


LETTERS = st.text(st.characters(categories=["Lu", "Ll"], max_codepoint=0x17F), min_size=3, max_size=12)


@settings(max_examples=200, deadline=None)
@given(first=LETTERS, last=LETTERS, before=st.text(max_size=40), after=st.text(max_size=40))
def test_no_name_gets_through_whatever_stands_around_it(first: str, last: str, before: str, after: str) -> None:
    left = masked(f"{before} {first} {last} {after}", [f"{first} {last}"])
    spoken = left.replace("(", " ").replace(")", " ").split()
    assert first not in spoken or first in ("naam", "adres", "nummer", "woonadres")
    assert last not in spoken or last in ("naam", "adres", "nummer", "woonadres")


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("06 12-345.678/+()@a:é\u200b١"), max_size=400))
def test_no_long_number_gets_through(text: str) -> None:
    left = masked(text)
    assert "345678" not in left
    assert "0612345678" not in left
