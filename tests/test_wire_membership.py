"""Who somebody is by Teams' roster: what that does not say lets nobody in, and what it said is believed for a while."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot import membership
from bot.connector import Connector, ServiceHosts
from bot.credentials import outgoing_token
from bot.membership import Membership
from bot.wire import read
from errors import Unavailable
from tests.wire import TENANT, Line, wired

SILENT = (403, {"error": {"code": "Forbidden", "message": ""}})


@pytest.fixture
async def line(tmp_path: Path) -> AsyncGenerator[Line, None]:
    async with wired(tmp_path) as line:
        yield line


@pytest.fixture
async def connector(line: Line, tmp_path: Path) -> AsyncGenerator[Connector, None]:
    settings = line.settings(tmp_path)
    async with aiohttp.ClientSession() as http:
        token = outgoing_token(settings)
        yield Connector(http, token, ServiceHosts.of(settings))
        await token.close()


@pytest.mark.parametrize(
    "entry",
    [
        {},
        [],
        "29:ria",
        {"name": "Ria"},
        {"id": "29:ria", "userRole": "user"},
        {"tenantId": TENANT, "userRole": "user"},
        {"id": 29, "tenantId": [TENANT]},
    ],
)
async def test_a_roster_that_does_not_say_who_somebody_is_lets_nobody_in(line: Line, entry: Any) -> None:
    line.members["29:ria"] = (200, entry)
    assert (await line.say("hoi")).text.startswith("Ik kan nu niet zien wie je bent")
    del line.members["29:ria"]
    assert (await line.say("hoi")).text == "Hallo"


@pytest.mark.parametrize(("principal", "guest"), [("ria@oss.nl", False), ("ria_else.nl#ext#@oss.nl", True)])
async def test_where_the_roster_names_no_role_the_principal_name_tells_a_guest(
    line: Line, principal: str, guest: bool
) -> None:
    line.members["29:ria"] = (200, {"id": "29:ria", "tenantId": TENANT, "userPrincipalName": principal})
    assert ("gast" in (await line.say("hoi")).text) == guest


@pytest.mark.parametrize("silence", [SILENT, (200, {})])
async def test_while_the_roster_is_silent_an_earlier_answer_is_believed_for_a_day(
    line: Line, connector: Connector, silence: tuple[int, Any]
) -> None:
    now = 1000.0
    known = Membership(connector, clock=lambda: now)
    arrival = read(line.said("hoi")).arrival
    first = await known.of(arrival)
    line.members["29:ria"] = silence
    now += membership.BELIEVED - 1
    assert await known.of(arrival) == first
    now += 1
    with pytest.raises(Unavailable):
        await known.of(arrival)


async def test_an_answer_is_believed_for_an_hour_without_asking_again(line: Line, connector: Connector) -> None:
    now = 1000.0
    known = Membership(connector, clock=lambda: now)
    arrival = read(line.said("hoi")).arrival
    await known.of(arrival)
    line.roles["29:ria"] = "guest"
    now += membership.FRESH - 1
    assert not (await known.of(arrival)).guest
    now += 1
    assert (await known.of(arrival)).guest
