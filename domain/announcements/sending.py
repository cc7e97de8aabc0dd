"""What the author does with an announcement that was begun: the use cases behind domain.announcements.model.Sending."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from domain.announcements import report
from domain.announcements.crew import Speed
from domain.announcements.marks import Marks
from domain.announcements.model import Announcement, Audience, Following, Sent, State
from domain.announcements.numbers import sent_of
from domain.announcements.stored import announcement_of, content_of
from domain.announcements.targets import Names, Targets
from domain.announcements.work import BEGIN, SPREAD, Promises
from errors import WordedError
from locales import Language
from store import announcements, deliveries, effects
from store.announcements import Begun
from store.database import AsyncSession, Connection, Database, now
from store.work import enqueue

T = TypeVar("T")

PAUSABLE: tuple[State, ...] = ("sending", "resending")
STOPPABLE: tuple[State, ...] = ("scheduled", "held", "sending", "resending", "paused")
CORRECTABLE: tuple[State, ...] = ("done", "stopped", "paused")
RECALLABLE: tuple[State, ...] = (*CORRECTABLE, "sending", "resending", "correcting", "reminding")


class DurableSending:
    """Implements domain.announcements.model.Sending on the store and durable work."""

    def __init__(
        self,
        database: Database,
        targets: Targets,
        names: Names,
        promises: Promises,
        following: Following,
        marks: Marks,
        speed: Speed,
    ) -> None:
        self._database = database
        self._targets = targets
        self._names = names
        self._promises = promises
        self._following = following
        self._marks = marks
        self._speed = speed

    async def count(self, audience: Audience) -> int:
        """How many people get it if it is sent now. Raises Unavailable."""
        return await self._targets.count(audience)

    async def begin(self, session: AsyncSession, announcement: Announcement) -> None:
        """Stores it, and promises to send it at its moment. ValueError without `valid_until`."""
        if announcement.valid_until is None:
            raise ValueError("an announcement that is begun has an end")
        at, until = announcement.at, announcement.valid_until
        later = at is not None and at > now()
        stored = await _brief(
            session,
            lambda connection: announcements.begin(
                connection,
                announcement.id,
                organisation=announcement.organisation,
                author=announcement.author,
                content=content_of(announcement),
                version=announcement.version,
                at_most=announcement.at_most,
                valid_until=until,
                state="scheduled" if later else "sending",
            ),
        )
        if stored:
            payload = {"announcement": announcement.id, "round": 1}
            await enqueue(session, BEGIN, f"{announcement.id}:1", payload, at if later else None)

    async def release(self, session: AsyncSession, id: str, at_most: int) -> None:
        """Goes on with one that is held; who gets it is found out anew."""
        values = {"state": "sending", "at_most": at_most, "resolved": False}
        round = await _brief(session, lambda c: announcements.next_round(c, id, ("held",), values))
        _changed_unless(round is not None)
        await enqueue(session, BEGIN, f"{id}:{round}", {"announcement": id, "round": round})

    async def correct(self, session: AsyncSession, announcement: Announcement) -> None:
        """Puts the next version in the place of what was delivered."""
        id, until = announcement.id, announcement.valid_until
        values: dict[str, object] = {"state": "correcting", "version": announcement.version}
        values |= {"content": content_of(announcement)} | ({} if until is None else {"valid_until": until})

        def work(connection: Connection) -> int | None:
            begun = announcements.look(connection, id)
            if begun is None or begun.version + 1 != announcement.version:
                return None
            return announcements.next_round(connection, id, CORRECTABLE, {**values, "back": begun.state}, altering=True)

        round = await _brief(session, work)
        _changed_unless(round is not None)
        await enqueue(session, SPREAD, f"{id}:{round}", {"announcement": id, "round": round})

    async def pause(self, id: str, *, key: str = "") -> None:
        """Sends nothing more until go_on()."""
        await self._change(id, key, "pause", lambda c: announcements.move(c, id, PAUSABLE, {"state": "paused"}))

    async def go_on(self, id: str, *, key: str = "") -> None:
        """Goes on where it was paused."""

        def work(connection: Connection) -> bool:
            round = announcements.next_round(connection, id, ("paused",), {"state": "sending"})
            begun = announcements.look(connection, id)
            if round is None or begun is None:
                return False
            # Paused before it was known who gets it: that begins anew, nothing was sent yet.
            (self._promises.spread if begun.resolved else self._promises.begin)(connection, id, round)
            return True

        await self._change(id, key, "go on", work)

    async def stop(self, id: str, *, key: str = "") -> None:
        """Sends nothing more, for good."""
        await self._change(id, key, "stop", lambda c: announcements.move(c, id, STOPPABLE, {"state": "stopped"}))

    async def recall(self, id: str, *, key: str = "") -> None:
        """Deletes every delivered message; what has not been sent yet is not sent."""
        values = {"state": "recalling", "back": "recalled"}
        await self._change(id, key, "recall", lambda c: self._spread(c, id, RECALLABLE, values, altering=True))

    async def remind(self, id: str, *, key: str = "") -> None:
        """Reminds who has it and did not acknowledge it, once in its life."""

        def work(connection: Connection) -> bool:
            begun = announcements.look(connection, id)
            if begun is None or begun.reminded or not _open_for_acknowledgement(begun):
                return False
            values = {"state": "reminding", "back": begun.state, "reminded": True, "altering": 0}
            return self._spread(connection, id, ("done", "stopped"), {**values, "altered": 0, "not_altered": 0})

        await self._change(id, key, "remind", work)

    async def resend_unknown(self, id: str, *, key: str = "") -> None:
        """Sends it again to those of whom it is not known whether they have it."""

        def work(connection: Connection) -> bool:
            return self._spread(connection, id, ("done",), {"state": "resending"}) and (
                deliveries.again(connection, id) > 0
            )

        await self._change(id, key, "resend", work)

    async def find(self, id: str) -> Sent | None:
        """One that was begun, with its numbers."""
        async with self._database.read() as session:
            begun = await announcements.find(session, id)
            return None if begun is None else await sent_of(session, begun, self._speed)

    async def of_author(self, author: str) -> tuple[Sent, ...]:
        """What a person has begun, the newest first."""
        async with self._database.read() as session:
            found = await announcements.of_author(session, author)
            return tuple([await sent_of(session, begun, self._speed) for begun in found])

    async def report(self, id: str, language: Language) -> bytes:
        """The report as an .xlsx file. Raises WordedError when it is gone, and Unavailable without names."""
        sent = await self.find(id)
        if sent is None:
            raise WordedError("announcement-gone")
        return await report.made(self._database, self._names, sent, language)

    async def acknowledge(self, id: str, person: str) -> bool:
        """Counts an acknowledgement, once a person."""

        def work(connection: Connection) -> bool:
            begun = announcements.look(connection, id)
            if begun is None or not _open_for_acknowledgement(begun) or begun.state in ("recalling", "recalled"):
                return False
            if not deliveries.has(connection, id, person):
                return False
            announcements.acknowledge(connection, id, self._marks.of(begun.secret, person))
            return True

        return await self._database.brief(work)

    async def acknowledged(self, id: str, person: str) -> bool:
        """Whether this person's acknowledgement was counted; for nobody but that person."""
        async with self._database.read() as session:
            begun = await announcements.find(session, id)
            if begun is None or not begun.secret:
                return False
            return bool(await announcements.marked(session, id, [self._marks.of(begun.secret, person)]))

    async def valid_for(self, person: str) -> tuple[Announcement, ...]:
        """What a person got and is valid still, the newest first."""
        async with self._database.read() as session:
            got = await deliveries.of_person(session, person)
            found = await announcements.some(session, list(got))
        return tuple(
            announcement_of(begun)
            for begun in found
            if begun.valid_until > now() and begun.state not in ("recalling", "recalled")
        )

    async def remove_expired(self) -> None:
        """Forgets who acknowledged what is no longer valid, and later everything of it; in small transactions."""
        at = now()
        await self._database.brief(lambda connection: announcements.forget_marks(connection, at))
        for id in await self._database.brief(lambda connection: announcements.expired(connection, at)):
            while await self._database.brief(lambda connection, id=id: deliveries.clear(connection, id)):
                pass
            await self._database.brief(lambda connection, id=id: announcements.remove(connection, id))

    def _spread(
        self,
        connection: Connection,
        id: str,
        whence: Sequence[State],
        values: Mapping[str, object],
        *,
        altering: bool = False,
    ) -> bool:
        round = announcements.next_round(connection, id, whence, values, altering=altering)
        if round is None:
            return False
        self._promises.spread(connection, id, round)
        return True

    async def _change(self, id: str, key: str, name: str, work: Callable[[Connection], bool]) -> None:
        """Does it once for the activity `key`. Raises WordedError, and then nothing happened, where it does not fit."""
        async with self._database.write() as session:
            if not await effects.first(session, key, f"announcement {name}"):
                return
            _changed_unless(await _brief(session, work))
        await self._following.show(id)


def _open_for_acknowledgement(begun: Begun) -> bool:
    return bool(begun.content["acknowledge"]) and bool(begun.secret) and begun.valid_until > now()


def _changed_unless(fits: bool) -> None:
    if not fits:
        raise WordedError("announcement-changed")


async def _brief(session: AsyncSession, work: Callable[[Connection], T]) -> T:
    """Does in the transaction of a session what is written for a brief one."""
    return await (await session.connection()).run_sync(work)
