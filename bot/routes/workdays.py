"""The routes of home and office days: one's own, those of the team, and the export."""

from __future__ import annotations

from functools import partial

from bot.routes.route import EMPLOYEES, Need, Route, for_colleagues
from cards.workdays import actions as ticked
from dialogs.workdays import days, months, patterns, payroll, settings, team

PAYROLL: tuple[Need, ...] = ("payroll",)


# What is about one's own days: nobody gets to see or change anybody else's.
_own = partial(for_colleagues, "workdays")

WORKDAYS: tuple[Route, ...] = (
    _own(
        "workdays.week", days.week, ticked.ShowWeek, intents=("workdays_set_day", "workdays_change", "workdays_cancel")
    ),
    _own("workdays.store", days.store, ticked.StoreDays),
    _own("workdays.answer", days.answer, ticked.AnswerToday),
    _own("workdays.pattern", patterns.look, ticked.ShowPattern),
    _own("workdays.store_pattern", patterns.store, ticked.StorePattern),
    _own("workdays.end_pattern", patterns.end, ticked.EndPattern),
    _own("workdays.month", months.month, ticked.ShowMonth, intents=("workdays_my_days", "workdays_allowance")),
    _own("workdays.settings", settings.look, ticked.ShowSettings, intents=("workdays_reminder",)),
    _own("workdays.store_settings", settings.store, ticked.StoreSettings),
    _own("workdays.location", settings.use_location, ticked.UseWorkLocation),
    _own("workdays.stop_asking", settings.stop_asking, ticked.StopAsking),
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
