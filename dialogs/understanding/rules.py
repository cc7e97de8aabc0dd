"""Adds what is certain of the two languages to what the examples say: a question is for the vision, a wish is not."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.understanding import day_rules, sayings
from dialogs.understanding.model import ASK, Choice
from dialogs.understanding.signs import ACTS, LISTED, THINGS, Signs

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


# What nobody wants who asks a question that is not about themselves.
_NOT_ASKED: tuple[Choice, ...] = (
    *(("help", intent) for intent in ("help", "language", "sign_in", "sign_out")),
    *(("projects", intent) for intent in ("start", "continue", "close")),
    *(("initiatives", intent) for intent in ("submit", "edit", "support", "join", "from_message")),
    *(("announcements", intent) for intent in ("new", "pause", "resume", "stop", "correct", "recall", "quiet_hours")),
    *(("check_ins", intent) for intent in ("answer", "cancel")),
)


def adjusted(scores: dict[Choice, float], signs: Signs) -> dict[Choice, float]:
    """Adds what is known for certain about the two languages to what the examples say."""
    changed = dict(scores)
    more = (_toward_vision, _toward_asking, _toward_doing, _toward_changing, *day_rules.ALL)
    for choice, amount in (pair for rule in more for pair in rule(signs)):
        changed[choice] = changed.get(choice, 0.0) + amount
    for choice in changed:
        needs = _NEEDS.get(choice[0])
        if needs and not signs.any(*needs):
            changed[choice] -= 0.2
    return changed


def _toward_vision(signs: Signs) -> Iterator[tuple[Choice, float]]:
    if sayings.FROM_VISION.search(signs.line) and not any(signs.first.get(name, 9) == 0 for name in ACTS):
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
    if signs.any("rules_for") and not signs.has_day and not signs.any(*THINGS):
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
    if sayings.WHAT_IS_THAT.search(signs.line) and not signs.any("book", "cancel"):
        yield ASK, 0.4
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
        listed = signs.any("busy", "free") or (len(signs.words) < 10 and signs.any(*LISTED, *THINGS, "my"))
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
    if signs.any("my") and signs.any(*THINGS) and not signs.any("vision"):
        yield ASK, -0.2
    if signs.any("have_i") and signs.any("idea"):
        yield ("initiatives", "mine"), 0.45
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
    others = sayings.IMPERSONAL.match(signs.line) and not signs.line.startswith(("kunnen we", "kan "))
    if signs.any("language_choice") and not signs.any("simpler") and len(signs.words) < 9 and not others:
        yield ("help", "language"), 0.3


def _toward_changing(signs: Signs) -> Iterator[tuple[Choice, float]]:
    """What is there already, and is to be moved, stopped or gone on with."""
    if signs.any("check_in") and (signs.first.get("stop", 9) <= 2 or signs.first.get("cancel", 9) <= 2):
        yield ("check_ins", "cancel"), 0.4
    if signs.any("go_on", "resume") and signs.any("send") and not signs.any("draft"):
        yield ("announcements", "resume"), 0.4
    if sayings.MY_PROJECTS.search(signs.line):
        yield ("projects", "my_projects"), 0.4
    if signs.any("project") and signs.any("start", "submit") and signs.acts and not signs.any("idea", "vision"):
        yield ("projects", "start"), 0.2
    of_idea = signs.any("idea") and sayings.PROJECT_OF.search(signs.line)
    into_project = (of_idea or sayings.INTO_PROJECT.search(signs.line)) and not sayings.IMPERSONAL.match(signs.line)
    if signs.any("idea") and signs.any("my") and signs.any("change", "cancel", "recall") and not into_project:
        yield ("initiatives", "edit"), 0.4
    yield from _toward_own_messages(signs)
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
