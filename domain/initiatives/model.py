"""What an initiative is: who began it, what it says, who takes part, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

LONGEST_TITLE, LONGEST_WHAT, LONGEST_NEEDS = 120, 4000, 1000  # characters
LONGEST_START, LONGEST_COMMENT, LONGEST_REASON = 100, 1000, 1000
MOST_COLLEAGUES, MOST_SERVED = 20, 5
PAGE = 8  # initiatives on a card

Happened = Literal["status", "project", "joined", "comment", "asked"]  # asked: the author put them down as joining
Edited = Literal["status", "title", "what", "heading", "start", "needs"]  # what can be changed in SharePoint


@dataclass(frozen=True)
class Typed:
    """What stands in the fields of the card, as it was typed: anything may be wrong with it.

    `start`: a day ("2026-12-01") or words ("na de zomer"). `serves`: ids of InitiativeRules.serves. `colleagues`: the
    Entra ids of who joins. `hidden`: the author's name is not to be shown. `campaign`: the id of the one it answers.
    """

    title: str = ""
    what: str = ""
    heading: str = ""
    serves: tuple[str, ...] = ()
    start: str = ""
    needs: str = ""
    colleagues: tuple[str, ...] = ()
    hidden: bool = False
    campaign: str = ""


Field = Literal["title", "what", "heading", "serves", "start", "needs", "colleagues", "campaign"]


NOTHING_YET = Typed()


@dataclass(frozen=True)
class Problem:
    """What is to be mended in a field before it can be submitted. `key` is a text; `most`: a limit that it names."""

    field: Field
    key: str
    most: int = 0


@dataclass(frozen=True)
class Draft:
    """An initiative on its way, or changes to one that is there (`initiative`, "" for a new one).

    `version` goes up by one with every step. A new initiative that is submitted has the id of its draft.
    """

    id: str
    person: str
    typed: Typed
    version: int
    initiative: str = ""


@dataclass(frozen=True)
class Start:
    """When it is to begin: on a day, or in words; neither where nobody said."""

    day: date | None = None
    words: str = ""


@dataclass(frozen=True)
class Initiative:
    """One initiative, as the person who asked for it may see it.

    `author`: an Entra id, "" where the name is hidden from who asked, where somebody made it in SharePoint, and where
    the author left long ago; `author_name` is "" then too, and where Entra does not say. `mine`: who asked is the
    author; `joined` and `supported`: whether who asked did. `joiners` and `supporters` count everybody, the author
    not. `version` goes up by one with every change. `project`: the id of what it became.
    """

    id: str
    title: str
    what: str
    heading: str
    serves: tuple[str, ...]
    author: str
    author_name: str
    hidden: bool
    start: Start
    needs: str
    status: str
    campaign: str
    project: str
    created: datetime
    changed: datetime
    version: int
    joiners: int = 0
    supporters: int = 0
    comments: int = 0
    mine: bool = False
    joined: bool = False
    supported: bool = False


@dataclass(frozen=True)
class Known:
    """Somebody who is named. `name` is "" where Entra does not say."""

    person: str
    name: str


@dataclass(frozen=True)
class Comment:
    """What somebody said of it. `by` is None where the name is not to be shown: `author` says it is the author's."""

    id: str
    text: str
    at: datetime
    by: Known | None
    author: bool
    mine: bool = False


@dataclass(frozen=True)
class Change:
    """A status that it got, and why. `by` None: not to be shown, or it was done in SharePoint (`elsewhere`).

    `field`: "status", or another field that somebody changed in SharePoint; `before`: what it was until then.
    """

    status: str
    reason: str
    at: datetime
    by: Known | None = None
    elsewhere: bool = False
    field: Edited = "status"
    before: str = ""


@dataclass(frozen=True)
class Story:
    """An initiative with all that belongs to it: who joins and is named, and the oldest comment and change first.

    `others`: how many join without being named. `may_change`, `may_tell_status`: whether who asked may edit it, and
    give it another status. `unnamed`: who asked is shown without a name to others.
    """

    initiative: Initiative
    joiners: tuple[Known, ...]
    others: int
    comments: tuple[Comment, ...]
    history: tuple[Change, ...]
    may_change: bool
    may_tell_status: bool
    unnamed: bool = False


@dataclass(frozen=True)
class Similar:
    """One that is like what somebody typed. `score`: from 0 to 1, 1 for the same words."""

    initiative: Initiative
    score: float


@dataclass(frozen=True)
class Wanted:
    """Which initiatives somebody wants to see; all of them as it is. "" and () do not narrow it.

    `mine`: only what who asks began, joined or supports. `words`: all of them are in the title or the text.
    """

    heading: str = ""
    status: str = ""
    campaign: str = ""
    words: str = ""
    mine: bool = False


EVERYTHING = Wanted()


@dataclass(frozen=True)
class Page:
    """Some of what was wanted, what changed last first. `number`: from 0; `total`: initiatives on all pages."""

    initiatives: tuple[Initiative, ...]
    number: int
    total: int

    @property
    def pages(self) -> int:
        """How many there are; one where there is nothing."""
        return max(1, -(-self.total // PAGE))


@dataclass(frozen=True)
class Campaign:
    """A question to everybody with a last day. `closed`: before that day, by who has the role."""

    id: str
    question: str
    explanation: str
    until: date
    closed: bool
    created: datetime
    initiatives: int = 0

    def open_on(self, day: date) -> bool:
        """Whether it can be answered on a day."""
        return not self.closed and day <= self.until


@dataclass(frozen=True)
class Counts:
    """How many there are of what was wanted, by (heading, status), what there is none of left out."""

    by: tuple[tuple[tuple[str, str], int], ...]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(number for _, number in self.by)

    def of_heading(self, heading: str) -> int:
        """Those with a heading."""
        return sum(number for (its, _), number in self.by if its == heading)

    def of_status(self, status: str) -> int:
        """Those with a status."""
        return sum(number for (_, its), number in self.by if its == status)


@dataclass(frozen=True)
class Digest:
    """What a channel gets: what was new in the week before `day`, what got another status, and open campaigns."""

    day: date
    new: tuple[Initiative, ...]
    moved: tuple[Initiative, ...]
    campaigns: tuple[Campaign, ...]
    total: int  # initiatives that are not ended

    @property
    def empty(self) -> bool:
        """Whether there is nothing to tell; then the channel gets nothing."""
        return not self.new and not self.moved and not self.campaigns
