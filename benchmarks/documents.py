"""How long a start document of 30 pages takes, and what 10,000 hostile values do: `python -m benchmarks.documents`.

The reference is python-docx alone, which writes the same paragraphs and rows without a template, in the same run.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

from docx import Document
from docx.oxml.ns import qn

from domain.organisation import load_organisation
from domain.projects.content import Member, Milestone, Partner, Risk, StartDocument, VisionPassage
from domain.projects.document import start_document
from domain.projects.filled import Filled, template_path
from domain.projects.sample import DOCUMENT, project
from domain.word.filling import fill
from domain.word.values import harmless
from graph.file_names import safe_name
from locales import texts_for
from tenant.items import FileError, check_name

SENTENCE = "De gemeente en de bewoners maken samen een plan dat bij de straat past. "
PAGES = 30
IN_ONE = 100  # hostile values in a document
PIECES = (
    "{{ 7*7 }}",
    "{{7*7}}",
    "{% for x in y %}",
    "{%p if true %}",
    "{%tr endfor %}",
    "{#",
    "#}",
    "{{",
    "}}",
    "{%",
    "%}",
    "{_{ 7*7 }_}",
    "{_% raw %_}",
    "{{r x }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ self }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{% include '/etc/passwd' %}",
    "{% raw %}",
    "{{ config }}",
    "</w:t></w:r></w:p>",
    "<w:p><w:r><w:t>x</w:t></w:r></w:p>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<?xml version='1.0'?>",
    "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>",
    "&b;",
    "&amp;",
    "&#60;",
    "&#x3c;",
    "&",
    "<",
    ">",
    '"',
    "'",
    "<w:instrText>INCLUDETEXT c:\\x</w:instrText>",
    '=HYPERLINK("http://x")',
    "\x00",
    "\x07",
    "\x08",
    "\x0b",
    "\x0c",
    "\x1b[31m",
    "\x7f",
    "\x85",
    "\ud800",
    "\udfff",
    "\ufffe",
    "\uffff",
    "\U0001ffff",
    "\u202e",
    "\u2066",
    "\u2069",
    "\u200f",
    "\u061c",
    "\u200b",
    "\u2028",
    "\u2029",
    "\r\n",
    "\n",
    "\n\n\n",
    "\t",
    "e\u0301",
    "\u0e33" * 9,
    "👩‍👩‍👧‍👦",
    "مرحبا",
    "שלום",
    "漢字",
    "CON",
    "nul.docx",
    "~$verborgen",
    "_vti_bin",
    "a/b\\c:d*e?f",
    "..",
    "...",
    " . ",
    "desktop.ini",
    "%2e%2e%2f",
    "#tag",
    "|",
    "a" * 500,
    "🙂" * 200,
    ".lock",
    "COM1",
    "\\\\server\\share",
    "aux",
    "forms",
    "%00",
    "$(id)",
    "`id`",
)


def hostile_values(count: int, seed: int = 7) -> Iterator[str]:
    """Texts of one to five pieces that are made to do harm, each pieces by itself first; the same for a seed."""
    chance = random.Random(seed)
    for number in range(count):
        if number < len(PIECES):
            yield PIECES[number]
        else:
            yield "".join(chance.choice((*PIECES, " ", "woord ")) for _ in range(chance.randint(1, 5)))


def carrying(values: list[str]) -> StartDocument:
    """A start document with a hostile value in every place that takes one, and the rest in its lists."""
    given = iter(values)
    texts = {
        name: next(given, "")
        for name in ("name", "reason", "task", "goal", "result", "effect", "approach", "role_why", "in_scope",
                     "out_of_scope", "communication", "department")
    }  # fmt: skip
    rest = list(given)
    return replace(
        DOCUMENT,
        **texts,
        passages=tuple(VisionPassage("d", one, one, one, one) for one in rest[::5]),
        partners=tuple(Partner(one, "advising", one) for one in rest[1::5]),
        team=tuple(Member(one, one, 1) for one in rest[2::5]),
        risks=tuple(Risk(one, "low", "high", one) for one in rest[3::5]),
        milestones=tuple(Milestone(one, date(2027, 1, 1)) for one in rest[4::5]),
    )


def filled(document: StartDocument) -> Filled:
    """What goes into the template of Oss."""
    oss = load_organisation("oss")
    its = project(document, oss.projects)
    return start_document(its, its.edition, oss.projects, oss.name, oss.time_zone, texts_for("nl"))


def template() -> bytes:
    """The template of Oss."""
    return template_path("oss", "startdocument").read_bytes()


def lines_of(document: bytes) -> set[str]:
    """Every paragraph of a document, in tables too, with a line break for each one in it."""
    body = Document(BytesIO(document)).element.body
    return {_line(paragraph) for paragraph in body.iter(qn("w:p"))}


def _line(paragraph: object) -> str:
    parts = paragraph.iter(qn("w:t"), qn("w:br"))  # type: ignore[attr-defined]
    return "".join("\n" if part.tag == qn("w:br") else part.text or "" for part in parts)


def shown(value: str, lines: set[str]) -> bool:
    """Whether a value stands in a document as it was typed, made harmless: nothing evaluated, nothing escaped."""
    text = harmless(value)
    return not text or text in lines or f"“{text}”" in lines  # a passage of the vision stands between these


def long_document() -> StartDocument:
    """About 30 pages."""
    page = SENTENCE * 30
    lots = range(60)
    return replace(
        DOCUMENT,
        **dict.fromkeys(("reason", "task", "goal", "result", "effect", "approach", "in_scope", "communication"), page),
        passages=tuple(VisionPassage("d", "Visie", f"Deel {n}", SENTENCE * 4, "") for n in range(20)),
        team=tuple(Member(f"Naam {n}", SENTENCE, 8) for n in range(40)),
        risks=tuple(Risk(f"{SENTENCE} {n}", "low", "high", SENTENCE * 3) for n in lots),
        milestones=tuple(Milestone(f"{SENTENCE} {n}", date(2027, 1, 1) + timedelta(n)) for n in lots),
    )


def without_template(document: StartDocument) -> bytes:
    """The reference: the same words by python-docx alone."""
    made = Document()
    for text in (document.reason, document.task, document.goal, document.result, document.effect, document.approach):
        made.add_paragraph(text)
    for one in document.passages:
        made.add_paragraph(one.quote)
    for rows in (
        [(one.what, one.measure) for one in document.risks],
        [(one.name, one.part) for one in document.team],
        [(one.name, str(one.day)) for one in document.milestones],
    ):
        table = made.add_table(rows=0, cols=2)
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    target = BytesIO()
    made.save(target)
    return target.getvalue()


def refused(value: str) -> bool:
    """Whether SharePoint refuses the name that is made of a value."""
    try:
        check_name(safe_name(value, "Project"))
        check_name(safe_name(value, "Document", " (2).docx"))
    except FileError:
        return True
    return False


def _timed(times: int) -> None:
    document, content = long_document(), template()
    ours: list[float] = []
    reference: list[float] = []
    made = b""
    for _ in range(times):
        start = time.perf_counter()
        made = fill(content, filled(document).values, filled(document).about)
        ours.append(time.perf_counter() - start)
        start = time.perf_counter()
        without_template(document)
        reference.append(time.perf_counter() - start)
    paragraphs = len(lines_of(made))
    print(f"{times} times, {len(made) / 1024:.0f} KB, {paragraphs} paragraphs, about {PAGES} pages")
    print(f"from the template   median {statistics.median(ours):.2f} s, worst {max(ours):.2f} s")
    print(f"python-docx alone   median {statistics.median(reference):.2f} s, worst {max(reference):.2f} s")


def _hostile(count: int) -> None:
    values, content = list(hostile_values(count)), template()
    lost = names = documents = 0
    evaluated = re.compile(r"\b49\b|root:x:|uid=\d")
    found = 0
    for start in range(0, count, IN_ONE):
        some = values[start : start + IN_ONE]
        asked = filled(carrying(some))
        lines = lines_of(fill(content, asked.values, asked.about))
        documents += 1
        lost += sum(not shown(value, lines) for value in some)
        found += sum(bool(evaluated.search(line)) for line in lines)
        names += sum(refused(value) for value in some)
    print(f"{count} hostile values in {documents} documents that all open in python-docx")
    print(f"evaluated {found}, not shown as typed {lost}, names that SharePoint refuses {names}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--values", type=int, default=10_000)
    options = parser.parse_args()
    _timed(options.times)
    _hostile(options.values)


if __name__ == "__main__":
    main()
