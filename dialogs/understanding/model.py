"""What Koers makes of a sentence: capability, intent, fields, and the one question that is left."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date, time
from typing import Literal, cast, get_args

from locales import Language

Capability = Literal[
    "vision",
    "workspaces",
    "workdays",
    "projects",
    "initiatives",
    "check_ins",
    "announcements",
    "help",
    "smalltalk",
    "none",
]
CAPABILITIES: tuple[Capability, ...] = get_args(Capability)
# Every intent of every capability. docs/understanding.md says what each one means.
INTENTS: dict[Capability, tuple[str, ...]] = {
    "vision": (
        "ask",
        "compare",
        "source",
        "simpler",
        "follow_up",
        "unanswered_overview",
        "add_answer",
        "approve_answer",
    ),
    "workspaces": (
        "book_desk",
        "book_room",
        "my_bookings",
        "change",
        "cancel",
        "check_in",
        "team_day",
        "waiting_list",
        "occupancy",
        "delegate",
        "delegations",
    ),
    "workdays": ("set_day", "my_days", "change", "cancel", "who_is_in", "allowance", "export", "reminder"),
    "projects": ("start", "continue", "my_projects", "status", "report", "portfolio", "approve", "close"),
    "initiatives": (
        "submit",
        "browse",
        "mine",
        "support",
        "join",
        "edit",
        "from_message",
        "to_project",
        "campaign",
        "export",
    ),
    "check_ins": ("start", "results", "answer", "my_scan", "cancel"),
    "announcements": (
        "new",
        "drafts",
        "inbox",
        "report",
        "pause",
        "resume",
        "stop",
        "correct",
        "recall",
        "remind",
        "approve",
        "quiet_hours",
    ),
    "help": ("help", "language", "sign_in", "sign_out", "feedback"),
    "smalltalk": ("greeting", "thanks", "goodbye", "how_are_you", "who_are_you", "smalltalk"),
    "none": ("none",),
}
Part = Literal["morning", "afternoon", "evening", "day"]
Category = Literal["home", "office", "neighbourhood", "on_the_way", "none"]
CATEGORIES: tuple[Category, ...] = get_args(Category)
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
# What a place can have: the names that sentences, cards and places share. docs/understanding.md explains them.
Feature = Literal[
    "video", "screen", "audio", "whiteboard", "accessible", "standing_desk", "two_screens", "docking_station", "window"
]
FEATURES: tuple[Feature, ...] = get_args(Feature)
Wish = Literal["catering"]
WISHES: tuple[Wish, ...] = get_args(Wish)
Refusal = Literal["past_date", "no_desks"]
Choice = tuple[Capability, str]
ASK: Choice = ("vision", "ask")


@dataclass(frozen=True)
class Fields:
    """What the sentence already says. Absent is None or empty, and is left out of the JSON."""

    date: date | None = None
    dates: tuple[date, ...] = ()
    weekly: tuple[Weekday, ...] = ()
    every_weeks: int | None = None  # 2: every other week; absent: every week
    from_date: date | None = None  # "from" in the JSON: first day of a period or a weekly pattern
    until_date: date | None = None  # "until" in the JSON: last day, included
    old_date: date | None = None  # of a change: the day that moves to `date`
    part: Part | None = None
    start: time | None = None
    end: time | None = None
    old_start: time | None = None  # of a change: the hour that moves to `start`
    duration_minutes: int | None = None
    place: str | None = None  # id of a location in organisation.toml
    unknown_place: str | None = None  # of a booking: a place that was named and is not here, as it was written
    zone: str | None = None  # id of a zone of that location
    kind: Literal["call_booth"] | None = None  # where desk or room does not say it
    people: int | None = None  # places needed, the speaker included
    features: tuple[Feature, ...] = ()
    wishes: tuple[Wish, ...] = ()  # asked for with a booking, and no property of a place
    for_person: str | None = None
    person: str | None = None  # whom the question is about
    category: Category | None = None
    days: tuple[tuple[date, Category], ...] = ()  # where each day is spent, when not all in the same way
    week: tuple[tuple[Weekday, Category], ...] = ()  # the same of each of `weekly`
    name: str | None = None  # of a project
    title: str | None = None  # of an initiative
    topic: str | None = None  # of an announcement or a check-in
    audience: str | None = None
    team: str | None = None
    question: str | None = None
    number: int | None = None
    language: Language | None = None

    def as_json(self) -> dict[str, object]:
        """Only what is there: dates as ISO, hours as HH:MM, tuples as lists."""
        names = {"from_date": "from", "until_date": "until"}
        found: dict[str, object] = {}
        for item in dataclasses.fields(self):
            value = getattr(self, item.name)
            if value is not None and value != ():
                found[names.get(item.name, item.name)] = _plain(value)
        return found


@dataclass(frozen=True)
class Understanding:
    """What a sentence opens. `asks` and `refuse` are words for the person, in the language of the sentence."""

    capability: Capability
    intent: str
    fields: Fields
    asks: str | None
    language: Language
    refuse: str | None = None
    refusal: Refusal | None = None  # the rule behind `refuse`
    alternatives: tuple[Choice, ...] = ()  # the other readings when two are close, likeliest first
    confidence: float = 1.0

    @property
    def readings(self) -> tuple[Choice, ...]:
        """What it may be for, likeliest first."""
        return ((self.capability, self.intent), *self.alternatives)

    def as_json(self) -> dict[str, object]:
        """The answer of `app.py understand --json`."""
        return {
            "capability": self.capability,
            "intent": self.intent,
            "fields": self.fields.as_json(),
            "asks": self.asks,
            "refuse": self.refuse,
            "language": self.language,
            "alternatives": [{"capability": capability, "intent": intent} for capability, intent in self.alternatives],
            "confidence": round(self.confidence, 3),
        }


def _plain(value: object) -> object:
    if isinstance(value, tuple) and value and isinstance(value[0], tuple):
        return {str(_plain(key)): item for key, item in cast(tuple[tuple[object, object], ...], value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in cast(tuple[object, ...], value)]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return value
