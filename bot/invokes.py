"""The answers to invokes, as wire JSON in one place: botbuilder serialises its own types for these twice."""

from __future__ import annotations

from collections.abc import Mapping
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
            return ok({"task": {"type": "message", "value": words}})
        case "composeExtension/submitAction":
            return ok({"task": {"type": "message", "value": words}})
        case "signin/tokenExchange" | "signin/verifyState":
            return not_signed_in({"failureDetail": words})
        case "application/search":
            return ok({"statusCode": 200, "type": SEARCH, "value": {"results": []}})
        case _ if name.startswith("composeExtension/"):
            return ok({"composeExtension": {"type": "message", "text": words}})
        case _:
            return None
