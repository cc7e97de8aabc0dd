"""The Teams app package is valid and complete."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from jsonschema.validators import validator_for

from bot.routes import ROUTES, SEARCHES, SearchCommand, Table
from checks.manifest import complaints, warnings
from domain.organisation import load_organisation, organisation_names
from manifest.extension import COMMANDS, ready
from manifest.package import SCHEMA_VERSION, build, manifest, translation

APP_ID = "0f5f2b8c-7a53-4c0b-9c58-3a2b1c0d9e8f"


@pytest.fixture(params=organisation_names())
def package(request: pytest.FixtureRequest, tmp_path: Path) -> zipfile.ZipFile:
    return zipfile.ZipFile(build(load_organisation(request.param), APP_ID, tmp_path))


def in_python_spelling(schema: Any) -> Any:
    """Python's re does not know \\p{L}."""
    if isinstance(schema, dict):
        return {
            key: re.sub(r"\\p\{L\}", "a-zA-Z", value)
            if key == "pattern" and isinstance(value, str)
            else in_python_spelling(value)
            for key, value in schema.items()
        }
    return [in_python_spelling(item) for item in schema] if isinstance(schema, list) else schema


@pytest.mark.parametrize(
    ("file", "schema"), [("manifest.json", "MicrosoftTeams.schema"), ("en.json", "MicrosoftTeams.Localization.schema")]
)
def test_the_package_is_valid_against_the_newest_schema(
    package: zipfile.ZipFile, manifest_schemas: Path, file: str, schema: str
) -> None:
    newest = max((path.name for path in manifest_schemas.glob("v1.*")), key=lambda name: int(name.split(".")[1]))
    assert newest == f"v{SCHEMA_VERSION}"
    described = json.loads((manifest_schemas / newest / f"{schema}.json").read_text(encoding="utf-8"))
    validator = validator_for(described)(in_python_spelling(described))
    assert [error.message for error in validator.iter_errors(json.loads(package.read(file)))] == []
    assert not validator.is_valid({"manifestVersion": 3})


def test_the_message_extension_is_valid_in_both_languages(manifest_schemas: Path) -> None:
    oss, strings = load_organisation("oss"), translation(load_organisation("oss"), "en", COMMANDS)
    described = manifest(oss, APP_ID, COMMANDS)
    for file, content in (("MicrosoftTeams", described), ("MicrosoftTeams.Localization", strings)):
        schema = json.loads((manifest_schemas / f"v{SCHEMA_VERSION}" / f"{file}.schema.json").read_text("utf-8"))
        validator = validator_for(schema)(in_python_spelling(schema))
        assert [error.message for error in validator.iter_errors(json.loads(json.dumps(content)))] == []
    assert strings["composeExtensions[0].commands[0].title"] == "Find an initiative"
    assert '"Maak hier een initiatief van"' in json.dumps(described, ensure_ascii=False)


def test_the_package_offers_what_the_routes_answer_and_nothing_else() -> None:
    table = Table(ROUTES, SEARCHES)
    for command in ready():
        route = table.for_search(command.id) if command.type == "query" else table.for_command(command.id)
        assert route is not None, command.id
        assert route.capability == command.capability
    answered = {each.command for each in SEARCHES if isinstance(each, SearchCommand)}
    answered |= {command for route in ROUTES for command in route.commands}
    assert answered == {command.id for command in ready()}
    assert "composeExtensions" not in manifest(load_organisation("oss"), APP_ID, ())


def test_the_package_holds_what_teams_needs(package: zipfile.ZipFile) -> None:
    assert sorted(package.namelist()) == ["color.png", "en.json", "manifest.json", "outline.png"]


@pytest.mark.parametrize("name", organisation_names())
def test_the_package_keeps_the_rules_of_teams(name: str) -> None:
    assert complaints(load_organisation(name), APP_ID) == []


def test_a_bad_app_id_is_found() -> None:
    assert "is no id" in str(complaints(load_organisation("oss"), "koers")[0])


def test_example_pages_are_named_before_the_app_goes_to_people() -> None:
    assert len(warnings(load_organisation("oss"))) == 3
