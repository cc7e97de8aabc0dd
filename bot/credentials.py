"""The bot's own token for the Bot Connector."""

from __future__ import annotations

from identity import Token, sign_in
from settings import Settings

SCOPE = "https://api.botframework.com/.default"


def outgoing_token(settings: Settings) -> Token:
    """The token of this bot: from the local tenant, or from Entra. Raises SettingsError for a bad certificate."""
    return Token(sign_in(settings), SCOPE)
