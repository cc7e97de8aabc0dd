"""What was not answered: asks why a thumb went down, and helps the owner of the vision to add the answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast
from uuid import uuid4

from cards import learning as cards
from cards.learning import Form, Page
from dialogs import vision
from dialogs.services import Services
from dialogs.turn import Json, Reply, Turn
from domain.learning import PERIODS, Content, message_key
from domain.learning.answers import Progress
from domain.learning.checking import checked
from errors import Unavailable, WordedError
from store.proposals import Proposal

INTENTS = ("unanswered_overview", "add_answer", "approve_answer")
USUAL_PERIOD = PERIODS[1]
SURE = 0.5  # confidence from which a sentence certainly is about this


async def start(turn: Turn, services: Services, intent: str, confidence: float = 1.0) -> Reply:
    """What was said opens the overview, an empty form, or the answers that wait; in the personal chat only.

    What only may mean that is a question like any other, when it is not said by somebody whose task this is.
    """
    personal = turn.place.kind == "personal"
    if confidence < SURE and not (personal and await _has_task(turn, services)):
        return await vision.start(turn, services)
    if not personal:
        return Reply(text=turn.texts("learning-only-personal"))
    await turn.gate.check(intent)
    if intent == "approve_answer":
        return await proposals(turn, services)
    if intent == "add_answer":
        return Reply(card=cards.form(turn.texts, _blank(services, (), "")))
    return Reply(card=await _overview(turn, services, USUAL_PERIOD, 0))


async def _has_task(turn: Turn, services: Services) -> bool:
    try:
        return await services.learning.answers.approves(turn.person.id)
    except Unavailable:
        return False


async def disliked(turn: Turn, services: Services) -> Reply:
    """After a thumb down under an answer of the last day: why. Under anything else nothing is asked."""
    message = message_key(turn.place.conversation, turn.message or "")
    if not await services.learning.questions.has_answer(message):
        return Reply()
    return Reply(card=cards.why(turn.texts, message))


async def reason(turn: Turn, services: Services) -> Reply:
    """A reason was pressed."""
    message, given = str(turn.payload["message"]), str(turn.payload["reason"])
    await services.learning.questions.because(turn.person.id, message, given, turn.now.date())
    return Reply(card=cards.thanks(turn.texts), replaces_card=True)


async def overview(turn: Turn, services: Services) -> Reply:
    """Another page or period of the overview."""
    days, page = _number(turn.payload, "days_back"), _number(turn.payload, "page")
    return Reply(card=await _overview(turn, services, days, page), replaces_card=True)


async def dismiss(turn: Turn, services: Services) -> Reply:
    """A group of questions needs no answer."""
    await services.learning.questions.dismiss(_strings(turn.payload, "questions"))
    days, page = _number(turn.payload, "days_back"), _number(turn.payload, "page")
    card = await _overview(turn, services, days, page)
    return Reply(card=card, replaces_card=True, notice=turn.texts("learning-dismissed"))


async def add(turn: Turn, services: Services) -> Reply:
    """The form for an answer to a group of questions."""
    ids = _strings(turn.payload, "questions")
    asked = await services.learning.questions.texts(ids)
    if not asked:
        raise WordedError("learning-questions-gone")
    text = str(turn.payload["text"])
    others = "\n".join([other for other in asked if other != text][: cards.MOST_OTHERS])
    return Reply(card=cards.form(turn.texts, _blank(services, ids, text, others)))


async def preview(turn: Turn, services: Services) -> Reply:
    """The filled-in form as it will be stored; the form again where something has to change."""
    proposal, questions = str(turn.payload["proposal"]), _strings(turn.payload, "questions")
    try:
        content = _content(turn, services)
    except WordedError as problem:
        filled = Form(
            proposal,
            questions,
            _sources(services),
            *(_typed(turn, name) for name in ("question", "others", "answer", "document", "source", "url")),
            problem=turn.texts(problem.key, **problem.values),
        )
        return Reply(card=cards.form(turn.texts, filled), replaces_card=True)
    return Reply(card=cards.preview(turn.texts, proposal, questions, content), replaces_card=True)


async def edit(turn: Turn, services: Services) -> Reply:
    """The form with what was filled in before."""
    draft = _draft(turn.payload)
    filled = _filled(services, str(draft["proposal"]), _strings(draft, "questions"), _drafted(draft))
    return Reply(card=cards.form(turn.texts, filled), replaces_card=True)


async def propose(turn: Turn, services: Services) -> Reply:
    """Sends an answer for approval. The rules are the domain's, whatever the card was when it was made."""
    draft = _draft(turn.payload)
    await services.learning.answers.propose(
        turn.person.id, str(draft["proposal"]), _drafted(draft), _strings(draft, "questions"), key=turn.key
    )
    return Reply(card=cards.outcome(turn.texts, "learning-sent"), replaces_card=True)


async def proposals(turn: Turn, services: Services) -> Reply:
    """The answers that wait, and one's own."""
    found = [one for one in await services.learning.answers.all() if _concerns(one, turn.person.id)]
    others = [one for one in found if one.author != turn.person.id]
    own = [one for one in found if one.author == turn.person.id]
    return Reply(card=cards.proposals(turn.texts, others, own))


async def review(turn: Turn, services: Services) -> Reply:
    """One proposed answer with what this person can do about it."""
    proposal = await services.learning.answers.find(str(turn.payload["proposal"]))
    own = proposal.author == turn.person.id
    if not own and proposal.state == "returned":
        raise WordedError("learning-changed")
    return Reply(card=cards.review(turn.texts, proposal, own=own))


async def approve(turn: Turn, services: Services) -> Reply:
    """The second pair of eyes agrees."""
    id, version = str(turn.payload["proposal"]), _number(turn.payload, "version")
    return _progress(turn, id, await services.learning.answers.approve(turn.person.id, id, version, key=turn.key))


async def send_back(turn: Turn, services: Services) -> Reply:
    """The second pair of eyes does not agree."""
    id, version = str(turn.payload["proposal"]), _number(turn.payload, "version")
    await services.learning.answers.send_back(turn.person.id, id, version, _typed(turn, "remark"), key=turn.key)
    return Reply(card=cards.outcome(turn.texts, "learning-sent-back"), replaces_card=True)


async def revise(turn: Turn, services: Services) -> Reply:
    """The author takes up an answer that was sent back."""
    proposal = await services.learning.answers.find(str(turn.payload["proposal"]))
    if proposal.author != turn.person.id:
        raise WordedError("learning-not-yours")
    if proposal.state != "returned":
        raise WordedError("learning-changed")
    content = Content(proposal.question, proposal.others, proposal.answer, proposal.source, proposal.url)
    return Reply(card=cards.form(turn.texts, _filled(services, proposal.id, proposal.questions, content)))


async def withdraw(turn: Turn, services: Services) -> Reply:
    """The author takes an answer back."""
    await services.learning.answers.withdraw(turn.person.id, str(turn.payload["proposal"]), key=turn.key)
    return Reply(card=cards.outcome(turn.texts, "learning-withdrawn"), replaces_card=True)


async def follow(turn: Turn, services: Services) -> Reply:
    """How far an approved answer is on its way to the library."""
    id = str(turn.payload["proposal"])
    return _progress(turn, id, await services.learning.answers.progress(id))


async def store(turn: Turn, services: Services) -> Reply:
    """Another try to put an approved answer in the library."""
    id = str(turn.payload["proposal"])
    return _progress(turn, id, await services.learning.answers.store_again(turn.person.id, id, key=turn.key))


def _progress(turn: Turn, id: str, progress: Progress) -> Reply:
    return Reply(card=cards.on_its_way(turn.texts, id, progress), replaces_card=True)


async def _overview(turn: Turn, services: Services, days: int, page: int) -> cards.Card:
    first = page * cards.ON_A_PAGE
    groups = await services.learning.questions.overview(days, turn.now.date(), first, cards.ON_A_PAGE)
    proposed = await services.learning.answers.all()
    last = max(0, (len(groups) - 1) // cards.ON_A_PAGE)
    answered = frozenset(question for proposal in proposed for question in proposal.questions)
    mine_or_waiting = [one for one in proposed if _concerns(one, turn.person.id)]
    return cards.overview(turn.texts, Page(groups, min(page, last), days, answered, len(mine_or_waiting)))


def _concerns(proposal: Proposal, person: str) -> bool:
    """Whether there is something in it for this person: his own, or one that he can do something about."""
    return proposal.author == person or proposal.state != "returned"


def _content(turn: Turn, services: Services) -> Content:
    """The typed fields, checked. A document of the library is named by its id; what is typed beside it counts not."""
    source, url = _typed(turn, "source"), _typed(turn, "url")
    chosen = _typed(turn, "document")
    if chosen and chosen != cards.OTHER_SOURCE:
        document = next((one for one in services.learning.sources() if one.id == chosen), None)
        if document is None:
            raise WordedError("learning-source-gone")
        source = document.title[: cards.LONGEST_SOURCE]
        url = document.url if document.url.startswith("https://") else ""
    return checked(_typed(turn, "question"), _typed(turn, "others"), _typed(turn, "answer"), source, url)


def _blank(services: Services, questions: tuple[str, ...], question: str, others: str = "") -> Form:
    return Form(uuid4().hex, questions, _sources(services), question[: cards.LONGEST_QUESTION], others)


def _filled(services: Services, proposal: str, questions: tuple[str, ...], content: Content) -> Form:
    sources = _sources(services)
    document = next((id for id, title in sources if title == content.source), cards.OTHER_SOURCE)
    other = document == cards.OTHER_SOURCE
    return Form(
        proposal,
        questions,
        sources,
        content.question,
        "\n".join(content.others),
        content.answer,
        document,
        content.source if other else "",
        content.url if other else "",
    )


def _sources(services: Services) -> tuple[tuple[str, str], ...]:
    return tuple((one.id, one.title[: cards.LONGEST_SOURCE]) for one in services.learning.sources())


def _draft(payload: Mapping[str, Json]) -> Mapping[str, Json]:
    return cast("Mapping[str, Json]", payload["draft"])


def _drafted(draft: Mapping[str, Json]) -> Content:
    question, answer, source, url = (str(draft[name]) for name in ("question", "answer", "source", "url"))
    return Content(question, _strings(draft, "others"), answer, source, url)


def _typed(turn: Turn, name: str) -> str:
    """What was filled in; anything but text is taken for nothing. Far more than any field takes is not looked at."""
    value = turn.fields.get(name)
    return value.replace("\0", "")[:10_000] if isinstance(value, str) else ""


def _strings(payload: Mapping[str, Json], name: str) -> tuple[str, ...]:
    value = payload.get(name)
    return tuple(str(item) for item in value) if isinstance(value, list | tuple) else ()


def _number(payload: Mapping[str, Json], name: str) -> int:
    value = payload[name]
    return value if isinstance(value, int) else 0
