"""The Card that every card function returns, and the small builders that give all cards one look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import cast
from urllib.parse import quote, urlencode

from microsoft_teams.cards.core import Action as CardAction
from microsoft_teams.cards.core import (
    AdaptiveCard,
    CardElement,
    ExecuteAction,
    OpenUrlAction,
    ShowCardAction,
    SubmitAction,
    TextBlock,
)

from cards.actions import Action

VERSION = "1.5"  # the newest that every Teams client renders
Step = str | int  # into an object, or into a list
OPENS_DIALOG = "task/fetch"  # how a button says so to Teams
CHAT_LINK = "https://teams.microsoft.com/l/chat/0/0"
ACTION_SLOT = "koers"  # marks a button in the JSON until bot/ has put its one-time token there


@dataclass(frozen=True)
class Card:
    """An Adaptive Card as JSON, with the actions of its buttons still apart.

    A button in `content` carries {"koers": n}: action n of `actions`. bot/ swaps it for a one-time token when it
    sends the card, so that a card function stays pure and nothing that matters leaves the server.
    """

    content: Mapping[str, object]
    actions: tuple[Action, ...] = ()

    @cached_property
    def slots(self) -> tuple[tuple[Step, ...], ...]:
        """The way to each object in `content` that is to get the token of a button."""
        return tuple(_slots(self.content))


@dataclass
class CardBuilder:
    """Collects elements and buttons, and gives the finished Card."""

    title: str
    body: list[CardElement] = field(default_factory=list[CardElement])
    buttons: list[CardAction] = field(default_factory=list[CardAction])
    actions: list[Action] = field(default_factory=list[Action])

    def add(self, *elements: CardElement) -> CardBuilder:
        """Adds elements below what is there."""
        self.body.extend(elements)
        return self

    def paragraph(self, text: str, *, subtle: bool = False, strong: bool = False) -> CardBuilder:
        """Adds a wrapped paragraph."""
        return self.add(
            TextBlock(text=text, wrap=True, is_subtle=True if subtle else None, weight="Bolder" if strong else None)
        )

    def execute(self, title: str, action: Action, *, primary: bool = False) -> CardBuilder:
        """Adds a button at the foot of the card."""
        self.buttons.append(self.button(title, action, primary=primary))
        return self

    def button(self, title: str, action: Action, *, primary: bool = False) -> ExecuteAction:
        """A button for use inside an ActionSet; older clients get the same as Action.Submit."""
        slot = {ACTION_SLOT: len(self.actions)}
        self.actions.append(action)
        style = "positive" if primary else None
        submit = SubmitAction(title=title, data=slot, style=style)
        return ExecuteAction(title=title, verb=type(action).verb, data=slot, style=style, fallback=submit)

    def dialog(self, title: str, action: Action, *, primary: bool = False) -> CardBuilder:
        """Adds a button at the foot that opens a dialog; one that can be pressed again, for a dialog can be closed."""
        self.buttons.append(self.dialog_button(title, action, primary=primary))
        return self

    def dialog_button(self, title: str, action: Action, *, primary: bool = False) -> SubmitAction:
        """The same for use inside an ActionSet. Raises ValueError for an action that is good for one time."""
        if action.once:
            raise ValueError(f"{action.verb} opens a dialog and can be pressed once")
        slot = {ACTION_SLOT: len(self.actions), "msteams": {"type": OPENS_DIALOG}}
        self.actions.append(action)
        return SubmitAction(title=title, data=slot, style="positive" if primary else None)

    def open_chat(self, title: str, bot: str, words: str) -> CardBuilder:
        """Adds a button that opens the chat with Koers with `words` in the field; works where Koers is not.

        `bot`: its id in Teams, `turn.bot`.
        """
        return self.open_url(title, f"{CHAT_LINK}?{urlencode({'users': bot, 'message': words}, quote_via=quote)}")

    def confirmed(self, title: str, question: str, yes: str, action: Action) -> CardBuilder:
        """Adds a button at the foot that asks whether the person is sure, and does it only then."""
        inner = AdaptiveCard(body=[TextBlock(text=question, wrap=True)], actions=[self.button(yes, action)])
        self.buttons.append(ShowCardAction(title=title, card=inner))
        return self

    def open_url(self, title: str, url: str) -> CardBuilder:
        """Adds a button that opens a page."""
        self.buttons.append(OpenUrlAction(title=title, url=url))
        return self

    def build(self, *, speak: str | None = None) -> Card:
        """The finished card; `speak` (default: the title) is also what a notification says."""
        said = speak or self.title
        card = AdaptiveCard(
            version=VERSION,
            schema="http://adaptivecards.io/schemas/adaptive-card.json",
            fallback_text=said,
            speak=said,
            body=[title_block(self.title), *self.body],
            actions=list(self.buttons) or None,
        )
        return Card(content=card.model_dump(by_alias=True, exclude_none=True), actions=tuple(self.actions))


def _slots(value: object, way: tuple[Step, ...] = ()) -> Iterator[tuple[Step, ...]]:
    if isinstance(value, Mapping):
        mapping = cast("Mapping[str, object]", value)
        if ACTION_SLOT in mapping:
            yield way
        for key, item in mapping.items():
            yield from _slots(item, (*way, key))
    elif isinstance(value, list):
        for at, item in enumerate(cast("list[object]", value)):
            yield from _slots(item, (*way, at))


def title_block(text: str) -> TextBlock:
    """What every card begins with."""
    return TextBlock(text=text, wrap=True, size="Large", weight="Bolder", style="heading")


def heading(text: str) -> TextBlock:
    """A heading inside a card."""
    return TextBlock(text=text, wrap=True, size="Medium", weight="Bolder", style="heading", spacing="Medium")


def paragraphs(texts: Sequence[str]) -> list[CardElement]:
    """A wrapped paragraph per text."""
    return [TextBlock(text=text, wrap=True) for text in texts]
