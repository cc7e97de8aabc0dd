"""Adds what is certain of the two languages to what the examples say: a question is for the vision, a wish is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dialogs.understanding import sayings
from dialogs.understanding.model import Choice

ASK: Choice = ("vision", "ask")
_ACTS = ("book", "start", "send", "submit", "cancel", "change", "register_day", "wish", "export", "approve", "close_it")
_THINGS = (
    *("idea", "desk", "room", "booth", "booking", "project_document", "message", "check_in", "submit", "join_in"),
    *("project", "status", "results", "draft", "delivered", "scan", "allowance", "days_overview"),
)
_DAYS = ("home", "office", "elsewhere", "work", "who", "colleague", "cancel", "change", "team_day", "meeting", "book")
_LISTED = frozenset({"idea", "portfolio", "message", "busy", "free", "check_in", "present", "booking"})
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


# With one of these who wants to sit somewhere wants no desk.
_NOT_TO_SIT = ("home", "room", "meeting", "booth", "cancel", "change", "team_day", "elsewhere")
# What nobody wants who asks a question that is not about themselves.
_NOT_ASKED: tuple[Choice, ...] = (
    *(("help", intent) for intent in ("help", "language", "sign_in", "sign_out")),
    *(("projects", intent) for intent in ("start", "continue", "close")),
    *(("initiatives", intent) for intent in ("submit", "edit", "support", "join", "from_message")),
    *(("announcements", intent) for intent in ("new", "pause", "resume", "stop", "correct", "recall", "quiet_hours")),
    *(("check_ins", intent) for intent in ("answer", "cancel")),
)


@dataclass(frozen=True)
class Signs:
    """What the rules look at: the meanings with where each starts, and the words in a row."""

    first: dict[str, int]
    words: list[str]
    line: str
    written: str
    has_day: bool
    has_hours: bool
    at_desks: bool = False  # whether it names a location with desks

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
        how_things_are = self.defines or (
            sayings.IMPERSONAL.match(self.line) and not sayings.FIRST_PERSON.search(self.line)
        )
        return self.has_day and not how_things_are and (self.at_desks or self.any(*_THINGS, *_DAYS))

    @property
    def asks_in_general(self) -> bool:
        """Whether it opens as a question, and not about the person or the bot."""
        return bool(sayings.IMPERSONAL.match(self.line)) and not sayings.FIRST_PERSON.search(self.line)

    @property
    def lists(self) -> bool:
        """Whether it may ask for a list that Koers keeps: of ideas, projects, messages, people who are in."""
        people = self.any("who", "colleague") and self.any("office", "home", "work")
        return bool(sayings.OPENS_LIST.match(self.line)) and (people or self.any(*_LISTED))

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
    if sayings.FROM_VISION.search(signs.line) and not any(signs.first.get(name, 9) == 0 for name in _ACTS):
        yield ASK, 0.5
    if signs.any("injection"):
        yield ASK, 0.0 if sayings.OF_THAT.search(signs.line) else 0.6
    concrete = signs.has_day or signs.has_hours
    if signs.any("help") and signs.defines and len(signs.words) < 7:
        yield ("help", "help"), 0.3
    elif signs.defines and not signs.any("my") and not signs.has_day and not sayings.A_PROJECT.search(signs.written):
        yield ASK, 0.25
    if signs.any("compare") and (sayings.TWO_SIDES.search(signs.line) or len(sayings.VISIONS.findall(signs.line)) > 1):
        yield ("vision", "compare"), 0.9 if signs.defines else 0.5
        yield ASK, -0.3
    elif sayings.BOTH_NAMED.search(signs.line) and not concrete:
        yield ("vision", "compare"), 0.9
    elif signs.any("vision") and not (signs.acts and not signs.any("define")) and not sayings.SENDS.match(signs.line):
        yield ASK, 0.35
    if signs.any("rules_for") and not signs.has_day and not signs.any(*_THINGS):
        yield ASK, 0.3
    timeless = not signs.has_day and not signs.has_hours and not sayings.A_PROJECT.search(signs.written)
    if timeless and signs.asks_in_general:
        yield ASK, 0.1 if signs.lists and len(signs.words) < 9 else 0.3
    if len(signs.words) <= 7 and sayings.GO_ON.match(signs.line) and not signs.acts and not signs.has_day:
        yield ("vision", "follow_up"), 0.9 if sayings.AND_THAT.match(signs.line) else 0.4


def _toward_asking(signs: Signs) -> Iterator[tuple[Choice, float]]:
    """Ways of asking that no wish to do something has."""
    concrete = signs.has_day or signs.has_hours
    if (sayings.NORM.match(signs.line) or sayings.IN_GENERAL.search(signs.line)) and not concrete:
        yield ASK, 0.45
    if sayings.NORM_OF_ALL.match(signs.line) or (
        sayings.WANTS_TO_KNOW.search(signs.line) and not signs.has_day and not signs.any("team", "my", "free", "have_i")
    ):
        yield ASK, 0.45
    if sayings.WHAT_IF.match(signs.line) and not concrete:
        yield ASK, 0.5
    if sayings.WHERE_IS_THAT.match(signs.line):
        yield ("vision", "source"), 0.8
    if signs.asks_in_general and sayings.SUPPOSED.search(signs.line):
        yield ASK, 0.5
    if sayings.ROOM_TO.search(signs.line) and not concrete and not signs.any("book", "wish", "meeting", "free"):
        yield ASK, 0.6
    if sayings.AGREED.search(signs.line) and not signs.acts and not signs.any("check_in"):
        yield ASK, 0.4
    if (sayings.TELLS.match(signs.line) or sayings.EXAMPLE_OF.search(signs.line)) and not sayings.LET_KNOW.search(
        signs.line
    ):
        yield ASK, 0.6
    if sayings.EXPLAINS.match(signs.line) and concrete and not sayings.FIRST_PERSON.search(signs.line):
        listed = signs.any("busy", "free") or (len(signs.words) < 10 and signs.any(*_LISTED, *_THINGS, "my"))
        yield ASK, 0.0 if listed else 0.3
    if sayings.WRITTEN_DOWN.search(signs.line) and not concrete and not signs.any("my"):
        yield ASK, 0.5
    if sayings.OF_THAT.search(signs.line) and len(signs.words) < 10 and not concrete:
        yield ("vision", "follow_up"), 0.6
    if signs.any("simpler") and not signs.asks_in_general and len(signs.words) < 10 and not signs.any("vision"):
        yield ("vision", "simpler"), 0.5
    if sayings.ADDS_ANSWER.search(signs.line):
        yield ("vision", "add_answer"), 0.6
    if signs.asks_in_general and not (signs.any("help") and len(signs.words) < 7):
        for choice in _NOT_ASKED:
            yield choice, -0.3


def _toward_doing(signs: Signs) -> Iterator[tuple[Choice, float]]:
    if signs.any("my") and signs.any(*_THINGS) and not signs.any("vision"):
        yield ASK, -0.2
    if signs.any("later") and signs.any("meeting", "booking"):
        yield ("workspaces", "change"), 0.4
    if signs.any("recall", "stop") and signs.any("booking"):
        yield ("workspaces", "cancel"), 0.4
    if signs.any("have_i") and signs.any("idea"):
        yield ("initiatives", "mine"), 0.45
    if sayings.MOVES.search(signs.line) and signs.has_day and signs.any("desk", "room", "booking", "meeting"):
        yield ("workspaces", "change"), 0.5
        yield ("workspaces", "book_room"), -0.3
    if signs.any("cancel") and signs.any("desk", "room", "booth", "booking"):
        yield ("workspaces", "cancel"), 0.2
    if (
        signs.any("project", "project_document")
        and signs.any("status")
        and signs.any("answer", "register_day", "start")
    ):
        yield ("projects", "report"), 0.5
    telling = signs.any("progress_report", "start", "close_it", "answer", "register_day")
    about_project = sayings.A_PROJECT.search(signs.written) and not telling
    if about_project and not signs.acts:
        yield ("projects", "status"), 0.4
    if sayings.LET_KNOW.search(signs.line):
        yield ("announcements", "new"), 0.5
    if signs.has_day and not (signs.defines and signs.any("vision")):
        yield ASK, -0.2 if not signs.defines else 0.0
        for intent in ("book_desk", "book_room"):
            yield ("workspaces", intent), 0.05
        yield ("workdays", "set_day"), 0.05
    sits = signs.any("sit", "area") and not signs.any("who", "have_i", "room", "meeting", "busy", "change", "cancel")
    if signs.has_day and signs.any("wish") and sits and not signs.any("team_day", "home", "elsewhere"):
        yield ("workspaces", "book_desk"), 0.3
    others = sayings.IMPERSONAL.match(signs.line) and not signs.line.startswith(("kunnen we", "kan "))
    if signs.any("language_choice") and not signs.any("simpler") and len(signs.words) < 9 and not others:
        yield ("help", "language"), 0.3
    if signs.has_hours and signs.any("room", "booth"):
        yield ("workspaces", "book_room"), 0.1


def _toward_changing(signs: Signs) -> Iterator[tuple[Choice, float]]:
    """What is there already, and is to be moved, stopped or gone on with."""
    place = signs.any("desk", "room", "booth", "booking")
    if place and (signs.first.get("change", 9) <= 3 or (signs.any("change") and signs.has_day and not signs.any("book"))):
        yield ("workspaces", "change"), 0.25
    if place and signs.any("cancel") and sayings.NOT_COMING.search(signs.line):
        yield ("workspaces", "cancel"), 0.4
    if place and signs.any("notify_me") and sayings.FREES.search(signs.line):
        yield ("workspaces", "waiting_list"), 0.5
    if signs.any("check_in") and (signs.first.get("stop", 9) <= 2 or signs.first.get("cancel", 9) <= 2):
        yield ("check_ins", "cancel"), 0.4
    if signs.any("go_on", "resume") and signs.any("send") and not signs.any("draft"):
        yield ("announcements", "resume"), 0.4
    if sayings.MY_PROJECTS.search(signs.line):
        yield ("projects", "my_projects"), 0.4
    someone = sayings.IS_SOMEONE.match(signs.written)
    if signs.has_day and signs.any("home") and not someone and not place and not signs.any("room", "meeting"):
        yield ("workdays", "set_day"), 0.1
        yield ("workspaces", "book_desk"), -0.3
    if signs.any("cancel") and signs.any("home", "office", "days_overview") and not place:
        yield ("workdays", "cancel"), 0.4
    if place and signs.any("have_i") and sayings.ASKS_OWN.match(signs.line):
        yield ("workspaces", "my_bookings"), 0.3
    if place and sayings.SIDE_BY_SIDE.search(signs.line) and not signs.any("room"):
        yield ("workspaces", "team_day" if signs.any("team") else "book_desk"), 0.3
    if signs.has_day and signs.any("wish") and sayings.MAY_SIT.search(signs.line) and not signs.any(*_NOT_TO_SIT):
        yield ("workspaces", "book_desk"), 0.3
        yield ("workspaces", "occupancy"), -0.3
    if sayings.INSTEAD_OF_DAY.search(signs.line):
        yield ("workdays" if signs.any("home", "office") and not place else "workspaces", "change"), 0.9
        yield ("workspaces", "book_desk"), -0.4
    elif sayings.MOVES_DAY.search(signs.line) and not place:
        yield ("workdays", "change"), 0.6
        yield ("workdays", "set_day"), -0.2
    some_hours = signs.has_day and signs.has_hours and not signs.any("who", "busy", "change", "cancel", *_NOT_TO_SIT)
    if some_hours and (signs.at_desks or signs.any("office")):
        yield ("workspaces", "book_desk"), 0.4
    if place and sayings.NOT_NEEDED.search(signs.line):
        yield ("workspaces", "cancel"), 0.3
    away = sayings.AWAY.search(signs.line) and not place and not signs.any("who", "home", "team")
    if signs.has_day and away and not signs.asks_in_general:
        yield ("workdays", "set_day"), 0.5
    if place and sayings.TWO_HOURS.search(signs.line):
        yield ("workspaces", "change"), 0.5
    if sayings.HOW_BUSY.search(signs.line) and not signs.any("book", "wish", "desk", "room", "defines"):
        yield ("workspaces", "occupancy"), 0.3
    if signs.any("export") and signs.any("home", "office", "allowance", "days_overview"):
        yield ("workdays", "export"), 0.5
    if signs.any("project") and signs.any("start", "submit") and signs.acts and not signs.any("idea", "vision"):
        yield ("projects", "start"), 0.2
    of_idea = signs.any("idea") and sayings.PROJECT_OF.search(signs.line)
    into_project = (of_idea or sayings.INTO_PROJECT.search(signs.line)) and not sayings.IMPERSONAL.match(signs.line)
    if signs.any("idea") and signs.any("my") and signs.any("change", "cancel", "recall") and not into_project:
        yield ("initiatives", "edit"), 0.4
    yield from _toward_own_messages(signs)
    if sayings.MORNING_QUESTION.search(signs.line):
        yield ("workdays", "reminder"), 0.5
    if signs.any("idea") and sayings.ARE_THERE.match(signs.line) and not signs.any("have_i", "my"):
        yield ("initiatives", "browse"), 0.3
    if signs.any("export") and signs.any("idea"):
        yield ("initiatives", "export"), 0.3
    if signs.any("message") and signs.any("delivered") and not signs.any("have_i", "wish", "send"):
        yield ("announcements", "report"), 0.3
    if sayings.NO_MESSAGES.search(signs.line) and (signs.has_hours or signs.any("evening")):
        yield ("announcements", "quiet_hours"), 0.6
    if signs.any("message") and sayings.LATEST.search(signs.line) and not signs.any("vision"):
        yield ("announcements", "inbox"), 0.3
    if into_project:
        yield ("initiatives", "to_project"), 0.6


def _toward_own_messages(signs: Signs) -> Iterator[tuple[Choice, float]]:
    """What is wrong, and what is not finished yet."""
    wrong = sayings.WRONG.search(signs.line)
    if signs.any("message") and wrong and not signs.any("vision"):
        yield ("announcements", "correct"), 0.5
    if sayings.MISUNDERSTOOD.search(signs.line) and not signs.any("message"):
        yield ("help", "feedback"), 0.8
    if signs.any("message") and sayings.UNSENT.search(signs.line):
        yield ("announcements", "drafts"), 0.5


def _toward_people(signs: Signs) -> Iterator[tuple[Choice, float]]:
    who_is_in: Choice = ("workdays", "who_is_in")
    if sayings.IS_SOMEONE.match(signs.written) and signs.any("office", "home", "present", "work"):
        yield who_is_in, 0.6
        yield ("workdays", "set_day"), -0.4
    if signs.first.get("who") == 0 and signs.has_day and signs.any("office", "home", "present", "work"):
        yield who_is_in, 0.3
    if signs.has_day and sayings.WHERE_IS.match(signs.written):
        yield who_is_in, 0.4
    if not signs.any("who", "colleague", "team") and not sayings.SOMEONE.search(signs.line):
        yield who_is_in, -0.25
