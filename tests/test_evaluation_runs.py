"""Runs of `app.py evaluate`: intervals, what is kept and compared, floors, and the chart."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from PIL import Image

import app
from benchmarks import quality
from commands import answers
from commands.evaluate import chart, table
from commands.evaluate.drawing import Dot, Label
from commands.evaluate.runs import Run
from domain.organisation import load_organisation
from domain.vision import offered
from errors import KoersError
from knowledge import floors
from knowledge.answer import Answer, Aspect, Citation, Outcome, Remark
from knowledge.intervals import difference, estimate, mcnemar, wilson
from knowledge.records import Record
from tests.graph_caller import DOCUMENTS, write_documents

NO_FLOORS = floors.Floors(1, ())
SVG = "{http://www.w3.org/2000/svg}"


def record(id: str, *, held_out: bool = False, type: str = "factual", **figures: float) -> Record:
    return Record(id, f"asked {id}", type, "", "nl", "oss", "answered", held_out, figures)


def run_of(*records: Record, made: str = "2026-11-22T10:00:00+00:00") -> Run:
    return Run(made, {"a": "1"}, records)


def test_a_share_has_the_interval_of_wilson() -> None:
    assert wilson(0.5, 10) == pytest.approx((0.2366, 0.7634), abs=1e-4)
    assert wilson(0.0, 10) == pytest.approx((0.0, 0.2775), abs=1e-4)
    assert wilson(1.0, 10) == pytest.approx((0.7225, 1.0), abs=1e-4)
    found = estimate([1.0] * 5 + [0.0] * 5)
    assert found is not None
    assert (found.low, found.high) == wilson(0.5, 10)


def test_another_mean_has_the_same_interval_each_time_and_one_that_narrows_with_more_questions() -> None:
    few, many = estimate([1.0, 0.5, 0.25, 0.0]), estimate([1.0, 0.5, 0.25, 0.0] * 25)
    assert few is not None
    assert many is not None
    assert estimate([1.0, 0.5, 0.25, 0.0]) == few
    assert 0 <= few.low < many.low < many.value < many.high < few.high <= 1
    assert few.value == many.value == 0.4375


def test_values_that_are_all_alike_are_not_taken_for_certain() -> None:
    found = estimate([0.5] * 4)
    assert found is not None
    assert found.low < 0.2 < 0.8 < found.high
    assert estimate([]) is None


def test_changes_that_go_one_way_are_more_than_chance_and_few_or_mixed_ones_are_not() -> None:
    assert mcnemar(0, 0) == mcnemar(5, 5) == 1.0
    assert mcnemar(6, 0) == mcnemar(0, 6) == 0.03125
    zeros, ones = [0.0] * 20, [1.0] * 20
    shares = {
        "better": difference(zeros, ones),
        "worse": difference(ones, zeros),
        "may be chance": difference([0.0] * 20, [1.0] * 3 + [0.0] * 17),
        "the same": difference(ones, ones),
    }
    means = {
        "better": difference([0.25] * 20, [0.5] * 20),
        "worse": difference([0.5] * 20, [0.2] * 19 + [0.6]),
        "may be chance": difference([0.5] * 20, [0.25, 1.0] * 10),
    }
    for verdicts in (shares, means):
        assert {word: found and found.verdict for word, found in verdicts.items()} == {word: word for word in verdicts}
    assert difference([], []) is None


def test_what_got_better_and_worse_is_named_but_not_the_questions_that_are_kept_apart() -> None:
    before = run_of(*(record(f"q{n}", held_out=n > 7, recall_5=float(n == 1)) for n in range(10)))
    after = run_of(*(record(f"q{n}", held_out=n > 7, recall_5=float(n != 1)) for n in range(10)))
    told = "\n".join(table.compared(before, after))
    assert "recall@5    0.100 → 0.900 +0.800  9 better, 1 worse: better" in told
    assert "recall@5 better: q0, q2, q3, q4, q5, q6, q7\n" in told
    assert "recall@5 worse: q1" in told
    assert "documents that differ" not in told


def test_only_questions_that_are_asked_alike_are_compared() -> None:
    before = run_of(record("a", recall_5=0.0), record("b", recall_5=0.0))
    after = Run("now", {"a": "2"}, (record("a", recall_5=0.0), Record(**{**vars(record("b")), "fingerprint": "other"})))
    told = table.compared(before, after)
    assert "questions left out, because only one of the two runs has them: 2" in told
    assert "documents that differ: a" in told
    assert "no figure of any question changed" in told


@pytest.fixture
def asked(tmp_path: Path) -> list[str]:
    """A library of two documents with three questions, one of them kept apart."""
    documents = write_documents(tmp_path / "library", DOCUMENTS)
    rows: list[dict[str, Any]] = [
        {"id": name, "org": "oss", "type": "factual", "question": "Hoe werken wij aan de stad?"}
        | {"gold": [{"doc": "d1", "quote": "staat nergens"}], "held_out": name == "drie"}
        for name in ("een", "twee", "drie")
    ]
    questions = tmp_path / "questions.jsonl"
    questions.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return ["evaluate", str(questions), "--documents", str(documents)]


def lenient(folder: Path) -> str:
    path = folder / "lenient.toml"
    path.write_text("[all]\nrecall_5 = 0\n", encoding="utf-8")
    return str(path)


def test_a_run_that_is_kept_can_be_compared_with(
    asked: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    kept, drawn = tmp_path / "run.json", tmp_path / "chart.svg"
    assert app.main([*asked, "--save", str(kept), "--floors", lenient(tmp_path)]) == 0
    assert "2 questions (1 kept apart: --held-out)" in capsys.readouterr().out
    row = json.loads(kept.read_text(encoding="utf-8"))
    assert [one["id"] for one in row["records"]] == ["een", "twee"]
    row["records"][0]["figures"]["recall_5"] = 1
    kept.write_text(json.dumps(row), encoding="utf-8")
    again = [*asked, "--compare", str(kept), "--chart", str(drawn), "--floors", lenient(tmp_path), "--held-out", "all"]
    assert app.main(again) == 0
    out = capsys.readouterr().out
    assert "questions left out, because only one of the two runs has them: 1" in out
    assert "recall@5    0.500 → 0.000 -0.500  0 better, 1 worse: may be chance" in out
    assert "recall@5 worse: een" in out
    assert ElementTree.parse(drawn).getroot().tag == f"{SVG}svg"
    assert app.main([*again[:-2], "--json"]) == 0
    compared = json.loads(capsys.readouterr().out)["compared"]
    assert {"group": "all/all", "figure": "recall_5"}.items() <= compared["changes"][-1].items() or any(
        change["group"] == "all/all" and change["worse"] == ["een"] for change in compared["changes"]
    )


def test_the_table_fits_a_terminal_of_100_columns(
    asked: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert app.main([*asked, "--floors", lenient(tmp_path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 100
    assert any(line.startswith("all") and "0.000 .00–.66" in line for line in lines)


def test_a_figure_below_its_floor_is_told_and_fails_the_command(
    asked: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "floors.toml"
    path.write_text(
        "fewest = 2\n[all]\nrecall_5 = 0.5\n[types.factual]\nrecall_5 = 0\n[types.list]\nrecall_5 = 0.5\n",
        encoding="utf-8",
    )
    assert app.main([*asked, "--floors", str(path)]) == 1
    out = capsys.readouterr().out
    assert "too low: recall@5 of all questions is 0.000, and should be 0.5" in out
    assert "not judged: recall@5 of list (types), as no question has it" in out
    assert "floors: 1 held, 1 missed, 1 not judged" in out


def test_missed_floors_do_not_fail_a_command_that_was_to_write_predictions(asked: list[str], tmp_path: Path) -> None:
    floor, predictions = tmp_path / "floors.toml", ["--predictions", str(tmp_path / "out.jsonl")]
    floor.write_text("[all]\nrecall_5 = 1\n", encoding="utf-8")
    assert app.main([*asked, *predictions]) == 0
    assert app.main([*asked, *predictions, "--floors", str(floor)]) == 1


def test_a_small_group_is_judged_only_by_a_floor_that_one_failure_misses() -> None:
    records = [record("a", verified=1.0, recall_5=0.0), record("b", verified=0.5, recall_5=0.0)]
    asks = (floors.Floor("all", "all", "verified", 1.0), floors.Floor("all", "all", "recall_5", 0.9))
    judged = floors.judge(floors.Floors(10, asks), records)
    assert [(floor.figure, value) for floor, value in judged.missed] == [("verified", 0.75)]
    assert [(floor.figure, count) for floor, count in judged.too_few] == [("recall_5", 2)]
    assert "not judged: recall@5 of all questions, as too few questions have it (2)" in floors.lines(judged)


def test_a_value_just_below_its_floor_is_not_rounded_to_it() -> None:
    records = [record(str(n), mrr_10=0.94996) for n in range(10)]
    judged = floors.judge(floors.Floors(1, (floors.Floor("all", "all", "mrr_10", 0.95),)), records)
    assert floors.lines(judged)[0].endswith("is 0.94996, and should be 0.95")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[all", "cannot be read"),
        ("fewest = 0", "fewest is a number of questions, not 0"),
        ("[colours]", "there is no 'colours'; there are: types"),
        ("[all]\nbeauty = 1", "there is no figure 'beauty'"),
        ("[all]\nrecall_5 = 2", "recall_5 is a number from 0 to 1, not 2"),
        ("[types]\nenglish = 1", "types.english is a table"),
        ("all = 1", "all.all is a table"),
    ],
)
def test_floors_that_cannot_be_read_are_refused(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "floors.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KoersError) as caught:
        floors.load(path)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "is no run that `evaluate --save` kept"),
        ("[]", "is no run"),
        ('{"format": 2}', "format 2 is not 1"),
        ('{"format": 1}', "no 'documents'"),
        ('{"format": 1, "documents": {}, "made": "x", "records": [1]}', "a record is a JSON object"),
    ],
)
def test_a_run_that_cannot_be_read_is_refused_before_the_work(
    asked: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str, said: str
) -> None:
    path = tmp_path / "run.json"
    path.write_text(text, encoding="utf-8")
    assert app.main([*asked, "--compare", str(path)]) == 1
    err = capsys.readouterr().err
    assert said in err
    assert "reading the documents" not in err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--chart", "chart.gif"], "a chart is a .svg or a .png, not chart.gif"),
        (["--chart", "not/there.svg"], "cannot write not/there.svg"),
        (["--save", "not/there.json"], "cannot write not/there.json"),
        (["--floors", "none.toml"], "none.toml cannot be read"),
        (["--compare", "none.json"], "none.json cannot be read"),
    ],
)
def test_options_that_cannot_work_are_refused_before_the_work(
    asked: list[str],
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    options: list[str],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert app.main([*asked, *options]) == 1
    err = capsys.readouterr().err
    assert said in err
    assert "reading the documents" not in err
    assert not (tmp_path / "chart.gif").exists()


def test_the_municipalities_own_questions_are_asked_when_none_are_given(capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main(["evaluate", "--organisation", "oss", "--json"]) in (0, 1)
    found = json.loads(capsys.readouterr().out)
    assert set(found["organisations"]) == {"oss"}
    assert found["total"]["verified"] == 1.0
    assert found["total"]["recall_5"] > 0.5
    assert set(found["intervals"]["all"]["all"]["recall_5"]) == {"low", "high", "questions"}


def test_facts_are_looked_for_in_what_the_predictions_say() -> None:
    """In English that is what the Dutch quotes say as well, once; and the remarks are known apart from the rest."""
    citation = Citation(1, "d", "Visie", "Kwadranten", "Er zijn vier kwadranten.", "https://a.example", "")
    remark = Remark(Aspect.NUMBER, "quadrants", "five", ("four",), (1,))
    answer = Answer(Outcome.ANSWERED, "en", "> Er zijn vier kwadranten. [1]", (citation,), ())
    answer = replace(answer, rendering="There are four quadrants. [1]", remarks=(remark,))
    oss = load_organisation("oss")
    found = offered(answer, "Why are there five quadrants?", oss)
    said = answers.measured(found, oss)
    assert said.text == answers.shown(found, 1.0)["answer"]
    assert said.text.count("There are four quadrants.") == said.text.count("Er zijn vier kwadranten.") == 1
    assert "four" in said.remarks
    assert "kwadranten" not in said.remarks
    assert answers.measured(offered(replace(answer, remarks=()), "Why?", oss), oss).remarks == ""


def test_the_page_with_the_figures_has_a_place_for_every_part(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    page = tmp_path / "quality.md"
    page.write_text(quality.PAGE.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(quality, "PAGE", page)
    for part in quality.TITLED:
        quality.put(part, [f"measured: {part}"])
        quality.put(part, [f"measured again: {part}"])
    lines = page.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("measured")] == [f"measured again: {p}" for p in quality.TITLED]
    with pytest.raises(ValueError, match="has no"):
        quality.put("nowhere", [])


def two_runs() -> tuple[Run, Run]:
    def made(shift: int, moment: str) -> Run:
        kinds = ("comparison", "paraphrase", "english", "misspelling")
        answerable = [
            record(f"{kind}{n}", type=kind, **dict.fromkeys(chart.ANSWERABLE, float((n + shift) % 4 > 0)))
            for kind in kinds
            for n in range(12)
        ]
        records = [
            Record(
                "u", "u", "unanswerable", "out_of_domain", "en", "oss", "refused", False, {"not_answered_rightly": 1.0}
            )
        ]
        return run_of(*answerable, *records, made=moment)

    return made(0, "2026-11-21T10:00:00+00:00"), made(1, "2026-11-22T11:30:00+00:00")


def test_a_chart_can_be_read_without_seeing_it_and_follows_light_and_dark(tmp_path: Path) -> None:
    before, after = two_runs()
    path = tmp_path / "chart.svg"
    chart.draw(path, after, before, NO_FLOORS)
    root = ElementTree.parse(path).getroot()
    named = {element.get("id"): element.text or "" for element in root if element.get("id")}
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "title description"
    assert named["title"] == "Koers: 49 questions, 2026-11-22"
    assert "paraphrase: recall@5 0.75 (0.47 to 0.91)" in named["description"]
    assert "prefers-color-scheme: dark" in "".join(root.itertext())


def test_in_a_chart_no_words_or_dots_lie_over_other_words() -> None:
    before, after = two_runs()
    made = chart.picture(after, before, floors.Floors(1, (floors.Floor("all", "all", "recall_5", 0.95),)))
    boxes = [(label.text, *box(label)) for label in made.shapes if isinstance(label, Label)]
    for one, other in combinations(boxes, 2):
        assert apart(one[1:], other[1:]), (one[0], other[0])
    for dot in (shape for shape in made.shapes if isinstance(shape, Dot)):
        around = (dot.x - dot.radius, dot.y - dot.radius, dot.x + dot.radius, dot.y + dot.radius)
        assert all(apart(around, rest[1:]) for rest in boxes), dot
    for text, left, top, right, bottom in boxes:
        assert left >= 0, text
        assert top >= 0, text
        assert right <= made.width, text
        assert bottom <= made.height, text


def box(label: Label) -> tuple[float, float, float, float]:
    """The room of words, 0.62 of their size for each letter: wide for a letter of the fonts that are asked for."""
    width = 0.62 * label.size * len(label.text)
    left = label.x - {"start": 0.0, "middle": width / 2, "end": width}[label.anchor]
    return left, label.y - label.size / 2, left + width, label.y + label.size / 2


def apart(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_a_chart_is_a_png_as_well_with_something_on_it(tmp_path: Path) -> None:
    before, after = two_runs()
    path = tmp_path / "chart.png"
    chart.draw(path, after, before, NO_FLOORS)
    with Image.open(path) as image:
        made = chart.picture(after, before, NO_FLOORS)
        assert image.size == (round(2 * made.width), round(2 * made.height))
        assert len(image.getcolors(maxcolors=100_000) or []) > 5
