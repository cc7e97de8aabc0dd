"""What was typed on the form -> what can be sent, or what is wrong with each field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from domain.announcements.markdown import Run, cleaned, read, wrong_links
from domain.announcements.model import Audience, Link, Part, Picture, Words
from domain.announcements.moments import Skipped, Twice, end_of, moment_of
from domain.learning.checking import LONGEST_ADDRESS, address
from domain.written import read_day, read_hour
from errors import WordedError

LONGEST_TITLE = 100  # characters
LONGEST_TEXT = 3000
LONGEST_DESCRIPTION = 200  # of a picture
MOST_LINES = 100  # of a text, so that its card stays small enough for Teams
MOST_RUNS = 150  # pieces of a text that look different from the one before
MOST_LINKS = 10
LONGEST_LABEL = 36  # of a button; Teams cuts off what is longer on a phone
LONGEST_AHEAD = timedelta(days=365)
USUALLY_VALID = timedelta(days=14)
EVERYONE = "everyone"


@dataclass(frozen=True)
class Typed:
    """The fields of the form as they were filled in; a draft keeps these, whatever is wrong with them."""

    title: str = ""
    text: str = ""
    title_en: str = ""
    text_en: str = ""
    picture: str = ""  # the id of the file in the library
    picture_url: str = ""  # the picture itself, as a data URI, from when it was chosen; not a field of the form
    described: str = ""
    described_en: str = ""
    link_label: str = ""
    link_label_en: str = ""
    link_url: str = ""
    importance: str = "normal"
    audience: tuple[str, ...] = ()
    later: bool = False
    day: str = ""
    hour: str = ""
    season: str = ""
    until: str = ""
    acknowledge: bool = False


@dataclass(frozen=True)
class Wrong:
    """What is wrong with a field: a text of the language files and its values."""

    name: str
    key: str
    values: Mapping[str, str | int] = field(default_factory=dict[str, str | int])


@dataclass(frozen=True)
class Content:
    """What can be sent. `at` None: as soon as it is begun."""

    nl: Words
    en: Words | None
    picture: Picture | None
    link: Link | None
    high: bool
    audience: Audience
    at: datetime | None
    valid_until: datetime
    acknowledge: bool


@dataclass(frozen=True)
class Known:
    """What the fields are held against: what this person may choose from, and the clock of the municipality.

    `correcting`: the audience and the moment are those of what was sent.
    """

    parts: Mapping[str, Part]  # by the value of the choice
    everyone: bool
    now: datetime
    zone: ZoneInfo
    correcting: bool = False


def checked(typed: Typed, known: Known) -> Content | tuple[Wrong, ...]:
    """The content, or everything that is wrong with the fields."""
    wrong: list[Wrong] = [*_wrong_words(typed), *_wrong_choices(typed, known)]
    link = _link(typed, wrong)
    at = None if known.correcting else _at(typed, known, wrong)
    valid_until = _valid_until(typed, known, at, wrong)
    if wrong or valid_until is None:
        return tuple(wrong)
    english = Words(_title(typed.title_en), cleaned(typed.text_en)) if typed.title_en.strip() else None
    return Content(
        nl=Words(_title(typed.title), cleaned(typed.text)),
        en=english,
        picture=_picture(typed),
        link=link,
        high=typed.importance == "high",
        audience=_audience(typed, known),
        at=at,
        valid_until=valid_until,
        acknowledge=typed.acknowledge,
    )


def _title(text: str) -> str:
    return " ".join(cleaned(text).split())


def _wrong_words(typed: Typed) -> Iterator[Wrong]:
    for name, longest in (("title", LONGEST_TITLE), ("text", LONGEST_TEXT)):
        dutch, english = (str(getattr(typed, each)) for each in (name, f"{name}_en"))
        if not (cleaned(dutch) and any(line.text.strip() for line in read(dutch))):
            yield Wrong(name, f"announcement-wrong-{name}-empty")
        for each, value in ((name, dutch), (f"{name}_en", english)):
            if len(cleaned(value)) > longest:
                yield Wrong(each, f"announcement-wrong-{name}-long", {"limit": longest})
    if bool(_title(typed.title_en)) != bool(cleaned(typed.text_en)):
        yield Wrong("text_en" if _title(typed.title_en) else "title_en", "announcement-wrong-half-english")
    for name, text in (("text", typed.text), ("text_en", typed.text_en)):
        if links := wrong_links(text):
            yield Wrong(name, "announcement-wrong-link-in-text", {"link": links[0]})
        if _too_busy(text):
            yield Wrong(name, "announcement-wrong-text-busy", {"lines": MOST_LINES, "links": MOST_LINKS})


def _too_busy(text: str) -> bool:
    lines = read(text)
    runs = [run for line in lines for run in line.runs]
    return len(lines) > MOST_LINES or len(runs) > MOST_RUNS + len(lines) or sum(map(_leads, runs)) > MOST_LINKS


def _leads(run: Run) -> bool:
    return bool(run.url)


def _wrong_choices(typed: Typed, known: Known) -> Iterator[Wrong]:
    if typed.picture and not typed.picture_url:
        yield Wrong("picture", "announcement-wrong-picture")
    if typed.picture and not _title(typed.described):
        yield Wrong("described", "announcement-wrong-described")
    for name, text in (("described", typed.described), ("described_en", typed.described_en)):
        if len(_title(text)) > LONGEST_DESCRIPTION:
            yield Wrong(name, "announcement-wrong-title-long", {"limit": LONGEST_DESCRIPTION})
    if typed.importance not in ("normal", "high"):
        yield Wrong("importance", "announcement-wrong-importance")
    if known.correcting:
        return
    if not typed.audience:
        yield Wrong("audience", "announcement-wrong-audience-empty")
    elif any(choice not in known.parts and not (choice == EVERYONE and known.everyone) for choice in typed.audience):
        yield Wrong("audience", "announcement-wrong-audience")


def _audience(typed: Typed, known: Known) -> Audience:
    if EVERYONE in typed.audience:
        return Audience(everyone=True)
    return Audience(
        parts=tuple(known.parts[choice] for choice in dict.fromkeys(typed.audience) if not known.correcting)
    )


def _picture(typed: Typed) -> Picture | None:
    if not typed.picture:
        return None
    return Picture(typed.picture_url, _title(typed.described), _title(typed.described_en))


def _link(typed: Typed, wrong: list[Wrong]) -> Link | None:
    label, english, url = _title(typed.link_label), _title(typed.link_label_en), typed.link_url.strip()
    if not label and not english and not url:
        return None
    for name, words in (("link_label", label), ("link_label_en", english)):
        if len(words) > LONGEST_LABEL or (not words and name == "link_label"):
            wrong.append(Wrong(name, "announcement-wrong-link-label", {"limit": LONGEST_LABEL}))
    try:
        if url and address(url):
            return Link(label, url, english)
    except WordedError:
        pass
    wrong.append(Wrong("link_url", "announcement-wrong-link-url", {"limit": LONGEST_ADDRESS}))
    return None


def chosen_moment(typed: Typed, zone: ZoneInfo) -> datetime | None:
    """The moment that was chosen, past or not; None for now, and where there is no one such moment."""
    day, hour = read_day(typed.day), read_hour(typed.hour)
    if not typed.later or day is None or hour is None:
        return None
    found = moment_of(day, hour, zone, _season(typed))
    return found if isinstance(found, datetime) else None


def _season(typed: Typed) -> Literal["", "summer", "winter"]:
    return "summer" if typed.season == "summer" else "winter" if typed.season == "winter" else ""


def _at(typed: Typed, known: Known, wrong: list[Wrong]) -> datetime | None:
    """The moment that was chosen; None for now."""
    if not typed.later:
        return None
    day, hour = read_day(typed.day), read_hour(typed.hour)
    if day is None:
        wrong.append(Wrong("day", "announcement-wrong-day"))
    if hour is None:
        wrong.append(Wrong("hour", "announcement-wrong-hour"))
    if day is None or hour is None:
        return None
    if not known.now.date() <= day <= known.now.date() + LONGEST_AHEAD:
        late = day > known.now.date()
        wrong.append(Wrong("day", "announcement-wrong-too-far" if late else "announcement-wrong-past"))
        return None
    return _moment(day, hour, typed, known, wrong)


def _moment(day: date, hour: time, typed: Typed, known: Known, wrong: list[Wrong]) -> datetime | None:
    found = moment_of(day, hour, known.zone, _season(typed))
    if isinstance(found, Skipped):
        values = {"hour": f"{hour:%H:%M}", "before": f"{found.before:%H:%M}", "after": f"{found.after:%H:%M}"}
        wrong.append(Wrong("hour", "announcement-wrong-hour-skipped", values))
        return None
    if isinstance(found, Twice):
        wrong.append(Wrong("season", "announcement-wrong-hour-twice", {"hour": f"{hour:%H:%M}"}))
        return None
    if found.astimezone(UTC) <= known.now.astimezone(UTC):  # by the clock on the wall, winter can be before summer
        wrong.append(Wrong("hour", "announcement-wrong-past"))
        return None
    return found


def _valid_until(typed: Typed, known: Known, at: datetime | None, wrong: list[Wrong]) -> datetime | None:
    day = read_day(typed.until)
    if day is None:
        wrong.append(Wrong("until", "announcement-wrong-until"))
        return None
    first = (at or known.now).astimezone(known.zone).date()
    if not first <= day <= first + LONGEST_AHEAD:
        early = day < first
        wrong.append(Wrong("until", "announcement-wrong-until-early" if early else "announcement-wrong-too-far"))
        return None
    return end_of(day, known.zone)


def wrong_of(problems: Sequence[Wrong], name: str) -> Wrong | None:
    """The first thing that is wrong with a field."""
    return next((one for one in problems if one.name == name), None)
