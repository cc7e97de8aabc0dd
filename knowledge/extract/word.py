"""The text of a .docx: paragraphs, headings, lists and tables in the order of the page, through python-docx.

Runs in the process of worker.py only. Headers, footers, notes, comments and deleted text are left out; content
controls, hyperlinks, tracked insertions and text boxes, which python-docx itself passes over, are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal

from docx import Document as open_docx
from docx.oxml.ns import qn

from knowledge.document import Heading
from knowledge.extract.archive import judge
from knowledge.extract.outcome import LONGEST_TEXT, Extracted, Problem

if TYPE_CHECKING:
    from docx.document import Document as Docx

Block = Literal["", "item", "row", "text"]

BULLET = "• "
CELL = " | "
HEADING_NAME = re.compile(r"(?:heading|kop|titel|title)\s*(\d)?$", re.IGNORECASE)
LIST_NAME = re.compile(r"^(?:list|lijst)", re.IGNORECASE)
NO_LIST = re.compile(r"^(?:list paragraph|lijstalinea)$", re.IGNORECASE)  # also the style of plain indented text
PARAGRAPH, TABLE, ROW, CELL_TAG = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
TEXT, TAB, BREAK, RETURN, HYPHEN = qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:noBreakHyphen")
PROPERTIES, BOX = qn("w:pPr"), qn("w:txbxContent")
LEFT_OUT = frozenset(
    {
        qn("w:del"),
        qn("w:moveFrom"),
        qn("w:rPr"),
        PROPERTIES,
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",  # the same again for old programs
    }
)
OPENED = frozenset(qn(name) for name in ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag"))


def read_word(data: bytes) -> Extracted | Problem:
    """The text of a .docx file."""
    problem = judge(data)
    if problem is not None:
        return problem
    document = open_docx(BytesIO(data))
    reader = _Reader(_styles(document))
    body: Any = document.element.body  # pyright: ignore[reportUnknownMemberType,reportUnknownVariableType]
    reader.blocks(body)
    if reader.length > LONGEST_TEXT:
        return Problem("too_large")
    return Extracted("".join(reader.parts), tuple(reader.headings))


class _Reader:
    def __init__(self, styles: dict[str, tuple[int, bool]]) -> None:
        self._styles = styles
        self._last: Block = ""  # what stood before
        self.parts: list[str] = []
        self.headings: list[Heading] = []
        self.length = 0

    def blocks(self, parent: Any) -> None:
        """The paragraphs and tables in `parent`, content controls opened."""
        for child in parent:
            if child.tag == PARAGRAPH:
                self._paragraph(child)
            elif child.tag == TABLE:
                self._table(child)
            elif child.tag in OPENED:
                self.blocks(child)

    def _paragraph(self, paragraph: Any) -> None:
        level, item = self._shape(paragraph)
        text = _text(paragraph)
        if text and level:
            start = self._write(text, "text")
            self.headings.append(Heading(level, start, start + len(text)))
        elif text:
            self._write(BULLET + text if item else text, "item" if item else "text")
        for box in _boxes(paragraph):
            self.blocks(box)

    def _table(self, table: Any) -> None:
        for row in _rows(table):
            cells = [" ".join(_text(p) for p in cell.iter(PARAGRAPH) if _text(p)) for cell in _cells(row)]
            if any(cells):
                self._write(CELL.join(cell for cell in cells if cell), "row")
        self._last = "text"

    def _write(self, text: str, what: Block) -> int:
        """Adds a block and returns where it starts. Items of a list and rows of a table stay together."""
        if self.parts:
            gap = "\n" if what == self._last and what != "text" else "\n\n"
            self.parts.append(gap)
            self.length += len(gap)
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        self._last = what
        return start

    def _shape(self, paragraph: Any) -> tuple[int, bool]:
        """The heading level (0: none) of a paragraph, and whether it is an item of a list."""
        properties = paragraph.find(PROPERTIES)
        if properties is None:
            return 0, False
        style = properties.find(qn("w:pStyle"))
        level, item = self._styles.get(style.get(qn("w:val")), (0, False)) if style is not None else (0, False)
        return _outline(properties) or level, _numbered(properties, item)


def _styles(document: Docx) -> dict[str, tuple[int, bool]]:
    """Of each paragraph style, by id: its heading level and whether it makes items, its own or its parents'."""
    known: dict[str, tuple[int, bool]] = {}
    for style in document.styles:
        level, item, ancestor, seen = 0, False, style, set[str]()
        while ancestor is not None and ancestor.style_id not in seen:
            seen.add(ancestor.style_id)
            element: Any = ancestor.element
            properties = element.find(PROPERTIES)
            name = str(ancestor.name or "")
            named = HEADING_NAME.match(name)
            level = level or (_outline(properties) if properties is not None else 0)
            level = level or (int(named[1] or 1) if named else 0)
            item = item or bool(LIST_NAME.match(name) and not NO_LIST.match(name))
            item = item or (properties is not None and _numbered(properties, False))
            ancestor = getattr(ancestor, "base_style", None)
        known[style.style_id] = (level, item and not level)
    return known


def _outline(properties: Any) -> int:
    outline = properties.find(qn("w:outlineLvl"))
    value = outline.get(qn("w:val"), "") if outline is not None else ""
    return int(value) + 1 if value in tuple("012345678") else 0


def _numbered(properties: Any, otherwise: bool) -> bool:
    numbering = properties.find(qn("w:numPr"))
    if numbering is None:
        return otherwise
    number = numbering.find(qn("w:numId"))
    return number is None or number.get(qn("w:val")) != "0"  # 0 takes the numbering of the style away


def _text(paragraph: Any) -> str:
    """The words of one paragraph, without those of the boxes in it."""
    return re.sub(r"[ \t]{2,}", " ", "".join(_pieces(paragraph))).strip()


def _pieces(parent: Any) -> Iterator[str]:
    for child in parent:
        if child.tag == TEXT:
            yield child.text or ""
        elif child.tag == TAB:
            yield " "
        elif child.tag in (BREAK, RETURN):
            yield "\n"
        elif child.tag == HYPHEN:
            yield "-"
        elif child.tag != BOX and child.tag not in LEFT_OUT:
            yield from _pieces(child)


def _boxes(paragraph: Any) -> Iterator[Any]:
    for box in paragraph.iter(BOX):
        if not any(parent.tag in LEFT_OUT for parent in box.iterancestors()):
            yield box


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == ROW:
            yield child
        elif child.tag in OPENED:
            yield from _rows(child)


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == CELL_TAG:
            yield child
        elif child.tag in OPENED:
            yield from _cells(child)
