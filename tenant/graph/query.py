"""The query options of Graph over entities in memory: $filter, $search, $orderby, $select, $top and paging."""

from __future__ import annotations

import base64
import operator
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from tenant.graph.call import Call, GraphError

Entity = dict[str, Any]
Test = Callable[[Entity], bool]

TOKEN = re.compile(r"\s*(?:'((?:[^']|'')*)'|([A-Za-z_][\w/.]*)|(-?\d+(?:\.\d+)?)|([(),]))")
NUMBER = re.compile(r"\d{1,9}", re.ASCII)
LITERALS = {"true": True, "false": False, "null": None}
DEEPER, DEEPEST = {("sign", "("), ("name", "not")}, 50  # what nests, and how often it may
ORDERED: dict[str, Callable[[Any, Any], bool]] = {
    "gt": operator.gt, "ge": operator.ge, "lt": operator.lt, "le": operator.le,
}  # fmt: skip
ADVANCED = {"ne", "not", "endswith"}  # need ConsistencyLevel: eventual and $count=true in the directory


class Filter:
    """A $filter expression, read by recursive descent: eq, ne, in, not, and, or, startswith, endswith, contains.

    `ordered`: gt, ge, lt and le too. `used` has the properties that it looks at.
    """

    def __init__(self, text: str, properties: Collection[str], *, ordered: bool = False) -> None:
        self._tokens, self._properties, self.advanced = _tokens(text), properties, False
        self._ordered, self.used = ordered, set[str]()
        if sum(token in DEEPER for token in self._tokens) > DEEPEST:
            raise _bad("The filter clause is too complex")
        self.test = self._either()
        if self._tokens:
            raise _bad(f"Invalid filter clause: unexpected '{self._tokens[0][1]}'")

    def _next(self) -> tuple[str, str]:
        if not self._tokens:
            raise _bad("Invalid filter clause: the expression ends too early")
        return self._tokens.pop(0)

    def _take(self, word: str) -> bool:
        if self._tokens and self._tokens[0][0] != "text" and self._tokens[0][1].lower() == word:
            self.advanced |= word in ADVANCED
            del self._tokens[0]
            return True
        return False

    def _need(self, sign: str) -> None:
        if not self._take(sign):
            raise _bad(f"Invalid filter clause: '{sign}' expected")

    def _either(self) -> Test:
        test = self._both()
        while self._take("or"):
            test = _either(test, self._both())
        return test

    def _both(self) -> Test:
        test = self._single()
        while self._take("and"):
            test = _both(test, self._single())
        return test

    def _single(self) -> Test:
        if self._take("not"):
            inner = self._single()
            return lambda entity: not inner(entity)
        if self._take("("):
            test = self._either()
            self._need(")")
            return test
        for function in ("startswith", "endswith", "contains"):
            if self._take(function):
                return self._function(function)
        name = self._property()
        if self._take("in"):
            self._need("(")
            values = [self._literal()]
            while self._take(","):
                values.append(self._literal())
            self._need(")")
            return lambda entity: _fold(_at(entity, name)) in values
        for word, compare in ORDERED.items() if self._ordered else ():
            if self._take(word):
                return _compared(name, compare, self._literal())
        equal = self._take("eq")
        if not equal and not self._take("ne"):
            raise GraphError(400, "Request_UnsupportedQuery", "Unsupported or invalid query filter clause specified.")
        value = self._literal()
        return lambda entity: _has(_at(entity, name), value) == equal

    def _function(self, function: str) -> Test:
        self._need("(")
        name = self._property()
        self._need(",")
        part = str(self._literal())
        self._need(")")
        tests: dict[str, Callable[[str], bool]] = {
            "startswith": lambda text: text.startswith(part),
            "endswith": lambda text: text.endswith(part),
            "contains": lambda text: part in text,
        }
        return lambda entity: tests[function](str(_fold(_at(entity, name)) or ""))

    def _property(self) -> str:
        kind, name = self._next()
        if kind != "name" or name.split("/")[0] not in self._properties:
            raise _bad(f"Could not find a property named '{name}'.")
        self.used.add(name)
        return name

    def _literal(self) -> Any:
        kind, text = self._next()
        if kind == "text":
            return text.lower()
        if kind == "number":
            return float(text)
        if text.lower() not in LITERALS:
            raise _bad(f"Invalid filter clause: '{text}' is no value")
        return LITERALS[text.lower()]


def select(call: Call, entity: Entity, usual: Sequence[str], known: Collection[str]) -> Entity:
    """The properties that $select names, or the usual ones. Raises GraphError for one that does not exist."""
    asked = [name.strip() for name in call.query.get("$select", "").split(",") if name.strip()]
    for name in asked:
        if name.split("/")[0] not in known:
            raise _bad(f"Could not find a property named '{name}'.")
    if "*" in asked or not asked:
        asked = list(usual)
    found = {name: entity.get(name) for name in (each.split("/")[0] for each in asked)}
    return {name: value for name, value in entity.items() if name.startswith("@")} | found


def arrange(call: Call, entities: list[Entity], known: Collection[str], *, directory: bool = False) -> list[Entity]:
    """Filter, search and order the entities as the query asks. Raises GraphError 400 for what Graph refuses."""
    query = call.query
    advanced = False
    if "$filter" in query:
        chosen = Filter(query["$filter"], known)
        advanced |= chosen.advanced
        entities = [entity for entity in entities if chosen.test(entity)]
    if "$search" in query:
        advanced = True
        entities = _searched(entities, query["$search"])
    if "$orderby" in query:
        advanced |= "$filter" in query
        for part in reversed(query["$orderby"].split(",")):
            name, _, direction = part.strip().partition(" ")
            if name not in known:
                raise _bad(f"Could not find a property named '{name}'.")
            entities = sorted(entities, key=lambda each: _order(each.get(name)), reverse=direction.strip() == "desc")
    if directory and advanced:
        need_advanced(call)
    return entities


def is_eventual(call: Call) -> bool:
    """Whether the directory may answer from its index, which alone can count and answer advanced queries."""
    return call.request.headers.get("ConsistencyLevel", "").lower() == "eventual"


def need_advanced(call: Call) -> None:
    """Raises GraphError 400 unless the request asks for an advanced query, as the directory wants it asked."""
    if not (is_eventual(call) and (call.query.get("$count") == "true" or "$search" in call.query)):
        raise GraphError(
            400,
            "Request_UnsupportedQuery",
            "The query needs the header 'ConsistencyLevel: eventual' and the parameter '$count=true'.",
        )


def page(
    call: Call,
    entities: Sequence[Entity],
    *,
    usual: int = 100,
    most: int = 999,
    shown: Callable[[Entity], Entity] | None = None,
    counted: bool = True,
) -> dict[str, Any]:
    """One page of a collection, with the link to the next and the count when it is asked for.

    `shown` makes of an entity what the answer has of it. `counted`: whether the service can count; one that cannot
    says nothing of it.
    """
    size = top(call, usual, most)
    start = _offset(call.query.get("$skiptoken"))
    answer: dict[str, Any] = {"@odata.context": f"{call.tenant.base_url}/v1.0/$metadata#collection"}
    if counted and call.query.get("$count") == "true":
        answer["@odata.count"] = len(entities)
    if start + size < len(entities):
        answer["@odata.nextLink"] = link(call, {"$skiptoken": _token(start + size)})
    chosen = entities[start : start + size]
    return {**answer, "value": [shown(entity) for entity in chosen] if shown else list(chosen)}


def top(call: Call, usual: int, most: int) -> int:
    """How many entities a page has. Raises GraphError 400 for a $top that Graph refuses."""
    given = call.query.get("$top")
    if given is None:
        return usual
    if not NUMBER.fullmatch(given) or not 1 <= int(given) <= most:
        raise _bad(f"Invalid page size specified: '{given}'. Must be between 1 and {most} inclusive.")
    return int(given)


def link(call: Call, options: Mapping[str, str]) -> str:
    """The address of this request with some of its options replaced."""
    kept = {name: value for name, value in call.query.items() if name not in options}
    path = call.request.rel_url.raw_path
    return f"{call.tenant.base_url}{path}?{urlencode({**kept, **options}, safe='$')}"


def _tokens(text: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    position = 0
    while position < len(text.rstrip()):
        match = TOKEN.match(text, position)
        if match is None:
            raise _bad(f"Invalid filter clause: syntax error at position {position}")
        quoted, name, number, sign = match.groups()
        if quoted is not None:
            found.append(("text", quoted.replace("''", "'")))
        else:
            found.append(("name", name) if name else ("number", number) if number else ("sign", sign))
        position = match.end()
    return found


def _searched(entities: list[Entity], text: str) -> list[Entity]:
    match = re.fullmatch(r'"(\w+):(.+)"', text.strip())
    if match is None:
        raise _bad('Syntax error: the $search clause must be "property:value".')
    name, words = match[1], match[2].lower().split()

    def fits(entity: Entity) -> bool:
        there = re.findall(r"\w+", str(entity.get(name) or "").lower())
        return all(any(word.startswith(each) for word in there) for each in words)

    return [entity for entity in entities if fits(entity)]


def _at(entity: Entity, name: str) -> Any:
    value: Any = entity
    for part in name.split("/"):
        value = value.get(part) if isinstance(value, dict) else None  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    return value  # pyright: ignore[reportUnknownVariableType]


def _fold(value: Any) -> Any:
    return value.lower() if isinstance(value, str) else value


def _has(value: Any, wanted: Any) -> bool:
    return _fold(value) == wanted and isinstance(value, bool) == isinstance(wanted, bool)


def _compared(name: str, compare: Callable[[Any, Any], bool], wanted: Any) -> Test:
    def test(entity: Entity) -> bool:
        value = _fold(_at(entity, name))
        numbers = all(isinstance(each, int | float) and not isinstance(each, bool) for each in (value, wanted))
        return (numbers or (isinstance(value, str) and isinstance(wanted, str))) and compare(value, wanted)

    return test


def _either(one: Test, other: Test) -> Test:
    return lambda entity: one(entity) or other(entity)


def _both(one: Test, other: Test) -> Test:
    return lambda entity: one(entity) and other(entity)


def _order(value: Any) -> tuple[bool, str]:
    return (value is not None, str(value or "").lower())


def _token(offset: int) -> str:
    return base64.urlsafe_b64encode(f"page {offset}".encode()).decode().rstrip("=")


def _offset(token: str | None) -> int:
    if token is None:
        return 0
    try:
        word, number = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)).decode().split()
        if word == "page" and NUMBER.fullmatch(number):
            return int(number)
    except ValueError:
        pass
    raise GraphError(400, "Directory_ExpiredPageToken", "The specified page token value has expired.")


def _bad(message: str) -> GraphError:
    return GraphError(400, "BadRequest", message)
