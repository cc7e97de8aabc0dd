"""What came of it, from what the other side took: lost, doubled, and reported as unknown."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.chaos.asking import Asked
from benchmarks.chaos.far import Far, Request
from benchmarks.chaos.near import PEPPER
from benchmarks.chaos.plan import Plan, Told
from benchmarks.chaos.watching import Kill
from domain.announcements.marks import Marks
from store.alterations import OVER
from tests.announcing import chat, person
from tests.databases import found

JUST_NOW = 3.0  # seconds before a kill: so long ago the answer to what was being sent may have come

Place = tuple[str, int]  # an announcement and a person


@dataclass
class Count:
    """What was found. What is in `lost` and `doubled` is a defect; the rest is told."""

    lost: list[str] = field(default_factory=list[str])
    doubled: list[str] = field(default_factory=list[str])
    told: int = 0  # people who heard that it did not work, or perhaps did not
    done: Counter[str] = field(default_factory=Counter[str])  # operations, by what they are
    reported: Counter[str] = field(default_factory=Counter[str])  # deliveries, by how they ended
    unknown: list[int] = field(default_factory=list[int])  # of each kill: to how many it is unknown since
    unknown_without: list[str] = field(default_factory=list[str])  # "interrupted" though nobody was killed
    while_sending: int = 0  # kills at a moment at which a message was on its way
    not_left: int = 0  # unknown, and never asked of Teams
    on_its_way: int = 0  # unknown, and asked of Teams and not answered
    answered: int = 0  # unknown, and answered by Teams
    work_again: int = 0  # promised work that reached the other side more than once, under the same key


class Counting:
    """Reads the database and the other side's record once everything rests."""

    def __init__(self, url: str, far: Far, plan: Plan, asked: Sequence[Asked], kills: Sequence[Kill]) -> None:
        self._far = far
        self._plan = plan
        self._asked = asked
        self._kills = kills
        self._counted = Counter(int(n) for (n,) in found(url, "select n from counted"))
        columns = ", ".join(
            ("announcement", "number", "person", "state", "reason", "message", "version", "altering", "reminder")
        )
        self._rows = {(row[0], int(str(row[2])[-12:])): row for row in found(url, f"select {columns} from deliveries")}
        self._people = {(row[0], row[1]): int(str(row[2])[-12:]) for row in self._rows.values()}
        fields = "id, state, version, round, altering, reminded, altered, not_altered, secret"
        self._begun = {row[0]: row for row in found(url, f"select {fields} from announcements")}
        self._marks = {(row[0], row[1]) for row in found(url, "select announcement, mark from acknowledgements")}
        self._changes = found(url, "select announcement, number, before, after, reason from chaos_changes")
        self._posts: dict[tuple[str, str], list[Request]] = defaultdict(list)
        self._answers: dict[str, list[Request]] = defaultdict(list)
        for request in far.requests:
            if request.reply_to:
                self._answers[request.reply_to].append(request)
            elif request.method == "POST":
                self._posts[request.conversation, request.text.split(" v")[0]].append(request)
        self.count = Count()

    def all(self) -> Count:
        """Everything."""
        for asked in self._asked:
            self._sentence(asked)
        for n, times in self._counted.items():
            if times > 1:
                self.count.doubled.append(f"tel {n}: {times} times")
        for told in self._plan.told:
            self._announcement(told)
        self._unknown()
        return self.count

    def _sentence(self, asked: Asked) -> None:
        """Each has its effect, or the person was told."""
        verb, *words = asked.text.split()
        answers = self._answers[asked.activity]
        told = any(not answer.text.startswith("gedaan") for answer in answers)
        self.count.told += told
        if verb == "tel":
            done = self._counted[int(words[0])] > 0
        elif verb == "beloof":
            times = self._far.work[words[0]]
            self.count.work_again += max(0, times - 1)
            done = times > 0 or words[0] in self._far.given_up
        elif verb == "gezien":
            mark = Marks(PEPPER).of(str(self._begun[words[0]][8]), person(asked.person))
            done = (words[0], mark) in self._marks
        else:  # of an author, who says it again
            done = True
        self.count.done[verb] += done
        if not done and not told:
            self.count.lost.append(f"{asked.text} of {asked.person}: {[answer.text for answer in answers]}")

    def _announcement(self, told: Told) -> None:
        begun = self._begun[told.id]
        resent = Counter((row[0], self._people[row[0], row[1]]) for row in self._changes if row[3] == "waiting")
        reminded = missed = 0
        for number in told.people:
            row, place = self._rows.get((told.id, number)), (told.id, number)
            posts = [post for post in self._posts[chat(number), told.id] if post.taken]
            reminders = [post for post in self._posts[chat(number), f"herinnering {told.id}"] if post.taken]
            if len(posts) > 1 + resent[place]:
                self.count.doubled.append(f"{told.id} to {number}: {len(posts)} times, resent {resent[place]}")
            if len(reminders) > 1:
                self.count.doubled.append(f"reminder of {told.id} to {number}: {len(reminders)} times")
            if row is None:
                if not told.stop:  # else it may have been stopped before it was known who gets it
                    self.count.lost.append(f"{told.id} to {number}: not in the ledger")
                continue
            self.count.reported[f"{row[3]} {row[4]}".strip()] += 1
            self._delivery(told, begun, row, posts, number)
            if begun[5] and row[3] == "delivered" and row[8] != OVER and not resent[place]:  # else it came too late
                self.count.lost.append(f"{told.id} to {number}: the reminder never ended")
            if begun[5] and row[3] in ("delivered", "recalled"):
                reminded += len(reminders)
                missed += row[8] == OVER and not reminders and number not in told.acknowledged
        if begun[5]:
            self.count.done["reminder"] += reminded
            if missed > begun[7]:
                self.count.lost.append(f"reminders of {told.id}: {missed} had none, and {begun[7]} are reported")

    def _delivery(self, told: Told, begun: Any, row: Any, posts: list[Request], number: int) -> None:
        _, _, _, state, _, message, version, altering, _ = row
        where = f"{told.id} to {number}, {state}, {begun[1]}"
        seen = self._far.messages.get(message)
        rests = begun[1] in ("stopped", "recalling", "recalled", "paused")
        if state == "sending" or (state == "waiting" and not rests):
            self.count.lost.append(f"{where}: never ended")
        elif state == "waiting" and posts:
            self.count.lost.append(f"{where}: arrived, and that is not reported")
        elif state in ("delivered", "recalled") and (not posts or (seen is None and message)):
            self.count.lost.append(f"{where}: never arrived")
        self.count.done["delivery"] += state in ("delivered", "recalled")
        if state == "delivered" and seen is not None and altering >= 0:
            if seen.deleted:
                self.count.lost.append(f"{where}: deleted, and that is not reported")
            elif begun[1] == "recalled":
                self.count.lost.append(f"{where}: not recalled")
            elif seen.text != f"{told.id} v{version}" or version != begun[2]:
                self.count.lost.append(f"{where}: shows {seen.text}, the ledger {version} of {begun[2]}")
            self.count.done["edit"] += version - 1
        if state == "recalled":
            self.count.done["deletion"] += 1
            if seen is not None and not seen.deleted:
                self.count.lost.append(f"{where}: not deleted")

    def _unknown(self) -> None:
        """To which kill each message belongs of which nobody knows whether it arrived."""
        by_kill = [0] * len(self._kills)
        given = Counter[Place]()
        for announcement, number, _, after, reason in self._changes:
            if after != "unknown" or reason != "interrupted":
                continue
            place = (str(announcement), int(number))
            kills = [n for n, kill in enumerate(self._kills) if place in kill.sending]
            if not kills:
                self.count.unknown_without.append(f"{announcement} {number}")
                continue
            kill = kills[min(given[place], len(kills) - 1)]
            given[place] += 1
            by_kill[kill] += 1
            self._where(place, self._kills[kill])
        self.count.unknown = by_kill
        before = [
            frozenset[Place](),
            *(kill.sending for kill in self._kills),
        ]  # what an earlier kill cut off may still be so
        self.count.while_sending = sum(
            bool(kill.sending - left) for kill, left in zip(self._kills, before, strict=False)
        )

    def _where(self, place: Place, kill: Kill) -> None:
        """How far the message was that was cut off."""
        posts = self._posts[chat(self._people[place]), place[0]]
        before = [post for post in posts if post.at <= kill.at + JUST_NOW / 10]
        if any(not post.answered or post.answered > kill.at for post in before):
            self.count.on_its_way += 1
        elif any(post.at > kill.at - JUST_NOW for post in before):
            self.count.answered += 1
        else:
            self.count.not_left += 1
