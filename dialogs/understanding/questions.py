"""The one question that a sentence leaves open, and the rule that forbids what it wants, in words."""

from __future__ import annotations

from datetime import date, datetime

from babel.dates import format_date

from dialogs.understanding.fill_days import categories_said
from dialogs.understanding.model import Choice, Fields, Refusal
from dialogs.understanding.reading import Reading
from domain.organisation import Location, Organisation
from locales import Language, texts_for

_BOOKING = ("book_desk", "book_room", "team_day", "waiting_list")
_WHICH: dict[Choice, str] = {
    ("projects", "status"): "understanding-which-project",
    ("projects", "report"): "understanding-which-project",
    ("projects", "close"): "understanding-which-project",
    ("initiatives", "support"): "understanding-which-initiative",
    ("initiatives", "join"): "understanding-which-initiative",
}


def question(
    choice: Choice, others: tuple[Choice, ...], fields: Fields, reading: Reading, language: Language
) -> str | None:
    """What Koers asks, at most one thing; None when the sentence says enough."""
    texts = texts_for(language)
    if others:
        return texts("understanding-which", first=_label(choice, language), second=_label(others[0], language))
    if len(reading.when.choice) > 1 and choice[0] in ("workspaces", "workdays"):
        first, last = reading.when.choice[0], reading.when.choice[-1]
        return texts(
            "understanding-which-day-of", first=day_in_words(first, language), second=day_in_words(last, language)
        )
    key = _missing(choice, fields, reading)
    return texts(key) if key else None


def refusal(choice: Choice, fields: Fields, organisation: Organisation, now: datetime) -> Refusal | None:
    """The rule that forbids it, if one does."""
    if choice[0] != "workspaces" or choice[1] not in (*_BOOKING, "change"):
        return None
    days = [day for day in (fields.date, *fields.dates) if day]
    if days and min(days) < now.date():
        return "past_date"
    over = fields.end or fields.start
    if fields.date == now.date() and over and over <= now.time().replace(tzinfo=None):
        return "past_date"
    place = next((place for place in organisation.locations if place.id == fields.place), None)
    if place and not place.desks and choice[1] in ("book_desk", "team_day"):
        return "no_desks"
    return None


def refusal_in_words(
    rule: Refusal, fields: Fields, organisation: Organisation, now: datetime, language: Language
) -> str:
    """The rule for the person, with the way out."""
    texts = texts_for(language)
    if rule == "past_date":
        days = [day for day in (fields.date, *fields.dates) if day]
        over = fields.end or fields.start
        if over and min(days) == now.date():
            return texts("understanding-past-hour", hour=over.strftime("%H:%M"))
        return texts("understanding-past", day=day_in_words(min(days), language))
    place = next(place for place in organisation.locations if place.id == fields.place)
    return texts(
        "understanding-no-desks", place=_name(place, language), where=places_with_desks(organisation, language)
    )


def places_with_desks(organisation: Organisation, language: Language) -> str:
    """The names of the locations where a desk can be booked."""
    return ", ".join(_name(place, language) for place in organisation.locations if place.desks)


def day_in_words(day: date, language: Language) -> str:
    """A day as people say it: "dinsdag 1 december"."""
    return format_date(day, "EEEE d MMMM", locale=language)


def _name(place: Location, language: Language) -> str:
    return place.name_nl if language == "nl" else place.name_en


def _label(choice: Choice, language: Language) -> str:
    texts = texts_for(language)
    key = f"understanding-{choice[0]}-{choice[1]}".replace("_", "-")
    return texts(key)


def _missing(choice: Choice, fields: Fields, reading: Reading) -> str | None:
    capability, intent = choice
    if capability == "workspaces":
        return _missing_of_booking(intent, fields, reading)
    if capability == "workdays":
        return _missing_of_day(intent, fields, reading)
    if choice in _WHICH and not (fields.name or fields.title):
        return _WHICH[choice]
    if choice == ("help", "language") and fields.language is None:
        return "understanding-which-language"
    if choice == ("vision", "source") and fields.number is None:
        return "understanding-which-source"
    return None


def _missing_of_booking(intent: str, fields: Fields, reading: Reading) -> str | None:
    some_day = bool(fields.date or fields.dates or fields.weekly)
    if intent in ("change", "cancel"):
        if not (some_day or fields.from_date or fields.start or fields.old_date):
            return "understanding-which-booking" if intent == "cancel" else "understanding-which-booking-change"
        return None
    if intent not in _BOOKING:
        return None
    if not some_day:
        return "understanding-which-day"
    if intent == "waiting_list":
        return None
    if reading.hours.half_day and not (fields.part or fields.start):
        return "understanding-which-half"
    if intent == "book_room" and not (fields.start or fields.part):
        return "understanding-what-time"
    if intent == "team_day" and fields.people is None:
        return "understanding-how-many"
    return None


def _missing_of_day(intent: str, fields: Fields, reading: Reading) -> str | None:
    some_day = bool(fields.date or fields.dates or fields.weekly or fields.from_date)
    if intent == "set_day":
        if not some_day:
            return "understanding-which-day"
        said = categories_said(reading)
        return None if len(said) == 1 or fields.days or fields.week else "understanding-where-do-you-work"
    if intent in ("change", "cancel") and not some_day and not fields.old_date:
        return "understanding-which-of-your-days"
    return None
