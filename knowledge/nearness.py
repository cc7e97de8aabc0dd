"""How near the embeddings of passages are to that of a question, added to what their words score."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from knowledge.segment import Floats, Segment

NEARNESS = 0.6  # how much the nearest embedding adds, of the best score


def of_length_one(rows: Sequence[Sequence[float]], count: int) -> Floats:
    """Embeddings made comparable. Raises ValueError when there are not `count` of one size."""
    vectors = np.asarray(rows, dtype=np.float32)
    if vectors.ndim != 2 or len(vectors) != count:
        raise ValueError(f"{count} passages need as many vectors, not {len(rows)}")
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return (vectors / np.where(lengths > 0, lengths, 1.0)).astype(np.float32)


def with_nearness(
    scored: Sequence[tuple[Segment, Floats]], vector: tuple[float, ...] | None
) -> list[tuple[Segment, Floats]]:
    """The scores with the nearness of embeddings added, counted from the middle one, in the measure of the scores."""
    if not vector:
        return list(scored)
    asked = np.asarray(vector, dtype=np.float32)
    asked /= float(np.linalg.norm(asked)) or 1.0
    near = [segment.likeness(asked) for segment, _ in scored]
    known = [values for values in near if values is not None]
    if not known:
        return list(scored)
    middle = float(np.median(np.concatenate(known)))
    most = max(float(values.max()) for values in known)
    best = max((float(scores.max()) for _, scores in scored), default=0.0) or 1.0
    scale = NEARNESS * best / max(most - middle, 1e-6)
    return [
        (segment, scores if values is None else (scores + scale * np.maximum(values - middle, 0.0)).astype(np.float32))
        for (segment, scores), values in zip(scored, near, strict=True)
    ]
