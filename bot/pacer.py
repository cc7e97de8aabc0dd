"""The pace of everything that is sent to Teams: within its limits, in order, and people before broadcasts."""

from __future__ import annotations

import asyncio
import heapq
import itertools
import math
from collections import deque
from types import TracebackType

import telemetry
from bot.limits import Clock, Destination, Lane, Line, Lines, NoRoom, SendingRates, Timer
from bot.permits import Permits, TenantPermits
from domain.messenger import Priority
from telemetry import Waiting

PATIENCE = 30.0  # seconds; who would have to wait longer for one conversation is told so at once
LONGEST_HOLD = 300.0  # seconds that Teams is believed at most when it says how long to wait
STALE = 0.1  # seconds in which who was let through is to send: later, a second may hold more than it should
TELLING = 3  # conversations throttled within a second mean that it is the tenant that is throttled


class Pacer:
    """The pace of every tenant that is sent to; one does not wait for another."""

    def __init__(
        self, rates: SendingRates | None = None, clock: Clock | None = None, *, permits: Permits | None = None
    ) -> None:
        """Without a clock: that of the running event loop. `permits`: where other processes send too."""
        self._permits = permits
        self._rates = rates or SendingRates()
        self._clock: Clock = clock or asyncio.get_running_loop()
        self.waiting = Waiting("pacer")
        self._tenants: dict[str, TenantPace] = {}  # as many as may speak to the bot: those in its settings

    @property
    def conversations(self) -> int:
        """How many conversations it remembers."""
        return sum(len(tenant) for tenant in self._tenants.values())

    def turn(self, destination: Destination, priority: Priority = "person") -> Turn:
        """A turn to send there; to be entered."""
        return Turn(self._tenant(destination.tenant), destination, priority)

    async def take(self, destination: Destination) -> bool:
        """Whether what is worth nothing later may go now; then it is counted. Nobody waits for room."""
        tenant = self._tenant(destination.tenant)
        if self._permits is not None:
            await tenant.ask_for_one()
        return tenant.take(destination)

    async def close(self) -> None:
        """Asks for no more room that others have a part in."""
        if self._permits is not None:
            await self._permits.close()

    def throttled(self, destination: Destination, seconds: float, *, everything: bool = False) -> None:
        """Teams refuses for `seconds`: in this conversation, or `everything` of the tenant."""
        self._tenant(destination.tenant).throttled(destination, seconds, everything=everything)

    def _tenant(self, name: str) -> TenantPace:
        found = self._tenants.get(name)
        if found is None:
            found = self._tenants[name] = TenantPace(self._rates, self._clock, self.waiting)
            if self._permits is not None:
                found.share(self._permits.of(name, self._rates, found.granted))
        return found


class Turn:
    """A turn to send, in `async with`: entered when there is room, left when what was sent has been answered.

    Nobody else of the conversation goes in between, so that what is tried again stays in order. Raises NoRoom.
    """

    __slots__ = ("_tenant", "destination", "lane", "let_through", "priority")

    def __init__(self, tenant: TenantPace, destination: Destination, priority: Priority) -> None:
        self._tenant = tenant
        self.destination = destination
        self.priority: Priority = priority
        self.lane: Lane | None = None  # where it was let through
        self.let_through = 0.0  # when it was

    async def __aenter__(self) -> Turn:
        await self._tenant.enter(self)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._tenant.leave(self)

    async def again(self) -> None:
        """Waits for room for one more request of the same turn, before those who came later. Raises NoRoom."""
        self._tenant.leave(self, serve=False)
        await self._tenant.enter(self, again=True)

    async def still(self) -> None:
        """Waits for room anew where it was let through too long ago: others may have used the place since.

        Else all who waited for the same thing, such as a database that was held, would leave at the same moment.
        """
        if self._tenant.time() - self.let_through > STALE:
            await self.again()


class TenantPace:
    """The pace of one tenant: two queues in which conversations take turns, and one timer for all of them."""

    def __init__(self, rates: SendingRates, clock: Clock, waiting: Waiting) -> None:
        self._waiting = waiting
        self._count, self._seconds = rates.tenant.count, rates.tenant.seconds + rates.margin
        self._broadcast_count, self._at_once = rates.broadcasts, rates.broadcasts_at_once
        self._gap = self._seconds / rates.broadcasts
        self._clock = clock
        self._passed: deque[float] = deque()
        self._not_before = self._next_broadcast = -math.inf
        self._broadcasting = 0
        self._throttled: deque[tuple[float, str]] = deque(maxlen=TELLING)
        self._lines = Lines(rates)
        self._people: deque[Lane] = deque()
        self._broadcasts: deque[Lane] = deque()
        self._later: list[tuple[float, int, Lane]] = []  # whose conversation takes nothing before a time
        self._numbers = itertools.count()
        self._timer: Timer | None = None
        self._timer_at = math.inf
        self._permits: TenantPermits | None = None

    def __len__(self) -> int:
        return len(self._lines)

    def time(self) -> float:
        """Now, in seconds, by the clock of the pace."""
        return self._clock.time()

    def share(self, permits: TenantPermits) -> None:
        """Lets nothing go from now on for which there is no permit."""
        self._permits = permits

    def granted(self) -> None:
        """There are permits, or they are worth asking for again."""
        if self._people or self._broadcasts:
            self._serve()

    async def ask_for_one(self) -> None:
        """Waits for the answer to asking for a permit, whatever it is."""
        if self._permits is not None and not self._permits.has("person"):
            await asyncio.shield(self._permits.want("person", 1))

    def take(self, destination: Destination) -> bool:
        """Counts one request, if it can go at once and nobody waits for the same place."""
        now = self._clock.time()
        line = self._lines.find(destination, now)
        waited_for = line.person is not None and bool(line.person.waiting)
        if waited_for or line.wait(now) > 0 or not self._open("person", now):
            return False
        self._count_in(line, now, "person")
        return True

    async def enter(self, turn: Turn, *, again: bool = False) -> None:
        """Waits until `turn` may send; `again`: it goes before those who came later. Raises NoRoom."""
        now = self._clock.time()
        line = self._lines.find(turn.destination, now)
        lane = line.lane(turn.priority)
        wait = line.wait(now)
        if wait <= 0 and lane.holder is None and (again or not lane.waiting) and self._open(turn.priority, now):
            self._admit(lane, turn, now)
        elif (wait := max(wait, self._not_before - now)) > PATIENCE:
            self._go_on(lane)
            raise NoRoom(wait)
        else:
            await self._stand(lane, turn, again=again)
        turn.lane, turn.let_through = lane, self._clock.time()

    async def _stand(self, lane: Lane, turn: Turn, *, again: bool) -> None:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        lane.waiting[future] = turn
        if again:
            lane.waiting.move_to_end(future, last=False)
        if lane.holder is None:
            self._queue(lane)
        self._serve()
        self._waiting.add(future)
        try:
            with telemetry.waiting("pacer"):
                await future
        except asyncio.CancelledError:
            lane.waiting.pop(future, None)
            if future.done() and not future.cancelled() and future.exception() is None:  # let through a moment ago
                turn.lane = lane
                self.leave(turn)
            self._serve()
            raise
        finally:
            self._waiting.remove(future)

    def leave(self, turn: Turn, *, serve: bool = True) -> None:
        """What was sent has been answered: the next one of the conversation may go."""
        lane, turn.lane = turn.lane, None
        if lane is None:
            return
        if lane.priority == "broadcast":
            self._broadcasting -= 1
        if lane.holder is turn:
            lane.holder = None
        if serve:
            self._go_on(lane)

    def _go_on(self, lane: Lane) -> None:
        if lane.waiting and lane.holder is None:
            self._queue(lane)
        if self._people or self._broadcasts:
            self._serve()

    def throttled(self, destination: Destination, seconds: float, *, everything: bool) -> None:
        """Takes in that Teams refuses for so many seconds; from several conversations at once it means all of them."""
        now = self._clock.time()
        seconds = min(seconds, LONGEST_HOLD)
        line = self._lines.find(destination, now)
        line.not_before = max(line.not_before, now + seconds)
        self._throttled.append((now, destination.conversation))
        several = len({conversation for _, conversation in self._throttled}) == TELLING
        if everything or (several and now - self._throttled[0][0] <= 1):
            self._not_before = max(self._not_before, now + seconds)
            if self._permits is not None:
                self._permits.hold(seconds)
        if seconds > PATIENCE:
            for lane in line.lanes():
                lane.refuse(seconds)
        self._serve()

    def _open(self, priority: Priority, now: float) -> bool:
        """Whether the tenant takes one more now, and nobody stands before it."""
        if self._people or (priority == "broadcast" and self._broadcasts):
            return False
        return self._wait(priority, now) <= 0

    def _wait(self, priority: Priority, now: float) -> float:
        """Seconds until the tenant takes one more; 0 or less: now."""
        wait, passed = self._not_before - now, self._passed
        if len(passed) >= self._count:
            wait = max(wait, passed[-self._count] + self._seconds - now)
        if priority == "broadcast":
            if self._broadcasting >= self._at_once:
                return math.inf  # until one is done
            wait = max(wait, self._next_broadcast - now)
            if len(passed) >= self._broadcast_count:  # the rest is for people, but something goes on each second
                freed = passed[-self._broadcast_count] + self._seconds
                wait = max(wait, min(freed, self._next_broadcast - self._gap + self._seconds) - now)
        if wait <= 0 and self._permits is not None and not self._permits.has(priority):
            waiting = self._people if priority == "person" else self._broadcasts
            self._permits.want(priority, len(waiting) + 1)
            return math.inf  # until the answer is there
        return wait

    def _count_in(self, line: Line, now: float, priority: Priority) -> None:
        if self._permits is not None:
            self._permits.use(priority)
        line.add(now)
        self._lines.used(line)
        passed = self._passed
        while passed and passed[0] + self._seconds <= now:
            passed.popleft()
        passed.append(now)

    def _admit(self, lane: Lane, turn: object, now: float) -> None:
        self._count_in(lane.line, now, lane.priority)
        if lane.in_order:
            lane.holder = turn
        if lane.priority == "broadcast":
            self._broadcasting += 1
            self._next_broadcast = max(self._next_broadcast, now - self._gap) + self._gap

    def _queue(self, lane: Lane) -> None:
        if not lane.queued:
            lane.queued = True
            (self._people if lane.priority == "person" else self._broadcasts).append(lane)

    def _serve(self) -> None:
        """Lets through whom there is room for, and sets the timer for the next."""
        now = self._clock.time()
        if self._not_before - now > PATIENCE:
            for lane in (*self._people, *self._broadcasts, *(lane for _, _, lane in self._later)):
                lane.refuse(self._not_before - now)
        while self._later and self._later[0][0] <= now:
            lane = heapq.heappop(self._later)[2]
            lane.queued = False
            self._queue(lane)
        due = self._serve_queue("person", self._people, now)
        if not self._people:
            due = self._serve_queue("broadcast", self._broadcasts, now)
        if self._later:
            due = min(due, self._later[0][0])
        self._set_timer(due)

    def _serve_queue(self, priority: Priority, lanes: deque[Lane], now: float) -> float:
        """One of each conversation in turn, as long as there is room; the time when there is for the next."""
        while lanes:
            wait = self._wait(priority, now)
            if wait > 0:
                return now + wait
            lane = lanes.popleft()
            lane.queued = False
            if not lane.waiting or lane.holder is not None:
                continue
            wait = lane.line.wait(now)
            if wait > PATIENCE:
                lane.refuse(wait)
            elif wait > 0:
                lane.queued = True
                heapq.heappush(self._later, (now + wait, next(self._numbers), lane))
            else:
                self._let_through(lane, now)
        return math.inf

    def _let_through(self, lane: Lane, now: float) -> None:
        future, turn = lane.waiting.popitem(last=False)
        if not future.done():
            self._admit(lane, turn, now)
            future.set_result(None)
        if lane.waiting and lane.holder is None:
            self._queue(lane)

    def _set_timer(self, due: float) -> None:
        if due == self._timer_at:
            return
        if self._timer is not None:
            self._timer.cancel()
        self._timer_at = due
        self._timer = None if due == math.inf else self._clock.call_at(due, self._ring)

    def _ring(self) -> None:
        self._timer, self._timer_at = None, math.inf
        self._serve()
