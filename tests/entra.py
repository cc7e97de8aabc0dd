"""A scripted Microsoft Entra on loopback, over TLS as azure-identity demands, and certificates made for tests."""

from __future__ import annotations

import asyncio
import ssl
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from ipaddress import IPv4Address
from pathlib import Path

from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)

from identity import TokenSource, sign_in
from settings import Credential, Settings

APP = "3f0c5e5a-aaaa-4bbb-8ccc-000000000001"
TENANT = "11111111-2222-3333-4444-555555555555"
NAME = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "koers")])
Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@cache
def rsa_key(number: int = 1) -> rsa.RSAPrivateKey:
    """Made once: making one takes a while."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def certificate(
    key: Key, *, begins: timedelta = timedelta(days=-1), ends: timedelta = timedelta(days=365)
) -> x509.Certificate:
    """A self-signed certificate; the times are counted from now."""
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder(NAME, NAME)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + begins)
        .not_valid_after(now + ends)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )


def _encryption(password: str) -> KeySerializationEncryption:
    return BestAvailableEncryption(password.encode()) if password else NoEncryption()


def pem(key: Key, signed: x509.Certificate | None, password: str = "") -> bytes:
    """A PEM with the key, and the certificate where there is one."""
    kept = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, _encryption(password))
    return kept + (signed.public_bytes(Encoding.PEM) if signed else b"")


def pfx(key: Key, signed: x509.Certificate, password: str = "") -> bytes:
    """A PFX with both."""
    return pkcs12.serialize_key_and_certificates(b"koers", key, signed, None, _encryption(password))


@dataclass
class Entra:
    """Gives token-1, token-2 and so on, or what `answers` holds; `asked` are the forms that came in."""

    url: str = ""
    trusted: Path = Path()
    asked: list[dict[str, str]] = field(default_factory=list[dict[str, str]])
    answers: deque[tuple[int, object]] = field(default_factory=lambda: deque[tuple[int, object]]())
    lifetime: int = 3600
    held: asyncio.Event | None = None

    def settings(self, credential: Credential) -> Settings:
        """The settings of a Koers that signs in here."""
        env = {"KOERS_APP_ID": APP, "KOERS_APP_SECRET": "geheim", "KOERS_TENANT_ID": TENANT, "KOERS_DATA": "/nowhere"}
        return replace(Settings.from_environment(env), credential=credential, login_url=self.url)

    def sign_in(self, credential: Credential, *, challenged: bool = False) -> TokenSource:
        """Who gets the tokens; only this Entra's own certificate is trusted."""
        return sign_in(self.settings(credential), challenged=challenged, connection_verify=str(self.trusted))

    async def token(self, request: web.Request) -> web.Response:
        form = await request.post()
        self.asked.append({"path": request.path} | {name: str(value) for name, value in form.items()})
        if self.held is not None:
            await self.held.wait()
        if self.answers:
            status, answer = self.answers.popleft()
            return web.json_response(answer, status=status)
        return web.json_response(
            {"token_type": "Bearer", "expires_in": self.lifetime, "access_token": f"token-{len(self.asked)}"}
        )


@asynccontextmanager
async def entra(folder: Path) -> AsyncIterator[Entra]:
    """An Entra that listens; closed afterwards."""
    served = Entra(trusted=folder / "entra.pem")
    served.trusted.write_bytes(pem(rsa_key(0), certificate(rsa_key(0))))
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(served.trusted)
    app = web.Application()
    app.router.add_post("/{tenant}/oauth2/v2.0/token", served.token)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=tls).start()
    served.url = f"https://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield served
    finally:
        await runner.cleanup()
