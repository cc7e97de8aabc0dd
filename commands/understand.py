"""`app.py understand`: what the bot would open for a sentence, without opening it."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import datetime
from typing import Any, cast

from commands import organisation_of, writable, write
from dialogs.understanding import understand
from domain.organisation import Organisation
from errors import KoersError


def run(options: argparse.Namespace) -> int:
    """Prints one outcome, or writes one per line of --file."""
    if options.file is not None:
        return _many(options)
    if options.text is None:
        raise KoersError("give a sentence, or --file TEXTS.jsonl")
    organisation = organisation_of(options.organisation)
    understood = understand(options.text, organisation, _now(options.now, organisation)).as_json()
    if options.json:
        print(json.dumps(understood, ensure_ascii=False))
        return 0
    print(f"{understood['capability']}: {understood['intent']}")
    for name, value in cast("dict[str, object]", understood["fields"]).items():
        print(f"  {name} = {value}")
    if understood["asks"]:
        print(f"  asks: {understood['asks']}")
    return 0


def _now(text: str | None, organisation: Organisation) -> datetime:
    if text is None:
        return datetime.now(organisation.time_zone)
    try:
        moment = datetime.fromisoformat(text)
    except (ValueError, TypeError) as error:
        raise KoersError(f"--now {text!r} is no ISO time, such as 2026-11-23T09:00") from error
    if moment.tzinfo is None:
        return moment.replace(tzinfo=organisation.time_zone)
    try:
        return moment.astimezone(organisation.time_zone)
    except OverflowError as error:
        raise KoersError(f"--now {text!r} is too long ago or too far away") from error


def _many(options: argparse.Namespace) -> int:
    lines: list[str] = []
    items = _items(options)
    if options.predictions is not None:
        writable(options.predictions)
    for number, item in items:
        try:
            outcome = _one(item, options)
        except KoersError as error:
            raise KoersError(f"{options.file}, line {number}: {error}") from error
        lines.append(json.dumps({"id": item.get("id", number), **outcome}, ensure_ascii=False))
        if number % 500 == 0:
            print(f"{number} of {len(items)} lines", file=sys.stderr, flush=True)
    if options.predictions is None:
        print("\n".join(lines))
        return 0
    write(options.predictions, lines)
    print(f"{len(lines)} sentences, written to {options.predictions}", file=sys.stderr)
    return 0


def _one(item: dict[str, Any], options: argparse.Namespace) -> dict[str, Any]:
    for name in ("text", "organisation", "now"):
        if not isinstance(item.get(name) or "", str):
            raise KoersError(f"{name} is no text")
    if item.get("text") is None:
        raise KoersError("text is missing")
    organisation = organisation_of(options.organisation or item.get("organisation"))
    moment = _now(item.get("now") or options.now, organisation)
    return dict(understand(item["text"], organisation, moment).as_json())


def _items(options: argparse.Namespace) -> list[tuple[int, dict[str, Any]]]:
    try:
        content = options.file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise KoersError(f"cannot read {options.file}: {reason}") from error
    found: list[tuple[int, dict[str, Any]]] = []
    for number, line in enumerate(content.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise KoersError(f"{options.file}, line {number}: {error}") from error
        if not isinstance(item, dict):
            raise KoersError(f"{options.file}, line {number}: not an object")
        found.append((number, cast("dict[str, Any]", item)))
    return found
