"""Finds in a sentence that a colleague may book for the speaker, may not any more, or that he asks who may."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

LONGEST = 200  # characters; nobody needs more to say it
_NAME = (
    r"(?:mijn |m'n |my |onze )?(?:collega |colleague |teamgenoot )?"
    r"(?P<name>[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){0,4}?)"
)
_WHAT = (
    r"(?: (?:een |a |mijn |my |de |the |vaste )?(?:werkplek(?:ken)?|plek(?:ken)?|bureaus?|(?:vergader)?ruimtes?|zalen"
    r"|reserveringen|bookings?|desks?|places?|rooms?|workspaces?))?"
)
_ME, _FOR_ME = r" (?:voor|namens) (?:mij|me)", r" (?:for me|on my behalf)"
_TO_BOOK = rf"(?:{_ME}{_WHAT}|{_WHAT}{_ME}) (?:te )?(?:boeken|reserveren)"
_BOOK = rf"(?:book|reserve)(?:{_WHAT}{_FOR_ME}|{_FOR_ME}{_WHAT})"
_FROM_NOW = r"(?: (?:vanaf nu|voortaan|ook|wel|dus|best|from now on|also|now))*"
_END = r"\b.*"
_GIVEN = (
    rf"{_NAME} (?:mag|kan){_FROM_NOW}{_TO_BOOK}{_END}",
    rf"(?:ik )?(?:geef|verleen)(?: ik)? {_NAME} (?:mijn |de |een )?(?:toestemming|machtiging)(?: om)?{_TO_BOOK}{_END}",
    rf"(?:ik )?machtig {_NAME}(?: om)?{_TO_BOOK}{_END}",
    rf"laat {_NAME}{_FROM_NOW}{_TO_BOOK}{_END}",
    rf"ik wil dat {_NAME}(?: {_ME.strip()}{_WHAT}|{_WHAT}{_ME}) (?:kan|mag) (?:boeken|reserveren){_END}",
    rf"{_NAME} (?:may|can|is allowed to){_FROM_NOW} {_BOOK}{_END}",
    rf"(?:i want to |i would like to )?(?:let|allow) {_NAME}(?: to)? {_BOOK}{_END}",
    rf"(?:i )?(?:give|grant) {_NAME} (?:my )?permission to {_BOOK}{_END}",
    rf"(?:i )?authori[sz]e {_NAME} to {_BOOK}{_END}",
)
_ENDED = (
    rf"{_NAME} (?:mag|kan) niet(?: meer| langer)?{_TO_BOOK}{_END}",
    rf"{_NAME} (?:mag|kan){_ME}{_WHAT} niet (?:meer |langer )?(?:boeken|reserveren){_END}",
    rf"(?:trek|haal|stop|beeindig|beëindig)(?: ik)? (?:de |mijn )?(?:toestemming|machtiging) (?:van|voor|aan) {_NAME}"
    r"(?: om .*)?(?: in| weg)?",
    rf"{_NAME} (?:may|can|is) (?:not|no longer|not allowed to|no longer allowed to)(?: any more)? {_BOOK}{_END}",
    rf"{_NAME} (?:may|can)not {_BOOK}{_END}",
    rf"(?:withdraw|revoke|end|stop|remove) (?:the |my )?permission (?:of|for|from|to) {_NAME}",
    rf"(?:withdraw|revoke|end|stop|remove) {_NAME}['’]s permission",
)
_ASKED = (
    rf"(?:wie|welke collega'?s?) (?:mag|mogen|kan|kunnen)(?: er)?{_TO_BOOK}{_END}",
    rf"(?:voor|namens) wie (?:mag|kan) ik{_WHAT} (?:boeken|reserveren){_END}",
    rf"(?:mag|kan) {_NAME}{_TO_BOOK}{_END}",
    rf"mag ik (?:voor|namens) {_NAME} (?:boeken|reserveren)",
    rf"(?:may|can) i book for {_NAME}",
    rf"(?:who|which colleagues?) (?:may|can|is allowed to|are allowed to) {_BOOK}{_END}",
    rf"(?:for )?(?:whom|who) (?:may|can|am) i (?:allowed to )?(?:book|reserve){_WHAT}(?: for)?{_END}",
    rf"(?:may|can) {_NAME} {_BOOK}{_END}",
    r"(?:(?:toon|laat|bekijk|show|see) )?(?:me )?(?:mijn|my) (?:toestemmingen|machtigingen|permissions)(?: zien)?",
    r"(?:toestemmingen|machtigingen|permissions)",
    r"wie mag voor wie boeken|who may book for whom",
)
# No names: "kan iemand voor mij boeken" and "mag ik voor mij boeken" are no permission.
_NOBODY = frozenset(
    (
        *("ik", "je", "jij", "u", "hij", "zij", "ze", "we", "wij", "jullie", "iemand", "niemand", "iedereen", "men"),
        *("dit", "dat", "het", "er", "wie", "wat", "waar", "hoe", "wanneer", "koers", "kun", "kan", "mag", "een", "de"),
        *("mij", "me", "mezelf", "myself", "ons", "us", "onszelf", "ourselves"),
        *("i", "you", "he", "she", "it", "they", "someone", "somebody", "anyone", "anybody", "nobody", "everyone"),
        *("everybody", "this", "that", "who", "what", "how", "when", "where", "there", "the", "a", "your"),
    )
)
_AROUND = re.compile(
    r"^(?:(?:hoi|hallo|hi|hello|hey|koers|please|graag|even|kun je|can you)[\s,]+)*|"
    r"(?:[\s,]+(?:graag|aub|a\.u\.b\.?|svp|alsjeblieft|alstublieft|please|thanks|bedankt|dank je))*[\s.!?]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Permission:
    """What a sentence says of it. `name`: of the colleague, as it was written; "" where none was named."""

    intent: Literal["delegate", "delegations"]
    name: str


def permission(text: str) -> Permission | None:
    """What a sentence says about booking for one another; None where it says nothing of that."""
    if len(text) > LONGEST:
        return None
    line = " ".join(_AROUND.sub("", text).split())
    for patterns, intent in _TABLE:
        for pattern in patterns:
            found = pattern.fullmatch(line)
            name = found.groupdict().get("name") or "" if found else ""
            if found and not (name and name.split()[0].casefold() in _NOBODY):
                return Permission(intent, name)
    return None


def _compiled(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


# What ends one is read first: "mag niet meer" is in both.
_TABLE: tuple[tuple[tuple[re.Pattern[str], ...], Literal["delegate", "delegations"]], ...] = (
    (_compiled(_ENDED), "delegations"),
    (_compiled(_ASKED), "delegations"),
    (_compiled(_GIVEN), "delegate"),
)
