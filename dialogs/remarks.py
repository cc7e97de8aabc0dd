"""Words what the asker should know beside an answer: a wrong assumption, a contradiction, another municipality."""

from __future__ import annotations

from functools import cache

from domain.organisation import Organisation, load_organisation, organisation_names
from knowledge.answer import Answer, Aspect, Remark
from knowledge.writing import plain
from locales import Texts


def worded(texts: Texts, answer: Answer, organisation: Organisation) -> str:
    """The remarks of an answer as markdown, a paragraph each; '' when there are none.

    `organisation` is the asker's. The [1] markers point at the answer's citations.
    """
    lines = [_worded(texts, remark, organisation) for remark in answer.remarks]
    return "\n\n".join(line for line in dict.fromkeys(lines) if line)


def _worded(texts: Texts, remark: Remark, organisation: Organisation) -> str:
    match remark.aspect:
        case Aspect.NUMBER:
            return _number(texts, remark)
        case Aspect.DATE:
            return _other(texts, remark) if remark.found else _nothing(texts, remark)
        case Aspect.NAME:
            return _nothing(texts, remark)
        case Aspect.PREMISE:
            return _other(texts, remark) if remark.found else texts("remark-premise", sources=_sources(remark))
        case Aspect.CONTRADICTION:
            return _contradiction(texts, remark)
        case Aspect.ELSEWHERE:
            places = _listed(texts, [_place(id) for id in remark.found])
            return texts("remark-elsewhere", places=places, own=organisation.name)
        case Aspect.UNKNOWN_PLACE:
            return texts("remark-unknown-place", place=plain(remark.asked))


def _number(texts: Texts, remark: Remark) -> str:
    """How many there are; where the documents count something else by another name, both with their names."""
    if not remark.found:
        return _nothing(texts, remark)
    if " " in remark.asked:
        return _other(texts, remark)
    found = _listed(texts, [plain(item) for item in remark.found])
    subject, sources = plain(remark.subject), _sources(remark)
    return texts("remark-number", found=found, asked=plain(remark.asked), subject=subject, sources=sources)


def _other(texts: Texts, remark: Remark) -> str:
    found = _listed(texts, [f"‘{plain(item)}’" for item in remark.found])
    return texts("remark-other", found=found, asked=plain(remark.asked), sources=_sources(remark))


def _nothing(texts: Texts, remark: Remark) -> str:
    """That the documents, or the part of them that is about the question, do not have it."""
    if remark.subject and remark.aspect is not Aspect.NUMBER:
        return texts("remark-nothing-here", asked=plain(remark.asked), subject=plain(remark.subject))
    return texts("remark-nothing", asked=plain(remark.asked))


def _contradiction(texts: Texts, remark: Remark) -> str:
    pairs = zip(remark.found, remark.citations, strict=False)
    found = _listed(texts, [f"‘{plain(item)}’ [{number}]" for item, number in pairs])
    return texts("remark-contradiction", found=found)


def _sources(remark: Remark) -> str:
    """The markers of the sources with a space before them; '' when there are none."""
    return "".join(f" [{number}]" for number in remark.citations)


def _listed(texts: Texts, items: list[str]) -> str:
    return items[0] if len(items) == 1 else texts("remark-and", first=", ".join(items[:-1]), last=items[-1])


@cache
def _place(id: str) -> str:
    """What a municipality is called."""
    return load_organisation(id).name if id in organisation_names() else id
