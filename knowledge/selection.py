"""Chooses, from the passages that were found, the sentences and lists that answer a question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from knowledge.index import Found
from knowledge.lists import leans_back, points_back, title_item, under_title
from knowledge.matching import Held, Matcher
from knowledge.passages import Piece, Sentence
from knowledge.words import NUMBERS, words

HEADING = 0.6  # how much what the heading says counts for each sentence under it
HEADING_OF_LIST = 0.9  # the same where a list is asked for
BEFORE = 0.45  # and what the sentence before says
MOST_ITEMS = 20  # of a list that a question can ask for by its number
SHORT = 9  # a sentence of no more words than this takes the next one with it
Wants = Literal["list", "definition", "number", "money", "clock", "time", "name", "who", "reason", "other"]
# An answer to these holds such a thing.
MUST_HAVE: frozenset[Wants] = frozenset({"number", "money", "clock", "time", "name", "who"})
_LIST = re.compile(
    r"\b(welke|wat zijn|noem|waaruit bestaat|waaruit bestaan|waartoe|opsomming|which|what are|list|name the)\b", re.I
)
_COUNT = re.compile(
    r"\b(twee|drie|vier|vijf|zes|zeven|acht|negen|tien|two|three|four|five|six|seven|eight|nine|ten|\d+)\s+\w+", re.I
)
_DEFINITION = re.compile(
    r"\b(wat is|wat zijn|wat betekent|wat bedoel\w*|wat versta\w*|wat houdt|waar staat \w+ voor|wat wordt bedoeld|"
    r"what is|what does .* mean|what do .* mean|meaning of|define)\b",
    re.I,
)
_NUMBER = re.compile(r"\b(hoeveel|hoe hoog|hoe groot|hoe vaak|welk percentage|how many|how much|how often)\b", re.I)
_MONEY = re.compile(
    r"\b(wat kost|wat kosten|hoeveel kost\w*|hoe duur|welk bedrag|hoeveel (?:geld|euro)|what does .{1,40} cost|"
    r"how much (?:money|does .{1,40} cost)|how expensive)\b",
    re.I,
)
_CLOCK = re.compile(r"\b(hoe laat|what time|at what hour)\b", re.I)
_AMOUNT = re.compile(r"€|\beuros?\b|\bbedrag\b", re.I)
_HOUR = re.compile(r"\b\d{1,2}[.:]\d\d\b|\b\d{1,2} uur\b", re.I)
_TIME = re.compile(
    r"\b(wanneer|welk jaar|welke maand|welke datum|hoe lang|tot wanneer|sinds wanneer|"
    r"when (?:did|was|is|will|are|were|do|does|can)|which year|what year|"
    r"what date|how long)\b",
    re.I,
)
_NAME = re.compile(r"\b(hoe heet|hoe heten|wat is de naam|what is the name|what is .{1,40} called)\b", re.I)
_WHO = re.compile(r"\b(?:wie|who) (?:is|zijn|was|waren|are|were|wordt|werd)\b", re.I)
_SAYS_WHO = re.compile(r"\b(?:is|zijn|was|waren|wordt|worden|werd|heet|vormen|vormt|bestaat|staat)\b", re.I)
_REASON = re.compile(r"\b(waarom|why|waardoor|reden|aanleiding)\b", re.I)
_DEFINES = re.compile(
    r"\b(is een|zijn een|is de|is het|gaat het om|staat voor|betekent|noemen we|genoemd|wordt bedoeld|houdt in|"
    r"vermogen om|manier van|is a|are|:)\b|:",
    re.I,
)
_REASONS = re.compile(
    r"\b(omdat|daarom|want|doordat|zodat|hierdoor|daardoor|vraagt|nodig|aanleiding|vragen om)\b", re.I
)
_MONTHS = re.compile(
    r"\b(januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    r"kwartaal|maanden|jaren|jaar|weken|(?:19|20)\d\d)\b",
    re.I,
)
_STRONG = re.compile(
    r"\b(gaat het om|staat voor|verstaan we|noemen we|ook wel|genoemd|wordt bedoeld|houdt in|is een|zijn een|betekent|"
    r"het vermogen om|is gericht op|manier van|stands for|means)\b|^[^:]{3,40}: ",
    re.I,
)
# Says where something belongs, not what it is.
_BELONGS = re.compile(r"\b(?:is|zijn) (?:een |een van de )?(?:onderdeel|deel|voorbeeld|voorbeelden)\b", re.I)
# A heading under which something is explained.
_EXPLAINS = re.compile(
    r"\bwat\b.*\b(?:is|zijn|betekent|betekenen|inhoudt)\b|\bbetekenis\b|\bdefinitie\b|\bbegrip", re.I
)
# Numbers that count nothing: of a year, an item, 24/7.
_NO_COUNT = re.compile(r"\b(?:19|20)\d\d\b|^\W*\d{1,2}[.)]\s|\b\d+/\d+\b")


_ASKS: tuple[tuple[Wants, re.Pattern[str]], ...] = (
    ("name", _NAME),
    ("money", _MONEY),
    ("clock", _CLOCK),
    ("number", _NUMBER),
    ("time", _TIME),
    ("who", _WHO),
    ("reason", _REASON),
)


@dataclass(frozen=True)
class Quote:
    """Consecutive sentences of one passage that are quoted together. `items` is set when they are a list."""

    piece: Piece
    sentences: tuple[Sentence, ...]
    score: float
    content: frozenset[int]  # the words of the sentences
    items: bool = False


def wants(text: str) -> Wants:
    """What kind of answer a question asks for."""
    for kind, pattern in _ASKS:
        if pattern.search(text):
            return kind
    if _LIST.search(text) and (
        _COUNT.search(text) or re.search(r"\b(welke|which|noem|list|wat zijn|what are|waar\w+)\b", text, re.I)
    ):
        return "list"
    return "definition" if _DEFINITION.search(text) else "other"


def has_number(text: str) -> bool:
    """Whether a text holds a number, in digits or as a word."""
    return any(word.is_number or (word.folded in NUMBERS and word.folded != "een") for word in words(text))


def fits(kind: Wants, text: str) -> bool:
    """Whether a sentence can be an answer of that kind at all."""
    if kind == "number":
        return has_number(_NO_COUNT.sub(" ", text))
    if kind == "money":
        return bool(_AMOUNT.search(text))
    if kind == "clock":
        return bool(_HOUR.search(text))
    if kind == "time":
        return bool(_MONTHS.search(text))
    if kind == "who":
        return bool(_SAYS_WHO.search(text))
    if kind == "name":
        return bool(re.search(r"[‘“\"'][A-ZÀ-Ý]|(?<=[a-zà-ÿ,] )[A-ZÀ-Ý]", text))
    return True


def sentence_scores(found: Found, matcher: Matcher, kind: Wants) -> list[float]:
    """For every sentence of a passage how well it answers, 0 to about 1.5."""
    piece = found.piece
    text = piece.passage.text
    matched = found.held(matcher)
    base = _from_headings(found, matched, matcher, HEADING_OF_LIST if kind == "list" else HEADING)
    explains = 0.2 * (kind == "definition" and bool(_EXPLAINS.search(" ".join(piece.headings[-1:]))))
    scores: list[float] = []
    for number, sentence in enumerate(piece.sentences):
        own = matched[number]
        near = _near(piece, number, matched, base)
        value = sum(map(max, own.weighed, near) if own.total else near) / matcher.total_worth
        if sentence.kind == "heading":
            value *= 0.35
        if own.total > 0:
            said = text[sentence.start : sentence.end]
            value += _kind_bonus(kind, said) + explains
            value += 0.2 * (kind == "list" and (sentence.kind == "item" or said.endswith(":")))
        scores.append(value)
    return scores


def _from_headings(found: Found, matched: Sequence[Held], matcher: Matcher, share: float) -> tuple[float, ...]:
    """What the headings hold of every concept, for each sentence under them."""
    heads = [held.weighed for row, held in zip(found.piece.sentences, matched, strict=True) if row.kind == "heading"]
    return tuple(share * max(column) for column in zip(matcher.held(found.heads).weighed, *heads, strict=True))


def _near(piece: Piece, number: int, matched: Sequence[Held], base: tuple[float, ...]) -> tuple[float, ...]:
    """The best that the headings of a sentence and the sentences just before it hold of every concept."""
    sentence = piece.sentences[number]
    reach = 1 if sentence.kind == "item" else 0
    near = base
    for other in (number - 1, number - 2):
        if other >= 0 and matched[other].total and abs(piece.sentences[other].block - sentence.block) <= reach:
            near = tuple(max(a, BEFORE * b) for a, b in zip(near, matched[other].weighed, strict=True))
    return near


def _kind_bonus(kind: Wants, said: str) -> float:
    if kind in MUST_HAVE:
        return 0.3 if fits(kind, said) else -0.1
    if kind == "definition":
        return 0.0 if _BELONGS.search(said) else 0.3 if _STRONG.search(said) else 0.1 if _DEFINES.search(said) else 0.0
    if kind == "reason":
        return 0.15 if _REASONS.search(said) else 0.0
    return 0.0


def count_asked(text: str) -> int | None:
    """How many things a question asks to list ("de zes principes"); None when it does not say, or means one."""
    found = _COUNT.search(text)
    if found is None:
        return None
    number = NUMBERS.get(found.group(1).lower(), found.group(1))
    return int(number) if str(number).isdigit() and 1 < int(number) <= MOST_ITEMS else None


def stretch(piece: Piece, at: int, scores: Sequence[float], limit: int) -> tuple[Sentence, ...]:
    """A sentence with the neighbours that it needs to be understood or that go on answering, at most `limit`."""
    rows = piece.sentences
    first = last = at
    text = piece.passage.text
    if rows[at].kind == "item" and title_item(piece, rows[at]) and rows[at + 1 : at + 2]:
        return rows[at : at + 2] if rows[at + 1].kind == "text" else rows[at : at + 1]
    if under_title(piece, at):
        return rows[at - 1 : at + 1] if rows[at - 1].kind == "item" else rows[at : at + 1]
    while last - first + 1 < limit:
        before, after = first - 1, last + 1
        opening = text[rows[first].start : rows[first].end]
        if before >= 0 and rows[before].block == rows[first].block and leans_back(opening):
            first = before
            continue
        if after < len(rows) and rows[after].block == rows[last].block:
            following = text[rows[after].start : rows[after].end]
            brief = last == at and text.count(" ", rows[at].start, rows[at].end) < SHORT
            if brief or points_back(following) or scores[after] >= 0.6 * scores[at]:
                last = after
                continue
        break
    return rows[first : last + 1]
