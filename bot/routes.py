"""Every sentence and button of Koers in one table: what answers it, what it belongs to and who may use it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.seeing import watched
from cards.actions import (
    Action,
    AddAnswer,
    ApproveAnswer,
    Ask,
    ChooseLanguage,
    DismissQuestions,
    EditAnswer,
    FollowAnswer,
    GiveReason,
    Open,
    PreviewAnswer,
    ProposeAnswer,
    ReturnAnswer,
    ReviewAnswer,
    ReviseAnswer,
    ShowProposals,
    ShowSource,
    ShowUnanswered,
    SignIn,
    SignInLater,
    SignOut,
    StoreAnswer,
    WithdrawAnswer,
)
from cards.announcements import actions as announced
from cards.workdays import actions as ticked
from cards.workspaces import actions as booked
from cards.workspaces import for_others, on_the_day
from cards.workspaces import team_actions as teams
from dialogs import account, free_text, language, learning, sources, vision, welcome
from dialogs.announcements import approving, composing, following, reading
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from dialogs.workdays import days, months, patterns, payroll, settings, team
from dialogs.workspaces import (
    booking,
    checking_in,
    delegating,
    mine,
    occupancy,
    own_calendar,
    team_day,
    waiting,
    weekly,
    workday,
)
from domain.announcements.approving import APPROVERS as MESSAGE_APPROVERS
from domain.announcements.composing import COMPOSERS
from domain.learning.answers import APPROVERS, OWNER
from domain.roles import Role
from domain.workspaces.occupancy import WHO_COMPARES

Handler = Callable[[Turn, Services], Awaitable[Reply]]


Need = Role | Literal["colleague"]
EVERYBODY: tuple[Need, ...] = ("colleague",)
EMPLOYEES: tuple[Need, ...] = ("employee",)
OWNERS: tuple[Need, ...] = (OWNER,)


@dataclass(frozen=True)
class Route:
    """A way into a capability ("" where it leads to any): what answers it, and the buttons that lead there.

    `needs`: who may, at every press; one of these will do. Entra says who has a role; a "colleague" is anybody in the
    municipality's tenant who is no guest, as Teams says. `harmless`: where Entra does not say who is an employee, every
    colleague may. `intents`: what a sentence can be understood as that opens the same, and so needs the same.
    """

    name: str
    capability: str
    handler: Handler
    buttons: tuple[type[Action], ...] = ()
    needs: tuple[Need, ...] = ()
    harmless: bool = False
    intents: tuple[str, ...] = ()


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

PAYROLL: tuple[Need, ...] = ("payroll",)


def _own(name: str, handler: Handler, *buttons: type[Action], intents: tuple[str, ...] = ()) -> Route:
    """What is about one's own days: every employee may, and nobody gets to see or change anybody else's."""
    return Route(f"workdays.{name}", "workdays", handler, buttons, EMPLOYEES, harmless=True, intents=intents)


WORKDAYS: tuple[Route, ...] = (
    _own("week", days.week, ticked.ShowWeek, intents=("workdays_set_day", "workdays_change", "workdays_cancel")),
    _own("store", days.store, ticked.StoreDays),
    _own("answer", days.answer, ticked.AnswerToday),
    _own("pattern", patterns.look, ticked.ShowPattern),
    _own("store_pattern", patterns.store, ticked.StorePattern),
    _own("end_pattern", patterns.end, ticked.EndPattern),
    _own("month", months.month, ticked.ShowMonth, intents=("workdays_my_days", "workdays_allowance")),
    _own("settings", settings.look, ticked.ShowSettings, intents=("workdays_reminder",)),
    _own("store_settings", settings.store, ticked.StoreSettings),
    _own("location", settings.use_location, ticked.UseWorkLocation),
    _own("stop_asking", settings.stop_asking, ticked.StopAsking),
    # Who is in one's team, Entra is asked at the moment itself.
    Route("workdays.who", "workdays", team.day_of, (ticked.ShowWhoIsIn,), EMPLOYEES, intents=("workdays_who_is_in",)),
    Route(
        "workdays.choose_export",
        "workdays",
        payroll.choose,
        (ticked.ChooseExport,),
        PAYROLL,
        intents=("workdays_export",),
    ),
    Route("workdays.export", "workdays", payroll.export, (ticked.ExportMonth,), PAYROLL),
)

# Where Entra is silent a colleague can book all the same: what is taken is decided here, and whose it is is known.
WORKSPACES: tuple[Route, ...] = (
    Route(
        "workspaces.open",
        "workspaces",
        booking.open_form,
        (booked.OpenBookingForm,),
        EMPLOYEES,
        harmless=True,
        intents=("workspaces_book_desk", "workspaces_book_room"),
    ),
    Route("workspaces.look", "workspaces", booking.look, (booked.LookForPlace,), EMPLOYEES, harmless=True),
    Route("workspaces.book", "workspaces", booking.book, (booked.BookPlace,), EMPLOYEES, harmless=True),
    Route("workspaces.book_days", "workspaces", booking.book_days, (booked.BookDays,), EMPLOYEES, harmless=True),
    Route("weekly.book", "workspaces", weekly.book, (booked.BookWeekly,), EMPLOYEES, harmless=True),
    Route("weekly.repeat", "workspaces", weekly.repeat, (booked.RepeatWeekly,), EMPLOYEES, harmless=True),
    Route("weekly.end", "workspaces", weekly.end, (booked.EndWeekly,), EMPLOYEES, harmless=True),
    Route("workspaces.note_day", "workspaces", workday.note, (booked.NoteWorkday,), EMPLOYEES, harmless=True),
    Route("workspaces.show", "workspaces", booking.show, (booked.ShowBooking,), EMPLOYEES, harmless=True),
    Route("workspaces.change", "workspaces", booking.change, (booked.ChangeBooking,), EMPLOYEES, harmless=True),
    Route(
        "workspaces.mine",
        "workspaces",
        mine.mine,
        (booked.ShowMyBookings,),
        EMPLOYEES,
        harmless=True,
        intents=("workspaces_my_bookings", "workspaces_change", "workspaces_cancel"),
    ),
    Route("own_calendar.use", "workspaces", own_calendar.use, (booked.UseOwnCalendar,), EMPLOYEES, harmless=True),
    Route("own_calendar.leave", "workspaces", own_calendar.leave, (booked.LeaveOwnCalendar,), EMPLOYEES, harmless=True),
    Route("workspaces.cancel", "workspaces", mine.cancel, (booked.CancelBooking,), EMPLOYEES, harmless=True),
    Route("workspaces.look_days", "workspaces", mine.look_days, (booked.LookAtDays,), EMPLOYEES, harmless=True),
    Route("workspaces.cancel_days", "workspaces", mine.cancel_days, (booked.CancelDays,), EMPLOYEES, harmless=True),
)

DAY_OF_USE: tuple[Route, ...] = (
    Route(
        "day_of_use.check_in",
        "workspaces",
        checking_in.check_in,
        (on_the_day.CheckIn,),
        EMPLOYEES,
        harmless=True,
        intents=("workspaces_check_in",),
    ),
    Route("day_of_use.give_up", "workspaces", checking_in.give_up, (on_the_day.GiveUpPlace,), EMPLOYEES, harmless=True),
    Route("waiting.join", "workspaces", waiting.join, (on_the_day.JoinWaiting,), EMPLOYEES, harmless=True),
    Route("waiting.leave", "workspaces", waiting.leave, (on_the_day.LeaveWaiting,), EMPLOYEES, harmless=True),
    Route("waiting.take", "workspaces", waiting.take, (on_the_day.TakeOffer,), EMPLOYEES, harmless=True),
    Route("waiting.decline", "workspaces", waiting.decline, (on_the_day.DeclineOffer,), EMPLOYEES, harmless=True),
    Route(
        "waiting.mine",
        "workspaces",
        waiting.mine,
        (on_the_day.ShowWaiting,),
        EMPLOYEES,
        harmless=True,
        intents=("workspaces_waiting_list",),
    ),
    Route(
        "occupancy.day",
        "workspaces",
        occupancy.day,
        (on_the_day.ShowDay,),
        EMPLOYEES,
        harmless=True,
        intents=("workspaces_occupancy",),
    ),
    Route("occupancy.week", "workspaces", occupancy.week, (on_the_day.ShowWeek,), EMPLOYEES, harmless=True),
    Route("occupancy.weeks", "workspaces", occupancy.weeks, (on_the_day.ShowWeeks,), WHO_COMPARES),
    Route("occupancy.file", "workspaces", occupancy.file, (on_the_day.OccupancyFile,), WHO_COMPARES),
)

# Who may book for whom is what people allowed each other, and asked anew at every press.
DELEGATING: tuple[Route, ...] = (
    Route(
        "delegating.show",
        "workspaces",
        delegating.show,
        (for_others.ShowPermissions,),
        EMPLOYEES,
        harmless=True,
        intents=("workspaces_delegate", "workspaces_delegations"),
    ),
    Route("delegating.choose", "workspaces", delegating.choose, (for_others.ChooseColleague,), EMPLOYEES),
    Route("delegating.book", "workspaces", delegating.book_for, (for_others.BookFor,), EMPLOYEES),
    Route("delegating.ask", "workspaces", delegating.ask, (for_others.AskPermission,), EMPLOYEES),
    Route("delegating.answer", "workspaces", delegating.answer, (for_others.AnswerPermission,), EMPLOYEES),
    Route("delegating.give", "workspaces", delegating.give, (for_others.GivePermission,), EMPLOYEES),
    Route("delegating.end", "workspaces", delegating.end, (for_others.EndPermission,), EMPLOYEES, harmless=True),
)

# Who is in whose team is Entra's to say, and asked anew at every press that needs it.
TEAM_DAYS: tuple[Route, ...] = (
    Route(
        "team_day.new",
        "workspaces",
        team_day.new,
        (teams.NewTeamDay,),
        EMPLOYEES,
        intents=("workspaces_team_day",),
    ),
    Route("team_day.look", "workspaces", team_day.look, (teams.LookTeamDay,), EMPLOYEES),
    Route("team_day.ask", "workspaces", team_day.ask, (teams.AskTeam,), EMPLOYEES),
    Route("team_day.show", "workspaces", team_day.show, (teams.ShowTeamDay,), EMPLOYEES, harmless=True),
    Route("team_day.call_off", "workspaces", team_day.call_off, (teams.CallOffTeamDay,), EMPLOYEES, harmless=True),
    Route("team_day.answer", "workspaces", team_day.answer, (teams.AnswerTeamDay,), EMPLOYEES, harmless=True),
)

ROUTES: tuple[Route, ...] = (
    *ANNOUNCEMENTS,
    *WORKDAYS,
    *WORKSPACES,
    *DAY_OF_USE,
    *DELEGATING,
    *TEAM_DAYS,
    # A sentence finds its capability in dialogs/understanding, by the phrases that each capability brings.
    Route("sentence", "", free_text.answer, needs=EMPLOYEES, harmless=True),
    Route("welcome", "help", welcome.welcome, needs=EVERYBODY),
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
    Route("account.sign_in", "account", account.sign_in, (SignIn,), EVERYBODY),
    Route("account.later", "account", account.later, (SignInLater,), EVERYBODY),
    Route("account.sign_out", "account", account.sign_out, (SignOut,), EVERYBODY),
    Route("signed_in", "account", account.signed_in, needs=EVERYBODY),
    Route("open", "", free_text.chosen, (Open,), EMPLOYEES, harmless=True),
    Route("language.choose", "help", language.choose, (ChooseLanguage,), EVERYBODY),
)


async def _nothing(turn: Turn, services: Services) -> Reply:
    """The answer to what needs none."""
    return Reply()


class Table:
    """Finds the route of what came in. Raises ValueError for a table that leaves open who may do what."""

    def __init__(self, routes: Sequence[Route]) -> None:
        routes = [replace(route, handler=watched(route.name, route.handler)) for route in routes]
        by_name = {route.name: route for route in routes}
        self.sentence = by_name["sentence"]
        self.welcome = by_name["welcome"]
        self.disliked = by_name.get("disliked") or Route("disliked", "", _nothing, needs=EVERYBODY)
        self.signed_in = by_name.get("signed_in") or Route("signed_in", "", _nothing, needs=EVERYBODY)
        self._by_verb: dict[str, Route] = {}
        self._by_intent: dict[str, Route] = {}
        for route in by_name.values():
            _decided(route)
            for action in route.buttons:
                if action.verb in self._by_verb:
                    raise ValueError(f"two routes for {action.verb}")
                self._by_verb[action.verb] = route
            for intent in route.intents:
                if intent in self._by_intent:
                    raise ValueError(f"two routes for {intent}")
                self._by_intent[intent] = route

    def for_verb(self, verb: str) -> Route | None:
        """The route of a button, or None when this version of Koers has no such button any more."""
        return self._by_verb.get(verb)

    def for_intent(self, intent: str) -> Route:
        """The route that says who may do what a sentence was understood as. Raises LookupError when none does."""
        return self._by_intent[intent]


def _decided(route: Route) -> None:
    if not route.needs:
        raise ValueError(f"the route {route.name} does not say who may use it")
    if route.harmless and set(route.needs) != {"employee"}:
        raise ValueError(f"the route {route.name} is harmless and needs more than an employee")
