"""A follow-up that names nothing says something new, of the kind that is asked for."""

from __future__ import annotations

from itertools import pairwise

import pytest

from knowledge.answer import Answer, Aspect, Outcome, PreviousTurn, Question
from knowledge.base import KnowledgeBase
from knowledge.document import Document
from knowledge.moving import moved

TEXT = """# Verhuizing

## De verhuizing naar de Hof

De gemeente verhuist in maart naar de Hof. Bij de verhuizing gelden drie regels:

- Kasten: de kasten blijven in het oude kantoor, planten ook.
- Dozen: iedere medewerker pakt twee dozen in, met een label.
- Sleutels: wie vertrekt, levert de sleutels in.

De verhuizing is nodig omdat het oude kantoor te klein is. De verhuizing raakt alle teams, bijvoorbeeld het team
Burgerzaken.
"""
LIST = (
    "Bij de verhuizing gelden drie regels:\n\n- Kasten: de kasten blijven in het oude kantoor, planten ook.\n"
    "- Dozen: iedere medewerker pakt twee dozen in, met een label.\n"
    "- Sleutels: wie vertrekt, levert de sleutels in. [1]"
)
BEFORE = (PreviousTurn("user", "Welke drie regels gelden bij de verhuizing?"), PreviousTurn("assistant", LIST))


@pytest.fixture(name="base", scope="module")
def knowledge_base() -> KnowledgeBase:
    base = KnowledgeBase()
    base.put(Document("verhuizing", "Verhuizing", "oss", TEXT, "https://visie.example/verhuizing"))
    return base


def follow(base: KnowledgeBase, text: str) -> Answer:
    return base.answer_now(Question(text, "oss", history=BEFORE))


@pytest.fixture(name="both", scope="module")
def of_two_municipalities() -> KnowledgeBase:
    base = KnowledgeBase()
    oss = "# Werken\n\n## Thuiswerken\n\nIn Oss mag thuiswerken twee dagen per week. Vergaderen doet men op kantoor."
    other = "# Werken\n\n## Thuiswerken\n\nThuiswerken mag bij ons drie dagen per week. Vergaderen doet men in de hub."
    base.put(Document("o", "Werken", "oss", oss, ""))
    base.put(Document("s", "Werken", "sittard-geleen", other, ""))
    return base


ASKED = (PreviousTurn("user", "Hoeveel dagen per week mag thuiswerken?"), PreviousTurn("assistant", "Twee dagen. [1]"))
ELSEWHERE = (
    PreviousTurn("user", "Hoeveel dagen per week mag thuiswerken in Sittard-Geleen?"),
    PreviousTurn("assistant", "Drie dagen. [1]"),
)


@pytest.mark.parametrize("text", ["en in Sittard-Geleen?", "Hoe zit dat in Sittard?", "and in Sittard-Geleen?"])
def test_the_question_before_is_asked_of_the_municipality_that_is_named(both: KnowledgeBase, text: str) -> None:
    answer = both.answer_now(Question(text, "oss", history=ASKED))
    assert answer.outcome is Outcome.ANSWERED
    assert {citation.document for citation in answer.citations} == {"s"}
    assert "drie dagen" in answer.text
    assert [remark.aspect for remark in answer.remarks] == [Aspect.ELSEWHERE]


@pytest.mark.parametrize("text", ["en bij ons?", "en in Oss?", "and here?"])
def test_it_is_asked_of_the_own_municipality_again(both: KnowledgeBase, text: str) -> None:
    answer = both.answer_now(Question(text, "oss", history=ELSEWHERE))
    assert {citation.document for citation in answer.citations} == {"o"}
    assert "twee dagen" in answer.text
    assert answer.remarks == ()


def drifted(base: KnowledgeBase, *asked: str, ours: str = "oss") -> Answer:
    """The answer to the last of some questions, each asked after the answers to those before."""
    history: tuple[PreviousTurn, ...] = ()
    answer = base.answer_now(Question(asked[0], ours))
    for before, text in pairwise(asked):
        history = (*history, PreviousTurn("user", before), PreviousTurn("assistant", answer.text))
        answer = base.answer_now(Question(text, ours, history=history))
    return answer


@pytest.fixture(name="rules", scope="module")
def of_rules_and_examples_of_something_else() -> KnowledgeBase:
    base = KnowledgeBase()
    oss = (
        "# Werken\n\n## Drie regels voor thuiswerken\n\nDe drie regels voor thuiswerken zijn: overleg, rust en"
        " bereikbaarheid. De regels voor thuiswerken zijn nodig omdat het kantoor vol is.\n\n## Markten\n\nVoorbeelden"
        " zijn:\n\n- de bloemenmarkt;\n- de vlooienmarkt."
    )
    other = (
        "# Werken\n\n## Drie regels\n\nDe drie regels voor thuiswerken zijn: licht, lucht en ruimte.\n\n## Feesten\n\n"
        "Een voorbeeld is het zomerfeest, met een mooi voorbeeld van muziek."
    )
    base.put(Document("o", "Werken", "oss", oss, ""))
    base.put(Document("s", "Werken", "sittard-geleen", other, ""))
    return base


SUBJECT = "Wat zijn de drie regels voor thuiswerken?"


@pytest.mark.parametrize("text", ["geef een voorbeeld", "give an example", "Noem eens een voorbeeld daarvan"])
@pytest.mark.parametrize("between", [(), ("waarom?",)])
def test_an_example_of_something_else_is_no_example(rules: KnowledgeBase, text: str, between: tuple[str, ...]) -> None:
    answer = drifted(rules, SUBJECT, *between, text)
    assert answer.outcome is not Outcome.ANSWERED
    assert "markt" not in answer.text


def test_the_subject_goes_along_past_what_only_asks_on(rules: KnowledgeBase) -> None:
    answer = drifted(rules, SUBJECT, "waarom?", "geef een voorbeeld", "en in Sittard-Geleen?")
    assert "licht, lucht en ruimte" in answer.text
    assert "zomerfeest" not in answer.text


def test_the_municipality_goes_along_past_what_only_asks_on(rules: KnowledgeBase) -> None:
    first = "Wat zijn de drie regels voor thuiswerken in Oss?"
    answer = drifted(rules, first, "geef een voorbeeld", "waarom?", ours="sittard-geleen")
    assert "omdat het kantoor vol is" in answer.text
    assert {citation.document for citation in answer.citations} == {"o"}


def test_what_asks_something_else_of_a_municipality_is_not_the_question_before() -> None:
    asked = Question("En wie vergadert er in Sittard-Geleen?", "oss", history=ASKED)
    assert moved(asked, ("oss", "sittard-geleen")) is asked
    alone = Question("en in Sittard-Geleen?", "oss")
    assert moved(alone, ("oss", "sittard-geleen")) is alone


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("en de tweede?", "Dozen: iedere medewerker pakt twee dozen in, met een label."),
        ("en de laatste?", "Sleutels: wie vertrekt, levert de sleutels in."),
        ("and the second one?", "Dozen: iedere medewerker pakt twee dozen in, met een label."),
    ],
)
def test_an_item_that_is_asked_for_by_its_place_is_quoted_alone(base: KnowledgeBase, text: str, item: str) -> None:
    answer = follow(base, text)
    assert answer.text == f"{item} [1]"


def test_why_is_answered_with_the_reason_and_not_with_what_was_said(base: KnowledgeBase) -> None:
    answer = follow(base, "waarom?")
    assert answer.outcome is Outcome.ANSWERED
    assert "omdat het oude kantoor te klein is" in answer.text
    assert "Kasten" not in answer.text


def test_an_example_is_a_sentence_that_gives_one(base: KnowledgeBase) -> None:
    assert "bijvoorbeeld het team Burgerzaken" in follow(base, "geef een voorbeeld").text.replace("\n", " ")


def test_what_the_documents_do_not_go_on_about_is_not_called_an_answer() -> None:
    base = KnowledgeBase()
    said = "De gemeente verhuist in maart naar de Hof."
    base.put(Document("kort", "Kort", "oss", f"# Verhuizing\n\n{said} De Hof ligt aan de rivier.", ""))
    before = (PreviousTurn("user", "Wanneer verhuist de gemeente?"), PreviousTurn("assistant", f"{said} [1]"))
    answer = base.answer_now(Question("waarom?", "oss", history=before))
    assert answer.outcome is not Outcome.ANSWERED
    assert said not in answer.text
