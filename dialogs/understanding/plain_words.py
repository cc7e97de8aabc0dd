"""Takes the wish for plain words out of a sentence: "leg uit wat participatie is in eenvoudige woorden"."""

from __future__ import annotations

import re

_HOW = r"eenvoudige?|gewone?|simpele?|makkelijke?|begrijpelijke?|duidelijke?|normale?|eenvoudiger|simpeler|makkelijker"
_WISH = re.compile(
    rf"\b(?:in|met) (?:(?:heel|wat|meer|zo|veel|iets) )?(?:{_HOW})(?:e)? (?:woorden|taal|nederlands|zinnen)\b"
    r"|\b(?:in )?jip[- ]en[- ]janneke[- ]?taal\b"
    r"|\b(?:in|using|with) (?:very |more )?(?:plain|simple|simpler|plainer|easy|easier|everyday|ordinary|clear"
    r"|layman'?s) (?:words|terms|language|english)\b"
    r"|\bmore simply\b|\bsimply\b|\b(?:wat|iets|nog|veel) (?:eenvoudiger|simpeler|makkelijker)\b"
    r"|\b(?:eenvoudiger|simpeler|makkelijker|simpler|easier)\b",
    re.IGNORECASE,
)


def without_wish(text: str) -> str | None:
    """The sentence without the words that ask for plain words; None when it asks for no such thing."""
    rest, found = _WISH.subn(" ", text)
    return " ".join(rest.split()) if found else None
