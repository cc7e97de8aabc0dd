"""Koers stops while somebody signs in: it is said and gone on with, and what proves a sign-in is kept nowhere."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.sign_in_wire import Service, signing, words_of
from tests.wire import QUICK, RIA

KILLED = replace(QUICK, acknowledge=0.0, grace=0.0)
INTERRUPTED = "Koers werd opnieuw gestart terwijl je je aanmeldde."
DONE = "Je bent aangemeld"
AGENDA = "Agenda van Ria Jansen"


def rows(folder: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(folder / "koers.db")) as database:
        return database.execute(query).fetchall()


def stored(folder: Path, secret: str) -> bool:
    return any(secret.encode() in path.read_bytes() for path in folder.glob("koers.db*"))


def wanted(folder: Path) -> list[Any]:
    return [json.loads(content)["then"] for (content,) in rows(folder, "select content from drafts")]


def said(line: Service, since: int = 0) -> str:
    return "\n".join(map(words_of, line.sent[since:]))


async def all_answered(line: Service, folder: Path) -> None:
    await line.until(lambda: rows(folder, "select count(*) from inbox where state != 'answered'") == [(0,)])


async def test_a_sign_in_that_ends_while_koers_stops_is_said_and_goes_on(tmp_path: Path) -> None:
    async with signing(tmp_path) as line:
        assert line.bot is not None
        await line.begin("mijn agenda")
        before = len(line.sent)
        line.waits = asyncio.Event()
        offering = asyncio.create_task(line.offers())
        await line.until(lambda: len(line.got("exchange")) > 0)
        stopping = asyncio.create_task(line.bot.background.stop())
        await line.until(lambda: line.bot is not None and line.bot.background.stopping)
        line.waits.set()
        assert (await offering)[0] == 200
        await stopping
        assert DONE in said(line, before)
        assert AGENDA in said(line, before)
        await all_answered(line, tmp_path)


async def test_what_was_wanted_is_done_under_the_key_of_the_sign_in_and_not_kept_then(tmp_path: Path) -> None:
    async with signing(tmp_path) as line:
        await line.begin("mijn agenda")
        assert wanted(tmp_path) == [{"verb": "test.mine", "payload": {}}]
        assert AGENDA in await line.words_after(line.offers())
        assert wanted(tmp_path) == [None]
        assert [(key,) for key in line.done] == rows(tmp_path, "select key from inbox order by at desc limit 1")


async def test_what_was_wanted_goes_on_after_the_start_and_once(tmp_path: Path) -> None:
    held = asyncio.Event()
    async with signing(tmp_path, patience=KILLED, held=held) as line:
        await line.begin("mijn agenda")
        asking = asyncio.create_task(line.post(line.said("wacht")))
        await line.until(lambda: rows(tmp_path, "select count(*) from inbox where state = 'taken'") == [(1,)])
        offer = line.offer()
        assert (await line.post(offer))[0] == 200  # it is done, and to be said after the question before it
        assert DONE not in said(line)
        base = line.base
    await asyncio.gather(asking, return_exceptions=True)
    assert wanted(tmp_path) == [{"verb": "test.mine", "payload": {}}]
    async with signing(tmp_path, base=base, held=held, kept={"29:ria": RIA}) as line:
        held.set()
        await all_answered(line, tmp_path)
        waited, done, agenda = map(words_of, line.messages())
        assert ("Gewacht" in waited, DONE in done, AGENDA in agenda) == (True, True, True)
        assert wanted(tmp_path) == [None]
        await line.words_after(line.post(offer))  # Teams delivers it again
        assert len(line.done) == 1
        assert line.got("exchange") == []


@pytest.mark.parametrize("by", ["token", "code", "typed"])
async def test_what_was_cut_off_keeps_no_secret_and_the_person_tries_once_more(tmp_path: Path, by: str) -> None:
    secret = "sso:secret" if by == "token" else "918273"
    async with signing(tmp_path, patience=KILLED) as line:
        await line.begin()
        line.waits = asyncio.Event()
        ways = {"token": line.offer, "code": line.proof, "typed": line.said}
        sending = asyncio.create_task(line.post(ways[by](secret)))
        await line.until(lambda: any(secret in str(asked) for asked in line.asked))
        assert not stored(tmp_path, secret)
        base = line.base
    line.waits.set()
    await asyncio.gather(sending, return_exceptions=True)
    ((content,),) = rows(tmp_path, "select content from inbox where state = 'taken'")
    assert not {"value", "text"} & set(json.loads(content))
    assert not stored(tmp_path, secret)
    async with signing(tmp_path, base=base) as line:
        await all_answered(line, tmp_path)
        assert said(line).count(INTERRUPTED) == 1
        assert "Opnieuw aanmelden" in said(line)
        assert line.kept == {}


async def test_the_same_delivery_is_taken_in_once(tmp_path: Path) -> None:
    async with signing(tmp_path) as line:
        await line.begin()
        proof = line.proof("000000")
        assert "De code klopt niet" in await line.words_after(line.post(proof))
        assert await line.words_after(line.post(proof)) == ""
        assert len([query for query, _ in line.got("GetToken") if "code" in query]) == 1


async def test_what_cannot_be_stored_is_not_called_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with signing(tmp_path) as line:
        await line.begin()
        await line.quiet()
        assert line.bot is not None
        monkeypatch.setattr(line.bot.inbox, "patience", 0.05)
        with closing(sqlite3.connect(tmp_path / "koers.db", isolation_level=None)) as other:
            other.execute("begin immediate")
            assert (await line.offers())[0] == 412
            other.execute("commit")
        assert "Ik kan nu niets opslaan" in words_of(line.messages()[-1])
        assert line.got("exchange") == []
