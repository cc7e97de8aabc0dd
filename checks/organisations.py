"""Every municipality's folder is complete and consistent."""

from __future__ import annotations

from collections.abc import Iterator

from checks import Complaint
from checks.cards import LONGEST_TITLE
from domain.announcements.audiences import KINDS
from domain.announcements.composing import COMPOSERS
from domain.organisation import FOLDER, Organisation, load_organisation, organisation_names
from domain.roles import ROLES
from errors import OrganisationError


def complaints() -> list[Complaint]:
    """Everything that is wrong with any municipality."""
    found: list[Complaint] = []
    for name in organisation_names():
        try:
            organisation = load_organisation(name)
        except OrganisationError as error:
            found.append(Complaint(f"organisations/{name}", str(error)))
            continue
        found += [Complaint(f"organisations/{name}", what) for what in _of(organisation)]
    return found


def _of(organisation: Organisation) -> Iterator[str]:
    roles = frozenset(role for role, _ in organisation.roles)
    if roles | {"manager"} != frozenset(ROLES):
        yield f"roles: {', '.join(sorted((roles | {'manager'}) ^ frozenset(ROLES)))} missing or unknown"
    yield from (f"roles: the group of {role} is empty" for role, group in organisation.roles if not group.strip())
    unknown = sorted({role for role, _ in organisation.role_contacts} - frozenset(ROLES))
    if unknown:
        yield f"role_contacts: {', '.join(unknown)} unknown"
    rules = organisation.announcements
    strange = sorted({role for role, _ in rules.may_address} - frozenset(COMPOSERS))
    if strange:
        yield f"announcements.may_address: {', '.join(strange)} cannot write announcements"
    for what in sorted({what for _, some in rules.may_address for what in some}):
        kind, _, name = what.partition(":")
        named = {"group": rules.groups, "department": rules.departments, "location": rules.locations}.get(kind, ())
        if what not in ("everyone", *KINDS) and name not in named:
            yield f"announcements.may_address: there is no {what!r}"
    if organisation.workdays.since and not organisation.workdays.rates:
        yield "workdays have their dates and no rate"
    ids = [location.id for location in organisation.locations]
    if len(ids) != len(set(ids)):
        yield "two locations have the same id"
    for location in organisation.locations:
        if not location.words:
            yield f"location {location.id} has no words that people call it by"
        if location.zones and not location.desks:
            yield f"location {location.id} has zones but no desks"
    if not organisation.example_questions_nl or not organisation.example_questions_en:
        yield "no example questions in both languages"
    for question in (*organisation.example_questions_nl, *organisation.example_questions_en):
        if len(question) > LONGEST_TITLE:
            yield f"the example question {question!r} is longer than the {LONGEST_TITLE} characters of a button"
    if not list((FOLDER / organisation.id / "documents").glob("*.md")):
        yield "no documents"
