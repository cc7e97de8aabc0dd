"""`app.py migrate`: brings the tables of the database up to date, and says from which revision to which."""

from __future__ import annotations

import argparse

from commands import organisation_of
from settings import Settings
from store import work
from store.address import place
from store.database import NEWEST, Database


async def run(options: argparse.Namespace) -> int:
    """Migrates the database that the settings name. Raises SettingsError when it cannot."""
    organisation = organisation_of(options.organisation)
    database = Database(Settings.database(organisation.id))
    try:
        before = await database.migrate()
        await work.prepare(database)
    finally:
        await database.close()
    where = place(database.url)
    if before == NEWEST:
        print(f"{where} is up to date: revision {NEWEST}")
    else:
        print(f"{where} is brought from {f'revision {before}' if before else 'nothing'} to revision {NEWEST}")
    return 0
