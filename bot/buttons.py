"""The buttons of a card: one-time tokens go in when it is sent, and come back with what was typed when pressed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

from bot.wire import Arrival
from cards.card import ACTION_SLOT, Card, Step
from dialogs.turn import Json, Place
from store import tokens

TOKEN = "token"


@dataclass(frozen=True)
class Pressed:
    """What came back from a card: the token, and the fields that the person filled in."""

    token: str
    fields: Mapping[str, Json]


def tokens_for(card: Card, place: Place, person: str | None, *, own: bool = False) -> list[tokens.Button]:
    """What stands behind each button of a card. In a personal chat each belongs to that person, as where it is `own`:
    a card that nobody else sees.
    """
    return [
        tokens.Button(
            verb=action.verb,
            payload=dict(vars(action)),
            conversation=place.conversation,
            person=person if own or place.kind == "personal" or action.personal else None,
            once=action.once,
            kept=timedelta(days=action.days),
        )
        for action in card.actions
    ]


def filled(card: Card, minted: Sequence[str]) -> dict[str, object]:
    """The card's JSON with {"token": minted[n]} where it has {"koers": n}; an Execute and its fallback share one.

    The card itself stays as it is: it may be sent to many.
    """
    content = dict(card.content)
    for way in card.slots:
        slot = _copied(content, way)
        number = slot.pop(ACTION_SLOT)
        slot[TOKEN] = minted[cast("int", number)]
    return content


def _copied(content: dict[str, object], way: Sequence[Step]) -> dict[str, object]:
    """The object at the end of a way, with everything on the way to it copied; the rest stays shared."""
    here: Any = content
    for step in way:
        here[step] = here[step].copy()
        here = here[step]
    return cast("dict[str, object]", here)


def is_press(arrival: Arrival) -> bool:
    """Whether a message is a pressed Action.Submit: it has data of ours, or data and nothing that was said."""
    return TOKEN in arrival.value or (bool(arrival.value) and not arrival.text)


def pressed(arrival: Arrival) -> Pressed:
    """What was pressed, from an Action.Execute or an Action.Submit, in a dialog or not.

    Without a token it is a button of nobody.
    """
    data: object = arrival.value
    if arrival.type == "invoke" and arrival.name != "adaptiveCard/action":
        data = arrival.value.get("data")
    elif arrival.type == "invoke":
        action = arrival.value.get("action")
        data = cast("Mapping[str, object]", action).get("data") if isinstance(action, dict) else None
    if not isinstance(data, dict):
        return Pressed("", {})
    content = cast("dict[str, Json]", data)
    token = content.get(TOKEN)
    fields = {key: item for key, item in content.items() if key not in (TOKEN, "msteams")}
    return Pressed(token if isinstance(token, str) else "", fields)
