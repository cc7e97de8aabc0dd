"""Finds hours in a sentence: "half elf", "van 10 tot 11.30", "10am-noon", "tussen de middag", "2 uur lang"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import time

from dialogs.understanding.clock import MINUTES, ONE, Clock, clock_of, office_minutes, time_of
from dialogs.understanding.model import Part
from dialogs.understanding.numbers import NUMBER, number

# "ten to four" is one hour, "10 to 4" are two.
_RELATIVE = re.compile(rf"{MINUTES} (?:past|over) |(?!\d){MINUTES} to ")
_NUMBERISH = re.compile(r"\b(\d{1,2}(?:[:.]\d\d)?)-(\d{1,2}(?:[:.]\d\d)?)(u|uur|h|am|pm)?\b")
_TOWARDS = (
    r"(?: uur| u)?(?: s ochtends| s morgens| s middags)? ?(?:tot en met|tot|t m|-|to|till|until|til|en|and|through|a) ?"
)
_RANGE = re.compile(
    rf"(?P<lead>(?:\b(?:van|from|tussen|between|vanaf|om|at|tijdens|morgen|vandaag|tomorrow|today)|,) )?"
    rf"\b{ONE.replace('{x}', '1')}{_TOWARDS}{ONE.replace('{x}', '2')}(?![\d\w:.]"
    rf"| ?(?:personen|mensen|people|man|december|januari))"
)
_MOVED = re.compile(
    rf"\b(?:van|from) {ONE.replace('{x}', '1')}(?: uur)? (?:naar|to) {ONE.replace('{x}', '2')}(?![\d\w:.])"
)
_AT = re.compile(
    rf"(?P<lead>\b(?P<word>om|at|vanaf|from|rond|around|omstreeks|tegen|by|klokslag|start"
    rf"|starting|na|after|tot en met|t m|tm|tot|until|till|through|naar|to|voor|before|van) (?:ongeveer |about )?)?"
    rf"\b{ONE.replace('{x}', '1')}(?![\d\w:.])"
)
_DURATION = re.compile(
    rf"\b(?P<lead>voor|for|gedurende|duur|of|lang|duration|about|ongeveer|een|maximaal)? ?"
    rf"(?:(?P<mixed>anderhalf uur|anderhalve uur|an hour and a half|one and a half hours"
    rf"|a half hour|half an hour|half uur|half uurtje|halfuur|halfuurtje|half hour|kwartier"
    rf"|kwartiertje|quarter of an hour)"
    rf"|(?P<n>{NUMBER})(?:[.,](?P<dec>5))? ?(?P<unit>uurtjes?|uren|uur|hours?|hrs?|minuten"
    rf"|minuutjes|min|mins|minutes?|kwartier)(?P<long>(?: lang| long)?))\b"
)
_TILL = ("tot", "tot en met", "t m", "tm", "until", "till", "through")
_LONGER = re.compile(r"\b(?:verleng|verlengen|extend|langer|longer)\b")
_ONE_TO_ONE = re.compile(r"\b(?:1 op 1|een op een|1 on 1|one on one|one to one|1:1)\b")
_SHIFT = re.compile(
    rf"\b(?:{NUMBER}|half|anderhalf|een half|half an)? ?(?:uur|uurtje|kwartier|kwartiertje|minuten|min|hours?|minutes)"
    rf" (?:eerder|later|vroeger|earlier)\b|\b(?:by|met) (?:{NUMBER}|half an|een half) (?:hours?|uur|minutes|minuten)\b"
)
_ABOUT = re.compile(rf"\been uur of (?P<n>{NUMBER})\b")
_SHORT_DURATION = re.compile(r"\b(?P<n>[1-4])(?:[.,](?P<half>5))? ?(?:u|h|hr)\b")
_SWAPPED = re.compile(
    rf"\b{ONE.replace('{x}', '1')}(?: uur)? (?:ipv|i p v|in plaats van|instead of|and not|not|niet|en niet)(?: om| at)?"
    rf" {ONE.replace('{x}', '2')}(?![\d\w:.])"
)
_BESIDE_DAY = re.compile(r"(?<=_ )(?:am|pm)\b")  # "thu pm", with the day blanked
_PARTS: tuple[tuple[Part, str], ...] = (
    (
        "day",
        r"(?:de |het )?(?:hele|volledige|gehele) (?:werk)?dag|all day|(?:the )?(?:whole|full"
        r"|entire) day|heel de dag|dagje",
    ),
    (
        "morning",
        r"s ochtends|s morgens|(?:in )?(?:de |the )?(?:vroege )?(?:ochtend|morning|voormiddag)"
        r"|mornings|(?:voor|before) (?:de )?lunch|am",
    ),
    (
        "afternoon",
        r"s middags|(?:in )?(?:de |the )?(?:late |na)?(?:middag|afternoon)|afternoons|(?:na|after) (?:de )?lunch|pm",
    ),
    ("evening", r"s avonds|(?:in )?(?:de |the )?(?:avond|evening)|tonight|evenings"),
)
_LUNCH = re.compile(
    r"\b(?:tussen de middag|(?:tijdens|rond|over|during|at) (?:de |the )?lunch(?:pauze| break"
    r"|time|tijd)?|lunchpauze|lunchtime|over lunch)\b"
)
_GREETING = re.compile(
    r"\b(?:goede?|goeie|good|fijne|prettige) ?(?:ochtend|morgen|middag|avond|morning|afternoon|evening|dag)\b"
)


@dataclass(frozen=True)
class Hours:
    """The hours of a sentence; `spans` are the stretches of `line` they were said in."""

    start: time | None = None
    end: time | None = None
    old_start: time | None = None
    duration_minutes: int | None = None
    part: Part | None = None
    half_day: bool = False  # "een halve dag": which half is not said
    spans: tuple[tuple[int, int], ...] = ()


def read_hours(line: str, days: tuple[tuple[int, int], ...] = (), changing: bool = False) -> Hours:
    """The hours said in `line`; `days` are the stretches that are already days and therefore no hours."""
    masked = without(line, days)
    masked = _GREETING.sub(lambda match: "_" * len(match.group()), masked)
    hours, masked = _lunch(Hours(), masked)
    hours, masked = _parts(hours, masked)
    masked = _SHIFT.sub(lambda match: "_" * len(match.group()), masked)
    masked = _ONE_TO_ONE.sub(lambda match: "_" * len(match.group()), masked)
    masked = _ABOUT.sub(lambda m: f"{m['n']} uur".ljust(len(m[0]), "_"), masked)
    glued = _NUMBERISH.sub(lambda m: f"{m[1]}-{m[2]}{m[3] or ''}", masked)
    if changing and (moved := _moved_range(hours, glued, days, line) or _moved(hours, masked)):
        return moved
    hours, masked = _range(hours, glued, days, line)
    hours, masked = _durations(hours, masked, days)
    if hours.start is None:
        hours = _single(hours, masked, days, changing)
    return _with_end(hours)


def without(line: str, spans: tuple[tuple[int, int], ...]) -> str:
    """The line with those stretches blanked, as long as it was."""
    for start, end in spans:
        line = line[:start] + re.sub(r"\S", "_", line[start:end]) + line[end:]
    return line


def _lunch(hours: Hours, line: str) -> tuple[Hours, str]:
    match = _LUNCH.search(line)
    if not match:
        return hours, line
    return replace(hours, start=time(12), end=time(13), spans=(match.span(),)), without(line, (match.span(),))


def _parts(hours: Hours, line: str) -> tuple[Hours, str]:
    half = re.search(r"\b(?:halve dag|half day|half a day|dagdeel)\b", line)
    if half:
        hours = replace(hours, half_day=True, spans=(*hours.spans, half.span()))
    if beside := _BESIDE_DAY.search(line):
        part = "morning" if beside.group() == "am" else "afternoon"
        hours = replace(hours, part=part, spans=(*hours.spans, beside.span()))
        return hours, without(line, (beside.span(),))
    for part, pattern in _PARTS:
        if part in ("morning", "afternoon"):
            pattern = pattern.rsplit("|", 1)[0]
        match = re.search(rf"\b(?:{pattern})\b", line)
        if match and not re.search(r"\b(?:volgens|elke) $", line[: match.start()]):
            hours = replace(hours, part=part, spans=(*hours.spans, match.span()))
            return hours, without(line, (match.span(),))
    return hours, line


def _range(hours: Hours, line: str, days: tuple[tuple[int, int], ...], whole: str) -> tuple[Hours, str]:
    for match in _RANGE.finditer(line):
        first, last = clock_of(match, "1"), clock_of(match, "2")
        if _RELATIVE.match(match[0]) and not match["lead"]:  # "ten to four" is one hour
            continue
        if first is None or last is None or not _range_is_hours(match, first, last, line):
            continue
        start, end = _office_range(first, last, hours.part)
        if end <= start or end >= 24 * 60:
            continue
        span = match.span()
        hours = replace(hours, start=time_of(start), end=time_of(end), spans=(*hours.spans, span))
        return hours, without(line, (span,))
    return hours, line


def _range_is_hours(match: re.Match[str], first: Clock, last: Clock, line: str) -> bool:
    joined = line[match.start() : match.end()]
    if " en " in joined or " and " in joined:
        return bool(match["lead"]) and match["lead"].strip() in ("tussen", "between")
    if not first.plain or not last.plain:
        return True
    words = bool(match["lead"]) or line[: match.start()].rstrip().endswith("_") or match.start() == 0
    later = first.minutes < last.minutes or last.minutes <= 7 * 60
    return later and (words or re.match(r" ?(?:uur|u|h)\b", line[match.end() :]) is not None or "-" in joined)


def _office_range(first: Clock, last: Clock, part: Part | None) -> tuple[int, int]:
    """Hours as office people mean them: "9 to 5" ends in the afternoon, "2 tot 4" is the afternoon."""
    start = office_minutes(first, part)
    end = last.minutes
    if (not last.settled and end <= start and end < 12 * 60) or (not last.settled and end < 7 * 60):
        end += 12 * 60
    if last.settled and not first.settled and first.minutes + 12 * 60 < end and last.minutes >= 12 * 60 > first.minutes:
        start = first.minutes + 12 * 60 if first.minutes < 7 * 60 else first.minutes
    return start, end


def _counts(line: str, match: re.Match[str], old: Clock, new: Clock) -> bool:
    """Whether two bare numbers are people and no hours ("met 10 in plaats van 6")."""
    before, after = line[: match.start()].rstrip(), line[match.end() :]
    people = re.search(r"\b(?:met|voor|for|with|zijn|are)$", before) or re.match(
        r" ?(?:man|mensen|p|pers\w*|people)\b", after
    )
    return old.plain and new.plain and bool(people)


def _moved_range(hours: Hours, line: str, days: tuple[tuple[int, int], ...], whole: str) -> Hours | None:
    """The hours of "van 9-12 naar 1-4": the first range is what it was."""
    first, rest = _range(hours, line, days, whole)
    second, _ = _range(first, rest, days, whole) if first.start else (first, rest)
    if len(second.spans) < len(hours.spans) + 2:
        return None
    return replace(second, old_start=first.start)


def _moved(hours: Hours, line: str) -> Hours | None:
    """The two hours of "verzet van 10 naar 11 uur" and of "om 11 uur in plaats van 10"."""
    match, swapped = _MOVED.search(line), False
    if not match:
        match, swapped = _SWAPPED.search(line), True
    if not match:
        return None
    old, new = clock_of(match, "2" if swapped else "1"), clock_of(match, "1" if swapped else "2")
    if old is None or new is None or (swapped and _counts(line, match, old, new)):
        return None
    old_start, start = time_of(office_minutes(old, hours.part)), time_of(office_minutes(new, hours.part))
    return replace(hours, old_start=old_start, start=start, spans=(*hours.spans, match.span()))


def _durations(hours: Hours, line: str, days: tuple[tuple[int, int], ...]) -> tuple[Hours, str]:
    for match in _DURATION.finditer(line):
        minutes = _length(match)
        if minutes is None or not 5 <= minutes <= 12 * 60 or not _is_duration(match, hours, line):
            continue
        hours = replace(hours, duration_minutes=minutes, spans=(*hours.spans, match.span()))
        return hours, without(line, (match.span(),))
    return hours, line


def _length(match: re.Match[str]) -> int | None:
    mixed = match["mixed"]
    if mixed:
        return (
            90
            if mixed.startswith(("ander", "an hour", "one and"))
            else 15
            if "kwart" in mixed or "quarter" in mixed
            else 30
        )
    count = number(match["n"]) if not match["n"].isdigit() or len(match["n"]) < 4 else 9999
    if match["unit"].startswith("min"):
        return count
    if match["unit"] == "kwartier":
        return count * 15
    return count * 60 + (30 if match["dec"] else 0)


def _is_duration(match: re.Match[str], hours: Hours, line: str) -> bool:
    if match["mixed"] or match["unit"] != "uur" or match["dec"]:
        return not (match["mixed"] and re.match(r" ?(?:voor|over) ", line[match.end() :]))
    before = line[: match.start()].rstrip()
    if match["long"] or match["lead"] in ("gedurende", "for", "lang", "maximaal"):
        return True
    if re.search(r"\b(?:om|vanaf|rond|tegen|tot|tussen|van|na|naar)$", before):
        return False
    count = number(match["n"])
    if match["lead"] == "voor":
        return count <= 4
    # "morgen 14 uur" is an hour of the day, "een kamer 2 uur" is how long.
    return count <= 4 and not before.endswith("_")


def _single(hours: Hours, line: str, days: tuple[tuple[int, int], ...], changing: bool) -> Hours:
    found = list[tuple[re.Match[str], Clock]]()
    for match in _AT.finditer(line):
        clock = clock_of(match, "1")
        if clock is not None and _is_hour(match, clock, line, changing):
            found.append((match, clock))
    if not found:
        return hours
    spans = tuple(match.span() for match, _ in found)
    hours = replace(hours, spans=(*hours.spans, *spans))
    if changing and len(found) > 1:
        old, new = (office_minutes(clock, hours.part) for _, clock in found[:2])
        return replace(hours, old_start=time_of(old), start=time_of(new))
    match, clock = found[0]
    minutes = office_minutes(clock, hours.part)
    if match["word"] in _TILL and (not changing or _LONGER.search(line)):
        return replace(hours, end=time_of(minutes))
    short = next((said for later, _ in found[1:] if (said := _SHORT_DURATION.fullmatch(later[0].strip()))), None)
    if short and hours.duration_minutes is None:  # the "1h" of "2pm 1h"
        hours = replace(hours, duration_minutes=int(short["n"]) * 60 + (30 if short["half"] else 0))
    until = next((clock for later, clock in found[1:] if later["word"] in _TILL), None)
    if until is not None and hours.duration_minutes is None and not changing:  # "om 10 uur, graag tot 16 uur"
        start, end = _office_range(clock, until, hours.part)
        hours = replace(hours, end=time_of(end)) if start < end < 24 * 60 else hours
    return replace(hours, start=time_of(minutes))


def _is_hour(match: re.Match[str], clock: Clock, line: str, changing: bool) -> bool:
    word = match["word"]
    after = line[match.end() :]
    if re.match(
        r" ?(?:personen|persoon|mensen|man|people|persons|pers|collega|colleagues|stoelen|seats"
        r"|weken|dagen|days|weeks|december|%|dagdelen)",
        after,
    ):
        return False
    if not clock.plain:
        return not (word in ("voor", "before") and match["bare1"] and int(clock.minutes) <= 0)
    if changing and word in ("van", "from", "naar", "to"):
        return True
    if word in ("om", "at", "rond", "around", "omstreeks", "tegen", "klokslag"):
        return True
    if word in ("vanaf", "from", "starting", "after", "by", *_TILL):
        return 7 <= clock.minutes // 60 <= 20 or bool(re.match(r"[1-6]$", match["bare1"] or ""))
    return False


def _with_end(hours: Hours) -> Hours:
    if hours.start and hours.end is None and hours.duration_minutes:
        end = hours.start.hour * 60 + hours.start.minute + hours.duration_minutes
        return replace(hours, end=time_of(end)) if end < 24 * 60 else hours
    return hours
