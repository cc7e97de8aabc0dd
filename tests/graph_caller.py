"""An app that calls the local tenant's Graph, with Microsoft's own description looking over its shoulder."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import aiohttp

from tenant import server

APP = "11111111-2222-3333-4444-555555555555"
OSS = Path(__file__).resolve().parents[1] / "organisations" / "oss"
DESCRIPTIONS = Path(__file__).resolve().parents[2] / "shared" / "graph"
OUTSIDE = ("/download/", "/upload/")  # addresses that Graph's description leaves out


@cache
def oracle() -> Any | None:
    """Judges requests and responses by Microsoft's descriptions; None where they are absent."""
    if not (DESCRIPTIONS / "oracle.py").is_file():
        return None
    spec = importlib.util.spec_from_file_location("oracle", DESCRIPTIONS / "oracle.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Oracle(str(DESCRIPTIONS / "graph-slice.openapi.json"))


@dataclass
class Answer:
    """What came back."""

    status: int
    body: Any  # JSON where it was that, else bytes
    headers: dict[str, str]

    @property
    def error(self) -> str:
        """The code of the error."""
        return str(self.body["error"]["code"])

    @property
    def names(self) -> list[str]:
        """The names in a collection."""
        return [each.get("displayName") or each.get("name") for each in self.body["value"]]


@dataclass
class Caller:
    """A client with a token. Every exchange that the descriptions cover is judged by them, also refused ones."""

    tenant: server.Tenant
    http: aiohttp.ClientSession
    judged: bool = True
    seen: set[tuple[str, str]] = field(default_factory=set)

    async def token(self, scope: str = "https://graph.microsoft.com/.default", **more: str) -> dict[str, Any]:
        form = {"grant_type": "client_credentials", "client_id": APP, "client_secret": "local", "scope": scope, **more}
        address = f"{self.tenant.base_url}/{self.tenant.tenant_id}/oauth2/v2.0/token"
        async with self.http.post(address, data=form) as response:
            return {"status": response.status, **await response.json()}

    async def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """Send a request; a `path` below /v1.0 or a whole address. Header names have _ for -."""
        address = path if path.startswith("http") else f"{self.tenant.base_url}/v1.0{path}"
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if not any(part in address for part in OUTSIDE):
            sent.setdefault("Authorization", f"Bearer {(await self.token())['access_token']}")
        data = body if isinstance(body, bytes) or body is None else json.dumps(body)
        if not isinstance(body, bytes) and body is not None:
            sent["Content-Type"] = "application/json"
        async with self.http.request(method, address, data=data, headers=sent, allow_redirects=False) as response:
            raw = await response.read()
            found = json.loads(raw) if "json" in response.headers.get("Content-Type", "") else raw
            answer = Answer(response.status, found, dict(response.headers))
        self._judge(method, address, body, answer)
        return answer

    def _judge(self, method: str, address: str, body: Any, answer: Answer) -> None:
        judge = oracle()
        if judge is None or not self.judged or any(part in address for part in OUTSIDE):
            return
        path = address.removeprefix(self.tenant.base_url)
        found = answer.body if isinstance(answer.body, dict | list) else None
        complaints = judge.response(method, path, answer.status, found)
        if answer.status < 400:
            if "calendarView/delta?$" in path:  # the token has the window in it, which the description does not know
                path += "&startDateTime=&endDateTime="
            complaints += judge.request(method, path, None if isinstance(body, bytes) else body)
            self.seen.add((method, judge.find(method, path)[0]))
        assert complaints == [], f"{method} {path} -> {answer.status}: {complaints}"


def write_documents(folder: Path, documents: dict[str, str], **titles: str) -> Path:
    """A folder with an INDEX.toml; the keys are `organisation/name`."""
    lines: list[str] = []
    for number, (path, text) in enumerate(documents.items()):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        organisation, name = path.split("/")
        title = titles.get(Path(name).stem, f"Titel van {name}")
        lines += ["[[document]]", f'file = "{path}"', f'id = "{number:03d}"', f'organisation = "{organisation}"']
        lines.append(f'title = "{title}"')
    (folder / "INDEX.toml").write_text("\n".join(lines), encoding="utf-8")
    return folder


DOCUMENTS = {
    "oss/visie.md": "---\nid: x\n---\n# Onze visie\n\nWij werken **samen** aan de stad.\n\n- luisteren\n- dan doen\n",
    "oss/missie.txt": "De missie in gewone woorden.",
    "sittard-geleen/werken.md": "# Werken\n\nDe hub is voor iedereen.",
}


def drive(graph: Caller) -> str:
    """The path of the library."""
    return f"/drives/{quote(graph.tenant.files.drive_id, safe='')}"


async def item(graph: Caller, path: str) -> dict[str, object]:
    """What Graph tells of the item at a path in the library."""
    return (await graph("GET", f"{drive(graph)}/root:/{path}")).body


@asynccontextmanager
async def calling(folder: Path, people: int = 60, documents: Path | None = None) -> AsyncIterator[Caller]:
    """A started tenant with its state in `folder` and somebody who calls it."""
    chosen = documents or write_documents(folder / "documents", DOCUMENTS)
    tenant = server.create(folder / "state.db", OSS, people, chosen)
    await tenant.start(0)
    try:
        async with aiohttp.ClientSession() as http:
            yield Caller(tenant, http)
    finally:
        await tenant.stop()
