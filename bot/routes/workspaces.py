"""The routes of workspaces: booking, the day itself, booking for a colleague, and team days."""

from __future__ import annotations

from functools import partial

from bot.routes.route import EMPLOYEES, Route, for_colleagues
from cards.workspaces import actions as booked
from cards.workspaces import for_others, on_the_day
from cards.workspaces import team_actions as teams
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
from domain.workspaces.occupancy import WHO_COMPARES

_of = partial(for_colleagues, "workspaces")

# Where Entra is silent a colleague can book all the same: what is taken is decided here, and whose it is is known.
WORKSPACES: tuple[Route, ...] = (
    _of(
        "workspaces.open",
        booking.open_form,
        booked.OpenBookingForm,
        intents=("workspaces_book_desk", "workspaces_book_room"),
    ),
    _of("workspaces.look", booking.look, booked.LookForPlace),
    _of("workspaces.book", booking.book, booked.BookPlace),
    _of("workspaces.book_days", booking.book_days, booked.BookDays),
    _of("weekly.book", weekly.book, booked.BookWeekly),
    _of("weekly.repeat", weekly.repeat, booked.RepeatWeekly),
    _of("weekly.end", weekly.end, booked.EndWeekly),
    _of("workspaces.note_day", workday.note, booked.NoteWorkday),
    _of("workspaces.show", booking.show, booked.ShowBooking),
    _of("workspaces.change", booking.change, booked.ChangeBooking),
    _of(
        "workspaces.mine",
        mine.mine,
        booked.ShowMyBookings,
        intents=("workspaces_my_bookings", "workspaces_change", "workspaces_cancel"),
    ),
    _of("own_calendar.use", own_calendar.use, booked.UseOwnCalendar),
    _of("own_calendar.leave", own_calendar.leave, booked.LeaveOwnCalendar),
    _of("workspaces.cancel", mine.cancel, booked.CancelBooking),
    _of("workspaces.look_days", mine.look_days, booked.LookAtDays),
    _of("workspaces.cancel_days", mine.cancel_days, booked.CancelDays),
)

DAY_OF_USE: tuple[Route, ...] = (
    _of("day_of_use.check_in", checking_in.check_in, on_the_day.CheckIn, intents=("workspaces_check_in",)),
    _of("day_of_use.give_up", checking_in.give_up, on_the_day.GiveUpPlace),
    _of("waiting.join", waiting.join, on_the_day.JoinWaiting),
    _of("waiting.leave", waiting.leave, on_the_day.LeaveWaiting),
    _of("waiting.take", waiting.take, on_the_day.TakeOffer),
    _of("waiting.decline", waiting.decline, on_the_day.DeclineOffer),
    _of("waiting.mine", waiting.mine, on_the_day.ShowWaiting, intents=("workspaces_waiting_list",)),
    _of("occupancy.day", occupancy.day, on_the_day.ShowDay, intents=("workspaces_occupancy",)),
    _of("occupancy.week", occupancy.week, on_the_day.ShowWeek),
    Route("occupancy.weeks", "workspaces", occupancy.weeks, (on_the_day.ShowWeeks,), WHO_COMPARES),
    Route("occupancy.file", "workspaces", occupancy.file, (on_the_day.OccupancyFile,), WHO_COMPARES),
)

# Who may book for whom is what people allowed each other, and asked anew at every press.
DELEGATING: tuple[Route, ...] = (
    _of(
        "delegating.show",
        delegating.show,
        for_others.ShowPermissions,
        intents=("workspaces_delegate", "workspaces_delegations"),
    ),
    Route("delegating.choose", "workspaces", delegating.choose, (for_others.ChooseColleague,), EMPLOYEES),
    Route("delegating.book", "workspaces", delegating.book_for, (for_others.BookFor,), EMPLOYEES),
    Route("delegating.ask", "workspaces", delegating.ask, (for_others.AskPermission,), EMPLOYEES),
    Route("delegating.answer", "workspaces", delegating.answer, (for_others.AnswerPermission,), EMPLOYEES),
    Route("delegating.give", "workspaces", delegating.give, (for_others.GivePermission,), EMPLOYEES),
    _of("delegating.end", delegating.end, for_others.EndPermission),
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
    _of("team_day.show", team_day.show, teams.ShowTeamDay),
    _of("team_day.call_off", team_day.call_off, teams.CallOffTeamDay),
    _of("team_day.answer", team_day.answer, teams.AnswerTeamDay),
)
