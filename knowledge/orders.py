"""Tells a text that gives the bot orders from a question about what the documents say.

An order has a shape: a command opens a clause, and its object is something that only a bot has or does (its
instructions, its role, its exact words, code). A question that has such a word in it has another shape.
"""

from __future__ import annotations

import base64
import binascii
import codecs
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import cast
from urllib.parse import unquote

LAYERS = 2  # times that what is hidden in something hidden is looked into
LONGEST = 4_000  # characters that are looked at
FOREIGN = 8  # letters of a script that no question is written in, from which on a text is none
# Letters of other scripts that are drawn like Latin ones, and figures that stand for letters.
_LOOKALIKES = str.maketrans("авекмнорстухіјѕԁһԛԝγαορτυνικεєІ", "abekmhopctyxijsdhqwyaoptuvikeei")
_FIGURES = str.maketrans("013457@$", "oieastas")
_MIXED = re.compile(r"\b(?=\w*[a-z])(?=\w*[0-9@$])[\w@$]{4,}", re.IGNORECASE)
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}")
_HEX = re.compile(r"\b(?:[0-9a-f]{2}[ :]?){10,}\b", re.IGNORECASE)
_SPACED = re.compile(r"(?<!\w)(?:\w[ .*_-]){4,}\w(?!\w)")
_CLAUSES = re.compile(
    r"[.!?;:,()\[\]{}\"'`“”‘’«»\n*#>|/]+|\s[-–—]+\s|\b(?:en|and|then|dan|daarna|maar|but|dus|so|und|et|y|e)\b"
)


def _patterns() -> dict[str, str]:
    """The alternatives of orders.toml, each name as one group."""
    with (Path(__file__).parent / "orders.toml").open("rb") as file:
        found = cast("dict[str, str]", tomllib.load(file))
    return {name: f"(?:{'|'.join(lines.split(chr(10))[:-1])})" for name, lines in found.items()}


_P = _patterns()
_OPENING = re.compile(rf"^\W*(?:{_P['opening']}\s+)*")
_ASKS = rf"(?!\s+{_P['subjects']}\b)"  # "vergeten we iets?" is no command
_COMMAND = re.compile(
    rf"{_P['drops']}\b{_ASKS}.{{0,60}}?\b{_P['rules']}\b|"
    rf"{_P['leaves']}\b.{{0,40}}?\b{_P['instructions']}\b|"
    rf"{_P['roles']}\b|"
    rf"(?:{_P['runs']}\b{_ASKS}.{{0,40}}?\b{_P['programs']}|{_P['makes']}\b{_ASKS}(?:\s+\w+){{0,3}}?\s+{_P['made']})\b|"
    rf"{_P['says']}\b{_ASKS}(?:\s+\w+){{0,3}}?\s+{_P['exactly']}|{_P['claims']}|"
    rf"{_P['acts']}\b{_ASKS}.{{0,60}}?{_P['protected']}"
)
_ANYWHERE = re.compile("|".join(_P[name] for name in ("anywhere", "insides", "code", "dropped")), re.DOTALL)


def orders_about(text: str) -> bool:
    """Whether a text gives the bot orders instead of asking what the documents say, however it is dressed up."""
    text = text[:LONGEST]
    return _foreign(_plain(text)) >= FOREIGN or any(_is_order(view) for view in _views(text))


def _is_order(text: str) -> bool:
    return bool(_ANYWHERE.search(text)) or any(_COMMAND.match(clause) for clause in _clauses(text))


def _clauses(text: str) -> Iterator[str]:
    """What may open with a command: clauses, each to the end of its sentence, without words that only lead up to it."""
    starts = [0, *(found.end() for found in _CLAUSES.finditer(text))]
    for start in starts:
        rest = text[start : start + 160].lstrip()
        yield _OPENING.sub("", rest + " ", count=1)


def _views(text: str) -> Iterator[str]:
    """The text as a person reads it, and what is hidden in it: other alphabets, encodings, letters apart, backwards."""
    seen: set[str] = set()
    layer = [_plain(text)]
    for _ in range(LAYERS):
        dressed = {view for one in layer for view in (one, *_dressed(one))}
        yield from (view.lower() for view in dressed - seen)
        seen |= dressed
        layer = [found for view in dressed for found in _encoded(view) if found]


def _plain(text: str) -> str:
    """Without invisible characters, and with look-alikes as the letters that they are drawn like."""
    if text.isascii():
        return text
    kept = "".join(character for character in text if unicodedata.category(character) not in ("Cf", "Co", "Cn"))
    folded = unicodedata.normalize("NFKC", kept)
    letters = [character for character in folded if character.isalpha()]
    if 2 * _foreign(folded) <= len(letters):
        return folded.translate(_LOOKALIKES)
    return folded


def _foreign(text: str) -> int:
    return 0 if text.isascii() else sum(map(_of_another_alphabet, text))


@lru_cache(maxsize=4096)
def _of_another_alphabet(character: str) -> bool:
    return character.isalpha() and not unicodedata.name(character, "LATIN").startswith("LATIN")


def _dressed(text: str) -> Iterator[str]:
    """The text with its letters put back in place."""
    yield _MIXED.sub(lambda found: found.group().translate(_FIGURES), text)
    yield _SPACED.sub(lambda found: re.sub(r"[ .*_-]", "", found.group()), text)
    yield re.sub(r"(?<=\w)[*_~^-](?=\w)", "", text)
    yield text[::-1]
    yield codecs.encode(text, "rot13")
    if "%" in text:
        yield unquote(text)


def _encoded(text: str) -> Iterator[str]:
    """What is written in the text in base64 or hexadecimal."""
    for found in _BASE64.finditer(text):
        yield from _decoded(found.group().rstrip("=").replace("-", "+").replace("_", "/"))
    for found in _HEX.finditer(text):
        digits = re.sub(r"[^0-9a-fA-F]", "", found.group())
        yield _readable(bytes.fromhex(digits))


def _decoded(letters: str) -> Iterator[str]:
    try:
        yield _readable(base64.b64decode(letters + "=" * (-len(letters) % 4), validate=True))
    except (binascii.Error, ValueError):
        return


def _readable(data: bytes) -> str:
    """The bytes as text; '' when they are none."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return text if text.isprintable() or "\n" in text else ""
