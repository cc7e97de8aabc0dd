"""The parts that Word templates are made of: accessible headings, tables and pictures in a house style."""
# pyright: reportPrivateUsage=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# (what python-docx has no name for is reached through its XML, of which it does not say what it is)

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from io import BytesIO
from typing import Any, cast

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from PIL import Image, ImageDraw

from domain.house_style import HouseStyle
from domain.word.filling import MADE

WIDTH = 16.0  # centimetres of text on A4
LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}
GREY = RGBColor(0x40, 0x40, 0x40)


class Sheet:
    """A template that is being made. Texts may hold docxtpl's codes."""

    def __init__(self, style: HouseStyle, language: str) -> None:
        self._style = style
        self._colour = RGBColor.from_string(style.colour)
        self._document = Document()
        self._page()
        self._styles(LANGUAGES[language])

    def title(self, title: str, subtitle: str) -> None:
        """What the document is called."""
        self._document.add_paragraph(title, style="Title")
        self._document.add_paragraph(subtitle, style="Subtitle")

    def heading(self, text: str, level: int = 1) -> None:
        """A heading that Word knows as one."""
        self._document.add_heading(text, level)

    def text(self, text: str, style: str = "Normal", *, leads: bool = False) -> None:
        """A paragraph. `leads`: it stays on the page of what comes after it."""
        self._document.add_paragraph(text, style=style).paragraph_format.keep_with_next = leads or None

    def code(self, code: str) -> None:
        """A code that stands for whole paragraphs: `for x in xs`, `if x`, `endif` ..."""
        self._document.add_paragraph(f"{{%p {code} %}}")

    def each(self, names: str, style: str = "List Bullet") -> None:
        """One paragraph for each text of a list, or that there is none."""
        self.code(f"for one in {names}")
        self.text("{{ one }}", style)
        self.code("else")
        self.text("{{ empty }}")
        self.code("endfor")

    def facts(self, caption: str, about: str, heads: tuple[str, str], rows: Sequence[tuple[str, str]]) -> None:
        """A table of what is known, a row each."""
        table = self._table(caption, about, heads, (5.0, 11.0))
        for name, value in rows:
            self._row(table, (name, value), bold_first=True)

    def rows(
        self, caption: str, about: str, names: str, columns: Sequence[tuple[str, str, float]], total: Sequence[str] = ()
    ) -> None:
        """A table with a row for each entry of a list: (head, code of the cell, centimetres); or that there is none."""
        self.code(f"if {names}")
        table = self._table(caption, about, [head for head, _, _ in columns], [width for _, _, width in columns])
        self._row(table, [f"{{%tr for one in {names} %}}"] + [""] * (len(columns) - 1))
        self._row(table, [code for _, code, _ in columns])
        self._row(table, ["{%tr endfor %}"] + [""] * (len(columns) - 1))
        if total:
            self._row(table, total, bold_first=True)
        self._after_table()
        self.code("else")
        self.text("{{ empty }}")
        self.code("endif")

    def signatures(self, caption: str, about: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """A table to sign in, with room for it."""
        table = self._table(caption, about, heads, (3.5, 4.5, 3.0, 5.0))
        for row in rows:
            made = self._row(table, row, bold_first=True)
            made.height = Cm(1.6)
        self._after_table()

    def edges(self, municipality: str, mark_about: str, footer: str, page: str, of: str) -> None:
        """Head and foot of every page: the mark of the municipality, its name, and which page it is."""
        section = self._document.sections[0]
        head = section.header.paragraphs[0]
        head.add_run().add_picture(BytesIO(_mark(self._style.colour, municipality)), height=Cm(1.0))
        for described in head._p.iter(qn("wp:docPr")):
            described.set("descr", mark_about)
            described.set("title", municipality)
        run = head.add_run(f"  {municipality}")
        run.bold, run.font.color.rgb, run.font.size = True, self._colour, Pt(14)
        foot = section.footer.paragraphs[0]
        foot.add_run(f"{footer} · {page} ")
        _field(foot, "PAGE")
        foot.add_run(f" {of} ")
        _field(foot, "NUMPAGES")
        for run in foot.runs:
            run.font.size, run.font.color.rgb = Pt(9), GREY

    def saved(self, title: str) -> bytes:
        """The .docx; the same for the same template, whenever it is made."""
        properties = self._document.core_properties
        properties.title, properties.author, properties.comments = title, "Koers", ""
        properties.created = properties.modified = MADE
        package = self._document.part.package
        parts = package.rels if package is not None else {}
        for id in [id for id, one in parts.items() if one.reltype.endswith("/thumbnail")]:
            del parts[id]  # a picture of the empty document of python-docx
        raw, made = BytesIO(), BytesIO()
        self._document.save(raw)
        with zipfile.ZipFile(raw) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
            for part in before.infolist():
                info = zipfile.ZipInfo(part.filename, MADE.timetuple()[:6])
                info.compress_type = zipfile.ZIP_DEFLATED
                after.writestr(info, before.read(part.filename))
        return made.getvalue()

    def _page(self) -> None:
        section = self._document.sections[0]
        section.page_width, section.page_height = Cm(21.0), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
        section.top_margin, section.bottom_margin = Cm(3.0), Cm(2.5)

    def _styles(self, language: str) -> None:
        styles = cast("Any", self._document.styles)
        for name, size, bold in (
            ("Normal", 11, None), ("Title", 26, True), ("Subtitle", 14, False), ("Heading 1", 16, True),
            ("Heading 2", 13, True), ("List Bullet", 11, None), ("Quote", 11, None),
        ):  # fmt: skip
            style = styles[name]
            style.font.name, style.font.size = self._style.font, Pt(size)
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for kind in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
                fonts.attrib.pop(qn(kind), None)
            for kind in ("w:eastAsia", "w:cs"):
                fonts.set(qn(kind), self._style.font)
            if bold is not None:
                style.font.bold, style.font.italic, style.font.color.rgb = bold, False, self._colour
        for line in styles["Title"].element.iter(qn("w:bottom")):
            line.set(qn("w:color"), self._style.colour)
            line.attrib.pop(qn("w:themeColor"), None)
        styles["Normal"].paragraph_format.space_after = Pt(8)
        source = styles.add_style("Bron", WD_STYLE_TYPE.PARAGRAPH)
        source.base_style, source.font.size, source.font.color.rgb = styles["Normal"], Pt(9), GREY
        for element in styles.element.iter(qn("w:lang")):
            for kind in ("w:val", "w:eastAsia"):
                element.set(qn(kind), language)

    def _table(self, caption: str, about: str, heads: Sequence[str], widths: Sequence[float]) -> Table:
        table = self._document.add_table(rows=1, cols=len(heads), style="Table Grid")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
        properties = table._tbl.tblPr
        properties.append(_element("tblCaption", val=caption))
        properties.append(_element("tblDescription", val=about))
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        head = table.rows[0]
        for cell, text in zip(head.cells, heads, strict=True):
            run = cell.paragraphs[0].add_run(text)
            run.bold, run.font.color.rgb = True, RGBColor(0xFF, 0xFF, 0xFF)
            _shaded(cell, self._style.colour)
        _row_is(head, "cantSplit", "tblHeader")
        _measured(head, widths)
        return table

    def _row(self, table: Table, texts: Sequence[str], *, bold_first: bool = False) -> _Row:
        row = table.add_row()
        _row_is(row, "cantSplit")
        _measured(row, [column.width.cm if column.width is not None else 0 for column in table.columns])
        for number, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            run = cell.paragraphs[0].add_run(text)
            run.bold = True if bold_first and number == 0 else None
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)
        return row

    def _after_table(self) -> None:
        """Two tables that touch are one in Word, and a code needs a paragraph to stand in."""
        self._document.add_paragraph().paragraph_format.space_after = Pt(4)


def _mark(colour: str, municipality: str) -> bytes:
    """A shield in the colour of the municipality, to put a coat of arms in the place of."""
    image = Image.new("RGB", (96, 120), "white")
    draw = ImageDraw.Draw(image)
    draw.polygon([(4, 4), (92, 4), (92, 70), (48, 116), (4, 70)], fill=f"#{colour}")
    draw.polygon([(24, 30), (72, 30), (72, 44), (24, 44)], fill="white")
    made = BytesIO()
    image.save(made, "PNG")
    return made.getvalue()


def _field(paragraph: Paragraph, code: str) -> None:
    """A field that Word works out, such as the number of the page.

    Each part has a run of its own, and there is a first outcome: what shows it takes the look of these.
    """
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("", "1"), ("end", "")):
        if text and text != code:
            paragraph.add_run(text)
            continue
        element = _element("fldChar", fldCharType=kind) if kind else _element("instrText")
        element.text = text or None
        paragraph.add_run()._r.append(element)


def _element(name: str, **values: str) -> BaseOxmlElement:
    """An element of Word's XML with its attributes."""
    made = OxmlElement(f"w:{name}")
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _shaded(cell: _Cell, colour: str) -> None:
    cell._tc.get_or_add_tcPr().append(_element("shd", val="clear", color="auto", fill=colour))


def _row_is(row: _Row, *names: str) -> None:
    for name in names:
        row._tr.get_or_add_trPr().append(_element(name))


def _measured(row: _Row, widths: Sequence[float]) -> None:
    for cell, width in zip(row.cells, widths, strict=True):
        cell.width = Cm(width)
