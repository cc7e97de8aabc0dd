"""Who takes part in a chat: the people of the municipality as Teams shows them to a bot, and the bot itself."""

from __future__ import annotations

import base64
import hashlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from tenant.connector.wire import JsonObject, as_object, as_text
from tenant.state import State

ROLES = ("employee", "manager", "communication", "owner", "guest")


@dataclass(frozen=True)
class Member:
    """One person. `id` is the Entra object id; `role` is the part that the person plays in the chat page."""

    id: str
    name: str
    title: str = ""
    role: str = ""  # one of ROLES where the chat page can be this person
    language: str = "nl"
    mail: str = ""
    principal: str = ""  # the userPrincipalName

    @property
    def teams_id(self) -> str:
        """The id by which a bot knows the person."""
        return teams_id(self.id)

    @property
    def locale(self) -> str:
        """The person's language as Teams sends it."""
        return "en-GB" if self.language == "en" else "nl-NL"

    @property
    def is_guest(self) -> bool:
        """Whether the person comes from another organisation."""
        return self.role == "guest" or "#EXT#" in self.principal


def teams_id(person: str) -> str:
    """The "29:" id of a person; always the same for the same Entra object id."""
    return "29:1" + _digest(f"person:{person}")


def personal_conversation(person: str) -> str:
    """The id of the chat between a person and the bot; always the same."""
    return "a:1" + _digest(f"personal:{person}")


def _digest(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha384(text.encode()).digest()).decode().rstrip("=")


class People:
    """The members of the tenant, found by Entra object id or by Teams id; always as the directory has them now."""

    def __init__(self, state: State):
        self._state = state
        self._by_teams_id: dict[str, str] = {}

    def __iter__(self) -> Iterator[Member]:
        for row in self._state.rows("SELECT id, upn, role, properties FROM users ORDER BY number"):
            yield _member(row)

    def find(self, anyhow: str) -> Member | None:
        """The person with this Entra object id or Teams id."""
        if anyhow.startswith("29:"):
            anyhow = self._person_behind(anyhow)
        row = self._state.row("SELECT id, upn, role, properties FROM users WHERE id = ?", anyhow)
        return _member(row) if row else None

    def with_roles(self) -> list[Member]:
        """The handful that the chat page lets a newcomer be: the first of each role, in the order of ROLES."""
        first: dict[str, Member] = {}
        for row in self._state.rows("SELECT id, upn, role, properties FROM users WHERE role <> '' ORDER BY number"):
            member = _member(row)
            first.setdefault(member.role, member)
        return [first[role] for role in ROLES if role in first]

    def _person_behind(self, teams: str) -> str:
        if teams not in self._by_teams_id:
            self._by_teams_id = {teams_id(row["id"]): row["id"] for row in self._state.rows("SELECT id FROM users")}
        return self._by_teams_id.get(teams, "")


def _member(row: sqlite3.Row) -> Member:
    properties = as_object(json.loads(row["properties"]))
    return Member(
        id=row["id"],
        name=as_text(properties.get("displayName")),
        title=as_text(properties.get("jobTitle")),
        role=row["role"],
        language="en" if as_text(properties.get("preferredLanguage")).startswith("en") else "nl",
        mail=as_text(properties.get("mail")),
        principal=row["upn"],
    )


def roster_entry(member: Member, tenant_id: str) -> JsonObject:
    """A person as the members operations give it to a bot."""
    given, _, surname = member.name.partition(" ")
    return {
        "id": member.teams_id,
        "name": member.name,
        "objectId": member.id,
        "aadObjectId": member.id,
        "givenName": given,
        "surname": surname,
        "email": member.mail,
        "userPrincipalName": member.principal,
        "tenantId": tenant_id,
        "userRole": "guest" if member.is_guest else "user",
    }
