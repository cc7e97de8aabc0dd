"""Finds places, zones, numbers of people, features and names of people in a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dialogs.understanding.hours import without
from dialogs.understanding.lexicon import pattern_of, vocabulary
from dialogs.understanding.model import Category, Feature, Wish
from dialogs.understanding.numbers import MONTH, NUMBER, TOGETHER, number
from dialogs.understanding.persons import and_the_speaker, for_person, perhaps_for, person_asked_about
from dialogs.understanding.unknown_places import unknown_place
from dialogs.understanding.words import Sentence
from domain.organisation import Location, Organisation

_NEAR = re.compile(r"(?<!werk )(?<!werken )(?<!werkt )\bin de buurt\b")
_NOT_THERE = re.compile(r"\b(?:ipv|i p v|in plaats van|instead of|niet|not)(?: in| bij| at)?(?: de| the| het)? $")
_INSTEAD_OF_NUMBER = re.compile(rf"\b(?:ipv|i p v|in plaats van|instead of) {NUMBER}\b")
_PEOPLE_WORD = (
    r"(?:personen|persoon|pers|p|mensen|man|pax|deelnemers|collega's|collegas|collega|gasten"
    r"|medewerkers|teamleden|bezoekers|plaatsen|stoelen|inwoners|sollicitanten"
    r"|people|ppl|persons|person|participants|colleagues|colleague|guests|attendees|employees"
    r"|visitors|seats|of us|team members)"
)
_PEOPLE = re.compile(
    rf"\b(?:een )?(?:man|stuk) of (?P<about>{NUMBER})\b|"
    rf"\b(?P<with>met |with |(?:mij|me|ik|i|mezelf|myself) (?:en|and|plus) )?(?:nog |my |mijn "
    rf"|the )?(?P<n>{NUMBER}) (?:andere |other "
    rf"|externe |lieve )?(?P<word>{_PEOPLE_WORD})\b"
    rf"|\b(?:z'?n|zijn|ons|jullie) (?P<z>{'|'.join(TOGETHER)})\b"
    rf"|\b(?:the|us) (?P<us>two|three|four|five|six|seven|eight) of us\b"
    rf"|\b(?:we are|we're|wij zijn|we zijn|zijn we|are we)(?: met| with)?(?: ons)? (?P<we>{NUMBER})\b"
    rf"|\b(?:group|team|party) of (?P<group>{NUMBER})\b|\b(?:groep|team|club|ploeg) (?:van )?(?P<groep>{NUMBER})\b"
)
_SMALL = "twee|drie|vier|vijf|zes|zeven|acht|negen|tien|twaalf|two|three|four|five|six|seven|eight|nine|ten|twelve"
_FOR_NUMBER = re.compile(
    rf"\b(?:voor|for|met|with|room|kamer|zaal|ruimte) (?P<n>\d{{1,3}}|{_SMALL})\b"
    r"(?! ?(?:uur|uurtjes|u|h|hours?|min|minuten|minutes|dagen|days|weken|weeks|am|pm|:|-|/|nachten|keer|maand|halve"
    rf"|kwartier|bureaus|desks|werkplekken|plekken|{MONTH})\b)"
)
_DESKS = re.compile(
    rf"\b(?P<n>{NUMBER}) (?:rustige |stille |quiet |vaste |losse |extra |free )?(?:werkplekken"
    rf"|bureaus|desks|plekken|workspaces|plaatsen|seats|spots|flexplekken)\b"
)


@dataclass(frozen=True)
class Found:
    """What a sentence says about where, how many and for whom."""

    place: Location | None = None
    named: bool = False  # the place by a name of its own, not as "kantoor" or "thuis"
    unknown_place: str | None = None  # one that is named and is not here
    zone: str | None = None
    zone_place: Location | None = None  # where that zone is
    people: int | None = None
    desks: int | None = None
    features: tuple[Feature, ...] = ()
    wishes: tuple[Wish, ...] = ()
    categories: tuple[tuple[int, Category], ...] = ()  # with where in the line
    for_person: str | None = None
    perhaps_for: str | None = None  # the same, by a name without a capital: it may be no name at all
    person: str | None = None


@lru_cache(maxsize=64)
def _patterns(
    organisation: Organisation,
) -> tuple[tuple[tuple[Location, re.Pattern[str]], ...], tuple[tuple[Location, str, re.Pattern[str]], ...]]:
    locations = tuple(
        (place, pattern_of((*place.words, place.name_nl, place.name_en))) for place in organisation.locations
    )
    zones = tuple(
        (
            place,
            zone.id,
            pattern_of(
                (
                    *zone.words,
                    zone.name_nl,
                    zone.name_en,
                    *(word + "zone" for word in zone.words),
                    *(word.removesuffix(ending) + "zone" for word in zone.words for ending in ("en", "plek")),
                    *(word + ending for word in zone.words for ending in ("plek", "plekje", "werkplek", "ruimte")),
                )
            ),
        )
        for place in organisation.locations
        for zone in place.zones
    )
    return locations, zones


def find(sentence: Sentence, organisation: Organisation, rooms: bool, counted: str) -> Found:
    """What is said about where, how many and for whom.

    `rooms`: a bare number ("voor 8") counts people. `counted`: the line without days and hours, to count in.
    """
    line = _NEAR.sub(lambda match: "_" * len(match.group()), sentence.line)
    places, zones = _patterns(organisation)
    said = [
        (match.start(), -len(match.group()), place, match.group())
        for place, pattern in places
        for match in pattern.finditer(line)
    ]
    named = min(said, key=lambda item: (_generic(item[3]), item[1], item[0]), default=None)
    found = [
        (place, name)
        for _, place, name in sorted(
            (
                (match.start(), place, name)
                for place, name, pattern in zones
                for match in pattern.finditer(line)
                if not _NOT_THERE.search(line[: match.start()])
            ),
            key=lambda item: item[0],
        )
    ]
    where = tuple(match.span() for *_, pattern in (*places, *zones) for match in pattern.finditer(line))
    unnamed, by_name = without(counted, where), bool(named and not _generic(named[3]))
    zone = next(iter(found), None)
    if zone and named and named[2].zones:
        zone = next((pair for pair in found if pair[0] == named[2]), zone)
    return Found(
        place=named[2] if named else None,
        named=by_name,
        unknown_place=None if by_name else unknown_place(sentence, unnamed, organisation.name),
        zone=zone[1] if zone else None,
        zone_place=zone[0] if zone else None,
        people=_people(counted, rooms) or (2 if and_the_speaker(sentence.written) else None),
        desks=_count_of_desks(line),
        features=tuple(name for name, pattern in vocabulary().features if pattern.search(line)),
        wishes=tuple(name for name, pattern in vocabulary().wishes if pattern.search(line)),
        categories=_categories(line),
        for_person=for_person(sentence.written),
        perhaps_for=perhaps_for(sentence, unnamed, listed_only=rooms),
        person=person_asked_about(sentence.written),
    )


def names_desks(sentence: Sentence, organisation: Organisation) -> bool:
    """Whether a location with desks is named by a name of its own."""
    places, _ = _patterns(organisation)
    return any(
        place.desks and any(not _generic(match.group()) for match in pattern.finditer(sentence.line))
        for place, pattern in places
    )


def _categories(line: str) -> tuple[tuple[int, Category], ...]:
    """Where in the line which category is said; a longer phrase hides what is inside it ("home office")."""
    found: list[tuple[tuple[int, int], Category]] = [
        (match.span(), name) for name, pattern in vocabulary().categories for match in pattern.finditer(line)
    ]
    outer = list[tuple[int, Category]]()
    for span, category in found:
        if not any(other != span and other[0] <= span[0] and span[1] <= other[1] for other, _ in found):
            outer.append((span[0], category))
    return tuple(sorted(outer, key=lambda item: item[0]))


def _generic(word: str) -> bool:
    return word in (
        "kantoor",
        "office",
        "thuis",
        "home",
        "wfh",
        "wijk",
        "buurt",
        "in de wijk",
        "at home",
        "from home",
        "thuiswerken",
        "thuiswerkdag",
        "neighbourhood",
        "neighborhood",
    )


def _count_of_desks(line: str) -> int | None:
    match = _DESKS.search(line)
    if not match or match["n"] in ("een", "a", "an", "paar") or (len(match["n"]) > 3 and match["n"].isdigit()):
        return None
    return number(match["n"])


def _people(line: str, rooms: bool) -> int | None:
    line = _INSTEAD_OF_NUMBER.sub("", line)
    for match in _PEOPLE.finditer(line):
        said = match["n"] or match["us"] or match["group"] or match["groep"] or match["we"] or match["about"]
        if match["z"]:
            return TOGETHER[match["z"]]
        if said in ("een", "a", "an") and not match["with"]:
            continue
        count = number(said) if len(said) < 5 or not said.isdigit() else 0
        others = match["word"] and match["word"].startswith(("collega", "colleague", "team")) and match["with"]
        if 0 < count < 2000:
            return count + 1 if others else count
    both = re.search(r"\b(?:mij|me|ik|i) (?:en|and) (?:een|my|mijn|a|1) (?:collega|colleague)\b", line)
    if both:
        return 2
    match = _FOR_NUMBER.search(line) if rooms else None
    return number(match["n"]) if match and 0 < number(match["n"]) < 1000 else None
