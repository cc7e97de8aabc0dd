"""An answer about two municipalities or documents: what each says, under its own name."""

from __future__ import annotations

from domain.comparing import Side, blocks_of
from domain.vision import VisionAnswer
from knowledge.writing import plain
from locales import Texts


def side_by_side(texts: Texts, found: VisionAnswer) -> str:
    """The answer's quotes under the names of the sides; a side that says nothing is named with just that.

    The answer as it is where nothing was compared, or where its text cannot be told apart by source.
    """
    blocks = blocks_of(found.answer)
    if not blocks or len(found.sides) < 2:
        return found.answer.text
    parts: list[str] = []
    for side in found.sides:
        own = [text for text, citation in blocks if side.has(citation)]
        parts += [f"**{plain(side.name)}**", *(own or [_silent(texts, side)])]
    return "\n\n".join(parts)


def _silent(texts: Texts, side: Side) -> str:
    return texts("vision-side-silent", side=side.name) if side.municipality else texts("vision-document-silent")
