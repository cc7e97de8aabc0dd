"""Reads the tables of sentences, and says per sentence what was understood otherwise than the table wants."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo

from dialogs.understanding import Understanding, understand
from domain.organisation import load_organisation

FOLDER = Path(__file__).parent / "sentences"
NOW = datetime(2026, 11, 25, 10, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
OPTIONAL = (
    "category",
    "every_weeks",
    "team",
)  # said in the word itself ("mijn thuiswerkdag"): a table need not name it
_FIELD = re.compile(r'(\w+)=(\[[^\]]*\]|"[^"]*"|\S+)')


@dataclass(frozen=True)
class Line:
    capability: str
    intent: str
    text: str
    organisation: str
    fields: dict[str, object]
    asks: bool
    refused: bool
    open_question: bool = False  # "~": asking or not are both fine
    now: datetime = NOW

    @property
    def has_fields(self) -> bool:
        return bool(self.fields)

    def understood(self) -> Understanding:
        return understand(self.text, load_organisation(self.organisation), self.now)

    def differences(self) -> list[str]:
        """What is not as the table wants: intent, a field it names, a day too many, asking, refusing."""
        found = self.understood()
        if (found.capability, found.intent) != (self.capability, self.intent):
            return [f"{found.capability}.{found.intent} instead of {self.capability}.{self.intent}"]
        got = found.as_json()["fields"]
        assert isinstance(got, dict)
        wrong = [
            f"{key}={got.get(key)!r} instead of {value!r}"
            for key, value in self.fields.items()
            if _in_order(key, got.get(key)) != _in_order(key, value)
        ]
        if self.fields and self.capability in ("workspaces", "workdays"):
            wrong += [
                f"{key}={value!r} too many"
                for key, value in got.items()
                if key not in self.fields and key not in OPTIONAL
            ]
        if (found.refuse is not None) != self.refused:
            wrong.append(f"refuse={found.refuse!r}")
        silent = self.has_fields and not self.open_question
        if silent and (found.asks is not None) != self.asks and self.capability in ("workspaces", "workdays"):
            wrong.append(f"asks={found.asks!r}")
        if self.asks and found.asks is None:
            wrong.append("asks nothing")
        return wrong


def lines(name: str) -> list[Line]:
    """The sentences of one table."""
    rows = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [_line(row) for row in rows if row.strip() and not row.startswith("#")]


def _line(row: str) -> Line:
    wanted, text, rest = (
        (part.strip() for part in row.split(" | ", 2))
        if row.count(" | ") > 1
        else (*(part.strip() for part in row.rstrip(" |").split(" | ")), "")
    )
    capability, intent = wanted.split(".")
    bare = _FIELD.sub("", rest).split()
    values = dict(_FIELD.findall(rest))
    now = values.pop("now", None)
    return Line(
        capability,
        intent,
        text,
        "oss" if "oss" in bare else "sittard-geleen",
        {key: _value(key, value) for key, value in values.items()},
        "?" in bare,
        "!" in bare,
        "~" in bare,
        datetime.fromisoformat(now).replace(tzinfo=NOW.tzinfo) if now else NOW,
    )


def _in_order(key: str, value: object) -> object:
    return sorted(cast("list[str]", value)) if key == "features" and value else value


def _value(key: str, value: str) -> object:
    if key == "days":
        return dict(item.split(":") for item in value.strip("[]").split(","))
    if value.startswith("["):
        return value.strip("[]").split(",")
    if key in ("people", "number", "every_weeks", "duration_minutes"):
        return int(value)
    return value.strip('"')
