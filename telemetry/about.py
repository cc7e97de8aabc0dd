"""What the work under way is about: the activity, its conversation and its route, as ids that tell nothing."""

from __future__ import annotations

import re
import secrets
from contextvars import ContextVar
from dataclasses import dataclass
from hashlib import blake2b

# Activities that Teams sends, invokes by their name, and the errands of Koers itself. A word from outside that is not
# among them is counted as "other": whoever sends it does not get to make series.
KINDS = frozenset(
    (
        "message",
        "messageUpdate",
        "messageDelete",
        "messageReaction",
        "conversationUpdate",
        "installationUpdate",
        "invoke",
        "event",
        "typing",
        "endOfConversation",
        "adaptiveCard/action",
        "message/submitAction",
        "signin/verifyState",
        "signin/tokenExchange",
        "signin/failure",
        "press",
        "none",
    )
)
PLACES = frozenset(("personal", "groupChat", "group", "channel"))
OPAQUE = re.compile(r"[0-9]{1,20}|f:[0-9a-f-]{1,40}")  # ids of activities as Teams makes them
_KEY = secrets.token_bytes(16)  # of this run alone: a hash leads to nobody, and not from one run to the next


@dataclass
class About:
    """One thing that came in. It is filled in as more becomes known, by whoever handles it."""

    kind: str = "none"
    place: str = ""
    activity: str = ""  # already opaque
    conversation: str = ""  # already hashed
    language: str = ""
    route: str = ""
    capability: str = ""
    outcome: str = ""
    reason: str = ""
    reference: str = ""  # the number that the person was told
    repeated: bool = False
    calmed: bool = False


_current: ContextVar[About | None] = ContextVar("about", default=None)


def begin() -> About:
    """Something comes in; tasks that are begun from here are about the same."""
    about = About()
    _current.set(about)
    return about


def current() -> About | None:
    """What the work under way is about; None for work that nobody asked for."""
    return _current.get()


def arrived(kind: str, *, name: str = "", place: str, activity: str, conversation: str) -> None:
    """Says what came in, in the words of the activity; `name` is that of an invoke."""
    about = _current.get() or begin()
    about.kind = among(KINDS, name or kind)
    about.place = among(PLACES, place)
    about.activity = activity if OPAQUE.fullmatch(activity) else hashed(activity)
    about.conversation = hashed(conversation)


def among(known: frozenset[str], word: str) -> str:
    """The word where it is one of those that are known, else "other"; no word stays none."""
    return word if word in known or not word else "other"


def hashed(id: str) -> str:
    """A name for an id that is the same throughout one run of Koers and leads back to nothing."""
    return blake2b(id.encode(), key=_KEY, digest_size=6).hexdigest() if id else ""
