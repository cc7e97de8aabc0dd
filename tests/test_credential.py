"""Which credential Koers has, what keys its hashes, and how the check says what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from checks import credential
from errors import SettingsError
from identity import AccessToken, SignInProblem
from settings import SERVICE_HOSTS, Credential, Settings
from tests.entra import APP, TENANT, certificate, pem, rsa_key

APP_ITSELF = {"KOERS_APP_ID": APP, "KOERS_TENANT_ID": TENANT, "KOERS_DATA": "/nowhere"}
SECRET = APP_ITSELF | {"KOERS_APP_SECRET": "geheim"}
KEY = "een lange sleutel voor de hashes."


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "missing settings: one of KOERS_APP_SECRET, KOERS_APP_CERTIFICATE, KOERS_APP_IDENTITY"),
        ({"KOERS_APP_SECRET": "a", "KOERS_APP_CERTIFICATE": "b"}, "give one of KOERS_APP_SECRET, KOERS_APP_CERTIF"),
        ({"KOERS_APP_SECRET": "a", "KOERS_APP_IDENTITY": "managed"}, "not 2"),
        ({"KOERS_APP_SECRET": "a", "KOERS_APP_CERTIFICATE_PASSWORD": "b"}, "goes with KOERS_APP_CERTIFICATE"),
        ({"KOERS_APP_IDENTITY": TENANT, "KOERS_HASH_KEY": KEY}, "must be 'managed' or the client id"),
        ({"KOERS_APP_IDENTITY": "managed"}, "there must be a KOERS_HASH_KEY"),
        ({"KOERS_APP_CERTIFICATE": "a.pem"}, "there must be a KOERS_HASH_KEY"),
        ({"KOERS_APP_IDENTITY": "managed", "KOERS_HASH_KEY": "kort"}, "at least 32 characters"),
        ({"KOERS_APP_SECRET": "a", "KOERS_HASH_KEY": "kort"}, "at least 32 characters"),
        ({"KOERS_APP_SECRET": "a", "KOERS_ALLOWED_TENANTS": "oss.nl"}, "KOERS_ALLOWED_TENANTS must hold tenant ids"),
        ({"KOERS_APP_SECRET": "a", "KOERS_SERVICE_HOSTS": "*.example.org"}, "KOERS_SERVICE_HOSTS must hold host names"),
        ({"KOERS_APP_SECRET": "a", "KOERS_SERVICE_HOSTS": "127.0.0.1"}, "KOERS_SERVICE_HOSTS"),
        ({"KOERS_APP_SECRET": "a", "KOERS_SERVICE_HOSTS": "localhost"}, "KOERS_SERVICE_HOSTS"),
        ({"KOERS_APP_SECRET": "a", "KOERS_SERVICE_HOSTS": "https://a.example"}, "KOERS_SERVICE_HOSTS"),
        ({"KOERS_APP_SECRET": "a", "KOERS_RATE_PERSON_BURST": "0"}, "KOERS_RATE_PERSON_BURST must be from 1"),
    ],
)
def test_half_a_configuration_or_two_of_them_is_refused(given: dict[str, str], told: str) -> None:
    with pytest.raises(SettingsError) as refused:
        Settings.from_environment(APP_ITSELF | given)
    assert told in str(refused.value)


def test_one_credential_is_enough() -> None:
    assert Settings.from_environment(SECRET).credential == Credential(secret="geheim")
    other = APP_ITSELF | {"KOERS_HASH_KEY": KEY}
    found = Settings.from_environment(
        other | {"KOERS_APP_CERTIFICATE": "/a.pfx", "KOERS_APP_CERTIFICATE_PASSWORD": "hunter2"}
    )
    assert found.credential == Credential(certificate=Path("/a.pfx"), certificate_password="hunter2")
    assert "hunter2" not in repr(found)
    assert KEY not in repr(found)
    assert Settings.from_environment(other | {"KOERS_APP_IDENTITY": APP.upper()}).credential.identity == APP


def test_hashes_of_before_there_was_a_key_for_them_stay_valid() -> None:
    assert Settings.from_environment(SECRET).pepper == "geheim"
    assert Settings.from_environment(SECRET | {"KOERS_HASH_KEY": KEY}).pepper == KEY


def test_half_a_tenant_is_a_tenant_all_the_same() -> None:
    assert Settings.configured({"KOERS_APP_CERTIFICATE": "a.pem"})
    assert not Settings.configured({"KOERS_APP_ID": ""})


def test_who_may_call_and_where_replies_go_is_the_home_tenant_and_teams_unless_told() -> None:
    plain = Settings.from_environment(SECRET)
    assert (plain.allowed_tenants, plain.service_hosts) == ((TENANT,), SERVICE_HOSTS)
    told = Settings.from_environment(
        SECRET | {"KOERS_ALLOWED_TENANTS": f" {APP.upper()},{TENANT},", "KOERS_SERVICE_HOSTS": "Smba.Example.org"}
    )
    assert (told.allowed_tenants, told.service_hosts) == ((APP, TENANT), ("smba.example.org",))


@dataclass
class Microsoft:
    """Gives a token, or says why not."""

    problem: SignInProblem | None = None

    async def fetch(self, scope: str, claims: str | None) -> AccessToken:
        if self.problem is not None:
            raise self.problem
        return AccessToken("t", 3600)


def test_a_credential_that_works_gets_no_complaint() -> None:
    assert credential.complaints(Settings.from_environment(SECRET), source=Microsoft()) == []


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("AADSTS7000215: Invalid client secret provided.", "take the value, not the id"),
        ("AADSTS7000222: The provided client secret keys are expired.", "over its date"),
        ("AADSTS700016: Application with identifier was not found", "there is no app"),
        ("AADSTS90002: Tenant not found", "there is no tenant"),
        ("AADSTS700027: The certificate is not registered", "upload it"),
        ("AADSTS99999: Something else", "no token from Microsoft: signInRefused: AADSTS99999"),
    ],
)
def test_what_microsoft_says_is_put_in_words(said: str, told: str) -> None:
    source = Microsoft(SignInProblem("signInRefused", said, status=401, refused=True))
    (complaint,) = credential.complaints(Settings.from_environment(SECRET), source=source)
    assert told in str(complaint)


def test_the_check_looks_at_the_certificate_and_its_date(tmp_path: Path) -> None:
    path = tmp_path / "app.pem"
    settings = replace(Settings.from_environment(SECRET), credential=Credential(certificate=path))
    (missing,) = credential.complaints(settings, source=Microsoft())
    assert f"there is no file {path}" in str(missing)
    path.write_bytes(pem(rsa_key(), certificate(rsa_key(), ends=timedelta(days=20))))
    (short,) = credential.complaints(settings, source=Microsoft())
    assert "put another one in its place" in str(short)
    path.write_bytes(pem(rsa_key(), certificate(rsa_key(), ends=timedelta(days=60))))
    assert credential.complaints(settings, source=Microsoft()) == []


def test_a_tenant_by_name_is_no_tenant_id() -> None:
    settings = Settings.from_environment(SECRET | {"KOERS_TENANT_ID": "oss.onmicrosoft.com"})
    (complaint,) = credential.complaints(settings, source=Microsoft())
    assert "must be the tenant's id" in str(complaint)
