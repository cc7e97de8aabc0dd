"""Services of which a test needs some: the others are not there, and whoever uses them all the same fails."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from dialogs.services import Services


def only(**given: Any) -> Services:
    """Services with these, by name, and no others."""
    missing: dict[str, Any] = {each.name: None for each in fields(Services)}
    return Services(**(missing | given))
