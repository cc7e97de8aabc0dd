"""Finding what is like a new description: in other words, in English too, and nothing where nothing is."""

from __future__ import annotations

import random

import pytest

from knowledge.alike import Alike, Described
from tests.similar import many, others, pairs

AROUND = 1200  # others that the right one is found among


@pytest.fixture(scope="module")
def alike() -> Alike:
    made = Alike()
    made.put([pair.there for half in ("build", "check") for pair in pairs(half)])
    made.put([*others(), *many(AROUND)])
    return made


@pytest.mark.parametrize("half", ["build", "check"])
def test_nine_of_ten_new_ones_find_the_one_that_is_like_them_in_the_first_three(alike: Alike, half: str) -> None:
    some = pairs(half)
    found = [pair.there.id in [each.id for each in alike.search(pair.new.title, pair.new.what, 3)] for pair in some]
    assert len(some) == 50
    assert sum(found) >= 45, [pair.new.title for pair, right in zip(some, found, strict=True) if not right]


def test_the_same_words_are_likest_and_a_score_is_from_nothing_to_one(alike: Alike) -> None:
    for pair in pairs("build")[:10]:
        first, *rest = alike.search(pair.there.title, pair.there.what)
        assert first.id == pair.there.id
        assert 0.9 <= first.score <= 1.0
        assert all(0.0 < each.score < first.score for each in rest)
        assert pair.there.id not in [each.id for each in alike.search(pair.there.title, besides=pair.there.id)]


def test_nothing_is_like_what_says_nothing() -> None:
    alike = Alike()
    assert alike.search("Bankje", "Bij de deur") == []
    alike.put([Described("a", "Fietspomp", "In de stalling")])
    for words in ("", "   ", "de het een", "!!! ???", "\x00\u202e", "x" * 5000, "Kerstdiner voor alleenstaanden"):
        assert alike.search(words, words) == []


def test_after_any_changes_it_finds_as_one_that_was_filled_at_once() -> None:
    source, changing, there = random.Random(3), Alike(), dict[str, Described]()
    texts = [pair.there for half in ("build", "check") for pair in pairs(half)]
    for _ in range(60):
        some = source.sample(texts, source.randint(1, 12))
        if source.random() < 0.3:
            changing.drop([each.id for each in some])
            there = {id: each for id, each in there.items() if id not in {one.id for one in some}}
        else:
            changed = [Described(each.id, source.choice(texts).title, each.what) for each in some]
            changing.put(changed)
            there |= {each.id: each for each in changed}
    assert len(changing) == len(there)
    for each in there.values():
        found = changing.search(each.title, each.what, 1)
        assert found
        assert there[found[0].id].title == each.title or found[0].score >= 0.9
    gone = [each for each in texts if each.id not in there]
    assert not {each.id for each in gone} & {
        found.id for each in gone for found in changing.search(each.title, each.what)
    }
