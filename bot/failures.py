"""What went wrong, in words for the person; what nobody foresaw gets a reference number that is in the log, too."""

from __future__ import annotations

import logging
import secrets

from errors import WordedError
from locales import Texts

log = logging.getLogger(__name__)


def new_reference() -> str:
    """Six digits in two groups: easy to say over the telephone."""
    digits = f"{secrets.randbelow(1_000_000):06d}"
    return f"{digits[:3]}-{digits[3:]}"


def in_words(error: BaseException, texts: Texts, *, activity: str) -> str:
    """What the person is told. `activity` (an id) goes into the log with the reference; no content ever does."""
    if isinstance(error, WordedError):
        log.info("activity %s: %s (%s)", activity, error.key, type(error.__cause__ or error).__name__)
        return texts(error.key, **error.values)
    reference = new_reference()
    log.error("reference %s: activity %s failed", reference, activity, exc_info=error)
    return texts("wire-failed", reference=reference)
