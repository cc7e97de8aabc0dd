"""Durable work: what was promised in a transaction happens, also when Koers is killed or Graph is down for hours."""

from store.work.engine import POLL, Engine
from store.work.kinds import Attempt, GiveUp, GoOn, Handler, Json, Kind, OnFailed, Payload, TryAgain
from store.work.promises import enqueue, enqueue_in, prepare

__all__ = [
    "POLL",
    "Attempt",
    "Engine",
    "GiveUp",
    "GoOn",
    "Handler",
    "Json",
    "Kind",
    "OnFailed",
    "Payload",
    "TryAgain",
    "enqueue",
    "enqueue_in",
    "prepare",
]
