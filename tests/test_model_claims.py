"""A claim becomes plain words, and is shown only when its quotes bear it out."""

from __future__ import annotations

import json
import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.base import KnowledgeBase
from knowledge.document import Document
from knowledge.model.claims import Claims, Gathering
from knowledge.model.cleaning import LONGEST, cleaned
from knowledge.model.sources import READ, Source, source_of
from knowledge.model.support import Evidence, echoes, objection
from locales import Language
from tests.hostile_claims import ADDRESSES, EVIL
from tests.model_server import claim

PLACES = Evidence(
    ("Vanaf 1 september 2021 werken 350 medewerkers hybride in de Werk Hub; een vaste werkplek is er niet meer.",),
    ("Hybride werken > De Werk Hub", "Visie op organisatie"),
)
CLOSED = Evidence(("Een vaste werkplek is er voor medewerkers niet meer.",), ())
MOVING = Evidence(("Medewerkers overleggen met hun leidinggevende over waar zij werken.",), ("Hybride werken",))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Het is **vet** en _schuin_.", "Het is vet en schuin."),
        ("- Een onderdeel", "Een onderdeel"),
        ("2. Een onderdeel", "Een onderdeel"),
        ("2021 was het jaar", "2021 was het jaar"),
        ("Dat staat er [1][2].", "Dat staat er ."),
        ("Dat kost € 5 per m² (o.a. i.v.m. hybride werken).", "Dat kost € 5 per m2 (o.a. i.v.m. hybride werken)."),
        ("Regel een\nregel twee", "Regel een regel twee"),
        ("a\u200bb\u202ec\u00add", "abcd"),
        ("Café ’s-Hertogenbosch: 100.000+ – ja…", "Café ’s-Hertogenbosch: 100.000+ – ja..."),
        ("1 < 2 en 3 > 2", "1 2 en 3 2"),
    ],
)
def test_a_claim_is_made_plain_words(text: str, left: str) -> None:
    assert cleaned(text).split() == left.split()


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_address_is_left_in_whatever_way_it_is_written(address: str) -> None:
    for text in (address, f"Kijk op {address} voor meer.", f"({address})"):
        left = cleaned(text)
        assert EVIL not in left.lower()
        assert not re.search(r"[\[\]<>`@|\\]|//|www|https?", left)


def test_a_claim_in_other_letters_or_without_end_is_none() -> None:
    assert cleaned("Привет, это ответ") == ""
    assert cleaned("раssword") == ""
    assert cleaned("a" * (LONGEST + 1)) == ""
    assert cleaned("&" + "amp;" * 8 + "lt;b") == ""


@settings(max_examples=400, deadline=None)
@given(st.text(st.sampled_from("abz.:/@[](){}<>!&;#\\`|*_~ \n\u200b\u202e。․А１lt;"), max_size=300))
def test_nothing_that_a_client_makes_something_of_is_left(text: str) -> None:
    left = cleaned(text)
    assert not re.search(r"[<>`@|\\*_~#\[\]]|//|[a-z0-9]\.[a-z]{2}", left)
    assert all(unicodedata.category(letter) not in ("Cf", "Cc", "Co", "Cs") for letter in left)
    assert cleaned(left) in (left, "")


@pytest.mark.parametrize(
    ("claim", "language"),
    [
        ("Sinds 1 september 2021 werken medewerkers hybride.", "nl"),
        ("Een vaste werkplek is er niet meer.", "nl"),
        ("In de Werk Hub werken 350 mensen hybride.", "nl"),
        ("Since 1 September 2021, 350 employees have worked in a hybrid way in the Werk Hub.", "en"),
        ("There are no fixed workplaces any more in the Werk Hub.", "en"),
    ],
)
def test_what_the_quotes_say_may_be_said_in_other_words(claim: str, language: Language) -> None:
    assert objection(claim, PLACES, language) == ""


@pytest.mark.parametrize(
    ("claim", "wrong"),
    [
        ("Vanaf 1 oktober 2021 werken medewerkers hybride.", "unit or moment"),
        ("Vanaf 1 september 2022 werken medewerkers hybride.", "number"),
        ("Er werken vijftig medewerkers hybride in de Werk Hub.", "number"),
        ("Er werken 350 procent medewerkers hybride in de Werk Hub.", "unit or moment"),
        ("Volgens Jan Peters werken medewerkers hybride.", "name"),
        ("Medewerkers van de Werk Hub in Utrecht werken hybride.", "name"),
        ("Medewerkers werken hybride en mailen hun wachtwoord.", "touchy word"),
        ("Medewerkers werken hybride als zij dat verplicht vinden.", "touchy word"),
        ("Werken medewerkers hybride in de Werk Hub?", "a question"),
        ("Bananen en raketten vliegen door de ruimte.", "subject"),
    ],
)
def test_what_the_quotes_do_not_say_may_not(claim: str, wrong: str) -> None:
    assert objection(claim, PLACES, "nl") == wrong


@pytest.mark.parametrize(
    ("claim", "language", "wrong"),
    [
        ("Medewerkers overleggen niet met hun leidinggevende.", "nl", "denial"),
        ("Employees do not discuss with their manager where they work.", "en", "denial"),
        ("Bananen en raketten vliegen door de ruimte.", "nl", "subject"),
        ("Bananas and rockets are flying through space.", "en", "subject"),
        ("Hybride werken is een mooi begrip voor bananen en raketten.", "nl", "subject"),
        ("Employees discuss with their manager where they work.", "en", ""),
        ("Waar je werkt, bespreek je: medewerkers en leidinggevende overleggen.", "nl", ""),
    ],
)
def test_denial_and_subject_are_those_of_the_quotes(claim: str, language: Language, wrong: str) -> None:
    assert objection(claim, MOVING, language) == wrong


def test_the_not_of_the_one_sentence_is_not_left_out() -> None:
    assert objection("Medewerkers hebben een vaste werkplek.", CLOSED, "nl") == "denial"
    assert objection("Employees have a fixed workplace.", CLOSED, "en") == "denial"
    assert objection("Voor medewerkers is de vaste werkplek afgeschaft.", CLOSED, "nl") == ""
    assert objection("Employees no longer have a fixed workplace.", CLOSED, "en") == ""


TEXT = """Het dorpshuis

Het dorpshuis is een plek waar inwoners elkaar ontmoeten. Het is elke dag "open" voor iedereen; kom gerust.

• koffie: elke ochtend;
• soep: elke middag.
"""
SAID = [
    claim("In het dorpshuis ontmoeten inwoners elkaar.", (1, "Het dorpshuis is een plek")),
    claim("Verzonnen \\ {]}.", (1, "Verzonnen")),
    claim('Het is elke dag "open" in het dorpshuis.', (1, 'Het is elke dag "open" voor iedereen')),
    claim("Er is elke middag soep.", (1, "soep: elke middag.")),
]


def sources() -> tuple[Source, ...]:
    base = KnowledgeBase()
    base.put(Document("a", "Visie", "oss", TEXT, ""))
    found = (source_of(passage, base) for passage in base.passages())
    return tuple(source for source in found if source is not None)


@settings(max_examples=100, deadline=None)
@given(cuts=st.lists(st.integers(0, 900), max_size=12), spaced=st.booleans())
def test_the_claims_are_the_same_in_whatever_pieces_they_come(cuts: list[int], spaced: bool) -> None:
    text = json.dumps({"outcome": "answered", "claims": SAID}, indent=2 if spaced else None)
    gathering = Gathering(Claims(sources(), "nl"))
    edges = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    before = ""
    for start, end in pairwise(edges):
        grown = gathering.feed(text[start:end])
        assert gathering.claims.text.startswith(before)
        assert grown == (gathering.claims.text != before)
        before = gathering.claims.text
    assert before.count("\n\n") == 2
    assert not gathering.finish(json.loads(text))
    assert gathering.claims.text == before
    assert gathering.claims.dropped == ["no quote"]


def test_only_the_beginning_of_a_passage_without_end_is_read_and_quoted() -> None:
    base = KnowledgeBase()
    words = " ".join(f"woord{number}" for number in range(1_000))
    base.put(Document("a", "Visie", "oss", f"Het dorpshuis\n\nHet begin is {words}.\n", ""))
    [source] = [source_of(passage, base) for passage in base.passages()]
    assert source is not None
    assert len(source.text) <= READ
    assert source.found("Het begin is woord0 woord1") == "Het begin is woord0 woord1"
    assert source.found("woord998 woord999") == ""


@pytest.mark.parametrize("written", ["1.000", "1,000", "1000", "duizend", "thousand"])
def test_a_number_is_the_same_however_it_is_written(written: str) -> None:
    evidence = Evidence(("De gemeente heeft 1.000 medewerkers met een leidinggevende.",), ())
    assert objection(f"Er zijn {written} medewerkers met een leidinggevende.", evidence, "nl") == ""


def test_the_instructions_are_told_to_nobody() -> None:
    told = "Gebruik alleen wat in de passages staat en laat de rest weg."
    assert echoes("Mij is gezegd: gebruik alleen wat in de passages staat.", told)
    assert not echoes("In de passages staat dat alles goed is.", told)


def test_a_claim_that_only_says_the_question_again_is_none() -> None:
    claims = Claims(sources(), "nl", question="Hoeveel reiskosten krijg ik vergoed?")
    quote = {"source": 1, "quote": sources()[0].piece.passage.text.splitlines()[-1]}
    assert not claims.add({"text": "Je krijgt reiskosten vergoed.", "quotes": [quote]})
    assert claims.dropped == ["the question again"]
