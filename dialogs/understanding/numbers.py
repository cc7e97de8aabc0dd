"""Number words and calendar names in Dutch and English, for the grammars of dates and hours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from babel.dates import get_month_names

from dialogs.understanding.words import fold

NUMBERS = {
    "een": 1, "one": 1, "twee": 2, "two": 2, "drie": 3, "three": 3, "vier": 4, "four": 4, "vijf": 5, "five": 5,
    "zes": 6, "six": 6, "zeven": 7, "seven": 7, "acht": 8, "eight": 8, "negen": 9, "nine": 9, "tien": 10, "ten": 10,
    "elf": 11, "eleven": 11, "twaalf": 12, "twelve": 12, "dertien": 13, "thirteen": 13, "veertien": 14,
    "fourteen": 14, "vijftien": 15, "fifteen": 15, "zestien": 16, "sixteen": 16, "zeventien": 17, "seventeen": 17,
    "achttien": 18, "eighteen": 18, "negentien": 19, "nineteen": 19, "twintig": 20, "twenty": 20, "dertig": 30,
    "thirty": 30, "veertig": 40, "forty": 40, "vijftig": 50, "fifty": 50, "a": 1, "an": 1, "couple": 2, "paar": 2,
}  # fmt: skip
TOGETHER = {
    "tweeen": 2, "drieen": 3, "vieren": 4, "vijven": 5, "zessen": 6, "zevenen": 7, "achten": 8, "negenen": 9,
    "tienen": 10, "tween": 2, "drieeen": 3,
}  # fmt: skip
NUMBER = rf"(?:\d+|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
ORDINALS = {
    "eerste": 1, "first": 1, "tweede": 2, "second": 2, "derde": 3, "third": 3, "vierde": 4, "fourth": 4,
    "vijfde": 5, "fifth": 5, "zesde": 6, "sixth": 6, "zevende": 7, "seventh": 7, "achtste": 8, "eighth": 8,
    "negende": 9, "ninth": 9, "tiende": 10, "tenth": 10, "elfde": 11, "eleventh": 11, "twaalfde": 12, "twelfth": 12,
    "vijftiende": 15, "fifteenth": 15, "twintigste": 20, "twentieth": 20, "dertigste": 30, "thirtieth": 30,
}  # fmt: skip


def _months() -> dict[str, int]:
    found: dict[str, int] = {}
    for language in ("nl", "en"):
        for width in ("wide", "abbreviated"):
            names = cast(Mapping[int, str], get_month_names(width, locale=language))
            for at, name in names.items():
                found[fold(name).rstrip(".")] = at
    return found | {"mrt": 3, "sept": 9}


MONTHS = _months()
# "jan" and "may" are also a name and a verb: they count as a month only beside the number of a day.
MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})"
_UNCLEAR_MONTHS = ("jan", "may", "mar", "mei", "march")
_CLEAR_MONTHS = sorted((name for name in MONTHS if name not in _UNCLEAR_MONTHS), key=len, reverse=True)
CLEAR_MONTH = rf"(?:{'|'.join(_CLEAR_MONTHS)})"

_DAYS = (
    ("maandag", "monday", "mon", "ma"),
    ("dinsdag", "tuesday", "tue", "tues", "di"),
    ("woensdag", "wednesday", "wed", "wo"),
    ("donderdag", "thursday", "thu", "thur", "thurs", "do"),
    ("vrijdag", "friday", "fri", "vr", "vrij"),
    ("zaterdag", "saturday", "sat", "za"),
    ("zondag", "sunday", "sun", "zo"),
)
DAY_NUMBER = {
    name + ending: number
    for number, names in enumerate(_DAYS)
    for name in names
    for ending in (("", "s", "en") if len(name) > 5 else ("",))
}
# Short names that are also ordinary words need a neighbour that makes them a day.
UNCLEAR_DAYS = ("do", "zo", "sat", "sun", "vrij")
_CLEAR_DAYS = sorted((name for name in DAY_NUMBER if name not in UNCLEAR_DAYS), key=len, reverse=True)
CLEAR_DAY = rf"(?:{'|'.join(_CLEAR_DAYS)})"
# "do" is a verb in English: not after "to", "can you", "what will we".
NO_VERB = r"(?<!to )(?<!you )(?<!we )(?<!can )(?<!i )(?<!they )(?<!will )(?<!should )(?<!what )(?<!how )"
UNCLEAR_DAY = rf"(?:{NO_VERB}do|{'|'.join(name for name in UNCLEAR_DAYS if name != 'do')})"


def number(word: str) -> int:
    """The value of a number written in digits or in words."""
    return int(word) if word.isdigit() else NUMBERS[word]
