"""The answers to invokes, as wire JSON in one place: botbuilder serialises its own types for these twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus

from botbuilder.core import InvokeResponse

CARD = "application/vnd.microsoft.card.adaptive"
MESSAGE = "application/vnd.microsoft.activity.message"
SEARCH = "application/vnd.microsoft.search.searchResponse"


def new_card(card: Mapping[str, object]) -> dict[str, object]:
    """A pressed button: this card takes the place of the one that was pressed."""
    return {"statusCode": 200, "type": CARD, "value": card}


def notice(words: str) -> dict[str, object]:
    """A pressed button: a line of text, and the card stays as it is."""
    return {"statusCode": 200, "type": MESSAGE, "value": words}


def dialog(title: str, card: Mapping[str, object]) -> dict[str, object]:
    """A dialog, opened or gone on with: this card in it."""
    shown = {"title": title, "height": "large", "width": "medium", "card": {"contentType": CARD, "content": card}}
    return {"task": {"type": "continue", "value": shown}}


def closed(words: str) -> dict[str, object]:
    """The dialog makes way for these words."""
    return {"task": {"type": "message", "value": words}}


def choices(found: Sequence[tuple[str, str]]) -> dict[str, object]:
    """What there is to choose, as (value, title)."""
    results = [{"value": value, "title": title} for value, title in found]
    return {"statusCode": 200, "type": SEARCH, "value": {"results": results}}


def results(attachments: Sequence[Mapping[str, object]]) -> dict[str, object]:
    """What a search of the message extension found; may be the last page, with nothing on it."""
    return {"composeExtension": {"type": "result", "attachmentLayout": "list", "attachments": list(attachments)}}


def extension_words(words: str) -> dict[str, object]:
    """Words in the place of what a search found."""
    return {"composeExtension": {"type": "message", "text": words}}


def ok(body: Mapping[str, object]) -> InvokeResponse:
    """The invoke was handled; also when all there is to say is that it could not be done."""
    return InvokeResponse(status=int(HTTPStatus.OK), body=body)


def not_understood(code: str, words: str) -> InvokeResponse:
    """The invoke is malformed or none of ours."""
    return InvokeResponse(status=int(HTTPStatus.BAD_REQUEST), body={"error": {"code": code, "message": words}})


def not_supported(name: str, words: str) -> InvokeResponse:
    """What Koers has no answer for, said in the shape that the client expects, so that it shows the words."""
    return _shaped(name, words) or not_understood("NotSupported", words)


def told(name: str, words: str) -> InvokeResponse:
    """Words in the place of any answer, in the shape that the client expects."""
    return _shaped(name, words) or ok(notice(words))


def not_signed_in(body: Mapping[str, object]) -> InvokeResponse:
    """The sign-in came to nothing: Teams takes every 200 for success, and shows its button at a 412."""
    return InvokeResponse(status=int(HTTPStatus.PRECONDITION_FAILED), body=body)


def _shaped(name: str, words: str) -> InvokeResponse | None:
    match name:
        case "task/fetch" | "task/submit" | "message/fetchTask" | "composeExtension/fetchTask":
            return ok(closed(words))
        case "composeExtension/submitAction":
            return ok(closed(words))
        case "signin/tokenExchange" | "signin/verifyState":
            return not_signed_in({"failureDetail": words})
        case "application/search":
            return ok(choices([]))
        case _ if name.startswith("composeExtension/"):
            return ok(extension_words(words))
        case _:
            return None
