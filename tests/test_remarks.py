"""What the asker should know beside an answer, in words."""

from __future__ import annotations

import pytest

from dialogs.remarks import worded
from domain.organisation import load_organisation
from knowledge.answer import Answer, Aspect, Outcome, Remark
from locales import texts_for


def words(*remarks: Remark, language: str = "nl") -> str:
    texts = texts_for("nl" if language == "nl" else "en")
    answer = Answer(Outcome.UNSURE, texts.language, "", (), (), remarks=remarks)
    return worded(texts, answer, load_organisation("oss"))


@pytest.mark.parametrize(
    ("remark", "dutch", "english"),
    [
        (
            Remark(Aspect.NUMBER, "kwadranten", "vijf", ("vier",), (1,)),
            "Let op: er zijn vier kwadranten, geen vijf [1].",
            "Please note: there are vier kwadranten, not vijf [1].",
        ),
        (
            Remark(Aspect.NUMBER, "rollen", "vijf vakken", ("vier rollen",), (2,)),
            "Let op: in de documenten staat ‘vier rollen’, niet ‘vijf vakken’ [2].",
            "Please note: the documents say ‘vier rollen’, not ‘vijf vakken’ [2].",
        ),
        (
            Remark(Aspect.NUMBER, "", "vijf wijken"),
            "Over ‘vijf wijken’ staat niets in de documenten.",
            "The documents say nothing about ‘vijf wijken’.",
        ),
        (
            Remark(Aspect.DATE, "", "2015", ("2018",), (1,)),
            "Let op: in de documenten staat ‘2018’, niet ‘2015’ [1].",
            "Please note: the documents say ‘2018’, not ‘2015’ [1].",
        ),
        (
            Remark(Aspect.DATE, "", "2015"),
            "Over ‘2015’ staat niets in de documenten.",
            "The documents say nothing about ‘2015’.",
        ),
        (
            Remark(Aspect.NAME, "Onze missie", "VNG"),
            "Over ‘VNG’ staat niets bij ‘Onze missie’.",
            "The part about ‘Onze missie’ says nothing about ‘VNG’.",
        ),
        (
            Remark(Aspect.PREMISE, "", "verplicht", ("vrijwillig",), (1,)),
            "Let op: in de documenten staat ‘vrijwillig’, niet ‘verplicht’ [1].",
            "Please note: the documents say ‘vrijwillig’, not ‘verplicht’ [1].",
        ),
        (
            Remark(Aspect.PREMISE, citations=(3,)),
            "Let op: de documenten zeggen iets anders dan in de vraag staat [3].",
            "Please note: the documents say something else than the question does [3].",
        ),
        (
            Remark(Aspect.CONTRADICTION, "start", found=("1 oktober", "1 september"), citations=(1, 2)),
            "Let op: hierover staan in de documenten verschillende dingen: ‘1 oktober’ [1] en ‘1 september’ [2].",
            "Please note: the documents say different things about this: ‘1 oktober’ [1] and ‘1 september’ [2].",
        ),
        (
            Remark(Aspect.ELSEWHERE, found=("sittard-geleen",)),
            "Dit gaat over Sittard-Geleen, niet over Oss.",
            "This is about Sittard-Geleen, not about Oss.",
        ),
        (
            Remark(Aspect.UNKNOWN_PLACE, asked="Nijmegen"),
            "Van Nijmegen heb ik geen documenten.",
            "I have no documents of Nijmegen.",
        ),
    ],
)
def test_a_remark_is_one_plain_sentence(remark: Remark, dutch: str, english: str) -> None:
    assert words(remark) == dutch
    assert words(remark, language="en") == english


def test_remarks_are_paragraphs_and_none_is_said_twice() -> None:
    place = Remark(Aspect.UNKNOWN_PLACE, asked="Nijmegen")
    assert words(place, place, Remark(Aspect.NAME, asked="Jansen")).split("\n\n") == [
        "Van Nijmegen heb ik geen documenten.",
        "Over ‘Jansen’ staat niets in de documenten.",
    ]
    assert words() == ""


def test_what_a_person_typed_is_shown_as_plain_text() -> None:
    said = words(Remark(Aspect.NAME, asked="[klik](https://evil.example) <b>"))
    assert "[klik](" not in said
    assert "<b>" not in said.replace("\\<b\\>", "")
