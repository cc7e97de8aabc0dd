"""Days, money, people and states of projects in words, and what somebody typed as it stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_currency
from microsoft_teams.cards.core import CardElement, RichTextBlock, TextBlock, TextRun

from cards.workspaces.words import plain
from domain.projects.content import Colleague, Money
from domain.projects.model import Project, Row
from domain.projects.money import payback
from locales import Texts

LONGEST_LINE = 120  # characters of a name in a list
LONGEST_TITLE = 36  # characters of a button


def day_of(texts: Texts, day: date) -> str:
    """A day: "1 december 2026"."""
    return format_date(day, "d MMMM y", locale=texts.language)


def short_day(texts: Texts, day: date) -> str:
    """A day where there is little room: "1 dec 2026"."""
    return format_date(day, "d MMM y", locale=texts.language).replace(".", "")


def moment_of(texts: Texts, moment: datetime, zone: ZoneInfo) -> str:
    """A moment: "1 december 2026, 14:05"."""
    local = moment.astimezone(zone)
    return f"{day_of(texts, local.date())}, {local:%H:%M}"


def euros(texts: Texts, cents: int) -> str:
    """An amount in whole cents: "€ 1.250", with cents only where there are any."""
    sign = "¤" if texts.language == "en" else "¤\N{NO-BREAK SPACE}"  # a phone would break the line behind the sign
    pattern = f"{sign}#,##0" if cents % 100 == 0 else f"{sign}#,##0.00"
    return format_currency(cents / 100, "EUR", pattern, locale=texts.language, currency_digits=False)


def typed_euros(texts: Texts, cents: int | None) -> str:
    """An amount as it is filled in in a field; "" for none."""
    if cents is None:
        return ""
    return euros(texts, cents).replace("€", "").strip()


def payback_of(texts: Texts, money: Money) -> str:
    """The payback time in a sentence; that it cannot be worked out yet where something lacks."""
    found = payback(money)
    if found is None:
        return texts("project-payback-unknown")
    if found.months is None:
        return texts("project-payback-not")
    years, months = found.years_and_months
    if not years:
        return texts("project-payback-months", months=months)
    if not months:
        return texts("project-payback-years", years=years)
    return texts("project-payback-both", years=years, months=months)


def name_of(texts: Texts, project: Project) -> str:
    """What a project is called on a card, where nothing in it is a link or bold type."""
    return line(project.name) or texts("project-nameless")


def person_of(texts: Texts, person: Colleague | None) -> str:
    """How somebody is called; that nobody is chosen yet."""
    if person is None:
        return texts("project-nobody-yet")
    return plain(person.name) or texts("project-somebody")


def line(text: str) -> str:
    """What somebody typed, in one line, where nothing in it is a link or bold type."""
    flat = plain_line(text)
    return flat if len(flat) <= LONGEST_LINE else f"{flat[: LONGEST_LINE - 1].rstrip()}…"


def plain_line(text: str) -> str:
    """The same, however long it is."""
    return " ".join(text.translate(MARKED).split())


MARKED = str.maketrans(dict.fromkeys("[]<>*_`#|\\\n\r\t", " "))  # what the text of a card has a meaning for


def button_title(text: str) -> str:
    """As much of a text as a button has room for."""
    flat = plain_line(text)
    return flat if len(flat) <= LONGEST_TITLE else f"{flat[: LONGEST_TITLE - 1].rstrip()}…"


def literal(text: str, *, strong: bool = False, subtle: bool = False) -> RichTextBlock:
    """What somebody typed, as it stands: rich text makes no link or mark-up of it."""
    run = TextRun(text=text, weight="Bolder" if strong else None, is_subtle=True if subtle else None)
    return RichTextBlock(inlines=[run], spacing="Small")


def lines(text: str) -> list[CardElement]:
    """The same of a text of several lines, each line that has something by itself."""
    return [literal(each.strip()) for each in text.splitlines() if each.strip()]


def small(text: str) -> TextBlock:
    """A line below another."""
    return TextBlock(text=text, wrap=True, spacing="Small", is_subtle=True)


def row_line(texts: Texts, row: Row) -> str:
    """How a project stands, in a line below its name."""
    project = row.project
    parts = [texts(f"project-status-{project.status}"), person_of(texts, project.document.principal)]
    if project.light:
        parts.append(texts(f"project-light-{project.light}"))
    if row.due is not None:
        parts.append(texts("project-row-due", day=short_day(texts, row.due)))
    if row.stale:
        parts.append(texts("project-row-stale"))
    return " · ".join(parts)


def listed(texts: Texts, names: Sequence[str]) -> str:
    """Names in a row: "a, b en c"."""
    if len(names) < 2:
        return "".join(names)
    return texts("project-and", first=", ".join(names[:-1]), last=names[-1])
