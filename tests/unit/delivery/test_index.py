"""Index and log as other programs read them."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest
import unit.delivery.released as made
from lxml import etree, html
from python_calamine import CalamineWorkbook

from app.delivery import front_page
from app.delivery.entries import Enclosure
from app.delivery.index import COLUMNS, Indexes, row_of
from app.delivery.log import Logs
from app.delivery.tables import CsvTable, SheetTable, defused
from app.domain.packets import LogLine
from app.domain.redacted import RedactedAttachment, released

DATED = dt.date(2026, 11, 17)
FORMATS = frozenset({"csv", "xlsx", "html"})


def _indexes(scratch: Path | None = None) -> dict[str, bytes]:
    photo = Enclosure(
        RedactedAttachment(released("CON.jpg"), "Photograph"), "attachments/ATT-000001.jpg"
    )
    gone = Enclosure(RedactedAttachment(made.hidden_name(), "Photograph", withheld=made.BAR))
    indexes = Indexes(FORMATS, "2026-014", DATED, scratch)
    attached = (photo.attachment, gone.attachment)
    indexes.entry(made.entry(made.message(text="=1+1", attachments=attached), photo, gone))
    indexes.entry(made.entry(made.withheld()))
    whole = made.message(8, recipients=(), sender=released("=cmd|' /C calc'!A0"), at=None)
    indexes.entry(made.entry(whole, first=3))
    assert indexes.names == ["index.csv", "index.xlsx", "index.html"]
    return dict(indexes.files([("packet.pdf", "The <answer>.")]))


def test_that_a_csv_is_read_back_and_holds_no_formula() -> None:
    data = _indexes()["index.csv"]
    assert data.startswith(b"\xef\xbb\xbfRecord,")
    assert data.count(b"\r\n") == data.count(b"\n") == 4
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    first, second, third = rows
    assert (first["Record"], first["First page"], first["Sent"]) == (
        *("7", "MPD000002"),
        "2026-03-14 17:11:12-04:00",
    )
    assert first["To"] == "[REDACTED (b)(6)]"
    assert first["Disposition"] == "Released with redactions"
    assert first["Exemptions"] == "(b)(6)"
    assert first["Attached files"] == (
        "1. CON.jpg, Photograph: attachments/ATT-000001.jpg; "
        "2. Officer [REDACTED (b)(6)] wrote, Photograph: withheld, (b)(6)"
    )
    assert (second["Disposition"], second["From"]) == ("Withheld in full", "")
    assert third["Disposition"] == "Released in full"
    assert third["From"].startswith("'=cmd")
    assert third["Sent"] == "Sat 14 Mar"


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "  =1", "\u202e=1"])
def test_that_what_a_spreadsheet_would_reckon_is_defused(text: str) -> None:
    assert defused(text).startswith("'")


def test_that_plain_words_stay_as_they_are() -> None:
    assert defused("a = b") == "a = b"
    assert defused("gnp\u202efdp.exe") == "gnpfdp.exe"


def test_that_a_workbook_is_read_back_with_texts_as_texts(tmp_path: Path) -> None:
    data = _indexes(tmp_path)["index.xlsx"]
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert rows[0] == list(COLUMNS)
    assert rows[1][0] == 7.0
    assert rows[3][8] == "=cmd|' /C calc'!A0"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = etree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
        assert not sheet.findall(".//{*}f")
        core = archive.read("docProps/core.xml")
    assert b"2026-11-17T00:00:00Z" in core
    assert b"<dc:creator></dc:creator>" in core or b"<dc:creator/>" in core
    assert list(tmp_path.iterdir()) == []


def test_that_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    assert _indexes(tmp_path) == _indexes(tmp_path)
    assert _indexes() == _indexes()


def test_that_the_page_stands_alone_and_can_be_read_aloud() -> None:
    page = html.document_fromstring(_indexes()["index.html"])
    assert page.get("lang") == "en"
    assert page.findtext(".//title") == page.findtext(".//h1")
    assert page.findtext(".//caption")
    assert {one.get("scope") for one in page.iterfind(".//thead//th")} == {"col"}
    assert {one.get("scope") for one in page.iterfind(".//tbody//th")} == {"row"}
    assert [one.text for one in page.iterfind(".//dd")] == ["The <answer>."]
    links = [one.get("href") for one in page.iterfind(".//a")]
    assert "packet.pdf#page=2" in links
    assert "attachments/ATT-000001.jpg" in links
    assert not [link for link in links if link and (":" in link or link.startswith("/"))]
    assert not page.xpath("//script | //link | //img | //*[@src]")


def test_that_a_row_has_a_cell_for_each_column() -> None:
    assert len(row_of(made.entry(made.message()))) == len(COLUMNS)


def test_that_only_wished_formats_are_made() -> None:
    assert dict(Indexes(frozenset(), "1", DATED, None).files([])) == {}
    assert dict(Logs(frozenset(), DATED, None).files([], {})) == {}


def test_that_the_log_names_the_file_of_each_line() -> None:
    line = LogLine(7, "record 7, text", 2, "MPD000009", "(b)(6)", "5 U.S.C. 552", "Privacy", part=2)
    logs = Logs(frozenset({"csv", "xlsx"}), DATED, None)
    files = dict(logs.files([line], {2: "packet/packet part 02.pdf"}))
    (row,) = csv.DictReader(io.StringIO(files["exemption log.csv"].decode("utf-8-sig"), newline=""))
    assert row["File"] == "packet/packet part 02.pdf"
    assert (row["Page number"], row["Exemption"]) == ("MPD000009", "(b)(6)")
    assert files["exemption log.xlsx"].startswith(b"PK")


def test_that_a_cell_longer_than_a_sheet_takes_is_cut() -> None:
    table = SheetTable("A", ("Text",), DATED)
    table.row(["x" * 40_000])
    book = CalamineWorkbook.from_filelike(io.BytesIO(table.finished()))
    assert len(str(book.get_sheet_by_index(0).to_python()[1][0])) == 32_767


def test_that_numbers_stay_numbers_in_a_csv() -> None:
    table = CsvTable(("n",))
    table.row([-1])
    assert table.finished().endswith(b"n\r\n-1\r\n")


def test_that_the_front_page_names_only_what_is_there() -> None:
    text = front_page.page("2026-014", "Police", ["packet.pdf", "natives/ATT-000001.txt"])
    words = text.decode("utf-8-sig")
    assert "natives/" in words
    assert "index.csv" not in words
    assert "VOL001" not in words
    assert "\n" not in words.replace("\r\n", "")
