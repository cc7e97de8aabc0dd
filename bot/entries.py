"""An activity in the inbox, as the turn that answers it carries it, and taking one in."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import uuid4

from botbuilder.core import TurnContext

from bot.buttons import Pressed
from bot.incoming import conversation_of
from bot.wire import Arrival
from store import inbox, inbox_shared, people, tokens
from store.database import Connection

STATE = "koers inbox"  # in the state of a turn


@dataclass
class Entry:
    """An activity in the inbox. `press`: what its token is worth, for a button. `tries`: how often it was begun.

    `answering`: the answer is on its way, and the store knows. `said`: some of it is there. `put_off`: nothing of it
    reached Teams, and it is tried again after a while. `over`: it was taken over from a process that is gone.
    `earlier`: those before it in the conversation that another process has. `process`: this one, where there may be
    others, and `gaps` of it at that moment.
    """

    key: str
    press: tokens.Press | None = None
    resumed: bool = False  # it is handled again, because Koers was stopped in the middle
    tries: int = 1
    answering: bool = False
    said: bool = False
    put_off: bool = False
    over: bool = False
    earlier: tuple[str, ...] = ()
    process: str | None = None
    gaps: int = 0


class TakenOver(Exception):
    """This process was taken to be gone, and another one answers."""


def of(context: TurnContext) -> Entry | None:
    """The entry of the activity of this turn."""
    found = context.turn_state.get(STATE)
    return found if isinstance(found, Entry) else None


def resume(context: TurnContext, waiting: inbox.Waiting) -> None:
    """Makes a turn go on with what is in the inbox already."""
    entry = Entry(waiting.key, resumed=True, tries=waiting.tries, answering=waiting.state == "answering")
    entry.over, entry.process = waiting.over, waiting.owner and waiting.owner.rstrip(inbox.OVER)
    context.turn_state[STATE] = entry


def lane_of(arrival: Arrival, entry: Entry) -> str:
    """Where an entry waits for those before it in its conversation.

    What was taken over may come before what is in the lane of the conversation, and what was taken over before it: it
    goes beside them, and knows by itself for which it has to wait.
    """
    return f"{arrival.conversation}\x1f{entry.key}" if entry.over else arrival.conversation


class Taking:
    """Taking one activity in: one transaction, that can be undone in a later one."""

    def __init__(
        self, key: str, arrival: Arrival, body: Mapping[str, object], pressed: Pressed | None, process: str | None
    ) -> None:
        self._process = process
        self._key = key
        self._arrival = arrival
        self._body = body
        self._pressed = pressed
        self._new = False
        self.chosen: str | None = None  # the language of the person; in the same transaction, as all need it

    def take(self, connection: Connection) -> Entry | None:
        """The entry; None: it came in before."""
        self._new = False  # where it runs a second time
        earlier = self._taken(connection)
        self._new = earlier is not None
        if earlier is None:
            return None
        pressed = self._pressed
        press = None if pressed is None else looked_up(connection, self._arrival, pressed, self._key)
        self.chosen = people.chosen_language(connection, self._arrival.person)
        return Entry(self._key, press, earlier=earlier)

    def _taken(self, connection: Connection) -> tuple[str, ...] | None:
        """What it has to wait for; None: it came in before."""
        if self._process is None:
            return () if inbox.take(connection, self._key, self._body) else None
        place = hashlib.sha256(self._arrival.conversation.encode()).hexdigest()
        return inbox_shared.take(connection, self._key, self._body, process=self._process, conversation=place)

    def undo(self, connection: Connection) -> None:
        """Gives it back, where it was this that took it in."""
        if self._new:
            inbox.give_back(connection, self._key, self._process)


def looked_up(connection: Connection, arrival: Arrival, pressed: Pressed, key: str) -> tokens.Press:
    """What the token of a press is worth."""
    conversation = conversation_of(arrival)
    return tokens.look_up(connection, pressed.token, person=arrival.person, conversation=conversation, by=key)


def key_of(arrival: Arrival) -> str:
    """What makes an activity the same one. An edited message keeps its id, so its time is part of the key."""
    parts = (arrival.type, arrival.conversation, arrival.id, arrival.name)
    if arrival.type == "messageUpdate":
        parts += (arrival.timestamp, arrival.text)
    elif not arrival.id:  # nothing tells whether it is the same one
        parts += (uuid4().hex,)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
