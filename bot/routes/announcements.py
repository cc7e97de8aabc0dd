"""The routes of announcements: composing, approving, following and reading them."""

from __future__ import annotations

from bot.routes.route import EMPLOYEES, EVERYBODY, Route
from cards.announcements import actions as announced
from dialogs.announcements import approving, composing, following, reading
from domain.announcements.approving import APPROVERS as MESSAGE_APPROVERS
from domain.announcements.composing import COMPOSERS

# Who may address whom is the municipality's to say, and asked anew by domain/announcements at every press.
ANNOUNCEMENTS: tuple[Route, ...] = (
    Route(
        "announcements.new",
        "announcements",
        composing.pressed_new,
        (announced.NewAnnouncement,),
        COMPOSERS,
        intents=("announcement_new",),
    ),
    Route("announcements.preview", "announcements", composing.look, (announced.PreviewAnnouncement,), COMPOSERS),
    Route("announcements.keep", "announcements", composing.keep, (announced.KeepAnnouncement,), COMPOSERS),
    Route("announcements.edit", "announcements", composing.edit, (announced.EditAnnouncement,), COMPOSERS),
    Route("announcements.discard", "announcements", composing.discard, (announced.DiscardAnnouncement,), COMPOSERS),
    Route("announcements.try", "announcements", composing.try_it, (announced.TryAnnouncement,), COMPOSERS),
    Route("announcements.tried", "announcements", composing.tried, (announced.TryAcknowledge,), EVERYBODY),
    Route("announcements.send", "announcements", composing.send, (announced.SendAnnouncement,), COMPOSERS),
    Route("announcements.ask", "announcements", composing.ask, (announced.AskApproval,), COMPOSERS),
    Route("announcements.withdraw", "announcements", composing.withdraw, (announced.WithdrawAnnouncement,), COMPOSERS),
    Route("announcements.correct", "announcements", composing.correct, (announced.CorrectAnnouncement,), COMPOSERS),
    Route("announcements.repeat", "announcements", composing.repeat, (announced.RepeatAnnouncement,), COMPOSERS),
    Route(
        "announcements.waiting",
        "announcements",
        approving.waiting,
        needs=MESSAGE_APPROVERS,
        intents=("announcement_approve",),
    ),
    Route("announcements.review", "announcements", approving.look, (announced.ReviewAnnouncement,), MESSAGE_APPROVERS),
    Route(
        "announcements.approve", "announcements", approving.approve, (announced.ApproveAnnouncement,), MESSAGE_APPROVERS
    ),
    Route(
        "announcements.return", "announcements", approving.send_back, (announced.ReturnAnnouncement,), MESSAGE_APPROVERS
    ),
    Route("announcements.mine", "announcements", following.mine, needs=COMPOSERS, intents=("announcement_drafts",)),
    Route("announcements.follow", "announcements", following.follow, (announced.FollowAnnouncement,), COMPOSERS),
    Route("announcements.refresh", "announcements", following.refresh, (announced.RefreshAnnouncement,), COMPOSERS),
    Route("announcements.pause", "announcements", following.pause, (announced.PauseAnnouncement,), COMPOSERS),
    Route("announcements.resume", "announcements", following.resume, (announced.ResumeAnnouncement,), COMPOSERS),
    Route("announcements.stop", "announcements", following.stop, (announced.StopAnnouncement,), COMPOSERS),
    Route("announcements.recall", "announcements", following.recall, (announced.RecallAnnouncement,), COMPOSERS),
    Route("announcements.remind", "announcements", following.remind, (announced.RemindAnnouncement,), COMPOSERS),
    Route("announcements.resend", "announcements", following.resend, (announced.ResendAnnouncement,), COMPOSERS),
    Route("announcements.ask_release", "announcements", following.ask_release, (announced.AskRelease,), COMPOSERS),
    Route("announcements.report", "announcements", following.report, (announced.ReportAnnouncement,), COMPOSERS),
    Route(
        "announcements.inbox",
        "announcements",
        reading.inbox,
        needs=EMPLOYEES,
        harmless=True,
        intents=("announcement_inbox",),
    ),
    Route("announcements.read", "announcements", reading.read, (announced.ReadAnnouncement,), EMPLOYEES, harmless=True),
    Route(
        "announcements.acknowledge",
        "announcements",
        reading.acknowledge,
        (announced.AcknowledgeAnnouncement,),
        EMPLOYEES,
        harmless=True,
    ),
    Route(
        "announcements.quiet",
        "announcements",
        reading.choose_quiet_hours,
        (announced.ChooseQuietHours,),
        EMPLOYEES,
        harmless=True,
    ),
    Route(
        "announcements.not_quiet",
        "announcements",
        reading.end_quiet_hours,
        (announced.EndQuietHours,),
        EMPLOYEES,
        harmless=True,
    ),
    Route(
        "announcements.quiet_hours",
        "announcements",
        reading.quiet_hours,
        needs=EMPLOYEES,
        harmless=True,
        intents=("announcement_quiet_hours",),
    ),
)
