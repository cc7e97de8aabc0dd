"""Bodies that went wrong on the way. The same seed gives the same ones, so that what breaks can be seen again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from random import Random
from typing import Any, cast

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

Json = dict[str, Any]

ODD: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1.5, 10**19, 10**21, 10**400, -(10**30), 1e308, "", " ", "0", "x" * 256, "x" * 5000),
    *("\x00", "\x07", "\u202e", "\ud800", "é\u0301", "<at>Koers</at>", "29:x", "' OR 1=1 --", "../../etc/passwd"),
    *("{{7*7}}", "%s%n", "http://169.254.169.254/", "https://smba.trafficmanager.net/emea/", "msteams", "Msteams"),
    *([], {}, [[]], [None], [{}], {"id": None}, {"id": 5}, {"": ""}, ["x"] * 300, {"a": [{"b": [{"c": [1]}]}]}),
)
NAMES = (
    *("type", "id", "name", "text", "value", "from", "recipient", "conversation", "channelData", "entities", "locale"),
    *("serviceUrl", "channelId", "replyToId", "membersAdded", "membersRemoved", "action", "timestamp", "attachments"),
    *("textFormat", "isGroup", "tenantId", "tenant", "aadObjectId", "conversationType", "eventType", "mentioned"),
    *("reactionsAdded", "suggestedActions", "relatesTo", "__proto__", "importance", "callerId", "localTimestamp"),
)
RAW = (b"NaN", b"Infinity", b"-Infinity", b"1e999", b"0x10", b"01", b"undefined", b"'x'", b'"\\ud800"', b'"\\x41"')
MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\x00", b"\x0b", b"/* */", b"// \n", b"{}", b",", b"\x1f")


class Mutations:
    """Makes bodies out of activities that were fine."""

    def __init__(self, activities: Sequence[Json], number: int) -> None:
        self._activities = activities
        self._random = Random(number)

    def bodies(self) -> Iterator[tuple[str, bytes]]:
        """How it was made, and the body; without end."""
        makers: tuple[Callable[[], bytes], ...] = (
            *(self._structure, self._structure, self._bytes, self._encoding, self._twice, self._deep, self._literal),
            *(self._cut, self._spliced),
        )
        while True:
            make = self._random.choice(makers)
            yield make.__name__.strip("_"), make()

    def _activity(self) -> Json:
        return deepcopy(self._random.choice(self._activities))

    def _whole(self, value: object) -> bytes:
        return json.dumps(value, ensure_ascii=self._random.random() < 0.5).encode("utf-8", "surrogatepass")

    def _places(self, value: object) -> list[tuple[Any, Any]]:
        """Every place in a value: what holds it, and under which name or number."""
        found: list[tuple[Any, Any]] = []
        pairs: list[tuple[Any, Any]] = []
        if isinstance(value, dict):
            pairs = list(cast("Json", value).items())
        elif isinstance(value, list):
            pairs = list(enumerate(cast("list[Any]", value)))
        for name, item in pairs:
            found.append((value, name))
            found += self._places(item)
        return found

    def _structure(self) -> bytes:
        """One to three things are taken out, replaced, renamed, wrapped or exchanged."""
        activity = self._activity()
        for _ in range(self._random.randint(1, 3)):
            places = self._places(activity)
            if not places:
                break
            holder, name = self._random.choice(places)
            what = self._random.randrange(6)
            if what == 0:
                del holder[name]
            elif what == 1:
                holder[name] = [holder[name]]
            elif what == 2 and isinstance(holder, dict):
                holder[self._random.choice(NAMES)] = holder.pop(name)
            elif what == 3:
                other, its = self._random.choice(places)
                holder[name] = deepcopy(other[its])
            elif what == 4:
                activity[self._random.choice(NAMES)] = deepcopy(self._random.choice(ODD))
            else:
                holder[name] = deepcopy(self._random.choice(ODD))
        return self._whole(activity)

    def _bytes(self) -> bytes:
        """Some bytes are changed, left out or put in."""
        body = bytearray(self._whole(self._activity()))
        for _ in range(self._random.choice((1, 1, 2, 8))):
            at = self._random.randrange(len(body))
            what = self._random.randrange(4)
            if what == 0:
                body[at] ^= 1 << self._random.randrange(8)
            elif what == 1:
                del body[at : at + self._random.choice((1, 1, 5))]
            elif what == 2:
                body[at:at] = self._random.choice((*MARKS, self._random.randbytes(3)))
            else:
                body[at] = self._random.randrange(256)
        return bytes(body)

    def _encoding(self) -> bytes:
        text = json.dumps(self._activity(), ensure_ascii=False)
        if self._random.random() < 0.3:
            return self._random.choice(MARKS) + text.encode()
        return text.encode(self._random.choice(("utf-16", "utf-16-be", "utf-32", "utf-8-sig", "utf-7", "cp037")))

    def _twice(self) -> bytes:
        """A name stands twice, with the same value or another."""
        activity = self._activity()
        name = self._random.choice(list(activity))
        value = activity[name] if self._random.random() < 0.5 else self._random.choice(ODD[:6])
        return b'{"%s": %s, ' % (name.encode(), self._whole(value)) + self._whole(activity)[1:]

    def _deep(self) -> bytes:
        levels = self._random.choice((18, 19, 20, 21, 22, 100, 990, 5000, 50_000))
        opened, closed = self._random.choice(((b"[", b"]"), (b'{"a":', b"}")))
        inside = opened * levels + b"1" + (closed * levels if self._random.random() < 0.8 else b"")
        return b'{"value": {"x": %s}, ' % inside + self._whole(self._activity())[1:]

    def _literal(self) -> bytes:
        """A value becomes something that is no JSON."""
        activity = self._activity()
        holder, name = self._random.choice(self._places(activity))
        holder[name] = "@@@"
        return self._whole(activity).replace(b'"@@@"', self._random.choice(RAW))

    def _cut(self) -> bytes:
        body = self._whole(self._activity())
        return body[: self._random.randrange(len(body))]

    def _spliced(self) -> bytes:
        one, two = self._whole(self._activity()), self._whole(self._activity())
        return one[: self._random.randrange(len(one))] + two[self._random.randrange(len(two)) :]


def _values() -> st.SearchStrategy[Any]:
    plain = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | st.sampled_from(ODD)
    return st.recursive(
        plain,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
        max_leaves=10,
    )


def by_property(activities: Sequence[Json], count: int, number: int) -> list[bytes]:
    """Bodies by hypothesis: activities of which fields are replaced by anything at all, and other JSON."""
    found: list[bytes] = []
    changed = st.dictionaries(st.sampled_from(NAMES), _values(), min_size=1, max_size=4)

    @seed(number)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.large_base_example],
    )
    @given(base=st.sampled_from(activities) | st.just({}), changes=changed, bare=st.one_of(st.just(None), _values()))
    def collect(base: Json, changes: Json, bare: Any) -> None:
        value = bare if isinstance(bare, list | str | float) and not base else base | changes
        found.append(json.dumps(value).encode("utf-8", "surrogatepass"))

    collect()
    return found[:count]
