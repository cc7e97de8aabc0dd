"""Finds what a sentence is about in the person's own words: the name of a project, an idea, a message, a team."""

from __future__ import annotations

import re

_QUOTED = re.compile(r"[\"“”„«](?P<x>[^\"“”„»]{2,120})[\"“”»]|(?<![\w])['‘](?P<y>[^'’]{3,120})['’](?!\w)")
_NAMED = re.compile(
    r"(?i)\b(?:genaamd|geheten|met (?:de|als) (?:naam|titel)|dat heet|die heet|getiteld|called|named|titled|with the name|with the title)\s+(?P<x>.+)"
)
_COLON = re.compile(r"(?<!\d):\s*(?P<x>\S.+)")
_ABOUT = re.compile(
    r"(?i)\b(?:over|rond|rondom|inzake|betreffende|omtrent|about|on the subject of|regarding|concerning)\s+(?P<x>.+)"
)
_DOCUMENT = (
    r"(?:project ?start ?documenten?|project ?documenten?|start ?documenten?|start ?documents?|project ?(?:start )?documents?|project ?plan|project ?voorstel|project ?opdracht|startnotitie|plan van aanpak|psd|pid"
    r"|project ?charter|project ?brief|project ?opzet|projects?|projectje|rapportage|voortgangsrapportage|voortgangsverslag|voortgangsrapport|tussenrapportage|verslag|report|progress|voortgang|status|stand van zaken)"
)
_PROJECT = (
    re.compile(rf"(?i)\b{_DOCUMENT}\s+(?:voor|over|rond|rondom|inzake|van|for|about|on|of|around)\s+(?:(?:het|mijn|ons|the|my|our|a|een)\s+)?(?:nieuwe?\s+|new\s+)?project\s+(?P<x>.+)"),
    re.compile(rf"(?i)\b{_DOCUMENT}\s+(?:voor|over|rond|rondom|inzake|van|for|about|on|of|around)\s+(?P<x>.+)"),
    re.compile(r"(?i)\b(?:the|our|my|het|ons|mijn)\s+(?P<x>(?!(?:new|nieuwe|hele|whole)\b)[^,?.!]{3,60}?)\s+project\b(?!\s+[A-Z0-9])"),
    re.compile(r"(?i)\b(?:met|van|op|about|with|of|is|ligt|sluit|close|for|start|rond|hoe loopt|het|mijn|my|the|ons|our|loopt|rapporteer over)\s+project\s+(?P<x>.+)"),
    re.compile(r"(?i)\b(?:hoe staat het met|hoe gaat het met|hoe ver is|hoe loopt|hoe ver zijn we met|where are we with|how far along is|stand van zaken van|verder met|doorgaan met|carry on with|continue with|beginnen aan|begin aan)\s+(?P<x>.+)"),
    re.compile(r"\b[Pp]roject\s+(?P<x>[A-ZÀ-Ý0-9].+)"),
)  # fmt: skip
_IDEA = (
    re.compile(r"(?i)\b(?:idee(?:tje)?|idea|initiatief|initiative|voorstel|suggestie|suggestion|verbetervoorstel|plan|inval)\s*(?:is|was|:|-)\s*(?:om\s+(?:te\s+)?|to\s+|dat\s+(?:we\s+)?|that\s+(?:we\s+)?)?(?P<x>.+)"),
    re.compile(r"(?i)\b(?:idee(?:tje|en|ën)?|ideas?|initiatief|initiatieven|initiatives?|voorstel|suggestie|suggestion|verbetervoorstel|campagne|campaign|ideeëncampagne|actie)\s+(?:om\s+(?:te\s+)?|over\s+|voor\s+(?:het\s+|de\s+)?|rond\s+|rondom\s+|van\s+(?:de\s+|het\s+)?|to\s+|for\s+(?:the\s+)?|about\s+|on\s+|of\s+(?:the\s+)?|met\s+een\s+vraag\s+over\s+)(?P<x>.+)"),
    re.compile(r"(?i)\b(?:idee|idea|initiatief|initiative)\s+(?P<x>[^\s,?.!].{2,})"),
    re.compile(r"(?i)\b(?:the|het)\s+(?P<x>[\w\- ]{3,40}?)\s+(?:idea|initiative|initiatief)\b"),
    re.compile(r"(?i)\b(?:wat als we|what if we|zullen we|kunnen we niet|we zouden|waarom (?:doen|maken|hebben) we geen)\s+(?:eens\s+)?(?P<x>.+)"),
)  # fmt: skip
_THAT = re.compile(
    r"(?i)\b(?:weten|know|melden|meld|vertel|vertellen|tell|announce|zeg|aankondigen|kondig aan|everyone|everybody|iedereen|medewerkers|employees|colleagues|collega's|doorgeven|mededelen)\s+(?:dat|that)\s+(?P<x>.+)"
)
_AUDIENCE = (
    re.compile(r"(?i)\b(?:aan|naar|voor|bij|onder|to|for|vraag|ask|inform|informeer|tell|notify|stuur|send|vertel|laat|let)\s+(?P<x>(?:alle|all|al|elke|every|hele|heel|the whole|de hele|het hele|the entire|all the|all of the)\s+(?:de\s+|the\s+|onze\s+|our\s+|mijn\s+|my\s+)?[\w'’\-]+(?:\s+(?:van|of|in|at|from|uit)\s+(?:de\s+|het\s+|the\s+)?[A-ZÀ-Ý][\w\-]*(?:\s+[A-ZÀ-Ý][\w\-]*)*)?)"),
    re.compile(r"(?i)\b(?:aan|naar|voor|bij|to|for|inform|informeer|tell|notify|let|laat|vertel|stuur|send)\s+(?P<x>iedereen|everyone|everybody|de hele organisatie|the whole organisation|de managers|the managers|managers|teamleiders|team leaders|leidinggevenden)\b"),
    re.compile(r"\b(?:(?i:de\s+|het\s+|the\s+))?(?P<x>(?i:team|afdeling|department|cluster|domein)\s+[A-ZÀ-Ý][\w\-]*(?:(?:\s+(?:en|and|&)\s+|\s+)[A-ZÀ-Ý][\w\-]*)*)"),
    re.compile(r"\b(?P<x>(?:[A-ZÀ-Ý][\w\-]*\s+){1,2}(?:department|team))\b"),
    re.compile(r"(?i)\b(?:aan|naar|voor|to|for|informeer|inform)\s+(?:de\s+)?(?P<x>(?:afdeling|team|department)\s+[\w\-]{4,})"),
)  # fmt: skip
_LATER = re.compile(
    r"(?i)[\s,]+(?:graag|aub|a\.u\.b\.?|svp|alsjeblieft|alstublieft|please|pls|thanks|bedankt|dank je(?: wel)?|alvast bedankt|op schema|on schedule|on track|af|afsluiten|maken|opstellen|aanmaken|starten|beginnen"
    r"|steunen|meedoen|verder|invullen|schrijven|opzetten|doing|going|getting on|coming along|gaat|nu|now|er nu voor|ervoor|ook|too|hoe dien ik dat in|dat is mijn idee|that's my idea|indienen|delen|kwijt|doe ik mee|sturen|versturen|plaatsen|verzenden|uitsturen|al ingediend)\s*$"
)
_EDGE = " \t\n.,;:!?\"“”'‘’-–"
_ARTICLE = re.compile(r"(?i)^(?:de|het|een|the|a|an|'t|mijn|my|ons|onze|our)\s+")
LONGEST = 120


def project_name(written: str) -> str | None:
    """What the project is called, without its article: "herinrichting van de Markt"."""
    return _clean(_quoted(written) or _first((_NAMED, *_PROJECT, _COLON), written), article=False)


def initiative_title(written: str) -> str | None:
    """What the idea is, in the words of the person."""
    return _clean(_quoted(written) or _first((_NAMED, *_IDEA, _COLON), written), article=False)


def topic(written: str) -> str | None:
    """What a message or check-in is about."""
    return _clean(_quoted(written) or _first((_THAT, _COLON, _NAMED, _ABOUT), written), article=True)


def audience(written: str) -> str | None:
    """To whom a message goes, as said: "alle medewerkers", "team Burgerzaken"."""
    return _clean(_first(_AUDIENCE, written), article=True)


def team(written: str) -> str | None:
    """The team that is named, without the word for it: "Burgerzaken"."""
    found = _clean(_first(_AUDIENCE[2:4], written), article=True)
    return (
        re.sub(r"(?i)^(?:team|afdeling|department|cluster|domein)\s+|\s+(?:team|department)$", "", found)
        if found
        else None
    )


def _quoted(written: str) -> str | None:
    match = _QUOTED.search(written)
    return (match["x"] or match["y"]) if match else None


def _first(patterns: tuple[re.Pattern[str], ...], written: str) -> str | None:
    for pattern in patterns:
        match = pattern.search(written)
        if match:
            return match["x"]
    return None


def _clean(found: str | None, article: bool) -> str | None:
    if not found:
        return None
    found = re.split(r"[?!\n]|\.\s", found)[0].strip(_EDGE)
    shorter = _LATER.sub("", found).strip(_EDGE)
    while shorter != found:
        found, shorter = shorter, _LATER.sub("", shorter).strip(_EDGE)
    if not article:
        found = _ARTICLE.sub("", found)
    return found[:LONGEST] if len(found) > 1 else None
