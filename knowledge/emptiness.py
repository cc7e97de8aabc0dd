"""Knows the sentences that say that something is not decided yet: where that is asked for, they are the answer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.asked import counted_run, speaks_of
from knowledge.lists import leans_back
from knowledge.matching import Matcher
from knowledge.saying import Line, lines_of, share
from knowledge.scope import Found

READ = 6  # passages that are looked at
SUBJECT = 0.6  # share of the question's subject that the sentence, its paragraph and the headings hold
OWN = 0.3  # and the sentence itself
_NOT_YET = re.compile(
    r"\b(?:in kaart (?:te )?(?:gebracht|brengen|brengt)|"
    r"(?:nader|verder|later|nog) (?:te )?(?:uit(?:ge|te )?werk\w*|bepa\w+|vast\w*|onderzo\w+|ingevuld|in te vullen|"
    r"concreet\w*|besloten|besluiten|bekend\w*|afgesproken|volg\w*)|"
    r"ma(?:ken|akt) (?:\w+ ){0,3}inzichtelijk|inzichtelijk (?:ge)?ma\w+|(?:in beeld|inzichtelijk) (?:te )?(?:ge)?br\w+|"
    r"nog (?:niet|geen) \w*|nog (?:vast te stellen|te bepalen|ter onderzoek|in ontwikkeling)|"
    r"volgt (?:nog|later|op een later)|word(?:t|en) (?:nog|verder|nader|later) \w+|moet(?:en)? nog|"
    r"zullen? (?:\w+ ){0,4}(?:in kaart|uitgewerkt|bepaald|vastgesteld|onderzocht|blijken)|"
    r"(?:zal|moet) (?:nog )?(?:\w+ ){0,3}blijken|op (?:een )?later (?:moment|tijdstip)|not yet|remains? to be|"
    r"to be (?:determined|decided|worked out|announced|defined)|will be (?:worked out|determined|decided|mapped))\b",
    re.IGNORECASE,
)


def says_not_yet(text: str) -> bool:
    """Whether a sentence says that something is still being worked out."""
    return bool(_NOT_YET.search(text))


def about(text: str, matcher: Matcher, found: Sequence[Found]) -> tuple[Line, ...]:
    """The sentence that says of what was asked for that it is not known yet, with the one before when it leans on that.

    `text` is the question. Empty when no passage says so.
    """
    asked = {word.folded for word in counted_run(text)}
    best: tuple[Line, ...] = ()
    most = 0.0
    for line in lines_of(found[:READ]):
        if line.sentence.kind == "heading" or not says_not_yet(line.text):
            continue
        lines = _with_what_it_leans_on(line)
        said = frozenset[int]().union(*(item.own for item in lines))
        own, wide = share(matcher, said), share(matcher, line.context)
        if own >= OWN and wide >= SUBJECT and own + wide > most and speaks_of(matcher, asked, said):
            best, most = lines, own + wide
    return best


def _with_what_it_leans_on(line: Line) -> tuple[Line, ...]:
    before = Line(line.found, line.at - 1) if line.at else None
    leans = before is not None and before.sentence.block == line.sentence.block and leans_back(line.text)
    return (before, line) if before is not None and leans else (line,)
