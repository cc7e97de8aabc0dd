"""Measures indexing and answering with 10,000 passages of generated text, beside SQLite's FTS5 in the same run.

Run: python -m benchmarks.scale [--passages 10000] [--askers 8] [--questions 400]
"""

from __future__ import annotations

import argparse
import asyncio
import random
import resource
import sqlite3
import sys
from collections.abc import Awaitable, Callable
from time import perf_counter, process_time

from knowledge.answer import Question
from knowledge.base import KnowledgeBase
from knowledge.document import Document

SYLLABLES = (
    "aan be ver ont ge door over wer ken leer ra den burg stad wijk dorp beleid zorg vis ie or ga ni sa tie".split()
)
SYLLABLES += (
    "doel ge bied stuur kracht ruim te tijd plek team dien st ver le ning da ta net werk sa men bouw mo del".split()
)
SMALL = "de het een van in op en voor met is we dat die aan te zijn bij als om door".split()
SECTIONS = 20  # a document
SEED = 20


def main() -> None:
    """Print the figures as a markdown table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--passages", type=int, default=10_000)
    arguments.add_argument("--askers", type=int, default=8)
    arguments.add_argument("--questions", type=int, default=400)
    chosen = arguments.parse_args()
    documents = made_up(chosen.passages)
    questions = made_up_questions(documents, chosen.questions)
    before = memory()
    base = KnowledgeBase()
    seconds = timed(lambda: [base.put(document) for document in documents])
    grown = memory() - before
    processor = process_time()
    loop_seconds = asyncio.run(asked(base.answer, questions, chosen.askers))
    processor = (process_time() - processor) * 1000 / len(questions)
    reference = reference_index(base)
    reference_seconds = asyncio.run(asked(reference.answer, questions, chosen.askers))
    print(f"{len(base)} passages in {len(documents)} documents, {chosen.askers} askers, {len(questions)} questions\n")
    print("| what | Koers | SQLite FTS5 (search only) |\n|---|---|---|")
    print(f"| indexed in | {seconds:.1f} s | {reference.seconds:.1f} s |")
    print(f"| resident memory, all | {memory():.0f} MB | |")
    print(f"| resident memory, by the index | {grown:.0f} MB | |")
    print(f"| a question, processor time | {processor:.1f} ms | |")
    for name, share in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99)):
        print(f"| a question, {name} | {percentile(loop_seconds, share):.1f} ms | "
              f"{percentile(reference_seconds, share):.1f} ms |")  # fmt: skip


def made_up(passages: int) -> list[Document]:
    """Documents of invented Dutch-looking words, as frequent as words are in real text."""
    source = random.Random(SEED)
    words = sorted({"".join(source.choices(SYLLABLES, k=source.choice((1, 2, 2, 3, 3, 4)))) for _ in range(30_000)})
    source.shuffle(words)
    weights = [1 / (rank + 3) for rank in range(len(words))]
    documents: list[Document] = []
    for number in range(max(1, passages // SECTIONS)):
        parts: list[str] = []
        for section in range(SECTIONS):
            heading = " ".join(source.choices(words, weights, k=3)).capitalize()
            parts.append(f"{section + 1}. {heading}\n\n" + paragraph(source, words, weights) + "\n\n")
        organisation = "oss" if number % 5 else "sittard-geleen"
        text = "".join(parts)
        documents.append(
            Document(f"d{number}", f"Document {number}", organisation, text, f"https://a.example/{number}")
        )
    return documents


def paragraph(source: random.Random, words: list[str], weights: list[float]) -> str:
    """About 120 words in sentences."""
    sentences: list[str] = []
    for _ in range(9):
        chosen = source.choices(words, weights, k=7) + source.choices(SMALL, k=6)
        source.shuffle(chosen)
        sentences.append(" ".join(chosen).capitalize() + ".")
    return " ".join(sentences)


def made_up_questions(documents: list[Document], count: int) -> list[Question]:
    """Questions of a few words from one passage, one of them with a letter wrong now and then."""
    source = random.Random(SEED + 1)
    questions: list[Question] = []
    for _ in range(count):
        document = source.choice(documents)
        chosen = source.sample([word for word in document.text.split() if len(word) > 4 and word.isalpha()], 4)
        if source.random() < 0.25:
            chosen[0] = chosen[0][:2] + chosen[0][3:]
        questions.append(Question(f"Wat betekent {chosen[0]} {chosen[1]} voor {chosen[2]} en {chosen[3]}?", "oss"))
    return questions


def timed(work: Callable[[], object]) -> float:
    """Seconds that some work takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


async def asked(answer: Callable[[Question], Awaitable[object]], questions: list[Question], askers: int) -> list[float]:
    """Milliseconds of every question with so many askers at once."""
    waiting = list(questions)
    took: list[float] = []

    async def asker() -> None:
        while waiting:
            question = waiting.pop()
            start = perf_counter()
            await answer(question)
            took.append((perf_counter() - start) * 1000)

    await asyncio.gather(*(asker() for _ in range(askers)))
    return took


class Reference:
    """The same passages in SQLite's own full-text index."""

    def __init__(self, texts: list[str]) -> None:
        self.connection = sqlite3.connect(":memory:", check_same_thread=False)
        self.connection.execute("CREATE VIRTUAL TABLE passages USING fts5(text)")
        rows = [(text,) for text in texts]
        self.seconds = timed(lambda: self.connection.executemany("INSERT INTO passages VALUES (?)", rows))

    async def answer(self, question: Question) -> list[tuple[int]]:
        """The search in a thread, as Koers works."""
        return await asyncio.to_thread(self.search, question.text)

    def search(self, text: str) -> list[tuple[int]]:
        """The ten best passages for any of the words."""
        words = " OR ".join(f'"{word}"' for word in text.rstrip("?").split())
        sql = "SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT 10"
        return self.connection.execute(sql, (words,)).fetchall()


def reference_index(base: KnowledgeBase) -> Reference:
    """FTS5 over the same passages."""
    return Reference([passage.text for passage in base.passages()])


def percentile(values: list[float], share: float) -> float:
    """The value that so large a share stays under."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def memory() -> float:
    """Megabytes resident now, or the most so far where the system does not say."""
    if sys.platform == "linux":
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
            return int(file.read().split()[1]) * resource.getpagesize() / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
