"""The routes of home and office days: one's own, those of the team, and the export."""

from __future__ import annotations

from bot.routes.route import EMPLOYEES, Handler, Need, Route
from cards.actions import Action
from cards.workdays import actions as ticked
from dialogs.workdays import days, months, patterns, payroll, settings, team

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
