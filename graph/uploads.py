"""Puts a large file in a library piece by piece, at an address of SharePoint that is a key by itself."""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import Awaitable, Callable

from graph.client import GraphClient, Json
from graph.problems import GraphProblem, NotFound, Passing, unavailable

LEAST = 320 * 1024  # bytes: SharePoint demands multiples of this of all pieces but the last
PIECE = 10 * LEAST
MOST_FAILURES = 8  # without getting further by at least LEAST in between
LONGEST_WAIT = 60.0  # seconds; when SharePoint asks for more, the whole upload is for another time
SECONDS = 120.0  # of one piece

Sleep = Callable[[float], Awaitable[None]]


async def upload(client: GraphClient, session: Json, content: bytes, *, sleep: Sleep = asyncio.sleep) -> Json:
    """Sends all of it and gives the driveItem that it became. `session`: the answer to createUploadSession.

    Goes on where SharePoint says that it is. Raises Unavailable when that does not help, AddressRefused for an address
    that is not SharePoint's, and GraphProblem for a refusal; the session is called off then.
    """
    url = client.hosts.check_download(str(session.get("uploadUrl", "")))
    try:
        return await _send(client, url, content, sleep)
    except BaseException:
        # The cancelled task asks for it too; what is left open ends by itself after some hours.
        with contextlib.suppress(GraphProblem, TimeoutError):
            await asyncio.shield(client.apart("DELETE", url, seconds=5.0))
        raise


async def _send(client: GraphClient, url: str, content: bytes, sleep: Sleep) -> Json:
    start = furthest = failures = 0
    while True:
        piece = content[start : start + PIECE]
        headers = {"Content-Range": f"bytes {start}-{start + len(piece) - 1}/{len(content)}"}
        try:
            answer = await client.apart("PUT", url, piece, headers, seconds=SECONDS)
            if "id" in answer:
                return answer
            arrived = _expected(answer, len(content))
        except GraphProblem as problem:
            if not isinstance(problem, Passing) and problem.status != 416:
                raise
            await _wait(problem, failures + 1, sleep)
            arrived = await _where(client, url, len(content), start)
        failures = 0 if arrived >= furthest + LEAST else failures + 1
        if failures > MOST_FAILURES:
            raise GraphProblem(0, "uploadGetsNowhere", "SharePoint keeps asking for what it was sent")
        start, furthest = arrived, arrived if failures == 0 else furthest


async def _wait(problem: GraphProblem, failures: int, sleep: Sleep) -> None:
    """As long as SharePoint asks, else a while that grows."""
    asked = problem.retry_after if isinstance(problem, Passing) else None
    if failures > MOST_FAILURES or (asked or 0.0) > LONGEST_WAIT:
        raise unavailable(problem) from problem
    await sleep(asked if asked is not None else random.uniform(0, min(0.25 * 2**failures, LONGEST_WAIT)))


async def _where(client: GraphClient, url: str, size: int, start: int) -> int:
    """Where to go on. A session that is gone while the answer was awaited may have ended well: whoever asked for the
    upload looks at the file again.
    """
    try:
        return _expected(await client.apart("GET", url, seconds=SECONDS), size)
    except NotFound as problem:
        raise unavailable(problem) from problem
    except Passing:
        return start  # it is asked again after the next failure


def _expected(status: Json, size: int) -> int:
    """The first byte that SharePoint does not have. Raises GraphProblem for an answer that does not say."""
    ranges = status.get("nextExpectedRanges")
    first = str(ranges[0]).partition("-")[0] if isinstance(ranges, list) and ranges else ""  # type: ignore[reportUnknownArgumentType]
    if not first.isascii() or not first.isdigit() or int(first) >= size:
        raise GraphProblem(0, "unreadable", "SharePoint does not say which part it wants")
    return int(first)
