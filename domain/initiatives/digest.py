"""The weekly digest: what is new goes to one channel, once a week whatever restarts."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from domain.initiatives.configured import InitiativeRules
from domain.initiatives.desk import Desk
from domain.initiatives.hearing import Notices
from domain.initiatives.model import Digest
from domain.initiatives.promises import DIGEST
from domain.initiatives.seeing import campaign_of, named, shown
from domain.messenger import Leaving
from domain.workspaces.notices import Notice
from domain.workspaces.once import once
from errors import WordedError
from store import campaigns, conversations, initiative_people, initiatives
from store.initiatives import Wish
from store.work import Attempt, GoOn, Kind, Payload, enqueue

WEEK = timedelta(days=7)
LATE = timedelta(days=5)  # who hears of a week after that hears of the next one almost at once
MOST = 15  # of each kind on one card

log = logging.getLogger(__name__)


class Digests:
    """Chooses the channel, promises each week's and sends it."""

    def __init__(self, desk: Desk, notices: Callable[[], Notices | None]) -> None:
        self._desk = desk
        self._notices = notices

    async def digest_here(self, person: str, conversation: str) -> None:
        """Sends the digest to this channel from now on, by who has the role.

        Raises WordedError "initiatives-digest-configured" where organisation.toml says which channel, and
        "initiatives-digest-channel" for what is no channel where Koers is.
        """
        await self._may_choose(person)
        async with self._desk.database.read() as session:
            known = await conversations.find(session, conversation)
        if known is None or known.kind != "channel":
            raise WordedError("initiatives-digest-channel")
        async with self._desk.database.write() as session:
            await campaigns.choose_digest_channel(session, self._desk.id, conversation)
        await self.promise()

    async def no_digest(self, person: str) -> None:
        """Sends it nowhere, by who has the role. Raises WordedError "initiatives-digest-configured" likewise."""
        await self._may_choose(person)
        async with self._desk.database.write() as session:
            await campaigns.choose_digest_channel(session, self._desk.id, "")

    async def promise(self) -> None:
        """Promises the next one. To be called as often as the store is swept: each week it is one piece of work."""
        if not self._desk.rules.on or not await self._channel():
            return
        moment = next_moment(self._desk.rules, self._desk.now().astimezone(self._desk.organisation.time_zone))
        key = f"{self._desk.id}:{moment.isoformat()}"
        async with self._desk.database.write() as session:
            await enqueue(session, DIGEST, key, {"at": moment.isoformat()}, moment)

    def kinds(self) -> Mapping[str, Kind]:
        """The durable work, by its name."""
        return {DIGEST: Kind(self.send)}

    async def send(self, payload: Payload, attempt: Attempt) -> GoOn | None:
        """Sends one, to the channel that is chosen by then; nothing where there is nothing to tell."""
        moment, notices = datetime.fromisoformat(str(payload["at"])), self._notices()
        conversation = await self._channel()
        if not self._desk.rules.on or not conversation or notices is None:
            return None
        local = moment.astimezone(self._desk.organisation.time_zone)
        planned = (
            next_moment(self._desk.rules, local - timedelta(seconds=1)) == moment
        )  # or it is on another day by now
        if not planned or self._desk.now() - moment > LATE:
            return None
        digest = await self.of_week(moment)
        if not digest.empty:

            async def tell(leaving: Leaving) -> Notice:
                return await notices.digest(conversation, digest, leaving)

            notice = await once(self._desk.database, f"{DIGEST}:{attempt.key}", tell)
            if notice is not None and notice.outcome.fate != "delivered":
                log.warning("the digest of initiatives was %s: %s", notice.outcome.fate, notice.outcome.why)
        await self.promise()
        return None

    async def of_week(self, moment: datetime) -> Digest:
        """What happened in the week before a moment, as anybody may see it."""
        rules, local = self._desk.rules, moment.astimezone(self._desk.organisation.time_zone)
        day, since = local.date(), local - WEEK  # by the clock on the wall, which may change in between
        async with self._desk.database.read() as session:
            begun = await initiatives.begun(session, self._desk.id, since, moment)
            given = await initiative_people.given_since(session, since, moment)
            new = {kept.id for kept in begun}
            ids = list(dict.fromkeys(each.initiative for each in given if each.initiative not in new))
            moved = await initiatives.find_all(session, self._desk.id, ids[-MOST:])
            open = await campaigns.since(session, self._desk.id, day)
            counts = await initiatives.count(session, self._desk.id, Wish())
            seen_new = await shown(session, "", begun[-MOST:])
            seen_moved = await shown(session, "", [moved[id] for id in ids if id in moved])
        ended = {status.id for status in rules.statuses if status.kind == "ended"}
        return Digest(
            day,
            await named(self._desk, seen_new),
            await named(self._desk, seen_moved),
            tuple(campaign_of(each) for each in open if not each.closed)[:MOST],
            sum(number for (_, status), number in counts.items() if status not in ended),
            more_new=len(begun) - len(seen_new),
            more_moved=len(ids[:-MOST]),
        )

    async def _may_choose(self, person: str) -> None:
        await self._desk.need(person, "digest")
        if self._desk.rules.channel:
            raise WordedError("initiatives-digest-configured")

    async def _channel(self) -> str:
        if self._desk.rules.channel:
            return self._desk.rules.channel
        async with self._desk.database.read() as session:
            return await campaigns.digest_channel(session, self._desk.id)


def next_moment(rules: InitiativeRules, now: datetime) -> datetime:
    """The first moment of a digest after `now`, which is in the municipality's time zone."""
    day = now.date() + timedelta(days=(rules.digest_day - now.weekday()) % 7)
    moment = datetime.combine(day, rules.digest_at, now.tzinfo)
    return moment if moment > now else datetime.combine(day + WEEK, rules.digest_at, now.tzinfo)
