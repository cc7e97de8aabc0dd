"""Measures retrieval and answers with known questions, beside plain BM25 in the same run.

Run: python -m benchmarks.retrieval [--shared ../shared] [--restatements DIR ...]
"""

from __future__ import annotations

import argparse
import asyncio
import math
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from knowledge.answer import Passage
from knowledge.base import KnowledgeBase
from knowledge.document import Document
from knowledge.evaluation import Evaluation, EvaluationQuestion, Metrics, evaluate, holds, load_questions
from knowledge.restatement import front_matter

K1, B = 1.2, 0.75
FIGURES = (
    ("recall@1", "recall_1"),
    ("recall@5", "recall_5"),
    ("MRR@10", "mrr_10"),
    ("answered", "answered"),
    ("not answered, rightly", "not_answered_rightly"),
    ("quotes verified", "verified"),
    ("facts", "contains"),
    ("gold cited", "cited"),
)


def main() -> None:
    """Print the figures as markdown tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    parser.add_argument("--restatements", type=Path, nargs="*", default=[])
    chosen = parser.parse_args()
    documents = official(chosen.shared / "documents")
    questions = load_questions(chosen.shared / "questions" / "dev.jsonl")
    alone = measured(documents, questions)
    reference = plain(documents, questions)
    print(f"{len(questions)} questions, {len(documents)} documents\n")
    print("| system | recall@1 | recall@5 | MRR@10 |\n|---|---|---|---|")
    print(f"| plain BM25, all documents | {row(reference)} |")
    print(f"| Koers | {row((alone.total.recall_1, alone.total.recall_5, alone.total.mrr_10))} |")
    if chosen.restatements:
        added = list(restated(chosen.restatements))
        both = measured([*documents, *added], questions)
        print(f"| Koers, with {len(added)} restatements | "
              f"{row((both.total.recall_1, both.total.recall_5, both.total.mrr_10))} |")  # fmt: skip
        table("With restatements", both)
    table("Without restatements", alone)


def table(title: str, evaluation: Evaluation) -> None:
    """A table of all figures per type and language."""
    print(f"\n{title}\n\n| | n | " + " | ".join(name for name, _ in FIGURES) + " |\n|---" + "|---" * 9 + "|")
    groups: list[tuple[str, Metrics]] = [*evaluation.by_type.items(), *evaluation.by_language.items()]
    for name, group in [*groups, ("all", evaluation.total)]:
        print(f"| {name} | {group.questions} | {row(getattr(group, field) for _, field in FIGURES)} |")


def row(values: Iterable[float | None]) -> str:
    """Figures as cells; a figure that there is none of is a dash."""
    return " | ".join("-" if value is None else f"{value:.3f}" for value in values)


def official(folder: Path) -> list[Document]:
    """The documents that an INDEX.toml names."""
    listed = tomllib.loads((folder / "INDEX.toml").read_text(encoding="utf-8"))["document"]
    return [
        Document(
            item["id"],
            item["title"],
            item["organisation"],
            (folder / item["file"]).read_text(encoding="utf-8"),
            f"https://a.example/{item['id']}",
        )
        for item in listed
    ]


def restated(folders: Sequence[Path]) -> Iterable[Document]:
    """The restatements in some folders."""
    for path in sorted(path for folder in folders for path in folder.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        front = front_matter(text)
        if "restates" in front:
            organisation = front.get("organisation", path.parent.parent.name)
            id, title = front.get("id", path.stem), front.get("title", path.stem)
            yield Document(id, title, organisation, text, path.resolve().as_uri())


def measured(documents: Sequence[Document], questions: Sequence[EvaluationQuestion]) -> Evaluation:
    """The product measured."""
    base = KnowledgeBase()
    for document in documents:
        base.put(document)
    return asyncio.run(evaluate(questions, base))


def plain(documents: Sequence[Document], questions: Sequence[EvaluationQuestion]) -> tuple[float, float, float]:
    """Recall@1, recall@5 and MRR@10 of plain BM25 on lower-cased words, over the same passages."""
    base = KnowledgeBase()
    for document in documents:
        base.put(document)
    passages = list(base.passages())
    search = bm25(passages)
    answerable = [question for question in questions if question.answerable]
    ones = fives = reciprocal = 0.0
    for question in answerable:
        found = search(question.question.text)
        ranks = [
            next(
                (rank for rank, passage in enumerate(found, 1) for place in group
                 if place.document == passage.document and holds(passage.text, place.quote)), 11)
            for group in question.gold
        ]  # fmt: skip
        ones += sum(rank <= 1 for rank in ranks) / len(ranks)
        fives += sum(rank <= 5 for rank in ranks) / len(ranks)
        reciprocal += 1 / min(ranks) if min(ranks) <= 10 else 0
    return ones / len(answerable), fives / len(answerable), reciprocal / len(answerable)


def bm25(passages: Sequence[Passage]) -> Callable[[str], list[Passage]]:
    """A search for the ten best passages."""
    counts = [Counter(tokens(passage.text)) for passage in passages]
    average = sum(sum(count.values()) for count in counts) / len(counts)
    frequency = Counter(word for count in counts for word in count)

    def score(words: Sequence[str], count: Counter[str]) -> float:
        norm = K1 * (1 - B + B * sum(count.values()) / average)
        return sum(
            math.log(1 + (len(counts) - frequency[word] + 0.5) / (frequency[word] + 0.5))
            * count[word] * (K1 + 1) / (count[word] + norm)
            for word in words
        )  # fmt: skip

    def search(text: str) -> list[Passage]:
        words = tokens(text)
        order = sorted(range(len(passages)), key=lambda at: -score(words, counts[at]))
        return [passages[at] for at in order[:10]]

    return search


def tokens(text: str) -> list[str]:
    """Lower-cased runs of letters and digits."""
    return "".join(letter if letter.isalnum() else " " for letter in text.lower()).split()


if __name__ == "__main__":
    main()
