"""Writes quotes as markdown with their citations, after checking every quote against its document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import takewhile

from knowledge.answer import Citation
from knowledge.document import Document
from knowledge.lists import without_marker
from knowledge.passages import Sentence
from knowledge.quotes import fold, verify
from knowledge.selection import Quote

MOST_GAPS = 3  # in a quote that something was taken out of
LONGEST = 2500  # characters of one citation; of a longer list the lead-in is cited
UNSAFE = re.compile(r"(?<!\\)([\[\]<>`|])")


def written(quote: Quote, document: Document | None, number: int) -> tuple[str, Citation] | None:
    """The quote as markdown with its citation; None when not a word of it is found in the document."""
    if document is None:
        return None
    sentences = quote.sentences
    text = raw_quote(document, sentences)
    if len(text) > LONGEST and quote.items:
        text = raw_quote(document, sentences[:1])
    if not verify(document, text) or not all(sentence.whole for sentence in sentences):
        kept = [sentence for sentence in sentences if sentence.whole]
        if not quote.items and len(kept) < len(sentences):
            return _with_gaps(quote, document, number)
        if not kept:
            return None
        sentences = tuple(kept) if quote.items else tuple(_first_run(kept))
        text = raw_quote(document, sentences[:1]) if quote.items else raw_quote(document, sentences)
        if not verify(document, text):
            return None
    alone = without_marker(text) if sentences[0].kind == "item" else text
    shown = _as_list(document, sentences) if quote.items else plain(alone)
    return f"{shown} [{number}]", _citation(quote, text, number)


def _citation(quote: Quote, text: str, number: int) -> Citation:
    passage = quote.piece.passage
    return Citation(
        number, passage.document, passage.title, passage.section, text, passage.url, passage.text, quote.piece.note
    )


def _with_gaps(quote: Quote, document: Document, number: int) -> tuple[str, Citation] | None:
    """A quote that something was taken out of, such as the number of a page, with an ellipsis where that stood.

    The citation has it as it stands in the document.
    """
    first, last = quote.sentences[0], quote.sentences[-1]
    read = quote.piece.passage.text[first.start : last.end].split()
    raw = document.text[first.raw_start : last.raw_end].split()
    shown = _with_ellipses(read, raw)
    text = " ".join(raw)
    if shown.count("…") > MOST_GAPS or not verify(document, text):
        return None
    return f"{plain(without_marker(shown) if first.kind == 'item' else shown)} [{number}]", _citation(
        quote, text, number
    )


def _with_ellipses(read: Sequence[str], raw: Sequence[str]) -> str:
    """The raw words with an ellipsis in the place of those that are not read. A note's number stays with its word."""
    shown: list[str] = []
    for kind, first, last, start, end in SequenceMatcher(None, read, raw, autojunk=False).get_opcodes():
        pairs = zip(read[first:last], raw[start:end], strict=False)
        if kind == "equal" or (last - first == end - start and all(one in other for one, other in pairs)):
            shown += raw[start:end]
        else:
            shown.append("…")
    return " ".join(shown)


def raw_quote(document: Document, sentences: Sequence[Sentence]) -> str:
    """The raw text from the first of the sentences to the last, white space folded."""
    return fold(document.text[sentences[0].raw_start : sentences[-1].raw_end])


def _first_run(sentences: Sequence[Sentence]) -> list[Sentence]:
    run = [sentences[0]]
    for sentence in sentences[1:]:
        if sentence.raw_start - run[-1].raw_end > 4:
            break
        run.append(sentence)
    return run


def _as_list(document: Document, sentences: Sequence[Sentence]) -> str:
    opening = list(takewhile(lambda row: row.kind == "text", sentences))
    lines = [plain(raw_quote(document, opening)) + "\n"] if opening else []
    for sentence in sentences[len(opening) :]:
        text = raw_quote(document, [sentence])
        if sentence.kind in ("item", "heading"):
            number = re.match(r"(\d{1,2})[.)]\s", text)
            mark = f"{number.group(1)}." if number else "-"
            lines.append(f"{mark} {plain(without_marker(text))}")
        else:
            lines[-1] += "\n  " + plain(text)
    return "\n".join(lines)


def plain(text: str) -> str:
    """Text that markdown shows as it stands: nothing in it becomes a link, an image, HTML or code."""
    return UNSAFE.sub(r"\\\1", text)
