"""What projects hold, as JSON and back; what an older Koers wrote reads as well."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import TypeAdapter

from domain.projects.content import StartDocument
from domain.projects.model import Approval, Closing
from domain.projects.reports import Told

T = TypeVar("T")

_DOCUMENT = TypeAdapter(StartDocument)
_TOLD = TypeAdapter(Told)
_CLOSING = TypeAdapter(Closing)
_APPROVAL = TypeAdapter(Approval)


def written(value: StartDocument | Told | Closing | Approval) -> dict[str, Any]:
    """As JSON. A field that has its usual value is left out, so that a document is no longer than what it says."""
    adapter: TypeAdapter[Any] = {
        StartDocument: _DOCUMENT,
        Told: _TOLD,
        Closing: _CLOSING,
        Approval: _APPROVAL,
    }[type(value)]
    return adapter.dump_python(value, mode="json", exclude_defaults=True)


def document_of(stored: dict[str, Any]) -> StartDocument:
    """The start document."""
    return _DOCUMENT.validate_python(stored)


def told_of(stored: dict[str, Any]) -> Told:
    """What a report says."""
    return _TOLD.validate_python(stored)


def closing_of(stored: dict[str, Any] | None) -> Closing | None:
    """How it ended; None where it did not."""
    return None if stored is None else _CLOSING.validate_python(stored)


def approval_of(stored: dict[str, Any] | None) -> Approval | None:
    """Who approved; None where nobody did."""
    return None if stored is None else _APPROVAL.validate_python(stored)
