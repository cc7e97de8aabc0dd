"""`app.py ask`: one question, answered on the command line."""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from time import perf_counter

from commands import organisation_of, tell_problems
from commands.answers import shown
from commands.compose import documents_once
from dialogs.vision import worded
from domain.vision import Vision
from errors import KoersError
from knowledge.answer import Citation


async def run(options: argparse.Namespace) -> int:
    """Prints the answer with its sources, or with --json everything about it."""
    if not options.question.strip():
        raise KoersError("give a question")
    tell_problems()
    organisation = organisation_of(options.organisation)
    with tempfile.TemporaryDirectory() as folder:
        async with documents_once(organisation, Path(folder), options.documents) as read:
            started = perf_counter()
            found = await Vision(read.base).ask(options.question, organisation=organisation)
            elapsed_ms = (perf_counter() - started) * 1000
    if options.json:
        print(json.dumps(shown(found, elapsed_ms), ensure_ascii=False, indent=2))
        return 0
    reply = worded(found)
    print(reply.text)
    for citation in reply.citations:
        print(f"\n[{citation.number}] {_source(citation)}")
    return 0


def _source(citation: Citation) -> str:
    return " › ".join(part for part in (citation.title, citation.section.replace(" > ", " › ")) if part)
