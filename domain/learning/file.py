"""The document that an approved answer becomes in the library."""

from __future__ import annotations

import re
import unicodedata

from locales import texts_for
from store.proposals import Proposal

LONGEST_NAME = 60  # characters of a question in the name of its file


def name_of(proposal: Proposal) -> str:
    """The name of its file: the question in letters and digits and a part of the id, so that no two share one."""
    plain = unicodedata.normalize("NFKD", proposal.question.lower())
    letters = "".join(character for character in plain if not unicodedata.combining(character))
    words = re.sub(r"[^a-z0-9]+", "-", letters.encode("ascii", "ignore").decode()).strip("-")
    return f"{words[:LONGEST_NAME].strip('-') or 'antwoord'}-{proposal.id[:12]}.md"


def written(proposal: Proposal) -> bytes:
    """Markdown with the question as heading, the answer, its source, and what else people call it in a comment.

    It restates nothing but itself: that is how the knowledge base takes in the other ways to ask it.
    """
    texts = texts_for("nl")
    title = texts("learning-file-title", question=proposal.question).replace('"', "'")
    place = f"{proposal.source} ({proposal.url})" if proposal.url else proposal.source
    lines = [
        "---",
        f'title: "{title}"',
        f'restates: "{title}"',
        "---",
        f"## {proposal.question}",
        f"<!-- official: {proposal.question} -->",
        "",
        proposal.answer,
        "",
        texts("learning-file-source", place=place),
        "",
        "<!-- questions:",
        *(f"- {question}" for question in (proposal.question, *proposal.others)),
        "-->",
        "",
    ]
    return "\n".join(lines).encode()
