"""From which day on a capability may be used that works council and privacy have a say in."""

from __future__ import annotations

from datetime import date


def allowed_from(consent: date | None, dpia: date | None) -> date | None:
    """The later of the two: when the works council agreed, and when the data protection impact assessment was settled.

    None: never, for as long as one of the two is not known.
    """
    return max(consent, dpia) if consent is not None and dpia is not None else None
