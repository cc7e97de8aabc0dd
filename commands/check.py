"""`app.py check`: settings, model, organisations, roles, documents, templates, floors, cards, texts, app package."""

from __future__ import annotations

import argparse

from cards.samples import samples
from checks import Complaint, cards, credential, documents, languages, manifest, model, organisations, roles, templates
from commands import OWN_FLOORS
from domain.organisation import load_organisation, organisation_names
from errors import KoersError, OrganisationError, SettingsError
from knowledge import floors
from locales import texts_for
from locales.texts import LANGUAGES
from settings import LOCAL_APP_ID, Settings, setting
from store.address import address


def run(options: argparse.Namespace) -> int:
    """Prints a line per part and every complaint; the exit code is 1 when there is any."""
    parts = {
        "settings": _settings(),
        "language model": model.complaints(),
        "organisations": organisations.complaints(),
        "roles": roles.complaints(),
        "documents": documents.complaints(),
        "document templates": templates.complaints(),
        "floors": _floors(),
        "cards": _cards(),
        "languages": languages.complaints(),
        "app package": _packages(),
    }
    for name, complaints in parts.items():
        print(f"{name}: {'good' if not complaints else f'{len(complaints)} to mend'}")
        for complaint in complaints:
            print(f"  {complaint}")
    return 1 if any(parts.values()) else 0


def _settings() -> list[Complaint]:
    if not Settings.configured():
        return []  # the local tenant needs none
    try:
        settings = Settings.from_environment()
        address(settings.database_url)
    except SettingsError as error:
        return [Complaint("environment", str(error))]
    return credential.complaints(settings)


def _floors() -> list[Complaint]:
    try:
        floors.load(OWN_FLOORS)
    except KoersError as error:
        return [Complaint("evaluate", str(error))]
    return []


def _cards() -> list[Complaint]:
    found: list[Complaint] = []
    for language in LANGUAGES:
        for name, card in samples(texts_for(language)).items():
            found += cards.complaints(f"{name} ({language})", card)
    return found


def _packages() -> list[Complaint]:
    found: list[Complaint] = []
    for name in organisation_names():
        try:
            found += manifest.complaints(load_organisation(name), setting("KOERS_APP_ID", LOCAL_APP_ID))
        except OrganisationError:
            continue  # already named under organisations
    return found
