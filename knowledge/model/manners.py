"""What an endpoint wants a request to look like: they all speak OpenAI's protocol, each a little differently."""

from __future__ import annotations

from collections.abc import Callable

import openai

from knowledge.model.shape import Schema

# Who reads it, and what is said in its place, until nothing more can be left out.
_SHAPES = ("json_schema", "json_object", "")


class Manners:
    """Learns from refusals; what was learned holds as long as Koers runs."""

    def __init__(self) -> None:
        self._shape = 0
        self._limit = "max_completion_tokens"  # older endpoints only know max_tokens
        self._left_out: set[str] = set()

    @property
    def strict(self) -> bool:
        """Whether the endpoint itself holds the model to the shape."""
        return self._shape == 0

    def parameters(self, schema: Schema, max_tokens: int, *, streamed: bool) -> dict[str, object]:
        """The parameters of a request that endpoints differ in."""
        found: dict[str, object] = {self._limit: max_tokens, "temperature": 0}
        shape = _SHAPES[self._shape]
        if shape == "json_schema":
            given = {"name": "answer", "strict": True, "schema": schema}
            found["response_format"] = {"type": shape, shape: given}
        elif shape:
            found["response_format"] = {"type": shape}
        if streamed:
            found |= {"stream": True, "stream_options": {"include_usage": True}}
        return {name: value for name, value in found.items() if name not in self._left_out}

    def learn(self, error: BaseException) -> bool:
        """Whether the endpoint refused something that it can be asked without. The next request is without."""
        if not isinstance(error, openai.BadRequestError | openai.UnprocessableEntityError):
            return False
        words = f"{error.param or ''} {error.message}".lower()[:4000]
        return any(change() for name, change in self._changes().items() if name in words)

    def _changes(self) -> dict[str, Callable[[], bool]]:
        return {
            "response_format": self._simpler_shape,
            "json_schema": self._simpler_shape,
            "json_object": self._simpler_shape,
            "max_completion_tokens": lambda: self._other_limit("max_tokens"),
            "max_tokens": lambda: self._other_limit("max_completion_tokens"),
            "stream_options": lambda: self._without("stream_options"),
            "temperature": lambda: self._without("temperature"),
        }

    def _simpler_shape(self) -> bool:
        if self._shape + 1 == len(_SHAPES):
            return False
        self._shape += 1
        return True

    def _other_limit(self, name: str) -> bool:
        if "limit" in self._left_out or self._limit == name:
            return False
        self._left_out.add("limit")  # it was changed once; an endpoint that refuses both is refused itself
        self._limit = name
        return True

    def _without(self, name: str) -> bool:
        if name in self._left_out:
            return False
        self._left_out.add(name)
        return True
