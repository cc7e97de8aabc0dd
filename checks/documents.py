"""Every bundled document can be read whole, and every question about them can be asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from re import IGNORECASE, search

from checks import Complaint
from domain.organisation import FOLDER
from knowledge.document import Document
from knowledge.known_answers import QuestionsError, load_questions
from knowledge.metrics import EvaluationQuestion
from knowledge.restatement import (
    MAX_LINE,
    MAX_LINES,
    MAX_NOTE,
    RestatedSection,
    Restatement,
    comments,
    front_matter,
    restatement_of,
)
from knowledge.words import fold

FIELDS = ("id", "title", "organisation", "restates")
KINDS = ("official", "english", "words", "questions")
OPEN, CLOSE = "<!--", "-->"
SHOWN = 60  # characters of a text that a complaint quotes


@dataclass(frozen=True)
class Bundled:
    """A document on disk, with the restatement that it is."""

    where: str
    organisation: str  # the folder it is in
    text: str
    front: dict[str, str]
    restatement: Restatement | None


def complaints(folder: Path = FOLDER) -> list[Complaint]:
    """Everything that is wrong with the documents and questions of any municipality."""
    found: list[Complaint] = []
    documents: list[Bundled] = []
    for path in sorted(folder.glob("*/documents/*.md")):
        where = path.relative_to(folder.parent).as_posix()
        try:
            document = _read(path, where)
        except (OSError, UnicodeDecodeError) as error:
            found.append(Complaint(where, str(error)))
            continue
        documents.append(document)
        found += [Complaint(where, what) for what in _of(document)]
    found += [Complaint(folder.name, what) for what in _same_ids(documents)]
    found += _of_questions(folder, documents)
    return found


def _read(path: Path, where: str) -> Bundled:
    text = path.read_text(encoding="utf-8")
    front = front_matter(text)
    organisation = path.parent.parent.name
    document = Document(front.get("id", ""), front.get("title", ""), organisation, text, "")
    return Bundled(where, organisation, text, front, restatement_of(document))


def _of(document: Bundled) -> Iterator[str]:
    missing = [name for name in FIELDS if not document.front.get(name)]
    if missing:
        yield f"the lines at the top lack {', '.join(missing)}"
    if document.front.get("organisation") != document.organisation:
        yield f"is in the folder of {document.organisation}, and says it is of {document.front.get('organisation')!r}"
    yield from _of_comments(document.text)
    sections = document.restatement.sections if document.restatement else ()
    if not sections:
        yield "no section says which section of the official document it restates"
    for section in sections:
        for what in _of_section(section, document.text):
            yield f"section {section.heading!r}: {what}"
    yield from _twice(sections)


def _of_comments(text: str) -> Iterator[str]:
    found = comments(text)
    if text.count(OPEN) != len(found) or text.count(CLOSE) != len(found):
        yield f"{text.count(OPEN)} comments begin, {text.count(CLOSE)} end, and {len(found)} do both"
    for start, end in found:
        inner = text[start + len(OPEN) : end - len(CLOSE)]
        kind, _, body = inner.partition(":")
        line = text.count("\n", 0, start) + 1
        if kind.strip() not in KINDS:
            yield f"line {line}: a comment begins with one of {', '.join(KINDS)}, not with {kind.strip()[:SHOWN]!r}"
        elif not body.strip():
            yield f"line {line}: the comment with {kind.strip()} is empty"
        if "--" in inner:
            yield f"line {line}: two hyphens after each other inside a comment"
        if len(inner) > MAX_NOTE:
            yield f"line {line}: the comment has more than the {MAX_NOTE} characters that are read"


def _of_section(section: RestatedSection, text: str) -> Iterator[str]:
    own = [text[start:end] for start, end in comments(text) if section.start <= start < section.end]
    counts = Counter(comment.removeprefix(OPEN).partition(":")[0].strip() for comment in own)
    for kind in KINDS:
        if counts[kind] != 1:
            yield f"{counts[kind]} comments with {kind}, and not one"
    if not section.text:
        yield "no text"
    if not section.english_heading or not section.english:
        yield "no English heading or no English text"
    for line in section.words:
        term, _, others = line.partition(":")
        if not term.strip() or not others.strip():
            yield f"{line[:SHOWN]!r} is not a term, a colon and other words for it"
    for kind, lines in (("words", section.words), ("questions", section.questions)):
        if len(lines) >= MAX_LINES or any(len(line) >= MAX_LINE for line in lines):
            yield f"{kind}: more than {MAX_LINES} lines, or a line of more than {MAX_LINE} characters, is not read"


def _same_ids(documents: Sequence[Bundled]) -> Iterator[str]:
    for id, count in Counter(document.front.get("id", "") for document in documents).items():
        if id and count > 1:
            yield f"{count} documents have the id {id!r}"


def _twice(sections: Sequence[RestatedSection]) -> Iterator[str]:
    """Names and questions that two sections share: neither would be found for certain."""
    for heading, count in Counter(section.heading for section in sections).items():
        if count > 1:
            yield f"{count} sections are called {heading!r}"
    asked: dict[str, str] = {}
    for section in sections:
        for question in section.questions:
            first = asked.setdefault(" ".join(fold(question).casefold().split()).rstrip("?. "), section.heading)
            if first != section.heading:
                yield f"{question[:SHOWN]!r} is a question of both {first!r} and {section.heading!r}"


def _of_questions(folder: Path, documents: Sequence[Bundled]) -> Iterator[Complaint]:
    sections = {
        (document.front.get("id", ""), section.heading): section
        for document in documents
        if document.restatement
        for section in document.restatement.sections
    }
    ids: set[str] = set()
    for path in sorted(folder.glob("*/questions.jsonl")):
        where = path.relative_to(folder.parent).as_posix()
        try:
            questions = load_questions(path)
        except QuestionsError as error:
            yield Complaint(where, str(error))
            continue
        for question in questions:
            for what in (*_of_question(question, sections), *([] if question.id not in ids else ["its id is taken"])):
                yield Complaint(where, f"question {question.id}: {what}")
            ids.add(question.id)
            if question.question.organisation != path.parent.name:
                yield Complaint(where, f"question {question.id}: is of {question.question.organisation!r}")


def _of_question(question: EvaluationQuestion, sections: dict[tuple[str, str], RestatedSection]) -> Iterable[str]:
    named = [sections.get((place.document, place.section)) for place in question.sections]
    for place, section in zip(question.sections, named, strict=True):
        if section is None:
            yield f"there is no section {place.section!r} in {place.document!r}"
    if question.answerable and not question.must_contain:
        yield "says no fact that a good answer holds"
    if None not in named and question.sections:
        text = "\n".join(f"{section.heading}\n{section.text}\n{section.english}" for section in named if section)
        for fact in question.must_contain:
            if not search(fact, text, IGNORECASE):
                yield f"the fact {fact!r} is in none of its sections"
