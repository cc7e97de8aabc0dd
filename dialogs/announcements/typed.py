"""What was filled in on the form of an announcement: a stranger's input, taken for text and nothing else."""

from __future__ import annotations

from cards.announcements.form import NO_PICTURE
from dialogs.fields import field
from dialogs.turn import Turn
from domain.announcements.checking import Typed
from domain.announcements.markdown import cleaned

MOST_CHOSEN = 200  # parts of an audience


def typed(turn: Turn, before: Typed) -> Typed:
    """The form as it was filled in. What a form of a correction does not ask stays as it was."""
    asked = "audience" in turn.fields or "when" in turn.fields
    picture = field(turn, "picture") if "picture" in turn.fields else before.picture
    return Typed(
        title=cleaned(field(turn, "title")),
        text=cleaned(field(turn, "text")),
        title_en=cleaned(field(turn, "title_en")),
        text_en=cleaned(field(turn, "text_en")),
        picture="" if picture == NO_PICTURE else picture,
        described=field(turn, "described"),
        described_en=field(turn, "described_en"),
        link_label=field(turn, "link_label"),
        link_label_en=field(turn, "link_label_en"),
        link_url=field(turn, "link_url"),
        importance=field(turn, "importance") if asked else before.importance,
        audience=_chosen(turn) if asked else before.audience,
        later=field(turn, "when") == "later" if asked else before.later,
        day=field(turn, "day") if asked else before.day,
        hour=field(turn, "hour") if asked else before.hour,
        season=field(turn, "season") if asked else before.season,
        until=field(turn, "until"),
        acknowledge=field(turn, "acknowledge") == "true" if asked else before.acknowledge,
    )


def _chosen(turn: Turn) -> tuple[str, ...]:
    """A card gives several choices with commas between them."""
    return tuple(dict.fromkeys(value for value in field(turn, "audience").split(",") if value))[:MOST_CHOSEN]
