"""Reads the certificate that Koers signs in with, and says in words what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key, pkcs12

from errors import SettingsError

LARGEST = 256 * 1024  # bytes
SHORTLY = timedelta(days=30)  # before the end of a certificate that it is time for another
NAME = "KOERS_APP_CERTIFICATE"


@dataclass(frozen=True)
class Certificate:
    """A certificate with its private key, as the file holds it, and when it ends."""

    content: bytes = field(repr=False)
    ends: datetime

    def ends_shortly(self, now: datetime) -> bool:
        """Whether it is time for another one."""
        return now >= self.ends - SHORTLY


def read_certificate(path: Path, password: str, *, now: datetime | None = None) -> Certificate:
    """The certificate in a PEM or PFX file, of which an empty `password` means none.

    Raises SettingsError where it is missing, cannot be opened, has no RSA key of its own, or is not valid now.
    """
    content = _content(path)
    secret = password.encode() if password else None
    key, certificate = _pem(path, content, secret) if b"-----BEGIN" in content else _pfx(path, content, secret)
    if not isinstance(key, RSAPrivateKey):
        raise SettingsError(f"{NAME}: {path} must hold an RSA private key; Entra signs in with no other")
    if certificate.public_key() != key.public_key():
        raise SettingsError(f"{NAME}: the first certificate in {path} is not the one of its private key")
    now = now or datetime.now(UTC)
    begins, ends = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if now < begins:
        raise SettingsError(f"{NAME}: the certificate in {path} is not valid before {begins:%Y-%m-%d}")
    if now > ends:
        raise SettingsError(f"{NAME}: the certificate in {path} ended on {ends:%Y-%m-%d}; make another one")
    return Certificate(content, ends)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise SettingsError(f"{NAME}: there is no file {path}") from None
    except OSError as error:
        raise SettingsError(f"{NAME}: {path} cannot be read: {error.strerror or error}") from error
    if len(content) > LARGEST:
        raise SettingsError(f"{NAME}: {path} is too large to be a certificate")
    return content


def _pem(path: Path, content: bytes, password: bytes | None) -> tuple[object, x509.Certificate]:
    if b"PRIVATE KEY-----" not in content:
        raise SettingsError(f"{NAME}: {path} holds no private key")
    if b"BEGIN CERTIFICATE-----" not in content:
        raise SettingsError(f"{NAME}: {path} holds a private key and no certificate")
    try:
        key = load_pem_private_key(content, password)
    except TypeError as error:  # a password where none belongs, or none where one does
        if password is None:
            raise SettingsError(f"{NAME}: the key in {path} needs KOERS_APP_CERTIFICATE_PASSWORD") from error
        raise SettingsError(
            f"{NAME}: the key in {path} has no password; leave KOERS_APP_CERTIFICATE_PASSWORD out"
        ) from error
    except ValueError as error:
        wrong = "cannot be read" if password is None else "does not open with KOERS_APP_CERTIFICATE_PASSWORD"
        raise SettingsError(f"{NAME}: the key in {path} {wrong}") from error
    try:
        return key, x509.load_pem_x509_certificate(content)
    except ValueError as error:
        raise SettingsError(f"{NAME}: the certificate in {path} cannot be read") from error


def _pfx(path: Path, content: bytes, password: bytes | None) -> tuple[object, x509.Certificate]:
    try:
        key, certificate, _ = pkcs12.load_key_and_certificates(content, password)
    except ValueError as error:
        wrong = "with KOERS_APP_CERTIFICATE_PASSWORD" if password else "without KOERS_APP_CERTIFICATE_PASSWORD"
        raise SettingsError(f"{NAME}: {path} is no PEM, and does not open as a PFX {wrong}") from error
    if key is None or certificate is None:
        raise SettingsError(f"{NAME}: {path} must hold a certificate with its private key")
    return key, certificate
