"""A municipality as its organisation.toml describes it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from domain.holidays import Holidays, read_holidays
from domain.house_style import HouseStyle, house_style
from domain.initiatives.configured import InitiativeRules, read_initiatives
from domain.projects.configured import ProjectRules, project_rules
from domain.sharepoint import SharePoint, sharepoint
from domain.workdays.rules import WorkdayRules, read_workdays
from domain.workspaces.configured import Opening, WorkspaceRules, opening, workspace_rules
from errors import OrganisationError
from locales import Language

FOLDER = Path(__file__).resolve().parent.parent / "organisations"
OBJECT_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)  # of a group in Entra


@dataclass(frozen=True)
class Zone:
    """A kind of place inside a location, such as the quiet part."""

    id: str
    name_nl: str
    name_en: str
    words: tuple[str, ...]  # how people call it, in both languages
    section: str = ""  # the display name of the section in Microsoft Places; "": that of the zone

    def name(self, language: Language) -> str:
        """What the zone is called in a language."""
        return self.name_nl if language == "nl" else self.name_en


@dataclass(frozen=True)
class Location:
    """Where people work. `desks` False: no desk to reserve there; `rooms` the same of rooms and call booths.

    `partner`: an organisation nearby, where somebody only says that he comes; `capacity`: how many may, 0 any number.
    `flex_ratio`: desks for each person who works there.
    """

    id: str
    name_nl: str
    name_en: str
    words: tuple[str, ...]
    desks: bool
    zones: tuple[Zone, ...]
    building: str = ""  # the display name of the building in Microsoft Places; "": that of the location
    rooms: bool = False
    partner: bool = False
    capacity: int = 0
    flex_ratio: float | None = None
    opening: Opening = field(default_factory=Opening)

    def name(self, language: Language) -> str:
        """What the location is called in a language."""
        return self.name_nl if language == "nl" else self.name_en


@dataclass(frozen=True)
class Contact:
    """Whom to ask when Koers does not know: a role or desk of the municipality, not a person."""

    name_nl: str
    name_en: str
    address: str
    topics: tuple[str, ...]  # words in a question that lead to this contact

    def name(self, language: Language) -> str:
        """What the contact is called in a language."""
        return self.name_nl if language == "nl" else self.name_en


@dataclass(frozen=True)
class Library:
    """The SharePoint library that holds the vision documents."""

    site: str  # path of the site below the tenant's host, such as /sites/visie
    drive: str  # name of the library
    readers_group: str  # display name of the group of all employees, or its object id
    answers_folder: str = "Antwoorden van Koers"  # where the answers go that an owner of the vision adds


@dataclass(frozen=True)
class Links:
    """Pages of the municipality that the app points at."""

    website: str
    privacy: str
    terms: str


@dataclass(frozen=True)
class AnnouncementRules:
    """How the municipality wants announcements: who may address whom, and from when on a second person approves.

    `may_address`: role -> "everyone", "groups", "departments" and "locations", or one of these by name, such as
    "department:Wonen". `groups`: the Entra groups that can be addressed, by display name or object id; `departments`
    and `locations`: the values of these fields of a person in Entra that can. `few_up_to`: to so many people at most
    two messages are under way at once, so that a killed process leaves at most two of which nobody knows what became.
    """

    approval_above: int = 50  # people
    growth_percent: int = 10  # how much an audience may grow between approval and sending
    few_up_to: int = 2500  # people
    groups: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    locations: tuple[str, ...] = ()
    may_address: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("communication", ("everyone", "groups", "departments", "locations")),
    )
    pictures_folder: str = ""  # of the document library, with the pictures that a message can have


@dataclass(frozen=True)
class Organisation:
    """One municipality. Everything that differs between municipalities is in here and nowhere else."""

    id: str
    name: str
    other_names: tuple[str, ...]
    time_zone: ZoneInfo
    locations: tuple[Location, ...]
    contacts: tuple[Contact, ...]  # the first is the one to fall back on
    library: Library
    links: Links
    roles: tuple[tuple[str, str], ...]  # role -> display name of the Entra group, or its object id
    example_questions_nl: tuple[str, ...]
    example_questions_en: tuple[str, ...]
    role_contacts: tuple[tuple[str, Contact], ...] = ()  # role -> who hands it out
    announcements: AnnouncementRules = AnnouncementRules()
    workspaces: WorkspaceRules = field(default_factory=WorkspaceRules)
    workdays: WorkdayRules = field(default_factory=WorkdayRules)
    initiatives: InitiativeRules = field(default_factory=InitiativeRules)
    holidays: Holidays = field(default_factory=Holidays)
    house_style: HouseStyle = field(default_factory=HouseStyle)
    projects: ProjectRules = field(default_factory=ProjectRules)
    sharepoint: SharePoint = field(default_factory=SharePoint)

    def location(self, id: str) -> Location | None:
        """The location with this id."""
        return next((location for location in self.locations if location.id == id), None)

    def zone(self, location: str, id: str) -> Zone | None:
        """The zone with this id at a location."""
        found = self.location(location)
        return None if found is None else next((zone for zone in found.zones if zone.id == id), None)

    def example_questions(self, language: Language) -> tuple[str, ...]:
        """Questions to begin with, in a language; the documents answer each of them."""
        return self.example_questions_nl if language == "nl" else self.example_questions_en

    def contact_for(self, text: str) -> Contact:
        """Whom to ask about a text: the contact whose topics it mentions, else the first."""
        lowered = text.lower()
        for contact in self.contacts:
            if any(topic in lowered for topic in contact.topics):
                return contact
        return self.contacts[0]

    def contact_for_role(self, role: str) -> Contact:
        """Who hands a role out: its own contact, else that of the administrator, else the first."""
        contacts = dict(self.role_contacts)
        return contacts.get(role) or contacts.get("administrator") or self.contacts[0]


def organisation_names() -> tuple[str, ...]:
    """The municipalities that have a folder, in alphabetical order."""
    return tuple(sorted(path.parent.name for path in FOLDER.glob("*/organisation.toml")))


def load_organisation(name: str) -> Organisation:
    """The municipality called `name`. Raises OrganisationError that says what is wrong and what there is."""
    path = FOLDER / name / "organisation.toml"
    if name not in organisation_names():
        raise OrganisationError(f"no organisation {name!r}; there are: {', '.join(organisation_names())}")
    try:
        with path.open("rb") as file:
            return _read(name, tomllib.load(file))
    except tomllib.TOMLDecodeError as error:
        raise OrganisationError(f"{name}/organisation.toml: {error}") from error
    except KeyError as error:
        raise OrganisationError(f"{name}/organisation.toml: {error.args[0]} is missing") from error
    except (TypeError, ValueError, IndexError) as error:
        raise OrganisationError(f"{name}/organisation.toml: {error}") from error


def _read(name: str, data: dict[str, Any]) -> Organisation:
    contacts = tuple(
        Contact(item["nl"], item["en"], item["address"], tuple(word.lower() for word in item.get("topics", ())))
        for item in data["contact"]
    )
    zones = {
        str(item["id"]): frozenset(zone["id"] for zone in item.get("zone", ())) for item in data.get("location", ())
    }
    rules = workspace_rules(data.get("workspaces", {}), zones)
    return Organisation(
        id=name,
        name=data["name"],
        other_names=tuple(data.get("other_names", ())),
        time_zone=ZoneInfo(data.get("time_zone", "Europe/Amsterdam")),
        locations=tuple(_location(item, rules.opening) for item in data.get("location", ())),
        contacts=contacts,
        library=Library(**data["library"]),
        links=Links(**data["links"]),
        roles=tuple(sorted(data["roles"].items())),
        example_questions_nl=tuple(data["example_questions"]["nl"]),
        example_questions_en=tuple(data["example_questions"]["en"]),
        role_contacts=tuple(
            (role, _at(address, role, contacts)) for role, address in sorted(data.get("role_contacts", {}).items())
        ),
        announcements=_announcements(data.get("announcements", {})),
        workspaces=rules,
        workdays=read_workdays(data.get("workdays", {})),
        initiatives=read_initiatives(data.get("initiatives"), tuple(data["roles"])),
        holidays=read_holidays(data.get("holidays", {})),
        house_style=house_style(data.get("house_style", {})),
        projects=project_rules(data.get("projects", {})),
        sharepoint=sharepoint(data.get("sharepoint", {})),
    )


def _announcements(data: dict[str, Any]) -> AnnouncementRules:
    usual = AnnouncementRules()
    addressed = data.get("may_address")
    rules = AnnouncementRules(
        approval_above=int(data.get("approval_above", usual.approval_above)),
        growth_percent=int(data.get("growth_percent", usual.growth_percent)),
        few_up_to=int(data.get("few_up_to", usual.few_up_to)),
        groups=tuple(data.get("groups", ())),
        departments=tuple(data.get("departments", ())),
        locations=tuple(data.get("locations", ())),
        may_address=usual.may_address
        if addressed is None
        else tuple((role, tuple(str(what) for what in some)) for role, some in sorted(addressed.items())),
        pictures_folder=str(data.get("pictures_folder", "")),
    )
    if min(rules.approval_above, rules.growth_percent, rules.few_up_to) < 0:
        raise ValueError("announcements: approval_above, growth_percent and few_up_to cannot be less than 0")
    return rules


def _at(address: str, role: str, contacts: tuple[Contact, ...]) -> Contact:
    for contact in contacts:
        if contact.address == address:
            return contact
    raise ValueError(f"role_contacts: no contact has the address {address!r} of {role}")


def _location(item: dict[str, Any], usual: Opening) -> Location:
    zones = tuple(
        Zone(zone["id"], zone["nl"], zone["en"], tuple(zone.get("words", ())), str(zone.get("section", "")))
        for zone in item.get("zone", ())
    )
    ratio, capacity = item.get("flex_ratio"), int(item.get("capacity", 0))
    if (ratio is not None and not 0 < float(ratio) <= 10) or capacity < 0:
        raise ValueError(f"location {item['id']}: flex_ratio is desks for each person, such as 0.7")
    return Location(
        id=item["id"],
        name_nl=item["nl"],
        name_en=item["en"],
        words=tuple(item.get("words", ())),
        desks=bool(item["desks"]),
        zones=zones,
        building=str(item.get("building", "")),
        rooms=bool(item.get("rooms", False)),
        partner=bool(item.get("partner", False)),
        capacity=capacity,
        flex_ratio=None if ratio is None else float(ratio),
        opening=opening(item, usual),
    )
