"""What Teams asks beside the chat: choices while typing, the message extension, and dialogs; each with its limits."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, ClassVar

import pytest

from bot.routes import EMPLOYEES, EVERYBODY, Route, SearchCommand, Searching, Table, TypeAhead
from cards.actions import Action
from cards.card import CardBuilder
from dialogs.extension import Choice, Found, Quoted, Wanted
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from domain.people import People
from domain.signing_in import SigningIn
from errors import Unavailable, WordedError
from graph.people import Person
from store.database import Database
from tests.databases import found
from tests.some_services import only
from tests.wire import PIET, QUICK, RIA, TENANT, Line, wired

PIETS = {"id": "29:piet", "name": "Piet", "aadObjectId": PIET}
ELSEWHERE = {
    "conversation": {"id": "19:ria-and-piet@unq.gbl.spaces", "conversationType": "personal", "tenantId": TENANT}
}
NOT_HERE = (403, {"error": {"code": "BotNotInConversationRoster", "message": ""}})


@dataclass(frozen=True)
class OpenForm(Action):
    verb: ClassVar[str] = "test.open"
    once: ClassVar[bool] = False


@dataclass(frozen=True)
class Store(Action):
    verb: ClassVar[str] = "test.store"
    kept: str = "A1"


@dataclass(frozen=True)
class Support(Action):
    verb: ClassVar[str] = "test.support"
    once: ClassVar[bool] = False


@dataclass
class Ideas:
    """The handlers, what they were asked, and what they are to answer."""

    turns: list[Turn] = field(default_factory=list[Turn])
    wanted: list[Wanted] = field(default_factory=list[Wanted])
    typed: list[str] = field(default_factory=list[str])
    offered: Sequence[Choice] = (Choice("7", "Fietsen in Oss"),)
    found: Sequence[Found] = ()
    reply: Reply | None = None
    error: Exception | None = None
    hold: asyncio.Event | None = None

    async def sentence(self, turn: Turn, services: Services) -> Reply:
        return Reply(card=CardBuilder("Ideeën").dialog("Nieuw", OpenForm()).build())

    async def suggest(self, turn: Turn, services: Services, text: str) -> Sequence[Choice]:
        self.typed.append(text)
        await self._happens()
        return self.offered

    async def search(self, turn: Turn, services: Services, wanted: Wanted) -> Sequence[Found]:
        self.turns.append(turn)
        self.wanted.append(wanted)
        await self._happens()
        return self.found

    async def form(self, turn: Turn, services: Services) -> Reply:
        self.turns.append(turn)
        await self._happens()
        return Reply(card=self.card("Nieuw idee"))

    async def store(self, turn: Turn, services: Services) -> Reply:
        self.turns.append(turn)
        await self._happens()
        return self.reply or Reply(notice="Bewaard")

    async def _happens(self) -> None:
        if self.hold is not None:
            await self.hold.wait()
        if self.error is not None:
            raise self.error

    @staticmethod
    def card(title: str) -> Any:
        return CardBuilder(title).execute("Bewaar", Store()).confirmed("Weg", "Zeker?", "Ja", Store("B2")).build()

    def routes(self) -> tuple[Route, ...]:
        return (
            Route("test.open", "", self.form, (OpenForm,), commands=("makeIdea",)),
            Route("test.store", "", self.store, (Store, Support)),
        )

    def searches(self) -> tuple[Searching, ...]:
        return (
            TypeAhead("ideas", "", self.suggest, EVERYBODY),
            SearchCommand("findIdea", "", self.search, EVERYBODY),
            TypeAhead("secrets", "", self.suggest, ("payroll",)),
        )


class Entra:
    """Piet and Ria work here, and nobody else."""

    away = False

    async def find(self, ids: Sequence[str]) -> tuple[Person, ...]:
        if self.away:
            raise Unavailable("colleagues-directory-away")
        return tuple(Person(id, "Ria", "", "", "", "") for id in ids if id in (RIA, PIET))


class Roles:
    """Nobody has any role."""

    async def has(self, person: str, *roles: str, within: float = 0, wait: float = 0) -> bool:
        return False


@pytest.fixture
def ideas() -> Ideas:
    return Ideas()


@pytest.fixture
def entra() -> Entra:
    return Entra()


def services_of(entra: Entra) -> Any:
    def made(_: Any, database: Database) -> Services:
        no_tokens: Any = None
        return only(people=People(database), colleagues=entra, roles=Roles(), signing_in=SigningIn(database, no_tokens))

    return made


@pytest.fixture
async def line(tmp_path: Path, ideas: Ideas, entra: Entra, database: Database) -> AsyncGenerator[Line, None]:
    async with wired(
        tmp_path,
        sentence=ideas.sentence,
        routes=ideas.routes(),
        searches=ideas.searches(),
        made=services_of(entra),
        database=database,
        patience=replace(QUICK, dialog=10.0, typing_ahead=10.0),
    ) as line:
        yield line


async def invoke(line: Line, name: str, value: Any, **other: Any) -> Any:
    status, body = await line.post(line.activity("invoke", name=name, value=value, **other))
    assert status == 200, body
    return body


async def typing(line: Line, text: Any, dataset: Any = "ideas", **options: Any) -> list[dict[str, str]]:
    value = {"queryText": text, "dataset": dataset, "queryOptions": {"skip": 0, "top": 15} | options}
    body = await invoke(line, "application/search", value)
    assert body["type"] == "application/vnd.microsoft.search.searchResponse"
    return body["value"]["results"]


async def finding(line: Line, text: Any, *, command: Any = "findIdea", skip: Any = 0, **other: Any) -> Any:
    parameters = [{"name": "text", "value": text}] if text is not None else [{"name": "initialRun", "value": "true"}]
    options = {"skip": skip, "count": 25}
    value = {"commandId": command, "parameters": parameters, "queryOptions": options}
    return (await invoke(line, "composeExtension/query", value, **other))["composeExtension"]


def message_action(html: str = "<p>Meer fietsen!</p>", *, command: Any = "makeIdea", **message: Any) -> dict[str, Any]:
    payload = {
        "id": "1700000000000",
        "linkToMessage": "https://teams.microsoft.com/l/message/19:x/1700000000000",
        "from": {"user": {"id": PIET, "displayName": "Piet"}},
        "body": {"contentType": "html", "content": html},
    }
    return {"commandId": command, "commandContext": "message", "messagePayload": payload | message}


def task(body: Any) -> tuple[str, Any]:
    """How a dialog goes on, and its card or words."""
    inner = body["task"]["value"]
    return body["task"]["type"], inner["card"]["content"] if isinstance(inner, dict) else inner


def button(card: Any, title: str) -> dict[str, Any]:
    return next(action for action in card["actions"] if action["title"] == title)


async def opened(line: Line) -> Any:
    """The card in a dialog that a button opened."""
    sent = await line.say("ideeën")
    data = button(sent.card, "Nieuw")["data"]
    assert data["msteams"] == {"type": "task/fetch"}
    how, card = task(await invoke(line, "task/fetch", {"data": data, "context": {"theme": "default"}}))
    assert how == "continue"
    return card


async def test_choices_come_with_what_was_typed_and_nothing_is_kept_of_it(
    line: Line, ideas: Ideas, database: Database
) -> None:
    ideas.offered = (Choice("7", "Fietsen"), Choice("", "Leeg"), Choice("8,9", "Twee"), Choice("9" * 200, "Lang"))
    assert await typing(line, "  fie\u202e\x07\nts ") == [{"value": "7", "title": "Fietsen"}]
    await typing(line, "x" * 50_000)
    assert ideas.typed == ["fiets".replace("fiets", "fie ts"), "x" * 200]
    ideas.offered = [Choice(str(number), "Idee") for number in range(100)]
    assert len(await typing(line, "", top=5)) == 5
    assert len(await typing(line, "", top=-1)) == 1
    assert len(await typing(line, "", top="veel")) == 15
    assert await typing(line, "", skip=15) == []
    assert found(database, "select count(*) from inbox") == [(0,)]


@pytest.mark.parametrize("dataset", ["graph.microsoft.com/users", "forged", "", None, 7, {"a": "b"}])
async def test_a_dataset_that_is_none_of_ours_has_nothing_in_it(line: Line, ideas: Ideas, dataset: Any) -> None:
    assert await typing(line, "fie", dataset) == []
    assert ideas.typed == []


async def test_who_may_not_or_is_a_guest_gets_no_choices_and_no_results(line: Line, ideas: Ideas) -> None:
    line.roles["29:ria"] = "guest"
    assert await typing(line, "fie") == []
    assert "gast" in (await finding(line, "fie"))["text"]
    value = {"queryText": "fie", "dataset": "secrets", "queryOptions": {}}
    assert (await invoke(line, "application/search", value, **{"from": PIETS}))["value"]["results"] == []
    assert (ideas.typed, ideas.wanted) == ([], [])


async def test_choices_that_fail_or_take_too_long_are_none_at_all(
    tmp_path: Path, ideas: Ideas, entra: Entra, database: Database
) -> None:
    patience = replace(QUICK, typing_ahead=0.01, dialog=0.01)
    async with wired(
        tmp_path, searches=ideas.searches(), made=services_of(entra), database=database, patience=patience
    ) as line:
        ideas.hold = asyncio.Event()
        assert await typing(line, "fie") == []
        assert "Zoeken lukt nu niet" in (await finding(line, "fie"))["text"]
        ideas.hold = None
        ideas.error = RuntimeError("stuk")
        assert await typing(line, "fie") == []


async def test_a_search_gives_cards_to_put_in_the_chat_whose_buttons_anybody_there_can_press(
    line: Line, ideas: Ideas
) -> None:
    card = CardBuilder("Fietsen").execute("Steun", Support()).open_chat("Open", "28:koers", "toon idee 7").build()
    ideas.found = [Found("Fietsen" * 100, "door Piet", card)] * 30
    answer = await finding(line, None, **ELSEWHERE)
    assert (answer["type"], len(answer["attachments"])) == ("result", 25)
    assert ideas.wanted == [Wanted("", 0, 25)]
    assert ideas.turns[0].place.kind == "group"  # two people, and not the chat with Koers
    await finding(line, None, conversation=ELSEWHERE["conversation"] | {"id": "48:notes"})
    assert ideas.turns.pop().place.kind == "group"  # somebody with himself
    ideas.wanted.pop()
    first, second = (each["content"] for each in answer["attachments"][:2])
    assert answer["attachments"][0]["preview"]["content"]["text"] == "door Piet"
    link = button(first, "Open")["url"]
    assert link == "https://teams.microsoft.com/l/chat/0/0?users=28%3Akoers&message=toon%20idee%207"
    tokens = [button(each, "Steun")["data"]["token"] for each in (first, second)]
    assert tokens[0] != tokens[1]
    ideas.reply = Reply(card=CardBuilder("Gesteund").build(), replaces_card=True)
    _, pressed = await line.post(line.press(tokens[0], sender=PIETS, **ELSEWHERE))
    assert pressed["value"]["body"][0]["text"] == "Gesteund"
    _, pressed = await line.post(line.press(tokens[1], sender=PIETS))
    assert "andere" in pressed["value"] or "knop" in pressed["value"]  # of another conversation
    ideas.found = ()
    assert (await finding(line, "niets"))["type"] == "message"
    assert (await finding(line, "niets", skip=25)) == {
        "type": "result",
        "attachmentLayout": "list",
        "attachments": [],
    }
    assert ideas.wanted[1:] == [Wanted("niets", 0, 25), Wanted("niets", 25, 25)]
    assert "opdracht" in (await finding(line, "x", command="forged"))["text"]
    assert (await finding(line, ["geen", "tekst"], skip="vijf"))["type"] == "message"
    ideas.error = WordedError("roles-unavailable")
    assert (await finding(line, "fiets"))["type"] == "message"


async def test_where_koers_is_in_no_such_chat_entra_says_who_works_here(
    line: Line, ideas: Ideas, entra: Entra, database: Database
) -> None:
    stranger = {"id": "29:x", "name": "X", "aadObjectId": RIA.replace("1", "9")}
    line.members = {"29:ria": NOT_HERE, "29:x": NOT_HERE}
    ideas.found = [Found("Fietsen", "", CardBuilder("Fietsen").build())]
    entra.away = True
    assert (await finding(line, "fiets", **ELSEWHERE))["type"] == "message"
    entra.away = False
    assert (await finding(line, "fiets", **ELSEWHERE))["type"] == "result"
    assert "gast" in (await finding(line, "fiets", **ELSEWHERE | {"from": stranger}))["text"]
    answer = await invoke(line, "composeExtension/fetchTask", message_action(), **ELSEWHERE)
    assert task(answer)[0] == "continue"
    assert found(database, "select count(*) from conversations") == [(0,)]


async def test_a_dialog_holds_buttons_that_teams_takes_and_goes_on_until_it_is_done(line: Line, ideas: Ideas) -> None:
    card = await opened(line)
    assert "Action.Execute" not in json.dumps(card)
    assert ideas.turns[0].in_dialog
    data = button(card, "Bewaar")["data"]
    inner = button(card, "Weg")["card"]["actions"][0]
    assert (inner["type"], set(inner["data"])) == ("Action.Submit", {"token"})
    ideas.reply = Reply(card=ideas.card("Nog iets"), replaces_card=True)
    how, again = task(await invoke(line, "task/submit", {"data": data | {"title": "Fiets", "kept": "Z9"}}))
    assert (how, again["body"][0]["text"]) == ("continue", "Nog iets")
    assert (ideas.turns[1].payload, ideas.turns[1].fields) == ({"kept": "A1"}, {"title": "Fiets", "kept": "Z9"})
    ideas.reply = Reply(text="Dank je wel")
    assert task(await invoke(line, "task/submit", {"data": button(again, "Bewaar")["data"]})) == (
        "message",
        "Dank je wel",
    )
    sent = len(line.messages())
    ideas.reply = Reply(card=CardBuilder("Je idee").execute("Steun", Support()).build())
    answer = task(await invoke(line, "task/submit", {"data": inner["data"]}))
    assert answer == ("message", "Het staat in je chat met Koers.")
    assert line.messages()[sent].card["body"][0]["text"] == "Je idee"


async def test_a_button_of_a_dialog_is_good_for_its_person_and_one_time(line: Line, ideas: Ideas) -> None:
    group = {"conversation": {"id": "19:g@thread.v2", "conversationType": "groupChat", "tenantId": TENANT}}
    answer = await invoke(line, "composeExtension/fetchTask", message_action(), **group)
    data = button(task(answer)[1], "Bewaar")["data"]
    for activity in (
        line.activity("invoke", name="task/submit", value={"data": data}, **group, **{"from": PIETS}),
        line.activity("invoke", name="composeExtension/submitAction", value={"data": data}),  # another conversation
        line.activity("invoke", name="composeExtension/submitAction", value={"data": {"token": "x"}}, **group),
        line.activity("invoke", name="composeExtension/submitAction", value=message_action(), **group),
        line.activity("invoke", name="task/fetch", value={}, **group),
        line.activity("invoke", name="task/submit", value={"data": [data]}, **group),
    ):
        assert task((await line.post(activity))[1])[0] == "message"
    assert len(ideas.turns) == 1
    value = message_action() | {"data": data}
    pressing = [invoke(line, "composeExtension/submitAction", value, **group) for _ in range(3)]
    assert [task(each) for each in await asyncio.gather(*pressing)] == [("message", "Bewaard")] * 3
    assert task(await invoke(line, "composeExtension/submitAction", value, **group)) == ("message", "Bewaard")
    other = {"data": data | {"title": "anders"}}
    assert "al gebruikt" in str(task(await invoke(line, "task/submit", other, **group))[1])
    assert len(ideas.turns) == 2


async def test_what_fails_in_a_dialog_is_said_in_it_and_the_button_is_whole_again(line: Line, ideas: Ideas) -> None:
    data = button(await opened(line), "Bewaar")["data"]
    sent = len(line.messages())
    ideas.error = WordedError("roles-unavailable")
    assert task(await invoke(line, "task/submit", {"data": data}))[0] == "message"
    ideas.error = RuntimeError("stuk")
    assert "ging iets mis" in str(task(await invoke(line, "task/submit", {"data": data}))[1]).lower()
    ideas.error = None
    assert task(await invoke(line, "task/submit", {"data": data})) == ("message", "Bewaard")
    assert len(line.messages()) == sent


async def test_an_action_on_a_message_gets_its_words_and_nothing_of_what_they_were_made_of(
    line: Line, ideas: Ideas
) -> None:
    html = (
        '<div><p>Meer&nbsp;<b>fiet</b>sen &lt;b&gt;<img alt="😀" src="https://x.example/y" onerror="alert(1)"></p>'
        "<script>alert('x')</script><style>p{}</style><p>\u202eomgekeerd\u0007</p><ul><li>een</li><li>twee</li></ul></div>"
    )
    for_this = message_action(html, subject="Idee")
    assert task(await invoke(line, "composeExtension/fetchTask", for_this))[0] == "continue"
    quoted = ideas.turns[-1].quoted
    assert quoted == Quoted(
        "1700000000000",
        "Idee\n\nMeer fietsen <b>😀\n\nomgekeerd\n\neen\ntwee",
        "Piet",
        "https://teams.microsoft.com/l/message/19:x/1700000000000",
    )
    for html in ("<" * 50_000, "<!--" * 20_000, "<a " * 30_000, "&" * 60_000, "<![CDATA[" * 9000, "x" * 90_000):
        await invoke(line, "composeExtension/fetchTask", message_action(html, id=html[:9]))
        assert len(getattr(ideas.turns[-1].quoted, "text", "")) <= 4000
    strange = message_action("", id=7, body=["x"], linkToMessage="javascript:alert(1)", **{"from": {"user": None}})
    await invoke(line, "composeExtension/fetchTask", strange)
    assert ideas.turns[-1].quoted == Quoted("", "", "", "")
    asked = len(ideas.turns)
    assert "opdracht" in task(await invoke(line, "composeExtension/fetchTask", message_action(command="forged")))[1]
    no_message = {"commandId": "makeIdea", "commandContext": "compose"}
    assert "bericht" in task(await invoke(line, "composeExtension/fetchTask", no_message))[1]
    assert len(ideas.turns) == asked


async def test_what_a_dialog_cannot_wait_for_comes_in_the_chat_with_koers_once(
    tmp_path: Path, ideas: Ideas, entra: Entra, database: Database
) -> None:
    async with wired(
        tmp_path,
        sentence=ideas.sentence,
        routes=ideas.routes(),
        made=services_of(entra),
        database=database,
        patience=replace(QUICK, dialog=0.0),
    ) as line:
        await line.say("hoi")  # so that there is a chat with Ria
        await line.until(lambda: found(database, "select count(*) from conversations") == [(1,)])
        ideas.hold = asyncio.Event()
        activity = line.activity("invoke", name="composeExtension/fetchTask", value=message_action(), **ELSEWHERE)
        for _ in range(2):
            assert task((await line.post(activity))[1]) == (
                "message",
                "Ik ben ermee bezig. Het antwoord komt in je chat met Koers.",
            )
        stored = found(database, "select content from inbox where state = 'taken'")
        assert "fietsen" not in str(stored)  # it is not for Koers to keep what people write to each other
        sent = len(line.messages())
        ideas.hold.set()
        form = await line.next(sent)
        assert form.path == "v3/conversations/a:ria/activities"
        token = button(form.card, "Bewaar")["data"]["token"]
        _, body = await line.post(line.press(token))
        assert body["value"] == "Bewaard"
        assert len(ideas.turns) == 2


async def test_what_was_pressed_in_a_dialog_before_a_restart_is_done_once_and_told_in_the_chat_with_koers(
    tmp_path: Path, ideas: Ideas, entra: Entra, database: Database
) -> None:
    group = {"conversation": {"id": "19:g@thread.v2", "conversationType": "groupChat", "tenantId": TENANT}}
    made = services_of(entra)
    patience = replace(QUICK, dialog=0.0, grace=0.0)
    ideas.reply = Reply(text="Bewaard", card=CardBuilder("Je idee").execute("Steun", Support()).build())
    async with wired(tmp_path, routes=ideas.routes(), made=made, database=database) as line:
        await line.say("hoi")
        await line.until(lambda: found(database, "select count(*) from conversations") == [(1,)])
        form = task(await invoke(line, "composeExtension/fetchTask", message_action(), **group))[1]
        data = button(form, "Bewaar")["data"]
        base = line.base
    ideas.hold = asyncio.Event()
    async with wired(
        tmp_path, routes=ideas.routes(), made=made, database=database, base=base, patience=patience
    ) as line:
        value = message_action() | {"data": data}
        assert task(await invoke(line, "composeExtension/submitAction", value, **group))[0] == "message"
        await line.until(lambda: len(ideas.turns) == 2)
    ideas.hold.set()
    async with wired(tmp_path, routes=ideas.routes(), made=made, database=database, base=base) as line:
        await line.until(lambda: len(line.messages()) == 1)
        assert line.messages()[0].path == "v3/conversations/a:ria/activities"
        assert line.messages()[0].text == "Bewaard"
        value = message_action() | {"data": data}
        assert task(await invoke(line, "task/submit", value, **group))[0] == "message"
        assert [turn.key for turn in ideas.turns[1:]] == [ideas.turns[1].key] * 2


async def test_a_button_pressed_where_koers_is_not_is_answered_in_the_chat_with_koers(
    line: Line, ideas: Ideas, database: Database
) -> None:
    await line.say("hoi")
    await line.until(lambda: found(database, "select count(*) from conversations") == [(1,)])
    ideas.found = [Found("Fietsen", "", CardBuilder("Fietsen").execute("Steun", Support()).build())]
    card = (await finding(line, "fiets", **ELSEWHERE))["attachments"][0]["content"]
    ideas.reply = Reply(text="Hier is het hele idee.", card=CardBuilder("Idee").build())
    line.answers.append((*NOT_HERE[:1], {}, NOT_HERE[1]))
    sent = len(line.messages())
    _, body = await line.post(line.press(button(card, "Steun")["data"]["token"], **ELSEWHERE))
    assert body["value"] == "Het staat in je chat met Koers."
    assert [each.path for each in line.messages()[sent:]] == ["v3/conversations/a:ria/activities"]


async def told(line: Line, words: str, since: int) -> None:
    """Waits until Ria is told this in the chat with Koers."""

    def there() -> bool:
        sent = (each for each in line.messages()[since:] if each.path == "v3/conversations/a:ria/activities")
        return any(words in str(each.activity) for each in sent)

    await line.until(there)


async def test_what_came_too_late_for_a_button_pressed_where_koers_is_not_comes_in_the_chat_with_koers(
    tmp_path: Path, ideas: Ideas, entra: Entra, database: Database
) -> None:
    async with wired(
        tmp_path,
        sentence=ideas.sentence,
        routes=ideas.routes(),
        searches=ideas.searches(),
        made=services_of(entra),
        database=database,
        patience=replace(QUICK, acknowledge=0.0),
    ) as line:
        await line.say("hoi")
        await line.until(lambda: found(database, "select count(*) from conversations") == [(1,)])
        ideas.found = [Found("Fietsen", "", CardBuilder("Fietsen").execute("Steun", Support()).build())]
        card = (await finding(line, "fiets", **ELSEWHERE))["attachments"][0]["content"]
        press = button(card, "Steun")["data"]["token"]
        whole = Reply(card=CardBuilder("Gesteund").build(), replaces_card=True)
        for reply, refused in ((Reply(notice="Gesteund"), 1), (whole, 2)):  # neither put in place nor sent there
            ideas.reply, ideas.hold = reply, asyncio.Event()
            line.answers += [(*NOT_HERE[:1], {}, NOT_HERE[1])] * refused
            sent = len(line.messages())
            _, body = await line.post(line.press(press, **ELSEWHERE))
            assert "bezig" in body["value"]
            ideas.hold.set()
            await told(line, "Gesteund", sent)


def test_a_table_holds_one_way_for_each_name_and_says_who_may(ideas: Ideas) -> None:
    routes = [Route("sentence", "", ideas.form, needs=EVERYBODY), Route("welcome", "", ideas.form, needs=EVERYBODY)]
    way = TypeAhead("ideas", "", ideas.suggest, EMPLOYEES)
    command = Route("a", "", ideas.form, needs=EVERYBODY, commands=("makeIdea",))
    for wrong, searches in (
        (routes, [way, way]),
        ([*routes, command, replace(command, name="b")], []),
        (routes, [TypeAhead("ideas", "", ideas.suggest, ())]),
        (routes, [SearchCommand("x", "", ideas.search, ("payroll",), harmless=True)]),
    ):
        with pytest.raises(ValueError, match=r"two routes|does not say|harmless"):
            Table(wrong, searches)
    with pytest.raises(ValueError, match="pressed once"):
        CardBuilder("Fout").dialog("Open", Store())
