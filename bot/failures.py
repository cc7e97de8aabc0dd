"""What went wrong, in words for the person; what nobody foresaw gets a reference number that is in the log, too."""

from __future__ import annotations

import logging
import secrets

import telemetry
from errors import Unavailable, WordedError
from locales import Texts
from telemetry.logs import Id

log = logging.getLogger(__name__)


def new_reference() -> str:
    """Six digits in two groups: easy to say over the telephone."""
    digits = f"{secrets.randbelow(1_000_000):06d}"
    return f"{digits[:3]}-{digits[3:]}"


def in_words(error: BaseException, texts: Texts, *, activity: str) -> str:
    """What the person is told. `activity` (an id) goes into the log with the reference; no content ever does."""
    if isinstance(error, WordedError):
        telemetry.told("unavailable" if isinstance(error, Unavailable) else "told", reason=error.key)
        log.info("activity %s: %s (%s)", Id(activity), Id(error.key), type(error.__cause__ or error))
        return texts(error.key, **error.values)
    reference = new_reference()
    telemetry.told("failed", reference=reference)
    log.error("reference %s: activity %s failed", Id(reference), Id(activity), exc_info=error)
    return texts("wire-failed", reference=reference)
