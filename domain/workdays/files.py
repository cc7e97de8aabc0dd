"""The month of everybody as a file for payroll: a workbook with three sheets, or lines of text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from domain.cells import cell, sheet_name
from domain.workdays.model import Category, Kind
from domain.workdays.payroll import Payroll, Total
from graph.people import Employee
from locales import Texts

EURO, DAY = "#,##0.00", "yyyy-mm-dd"  # how a spreadsheet shows them
WIDTHS = (14, 32, 36, 14, 22, 22, 14, 14, 14)  # of the columns, in characters

Value = str | int | Decimal | date
Row = tuple[Value, ...]
PERSON = ("number", "name", "mail")
TOTALS = (*PERSON, "home-days", "home", "commute-days", "commute", "corrected", "total")
DAYS = (*PERSON, "day", "category", "allowance", "amount")
CORRECTIONS = (*PERSON, "day", "was", "now", "difference")
LINES = ("line", *PERSON, "day", "was", "category", "allowance", "amount")


def workbook(payroll: Payroll, texts: Texts) -> bytes:
    """An .xlsx file. Takes a second for 20,000 days: not to be made on the event loop."""
    from openpyxl import Workbook  # it takes a while to load, and most of the time nobody wants a file
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheets = {
        "totals": (TOTALS, _totals(payroll, texts)),
        "days": (DAYS, _days(payroll, texts)),
        "corrections": (CORRECTIONS, _corrections(payroll, texts)),
    }
    for name, (columns, rows) in sheets.items():
        sheet = book.create_sheet(sheet_name(texts(f"workdays-file-{name}")))
        for letter, width in zip("ABCDEFGHI", WIDTHS, strict=True):
            sheet.column_dimensions[letter].width = width
        sheet.append([cell(texts(f"workdays-file-{column}")) for column in columns])
        for row in rows:
            made = [WriteOnlyCell(sheet) for _ in row]
            for one, value in zip(made, row, strict=True):
                one.value = _safe(value)
                if isinstance(value, Decimal | date):
                    one.number_format = DAY if isinstance(value, date) else EURO
            sheet.append(made)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def lines(payroll: Payroll, texts: Texts) -> bytes:
    """A .csv file as the spreadsheets of this language read it: a line for each day and correction, then the totals."""
    dutch = texts.language == "nl"
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";" if dutch else ",", lineterminator="\r\n")
    writer.writerow([texts(f"workdays-file-{column}") for column in LINES])
    for row in _lines(payroll, texts):
        writer.writerow([_text(value, dutch=dutch) for value in row])
    return file.getvalue().encode("utf-8-sig")


def euro(cents: int) -> Decimal:
    """An amount in euros, exactly."""
    return Decimal(cents).scaleb(-2)


def _totals(payroll: Payroll, texts: Texts) -> Iterator[Row]:
    totals = payroll.totals
    for person in payroll.order:
        yield (*_person(payroll.employee(person), texts), *_amounts(totals[person]))
    yield ("", texts("workdays-file-everybody"), "", *_amounts(payroll.total))


def _days(payroll: Payroll, texts: Texts) -> Iterator[Row]:
    for entry in payroll.entries:
        who = _person(payroll.employee(entry.person), texts)
        yield (*who, entry.date, _category(entry.category, texts), _kind(entry.kind, texts), euro(entry.cents))


def _corrections(payroll: Payroll, texts: Texts) -> Iterator[Row]:
    for line in payroll.corrections:
        who = _person(payroll.employee(line.person), texts)
        yield (*who, line.date, _category(line.was, texts), _category(line.now, texts), euro(line.cents))


def _lines(payroll: Payroll, texts: Texts) -> Iterator[Row]:
    for *who, day, category, kind, amount in _days(payroll, texts):
        yield (texts("workdays-file-line-day"), *who, day, "", category, kind, amount)
    for *who, day, was, now, amount in _corrections(payroll, texts):
        yield (texts("workdays-file-line-correction"), *who, day, was, now, "", amount)
    totals = payroll.totals
    for person in payroll.order:
        who = _person(payroll.employee(person), texts)
        yield (texts("workdays-file-line-total"), *who, "", "", "", "", euro(totals[person].cents))
    everybody = texts("workdays-file-everybody")
    yield (texts("workdays-file-line-total"), "", everybody, "", "", "", "", "", euro(payroll.total.cents))


def _person(employee: Employee, texts: Texts) -> tuple[str, str, str]:
    """Who is no longer known is named by the object id, so that the amount can be brought home."""
    return employee.number, employee.name or texts("workdays-file-gone", id=employee.id), employee.mail


def _amounts(total: Total) -> Row:
    return (
        total.home_days,
        euro(total.home),
        total.commute_days,
        euro(total.commute),
        euro(total.corrections),
        euro(total.cents),
    )


def _category(category: Category | None, texts: Texts) -> str:
    return texts(f"workdays-file-category-{(category or 'none').replace('_', '-')}")


def _kind(kind: Kind | None, texts: Texts) -> str:
    return texts(f"workdays-file-kind-{kind}") if kind is not None else ""


def _safe(value: Value) -> Value:
    return cell(value) if isinstance(value, str) else value


def _text(value: Value, *, dutch: bool) -> str:
    if isinstance(value, Decimal):
        written = f"{value:.2f}"
        return written.replace(".", ",") if dutch else written
    return value.isoformat() if isinstance(value, date) else str(_safe(value))
