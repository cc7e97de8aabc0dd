"""Tells Dutch from English by the small words and endings that only one of the two has."""

from __future__ import annotations

import re

from locales.texts import Language

_WORD = re.compile(r"[^\W\d_]+")
# Words that both languages have ("in", "is", "of", "we", "was", "over", "team") tell nothing and are left out.
_DUTCH = frozenset(
    ["aan", "al", "alle", "als", "andere", "ben", "bent", "bij", "binnen", "boek", "boeken", "bureau", "daar", "dag", "dagen", "dan", "dat", "de", "deze", "die", "dit", "dinsdag", "doe", "doet", "donderdag", "door", "dus", "echt", "een", "eens", "elke", "en", "er", "ergens", "even", "ga", "gaan", "gaat", "geef", "geen", "graag", "haar", "had", "heb", "hebben", "heeft", "hebt", "hele", "hem", "het", "hier", "hij", "hoe", "hoeveel", "hoi", "hulp", "iets", "iedereen", "iedere", "ik", "ja", "jaar", "je", "jij", "jullie", "kan", "komt", "kun", "kunnen", "kunt", "laat", "maak", "maandag", "maar", "mag", "me", "mee", "meer", "met", "middag", "mij", "mijn", "mn", "moet", "moeten", "mogen", "morgen", "naar", "nee", "niet", "niks", "nieuw", "nieuwe", "nodig", "nog", "nou", "nu", "ochtend", "om", "omdat", "ons", "onze", "ook", "op", "overleg", "overmorgen", "plek", "reserveer", "thuis", "toch", "toe", "toon", "tot", "uit", "uur", "van", "vandaag", "vanuit", "vergaderruimte", "verwijder", "visie", "volgende", "voor", "vraag", "vrijdag", "waar", "waarom", "wanneer", "wat", "week", "weken", "welke", "werk", "werken", "werkplek", "werkt", "werkdag", "wie", "wij", "wil", "wilt", "woensdag", "worden", "wordt", "zaterdag", "ze", "zegt", "zeggen", "zich", "zij", "zijn", "zit", "zo", "zonder", "zondag", "zou", "zoek", "hallo", "goedemorgen", "goedemiddag", "bedankt", "dankjewel", "doei", "dag", "toen", "wel", "geleerd", "annuleer", "verzet", "bekijk", "bericht", "berichten", "idee", "verslag", "voortgang", "peiling", "kantoor", "collega", "collegas", "aub", "svp", "ff", "ofzo", "eigenlijk", "welk", "betekent", "bedoelen", "verschil", "uitleg", "leg", "uitleggen", "zetten", "plan", "inchecken"]
)
_ENGLISH = frozenset(
    ["a", "about", "after", "all", "am", "an", "and", "any", "anything", "are", "at", "be", "because", "been", "before", "book", "booking", "but", "by", "can", "cancel", "change", "could", "day", "days", "desk", "did", "do", "does", "every", "everybody", "everyone", "find", "for", "from", "get", "give", "go", "going", "good", "had", "has", "have", "hello", "help", "her", "here", "him", "his", "how", "hows", "i", "idea", "if", "into", "it", "its", "just", "know", "let", "like", "long", "look", "make", "many", "may", "me", "message", "meeting", "morning", "much", "must", "my", "need", "new", "next", "nice", "no", "not", "now", "on", "one", "or", "our", "people", "please", "project", "quiet", "report", "reserve", "room", "said", "say", "says", "send", "she", "should", "show", "so", "some", "somewhere", "start", "status", "tell", "thanks", "than", "thank", "that", "the", "their", "them", "then", "there", "these", "they", "thing", "this", "those", "to", "today", "tomorrow", "tuesday", "monday", "wednesday", "thursday", "friday", "until", "up", "us", "vision", "want", "what", "whats", "when", "where", "which", "who", "whos", "why", "will", "with", "without", "work", "workspace", "would", "year", "you", "your", "yes", "hey", "hi", "afternoon", "evening", "office", "home", "explain", "mean", "means", "colleagues", "announcement", "whether", "im", "ill", "id", "lets", "bye", "pls"]
)
_DUTCH_SHAPE = re.compile(r"ij|aa|ee[^kdntmplr]|oe|uu|sch|lijk|heid|ing(?:en)$|eren$|tje$|^ge.*[dt]$|zo[a-z]|^ver|eau")
_ENGLISH_SHAPE = re.compile(r"th|tion|ing$|ght|ough|wh|ly$|ed$|sh|ck|ness$|ould|y$")


def detect_language(text: str, otherwise: Language = "nl") -> Language:
    """The language of a text; `otherwise` where nothing tells (a number, a name, an empty text)."""
    dutch = english = 0.0
    for word in _WORD.findall(text.lower().replace("'", "").replace("’", "")):
        if word in _DUTCH:
            dutch += 1
        if word in _ENGLISH:
            english += 1
        if word not in _DUTCH and word not in _ENGLISH and len(word) > 3:
            dutch += 0.3 * bool(_DUTCH_SHAPE.search(word))
            english += 0.3 * bool(_ENGLISH_SHAPE.search(word))
    if dutch == english:
        return otherwise
    return "nl" if dutch > english else "en"
