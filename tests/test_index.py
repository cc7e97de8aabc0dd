"""The index finds passages by Dutch words, compounds and misspellings, and changes while it is being asked."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from benchmarks.retrieval import official as official_in
from benchmarks.retrieval import restated
from knowledge.answer import PreviousTurn, Question
from knowledge.base import KnowledgeBase
from knowledge.document import Document
from knowledge.evaluation import evaluate, load_questions
from knowledge.language import language_of
from knowledge.vocabulary import Vocabulary, is_real, sound
from knowledge.words import index_stems, stem

BUNDLED = sorted((Path(__file__).resolve().parents[1] / "organisations").glob("*/documents"))
SECTIONS = {
    "Thuis werken": "Medewerkers werken thuis als het werk dat toelaat. Het team maakt daar afspraken over.",
    "Projectenbureau": "Het Projecten Bureau leidt grote projecten in de woningbouw.",
    "Verkiezingen": "De opkomst bij de verkiezingen moet omhoog. Een stemhulp kost € 10.000.",
    "Uitdaagrecht": "Inwoners mogen taken van de gemeente overnemen. Dit heet het uitdaagrecht.",
    "Dienstverlening": "Ongeveer 70-80% van de dienstverlening verloopt via de snelle baan.",
}
TEXT = "\n\n".join(f"{heading}\n\n{text}" for heading, text in SECTIONS.items())


def document(id: str = "a", organisation: str = "oss", text: str = TEXT, title: str = "Visie") -> Document:
    return Document(id, title, organisation, text, f"https://a.example/{id}")


def base(*documents: Document) -> KnowledgeBase:
    made = KnowledgeBase()
    for one in documents:
        made.put(one)
    return made


def first(text: str, made: KnowledgeBase, **fields: object) -> str:
    found = made.search(Question(text, "oss", **fields), 3)  # type: ignore[arg-type]
    return found[0].passage.section if found else ""


@pytest.mark.parametrize(
    ("question", "section"),
    [
        ("Mag ik thuiswerken?", "Thuis werken"),
        ("Wat doet het projectenbureau?", "Projectenbureau"),
        ("wat doet het projekten buro", "Projectenbureau"),
        ("Hoe hoog is de verkiezingsopkomst?", "Verkiezingen"),
        ("wat kost de stem hulp", "Verkiezingen"),
        ("What is the right to challenge?", "Uitdaagrecht"),
        ("hoeveel prosent van de dienstverlening is snel?", "Dienstverlening"),
    ],
)
def test_a_question_finds_its_passage(question: str, section: str) -> None:
    assert first(question, base(document())) == section


def test_a_follow_up_leans_on_the_turn_before() -> None:
    history = (
        PreviousTurn("user", "Wat is het uitdaagrecht?"),
        PreviousTurn("assistant", "Inwoners nemen taken over."),
    )
    assert first("Wie mag dat gebruiken?", base(document()), history=history) == "Uitdaagrecht"


def test_the_last_of_a_list_in_the_answer_before_is_looked_up() -> None:
    history = (
        PreviousTurn("user", "Waar gaat de visie over?"),
        PreviousTurn("assistant", "Thuiswerken, dienstverlening en verkiezingen."),
    )
    assert first("En de laatste daarvan?", base(document()), history=history) == "Verkiezingen"


def test_only_the_askers_municipality_is_searched_unless_another_is_named() -> None:
    made = base(
        document(), document("b", "sittard-geleen", "Fietsen\n\nMedewerkers krijgen een fiets van de gemeente.")
    )
    assert not made.search(Question("Krijgen we een fiets?", "oss"), 10) or all(
        scored.passage.organisation == "oss" for scored in made.search(Question("Krijgen we een fiets?", "oss"), 10)
    )
    named = made.search(Question("Krijgen medewerkers in Sittard-Geleen een fiets?", "oss"), 10)
    assert named[0].passage.document == "b"


def test_a_comparison_finds_a_passage_of_each_municipality_first() -> None:
    other = (
        "Werken thuis\n\nIn onze gemeente werken medewerkers drie dagen thuis.\n\nDuur\n\nDit geldt tot nader order."
    )
    made = base(document(), document("b", "sittard-geleen", other))
    found = made.search(Question("Wat is het verschil in thuis werken tussen Oss en Sittard-Geleen?", "oss"), 10)
    assert {scored.passage.organisation for scored in found[:2]} == {"oss", "sittard-geleen"}


def test_a_document_that_is_replaced_or_removed_is_no_longer_found() -> None:
    made = base(document())
    made.put(document(text="Fietsen\n\nMedewerkers krijgen een fiets van de gemeente."))
    assert first("Wat is het uitdaagrecht?", made) != "Uitdaagrecht"
    assert first("Krijgen wij een fiets?", made) == "Fietsen"
    made.remove("a")
    made.remove("a")
    assert first("Krijgen wij een fiets?", made) == ""
    assert len(made) == 0


def test_questions_are_answered_rightly_while_documents_come_and_go() -> None:
    made = base(document())
    done = threading.Event()
    wrong: list[str] = []

    def ask() -> None:
        while not done.is_set():
            section = first("Wat doet het projectenbureau?", made)
            if section != "Projectenbureau":
                wrong.append(section)

    askers = [threading.Thread(target=ask) for _ in range(3)]
    for asker in askers:
        asker.start()
    for number in range(30):
        made.put(document(f"x{number % 5}", text=f"Onderwerp {number}\n\nHier staat iets over tuinen en parken."))
        made.remove(f"x{(number + 2) % 5}")
    done.set()
    for asker in askers:
        asker.join()
    assert wrong == []


OFFICIAL = "Onze opdracht\n\nDe organisatie ondersteunt burgers bij het realiseren van initiatieven."
OTHER_WORDS = """---
title: In gewone woorden
restates: Visie
---
## Wat we doen
<!-- official: Onze opdracht -->
We staan klaar als iemand een leuk plan heeft voor zijn straatje.
"""


def test_a_restatement_helps_to_find_the_official_passage_and_is_not_shown_beside_it() -> None:
    made = base(document(text=OFFICIAL), document("r", text=OTHER_WORDS, title="In gewone woorden"))
    found = made.search(Question("Wie helpt me met een leuk plan voor mijn straatje?", "oss"), 10)
    assert [scored.passage.document for scored in found] == ["a"]
    made.remove("a")
    alone = made.search(Question("Wie helpt me met een leuk plan voor mijn straatje?", "oss"), 10)
    assert [scored.passage.document for scored in alone] == ["r"]
    assert "official" not in alone[0].passage.text


def test_the_order_in_which_restatement_and_official_document_come_makes_no_difference() -> None:
    made = base(document("r", text=OTHER_WORDS, title="In gewone woorden"), document(text=OFFICIAL))
    found = made.search(Question("leuk plan voor een straatje", "oss"), 10)
    assert [scored.passage.document for scored in found] == ["a"]


def test_compounds_are_split_into_words_of_the_corpus_alone() -> None:
    vocabulary = Vocabulary()
    vocabulary.add(["woning", "bouw", "bedrijf", "terrein", "woningbouw"])
    assert vocabulary.split("bedrijfsterrein") == ("bedrijf", "terrein")
    assert vocabulary.split("zeeleeuw") == ()
    assert "woningbouw" in vocabulary.compounds("bouw")


def test_words_spelled_by_ear_sound_alike() -> None:
    assert sound("initiatief") == sound("inisiatief")
    assert sound("korona") == sound("corona")
    assert sound("hup") == sound("hub")


def test_inflected_words_number_words_and_signs_meet() -> None:
    assert stem("initiatieven") == stem("initiatief")
    assert stem("fracties") == stem("fractie")
    assert set(index_stems("drie")) >= {"3"}
    assert index_stems("80%") == ["80", "procent"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wat is onze missie?", "nl"),
        ("What is our mission?", "en"),
        ("hybride werken", "nl"),
        ("working from home", "en"),
        ("Who works at the Werk Hub?", "en"),
    ],
)
def test_short_texts_are_told_apart_by_language(text: str, language: str) -> None:
    assert language_of(text) == language


def official(shared: Path) -> list[Document]:
    return official_in(shared / "documents")


async def test_the_real_documents_are_found_and_quoted_at_least_as_well_as_promised(shared: Path) -> None:
    total = (await evaluate(load_questions(shared / "questions" / "dev.jsonl"), base(*official(shared)))).total
    assert total.recall_5 is not None
    assert total.recall_5 >= 0.88
    assert total.mrr_10 is not None
    assert total.mrr_10 >= 0.82
    assert total.verified == 1.0


async def test_with_what_restates_them_they_answer_who_asks_in_other_words_or_in_english(shared: Path) -> None:
    made = base(*official(shared), *restated(BUNDLED))
    found = await evaluate(load_questions(shared / "questions" / "dev.jsonl"), made)
    floors = {"recall_5": 0.95, "mrr_10": 0.88, "answered": 0.85, "not_answered_rightly": 0.85}
    floors |= {"contains": 0.85, "cited": 0.9, "verified": 1.0}
    assert {name: value for name, least in floors.items() if (value := getattr(found.total, name)) < least} == {}
    for kind in ("english", "paraphrase"):
        assert (found.by_type[kind].recall_5 or 0.0) >= 0.8
    assert found.by_subtype["injection"].not_answered_rightly == 1.0


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Wie heeft het plan besproken?", "De raad zal het plan bespreken."),
        ("Wanneer wordt er betaald?", "Ze betalen aan het eind van de maand."),
        ("Waarom wijzen ze de aanvraag af?", "Soms is afwijzen het beste."),
        ("Hoe pakken we dat aan als het regent?", "Samen aanpakken werkt."),
    ],
)
def test_a_verb_is_found_in_every_form(question: str, text: str) -> None:
    other = "Hier staat iets heel anders over bomen en bloemen langs de weg."
    base = KnowledgeBase()
    base.put(Document("a", "Stuk", "oss", f"# Anders\n\n{other}\n\n# Dit\n\n{text}\n", ""))
    assert base.search(Question(question, "oss"))[0].passage.text.endswith(text)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("misie", "missie"), ("wurk", "werk"), ("hup", "hub"), ("prosent", "procent"), ("partisipasie", "participatie")],
)
def test_a_misspelling_is_taken_for_the_word_that_was_meant(written: str, meant: str) -> None:
    vocabulary = Vocabulary()
    vocabulary.add([stem(meant), "left", "plaats"])
    found = vocabulary.spellings(stem(written), real=is_real(written))
    assert found[0][0] == stem(meant)


def test_a_real_word_that_no_document_has_is_no_misspelling_of_another() -> None:
    vocabulary = Vocabulary()
    vocabulary.add(["lef", "leeft", "liefd", "left"])
    assert is_real("lift")
    assert not vocabulary.spellings("lift", real=True)


def test_a_short_word_is_only_another_when_no_more_than_a_letter_differs() -> None:
    vocabulary = Vocabulary()
    vocabulary.add(["plein"])
    assert not vocabulary.spellings("plnai")
    assert vocabulary.spellings("pleim")
