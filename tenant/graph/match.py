"""Graph: If-Match, by which nobody overwrites what another changed meanwhile."""

from __future__ import annotations

import re

from tenant.graph.call import Call, GraphError


def need_etag(call: Call, *present: str) -> None:
    """Raises GraphError 412 when If-Match names none of the present tags; braces make no difference."""
    wanted = call.request.headers.get("If-Match", "*")
    if wanted != "*" and not {_plain(tag) for tag in present} & {_plain(tag) for tag in _tags(wanted)}:
        raise GraphError(412, "resourceModified", "ETag does not match current item's value")


def _tags(header: str) -> list[str]:
    return re.findall(r'(?:W/)?"[^"]*"', header) or [header]


def _plain(tag: str) -> str:
    return tag.strip().removeprefix("W/").translate(str.maketrans("", "", '{}"')).lower()
