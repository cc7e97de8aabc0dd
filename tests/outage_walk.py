"""Has people do things with Koers, and writes down what they see and how soon."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast

from locales import Language, texts_for
from locales.texts import LANGUAGES
from tests.outage import Stand
from tests.outage_deeds import ENDS, Deed
from tests.test_wire_permissions import Person
from tests.wire import Sent

BOUND = 2.0  # seconds until Koers answers or shows that it is typing
ATTEMPTS = 3  # of something of which the first sign of life came late: alone, and by somebody else each time
AT_ONCE = 8  # people of whom the first sign of life is measured at the same moment


@dataclass(frozen=True)
class Seen:
    """What somebody saw of Koers after doing something. `first` is in seconds.

    `words`: everything that could be read in the end, cards included.
    """

    deed: str
    person: Person
    status: int
    body: Any
    first: float
    sent: tuple[Sent, ...]
    words: str
    quiet: bool

    @property
    def language(self) -> Language:
        return self.person.language

    @property
    def in_time(self) -> bool:
        return self.first <= BOUND


async def everybody_is_known(stand: Stand, walked: Sequence[Deed]) -> None:
    """All who are going to do something have talked with Koers before."""
    assert stand.line.bot is not None
    few = asyncio.Semaphore(20)

    async def known(deed: Deed, attempt: int) -> None:
        async with few:
            await stand.knows(deed.person(attempt))
            if deed.before is not None:
                await deed.before(stand, deed.person(attempt))

    with patient(stand):
        await asyncio.gather(*(known(deed, attempt) for deed in walked for attempt in range(ATTEMPTS)))
        async with asyncio.timeout(ENDS):
            while len(stand.line.bot.background):  # noqa: ASYNC110 - until the last words to them are out
                await asyncio.sleep(0.01)


@contextmanager
def patient(stand: Stand) -> Iterator[None]:
    """Many come at once here, and how soon the store takes in what they send is not what is asked."""
    assert stand.line.bot is not None
    taking = stand.line.bot.inbox
    usual, taking.patience = taking.patience, 60.0
    try:
        yield
    finally:
        taking.patience = usual


def people_of(walked: Sequence[Deed]) -> list[Person]:
    return [deed.person(attempt) for deed in walked for attempt in range(ATTEMPTS)]


class Walk:
    """Has people do things, and writes down what they see."""

    def __init__(self, stand: Stand, *, at_once: int = AT_ONCE) -> None:
        self._stand = stand
        self._first = asyncio.Semaphore(at_once)

    async def all(self, deeds: Sequence[Deed]) -> list[Seen]:
        """What came of each. One that was late is done again by somebody else, with nothing else going on."""
        made = await self.made(deeds, 0)
        seen = await asyncio.gather(*(self.done(*one) for one in made))
        for number, deed in enumerate(deeds):
            for attempt in range(1, ATTEMPTS):
                if not seen[number].in_time:
                    seen[number] = await self.one(deed, attempt)
        return seen

    async def one(self, deed: Deed, attempt: int) -> Seen:
        ((_, person, activity),) = await self.made([deed], attempt)
        return await self.done(deed, person, activity)

    async def made(self, deeds: Sequence[Deed], attempt: int) -> list[tuple[Deed, Person, dict[str, Any]]]:
        """What is needed for each deed, such as an answer to judge, before anything is measured."""
        few = asyncio.Semaphore(AT_ONCE)

        async def make(deed: Deed) -> tuple[Deed, Person, dict[str, Any]]:
            async with few:
                return deed, deed.person(attempt), await deed.make(self._stand, deed.person(attempt))

        with patient(self._stand):
            return await asyncio.gather(*map(make, deeds))

    async def done(self, deed: Deed, person: Person, activity: dict[str, Any]) -> Seen:
        """What somebody sees after this came in."""
        line, loop = self._stand.line, asyncio.get_running_loop()
        async with self._first:
            since, began = len(line.heard), loop.time()
            posting = asyncio.create_task(line.post(activity))
            await self._until(lambda: _answers(activity, posting) or bool(self._stand.sent_to(person, since)))
            first = loop.time()
        status, body = await posting
        if not (deed.quiet or _told(activity, body)):
            await self._until(lambda: any(_is_message(sent) for _, sent in self._stand.sent_to(person, since)))
        heard = self._stand.sent_to(person, since)
        first = min(first, *(at for at, _ in heard)) if heard else first
        words = "\n".join(
            filter(None, [_read(body), *(_read(sent.activity) for _, sent in heard if _is_message(sent))])
        )
        name = f"{deed.name} {deed.language}"
        return Seen(name, person, status, body, first - began, tuple(sent for _, sent in heard), words, deed.quiet)

    @staticmethod
    async def _until(condition: Callable[[], bool]) -> bool:
        try:
            async with asyncio.timeout(ENDS):
                while not condition():  # noqa: ASYNC110 - what is awaited has no event
                    await asyncio.sleep(0.002)
        except TimeoutError:
            return False
        return True


def _answers(activity: dict[str, Any], posting: asyncio.Task[tuple[int, Any]]) -> bool:
    """Whether Teams has the answer to an invoke; to anything else an answer says nothing to a person."""
    return activity["type"] == "invoke" and posting.done()


def _told(activity: dict[str, Any], body: Any) -> bool:
    """Whether the answer to an invoke is all there is to come."""
    if activity["type"] != "invoke" or not isinstance(body, dict):
        return False
    answer = cast("dict[str, Any]", body)
    later = [texts_for(language)(key) for language in LANGUAGES for key in ("wire-busy", "wire-answered-below")]
    return "value" in answer and answer["value"] not in later


def _is_message(sent: Sent) -> bool:
    return sent.activity.get("type") == "message"


def _read(found: Any) -> str:
    """All the words in what a person gets to see."""
    if isinstance(found, str):
        return found
    if isinstance(found, list):
        return "\n".join(filter(None, map(_read, cast("list[Any]", found))))
    if not isinstance(found, dict):
        return ""
    shown = cast("dict[str, Any]", found)
    parts = ("text", "value", "title", "attachments", "content", "body", "items", "columns", "actions", "buttons")
    return "\n".join(filter(None, (_read(shown[part]) for part in parts if part in shown)))
