"""Home and office days: what a sentence about where somebody works opens."""

from __future__ import annotations

from dialogs.services import Services
from dialogs.turn import Reply, Turn
from dialogs.understanding import Understanding
from dialogs.workdays import days, months, patterns, payroll, settings, team
from dialogs.workdays.said import about_pattern, about_week, period, week_of


async def start(turn: Turn, services: Services, understood: Understanding) -> Reply:
    """What was said opens a card, filled in; in the personal chat only, and nothing is stored before it is pressed."""
    intent, fields = understood.intent, understood.fields
    if turn.place.kind != "personal":
        return Reply(text=turn.texts("workdays-only-personal"))
    await turn.gate.check(f"workdays_{intent}")
    if intent in ("set_day", "change", "cancel") and fields.for_person:
        return Reply(text=turn.texts("workdays-for-yourself"))
    fixed = bool(fields.weekly) or about_pattern(turn.text)
    match intent:
        case "set_day" | "change" | "cancel" if fixed:
            return await patterns.said(turn, services, understood)
        case "set_day" | "change" | "cancel":
            return await days.said(turn, services, understood)
        case "who_is_in":
            return await team.said(turn, services, fields)
        case "export":
            return await payroll.said(turn, services, fields)
        case "reminder":
            return await settings.said(turn, services, fields)
        case "my_days" if fixed:
            return await patterns.said(turn, services, understood)
        case "my_days" if not fields.from_date and about_week(turn.text):
            return await days.look(turn, services, week_of(turn.now.date()))
        case "my_days" if 0 < len(asked := period(fields)) <= days.WEEK:
            return await days.look(turn, services, asked[0])
        case _:
            return await months.said(turn, services, fields)
