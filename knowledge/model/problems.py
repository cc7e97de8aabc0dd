"""What can go wrong with a language model, as one small error with its reason."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Why there is nothing from the model."""

    SLOW = "slow"  # nothing usable before the deadline
    DOWN = "down"  # not reached, or it has too much to do
    BARRED = "barred"  # it does not let us in: the key, the name of the model or the address is wrong
    REFUSED = "refused"  # it will not, because of what is asked
    UNUSABLE = "unusable"  # what came back is not what was asked for
    OVER_BUDGET = "over budget"


class ModelProblem(Exception):
    """The model gave nothing. `detail` is for the log and holds nothing that anybody said; `tokens` were spent."""

    def __init__(self, reason: Reason, detail: str = "", *, tokens: int = 0) -> None:
        super().__init__(f"{reason}: {detail}" if detail else str(reason))
        self.for_log = str(self)
        self.reason = reason
        self.tokens = tokens
