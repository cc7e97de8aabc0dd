"""An initiative as a search gives it: short enough to stand in anybody's chat, and the same for every reader."""

from __future__ import annotations

from cards.card import Card, CardBuilder
from cards.initiatives import words
from domain.initiatives.configured import InitiativeRules
from domain.initiatives.model import Initiative
from locales import Texts

MOST_READ = 280  # characters


def compact(texts: Texts, rules: InitiativeRules, one: Initiative, bot: str) -> Card:
    """What goes into a chat, where Koers may not be. `bot`: its id in Teams, for the way to the chat with it."""
    status = words.status_name(texts, rules, one.status)
    card = CardBuilder(texts("initiative-title", status=status))
    card.add(words.literal(one.title, strong=True, large=True))
    by = texts("initiative-by", name=one.author_name) if one.author_name else ""
    card.add(words.literal(" · ".join(part for part in (by, numbers(texts, rules, one)) if part), subtle=True))
    card.add(*words.lines(words.shortened(one.what, MOST_READ)))
    if bot:
        card.open_chat(texts("initiative-open-in-koers"), bot, texts("initiative-open-sentence", title=one.title))
    return card.build(speak=one.title)


def numbers(texts: Texts, rules: InitiativeRules, one: Initiative) -> str:
    """The line under the title in a list of results, and on the card."""
    parts = [words.heading_name(texts, rules, one.heading)]
    parts += [texts("initiative-joiners", count=one.joiners)] if one.joiners else []
    parts += [texts("initiative-supporters", count=one.supporters)] if one.supporters else []
    return " · ".join(parts)
