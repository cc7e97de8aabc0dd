"""More than 500 ways for a language model to be wrong, slow or hostile, and not one that reaches a person."""

from __future__ import annotations

import random
from collections.abc import AsyncGenerator, Iterator
from dataclasses import replace
from itertools import groupby

import pytest
import pytest_asyncio

from tests.hostile_claims import PRIVATE, Case, cases, honest
from tests.model_server import Asked, Reply
from tests.model_trial import Count, Trial, trial

PATIENCE = {"hanging": 0.4, "failing": 1.0}  # seconds: scaled down where a test would wait for it
PLENTY = 10.0

pytestmark = pytest.mark.asyncio(loop_scope="module")  # one knowledge base and one model for all of it


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def tried(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[Trial, None]:
    async with trial(tmp_path_factory.mktemp("hostile")) as made:
        yield made


def of_a_kind() -> Iterator[list[Case]]:
    for _, group in groupby(sorted(cases(), key=lambda case: case.kind), key=lambda case: case.kind):
        yield list(group)


async def test_there_are_more_than_500_cases_in_two_languages() -> None:
    assert len(cases()) > 500
    assert min(sum(case.language == language for case in cases()) for language in ("nl", "en")) > 250
    assert len({case.id for case in cases()}) == len(cases())


@pytest.mark.parametrize("group", list(of_a_kind()), ids=lambda group: group[0].kind)
async def test_nothing_of_it_reaches_a_person(tried: Trial, group: list[Case]) -> None:
    count = Count()
    for case in group:
        patience, asked = PATIENCE.get(case.kind, PLENTY), count.asked
        while count.asked == asked and patience <= PLENTY:  # a slow machine may need longer to come to asking
            await tried.run(case, count, patience=patience)
            patience *= 3
    assert count.unverified == []
    assert count.links == []
    assert count.leaks == []
    assert count.false == []
    assert count.late == []
    assert count.asked > 0.9 * len(group)
    if all(not case.shows_nothing for case in group):  # what is true in it does
        assert count.by_model > len(group) / 5


async def test_the_same_questions_are_answered_where_the_model_is_honest(tried: Trial) -> None:
    def script(asked: Asked) -> Reply:
        return honest(asked, random.Random(1))

    count = Count()
    for case in cases():
        if case.kind == "broken":
            await tried.run(replace(case, kind="honest", script=script, shows_nothing=False), count, patience=PLENTY)
    assert count.clean
    assert count.by_model > 0.75 * len(count.seconds)  # some English is too far from its Dutch for code to follow


async def test_the_words_for_the_asker_are_in_the_questions_that_were_asked() -> None:
    said = " ".join(case.question for case in cases())
    assert all(secret in said for secret in PRIVATE if secret not in ("5341GL", "a:1Kx9-geheim-gesprek"))
