"""An answer of which nothing reached Teams is given after a while, once; not when some of it is there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

import pytest

from bot.connector import ATTEMPTS
from bot.routes import Route
from cards.actions import Action
from cards.card import CardBuilder
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from store import effects
from store.database import Database
from tests.databases import found
from tests.wire import AT_ONCE, QUICK, wired

UNREACHED: list[tuple[int, dict[str, str], Any]] = [(429, {"Retry-After": "0"}, {})] * ATTEMPTS  # one message


@dataclass(frozen=True)
class Sign(Action):
    verb: ClassVar[str] = "test.sign"
    once: ClassVar[bool] = True


class Answers:
    """Answers what is said, and a button with an effect that happens once."""

    def __init__(self, database: Database, text: str = "Antwoord") -> None:
        self.database = database
        self.text = text
        self.asked = self.signed = 0

    async def __call__(self, turn: Turn, services: Services) -> Reply:
        if turn.text == "knop":
            return Reply(card=CardBuilder("Tekenen?").execute("Teken", Sign()).build())
        self.asked += 1
        async with self.database.write() as session:
            self.signed += await effects.first(session, turn.key, "sign")
        return Reply(text=self.text)

    @property
    def route(self) -> Route:
        return Route("sign", "", self, buttons=(Sign,))


@pytest.fixture
async def answers(database: Database) -> Answers:
    return Answers(database)


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is put off is due at once, two times."""
    monkeypatch.setattr("bot.inbox.AGAIN", (0.0, 0.0))
    monkeypatch.setattr("bot.going_on.EVERY", 0.01)


def states(database: Database) -> list[tuple[str, int]]:
    return found(database, "select state, tries from inbox order by at")


@pytest.mark.usefixtures("soon")
async def test_an_answer_that_did_not_reach_teams_is_given_later_and_its_effect_happens_once(
    tmp_path: Path, answers: Answers
) -> None:
    async with wired(tmp_path, database=answers.database, sentence=answers) as line:
        line.answers += UNREACHED
        await line.say("teken")
        await line.until(lambda: states(answers.database) == [("answered", 2)])
        assert [sent.text for sent in line.messages()] == ["Antwoord"]
    assert (answers.asked, answers.signed) == (2, 1)


@pytest.mark.usefixtures("soon")
async def test_an_answer_that_never_reaches_teams_is_given_up_after_some_tries(
    tmp_path: Path, answers: Answers
) -> None:
    async with wired(tmp_path, database=answers.database, sentence=answers) as line:
        line.answers += UNREACHED * 4
        await line.post(line.said("teken"))
        await line.until(lambda: states(answers.database) == [("answered", 3)])
        assert line.bot is not None
        assert await line.bot.inbox.due() == []
        assert line.answers == UNREACHED
    assert answers.asked == 3


@pytest.mark.usefixtures("soon")
async def test_an_answer_of_which_the_first_part_is_there_is_not_begun_again(tmp_path: Path, answers: Answers) -> None:
    answers.text = "\n\n".join(["Wij werken samen. " * 200] * 12)
    async with wired(tmp_path, database=answers.database, sentence=answers) as line:
        line.answers += [(201, {}, {"id": "m1"}), *UNREACHED]
        await line.post(line.said("teken"))
        await line.until(lambda: states(answers.database) == [("answered", 1)])
        assert line.messages() == []
    assert answers.asked == 1


@pytest.mark.usefixtures("soon")
async def test_the_outcome_of_a_press_that_did_not_reach_teams_is_shown_later(tmp_path: Path, answers: Answers) -> None:
    async with wired(
        tmp_path, database=answers.database, sentence=answers, routes=[answers.route], patience=AT_ONCE
    ) as line:
        token = (await line.say("knop")).card["actions"][0]["data"]["token"]
        line.answers += UNREACHED
        before = len(line.sent)
        await line.post(line.press(token))
        assert (await line.next(before)).text == "Antwoord"
        await line.until(lambda: states(answers.database) == [("answered", 1), ("answered", 2)])
    assert (answers.asked, answers.signed) == (2, 1)


async def test_what_was_put_off_when_koers_stopped_is_answered_after_its_start(
    tmp_path: Path, answers: Answers
) -> None:
    async with wired(
        tmp_path, database=answers.database, sentence=answers, patience=replace(QUICK, acknowledge=10.0)
    ) as line:
        line.answers += UNREACHED
        await line.post(line.said("teken"))
        assert states(answers.database) == [("taken", 1)]
        base = line.base
    async with wired(tmp_path, database=answers.database, sentence=answers, base=base) as line:
        await line.until(lambda: states(answers.database) == [("answered", 2)])
        assert [sent.text for sent in line.messages()] == ["Antwoord"]
    assert (answers.asked, answers.signed) == (2, 1)
