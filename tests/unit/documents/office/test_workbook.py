"""Workbooks: every sheet, row and margin is read; values look as their cells show them."""

from __future__ import annotations

import pytest
from unit.documents.office.made_workbook import TEXT, full_workbook
from unit.documents.office.reading import hidden_of, looked, read, tables_of

from app.documents.office.number_formats import built_in_format, number_format, plain_number
from app.domain.redacted import Look, Role

BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def test_that_every_part_of_a_workbook_is_read_in_order() -> None:
    assert read(full_workbook(), BOOK).text == TEXT


def test_that_hidden_rows_columns_sheets_and_values_are_marked() -> None:
    assert looked(read(full_workbook(), BOOK), Look.HIDDEN) == [
        "Note", "open", "Reyna bold", "3/14/2026", "99", "212 Palmetto",
    ]  # fmt: skip


def test_that_blank_rows_part_tables_and_blank_columns_fall_out() -> None:
    content = read(full_workbook(), BOOK)
    assert tables_of(content)[0][:2] == [["Officer", "Badge", "Note"], ["Whitaker", "117", "open"]]
    assert tables_of(content)[1] == [
        ["TRUE", "#N/A", "12.5%", "99", "=NOW()", "2026-03-14 10:00"]
    ]  # fmt: skip
    heads = [block.head_rows for block in content.blocks if block.role is Role.TABLE]
    assert heads[:2] == [1, 0]


def test_that_all_that_hides_in_a_workbook_is_listed() -> None:
    assert hidden_of(read(full_workbook(), BOOK)) == {
        "3 names of people who wrote or changed it.": False,
        "2 comments.": True,
        "1 hidden column.": True,
        "1 hidden row.": True,
        "2 hidden sheets.": True,
        "1 cell whose number format hides its value.": True,
        "1 link to a file or source outside.": False,
        "1 formula with words of its own.": False,
        "1 property of the document.": False,
        "1 defined name.": False,
        "1 stored copy of the data behind a summary.": False,
        "1 stored state from before.": False,
    }


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ("General", 8505550126.0, "8505550126"),
        ("General", 0.1, "0.1"),
        ("0.00", 2.5, "2.50"),
        ("#,##0", 1234567.0, "1,234,567"),
        ("$#,##0.00;[Red]($#,##0.00)", -12.5, "($12.50)"),
        ('0" days"', 3.0, "3 days"),
        ("0.0%", 0.125, "12.5%"),
        ("0.00E+00", 12345.0, "1.23E+04"),
        ("000-00-0000", 123456789.0, "123-45-6789"),
        ("#.##", 0.5, "0.5"),
        ("0,", 12000.0, "12"),
        ("@", 5.0, "5"),
        (";;;", 5.0, ""),
        ('0;-0;"nothing"', 0.0, "nothing"),
        ("(###) ###-####", 8505550126.0, "(850) 555-0126"),
        ("00-00", 12345.0, "123-45"),
        ("m/d/yyyy", 46095.0, "3/14/2026"),
        ("d-mmm-yy", 46095.0, "14-Mar-26"),
        ("dddd, mmmm d, yyyy", 46095.0, "Saturday, March 14, 2026"),
        ("h:mm AM/PM", 46095.64, "3:21 PM"),
        ("hh:mm:ss", 0.5, "12:00:00"),
        ("[h]:mm", 1.5, "36:00"),
        ("mm:ss.0", 0.0001, "00:08.6"),
        ("m/d/yyyy", -5.0, "-5"),
        ("mmmmm", 46095.0, "M"),
        ("-0", -4.0, "--4"),
    ],
)
def test_that_a_number_is_shown_as_its_cell_shows_it(code: str, value: float, shown: str) -> None:
    assert number_format(code).shown(value) == shown


def test_that_days_are_counted_from_1904_where_the_workbook_says_so() -> None:
    assert built_in_format(14).shown(0.0, from_1904=True) == "1/1/1904"
    assert built_in_format(14).shown(1.0) == "1/1/1900"
    assert plain_number(1e20) == "1e+20"
