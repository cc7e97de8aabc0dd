"""What the rules look at in a sentence: which meanings it has, how it opens, and what was found in it."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.understanding import sayings

ACTS = ("book", "start", "send", "submit", "cancel", "change", "register_day", "wish", "export", "approve", "close_it")
THINGS = (
    *("idea", "desk", "room", "booth", "booking", "project_document", "message", "check_in", "submit", "join_in"),
    *("project", "status", "results", "draft", "delivered", "scan", "allowance", "days_overview"),
)
_DAYS = ("home", "office", "elsewhere", "work", "who", "colleague", "cancel", "change", "team_day", "meeting", "book")
LISTED = frozenset({"idea", "portfolio", "message", "busy", "free", "check_in", "present", "booking"})


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
        return any(self.first.get(name, 9) <= 3 for name in ACTS)

    @property
    def is_wish(self) -> bool:
        """Whether it names a day and is no question about how things are."""
        how_things_are = self.defines or (
            sayings.IMPERSONAL.match(self.line) and not sayings.FIRST_PERSON.search(self.line)
        )
        return self.has_day and not how_things_are and (self.at_desks or self.any(*THINGS, *_DAYS))

    @property
    def asks_in_general(self) -> bool:
        """Whether it opens as a question, and not about the person or the bot."""
        return bool(sayings.IMPERSONAL.match(self.line)) and not sayings.FIRST_PERSON.search(self.line)

    @property
    def lists(self) -> bool:
        """Whether it may ask for a list that Koers keeps: of ideas, projects, messages, people who are in."""
        people = self.any("who", "colleague") and self.any("office", "home", "work")
        return bool(sayings.OPENS_LIST.match(self.line)) and (people or self.any(*LISTED))

    @property
    def defines(self) -> bool:
        """Whether it opens as a question for an explanation."""
        return self.first.get("define", 9) <= 2
