"""Every municipality's Word templates can be filled in, and what comes out can be read by everybody."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any, get_args

from docx import Document
from docx.document import Document as Opened
from docx.oxml.ns import qn

from checks import Complaint
from domain.organisation import Organisation, load_organisation, organisation_names
from domain.projects.filled import Template, template_path
from domain.projects.sample import sample
from domain.word import TemplateProblem
from domain.word.filling import fill
from errors import OrganisationError

TEMPLATES: tuple[Template, ...] = get_args(Template)


def complaints() -> list[Complaint]:
    """Everything that is wrong with any template."""
    found: list[Complaint] = []
    for name in organisation_names():
        try:
            organisation = load_organisation(name)
        except OrganisationError:
            continue  # already named under organisations
        for template in TEMPLATES:
            found += of_template(organisation, template)
    return found


def of_template(organisation: Organisation, template: Template) -> list[Complaint]:
    """What is wrong with one: it is filled in with a project that has everything."""
    rules = organisation.projects
    own = rules.template if template == "startdocument" else rules.report_template
    where = f"organisations/{organisation.id}/{own or f'templates/{template}.docx'}"
    try:
        content = template_path(organisation.id, template, own).read_bytes()
    except (OSError, ValueError):
        return [Complaint(where, "there is no such file; `app.py templates` writes the one that comes with Koers")]
    filled = sample(organisation, template)
    try:
        made = fill(content, filled.values, filled.about)
    except TemplateProblem as problem:
        return [Complaint(where, str(problem))]
    return [Complaint(where, what) for what in unreadable(made)]


def unreadable(document: bytes) -> Iterator[str]:
    """What somebody with a screen reader cannot do with a document."""
    opened = Document(BytesIO(document))
    yield from _headings(opened)
    for number, table in enumerate(opened.tables, 1):
        xml: Any = table._tbl  # pyright: ignore[reportPrivateUsage] - python-docx has no name for these properties
        if xml.tblPr.find(qn("w:tblCaption")) is None and xml.tblPr.find(qn("w:tblDescription")) is None:
            yield f"table {number} has no alternative text"
        if xml.find(f"{qn('w:tr')}/{qn('w:trPr')}/{qn('w:tblHeader')}") is None:
            yield f"table {number} has no row of headings that is repeated on each page"
    parts: list[Any] = [opened.element, *(section.header._element for section in opened.sections)]  # pyright: ignore[reportPrivateUsage]
    for picture in (one for part in parts for one in part.iter(qn("wp:docPr"))):
        if not picture.get("descr"):
            yield f"the picture {picture.get('name')!r} has no alternative text"


def _headings(opened: Opened) -> Iterator[str]:
    level = 0
    for paragraph in opened.paragraphs:
        style = paragraph.style.name if paragraph.style is not None else ""
        if style is None or not style.startswith("Heading ") or not style[8:].isdigit():
            continue
        deeper = int(style[8:])
        if deeper > level + 1:
            yield f"the heading {paragraph.text[:60]!r} is {deeper - level - 1} level too deep"
        level = deeper
    if not level:
        yield "it has no headings that Word knows as such"
