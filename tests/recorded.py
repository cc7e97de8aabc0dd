"""Activities of every kind, as they come in at the bot when people of the local tenant talk, press and leave."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any, cast
from unittest.mock import patch

from bot import wire
from tests.activity_schema import Home
from tests.chat import chatting

KINDS = {"message", "messageUpdate", "messageDelete", "invoke", "conversationUpdate", "installationUpdate"}


async def recorded(folder: Path) -> list[dict[str, Any]]:
    """Lives through a day in Teams and gives what came in; every one was taken."""
    found: list[dict[str, Any]] = []

    def read(body: object) -> wire.ArrivedActivity:
        found.append(cast("dict[str, Any]", deepcopy(body)))
        return real(body)

    real = wire.read
    with patch.object(wire, "read", read):
        async with chatting(folder) as chat:
            asked = await chat.say("Wat is onze missie?")
            menu = await chat.say("help")
            await chat.submit(menu.buttons[0].title, on=menu)
            menu = await chat.say("help")
            await menu.press(menu.buttons[0].title)
            await chat.thumbs(up=True, on=asked)
            await chat.thumbs(up=False, on=asked, comment="te kort")
            for name in ("task/fetch", "composeExtension/query", "application/search"):
                await chat.invoke(name, {"data": {"a": 1}, "queryText": "x"}, on=asked)
            for place in ("group", "channel"):
                await chat.inside(place).say("hoi")
            who = {"person": chat.person["id"]}
            own = next(m for m in (await chat.page("GET", "/messages", params=who))["messages"] if not m["from"]["bot"])
            await chat.page("PATCH", f"/messages/{own['id']}", json={**who, "text": "Wat is de visie?"})
            await chat.say("hoi")  # answered after the edit, because a conversation keeps its order
            await chat.page("DELETE", f"/messages/{own['id']}", json=who)
            leaver = chat.as_("manager")
            await leaver.open()
            gone = {"person": leaver.person["id"], "installed": False}
            async with chat.http.post(f"{chat.tenant.base_url}/chat/install", json=gone) as response:
                assert response.status == 200
            await chat.hub.settled()
    return found


def moved(activity: dict[str, Any], home: Home) -> dict[str, Any]:
    """The same activity, from another connector and of another tenant."""
    text = json.dumps(activity)
    text = text.replace(json.dumps(activity["serviceUrl"])[1:-1], home.service_url)
    return cast("dict[str, Any]", json.loads(text.replace(activity["conversation"]["tenantId"], home.tenant)))
