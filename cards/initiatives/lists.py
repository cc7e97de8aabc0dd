"""Lists of initiatives: all of them with filters, one's own, and what was not submitted yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from microsoft_teams.cards.core import (
    ActionSet,
    AdaptiveCard,
    CardElement,
    Choice,
    ChoiceSetInput,
    Column,
    ColumnSet,
    ShowCardAction,
    TextInput,
)

from cards.actions import Action
from cards.card import Card, CardBuilder, heading
from cards.initiatives import words
from cards.initiatives.actions import (
    BrowseInitiatives,
    ChartInitiatives,
    ExportInitiatives,
    MyInitiatives,
    NewInitiative,
    OpenDraft,
    ShowCampaigns,
    ShowDigest,
    ShowInitiative,
)
from domain.initiatives.configured import InitiativeRules, Term
from domain.initiatives.model import Draft, Initiative, Page, Wanted
from locales import Texts

MOST_DRAFTS = 4
EVERY = "-"  # the choice that does not narrow


@dataclass(frozen=True)
class Listed:
    """A page of what was asked for. `campaign`: the question that these answer.

    `own_chat`: where the reader is alone with Koers. `may_export`, `may_digest`: what their role lets them do.
    """

    page: Page
    wanted: Wanted
    rules: InitiativeRules
    campaign: str = ""
    own_chat: bool = True
    may_export: bool = False
    may_digest: bool = False
    note: str = ""


def browse(texts: Texts, listed: Listed) -> Card:
    """What there is, and how to narrow it down."""
    page, rules = listed.page, listed.rules
    card = CardBuilder(texts("initiative-browse-answers" if listed.campaign else "initiative-browse-title"))
    if listed.campaign:
        card.add(words.literal(listed.campaign, strong=True))
    if listed.note:
        card.paragraph(listed.note, strong=True)
    narrowed = _narrowed(texts, listed)
    if narrowed:
        card.add(words.literal(narrowed, subtle=True))
    if not page.initiatives:
        card.paragraph(texts("initiative-browse-none" if narrowed else "initiative-browse-nothing"))
    card.add(*(line(card, texts, rules, one) for one in page.initiatives))
    if page.pages > 1:
        card.add(words.small(_page(texts, page)))
    _turning(card, texts, listed.page, _asked(listed.wanted))
    card.buttons.append(_narrowing(card, texts, listed))
    begin = NewInitiative(listed.wanted.campaign)
    if listed.own_chat:
        card.execute(texts("initiative-new"), begin, primary=True)
    else:  # what somebody is writing is not for everybody there
        card.dialog(texts("initiative-new"), begin, primary=True)
    card.execute(texts("initiative-chart"), ChartInitiatives())
    if listed.may_digest and not listed.own_chat:
        card.execute(texts("initiative-digest"), ShowDigest())
    elif listed.may_export and listed.own_chat:
        card.execute(texts("initiative-export"), ExportInitiatives())
    return card.build(speak=texts("initiative-browse-speak", count=page.total))


def mine(texts: Texts, rules: InitiativeRules, drafts: Sequence[Draft], page: Page, *, note: str = "") -> Card:
    """What somebody did not submit yet, and what they began, joined or support."""
    card = CardBuilder(texts("initiative-mine-title"))
    if note:
        card.paragraph(note, strong=True)
    if drafts:
        card.add(heading(texts("initiative-mine-drafts")))
    for draft in drafts[:MOST_DRAFTS]:
        title = draft.typed.title.strip() or texts("initiative-untitled")
        about = texts("initiative-draft-change" if draft.initiative else "initiative-draft")
        card.add(_row(card, title, about, texts("initiative-write-on"), OpenDraft(draft.id)))
    if len(drafts) > MOST_DRAFTS:
        card.add(words.small(texts("initiative-mine-more", count=len(drafts) - MOST_DRAFTS)))
    if drafts and page.initiatives:
        card.add(heading(texts("initiative-mine-submitted")))
    for one in page.initiatives:
        card.add(line(card, texts, rules, one, part=True))
    if not drafts and not page.initiatives:
        card.paragraph(texts("initiative-mine-none"))
    if page.pages > 1:
        card.add(words.small(_page(texts, page)))
    _turning(card, texts, page, MyInitiatives(here=True))
    card.execute(texts("initiative-new"), NewInitiative(), primary=True)
    card.execute(texts("initiative-all"), BrowseInitiatives())
    return card.execute(texts("initiative-campaigns"), ShowCampaigns()).build()


def line(card: CardBuilder, texts: Texts, rules: InitiativeRules, one: Initiative, *, part: bool = False) -> ColumnSet:
    """One in a list. `part`: with what the reader has to do with it."""
    about = words.in_a_line(texts, rules, one)
    if part:
        about = f"{texts(f'initiative-part-{_part(one)}')} · {about}"
    return _row(card, one.title, about, texts("initiative-open"), ShowInitiative(one.id))


def _part(one: Initiative) -> Literal["mine", "joined", "supported"]:
    return "mine" if one.mine else "joined" if one.joined else "supported"


def _row(card: CardBuilder, title: str, about: str, button: str, action: Action) -> ColumnSet:
    """On a phone, too, the button is beside the title, so that more of the list is seen."""
    text = Column(width="stretch", items=[words.literal(title, strong=True), words.small(about)])
    press = Column(
        width="auto", vertical_content_alignment="Center", items=[ActionSet(actions=[card.button(button, action)])]
    )
    return ColumnSet(columns=[text, press], separator=True, spacing="Medium")


def _page(texts: Texts, page: Page) -> str:
    return texts("initiative-page", page=page.number + 1, pages=page.pages, count=page.total)


def _asked(wanted: Wanted) -> BrowseInitiatives:
    return BrowseInitiatives(wanted.words, wanted.heading, wanted.status, wanted.campaign, here=True)


def _turning(card: CardBuilder, texts: Texts, page: Page, at: BrowseInitiatives | MyInitiatives) -> None:
    if page.number:
        card.execute(texts("initiative-page-before"), replace(at, page=page.number - 1))
    if page.number + 1 < page.pages:
        card.execute(texts("initiative-page-after"), replace(at, page=page.number + 1))


def _narrowed(texts: Texts, listed: Listed) -> str:
    """What the list is narrowed down to, in words."""
    wanted, rules = listed.wanted, listed.rules
    parts = [
        texts("initiative-with-words", words=wanted.words) if wanted.words else "",
        words.heading_name(texts, rules, wanted.heading) if wanted.heading else "",
        words.status_name(texts, rules, wanted.status) if wanted.status else "",
    ]
    return " · ".join(part for part in parts if part)


def _narrowing(card: CardBuilder, texts: Texts, listed: Listed) -> ShowCardAction:
    wanted, rules = listed.wanted, listed.rules
    body: list[CardElement] = [
        TextInput(id="words", label=texts("initiative-filter-words"), value=wanted.words or None, max_length=100),
        _choice(texts, "heading", wanted.heading, rules.headings),
        _choice(texts, "status", wanted.status, rules.statuses),
    ]
    find = card.button(texts("initiative-filter-yes"), BrowseInitiatives(campaign=wanted.campaign, here=True))
    return ShowCardAction(title=texts("initiative-filter"), card=AdaptiveCard(body=body, actions=[find]))


def _choice(texts: Texts, name: str, chosen: str, terms: Sequence[Term]) -> ChoiceSetInput:
    every = Choice(title=texts(f"initiative-filter-{name}-all"), value=EVERY)
    there = any(term.id == chosen for term in terms)
    return ChoiceSetInput(
        id=name,
        label=texts(f"initiative-field-{name}"),
        value=chosen if there else EVERY,
        choices=[every, *(Choice(title=term.name(texts.language), value=term.id) for term in terms)],
        style="compact",
        wrap=True,
    )
