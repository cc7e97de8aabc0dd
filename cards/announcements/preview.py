"""An announcement as colleagues will see it, for its author before it goes and for who approves it."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from microsoft_teams.cards.core import Container, Fact, FactSet, TextInput

from cards.announcements.actions import (
    ApproveAnnouncement,
    AskApproval,
    EditAnnouncement,
    ReturnAnnouncement,
    SendAnnouncement,
    TryAcknowledge,
    TryAnnouncement,
)
from cards.announcements.form import discarding
from cards.announcements.message import pieces
from cards.announcements.words import audience, day_and_hour
from cards.card import Card, CardBuilder, heading
from domain.announcements.approving import LONGEST_REMARK
from domain.announcements.looking import Looked
from domain.announcements.model import Announcement
from domain.organisation import Organisation
from locales import Texts, texts_for
from locales.texts import LANGUAGES
from store.announcement_drafts import Purpose


@dataclass(frozen=True)
class Preview:
    """What is shown before it goes. `above`: for more people than this a second person approves."""

    draft: str
    version: int
    purpose: Purpose
    announcement: Announcement
    people: int
    above: int
    needs_approval: bool
    organisation: str
    zone: ZoneInfo
    asker: str = ""  # the name of who asks for approval

    @classmethod
    def of(cls, looked: Looked, announcement: Announcement, organisation: Organisation, asker: str = "") -> Preview:
        """What a draft is now."""
        draft, above = looked.draft, organisation.announcements.approval_above
        name, zone = organisation.name, organisation.time_zone
        people, needs_approval = looked.people, looked.needs_approval
        return cls(
            draft.id, draft.version, draft.purpose, announcement, people, above, needs_approval, name, zone, asker
        )


def preview(texts: Texts, shown: Preview) -> Card:
    """For its author: exactly what colleagues will see, to how many it goes, and what can be done now."""
    correcting = shown.purpose == "correct"
    card = CardBuilder(texts("announcement-preview-title"))
    _facts(card, texts, shown)
    _as_colleagues_see_it(card, texts, shown)
    if shown.needs_approval:
        card.paragraph(texts("announcement-preview-approval", limit=shown.above))
        ask = AskApproval(shown.draft, shown.version, shown.people)
        card.execute(texts("announcement-ask"), ask, primary=True)
    else:
        later = shown.announcement.at is not None and not correcting
        title = "correct-now" if correcting else "schedule" if later else "send"
        send = SendAnnouncement(shown.draft, shown.version, shown.people)
        card.execute(texts(f"announcement-{title}", count=shown.people), send, primary=True)
    card.execute(texts("announcement-try"), TryAnnouncement(shown.draft))
    card.execute(texts("announcement-edit"), EditAnnouncement(shown.draft))
    discarding(card, texts, shown.draft)
    return card.build(speak=texts("announcement-preview-speak", count=shown.people))


def review(texts: Texts, shown: Preview) -> Card:
    """For who approves: the same, with what it is that is approved."""
    card = CardBuilder(texts("announcement-review-title"))
    card.paragraph(texts(f"announcement-review-{shown.purpose}", name=shown.asker), subtle=True)
    _facts(card, texts, shown)
    _as_colleagues_see_it(card, texts, shown)
    card.add(
        TextInput(
            id="remark",
            label=texts("announcement-field-remark"),
            max_length=LONGEST_REMARK,
            is_multiline=True,
        )
    )
    approve = ApproveAnnouncement(shown.draft, shown.version, shown.people)
    card.execute(texts("announcement-approve", count=shown.people), approve, primary=True)
    card.execute(texts("announcement-return"), ReturnAnnouncement(shown.draft, shown.version))
    return card.build(speak=texts("announcement-review-speak", count=shown.people))


def _facts(card: CardBuilder, texts: Texts, shown: Preview) -> None:
    announcement = shown.announcement
    card.paragraph(texts(f"announcement-goes-{shown.purpose}", count=shown.people), strong=True)
    facts = [
        Fact(title=texts("announcement-fact-whom"), value=audience(texts, announcement.audience, shown.organisation))
    ]
    if shown.purpose != "correct":
        at = day_and_hour(texts, announcement.at, shown.zone) if announcement.at else texts("announcement-at-once")
        facts.append(Fact(title=texts("announcement-fact-when"), value=at))
    quiet = texts(f"announcement-fact-{announcement.importance}")
    facts.append(Fact(title=texts("announcement-fact-importance"), value=quiet))
    card.add(FactSet(facts=facts))


def _as_colleagues_see_it(card: CardBuilder, texts: Texts, shown: Preview) -> None:
    """The same pieces as on the sent card, in each language that it has, between lines."""
    both = shown.announcement.en is not None
    for language in LANGUAGES:
        if language == "en" and not both:
            continue
        key = f"announcement-as-seen-{language}" if both else "announcement-as-seen"
        card.add(heading(texts(key)))
        button = TryAcknowledge() if shown.announcement.acknowledge else None
        made = pieces(card, texts_for(language), shown.announcement, shown.organisation, shown.zone, button)
        card.add(Container(items=made, style="emphasis"))
