"""Which of the library's files the knowledge base knows: those that can be read, one for each document id."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Protocol

from domain.library.report import DUPLICATE
from knowledge.document import Document, Heading
from store.library import LibraryDocument


class Knowledge(Protocol):
    """The knowledge base, as far as filling it goes."""

    def put(self, document: Document, /) -> None:
        """Takes in a document, instead of the one with the same id."""
        ...

    def remove(self, document_id: str, /) -> None:
        """Forgets a document; one that is not there is no error."""
        ...


class Shelf:
    """Every file of the library, in memory; tells the knowledge base about each change, where it is called: indexing
    takes a while, so call it in a thread, one call at a time.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._by_document: defaultdict[str, set[str]] = defaultdict(set)
        self._shown: dict[str, LibraryDocument] = {}  # by document id
        self.files: dict[str, LibraryDocument] = {}  # by item id

    @property
    def shown(self) -> int:
        """How many documents the knowledge base has."""
        return len(self._shown)

    def put(self, file: LibraryDocument) -> list[LibraryDocument]:
        """Places a file. Returns the files whose `problem` changed with it, which are to be stored again: of two files
        with one document id the second is a duplicate, until the first is gone.
        """
        changed = self.drop(file.item, keep=file.document)
        self.files[file.item] = file
        self._by_document[file.document].add(file.item)
        return changed + self._settle(file.document)

    def drop(self, item: str, *, keep: str | None = None) -> list[LibraryDocument]:
        """Takes a file away; returns as `put` does. A document with id `keep` is left for the caller to settle."""
        file = self.files.pop(item, None)
        if file is None:
            return []
        self._by_document[file.document].discard(item)
        return [] if file.document == keep else self._settle(file.document)

    def _settle(self, document: str) -> list[LibraryDocument]:
        """Chooses the file for a document id: the one that was shown already, else the first in the library."""
        candidates = [self.files[item] for item in self._by_document[document]]
        candidates = [file for file in candidates if file.readable and file.problem in ("", DUPLICATE)]
        shown = self._shown.get(document)
        candidates.sort(key=lambda file: (shown is None or file.item != shown.item, file.problem, file.path))
        changed: list[LibraryDocument] = []
        for place, file in enumerate(candidates):
            right = replace(file, problem=DUPLICATE if place else "")
            if right != file:
                self.files[file.item] = right
                changed.append(right)
        self._show(document, self.files[candidates[0].item] if candidates else None)
        return changed

    def _show(self, document: str, file: LibraryDocument | None) -> None:
        shown = self._shown.get(document)
        if file is None:
            if shown is not None:
                del self._shown[document]
                self._knowledge.remove(document)
            if not self._by_document[document]:
                del self._by_document[document]
        elif shown is None or _document(file) != _document(shown):
            self._knowledge.put(_document(file))
            self._shown[document] = file
        else:
            self._shown[document] = file


def _document(file: LibraryDocument) -> Document:
    headings = tuple(Heading(*heading) for heading in file.headings)
    return Document(file.document, file.title, file.organisation, file.text, file.url, headings, file.restates)
