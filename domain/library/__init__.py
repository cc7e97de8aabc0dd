"""The municipality's library of documents: read, kept up to date, and given to the knowledge base."""

from domain.library.report import SyncReport, Unread
from domain.library.shelf import Knowledge
from domain.library.sync import LibrarySync

__all__ = ["Knowledge", "LibrarySync", "SyncReport", "Unread"]
