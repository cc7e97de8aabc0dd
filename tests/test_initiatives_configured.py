"""What a municipality says of initiatives in organisation.toml, and what of it is refused with a reason."""

from __future__ import annotations

import tomllib
from datetime import time

import pytest

from domain.initiatives.configured import InitiativeRules, read_initiatives

ROLES = ("employee", "communication", "vision_owner")
STATUSES = "".join(
    f'[[status]]\nid = "{kind}"\nnl = "{kind}"\nen = "{kind}"\nkind = "{kind}"\n' for kind in ("new", "going", "ended")
)


def rules(toml: str) -> InitiativeRules:
    return read_initiatives(tomllib.loads(toml), ROLES)


def test_without_a_table_there_are_none_and_with_an_empty_one_the_usual_five_headings() -> None:
    assert not read_initiatives(None, ROLES).on
    usual = rules("")
    assert usual.on
    assert [heading.nl for heading in usual.headings] == [
        "Organisatie",
        "Dienstverlening",
        "Medewerkers & managers",
        "Digitaal",
        "Huisvesting",
    ]
    assert [status.kind for status in usual.statuses] == ["new", "going", "going", "ended", "project"]
    assert usual.roles_for("status") == ("communication",)


def test_a_municipality_names_its_own() -> None:
    own = rules(
        'digest_day = "friday"\ndigest_at = "15:30"\nmay.status = ["vision_owner"]\n'
        '[[heading]]\nid = "stad"\nnl = "De stad"\nen = "The city"\n'
        '[[serves]]\nid = "doel-1"\nnl = "Doel"\nen = "Goal"\n'
    )
    assert (own.digest_day, own.digest_at, own.roles_for("status")) == (4, time(15, 30), ("vision_owner",))
    stad, doel = own.heading("stad"), own.served("doel-1")
    assert stad is not None
    assert doel is not None
    assert (stad.name("en"), doel.name("nl"), own.heading("digitaal")) == ("The city", "Doel", None)


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ('digest_day = "someday"', "digest_day"),
        ('digest_at = "25:00"', "25"),
        (STATUSES, "no status of kind project"),
        (STATUSES.replace('kind = "new"', 'kind = "begun"'), "begun"),
        ('[[heading]]\nid = "A B"\nnl = "A"\nen = "A"', "A B"),
        ('[[heading]]\nid = "a"\nnl = " "\nen = "A"', "both languages"),
        ('[[serves]]\nid = "a"\nnl = "A"\nen = "A"\n[[serves]]\nid = "a"\nnl = "B"\nen = "B"', "the same"),
        ('[[serves]]\nid = "a"\nnl = "A"\nen = "A"\n[[serves]]\nid = "b"\nnl = "A"\nen = "B"', "the same"),
        ('may.fly = ["communication"]', "fly"),
        ('may.status = ["king"]', "king"),
        ("kept_years = 0", "kept_years"),
        ("heading = []", "headings"),
    ],
)
def test_what_cannot_be_is_refused_with_what_is_wrong(toml: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        rules(toml)
