"""The mark under which an acknowledgement is kept: one a person, and nothing without two secrets."""

from __future__ import annotations

import hashlib
import hmac


class Marks:
    """Keyed hashes of a person for one announcement.

    The key is made of the pepper, which is not in the database, and of the announcement's own secret, which is thrown
    away when it is no longer valid. From then on a mark leads to nobody, whoever holds what.
    """

    def __init__(self, pepper: str) -> None:
        self._key = hashlib.sha256(b"koers acknowledgement\x00" + pepper.encode()).digest()

    def of(self, secret: str, person: str) -> str:
        """The mark of a person for the announcement that has this secret."""
        key = hmac.new(self._key, secret.encode(), hashlib.sha256).digest()
        return hmac.new(key, person.lower().encode(), hashlib.sha256).hexdigest()
