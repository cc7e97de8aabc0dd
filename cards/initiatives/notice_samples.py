"""The cards about initiatives that nobody asked for, with sample data; see cards.samples."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import get_args

from cards.card import Card
from cards.initiatives import notices
from cards.initiatives.samples import HIDDEN, QUESTION, RULES, STOPPED, TODAY, WALKING
from domain.initiatives.hearing import News
from domain.initiatives.model import Digest, Happened, Known
from locales import Texts

HAPPENED: tuple[Happened, ...] = get_args(Happened)


def samples(texts: Texts) -> dict[str, Card]:
    """The cards by name, in the language of `texts`."""
    whom = Known("jan", "Jan de Vries")
    told = {
        f"initiatives-told-{happened}": News(
            happened, WALKING, whom, text="Kom ook **mee**." if happened == "comment" else ""
        )
        for happened in HAPPENED
    }
    told["initiatives-told-status"] = replace(told["initiatives-told-status"], reason="We lopen sinds deze week.")
    told["initiatives-told-hidden"] = News("joined", HIDDEN, None)
    week = Digest(TODAY, (WALKING, HIDDEN), (STOPPED,), (replace(QUESTION, until=TODAY + timedelta(days=18)),), 17)
    return {
        **{name: notices.news(texts, RULES, each) for name, each in told.items()},
        "initiatives-digest": notices.digest(texts, RULES, week),
        "initiatives-digest-one": notices.digest(texts, RULES, replace(week, new=(), campaigns=(), total=1)),
    }
