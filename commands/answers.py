"""An answer as `app.py ask --json` and `app.py evaluate` print and measure it."""

from __future__ import annotations

import re

from dialogs import remarks
from dialogs.vision import worded
from domain.organisation import Organisation
from domain.vision import VisionAnswer
from knowledge.answer import Outcome
from knowledge.evaluation import Worded, answer_as_json
from locales.texts import texts_for

MARKER = re.compile(r" ?\[\d+\]")


def shown(found: VisionAnswer, elapsed_ms: float) -> dict[str, object]:
    """An answer as JSON, in the words that a person would read.

    When the documents do not say, `citations` is empty, so the numbers of what comes closest are left out.
    """
    text = worded(found).text
    if found.answer.outcome is Outcome.REFUSED:
        text = MARKER.sub("", text)
    return {**answer_as_json(found.answer, elapsed_ms), "answer": text}


def measured(found: VisionAnswer, organisation: Organisation) -> Worded:
    """All that the bot says, and of it the remarks on the question of somebody of a municipality."""
    return Worded(worded(found).text, remarks.worded(texts_for(found.answer.language), found.answer, organisation))
