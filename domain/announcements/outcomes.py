"""What an outcome of Teams means for a recipient: the words of the ledger for the codes of the connector."""

from __future__ import annotations

from domain.messenger import Outcome
from store.deliveries import State

ABSENT = ("NotInConversation", "BotNotInConversationRoster")
BLOCKED = ("ConversationBlockedByUser", "MessageWritesBlocked", "BotDisabledByAdmin")
GONE = ("404", "410", "ConversationNotFound")


def state_after(outcome: Outcome) -> tuple[State, str]:
    """The state and the reason; "waiting" where nothing was delivered and another attempt does no harm."""
    if outcome.fate == "delivered":
        return "delivered", ""
    if outcome.fate == "unknown":
        return "unknown", "no-answer"
    if outcome.fate == "too large":
        return "failed", "too-large"
    if outcome.fate == "not reached":
        return "waiting", ""
    if outcome.why in ABSENT:
        return "absent", ""
    if outcome.why in BLOCKED:
        return "failed", "blocked"
    return "failed", "gone" if outcome.why in GONE else "refused"
