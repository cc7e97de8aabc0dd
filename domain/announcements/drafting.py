"""What a draft holds -> the fields of the form, and what was checked -> the announcement."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from domain.announcements.checking import Content, Typed
from domain.announcements.model import Announcement
from store.announcement_drafts import AnnouncementDraft


def typed_of(draft: AnnouncementDraft) -> Typed:
    """What was typed. A field that an older Koers did not know is empty."""
    content: dict[str, Any] = draft.content
    known: dict[str, Any] = {name: content[name] for name in Typed.__dataclass_fields__ if name in content}
    known["audience"] = tuple(known.get("audience", ()))
    return Typed(**known)


def announcement_of(draft: AnnouncementDraft, content: Content) -> Announcement:
    """The announcement that this content makes."""
    return Announcement(
        id=draft.announcement,
        organisation=draft.organisation,
        author=draft.author,
        nl=content.nl,
        en=content.en,
        picture=content.picture,
        link=content.link,
        importance="high" if content.high else "normal",
        audience=content.audience,
        at=content.at,
        valid_until=content.valid_until,
        acknowledge=content.acknowledge,
    )


def corrected(sent: Announcement, content: Content) -> Announcement:
    """What was sent with other words. Who gets it, when, and whether it asks for an acknowledgement stay."""
    return replace(
        sent,
        nl=content.nl,
        en=content.en,
        picture=content.picture,
        link=content.link,
        valid_until=content.valid_until,
        version=sent.version + 1,
    )
