"""The layout keeps its promise: a capability is whole, and every route has a conversation test."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from bot.routes import ROUTES
from cards.actions import Action
from domain.capabilities import CAPABILITIES, Capability

ROOT = Path(__file__).resolve().parent.parent
ALWAYS = ("locales/understanding/{name}.toml",)
WHEN_READY = ("dialogs/{name}.py", "cards/{name}.py", "domain/{name}.py", "tests/test_{name}.py")


def exists(path: str) -> bool:
    """A file, or the folder of the same name that it grew into."""
    return (ROOT / path).is_file() or (ROOT / path.removesuffix(".py")).is_dir()


def lacking(capability: Capability) -> list[str]:
    wanted = (*ALWAYS, *WHEN_READY) if capability.ready else ALWAYS
    return [path for path in (pattern.format(name=capability.name) for pattern in wanted) if not exists(path)]


@pytest.mark.parametrize("capability", CAPABILITIES, ids=lambda capability: capability.name)
def test_a_capability_has_all_its_files(capability: Capability) -> None:
    assert lacking(capability) == []


def test_a_capability_without_its_files_is_found() -> None:
    assert len(lacking(Capability("coffee", ready=True))) == len(ALWAYS) + len(WHEN_READY)


def _talks(argument: ast.arg) -> bool:
    kind = argument.annotation
    return "chat" in argument.arg or (isinstance(kind, ast.Name) and kind.id == "Chat")


def covered_routes() -> set[str]:
    """The names in @pytest.mark.route("...") on test functions that talk through the chat."""
    names: set[str] = set()
    for path in (ROOT / "tests").glob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.AsyncFunctionDef) or not any(_talks(arg) for arg in node.args.args):
                continue
            for decorator in node.decorator_list:
                if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "pytest.mark.route":
                    names |= {str(arg.value) for arg in decorator.args if isinstance(arg, ast.Constant)}
    return names


def test_every_route_has_a_conversation_test() -> None:
    assert {route.name for route in ROUTES} - covered_routes() == set()


def test_every_button_has_a_route() -> None:
    verbs = {action.verb for action in Action.__subclasses__() if action.__module__.startswith("cards.")}
    assert verbs == {button.verb for route in ROUTES for button in route.buttons}
