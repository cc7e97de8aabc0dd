"""Names, days and people of an initiative in words, and what somebody typed as it stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date
from microsoft_teams.cards.core import CardElement, RichTextBlock, TextBlock, TextRun

from cards.card import Card, CardBuilder
from domain.initiatives.configured import InitiativeRules, Term
from domain.initiatives.model import Initiative, Start
from locales import Texts

MOST_NAMED = 8  # who joins; more are counted
MOST_LINES = 40  # blocks of one text: each costs more than what it says, and a message has an end
LONGEST_BUTTON = 36  # characters; Teams cuts off what is longer on a phone


def literal(text: str, *, strong: bool = False, large: bool = False, subtle: bool = False) -> RichTextBlock:
    """What somebody typed, as it stands: rich text makes no link or mark-up of it."""
    size = "Large" if large else "Small" if subtle else None
    run = TextRun(text=text, weight="Bolder" if strong else None, size=size, is_subtle=True if subtle else None)
    return RichTextBlock(inlines=[run], spacing="Small")


def labelled(label: str, text: str) -> RichTextBlock:
    """What somebody typed, after what it is."""
    return RichTextBlock(inlines=[TextRun(text=f"{label}: ", weight="Bolder"), TextRun(text=text)], spacing="Small")


def lines(text: str) -> list[CardElement]:
    """What somebody typed over several lines, a block each; empty lines are left out, and very many run on in one."""
    some = [line.strip() for line in text.splitlines() if line.strip()]
    return [literal(line) for line in (*some[: MOST_LINES - 1], " ".join(some[MOST_LINES - 1 :])) if line]


def small(text: str) -> TextBlock:
    """A line of our own words beneath something."""
    return TextBlock(text=text, wrap=True, is_subtle=True, size="Small", spacing="Small")


def day(texts: Texts, on: date) -> str:
    """A day: "1 december 2026"."""
    return format_date(on, "d MMMM y", locale=texts.language)


def short_day(texts: Texts, at: datetime, zone: ZoneInfo) -> str:
    """The day of a moment where there is little room: "1 dec"."""
    return format_date(at.astimezone(zone).date(), "d MMM", locale=texts.language).replace(".", "")


def start(texts: Texts, begins: Start) -> str:
    """When it begins; "" where nobody said."""
    return day(texts, begins.day) if begins.day else begins.words


def name_of(texts: Texts, term: Term | None, id: str) -> str:
    """What a heading, status or principle is called; its id where the municipality has it no more."""
    return term.name(texts.language) if term is not None else id


def heading_name(texts: Texts, rules: InitiativeRules, id: str) -> str:
    """What a heading is called."""
    return name_of(texts, rules.heading(id), id)


def status_name(texts: Texts, rules: InitiativeRules, id: str) -> str:
    """What a status is called."""
    return name_of(texts, rules.status(id), id)


def served(texts: Texts, rules: InitiativeRules, ids: Sequence[str]) -> str:
    """The principles and goals by name."""
    return ", ".join(name_of(texts, rules.served(id), id) for id in ids)


def author(texts: Texts, one: Initiative) -> str:
    """Whose it is."""
    if one.mine:
        return texts("initiative-by-you-hidden" if one.hidden else "initiative-by-you")
    return texts("initiative-by", name=one.author_name) if one.author_name else texts("initiative-by-somebody")


def people(texts: Texts, names: Sequence[str], others: int) -> str:
    """Who joins: "Ria, Jan en 2 anderen"; "" where nobody does."""
    named = [name for name in names if name][:MOST_NAMED]
    rest = len(names) - len(named) + others
    if not named:
        return texts("initiative-people", count=rest) if rest else ""
    return ", ".join(named) if not rest else texts("initiative-people-more", names=", ".join(named), count=rest)


def in_a_line(texts: Texts, rules: InitiativeRules, one: Initiative) -> str:
    """How it is with one, where there is room for a line."""
    parts = [status_name(texts, rules, one.status), heading_name(texts, rules, one.heading)]
    if one.joiners:
        parts.append(texts("initiative-joiners", count=one.joiners))
    if one.supporters:
        parts.append(texts("initiative-supporters", count=one.supporters))
    return " · ".join(part for part in parts if part)


def shortened(text: str, most: int) -> str:
    """The beginning of a text, up to a word."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"


def outcome(texts: Texts, key: str, **values: str | int) -> Card:
    """What became of it."""
    return CardBuilder(texts(f"{key}-title")).paragraph(texts(key, **values)).build()
