"""How long to leave the library alone between two looks."""

from __future__ import annotations

from graph.problems import Passing

LONGEST_PAUSE = 600.0  # seconds between two attempts while Graph is away, unless it asks for more itself
LONGEST_ASKED = 86_400.0  # seconds; who asks for more does not mean it


def pause(poll_seconds: float, failures: int = 0, problem: BaseException | None = None) -> float:
    """Seconds until the next look: longer after each failure in a row, and never shorter than Graph asked for."""
    asked = problem.retry_after or 0.0 if isinstance(problem, Passing) else 0.0
    growing = min(poll_seconds * 2 ** min(failures, 10), max(LONGEST_PAUSE, poll_seconds))
    return max(growing, min(asked, LONGEST_ASKED))
