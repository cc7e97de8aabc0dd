"""Finds what a sentence is about in the person's own words: the name of a project, an idea, a message, a team."""

from __future__ import annotations

import re

_QUOTED = re.compile(r"[\"“”„«](?P<x>[^\"“”„»]{2,120})[\"“”»]|(?<![\w])['‘](?P<y>[^'’]{3,120})['’](?!\w)")
_NAMED = re.compile(
    r"(?i)\b(?:genaamd|geheten|met (?:de|als) (?:naam|titel)|dat heet|die heet|getiteld|called"
    r"|named|titled|with the name|with the title)\s+(?P<x>.+)"
)
_COLON = re.compile(r"(?<!\d):\s*(?P<x>\S.+)")
_ABOUT = re.compile(
    r"(?i)\b(?:over|rond|rondom|inzake|betreffende|omtrent|about|on the subject of|regarding|concerning)\s+(?P<x>.+)"
)
_DOCUMENT = (
    r"(?:project ?start ?document(?:en)?|project ?document(?:en)?|start ?document(?:en)?"
    r"|start ?documents?|project ?(?:start )?documents?|project ?plan|project ?voorstel"
    r"|project ?opdracht|startnotitie|plan van aanpak|psd|pid"
    r"|project ?charter|project ?brief|project ?opzet|projects?|projectje|rapportage"
    r"|voortgangsrapportage|voortgangsverslag|voortgangsrapport|tussenrapportage|verslag"
    r"|report|progress|voortgang|status|stand van zaken)"
)
_PROJECT = (
    re.compile(rf"(?i)\b{_DOCUMENT}\s+(?:(?!samen)[a-z]+en\s+)?(?:voor|over|rond|rondom|inzake|van|for|about|on|of"
    rf"|around)\s+(?:(?:het|mijn|ons|the|my|our|a|een)\s+)?(?:nieuwe?\s+"
    rf"|new\s+)?project\s+(?P<x>.+)"),
    re.compile(rf"(?i)\b{_DOCUMENT}\s+(?:(?!samen)[a-z]+en\s+)?(?:voor|over|rond|rondom|inzake|van|for|about|on|of"
    rf"|around)\s+(?P<x>.+)"),
    re.compile(r"(?i)\b(?:the|our|my|het|ons|mijn)\s+(?P<x>(?!(?:new|nieuwe|hele"
    r"|whole)\b)[^,?.!]{3,60}?)\s+project\b(?!\s+(?-i:[A-Z0-9]))"),
    re.compile(r"(?i)\b(?:met|van|op|about|with|of|is|ligt|sluit|close|for|start|rond|hoe loopt|het|mijn"
    r"|my|the|ons|our|loopt|rapporteer over)\s+project\s+(?P<x>.+)"),
    re.compile(r"(?i)\b(?:hoe staat het met|hoe gaat het met|hoe ver is|hoe loopt|hoe ver zijn we met"
    r"|where are we with|how far along is|stand van zaken van|verder met|doorgaan met"
    r"|carry on with|continue with|beginnen aan|begin aan)\s+(?P<x>.+)"),
    re.compile(r"\b[Pp]roject\s+(?P<x>[A-ZÀ-Ý0-9].+)"),
    re.compile(r"(?i)\b(?:start|begin|open|maak|create|new|nieuw|setup|set up)\b(?: (?:een|a|the|het|nieuw|new|'n"
    r"))* project:?\s+(?P<x>(?!(?:over|voor|met|about|for|on|with|of|start\w*|op|opstarten|maken|aan\w*|beginnen"
    r"|document|in|graag|please|dat|that|van)\b)\S.+)"),
)  # fmt: skip
_IDEA = (
    re.compile(r"(?i)\b(?:idee(?:tje)?|idea|initiatief|initiative|voorstel|suggestie|suggestion"
    r"|verbetervoorstel|plan|inval)\s*(?:is|was|:|-)\s*(?:om\s+(?:te\s+)?|to\s+"
    r"|dat\s+(?:we\s+)?|that\s+(?:we\s+)?)?(?P<x>.+)"),
    re.compile(r"(?i)\b(?:idee(?:tje|en|ën)?|ideas?|initiatief|initiatieven|initiatives?|voorstel"
    r"|suggestie|suggestion|verbetervoorstel|(?:voorstel|suggestie|suggestion) (?:doen|maken)"
    r"|campagne|campaign|ideeëncampagne|actie)\s+(?:om\s+(?:te\s+)?|over\s+|voor\s+|rond\s+"
    r"|rondom\s+|van\s+(?:de\s+|het\s+)?|to\s+|for\s+|about\s+|on\s+|of\s+(?:the\s+)?"
    r"|met\s+een\s+vraag\s+over\s+)(?P<x>.+)"),
    re.compile(r"(?i)\b(?:idee|idea|initiatief|initiative)\s+(?P<x>[^\s,?.!].{2,})"),
    re.compile(r"(?i)\b(?:the|het)\s+(?P<x>[\w\- ]{3,40}?)\s+(?:idea|initiative|initiatief)\b"),
    re.compile(r"(?i)\b(?:wat als we|what if we|zullen we|kunnen we niet|we zouden|waarom (?:doen|maken"
    r"|hebben) we geen)\s+(?:eens\s+)?(?P<x>.+)"),
)  # fmt: skip
_ON = re.compile(
    r"(?i)\b(?:check-?\s?in|survey|poll|pulse|questionnaire|peiling)\s+(?:on"
    r"|around)\s+(?P<x>(?!(?:mon|tues|wednes|thurs|fri)day)\S.+)"
)
_FIELD = re.compile(r"(?i)\b(?:op het gebied van|in the field of|rond|rondom|on)\s+(?P<x>.+)")
_THAT = re.compile(
    r"(?i)\b(?:weten|know|melden|meld|vertel|vertellen|tell|announce|zeg|aankondigen"
    r"|kondig aan|everyone|everybody|iedereen|medewerkers|employees|colleagues|collega's"
    r"|doorgeven|mededelen)\s+(?:dat|that)\s+(?P<x>.+)"
)
_AUDIENCE = (
    re.compile(r"(?i)\b(?:aan|naar|voor|bij|onder|to|for|vraag|ask|inform|informeer|tell|notify|stuur"
    r"|send|vertel|laat|let)\s+(?P<x>(?:alle|all|al|elke|every|hele|heel|the whole|de hele"
    r"|het hele|the entire|all the|all of the)\s+(?:de\s+|the\s+|onze\s+|our\s+|mijn\s+"
    r"|my\s+)?[\w'’\-]+(?:\s+(?:van|of|in|at|from|uit)\s+(?:de\s+|het\s+"
    r"|the\s+)?[A-ZÀ-Ý][\w\-]*(?:\s+[A-ZÀ-Ý][\w\-]*)*)?)"),
    re.compile(r"(?i)\b(?:aan|naar|voor|bij|to|for|inform|informeer|tell|notify|let|laat|vertel|stuur"
    r"|send)\s+(?P<x>iedereen|everyone|everybody|de hele organisatie|the whole organisation"
    r"|de managers|the managers|managers|teamleiders|team leaders|leidinggevenden)\b"),
    re.compile(r"\b(?:(?i:de\s+|het\s+|the\s+))?(?P<x>(?i:team|afdeling|department|cluster"
    r"|domein)\s+[A-ZÀ-Ý][\w\-]*(?:(?:\s+(?:en|and|&)\s+|\s+)[A-ZÀ-Ý][\w\-]*)*)"),
    re.compile(r"\b(?P<x>(?:[A-ZÀ-Ý][\w\-]*\s+){1,2}(?:department|team))\b"),
    re.compile(r"(?i)\b(?:aan|naar|voor|to|for|informeer|inform)\s+(?:de\s+)?(?P<x>(?:afdeling|team"
    r"|department)\s+[\w\-]{4,})"),
)  # fmt: skip
_LATER = re.compile(
    r"(?i)[\s,]+(?:graag|aub|a\.u\.b\.?|svp|alsjeblieft|alstublieft|please|pls|thanks|bedankt"
    r"|dank je(?: wel)?|alvast bedankt|op schema|on schedule|on track|af|afsluiten|maken"
    r"|opstellen|aanmaken|starten|beginnen"
    r"|steunen|meedoen|verder|invullen|schrijven|opzetten|doing|going|getting on|coming along"
    r"|gaat|nu|now|er nu voor|ervoor|ook|too|nog|er nog|now|kun je me helpen|can you help me"
    r"|weer|again|hoe dien ik dat in|dat is mijn idee|that's my idea|indienen|delen|kwijt"
    r"|doe ik mee|sturen|versturen|plaatsen|verzenden|uitsturen|al ingediend)\s*$"
)
_COURTESY = re.compile(
    r"(?i)[\s,]+(?:graag|aub|a\.u\.b\.?|svp|alsjeblieft|alstublieft|please|pls|thanks|bedankt"
    r"|dank je(?: wel)?|alvast bedankt|steunen|meedoen|hoe dien ik dat in"
    r"|dat is mijn idee|that's my idea|indienen|delen|kwijt|doe ik mee)\s*$"
)
_EDGE = " \t\n.,;:!?\"“”'‘’-–"
_ARTICLE = re.compile(r"(?i)^(?:de|het|een|the|a|an|'t|mijn|my|ons|onze|our)\s+")
LONGEST = 120
NOT_A_NAME = re.compile(
    rf"(?i)(?:met )?(?:(?:mijn|my|een|a|the|het|ons|our|dit|this|that|de) ?)?(?:nieuwe? "
    rf"|new )?(?:{_DOCUMENT})?|(?:ik|i|jou|je|you|u|mij|me|ons|us|nog|nog steeds|still|er)"
)
_NOT_TITLES = re.compile(
    r"(?i)(?:starten|indienen|beginnen|delen|steunen|zien|aanmelden|melden|insturen|maken"
    r"|bekijken|doen|aanpassen|wijzigen|intrekken|verwijderen|please|graag|op|in|ervan|over|is"
    r"|dat)"
)


def project_name(written: str) -> str | None:
    """What the project is called, without its article: "herinrichting van de Markt"."""
    return _clean(_quoted(written) or _first((_NAMED, *_PROJECT, _COLON), written), article=False)


def initiative_title(written: str) -> str | None:
    """What the idea is, in the words of the person."""
    found = _clean(_quoted(written) or _first((_NAMED, *_IDEA, _COLON), written), article=True, later=_COURTESY)
    return None if found and _NOT_TITLES.fullmatch(found) else found


def topic(written: str) -> str | None:
    """What a message or check-in is about."""
    return _clean(_quoted(written) or _first((_THAT, _COLON, _NAMED, _ABOUT, _ON), written), article=True)


def subject(written: str) -> str | None:
    """What a search is about: only what follows "over" or "about"."""
    return _clean(_quoted(written) or _first((_ABOUT, _FIELD), written), article=True)


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


def _clean(raw: str | None, article: bool, later: re.Pattern[str] | None = None) -> str | None:
    if not raw:
        return None
    found = re.split(r"[?!\n]|\.\s", raw)[0].strip(_EDGE)
    later = later or _LATER
    found = re.split(
        r"(?i)\s+(?:is klaar|is done|is finished|is gereed|kan worden|kan afgesloten)|\s*,\s+(?:ik"
        r"|i|kan|can|we|wij|kun|mag|help|graag|waar|where|how|hoe)\b",
        found,
    )[0]
    shorter = later.sub("", found).strip(_EDGE)
    while shorter != found:
        found, shorter = shorter, later.sub("", shorter).strip(_EDGE)
    if not article:
        found = _ARTICLE.sub("", found)
    return found[:LONGEST] if len(found) > 1 else None
