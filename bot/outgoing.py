"""A Reply -> the message that Teams shows: markdown, citations, labels, suggestions and cards."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from botbuilder.schema import Activity, Attachment, CardAction, Entity, SuggestedActions

from bot import entities, sign_in_card
from bot.wire import Arrival
from cards import vision
from dialogs.turn import PlaceKind, Reply
from knowledge.answer import Citation
from locales import Texts

MOST_CITATIONS = 20  # Teams shows no more
MARKER = re.compile(r"\[(\d{1,2})\]")


def message(
    reply: Reply,
    *,
    texts: Texts,
    place: PlaceKind,
    asker: Arrival | None = None,
    card: Mapping[str, object] | None = None,
    passages: bool = True,
) -> Activity:
    """The message of a reply. `card` is its card with tokens in place; `passages` False leaves cited passages out."""
    text, attached = reply.text or reply.notice, list[Entity]()
    if reply.suggestions and place != "personal":
        text = _with_suggestions(text, reply.suggestions, texts)
    if reply.citations or reply.made_by_ai:
        sources = [_source(citation, texts, passages) for citation in reply.citations[:MOST_CITATIONS]]
        attached.append(entities.about_message(sources, made_by_ai=reply.made_by_ai))
    if place == "channel" and asker is not None and asker.sender_name:
        text = f"{entities.mention_text(asker.sender_name)} {text}".rstrip()
        attached.append(entities.mention(asker.sender, asker.sender_name))
    activity = Activity(type="message", text=text or None, text_format="markdown" if text else None)
    if attached:
        activity.entities = attached
    if reply.feedback:
        activity.channel_data = {"feedbackLoop": {"type": "default"}}
    if card is not None:
        activity.attachments = [Attachment(content_type=entities.CARD, content=dict(card))]
        activity.summary = str(card.get("fallbackText") or "") or None
    if reply.sign_in is not None:
        activity.text, activity.text_format, activity.summary = None, None, text  # the words are on the card
        activity.attachments = [sign_in_card.attachment(reply.sign_in, text, texts)]
    if reply.suggestions and place == "personal":
        activity.suggested_actions = _suggested(reply.suggestions, asker)
    return activity


def _suggested(suggestions: tuple[str, ...], asker: Arrival | None) -> SuggestedActions:
    actions = [CardAction(type="imBack", title=suggestion, value=suggestion) for suggestion in suggestions]
    return SuggestedActions(to=[asker.sender] if asker is not None else None, actions=actions)


def _with_suggestions(text: str, suggestions: tuple[str, ...], texts: Texts) -> str:
    lines = "\n".join(f"- {suggestion}" for suggestion in suggestions)
    return f"{text}\n\n{texts('wire-suggestions')}\n{lines}".strip()


def _source(citation: Citation, texts: Texts, passages: bool) -> entities.Source:
    shown = ""
    if passages:
        content: Mapping[str, Any] = vision.passage(texts, citation).content
        shown = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return entities.Source(
        number=citation.number,
        name=vision.source_name(citation),
        abstract=citation.quote or citation.passage,
        url=citation.url,
        card=shown,
    )


def halves(reply: Reply) -> tuple[Reply, Reply] | None:
    """A reply cut in two at a paragraph, else a line, else a space near its middle; None when it cannot be cut.

    Each part keeps the citations that its own text points at; the card and what comes after go with the last part.
    """
    middle = len(reply.text) // 2
    for separator in ("\n\n", "\n", " "):
        cuts = [match.start() for match in re.finditer(re.escape(separator), reply.text)]
        cuts = [cut for cut in cuts if reply.text[:cut].strip() and reply.text[cut:].strip()]
        if not cuts:
            continue
        cut = min(cuts, key=lambda position: abs(position - middle))
        first, second = reply.text[:cut].rstrip(), reply.text[cut:].lstrip("\n")
        before = replace(reply, text=first, card=None, suggestions=(), feedback=False, notice="", asked=None)
        return _own_citations(before), _own_citations(replace(reply, text=second))
    return None


def _own_citations(reply: Reply) -> Reply:
    numbers = {int(number) for number in MARKER.findall(reply.text)}
    return replace(reply, citations=tuple(citation for citation in reply.citations if citation.number in numbers))
