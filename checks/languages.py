"""The languages are complete: the same texts with the same variables, all of them used, none missing."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from fluent.syntax import FluentParser
from fluent.syntax.ast import Junk, Message, VariableReference
from fluent.syntax.visitor import Visitor

from checks import Complaint
from locales.texts import FOLDER, LANGUAGES

ROOT = FOLDER.parent
CODE = ("bot", "cards", "dialogs", "domain", "graph", "knowledge", "manifest", "app.py", "commands")
KEY = re.compile(r"^[a-z]+(-[a-z0-9]+)+$")


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: VariableReference) -> None:
        self.names.add(node.id.name)


def complaints() -> list[Complaint]:
    """Everything that is wrong with the language files."""
    found: list[Complaint] = []
    texts = {language: _messages(language, found) for language in LANGUAGES}
    first = LANGUAGES[0]
    for language in LANGUAGES[1:]:
        for key in sorted(texts[first].keys() ^ texts[language].keys()):
            lacking = language if key in texts[first] else first
            found.append(Complaint(f"locales/{lacking}", f"{key} is missing"))
        for key in sorted(texts[first].keys() & texts[language].keys()):
            if texts[first][key] != texts[language][key]:
                found.append(Complaint(f"locales/{language}", f"{key} has other variables than {first}"))
    found += _unknown_and_unused(set(texts[first]))
    return found


def _messages(language: str, found: list[Complaint]) -> dict[str, set[str]]:
    messages: dict[str, set[str]] = {}
    for path in sorted(FOLDER.glob(f"{language}*.ftl")):
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            if isinstance(entry, Junk):
                found.append(Complaint(path.name, f"cannot be read: {str(entry.content)[:60]!r}"))
            elif isinstance(entry, Message):
                if entry.id.name in messages:
                    found.append(Complaint(path.name, f"{entry.id.name} is there twice"))
                variables = _Variables()
                variables.visit(entry)
                messages[entry.id.name] = variables.names
    return messages


def _unknown_and_unused(keys: set[str]) -> Iterator[Complaint]:
    exact, patterns = _used()
    for key, where in sorted(exact.items()):
        if key not in keys:
            yield Complaint(where, f"asks for the text {key}, which does not exist")
    for key in sorted(keys - exact.keys()):
        if not any(pattern.fullmatch(key) for pattern in patterns):
            yield Complaint("locales", f"{key} is used nowhere")


def _used() -> tuple[dict[str, str], list[re.Pattern[str]]]:
    """Keys that stand in the code as they are, and patterns of those that are put together there."""
    exact: dict[str, str] = {}
    patterns: list[re.Pattern[str]] = []
    for path in _sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _is_lookup(node.func) and node.args:
                _read_key(node.args[0], str(path.relative_to(ROOT)), exact, patterns)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and KEY.match(node.value):
                patterns.append(re.compile(re.escape(node.value)))
            elif isinstance(node, ast.JoinedStr) or (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add)):
                patterns.append(_pattern(node))
    return exact, [pattern for pattern in patterns if len(pattern.pattern) > 4]


def _sources() -> Iterator[Path]:
    for name in CODE:
        path = ROOT / name
        yield from path.rglob("*.py") if path.is_dir() else [path] if path.exists() else []


def _is_lookup(function: ast.expr) -> bool:
    name = (
        function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""
    )
    if isinstance(function, ast.Call):
        inner = function.func
        return isinstance(inner, ast.Name) and inner.id == "texts_for"
    return name in ("texts", "WordedError", "Unavailable")


def _read_key(argument: ast.expr, where: str, exact: dict[str, str], patterns: list[re.Pattern[str]]) -> None:
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        exact[argument.value] = where
    elif isinstance(argument, ast.IfExp):
        _read_key(argument.body, where, exact, patterns)
        _read_key(argument.orelse, where, exact, patterns)
    elif isinstance(argument, (ast.JoinedStr, ast.BinOp)):
        patterns.append(_pattern(argument))


def _pattern(node: ast.expr) -> re.Pattern[str]:
    return re.compile(_pattern_source(node))


def _pattern_source(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return re.escape(str(node.value))
    if isinstance(node, ast.JoinedStr):
        return "".join(_pattern_source(part) for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _pattern_source(node.left) + _pattern_source(node.right)
    return r"[a-z0-9-]+"
