"""The chat page: serves the browser its files, and nothing that runs from outside this machine."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from aiohttp import web

from tenant.page import packages

if TYPE_CHECKING:
    from tenant.server import Tenant

STATIC = Path(__file__).parent / "static"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
}
PACKAGES = {
    "adaptivecards.js": "adaptivecards/dist/adaptivecards.min.js",
    "markdown-it.js": "markdown-it/dist/browser/markdown-it.esm.min.mjs",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-cache",
}
_Installing = web.AppKey("page_installing", dict[str, "asyncio.Task[Path]"])


def add_routes(app: web.Application, tenant: Tenant | None) -> None:
    """Serve the chat page at `/`, the calendars at `/agenda`, SharePoint at `/sharepoint`, their files below `/page/`.

    The page's npm packages are fetched at their first request; while that fails, the page shows why and goes on with
    the cards' fallback text. Every part of the tenant is added with the same arguments; the page only needs the app.
    """
    app[_Installing] = {}
    app.router.add_get("/", _index)
    app.router.add_get("/agenda", _agenda)
    app.router.add_get("/sharepoint", _sharepoint)
    app.router.add_get(r"/page/packages/{name:[a-z-]+\.js}", _package)
    app.router.add_get(r"/page/{name:[a-z-]+\.(?:js|css|svg)}", _static)
    app.on_cleanup.append(_stop_installing)


def content_security_policy(host: str) -> str:
    """What the page at `host` (name and port) may load: its own files and data, no inline script, no other host."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data: blob:",
            f"connect-src 'self' ws://{host}",
            "form-action 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


async def _index(request: web.Request) -> web.StreamResponse:
    return _file(request, STATIC / "index.html")


async def _agenda(request: web.Request) -> web.StreamResponse:
    return _file(request, STATIC / "agenda.html")


async def _sharepoint(request: web.Request) -> web.StreamResponse:
    return _file(request, STATIC / "sharepoint.html")


async def _static(request: web.Request) -> web.StreamResponse:
    return _file(request, STATIC / request.match_info["name"])


async def _package(request: web.Request) -> web.StreamResponse:
    path = PACKAGES.get(request.match_info["name"])
    if path is None:
        raise web.HTTPNotFound
    try:
        modules = await _modules(request.app)
    except packages.PackagesUnavailable as reason:
        return web.json_response({"error": str(reason)}, status=503, headers=HEADERS)
    return _file(request, modules / path)


async def _modules(app: web.Application) -> Path:
    """The folder with the packages; requests at the same time wait for one install. A failed one is tried again."""
    tasks = app[_Installing]
    task = tasks.get("packages")
    if task is None or (task.done() and (task.cancelled() or task.exception() is not None)):
        task = tasks["packages"] = asyncio.create_task(packages.ensure())
    return await asyncio.shield(task)


async def _stop_installing(app: web.Application) -> None:
    for task in app[_Installing].values():
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def _file(request: web.Request, path: Path) -> web.StreamResponse:
    if not path.is_file():
        raise web.HTTPNotFound
    kind = TYPES.get(path.suffix, TYPES[".js"])
    headers = {**HEADERS, "Content-Type": kind, "Content-Security-Policy": content_security_policy(request.host)}
    return web.FileResponse(path, headers=headers)
