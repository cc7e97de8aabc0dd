"""Messages that a bot writes while the person watches: Teams' rules for streaming."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from tenant.connector.wire import JsonObject, Refusal, as_list, as_object, as_text

LONGEST = 120.0  # seconds from the first update to the final message
NOT_ALLOWED = "ContentStreamNotAllowed"
Step = Literal["started", "continued", "dropped", "final"]


@dataclass
class Stream:
    """One message in the making. `text` is what the person sees of the answer so far."""

    id: str
    conversation: str
    started: float
    sequence: int = 0
    text: str = ""
    closed: str = ""  # why nothing more is taken, in Teams' words

    def refuse_if_closed(self) -> None:
        """Raises Refusal 403 where the stream has ended."""
        if self.closed:
            raise Refusal(403, NOT_ALLOWED, self.closed)


@dataclass(frozen=True)
class Update:
    """What one request did to a stream."""

    step: Step
    stream: Stream
    kind: str  # informative, streaming or final
    text: str
    sequence: int | None


def stream_info(activity: JsonObject) -> JsonObject | None:
    """The streaminfo entity of an activity; None where the activity is no part of a stream."""
    for entity in map(as_object, as_list(activity.get("entities"))):
        if as_text(entity.get("type")).lower() == "streaminfo":
            return entity
    return None


class Streams:
    """The streams of the last minutes, in memory: a stream does not outlive the server, as with Teams."""

    def __init__(self, new_id: Callable[[], str], clock: Callable[[], float] = time.monotonic):
        self._new_id = new_id
        self._clock = clock
        self._streams: dict[str, Stream] = {}

    def take(self, conversation: str, activity: JsonObject, info: JsonObject) -> Update:
        """Handles one request of a stream. Raises Refusal 400 or 403 as Teams does."""
        self._forget_old()
        kind = as_text(info.get("streamType")) or "streaming"
        final = kind == "final"
        if final != (activity.get("type") == "message") or kind not in ("informative", "streaming", "final"):
            raise Refusal(400, "BadRequest", "Only start and continue streaming types are allowed in a typing activity")
        text = as_text(activity.get("text"))
        if not text.strip() and not (final and activity.get("attachments")):
            raise Refusal(400, "BadRequest", "Start streaming activities should include text")
        sequence = _sequence(info, final)
        if not info.get("streamId"):
            return self._start(conversation, kind, text, sequence)
        return self._continue(self._find(conversation, info), kind, text, sequence)

    def stop(self, conversation: str, stream_id: str) -> bool:
        """The person pressed Stop. False where there is nothing to stop."""
        stream = self._streams.get(stream_id)
        if stream is None or stream.conversation != conversation or stream.closed:
            return False
        stream.closed = "Content stream was cancelled by user."
        return True

    def _start(self, conversation: str, kind: str, text: str, sequence: int | None) -> Update:
        if sequence != 1:
            raise Refusal(400, "BadRequest", "A stream starts with streamSequence 1 and has a streamId from then on")
        stream = Stream(self._new_id(), conversation, self._clock(), sequence=1)
        if kind == "streaming":
            stream.text = text
        self._streams[stream.id] = stream
        return Update("started", stream, kind, text, sequence)

    def _continue(self, stream: Stream, kind: str, text: str, sequence: int | None) -> Update:
        if sequence is None:
            stream.closed = "Content stream is not allowed on an already completed streamed message"
            return Update("final", stream, kind, text, None)
        if sequence <= stream.sequence:
            return Update("dropped", stream, kind, text, sequence)
        if kind == "streaming":
            if not text.startswith(stream.text.rstrip()):
                raise Refusal(
                    403, NOT_ALLOWED, "Request streamed content should contain the previously streamed content"
                )
            stream.text = text
        stream.sequence = sequence
        return Update("continued", stream, kind, text, sequence)

    def _find(self, conversation: str, info: JsonObject) -> Stream:
        stream = self._streams.get(as_text(info.get("streamId")))
        if stream is None or stream.conversation != conversation:
            raise Refusal(400, "BadRequest", "No stream with this streamId")
        stream.refuse_if_closed()
        if self._clock() - stream.started > LONGEST:
            stream.closed = "Content stream finished due to exceeded streaming time."
            stream.refuse_if_closed()
        return stream

    def _forget_old(self) -> None:
        now = self._clock()
        for stream in [stream for stream in self._streams.values() if now - stream.started > 5 * LONGEST]:
            del self._streams[stream.id]


def _sequence(info: JsonObject, final: bool) -> int | None:
    sequence = info.get("streamSequence")
    if final:
        if sequence is not None:
            raise Refusal(400, "BadRequest", "streamSequence must not be set on the final message")
        return None
    if not isinstance(sequence, int) or isinstance(sequence, bool) or sequence < 1:
        raise Refusal(400, "BadRequest", "streamSequence must be a number from 1")
    return sequence
