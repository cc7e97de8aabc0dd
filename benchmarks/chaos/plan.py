"""What is asked of Koers: so many operations of all kinds, made of a seed."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Literal

from tests.announcing import Somebody, Staff, person

PEOPLE = 600  # more than a slice of an announcement to everyone
GROUPS = 12
SMALLEST, LARGEST = 15, 90  # people in a group
EVERYBODY = "everyone"

Step = Literal["correct", "remind", "recall", "resend"]


@dataclass(frozen=True)
class Said:
    """A sentence that somebody says: "tel 3" is to be counted, "beloof 3" promises a piece of work."""

    text: str
    person: int


@dataclass(frozen=True)
class Told:
    """An announcement: to whom, whether it is paused on the way, who acknowledges it, and what is done with it."""

    id: str
    group: str
    people: tuple[int, ...]
    pause: bool
    stop: bool
    acknowledged: tuple[int, ...]
    steps: tuple[Step, ...]

    @property
    def operations(self) -> int:
        """Each delivery, acknowledgement, edit, reminder and deletion is one."""
        again = sum(step in ("correct", "recall") for step in self.steps)
        reminded = (len(self.people) - len(self.acknowledged)) * ("remind" in self.steps)
        return len(self.people) * (1 + again) + len(self.acknowledged) + reminded


@dataclass(frozen=True)
class Plan:
    """All of it."""

    said: tuple[Said, ...]
    told: tuple[Told, ...]

    @property
    def operations(self) -> int:
        """How many things must happen once."""
        return len(self.said) + sum(told.operations for told in self.told)


def plan(operations: int, seed: int) -> Plan:
    """About so many operations: a fifth of them sentences to count, a seventh promised work, the rest announcements."""
    chance = random.Random(seed)
    groups = groups_of(seed)
    count, promise = operations // 5, operations // 7
    said = [Said(f"tel {n}", chance.randint(1, PEOPLE)) for n in range(count)]
    said += [Said(f"beloof {n}", chance.randint(1, PEOPLE)) for n in range(promise)]
    chance.shuffle(said)
    told: list[Told] = []
    left = operations - len(said)
    while left > 0:
        told.append(_told(f"k{len(told)}", groups, chance, left))
        left -= told[-1].operations
    return Plan(tuple(said), tuple(told))


def groups_of(seed: int) -> dict[str, list[int]]:
    """Who is in which group."""
    chance = random.Random(f"groups {seed}")
    everybody = range(1, PEOPLE + 1)
    return {f"g{n}": sorted(chance.sample(everybody, chance.randint(SMALLEST, LARGEST))) for n in range(GROUPS)}


def staff(seed: int) -> Staff:
    """Entra, in which everybody of the plan is."""
    parts = {name: [person(n) for n in people] for name, people in groups_of(seed).items()}
    return Staff([Somebody(person(n)) for n in range(1, PEOPLE + 1)], parts)


def _told(id: str, groups: dict[str, list[int]], chance: random.Random, left: int) -> Told:
    group = EVERYBODY if left > 2000 and chance.random() < 0.15 else chance.choice(sorted(groups))
    people = tuple(range(1, PEOPLE + 1)) if group == EVERYBODY else tuple(groups[group])
    steps: list[Step] = [step for step in ("correct", "remind", "resend") if chance.random() < 0.4]
    chance.shuffle(steps)
    if chance.random() < 0.35:
        steps.append("recall")
    acknowledged = tuple(sorted(chance.sample(people, len(people) // 5)))
    return Told(id, group, people, chance.random() < 0.4, chance.random() < 0.1, acknowledged, tuple(steps))
