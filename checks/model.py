"""Whether the language model that is configured answers; none is fine too."""

from __future__ import annotations

import asyncio

from checks import Complaint
from errors import SettingsError
from knowledge.model.trial import trial_of
from settings import ModelSettings


def complaints() -> list[Complaint]:
    """What is wrong with the model or its settings. Asks it for one word, which costs a few tokens."""
    try:
        model = ModelSettings.from_environment()
    except SettingsError as error:
        return [Complaint("environment", str(error))]
    wrong = asyncio.run(trial_of(model)) if model else ""
    return [Complaint(model.url, wrong)] if model and wrong else []
