"""The form of an announcement, with each mistake at its field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from microsoft_teams.cards.core import (
    CardElement,
    Choice,
    ChoiceSetInput,
    DateInput,
    TextBlock,
    TextInput,
    TimeInput,
    ToggleInput,
)

from cards.announcements.actions import DiscardAnnouncement, KeepAnnouncement, PreviewAnnouncement
from cards.card import Card, CardBuilder, heading
from domain.announcements.checking import (
    EVERYONE,
    LONGEST_DESCRIPTION,
    LONGEST_LABEL,
    LONGEST_TEXT,
    LONGEST_TITLE,
    Typed,
    Wrong,
    wrong_of,
)
from domain.announcements.model import Part
from domain.learning.checking import LONGEST_ADDRESS
from locales import Texts

NO_PICTURE = "none"


@dataclass(frozen=True)
class Form:
    """What is on the form. `parts` and `pictures`: what there is to choose, by the value of the choice."""

    draft: str
    version: int
    typed: Typed
    wrong: tuple[Wrong, ...] = ()
    everyone: bool = False
    parts: Mapping[str, Part] | None = None
    pictures: Mapping[str, str] | None = None  # id and name
    organisation: str = ""
    correcting: bool = False
    said: str = ""  # what happened just now


def form(texts: Texts, filled: Form) -> Card:
    """Where an announcement is written, or a correction of it."""
    kind = "correct" if filled.correcting else "form"
    card = CardBuilder(texts(f"announcement-{kind}-title"))
    if filled.said:
        card.paragraph(filled.said, strong=True)
    _how_many_are_wrong(card, texts, filled)
    card.paragraph(texts(f"announcement-{kind}-how"), subtle=True)
    for name in ("title", "text"):
        card.add(*_text(texts, filled, name))
    card.add(heading(texts("announcement-form-english")))
    for name in ("title_en", "text_en"):
        card.add(*_text(texts, filled, name))
    card.add(heading(texts("announcement-form-extra")))
    if filled.pictures or filled.typed.picture:
        card.add(*_picture(texts, filled, filled.pictures or {}))
        for name in ("described", "described_en"):
            card.add(*_text(texts, filled, name))
    for name in ("link_label", "link_label_en", "link_url"):
        card.add(*_text(texts, filled, name))
    if not filled.correcting:
        card.add(heading(texts("announcement-form-whom-and-when")))
        card.add(*_whom(texts, filled), *_when(texts, filled))
    card.add(*_with_wrong(texts, filled.wrong, "until", _until(texts, filled)))
    _how_many_are_wrong(card, texts, filled)  # once more: at the button nobody sees what is above
    card.execute(texts("announcement-preview"), PreviewAnnouncement(filled.draft, filled.version), primary=True)
    card.execute(texts("announcement-keep"), KeepAnnouncement(filled.draft, filled.version))
    if filled.version:  # else there is nothing to throw away
        discarding(card, texts, filled.draft)
    return card.build()


def discarding(card: CardBuilder, texts: Texts, draft: str) -> None:
    """The button that throws a draft away, which asks first."""
    sure, yes = texts("announcement-discard-sure"), texts("announcement-discard-yes")
    card.confirmed(texts("announcement-discard"), sure, yes, DiscardAnnouncement(draft))


def _how_many_are_wrong(card: CardBuilder, texts: Texts, filled: Form) -> None:
    if filled.wrong:
        card.paragraph(texts("announcement-form-wrong", count=len(filled.wrong)), strong=True)


LIMITS = {
    "described": LONGEST_DESCRIPTION,
    "title": LONGEST_TITLE,
    "text": LONGEST_TEXT,
    "link_label": LONGEST_LABEL,
    "link_url": LONGEST_ADDRESS,
}


def _text(texts: Texts, filled: Form, name: str) -> list[CardElement]:
    """No field is required on the card itself: Teams would not let a draft be kept before it is whole."""
    lines = name.startswith("text")
    key = name.replace("_", "-")
    field = TextInput(
        id=name,
        label=texts(f"announcement-field-{key}"),
        value=getattr(filled.typed, name) or None,
        max_length=LIMITS[name.removesuffix("_en")],
        is_multiline=True if lines else None,
        placeholder=texts("announcement-text-like-this") if lines else None,
    )
    return _with_wrong(texts, filled.wrong, name, field)


def _picture(texts: Texts, filled: Form, pictures: Mapping[str, str]) -> list[CardElement]:
    choices = [Choice(title=texts("announcement-no-picture"), value=NO_PICTURE)]
    choices += [Choice(title=name, value=id) for id, name in pictures.items()]
    label, chosen = texts("announcement-field-picture"), filled.typed.picture or NO_PICTURE
    if filled.typed.picture and filled.typed.picture not in pictures:
        choices.append(Choice(title=texts("announcement-same-picture"), value=filled.typed.picture))
    field = ChoiceSetInput(id="picture", label=label, value=chosen, choices=choices, style="compact", wrap=True)
    return _with_wrong(texts, filled.wrong, "picture", field)


def _whom(texts: Texts, filled: Form) -> list[CardElement]:
    choices: list[Choice] = []
    if filled.everyone:
        choices.append(Choice(title=texts("announcement-everyone", organisation=filled.organisation), value=EVERYONE))
    for value, part in (filled.parts or {}).items():
        choices.append(Choice(title=texts(f"announcement-part-{part.kind}", name=part.name), value=value))
    there = [value for value in filled.typed.audience if any(choice.value == value for choice in choices)]
    field = ChoiceSetInput(
        id="audience",
        label=texts("announcement-field-audience"),
        value=",".join(there) or None,
        choices=choices,
        is_multi_select=True,
        wrap=True,
    )
    levels = [Choice(title=texts(f"announcement-importance-{name}"), value=name) for name in ("normal", "high")]
    importance = ChoiceSetInput(
        id="importance",
        label=texts("announcement-field-importance"),
        value=filled.typed.importance if filled.typed.importance == "high" else "normal",
        choices=levels,
        style="expanded",
        wrap=True,
    )
    asking = ToggleInput(
        id="acknowledge",
        title=texts("announcement-field-acknowledge"),
        value="true" if filled.typed.acknowledge else "false",
        wrap=True,
    )
    return [
        *_with_wrong(texts, filled.wrong, "audience", field),
        *_with_wrong(texts, filled.wrong, "importance", importance),
        asking,
    ]


def _when(texts: Texts, filled: Form) -> list[CardElement]:
    typed = filled.typed
    choices = [Choice(title=texts(f"announcement-when-{name}"), value=name) for name in ("now", "later")]
    when = ChoiceSetInput(
        id="when",
        label=texts("announcement-field-when"),
        value="later" if typed.later else "now",
        choices=choices,
        style="expanded",
        wrap=True,
    )
    day = DateInput(id="day", label=texts("announcement-field-day"), value=typed.day or None)
    hour = TimeInput(id="hour", label=texts("announcement-field-hour"), value=typed.hour or None)
    found: list[CardElement] = [when]
    found += _with_wrong(texts, filled.wrong, "day", day)
    found += _with_wrong(texts, filled.wrong, "hour", hour)
    if typed.season or wrong_of(filled.wrong, "season"):
        seasons = [Choice(title=texts(f"announcement-season-{name}"), value=name) for name in ("summer", "winter")]
        label, chosen = texts("announcement-field-season"), typed.season or None
        which = ChoiceSetInput(id="season", label=label, value=chosen, choices=seasons, style="expanded", wrap=True)
        found += _with_wrong(texts, filled.wrong, "season", which)
    return found


def _until(texts: Texts, filled: Form) -> DateInput:
    return DateInput(
        id="until",
        label=texts("announcement-field-until"),
        value=filled.typed.until or None,
    )


def _with_wrong(texts: Texts, wrong: Sequence[Wrong], name: str, field: CardElement) -> list[CardElement]:
    """A field, under what is wrong with it."""
    found = wrong_of(wrong, name)
    if found is None:
        return [field]
    words = texts("announcement-wrong-here", problem=texts(found.key, **found.values))
    return [TextBlock(text=words, wrap=True, weight="Bolder", spacing="Medium"), field]
