"""Compares the numbers and dates that a question takes for granted with what the passages found say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from knowledge import periods
from knowledge.answer import Aspect, Remark
from knowledge.concepts import LIGHT_WORDS
from knowledge.lists import list_of
from knowledge.matching import Matcher
from knowledge.question import Reading
from knowledge.saying import Finding, Line, lines_of, run_after, share, spoken, values_of
from knowledge.scope import Found, Scope
from knowledge.selection import MOST_ITEMS
from knowledge.values import Kind, Value
from knowledge.vocabulary import Vocabulary
from knowledge.words import Word, is_stop, stem, words

SAME_THING = 0.6  # of the worth of the word for what is counted: from here on a passage counts the same
SAME_SUBJECT = 0.22  # share of the rest of the question that what surrounds such a count holds
PASSAGE = 0.75  # what that counts when it is farther off in the passage
LEAST_ITEMS = 3
KNOWN = 0.75  # how like a question is to one that a passage is known to answer: then it has what is asked for
AGREEING = 0.1  # the same where a passage counts just as many
WIDER = 200  # passages with the word for what is counted that are looked at
ITSELF = 0.9  # of the worth of that word: its translation
NEAREST = 3  # passages in which a number that is asked for may stand for it, whatever it counts
LEAST_PART = 5  # letters of the last part of a compound
LEAD_IN = 2  # sentences between a heading and the list under it
# The question takes for granted that there are so many.
_GRANTED = re.compile(
    r"\b(?:de|deze|die|onze|ons|alle|welke|noem|the|these|those|our|all|which|list|name|er|there|heeft|hebben|has|have|"
    r"uit|of|van|kent|telt|noemt|noemen|what are|wat zijn|in)\s+$",
    re.IGNORECASE,
)
PRESUMES = re.compile(
    r"^\W*(?:en |and |maar |but )?(?:waarom|waardoor|hoezo|hoe komt het|wat is de reden|wat maakt dat|"
    r"sinds wanneer|why|how come|since when|what is the reason|(?:klopt het|is het (?:waar|zo|juist)),? dat|"
    r"(?:is it (?:true|right|correct)|is it the case),? that)\b",
    re.IGNORECASE,
)
# Of all that there are only some.
_SOME = re.compile(
    r"\b(?:eerste|laatste|overige|andere|extra|nog|minimaal|minstens|maximaal|hooguit|meer dan|minder dan|circa|"
    r"ongeveer|of|tot|first|last|other|another|at least|at most|more than|less than|about|or|to|of the|van de)\s+$",
    re.IGNORECASE,
)
_SOME_AFTER = re.compile(r"^\s+(?:of meer|or more|van de|of the|extra|andere|other|overige|à|-)\b", re.IGNORECASE)
# What any text counts some of, in both languages.
TIMES = {
    word: number
    for number, line in enumerate(
        ("jaar jaren year years", "maand maanden month months", "week weken weeks", "dag dagen day days",
         "uur uren hour hours", "minuut minuten minute minutes", "keer maal times")
    )
    for word in line.split()
}  # fmt: skip
# Verbs that close a question right after what is counted: "welke vijf rollen kent het model".
_CLOSING = frozenset(
    ("kent", "kennen", "telt", "tellen", "noemt", "noemen", "geldt", "gelden", "hoort", "horen", "staan", "staat",
     "bestaan", "bestaat", "gebruikt", "gebruiken", "onderscheidt", "onderscheiden", "werken", "werkt", "exist",
     "apply")
)  # fmt: skip
# Those who work somewhere.
_PEOPLE = frozenset(
    ("mensen", "medewerkers", "collega's", "collegas", "werknemers", "ambtenaren", "personeelsleden", "people",
     "employees", "colleagues", "staff", "workers")
)  # fmt: skip
_PEOPLE_STEMS = tuple(sorted({stem(word) for word in _PEOPLE}))
_HEDGE = re.compile(r"\b(?:ruim|bijna|krap|zo['’]n|over|nearly|almost|some)\s+$", re.IGNORECASE)  # 800, more or less
_PARTS = re.compile(r", (?:en |and |of |or )?| (?:en|and|of|or) ")
_ROW = re.compile(r"[^,.;:()]{2,80}(?:, [^,.;:()]{2,80}){1,11} (?:en|and|of|or) [^,.;:()]{2,80}")  # a, b and c


@dataclass(frozen=True)
class _Counted:
    """What a question says that there are so many of."""

    value: Value
    run: tuple[Word, ...]  # the words for it; the last says what it is

    @property
    def said(self) -> str:
        """The number with what it counts, as the question has it."""
        return f"{self.value.text} {' '.join(word.text for word in self.run)}"

    @property
    def head(self) -> Word:
        return self.run[-1]

    @property
    def many(self) -> bool:
        """Whether there are more than a list has items."""
        return _whole(self.value) > MOST_ITEMS


@dataclass(frozen=True)
class _Count:
    """What a passage says that there are so many of."""

    line: Line
    amount: str
    unit: str  # as written
    about: float
    written: str = ""  # the number as it stands there, where it is a large one or one more or less


def check(
    reading: Reading, matcher: Matcher, vocabulary: Vocabulary, found: Sequence[Found], scope: Scope
) -> list[Finding]:
    """What the question takes for granted and the passages say otherwise, or nowhere say. Nothing for a follow-up.

    Where the passages found count nothing of the kind, the others of the scope that have the word are looked at.
    """
    if reading.follows or not found:
        return []
    findings: list[Finding] = []
    for value in values_of(reading.text):
        if value.kind is Kind.COUNT:
            counted = _granted(reading.text, value)
            finding = _count(reading, counted, matcher, vocabulary, found, scope) if counted else None
        elif value.kind in periods.KINDS:
            finding = periods.check(value, matcher, found)
        else:
            finding = None
        findings += [finding] if finding else []
    return findings


def _whole(value: Value) -> int:
    return int(re.sub(r"\D", "", value.amount) or 0)


def _granted(text: str, value: Value) -> _Counted | None:
    """A count that is taken for granted; none for one that is only an example, or that leaves some out."""
    before = text[: value.start]
    if _SOME.search(before) and not re.search(r"(?:zijn|are|er|bestaa\w*) +(?:uit|er|of|there) +$", before):
        return None
    if _SOME_AFTER.match(text[value.end :]):
        return None
    run = tuple(run_after(text, value.end))
    while len(run) > 1 and run[-1].folded in _CLOSING:
        run = run[:-1]
    if not run or _whole(value) < 2:
        return None
    return _Counted(value, run) if _GRANTED.search(before) or PRESUMES.search(text) else None


def _count(
    reading: Reading,
    asked: _Counted,
    matcher: Matcher,
    vocabulary: Vocabulary,
    found: Sequence[Found],
    scope: Scope,
) -> Finding | None:
    if any(_restated(asked, item, matcher, vocabulary) for item in found):
        return None
    heads = {word.folded for word in asked.run}
    counts = list(_counts(asked, heads, matcher, vocabulary, found))
    if not counts:
        terms = _terms(asked, matcher)
        if asked.many and asked.head.folded in _PEOPLE:
            terms += [number for number in map(vocabulary.number, _PEOPLE_STEMS) if number is not None]
        others = scope.holding(terms, WIDER)
        counts = list(_counts(asked, heads, matcher, vocabulary, others))
    best = max(counts, key=lambda item: item.about, default=None)
    if best is not None:
        agrees = max((item.about for item in counts if item.amount == asked.value.amount), default=-1.0)
        if agrees > best.about - periods.CLEARLY:
            return None
        if asked.head.folded in TIMES:
            return Finding(_otherwise(asked, best), (best.line,))
        number = best.written or spoken(best.amount, reading.language)
        subject = " ".join(word.text for word in asked.run)
        return Finding(Remark(Aspect.NUMBER, subject, asked.value.text, (number,)), (best.line,))
    named = list(_in_the_same_breath(asked, heads, matcher, vocabulary, found))
    if named and all(item.amount != asked.value.amount for item in named):
        return Finding(_otherwise(asked, named[0]), (named[0].line,))
    if found[0].asked >= KNOWN:
        return None
    unknown = asked.head.folded not in TIMES and not _stands_somewhere(asked.value, found)
    return Finding(Remark(Aspect.NUMBER, "", asked.said)) if unknown else None


def _restated(asked: _Counted, found: Found, matcher: Matcher, vocabulary: Vocabulary) -> bool:
    """Whether what restates a passage, or a question that it is known to answer, counts just as many."""
    linked = found.wording.linked
    for text in (*linked.expansion.questions, *(line for both in linked.lines for line in both)):
        for value in values_of(text):
            run = run_after(text, value.end) if value.amount == asked.value.amount else []
            if run and _same_thing(asked, run, matcher, vocabulary):
                return True
    return False


def _otherwise(asked: _Counted, count: _Count) -> Remark:
    """That the documents count something by another name, each with its name."""
    return Remark(Aspect.NUMBER, count.unit, asked.said, (f"{spoken(count.amount, 'nl')} {count.unit}",))


def _terms(asked: _Counted, matcher: Matcher) -> list[int]:
    """The words of the documents that are the word for what is counted, or translate it."""
    own = [item for item in matcher.weighed if item.concept.word == asked.head.folded]
    return [term for item in own for term, worth in item.single.items() if worth >= ITSELF * item.worth]


def _stands_somewhere(asked: Value, found: Sequence[Found]) -> bool:
    """Whether a passage has just that number, of whatever, or so many items, things in a row, or questions."""
    near = list(lines_of(found[:NEAREST]))
    counts = [announced(line) for line in near]
    counts += [len(_PARTS.split(row.group())) for line in near for row in _ROW.finditer(line.text)]
    counts += [sum(line.text.endswith("?") for line in near if line.found is item) for item in found[:NEAREST]]
    return asked.amount in map(str, counts) or any(
        value.amount == asked.amount for line in near for value in line.values
    )


def _counts(
    asked: _Counted, heads: set[str], matcher: Matcher, vocabulary: Vocabulary, found: Sequence[Found]
) -> Iterator[_Count]:
    """How many of the same thing the passages say that there are: in so many words, or by listing them."""
    least = periods.TIGHT if asked.head.folded in TIMES else SAME_SUBJECT
    for line in lines_of(found):
        for value in line.values:
            if value.kind is not Kind.COUNT or _partial(line.text, value):
                continue
            run = run_after(line.text, value.end) or _after_this(line.text, value)
            staff = bool(run) and _whole(value) > MOST_ITEMS and _both_people(asked, run)
            same = bool(run) and (staff or _same_thing(asked, run, matcher, vocabulary))
            if same or (run and _under_its_name(asked, run, line, matcher)):
                about = _about(line, matcher, vocabulary, heads)
                if about >= (least if value.amount != asked.value.amount else AGREEING):
                    yield _Count(line, value.amount, run[-1].text, about + 0.1, _written(line.text, value))
        items = 0 if asked.many else announced(line)
        if items and _same_thing(asked, _subject_words(line.text), matcher, vocabulary):
            about = _about(line, matcher, vocabulary, heads)
            if about >= (least if str(items) != asked.value.amount else AGREEING):
                lead_in = Line(line.found, line.at + 1) if line.sentence.kind == "heading" else line
                yield _Count(lead_in, str(items), "", about)


def _written(text: str, value: Value) -> str:
    """A number as it stands in a text, with what says that it is so more or less; '' for a small one without that."""
    hedge = _HEDGE.search(text[: value.start])
    if hedge:
        return f"{hedge.group().strip().lower()} {value.text}"
    return value.text if len(value.amount) > 3 else ""


def _about(line: Line, matcher: Matcher, vocabulary: Vocabulary, heads: set[str]) -> float:
    """How much of the rest of the question is said near a count; in its passage or the title that counts for less."""
    titles = (vocabulary.number(word.stem) for word in words(line.piece.passage.title))
    wide = line.around.union(number for number in titles if number is not None)
    return max(share(matcher, line.context, heads), PASSAGE * share(matcher, wide, heads))


def _partial(text: str, value: Value) -> bool:
    return bool(_SOME.search(text[: value.start]) or _SOME_AFTER.match(text[value.end :]))


def _same_thing(asked: _Counted, run: Sequence[Word], matcher: Matcher, vocabulary: Vocabulary) -> bool:
    """Whether words name what the question counts, in the same words or others."""
    if asked.head.folded in TIMES:
        return any(TIMES.get(word.folded) == TIMES[asked.head.folded] for word in run[:1])
    telling = [word for word in asked.run[-2:] if word.folded not in LIGHT_WORDS]
    named = [word.stem for word in run if word.folded not in LIGHT_WORDS]
    if any(word.stem in named for word in telling):
        return True
    numbers = (vocabulary.number(item) for item in named)
    content = frozenset(number for number in numbers if number is not None)
    wanted = {word.folded for word in telling}
    rows = zip(matcher.weighed, matcher.row(content), strict=True)
    return any(item.concept.word in wanted and part >= SAME_THING * item.worth > 0 for item, part in rows)


def _both_people(asked: _Counted, run: Sequence[Word]) -> bool:
    """Whether so many people are counted on both sides that it is all who work there, by whatever name."""
    return asked.many and asked.head.folded in _PEOPLE and any(word.folded in _PEOPLE for word in run)


def _under_its_name(asked: _Counted, run: Sequence[Word], line: Line, matcher: Matcher) -> bool:
    """Whether a count is of the last part of a compound that is named above it: principles, of guiding principles."""
    if not any(len(word.folded) >= LEAST_PART and asked.head.folded.endswith(word.folded) for word in run):
        return False
    rows = zip(matcher.weighed, matcher.row(line.context), strict=True)
    return any(item.concept.word == asked.head.folded and part >= SAME_THING * item.worth > 0 for item, part in rows)


def _subject_words(text: str) -> list[Word]:
    return [word for word in words(text) if not is_stop(word.folded)]


def announced(line: Line) -> int:
    """How many items the list has that a sentence or heading announces; 0 when it announces none."""
    kind = line.sentence.kind
    if kind == "heading":
        rows = line.piece.sentences[line.at + 1 :]
        lead = len(list(takewhile(lambda row: row.kind == "text", rows)))
        items = list(takewhile(lambda row: row.kind == "item", rows[lead:])) if lead <= LEAD_IN else []
        return len(items) if len(items) >= LEAST_ITEMS else 0
    if kind == "item" or not line.text.endswith(":"):
        return 0
    rows = list_of(line.piece, line.at)
    count = sum(row.kind == "item" for row in rows)
    return count if count >= LEAST_ITEMS and rows[0].start <= line.sentence.start else 0


def _in_the_same_breath(
    asked: _Counted, heads: set[str], matcher: Matcher, vocabulary: Vocabulary, found: Sequence[Found]
) -> Iterator[_Count]:
    """Counts of what is named together with the thing: "the roles in the quadrant", and then "these four roles"."""
    for line in lines_of(found):
        near = [line] + ([Line(line.found, line.at - 1)] if line.at else [])
        near = [other for other in near if other.sentence.block == line.sentence.block]
        for value in line.values:
            run = run_after(line.text, value.end) if value.kind is Kind.COUNT else []
            run = run or _after_this(line.text, value)
            if not run or _partial(line.text, value) or run[0].folded in TIMES:
                continue
            for words_near in (_subject_words(other.text) for other in near):
                together = run[-1].stem in {word.stem for word in words_near}
                about = together and _same_thing(asked, words_near, matcher, vocabulary)
                if about and _about(line, matcher, vocabulary, heads) >= SAME_SUBJECT:
                    yield _Count(line, value.amount, run[-1].text, 0.0)


def _after_this(text: str, value: Value) -> list[Word]:
    """The noun group after "these", "all" and the like: "vier van deze rollen"."""
    skipped = re.match(r"\s+(?:van )?(?:deze|die|de|these|those|the)\b", text[value.end :])
    return run_after(text, value.end + skipped.end()) if skipped else []
