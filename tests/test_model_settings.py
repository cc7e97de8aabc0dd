"""The settings of the language model: whole or none, over https, and with a way to sign in; and a check that tells."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Mapping

import pytest

from checks import model as checked
from errors import SettingsError
from knowledge.model.identity import identity_for
from knowledge.model.trial import trial_of
from settings import ROOT, ModelSettings, Settings
from tests.model_server import Says, Sends, failing, model_server

GOOD = {"KOERS_MODEL_URL": "https://model.example/v1/", "KOERS_MODEL": "groot", "KOERS_MODEL_KEY": "geheime-sleutel"}
AZURE = {"KOERS_MODEL_URL": "https://oss.openai.azure.com", "KOERS_MODEL": "groot", "KOERS_MODEL_API_VERSION": "v1"}


def test_without_settings_there_is_no_model() -> None:
    assert ModelSettings.from_environment({}) is None
    assert ModelSettings.from_environment({"KOERS_MODEL_URL": "", "KOERS_MODEL": ""}) is None


def test_the_settings_of_a_model_are_read_and_its_key_is_in_no_print() -> None:
    model = ModelSettings.from_environment({**GOOD, "KOERS_MODEL_TOKENS_PERSON": "1000"})
    assert model is not None
    assert (model.url, model.model, model.key) == ("https://model.example/v1", "groot", "geheime-sleutel")
    assert (model.tokens_person, model.tokens_day, model.tokens_ingest) == (1_000, 5_000_000, 5_000_000)
    assert "geheime-sleutel" not in repr(model)
    assert identity_for(model) is None


def test_a_real_tenant_takes_its_model_along() -> None:
    tenant = {"KOERS_APP_ID": "a", "KOERS_APP_SECRET": "b", "KOERS_TENANT_ID": "c"}
    assert Settings.from_environment(tenant).model is None
    settings = Settings.from_environment(tenant | GOOD)
    assert settings.model is not None
    assert "geheime-sleutel" not in repr(settings)


@pytest.mark.parametrize("name", ["managed", "3f0c5e5a-aaaa-4bbb-8ccc-000000000001"])
def test_the_identity_of_the_machine_signs_in_at_azure(name: str) -> None:
    model = ModelSettings.from_environment({**AZURE, "KOERS_MODEL_IDENTITY": name})
    assert model is not None
    assert identity_for(model) is not None


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"KOERS_MODEL": ""}, "both"),
        ({"KOERS_MODEL_URL": ""}, "both"),
        ({"KOERS_MODEL_URL": "http://model.example/v1"}, "https"),
        ({"KOERS_MODEL_URL": "ftp://model.example"}, "KOERS_MODEL_URL"),
        ({"KOERS_MODEL_URL": "model.example"}, "KOERS_MODEL_URL"),
        ({"KOERS_MODEL_URL": "https://"}, "KOERS_MODEL_URL"),
        ({"KOERS_MODEL_URL": "https://[oops/v1"}, "KOERS_MODEL_URL"),
        ({"KOERS_MODEL_URL": "https://a:b@model.example/v1"}, "KOERS_MODEL_URL"),
        ({"KOERS_MODEL_URL": "https://model.example/v1?key=x"}, "KOERS_MODEL_URL"),
        ({"KOERS_MODEL_KEY": ""}, "KOERS_MODEL_KEY"),
        ({"KOERS_MODEL_IDENTITY": "managed"}, "not both"),
        ({"KOERS_MODEL_KEY": "", "KOERS_MODEL_IDENTITY": "managed"}, "Azure"),
        ({"KOERS_MODEL_TOKENS_DAY": "veel"}, "KOERS_MODEL_TOKENS_DAY"),
        ({"KOERS_MODEL_TOKENS_DAY": "-1"}, "KOERS_MODEL_TOKENS_DAY"),
    ],
)
def test_half_a_configuration_is_told_and_no_secret_is(changed: Mapping[str, str], told: str) -> None:
    with pytest.raises(SettingsError, match=told) as caught:
        ModelSettings.from_environment({**GOOD, **changed})
    assert "geheime-sleutel" not in str(caught.value)
    assert "a:b@" not in str(caught.value)


def test_a_token_of_the_machine_goes_to_azure_only() -> None:
    for host in ("openai.azure.com.example", "azure.com", "127.0.0.1"):
        with pytest.raises(SettingsError):
            ModelSettings.from_environment(
                {"KOERS_MODEL_URL": f"https://{host}", "KOERS_MODEL": "x", "KOERS_MODEL_IDENTITY": "managed"}
            )


def test_a_model_on_this_machine_needs_no_key_and_no_https() -> None:
    model = ModelSettings.from_environment({"KOERS_MODEL_URL": "http://127.0.0.1:11434/v1", "KOERS_MODEL": "klein"})
    assert model is not None
    assert model.on_loopback


async def test_the_trial_says_nothing_of_a_model_that_answers() -> None:
    async with model_server() as model:
        model.script = lambda _: Says(text='{"word": "koers"}')
        assert await trial_of(model.settings(embedding_model="vectoren")) == ""
        model.script = lambda _: failing(401)
        assert "status 401: the key, the name of the model or the address is wrong" in await trial_of(model.settings())
        model.script = lambda _: Says(text='{"word": "koers"}')
        model.embedded = lambda _: Sends(b"[]")
        assert "unusable" in await trial_of(model.settings(embedding_model="vectoren"))


async def test_the_check_asks_the_model_that_is_configured(monkeypatch: pytest.MonkeyPatch) -> None:
    async with model_server() as model:
        monkeypatch.setenv("KOERS_MODEL_URL", model.url)
        monkeypatch.setenv("KOERS_MODEL", "proef")
        model.script = lambda _: Says(text='{"word": "koers"}')
        assert await asyncio.to_thread(checked.complaints) == []
        model.script = lambda _: failing(404)
        [complaint] = await asyncio.to_thread(checked.complaints)
        assert "404" in str(complaint)


def test_a_start_without_a_model_does_not_pay_for_one() -> None:
    code = "import sys, commands.compose, commands.check; print([m for m in ('openai', 'httpx2') if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "[]"
