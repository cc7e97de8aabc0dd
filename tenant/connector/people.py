"""Who takes part in a chat: the people of the municipality as Teams shows them to a bot, and the bot itself."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cached_property

from tenant.connector.wire import JsonObject
from tenant.directory import Directory, User

GRAPH_CHAT = "@unq.gbl.spaces"


@dataclass(frozen=True)
class Member:
    """One person. `id` is the Entra object id; `role` is the part that the person plays in the chat page."""

    id: str
    name: str
    title: str = ""
    role: str = ""  # one of tenant.directory.ROLES, where the chat page can be this person
    language: str = "nl"
    mail: str = ""
    principal: str = ""  # the userPrincipalName
    is_guest: bool = False  # comes from another organisation
    has_photo: bool = False

    @property
    def teams_id(self) -> str:
        """The id by which a bot knows the person."""
        return teams_id(self.id)

    @property
    def locale(self) -> str:
        """The person's language as Teams sends it."""
        return "en-GB" if self.language == "en" else "nl-NL"


def teams_id(person: str) -> str:
    """The "29:" id of a person; always the same for the same Entra object id."""
    return "29:1" + _digest(f"person:{person}")


def personal_conversation(person: str) -> str:
    """The id of the chat between a person and the bot; always the same."""
    return "a:1" + _digest(f"personal:{person}")


def graph_chat(person: str, bot: str) -> str:
    """The id of that chat in Graph; `bot` is the app id."""
    return f"19:{person}_{bot}{GRAPH_CHAT}"


def person_of_graph_chat(chat: str) -> str | None:
    """The Entra object id of the person whose chat with the bot this is; None for another kind of id."""
    if not (chat.startswith("19:") and chat.endswith(GRAPH_CHAT)):
        return None
    return chat.removeprefix("19:").partition("_")[0]


def _digest(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha384(text.encode()).digest()).decode().rstrip("=")


class People:
    """The members of the tenant, found by Entra object id or by Teams id."""

    def __init__(self, directory: Directory):
        self._directory = directory

    def find(self, anyhow: str) -> Member | None:
        """The person with this Entra object id or Teams id."""
        user = self._directory.users.get(self._by_teams_id.get(anyhow, anyhow))
        return _member(user) if user else None

    def faces(self) -> list[Member]:
        """The handful of people that the chat page lets a newcomer be, the employee first."""
        return [_member(user) for user in self._directory.faces()]

    @cached_property
    def _by_teams_id(self) -> dict[str, str]:
        return {teams_id(user): user for user in self._directory.users}


def _member(user: User) -> Member:
    return Member(
        id=user.id,
        name=user.name,
        title=user.title,
        role=user.role,
        language=user.language,
        mail=str(user.properties["mail"]),
        principal=str(user.properties["userPrincipalName"]),
        is_guest=user.guest,
        has_photo=user.has_photo,
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
