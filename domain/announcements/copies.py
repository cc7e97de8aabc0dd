"""What each colleague gets: the same message, made once a language, with a button of one's own."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Literal, Protocol

from domain.announcements.model import ACKNOWLEDGE, Announcement, Faces
from domain.messenger import Message
from locales import Language
from store import tokens
from store.database import Database, now

PLACE = "koers-place-of-the-token"  # where the token goes; a token has the same letters


class Addressee(Protocol):
    """Somebody who gets a copy. `language`: "nl", "en", or "" for the municipality's."""

    @property
    def number(self) -> int: ...  # noqa: D102 - as the ledger has it

    @property
    def person(self) -> str: ...  # noqa: D102 - the Entra object id

    @property
    def language(self) -> str: ...  # noqa: D102 - see above


class Copies:
    """The copies of one slice."""

    def __init__(
        self, faces: Faces, announcement: Announcement, kind: Literal["announcement", "reminder"], home: Language
    ) -> None:
        self._make = faces.reminder if kind == "reminder" else faces.for_colleague
        self._announcement = announcement
        self._home: Language = home
        self._plain: dict[Language, Message] = {}
        self._cards: dict[Language, str] = {}
        self._tokens: dict[int, str] = {}

    async def prepare(self, database: Database, people: Sequence[tuple[Addressee, str]]) -> None:
        """Makes a button for each of these, in the conversation beside it; where an acknowledgement is asked for."""
        asked = self._announcement
        if not asked.acknowledge or asked.valid_until is None or not people:
            return
        kept = max(asked.valid_until - now(), timedelta(seconds=1))
        # Not used up when it is pressed: the row of a token says who may press it, and must not say who did.
        buttons = [
            tokens.Button(ACKNOWLEDGE, {"announcement": asked.id}, conversation, to.person, once=False, kept=kept)
            for to, conversation in people
        ]
        minted = await database.brief(lambda connection: tokens.mint(connection, buttons))
        self._tokens |= {to.number: token for (to, _), token in zip(people, minted, strict=True)}

    def of(self, to: Addressee) -> Message:
        """The copy of one person."""
        language: Language = to.language if to.language in ("nl", "en") else self._home
        token = self._tokens.get(to.number, "")
        plain = self._plain.get(language)
        if plain is None:
            plain = self._plain[language] = self._make(self._announcement, language, PLACE if token else "")
            self._cards[language] = json.dumps(plain.card)
        if not token or plain.card is None:
            return plain
        return Message(plain.text, json.loads(self._cards[language].replace(PLACE, token)))
