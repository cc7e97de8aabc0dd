"""The message that an action was chosen on: HTML of a stranger -> plain text, and where it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import cast

from lxml import etree

from dialogs.extension import Quoted

LONGEST_HTML = 40_000  # characters that are looked at
LONGEST = 4000  # characters of the text; who needs more copies it
NAME = 200
LINES = frozenset(("br", "hr", "li", "tr"))  # end with the line, the others begin with one as well
BLOCKS = frozenset(("p", "div", "ul", "ol", "table", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6"))
UNSEEN = frozenset(("script", "style", "title", "head", "template", "iframe", "noscript", "svg", "math"))
LINK = re.compile(r"https://(?:teams\.microsoft\.com|teams\.cloud\.microsoft)/[!-~]+")
# Spaces and signs that show nothing, and those that turn the direction of what follows.
HIDDEN = frozenset(("Cc", "Cf", "Co", "Cn"))


def quoted_of(value: Mapping[str, object]) -> Quoted | None:
    """What Teams says of the message, in the value of the invoke; None where the action was chosen elsewhere."""
    payload = _object(value.get("messagePayload"))
    if not payload:
        return None
    body = _object(payload.get("body"))
    content = _text(body.get("content"))
    subject = plain(_text(payload.get("subject")))
    text = html_as_text(content) if _text(body.get("contentType")).lower() != "text" else plain(content)
    link = _text(payload.get("linkToMessage"))
    return Quoted(
        id=plain(_text(payload.get("id")))[:NAME],
        text="\n\n".join(filter(None, (subject, text)))[:LONGEST].strip(),
        sender=" ".join(plain(_text(_sender(payload).get("displayName"))).split())[:NAME],
        link=link if LINK.fullmatch(link) and len(link) < 2000 else "",
    )


def html_as_text(content: str) -> str:
    """What somebody sees of HTML, without the HTML; never fails, whatever it is. A picture is its alternative text."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(content[:LONGEST_HTML].encode(errors="replace"), parser)
    except etree.LxmlError:  # it is no HTML at all
        return ""
    return plain("".join(_seen(root))) if root is not None else ""


def _seen(root: etree.Element) -> Iterator[str]:
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if element.tag in BLOCKS or (event == "end" and element.tag in LINES):
            yield "\n"
        elif element.tag == "td":
            yield " "
        if event == "end":
            yield _in_line(element.tail)
        elif element.tag in UNSEEN:
            walk.skip_subtree()
        else:
            yield element.get("alt") or "" if element.tag in ("img", "emoji") else _in_line(element.text)


def _in_line(text: str | None) -> str:
    return (text or "").replace("\n", " ").replace("\r", " ")


def plain(text: str) -> str:
    """A text without signs that nobody sees, with at most one empty line between two others."""
    text = text[:LONGEST_HTML].replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ")
    seen = "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in HIDDEN)
    lines = [" ".join(line.split()) for line in seen.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _sender(payload: Mapping[str, object]) -> Mapping[str, object]:
    sender = _object(payload.get("from"))
    return _object(sender.get("user")) or _object(sender.get("application"))


def _object(value: object) -> Mapping[str, object]:
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
