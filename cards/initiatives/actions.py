"""Every button of the cards about initiatives; see cards.actions for what a button is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from cards.actions import Action

DRAFT_DAYS = 60  # as long as a draft is kept
OPEN_DAYS = 90  # an initiative goes on for months, and its card stays in the chat


@dataclass(frozen=True)
class NewInitiative(Action):
    """Opens an empty form. `campaign`: the question that the idea answers; "" for an idea of one's own."""

    verb: ClassVar[str] = "initiatives.new"
    once: ClassVar[bool] = False
    days: ClassVar[int] = DRAFT_DAYS
    campaign: str = ""


@dataclass(frozen=True)
class LookInitiative(Action):
    """Keeps what was filled in and shows it before it is submitted. `version`: of the draft that the form shows."""

    verb: ClassVar[str] = "initiatives.look"
    once: ClassVar[bool] = False
    days: ClassVar[int] = DRAFT_DAYS
    draft: str
    version: int


@dataclass(frozen=True)
class KeepInitiative(Action):
    """Keeps what was filled in, to go on later."""

    verb: ClassVar[str] = "initiatives.keep"
    once: ClassVar[bool] = False
    days: ClassVar[int] = DRAFT_DAYS
    draft: str
    version: int


@dataclass(frozen=True)
class OpenDraft(Action):
    """Opens the form with what was filled in."""

    verb: ClassVar[str] = "initiatives.draft"
    once: ClassVar[bool] = False
    days: ClassVar[int] = DRAFT_DAYS
    draft: str


@dataclass(frozen=True)
class DiscardDraft(Action):
    """Throws a draft away."""

    verb: ClassVar[str] = "initiatives.discard"
    days: ClassVar[int] = DRAFT_DAYS
    draft: str


@dataclass(frozen=True)
class SubmitInitiative(Action):
    """Submits it as it was shown."""

    verb: ClassVar[str] = "initiatives.submit"
    days: ClassVar[int] = DRAFT_DAYS
    draft: str
    version: int


@dataclass(frozen=True)
class ShowInitiative(Action):
    """Shows an initiative as it is now. `here`: in the place of the pressed card; `whole`: all that is said of it, but
    the newest comments from `before` on.
    """

    verb: ClassVar[str] = "initiatives.show"
    once: ClassVar[bool] = False
    days: ClassVar[int] = OPEN_DAYS
    initiative: str
    here: bool = False
    whole: bool = False
    before: int = 0


@dataclass(frozen=True)
class HideName(Action):
    """Takes one's own name from lists and cards, or puts it back."""

    verb: ClassVar[str] = "initiatives.hide"
    once: ClassVar[bool] = False
    days: ClassVar[int] = OPEN_DAYS
    initiative: str
    hidden: bool


@dataclass(frozen=True)
class SupportInitiative(Action):
    """Supports it, or does so no longer."""

    verb: ClassVar[str] = "initiatives.support"
    once: ClassVar[bool] = False
    days: ClassVar[int] = OPEN_DAYS
    initiative: str
    yes: bool = True


@dataclass(frozen=True)
class JoinInitiative(Action):
    """Joins it, or does so no longer."""

    verb: ClassVar[str] = "initiatives.join"
    once: ClassVar[bool] = False
    days: ClassVar[int] = OPEN_DAYS
    initiative: str
    yes: bool = True


@dataclass(frozen=True)
class JoinInstead(Action):
    """Joins an initiative that is there already, in the place of submitting one's own; the draft goes."""

    verb: ClassVar[str] = "initiatives.instead"
    days: ClassVar[int] = DRAFT_DAYS
    initiative: str
    draft: str


@dataclass(frozen=True)
class CommentInitiative(Action):
    """Adds the comment in the field."""

    verb: ClassVar[str] = "initiatives.comment"
    days: ClassVar[int] = OPEN_DAYS
    initiative: str


@dataclass(frozen=True)
class RemoveComment(Action):
    """Removes one's own comment."""

    verb: ClassVar[str] = "initiatives.unsay"
    once: ClassVar[bool] = False
    days: ClassVar[int] = OPEN_DAYS
    initiative: str
    comment: str


@dataclass(frozen=True)
class EditInitiative(Action):
    """Opens the form of one that was submitted."""

    verb: ClassVar[str] = "initiatives.edit"
    once: ClassVar[bool] = False
    days: ClassVar[int] = OPEN_DAYS
    initiative: str


@dataclass(frozen=True)
class ChangeStatus(Action):
    """Gives it the status in the field, for the reason in the field."""

    verb: ClassVar[str] = "initiatives.status"
    days: ClassVar[int] = OPEN_DAYS
    initiative: str


@dataclass(frozen=True)
class TellInitiative(Action):
    """Opens an announcement that tells of it."""

    verb: ClassVar[str] = "initiatives.tell"
    once: ClassVar[bool] = False
    days: ClassVar[int] = OPEN_DAYS
    initiative: str


@dataclass(frozen=True)
class BrowseInitiatives(Action):
    """A page of the initiatives. What is "" filters nothing; what is filled in on the card goes before it.

    `here`: in the place of the card that was pressed.
    """

    verb: ClassVar[str] = "initiatives.browse"
    once: ClassVar[bool] = False
    days: ClassVar[int] = OPEN_DAYS
    words: str = ""
    heading: str = ""
    status: str = ""
    campaign: str = ""
    page: int = 0
    here: bool = False


@dataclass(frozen=True)
class MyInitiatives(Action):
    """What this person submitted, joined, supports and has not submitted yet."""

    verb: ClassVar[str] = "initiatives.mine"
    once: ClassVar[bool] = False
    days: ClassVar[int] = OPEN_DAYS
    page: int = 0
    here: bool = False


@dataclass(frozen=True)
class ChartInitiatives(Action):
    """How many there are, by heading and by status."""

    verb: ClassVar[str] = "initiatives.chart"
    once: ClassVar[bool] = False
    days: ClassVar[int] = OPEN_DAYS


@dataclass(frozen=True)
class ExportInitiatives(Action):
    """The initiatives as a file."""

    verb: ClassVar[str] = "initiatives.export"
    once: ClassVar[bool] = False
    days: ClassVar[int] = OPEN_DAYS


@dataclass(frozen=True)
class ShowCampaigns(Action):
    """The questions that are open, and the last ones that are not."""

    verb: ClassVar[str] = "initiatives.campaigns"
    once: ClassVar[bool] = False
    days: ClassVar[int] = OPEN_DAYS


@dataclass(frozen=True)
class NewCampaign(Action):
    """Opens the form of a question to everybody."""

    verb: ClassVar[str] = "initiatives.campaign"
    once: ClassVar[bool] = False
    days: ClassVar[int] = OPEN_DAYS


@dataclass(frozen=True)
class StartCampaign(Action):
    """Puts the question that was filled in."""

    verb: ClassVar[str] = "initiatives.ask"


@dataclass(frozen=True)
class TellCampaign(Action):
    """Opens an announcement that puts the question to colleagues."""

    verb: ClassVar[str] = "initiatives.call"
    once: ClassVar[bool] = False
    days: ClassVar[int] = OPEN_DAYS
    campaign: str


@dataclass(frozen=True)
class EndCampaign(Action):
    """Ends a question before its day."""

    verb: ClassVar[str] = "initiatives.end"
    days: ClassVar[int] = OPEN_DAYS
    campaign: str


@dataclass(frozen=True)
class ShowDigest(Action):
    """How the weekly digest comes to a channel."""

    verb: ClassVar[str] = "initiatives.digest"
    once: ClassVar[bool] = False
    days: ClassVar[int] = OPEN_DAYS


@dataclass(frozen=True)
class ChooseDigest(Action):
    """Sends the weekly digest to this channel, or nowhere any more."""

    verb: ClassVar[str] = "initiatives.digest_here"
    once: ClassVar[bool] = False
    here: bool
