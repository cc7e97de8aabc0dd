"""Answers a question with verbatim sentences of the documents, or says that they do not answer it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, pairwise

from knowledge import honesty
from knowledge.answer import Answer, Aspect, Citation, Outcome, Question, Remark, ScoredPassage
from knowledge.beside import Beside, set_beside
from knowledge.document import Document
from knowledge.evidence import STRANGE_SUBJECT, Verdict, asked_word_for_word, judge
from knowledge.expansion import NOTHING
from knowledge.follow_ups import FollowUps
from knowledge.going_on import STANDS_ALONE, GoingOn, going_on
from knowledge.index import Found, Index, Scope
from knowledge.lists import holds_exactly, list_of, with_its_list
from knowledge.matching import Matcher
from knowledge.moving import moved
from knowledge.passages import Piece, Sentence
from knowledge.places import without_place
from knowledge.question import Reading, read
from knowledge.rendering import rendered
from knowledge.saying import Line
from knowledge.selection import Quote, Wants, count_asked, sentence_scores, stretch, wants
from knowledge.wordlists import wordlist
from knowledge.words import fold
from knowledge.writing import written

_COMPARES = wordlist("compares")
SHOWN = 10  # passages that come with an answer
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


class Answering:
    """Answers from one index."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._follow_ups = FollowUps(index)

    def forget(self) -> None:
        """The documents have changed."""
        self._follow_ups.forget()

    def answer(self, question: Question, documents: Mapping[str, Document]) -> Answer:
        """The answer to a question; every quote in it has been verified against `documents`."""
        question = moved(question, self._index.organisations)
        reading = read(question, self._index.vocabulary, self._index.organisations)
        if reading.compares and reading.unknown_place:
            known = self._of_known_side(question, reading.unknown_place, documents)
            if known is not None:
                return known
        scope = self._index.scope(reading.organisations)
        matcher = Matcher(scope.weigh(reading.concepts))
        beside = set_beside(reading, scope, partial(_of_side, wants(question.text)), self._index.organisations)
        if beside is not None and not reading.unknown_place:
            return self._compared(reading, scope, matcher, beside, documents)
        found = self._index.sides(reading, scope, matcher, SHOWN)
        kind = wants(question.text)
        onward = going_on(question, reading)
        quotes = of_sides_that_say_it(reading, matcher, found, kind, choose(reading, matcher, found, kind, onward))
        wanted = [quote for quote in quotes if onward.is_wanted(_text_of(quote))]
        quotes = wanted or quotes
        verdict = verdict_on(reading, matcher, found, kind, quotes)
        verdict = verdict if wanted else _doubted(verdict)
        vocabulary = self._index.vocabulary
        verdict, quotes = honesty.weighed(verdict, reading, kind, matcher, vocabulary, found, quotes)
        findings = honesty.doubts(verdict, reading, matcher, vocabulary, found, scope, self._index.organisations)
        verdict = honesty.tempered(verdict, findings)
        passages = _listed(scope, found)
        remarks = _about_places(reading, quotes)
        known = honesty.remarks_of(findings, ())
        near = verdict.reason != STRANGE_SUBJECT
        refused = Answer(Outcome.REFUSED, reading.language, "", (), passages, remarks=(*remarks, *known), near=near)
        if verdict.outcome is Outcome.REFUSED or any(item.aspect is Aspect.UNKNOWN_PLACE for item in remarks):
            return refused
        alike = partial(self._alike, reading)
        findings += honesty.beside(question.text, kind, matcher, quotes, found, alike)
        quotes = honesty.with_evidence(quotes, findings, MAX_QUOTES + reading.compares)
        shown = self._shown(reading, matcher, found, quotes, documents)
        if not shown.citations:
            return refused
        return Answer(
            verdict.outcome,
            reading.language,
            "\n\n".join(shown.lines),
            tuple(shown.citations),
            passages,
            self._follow_ups.after(reading, [quote.piece for quote in quotes], found),
            (*remarks, *honesty.remarks_of(findings, shown.rows)),
            "\n\n".join(shown.english),
        )

    def _of_known_side(self, question: Question, place: str, documents: Mapping[str, Document]) -> Answer | None:
        """What the documents say where they are compared with a `place` that has none, with that; None for nothing."""
        said = without_place(question.text, place).split()
        text = " ".join(part for part in said if fold(part.strip("?.,:;!")) not in _COMPARES)
        answer = self.answer(replace(question, text=text), documents)
        told = Remark(Aspect.UNKNOWN_PLACE, asked=place)
        return replace(answer, remarks=(told, *answer.remarks)) if answer.citations else None

    def _compared(
        self, reading: Reading, scope: Scope, matcher: Matcher, beside: Beside, documents: Mapping[str, Document]
    ) -> Answer:
        """The answer that quotes the documents named, or says nothing where none of them does."""
        shown = self._shown(reading, matcher, beside.found, beside.quotes, documents)
        return Answer(
            Outcome.ANSWERED if shown.citations else Outcome.REFUSED,
            reading.language,
            "\n\n".join(shown.lines),
            tuple(shown.citations),
            _listed(scope, beside.found),
            self._follow_ups.after(reading, [quote.piece for quote in beside.quotes], beside.found),
            rendering="\n\n".join(shown.english),
            compared=beside.sides if shown.citations else (),
        )

    def _alike(self, reading: Reading, line: Line, elsewhere: bool) -> list[Found]:
        """The passages that are most like a sentence; `elsewhere` those like the question of other municipalities."""
        names = tuple(name for name in self._index.organisations if (name in reading.organisations) != elsewhere)
        text = reading.text if elsewhere else line.text
        aside = read(Question(text, "", reading.language if elsewhere else "nl"), self._index.vocabulary, ())
        aside = replace(aside, organisations=names)
        scope = self._index.scope(names)
        return self._index.sides(aside, scope, Matcher(scope.weigh(aside.concepts)), SHOWN) if names else []

    def _shown(
        self,
        reading: Reading,
        matcher: Matcher,
        found: Sequence[Found],
        quotes: Sequence[Quote],
        documents: Mapping[str, Document],
    ) -> _Shown:
        """The quotes that stand in their documents, written, and for who asks in English what they say."""
        shown = _Shown([], [], [], [])
        linked = {id(item.piece): item.wording.linked for item in found}
        for quote in map(_with_lead_in, _in_order(quotes)):
            number = len(shown.citations) + 1
            line = written(quote, documents.get(quote.piece.passage.document), number)
            if line:
                shown.lines.append(line[0])
                shown.citations.append(line[1])
                shown.rows.append({id(row) for row in quote.sentences})
                if reading.language == "en":
                    said = rendered(quote, linked.get(id(quote.piece), NOTHING), matcher, self._index.vocabulary)
                    shown.english.extend([f"{said} [{number}]"] if said else [])
        return shown


@dataclass(frozen=True)
class _Shown:
    lines: list[str]  # markdown, one of each quote
    citations: list[Citation]
    english: list[str]
    rows: list[set[int]]  # the sentences of each citation, by identity


def _about_places(reading: Reading, quotes: Sequence[Quote]) -> tuple[Remark, ...]:
    """That the question is about another municipality, or about one of which there are no documents."""
    said = fold(" ".join(quote.piece.passage.text[row.start : row.end] for quote in quotes for row in quote.sentences))
    if reading.unknown_place and fold(reading.unknown_place) not in said:
        return (Remark(Aspect.UNKNOWN_PLACE, asked=reading.unknown_place),)
    if reading.others and not reading.compares:
        return (Remark(Aspect.ELSEWHERE, found=reading.others),)
    return ()


def _listed(scope: Scope, found: Sequence[Found]) -> tuple[ScoredPassage, ...]:
    """The passages that were found, and when those are few what stands around them, with score 0.

    Where two sides take turns the second may fit better than the first of its turn; a score never rises all the same.
    """
    listed: list[ScoredPassage] = []
    for item in found:
        score = round(item.score, 4)
        listed.append(ScoredPassage(item.piece.passage, min(score, listed[-1].score) if listed else score))
    known = {id(item.piece) for item in found}
    nearby = (piece for item in found for piece in scope.around(item.piece, SHOWN))
    for piece in chain(nearby, scope.pieces()):
        if len(listed) >= SHOWN:
            break
        if id(piece) not in known:
            known.add(id(piece))
            listed.append(ScoredPassage(piece.passage, 0.0))
    return tuple(listed)


def verdict_on(
    reading: Reading, matcher: Matcher, found: Sequence[Found], kind: Wants, quotes: Sequence[Quote]
) -> Verdict:
    """Whether these quotes answer the question."""
    rows = {id(row) for quote in quotes for row in quote.sentences}
    used = {id(quote.piece) for quote in quotes}
    cited = [item for item in found if id(item.piece) in used]
    shown = [
        (item.piece.passage.text[row.start : row.end], item.said(at))
        for item in cited
        for at, row in enumerate(item.piece.sentences)
        if id(row) in rows
    ]
    return judge(reading, matcher, cited, kind, shown)


def _of_side(kind: Wants, reading: Reading, matcher: Matcher, found: Sequence[Found]) -> list[Quote]:
    """The quotes of one side of a comparison; none where they do not say what was asked."""
    quotes = choose(reading, matcher, found, kind)
    refused = not quotes or verdict_on(reading, matcher, found, kind, quotes).outcome is Outcome.REFUSED
    return [] if refused else quotes


def _text_of(quote: Quote) -> str:
    return quote.piece.passage.text[quote.sentences[0].start : quote.sentences[-1].end]


def _doubted(verdict: Verdict) -> Verdict:
    """The verdict where a follow-up asks why or for an example, and nothing quoted is like that."""
    unsure = verdict.outcome is Outcome.ANSWERED
    return replace(verdict, outcome=Outcome.UNSURE, reason="not of the kind asked for") if unsure else verdict


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
        fresh = [item for item in candidates if _side(reading, item.found.piece) not in sides]
        pool = fresh if reading.compares and len(sides) < 2 and fresh else candidates
        gains = _gains(matcher, quotes, pool)
        best, gain = max(zip(pool, gains, strict=True), key=lambda pair: pair[0].score + GAIN * pair[1])
        if quotes and pool is candidates and best.score < NEXT_BEST * quotes[0].score and gain < NEW:
            break
        quotes.append(_quote(best, kind, quotes, onward))
        sides.add(_side(reading, best.found.piece))
        if (best.exact and not reading.compares) or onward.picks(_said_by(best)):
            break
        shown = {id(row) for quote in quotes for row in quote.sentences}
        candidates = [item for item in candidates if id(item.found.piece.sentences[item.at]) not in shown]
        candidates = [item for item in candidates if not _repeats(quotes[-1], item)]
    return quotes


def of_sides_that_say_it(
    reading: Reading, matcher: Matcher, found: Sequence[Found], kind: Wants, quotes: Sequence[Quote]
) -> list[Quote]:
    """The quotes without those of a municipality, compared with another, whose quotes say nothing of the question."""
    if not reading.compares or len(reading.organisations) < 2:
        return list(quotes)
    sides = {side: [quote for quote in quotes if _side(reading, quote.piece) == side] for side in reading.organisations}
    silent = {
        side
        for side, own in sides.items()
        if own and verdict_on(reading, matcher, found, kind, own).outcome is Outcome.REFUSED
    }
    return [quote for quote in quotes if _side(reading, quote.piece) not in silent] or list(quotes)


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


def _in_order(quotes: Sequence[Quote]) -> list[Quote]:
    """Quotes that are close together in one passage made into one, and the quotes of a passage in its own order."""
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


def _side(reading: Reading, piece: Piece) -> str:
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


def _with_lead_in(quote: Quote) -> Quote:
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


def _shared(candidate: _Candidate, rows: Sequence[Sentence]) -> bool:
    """Whether other items of a short list answer nearly as well."""
    numbers = [at for at, row in enumerate(candidate.found.piece.sentences) if row in rows and row.kind == "item"]
    own = candidate.scores[candidate.at]
    near = sum(candidate.scores[at] >= NEAR_ITEM * own for at in numbers)
    return near >= 2 and len(numbers) <= LIST_ITEMS


def _content(found: Found, rows: Sequence[Sentence]) -> frozenset[int]:
    numbers = {id(row): at for at, row in enumerate(found.piece.sentences)}
    return frozenset[int]().union(*(found.said(numbers[id(row)]) for row in rows))
