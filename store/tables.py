"""All tables in one import, for migrations and tests."""

from store.announcements import AcknowledgementRow, AnnouncementRow
from store.conversations import ConversationRow
from store.database import Base
from store.deliveries import DeliveryRow
from store.drafts import DraftRow
from store.effects import EffectRow
from store.expansions import EmbeddingRow, ExpansionRow
from store.feedback import FeedbackRow
from store.inbox import InboxRow
from store.learning import AnswerLinkRow, UnansweredRow
from store.library import LibraryCursorRow, LibraryDocumentRow
from store.people import PersonRow
from store.proposals import ProposalRow
from store.spending import SpendingRow
from store.tokens import TokenRow
from store.turns import TurnRow

__all__ = [
    "AcknowledgementRow",
    "AnnouncementRow",
    "AnswerLinkRow",
    "Base",
    "ConversationRow",
    "DeliveryRow",
    "DraftRow",
    "EffectRow",
    "EmbeddingRow",
    "ExpansionRow",
    "FeedbackRow",
    "InboxRow",
    "LibraryCursorRow",
    "LibraryDocumentRow",
    "PersonRow",
    "ProposalRow",
    "SpendingRow",
    "TokenRow",
    "TurnRow",
    "UnansweredRow",
]
