"""On which SharePoint site a municipality has what Koers keeps, as it is in [sharepoint] of organisation.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class SharePoint:
    """`site`: the path of the site ("/sites/koers", or with the host in front: "oss.sharepoint.com:/sites/koers"). "":
    there is none, and nothing of Koers is in SharePoint lists.
    """

    site: str = ""


def sharepoint(data: Mapping[str, Any]) -> SharePoint:
    """What is in a table of TOML. Raises ValueError for what cannot be a site."""
    site = str(data.get("site", "")).strip()
    if site and not site.rpartition(":")[2].startswith("/"):
        raise ValueError(f"sharepoint: site is a path such as /sites/koers, and not {site!r}")
    return SharePoint(site)
