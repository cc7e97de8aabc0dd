"""Field by field: what became of an item on both sides since they were last equal."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.mirror import Column, Kind
from domain.mirror.merging import changed_there, differing, merged, now_shown, with_sent
from graph.list_values import LONGEST_LINE, Read, Unreadable, Value, Written, mark_of, read, same, value_of, written
from store.mirror import Item

ZONE = ZoneInfo("Europe/Amsterdam")
KINDS: tuple[Kind, ...] = ("text", "note", "number", "choice", "date", "moment", "boolean")
CHOICES = ("nieuw", "klaar")
TEXT = Column("Title", "text", "Titel")
FIELDS = st.one_of(st.none(), st.sampled_from(["", "a", "b", "c"]))


def column(kind: Kind) -> Column:
    return Column("Veld", kind, "Veld", CHOICES if kind == "choice" else ())


def after(base: Written, ours: Written, theirs: Read, sent: tuple[Written, ...] = ()) -> tuple[Written, Read]:
    """What both sides have once they have been made equal."""
    known = Item("ideas", "a", base={"Title": base}, sent={"Title": sent})
    found = merged([TEXT], known, {"Title": ours}, {"Title": theirs})
    now = found.changes.get("Title", ours)
    return now, differing({"Title": now}, found.base).get("Title", theirs)


@given(base=FIELDS, ours=FIELDS, theirs=FIELDS)
def test_both_sides_are_equal_after_it_and_a_change_of_sharepoint_stays(
    base: Written, ours: Written, theirs: Written
) -> None:
    assert after(base, ours, theirs) == ((ours, ours) if same(theirs, base) else (theirs, theirs))


@given(base=FIELDS, ours=FIELDS, sent=st.lists(FIELDS, min_size=1, max_size=4))
def test_whatever_koers_sent_without_hearing_of_it_is_its_own_when_it_comes_back(
    base: Written, ours: Written, sent: list[Written]
) -> None:
    for each in sent:
        assert after(base, ours, each, tuple(sent)) == (ours, ours)


def test_a_value_that_no_column_can_hold_is_written_over_once_and_then_known() -> None:
    known, said = Item("ideas", "a", base={"Title": "a"}), read(TEXT, {"een": "ding"}, ZONE)
    assert isinstance(said, Unreadable)
    found = merged([TEXT], known, {"Title": "a"}, {"Title": said})
    assert (found.changes, differing({"Title": "a"}, found.base)) == ({}, {"Title": "a"})
    shown = now_shown(found.shown, {"Title": "a"}, {"Title": said})
    settled = Item("ideas", "a", base={"Title": "a"}, shown=shown)
    assert not changed_there([TEXT], settled, {"Title": said})
    assert differing({"Title": "a"}, merged([TEXT], settled, {"Title": "a"}, {"Title": said}).base) == {}
    assert changed_there([TEXT], settled, {"Title": "b"})
    unseen = merged([TEXT], settled, {"Title": "a"}, {"Title": "a"})  # as it is taken to be while another field is sent
    assert unseen.shown == settled.shown


def test_what_was_sent_long_ago_and_arrives_after_all_is_looked_at() -> None:
    sending = Item("ideas", "a", base={"Title": "a"}, sent={"Title": ("b",)}, wanted=2, put=1)
    assert not changed_there([TEXT], sending, {"Title": "b"})
    assert changed_there([TEXT], replace(sending, put=2), {"Title": "b"})


def test_what_is_remembered_of_what_was_sent_has_an_end() -> None:
    sent = {}
    for number in range(200):
        sent = with_sent(sent, {"Title": str(number % 150)})
    assert len(sent["Title"]) == 50
    assert sent["Title"][-1] == "49"


ANYTHING = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.just(10**400), st.just("\x00\ud800")),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
    max_leaves=5,
)


@given(kind=st.sampled_from(KINDS), raw=ANYTHING)
def test_whatever_sharepoint_has_is_a_value_of_its_column_that_can_be_sent_again_or_unreadable(
    kind: Kind, raw: object
) -> None:
    found = read(column(kind), raw, ZONE)
    if isinstance(found, Unreadable):
        assert found.mark == mark_of(raw)
    else:
        value = value_of(column(kind), found)
        assert same(written(column(kind), value), found)
        assert same(read(column(kind), found, ZONE), found)


@pytest.mark.parametrize(
    ("kind", "value", "sent"),
    [
        ("text", " een\r\ntwee\x07 ", "een twee"),
        ("note", "een  \r\n\r\ntwee\u2028\n", "een\n\ntwee"),
        ("text", "x" * 300, "x" * (LONGEST_LINE - 1) + "…"),
        ("number", 7, 7.0),
        ("number", 0.1 + 0.2, 0.3),
        ("date", date(2026, 12, 1), "2026-12-01T12:00:00Z"),
        ("moment", datetime(2026, 7, 1, 9, 0, 0, 999, timezone(timedelta(hours=2))), "2026-07-01T07:00:00Z"),
        ("boolean", False, False),
        ("choice", "klaar", "klaar"),
        ("date", None, None),
    ],
)
def test_a_value_is_sent_as_sharepoint_keeps_it(kind: Kind, value: Value, sent: Written) -> None:
    assert same(written(column(kind), value), sent)


@pytest.mark.parametrize(
    ("kind", "value"),
    [("text", None), ("number", True), ("number", float("inf")), ("choice", "anders"), ("boolean", None),
     ("date", datetime(2026, 1, 1, tzinfo=UTC)), ("moment", datetime(2026, 1, 1))],
)  # fmt: skip
def test_a_value_that_is_not_of_its_column_is_a_mistake_that_is_heard_of(kind: Kind, value: Value) -> None:
    with pytest.raises(ValueError, match="Veld"):
        written(column(kind), value)


@pytest.mark.parametrize(
    "raw",
    ["2026-12-01T12:00:00Z", "2026-11-30T23:00:00Z", "2026-12-01T00:00:00Z", "2026-12-01", "2026-12-01T08:00:00Z"],
)
def test_a_date_is_the_same_day_however_a_site_writes_its_midnight(raw: str) -> None:
    assert value_of(column("date"), read_as_written(raw)) == date(2026, 12, 1)


def read_as_written(raw: str) -> Written:
    found = read(column("date"), raw, ZONE)
    assert not isinstance(found, Unreadable)
    return found


@pytest.mark.parametrize(
    ("kind", "raw"),
    [("text", "x" * 256), ("note", "x" * 64_000), ("choice", "anders"), ("number", "7"), ("boolean", 1),
     ("date", "gisteren"), ("moment", "0001-01-01T00:00:00+14:00"), ("text", ["a"])],
)  # fmt: skip
def test_what_does_not_fit_a_column_is_not_read(kind: Kind, raw: object) -> None:
    assert isinstance(read(column(kind), raw, ZONE), Unreadable)
