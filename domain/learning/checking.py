"""What somebody typed as an answer, made harmless: plain text that can break out of nothing, and an https address."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import urlsplit

from errors import WordedError

LONGEST_QUESTION = 200  # characters
LONGEST_ANSWER = 2000
LONGEST_SOURCE = 150
LONGEST_ADDRESS = 500
MOST_OTHERS = 10  # other ways to ask it
SHORTEST_ANSWER = 10
_MARKUP = re.compile(r"<!-*|-*->|<(?=[A-Za-z/?!])|(?<=[\w\"'/])>")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,500})\]\s?[(\[][^()\[\]\n]{0,1000}[)\]]")
_NOT_HTTPS = re.compile(
    r"\b(?!https://)[a-z][a-z0-9+.-]{1,20}://|\b(?:javascript|vbscript|data|file|blob):\S", re.IGNORECASE
)
_RULE = re.compile(r"(?:[-=*_~`]\s*){3,}")
_OPENING = re.compile(r"^(?:[#>|\s]|`{3,}|~{3,})+")
_BULLET = re.compile(r"^[-*•]\s+")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}", re.IGNORECASE)
_UNSAFE_IN_ADDRESS = re.compile(r"[\s<>\"'`\\^{}|()\[\]]")


@dataclass(frozen=True)
class Content:
    """A proposed answer as it may be stored."""

    question: str
    others: tuple[str, ...]
    answer: str
    source: str
    url: str


def checked(question: str, others: str, answer: str, source: str, url: str) -> Content:
    """The content made harmless. Raises WordedError that says what to change."""
    lines = dict.fromkeys(line for each in others.splitlines() if (line := one_line(each)[:LONGEST_QUESTION]))
    content = Content(one_line(question), tuple(lines), paragraphs(answer), one_line(source), address(url))
    if not content.question or len(content.question) > LONGEST_QUESTION:
        raise WordedError("learning-wrong-question", limit=LONGEST_QUESTION)
    if not SHORTEST_ANSWER <= len(content.answer) <= LONGEST_ANSWER:
        raise WordedError("learning-wrong-answer", limit=LONGEST_ANSWER)
    if not content.source or len(content.source) > LONGEST_SOURCE:
        raise WordedError("learning-wrong-source", limit=LONGEST_SOURCE)
    if len(content.others) > MOST_OTHERS:
        raise WordedError("learning-too-many-questions", limit=MOST_OTHERS)
    if any(_NOT_HTTPS.search(text) for text in (content.question, *content.others, content.answer, content.source)):
        raise WordedError("learning-wrong-link")
    return content


def one_line(text: str) -> str:
    """A text on one line, without mark-up."""
    return _OPENING.sub("", " ".join(_plain(text).split())).strip()


def paragraphs(text: str) -> str:
    """Lines of text and lists, without headings, rules, code, comments, HTML and links under words."""
    kept: list[str] = []
    for line in _plain(text).split("\n"):
        line = line.strip()
        if _RULE.fullmatch(line):
            line = ""
        bullet = _BULLET.match(line)
        line = _OPENING.sub("", line[bullet.end() :] if bullet else line).strip()
        line = f"- {line}" if bullet and line else line
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip()


def address(url: str) -> str:
    """An https address of a host with a name, or "". Raises WordedError for anything else."""
    url = url.strip()
    if not url:
        return ""
    try:
        parts = urlsplit(url)
        right = parts.scheme == "https" and not parts.username and parts.port in (None, 443)
    except ValueError as error:
        raise WordedError("learning-wrong-address") from error
    harmless = url.isascii() and url.isprintable() and not _UNSAFE_IN_ADDRESS.search(url)
    if not right or not harmless or len(url) > LONGEST_ADDRESS or not _HOST.fullmatch(parts.hostname or ""):
        raise WordedError("learning-wrong-address")
    return url


def _plain(text: str) -> str:
    """Without invisible characters, HTML and links under words; a link keeps its words."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = "".join(
        " " if character == "\t" else character
        for character in text
        if character in "\n\t" or unicodedata.category(character)[0] != "C"
    )
    text = re.sub("[\u2028\u2029\x85]", "\n", text)
    before = ""
    while before != text:  # what is taken out may bring together what was apart
        before, text = text, _LINK.sub(r"\1", _MARKUP.sub("", text))
    return text.replace("](", "] (")
