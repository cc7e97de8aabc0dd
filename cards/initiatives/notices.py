"""What people hear of initiatives without having asked: cards in their own chat, and the weekly digest of a channel."""

from __future__ import annotations

from cards.card import Card, CardBuilder, heading
from cards.initiatives import words
from cards.initiatives.actions import BrowseInitiatives, JoinInitiative, NewInitiative, ShowInitiative
from domain.initiatives.configured import InitiativeRules
from domain.initiatives.hearing import News
from domain.initiatives.model import Digest, Initiative
from locales import Texts


def news(texts: Texts, rules: InitiativeRules, told: News) -> Card:
    """What happened to one, by whom and why, with a button to see it."""
    initiative, title = told.initiative, texts(f"initiatives-told-{told.happened}-title")
    spoken = texts("initiatives-told-spoken", title=title, initiative=initiative.title)
    card = CardBuilder(title).add(words.literal(initiative.title, strong=True))
    who = told.by.name if told.by is not None and told.by.name else texts("initiatives-somebody")
    status = words.status_name(texts, rules, initiative.status)
    card.add(words.literal(texts(f"initiatives-told-{told.happened}", who=who, status=status)))
    if said := told.reason or told.text:
        card.add(words.labelled(texts(f"initiatives-told-{'why' if told.reason else 'words'}"), " ".join(said.split())))
    card.execute(texts("initiatives-told-show"), ShowInitiative(initiative.id), primary=True)
    if told.happened == "asked":
        card.paragraph(texts("initiatives-told-asked-out"), subtle=True)
        card.execute(texts("initiatives-told-leave"), JoinInitiative(initiative.id, yes=False))
    return card.build(speak=spoken)


def digest(texts: Texts, rules: InitiativeRules, week: Digest) -> Card:
    """What was new in a week, for a channel: everybody in it may press its buttons."""
    card = CardBuilder(texts("initiatives-digest-title"))
    for name, some, more in (("new", week.new, week.more_new), ("moved", week.moved, week.more_moved)):
        if some:
            card.add(heading(texts(f"initiatives-digest-{name}", count=len(some) + more)))
            for each in some:
                card.add(words.literal(each.title, strong=True), words.literal(_line(texts, rules, each), subtle=True))
    if week.campaigns:
        card.add(heading(texts("initiatives-digest-campaigns", count=len(week.campaigns))))
        for campaign in week.campaigns:
            until = texts("initiatives-digest-until", day=words.day(texts, campaign.until))
            card.add(words.literal(campaign.question, strong=True), words.small(until))
    card.paragraph(texts("initiatives-digest-total", count=week.total), subtle=True)
    card.execute(texts("initiatives-digest-browse"), BrowseInitiatives(), primary=True)
    return card.dialog(texts("initiatives-digest-own"), NewInitiative()).build()


def _line(texts: Texts, rules: InitiativeRules, each: Initiative) -> str:
    line = words.in_a_line(texts, rules, each)
    return texts("initiatives-digest-by", line=line, name=each.author_name) if each.author_name else line
