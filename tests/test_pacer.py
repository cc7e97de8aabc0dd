"""The pace of what is sent: Teams' limits kept whatever comes, in order, people first, and nothing left behind."""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections import defaultdict
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.limits import Destination, NoRoom, Rate, SendingRates
from bot.pacer import LONGEST_HOLD, PATIENCE, Pacer
from domain.messenger import Priority

TENANT = Rate(50, 1)
SENDING = (Rate(7, 1), Rate(8, 2), Rate(60, 30), Rate(1800, 3600))


@dataclass
class Call:
    """A call that the clock owes somebody."""

    callback: Callable[[], None]
    cancelled: bool = False

    def cancel(self) -> None:
        self.cancelled = True


@dataclass
class Clock:
    """Time that passes only when a test says so."""

    now: float = 1000.0
    calls: list[tuple[float, int, Call]] = field(default_factory=list[tuple[float, int, Call]])
    numbers: Iterator[int] = field(default_factory=itertools.count)

    def time(self) -> float:
        return self.now

    def call_at(self, when: float, callback: Callable[[], None], /) -> Call:
        call = Call(callback)
        heapq.heappush(self.calls, (when, next(self.numbers), call))
        return call

    @property
    def owed(self) -> int:
        return sum(not call.cancelled for _, _, call in self.calls)

    async def sleep(self, seconds: float) -> None:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()

        def over() -> None:
            if not future.done():
                future.set_result(None)

        call = self.call_at(self.now + seconds, over)
        try:
            await future
        finally:
            call.cancel()

    async def go(self, seconds: float) -> None:
        """Lets so many seconds pass, and everybody do what they do in them."""
        end = self.now + seconds
        await settled()
        while self.calls and self.calls[0][0] <= end:
            when, _, call = heapq.heappop(self.calls)
            self.now = max(self.now, when)
            if not call.cancelled:
                call.callback()
                await settled()
        self.now = end


async def settled() -> None:
    for _ in range(8):
        await asyncio.sleep(0)


@dataclass(frozen=True)
class Passed:
    """What was let through, and when."""

    at: float
    conversation: str
    priority: Priority
    number: int


@dataclass
class Sender:
    """Sends through a pacer and writes down when."""

    clock: Clock
    pacer: Pacer
    passed: list[Passed] = field(default_factory=list[Passed])
    tasks: list[asyncio.Task[None]] = field(default_factory=list[asyncio.Task[None]])

    async def send(
        self, conversation: str, priority: Priority = "person", *, takes: float = 0.0, tenant: str = "", number: int = 0
    ) -> None:
        async with self.pacer.turn(Destination(conversation, tenant=tenant), priority):
            self.passed.append(Passed(self.clock.now, conversation, priority, number))
            if takes:
                await self.clock.sleep(takes)

    def start(self, conversation: str, priority: Priority = "person", **more: Any) -> asyncio.Task[None]:
        task = asyncio.create_task(self.send(conversation, priority, **more))
        self.tasks.append(task)
        return task

    def times(self, *priorities: Priority) -> list[float]:
        return [passed.at for passed in self.passed if not priorities or passed.priority in priorities]


def sender(rates: SendingRates | None = None) -> Sender:
    clock = Clock()
    return Sender(clock, Pacer(rates, clock))


def most_within(times: list[float], seconds: float) -> int:
    """The most of these that lie in one window of so many seconds, both ends included."""
    times = sorted(times)
    first = most = 0
    for last, at in enumerate(times):
        while at - times[first] > seconds:
            first += 1
        most = max(most, last - first + 1)
    return most


def run(test: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Hypothesis calls ordinary functions."""
    asyncio.run(test())


@contextmanager
def hopeless() -> Iterator[None]:
    with pytest.raises(NoRoom):
        yield


Load = list[tuple[float, int, Priority, float, float | None]]
LOADS = st.lists(
    st.tuples(
        st.floats(0, 4),  # when it comes
        st.integers(0, 8),  # for which conversation
        st.sampled_from(["person", "broadcast"]),
        st.floats(0, 0.5),  # how long until it is answered
        st.none() | st.floats(0, 3),  # when whoever asked gives up, if ever
    ),
    min_size=1,
    max_size=140,
)
SMALL = SendingRates(
    sending=(Rate(2, 1), Rate(3, 2), Rate(12, 10)), tenant=Rate(6, 1), broadcasts=5, broadcasts_at_once=4
)


async def play(load: Load, rates: SendingRates) -> tuple[Sender, dict[int, float]]:
    """Sends a whole load; when each of its messages came."""
    out = sender(rates)
    came: dict[int, float] = {}

    async def one(number: int) -> None:
        after, conversation, priority, takes, gives_up = load[number]
        await out.clock.sleep(after)
        came[number] = out.clock.now
        task = out.start(f"c{conversation}", priority, takes=takes, number=number)
        if gives_up is not None:
            await out.clock.sleep(gives_up)
            task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    # In the order of coming, so that those of the same moment come in a known order.
    order = sorted(range(len(load)), key=lambda number: load[number][0])
    playing = [asyncio.create_task(one(number)) for number in order]
    await out.clock.go(400)
    assert all(task.done() for task in playing)
    return out, came


@settings(max_examples=60, deadline=None)
@given(LOADS)
def test_no_window_is_ever_exceeded_and_nothing_is_left_behind(load: Load) -> None:
    async def test() -> None:
        out, _ = await play(load, SMALL)
        assert most_within(out.times(), 1) <= 6
        for conversation in {passed.conversation for passed in out.passed}:
            times = [passed.at for passed in out.passed if passed.conversation == conversation]
            for rate in SMALL.sending:
                assert most_within(times, rate.seconds) <= rate.count
        assert out.clock.owed == 0
        await out.send("one more")
        await out.send("another")

    run(test)


@settings(max_examples=60, deadline=None)
@given(LOADS)
def test_each_conversation_is_served_in_order(load: Load) -> None:
    async def test() -> None:
        out, came = await play(load, SMALL)
        lanes: dict[tuple[str, Priority], list[float]] = defaultdict(list)
        for passed in out.passed:
            lanes[passed.conversation, passed.priority].append(came[passed.number])
        assert all(times == sorted(times) for times in lanes.values())
        kept = sum(gives_up is None for *_, gives_up in load)
        assert len([passed for passed in out.passed if load[passed.number][4] is None]) == kept

    run(test)


@settings(max_examples=60, deadline=None)
@given(LOADS)
def test_a_broadcast_goes_only_when_no_person_could(load: Load) -> None:
    """A person who is waiting while a broadcast goes waits for the own conversation, never for the broadcast."""

    async def test() -> None:
        patient: Load = [(after, where, who, takes, None) for after, where, who, takes, _ in load]
        out, came = await play(patient, SMALL)
        left = {passed.number: passed.at + patient[passed.number][3] for passed in out.passed}
        people = [passed for passed in out.passed if passed.priority == "person"]
        for broadcast in (passed for passed in out.passed if passed.priority == "broadcast"):
            for person in people:
                if came[person.number] < broadcast.at < person.at:
                    same = [other for other in out.passed if other.conversation == person.conversation]
                    before = [other.at for other in same if other.at <= broadcast.at]
                    full = any(
                        sum(broadcast.at - at < rate.seconds + SMALL.margin for at in before) >= rate.count
                        for rate in SMALL.sending
                    )
                    busy = any(
                        other.priority == "person" and other.at <= broadcast.at <= left[other.number] for other in same
                    )
                    assert full or busy

    run(test)


async def test_the_tenant_never_gets_more_than_fifty_in_any_second() -> None:
    out = sender()
    for number in range(900):
        out.start(f"c{number}", "broadcast", takes=0.05)
    for _ in range(100):
        out.start(f"p{_}", takes=0.05)
        await out.clock.go(0.05)
    await out.clock.go(60)
    assert len(out.passed) == 1000
    assert most_within(out.times(), TENANT.seconds) <= TENANT.count


async def test_a_broadcast_uses_nearly_all_there_is_when_nobody_else_speaks() -> None:
    out = sender()
    for number in range(900):
        out.start(f"c{number}", "broadcast", takes=0.1)
    await out.clock.go(22)
    assert len(out.passed) == 900


async def test_answers_to_people_do_not_wait_for_a_broadcast() -> None:
    out = sender()
    for number in range(900):
        out.start(f"c{number}", "broadcast", takes=0.1)
    waited: list[float] = []
    for number in range(150):  # ten a second
        asked = out.clock.now
        out.start(f"p{number}", takes=0.1)
        await out.clock.go(0.1)
        waited.append(next(passed.at for passed in reversed(out.passed) if passed.conversation == f"p{number}") - asked)
    assert max(waited) == 0


async def test_slow_answers_to_a_broadcast_leave_connections_for_people() -> None:
    out = sender()
    for number in range(200):
        out.start(f"c{number}", "broadcast", takes=30)
    await out.clock.go(10)
    assert len(out.passed) == SendingRates().broadcasts_at_once
    out.start("p")
    await out.clock.go(0)
    assert out.passed[-1].conversation == "p"


async def test_what_waited_for_a_held_database_with_its_turn_does_not_leave_all_at_once() -> None:
    sending = sender()
    held = asyncio.Event()

    async def send(number: int) -> None:
        async with sending.pacer.turn(Destination(f"c{number}"), "broadcast") as turn:
            await held.wait()
            await turn.still()
            sending.passed.append(Passed(sending.clock.now, f"c{number}", "broadcast", number))

    tasks = [asyncio.create_task(send(number)) for number in range(120)]
    await sending.clock.go(3.0)
    assert sending.passed == []
    held.set()
    await sending.clock.go(10.0)
    await asyncio.gather(*tasks)
    assert len(sending.passed) == 120
    assert most_within(sending.times(), 1.0) <= TENANT.count


async def test_a_broadcast_goes_on_while_many_people_are_answered() -> None:
    out = sender()
    for number in range(100):
        out.start(f"c{number}", "broadcast")
    began = out.clock.now
    for number in range(45 * 20):
        out.start(f"p{number}")
        await out.clock.go(1 / 45)
    assert len([at for at in out.times("broadcast") if at > began + 5]) >= 10


async def test_conversations_take_turns() -> None:
    out = sender(SendingRates(sending=(Rate(100, 1),), tenant=Rate(1, 1)))
    for conversation in "aaaabbc":
        out.start(conversation)
    await out.clock.go(10)
    assert "".join(passed.conversation for passed in out.passed) == "aabcaba"  # the first one found nobody


async def test_the_next_of_a_conversation_waits_until_the_one_before_is_answered() -> None:
    out = sender()
    out.start("a", takes=2, number=1)
    out.start("a", number=2)
    out.start("b", number=3)
    await out.clock.go(1)
    assert [passed.number for passed in out.passed] == [1, 3]
    await out.clock.go(2)
    assert [passed.number for passed in out.passed] == [1, 3, 2]


async def test_a_person_does_not_stand_behind_a_broadcast_to_the_same_conversation() -> None:
    out = sender()
    out.start("a", "broadcast", takes=5)
    out.start("a", "person")
    await out.clock.go(0.1)
    assert len(out.passed) == 2


async def test_what_is_tried_again_goes_before_what_came_later() -> None:
    out = sender()
    sent: list[str] = []

    async def twice() -> None:
        async with out.pacer.turn(Destination("a")) as turn:
            sent.append("first")
            out.pacer.throttled(turn.destination, 2)
            await out.clock.sleep(1)
            await turn.again()
            sent.append("first again")

    async def after() -> None:
        async with out.pacer.turn(Destination("a")):
            sent.append("second")

    tasks = [asyncio.create_task(work()) for work in (twice, after)]
    await out.clock.go(1.9)
    assert sent == ["first"]
    await out.clock.go(0.2)
    assert sent == ["first", "first again", "second"]
    await asyncio.gather(*tasks)


async def test_a_throttled_conversation_holds_up_no_other() -> None:
    out = sender()
    out.pacer.throttled(Destination("a"), 5)
    out.start("a")
    out.start("b")
    await out.clock.go(4.9)
    assert [passed.conversation for passed in out.passed] == ["b"]
    await out.clock.go(0.2)
    assert [passed.conversation for passed in out.passed] == ["b", "a"]


async def test_a_throttled_tenant_holds_up_no_other_tenant() -> None:
    out = sender()
    out.pacer.throttled(Destination("piet", "open", "oss"), 5, everything=True)
    out.start("a", tenant="oss")
    out.start("b", tenant="sittard-geleen")
    await out.clock.go(4.9)
    assert [passed.conversation for passed in out.passed] == ["b"]
    await out.clock.go(0.2)
    assert [passed.conversation for passed in out.passed] == ["b", "a"]


async def test_several_conversations_throttled_at_once_mean_the_tenant() -> None:
    out = sender()
    for conversation in "aab":
        out.pacer.throttled(Destination(conversation), 5)
    await out.send("c")
    assert len(out.passed) == 1
    out.pacer.throttled(Destination("c"), 5)
    out.start("d")
    await out.clock.go(4.9)
    assert len(out.passed) == 1
    await out.clock.go(0.2)
    assert len(out.passed) == 2


async def test_who_would_wait_too_long_is_told_at_once() -> None:
    out = sender()
    first = out.start("a", takes=1)
    behind = out.start("a")
    await out.clock.go(0.1)
    out.pacer.throttled(Destination("a"), PATIENCE + 1)
    await out.clock.go(0)
    with hopeless():
        await behind
    with hopeless():
        await out.send("a")
    await out.clock.go(2)
    await first
    await out.send("b")
    out.pacer.throttled(Destination("c"), 5)
    waiting = out.start("c")
    await out.clock.go(0)
    out.pacer.throttled(Destination("b", "open"), 1e9, everything=True)
    await out.clock.go(0)
    assert waiting.done()
    with hopeless():
        await waiting
    with hopeless():
        await out.send("c")
    await out.clock.go(LONGEST_HOLD)  # whatever Teams says, it is asked again some day
    await out.send("c")


async def test_a_conversation_that_is_full_for_the_hour_says_so() -> None:
    out = sender(SendingRates(sending=(Rate(3, 3600),)))
    for _ in range(3):
        await out.send("a")
    with hopeless():
        await out.send("a")
    await out.clock.go(3601)
    await out.send("a")


async def test_what_is_worth_nothing_later_never_waits() -> None:
    out = sender(SendingRates(sending=(Rate(2, 1),)))
    typing = Destination("a")
    assert await out.pacer.take(typing)
    assert await out.pacer.take(typing)
    assert not await out.pacer.take(typing)  # the conversation is full
    assert await out.pacer.take(Destination("b"))
    waiting = out.start("a")
    await out.clock.go(1.06)
    await waiting
    assert await out.pacer.take(typing)
    out.pacer.throttled(typing, 3)
    assert not await out.pacer.take(typing)


async def test_a_sign_of_typing_does_not_overtake_who_waits() -> None:
    out = sender(SendingRates(tenant=Rate(1, 1)))
    await out.send("a")
    out.start("b")
    await out.clock.go(0.5)
    out.clock.now += 5  # the room is there, but the turn is that of who waits
    assert not await out.pacer.take(Destination("c"))
    out = sender()
    out.start("a", takes=5)
    out.start("a")
    await out.clock.go(1)
    assert not await out.pacer.take(Destination("a"))
    assert await out.pacer.take(Destination("b"))


async def test_rosters_are_read_side_by_side_and_counted_apart() -> None:
    out = sender()
    async with out.pacer.turn(Destination("a", "read")):
        await asyncio.wait_for(out.pacer.turn(Destination("a", "read")).__aenter__(), 1)
    for _ in range(7):
        await out.send("a")
    assert len(out.passed) == 7


async def test_a_free_pass_waits_for_nothing_and_sets_no_timer() -> None:
    out = sender()
    turn = out.pacer.turn(Destination("a"))
    with pytest.raises(StopIteration):
        turn.__aenter__().send(None)
    assert out.clock.calls == []


async def test_however_many_wait_there_is_one_timer() -> None:
    out = sender()
    for number in range(500):
        out.start(f"c{number % 100}", "broadcast" if number % 2 else "person")
    await settled()
    assert out.clock.owed == 1
    await out.clock.go(60)
    assert out.clock.owed == 0
    assert len(out.passed) == 500


async def test_who_gives_up_leaves_the_place_to_the_next() -> None:
    out = sender(SendingRates(sending=(Rate(1, 1),)))
    holder = out.start("a", takes=10)
    waiting = [out.start("a") for _ in range(5)]
    await out.clock.go(1)
    for task in (holder, *waiting[:4]):
        task.cancel()
    await out.clock.go(1)
    assert len(out.passed) == 2
    assert waiting[4].done()
    assert out.clock.owed == 0


async def test_who_gives_up_just_as_he_may_go_blocks_nobody() -> None:
    out = sender(SendingRates(sending=(Rate(100, 1),)))
    holder = out.start("a", takes=1)
    second, third = out.start("a"), out.start("a")
    await out.clock.go(0.5)
    holder.cancel()
    await asyncio.sleep(0)  # the place has been given to the second, who has not begun
    second.cancel()
    await out.clock.go(1)
    assert third.done()
    assert not third.cancelled()


async def test_conversations_are_forgotten_when_their_hour_is_over() -> None:
    out = sender()
    for number in range(3000):
        await out.send(f"c{number}")
        out.clock.now += 10
    assert out.pacer.conversations <= 365


def test_the_limits_are_those_of_microsoft() -> None:
    assert (SendingRates().sending, SendingRates().tenant) == (SENDING, TENANT)
