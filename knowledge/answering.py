"""Answers a question with verbatim sentences of the documents, or says that they do not answer it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain

from knowledge import honesty
from knowledge.answer import Answer, Aspect, Citation, Outcome, Question, Remark, ScoredPassage
from knowledge.beside import Beside, set_beside
from knowledge.choosing import MAX_QUOTES, choose, in_order, side_of, with_lead_in
from knowledge.document import Document
from knowledge.evidence import STRANGE_SUBJECT, Verdict, judge
from knowledge.expansion import NOTHING
from knowledge.follow_ups import FollowUps
from knowledge.going_on import going_on
from knowledge.index import Found, Index, Scope
from knowledge.matching import Matcher
from knowledge.moving import moved
from knowledge.places import without_place
from knowledge.question import Reading, read
from knowledge.rendering import rendered
from knowledge.saying import Line
from knowledge.selection import Quote, Wants, wants
from knowledge.wordlists import wordlist
from knowledge.words import fold
from knowledge.writing import written

_COMPARES = wordlist("compares")
SHOWN = 10  # passages that come with an answer


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
        for quote in map(with_lead_in, in_order(quotes)):
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


def of_sides_that_say_it(
    reading: Reading, matcher: Matcher, found: Sequence[Found], kind: Wants, quotes: Sequence[Quote]
) -> list[Quote]:
    """The quotes without those of a municipality, compared with another, whose quotes say nothing of the question."""
    if not reading.compares or len(reading.organisations) < 2:
        return list(quotes)
    sides = {
        side: [quote for quote in quotes if side_of(reading, quote.piece) == side] for side in reading.organisations
    }
    silent = {
        side
        for side, own in sides.items()
        if own and verdict_on(reading, matcher, found, kind, own).outcome is Outcome.REFUSED
    }
    return [quote for quote in quotes if side_of(reading, quote.piece) not in silent] or list(quotes)
