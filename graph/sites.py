"""Which SharePoint site is meant by the path that a municipality gives."""

from __future__ import annotations

from typing import Any, cast
from urllib.parse import quote

from graph.client import GraphClient, Patience


async def site_id(client: GraphClient, site: str, patience: Patience) -> str:
    """The id of the site at a path ("/sites/koers", or with the host in front: "oss.sharepoint.com:/sites/koers").

    Raises NotFound, Forbidden, GraphProblem for any other refusal, and Unavailable.
    """
    sites = client.builders.sites
    host, colon, path = site.rpartition(":")
    if not colon:
        root = await client.json(sites.by_site_id("root").to_get_request_information(), patience)
        collection = root.get("siteCollection")
        host = str(cast("dict[str, Any]", collection).get("hostname", "")) if isinstance(collection, dict) else ""
    # The SDK would encode the colon that this address is about.
    url = f"{client.url}/sites/{host}:/{quote(path.strip('/'))}"
    return str((await client.json(client.follow(sites.by_site_id("x"), url), patience))["id"])
