"""All tables in one import, for migrations and tests."""

from store.conversations import ConversationRow
from store.database import Base
from store.drafts import DraftRow
from store.feedback import FeedbackRow
from store.inbox import InboxRow
from store.library import LibraryCursorRow, LibraryDocumentRow
from store.people import PersonRow
from store.spending import SpendingRow
from store.tokens import TokenRow
from store.turns import TurnRow

__all__ = [
    "Base",
    "ConversationRow",
    "DraftRow",
    "FeedbackRow",
    "InboxRow",
    "LibraryCursorRow",
    "LibraryDocumentRow",
    "PersonRow",
    "SpendingRow",
    "TokenRow",
    "TurnRow",
]
