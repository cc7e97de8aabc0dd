"""Whole requests that no connector sends: the activity in them is fine, and everything around it is not. Seeded."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Iterator
from random import Random
from typing import Any

import jwt

from tests.wire import Line, key, public

PATH = "/api/messages"


def _part(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


class HostileRequests:
    """Makes requests at the bot of `line`."""

    def __init__(self, line: Line, number: int) -> None:
        self._line = line
        self._random = Random(number)
        self._good = line.token()
        self._bad = self._tokens()

    def requests(self) -> Iterator[tuple[str, bytes]]:
        """How it was made, and all its bytes; without end. Each ends the connection."""
        makers = (self._token, self._type, self._headers, self._length, self._chunks, self._line_, self._large)
        while True:
            make = self._random.choice(makers)
            yield f"http: {make.__name__.strip('_')}", make()

    def waiting(self) -> Iterator[tuple[str, bytes]]:
        """Requests that the bot answers late, because something is still to come; without end."""
        body = self._body()
        while True:
            yield "slow: body that stops", self._request(body[:20], length=len(body))
            yield "slow: pieces that stop", self._request(b"5\r\n" + body[:5] + b"\r\n", "Transfer-Encoding: chunked")
            unknown = self._line.token(1, kid=f"made-up-{self._random.random()}")
            yield "slow: unknown key", self._request(body, token=unknown)

    def _tokens(self) -> list[str]:
        line, claims = self._line, self._line.claims()
        head, body, signature = self._good.split(".")
        signed = f"{_part({'alg': 'HS256', 'kid': 'key1', 'typ': 'JWT'})}.{body}"
        mac = hmac.new(json.dumps(public(1)).encode(), signed.encode(), hashlib.sha256).digest()
        return [
            *("", "x", "a.b.c", "a.b", "....", "é", "null", "x" * 9000, f"{head}.{body}.", f"{head}.{body}"),
            jwt.encode(claims, "", algorithm="none", headers={"kid": "key1"}),
            f"{signed}.{base64.urlsafe_b64encode(mac).decode().rstrip('=')}",
            *(line.token(2, kid="key1"), line.token(2, kid="../key1", aud="x"), line.token(iss="https://evil.example")),
            *(line.token(exp=int(time.time()) - 4000), line.token(exp=None), line.token(exp=[]), line.token(aud=None)),
            *(line.token(serviceurl="https://evil.example/"), line.token(serviceurl=None), line.token(aud="x")),
            jwt.encode(claims, key(1), algorithm="RS512", headers={"kid": "key1"}),
            f"{_part({'alg': 'RS256', 'kid': ['key1']})}.{body}.{signature}",
            f"{'W' * 4000}.{body}.{signature}",
            f"{head}.{body[:-4]}AAAA.{signature}",
        ]

    def _body(self, text: str = "hoi") -> bytes:
        return json.dumps(self._line.said(text)).encode()

    def _request(
        self,
        body: bytes,
        *headers: str,
        token: str | None = None,
        kind: str = "application/json",
        length: int | None = None,
        first: str = f"POST {PATH} HTTP/1.1",
    ) -> bytes:
        lines = [first, "Host: x", "Connection: close"]
        lines += [f"Authorization: Bearer {self._good if token is None else token}"]
        lines += [f"Content-Type: {kind}"] if kind else []
        if not any(header.lower().startswith("transfer-encoding") for header in headers):
            lines.append(f"Content-Length: {len(body) if length is None else length}")
        return "\r\n".join([*lines, *headers]).encode("utf-8", "replace") + b"\r\n\r\n" + body

    def _token(self) -> bytes:
        if self._random.random() < 0.2:
            return self._request(self._body(), f"Authorization: Bearer {self._good}")
        whole = self._request(self._body(), token=self._random.choice(self._bad))
        scheme = self._random.choice((b"Bearer", b"Bearer", b"Bearer", b"Basic", b"", b"bearer:"))
        return whole.replace(b"Authorization: Bearer", b"Authorization: " + scheme)

    def _type(self) -> bytes:
        kinds = ("", "text/plain", "application/json; charset=utf-16", "application/json, text/html", ";", "*/*", "é")
        if self._random.random() < 0.3:
            other = self._random.choice(("Content-Type: text/html", "Content-Encoding: gzip", "Content-Encoding: br"))
            return self._request(self._body(), other)
        return self._request(self._body(), kind=self._random.choice(kinds))

    def _headers(self) -> bytes:
        odd = (
            *("X" * 20_000 + ": x", "X: " + "x" * 100_000, " folded: x", "X\x00: x", "X: \x00", ": x", "no colon"),
            *("X: x\rY: y", "X: x\nContent-Length: 5", "Content-Length: 5", "Content-Length: x", "Expect: tea"),
        )
        if self._random.random() < 0.1:
            return self._request(self._body(), *(f"X-{n}: {n}" for n in range(1000)))
        return self._request(self._body(), self._random.choice(odd))

    def _length(self) -> bytes:
        body = self._body()
        wrong = (1, len(body) // 2, len(body) - 1, -1, 10**9, 10**30)
        return self._request(body, length=self._random.choice(wrong))

    def _chunks(self) -> bytes:
        body = self._body()
        sound = f"{len(body):x}\r\n".encode() + body + b"\r\n"
        ends = (
            b"zz\r\n",
            b"-1\r\n\r\n",
            b"f" * 40 + b"\r\n",
            b"5;" + b"x" * 20_000 + b"\r\n",
            b"1\r\nxyz\r\n0\r\n\r\n",
        )
        if self._random.random() < 0.3:
            return self._request(sound + b"0\r\n\r\n", "Transfer-Encoding: chunked", f"Content-Length: {len(body)}")
        coding = self._random.choice(("chunked", "chunked, gzip", "gzip", "identity, chunked", "xchunked"))
        return self._request(sound + self._random.choice(ends), f"Transfer-Encoding: {coding}")

    def _line_(self) -> bytes:
        firsts = (
            *(
                f"GET {PATH} HTTP/1.1",
                f"PUT {PATH} HTTP/1.1",
                f"{'X' * 50} {PATH} HTTP/1.1",
                "POST /elsewhere HTTP/1.1",
            ),
            *(
                f"POST {PATH} HTTP/9.9",
                f"POST {PATH}",
                "",
                "\x00\x01",
                f"POST /{'x' * 20_000} HTTP/1.1",
                "POST * HTTP/1.1",
            ),
            *(
                f"POST {PATH}/../healthz HTTP/1.1",
                f"P\u00d6ST {PATH} HTTP/1.1",
                "PRI * HTTP/2.0",
                f"POST {PATH}\x00 HTTP/1.1",
            ),
        )
        return self._request(self._body(), first=self._random.choice(firsts))

    def _large(self) -> bytes:
        if self._random.random() < 0.5:
            return self._request(b"", length=self._random.choice((262_145, 10**7)))
        return self._request(self._body("x" * 270_000))
