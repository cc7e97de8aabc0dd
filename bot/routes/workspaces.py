"""The routes of workspaces: booking, the day itself, booking for a colleague, and team days."""

from __future__ import annotations

from bot.routes.route import EMPLOYEES, Route
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
