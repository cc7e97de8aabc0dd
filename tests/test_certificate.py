"""The certificate that Koers signs in with: what is wrong with it is said before anything starts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from certificate import LARGEST, read_certificate
from errors import SettingsError
from identity import sign_in
from settings import Settings
from tests.entra import APP, TENANT, Key, certificate, pem, pfx, rsa_key

DAY = timedelta(days=1)
CURVE = ec.generate_private_key(ec.SECP256R1())


def good(key: Key) -> bytes:
    return pem(key, certificate(key))


@pytest.mark.parametrize(
    ("made", "password", "told"),
    [
        (lambda: b"not a certificate", "", "is no PEM, and does not open as a PFX without"),
        (lambda: b"x" * (LARGEST + 1), "", "too large"),
        (lambda: certificate(rsa_key()).public_bytes(Encoding.PEM), "", "holds no private key"),
        (lambda: pem(rsa_key(), None), "", "no certificate"),
        (lambda: pem(rsa_key(), certificate(rsa_key()), "goed"), "", "needs KOERS_APP_CERTIFICATE_PASSWORD"),
        (lambda: pem(rsa_key(), certificate(rsa_key()), "goed"), "fout", "does not open with KOERS_APP_CERTIFICATE_"),
        (lambda: good(rsa_key()), "fout", "has no password"),
        (lambda: good(rsa_key()).replace(b"MII", b"!!!"), "", "cannot be read"),
        (lambda: pfx(rsa_key(), certificate(rsa_key()), "goed"), "fout", "does not open as a PFX with"),
        (lambda: pfx(rsa_key(), certificate(rsa_key()), "goed"), "", "does not open as a PFX without"),
        (lambda: good(CURVE), "", "RSA"),
        (lambda: pem(rsa_key(1), certificate(rsa_key(2))), "", "not the one of its private key"),
        (lambda: pem(rsa_key(), certificate(rsa_key(), begins=-9 * DAY, ends=-DAY)), "", "ended on"),
        (lambda: pem(rsa_key(), certificate(rsa_key(), begins=DAY)), "", "not valid before"),
    ],
)
def test_what_is_wrong_with_a_certificate_is_said_in_words(
    tmp_path: Path, made: Callable[[], bytes], password: str, told: str
) -> None:
    path = tmp_path / "app.pem"
    path.write_bytes(made())
    with pytest.raises(SettingsError, match=told):
        read_certificate(path, password)


def test_a_certificate_that_is_not_there_stops_koers_before_it_starts(tmp_path: Path) -> None:
    env = {"KOERS_APP_ID": APP, "KOERS_TENANT_ID": TENANT, "KOERS_HASH_KEY": "k" * 32}
    settings = Settings.from_environment(env | {"KOERS_APP_CERTIFICATE": str(tmp_path / "none.pem")})
    with pytest.raises(SettingsError, match="there is no file"):
        sign_in(settings)
    with pytest.raises(SettingsError, match="cannot be read"):
        read_certificate(tmp_path, "")


def test_thirty_days_before_its_end_it_is_time_for_another(tmp_path: Path) -> None:
    path = tmp_path / "app.pem"
    path.write_bytes(pem(rsa_key(), certificate(rsa_key(), ends=40 * DAY)))
    found = read_certificate(path, "")
    now = datetime.now(UTC)
    assert not found.ends_shortly(now)
    assert found.ends_shortly(now + 11 * DAY)
    assert b"PRIVATE" not in repr(found).encode()
