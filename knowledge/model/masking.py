"""Takes what identifies the asker out of a text before it leaves for a model."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from knowledge.words import fold

NAME, ADDRESS, NUMBER, PLACE = "(naam)", "(adres)", "(nummer)", "(woonadres)"
MASKS = (NAME, ADDRESS, NUMBER, PLACE)

# Small words of a name, which are also words of any sentence.
_SMALL = "van de den der het ter ten te in op aan 't 's von und zu da di du la le el al bin ibn ben o d l bij"
_PARTICLES = frozenset(_SMALL.split())
_MAIL = re.compile(r"[^\s@<>(),;:]{1,64}\s?@\s?[^\s@<>(),;:]{1,190}")
_ID = re.compile(r"\b(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{1,3}:[\w@.;=-]{6,200})", re.IGNORECASE)
_WEB = re.compile(r"\b(?:https?://|www\.)\S{1,500}", re.IGNORECASE)
_IBAN = re.compile(r"\b[a-z]{2}\d{2}[\s.-]?(?:[a-z]{4}[\s.-]?)?\d(?:[\s.-]?\d){6,25}", re.IGNORECASE)
# A Dutch post code, with the number of the house before or after it. Two capitals, or anything after a space or not.
_POST = re.compile(
    r"\b[1-9]\d{3}\s?[A-Z]{2}\b(?:[\s,]{1,3}\d{1,5}(?:\s?[a-zA-Z])?\b)?|\b[1-9]\d{3}[a-z]{2}\b(?:[\s,]{1,3}\d{1,5})?"
)
_STREET = re.compile(
    r"\b[^\W\d_]{2,40}(?:straat|laan|weg|plein|dijk|gracht|kade|hof|singel|steeg|plantsoen|dreef|pad)\s{1,2}\d{1,5}(?:\s?[a-zA-Z])?\b",
    re.IGNORECASE,
)
# Six digits or more, however they are grouped: telephone, BSN, personnel number, date of birth.
_DIGITS = re.compile(r"(?:\+|\b)\d(?:[\s./()-]{0,2}\d){5,30}")
_AMOUNT = re.compile(r"\d{1,3}(?:\.\d{3}){1,2}(?:,\d{2})?")  # 1.500.000 is an amount; a BSN is written like it too
_YEARS = re.compile(r"(?:19|20)\d{2}\s?[-/]\s?(?:19|20)\d{2}")  # 2021-2025 is a period
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_INVISIBLE = ("Cf", "Cc", "Co", "Cs", "Cn")


def masked(text: str, names: Iterable[str] = (), keep: Iterable[str] = ()) -> str:
    """The text without e-mail and web addresses, ids, post codes, long numbers and the names.

    `names` are whole names; each part of them counts. `keep` are words that stay although they are part of a name, such
    as that of the municipality.
    """
    text = _readable(text)
    for pattern, mask in ((_WEB, ADDRESS), (_MAIL, ADDRESS), (_ID, NUMBER), (_IBAN, NUMBER)):
        text = pattern.sub(mask, text)
    text = _STREET.sub(PLACE, _POST.sub(PLACE, text))
    text = _DIGITS.sub(_number, text)
    parts, whole = _parts(names)
    if whole:
        text = whole.sub(NAME, text)
    kept = {fold(word) for phrase in keep for word in _WORD.findall(phrase)}
    return _WORD.sub(lambda match: NAME if _is_name(match.group(), parts - kept) else match.group(), text)


def without_masks(text: str) -> str:
    """The text with nothing in the place of what was masked."""
    for mask in MASKS:
        text = text.replace(mask, " ")
    return text


def _readable(text: str) -> str:
    """One way of writing: no letters in disguise, nothing invisible inside a word."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(
        " " if character in "\n\r\t" else character
        for character in plain
        if character in "\n\r\t" or unicodedata.category(character) not in _INVISIBLE
    )


def _number(match: re.Match[str]) -> str:
    text = match.group()
    harmless = _AMOUNT.fullmatch(text) or _YEARS.fullmatch(text)
    digits = sum(character.isdigit() for character in text)
    return text if harmless and digits != 9 else NUMBER


def _parts(names: Iterable[str]) -> tuple[set[str], re.Pattern[str] | None]:
    """The words of the names, folded, and a pattern for the names as a whole."""
    parts: set[str] = set()
    wholes: list[str] = []
    for name in names:
        spoken = _WORD.findall(_readable(name))
        parts |= {fold(word) for word in spoken if len(word) > 1}
        if len(spoken) > 1:
            # Either order: "Ria Jansen", "Jansen, Ria".
            wholes += [_spaced(spoken), _spaced(spoken[-1:] + spoken[:-1])]
    return parts - _PARTICLES, re.compile("|".join(wholes), re.IGNORECASE) if wholes else None


def _spaced(spoken: list[str]) -> str:
    return r"\b" + r"[\s,.'’-]{1,3}".join(re.escape(word) for word in spoken) + r"s?\b"


def _is_name(word: str, parts: set[str]) -> bool:
    """Whether a word is a part of a name, also as "Ria's" and "Jansens"."""
    folded = fold(word)
    short = folded.split("'")[0]
    return folded in parts or short in parts or (len(folded) > 3 and folded.endswith("s") and folded[:-1] in parts)
