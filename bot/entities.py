"""What rides along with a message: citations, the AI label, mentions and stream information.

Teams reads these from `entities`. botbuilder cuts an entity to its type when it serialises, so ours carries its
fields in `additional_properties`, flattened on the wire.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, ClassVar, Literal

from botbuilder.schema import Entity

MESSAGE = "https://schema.org/Message"
AI_LABEL = "AIGeneratedContent"
CARD = "application/vnd.microsoft.card.adaptive"
NAME_LIMIT = 80  # characters of a source's name, by Teams' rules
ABSTRACT_LIMIT = 160  # characters of the excerpt in the hover, by Teams' rules


class WholeEntity(Entity):
    """An entity that keeps every field when botbuilder serialises it."""

    _attribute_map: ClassVar[dict[str, dict[str, str]]] = {
        "additional_properties": {"key": "", "type": "{object}"},
        "type": {"key": "type", "type": "str"},
    }

    def __init__(self, kind: str, fields: Mapping[str, Any]) -> None:
        super().__init__(type=kind)
        self.additional_properties: dict[str, Any] = dict(fields)


@dataclass(frozen=True)
class Source:
    """One numbered source under a message. `card` is an Adaptive Card as JSON text, "" for none."""

    number: int
    name: str
    abstract: str
    url: str = ""
    card: str = ""


def about_message(sources: Sequence[Source], *, made_by_ai: bool) -> WholeEntity:
    """The citations of a message and, when a language model wrote it, the label that says so."""
    fields: dict[str, Any] = {"@type": "Message", "@context": "https://schema.org", "@id": ""}
    if made_by_ai:
        fields["additionalType"] = [AI_LABEL]
    if sources:
        fields["citation"] = [_claim(source) for source in sources]
    return WholeEntity(MESSAGE, fields)


def _claim(source: Source) -> dict[str, Any]:
    appearance: dict[str, Any] = {
        "@type": "DigitalDocument",
        "name": shortened(source.name, NAME_LIMIT),
        "abstract": shortened(source.abstract, ABSTRACT_LIMIT),
    }
    if source.url:
        appearance["url"] = source.url
    if source.card:
        appearance["text"] = source.card
        appearance["encodingFormat"] = CARD
    return {"@type": "Claim", "position": source.number, "appearance": appearance}


def shortened(text: str, limit: int) -> str:
    """At most `limit` characters on one line, cut at a word and marked where something is left out."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    at_word = cut.rpartition(" ")[0]
    return (at_word if len(at_word) > limit // 2 else cut).rstrip(" ,;:.") + "…"


def mention_text(name: str) -> str:
    """The characters that stand for a mention inside a message."""
    return f"<at>{escape(name, quote=False)}</at>"


def mention(teams_id: str, name: str) -> WholeEntity:
    """Makes the mention_text() of a person real: Teams tells them."""
    return WholeEntity("mention", {"mentioned": {"id": teams_id, "name": name}, "text": mention_text(name)})


def stream(kind: Literal["informative", "streaming", "final"], stream_id: str, sequence: int) -> WholeEntity:
    """Where an activity belongs in a streamed message: the first has no `stream_id` yet, the final one no sequence."""
    fields: dict[str, Any] = {"streamType": kind}
    if stream_id:
        fields["streamId"] = stream_id
    if kind != "final":
        fields["streamSequence"] = sequence
    return WholeEntity("streaminfo", fields)
