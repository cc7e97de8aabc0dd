"""The documents of projects: whole, in the house style, to be read by everybody, and safe from what people type."""

from __future__ import annotations

import asyncio
import shutil
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from benchmarks.documents import carrying, filled, hostile_values, lines_of, long_document, refused, shown, template
from checks import templates
from commands.templates import template as made_template
from domain.house_style import house_style
from domain.organisation import load_organisation, organisation_names
from domain.projects.content import StartDocument
from domain.projects.filled import template_path
from domain.projects.sample import DOCUMENT, sample
from domain.word import About, TemplateProblem, written
from domain.word.filling import fill

OSS = load_organisation("oss")
ABOUT = About("Titel", "Wie")


def document(start: StartDocument = DOCUMENT) -> bytes:
    asked = filled(start)
    return fill(template(), asked.values, asked.about)


def with_text(*paragraphs: str) -> bytes:
    """A template that somebody else made."""
    made = Document()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    target = BytesIO()
    made.save(target)
    return target.getvalue()


def test_a_start_document_has_everything_in_tables_and_headings_that_anybody_can_read() -> None:
    made = document()
    opened = Document(BytesIO(made))
    assert list(templates.unreadable(made)) == []
    tables = {
        table.cell(0, 0).text: [[cell.text for cell in row.cells] for row in table.rows] for table in opened.tables
    }
    assert tables["Mijlpaal"] == [
        ["Mijlpaal", "Dag"],
        ["Plan klaar", "1 februari 2027"],
        ["Eerste dak", "1 maart 2027"],
    ]
    assert tables["Risico"][1:] == [["Te weinig dakdekkers", "Middel", "Groot", "Nu al afspraken maken."]]
    assert tables["Naam"][1:] == [
        ["Jan Bakker", "projectleider", "120"],
        ["Sam Jansen", "adviseur", "40"],
        ["Samen", "", "160"],
    ]
    assert tables["Tekent als"][1] == ["Opdrachtgever", "Ria de Vries", "30 november 2026", ""]
    lines = lines_of(made)
    assert {"“Wij doen het samen.”", "Bron: Visie op de organisatie, Samen > Buiten"} <= lines
    assert "Vastgesteld in Teams: 30 november 2026, Noor El Amrani namens Ria de Vries" in lines
    assert {"Bewoners vragen erom.\nNa een bui staat de straat blank.", "5 jaar"} <= lines


def test_its_properties_say_what_it_is_and_in_which_language() -> None:
    properties = Document(BytesIO(document())).core_properties
    assert properties.title == "Projectstartdocument Groene daken in de wijk"
    assert (properties.author, properties.subject) == ("Jan Bakker", "Groene daken in de wijk")
    assert properties.language == "nl-NL"
    assert properties.keywords.split("; ") == ["Oss", "Projectstartdocument", "Wonen", "Vastgesteld"]


def test_what_is_not_filled_in_yet_is_said_and_breaks_nothing() -> None:
    made = document(StartDocument())
    assert list(templates.unreadable(made)) == []
    assert "Nog niet ingevuld." in lines_of(made)
    assert "Project zonder naam" in lines_of(made)


def test_the_same_values_make_the_same_file() -> None:
    assert document() == document()


def test_hostile_values_are_shown_as_they_were_typed_and_none_is_evaluated() -> None:
    values = list(hostile_values(300))
    for start in range(0, len(values), 100):
        some = values[start : start + 100]
        lines = lines_of(document(carrying(some)))
        assert [value for value in some if not shown(value, lines)] == []
        assert not any("49" in line for line in lines)


def test_hostile_names_become_names_that_sharepoint_takes() -> None:
    assert [value for value in hostile_values(2000) if refused(value)] == []


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("{{ opdrachtgever }}", "it asks for 'opdrachtgever', which there is not"),
        ("{{ name|safe }}", "it uses something that is not allowed here: No filter named 'safe'."),
        ("{{ name.__class__.__mro__ }}", "it does something that a template may not do"),
        ("{% for x in risks %}{{ x }}{% endfor %}", "it reckons with what cannot be reckoned with: TypeError"),
        ("{% if name %}", "a code between braces is not right"),
        ("{% set x %}<b>{% endset %}{{ x }}", "it reckons with what cannot be reckoned with: TypeError"),
    ],
)
def test_what_is_wrong_with_a_template_is_said_in_plain_words(code: str, said: str) -> None:
    with pytest.raises(TemplateProblem) as problem:
        fill(with_text(code), {"name": "x", "risks": [{"what": "x"}]}, ABOUT)
    assert str(problem.value).startswith(said)


def test_no_word_document_is_no_template() -> None:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("a.txt", "x")
    for content in (b"", b"%PDF-1.7", target.getvalue()):
        with pytest.raises(TemplateProblem, match="not a Word document"):
            fill(content, {}, ABOUT)


def test_an_object_with_methods_reaches_no_template() -> None:
    with pytest.raises(TypeError):
        fill(with_text("{{ x }}"), {"x": Path()}, ABOUT)  # type: ignore[dict-item]


async def test_a_template_that_goes_on_and_on_is_ended_and_the_loop_goes_on_meanwhile() -> None:
    nested = "{% for a in x %}{% for b in x %}{% for c in x %}{% for d in x %}{{ a }}" + "{% endfor %}" * 4
    filling = asyncio.create_task(written(with_text(nested), {"x": ["y"] * 400}, ABOUT, seconds=2))
    ticks = 0
    while not filling.done():
        await asyncio.sleep(0.02)
        ticks += 1
    with pytest.raises(TemplateProblem, match=r"too (long|much)"):
        await filling
    assert ticks > 10


async def test_a_process_of_its_own_makes_the_same_as_this_one() -> None:
    asked = filled(DOCUMENT)
    assert await written(template(), asked.values, asked.about) == document()


@pytest.mark.parametrize("name", organisation_names())
def test_the_templates_of_a_municipality_are_those_that_the_command_makes(name: str) -> None:
    organisation = load_organisation(name)
    for which in templates.TEMPLATES:
        committed = template_path(name, which).read_bytes()
        assert parts(committed) == parts(made_template(organisation, which))
        assert organisation.house_style.colour in parts(committed)["word/document.xml"].decode()
        assert (
            "4F81BD"
            not in parts(committed)["word/styles.xml"].decode().split('w:styleId="Title"')[1].split("</w:style>")[0]
        )
        assert templates.of_template(organisation, which) == []


def test_a_colour_that_cannot_be_read_on_white_is_refused() -> None:
    assert house_style({"colour": "#00594f"}).colour == "00594F"
    for colour in ("FFD700", "blauw"):
        with pytest.raises(ValueError, match="house_style"):
            house_style({"colour": colour})


def test_a_template_without_headings_or_alternative_texts_is_complained_about() -> None:
    made = Document()
    made.add_paragraph("Geen kop")
    made.add_table(1, 1)
    target = BytesIO()
    made.save(target)
    assert list(templates.unreadable(target.getvalue())) == [
        "it has no headings that Word knows as such",
        "table 1 has no alternative text",
        "table 1 has no row of headings that is repeated on each page",
    ]


async def test_libreoffice_opens_them_all(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not on this machine")
    report = sample(OSS, "voortgang")
    made = {
        "vol": document(),
        "leeg": document(StartDocument()),
        "lang": document(long_document()),
        "vijandig": document(carrying(list(hostile_values(100)))),
        "voortgang": fill(template_path("oss", "voortgang").read_bytes(), report.values, report.about),
    }
    for name, content in made.items():
        (tmp_path / f"{name}.docx").write_bytes(content)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    files = [str(tmp_path / f"{name}.docx") for name in made]
    process = await asyncio.create_subprocess_exec(
        office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *files,
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    await asyncio.wait_for(process.wait(), 300)
    read = {name: PdfReader(tmp_path / f"{name}.pdf") for name in made}
    text = {name: "\n".join(page.extract_text() for page in reader.pages) for name, reader in read.items()}
    assert "Mijlpaal" in text["vol"]
    assert "Nog niet ingevuld." in text["leeg"]
    assert "{{ 7*7 }}" in text["vijandig"]
    assert "Rood: ingrijpen nodig" in text["voortgang"]
    assert len(read["lang"].pages) >= 25
    assert text["lang"].count("Maatregel") > 1  # the row of headings, on each page of the table


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
