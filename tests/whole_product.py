"""The whole product for a browser: the bot beside the local tenant, as `chatting` puts them together, in a thread.

Playwright's synchronous API keeps the test's own thread, so the product's event loop gets another.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from tests.chat import Chat, chatting

START_SECONDS = 60  # on a slow machine
Result = TypeVar("Result")


class Product:
    """Runs between start() and stop(); `chat` may only be used by coroutines that run() gets."""

    chat: Chat

    def __init__(self, folder: Path, organisation: str = "oss") -> None:
        self.folder, self._organisation = folder, organisation
        self._loop = asyncio.new_event_loop()
        self._begun = threading.Event()
        self._ended = asyncio.Event()
        self._problem: BaseException | None = None
        self._thread = threading.Thread(target=self._serve, daemon=True)

    @property
    def base(self) -> str:
        """The address of the chat page."""
        return self.chat.tenant.base_url

    def person(self, role: str) -> str:
        """The id of the person in this role."""
        return str(self.chat.as_(role).person["id"])

    def start(self) -> None:
        self._thread.start()
        assert self._begun.wait(START_SECONDS), "the product did not start"
        if self._problem is not None:
            raise self._problem

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._ended.set)
        self._thread.join(START_SECONDS)

    def run(self, work: Coroutine[object, object, Result]) -> Result:
        """Does something on the product's own event loop, and waits for it."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(START_SECONDS)

    def stop_bot(self) -> None:
        """Ends the bot; the tenant and its page go on."""
        self.run(self.chat.bot.stop())

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_until_complete(self._live())
        except BaseException as problem:  # told to the thread of the test
            self._problem = problem
        finally:
            self._begun.set()
            self._loop.close()

    async def _live(self) -> None:
        async with chatting(self.folder, self._organisation) as self.chat:
            await self.ready()

    async def ready(self) -> None:
        """The chat is there, and stays until stop()."""
        self._begun.set()
        await self._ended.wait()

    def wait_until_quiet(self) -> None:
        """Waits until the bot has nothing under way any more."""
        self.run(self._quiet())

    async def _quiet(self) -> None:
        while len(self.chat.bot.background):  # noqa: ASYNC110 - what is under way has no event
            await asyncio.sleep(0.01)


@contextmanager
def running(folder: Path, organisation: str = "oss") -> Iterator[Product]:
    """The product, with its memory in `folder`."""
    with started(Product(folder, organisation)) as product:
        yield product


P = TypeVar("P", bound=Product)


@contextmanager
def started(product: P) -> Iterator[P]:
    """A product that runs until the end of the block."""
    product.start()
    try:
        yield product
    finally:
        product.stop()
