"""The commands of app.py, a module each: what they print and what they exit with."""

from __future__ import annotations

import os

from domain.organisation import Organisation, load_organisation


def organisation_of(name: str | None) -> Organisation:
    """The municipality that was asked for, else KOERS_ORGANISATION, else Oss. Raises OrganisationError."""
    return load_organisation(name or os.environ.get("KOERS_ORGANISATION") or "oss")
