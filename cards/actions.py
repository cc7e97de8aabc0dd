"""Every button that a card of Koers can have: one frozen dataclass each.

What a dataclass holds stays on the server, beside the button's one-time token. A client only ever sends the token
and the fields that were typed in, so nothing in here can be forged or read by the person who presses.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True)
class Action:
    """What pressing a button means. `verb` names the route; `once`: a second press does nothing; `days`: how long it
    can be pressed, after which nothing of it is kept.

    `personal`: in a group or channel, too, only the person for whom the card was made may press it.
    """

    verb: ClassVar[str]
    once: ClassVar[bool] = True
    days: ClassVar[int] = 30
    personal: ClassVar[bool] = False


@dataclass(frozen=True)
class Ask(Action):
    """Asks the documents this question."""

    verb: ClassVar[str] = "vision.ask"
    once: ClassVar[bool] = False
    question: str


@dataclass(frozen=True)
class ShowSource(Action):
    """Opens a source of an earlier answer in its surroundings. `answer` is the number of the answer."""

    verb: ClassVar[str] = "vision.source"
    once: ClassVar[bool] = False
    days: ClassVar[int] = 1  # as long as the answer is remembered
    answer: int
    number: int


@dataclass(frozen=True)
class Open(Action):
    """Opens a capability, as its command would."""

    verb: ClassVar[str] = "open"
    once: ClassVar[bool] = False
    days: ClassVar[int] = 1  # it holds what somebody said
    capability: str
    text: str = ""  # the sentence that led here, so that what was said is filled in


@dataclass(frozen=True)
class ChooseLanguage(Action):
    """Sets the language in which Koers speaks to this person."""

    verb: ClassVar[str] = "language.choose"
    once: ClassVar[bool] = False
    language: str


@dataclass(frozen=True)
class GiveReason(Action):
    """Says why a thumb went down. `message`: the key under which the answer is known."""

    verb: ClassVar[str] = "learning.reason"
    days: ClassVar[int] = 1
    personal: ClassVar[bool] = True
    message: str
    reason: str


@dataclass(frozen=True)
class ShowUnanswered(Action):
    """Shows the questions without an answer of the last `days`, from a page on."""

    verb: ClassVar[str] = "learning.overview"
    once: ClassVar[bool] = False
    days_back: int
    page: int = 0


@dataclass(frozen=True)
class DismissQuestions(Action):
    """These questions, shown on that page, need no answer."""

    verb: ClassVar[str] = "learning.dismiss"
    questions: tuple[str, ...]
    days_back: int
    page: int


@dataclass(frozen=True)
class AddAnswer(Action):
    """Opens the form for an answer to these questions; to one of the owner's own where there are none."""

    verb: ClassVar[str] = "learning.add"
    once: ClassVar[bool] = False
    questions: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class PreviewAnswer(Action):
    """Shows what was filled in on the form as it will be stored."""

    verb: ClassVar[str] = "learning.preview"
    once: ClassVar[bool] = False
    proposal: str
    questions: tuple[str, ...]


@dataclass(frozen=True)
class Draft:
    """A filled-in answer, already made harmless; what some buttons hold."""

    proposal: str
    questions: tuple[str, ...]
    question: str
    others: tuple[str, ...]
    answer: str
    source: str
    url: str


@dataclass(frozen=True)
class EditAnswer(Action):
    """Opens the form again with what was filled in."""

    verb: ClassVar[str] = "learning.edit"
    once: ClassVar[bool] = False
    days: ClassVar[int] = 7
    draft: Draft


@dataclass(frozen=True)
class ProposeAnswer(Action):
    """Asks a colleague to approve the answer."""

    verb: ClassVar[str] = "learning.propose"
    days: ClassVar[int] = 7
    draft: Draft


@dataclass(frozen=True)
class ShowProposals(Action):
    """Shows the answers that wait for approval, and one's own."""

    verb: ClassVar[str] = "learning.proposals"
    once: ClassVar[bool] = False


@dataclass(frozen=True)
class ReviewAnswer(Action):
    """Shows a proposed answer with what can be done about it."""

    verb: ClassVar[str] = "learning.review"
    once: ClassVar[bool] = False
    proposal: str


@dataclass(frozen=True)
class ApproveAnswer(Action):
    """Approves a proposed answer in the version that was shown."""

    verb: ClassVar[str] = "learning.approve"
    proposal: str
    version: int


@dataclass(frozen=True)
class ReturnAnswer(Action):
    """Sends a proposed answer back with the remark in the field."""

    verb: ClassVar[str] = "learning.return"
    proposal: str
    version: int


@dataclass(frozen=True)
class ReviseAnswer(Action):
    """Opens the form with an answer that was sent back."""

    verb: ClassVar[str] = "learning.revise"
    once: ClassVar[bool] = False
    proposal: str


@dataclass(frozen=True)
class WithdrawAnswer(Action):
    """Takes one's own answer back."""

    verb: ClassVar[str] = "learning.withdraw"
    proposal: str


@dataclass(frozen=True)
class FollowAnswer(Action):
    """Looks how far an approved answer is on its way to the library."""

    verb: ClassVar[str] = "learning.follow"
    once: ClassVar[bool] = False
    proposal: str


@dataclass(frozen=True)
class StoreAnswer(Action):
    """Tries again to put an approved answer in the library."""

    verb: ClassVar[str] = "learning.store"
    once: ClassVar[bool] = False
    proposal: str


@dataclass(frozen=True)
class SignIn(Action):
    """Begins to sign in. `then_verb` and `then` are the button that is pressed for the person afterwards."""

    verb: ClassVar[str] = "account.sign_in"
    once: ClassVar[bool] = False
    days: ClassVar[int] = 1
    then_verb: str = ""
    then: Mapping[str, object] = field(default_factory=dict[str, object])


@dataclass(frozen=True)
class SignInLater(Action):
    """Does not sign in now."""

    verb: ClassVar[str] = "account.later"


@dataclass(frozen=True)
class SignOut(Action):
    """Signs out."""

    verb: ClassVar[str] = "account.sign_out"
    once: ClassVar[bool] = False
