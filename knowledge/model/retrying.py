"""Which failures of an endpoint may pass by themselves, how long to wait, and what the others mean."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import openai

from knowledge.model.problems import ModelProblem, Reason
from knowledge.model.wire import TooMuch

_FIRST = 0.2  # seconds; doubled at each further try
_LONGEST = 8.0


def may_pass(error: BaseException) -> bool:
    """Whether the same request may succeed a moment later."""
    if isinstance(error, openai.APITimeoutError):
        return False  # all the time there was is gone, or it cannot be reached
    if _is_too_much(error):
        return False  # it would send as much again, and reading that costs more than anything else here
    if isinstance(error, openai.APIStatusError):
        return error.status_code in (408, 409, 429) or error.status_code >= 500
    return isinstance(error, openai.APIConnectionError)


def asked_to_wait(error: BaseException | None, attempt: int) -> float:
    """The seconds before the next try: what the endpoint asks, else a growing, slightly random while."""
    if isinstance(error, openai.BadRequestError | openai.UnprocessableEntityError):
        return 0.0
    if isinstance(error, openai.APIStatusError):
        headers = error.response.headers
        for text, unit in ((headers.get("retry-after-ms"), 0.001), (headers.get("retry-after"), 1.0)):
            asked = _seconds(text, unit)
            if asked is not None:
                return asked
    return min(_LONGEST, _FIRST * 2 ** (attempt - 1)) * random.uniform(0.8, 1.2)


def _seconds(text: str | None, unit: float) -> float | None:
    if not text:
        return None
    try:
        asked = float(text) * unit
    except ValueError:
        try:
            asked = (parsedate_to_datetime(text) - datetime.now(UTC)).total_seconds()
        except (ValueError, TypeError, OverflowError):
            return None
    return asked if asked >= 0 else None  # also not for "nan"


def problem_of(error: Exception) -> ModelProblem:
    """The failure in our own words. Nothing that the endpoint said is in it: it may repeat the question."""
    name = type(error).__name__
    if isinstance(error, openai.APITimeoutError | TimeoutError):
        return ModelProblem(Reason.SLOW, name)
    if _is_too_much(error):
        return ModelProblem(Reason.UNUSABLE, "too much")
    if isinstance(error, openai.APIStatusError):
        status = f"status {error.status_code}"
        if error.status_code in (408, 409, 429) or error.status_code >= 500:
            return ModelProblem(Reason.DOWN, status)
        return ModelProblem(Reason.BARRED if error.status_code in (401, 403, 404) else Reason.REFUSED, status)
    if isinstance(error, openai.APIConnectionError):
        return ModelProblem(Reason.DOWN, name)
    return ModelProblem(Reason.UNUSABLE, name)


def _is_too_much(error: BaseException) -> bool:
    return isinstance(error, TooMuch) or isinstance(error.__cause__, TooMuch)
