"""The few errors that are worded for a person; everything else is a fault with a reference number."""

from __future__ import annotations


class KoersError(Exception):
    """An error with a message that may be shown on the command line as it is."""


class SettingsError(KoersError):
    """A setting is missing or cannot be used."""


class OrganisationError(KoersError):
    """An organisation's folder is missing or its organisation.toml cannot be used."""


class WordedError(Exception):
    """An error that the person in the chat is told in their own language.

    `key` names a text in the language files, `values` are its variables. Raise it where something cannot be done
    and the person can do something about it; the cause is kept with `raise ... from`.
    """

    def __init__(self, key: str, **values: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class Unavailable(WordedError):
    """A service that Koers leans on (Graph, Teams, SharePoint) does not answer; trying again later helps."""
