"""The Koers app in Teams: for whom it is installed, and installing it so that Koers can write to somebody first."""
# pyright: reportMissingTypeStubs=false
# (the SDK's generated half is typed but not marked as such)

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from kiota_abstractions.base_request_configuration import RequestConfiguration
from msgraph.generated.app_catalogs.teams_apps.teams_apps_request_builder import TeamsAppsRequestBuilder
from msgraph.generated.models.user_scope_teams_app_installation import UserScopeTeamsAppInstallation
from msgraph.generated.users.item.teamwork.installed_apps.installed_apps_request_builder import (
    InstalledAppsRequestBuilder,
)

from graph.client import IN_BACKGROUND, GraphClient, Json, Patience
from graph.problems import GraphProblem, NotFound

ALREADY_THERE = 409


@dataclass(frozen=True)
class Installation:
    """The app in a person's own scope of Teams."""

    id: str  # of the installation, not of the app


class Apps:
    """Koers' own app. Every method raises Unavailable when Graph does not answer within `patience`, Forbidden where a
    permission is missing or the person may not have the app, and GraphProblem for any other refusal.

    Needs TeamsAppInstallation.ReadWriteSelfForUser.All (with `webApplicationInfo` in the manifest, so that Teams knows
    which app "self" is) and AppCatalog.Read.All. Teams lets an app in one tenant ask 60 times a second and install 30
    times a second; beyond that it answers 429 with Retry-After, which the cause of Unavailable has as `retry_after`.
    """

    def __init__(self, client: GraphClient, external_id: str, patience: Patience = IN_BACKGROUND) -> None:
        """`external_id` is the id in the manifest, which is that of the bot."""
        self._client = client
        self._external_id = external_id
        self._patience = patience
        self._catalogue_id = ""

    async def catalogue_id(self) -> str:
        """The id of Koers in the organisation's app catalogue; asked once. Raises NotFound where an administrator has
        still to upload the app there.
        """
        if not self._catalogue_id:
            fields = TeamsAppsRequestBuilder.TeamsAppsRequestBuilderGetQueryParameters(
                filter=_named("externalId", self._external_id)
            )
            builder = self._client.builders.app_catalogs.teams_apps
            request = builder.to_get_request_information(RequestConfiguration(query_parameters=fields))
            found = _values(await self._client.json(request, self._patience))
            if not found:
                raise NotFound(404, "notInCatalogue", "Koers is not in the organisation's app catalogue")
            # While it is being tried it may also be there as somebody's own upload, which nobody else can have.
            own = [app for app in found if app.get("distributionMethod") == "organization"]
            self._catalogue_id = str((own or found)[0]["id"])
        return self._catalogue_id

    async def installation(self, person: str) -> Installation | None:
        """The installation for the person with this Entra object id; None where there is none, or no such person.

        For many people, writing to them and installing where Teams answers 403 costs fewer requests.
        """
        fields = InstalledAppsRequestBuilder.InstalledAppsRequestBuilderGetQueryParameters(
            expand=["teamsApp"], filter=_named("teamsApp/externalId", self._external_id)
        )
        builder = self._client.builders.users.by_user_id(person).teamwork.installed_apps
        request = builder.to_get_request_information(RequestConfiguration(query_parameters=fields))
        try:
            found = _values(await self._client.json(request, self._patience))
        except NotFound:
            return None
        return Installation(str(found[0]["id"])) if found else None

    async def install(self, person: str) -> bool:
        """Installs Koers for a person; Teams then tells the bot of the new conversation. False: it was there already,
        also where an earlier attempt of this call got through without an answer. Raises NotFound for somebody who is
        gone or cannot use Teams.
        """
        app = f"{self._client.url}/appCatalogs/teamsApps/{await self.catalogue_id()}"
        body = UserScopeTeamsAppInstallation(additional_data={"teamsApp@odata.bind": app})
        builder = self._client.builders.users.by_user_id(person).teamwork.installed_apps
        request = builder.to_post_request_information(body)
        try:
            await self._client.json(request, self._patience, repeatable=True)
        except GraphProblem as problem:
            if problem.status == ALREADY_THERE:
                return False
            raise
        return True

    async def chat(self, person: str, installation: Installation) -> str:
        """The id of the person's chat with Koers, which the Bot Connector takes as the id of the conversation. Raises
        NotFound where the app has been removed.
        """
        apps = self._client.builders.users.by_user_id(person).teamwork.installed_apps
        builder = apps.by_user_scope_teams_app_installation_id(installation.id).chat
        found = await self._client.json(builder.to_get_request_information(), self._patience)
        id = found.get("id")
        if not isinstance(id, str) or not id:
            raise GraphProblem(200, "unreadable", "a chat without an id")
        return id


def _named(property: str, value: str) -> str:
    quoted = value.replace("'", "''")
    return f"{property} eq '{quoted}'"


def _values(page: Json) -> list[Json]:
    values: Any = page.get("value")
    if not isinstance(values, list):
        raise GraphProblem(200, "unreadable", "a page without a list")
    return cast("list[Json]", values)
