"""Tables of messages through mappings of their columns."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pytest
import xlsxwriter

from app.domain.columns import ColumnMapping, DateOrder, Meaning, mapping_of
from app.domain.people import Role
from app.domain.records import Flag, Kind
from app.errors import AppError, ExportUnreadable
from app.importers.base import Ignored, ImportOptions, Parsed, Unreadable
from app.importers.export_tree import open_export
from app.importers.legal.column_guess import guessed
from app.importers.legal.looking import look
from app.importers.legal.table import ABOVE, EMPTY_TABLE, OTHER_TABLE, TableImporter
from app.importers.legal.table_people import people_in
from app.importers.legal.written_times import WrittenTimes
from app.importers.registry import recognise
from app.importers.times import TimeReader

NOW = int(dt.datetime(2026, 11, 23, tzinfo=dt.UTC).timestamp()) * 1_000_000
EXPORTS = Path(__file__).parents[3] / "exports" / "table"


def clock() -> int:
    return NOW


def items(path: Path, **more):
    options = ImportOptions("Diaz", "America/New_York", **more)
    return list(TableImporter(clock).read(open_export([path]), options, None))


def records(path: Path, **more) -> list[Parsed]:
    return [one for one in items(path, **more) if isinstance(one, Parsed)]


@pytest.fixture
def table(tmp_path):
    def write(text: str | bytes, name: str = "t.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("2026-03-14T13:05:00Z", "2026-03-14T13:05"),
        ("2026-03-14 09:05", "2026-03-14T13:05"),
        ("2026-03-14 09:05:00 -0500", "2026-03-14T14:05"),
        ("3/14/2026 9:05 AM", "2026-03-14T13:05"),
        ("3/14/26, 9:05 PM EST", "2026-03-15T02:05"),
        ("14.03.2026 09:05", "2026-03-14T13:05"),
        ("Mar 14, 2026 9:05 AM", "2026-03-14T13:05"),
        ("March 14, 2026", "2026-03-14T04:00"),
        ("Saturday, March 14, 2026 at 9:05 AM EDT", "2026-03-14T13:05"),
        ("Sat Mar 14 13:05:00 +0000 2026", "2026-03-14T13:05"),
        ("Sat, 14 Mar 2026 09:05:00 -0400", "2026-03-14T13:05"),
        ("Sat Mar 14 2026 09:05:00 GMT-0400 (Eastern Daylight Time)", "2026-03-14T13:05"),
        ("20260314", "2026-03-14T04:00"),
        ("20260314 0905", "2026-03-14T13:05"),
        ("1773493500", "2026-03-14T13:05"),
        ("1773493500000", "2026-03-14T13:05"),
        ("46095.378472222219", "2026-03-14T13:05"),
    ],
)
def test_that_dates_of_many_makers_are_understood(written, utc):
    timed = WrittenTimes(TimeReader("America/New_York", clock)).read(written)
    moment = dt.datetime.fromtimestamp(timed.moment.utc / 1e6, dt.UTC)
    assert f"{moment:%Y-%m-%dT%H:%M}" == utc
    assert timed.moment.raw == written


@pytest.mark.parametrize(
    ("day", "clock_cell", "utc"),
    [
        ("3/14/2026", "9:05 AM", "13:05"),
        ("3/14/2026", "0905", "13:05"),
        ("3/14/2026 12:00:00 AM", "9:05 AM", "13:05"),
        ("46095", "0.378472222222", "13:05"),
        ("3/14/2026", "3/14/2026 9:05 AM", "13:05"),
    ],
)
def test_that_a_day_and_a_time_of_two_columns_are_joined(day, clock_cell, utc):
    timed = WrittenTimes(TimeReader("America/New_York", clock)).read(day, clock_cell)
    assert f"{dt.datetime.fromtimestamp(timed.moment.utc / 1e6, dt.UTC):%H:%M}" == utc


@pytest.mark.parametrize("written", ["", "00/00/0000", "N/A", "null", "-"])
def test_that_no_date_is_no_fault(written):
    problems = WrittenTimes(TimeReader()).read(written).problems
    assert [one.code for one in problems] == ["date_missing"]


@pytest.mark.parametrize("written", ["soon", "31/31/2026", "20261399", "99999999999999999999"])
def test_that_a_date_that_is_none_is_told(written):
    timed = WrittenTimes(TimeReader()).read(written)
    assert timed.moment.utc is None
    assert timed.problems


def test_that_the_order_of_day_and_month_is_found_told_or_a_guess(table):
    said = "Date,From,Text\n3/4/2026,a,x\n{0},a,y\n"
    first = records(table(said.format("25/4/2026")))[0]
    assert first.sent.utc == int(dt.datetime(2026, 4, 3, 4, tzinfo=dt.UTC).timestamp()) * 10**6
    guess = records(table(said.format("5/6/2026")))[0]
    assert [one.code for one in guess.problems] == ["date_order_guessed"]
    mapping = guessed(["date", "from", "text"])
    told = ColumnMapping(mapping.columns, DateOrder.DAY_FIRST)
    sure = records(table(said.format("5/6/2026")), mapping=told)[0]
    assert (sure.sent.utc, sure.problems) == (first.sent.utc, ())


def test_that_days_of_old_macintosh_workbooks_are_counted_from_1904():
    times = WrittenTimes(TimeReader("UTC", clock), from_1904=True)
    timed = times.read("44633.5")
    assert dt.datetime.fromtimestamp(timed.moment.utc / 1e6, dt.UTC).date().year == 2026


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("Rosa Diaz <r@example.com>", [("Rosa Diaz", "r@example.com")]),
        ("r@example.com, b@example.com", [("", "r@example.com"), ("", "b@example.com")]),
        ("Diaz, Rosa", [("Diaz, Rosa", "")]),
        ("850-555-0142; @pd", [("", "850-555-0142"), ("", "@pd")]),
        ("Diaz, Rosa (850-555-0101)", [("Diaz, Rosa", "850-555-0101")]),
        ("Ann, Bob, Cid", [("Ann", ""), ("Bob", ""), ("Cid", "")]),
        ("", []),
    ],
)
def test_that_people_of_a_cell_are_told_apart(cell, people):
    assert people_in(cell) == people


def test_that_every_column_becomes_what_it_is_taken_for(table):
    names = (
        "Date,Author,Author Name,To,Cc,Bcc,Text,Title,Network,Type,Thread,ID,Parent ID,Media,"
        "Deleted,Edited,URL,Score"
    )
    values = (
        "2026-03-14 09:05,@pd,Police,a@example.com,c@example.com,d@example.com,<p>Hi <b>all</b></p>"
        ",Ramp,Twitter,Direct message,T1,9,AAAABBBB1234,x.jpg,removed,no,https://example.com/9,7"
    )
    (one,) = records(table(f"{names}\n{values}\n"), own_addresses=("@PD",))
    assert [(p.role, p.name, p.address) for p in one.parties] == [
        (Role.FROM, "Police", "@pd"),
        (Role.TO, "", "a@example.com"),
        (Role.CC, "", "c@example.com"),
        (Role.BCC, "", "d@example.com"),
    ]
    assert one.parties[0].is_owner
    assert (one.platform, one.kind, one.subject) == ("x", Kind.MESSAGE, "Ramp")
    assert one.text == "Hi all\nhttps://example.com/9"
    assert (one.platform_id, one.parent_id) == ("t.csv#9", "AAAABBBB1234")
    assert one.conversation_title == "T1"
    assert one.flags == {Flag.DELETED.value}
    assert [(a.name, bool(a.missing)) for a in one.attachments] == [("x.jpg", True)]
    assert '"score":"7"' in one.raw


def test_that_a_platform_nobody_knows_stands_as_a_label(table):
    (one,) = records(table("Date,From,Text,Platform\n2026-03-14,a,x,Yammerish\n"))
    assert (one.platform, one.labels) == ("table", ("Yammerish",))


def test_that_kinds_follow_the_platform_where_no_column_tells_them(table):
    rows = "Facebook,,1\nFacebook,1,2\nEmail,,3\nSMS,,4\n"
    text = "Date,Author,Text,Platform,Parent ID,ID\n" + "".join(
        f"2026-03-14,a,x,{row}\n" for row in rows.split()
    )
    kinds = [one.kind for one in records(table(text))]
    assert kinds == [Kind.POST, Kind.COMMENT, Kind.EMAIL, Kind.MESSAGE]


def test_that_a_mark_that_is_never_closed_costs_no_other_row():
    found = records(EXPORTS / "broken_quotes.csv")
    assert len(found) == 9
    broken = [one.locator for one in found if any(p.code == "quotes_broken" for p in one.problems)]
    assert broken == ["broken_quotes.csv#3", "broken_quotes.csv#10"]
    assert found[2].text == "after it"


def test_that_the_many_rows_behind_an_open_mark_are_read(table):
    rows = "".join(f"2026-03-14,a,row {at}\n" for at in range(7_000))
    found = records(table(f'Date,From,Text\n2026-03-14,a,"never\n{rows}'))
    assert len(found) == 7_001
    assert found[-1].text == "row 6999"


def test_that_marks_opened_on_every_line_do_not_have_lines_read_thousands_of_times(table):
    found = records(table("Date,From,Text\n" + '2026-03-14,a","b\n' * 30_000))
    assert len(found) == 30_000
    assert all(p.code == "quotes_broken" for one in found[:9] for p in one.problems)


def test_that_very_long_cells_are_read_and_longer_lines_are_kept(table):
    long = "word " * 100_000
    assert records(table(f"Date,From,Text\n2026-03-14,a,{long}\n"))[0].text == long.strip()
    over = table("Date,From,Text\n2026-03-14,a,ok\n" + "2026-03-15,a," + "x" * (5 << 20) + "\n")
    assert records(over)[0].text == "ok"


def test_that_characters_are_found_or_told(table):
    said = "Date,From,Text\n2026-03-14,a,café\n"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        assert records(table(said.encode(encoding)))[0].text == "café"
    mapping = ColumnMapping(guessed(["date", "from", "text"]).columns, encoding="cp437")
    assert records(table(said.encode("cp437")), mapping=mapping)[0].text == "café"


def test_that_rows_above_the_headings_are_listed():
    found = items(EXPORTS / "texts_utf16.csv")
    assert [one.reason for one in found if isinstance(one, Ignored)] == [ABOVE, ABOVE]
    assert sum(isinstance(one, Parsed) for one in found) == 14


def test_that_sheets_of_other_columns_are_listed():
    found = items(EXPORTS / "posts.xlsx")
    reasons = [one.reason for one in found if isinstance(one, Ignored)]
    assert reasons == [ABOVE, OTHER_TABLE, EMPTY_TABLE]
    first = next(one for one in found if isinstance(one, Parsed))
    assert first.text.endswith("https://example.com/s/1")
    assert "id_rounded" in {one.code for one in first.problems}
    assert first.platform_id == ""


def test_that_numbers_with_an_exponent_are_written_out(tmp_path):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    for at, row in enumerate((["Date", "From", "Text"], ["2026-03-14", "1.8505550142E10", "x"])):
        sheet.write_row(at, 0, row)
    book.close()
    path = tmp_path / "b.xlsx"
    path.write_bytes(out.getvalue())
    assert records(path)[0].parties[0].address == "18505550142"


def test_that_only_tables_of_messages_are_recognised(table, tmp_path):
    assert recognise(open_export([table("Month,Posts\nMay,3\n")])).key == "files"
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "t.csv").write_text("Date,From,Text,Files\n2026-03-14,a,x,none.jpg\n")
    assert recognise(open_export([folder])).key == "table"
    (folder / "letter.pdf").write_bytes(b"%PDF-1.4")
    assert recognise(open_export([folder])).key == "files"
    (folder / "none.jpg").write_bytes(b"\xff\xd8\xff")
    assert recognise(open_export([folder])).key == "table"


def test_that_what_is_no_table_says_why(table):
    for name, content, word in (
        ("a.pdf", b"%PDF-1.4\n", "no table"),
        ("a.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "XLSX"),
        ("a.csv", b"nothing here\n", "columns"),
        ("a.xlsx", b"PK\x03\x04" + b"\0" * 40, "cannot be read"),
    ):
        with pytest.raises(ExportUnreadable, match=word):
            items(table(content, name))


def test_that_a_mapping_of_other_columns_is_refused(table):
    mapping = ColumnMapping((("when", Meaning.DATE),))
    with pytest.raises(ExportUnreadable, match="cannot be read as a table"):
        items(table("Date,From,Text\n2026-03-14,a,x\n"), mapping=mapping)


def test_that_a_table_of_headings_alone_is_empty(table):
    (one,) = items(table("Date,From,Text\n"))
    assert one.reason == EMPTY_TABLE


def test_that_a_damaged_workbook_is_read_as_far_as_it_goes(tmp_path):
    whole = (EXPORTS / "posts.xlsx").read_bytes()
    path = tmp_path / "cut.xlsx"
    path.write_bytes(whole[: len(whole) // 2])
    found = items(path)
    assert any(isinstance(one, Parsed) for one in found)
    assert [one.reason for one in found if isinstance(one, Unreadable)]


def test_that_the_first_rows_are_looked_at_by_a_mapping_or_a_guess(table):
    path = table("When,Who,Said\n2026-03-14,a,x\nnever,a,y\n")
    looked = look(open_export([path]), None, "UTC")
    assert looked.mapping.meaning_of("when") is Meaning.DATE
    assert (looked.count, looked.undated) == (2, 1)
    assert looked.samples == ("2026-03-14", "a", "x")
    told = ColumnMapping((("said", Meaning.TEXT),), delimiter=",")
    assert [one.text for one in look(open_export([path]), told, "UTC").records] == ["x", "y"]
    anew = look(open_export([path]), ColumnMapping(delimiter=","), "UTC")
    assert (anew.mapping.columns, anew.mapping.delimiter) == (looked.mapping.columns, ",")
    with pytest.raises(ExportUnreadable):
        look(open_export([table(b"%PDF-1.4", "a.pdf")]), None, "UTC")


def test_that_a_mapping_is_written_and_read_again():
    told = ColumnMapping(
        (("date", Meaning.DATE),), DateOrder.DAY_FIRST, "UTC", 3, ";", "cp1252", "Facebook"
    )
    assert mapping_of(told.as_json) == told
    assert mapping_of('{"columns": {" Created  At": "date"}}').headings(Meaning.DATE) == (
        "created at",
    )
    for bad in ("", "[]", '{"columns": {"a": "nonsense"}}', '{"heading_row": "x"}', "[" * 9_999):
        with pytest.raises(AppError):
            mapping_of(bad)
