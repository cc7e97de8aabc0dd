"""Tells people what happened to initiatives they take part in, and a channel what was new in the week."""

from __future__ import annotations

from bot import buttons
from bot.personal import PersonalCards
from cards.initiatives import notices as cards
from dialogs.turn import Place
from domain.initiatives.hearing import News
from domain.initiatives.model import Digest
from domain.messenger import Leaving, Message, Messenger
from domain.organisation import Organisation
from domain.workspaces.notices import Notice
from locales import texts_for
from store import tokens
from store.database import Database


class InitiativeNotices:
    """Implements domain.initiatives.hearing.Notices with the cards of cards/initiatives."""

    def __init__(
        self, database: Database, messenger: Messenger, personal: PersonalCards, organisation: Organisation
    ) -> None:
        self._database = database
        self._messenger = messenger
        self._personal = personal
        self._organisation = organisation

    async def tell(self, person: str, news: News, leaving: Leaving) -> Notice:
        """What happened, and a button to see it."""
        rules = self._organisation.initiatives
        return await self._personal.tell(person, lambda texts: cards.news(texts, rules, news), leaving)

    async def digest(self, conversation: str, digest: Digest, leaving: Leaving) -> Notice:
        """What was new, in Dutch: a channel has no language of its own."""
        card = cards.digest(texts_for("nl"), self._organisation.initiatives, digest)
        wanted = buttons.tokens_for(card, Place("channel", conversation), None)
        minted = await self._database.brief(lambda connection: tokens.mint(connection, wanted))
        message = Message(card=buttons.filled(card, minted))
        sent = await self._messenger.tell(conversation, message, priority="broadcast", leaving=leaving)
        return Notice(sent, conversation)
