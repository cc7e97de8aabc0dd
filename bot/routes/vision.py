"""The routes of vision: questions, their sources, and what is learned of what had no answer."""

from __future__ import annotations

from bot.routes.route import EMPLOYEES, Need, Route
from cards.actions import (
    AddAnswer,
    ApproveAnswer,
    Ask,
    DismissQuestions,
    EditAnswer,
    FollowAnswer,
    GiveReason,
    PreviewAnswer,
    ProposeAnswer,
    ReturnAnswer,
    ReviewAnswer,
    ReviseAnswer,
    ShowProposals,
    ShowSource,
    ShowUnanswered,
    StoreAnswer,
    WithdrawAnswer,
)
from dialogs import learning, sources, vision
from domain.learning.answers import APPROVERS, OWNER

OWNERS: tuple[Need, ...] = (OWNER,)

VISION: tuple[Route, ...] = (
    Route("vision.ask", "vision", vision.ask, (Ask,), EMPLOYEES, harmless=True),
    Route("vision.source", "vision", sources.show, (ShowSource,), EMPLOYEES, harmless=True),
    Route("disliked", "vision", learning.disliked, needs=EMPLOYEES, harmless=True),
    Route("learning.reason", "vision", learning.reason, (GiveReason,), EMPLOYEES, harmless=True),
    Route(
        "learning.overview", "vision", learning.overview, (ShowUnanswered,), OWNERS, intents=("unanswered_overview",)
    ),
    Route("learning.dismiss", "vision", learning.dismiss, (DismissQuestions,), OWNERS),
    Route("learning.add", "vision", learning.add, (AddAnswer,), OWNERS, intents=("add_answer",)),
    Route("learning.preview", "vision", learning.preview, (PreviewAnswer,), OWNERS),
    Route("learning.edit", "vision", learning.edit, (EditAnswer,), OWNERS),
    Route("learning.propose", "vision", learning.propose, (ProposeAnswer,), OWNERS),
    Route("learning.proposals", "vision", learning.proposals, (ShowProposals,), APPROVERS, intents=("approve_answer",)),
    Route("learning.review", "vision", learning.review, (ReviewAnswer,), APPROVERS),
    Route("learning.approve", "vision", learning.approve, (ApproveAnswer,), APPROVERS),
    Route("learning.return", "vision", learning.send_back, (ReturnAnswer,), APPROVERS),
    Route("learning.revise", "vision", learning.revise, (ReviseAnswer,), OWNERS),
    Route("learning.withdraw", "vision", learning.withdraw, (WithdrawAnswer,), OWNERS),
    Route("learning.follow", "vision", learning.follow, (FollowAnswer,), APPROVERS),
    Route("learning.store", "vision", learning.store, (StoreAnswer,), APPROVERS),
)
