"""Sets beside each other the documents that a question names: what each says of the subject, or what it is about."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from knowledge.answer import Compared
from knowledge.index import Found, Scope, in_turn
from knowledge.matching import Matcher
from knowledge.passages import Piece
from knowledge.question import Reading
from knowledge.scope import ranked
from knowledge.segment import Entry, Segment
from knowledge.selection import Quote, stretch
from knowledge.titles import named_in
from knowledge.words import is_stop, words

MOST = 2  # quotes of one side
LISTED = 10  # passages of one side that are read
OPENING = 2  # sentences that are quoted of what a document is about
_AIM_HEADING = re.compile(
    r"\b(?:aanleiding|ambitie|doel\w*|inleiding|opdracht|samenvatting|voorwoord|waarom|aim|introduction|purpose"
    r"|summary)\b",
    re.IGNORECASE,
)
_AIM = re.compile(
    r"\b(?:aanleiding|bedoeld om|beschrijft|doel(?:en)? (?:is|van|zijn)|gaat (?:\w+ )?over|geeft (?:richting|aan)"
    r"|(?:deze|dit|this) (?:beleid|document|kader|nota|notitie|opdracht|bestuursopdracht|plan|regeling|visie)"
    r"|is about|aims? (?:to|is)|purpose (?:of|is)|describes)\b",
    re.IGNORECASE,
)
Choice = Callable[[Reading, Matcher, Sequence[Found]], list[Quote]]


@dataclass(frozen=True)
class Beside:
    """The sides in their order, with all that was found and what is quoted; a side may have nothing quoted."""

    sides: tuple[Compared, ...]
    found: list[Found]
    quotes: list[Quote]


def set_beside(reading: Reading, scope: Scope, choice: Choice, places: Collection[str] = ()) -> Beside | None:
    """The documents that a comparison names, or such a document and another municipality; None when it names no two.

    `choice` gives the quotes of one side that answer the question; none when that says nothing of it. `places` are
    the municipalities that have documents: their names name no document.
    """
    if not reading.compares:
        return None
    entries = [entry for segment in scope.segments for entry in segment.entries if entry.pieces]
    named: dict[str, tuple[int, ...]] = {}
    for organisation in reading.organisations:
        titles = {one.document: one.pieces[0].passage.title for one in entries if one.organisation == organisation}
        named |= {name.document: name.places for name in named_in(reading.text, titles, places)}
    sides = _sides(reading, entries, named)
    if len(sides) < 2:
        return None
    subject = _subject(reading, {place for places in named.values() for place in places})
    lists: list[list[Found]] = []
    quotes: list[Quote] = []
    for _, own in sides:
        several = Scope([Segment(own)])
        if subject.concepts:
            best = ranked(several, Matcher(several.weigh(subject.concepts)), LISTED)
            quotes += choice(subject, Matcher(several.weigh(subject.concepts)), best)[:MOST]
        else:
            best, opening = _opening(several, own[0])
            quotes += opening
        lists.append(best)
    lists.sort(key=lambda best: -best[0].score if best else 0.0)
    return Beside(tuple(side for side, _ in sides), in_turn(lists), quotes)


def _sides(
    reading: Reading, entries: Sequence[Entry], named: dict[str, tuple[int, ...]]
) -> list[tuple[Compared, list[Entry]]]:
    """The sides with their documents: one for every document named, and for a municipality of which none is."""
    sides: list[tuple[Compared, list[Entry]]] = []
    for entry in sorted((one for one in entries if one.document in named), key=lambda one: named[one.document]):
        title = entry.pieces[0].passage.title
        sides.append((Compared(title, (entry.document,)), [entry]))
    if not sides:
        return []
    silent = {entry.organisation for _, own in sides for entry in own}
    for organisation in reading.organisations:
        own = [entry for entry in entries if entry.organisation == organisation]
        if organisation not in silent and own:
            documents = tuple(entry.document for entry in own)
            sides.append((Compared(organisation, documents, municipality=True), own))
    return sides


def _subject(reading: Reading, names: set[int]) -> Reading:
    """The reading without the words that only name a document or ask; no concepts when nothing else was said."""
    beside = {word.folded for at, word in enumerate(words(reading.text)) if at not in names}
    kept = [one for one in reading.concepts if not one.asked or (one.word in beside and not one.light)]
    return replace(reading, concepts=tuple(kept), compares=False)


def _opening(scope: Scope, entry: Entry) -> tuple[list[Found], list[Quote]]:
    """What a document says it is about: the likeliest sentence for that, the earlier the likelier, with the next."""
    title = {word.stem for word in words(entry.pieces[0].passage.title) if not is_stop(word.folded)}
    best: tuple[float, Piece, int] | None = None
    for place, piece in enumerate(entry.pieces):
        early = 1 - place / len(entry.pieces)
        under = bool(_AIM_HEADING.search(" ".join(piece.headings[-1:])))
        for at, row in enumerate(piece.sentences):
            said = piece.passage.text[row.start : row.end]
            if row.kind != "text" or not said.rstrip().endswith("."):
                continue
            names = len(title & {word.stem for word in words(said)}) / (len(title) or 1)
            score = early + names + 0.5 * under + 0.5 * bool(_AIM.search(said))
            if best is None or score > best[0]:
                best = (score, piece, at)
    if best is None:
        return [], []
    score, piece, at = best
    rows = stretch(piece, at, [0.0] * len(piece.sentences), OPENING)
    found = [replace(item, score=score) for item in scope.found(piece)]
    numbers = [number for number, row in enumerate(piece.sentences) if row in rows]
    return found, [Quote(piece, rows, score, frozenset[int]().union(*(found[0].said(number) for number in numbers)))]
