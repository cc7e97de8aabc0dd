"""The question of the morning: where do you work today?"""

from __future__ import annotations

from datetime import date

from cards.card import Card, CardBuilder
from cards.workdays.actions import AnswerToday, ShowWeek, StopAsking
from cards.workdays.words import category, day
from domain.workdays.model import CATEGORIES
from locales import Texts


def question(texts: Texts, on: date) -> Card:
    """One press answers it. The last two buttons are for another answer, and for no question any more."""
    card = CardBuilder(texts("workdays-question-title"))
    card.paragraph(texts("workdays-question", day=day(texts, on)))
    for one in CATEGORIES:
        if one != "none":
            card.execute(category(texts, one), AnswerToday(on.isoformat(), one))
    card.execute(texts("workdays-question-other"), ShowWeek(on.isoformat()))
    card.execute(texts("workdays-question-stop"), StopAsking())
    return card.build(speak=texts("workdays-question-title"))


def stopped(texts: Texts) -> Card:
    """There is no question in the morning any more."""
    card = CardBuilder(texts("workdays-question-stopped-title")).paragraph(texts("workdays-question-stopped"))
    return card.execute(texts("workdays-to-week"), ShowWeek("")).build()
