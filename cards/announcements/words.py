"""Days, hours, people and audiences in words."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date

from domain.announcements.model import Audience
from domain.announcements.moments import season
from locales import Texts

MOST_NAMED = 12  # parts of an audience; more are counted


def day(texts: Texts, moment: datetime, zone: ZoneInfo) -> str:
    """A day: "zondag 29 maart 2026"."""
    return format_date(moment.astimezone(zone).date(), "EEEE d MMMM y", locale=texts.language)


def day_and_hour(texts: Texts, moment: datetime, zone: ZoneInfo) -> str:
    """A moment, with summer or winter time where the clock shows this hour twice."""
    which = season(moment, zone)
    key = f"announcement-moment-{which}" if which else "announcement-moment"
    return texts(key, day=day(texts, moment, zone), hour=f"{moment.astimezone(zone):%H:%M}")


def audience(texts: Texts, whom: Audience, organisation: str) -> str:
    """Whom it is for."""
    if whom.everyone:
        return texts("announcement-everyone", organisation=organisation)
    named = [texts(f"announcement-part-{part.kind}", name=part.name) for part in whom.parts[:MOST_NAMED]]
    if len(whom.parts) > MOST_NAMED:
        named.append(texts("announcement-parts-more", count=len(whom.parts) - MOST_NAMED))
    return ", ".join(named)


def time_left(texts: Texts, seconds: int) -> str:
    """How long it still takes, never more exact than it is known."""
    minutes = -(-seconds // 60)
    if minutes <= 1:
        return texts("announcement-left-minute")
    if minutes < 90:
        return texts("announcement-left-minutes", count=minutes)
    return texts("announcement-left-hours", count=round(minutes / 60))
