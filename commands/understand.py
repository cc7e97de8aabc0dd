"""`app.py understand`: what the bot would open for a sentence, without opening it."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import datetime
from typing import Any, cast

from commands import organisation_of
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
    except ValueError as error:
        raise KoersError(f"--now {text!r} is no ISO time, such as 2026-11-23T09:00") from error
    if moment.tzinfo is None:
        return moment.replace(tzinfo=organisation.time_zone)
    return moment.astimezone(organisation.time_zone)


def _many(options: argparse.Namespace) -> int:
    lines: list[str] = []
    for number, item in _items(options):
        try:
            text, name = str(item["text"]), item.get("organisation")
        except KeyError as error:
            raise KoersError(f"{options.file}, line {number}: {error.args[0]} is missing") from error
        organisation = organisation_of(options.organisation or name)
        moment = _now(item.get("now") or options.now, organisation)
        outcome = understand(text, organisation, moment).as_json()
        lines.append(json.dumps({"id": item.get("id", number), **outcome}, ensure_ascii=False))
    if options.predictions is None:
        print("\n".join(lines))
        return 0
    try:
        options.predictions.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    except OSError as error:
        raise KoersError(f"cannot write {options.predictions}: {error.strerror}") from error
    print(f"{len(lines)} sentences, written to {options.predictions}", file=sys.stderr)
    return 0


def _items(options: argparse.Namespace) -> list[tuple[int, dict[str, Any]]]:
    try:
        content = options.file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KoersError(f"cannot read {options.file}: {error}") from error
    found: list[tuple[int, dict[str, Any]]] = []
    for number, line in enumerate(content.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except ValueError as error:
            raise KoersError(f"{options.file}, line {number}: {error}") from error
        if not isinstance(item, dict):
            raise KoersError(f"{options.file}, line {number}: not an object")
        found.append((number, cast("dict[str, Any]", item)))
    return found
