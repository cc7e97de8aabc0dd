"""Everything that people can do with Koers, from its own tables: a new route or sentence is among it by itself."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from bot.routes import ROUTES
from cards.actions import Action
from dialogs.understanding.lexicon import Example, examples
from domain.capabilities import BY_NAME
from domain.learning import PERIODS, message_key
from domain.roles import ROLES
from domain.signing_in import Speaker
from locales import Language
from locales.texts import LANGUAGES
from tests.outage import Stand
from tests.test_wire_permissions import Person, example
from tests.wire import TENANT, stream_info

ENDS = 60.0  # seconds in which there are words, on the slowest machine
QUESTION: dict[Language, str] = {"nl": "Wat zijn de zes principes?", "en": "What are the six principles?"}

PERMISSIONS: dict[str, dict[Language, str]] = {
    "delegate": {"nl": "Anna mag voor mij boeken", "en": "Anna may book for me"},
    "delegations": {"nl": "Wie mag voor mij boeken?", "en": "Who may book for me?"},
}

Make = Callable[[Stand, Person], Awaitable[dict[str, Any]]]


@dataclass(frozen=True)
class Deed:
    """Something that a person does. `make` gives the activity; `before` is done while everything still works.

    `quiet`: Teams itself says something to it, so that the answer to the invoke is enough.
    """

    name: str
    language: Language
    make: Make
    before: Make | None = None
    quiet: bool = False

    def person(self, attempt: int) -> Person:
        return Person(f"{self.name} {self.language} {attempt}", frozenset(ROLES), self.language)


def presses() -> Iterable[Deed]:
    """Every button in the table, in both kinds of client."""
    for route in ROUTES:
        for action in route.buttons:
            for language in LANGUAGES:
                yield Deed(f"press {action.verb}", language, _press(action))
            yield Deed(f"submit {action.verb}", "nl", _press(action, submit=True))


def _press(action: type[Action], *, submit: bool = False) -> Make:
    async def make(stand: Stand, person: Person) -> dict[str, Any]:
        token = await stand.token(person, _sensible(action, person.language))
        sender = person.sends(person.own_chat)
        if submit:
            return stand.line.activity(value={"token": token}, replyToId="77", **sender)
        value = {"action": {"type": "Action.Execute", "verb": action.verb, "data": {"token": token}}}
        value["trigger"] = cast("Any", "manual")
        return stand.line.activity("invoke", name="adaptiveCard/action", value=value, replyToId="77", **sender)

    return make


def _sensible(kind: type[Action], language: Language) -> Action:
    """A button with something in it that the product could have put there itself."""
    made: Action = example(kind)
    day = datetime.now(UTC).date() + timedelta(days=7)
    values: dict[str, object] = {"day": day.isoformat(), "monday": day.isoformat(), "month": f"{day:%Y-%m}"}
    values |= {"start": "09:00", "end": "10:00", "shown": {day.isoformat(): "home"}}
    values |= {
        "capability": "workspaces",
        "days_back": PERIODS[0],
        "language": language,
        "question": QUESTION[language],
    }
    known = {each.name for each in dataclasses.fields(made)}
    return replace(made, **{name: value for name, value in values.items() if name in known})


def sentences() -> Iterable[Deed]:
    """A sentence for everything that is understood; one for what is still to come."""
    seen = set[tuple[str, ...]]()
    for said in examples():
        capability, intent = said.choice
        coming = capability in BY_NAME and not BY_NAME[capability].ready
        mark = (capability, said.language) if coming else (capability, intent, said.language)
        if mark not in seen:
            seen.add(mark)
            yield _saying(said)


def by_pattern() -> Iterable[Deed]:
    """What is understood before any example is looked at."""
    for name, sentences in PERMISSIONS.items():
        for language, text in sentences.items():
            yield Deed(f"say workspaces.{name}", language, says(text))


def _saying(said: Example) -> Deed:
    return Deed(f"say {'.'.join(said.choice)}", said.language, says(said.text))


def says(text: str, kind: str = "personal") -> Make:
    async def make(stand: Stand, person: Person) -> dict[str, Any]:
        return stand.line.said(text, **person.sends(person.own_chat | {"conversationType": kind}))

    return make


def others() -> Iterable[Deed]:
    """What is neither said nor pressed."""
    for language in LANGUAGES:
        yield Deed("welcome: install", language, _installs)
        yield Deed("disliked: thumb down", language, _thumb("dislike"))
        yield Deed("a thumb up", language, _thumb("like"), quiet=True)
        yield Deed("edit a question", language, _edits)
        yield Deed("ask in a group", language, says(QUESTION[language], kind="groupChat"))
        yield Deed("signed_in: a code", language, _invokes("signin/verifyState", {"state": "123456"}), before=_signs_in)
        offered = {"id": "exchange-1", "connectionName": "koers", "token": "sso"}
        yield Deed("signed_in: a token", language, _invokes("signin/tokenExchange", offered), before=_signs_in)
        yield Deed("signed_in: a failure", language, _invokes("signin/failure", {"code": "invokeerror"}))


WAYS = {"sentence": "say ", "welcome": "welcome: ", "disliked": "disliked: ", "signed_in": "signed_in: "}


def deeds() -> list[Deed]:
    return [*presses(), *sentences(), *by_pattern(), *others()]


async def _installs(stand: Stand, person: Person) -> dict[str, Any]:
    return stand.line.activity("installationUpdate", action="add", **person.sends(person.own_chat))


async def _edits(stand: Stand, person: Person) -> dict[str, Any]:
    channel = {"tenant": {"id": TENANT}, "eventType": "editMessage"}
    return stand.line.activity(
        "messageUpdate", text=QUESTION[person.language], channelData=channel, **person.sends(person.own_chat)
    )


def _invokes(name: str, value: dict[str, Any]) -> Make:
    async def make(stand: Stand, person: Person) -> dict[str, Any]:
        return stand.line.activity("invoke", name=name, value=value, **person.sends(person.own_chat))

    return make


async def _signs_in(stand: Stand, person: Person) -> dict[str, Any]:
    sender = person.sends(person.own_chat)["from"]
    url, bot = stand.line.service_url, "28:koers"
    speaker = Speaker(person.id, sender["id"], TENANT, person.own_chat["id"], bot, url, "1")
    await stand.services.signing_in.begin(speaker)
    return {}


def _thumb(reaction: str) -> Make:
    """Under an answer, which is there first."""

    async def make(stand: Stand, person: Person) -> dict[str, Any]:
        before = len(stand.line.sent)
        await stand.line.post(stand.line.said(QUESTION[person.language], **person.sends(person.own_chat)))
        message = await answered(stand, person, before)
        value = {"actionName": "feedback", "actionValue": {"reaction": reaction, "feedback": "{}"}}
        sender = person.sends(person.own_chat)
        return stand.line.activity("invoke", name="message/submitAction", value=value, replyToId=message, **sender)

    return make


async def answered(stand: Stand, person: Person, before: int) -> str:
    """The id of the message that answers the question of somebody, when it can be judged."""
    place = f"/{person.own_chat['id']}/"
    async with asyncio.timeout(ENDS):
        while True:
            for at, sent in enumerate(stand.line.sent[before:], before):
                if place in sent.path and sent.activity.get("type") == "message":
                    message = str(stream_info(sent.activity).get("streamId") or f"m{at + 1}")
                    key = message_key(person.own_chat["id"], message)
                    if await stand.services.learning.questions.has_answer(key):
                        return message
            await asyncio.sleep(0.01)
