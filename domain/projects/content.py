"""What a project start document says: every field of it, as its author means it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

# The steps of the card, in the order in which they are asked; a municipality leaves out what it does not want.
Step = Literal[
    "assignment",
    "why",
    "what",
    "how",
    "compass",
    "vision",
    "scope",
    "outside",
    "team",
    "money",
    "planning",
    "risks",
    "communication",
    "links",
    "lane",
]
# The four roles of a government towards society, after the Netherlands School of Public Administration.
NsobRole = Literal["lawful", "performing", "networking", "responsive"]
# How somebody outside takes part, from only hearing of it to doing it themselves.
Participation = Literal[
    "informing", "consulting", "advising", "co_creating", "assembly", "residents_initiative", "right_to_challenge"
]
Lane = Literal["fast", "slow"]
Level = Literal["low", "medium", "high"]

STEPS: tuple[Step, ...] = get_args(Step)
NSOB_ROLES: tuple[NsobRole, ...] = get_args(NsobRole)
PARTICIPATIONS: tuple[Participation, ...] = get_args(Participation)
LANES: tuple[Lane, ...] = get_args(Lane)
LEVELS: tuple[Level, ...] = get_args(Level)
GLOBAL_GOALS = range(1, 18)  # the Sustainable Development Goals of the United Nations, by number


@dataclass(frozen=True)
class Colleague:
    """Somebody by Entra object id, with the name that Entra had when he was chosen."""

    id: str
    name: str


@dataclass(frozen=True)
class Partner:
    """Who outside the municipality is involved, how, and why that form."""

    name: str
    form: Participation
    why: str = ""


@dataclass(frozen=True)
class Member:
    """Somebody in the team. `hours`: for the whole project. `id` "": somebody who is not in Entra, or not known yet."""

    name: str
    part: str = ""  # what he does in it
    hours: int = 0
    id: str = ""


@dataclass(frozen=True)
class Money:
    """What it costs and yields, in cents; None: not filled in. See money.py for the payback time."""

    investment: int | None = None
    yearly_costs: int | None = None
    yearly_savings: int | None = None
    explanation: str = ""


@dataclass(frozen=True)
class Milestone:
    """Something that is there on a day."""

    name: str
    day: date


@dataclass(frozen=True)
class Risk:
    """What may go wrong, how likely and how bad that is, and what is done about it."""

    what: str
    chance: Level
    effect: Level
    measure: str = ""


@dataclass(frozen=True)
class Link:
    """Another project that this one has to do with. `project` "": one that Koers does not have."""

    name: str
    how: str = ""
    project: str = ""


@dataclass(frozen=True)
class VisionPassage:
    """A passage of the vision that the project serves. `quote` stands in the document, character for character."""

    document: str  # its id
    title: str
    section: str  # headings from outer to inner, joined by " > "
    quote: str
    url: str  # opens the document at the quote


@dataclass(frozen=True)
class StartDocument:
    """The whole document. Texts are plain, and may have several lines; what is not filled in is empty or None.

    `compass`: ids of what the municipality names in [[projects.compass]], such as the parts of 3x3. `role` is the
    main role, `other_roles` those beside it. `unread`: what was typed in a field and could not be read (a date, an
    amount), by the name of the field, so that it can be shown again; such a document cannot be asked approval for.
    """

    name: str = ""
    principal: Colleague | None = None  # the opdrachtgever
    contractor: Colleague | None = None  # the opdrachtnemer
    deputy: Colleague | None = None  # may approve in the place of the opdrachtgever
    department: str = ""
    reason: str = ""
    task: str = ""  # the societal task
    goal: str = ""
    result: str = ""  # WAT, with `effect`
    effect: str = ""
    approach: str = ""  # HOE
    role: NsobRole | None = None
    other_roles: tuple[NsobRole, ...] = ()
    role_why: str = ""
    compass: tuple[str, ...] = ()
    goals: tuple[int, ...] = ()  # Global Goals, by number
    passages: tuple[VisionPassage, ...] = ()
    in_scope: str = ""
    out_of_scope: str = ""
    partners: tuple[Partner, ...] = ()
    team: tuple[Member, ...] = ()
    money: Money = Money()
    start: date | None = None
    end: date | None = None
    milestones: tuple[Milestone, ...] = ()
    risks: tuple[Risk, ...] = ()
    communication: str = ""
    links: tuple[Link, ...] = ()
    lane: Lane | None = None
    unread: tuple[tuple[str, str], ...] = ()

    @property
    def hours(self) -> int:
        """The hours of the whole team."""
        return sum(member.hours for member in self.team)


# The fields of each step: what is saved at a step changes these and nothing else.
FIELDS: dict[Step, tuple[str, ...]] = {
    "assignment": ("name", "principal", "contractor", "deputy", "department"),
    "why": ("reason", "task", "goal"),
    "what": ("result", "effect"),
    "how": ("approach", "role", "other_roles", "role_why"),
    "compass": ("compass", "goals"),
    "vision": ("passages",),
    "scope": ("in_scope", "out_of_scope"),
    "outside": ("partners",),
    "team": ("team",),
    "money": ("money",),
    "planning": ("start", "end", "milestones"),
    "risks": ("risks",),
    "communication": ("communication",),
    "links": ("links",),
    "lane": ("lane",),
}
