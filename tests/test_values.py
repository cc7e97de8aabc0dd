"""Numbers, dates and amounts are read alike however they are written."""

from __future__ import annotations

import pytest

from knowledge.values import Kind, same, values_in


def amounts(text: str) -> list[tuple[Kind, str]]:
    return [(value.kind, value.amount) for value in values_in(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De zes principes van Oss.", [(Kind.COUNT, "6")]),
        ("The six principles", [(Kind.COUNT, "6")]),
        ("de drieëntwintig wijken", [(Kind.COUNT, "23")]),
        ("the twenty-four tables", [(Kind.COUNT, "24")]),
        ("ruim 1.200 medewerkers en 3,50 meter", [(Kind.COUNT, "1200"), (Kind.COUNT, "3,5")]),
        ("€ 2.500 of 40% van 15 procent", [(Kind.MONEY, "2500"), (Kind.PERCENT, "40"), (Kind.PERCENT, "15")]),
        ("dertig euro en 2 miljoen euro", [(Kind.MONEY, "30"), (Kind.MONEY, "2")]),
        ("per 1 oktober 2021", [(Kind.DATE, "2021-10-1")]),
        ("on October 1, 2021", [(Kind.DATE, "2021-10-1")]),
        ("in september, van 2019 tot 2021", [(Kind.DATE, "?-9-?"), (Kind.YEAR, "2019"), (Kind.YEAR, "2021")]),
        ("om 9.30 uur begint het", [(Kind.CLOCK, "9:30")]),
        ("36 uur per week", [(Kind.COUNT, "36")]),
        ("een visie op acht slaan", []),
        ("you may ask one question", []),
        ("zie 3.2.1, 24/7, M365, HR21 en A4-formaat", []),
        ("", []),
    ],
)
def test_values_are_read_in_one_form(text: str, expected: list[tuple[Kind, str]]) -> None:
    assert amounts(text) == expected


def test_a_count_knows_what_it_counts() -> None:
    (value,) = values_in("Er zijn 352 Nederlandse gemeenten, en dat is veel.")
    assert value.unit == ("nederland", "gemeent")
    assert value.text == "352"


def test_a_value_knows_where_it_stands() -> None:
    text = "Vanaf 1 september 2021 geldt dit."
    (value,) = values_in(text)
    assert text[value.start : value.end] == "1 september 2021"


def test_less_exact_dates_do_not_exclude_more_exact_ones() -> None:
    (month,), (day,), (other,) = map(values_in, ("in september", "op 1 september 2021", "op 1 oktober 2021"))
    assert same(month, day)
    assert not same(day, other)


@pytest.mark.parametrize("text", ["9" * 20_000, "drie" * 5_000, "1.000" * 5_000, "1 mei" * 4_000, "€" * 9_000])
def test_what_is_too_long_to_be_a_number_is_none(text: str) -> None:
    assert all(len(value.text) < 40 for value in values_in(text))
