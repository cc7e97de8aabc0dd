"""What leaves Koers of initiatives: an item in SharePoint, the digest in a channel, and the file in a browser."""

from __future__ import annotations

import io

from openpyxl import load_workbook

from domain.initiatives.digest import next_moment
from domain.initiatives.model import Wanted
from store.work import Attempt
from tests.chat import Chat
from tests.databases import found
from tests.initiatives import BENCH, ZONE


async def test_a_channel_gets_the_digest_with_buttons_that_work_and_who_has_the_role_gets_the_file(chat: Chat) -> None:
    initiatives, channel = chat.services.initiatives, chat.inside("channel")
    people = {role: str(chat.as_(role).person["id"]) for role in ("employee", "communication")}
    draft = await initiatives.begin(people["employee"], BENCH)
    one = await initiatives.submit(people["employee"], draft.id, over=draft.version)
    await chat.working.settled()
    query = f"select item, wanted - put from mirror_items where key = '{one.id}'"
    items = found(f"sqlite:///{chat.memory / 'koers.db'}", query)
    assert [(bool(item), left) for item, left in items] == [(True, 0)]  # SharePoint has it as it is here
    await channel.say("hallo")  # Koers knows the channel from now on
    await initiatives.digest_here(people["communication"], channel.conversation)
    moment = next_moment(initiatives.rules, one.created.astimezone(ZONE))
    for _ in range(2):
        await initiatives.send({"at": moment.isoformat()}, Attempt(f"oss:{moment.isoformat()}"))
    digests = [shown for shown in await channel.open() if "Initiatieven van deze week" in shown.words]
    assert len(digests) == 1
    assert BENCH.title in digests[0].words
    assert str(chat.person["name"]) in digests[0].words
    assert BENCH.title in (await digests[0].press("Bekijk de initiatieven")).words
    chat.bot.downloads.address = f"http://127.0.0.1:{chat.bot.port}"
    address = await initiatives.file(people["communication"], "nl", Wanted(words="bankje"))
    async with chat.http.get(address) as response:
        assert response.headers["Content-Disposition"] == "attachment; filename=koers-initiatieven.xlsx"
        book = load_workbook(io.BytesIO(await response.read()))
    assert [row[0] for row in book["Initiatieven"].iter_rows(min_row=2, values_only=True)] == [BENCH.title]
    offered = await initiatives.downloads.initiatives(Wanted(), people["employee"], "nl")  # type: ignore[union-attr]
    async with chat.http.get(offered) as response:
        assert response.status == 403
