"""One hour as people write it: "half elf", "14u30", "quarter to four", "3pm"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from dialogs.understanding.model import Part
from dialogs.understanding.numbers import number

_WORDY = (
    "een|one|twee|two|drie|three|vier|four|vijf|five|zes|six|zeven|seven|acht|eight|negen"
    "|nine|tien|ten|elf|eleven|twaalf|twelve"
)
_HOUR = rf"(?:\d{{1,2}}|{_WORDY})"
_AMPM = r"(?: ?(?:am|pm|a m|p m)\b)"
MINUTES = r"(?:5|10|15|20|25|vijf|five|tien|ten|twintig|twenty|kwart|kwartier|a quarter|quarter)"
# One hour as people write it. Named groups differ per use, so the text is filled in twice.
ONE = (
    rf"(?:(?P<m{{x}}>{MINUTES}) (?:(?:minuten|minutes) )?(?P<rel{{x}}>voor half|over half|voor"
    rf"|over|to|past) (?P<rh{{x}}>{_HOUR})"
    rf"|(?P<half{{x}}>half (?:past )?)(?P<hh{{x}}>{_HOUR})"
    rf"|(?P<h{{x}}>\d{{1,2}})(?:[:.](?P<min{{x}}>[0-5]\d)(?:u|h|uur)?|(?:u"
    rf"|h)(?P<min2{{x}}>[0-5]\d)?)(?P<ap0{{x}}>{_AMPM})?"
    rf"|(?P<bare{{x}}>{_HOUR})(?: ?(?:uur|uurtjes|u|h|o'clock|oclock|o clock)\b)?(?P<ap{{x}}>{_AMPM})?"
    rf"|(?P<apx{{x}}>\d{{1,2}})(?P<glued{{x}}>am|pm)"
    rf"|(?P<noon{{x}}>noon|midday|twaalf uur|lunchtijd))"
)


@dataclass(frozen=True)
class Clock:
    """An hour in minutes after midnight."""

    minutes: int
    settled: bool  # morning or afternoon is beyond doubt
    plain: bool  # only a number: needs a neighbour to be an hour


def clock_of(match: re.Match[str], x: str) -> Clock | None:
    """The hour in a match of ONE whose groups end in `x`; None for one that no clock has."""
    if match["noon" + x]:
        return Clock(12 * 60, True, False)
    if match["rel" + x]:
        return _relative(match["m" + x], match["rel" + x], match["rh" + x])
    if match["half" + x]:
        hour = number(match["hh" + x])
        english = "past" in match["half" + x]
        return _checked((hour if english else (hour - 1) % 12 or 12) * 60 + 30, hour > 12, False)
    if match["h" + x]:
        minutes = int(match["min" + x] or match["min2" + x] or 0)
        hour = _with_half_of_day(int(match["h" + x]), match["ap0" + x])
        return _checked(
            hour * 60 + minutes, hour > 12 or bool(match["ap0" + x]) or match["h" + x].startswith("0"), False
        )
    if match["glued" + x]:
        return _checked(_with_half_of_day(int(match["apx" + x]), match["glued" + x]) * 60, True, False)
    bare = match["bare" + x]
    hour = _with_half_of_day(number(bare), match["ap" + x])
    said_hour = bool(
        re.search(
            r"uur|\bu\b|\bh\b|clock|am|pm|a m|p m", match[0][match.start("bare" + x) - match.start() :][: len(bare) + 9]
        )
    )
    return _checked(hour * 60, hour > 12 or bool(match["ap" + x]), not said_hour)


def _relative(minutes: str, relation: str, hour: str) -> Clock | None:
    size = 15 if "kwart" in minutes or "quarter" in minutes else number(minutes)
    base = number(hour) * 60
    if "half" in relation:
        base -= 30
    return _checked(base + size if relation.startswith(("over", "past")) else base - size, number(hour) > 12, False)


def _with_half_of_day(hour: int, half: str | None) -> int:
    if not half:
        return hour
    if half.strip().startswith("p"):
        return hour + 12 if hour < 12 else hour
    return 0 if hour == 12 else hour


def _checked(minutes: int, settled: bool, plain: bool) -> Clock | None:
    return Clock(minutes, settled, plain) if 0 < minutes < 24 * 60 else None


def office_minutes(clock: Clock, part: Part | None) -> int:
    """The minutes after midnight as office people mean them: "2 uur" is 14:00."""
    if clock.settled:
        return clock.minutes
    if part == "morning":
        return clock.minutes
    if part in ("afternoon", "evening") and clock.minutes < 12 * 60:
        return clock.minutes + 12 * 60
    return clock.minutes + 12 * 60 if clock.minutes < 7 * 60 else clock.minutes


def time_of(minutes: int) -> time:
    """The time of day that many minutes after midnight."""
    return time(minutes // 60 % 24, minutes % 60)
