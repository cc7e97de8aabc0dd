"""The tenant's SharePoint in the browser: shows a document, and the passage in it that somebody came for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote as url_quote
from urllib.parse import urlencode

from aiohttp import web

from tenant.files import Files
from tenant.items import FileError, Item
from tenant.passages import Block, Unreadable, blocks, find, text_of

if TYPE_CHECKING:
    from tenant.server import Tenant

FOLDER = Path(__file__).parent
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
MONTHS = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
          "november", "december")  # fmt: skip
Span = tuple[int, int]
LIST_ADDRESS = re.compile(r"/Lists/([^/]+)(?:/(\d{1,9})_\.000)?")  # of a list of a site, and of an item in it


def add_routes(app: web.Application, tenant: Tenant) -> None:
    """/files/... and the style and script of its pages; the address of the site leads to its library."""

    async def document(request: web.Request) -> web.Response:
        path = request.match_info["path"].strip("/")
        name, _, inside = path.partition("/")
        files = tenant.sharepoint.library(name)
        try:
            if files is None:
                raise FileError(404, "itemNotFound", "no such library")
            item = files.at(inside)
        except FileError:
            return _page("Niet gevonden", _missing(tenant, files or tenant.files), status=404)
        if item.folder:
            return _page(item.name if item.parent else files.name, _folder(tenant, files, item))
        content = files.content(item)
        if request.query.get("download"):
            name = url_quote(item.name)
            headers = {
                "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
                "X-Content-Type-Options": "nosniff",
            }
            return web.Response(body=content, content_type="application/octet-stream", headers=headers)
        return _page(_title(item), _document(tenant, files, item, content, request.query.get("quote", "")))

    async def library(_: web.Request) -> web.Response:
        raise web.HTTPFound(f"/files/{url_quote(tenant.files.name)}")

    async def own_site(request: web.Request) -> web.Response:
        match = LIST_ADDRESS.fullmatch(request.match_info["rest"])
        asked = {"list": match[1], **({"item": match[2]} if match[2] else {})} if match else {}
        raise web.HTTPFound(f"/sharepoint?{urlencode(asked)}" if asked else "/sharepoint")

    async def style(_: web.Request) -> web.FileResponse:
        return web.FileResponse(FOLDER / "viewer.css")

    async def script(_: web.Request) -> web.FileResponse:
        return web.FileResponse(FOLDER / "viewer.js")

    app.router.add_get("/files/{path:.*}", document)
    app.router.add_get(tenant.municipality.site, library)
    if tenant.municipality.own_site:
        app.router.add_get(f"{tenant.municipality.own_site}{{rest:(/.*)?}}", own_site)
    app.router.add_get("/viewer.css", style)
    app.router.add_get("/viewer.js", script)


def _page(title: str, inside: str, *, status: int = 200) -> web.Response:
    html = (
        '<!doctype html><html lang="nl"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(title)}</title><link rel="stylesheet" href="/viewer.css">'
        '<script src="/viewer.js" defer></script></head><body>'
        f'<a class="skip" href="#tekst">Naar de tekst</a>{inside}</body></html>'
    )
    return web.Response(text=html, content_type="text/html", status=status, headers=HEADERS)


def _document(tenant: Tenant, files: Files, item: Item, content: bytes, quote: str) -> str:
    folder = files.item(item.parent or files.root_id)
    facts = f"Versie {files.newest(item)}, gewijzigd op {_date(item.modified)}"
    header = (
        f"<header><nav aria-label='Map'>{_folder_link(tenant, folder)}</nav><h1>{escape(_title(item))}</h1>"
        f"<p>{escape(item.name)} · {facts}</p><p><a href='?download=1'>Bestand downloaden</a></p></header>"
    )
    try:
        text = text_of(item.name, content)
    except Unreadable as error:
        return f"{header}<main id='tekst'><p class='notice'>{escape(str(error))}</p></main>"
    found = find(text, quote) if quote.strip() else None
    notice = ""
    if quote.strip() and found is None:
        notice = (
            "<p class='notice' role='status'>Deze passage staat niet meer in dit document. Dit is de tekst van nu.</p>"
        )
    return f"{header}<main id='tekst'>{notice}{''.join(_body(text, found))}</main>"


def _body(text: str, found: Span | None) -> Iterator[str]:
    first = True
    for bullets, run in groupby(blocks(text), key=lambda block: block.kind == "bullet"):
        yield "<ul>" if bullets else ""
        for block in run:
            inside, marked = _marked(text, block, found, first=first)
            first = first and not marked
            tag = {"bullet": "li", "paragraph": "p"}.get(block.kind, f"h{min(block.level + 1, 6)}")
            yield f"<{tag}>{inside}</{tag}>"
        yield "</ul>" if bullets else ""


def _marked(text: str, block: Block, found: Span | None, *, first: bool) -> tuple[str, bool]:
    """The block's text as HTML, with the part of the passage that lies in it marked."""
    start, end = (max(found[0], block.start), min(found[1], block.end)) if found else (0, 0)
    if start >= end:
        return _plain(text[block.start : block.end]), False
    identity = " id='passage' tabindex='-1'" if first else ""
    before, inside, after = text[block.start : start], text[start:end], text[end : block.end]
    return f"{_plain(before)}<mark{identity}>{_plain(inside)}</mark>{_plain(after)}", True


def _plain(text: str) -> str:
    return escape(text.replace("**", ""))


def _folder(tenant: Tenant, files: Files, folder: Item) -> str:
    title = folder.name if folder.parent else files.name
    above = files.item(folder.parent) if folder.parent else None
    nav = f"<nav aria-label='Map'>{_folder_link(tenant, above)}</nav>" if above else ""
    rows = "".join(
        f"<li><a href='{_address(tenant, item)}'>{escape(item.name)}</a>{' (map)' if item.folder else ''}</li>"
        for item in files.children(folder)
    )
    inside = f"<ul>{rows}</ul>" if rows else "<p>Deze map is leeg.</p>"
    return f"<header>{nav}<h1>{escape(title)}</h1></header><main id='tekst'>{inside}</main>"


def _missing(tenant: Tenant, files: Files) -> str:
    return (
        "<header><h1>Dit document is er niet</h1></header><main id='tekst'>"
        "<p>Misschien heeft iemand het verplaatst, een andere naam gegeven of verwijderd.</p>"
        f"<p>{_folder_link(tenant, files.root)}</p></main>"
    )


def _folder_link(tenant: Tenant, folder: Item) -> str:
    name = folder.name if folder.parent else tenant.sharepoint.holding(folder).name
    return f"<a href='{_address(tenant, folder)}'>Alles in {escape(name)}</a>"


def _address(tenant: Tenant, item: Item) -> str:
    return escape(tenant.shapes.web_url(item).removeprefix(tenant.base_url))


def _title(item: Item) -> str:
    return str(item.fields.get("Title") or item.name)


def _date(moment: str) -> str:
    year, month, day = (int(part) for part in moment[:10].split("-"))
    return f"{day} {MONTHS[month - 1]} {year}"
