"""Every card is readable and operable in every language, and changes only on purpose."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from cards.actions import Ask
from cards.card import Card, CardBuilder
from cards.samples import CITATION, samples
from cards.vision import passage, source_name
from checks.cards import complaints
from locales import texts_for
from locales.texts import LANGUAGES, Language

GOLDEN = Path(__file__).parent / "golden" / "cards"


@cache
def shown(language: Language) -> dict[str, Card]:
    """Every sample in a language, made once."""
    return samples(texts_for(language))


NAMES = sorted(shown("nl"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_card_keeps_the_rules(name: str, language: Language) -> None:
    assert complaints(name, shown(language)[name]) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_card_is_as_it_was_approved(name: str, language: Language) -> None:
    """After a wanted change: KOERS_APPROVE=1 uv run pytest tests/test_cards.py, and read the difference."""
    card = shown(language)[name]
    written = json.dumps(card.content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    path = GOLDEN / f"{name}.{language}.json"
    if os.environ.get("KOERS_APPROVE"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(written, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == written


def test_every_golden_card_still_exists() -> None:
    assert {path.name.split(".")[0] for path in GOLDEN.glob("*.json")} == set(NAMES)


def changed(**changes: Any) -> Card:
    card = CardBuilder("Titel").paragraph("tekst").execute("Vraag", Ask("vraag")).build()
    content = json.loads(json.dumps(card.content))
    content.update(changes)
    return replace(card, content=content)


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"version": "1.6"}, "no Adaptive Card"),
        ({"speak": ""}, "no fallbackText or speak"),
        ({"body": []}, "no heading"),
        ({"body": [{"type": "TextBlock", "text": "x", "style": "heading"}]}, "does not wrap"),
        ({"body": [{"type": "Image", "url": "https://visie.example/a.png"}]}, "no altText"),
        ({"body": [{"type": "Input.Text", "id": "a"}]}, "no label"),
        ({"body": [{"type": "Input.Text", "id": "a", "label": "A", "isRequired": True}]}, "no errorMessage"),
        ({"body": [{"type": "Input.Number", "id": "a", "label": "A", "min": 1}]}, "may stay empty"),
        ({"body": [{"type": "Chart.Pie"}]}, "no known element"),
        ({"actions": [{"type": "Action.OpenUrl", "title": "x", "url": "y"}] * 7}, "more than 6 actions"),
        ({"actions": [{"type": "Action.Submit", "title": "x", "data": {"person": "Ria"}}]}, "something else"),
        ({"actions": []}, "do not match"),
        ({"actions": [{"type": "Action.OpenUrl", "title": "x" * 37, "url": "y"}]}, "longer than 36 characters"),
        ({"body": [{"type": "TextBlock", "text": "x" * 40_000, "wrap": True}]}, "bytes, more than"),
    ],
)
def test_the_check_finds_what_is_wrong(changes: dict[str, Any], complaint: str) -> None:
    assert any(complaint in str(found) for found in complaints("x", changed(**changes)))


def test_nothing_in_a_document_becomes_markup_on_the_passage_card() -> None:
    hostile = replace(CITATION, passage="[klik](https://kwaad.example) **vet** <b>x</b>", quote="")
    blocks = [block for block in passage(texts_for("nl"), hostile).content["body"] if block["type"] == "RichTextBlock"]  # type: ignore[index, union-attr]
    assert [run["text"] for run in blocks[0]["inlines"]] == [hostile.passage]


def test_the_quote_is_marked_in_its_passage() -> None:
    content = json.dumps(passage(texts_for("nl"), CITATION).content)
    assert (
        json.dumps({"type": "TextRun", "text": CITATION.quote, "weight": "Bolder", "highlight": True})[1:-1] in content
    )


def marked(passage_text: str, quote: str) -> list[list[str]]:
    """The lines of the passage card; what is marked stands between asterisks."""
    content = passage(texts_for("nl"), replace(CITATION, passage=passage_text, quote=quote)).content
    blocks = [block for block in content["body"] if block["type"] == "RichTextBlock"]  # type: ignore[index, union-attr]
    return [
        [f"*{run['text']}*" if run.get("highlight") else run["text"] for run in block["inlines"]] for block in blocks
    ]


def test_a_quote_over_several_lines_is_marked_on_each_of_them() -> None:
    lines = marked("Voor. Er zijn er twee:\n- een\n- twee\n\nNa.", "Er zijn er twee:\n- een\n- twee")
    assert lines == [["Voor. ", "*Er zijn er twee:*"], ["*• een*"], ["*• twee*"], ["Na."]]


def test_a_quote_that_is_not_in_the_passage_marks_nothing() -> None:
    assert marked("Een tekst.", "Iets anders.") == [["Een tekst."]]


def test_sources_of_one_document_are_told_apart_by_their_section() -> None:
    assert source_name(CITATION) == "Paragraaf (Voorbeeld van een document)"
    assert source_name(replace(CITATION, section="")) == "Voorbeeld van een document"
    assert source_name(replace(CITATION, section="Voorbeeld van een document")) == "Voorbeeld van een document"


def test_a_passage_does_not_repeat_its_heading() -> None:
    lines = marked("Paragraaf\n\nEen zin.", "Een zin.")
    assert lines == [["*Een zin.*"]]
    assert marked("Paragraaf", "") == [["Paragraaf"]]
