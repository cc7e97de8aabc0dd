"""What there is to read, what somebody writes or sent, what waits for approval, and one's quiet hours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from microsoft_teams.cards.core import ActionSet, Container, TextBlock, TimeInput, ToggleInput

from cards.actions import Action
from cards.announcements.actions import (
    ChooseQuietHours,
    EditAnnouncement,
    EndQuietHours,
    FollowAnnouncement,
    NewAnnouncement,
    ReadAnnouncement,
    ReviewAnnouncement,
)
from cards.announcements.message import literal
from cards.announcements.progress import in_a_line
from cards.announcements.words import day
from cards.card import Card, CardBuilder, heading
from domain.announcements.model import Announcement, Sent
from locales import Texts
from store.announcement_drafts import AnnouncementDraft
from store.quiet_hours import QuietHours

MOST_READ = 8
MOST_DRAFTS = 5
MOST_SENT = 5


@dataclass(frozen=True)
class Titled:
    """A draft with what is to be called its title: what was typed, or that there is none yet."""

    draft: AnnouncementDraft
    title: str


def inbox(texts: Texts, valid: Sequence[Announcement], zone: ZoneInfo) -> Card:
    """The messages that a colleague got and that are valid still."""
    card = CardBuilder(texts("announcement-inbox-title"))
    if not valid:
        card.paragraph(texts("announcement-inbox-none"))
    for one in valid[:MOST_READ]:
        until = one.valid_until
        about = texts("announcement-valid-until", day=day(texts, until, zone)) if until else ""
        title = one.words(texts.language).title
        if one.importance == "high":
            about = f"{texts('announcement-importance-high-short')}. {about}".strip()
        _item(card, title, about, texts("announcement-read"), ReadAnnouncement(one.id))
    if len(valid) > MOST_READ:
        card.paragraph(texts("announcement-inbox-more", count=len(valid) - MOST_READ), subtle=True)
    return card.build(speak=texts("announcement-inbox-speak", count=len(valid)))


def mine(texts: Texts, drafts: Sequence[Titled], sent: Sequence[Sent]) -> Card:
    """What somebody writes, and what somebody sent."""
    card = CardBuilder(texts("announcement-mine-title"))
    if drafts:
        card.add(heading(texts("announcement-mine-drafts")))
    for one in drafts[:MOST_DRAFTS]:
        id = one.draft.id
        state = texts(f"announcement-state-{one.draft.state}")
        waits = one.draft.state == "waiting"
        action = FollowAnnouncement(id) if waits else EditAnnouncement(id)
        _item(card, one.title, state, texts("announcement-open" if waits else "announcement-edit"), action)
    _more(card, texts, drafts, MOST_DRAFTS)
    if sent:
        card.add(heading(texts("announcement-mine-sent")))
    for each in sent[:MOST_SENT]:
        announcement = each.announcement
        about, title = in_a_line(texts, announcement, each.numbers), announcement.words(texts.language).title
        _item(card, title, about, texts("announcement-open"), FollowAnnouncement(announcement.id))
    if not drafts and not sent:
        card.paragraph(texts("announcement-mine-none"))
    _more(card, texts, sent, MOST_SENT)
    card.execute(texts("announcement-new"), NewAnnouncement())
    return card.build()


def _more(card: CardBuilder, texts: Texts, found: Sequence[object], most: int) -> None:
    """How many there are that are not shown: those that changed longest ago."""
    if len(found) > most:
        card.paragraph(texts("announcement-mine-more", count=len(found) - most), subtle=True)


def waiting(texts: Texts, drafts: Sequence[Titled]) -> Card:
    """What waits for the approval of this person."""
    card = CardBuilder(texts("announcement-waiting-title"))
    if not drafts:
        card.paragraph(texts("announcement-waiting-none"))
    for one in drafts[:MOST_READ]:
        about = texts(f"announcement-goes-{one.draft.purpose}", count=one.draft.people)
        _item(card, one.title, about, texts("announcement-look"), ReviewAnnouncement(one.draft.id))
    if len(drafts) > MOST_READ:
        card.paragraph(texts("announcement-inbox-more", count=len(drafts) - MOST_READ), subtle=True)
    return card.build(speak=texts("announcement-waiting-speak", count=len(drafts)))


def quiet(texts: Texts, chosen: QuietHours | None, *, start: str = "", end: str = "", said: str = "") -> Card:
    """The quiet hours of a person.

    `start` and `end`: what was said or filled in, in the place of what is stored; `said`: what happened just now.
    """
    card = CardBuilder(texts("announcement-quiet-title"))
    if said:
        card.paragraph(said, strong=True)
    card.paragraph(texts("announcement-quiet-how"))
    now = texts("announcement-quiet-none")
    if chosen is not None:
        key = "announcement-quiet-weekend" if chosen.weekend else "announcement-quiet-now"
        now = texts(key, start=hour_of(chosen.start), end=hour_of(chosen.end))
    card.paragraph(now, strong=True)
    start = start or (hour_of(chosen.start) if chosen else "18:00")
    end = end or (hour_of(chosen.end) if chosen else "08:00")
    card.add(
        TimeInput(id="start", label=texts("announcement-quiet-start"), value=start),
        TimeInput(id="end", label=texts("announcement-quiet-end"), value=end),
        ToggleInput(
            id="weekend",
            title=texts("announcement-quiet-weekends"),
            value="true" if chosen and chosen.weekend else "false",
            wrap=True,
        ),
    )
    card.execute(texts("announcement-quiet-set"), ChooseQuietHours(), primary=True)
    if chosen is not None:
        card.execute(texts("announcement-quiet-end-all"), EndQuietHours())
    return card.build()


def outcome(texts: Texts, key: str, **values: str | int) -> Card:
    """What became of it."""
    return CardBuilder(texts(f"{key}-title")).paragraph(texts(key, **values)).build()


def hour_of(minutes: int) -> str:
    """Minutes after midnight as an hour: 18:30."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _item(card: CardBuilder, title: str, about: str, button: str, action: Action) -> None:
    small = TextBlock(text=about, wrap=True, is_subtle=True, size="Small", spacing="Small")
    actions = ActionSet(actions=[card.button(button, action)])
    card.add(Container(separator=True, spacing="Medium", items=[literal(title, strong=True), small, actions]))
