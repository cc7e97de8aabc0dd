"""What a person and a message are called where nobody may know who it was."""

from __future__ import annotations

import hashlib
import hmac


class Voices:
    """Keyed hashes: the same for the same person and message, and nothing without the key."""

    def __init__(self, secret: str) -> None:
        self._key = hashlib.sha256(b"koers feedback\x00" + secret.encode()).digest()

    def of(self, person: str, message: str) -> str:
        """The voice of a person about a message; two messages cannot be tied to one person by it."""
        return hmac.new(self._key, f"{person}\x1f{message}".encode(), hashlib.sha256).hexdigest()


def message_key(conversation: str, message: str) -> str:
    """What a message is kept under: a hash of the ids of its conversation (without the thread) and itself."""
    return hashlib.sha256(f"{conversation}/{message}".encode()).hexdigest()
