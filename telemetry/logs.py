"""The log: lines that hold ids, numbers and the code's own words, never what a person wrote, sent or is called.

That is not left to whoever writes a line. Of every line, ours or a library's, the words are written only when they
stand in the code that logged them, and what is filled in only when it is a number, an enum, a class, an `Id` or an
error. Of an error: its class, where it came from, and what it says itself only where the class has a `for_log`, which
promises that.
"""

from __future__ import annotations

import errno
import inspect
import json
import logging
import re
import sys
import threading
import traceback
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from queue import Full, Queue
from typing import TextIO, cast

from telemetry import about, trace_ids

ROOT = Path(__file__).resolve().parent.parent
OWN = ("bot", "commands", "dialogs", "domain", "graph", "identity", "knowledge", "store", "telemetry")
WITHHELD = "…"
WORDLESS = "(these words are not fixed in the code, so they are not written)"
FRAMES = 25  # of a stack
CAUSES = 5  # of an error
LONGEST = 200  # characters of an id, or of what an error says
MOST_WAITING = 10_000  # lines that wait to be written; what comes on top of them is lost, and counted
LAST_SECONDS = 2.0  # that the end waits for the last lines
# A second net under ids and errors: mail addresses, tokens, and the queries of addresses.
TELLING = re.compile(r"[^\s@<>]+@[^\s@<>]+|\b[Bb]earer\s+\S+|\beyJ[\w-]{5,}[\w.-]*|(?<=\w)\?[^\s]*=[^\s]*")


class Id(str):
    """What may stand in the log as it is: an id, a key of a text, a name from the code. No word of a person."""

    __slots__ = ()


class Lines(logging.Formatter):
    """A line of JSON an event. It never raises: a line that cannot be made is told of by where it came from."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _message(record),
            "at": f"{_place(record.pathname)}:{record.lineno}",
        }
        line |= _about()
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = _error(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False, separators=(",", ":"))


class Readable(logging.Formatter):
    """For whoever sits before it: beside the local tenant, and for the commands.

    A line may have other words for them (`extra={"words": ...}`), which may hold names of files.
    """

    def formatMessage(self, record: logging.LogRecord) -> str:
        """The line, without the error that may follow it."""
        record.message = str(getattr(record, "words", record.message))
        told = ", ".join(f"{name} {value}" for name, value in _about().items())
        return super().formatMessage(record) + (f" [{told}]" if told else "")


class Written(logging.Handler):
    """Makes each line at once, and writes it in a thread: a full pipe holds up the log, and nothing else."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__()
        self._stream = stream
        self._lines: Queue[str | None] = Queue(MOST_WAITING)
        self._lost = 0
        self._writer = threading.Thread(target=self._write, name="log", daemon=True)
        self._writer.start()

    def emit(self, record: logging.LogRecord) -> None:
        """Makes the line here, where it is known what the work is about."""
        try:
            self._lines.put_nowait(self.format(record))
        except Full:
            self._lost += 1

    def close(self) -> None:
        """Writes what waits, for as long as LAST_SECONDS."""
        if self._writer.is_alive():
            with suppress(Full):
                self._lines.put(None, timeout=LAST_SECONDS)
            self._writer.join(LAST_SECONDS)
        super().close()

    def _write(self) -> None:
        while (line := self._lines.get()) is not None:
            lost, self._lost = self._lost, 0
            if lost:
                line += f'\n{{"level":"WARNING","logger":"{__name__}","message":"lines were lost","lost":{lost}}}'
            try:
                self._stream.write(line + "\n")
                self._stream.flush()
            except (OSError, ValueError):  # nobody reads it any more
                return


def structured(stream: TextIO, level: str = "INFO") -> Written:
    """The log of a real tenant. `level` is that of Koers itself; libraries only warn."""
    handler = Written(stream)
    handler.setFormatter(Lines())
    logging.getLogger().handlers.clear()  # whoever wrote there already would go on writing all of it
    _listen(handler, level)
    logging.captureWarnings(True)
    logging.raiseExceptions = False  # what cannot be logged would be printed, with all that it holds
    sys.unraisablehook = _unraisable
    threading.excepthook = _ended
    return handler


def readable(form: str) -> None:
    """The log for somebody at this machine, from warnings on. `form` is logging's own."""
    if logging.getLogger().handlers:
        return  # a second command in one process
    handler = logging.StreamHandler()
    handler.setFormatter(Readable(form))
    _listen(handler, "WARNING")


def _listen(handler: logging.Handler, level: str) -> None:
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    for name in OWN:
        logging.getLogger(name).setLevel(level)


def _unraisable(what: sys.UnraisableHookArgs) -> None:
    error = what.exc_value
    logging.getLogger(__name__).error("an error where nobody could catch it", exc_info=error)


def _ended(what: threading.ExceptHookArgs) -> None:
    logging.getLogger(__name__).error("a thread ended with an error", exc_info=what.exc_value)


def _about() -> dict[str, str]:
    """The ids of what the work under way is about."""
    found: dict[str, str] = {}
    told = about.current()
    if told is not None:
        found |= {"activity": told.activity, "conversation": told.conversation}
        found |= {"route": told.route, "reference": told.reference}
    ids = trace_ids()
    if ids is not None:
        found |= {"trace": ids[0], "span": ids[1]}
    return {name: value for name, value in found.items() if value}


def _message(record: logging.LogRecord) -> str:
    template: object = record.msg
    if isinstance(template, BaseException):
        return str(_shown(template))
    if not isinstance(template, str) or not _in_code(template):
        return WORDLESS
    given = cast("object", record.args)
    if not given:
        return template
    try:
        if isinstance(given, Mapping):
            return template % {key: _shown(value) for key, value in cast("Mapping[str, object]", given).items()}
        return template % tuple(_shown(value) for value in cast("tuple[object, ...]", given))
    except (TypeError, ValueError, KeyError):  # such as a withheld text where a number is to be
        return template


def _in_code(words: str) -> bool:
    """Whether these words are a constant of one of the functions that are being called: then nobody put them in."""
    frame = inspect.currentframe()
    while frame is not None:
        if any(type(constant) is str and constant == words for constant in frame.f_code.co_consts):
            return True
        frame = frame.f_back
    return False


def _shown(value: object) -> object:
    """What may be filled in for a value."""
    if isinstance(value, Enum):  # a closed set, whose words are ours
        return value.value if isinstance(value.value, str | int) else value.name
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Id):
        return _cleaned(value)
    if isinstance(value, type):
        return value.__name__
    if isinstance(value, BaseException):
        said = _said(value)
        return type(value).__name__ + (f": {said}" if said else "")
    return WITHHELD


def _said(error: BaseException) -> str:
    """What an error says itself, where its class promises that no word of a person is in that."""
    if isinstance(error, OSError) and error.errno is not None:
        return errno.errorcode.get(error.errno, str(error.errno))
    try:
        said = getattr(error, "for_log", None) or getattr(error, "sqlite_errorname", None)
    except Exception:  # an error that breaks when it is looked at
        return ""
    return _cleaned(said) if isinstance(said, str) else ""


def _cleaned(text: str) -> str:
    printable = "".join(letter if letter.isprintable() else "?" for letter in text[:LONGEST])
    return TELLING.sub(WITHHELD, printable)


def _error(error: BaseException, deep: int = CAUSES) -> dict[str, object]:
    """An error with its stack, and what it came of."""
    parts = _parts(error)
    found: dict[str, object] = {"type": type(error).__name__}
    if said := _said(error):
        found["said"] = said
    frames = list(traceback.walk_tb(error.__traceback__))[-FRAMES:]
    found["stack"] = [f"{_place(frame.f_code.co_filename)}:{line}:{frame.f_code.co_name}" for frame, line in frames]
    if deep <= 0:
        return found
    if parts:
        found["errors"] = [_error(one, deep - 2) for one in parts[:CAUSES]]
    origin: object = getattr(error, "orig", None)  # SQLAlchemy's errors hold that of the driver, with a name for it
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    cause = cause or (origin if isinstance(origin, BaseException) else None)
    if cause is not None:
        found["cause"] = _error(cause, deep - 1)
    return found


def _parts(error: BaseException) -> tuple[BaseException, ...]:
    """The errors in a group of them."""
    if not isinstance(error, BaseExceptionGroup):
        return ()
    return cast("BaseExceptionGroup[BaseException]", error).exceptions


def _place(file: str) -> str:
    """A file of the code, from the folder of Koers or of the libraries on."""
    if not file.endswith(".py"):
        return "?"
    path = Path(file)
    for folder in ("site-packages", f"python{sys.version_info[0]}.{sys.version_info[1]}"):
        if folder in path.parts:
            return "/".join(path.parts[path.parts.index(folder) + 1 :])
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
