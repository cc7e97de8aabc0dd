"""An announcement as it is stored from the moment that it is begun, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any, cast

from domain.announcements.model import Announcement, Audience, Importance, Link, Part, Picture, State, Words
from store.announcements import Begun


def content_of(announcement: Announcement) -> dict[str, Any]:
    """What it says and for whom, as JSON; what else there is has a column of its own."""
    return {
        "nl": asdict(announcement.nl),
        "en": asdict(announcement.en) if announcement.en else None,
        "picture": asdict(announcement.picture) if announcement.picture else None,
        "link": asdict(announcement.link) if announcement.link else None,
        "importance": announcement.importance,
        "everyone": announcement.audience.everyone,
        "parts": [asdict(part) for part in announcement.audience.parts],
        "at": announcement.at.isoformat() if announcement.at else None,
        "acknowledge": announcement.acknowledge,
    }


def announcement_of(begun: Begun) -> Announcement:
    """The announcement that is stored."""
    content: Mapping[str, Any] = begun.content
    parts = tuple(Part(**part) for part in content["parts"])
    return Announcement(
        id=begun.id,
        organisation=begun.organisation,
        author=begun.author,
        nl=Words(**content["nl"]),
        en=Words(**content["en"]) if content["en"] else None,
        picture=Picture(**content["picture"]) if content["picture"] else None,
        link=Link(**content["link"]) if content["link"] else None,
        importance=cast("Importance", content["importance"]),
        audience=Audience(everyone=bool(content["everyone"]), parts=parts),
        at=datetime.fromisoformat(content["at"]) if content["at"] else None,
        valid_until=begun.valid_until,
        acknowledge=bool(content["acknowledge"]),
        at_most=begun.at_most,
        version=begun.version,
        state=cast("State", begun.state),
    )
