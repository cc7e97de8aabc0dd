"""Finds which colleague a sentence names: for whom it is, and whom it asks about."""

from __future__ import annotations

import re

from dialogs.understanding.lexicon import meanings_in, vocabulary
from dialogs.understanding.words import Sentence, Word, fold, starts

_NAME = (
    r"[A-ZÀ-Ý][\w'’\-]+(?: (?:van|de|der|den|ten|ter|el|al|la|von|du|'t|te|in"
    r"|bin)){0,3}(?: (?:van|de|der|den|el|al)?\s?[A-ZÀ-Ý][\w'’\-]+){0,2}"
)
_FOR_PERSON = re.compile(
    rf"(?i:\b(?:voor|for|namens|on behalf of|in naam van))(?i: (?:mijn |my |onze "
    rf"|our )?(?:collega|colleague|teamgenoot|teammate|manager|stagiair|stagiaire|intern|trainee|baas"
    rf"|boss))? (?P<name>{_NAME})"
)
_AND_ME = re.compile(
    rf"(?:{_NAME} (?:en|and|&) (?:mij|ik|me|mezelf|myself)|(?i:\b(?:mij|ik|me|mezelf|myself) (?:en|and|&)) {_NAME})\b"
)
_COLLEAGUE_NEEDS = re.compile(
    rf"(?i:\b(?:mijn|my|onze|our) (?:collega|colleague|teamgenoot|teammate|stagiaire?|intern)) (?P<name>{_NAME})"
    r" (?i:heeft|wil|zoekt|komt|moet|kan|needs|wants|has|is|would|comes)\b"
)
_MAY_COLLEAGUE = re.compile(
    rf"(?i:\b(?:kan|mag|can|may) (?:mijn|my|onze|our) (?:collega|colleague|teamgenoot|teammate)) (?P<name>{_NAME})"
)
_BEHALF = re.compile(
    r"(?i:\b(?:namens|on behalf of|(?:voor|for) (?:mijn|my|onze|our|een) (?:collega|colleague"
    r"|teammate|teamgenoot))) (?P<name>[^\W\d_][\w'’\-]+)(?! ik)"
)
_PERSON_IN = re.compile(
    rf"(?:(?i:\b(?:is|komt|werkt|zit|waar is|where is|will|does|wanneer is|when is|waar werkt"
    rf"|waar zit|zie ik|heeft))) (?P<name>{_NAME})"
)
_FOR = ("voor", "for", "namens")
_WHOSE = (
    *("mijn", "my", "onze", "our"),
    *("collega", "colleague", "teamgenoot", "teammate", "stagiair", "stagiaire", "intern"),
)
_BETWEEN = ("van", "de", "der", "den", "ten", "ter", "von", "du", "el", "al", "la", "bin")
_AND = ("en", "and", "&", "+")
_MYSELF = ("mij", "me", "ik", "mezelf", "myself")
_NO_NAMES = ("werk", "overleg", "gesprek", "gesprekken")  # what words end in that name what somebody will do there
MOST_NAMES = 4  # words of a name
SHORTEST_NAME = 3  # letters, where no list knows it


def for_person(written: str) -> str | None:
    """The colleague for whom something is, by a name with a capital."""
    found = (_name(pattern, written) for pattern in (_FOR_PERSON, _BEHALF, _COLLEAGUE_NEEDS, _MAY_COLLEAGUE))
    return None if _AND_ME.search(written) else next((name for name in found if name), None)


def _name(pattern: re.Pattern[str], written: str) -> str | None:
    for match in pattern.finditer(written):
        words = match["name"].split()
        while words and (words[-1] in vocabulary().not_names or words[-1].islower()):
            words.pop()
        if words and not is_word(words[0]):
            return " ".join(words)
    return None


def is_word(name: str) -> bool:
    """Whether a capitalised word is no name of a person: a weekday, a zone, the first word of a wish."""
    lowered = name.lower()
    return name in vocabulary().not_names or (lowered in vocabulary().known and lowered not in vocabulary().names)


def person_asked_about(written: str) -> str | None:
    """The colleague whom a question is about."""
    return _name(_PERSON_IN, written)


def and_the_speaker(written: str) -> bool:
    """Whether it is for a colleague and the speaker together."""
    return _AND_ME.search(written) is not None


def perhaps_for(sentence: Sentence, counted: str, *, listed_only: bool) -> str | None:
    """The same as `for_person` of a name without a capital ("voor jan"): words behind "voor" that no list knows.

    It may be something else ("voor knutselen"), so whoever uses it looks whether there is such a colleague. `counted`:
    the line without days and hours. `listed_only`: only a first name that the list of names has.
    """
    at_line = starts(sentence)
    for at, word in enumerate(sentence.words):
        if word.text not in _FOR:
            continue
        first = at + 1
        while first < len(sentence.words) and sentence.words[first].text in _WHOSE:
            first += 1
        names = list[Word]()
        for number, each in enumerate(sentence.words[first : first + MOST_NAMES], first):
            blanked = counted[at_line[number] : at_line[number] + len(each.text)] != each.text
            if blanked or not (_may_be_name(each, sentence) or (names and each.text in _BETWEEN)):
                break
            names.append(each)
        while names and names[-1].text in _BETWEEN:
            names.pop()
        following = [each.text for each in sentence.words[first + len(names) : first + len(names) + 2]]
        together = len(following) == 2 and following[0] in _AND and following[1] in _MYSELF
        if not names or together or (listed_only and names[0].text not in vocabulary().names):
            continue
        return " ".join(sentence.written[each.start : each.end] for each in names)
    return None


def _may_be_name(word: Word, sentence: Sentence) -> bool:
    lists, text = vocabulary(), word.text
    if text in lists.names:
        return True
    as_written = fold(sentence.written[word.start : word.end]) == text  # not written out, and no slip of the pen
    return (
        as_written
        and text.isalpha()
        and not text.endswith(_NO_NAMES)
        and len(text) >= SHORTEST_NAME
        and text not in lists.known
        and text not in lists.nobody
        and text not in {fold(name) for name in lists.not_names}
        and not meanings_in([text])
    )
