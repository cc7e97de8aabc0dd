"""The bundled documents are taken in once in a process of tests: hundreds of chats read the same ones."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, replace
from functools import lru_cache
from weakref import WeakKeyDictionary

from knowledge import expansion, segment, wording
from knowledge.base import KnowledgeBase
from knowledge.document import Document
from knowledge.passages import Piece
from knowledge.quotes import prepare
from knowledge.restatement import Restatement
from knowledge.segment import Segment
from knowledge.surroundings import Shelved
from knowledge.vocabulary import Vocabulary

MOST = 50_000  # texts
STATES = 24  # of a knowledge base, with all its words

Told = tuple[Document, ...]  # what a knowledge base was given one after another, at no address


@dataclass(frozen=True)
class _State:
    """What a knowledge base is after it was told something. Nothing in here is ever changed."""

    documents: Mapping[str, Document]
    restatements: Mapping[str, Restatement]
    shelf: Mapping[str, Shelved]
    segments: Mapping[str, tuple[Segment, ...]]
    vocabulary: Vocabulary

    @classmethod
    def of(cls, base: KnowledgeBase) -> _State:
        index = base._index
        restatements, shelf = dict(base._restatements), dict(base._shelf)
        return cls(base._documents, restatements, shelf, index._segments, _copied(index.vocabulary))

    def restore(self, base: KnowledgeBase, document: Document) -> None:
        """Makes a knowledge base what it would be by taking in `document`, the last one that it is told."""
        urls = {id: known.url for id, known in base._documents.items()} | {document.id: document.url}
        with base._writing:
            base._documents = {id: replace(known, url=urls[id]) for id, known in self.documents.items()}
            base._restatements = dict(self.restatements)
            shelf = {id: tuple(_at(urls[id], piece) for piece in kept.pieces) for id, kept in self.shelf.items()}
            base._shelf = {id: Shelved(shelf[id], kept.linked) for id, kept in self.shelf.items()}
            base._index.vocabulary = _copied(self.vocabulary)
            base._index._swap({name: tuple(_with(shelf, one) for one in of) for name, of in self.segments.items()})
            prepare(document)
            base._answering.forget()


class _Remembering:
    """Takes the place of KnowledgeBase.put: three quarters of the processor time that a chat takes to begin."""

    def __init__(self) -> None:
        self._put = KnowledgeBase.put
        self._told: WeakKeyDictionary[KnowledgeBase, Told] = WeakKeyDictionary()
        self._states: OrderedDict[Told, _State] = OrderedDict()

    def put(self, base: KnowledgeBase, document: Document) -> None:
        """Takes a document in. What was told anything but one new document after another does so as ever."""
        told = self._told.get(base, ())
        plain = len(told) == len(base._documents) and not (base._made or base._vectors)
        if not plain or document.id in base._documents:
            self._put(base, document)
            return
        told = (*told, replace(document, url=""))
        known = self._states.get(told)
        if known is not None:
            self._states.move_to_end(told)
            known.restore(base, document)
        else:
            self._put(base, document)
            self._states[told] = _State.of(base)
            if len(self._states) > STATES:
                self._states.popitem(last=False)
        self._told[base] = told


def remember_documents() -> None:
    """What the texts alone decide is worked out once: the words of a text, and what a knowledge base makes of it."""
    index, english = (lru_cache(MOST)(find) for find in (wording.index_stems, wording.english_stems))
    for module in (expansion, segment, wording):
        vars(module)["index_stems"] = index
    wording.english_stems = english
    remembering = _Remembering()

    def put(self: KnowledgeBase, document: Document) -> None:
        remembering.put(self, document)

    KnowledgeBase.put = put


def _copied(vocabulary: Vocabulary) -> Vocabulary:
    made = Vocabulary()
    made._numbers = dict(vocabulary._numbers)
    made._sorted, made._reversed = list(vocabulary._sorted), list(vocabulary._reversed)
    made._sounds = {letter: dict(sounds) for letter, sounds in vocabulary._sounds.items()}
    made._by_sound = {heard: list(stems) for heard, stems in vocabulary._by_sound.items()}
    return made


def _at(url: str, piece: Piece) -> Piece:
    return replace(piece, passage=replace(piece.passage, url=url))


def _with(shelf: Mapping[str, tuple[Piece, ...]], segment: Segment) -> Segment:
    """The same segment with passages that are at the address of today."""
    made = copy(segment)
    made.entries = tuple(replace(entry, pieces=shelf[entry.document]) for entry in segment.entries)
    made.pieces = [piece for entry in made.entries for piece in entry.pieces]
    made.by_document = {entry.document: entry for entry in made.entries}
    return made
