"""What the asker should know beside an answer: what the question takes for granted wrongly, and contradictions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from knowledge import asked, contradictions, emptiness, naming, opposites, premises
from knowledge.answer import Outcome, Remark
from knowledge.evidence import ORDERS, Verdict
from knowledge.matching import Matcher
from knowledge.question import Reading
from knowledge.saying import Finding, Line
from knowledge.scope import Found, Scope
from knowledge.selection import MUST_HAVE, Quote, Wants
from knowledge.vocabulary import Vocabulary


def doubts(
    verdict: Verdict,
    reading: Reading,
    matcher: Matcher,
    vocabulary: Vocabulary,
    found: Sequence[Found],
    scope: Scope,
    places: Collection[str],
) -> list[Finding]:
    """What the question takes for granted and the passages say otherwise, or nowhere say. Nothing about an order."""
    if verdict.reason == ORDERS:
        return []
    checked = (
        premises.check(reading, matcher, vocabulary, found, scope),
        opposites.check(reading, matcher, found),
        naming.check(reading, matcher, found, places),
    )
    return [finding for findings in checked for finding in findings]


def beside(
    text: str,
    kind: Wants,
    matcher: Matcher,
    quotes: Sequence[Quote],
    found: Sequence[Found],
    alike: Callable[[Line, bool], Sequence[Found]],
) -> list[Finding]:
    """What the documents say otherwise than the quotes do."""
    return contradictions.check(text, kind, matcher, lines_in(quotes, found), found, alike)


def lines_in(quotes: Sequence[Quote], found: Sequence[Found]) -> list[Line]:
    """The sentences of quotes as lines."""
    by_piece = {id(item.piece): item for item in found}
    lines: list[Line] = []
    for quote in quotes:
        item = by_piece.get(id(quote.piece))
        shown = {id(row) for row in quote.sentences}
        if item is not None:
            lines += [Line(item, at) for at, row in enumerate(item.piece.sentences) if id(row) in shown]
    return lines


def with_evidence(quotes: Sequence[Quote], findings: Sequence[Finding], most: int) -> list[Quote]:
    """The quotes with those that the findings rest on, the latter first, and not more than `most` of the others."""
    lines = [line for finding in findings for line in finding.lines]
    added: list[Quote] = []
    for line in lines:
        if not any(line.sentence is row for quote in (*added, *quotes) for row in quote.sentences):
            added.append(Quote(line.piece, (line.sentence,), 0.0, line.content))
    rows = {id(line.sentence) for line in lines}
    holding = [quote for quote in quotes if any(id(row) in rows for row in quote.sentences)]
    others = [quote for quote in quotes if all(id(row) not in rows for row in quote.sentences)]
    return [*holding, *added, *others[: max(0, most - len(holding) - len(added))]]


def remarks_of(findings: Sequence[Finding], cited: Sequence[Collection[int]]) -> tuple[Remark, ...]:
    """The remarks with the numbers of their citations. `cited` are the sentences, by identity, of each citation."""
    found: list[Remark] = []
    for finding in findings:
        numbers = [
            next((number for number, rows in enumerate(cited, start=1) if id(line.sentence) in rows), 0)
            for line in finding.lines
        ]
        if all(numbers):
            found.append(replace(finding.remark, citations=tuple(numbers)))
    return tuple(dict.fromkeys(found))


def tempered(verdict: Verdict, findings: Sequence[Finding]) -> Verdict:
    """The verdict, which is no answer when the question rests on something that is not so.

    What would be refused is at least put right where a passage says how it is.
    """
    doubtful = [finding for finding in findings if finding.doubt]
    if not doubtful or verdict.outcome is Outcome.UNSURE:
        return verdict
    if verdict.outcome is Outcome.REFUSED and not any(finding.lines for finding in doubtful):
        return verdict
    return replace(verdict, outcome=Outcome.UNSURE, reason=f"takes for granted: {doubtful[0].remark.aspect}")


def weighed(
    verdict: Verdict,
    reading: Reading,
    kind: Wants,
    matcher: Matcher,
    vocabulary: Vocabulary,
    found: Sequence[Found],
    quotes: list[Quote],
) -> tuple[Verdict, list[Quote]]:
    """The verdict with its quotes, which are no answer where they lack the very thing that is asked for.

    Where a sentence says of a number, date or name that it is not known yet, that sentence is the answer.
    """
    if verdict.outcome is Outcome.ANSWERED:
        used = {id(quote.piece) for quote in quotes}
        cited = [item for item in found if id(item.piece) in used]
        missing = asked.missing(reading, kind, matcher, vocabulary, lines_in(quotes, found), cited)
        verdict = replace(verdict, outcome=Outcome.UNSURE, reason=f"no {missing}") if missing else verdict
    open_still = kind in MUST_HAVE and verdict.outcome is not Outcome.ANSWERED and verdict.reason != ORDERS
    lines = emptiness.about(reading.text, matcher, found) if open_still else ()
    if not lines:
        return verdict, quotes
    content = frozenset[int]().union(*(line.content for line in lines))
    said = Quote(lines[0].piece, tuple(line.sentence for line in lines), 1.0, content)
    return Verdict(Outcome.ANSWERED, verdict.coverage, ""), [said]
