"""Adds what is certain of wishes for a desk, a room or a day at home: what they are told by, and from one another."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.understanding import day_sayings, sayings
from dialogs.understanding.model import ASK, Choice
from dialogs.understanding.signs import Signs

_BOOKED = ("desk", "room", "booth", "booking")
# With one of these who wants to sit somewhere wants no desk.
_NOT_TO_SIT = ("home", "room", "meeting", "booth", "cancel", "change", "team_day", "elsewhere")
_More = Iterator[tuple[Choice, float]]


def _toward_booking(signs: Signs) -> _More:
    if signs.has_hours and signs.any("room", "booth"):
        yield ("workspaces", "book_room"), 0.1
    sits = signs.any("sit", "area") and not signs.any("who", "have_i", "room", "meeting", "busy", "change", "cancel")
    if signs.has_day and signs.any("wish") and sits and not signs.any("team_day", "home", "elsewhere"):
        yield ("workspaces", "book_desk"), 0.3
    if signs.has_day and day_sayings.MAY_SIT.search(signs.line) and not signs.any(*_NOT_TO_SIT):
        yield ("workspaces", "book_desk"), 0.3
        yield ("workspaces", "occupancy"), -0.3
    timed = signs.has_day and signs.has_hours and not signs.any("who", "busy", *_NOT_TO_SIT)
    if timed and (signs.at_desks or signs.any("office")):  # "hub morgen 9-17": a day is told without hours
        yield ("workspaces", "book_desk"), 0.4
    if day_sayings.TEAM_DAY.search(signs.line) and (signs.has_day or signs.any("book", "desk")):
        yield ("workspaces", "team_day"), 0.4
    together = sayings.SIDE_BY_SIDE.search(signs.line)
    if signs.any(*_BOOKED) and together and not signs.any("room"):
        yield ("workspaces", "team_day" if signs.any("team") else "book_desk"), 0.3


def _toward_booked(signs: Signs) -> _More:
    """What is booked already, and is looked at, moved, called off or waited for."""
    booked = signs.any(*_BOOKED)
    if signs.any("later") and signs.any("meeting", "booking"):
        yield ("workspaces", "change"), 0.4
    if signs.any("recall", "stop") and signs.any("booking"):
        yield ("workspaces", "cancel"), 0.4
    if signs.any("cancel") and booked:
        yield ("workspaces", "cancel"), 0.2
    if sayings.MOVES.search(signs.line) and signs.has_day and signs.any("desk", "room", "booking", "meeting"):
        yield ("workspaces", "change"), 0.5
    if booked and day_sayings.MINE_TO.search(signs.line) and not signs.any("book", "have_i", "cancel", "check_me_in"):
        yield ("workspaces", "change"), 0.4
    if booked and day_sayings.REMOVES.search(signs.line):
        yield ("workspaces", "cancel"), 0.5
    if booked and day_sayings.MY_NEXT.search(signs.line) and not signs.any("change", "cancel", "later"):
        yield ("workspaces", "my_bookings"), 0.5
    if signs.first.get("change") == 0 and signs.any("meeting") and not booked:
        yield ("workspaces", "change"), 0.3
        yield ("workspaces", "book_room"), -0.3
    late = signs.any("change") and signs.has_day and not signs.any("book")
    if booked and (signs.first.get("change", 9) <= 3 or late):
        yield ("workspaces", "change"), 0.25
    if booked and day_sayings.TWO_HOURS.search(signs.line):
        yield ("workspaces", "change"), 0.5
        yield ("workspaces", "book_room"), -0.5
    elif booked and signs.any("my") and day_sayings.INSTEAD.search(signs.line):
        yield ("workspaces", "change"), 0.4
    if booked and signs.any("cancel") and sayings.NOT_COMING.search(signs.line):
        yield ("workspaces", "cancel"), 0.4
    if booked and day_sayings.NOT_NEEDED.search(signs.line):
        yield ("workspaces", "cancel"), 0.5
        yield ("workspaces", "book_desk"), -0.3
    if booked and day_sayings.MAKES.search(signs.line):
        yield ("workspaces", "change"), 0.5
    if day_sayings.RATHER.search(signs.line):
        yield ("workspaces", "change"), 0.5
        yield ("workspaces", "cancel"), -0.3
    if day_sayings.WHICH_MINE.search(signs.line) or day_sayings.ASKS_MINE.search(signs.line):
        yield ("workspaces", "my_bookings"), 0.5
        yield ("workspaces", "book_desk"), -0.2
    freed = day_sayings.IF_FREES.search(signs.line) and not signs.any("cancel", "change")
    if (booked and signs.any("notify_me") and sayings.FREES.search(signs.line)) or (
        freed and (booked or signs.has_day)
    ):
        yield ("workspaces", "waiting_list"), 0.5
    if signs.any("waiting_list") and not signs.any("book"):
        yield ("workspaces", "waiting_list"), 0.3
    if booked and signs.any("have_i") and sayings.ASKS_OWN.match(signs.line):
        yield ("workspaces", "my_bookings"), 0.3
    if day_sayings.HOW_BUSY.search(signs.line) and not signs.any("book", "wish", "desk", "room"):
        yield ("workspaces", "occupancy"), 0.3
        yield ("workspaces", "book_desk"), -0.2


def _toward_days(signs: Signs) -> _More:
    booked = signs.any(*_BOOKED)
    someone = sayings.IS_SOMEONE.match(signs.written)
    if signs.has_day and signs.any("home") and not someone and not booked and not signs.any("room", "meeting"):
        yield ("workdays", "set_day"), 0.1
        yield ("workspaces", "book_desk"), -0.3
    away = day_sayings.AWAY.search(signs.line) and not booked and not signs.any("who", "home", "team")
    if signs.has_day and away and not signs.asks_in_general:
        yield ("workdays", "set_day"), 0.7
    if signs.has_day and day_sayings.HERE_ON.search(signs.line) and day_sayings.COMES.search(signs.line) and not booked:
        yield ("workdays", "set_day"), 0.3
        yield ("workspaces", "check_in"), -0.3
    if day_sayings.CORRECTS.search(signs.line) and (signs.has_day or signs.any("days_overview")) and not booked:
        yield ("workdays", "change"), 0.6
    if day_sayings.OVERVIEW.search(signs.line) and signs.any("home", "office", "days_overview") and not booked:
        yield ("workdays", "my_days"), 0.0 if signs.any("busy", "who", "colleague", "team", "allowance") else 0.5
    if signs.has_day and day_sayings.DAY_OFF.search(signs.line) and not booked:
        yield ("workdays", "set_day"), 0.5
        yield ("workspaces", "book_desk"), -0.2
    if signs.any("cancel") and signs.any("home", "office", "days_overview") and not booked:
        yield ("workdays", "cancel"), 0.4
    if day_sayings.INSTEAD_OF_DAY.search(signs.line):
        yield ("workdays" if signs.any("home", "office") and not booked else "workspaces", "change"), 0.9
        yield ("workspaces", "book_desk"), -0.4
    elif signs.has_day and day_sayings.INSTEAD_OF_PART.search(signs.line) and not signs.any("home"):
        yield ("workspaces", "change"), 0.6
        yield ("workspaces", "book_desk"), -0.3
    elif day_sayings.WAS_ELSEWHERE.search(signs.line) and signs.any("home", "office", "elsewhere"):
        yield ("workdays", "change"), 0.6
    elif day_sayings.MOVES_DAY.search(signs.line) and not booked:
        yield ("workdays", "change"), 0.6
        yield ("workdays", "set_day"), -0.2
    others = signs.any("idea", "busy", "message", "check_in", "results", "project", "delivered")
    if signs.any("export") and not others:
        yield ("workdays", "export"), 0.5
    if day_sayings.I_GET.search(signs.line) and signs.any("home", "office", "allowance") and not booked:
        yield ("workdays", "allowance"), 0.5
        yield ("workdays", "set_day"), -0.3
    if sayings.MORNING_QUESTION.search(signs.line) or day_sayings.DAILY.search(signs.line):
        yield ("workdays", "reminder"), 0.5
    if sayings.SETTINGS.match(signs.line) or sayings.SHARES_WHERE.search(signs.line):
        yield ("workdays", "reminder"), 0.9


def _toward_who_is_in(signs: Signs) -> Iterator[tuple[Choice, float]]:
    if sayings.IS_SOMEONE.match(signs.written) and signs.any("office", "home", "present", "work"):
        yield ("workdays", "who_is_in"), 0.6
        yield ("workdays", "set_day"), -0.4
    elif signs.has_day and len(signs.words) < 8 and sayings.IS_SOMEONE.match(signs.written):
        yield ("workdays", "who_is_in"), 0.6
    meets = day_sayings.MEETS.search(signs.line) and signs.any("office", "home", "colleague", "team")
    if signs.has_day and (meets or day_sayings.IS_MY_TEAM.search(signs.line)):
        yield ("workdays", "who_is_in"), 0.6
        yield ("workdays", "set_day"), -0.2
    if day_sayings.WHERE_IS_TEAM.search(signs.line) or day_sayings.WHO_WORKS.fullmatch(signs.line):
        yield ("workdays", "who_is_in"), 0.8
        yield ("check_ins", "start"), -0.4
        yield ASK, -0.4
    if signs.first.get("colleague", 9) <= 2 and signs.any("office", "home"):
        yield ("workdays", "set_day"), -0.2
    if signs.first.get("who") == 0 and signs.has_day and signs.any("office", "home", "present", "work"):
        yield ("workdays", "who_is_in"), 0.3
    if signs.has_day and sayings.WHERE_IS.match(signs.written):
        yield ("workdays", "who_is_in"), 0.4
    if not signs.any("who", "colleague", "team") and not sayings.SOMEONE.search(signs.line):
        yield ("workdays", "who_is_in"), -0.25


ALL = (_toward_booking, _toward_booked, _toward_days, _toward_who_is_in)
