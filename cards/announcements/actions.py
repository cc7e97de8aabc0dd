"""Every button of the cards about announcements; see cards.actions for what a button is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from cards.actions import Action
from domain.announcements.model import ACKNOWLEDGE


@dataclass(frozen=True)
class NewAnnouncement(Action):
    """Opens an empty form."""

    verb: ClassVar[str] = "announcements.new"
    once: ClassVar[bool] = False


@dataclass(frozen=True)
class PreviewAnnouncement(Action):
    """Keeps what was filled in, and shows it as colleagues will see it. `version`: the draft that the form shows."""

    verb: ClassVar[str] = "announcements.preview"
    once: ClassVar[bool] = False
    days: ClassVar[int] = 60  # as long as the draft
    draft: str
    version: int


@dataclass(frozen=True)
class KeepAnnouncement(Action):
    """Keeps what was filled in, to go on later."""

    verb: ClassVar[str] = "announcements.keep"
    once: ClassVar[bool] = False
    days: ClassVar[int] = 60
    draft: str
    version: int


@dataclass(frozen=True)
class EditAnnouncement(Action):
    """Opens the form with what was filled in."""

    verb: ClassVar[str] = "announcements.edit"
    once: ClassVar[bool] = False
    days: ClassVar[int] = 60
    draft: str


@dataclass(frozen=True)
class DiscardAnnouncement(Action):
    """Throws a draft away."""

    verb: ClassVar[str] = "announcements.discard"
    days: ClassVar[int] = 60
    draft: str


@dataclass(frozen=True)
class TryAnnouncement(Action):
    """Sends it to its author alone."""

    verb: ClassVar[str] = "announcements.try"
    once: ClassVar[bool] = False
    draft: str


@dataclass(frozen=True)
class TryAcknowledge(Action):
    """The acknowledge button of a message that was not sent: it says so."""

    verb: ClassVar[str] = "announcements.tried"
    once: ClassVar[bool] = False


@dataclass(frozen=True)
class SendAnnouncement(Action):
    """Begins it, as it was shown, for so many people."""

    verb: ClassVar[str] = "announcements.send"
    draft: str
    version: int
    people: int


@dataclass(frozen=True)
class AskApproval(Action):
    """Asks a colleague to approve it as it was shown."""

    verb: ClassVar[str] = "announcements.ask"
    draft: str
    version: int
    people: int


@dataclass(frozen=True)
class WithdrawAnnouncement(Action):
    """Takes back what waits for approval."""

    verb: ClassVar[str] = "announcements.withdraw"
    draft: str


@dataclass(frozen=True)
class AskRelease(Action):
    """Asks approval anew of what is held because its audience grew."""

    verb: ClassVar[str] = "announcements.ask_release"
    announcement: str


@dataclass(frozen=True)
class ReviewAnnouncement(Action):
    """Shows what waits for approval, as it would go out now."""

    verb: ClassVar[str] = "announcements.review"
    once: ClassVar[bool] = False
    draft: str


@dataclass(frozen=True)
class ApproveAnnouncement(Action):
    """Approves it in the version that was shown, for as many people as were shown."""

    verb: ClassVar[str] = "announcements.approve"
    draft: str
    version: int
    people: int


@dataclass(frozen=True)
class ReturnAnnouncement(Action):
    """Gives it back with the remark in the field."""

    verb: ClassVar[str] = "announcements.return"
    draft: str
    version: int


@dataclass(frozen=True)
class FollowAnnouncement(Action):
    """Opens the card by which its author follows it."""

    verb: ClassVar[str] = "announcements.follow"
    once: ClassVar[bool] = False
    announcement: str


@dataclass(frozen=True)
class RefreshAnnouncement(Action):
    """Puts the numbers of this moment on the card."""

    verb: ClassVar[str] = "announcements.refresh"
    once: ClassVar[bool] = False
    announcement: str


@dataclass(frozen=True)
class PauseAnnouncement(Action):
    """Sends nothing more for now."""

    verb: ClassVar[str] = "announcements.pause"
    announcement: str


@dataclass(frozen=True)
class ResumeAnnouncement(Action):
    """Goes on where it was paused."""

    verb: ClassVar[str] = "announcements.resume"
    announcement: str


@dataclass(frozen=True)
class StopAnnouncement(Action):
    """Sends nothing more, for good."""

    verb: ClassVar[str] = "announcements.stop"
    announcement: str


@dataclass(frozen=True)
class RecallAnnouncement(Action):
    """Deletes it with everybody who has it."""

    verb: ClassVar[str] = "announcements.recall"
    announcement: str


@dataclass(frozen=True)
class RemindAnnouncement(Action):
    """Reminds those who did not acknowledge it."""

    verb: ClassVar[str] = "announcements.remind"
    announcement: str


@dataclass(frozen=True)
class ResendAnnouncement(Action):
    """Sends it again to those of whom nobody knows whether they have it."""

    verb: ClassVar[str] = "announcements.resend"
    announcement: str


@dataclass(frozen=True)
class CorrectAnnouncement(Action):
    """Opens the form to correct what was sent."""

    verb: ClassVar[str] = "announcements.correct"
    once: ClassVar[bool] = False
    announcement: str


@dataclass(frozen=True)
class RepeatAnnouncement(Action):
    """Opens the form for a new one with the same words."""

    verb: ClassVar[str] = "announcements.repeat"
    once: ClassVar[bool] = False
    announcement: str


@dataclass(frozen=True)
class ReportAnnouncement(Action):
    """Gives the report as a file."""

    verb: ClassVar[str] = "announcements.report"
    once: ClassVar[bool] = False
    announcement: str


@dataclass(frozen=True)
class ReadAnnouncement(Action):
    """Shows a message again to somebody who got it."""

    verb: ClassVar[str] = "announcements.read"
    once: ClassVar[bool] = False
    announcement: str


@dataclass(frozen=True)
class AcknowledgeAnnouncement(Action):
    """Says that somebody has taken note of it."""

    verb: ClassVar[str] = ACKNOWLEDGE
    once: ClassVar[bool] = False
    personal: ClassVar[bool] = True
    announcement: str


@dataclass(frozen=True)
class ChooseQuietHours(Action):
    """Sets the quiet hours that were filled in."""

    verb: ClassVar[str] = "announcements.quiet"
    once: ClassVar[bool] = False


@dataclass(frozen=True)
class EndQuietHours(Action):
    """Wants no quiet hours any more."""

    verb: ClassVar[str] = "announcements.not_quiet"
    once: ClassVar[bool] = False
