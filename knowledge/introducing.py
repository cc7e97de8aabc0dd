"""Finds the name by which someone says in a question who he is: the question is not about that."""

from __future__ import annotations

import re

NAME = r"[A-ZÀ-Þ][\w’'-]*(?:\s+(?:(?:van|de|der|den|ter|ten)\s+)*[A-ZÀ-Þ][\w’'-]*)*"
_INTRODUCES = re.compile(
    r"\b(?i:ik ben|ik heet|(?:mijn|m['’]n) naam is|je spreekt met|u spreekt met|i am|i['’]m|my name is)\s+"
    rf"(?P<name>{NAME})"
)


def introduced(text: str) -> list[tuple[int, int]]:
    """Where in a text the names stand with which someone introduces himself, each as its start and end."""
    return [match.span("name") for match in _INTRODUCES.finditer(text)]
