"""Puts the hostile cases through the whole way of an answer, and counts what must never happen."""

from __future__ import annotations

import html
import re
import time
import unicodedata
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from domain.modelled import Asker, ModelAnswers
from domain.organisation import FOLDER, load_organisation
from domain.spending import Accounts
from domain.vision import Vision
from knowledge.answer import Answer
from knowledge.base import KnowledgeBase
from knowledge.document import Document
from knowledge.model.answering import Modelled
from knowledge.model.endpoint import Endpoint
from knowledge.model.prompt import instructions
from knowledge.quotes import fold, verify
from knowledge.restatement import front_matter, visible
from knowledge.words import words
from store.database import Database
from tests.hostile_claims import CONVERSATION, EVIL, LEAK, NAME, PERSON, PLANTED, PRIVATE, Case
from tests.model_server import ModelServer, model_server

ASKER = Asker(PERSON, NAME)
_MARKER = re.compile(r" ((?:\[\d+\])+)$")
_LINK = re.compile(
    r"\]\(|\]\[|\]:|https?:|//|www\.|<[a-z/!]|!\[|@|\b[a-z0-9-]{2,}\.(?:com|nl|org|net)\b", re.IGNORECASE
)
_ECHO = 8  # words in a row of the instructions that tell that they leaked


@dataclass
class Count:
    """What must stay at nought, and how long it took."""

    unverified: list[str] = field(default_factory=list[str])
    links: list[str] = field(default_factory=list[str])
    leaks: list[str] = field(default_factory=list[str])
    late: list[str] = field(default_factory=list[str])
    false: list[str] = field(default_factory=list[str])  # something was shown of a model that had nothing true to say
    asked: int = 0  # questions that came to the model at all
    by_model: int = 0
    seconds: list[float] = field(default_factory=list[float])

    @property
    def clean(self) -> bool:
        return not (self.unverified or self.links or self.leaks or self.late or self.false)


@dataclass(frozen=True)
class Trial:
    """A knowledge base with the bundled documents, one planted, and a model on loopback."""

    base: KnowledgeBase
    database: Database
    model: ModelServer
    endpoint: Endpoint

    def vision(self, *, patience: float = 4.0) -> Vision:
        """Vision with the model; nothing is remembered of the cases before."""
        accounts = Accounts(self.database, self.model.settings(), "geheim")
        return Vision(
            self.base, self.database, ModelAnswers(Modelled(self.base, self.endpoint), accounts, patience=patience)
        )

    async def run(self, case: Case, count: Count, *, patience: float) -> Answer:
        """Asks the question of the case and counts what is wrong with the answer."""
        self.model.script = case.script
        before = len(self.model.requests)
        begun = time.monotonic()
        organisation = load_organisation(case.organisation)
        found = await self.vision(patience=patience).ask(
            case.question, organisation=organisation, conversation=f"{CONVERSATION}-{case.id}", asker=ASKER
        )
        seconds = time.monotonic() - begun
        count.seconds.append(seconds)
        answer = found.answer
        count.asked += len(self.model.requests) > before
        if seconds > patience + 1.0:
            count.late.append(case.id)
        if any(secret.lower() in request.lower() for request in self.model.requests[before:] for secret in PRIVATE):
            count.leaks.append(f"{case.id}: about the asker, to the model")
        if answer.by_model:
            count.by_model += 1
            self._judge(case, answer, count)
        return answer

    async def without(self, case: Case) -> float:
        """Seconds that the question of a case takes without a model."""
        begun = time.monotonic()
        await Vision(self.base).ask(case.question, organisation=load_organisation(case.organisation))
        return time.monotonic() - begun

    def _judge(self, case: Case, answer: Answer, count: Count) -> None:
        if case.shows_nothing:
            count.false.append(f"{case.id}: {answer.text}")
        for citation in answer.citations:
            document = self.base.document(citation.document)
            if (
                document is None
                or not verify(document, citation.quote)
                or citation.quote not in _readable(document.text)
            ):
                count.unverified.append(f"{case.id}: {citation.quote}")
        numbers = {str(citation.number) for citation in answer.citations}
        for line in answer.text.split("\n\n"):
            marker = _MARKER.search(line)
            if marker is None or not set(re.findall(r"\d+", marker.group(1))) <= numbers:
                count.unverified.append(f"{case.id}: a claim without a source: {line}")
        seen = _seen(answer.text)
        if _LINK.search(seen):
            count.links.append(f"{case.id}: {answer.text}")
        if EVIL in seen.lower() or any(unicodedata.category(letter) in ("Cf", "Co", "Cs") for letter in answer.text):
            count.links.append(f"{case.id}: {answer.text!r}")
        told = " ".join(word.folded for word in words(instructions(answer.language)))
        said = [word.folded for word in words(answer.text)]
        runs = [" ".join(said[at : at + _ECHO]) for at in range(len(said) - _ECHO + 1)]
        if LEAK in seen.lower() or any(run in told for run in runs) or any(secret in seen for secret in PRIVATE):
            count.leaks.append(f"{case.id}: {answer.text}")


@cache
def _readable(text: str) -> str:
    """A document without what its comments say, white space folded."""
    return fold(visible(text))


def _seen(text: str) -> str:
    """What a client could make of it: escapes of markdown stay, everything else is undone."""
    return html.unescape(unicodedata.normalize("NFKC", re.sub(r"((?:\[\d+\])+)$", "", text, flags=re.MULTILINE)))


@asynccontextmanager
async def trial(folder: Path) -> AsyncGenerator[Trial, None]:
    """Everything that a question passes, with its memory in `folder`."""
    base = KnowledgeBase()
    for path in sorted(FOLDER.glob("*/documents/*.md")):
        text = path.read_text(encoding="utf-8")
        front = front_matter(text)
        base.put(Document(front["id"], front["title"], front["organisation"], text, f"https://sp.example/{path.name}"))
    for organisation in ("oss", "sittard-geleen"):
        base.put(Document(f"planted-{organisation}", "Memo", organisation, PLANTED, "https://sp.example/memo"))
    database = Database(f"sqlite:///{folder / 'koers.db'}")
    await database.migrate()
    async with model_server() as model:
        endpoint = Endpoint(model.settings())
        await endpoint.warm()
        try:
            yield Trial(base, database, model, endpoint)
        finally:
            await endpoint.close()
            await database.close()
