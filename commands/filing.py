"""Filing put together: the documents of projects, and the library in SharePoint that they go to."""

from __future__ import annotations

from domain.organisation import Organisation
from domain.projects.filing import Filing, Records
from domain.projects.placing import Place
from graph.folders import Folders
from store.database import Database


def filing(organisation: Organisation, database: Database, folders: Folders, records: Records) -> Filing:
    """Everything up to the wire; where the municipality has no site for it, nothing is filed."""
    return Filing(
        database,
        organisation.id,
        organisation.name,
        organisation.time_zone,
        organisation.projects,
        Place(organisation.sharepoint.site, organisation.projects.library),
        records,
        folders,
    )
