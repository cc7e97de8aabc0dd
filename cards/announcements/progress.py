"""The one card by which the author follows an announcement, from the approval to the report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from microsoft_teams.cards.core import (
    CardElement,
    ChartColor,
    Container,
    Fact,
    FactSet,
    HorizontalBarChart,
    HorizontalBarChartDataValue,
)

from cards.announcements.actions import (
    AskRelease,
    CorrectAnnouncement,
    EditAnnouncement,
    PauseAnnouncement,
    RecallAnnouncement,
    RefreshAnnouncement,
    RemindAnnouncement,
    RepeatAnnouncement,
    ReportAnnouncement,
    ResendAnnouncement,
    ResumeAnnouncement,
    StopAnnouncement,
    WithdrawAnnouncement,
)
from cards.announcements.message import literal
from cards.announcements.words import day_and_hour, time_left
from cards.card import Card, CardBuilder, paragraphs
from domain.announcements.model import RUNNING, Announcement, Numbers, Sent
from locales import Texts
from store.announcement_drafts import AnnouncementDraft


@dataclass(frozen=True)
class Progress:
    """How it is with an announcement. `sent` None: it is not begun."""

    draft: AnnouncementDraft
    title: str
    sent: Sent | None
    zone: ZoneInfo
    asked_again: bool = False  # it is held, and a colleague looks at it
    at: datetime | None = None  # when it goes once it is approved; None: at once


def progress(texts: Texts, shown: Progress) -> Card:
    """How it goes now, and what its author can do about it."""
    if shown.sent is None:
        return _not_begun(texts, shown)
    sent = shown.sent
    announcement, numbers = sent.announcement, sent.numbers
    card = CardBuilder(texts(f"announcement-state-{announcement.state}"))
    card.add(literal(announcement.words(texts.language).title, strong=True))
    card.add(*paragraphs(_lines(texts, shown, announcement, numbers)))
    if numbers.total and announcement.state not in ("scheduled", "held"):
        card.add(_chart(texts, numbers, over=announcement.state in ("stopped", "recalled")))
        card.add(*paragraphs(_details(texts, announcement, numbers)))
    _buttons(card, texts, sent, asked_again=shown.asked_again)
    return card.build(speak=in_a_line(texts, announcement, numbers))


def _not_begun(texts: Texts, shown: Progress) -> Card:
    """Waiting for approval, sent back, or a draft again."""
    draft = shown.draft
    card = CardBuilder(texts(f"announcement-state-{draft.state}")).add(literal(shown.title, strong=True))
    kind = f"{draft.state}-correction" if draft.purpose == "correct" else draft.state
    card.paragraph(texts(f"announcement-about-{kind}", count=draft.people))
    if draft.state == "waiting":
        if shown.at is not None:
            moment = day_and_hour(texts, shown.at, shown.zone)
            card.paragraph(texts("announcement-goes-when-approved", moment=moment))
        card.execute(texts("announcement-withdraw"), WithdrawAnnouncement(draft.id))
        return card.build()
    if draft.state == "returned":
        card.paragraph(texts("announcement-remark-of-colleague"), strong=True).add(literal(draft.remark))
    card.execute(texts("announcement-edit"), EditAnnouncement(draft.id), primary=True)
    return card.build()


def _lines(texts: Texts, shown: Progress, announcement: Announcement, numbers: Numbers) -> list[str]:
    """What there is to say about its state, above the numbers."""
    state = announcement.state
    lines: list[str] = []
    if state == "scheduled" and announcement.at is not None:
        moment = day_and_hour(texts, announcement.at, shown.zone)
        lines.append(texts("announcement-goes-at", moment=moment, count=shown.draft.people))
    elif state == "held":
        lines.append(texts("announcement-about-held", people=numbers.total, most=announcement.at_most))
        if shown.asked_again:
            lines.append(texts("announcement-asked-release"))
    elif state in ("paused", "stopped", "recalled"):
        lines.append(texts(f"announcement-about-{state}"))
    if state in RUNNING and numbers.seconds_left is not None:
        lines.append(time_left(texts, numbers.seconds_left))
    if state == "sending" and announcement.importance == "normal":
        lines.append(texts("announcement-quiet-later"))
    return lines


def _chart(texts: Texts, numbers: Numbers, *, over: bool) -> CardElement:
    """A bar for each kind of outcome; the same in words for a client that draws no charts."""
    facts: list[Fact] = []
    values: list[HorizontalBarChartDataValue] = []
    for name, count, color in _bars(numbers, over=over):
        if count:
            label = texts(f"announcement-number-{name}")
            facts.append(Fact(title=label, value=texts("announcement-number", count=count, total=numbers.total)))
            values.append(HorizontalBarChartDataValue(x=label, y=count, color=color))
    title = texts("announcement-chart-title", count=numbers.total)
    words = Container(items=[*paragraphs([title]), FactSet(facts=facts)])
    return HorizontalBarChart(title=title, data=values, display_mode="AbsoluteWithAxis", fallback=words)


def _bars(numbers: Numbers, *, over: bool) -> list[tuple[str, int, ChartColor]]:
    return [
        ("delivered", numbers.delivered, "good"),
        ("unsent" if over else "waiting", numbers.waiting, "categoricalBlue"),
        ("failed", numbers.failures, "attention"),
        ("not-installed", numbers.not_installed, "warning"),
        ("unknown", numbers.unknown, "categoricalPurple"),
    ]


def _details(texts: Texts, announcement: Announcement, numbers: Numbers) -> list[str]:
    """What the bars do not say."""
    lines: list[str] = []
    if numbers.skipped:
        lines.append(texts("announcement-skipped", count=numbers.skipped))
    for reason, count in numbers.failed:
        if count:
            key = f"announcement-reason-{reason}"
            words = texts(key) if texts.has(key) else reason
            lines.append(texts("announcement-failed-because", reason=words, count=count))
    if numbers.unknown:
        lines.append(texts("announcement-unknown-means"))
    if numbers.altered or numbers.not_altered:
        lines.append(texts(f"announcement-altered-{numbers.altering}", count=numbers.altered))
        if numbers.not_altered:
            lines.append(texts(f"announcement-not-altered-{numbers.altering}", count=numbers.not_altered))
    if announcement.acknowledge:
        lines.append(texts("announcement-acknowledged", count=numbers.acknowledged, total=numbers.delivered))
    return lines


def _buttons(card: CardBuilder, texts: Texts, sent: Sent, *, asked_again: bool) -> None:
    id, state = sent.announcement.id, sent.announcement.state
    if state == "sending":
        card.execute(texts("announcement-pause"), PauseAnnouncement(id))
    if state == "paused":
        card.execute(texts("announcement-resume"), ResumeAnnouncement(id), primary=True)
    if state == "held" and not asked_again:
        card.execute(texts("announcement-ask-release"), AskRelease(id), primary=True)
    if state in ("scheduled", "sending", "paused", "held"):
        _sure(card, texts, "stop", StopAnnouncement(id))
    if state in ("done", "stopped", "paused") and sent.numbers.delivered:
        card.execute(texts("announcement-correct"), CorrectAnnouncement(id))
    if state in ("done", "stopped") and sent.numbers.delivered:
        _sure(card, texts, "recall", RecallAnnouncement(id), count=sent.numbers.delivered)
    if state == "done":
        _after(card, texts, sent)
    if state in ("stopped", "recalled"):
        card.execute(texts("announcement-repeat"), RepeatAnnouncement(id))
    if state in ("done", "stopped", "recalled"):
        card.execute(texts("announcement-report"), ReportAnnouncement(id))
    if state in RUNNING or (state in ("done", "stopped") and sent.announcement.acknowledge):
        card.execute(texts("announcement-refresh"), RefreshAnnouncement(id))


def _after(card: CardBuilder, texts: Texts, sent: Sent) -> None:
    """What can be done when all is sent: a reminder once, and those of whom nobody knows."""
    id, numbers = sent.announcement.id, sent.numbers
    silent = numbers.delivered - numbers.acknowledged
    if sent.announcement.acknowledge and not sent.reminded and silent > 0:
        _sure(card, texts, "remind", RemindAnnouncement(id), count=silent)
    if numbers.unknown:
        _sure(card, texts, "resend", ResendAnnouncement(id), count=numbers.unknown)


def _sure(
    card: CardBuilder,
    texts: Texts,
    name: str,
    action: StopAnnouncement | RecallAnnouncement | RemindAnnouncement | ResendAnnouncement,
    *,
    count: int = 0,
) -> None:
    title, yes = texts(f"announcement-{name}"), texts(f"announcement-{name}-yes")
    card.confirmed(title, texts(f"announcement-{name}-sure", count=count), yes, action)


def in_a_line(texts: Texts, announcement: Announcement, numbers: Numbers) -> str:
    """How it is with it; as long as nothing goes out, without numbers."""
    state = texts(f"announcement-state-{announcement.state}")
    if announcement.state in ("scheduled", "held"):
        return state
    return texts("announcement-progress-speak", state=state, count=numbers.delivered, total=numbers.total)
