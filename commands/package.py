"""`app.py manifest`: builds the Teams app package."""

from __future__ import annotations

import argparse
import sys

from checks import manifest as rules
from commands import organisation_of
from errors import SettingsError
from manifest.package import build
from settings import LOCAL_APP_ID, setting


def run(options: argparse.Namespace) -> int:
    """Writes the package and prints where it is."""
    organisation = organisation_of(options.organisation)
    app_id = options.app_id or setting("KOERS_APP_ID")
    notes = [str(warning) for warning in rules.warnings(organisation)]
    if not app_id:
        app_id = LOCAL_APP_ID
        notes.insert(0, "no --app-id and no KOERS_APP_ID: this package is for the local tenant only")
    wrong = rules.complaints(organisation, app_id)
    if wrong:
        raise SettingsError("; ".join(str(complaint) for complaint in wrong))
    try:
        package = build(organisation, app_id, options.out)
    except OSError as error:
        raise SettingsError(f"cannot write to {options.out}: {error.strerror}") from error
    print(package)
    for note in notes:
        print(f"note: {note}", file=sys.stderr)
    return 0
