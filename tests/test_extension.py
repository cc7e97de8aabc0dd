"""The message extension, dialogs and fields that look things up, as a person uses them in the local Teams."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from bot.routes import EMPLOYEES, ROUTES, Route, SearchCommand, TypeAhead
from cards.actions import Action
from cards.card import CardBuilder
from cards.choosing import colleagues, type_ahead
from dialogs import picking
from dialogs.extension import Choice, Found, Wanted
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from errors import WordedError
from tests.chat import chatting

HEARD: list[str] = []


@dataclass(frozen=True)
class OpenForm(Action):
    verb: ClassVar[str] = "test.open"
    once: ClassVar[bool] = False


@dataclass(frozen=True)
class Keep(Action):
    verb: ClassVar[str] = "test.keep"


@dataclass(frozen=True)
class Support(Action):
    verb: ClassVar[str] = "test.support"
    once: ClassVar[bool] = False


async def start(turn: Turn, services: Services) -> Reply:
    return Reply(card=CardBuilder("Ideeën").dialog("Nieuw idee", OpenForm()).build())


async def form(turn: Turn, services: Services) -> Reply:
    card = CardBuilder("Een idee").paragraph(turn.quoted.text if turn.quoted else "Vertel het")
    card.add(type_ahead("like", "Lijkt op", "ideas"), colleagues("who", "Met wie", several=True))
    return Reply(card=card.execute("Bewaar", Keep()).build())


async def keep(turn: Turn, services: Services) -> Reply:
    ids = picking.values(turn, "who", most=2)
    people = await services.colleagues.find(ids)
    if len(people) < len(ids):
        raise WordedError("picking-too-many", limit=len(people))
    if not people:
        return Reply(card=CardBuilder("Kies iemand").execute("Bewaar", Keep()).build(), replaces_card=True)
    HEARD.append(", ".join(each.name for each in people))
    return Reply(card=CardBuilder("Het idee staat er").build(), notice="Bewaard")


async def support(turn: Turn, services: Services) -> Reply:
    return Reply(card=CardBuilder(f"Gesteund door {turn.person.first_name}").build(), replaces_card=True)


async def suggest(turn: Turn, services: Services, text: str) -> Sequence[Choice]:
    return [Choice("7", f"Fietsen ({text})")]


async def search(turn: Turn, services: Services, wanted: Wanted) -> Sequence[Found]:
    card = CardBuilder("Fietsen").execute("Steun", Support()).open_chat("Open in Koers", turn.bot, "toon idee 7")
    return [Found("Fietsen", wanted.text or "nieuwste", card.build())]


TESTED = (
    *(route for route in ROUTES if route.name != "sentence"),
    Route("sentence", "", start, needs=EMPLOYEES),
    Route("test.open", "", form, (OpenForm,), EMPLOYEES, commands=("makeIdea",)),
    Route("test.keep", "", keep, (Keep,), EMPLOYEES),
    Route("test.support", "", support, (Support,), EMPLOYEES),
)
SEARCHES = (
    TypeAhead("ideas", "", suggest, EMPLOYEES),
    SearchCommand("findIdea", "", search, EMPLOYEES),
)


async def test_an_idea_goes_from_a_search_and_a_message_through_a_dialog_to_the_chat(tmp_path: Path) -> None:
    HEARD.clear()
    async with chatting(tmp_path, routes=TESTED, searches=SEARCHES) as chat:
        # a dialog from a button, with both kinds of fields
        shown = await chat.say("ideeën")
        dialog = await shown.open("Nieuw idee")
        assert (dialog.title, "Vertel het" in dialog.words) == ("Een idee", True)
        assert await chat.type_ahead("ideas", "fie", on=shown) == [("Fietsen (fie)", "7")]
        assert await chat.type_ahead("forged", "fie", on=shown) == []
        manager = chat.as_("manager").person
        assert (manager["name"], manager["id"]) in await chat.pick(manager["name"])
        assert await chat.pick(chat.as_("guest").person["name"]) == []
        again = await dialog.submit("Bewaar")
        assert (again.closed, again.title) == (False, "Kies iemand")
        guest = chat.as_("guest").person["id"]
        refused = await again.submit("Bewaar", who=f"{manager['id']},{guest}")
        assert (refused.closed, refused.notice) == (True, "Kies er niet meer dan 1.")
        done = await again.submit("Bewaar", who=manager["id"].upper())
        assert (done.closed, done.notice, HEARD) == (True, "Bewaard", [manager["name"]])
        assert (await chat.open())[-1].words == "Het idee staat er"

        # an action on what somebody else wrote, where Koers may not be
        group = chat.inside("group")
        written = await chat.as_("manager").inside("group").write("Meer <b>fietsen</b>\nin de stad")
        await chat.hub.settled()
        dialog = await group.act_on(written, "makeIdea")
        assert "Meer <b>fietsen</b>\nin de stad" in dialog.words
        closed = await dialog.submit("Bewaar", who=manager["id"])
        assert closed.notice == "Bewaard"
        assert [each.words for each in await chat.open()][-2:] == ["Het idee staat er"] * 2

        assert await chat.as_("guest").inside("group").find("findIdea", "fiets") == []

        # a search, put in a chat that Koers has left, where a colleague presses
        async with chat.http.post(
            f"{chat.tenant.base_url}/chat/install",
            json={"person": chat.person["id"], "installed": False, "conversation": group.conversation},
        ) as response:
            assert response.status == 200
        await chat.hub.settled()
        (result,) = await group.find("findIdea", "fiets")
        assert (result.title, result.text) == ("Fietsen", "fiets")
        put = await result.insert()
        assert put.message["from"]["id"] == chat.person["id"]
        assert put.button("Open in Koers").action["url"].endswith("message=toon%20idee%207")
        colleague = chat.as_("manager").inside("group")
        button = put.button("Steun").action
        answer = await colleague.ask_bot("adaptiveCard/action", {"action": button, "trigger": "manual"}, put.id)
        assert answer["body"]["value"]["body"][0]["text"].startswith("Gesteund door")
