"""`app.py ingest`: reads the library once and reports each document."""

from __future__ import annotations

import argparse
import tempfile
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

from commands import organisation_of, tell_problems
from commands.compose import documents_once, reading
from domain.library.expanding import Expanding
from errors import KoersError, WordedError
from graph.problems import GraphProblem
from knowledge.model.problems import Reason
from locales import texts_for
from settings import Settings


async def run(options: argparse.Namespace) -> int:
    """Prints a line per document and per file that was left out; 1 when one could not be read."""
    tell_problems()
    organisation = organisation_of(options.organisation)
    async with AsyncExitStack() as stack:
        if Settings.configured() and options.documents is None:
            settings = Settings.from_environment(organisation=organisation.id)
            read = await stack.enter_async_context(reading(settings, organisation))
            try:
                await read.sync.sync()
            except (WordedError, GraphProblem) as error:
                raise KoersError(f"the library cannot be read: {error.__cause__ or error}") from error
        else:
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            read = await stack.enter_async_context(documents_once(organisation, Path(folder), options.documents))
        for document in read.base.documents():
            print(f"{document.organisation}: {document.title} ({len(document.text)} tekens)")
        print(f"{len(read.base)} passages")
        report = read.sync.last
        # What could not be read has been told on stderr already.
        for line in replace(report, unread=(), trouble="").lines(texts_for("nl")) if report else ():
            print(line)
        if read.model is not None:
            await prepare(read.model.expanding)
    return 1 if report and (report.unread or report.trouble) else 0


async def prepare(expanding: Expanding) -> None:
    """Goes on with what the language model makes of the documents, and tells how far it is."""
    texts = texts_for("nl")
    print(texts("library-preparing"), flush=True)
    prepared = await expanding.finish()
    print(texts("library-prepared", passages=prepared.passages, expanded=prepared.expanded, pending=prepared.pending))
    if prepared.problem is Reason.OVER_BUDGET:
        print(texts("library-prepared-tomorrow"))
    elif prepared.problem is not None:
        print(texts("library-prepared-later", reason=str(prepared.problem)))
