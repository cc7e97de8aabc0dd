"""Tries whether the configured model answers, for whoever has just configured it."""

from __future__ import annotations

import asyncio

from knowledge.model.endpoint import Endpoint, Message
from knowledge.model.identity import identity_for
from knowledge.model.problems import ModelProblem, Reason
from knowledge.model.shape import Schema
from settings import ModelSettings

PATIENCE = 20.0  # seconds
MAX_TOKENS = 200  # a model that thinks first needs some
SCHEMA: Schema = {
    "type": "object",
    "properties": {"word": {"type": "string"}},
    "required": ["word"],
    "additionalProperties": False,
}
ASKED = (
    Message("system", "Answer with one JSON object that has one field, word."),
    Message("user", "Answer with the word koers."),
)


async def trial_of(settings: ModelSettings) -> str:
    """What is wrong with the model, or with the one for embeddings; empty when both do what is asked of them."""
    identity = identity_for(settings)
    endpoint = Endpoint(settings, identity.token if identity else None)
    deadline = asyncio.get_running_loop().time() + PATIENCE
    try:
        await endpoint.structured(ASKED, SCHEMA, deadline=deadline, max_tokens=MAX_TOKENS)
        if endpoint.embeds:
            await endpoint.embed(["koers"], deadline=deadline)
    except ModelProblem as problem:
        hint = ": the key, the name of the model or the address is wrong" if problem.reason is Reason.BARRED else ""
        return f"{problem}{hint}"
    finally:
        await endpoint.close()
        if identity is not None:
            await identity.close()
    return ""
