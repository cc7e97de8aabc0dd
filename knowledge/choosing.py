"""Chooses the quotes that together make an answer, and puts them in the order in which they read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from knowledge.evidence import asked_word_for_word
from knowledge.going_on import STANDS_ALONE, GoingOn
from knowledge.index import Found
from knowledge.lists import holds_exactly, list_of, with_its_list
from knowledge.matching import Matcher
from knowledge.passages import Piece, Sentence
from knowledge.question import Reading
from knowledge.selection import Quote, Wants, count_asked, sentence_scores, stretch

READ = 6  # passages whose sentences may be quoted
MAX_QUOTES = 3
BETWEEN = 2  # sentences between two quotes of a passage that are made one
LONGEST_JOINED = 900  # characters of such a quote
UNBROKEN = 4  # characters of white space between sentences that nothing was taken out between
LEAD_IN = 160  # characters of a lead-in that is shown with a single item
NEXT_BEST = 0.65  # a further quote is at least this good, compared with the best
NEW = 0.25  # or holds this share of the question that the others do not
GAIN = 0.8  # what such a share counts in choosing
NEAR_ITEM = 0.75  # with two items at least this good, compared with the best, a list is quoted whole
JUST_SO = 3.0  # what a passage adds that is known to answer just this question
_SOURCE = re.compile(r"\W*(?:bron|bronnen|source|sources):", re.IGNORECASE)  # where a text is from is no answer
EXACT = 0.4  # what belonging to a list of just as many items as were asked for adds
LIST_ITEMS = 8  # when it is no longer than this
RANK_WEIGHT = 0.55  # how much the passage's own score counts beside the sentence's


@dataclass(frozen=True, slots=True)
class _Candidate:
    found: Found
    at: int
    score: float
    scores: tuple[float, ...]
    row: tuple[float, ...]  # how much of every concept of the question the sentence holds
    exact: bool = False  # it belongs to a list of just as many items as were asked for


def choose(
    reading: Reading, matcher: Matcher, found: Sequence[Found], kind: Wants, onward: GoingOn = STANDS_ALONE
) -> list[Quote]:
    """The quotes that together make the answer, best first; of a comparison at least one from each side.

    A further quote is taken when it is nearly as good as the first, or says of the question what that did not.
    """
    if not found or not matcher.weighed:
        return []
    candidates = _candidates(reading, matcher, found, kind, onward)
    quotes: list[Quote] = []
    sides: set[str] = set()
    most = MAX_QUOTES + reading.compares
    while candidates and len(quotes) < most:
        fresh = [item for item in candidates if side_of(reading, item.found.piece) not in sides]
        pool = fresh if reading.compares and len(sides) < 2 and fresh else candidates
        gains = _gains(matcher, quotes, pool)
        best, gain = max(zip(pool, gains, strict=True), key=lambda pair: pair[0].score + GAIN * pair[1])
        if quotes and pool is candidates and best.score < NEXT_BEST * quotes[0].score and gain < NEW:
            break
        quotes.append(_quote(best, kind, quotes, onward))
        sides.add(side_of(reading, best.found.piece))
        if (best.exact and not reading.compares) or onward.picks(_said_by(best)):
            break
        shown = {id(row) for quote in quotes for row in quote.sentences}
        candidates = [item for item in candidates if id(item.found.piece.sentences[item.at]) not in shown]
        candidates = [item for item in candidates if not _repeats(quotes[-1], item)]
    return quotes


def _gains(matcher: Matcher, quotes: Sequence[Quote], pool: Sequence[_Candidate]) -> list[float]:
    """Per candidate the share of the question that it holds and the quotes so far do not; 0 while there are none."""
    if not quotes:
        return [0.0] * len(pool)
    total = sum(item.worth for item in matcher.weighed) or 1.0
    said = matcher.row(frozenset[int]().union(*(quote.content for quote in quotes)))
    gains = {
        row: sum(mine - theirs for mine, theirs in zip(row, said, strict=True) if mine > theirs) / total
        for row in {item.row for item in pool}
    }
    return [gains[item.row] for item in pool]


def _repeats(quote: Quote, candidate: _Candidate) -> bool:
    """Whether a candidate would quote a list of which an item was quoted, or a part of a list that was."""
    if candidate.found.piece is not quote.piece:
        return False
    return quote.items or any(row in quote.sentences for row in list_of(quote.piece, candidate.at))


def _candidates(
    reading: Reading, matcher: Matcher, found: Sequence[Found], kind: Wants, onward: GoingOn
) -> list[_Candidate]:
    best = max(item.score for item in found) or 1.0
    count = count_asked(reading.text) if kind == "list" else None
    candidates: list[_Candidate] = []
    for item in found[: READ + 2 * reading.compares]:
        scores = tuple(sentence_scores(item, matcher, kind))
        rank = RANK_WEIGHT * item.score / best
        known = JUST_SO * asked_word_for_word(reading, item)
        rows = item.held(matcher)
        for at, sentence in enumerate(item.piece.sentences):
            text = item.piece.passage.text[sentence.start : sentence.end]
            if sentence.kind == "heading" or onward.repeats(text) or _SOURCE.match(text):
                continue
            row = rows[at].row
            candidates.append(_Candidate(item, at, scores[at] + rank + known + onward.bonus(text), scores, row))
    return candidates if count is None else _exact_first(candidates, count)


def _exact_first(candidates: Sequence[_Candidate], count: int) -> list[_Candidate]:
    """Raises what belongs to a list of just as many items as were asked for, when it answers nearly as well."""
    enough = NEAR_ITEM * max((item.score for item in candidates), default=0.0)
    return [
        replace(item, score=item.score + EXACT, exact=True)
        if item.score >= enough and holds_exactly(item.found.piece, item.at, count)
        else item
        for item in candidates
    ]


def side_of(reading: Reading, piece: Piece) -> str:
    """The side of a comparison that a passage is on: its municipality, else its document."""
    return piece.passage.organisation if len(reading.organisations) > 1 else piece.passage.document


def _said_by(candidate: _Candidate) -> str:
    row = candidate.found.piece.sentences[candidate.at]
    return candidate.found.piece.passage.text[row.start : row.end]


def _quote(candidate: _Candidate, kind: Wants, before: Sequence[Quote], onward: GoingOn) -> Quote:
    piece = candidate.found.piece
    if onward.picks(_said_by(candidate)):
        rows = (piece.sentences[candidate.at],)
        return Quote(piece, rows, candidate.score, _content(candidate.found, rows))
    if kind in ("list", "definition", "other", "reason"):
        rows = list_of(piece, candidate.at)
        whole = kind == "list" or piece.sentences[candidate.at].kind != "item" or _shared(candidate, rows)
        if rows and whole:
            return Quote(piece, rows, candidate.score, _content(candidate.found, rows), items=True)
    limit = 1 if kind == "name" else 2 if kind in ("time", "number") else 3
    shown = {id(row) for quote in before for row in quote.sentences}
    rows = stretch(piece, candidate.at, candidate.scores, limit)
    rows = tuple(row for row in rows if not onward.repeats(piece.passage.text[row.start : row.end]))
    rows, announced = with_its_list(piece, tuple(row for row in rows if id(row) not in shown))
    return Quote(piece, rows, candidate.score, _content(candidate.found, rows), items=announced)


def _shared(candidate: _Candidate, rows: Sequence[Sentence]) -> bool:
    """Whether other items of a short list answer nearly as well."""
    numbers = [at for at, row in enumerate(candidate.found.piece.sentences) if row in rows and row.kind == "item"]
    own = candidate.scores[candidate.at]
    near = sum(candidate.scores[at] >= NEAR_ITEM * own for at in numbers)
    return near >= 2 and len(numbers) <= LIST_ITEMS


def _content(found: Found, rows: Sequence[Sentence]) -> frozenset[int]:
    numbers = {id(row): at for at, row in enumerate(found.piece.sentences)}
    return frozenset[int]().union(*(found.said(numbers[id(row)]) for row in rows))


def in_order(quotes: Sequence[Quote]) -> list[Quote]:
    """The quotes that are close together in one passage made into one, and the quotes of a passage in its own order."""
    joined: list[Quote] = []
    for quote in quotes:
        for at, other in enumerate(joined):
            both = _joined(other, quote)
            if both:
                joined[at] = both
                break
        else:
            joined.append(quote)
    places = {id(quote.piece): at for at, quote in reversed(list(enumerate(joined)))}
    return sorted(joined, key=lambda quote: (places[id(quote.piece)], quote.sentences[0].start))


def _joined(one: Quote, other: Quote) -> Quote | None:
    """Two quotes of one passage as one with what is between them; None when that is long, or more than prose."""
    if one.piece is not other.piece or one.items or other.items:
        return None
    rows = one.piece.sentences
    numbers = [at for at, row in enumerate(rows) if row in one.sentences or row in other.sentences]
    between = rows[numbers[0] : numbers[-1] + 1]
    close = len(between) - len(numbers) <= BETWEEN and between[-1].raw_end - between[0].raw_start < LONGEST_JOINED
    prose = all(row.kind == "text" and row.whole for row in between)
    unbroken = all(later.raw_start - row.raw_end <= UNBROKEN for row, later in pairwise(between))
    if not (close and prose and unbroken):
        return None
    return Quote(one.piece, between, one.score, one.content | other.content)


def with_lead_in(quote: Quote) -> Quote:
    """The quote, and before a first item that stands alone the short lead-in that it follows on."""
    first = quote.sentences[0]
    rows = quote.piece.sentences
    at = next(number for number, row in enumerate(rows) if row is first)
    lead = rows[at - 1] if at and first.kind == "item" and not quote.items else None
    if lead is None or lead.kind != "text" or first.raw_start - lead.raw_end > UNBROKEN:
        return quote
    text = quote.piece.passage.text[lead.start : lead.end]
    if not text.endswith(":") or len(text) > LEAD_IN:
        return quote
    return replace(quote, sentences=(lead, *quote.sentences), items=True)
