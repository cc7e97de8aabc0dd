"""The connection to a model's endpoint: no redirects, few headers, and so many bytes."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx2

LARGEST = 4 * 1024 * 1024  # bytes of one answer; vectors for a batch of passages are the largest there are
# All that an endpoint needs to know; the package would add the machine, its system and whatever the environment says.
_SENT = frozenset(
    ("accept", "accept-encoding", "api-key", "authorization", "connection", "content-length", "content-type", "host")
)


class TooMuch(httpx2.ReadError):
    """The endpoint sends more than fits, or packed so that nobody can tell."""


class Bounded(httpx2.AsyncBaseTransport):
    """Sends through a client, which finds the proxy, with the limits of this module."""

    def __init__(self, inner: httpx2.AsyncClient) -> None:
        self._inner = inner

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Sends a request. Raises httpx2.TransportError, of which TooMuch is one, also while the answer is read."""
        for name in [name for name in request.headers if name.lower() not in _SENT]:
            del request.headers[name]
        request.headers["accept-encoding"] = "identity"  # a compressed answer is as large as it likes to be
        response = await self._inner.send(request, stream=True, follow_redirects=False)
        stream = response.stream
        coding = response.headers.get("content-encoding", "identity")
        if coding != "identity" or not isinstance(stream, httpx2.AsyncByteStream):
            await response.aclose()
            raise TooMuch("compressed all the same", request=request)
        return httpx2.Response(response.status_code, headers=response.headers, stream=_Counted(stream), request=request)

    async def aclose(self) -> None:
        """Closes the connections."""
        await self._inner.aclose()


class _Counted(httpx2.AsyncByteStream):
    def __init__(self, inner: httpx2.AsyncByteStream) -> None:
        self._inner = inner

    async def __aiter__(self) -> AsyncIterator[bytes]:
        size = 0
        async for piece in self._inner:
            size += len(piece)
            if size > LARGEST:
                raise TooMuch(f"more than {LARGEST} bytes")
            yield piece

    async def aclose(self) -> None:
        await self._inner.aclose()


def http_client(*, direct: bool) -> httpx2.AsyncClient:
    """A client for one endpoint. `direct`: past the proxy that the environment names, for this machine itself."""
    inner = httpx2.AsyncClient(trust_env=not direct, follow_redirects=False, timeout=None)
    return httpx2.AsyncClient(transport=Bounded(inner), trust_env=False, follow_redirects=False, timeout=None)
