"""Graph: upload sessions, which take a file in pieces at an address that needs no token."""

from __future__ import annotations

import re
import sqlite3
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, cast
from uuid import uuid4

from aiohttp import web

from tenant.clock import now
from tenant.faults import error_body
from tenant.graph.call import Call, done, inner_object, reply
from tenant.graph.content import place
from tenant.graph.items import CONFLICT, behaviour
from tenant.graph.sites import need_match
from tenant.items import Behaviour, FileError, Item

if TYPE_CHECKING:
    from tenant.server import Tenant

PIECE = 320 * 1024  # bytes: every piece but the last is a multiple of this
LARGEST_PIECE = 60 * 1024 * 1024
LARGEST = 512 * 1024 * 1024  # bytes of a whole file; the database takes no value that is much larger
RANGE = re.compile(r"^bytes (\d{1,15})-(\d{1,15})/(\d{1,15})$", re.ASCII)


async def create_upload_session(call: Call) -> web.Response:
    """POST .../createUploadSession."""
    given: dict[str, Any] = await call.body() if call.request.can_read_body else {}
    options = inner_object(given, "item")
    found, folder, name = place(call)
    if found is not None:
        need_match(call, found)
    how = behaviour(options.get(CONFLICT), "replace")
    if found is not None and how == "fail":
        raise FileError(409, "nameAlreadyExists", "An item with the same name already exists under the parent")
    identity, size = uuid4().hex, options.get("fileSize")
    expires = (datetime.now(UTC) + timedelta(days=1)).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    target = found.id if found is not None and how == "replace" else None
    row = (identity, call.app_id, target, folder.id, name, how, size if isinstance(size, int) else None, expires)
    for lost in call.tenant.state.rows("SELECT id FROM uploads WHERE expires < ?", now()):
        _forget(call.tenant, lost["id"])
    with call.tenant.state.transaction() as connection:
        connection.execute("INSERT INTO uploads VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    session = {"uploadUrl": f"{call.tenant.base_url}/upload/{identity}", "expirationDateTime": expires}
    return reply({**session, "nextExpectedRanges": ["0-"]})


def add_routes(app: web.Application, tenant: Tenant) -> None:
    """PUT a piece, GET what is still expected, DELETE the session: /upload/{id}."""

    async def put(request: web.Request) -> web.Response:
        session = _session(tenant, request)
        if session is None:
            return _lost()
        match = RANGE.match(request.headers.get("Content-Range", ""))
        content = await request.read()
        if match is None:
            return _refused(400, "Invalid Content-Range header value")
        first, last, total = (int(part) for part in match.groups())
        problem = _problem(tenant, session, first, last, total, len(content))
        if problem is not None:
            return problem
        try:
            with tenant.state.transaction() as connection:
                connection.execute("INSERT INTO chunks VALUES (?, ?, ?)", (session["id"], first, content))
                made = _finish(tenant, session) if last + 1 == total else None
        except FileError as error:  # the piece is not kept, so that it can come again when the file is free
            return error_body(error.status, error.code, error.message)
        if made is None:
            return reply(_status(tenant, session), 202)
        item, new = made
        tenant.emit("library", {"item": item.id})
        return reply(tenant.shapes.item(item), 201 if new else 200)

    async def status(request: web.Request) -> web.Response:
        session = _session(tenant, request)
        return _lost() if session is None else reply(_status(tenant, session))

    async def cancel(request: web.Request) -> web.Response:
        session = _session(tenant, request)
        if session is None:
            return _lost()
        _forget(tenant, session["id"])
        return done()

    app.router.add_put("/upload/{id}", put)
    app.router.add_get("/upload/{id}", status)
    app.router.add_delete("/upload/{id}", cancel)


def _session(tenant: Tenant, request: web.Request) -> sqlite3.Row | None:
    row = tenant.state.row("SELECT * FROM uploads WHERE id = ?", request.match_info["id"])
    if row is not None and row["expires"] < now():
        _forget(tenant, row["id"])
        return None
    return row


def _problem(tenant: Tenant, session: sqlite3.Row, first: int, last: int, total: int, size: int) -> web.Response | None:
    """Why a piece is refused; None when it is the one that is expected."""
    if size != last - first + 1 or last >= total or size > LARGEST_PIECE:
        return _refused(400, "The Content-Range header does not go with the length of the body")
    if last + 1 < total and size % PIECE:
        return _refused(400, "A fragment must be a multiple of 320 KiB, except for the last")
    if session["size"] is not None and session["size"] != total:
        return _refused(400, "The size is not the one that the session was made for")
    if total > LARGEST:
        return _refused(413, "The file is too large")
    if first != _received(tenant, session["id"]):
        return _refused(416, "The fragment is not the one that is expected, or was received already")
    return None


def _received(tenant: Tenant, session: str) -> int:
    row = tenant.state.row("SELECT coalesce(sum(length(content)), 0) AS n FROM chunks WHERE upload = ?", session)
    return 0 if row is None else int(row["n"])


def _status(tenant: Tenant, session: sqlite3.Row) -> dict[str, Any]:
    expected = f"{_received(tenant, session['id'])}-"
    return {"expirationDateTime": session["expires"], "nextExpectedRanges": [expected]}


def _finish(tenant: Tenant, session: sqlite3.Row) -> tuple[Item, bool]:
    """Make the file of its pieces. Raises FileError when its folder is gone or the name was taken meanwhile."""
    rows = tenant.state.rows("SELECT content FROM chunks WHERE upload = ? ORDER BY start", session["id"])
    content = b"".join(row["content"] for row in rows)
    how = cast(Behaviour, session["behaviour"])
    files, folder = tenant.sharepoint.item(session["parent"])
    made = files.write(folder, session["name"], content, session["editor"], how)
    _forget(tenant, session["id"])
    return made


def _forget(tenant: Tenant, session: str) -> None:
    with tenant.state.transaction() as connection:
        connection.execute("DELETE FROM uploads WHERE id = ?", (session,))
        connection.execute("DELETE FROM chunks WHERE upload = ?", (session,))


def _lost() -> web.Response:
    return error_body(404, "itemNotFound", "The upload session was not found")


def _refused(status: int, message: str) -> web.Response:
    return error_body(status, "invalidRange" if status == 416 else "invalidRequest", message)
