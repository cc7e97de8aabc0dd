"""The normaliser makes raw text readable and never loses where a character came from."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.normaliser import Readable, normalise

WORDS = [
    "Oss",
    "de",
    "organisatie",
    "werkt",
    "samen.",
    "Daarom",
    "en",
    "huis-",
    "in",
    "2021",
    "(visie)",
    "onderzoek2",
    "***",
]
LINES = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)
SHAPED = st.lists(
    st.one_of(LINES, st.just(""), st.just(" "), st.just("21"), LINES.map("• {}".format), LINES.map(" {}".format)),
    max_size=30,
).map("\n".join)
LONG_LINE = "De gemeente wil dat iedereen die hier werkt weet waar de organisatie naartoe gaat en"


def check_map(raw: str, readable: Readable) -> None:
    offsets = [readable.raw_offset(position) for position in range(len(readable.text))]
    assert offsets == sorted(offsets)
    for character, offset in zip(readable.text, offsets, strict=True):
        assert character.isspace() or character == raw[offset]


@given(st.text(max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_text_maps_back_to_the_same_characters_in_the_same_order(raw: str) -> None:
    check_map(raw, normalise(raw))


@given(SHAPED)
@settings(max_examples=300, deadline=None)
def test_text_shaped_like_a_document_maps_back_and_is_not_changed_a_second_time(raw: str) -> None:
    once = normalise(raw)
    check_map(raw, once)
    assert normalise(once.text).text == once.text


@given(SHAPED)
@settings(max_examples=100, deadline=None)
def test_blocks_cover_the_readable_text_in_order(raw: str) -> None:
    readable = normalise(raw)
    end = 0
    for block in readable.blocks:
        assert readable.text[end : block.start].strip() == ""
        assert readable.text[block.start : block.end].strip() == readable.text[block.start : block.end]
        end = block.end
    assert readable.text[end:].strip() == ""


def test_wrapped_lines_become_one_paragraph() -> None:
    raw = (
        f"{LONG_LINE}\nwaarom dat zo is. Het gaat er om dat wij samen de goede dingen doen voor de stad en\nhet dorp.\n"
    )
    raw += f"\n{LONG_LINE}\nhoe dat komt.\n"
    assert len(normalise(raw).blocks) == 2
    assert "gaat en waarom dat zo is." in normalise(raw).text


def test_double_spaced_lines_become_paragraphs_parted_where_there_was_more_space() -> None:
    raw = f"{LONG_LINE}\n\nwaarom dat zo is en hoe het verder gaat met de mensen die er werken en\n\nwonen. \n\n \n\n"
    raw += f"{LONG_LINE}\n\ndaarna weer verder gaat met wat er al was en met wat er nog komen moet voor\n\niedereen."
    assert [normalise(raw).text[block.start :][:12] for block in normalise(raw).blocks] == ["De gemeente "] * 2


def test_a_page_break_in_a_sentence_leaves_no_trace() -> None:
    raw = (
        f"{LONG_LINE}\n{LONG_LINE}\nwij vinden samen de nieuwe\n oplossingen die nodig zijn.\n{LONG_LINE}\n{LONG_LINE}"
    )
    assert "de nieuwe oplossingen die" in normalise(raw).text


def test_a_page_number_in_a_sentence_is_taken_out_and_other_numbers_are_kept() -> None:
    raw = f"{LONG_LINE}\nwaar dit uitkomt, waar\n21\nanderzijds samenwerken belangrijker wordt voor ons.\n{LONG_LINE}"
    assert "waar anderzijds" in normalise(raw).text
    assert "12\n\nStoelen" in normalise("Tafels\n\n12\n\nStoelen").text


def test_a_footnote_is_lifted_out_of_the_sentence_that_it_cuts() -> None:
    raw = (
        f"{LONG_LINE}\nwet regelt ook het uitdaagrecht1 voor inwoners. Waar is de gemeente aan zet en waar zijn\n"
        "1 Met dit recht nemen inwoners taken over.\n inwoners zelf aan zet? Dat is de vraag.\n"
    )
    readable = normalise(raw)
    assert "uitdaagrecht voor inwoners" in readable.text
    assert "waar zijn inwoners zelf aan zet?" in readable.text
    assert [raw[start:end] for start, end in readable.notes] == ["1 Met dit recht nemen inwoners taken over."]


def test_digits_that_belong_to_a_name_stay() -> None:
    raw = "Wij werken met HR21, Microsoft365 en ESEO2 op 12 m2.\n2 Dit is geen voetnoot maar een regel."
    assert "HR21, Microsoft365 en ESEO2 op 12 m2." in normalise(raw).text


def test_hyphenation_is_undone_only_for_a_word_that_the_text_knows() -> None:
    lines = [
        f"{LONG_LINE} ont-",
        "staan. Zo is het ontstaan. Wij zijn de gemeente waar dit alles al jaren zo is in Sittard-",
        "Geleen. Daar is het zo dat de mensen die er werken elkaar goed kennen en elkaar graag helpen en",
        "weten dat het zo is en dat blijft zo, ook als het wat minder vanzelf gaat dan wij met elkaar hadden gehoopt.",
    ]
    text = normalise("\n".join(lines)).text
    assert "gaat en ontstaan." in text
    assert "Sittard-Geleen" in text


def test_list_items_stay_apart_with_and_without_their_bullets() -> None:
    raw = "Wij doen drie dingen:\n\n• leren\n• werken\n• rusten\n"
    assert [block.kind for block in normalise(raw).blocks] == ["paragraph", "item", "item", "item"]
    lost = f"{LONG_LINE}\n{LONG_LINE}\nDit zijn ze:\n\n  Leren van elkaar\n  Werken met elkaar\n"
    assert [block.kind for block in normalise(lost).blocks][-2:] == ["item", "item"]


def test_headings_that_the_format_marks_are_blocks_of_their_own() -> None:
    readable = normalise("# Visie\nWij werken samen.\n## Doel\nBeter worden.")
    assert [(block.kind, block.level) for block in readable.blocks] == [
        ("heading", 1),
        ("paragraph", 0),
        ("heading", 2),
        ("paragraph", 0),
    ]
    assert "#" not in readable.text
