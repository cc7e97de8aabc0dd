"""What quotes say in the product's own English, for who asks in English."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.answer import Answer
from knowledge.expansion import Linked, is_heading, lines_of, paired
from knowledge.matching import Matcher
from knowledge.selection import Quote
from knowledge.vocabulary import Vocabulary
from knowledge.wording import nearest
from knowledge.words import english_stems, index_stems
from knowledge.writing import plain
from locales.texts import texts_for

LONGEST = 1200  # characters of the English of one quote


def with_rendering(answer: Answer) -> str:
    """The answer's text, and under it in a block of its own what the quotes say in English, where there is such."""
    if not answer.rendering:
        return answer.text
    return f"{answer.text}\n\n*{texts_for(answer.language)('knowledge-in-english')}*\n\n{answer.rendering}"


def rendered(quote: Quote, linked: Linked, matcher: Matcher, vocabulary: Vocabulary) -> str:
    """The English lines that say what a quote says, as markdown; '' where there is no English of it.

    Of a list the whole list; and always the line that holds most of the question. What a model made to find passages
    by comes from no section that somebody wrote, and is not shown.
    """
    if not linked.sections:
        return ""
    text = quote.piece.passage.text
    quoted = [frozenset(index_stems(text[row.start : row.end])) for row in quote.sentences]
    blocks = [paired(lines_of(ours), lines_of(english)) for ours, english in linked.blocks if not is_heading(english)]
    chosen: list[tuple[int, int]] = []
    for at, block in enumerate(blocks):
        same = [number for number, (ours, _) in enumerate(block) if nearest(frozenset(index_stems(ours)), quoted)]
        whole = quote.items and any(_is_item(block[number][0]) for number in same)
        chosen += [(at, number) for number in (range(len(block)) if whole else same)]
    best = _most_asked(blocks, matcher, vocabulary)
    if best is not None and best not in chosen:
        chosen = sorted([*chosen, best])
    return _joined([english for at, number in chosen if (english := blocks[at][number][1])])


def _is_item(line: str) -> bool:
    return line[:2] in ("- ", "* ") or line[:1].isdigit()


def _most_asked(
    blocks: Sequence[Sequence[tuple[str, str]]], matcher: Matcher, vocabulary: Vocabulary
) -> tuple[int, int] | None:
    """The line whose English holds most of the question; none when none holds any."""
    best, most = None, 0.0
    for at, block in enumerate(blocks):
        for number, (_, english) in enumerate(block):
            known = (vocabulary.number(stem) for stem in english_stems(english))
            total = matcher.total(frozenset(number for number in known if number is not None))
            if total > most:
                best, most = (at, number), total
    return best


def _joined(lines: Sequence[str]) -> str:
    """Sentences after each other, items under each other."""
    text = ""
    for line in dict.fromkeys(lines):
        if len(text) + len(line) > LONGEST:
            break
        text += ("\n" if _is_item(line) else " ") + plain(line) if text else plain(line)
    return text
