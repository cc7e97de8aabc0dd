"""Finds which initiative a sentence is about, and what a campaign asks, in the person's own words."""

from __future__ import annotations

import re

from dialogs.understanding import titles

_TAKING_PART = re.compile(
    r"(?i)\b(?:steun(?:en)?|support|vote for|stem(?:men)? op|mee(?:doen|helpen) (?:met|aan)|doe(?:n)? mee (?:met|aan)"
    r"|mee (?:met|aan)|helpen met|aan(?:haken|sluiten) bij|aan bij|join|help with|in for|up for|take part in)"
    r"\s+(?P<x>.+)"
)
_TO_PROJECT = (
    re.compile(r"(?i)\bmaak\s+van\s+(?P<x>.+?)\s+een\s+project\b"),
    re.compile(r"(?i)\bvan\s+(?P<x>.+?)\s+een\s+project\s+maken\b"),
    re.compile(r"(?i)\bzet\s+(?P<x>.+?)\s+om\s+in\s+een\s+project\b"),
    re.compile(r"(?i)\b(?:turn|convert|make)\s+(?P<x>.+?)\s+(?:in)?to\s+a\s+project\b"),
)
_KIND = re.compile(
    r"(?i)^(?:(?:de|het|een|the|a|an|mijn|my|ons|onze|our|dit|this|dat|that)\s+)*"
    r"(?:(?:idee|idea|initiatief|initiative|voorstel)\s*)"
    r"(?:(?:van|voor|over|rond|met|om|of|for|about|to)\s+)?(?:(?:de|het|een|the|a|an)\s+)*"
)
_ARTICLES = re.compile(r"(?i)^(?:(?:de|het|een|the|a|an|mijn|my|ons|onze|our)\s+)+")
_STATUS = re.compile(r"(?i)\s+(?:op|naar|to|as)\s+['\"‘“]?[\w ]{2,30}['\"’”]?$")
_BEGIN = re.compile(r"(?i)^(?:starten|beginnen|indienen|start|begin)\s+(?:over|met|rond|voor|about|on|for|with)\s+")
_LAST_DAY = re.compile(
    r"(?i)\s+(?:tot(?: en met)?|t/m|until|till|through|by|before|voor)\s+(?=\S*\d|\w+\s+\d|de\s|the\s).*$"
)
_THE_ONE = re.compile(r"(?i)\b(?:het|the)\s+(?:initiatief|initiative)\s+(?P<x>\S.+)")
_SHOWN = re.compile(r"(?i)\s+(?:zien|bekijken|openen|tonen|ingediend|please|graag|er uit|uit)$")
_AFTER_COLON = re.compile(r"(?<!\d):\s*(?P<x>\S.+)", re.DOTALL)
_ASKING = re.compile(r"(?i)(?:hoe|wat|waar\w*|wanneer|welke?|wie|how|what|where|why|when|which|who)\b")
_NOTHING = re.compile(
    r"(?i)(?:(?:dit|this|een|an?|mijn|my|het|the|dat|that)\s+)?(?:idee|idea|initiatief|initiative|voorstel)?"
)


def submitted(written: str) -> str | None:
    """What somebody wants to do."""
    found = titles.initiative_title(written)
    return _BEGIN.sub("", found) if found else None


def meant(intent: str, written: str) -> str | None:
    """What the initiative is called that somebody supports, joins, changes, asks after or makes a project of."""
    named = titles.initiative_title(written)
    if intent == "to_project":
        named = next((match["x"] for pattern in _TO_PROJECT if (match := pattern.search(written))), named)
    elif named is None and intent in ("support", "join"):
        match = _TAKING_PART.search(written)
        named = match["x"] if match else None
    if not named:
        return None
    if intent == "edit":
        named = _STATUS.sub("", named)
    found = _ARTICLES.sub("", _KIND.sub("", named.strip(" .,!?"))).strip()
    return None if len(found) < 2 or _NOTHING.fullmatch(found) else found[: titles.LONGEST]


def looked_for(written: str) -> str | None:
    """What a search is about, or what the one is called that somebody wants to see."""
    found = titles.subject(written)
    if found is None and (match := _THE_ONE.search(written)):
        found = _SHOWN.sub("", match["x"].strip(" .,!?")).strip(" .,!?")[: titles.LONGEST]
    return found or None


def asked(written: str) -> str | None:
    """What a campaign is about, without its last day."""
    found = titles.initiative_title(written) or titles.subject(written)
    question = _LAST_DAY.sub("", found).strip() if found else ""
    if _ASKING.match(question) and re.search(rf"{re.escape(question)}\s*\?", written):
        question += "?"
    return question or None


def after_colon(written: str) -> str | None:
    """The message itself, where it is in the sentence."""
    match = _AFTER_COLON.search(written)
    return match["x"].strip() if match else None
