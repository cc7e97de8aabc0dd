"""The cards of a source: its quote, marked, in its passage, and the passage with what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from microsoft_teams.cards.core import Container, RichTextBlock, TextBlock, TextRun

from cards.actions import ShowSource
from cards.card import Card, CardBuilder
from domain.sources import Opened
from knowledge.answer import Citation
from knowledge.sentences import sentences
from locales import Texts

BESIDE = 450  # characters that are shown before a passage, and after it


def passage(texts: Texts, citation: Citation) -> Card:
    """The passage of a citation with its quote marked, and a button that opens the document there."""
    *parents, section = _sections(citation)
    card = CardBuilder(_unlinked(section))
    if section != citation.title:
        card.paragraph(texts("source-from", place=_unlinked(" › ".join([citation.title, *parents]))), subtle=True)
    card.add(*_marked(_below_heading(citation.passage, section, *parents), citation.quote))
    if citation.note:
        card.add(TextBlock(text=citation.note, wrap=True, is_subtle=True, size="Small"))
    if citation.url:
        card.open_url(texts("source-open"), citation.url)
    return card.build(speak=texts("source-speak", number=citation.number, title=citation.title))


def source(texts: Texts, opened: Opened) -> Card:
    """A source with the text around it in its document, and the way to the sources before and after it."""
    citation, around = opened.citation, opened.around
    *parents, section = _sections(citation)
    card = CardBuilder(_unlinked(section))
    place = texts("source-from", place=_unlinked(" › ".join([citation.title, *parents])))
    count = texts("source-count", number=str(citation.number), count=str(len(opened.numbers)))
    card.paragraph(count, strong=True).paragraph(place, subtle=True)
    if around.before:
        card.add(_caption(texts("source-before")), *_beside(_end_of(around.before)))
    passage = _marked(_below_heading(around.passage, section, *parents), citation.quote)
    card.add(Container(items=list(passage), style="emphasis", spacing="Medium"))
    if citation.note:
        card.add(TextBlock(text=citation.note, wrap=True, is_subtle=True, size="Small"))
    if around.after:
        card.add(_caption(texts("source-after")), *_beside(_start_of(around.after)))
    if citation.url:
        card.open_url(texts("source-open"), citation.url)
    at = opened.numbers.index(citation.number)
    if at > 0:
        card.execute(texts("source-previous"), ShowSource(opened.answer, opened.numbers[at - 1]))
    if at + 1 < len(opened.numbers):
        card.execute(texts("source-next"), ShowSource(opened.answer, opened.numbers[at + 1]))
    return card.build(speak=texts("source-speak", number=citation.number, title=citation.title))


def _caption(text: str) -> TextBlock:
    return TextBlock(text=text, wrap=True, size="Small", weight="Bolder", is_subtle=True, spacing="Medium")


def _end_of(text: str) -> str:
    """The last sentences, so that the passage itself is near the top of the card."""
    starts = [start for start, _ in sentences(text) if len(text) - start <= BESIDE]
    return text if len(text) <= BESIDE or not starts else f"… {text[starts[0] :]}"


def _start_of(text: str) -> str:
    ends = [end for _, end in sentences(text) if end <= BESIDE]
    return text if len(text) <= BESIDE or not ends else f"{text[: ends[-1]]} …"


def _beside(text: str) -> list[RichTextBlock]:
    """What stands before or after a passage, smaller and lighter than the passage itself."""
    lines = [re.sub(r"^\s*- ", "• ", line) for line in text.split("\n") if line.strip()]
    return [
        RichTextBlock(inlines=[TextRun(text=line, is_subtle=True, size="Small")], spacing="Small") for line in lines
    ]


def _unlinked(title: str) -> str:
    """Card text has links like markdown; a title of a document is shown as it stands."""
    return title.replace("](", "] (")


def source_name(citation: Citation) -> str:
    """What a source is called in one line: its section first, so that two of one document differ at once."""
    section = _sections(citation)[-1]
    return f"{section} ({citation.title})" if section != citation.title else section


def _sections(citation: Citation) -> list[str]:
    """The headings above a passage, from outer to inner; at least the title of its document."""
    headings = [heading.strip() for heading in citation.section.split(" > ")]
    return [heading for heading in headings if heading and heading != citation.title] or [citation.title]


def _below_heading(text: str, *headings: str) -> str:
    """A passage often begins with its own headings, and those stand above it on the card already."""
    first, _, rest = text.lstrip().partition("\n")
    while rest.strip() and first.strip() in headings:
        text = rest
        first, _, rest = text.lstrip().partition("\n")
    return text


def _marked(text: str, quote: str) -> list[RichTextBlock]:
    """Rich text shows characters as they are: nothing in a document can become a link or mark-up."""
    begin, end = _span(text, quote)
    blocks: list[RichTextBlock] = []
    offset = 0
    for line in text.split("\n"):
        cuts = [0, *(min(max(cut - offset, 0), len(line)) for cut in (begin, end)), len(line)]
        pieces = [line[first:last] for first, last in pairwise(cuts)]
        offset += len(line) + 1
        if line.strip():
            near = "Small" if re.match(r"\s*[-•] ", line) else None  # the items of a list stand together
            blocks.append(RichTextBlock(inlines=list(_runs(pieces)), spacing=near))
    return blocks


def _span(text: str, quote: str) -> tuple[int, int]:
    """Where the quote is in the text, white space aside; an empty span when it is not."""
    words = quote.split()
    found = re.search(r"\s+".join(re.escape(word) for word in words), text) if words else None
    return found.span() if found else (0, 0)


def _runs(pieces: Sequence[str]) -> Iterator[TextRun]:
    """The pieces of a line, the second of them marked; a list's dash becomes a dot."""
    started = False
    for number, piece in enumerate(pieces):
        if not started:
            piece = re.sub(r"^\s*- ", "• ", piece)
        if not piece:
            continue
        started = True
        yield TextRun(text=piece, highlight=True, weight="Bolder") if number == 1 else TextRun(text=piece)
