"""Every route, pressed by every role with every kind of token: the handler runs exactly when it may."""

from __future__ import annotations

import asyncio
import dataclasses
import secrets
import types
import typing
from collections.abc import AsyncGenerator, Iterable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast
from uuid import NAMESPACE_URL, uuid5

import pytest

from bot.routes import EVERYBODY, ROUTES, Route, Table
from bot.turns import Patience
from cards.actions import Action
from cards.card import CardBuilder
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from domain.organisation import Organisation, load_organisation
from domain.roles import ROLES, Role, Roles
from graph.client import GraphClient
from graph.people import People
from locales import Language, texts_for
from settings import Settings
from tests.graph_wire import Wire, graph_wire
from tests.some_services import only
from tests.wire import TENANT, Line, Sent, nothing, wired

UNHURRIED = Patience(store=60.0, acknowledge=60.0, typing=60.0, entra=60.0, give_up=60.0, grace=5.0)
IMPATIENT = replace(UNHURRIED, entra=0.03)
Ran = tuple[str, str, dict[str, Any]]  # a route, who pressed, and the fields that came along
GROUP = {"id": "19:walk@thread.v2", "conversationType": "groupChat"}
ACTIONS = [(route, action) for route in ROUTES for action in route.buttons]
ON_A_CARD = 60  # buttons: with all of them it would be larger than Teams takes
PARTS = [ACTIONS[at : at + ON_A_CARD] for at in range(0, len(ACTIONS), ON_A_CARD)]
MESSAGE = "application/vnd.microsoft.activity.message"


@dataclass(frozen=True)
class Person:
    """Somebody in Teams, with his roles in Entra and the language of his Teams."""

    name: str
    roles: frozenset[Role]
    language: Language = "nl"
    guest: bool = False

    @property
    def id(self) -> str:
        return str(uuid5(NAMESPACE_URL, self.name))

    @property
    def own_chat(self) -> dict[str, str]:
        return {"id": f"a:{self.name}", "conversationType": "personal"}

    def may(self, route: Route) -> bool:
        return not self.guest and ("colleague" in route.needs or bool(self.roles & set(route.needs)))

    def sends(self, conversation: dict[str, str]) -> dict[str, Any]:
        """The parts of an activity that say who sends it, and where."""
        return {
            "from": {"id": f"29:{self.name}", "name": self.name, "aadObjectId": self.id},
            "conversation": conversation,
            "locale": "nl-NL" if self.language == "nl" else "en-GB",
        }


ONE_ROLE = [
    Person(role, frozenset[Role]([role]), "en" if number % 2 else "nl") for number, role in enumerate(sorted(ROLES))
]
NOBODY = Person("nobody", frozenset())
CHIEF = Person("chief", frozenset(ROLES))
GUEST = Person("guest", frozenset(ROLES), guest=True)  # in every group of Entra, and still a guest
PEOPLE = (*ONE_ROLE, NOBODY, CHIEF, GUEST)


def group_of(role: Role) -> str:
    return str(uuid5(NAMESPACE_URL, f"group {role}"))


def municipality() -> Organisation:
    """Oss with its groups by object id; who is a manager is left to who reports to whom."""
    return replace(load_organisation("oss"), roles=tuple((r, group_of(r)) for r in ROLES if r != "manager"))


def fill_in(graph: Wire, people: Iterable[Person] = PEOPLE) -> None:
    for person in people:
        groups = [group_of(role) for role in sorted(person.roles)]
        reports = [{"id": str(uuid5(NAMESPACE_URL, "report")), "displayName": "Piet", "accountEnabled": True}]
        graph.on(f"/users/{person.id}/checkMemberGroups", {"value": groups})
        graph.on(f"/users/{person.id}/directReports", {"value": reports if "manager" in person.roles else []})


def example(kind: Any) -> Any:
    """Something of this type, whatever a button of the future holds."""
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return cast("type", kind)(**{each.name: example(hints[each.name]) for each in dataclasses.fields(kind)})
    origin = typing.get_origin(kind) or kind
    if origin is typing.Literal:
        return typing.get_args(kind)[0]
    if origin in (typing.Union, types.UnionType):
        return example(typing.get_args(kind)[0])
    return {str: "x", int: 1, bool: True, float: 1.0, tuple: (), Mapping: {}}[origin]


@dataclass
class Walk:
    """The bot with the real table and recording handlers, and everybody's cards."""

    line: Line
    ran: list[Ran]

    async def card(self, person: Person, conversation: dict[str, str], *, old: bool = False) -> dict[str, str]:
        """Cards with every button there is: the token of each verb."""
        with pytest.MonkeyPatch.context() as patch:
            for _, action in ACTIONS if old else ():
                patch.setattr(action, "days", -1, raising=False)
            parts = [await self._part(person, conversation, part) for part in range(len(PARTS))]
        return {verb: token for part in parts for verb, token in part.items()}

    async def _part(self, person: Person, conversation: dict[str, str], part: int) -> dict[str, str]:
        seen = len(self.line.sent)
        await self.line.post(self.line.said(f"kaart {part}", **person.sends(conversation)))
        await self.line.until(lambda: bool(self._cards(conversation, seen)))
        (card,) = self._cards(conversation, seen)
        return {action["verb"]: action["data"]["token"] for action in card.card["actions"]}

    def _cards(self, conversation: dict[str, str], seen: int) -> list[Sent]:
        found = [sent for sent in self.line.sent[seen:] if sent.activity.get("attachments")]
        return [sent for sent in found if conversation["id"] in sent.path]

    async def press(
        self,
        person: Person,
        conversation: dict[str, str],
        token: Any,
        verb: str,
        fields: dict[str, Any] | None = None,
    ) -> tuple[str, list[Ran]]:
        """Presses; the words that came of it and what ran for this person meanwhile."""
        before = [run for run in self.ran if run[1] == person.id]
        action = {"type": "Action.Execute", "verb": verb, "data": {"token": token} | (fields or {})}
        value = {"action": action, "trigger": "manual"}
        sender = person.sends(conversation)
        activity = self.line.activity("invoke", name="adaptiveCard/action", value=value, replyToId="77", **sender)
        status, body = await self.line.post(activity)
        assert status == 200, (person.name, verb, status, body)
        assert body["type"] == MESSAGE, (person.name, verb, body)
        return body["value"], [run for run in self.ran if run[1] == person.id][len(before) :]


@asynccontextmanager
async def entra(folder: Path) -> AsyncGenerator[Services, None]:
    """The roles as the product finds them: over HTTP, in Graph."""
    async with graph_wire() as graph:
        fill_in(graph)
        client = GraphClient(graph.settings(folder))
        roles = Roles(People(client), municipality())
        try:
            yield only(roles=roles)
        finally:
            await roles.close()
            await client.close()


@asynccontextmanager
async def silent_entra(folder: Path) -> AsyncGenerator[Services, None]:
    """The same where Microsoft takes the call and never says anything."""

    async def hang(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()  # until the other end goes away
        writer.close()

    server = await asyncio.start_server(hang, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    client = GraphClient(Settings.for_local_tenant("oss", url, tenant_id=TENANT, data=folder, port=0))
    roles = Roles(People(client), municipality())
    try:
        yield only(roles=roles)
    finally:
        await roles.close()
        await client.close()
        server.close()


@asynccontextmanager
async def walking(folder: Path, services: Services, patience: Patience) -> AsyncGenerator[Walk, None]:
    """The bot with the real table, in which each handler only writes down that it ran."""
    ran: list[Ran] = []

    def recording(route: Route) -> Route:
        async def handler(turn: Turn, services: Services) -> Reply:
            ran.append((route.name, turn.person.id, dict(turn.fields)))
            return Reply(notice=route.name)

        return replace(route, handler=handler)

    async def everything(turn: Turn, services: Services) -> Reply:
        card = CardBuilder("Alles")
        for _, action in PARTS[int(turn.text.split()[-1])]:
            card.execute(action.verb, example(action))
        return Reply(card=card.build())

    routes = [recording(route) for route in ROUTES if route.name not in ("sentence", "welcome")]
    async with wired(folder, sentence=everything, routes=routes, patience=patience, services=services) as line:
        line.roles[f"29:{GUEST.name}"] = "guest"
        yield Walk(line, ran)


@pytest.fixture
async def walk(tmp_path: Path) -> AsyncGenerator[Walk, None]:
    async with entra(tmp_path) as services, walking(tmp_path, services, UNHURRIED) as walk:
        yield walk


def refused(person: Person, route: Route) -> str:
    """What somebody hears who may not: which role it takes, and whom to ask."""
    texts, oss = texts_for(person.language), municipality()
    if person.guest:
        return texts("wire-guest", organisation="Oss")
    contact = oss.contact_for_role(route.needs[0])
    words = texts(
        f"roles-not-{route.needs[0].replace('_', '-')}",
        organisation="Oss",
        contact=contact.name(person.language),
        address=contact.address,
    )
    assert contact.address in words
    return words


def forgeries(token: str) -> Iterator[Any]:
    """Tokens that nobody was given: invented, of the right form, and one of his own that was changed a little."""
    yield "zomaar iets"
    yield secrets.token_urlsafe(24)
    yield {"token": token}
    yield token[:9] + ("A" if token[9] != "A" else "B") + token[10:]
    yield token[:-1]
    yield token + "A"
    yield token.swapcase()


def another(verb: str) -> str:
    return next(action.verb for _, action in ACTIONS if action.verb != verb)


Card = dict[str, str]  # the token of each verb


async def walks_what_is_no_token_of_his(walk: Walk, person: Person, fresh: Card, old: Card) -> None:
    texts = texts_for(person.language)
    stranger = NOBODY if person is CHIEF else CHIEF  # who has every role, and still not this button
    for _, action in ACTIONS:
        token, verb = fresh[action.verb], action.verb
        for forged in forgeries(token):
            assert await walk.press(person, person.own_chat, forged, verb) == (texts("wire-button-unknown"), []), forged
        assert await walk.press(person, person.own_chat, old[verb], verb) == (texts("wire-button-expired"), []), verb
        assert await walk.press(person, stranger.own_chat, token, verb) == (texts("wire-button-foreign"), []), verb
        assert await walk.press(person, GROUP, token, verb) == (texts("wire-button-foreign"), []), verb
        foreign = texts_for(stranger.language)("wire-button-foreign")
        assert await walk.press(stranger, person.own_chat, token, verb) == (foreign, []), verb


async def walks_his_own_card(walk: Walk, person: Person, one: Card, two: Card) -> None:
    texts = texts_for(person.language)
    for route, action in ACTIONS:
        verb = action.verb
        extra = {"person": CHIEF.id, "roles": list(ROLES), "verb": another(verb)}
        plain, odd = (route.name, person.id, dict[str, Any]()), (route.name, person.id, extra)
        if not person.may(route):
            no = refused(person, route), []
            for _ in range(2):  # what was refused is not used up: it is refused again
                assert await walk.press(person, person.own_chat, one[verb], verb) == no, (person.name, verb)
            assert await walk.press(person, person.own_chat, two[verb], another(verb), extra) == no, (person.name, verb)
            continue
        assert await walk.press(person, person.own_chat, one[verb], verb) == (route.name, [plain]), (person.name, verb)
        again = [] if action.once else [plain]
        assert await walk.press(person, person.own_chat, one[verb], verb) == (route.name, again), (person.name, verb)
        assert await walk.press(person, person.own_chat, two[verb], another(verb), extra) == (route.name, [odd]), verb
        other = (texts("wire-button-used"), []) if action.once else (route.name, [plain])
        assert await walk.press(person, person.own_chat, two[verb], verb) == other, (person.name, verb)


async def walks_the_card_of_a_chief(walk: Walk, card: dict[str, str], person: Person) -> None:
    """In a group the card is for all, and only the role counts; a refusal leaves the button to who may."""
    for route, action in ACTIONS:
        words, ran = await walk.press(person, GROUP, card[action.verb], action.verb)
        if not person.guest and action.personal and person is not CHIEF:
            assert (words, ran) == (texts_for(person.language)("wire-button-foreign"), []), (person.name, action.verb)
        elif person.may(route):
            assert (words, ran) == (route.name, [(route.name, person.id, {})]), (person.name, action.verb)
        else:
            assert (words, ran) == (refused(person, route), []), (person.name, action.verb)


async def together(*walks: Any) -> None:
    """All at once, as mornings are; each in its own chat."""
    async with asyncio.TaskGroup() as group:
        for each in walks:
            group.create_task(each)


async def test_forged_foreign_old_and_mutated_tokens_run_nothing_for_anybody(walk: Walk) -> None:
    persons = [person for person in PEOPLE if not person.guest]
    cards = [(await walk.card(p, p.own_chat), await walk.card(p, p.own_chat, old=True)) for p in persons]
    await together(
        *(walks_what_is_no_token_of_his(walk, p, fresh, old) for p, (fresh, old) in zip(persons, cards, strict=True))
    )
    assert walk.ran == []


async def test_on_a_card_of_ones_own_exactly_what_the_role_allows_runs_and_exactly_once(walk: Walk) -> None:
    persons = [person for person in PEOPLE if not person.guest]
    cards = [(await walk.card(p, p.own_chat), await walk.card(p, p.own_chat)) for p in persons]
    await together(*(walks_his_own_card(walk, p, one, two) for p, (one, two) in zip(persons, cards, strict=True)))
    allowed = {(person.id, route.name) for person in PEOPLE for route, _ in ACTIONS if person.may(route)}
    assert {(person, route) for route, person, _ in walk.ran} == allowed


async def test_on_a_card_of_another_in_a_group_the_role_of_whoever_presses_counts(walk: Walk) -> None:
    cards = {person.name: await walk.card(CHIEF, GROUP) for person in PEOPLE}
    for person in PEOPLE:
        await walks_the_card_of_a_chief(walk, cards[person.name], person)


async def test_a_button_that_was_refused_to_all_others_is_still_there_for_who_may(walk: Walk) -> None:
    card = await walk.card(CHIEF, GROUP)
    for route, action in ACTIONS:
        for person in (person for person in PEOPLE if not person.may(route)):
            await walk.press(person, GROUP, card[action.verb], action.verb)
    assert walk.ran == []
    await walks_the_card_of_a_chief(walk, card, CHIEF)


async def test_a_guest_runs_nothing_whatever_groups_he_is_in(walk: Walk) -> None:
    card = await walk.card(CHIEF, GROUP)
    for route, action in ACTIONS:
        for token in (card[action.verb], *forgeries(card[action.verb])):
            no = refused(GUEST, route), list[Ran]()
            assert await walk.press(GUEST, GROUP, token, action.verb) == no, (action.verb, token)
    assert walk.ran == []


async def test_a_sentence_opens_what_its_route_allows(tmp_path: Path) -> None:
    ran: list[tuple[str, str]] = []

    async def asks(turn: Turn, services: Services) -> Reply:
        await turn.gate.check(turn.text)
        ran.append((turn.text, turn.person.id))
        return Reply(text="open")

    routes = [route for route in ROUTES if route.name not in ("sentence", "welcome")]
    intents = [(route, intent) for route in ROUTES for intent in route.intents]
    async with (
        entra(tmp_path) as services,
        wired(tmp_path, sentence=asks, routes=routes, patience=UNHURRIED, services=services) as line,
    ):
        line.roles[f"29:{GUEST.name}"] = "guest"
        for number, (route, intent) in enumerate(intents):
            for person in PEOPLE:  # each time in another group: Teams takes a few messages a second in one
                group = GROUP | {"id": f"19:{number}-{person.name}@thread.v2"}
                answer = await line.say(intent, **person.sends(group))
                assert answer.text == ("open" if person.may(route) else refused(person, route)), (person.name, intent)
    assert ran == [(intent, p.id) for route, intent in intents for p in PEOPLE if p.may(route)]


SENTENCE = replace(next(route for route in ROUTES if route.name == "sentence"), handler=nothing)


async def test_what_is_said_is_answered_to_employees(tmp_path: Path) -> None:
    async with (
        entra(tmp_path) as services,
        wired(tmp_path, routes=[SENTENCE], patience=UNHURRIED, services=services) as line,
    ):
        line.roles[f"29:{GUEST.name}"] = "guest"
        for person in PEOPLE:
            answer = await line.say("wat is onze missie?", **person.sends(GROUP))
            assert answer.text == ("Hallo" if person.may(SENTENCE) else refused(person, SENTENCE)), person.name


async def test_what_is_said_is_answered_to_every_colleague_while_entra_is_silent(tmp_path: Path) -> None:
    async with (
        silent_entra(tmp_path) as services,
        wired(tmp_path, routes=[SENTENCE], patience=IMPATIENT, services=services) as line,
    ):
        line.roles[f"29:{GUEST.name}"] = "guest"
        assert (await line.say("wat is onze missie?", **NOBODY.sends(GROUP))).text == "Hallo"
        assert (await line.say("wat is onze missie?", **GUEST.sends(GROUP))).text == refused(GUEST, SENTENCE)


async def test_while_entra_is_silent_buttons_of_a_role_are_refused_with_words_and_others_work(tmp_path: Path) -> None:
    async with silent_entra(tmp_path) as services, walking(tmp_path, services, IMPATIENT) as walk:
        card = await walk.card(CHIEF, CHIEF.own_chat)
        for route, action in ACTIONS:
            done = route.name, [(route.name, CHIEF.id, dict[str, Any]())]
            no = texts_for("nl")("roles-unavailable"), list[Ran]()
            expected = done if route.harmless or route.needs == EVERYBODY else no
            for _ in range(1 if action.once else 2):
                assert await walk.press(CHIEF, CHIEF.own_chat, card[action.verb], action.verb) == expected, action.verb


def test_every_route_says_who_may_use_it() -> None:
    assert [route.name for route in ROUTES if not route.needs] == []


def test_a_route_that_does_not_say_who_may_use_it_is_refused_at_the_start() -> None:
    with pytest.raises(ValueError, match="new does not say who may use it"):
        Table([*ROUTES, Route("new", "", nothing)])


def test_a_route_of_a_role_cannot_be_called_harmless() -> None:
    with pytest.raises(ValueError, match="is harmless and needs more"):
        Table([*ROUTES, Route("new", "", nothing, needs=("payroll",), harmless=True)])


def test_two_routes_for_one_kind_of_sentence_are_found_at_once() -> None:
    double = Route("new", "", nothing, needs=("payroll",), intents=("add_answer",))
    with pytest.raises(ValueError, match="two routes for add_answer"):
        Table([*ROUTES, double])


def test_what_no_route_says_anything_about_opens_nothing() -> None:
    with pytest.raises(LookupError):
        Table(ROUTES).for_intent("new")


def test_every_button_can_be_put_on_a_card_of_this_walk() -> None:
    assert all(isinstance(example(action), Action) for _, action in ACTIONS)
