"""What reading 200 list items costs through Koers's Graph client, beside plain httpx and beside the SDK's typed way.

uv run python -m benchmarks.graph_client

The server runs in a process of its own. Plain httpx gets the same page and parses its JSON; Koers signs in, sends what
the SDK's builders describe, checks the answer and makes a frozen dataclass of each item; the SDK makes its own objects.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from aiohttp import web

from benchmarks.far_side import near_side
from graph.client import IN_A_TURN, GraphClient, Json
from settings import Settings
from tests.wire import TENANT

ITEMS = 200
SITE, LIST = "site", "list"
PATH = f"/v1.0/sites/{SITE}/lists/{LIST}/items"


@dataclass(frozen=True)
class Initiative:
    """A row of a list, as a capability wants it."""

    id: str
    etag: str
    title: str
    status: str
    supporters: int


def item(number: int) -> Json:
    """An item as SharePoint gives it."""
    name = {"id": f"0000-{number:04d}", "displayName": "Ria Jansen"}
    return {
        "@odata.etag": f'"{number:032x},1"',
        "id": str(number),
        "createdDateTime": "2026-03-02T09:00:00Z",
        "lastModifiedDateTime": "2026-03-02T09:00:00Z",
        "webUrl": f"https://oss.example/sites/koers/Lists/Initiatieven/{number}_.000",
        "createdBy": {"user": name},
        "lastModifiedBy": {"user": name},
        "contentType": {"id": "0x01", "name": "Item"},
        "fields": {
            "@odata.etag": f'"{number:032x},1"',
            "Title": f"Een idee voor het gemeentehuis, nummer {number}",
            "Status": "nieuw",
            "Supporters": number % 7,
            "What": "Een bank bij de ingang, zodat bezoekers even kunnen zitten. " * 3,
        },
    }


def initiative(found: Json) -> Initiative:
    """An item in the product's words."""
    fields = found["fields"]
    return Initiative(
        str(found["id"]), str(found["@odata.etag"]), fields["Title"], fields["Status"], int(fields["Supporters"])
    )


async def serve() -> None:
    """Graph, as far as this goes."""
    page = json.dumps({"value": [item(number) for number in range(ITEMS)]}).encode()

    async def items(_: web.Request) -> web.Response:
        return web.Response(body=page, content_type="application/json")

    async def token(_: web.Request) -> web.Response:
        return web.json_response({"access_token": "token", "expires_in": 3599})

    app = web.Application()
    app.router.add_get(PATH, items)
    app.router.add_post("/{tenant}/oauth2/v2.0/token", token)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.Event().wait()


async def cost(read: Callable[[], Awaitable[int]], times: int) -> float:
    """Milliseconds of processor time of one reading."""
    started = time.process_time()
    for _ in range(times):
        if await read() != ITEMS:
            raise SystemExit("not every item was read")
    return (time.process_time() - started) / times * 1000


async def measure(runs: int) -> None:
    async with near_side("benchmarks.graph_client", "--serve") as server:
        base = f"http://127.0.0.1:{server.port}"
        with tempfile.TemporaryDirectory() as folder:
            settings = Settings.for_local_tenant("oss", base, tenant_id=TENANT, data=Path(folder), port=0)
        client = GraphClient(settings)
        async with httpx.AsyncClient(trust_env=False) as http:
            ways = {
                "plain httpx, JSON parsed": lambda: plainly(http, base),
                "Koers, a dataclass of each item": lambda: as_koers(client),
            }
            for way in ways.values():
                await cost(way, 5)
            taken = [[await cost(way, 20) for way in ways.values()] for _ in range(runs)]
        first = time.process_time()
        await as_sdk(client)
        typed = await cost(lambda: as_sdk(client), 1)
        print(f"| {ITEMS} list items | processor time | of plain httpx |\n|---|---|---|")
        for column, name in enumerate(ways):
            ratio = statistics.median(row[column] / row[0] for row in taken)
            print(f"| {name} | {statistics.median(row[column] for row in taken):.2f} ms | {ratio:.2f} |")
        reference = statistics.median(row[0] for row in taken)
        print(f"| the SDK's typed answer, the second time | {typed:.0f} ms | {typed / reference:.0f} |")
        print(f"\nThe SDK's first two readings took {time.process_time() - first:.1f} s of processor time.")
        await client.close()


async def plainly(http: httpx.AsyncClient, base: str) -> int:
    answer = await http.get(f"{base}{PATH}", params={"$expand": "fields"}, headers={"Authorization": "Bearer token"})
    return len(answer.json()["value"])


def _builder(client: GraphClient) -> Any:
    return client.builders.sites.by_site_id(SITE).lists.by_list_id(LIST).items


async def as_koers(client: GraphClient) -> int:
    builder = _builder(client)
    request = builder.to_get_request_information()
    return len([initiative(found) async for found in client.items(builder, request, IN_A_TURN)])


async def as_sdk(client: GraphClient) -> int:
    page = await _builder(client).get()
    return len(page.value)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    asyncio.run(serve() if options.serve else measure(options.runs))
