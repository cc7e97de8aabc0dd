"""The message itself: what a colleague gets, and the same piece by piece in a preview."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from microsoft_teams.cards.core import Action as CardAction
from microsoft_teams.cards.core import (
    ActionSet,
    CardElement,
    Image,
    OpenUrlAction,
    RichTextBlock,
    TextBlock,
    TextRun,
)

from cards.actions import Action
from cards.announcements.actions import AcknowledgeAnnouncement, TryAcknowledge
from cards.announcements.words import day
from cards.card import Card, CardBuilder, title_block
from domain.announcements.markdown import Line, Run, read
from domain.announcements.model import Announcement
from locales import Texts


def for_colleague(texts: Texts, announcement: Announcement, organisation: str, zone: ZoneInfo) -> Card:
    """What a colleague gets, and sees again under "berichten"."""
    button = AcknowledgeAnnouncement(announcement.id) if announcement.acknowledge else None
    return _message(texts, announcement, organisation, zone, button)


def acknowledged(texts: Texts, announcement: Announcement, organisation: str, zone: ZoneInfo) -> Card:
    """What stays for whoever acknowledged it: the message, with thanks where the button was."""
    return _message(texts, announcement, organisation, zone, None, said=texts("announcement-acknowledged-thanks"))


def on_trial(texts: Texts, announcement: Announcement, organisation: str, zone: ZoneInfo) -> Card:
    """What its author gets of a test to oneself: the same, with a button that counts nothing."""
    button = TryAcknowledge() if announcement.acknowledge else None
    return _message(texts, announcement, organisation, zone, button)


def reminder(texts: Texts, announcement: Announcement, organisation: str, zone: ZoneInfo) -> Card:
    """What somebody gets who did not acknowledge it."""
    words = announcement.words(texts.language)
    card = CardBuilder(texts("announcement-reminder-title")).add(literal(words.title, strong=True))
    card.paragraph(texts("announcement-reminder"))
    if announcement.valid_until is not None:
        card.paragraph(texts("announcement-valid-until", day=day(texts, announcement.valid_until, zone)), subtle=True)
    card.execute(texts("announcement-acknowledge"), AcknowledgeAnnouncement(announcement.id), primary=True)
    return card.build(speak=texts("announcement-reminder-speak", title=words.title))


def pieces(
    card: CardBuilder,
    texts: Texts,
    announcement: Announcement,
    organisation: str,
    zone: ZoneInfo,
    button: Action | None,
) -> list[CardElement]:
    """All that is on the message, in order; the heading that every card has is the first."""
    words = announcement.words(texts.language)
    found: list[CardElement] = [title_block(_heading(texts, announcement, organisation))]
    found.append(literal(words.title, strong=True, large=True))
    if announcement.picture is not None:
        described = announcement.picture.description(texts.language)
        found.append(Image(url=announcement.picture.url, alt_text=described, size="Stretch"))
    found += [_line(line) for line in read(words.text)]
    if announcement.version > 1:
        found.append(_small(texts("announcement-was-corrected")))
    if announcement.valid_until is not None:
        found.append(_small(texts("announcement-valid-until", day=day(texts, announcement.valid_until, zone))))
    actions: list[CardAction] = []
    if button is not None:
        actions.append(card.button(texts("announcement-acknowledge"), button, primary=True))
    if announcement.link is not None:
        actions.append(OpenUrlAction(title=announcement.link.words(texts.language), url=announcement.link.url))
    return [*found, ActionSet(actions=actions)] if actions else found


def literal(text: str, *, strong: bool = False, large: bool = False) -> RichTextBlock:
    """What somebody typed, as it stands: rich text makes no link or mark-up of it."""
    run = TextRun(text=text, weight="Bolder" if strong else None, size="Large" if large else None)
    return RichTextBlock(inlines=[run], spacing="Small")


def _message(
    texts: Texts, announcement: Announcement, organisation: str, zone: ZoneInfo, button: Action | None, said: str = ""
) -> Card:
    card = CardBuilder(_heading(texts, announcement, organisation))
    card.add(*pieces(card, texts, announcement, organisation, zone, button)[1:])
    if said:
        card.paragraph(said, subtle=True)
    return card.build(speak=said or announcement.words(texts.language).title)


def _heading(texts: Texts, announcement: Announcement, organisation: str) -> str:
    key = "announcement-from-important" if announcement.importance == "high" else "announcement-from"
    return texts(key, organisation=organisation)


def _line(line: Line) -> RichTextBlock:
    mark = [TextRun(text=f"{line.mark} ")] if line.mark else []
    return RichTextBlock(inlines=[*mark, *map(_run, line.runs)], spacing="Small")


def _run(run: Run) -> TextRun:
    return TextRun(
        text=run.text,
        weight="Bolder" if run.bold else None,
        italic=True if run.italic else None,
        underline=True if run.url else None,
        select_action=OpenUrlAction(title=run.text[:36], url=run.url) if run.url else None,
    )


def _small(text: str) -> TextBlock:
    return TextBlock(text=text, wrap=True, is_subtle=True, size="Small", spacing="Small")
