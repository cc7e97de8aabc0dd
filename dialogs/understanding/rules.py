"""Adds what is certain of the two languages to what the examples say: a question is for the vision, a wish is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dialogs.understanding.model import Choice

ASK: Choice = ("vision", "ask")
_ACTS = ("book", "start", "send", "submit", "cancel", "change", "register_day", "wish", "export", "approve", "close_it")
_THINGS = (
    *("idea", "desk", "room", "booth", "booking", "project_document", "message", "check_in", "submit", "join_in"),
    *("project", "status", "results", "draft", "delivered", "scan", "allowance", "days_overview"),
)
_DAYS = ("home", "office", "elsewhere", "work", "who", "colleague", "cancel", "change", "team_day", "meeting", "book")
_GO_ON = re.compile(
    r"^(?:en|and|maar|but) (?:in|bij|voor|hoe|wat|for|at|how|what|waarom|why|de|het|the|wie|who|dan|then|als|if)\b"
)
_TWO_SIDES = re.compile(
    r"\b(?:oss|toss|hub|huis|sittard|geleen|gemeenten|municipalities|visies|visions|beide|both"
    r"|document\w*|begroting|bestuursopdracht"
    r"|missie|mission|budget|met|with|twee|two)\b"
)
_LET_KNOW = re.compile(
    r"\b(?:laat|let|wil|want to|graag|moet|kun je|can you) (?!(?:me|mij|us|ons|het me"
    r"|it)\b)(?:[\w']+ ){1,5}(?:laten )?(?:weten|know) (?:dat|that|over|about|wanneer|when"
    r"|of)\b"
    r"|\b(?:vertel|tell|inform|informeer) (?!(?:me|mij|us|ons|eens|even|iets|wat|meer"
    r"|something|more)\b)(?:\w+ ){1,4}(?:dat|that|over|about)\b"
)
_IMPERSONAL = re.compile(
    r"(?:en |and |maar |but )?(?!wat als|what if)(?:wat|welke?|wie|wiens|waar\w*|wanneer|hoe\w*|in welke?"
    r"|in hoeverre|op welke?|door wie|bij welke?|uit welke?|met welke?|voor wie|aan welke?"
    r"|van welke?|what|which|who|whose|where|when|why|how|in which|in what|by whom"
    r"|is|zijn|was|were|are|does|do|did|has|have|heeft|hebben|komt|komen|wordt|worden|krijgt"
    r"|krijgen|gaat|gaan|moet|moeten|mogen|mag|will|should|zal|zullen|blijft|blijven|wil"
    r"|willen|kunnen|klopt)\b"
)
_FIRST_PERSON = re.compile(r"\b(?:ik|mij|mijn|mn|m'n|me|i|my|mine|je|jij|you|i'm|i'd|kun je|can you)\b")
_LISTED = frozenset(
    {"idea", "portfolio", "message", "busy", "free", "check_in", "who", "present", "colleague", "booking"}
)
_SOMEONE = re.compile(
    r"^(?:en |and )?(?:is|komt|werkt|zit|zie|will|does|wanneer|when|waar|where|zijn|are|hoeveel|how)\b"
)
_WHERE_IS = re.compile(
    r"(?:(?i:waar|where|wanneer|when)) (?:(?i:is|werkt|zit|does|komt|will)) (?!Oss\b|Sittard)[A-ZÀ-Ý]\w+"
)
MOVES = re.compile(r"\b(?:mijn|die|de) .*\bvan\b.*\bnaar\b")
A_PROJECT = re.compile(r"\b[Pp]roject (?!Start|Bureau|Document)[A-ZÀ-Ý]\w+")
_IS_SOMEONE = re.compile(
    r"(?:(?i:is|komt|werkt|zit|will|wanneer is|when is|waar is|where is|waar werkt"
    r"|zie ik)) (?!Oss\b|Sittard)[A-ZÀ-Ý]\w+"
)
_FROM_VISION = re.compile(
    r"\b(?:volgens|according to|in|uit|zegt|zeggen|staat in|by) (?:de |het |the |our "
    r"|onze )?(?:visie|vision|beleid|policy|documenten|documents)\b"
)
_NORM = re.compile(
    r"^(?:en |and |maar |but |dus |so )?(?:(?:moet|hoef|krijg|mag|kan) (?:je|jij|men|iedereen|u)|moet (?:ik|we|wij)"
    r"|moet(?:en)? (?:we|wij|elk|ieder|elke|iedere|alle|een|teams|medewerkers)|krijgen (?:we|wij)"
    r"|(?:do|does) (?:i|we|you|everyone|everybody) (?:have|need|get) |must (?:i|we)"
    r"|(?:am i|are we|are you|is everyone) (?:allowed|obliged|required|supposed)|(?:is|wordt|was) het verplicht"
    r"|is it (?:mandatory|compulsory|required)|ben ik verplicht|hoef ik)\b(?!.*\bnog (?:een|iets|wat|a)\b)"
)
_IN_GENERAL = re.compile(
    r"\b(?:mag|moet|kan|may|must|can) (?:ik|i)\b.*\b(?:altijd|of moet ik|or do i|or must i|always)\b"
)
_NORM_OF_ALL = re.compile(
    r"^(?:en |and |maar |but |dus |so )?(?:moeten|mogen|moet|mag|kunnen|hoeven|must|may|should|do|does|can)"
    r" (?:elk|ieder|elke|iedere|iedereen|alle|men|teams|medewerkers|collega's|managers|leidinggevenden|everyone"
    r"|everybody"
    r"|all|every|employees|colleagues)\b"
)
_WANTS_TO_KNOW = re.compile(
    r"\b(?:weten|know|vraag me af|vroeg me af|wonder|wondering|vraagt|vroeg|asked) "
    r"(?:hoe\w*|wat|waar\w*|of|wie|welke|why|how|what|whether|if|who|which|where)\b"
)
_MORNING_QUESTION = re.compile(r"\b(?:(?:ochtend|dag)vraag\w*|(?:morning|daily) question|dagelijkse vraag)\b")
_AGREED = re.compile(
    r"\b(?:afspraken|afgesproken|(?:spel|huis)?regels|richtlijn\w*|regeling\w*|beleid|rules|policy|policies|guidelines"
    r"|agreements|agreed)\b"
)
_TELLS = re.compile(
    r"^(?:(?:kun|kan|kunt|wil|zou|can|could|would) (?:je|u|jij|you) )?(?:(?:me|mij|ons|us|eens|please|even) )*"
    r"(?:vertel\w*|tell|uitleg|leg|explain|noem|beschrijf|describe|samenvatting|samenvatten|vat)\b"
    r"(?: (?:me|mij|ons|us|eens|even|please|iets|something|meer|more|wat|een beetje|in het kort))*"
    r" (?:over|about|uit|hoe|how|waarom|why|wat|what|welke|which|de|het|the)\b"
)
_WRITTEN_DOWN = re.compile(
    r"^(?:en |and )?(?:staat er|staan er|is er iets (?:over|bekend)|does it say|is there anything (?:about|in|on)"
    r"|is anything (?:known|written|said))\b|\b(?:hetzelfde|gelijk|the same|the same thing) (?:als|aan|as)\b"
)
_OF_THAT = re.compile(
    r"\b(?:voorbeeld\w*|meer|toelicht\w*|uitleg\w*|example\w*|more)\b.*"
    r"\b(?:daar|daarvan|hiervan|of that|of this|about that|daarover|hierover)\b"
    r"|\b(?:daar|daarvan|hiervan|daarover|hierover)\b.*\b(?:voorbeeld\w*|meer|toelicht\w*|uitleg\w*)\b"
    r"|\bdat toelichten\b"
)
_NO_MESSAGES = re.compile(
    r"\b(?:geen|niet|no|not|don't|dont|never|nooit|stop)\b.*"
    r"\b(?:bericht(?:en)?|melding(?:en)?|messages?|notifications?|storen|disturb|gestoord|anything|pings?)\b"
)
_EXAMPLE_OF = re.compile(r"\b(?:voorbeeld\w*|example\w*|samenvatting|summary) (?:van|of)\b")
_EXPLAINS = re.compile(r"(?:en |and |maar |but )?(?!wat als|what if)(?:wat|waarom|waartoe|hoezo|what|why|hoe|how)\b")
_ADDS_ANSWER = re.compile(
    r"\bantwoord(?:en)? (?:\w+ )*(?:toevoegen|schrijven|vastleggen|aanvullen)\b|\bvoeg .*\bantwoord\b"
    r"|\badd (?:an?|the|my|your) (?:\w+ )?answer\b|\bantwoord(?: \w+)* op een (?:onbeantwoorde|open) vraag"
)
_VISIONS = re.compile(r"\b\w*(?:visie|vision|document|opdracht|begroting)(?:s|en|e)?\b")
_MY_PROJECTS = re.compile(
    r"\b(?:projecten|projects)\b.*\b(?:heb ik|doe ik|ben ik|leid ik|have i|do i|am i|i have|i lead"
    r"|ik heb|waar ik|that i|i am|i work|van mij|mine)\b"
    r"|\b(?:heb ik|have i|am i|ben ik|do i)\b.*\b(?:projecten|projects)\b"
)
_INTO_PROJECT = re.compile(
    r"\b(?:van|into|out of|om in|om naar|promoveer|wordt)\b.*\b(?:een|a|an|n) (?:echt |real |heus )?project\b"
    r"(?=$| (?:maken|van|worden|te|please|graag)\b)"
)
_NOT_COMING = re.compile(
    r"\b(?:kom|komen|coming|come|kan|can|ben|will be)\b.*\b(?:niet|not|geen|afwezig|cannot|can't)\b"
)
_LATEST = re.compile(r"\b(?:laatste|nieuwste|recente?|latest|newest|recent|new)\b")
_FREES = re.compile(r"\b(?:vrij|beschikbaar|afzegt|annuleert|free|available|cancels|drops out|opens up)\b")
# What an intent cannot do without: a reading with none of these is a likeness of letters only.
_NEEDS: dict[str, tuple[str, ...]] = {
    "workspaces": (
        *("desk", "room", "booth", "booking", "meeting", "office", "work", "team_day", "waiting_list", "busy", "free"),
        *("check_me_in", "have_i", "area", "cancel", "change", "book", "later", "notify_me", "check_in"),
    ),
    "projects": (
        *("project", "project_document", "progress_report", "portfolio", "status", "approve", "close_it", "go_on"),
    ),
    "initiatives": ("idea", "submit", "support", "join_in", "from_this", "campaign", "project", "start", "wish"),
    "announcements": (
        *("message", "send", "draft", "pause", "resume", "stop", "recall", "correct", "remind", "quiet_hours"),
        *("delivered", "approve", "wish"),
    ),
    "check_ins": ("check_in", "results", "answer", "scan", "team"),
    "help": ("help", "language_choice", "sign_in", "sign_out", "wish", "start", "my"),
}
_SENDS = re.compile(r"^(?:stuur|maak|plaats|schrijf|verstuur|send|post|write|make|publish|publiceer)\b")


@dataclass(frozen=True)
class Signs:
    """What the rules look at: the meanings with where each starts, and the words in a row."""

    first: dict[str, int]
    words: list[str]
    line: str
    written: str
    has_day: bool
    has_hours: bool

    def any(self, *meanings: str) -> bool:
        """Whether one of these is meant somewhere."""
        return any(meaning in self.first for meaning in meanings)

    @property
    def acts(self) -> bool:
        """Whether it opens with something to do or to want."""
        return any(self.first.get(name, 9) <= 3 for name in _ACTS)

    @property
    def is_wish(self) -> bool:
        """Whether it names a day and is no question about how things are."""
        how_things_are = self.defines or (_IMPERSONAL.match(self.line) and not _FIRST_PERSON.search(self.line))
        return self.has_day and not how_things_are and self.any(*_THINGS, *_DAYS)

    @property
    def defines(self) -> bool:
        """Whether it opens as a question for an explanation."""
        return self.first.get("define", 9) <= 2


def adjusted(scores: dict[Choice, float], signs: Signs) -> dict[Choice, float]:
    """Adds what is known for certain about the two languages to what the examples say."""
    changed = dict(scores)
    more = (_toward_vision, _toward_asking, _toward_doing, _toward_changing, _toward_people)
    for choice, amount in (pair for rule in more for pair in rule(signs)):
        changed[choice] = changed.get(choice, 0.0) + amount
    for choice in changed:
        needs = _NEEDS.get(choice[0])
        if needs and not signs.any(*needs):
            changed[choice] -= 0.2
    return changed


def _toward_vision(signs: Signs) -> Iterator[tuple[Choice, float]]:
    if _FROM_VISION.search(signs.line) and not any(signs.first.get(name, 9) == 0 for name in _ACTS):
        yield ASK, 0.5
    if signs.any("injection"):
        yield ASK, 0.0 if _OF_THAT.search(signs.line) else 0.6
    if signs.any("help") and signs.defines and len(signs.words) < 7:
        yield ("help", "help"), 0.3
    elif signs.defines and not signs.any("my") and not signs.has_day and not A_PROJECT.search(signs.written):
        yield ASK, 0.25
    if signs.any("compare") and (_TWO_SIDES.search(signs.line) or len(_VISIONS.findall(signs.line)) > 1):
        yield ("vision", "compare"), 0.9 if signs.defines else 0.5
        yield ASK, -0.3
    elif signs.any("vision") and not (signs.acts and not signs.any("define")) and not _SENDS.match(signs.line):
        yield ASK, 0.35
    if signs.any("rules_for") and not signs.has_day and not signs.any(*_THINGS):
        yield ASK, 0.3
    timeless = not signs.has_day and not signs.has_hours and not A_PROJECT.search(signs.written)
    if timeless and _IMPERSONAL.match(signs.line) and not _FIRST_PERSON.search(signs.line):
        yield ASK, 0.1 if signs.any(*_LISTED) and len(signs.words) < 9 else 0.3
    if len(signs.words) <= 7 and _GO_ON.match(signs.line) and not signs.acts and not signs.has_day:
        yield ("vision", "follow_up"), 0.4


def _toward_asking(signs: Signs) -> Iterator[tuple[Choice, float]]:
    """Ways of asking that no wish to do something has."""
    concrete = signs.has_day or signs.has_hours
    if (_NORM.match(signs.line) or _IN_GENERAL.search(signs.line)) and not concrete:
        yield ASK, 0.45
    if _NORM_OF_ALL.match(signs.line) or (
        _WANTS_TO_KNOW.search(signs.line) and not signs.has_day and not signs.any("team", "my", "free", "have_i")
    ):
        yield ASK, 0.45
    if _AGREED.search(signs.line) and not signs.acts and not signs.any("check_in"):
        yield ASK, 0.4
    if (_TELLS.match(signs.line) or _EXAMPLE_OF.search(signs.line)) and not _LET_KNOW.search(signs.line):
        yield ASK, 0.6
    if _EXPLAINS.match(signs.line) and concrete and not _FIRST_PERSON.search(signs.line):
        listed = signs.any("busy", "free") or (len(signs.words) < 10 and signs.any(*_LISTED, *_THINGS, "my"))
        yield ASK, 0.0 if listed else 0.3
    if _WRITTEN_DOWN.search(signs.line) and not concrete and not signs.any("my"):
        yield ASK, 0.5
    if _OF_THAT.search(signs.line) and len(signs.words) < 10 and not signs.acts and not concrete:
        yield ("vision", "follow_up"), 0.6
    if signs.any("simpler") and len(signs.words) < 10 and not signs.any("vision"):
        yield ("vision", "simpler"), 0.5
    if _ADDS_ANSWER.search(signs.line):
        yield ("vision", "add_answer"), 0.6
    if _IMPERSONAL.match(signs.line) and not _FIRST_PERSON.search(signs.line) and not signs.any("help"):
        for intent in ("help", "language", "sign_in", "sign_out"):
            yield ("help", intent), -0.3


def _toward_doing(signs: Signs) -> Iterator[tuple[Choice, float]]:
    if signs.any("my") and signs.any(*_THINGS) and not signs.any("vision"):
        yield ASK, -0.2
    if signs.any("later") and signs.any("meeting", "booking"):
        yield ("workspaces", "change"), 0.4
    if signs.any("recall", "stop") and signs.any("booking"):
        yield ("workspaces", "cancel"), 0.4
    if signs.any("have_i") and signs.any("idea"):
        yield ("initiatives", "mine"), 0.45
    if MOVES.search(signs.line) and signs.has_day and signs.any("desk", "room", "booking", "meeting"):
        yield ("workspaces", "change"), 0.5
    if signs.any("cancel") and signs.any("desk", "room", "booth", "booking"):
        yield ("workspaces", "cancel"), 0.2
    if (
        signs.any("project", "project_document")
        and signs.any("status")
        and signs.any("answer", "register_day", "start")
    ):
        yield ("projects", "report"), 0.5
    telling = signs.any("progress_report", "start", "close_it", "answer", "register_day")
    about_project = A_PROJECT.search(signs.written) and not telling
    if about_project and not signs.acts:
        yield ("projects", "status"), 0.4
    if _LET_KNOW.search(signs.line):
        yield ("announcements", "new"), 0.5
    if signs.has_day and not (signs.defines and signs.any("vision")):
        yield ASK, -0.2 if not signs.defines else 0.0
        for intent in ("book_desk", "book_room"):
            yield ("workspaces", intent), 0.05
        yield ("workdays", "set_day"), 0.05
    sits = signs.any("sit", "area") and not signs.any("who", "have_i", "room", "meeting", "busy", "change", "cancel")
    if signs.has_day and signs.any("wish") and sits and not signs.any("team_day", "home", "elsewhere"):
        yield ("workspaces", "book_desk"), 0.3
    others = _IMPERSONAL.match(signs.line) and not signs.line.startswith(("kunnen we", "kan "))
    if signs.any("language_choice") and len(signs.words) < 9 and not others:
        yield ("help", "language"), 0.3
    if signs.has_hours and signs.any("room", "booth"):
        yield ("workspaces", "book_room"), 0.1


def _toward_changing(signs: Signs) -> Iterator[tuple[Choice, float]]:
    """What is there already, and is to be moved, stopped or gone on with."""
    place = signs.any("desk", "room", "booth", "booking")
    if place and signs.first.get("change", 9) <= 3:
        yield ("workspaces", "change"), 0.25
    if place and signs.any("cancel") and _NOT_COMING.search(signs.line):
        yield ("workspaces", "cancel"), 0.4
    if place and signs.any("notify_me") and _FREES.search(signs.line):
        yield ("workspaces", "waiting_list"), 0.5
    if signs.any("check_in") and (signs.first.get("stop", 9) <= 2 or signs.first.get("cancel", 9) <= 2):
        yield ("check_ins", "cancel"), 0.4
    if signs.any("go_on", "resume") and signs.any("send") and not signs.any("draft"):
        yield ("announcements", "resume"), 0.4
    if _MY_PROJECTS.search(signs.line):
        yield ("projects", "my_projects"), 0.4
    if signs.has_day and signs.any("home") and not place and not signs.any("room", "meeting"):
        yield ("workdays", "set_day"), 0.1
        yield ("workspaces", "book_desk"), -0.3
    if signs.any("cancel") and signs.any("home", "office", "days_overview") and not place:
        yield ("workdays", "cancel"), 0.4
    if _MORNING_QUESTION.search(signs.line):
        yield ("workdays", "reminder"), 0.5
    if signs.any("export") and signs.any("idea"):
        yield ("initiatives", "export"), 0.3
    if signs.any("message") and signs.any("delivered") and not signs.any("have_i", "wish", "send"):
        yield ("announcements", "report"), 0.3
    if _NO_MESSAGES.search(signs.line) and (signs.has_hours or signs.any("evening")):
        yield ("announcements", "quiet_hours"), 0.6
    if signs.any("message") and _LATEST.search(signs.line) and not signs.any("vision"):
        yield ("announcements", "inbox"), 0.3
    if _INTO_PROJECT.search(signs.line) and not _IMPERSONAL.match(signs.line):
        yield ("initiatives", "to_project"), 0.4


def _toward_people(signs: Signs) -> Iterator[tuple[Choice, float]]:
    who_is_in: Choice = ("workdays", "who_is_in")
    if _IS_SOMEONE.match(signs.written) and signs.any("office", "home", "present", "work"):
        yield who_is_in, 0.6
    if signs.first.get("who") == 0 and signs.has_day and signs.any("office", "home", "present", "work"):
        yield who_is_in, 0.3
    if signs.has_day and _WHERE_IS.match(signs.written):
        yield who_is_in, 0.4
    if not signs.any("who", "colleague", "team") and not _SOMEONE.search(signs.line):
        yield who_is_in, -0.25
