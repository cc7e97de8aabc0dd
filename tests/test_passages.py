"""Passages follow the headings of a document and know their place in it."""

from __future__ import annotations

from knowledge.document import Document, Heading
from knowledge.expansion import expansions_for
from knowledge.passages import MAX_WORDS, pieces_of
from knowledge.quotes import fold, verify
from knowledge.restatement import restatement_of, visible

TEXT = """Inleiding

Dit stuk gaat over ons werk. Wij leggen uit wat we willen.

1. Onze opdracht

Wij helpen de inwoners van Klein Dorp. Dat doen we met drie dingen:

• luisteren naar wat er speelt;
• meedenken over wat kan;
• doen wat is afgesproken.

2. Onze waarden ***

Vertrouwen staat voorop. Wij zeggen wat we doen.

De tekst van paragrafen met een *** hebben wij overgenomen van de gemeente Groot Dorp.
"""


def document(text: str, **fields: object) -> Document:
    known: dict[str, object] = {"id": "a", "title": "Visie", "organisation": "klein-dorp", "url": "https://a.example"}
    return Document(**{**known, **fields}, text=text)  # type: ignore[arg-type]


def test_each_passage_is_found_at_its_offsets_in_the_raw_text() -> None:
    for piece in pieces_of(document(TEXT)):
        passage = piece.passage
        assert fold(TEXT[passage.start : passage.end]) == fold(passage.text)


def test_sections_follow_headings_found_by_their_shape() -> None:
    assert [piece.passage.section for piece in pieces_of(document(TEXT))] == [
        "Inleiding",
        "1. Onze opdracht",
        "2. Onze waarden",
    ] or [piece.headings[-1] for piece in pieces_of(document(TEXT))] == [
        "Inleiding",
        "1. Onze opdracht",
        "2. Onze waarden",
    ]


def test_a_list_stays_with_its_lead_in() -> None:
    text = "Doelen\n\n" + "Dit is een zin van zeven woorden samen. " * 24 + "\n\nWij doen dit:\n\n• leren\n• werken\n"
    holding = [piece for piece in pieces_of(document(text)) if "• leren" in piece.passage.text]
    assert len(holding) == 1
    assert "Wij doen dit:" in holding[0].passage.text
    assert "• werken" in holding[0].passage.text


def test_a_long_section_is_cut_between_paragraphs() -> None:
    paragraph = "Dit is een zin van zeven woorden samen. " * 10
    pieces = pieces_of(document("Doelen\n\n" + "\n\n".join([paragraph.strip()] * 8)))
    assert len(pieces) > 2
    assert all(len(piece.passage.text.split()) <= MAX_WORDS for piece in pieces)
    assert {piece.passage.section for piece in pieces} == {"Doelen"}


def test_a_mark_in_a_heading_brings_its_explanation_along() -> None:
    notes = {piece.headings[-1]: piece.note for piece in pieces_of(document(TEXT))}
    assert "Groot Dorp" in notes["2. Onze waarden"]
    assert notes["1. Onze opdracht"] == ""


def test_headings_marked_by_the_format_give_the_path_from_outer_to_inner() -> None:
    text = "Werken\nThuis werken\nWij werken thuis als dat kan."
    marked = document(text, headings=(Heading(1, 0, 6), Heading(2, 7, 19)))
    assert [piece.passage.section for piece in pieces_of(marked)] == ["Werken > Thuis werken"]


def test_a_footnote_is_a_passage_of_its_own() -> None:
    text = (
        "Recht\n\nDe wet regelt het uitdaagrecht1 voor alle inwoners van de gemeente, en\n"
        "1 Hiermee nemen inwoners taken over.\n\nDat is nieuw voor ons allemaal."
    )
    notes = [piece for piece in pieces_of(document(text)) if piece.passage.text.startswith("1 ")]
    assert [piece.passage.text for piece in notes] == ["1 Hiermee nemen inwoners taken over."]


def test_a_quote_is_verified_character_for_character_after_folding() -> None:
    raw = document("Wij  werken\nsamen aan de stad.")
    assert verify(raw, "werken samen aan")
    assert not verify(raw, "werken samen Aan")
    assert not verify(raw, "")
    assert not verify(raw, "werkensamen")


RESTATEMENT = """---
id: r
title: In gewone woorden
organisation: klein-dorp
restates: Visie
---
# In gewone woorden

## Wat we doen
<!-- official: Onze opdracht -->
We staan klaar voor de mensen in het dorp.
"""


def test_a_restatement_gives_other_words_to_the_official_section_it_names() -> None:
    found = restatement_of(document(RESTATEMENT, id="r"))
    assert found is not None
    pieces = pieces_of(document(TEXT))
    expansions = dict(zip([piece.headings[-1] for piece in pieces], expansions_for(pieces, [found]), strict=True))
    assert "klaar voor de mensen" in expansions["1. Onze opdracht"].expansion.plain
    assert not expansions["Inleiding"].expansion.plain


def test_front_matter_and_comments_are_blanked_without_moving_a_character() -> None:
    shown = visible(RESTATEMENT)
    assert len(shown) == len(RESTATEMENT)
    assert "restates" not in shown
    assert "official" not in shown
    assert shown.index("We staan klaar") == RESTATEMENT.index("We staan klaar")
