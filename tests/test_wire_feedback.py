"""Thumbs up and down: counted once per person and message, without keeping who it was."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import AsyncGenerator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.feedback import NoFeedback, Opinion, opinion_in
from store import feedback
from store.database import Database
from store.feedback import FeedbackRow
from tests.wire import PIET, QUICK, RIA, Line, wired


@pytest.fixture
async def line(tmp_path: Path) -> AsyncGenerator[Line, None]:
    async with wired(tmp_path) as line:
        yield line


def thumbs(
    line: Line, reaction: str, *, comment: str = "", message: str = "m1", sender: dict[str, Any] | None = None
) -> dict[str, Any]:
    content = {"reaction": reaction, "feedback": json.dumps({"feedbackText": comment})}
    value = {"actionName": "feedback", "actionValue": content}
    return line.activity(
        "invoke", name="message/submitAction", value=value, replyToId=message, **({"from": sender} if sender else {})
    )


async def totals(folder: Path) -> tuple[int, int]:
    database = Database(f"sqlite:///{folder / 'koers.db'}")
    async with database.read() as session:
        found = await feedback.totals(session)
    await database.close()
    return found


async def test_an_opinion_is_kept_and_a_second_one_takes_its_place(line: Line, tmp_path: Path) -> None:
    assert (await line.post(thumbs(line, "like")))[0] == 200
    assert await totals(tmp_path) == (1, 0)
    assert (await line.post(thumbs(line, "dislike", comment="Te lang")))[0] == 200
    assert await totals(tmp_path) == (0, 1)


async def test_two_people_and_two_messages_count_apart(line: Line, tmp_path: Path) -> None:
    await line.post(thumbs(line, "like"))
    await line.post(thumbs(line, "like", message="m2"))
    await line.post(thumbs(line, "like", sender={"id": "29:piet", "name": "Piet", "aadObjectId": PIET}))
    assert await totals(tmp_path) == (3, 0)


async def test_who_gave_it_cannot_be_read_from_the_store(line: Line, tmp_path: Path) -> None:
    await line.post(thumbs(line, "like"))
    await line.post(thumbs(line, "like", message="m2"))
    database = Database(f"sqlite:///{tmp_path / 'koers.db'}")
    async with database.read() as session:
        rows = list(await session.scalars(select(FeedbackRow)))
    await database.close()
    assert len({row.voice for row in rows}) == 2  # nor which opinions are of the same person
    assert all(RIA not in row.voice + row.message and "ria" not in row.voice + row.message for row in rows)


async def test_what_a_guest_thinks_is_not_kept(line: Line, tmp_path: Path) -> None:
    line.roles["29:ria"] = "guest"
    assert await line.post(thumbs(line, "dislike", comment="van een gast")) == (200, {})
    assert await totals(tmp_path) == (0, 0)
    assert line.messages() == []


async def test_while_teams_does_not_say_who_it_is_nothing_is_kept_and_the_person_hears_it(
    line: Line, tmp_path: Path
) -> None:
    line.members["29:ria"] = (403, {"error": {"code": "Forbidden", "message": ""}})
    status, answer = await line.post(thumbs(line, "like"))
    assert (status, answer["value"][:31]) == (200, "Ik kan nu niet zien wie je bent")
    assert await totals(tmp_path) == (0, 0)


async def test_where_nothing_can_be_stored_the_thumb_is_answered_in_words_and_not_kept_afterwards(
    tmp_path: Path,
) -> None:
    async with wired(tmp_path, patience=replace(QUICK, store=0.05)) as line:
        await line.say("hoi")  # so that it is known who she is
        with closing(sqlite3.connect(tmp_path / "koers.db", isolation_level=None, timeout=60)) as other:
            other.execute("begin immediate")
            status, answer = await line.post(thumbs(line, "dislike"))
            assert (status, answer["value"][:22]) == (200, "Ik kan nu niets opslaan"[:22])
            other.execute("commit")
        assert line.bot is not None
        await line.until(lambda: line.bot is not None and len(line.bot.background) == 0)
        assert await totals(tmp_path) == (0, 0)
        assert (await line.post(thumbs(line, "dislike")))[0] == 200
        assert await totals(tmp_path) == (0, 1)


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"actionName": "feedback"},
        {"actionName": "other", "actionValue": {"reaction": "like"}},
        {"actionName": "feedback", "actionValue": {"reaction": "meh"}},
        {"actionName": "feedback", "actionValue": [1]},
    ],
)
async def test_what_is_no_feedback_is_refused(line: Line, tmp_path: Path, value: dict[str, Any]) -> None:
    activity = line.activity("invoke", name="message/submitAction", value=value, replyToId="m1")
    assert (await line.post(activity))[0] == 400
    assert await totals(tmp_path) == (0, 0)
    with pytest.raises(NoFeedback):
        opinion_in(value)


async def test_a_comment_with_half_a_character_is_kept_without_it(line: Line, tmp_path: Path) -> None:
    value = {
        "actionName": "feedback",
        "actionValue": {"reaction": "like", "feedback": '{"feedbackText": "a\\ud800\\u0000b"}'},
    }
    assert await line.post(line.activity("invoke", name="message/submitAction", value=value, replyToId="m1")) == (
        200,
        {},
    )
    assert await totals(tmp_path) == (1, 0)
    assert opinion_in(value).comment == "a?b"


@pytest.mark.parametrize(
    ("given", "comment"),
    [('{"feedbackText": "Fijn"}', "Fijn"), ("Fijn", "Fijn"), ({"feedbackText": "Fijn"}, "Fijn"), (None, ""), (5, "")],
)
def test_a_comment_is_read_in_every_form_that_teams_has(given: Any, comment: str) -> None:
    value = {"actionName": "feedback", "actionValue": {"reaction": "like", "feedback": given}}
    assert opinion_in(value) == Opinion(True, comment)
