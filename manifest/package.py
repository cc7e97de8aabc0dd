"""Builds the Teams app package of one municipality."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

from domain.organisation import Organisation
from locales import Language, Texts, texts_for
from locales.texts import LANGUAGES
from manifest import extension
from manifest.extension import Command

FOLDER = Path(__file__).parent
SCHEMA_VERSION = "1.30"
SCHEMA = f"https://developer.microsoft.com/json-schemas/teams/v{SCHEMA_VERSION}/MicrosoftTeams.schema.json"
LOCALIZATION_SCHEMA = SCHEMA.replace("MicrosoftTeams.schema", "MicrosoftTeams.Localization.schema")
DEFAULT_LANGUAGE: Language = "nl"
# The texts manifest-command-<name> and manifest-command-<name>-what.
COMMANDS = ("help", "ask", "book", "bookings", "days", "language")
SCOPES = ("personal", "team", "groupChat")
TOKEN_SERVICES = ("token.botframework.com", "europe.token.botframework.com")  # where people sign in
# Teams tells apart packages of one app by a rising version.
VERSION = "0.1.0"


def commands(texts: Texts) -> list[dict[str, str]]:
    """The commands that Teams offers beside the input field, worded in one language."""
    return [
        {
            "title": texts(f"manifest-command-{name}"),
            "description": texts(f"manifest-command-{name}-what"),
        }
        for name in COMMANDS
    ]


def manifest(organisation: Organisation, app_id: str, extended: tuple[Command, ...] | None = None) -> dict[str, object]:
    """manifest.json as a dict, in Dutch; the other language is in `translation`.

    `extended`: what is in the message extension; everything that is ready where nobody says.
    """
    texts = texts_for(DEFAULT_LANGUAGE)
    extensions = extension.extensions(app_id, texts, extension.ready() if extended is None else extended)
    others = [language for language in LANGUAGES if language != DEFAULT_LANGUAGE]
    return {
        "$schema": SCHEMA,
        "manifestVersion": SCHEMA_VERSION,
        "version": VERSION,
        "id": app_id,
        "localizationInfo": {
            "defaultLanguageTag": DEFAULT_LANGUAGE,
            "additionalLanguages": [{"languageTag": other, "file": f"{other}.json"} for other in others],
        },
        "developer": {
            "name": f"Gemeente {organisation.name}"[:32],
            "websiteUrl": organisation.links.website,
            "privacyUrl": organisation.links.privacy,
            "termsOfUseUrl": organisation.links.terms,
        },
        "name": {"short": "Koers", "full": texts("manifest-name-full", organisation=organisation.name)},
        "description": {
            "short": texts("manifest-description-short"),
            "full": texts("manifest-description-full", organisation=organisation.name),
        },
        "icons": {"color": "color.png", "outline": "outline.png"},
        "accentColor": "#1F5C57",
        "bots": [
            {
                "botId": app_id,
                "scopes": list(SCOPES),
                "isNotificationOnly": False,
                "supportsFiles": False,
                "supportsCalling": False,
                "supportsVideo": False,
                "commandLists": [{"scopes": list(SCOPES), "commands": commands(texts)}],
            }
        ],
        **({"composeExtensions": extensions} if extensions else {}),
        "supportsChannelFeatures": "tier1",
        "supportedChannelTypes": ["sharedChannels", "privateChannels"],
        "permissions": ["identity", "messageTeamMembers"],
        "validDomains": list(TOKEN_SERVICES),
        "defaultInstallScope": "personal",
        "defaultGroupCapability": {"team": "bot", "groupchat": "bot"},
        "webApplicationInfo": {"id": app_id, "resource": f"api://botid-{app_id}"},
    }


def translation(
    organisation: Organisation, language: Language, extended: tuple[Command, ...] | None = None
) -> dict[str, str]:
    """The strings of manifest.json in another language; `extended` as of `manifest`."""
    texts = texts_for(language)
    strings = {
        "$schema": LOCALIZATION_SCHEMA,
        "name.short": "Koers",
        "name.full": texts("manifest-name-full", organisation=organisation.name),
        "description.short": texts("manifest-description-short"),
        "description.full": texts("manifest-description-full", organisation=organisation.name),
    }
    for number, command in enumerate(commands(texts)):
        place = f"bots[0].commandLists[0].commands[{number}]"
        strings[f"{place}.title"] = command["title"]
        strings[f"{place}.description"] = command["description"]
    return strings | extension.translated(texts, extension.ready() if extended is None else extended)


def build(organisation: Organisation, app_id: str, out: Path) -> Path:
    """Writes the package, koers-<municipality>.zip, into the folder `out` and returns its path."""
    out.mkdir(parents=True, exist_ok=True)
    path = out / f"koers-{organisation.id}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("manifest.json", _json(manifest(organisation, app_id)))
        for language in LANGUAGES:
            if language != DEFAULT_LANGUAGE:
                package.writestr(f"{language}.json", _json(translation(organisation, language)))
        for icon in ("color.png", "outline.png"):
            package.write(FOLDER / icon, icon)
    return path


def _json(value: Mapping[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
