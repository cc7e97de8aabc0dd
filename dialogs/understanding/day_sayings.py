"""Turns of phrase by which people tell what they have booked, want to book, and where they work."""

from __future__ import annotations

import re

_INSTEAD = r"(?:ipv|i p v|in plaats van|instead of)"
_PLACE = r"(?:\w*plek\w*|bureau|\w*zaal|\w*kamer|\w*ruimte|boeking|reservering|desk|room|booking|seat|spot)"
_MINE = rf"(?:mijn|mn|m'n|my) (?:\w+ )?{_PLACE}"
_TEAM = r"(?:manager|baas|boss|team\w*|collega\w*|colleagues?)"
_SHORT_DAYS = r"(?:ma|di|wo|do|vr|mon|tue|wed|thu|fri)"
# Who looks for something free says so with one of these, and does not ask for what is theirs.
_LOOKS = r"(?!.*\b(?:kan|mag|kun|can|vrij|free|beschikbaar|available|nog|still)\b)"

HOW_BUSY = re.compile(
    r"\b(?:is|wordt|was|blijft) het (?:er )?(?:\w+ ){0,5}?(?:druk|rustig|vol|stil|leeg)\b"
    r"|\bhoe (?:druk|vol|rustig)\b|\bhow (?:busy|full|quiet|crowded)\b"
    r"|\b(?:is|will) (?:it|the \w+) (?:be )?(?:\w+ ){0,3}?(?:busy|quiet|crowded|full|packed)\b"
    r"|\b(?:drukste|rustigste|busiest|quietest)\b"
)
TWO_HOURS = re.compile(rf"\d\S*(?: uur)? {_INSTEAD} (?:om |at )?\d")
NOT_NEEDED = re.compile(
    r"\b(?:niet|geen|not|don't|dont|won't|no longer|hoef\w*)\b(?: \w+){0,3} ?\b(?:nodig|need|needed)\b"
    r"|\bhoeft? (?:ik )?(?:niet|geen)\b"
)
MAY_SIT = re.compile(r"\b(?:mag|kan|wil|zou|can|may|could) (?:ik|i|we|wij)\b.*\b(?:zitten|werken|sit|work|terecht)\b")
MINE_TO = re.compile(rf"\b{_MINE}\b.*\b(?:naar|to)\b")
MAKES = re.compile(rf"\b(?:make|maak|maken)\b.*\b{_MINE}\b")
TEAM_DAY = re.compile(r"\bteam ?da(?:g|y)")
RATHER = re.compile(rf"\b{_MINE}\b.*\b(?:liever|rather)\b")
REMOVES = re.compile(
    r"^(?:kun je |kan je |graag |wil je )?(?:haal|halen|gooi|doe) .*\b(?:weg|eraf|eruit|er af|er uit)\b"
)
MY_NEXT = re.compile(r"\b(?:mijn|mn|my) (?:volgende|eerstvolgende|next|huidige|current|upcoming) ")
WHICH_MINE = re.compile(
    r"^(?:en |and )?(?:op |aan |in |at )?(?:welke?|which|what)"
    rf" (?:\w*plek|bureau|kamer|\w*zaal|\w*ruimte|desk|room|seat)\b{_LOOKS}.*\b(?:ik|i)\b"
)
ASKS_MINE = re.compile(
    r"^(?:en |and )?(?:(?:wat|waar|welke?|which|what|where|when|wanneer) (?:is|zijn|are)|staat|is|staan)"
    rf" {_MINE}\b"
    r"|\b(?:wat|what) (?:heb )?(?:ik|i) .*\b(?:geboekt|gereserveerd|booked|reserved)\b"
)
IF_FREES = re.compile(
    r"\b(?:als|zodra|mocht|if|when|once)\b.*\b(?:afzegt|afvalt|uitvalt|annuleert|vrijkomt|vrij komt|cancels|drops out"
    r"|frees up|opens up|comes free|becomes (?:free|available))\b"
)
INSTEAD = re.compile(rf"\b{_INSTEAD}\b")
INSTEAD_OF_PART = re.compile(
    rf"\b{_INSTEAD} (?:alleen |only |just )?(?:(?:in )?(?:de|the) )?"
    r"(?:ochtend|middag|hele dag|morning|afternoon|whole day)\b"
)
MEETS = re.compile(
    r"^(?:kom|zie|tref|do|will) (?:ik|i)\b.*\b(?:iemand|mensen|collega\w*|team\w*|anyone|colleagues?|people)\b"
)
INSTEAD_OF_DAY = re.compile(rf"\b{_INSTEAD} (?:op |on )?(?:{_SHORT_DAYS}|\w+dag|\w+day|morgen|overmorgen|tomorrow)\b")
WAS_ELSEWHERE = re.compile(
    rf"\b(?:was|waren|were)\b.*\b(?:{_INSTEAD}|after all|toch (?:niet )?(?:thuis|op kantoor|in de))\b"
)
MOVES_DAY = re.compile(r"\b(?:thuis|kantoor|werk|wijk)(?:werk)?dag\w*\b.*\b(?:wordt|moet|naar)\b")
# Who comes or does not come says where they are that day, in no other words.
COMES = re.compile(
    r"\b(?:kom|komen|ben er|ben ik er|zijn er|ben (?:\w+ )?aanwezig|coming in|i'm in|i am in|be in|am there|be there)\b"
)
HERE_ON = re.compile(
    r"^(?:ik |i'm |i am |i'll |i will )?(?:ben|kom|be|coming|come|zal)\b(?!.*\b(?:nu|net|now|just|zojuist)\b)"
)
DAY_OFF = re.compile(r"^(?!.*\b(?:nog|iets|is er|zijn er|welke|wat|any|waar|hoeveel)\b).*\b(?:vrij|off|free)$")
AWAY = re.compile(
    r"\b(?:(?:ik )?(?:ben|kom|werk)\b(?:(?! op | in | naar | bij )[^,])*\bniet"
    r"|(?:not|won't be|wont be|not be) (?:coming in|in|there|working|around|available)"
    r"|(?:on|annual) leave|on holiday|on vacation|no work"
    r"|verlof|vakantie|geen werk|niet aanwezig|afwezig|niet werken|niet beschikbaar)\b"
)
CORRECTS = re.compile(
    r"^(?:corrigeer|herstel|correct|fix)\b"
    r"|\b(?:verkeerd|fout|wrong|incorrectly) (?:ingevuld|doorgegeven|registered|filled)\b"
)
OVERVIEW = re.compile(
    r"^(?:overzicht|toon|laat|geef|show|overview|list)\b"
    r"|^(?:hoeveel|how many) (?:thuis|kantoor|home|office)(?!.*\b(?:mag|mogen|allowed|may|recht)\b)"
)
IS_MY_TEAM = re.compile(rf"^(?:is|are|zijn|komt|komen|werkt|zit) (?:my|mijn|mn|our|ons|onze) {_TEAM}\b")
WHERE_IS_TEAM = re.compile(
    r"^(?:en |and )?(?:waar|where) (?:is|are|zijn|werkt|werken|zit|zitten) (?:allemaal )?(?:mijn|mn|ons|onze|my|our) "
    rf"{_TEAM}\b(?!.* (?:aan|on)$)"
)
# All of the sentence: "wie werkt er thuis volgens de visie" asks something else.
WHO_WORKS = re.compile(
    r"(?:en |and )?(?:wie|who)(?: allemaal)? (?:is|are|zijn|werkt|werken|zit|zitten|works?)"
    r"(?: (?:er|allemaal|nu|dan|working|at|from|in|op|the|het|vandaag|today|now))*"
    r" (?:thuis|home|kantoor|office|aanwezig|present)(?: (?:vandaag|nu|today|now|aan het werk))*"
)
DAILY = re.compile(
    r"^(?=.*\b(?:(?:vraag|herinner|ask|remind) (?:me|mij)|vragen|herinneren|herinnering|reminder)\b)"
    r"(?=.*\b(?:me|mij|i want|ik wil)\b).*"
    r"\b(?:elke|iedere|each|every|dagelijks|daily|voortaan|ochtends?|mornings?|workday|werkdag)\b"
)
I_GET = re.compile(r"\b(?:krijg ik|do i get|i get|verdien ik|ik krijg)\b")
