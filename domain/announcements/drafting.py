"""What a draft holds -> the fields of the form -> the announcement, and back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from domain.announcements.audiences import choice
from domain.announcements.checking import EVERYONE, Content, Typed
from domain.announcements.model import Announcement
from domain.announcements.moments import season
from domain.organisation import Organisation
from store.announcement_drafts import AnnouncementDraft


def typed_of(draft: AnnouncementDraft) -> Typed:
    """What was typed. A field that an older Koers did not know is empty."""
    content: dict[str, Any] = draft.content
    known: dict[str, Any] = {name: content[name] for name in Typed.__dataclass_fields__ if name in content}
    known["audience"] = tuple(known.get("audience", ()))
    return Typed(**known)


def typed_from(announcement: Announcement, organisation: Organisation) -> Typed:
    """The fields of the form that make this announcement."""
    zone = organisation.time_zone
    at = announcement.at.astimezone(zone) if announcement.at else None
    until = announcement.valid_until.astimezone(zone) if announcement.valid_until else None
    audience, picture = announcement.audience, announcement.picture
    link, english = announcement.link, announcement.en
    pictures = organisation.announcements.pictures
    return Typed(
        title=announcement.nl.title,
        text=announcement.nl.text,
        title_en=english.title if english else "",
        text_en=english.text if english else "",
        picture=next((one.id for one in pictures if picture and one.url == picture.url), ""),
        link_label=link.label if link else "",
        link_url=link.url if link else "",
        importance=announcement.importance,
        audience=(EVERYONE,) if audience.everyone else tuple(map(choice, audience.parts)),
        later=at is not None,
        day=f"{at:%Y-%m-%d}" if at else "",
        hour=f"{at:%H:%M}" if at else "",
        season=season(at, zone) if at else "",
        until=f"{until:%Y-%m-%d}" if until else "",
        acknowledge=announcement.acknowledge,
    )


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
