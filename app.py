"""Composition root and command line of Koers: see `app.py --help` for its commands."""

from __future__ import annotations

import argparse
import asyncio
import io
import os
import signal
import sys
import traceback
from collections.abc import Awaitable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
if sys.dont_write_bytecode:
    # Without compiled modules each start takes twice as long. Where Python may not keep them beside the sources, they
    # are kept in Koers's own folder.
    sys.pycache_prefix = str(ROOT / ".koers" / "compiled")
    sys.dont_write_bytecode = False

from errors import KoersError  # noqa: E402 - compiled like the rest


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command.

    The exit code is 0 when all is well, 1 for a clear error, 2 for options that do not exist, 130 or 143 when
    interrupted before the work was done.
    """
    _write_everything()
    try:
        options = parser().parse_args(arguments)
        outcome = _command(options)
        code = outcome if isinstance(outcome, int) else asyncio.run(_awaited(outcome))
        if sys.stdout is not None:  # pyright: ignore[reportUnnecessaryComparison] - it is when started with it closed
            sys.stdout.flush()
        return code
    except KoersError as error:
        return _complain(str(error))
    except BrokenPipeError:
        return _unheard()
    except KeyboardInterrupt:
        return 130
    except asyncio.CancelledError:
        return 143
    except Exception as error:  # the last resort: whoever types a command gets a line, not a page of code
        return _complain(_unforeseen(error))


async def _awaited(outcome: Awaitable[int]) -> int:
    """The outcome, unless the machine asks us to end: then the work is called off and cleans up after itself."""
    task = asyncio.current_task()
    if task is not None:
        with suppress(NotImplementedError, RuntimeError):  # Windows, and outside the main thread
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    return await outcome


def _write_everything() -> None:
    """Makes every letter writable wherever output goes: a pipe or a file may expect less than UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


def _complain(message: str) -> int:
    print(f"koers: {' '.join(message.split())}", file=sys.stderr)
    return 1


def _unheard() -> int:
    """Whoever read our output has seen enough (`| head`); that is no error of ours."""
    with suppress(OSError, ValueError):  # ValueError: a stream without a file behind it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _unforeseen(error: Exception) -> str:
    """Says what went wrong and where, in one line."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).is_relative_to(ROOT)]
    place = next((frame for frame in reversed(frames) if ".venv" not in Path(frame.filename).parts), None)
    where = f" ({Path(place.filename).relative_to(ROOT)}, line {place.lineno})" if place else ""
    return f"this went wrong: {type(error).__name__}: {error}{where}"


def _command(options: argparse.Namespace) -> int | Awaitable[int]:
    """Loads only what the command needs: a help text or a check should not wait for the bot's libraries."""
    match options.command:
        case "run":
            print("Koers starts…", flush=True)  # its libraries take a moment to load
            from commands import run

            return run.run(options)
        case "bot" | "worker":
            print("Koers starts…", flush=True)
            from commands import apart

            return apart.bot(options) if options.command == "bot" else apart.worker(options)
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
        case "migrate":
            from commands import migrate

            return migrate.run(options)
        case "manifest":
            from commands import package

            return package.run(options)
        case "templates":
            from commands import templates

            return templates.run(options)
        case _:
            from commands import check

            return check.run(options)


class Parser(argparse.ArgumentParser):
    """Complains in one line, like everything else."""

    def error(self, message: str) -> NoReturn:
        """Ends with exit code 2."""
        self.exit(2, f"koers: {' '.join(message.split())}; see {self.prog} --help\n")


def parser() -> Parser:
    """Every command with its options."""
    top = Parser(prog="app.py", description="Koers, a Microsoft Teams bot for Dutch municipalities.")
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    _run_options(top)
    run = commands.add_parser("run", help="start the bot; without settings for a real tenant: beside the local tenant")
    _run_options(run)
    for name, about in (
        ("bot", "start a process that answers people, and leaves the work to workers; needs PostgreSQL"),
        ("worker", "start a process that does the promised work; needs PostgreSQL"),
    ):
        _organisation_option(commands.add_parser(name, help=about))
    ask = commands.add_parser("ask", help="ask the documents one question")
    ask.add_argument("question", help="in Dutch or English, between quotes")
    _source_options(ask)
    ask.add_argument("--json", action="store_true", help="print the answer as JSON")
    evaluate = commands.add_parser("evaluate", help="measure the answers on questions with known answers")
    evaluate.add_argument(
        "questions",
        type=Path,
        nargs="*",
        metavar="QUESTIONS.jsonl",
        help="(default: the municipalities' own questions)",
    )
    _source_options(evaluate)
    evaluate.add_argument("--predictions", type=Path, metavar="OUT.jsonl", help="write what was answered, line by line")
    evaluate.add_argument(
        "--held-out",
        choices=("no", "yes", "all"),
        default="no",
        help="the questions that are kept apart: leave them out (default), ask only them, or ask all",
    )
    evaluate.add_argument("--save", type=Path, metavar="RUN.json", help="keep the run, to compare a later one with")
    evaluate.add_argument(
        "--compare", type=Path, metavar="RUN.json", help="show what changed since a run that was kept"
    )
    evaluate.add_argument("--chart", type=Path, metavar="FILE", help="draw the figures: a .svg or a .png")
    evaluate.add_argument(
        "--floors",
        type=Path,
        metavar="FILE.toml",
        help="the least that the figures may be (default: organisations/floors.toml); exit code 1 when one is less",
    )
    evaluate.add_argument("--json", action="store_true", help="print the figures as JSON")
    understand = commands.add_parser("understand", help="show what the bot would open for a sentence")
    understand.add_argument("text", nargs="?", help="the sentence, between quotes")
    _organisation_option(understand)
    understand.add_argument("--now", metavar="ISO-TIME", help="the moment to count from (default: this moment)")
    understand.add_argument(
        "--file", type=Path, metavar="TEXTS.jsonl", help="many at once: id, text, organisation a line"
    )
    understand.add_argument("--predictions", type=Path, metavar="OUT.jsonl", help="where the outcome of --file goes")
    understand.add_argument("--json", action="store_true", help="print JSON")
    ingest = commands.add_parser("ingest", help="read the library once and report each document")
    _source_options(ingest)
    migrate = commands.add_parser("migrate", help="bring the tables of the database up to date")
    _organisation_option(migrate)
    package = commands.add_parser("manifest", help="build the Teams app package")
    package.add_argument("--out", type=Path, required=True, metavar="DIR", help="where the package goes")
    _organisation_option(package)
    package.add_argument("--app-id", help="the bot's app id (default: KOERS_APP_ID)")
    templates = commands.add_parser("templates", help="write the Word templates that come with Koers")
    _organisation_option(templates)
    templates.add_argument("--out", type=Path, metavar="DIR", help="where they go (default: with the municipality)")
    templates.add_argument("--over", action="store_true", help="also over templates that are there")
    commands.add_parser("check", help="check settings, organisations, documents, cards, languages and the app package")
    top.set_defaults(command="run")
    for command in commands.choices.values():
        _keep_what_stands_before(top, command)
    return top


def _keep_what_stands_before(top: argparse.ArgumentParser, command: argparse.ArgumentParser) -> None:
    """Lets an option that may also stand before the command keep its value when it is not given after it."""
    before = {action.dest for action in top._actions} - {"help", "command"}  # pyright: ignore[reportPrivateUsage]
    for action in command._actions:  # pyright: ignore[reportPrivateUsage]
        if action.dest in before:
            action.default = argparse.SUPPRESS


def _organisation_option(command: argparse.ArgumentParser) -> None:
    command.add_argument("--organisation", default=None, metavar="NAME", help="the municipality (default: oss)")


def _source_options(command: argparse.ArgumentParser) -> None:
    _organisation_option(command)
    command.add_argument(
        "--documents", type=Path, metavar="DIR", help="a folder with an INDEX.toml, instead of the bundled"
    )


def _run_options(command: argparse.ArgumentParser) -> None:
    _source_options(command)
    command.add_argument(
        "--people", type=_people, default=60, metavar="N", help="staff of the local tenant (default: 60)"
    )
    command.add_argument("--fresh", action="store_true", help="empty the local tenant and the bot's memory first")
    command.add_argument(
        "--port", type=_port, default=0, metavar="PORT", help="of the bot beside the local tenant (default: a free one)"
    )
    command.add_argument(
        "--page-port",
        type=_port,
        default=3980,
        metavar="PORT",
        help="of the chat page (default: 3980, or a free one)",
    )
    command.add_argument("--no-browser", action="store_true", help="do not open the chat page")
    command.add_argument("--data", type=Path, metavar="DIR", help="where memory is kept (default: .koers/local/NAME)")


def _people(text: str) -> int:
    """How many employees to invent: enough to fill its teams, and no more than are made in seconds."""
    if not text.isascii() or not text.isdigit() or not 50 <= int(text) <= 3000:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of people from 50 to 3000")
    return int(text)


def _port(text: str) -> int:
    """A number that a port can have; 0 is a free one."""
    if not text.isascii() or not text.isdigit() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port: give a number from 0 to 65535")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
