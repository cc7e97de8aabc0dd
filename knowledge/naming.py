"""Finds the names in a question that the documents do not have, or not where they speak about its subject."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from knowledge.answer import Aspect, Remark
from knowledge.introducing import NAME, introduced
from knowledge.matching import Matcher, Weighed
from knowledge.places import unknown_place
from knowledge.question import Reading
from knowledge.saying import FAINT, Finding
from knowledge.scope import Found
from knowledge.values import MONTHS
from knowledge.wordlists import wordlist
from knowledge.words import fold, is_stop, words

STRANGE = 0.5  # a name to which nothing is more alike than this is in none of the documents
ALIKE = 0.76  # the same for likeness of letters: a typing error is nearer than that
SPELT = 0.8  # how like a name is to one that is only spelt otherwise: Jansen is no Jan
MOST = 0.5  # of the words of a question in capitals from which on capitals tell nothing
_NO_NAMES = frozenset(MONTHS) | wordlist("capitals")
_NAME = re.compile(NAME)
_OPENS = re.compile(r"(?:^|[.!?:;\n“‘\"(-])\s*$")


def check(reading: Reading, matcher: Matcher, found: Sequence[Found], places: Collection[str]) -> list[Finding]:
    """A finding for every such name. `places` are the municipalities that have documents: those are no such names."""
    names = [] if reading.follows else names_in(reading.text)
    if not names:
        return []
    own = {part for place in places for part in re.split(r"[-\s]", fold(place))}
    content = frozenset[int]().union(*(item.heads.union(item.wording.others, *item.content) for item in found))
    held = matcher.row(content)
    rows = {item.concept.word: (item, part) for item, part in zip(matcher.weighed, held, strict=True)}
    findings: list[Finding] = []
    for name in names:
        parts = [rows[word.folded] for word in words(name) if word.folded in rows and word.folded not in own]
        if any(_strange(item) for item, _ in parts):
            findings.append(Finding(Remark(Aspect.NAME, asked=name)))
        elif parts and all(part < FAINT * item.worth for item, part in parts) and found[:1]:
            heading = (found[0].piece.headings or (found[0].piece.passage.title,))[-1]
            findings.append(Finding(Remark(Aspect.NAME, heading, name)))
    return findings


def names_in(text: str) -> list[str]:
    """What a text calls by name: words with a capital that no sentence opens with, and abbreviations anywhere.

    The name that someone introduces himself with is none of these.
    """
    spoken = re.findall(r"[^\W\d_][\w’'-]+", text)
    if not spoken or sum(word[0].isupper() for word in spoken) > MOST * len(spoken) > 1:
        return []
    found: list[str] = []
    own = {start for start, _ in introduced(text)}
    for match in _NAME.finditer(text):
        name = match.group()
        if match.start() in own:
            continue
        if _OPENS.search(text[: match.start()]) and not _abbreviation(name.split()[0]):
            name = name.partition(" ")[2]
        kept = [
            word
            for word in words(name)
            if word.folded not in _NO_NAMES and word.folded.rstrip("s") not in _NO_NAMES and not is_stop(word.folded)
        ]
        if kept and not unknown_place(name, ()):
            found.append(name)
    return found


def _abbreviation(word: str) -> bool:
    return sum(letter.isupper() for letter in word) > 1


def _strange(item: Weighed) -> bool:
    return item.likest < (SPELT if item.concept.guessed else STRANGE)
