"""The rules that every card keeps, in every language: readable, operable by anyone, and small enough for Teams."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import cast

from cards.card import ACTION_SLOT, OPENS_DIALOG, Card
from checks import Complaint

# Card elements and actions that Teams renders at version 1.5. Sources: the Adaptive Cards 1.5 schema and the list of
# what Teams supports of it.
ELEMENTS = frozenset(
    [
        "AdaptiveCard",  # inside an Action.ShowCard
        "ActionSet",
        "Column",
        "ColumnSet",
        "Container",
        "FactSet",
        "Image",
        "ImageSet",
        "RichTextBlock",
        "Table",
        "TableCell",
        "TableRow",
        "TextBlock",
        "TextRun",
        "Input.ChoiceSet",
        "Input.Date",
        "Input.Number",
        "Input.Text",
        "Input.Time",
        "Input.Toggle",
        "Data.Query",  # in a field: it looks up what there is to choose
    ]
)
ACTIONS = frozenset(["Action.Execute", "Action.OpenUrl", "Action.ShowCard", "Action.Submit", "Action.ToggleVisibility"])
INPUTS = frozenset(name for name in ELEMENTS if name.startswith("Input."))
MOST_ACTIONS = 6
LONGEST_TITLE = 36  # characters of a button; Teams cuts off what is longer on a phone
LARGEST = 28 * 1024  # bytes; Teams takes 80 KB a message, and a card shares it with its text

Json = Mapping[str, object]


def complaints(name: str, card: Card) -> list[Complaint]:
    """Everything that is wrong with a card; an empty list is a good card."""
    content = card.content
    nodes = [node for node in _nodes(content) if node is not content]
    found = [*_whole(content), *_buttons(content, card)]
    for node in nodes:
        found += _element(node)
    return [Complaint(f"card {name}", what) for what in found]


def _whole(content: Json) -> Iterator[str]:
    if content.get("type") != "AdaptiveCard" or content.get("version") != "1.5":
        yield "is no Adaptive Card of version 1.5"
    if not content.get("fallbackText") or not content.get("speak"):
        yield "has no fallbackText or speak"
    if not any(node.get("style") == "heading" for node in _nodes(content)):
        yield "has no heading"
    actions = content.get("actions")
    if isinstance(actions, list) and len(cast("list[object]", actions)) > MOST_ACTIONS:
        yield f"has more than {MOST_ACTIONS} actions"
    size = len(json.dumps(content).encode())
    if size > LARGEST:
        yield f"is {size} bytes, more than {LARGEST}"


def _buttons(content: Json, card: Card) -> Iterator[str]:
    slots: set[int] = set()
    for node in _nodes(content):
        kind = node.get("type")
        if kind not in ("Action.Execute", "Action.Submit"):
            continue
        data = node.get("data")
        if not isinstance(data, dict) or not _only_token(kind, cast("dict[str, object]", data)):
            yield f"the button {node.get('title')!r} carries something else than its token"
            continue
        slots.add(cast("dict[str, int]", data)[ACTION_SLOT])
        fallback = node.get("fallback")
        if kind == "Action.Execute" and not (isinstance(fallback, dict) and "Action.Submit" in str(fallback)):  # pyright: ignore[reportUnknownArgumentType]
            yield f"the button {node.get('title')!r} has no Action.Submit for older clients"
    if slots != set(range(len(card.actions))):
        yield "its buttons and its actions do not match"


def _only_token(kind: object, data: Mapping[str, object]) -> bool:
    dialog = {"msteams": {"type": OPENS_DIALOG}} if kind == "Action.Submit" and len(data) > 1 else {}
    return ACTION_SLOT in data and data == {ACTION_SLOT: data[ACTION_SLOT], **dialog}


def _element(node: Json) -> Iterator[str]:
    kind = str(node.get("type", ""))
    if kind.startswith("Action."):
        if kind not in ACTIONS:
            yield f"{kind} is no known action"
        if not node.get("title"):
            yield f"a button ({kind}) has no title"
        if len(str(node.get("title"))) > LONGEST_TITLE:
            yield f"the title of the button {node.get('title')!r} is longer than {LONGEST_TITLE} characters"
        return
    if kind and kind not in ELEMENTS and "fallback" not in node:
        yield f"{kind} is no known element and has no fallback"
    if kind == "TextBlock" and not node.get("wrap"):
        yield f"the text {str(node.get('text'))[:30]!r} does not wrap"
    if kind == "TextBlock" and node.get("color") in ("attention", "good", "warning", "Attention", "Good", "Warning"):
        yield f"the text {str(node.get('text'))[:30]!r} may mean something by its colour alone"
    if kind == "Image" and not node.get("altText"):
        yield "an image has no altText"
    if kind in INPUTS:
        if not node.get("label") and not (kind == "Input.Toggle" and node.get("title")):
            yield f"the input {node.get('id')!r} has no label"
        if node.get("isRequired") and not node.get("errorMessage"):
            yield f"the input {node.get('id')!r} has no errorMessage"
        if kind == "Input.Number" and not node.get("isRequired") and ("min" in node or "max" in node):
            yield f"the input {node.get('id')!r} may stay empty, which the renderer holds to be out of bounds"


def _nodes(value: object) -> Iterator[Json]:
    """Every typed element and action, however deep; the data of a button is not one."""
    if isinstance(value, Mapping):
        mapping = cast("Json", value)
        if "type" in mapping:
            yield mapping
        for key, inner in mapping.items():
            if key != "data":
                yield from _nodes(inner)
    elif isinstance(value, list):
        for inner in cast("list[object]", value):
            yield from _nodes(inner)
