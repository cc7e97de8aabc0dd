"""Composition root and command line of Koers: run, ask, evaluate, understand, ingest, manifest, check."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Sequence
from pathlib import Path

from errors import KoersError

ROOT = Path(__file__).resolve().parent


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; the exit code is 0 when all is well, 1 for a clear error, 130 when interrupted."""
    options = parser().parse_args(arguments)
    try:
        outcome = _command(options)
        return outcome if isinstance(outcome, int) else asyncio.run(_awaited(outcome))
    except KoersError as error:
        print(f"koers: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Whoever read our output has seen enough (`| head`); that is no error of ours.
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        return 130


async def _awaited(outcome: Awaitable[int]) -> int:
    return await outcome


def _command(options: argparse.Namespace) -> int | Awaitable[int]:
    """Loads only what the command needs: a help text or a check should not wait for the bot's libraries."""
    match options.command:
        case "run":
            print("Koers starts…", flush=True)  # its libraries take a moment to load
            from commands import run

            return run.run(options)
        case "ask":
            from commands import ask

            return ask.run(options)
        case "evaluate":
            from commands import evaluate

            return evaluate.run(options)
        case "understand":
            from commands import understand

            return understand.run(options)
        case "ingest":
            from commands import ingest

            return ingest.run(options)
        case "manifest":
            from commands import package

            return package.run(options)
        case _:
            from commands import check

            return check.run(options)


def parser() -> argparse.ArgumentParser:
    """Every command with its options."""
    top = argparse.ArgumentParser(prog="app.py", description="Koers, a Microsoft Teams bot for Dutch municipalities.")
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    _run_options(top)
    run = commands.add_parser("run", help="start the bot; without settings for a real tenant: beside the local tenant")
    _run_options(run)
    ask = commands.add_parser("ask", help="ask the documents one question")
    ask.add_argument("question")
    _source_options(ask)
    ask.add_argument("--json", action="store_true", help="print the answer as JSON")
    evaluate = commands.add_parser("evaluate", help="measure the answers on questions with known answers")
    evaluate.add_argument("questions", type=Path, metavar="QUESTIONS.jsonl")
    _source_options(evaluate)
    evaluate.add_argument("--predictions", type=Path, metavar="OUT.jsonl", help="write what was answered, line by line")
    evaluate.add_argument("--json", action="store_true", help="print the figures as JSON")
    understand = commands.add_parser("understand", help="show what the bot would open for a sentence")
    understand.add_argument("text", nargs="?")
    _organisation_option(understand)
    understand.add_argument("--now", metavar="ISO-TIME", help="the moment to count from (default: this moment)")
    understand.add_argument(
        "--file", type=Path, metavar="TEXTS.jsonl", help="many at once: id, text, organisation a line"
    )
    understand.add_argument("--predictions", type=Path, metavar="OUT.jsonl", help="where the outcome of --file goes")
    understand.add_argument("--json", action="store_true", help="print JSON")
    ingest = commands.add_parser("ingest", help="read the library once and report each document")
    _source_options(ingest)
    package = commands.add_parser("manifest", help="build the Teams app package")
    package.add_argument("--out", type=Path, required=True, metavar="DIR")
    _organisation_option(package)
    package.add_argument("--app-id", help="the bot's app id (default: KOERS_APP_ID)")
    commands.add_parser("check", help="check settings, organisations, cards, languages and the app package")
    top.set_defaults(command="run")
    return top


def _organisation_option(command: argparse.ArgumentParser) -> None:
    command.add_argument("--organisation", default=None, metavar="NAME", help="the municipality (default: oss)")


def _source_options(command: argparse.ArgumentParser) -> None:
    _organisation_option(command)
    command.add_argument(
        "--documents", type=Path, metavar="DIR", help="a folder with an INDEX.toml, instead of the bundled"
    )


def _run_options(command: argparse.ArgumentParser) -> None:
    _source_options(command)
    command.add_argument("--people", type=int, default=60, metavar="N", help="staff of the local tenant (default: 60)")
    command.add_argument("--fresh", action="store_true", help="empty the local tenant and the bot's memory first")
    command.add_argument("--port", type=int, default=0, help="of the bot beside the local tenant (default: a free one)")
    command.add_argument("--page-port", type=int, default=3980, help="of the chat page (default: 3980, or a free one)")
    command.add_argument("--no-browser", action="store_true", help="do not open the chat page")
    command.add_argument("--data", type=Path, metavar="DIR", help="where memory is kept (default: .koers/NAME)")


if __name__ == "__main__":
    sys.exit(main())
