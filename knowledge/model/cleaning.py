"""Makes plain words of what a model wrote: no link, image, HTML, code or mention, and nothing in disguise."""

from __future__ import annotations

import html
import re
import unicodedata

LONGEST = 700  # characters of one claim
_ROUNDS = 4  # of unwrapping; what is still wrapped after that was wrapped to deceive
_SIGNS = frozenset("–—‘’“”„…€°·•%§±×")
_IMAGE = re.compile(r"!\[[^\]\n]{0,500}\](?:\([^()\n]{0,800}\)|\[[^\]\n]{0,200}\])?")
_LINK = re.compile(r"\[([^\]\[\n]{0,500})\](?:\([^()\n]{0,800}\)|\[[^\]\[\n]{0,200}\])")
_DEFINITION = re.compile(r"\[[^\]\n]{1,200}\]:[^\n]{0,800}")
_MARK = re.compile(r"\[\^?\s{0,3}[\d,;\s^-]{1,20}\]|【[^】\n]{0,60}】")  # a source of its own making
_MENTION = re.compile(r"<(at|script|style)\b[^<>]{0,200}>[^<>]{0,500}</\1\s*>", re.IGNORECASE)
_DOTS = str.maketrans("。｡․‧∙⋅", "......")  # a browser takes some of these for the dot of an address
_TAG = re.compile(r"<(?=[a-z/!?])[^<>]{0,2000}>", re.IGNORECASE)
_BRACKETS = str.maketrans("[]<>", "()  ")  # what is left of them has no meaning, and gets none
_DECORATION = re.compile(r"[*`~\\^{}|#_]+")
_LEADING = re.compile(r"^\s*(?:[-+>•·]+\s+|\d{1,2}[.)]\s+(?=\D))+")
# What a client would make a link of, or what is no part of an answer: an address in any form.
_ADDRESS = re.compile(
    r"//|\bwww\b|@|\b[a-z0-9-]{1,63}\.[a-z]{2,24}\b|\b(?:https?|ftp|mailto|tel|sms|javascript|vbscript|data|file|"
    r"msteams|hxxps?|callto|sip)\s?:(?=\S)|\d{1,3}(?:\.\d{1,3}){3}|\b\w+\s?(?:\[|\(|\{)\s?(?:dot|punt|at|\.)\s?(?:\]|\)|\})|"
    r"\b[a-z0-9-]{2,63} (?:dot|punt) (?:com|nl|org|net|eu|io|co|be|de)\b|\b[a-z]:\\",
    re.IGNORECASE,
)


def cleaned(text: str) -> str:
    """The words of a claim on one line; empty when there is something in it that no honest claim has."""
    if len(text) > 3 * LONGEST:
        return ""
    text = _MARK.sub("", text)
    for _ in range(_ROUNDS):
        before = text
        text = _unwrapped(_in_one_script(html.unescape(text)))
        if text == before:
            break
    else:
        return ""
    if _ADDRESS.search(text):
        return ""
    text = _LEADING.sub("", _DECORATION.sub("", text))
    text = " ".join(text.translate(_BRACKETS).split())
    # The decoration may have stood in the middle of an address.
    return "" if _ADDRESS.search(text) or len(text) > LONGEST else text


def _in_one_script(text: str) -> str:
    """The text in Latin letters and plain signs; empty when a letter of another script is among them."""
    kept: list[str] = []
    for character in unicodedata.normalize("NFKC", text.translate(_DOTS)):
        kind = unicodedata.category(character)
        if character.isspace() or kind.startswith("Z"):
            kept.append("\n" if character == "\n" else " ")
        elif character.isascii() or character in _SIGNS:
            kept.append(character if kind != "Cc" else "")
        elif kind.startswith("L"):
            if not unicodedata.name(character, "").startswith("LATIN"):
                return ""
            kept.append(character)
        # Marks that were not composed, what is invisible, and pictures go.
    return "".join(kept)


def _unwrapped(text: str) -> str:
    text = _DEFINITION.sub("", _IMAGE.sub("", text))
    text = _LINK.sub(r"\1", text)
    return _TAG.sub("", _MENTION.sub("", _MARK.sub("", text)))
