"""Files that are records themselves: taken whole, dated by what they tell."""

from __future__ import annotations

import datetime as dt
import io
import json
from pathlib import Path

import pytest
from exports import document_files as made
from exports.zipped import zipped

from app.domain.records import Kind
from app.errors import ChildFailed
from app.importers.base import Cursor, Ignored, ImportOptions, Item, Parsed, Unreadable
from app.importers.export_tree import open_export
from app.importers.files.documents import ITS_OWN_DATE, DocumentsImporter
from app.importers.files.film import told_by_film
from app.importers.files.kinds import EMPTY, PROGRAM
from app.importers.files.told import told_by
from app.importers.times import MISSING

IMPORTER = DocumentsImporter()
OPTIONS = ImportOptions(zone="America/New_York")
AT = dt.datetime(2026, 3, 14, 14, 15, tzinfo=dt.UTC)


def micros(when: dt.datetime) -> int:
    return int(when.timestamp()) * 1_000_000


def items_of(folder: Path, files: dict[str, bytes]) -> list[Item]:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return list(IMPORTER.read(open_export([folder]), OPTIONS, None))


def only(items: list[Item]) -> Parsed:
    (item,) = items
    assert isinstance(item, Parsed)
    return item


def test_that_a_file_is_a_record_with_itself_as_attachment(tmp_path: Path) -> None:
    record = only(items_of(tmp_path / "case", {"papers/estimate.pdf": made.paper("Fence")}))
    assert (record.kind, record.platform) == (Kind.DOCUMENT, "document")
    assert (record.subject, record.conversation_title) == ("estimate.pdf", "papers")
    assert record.conversation_key == "case/papers"
    (attachment,) = record.attachments
    assert attachment.open is not None
    with attachment.open() as file:
        assert file.read() == made.paper("Fence")


def test_that_a_date_is_the_files_own_and_says_so(tmp_path: Path) -> None:
    record = only(items_of(tmp_path, {"a.pdf": made.paper("Fence")}))
    assert record.sent.utc == micros(AT)
    assert record.problems == (ITS_OWN_DATE,)
    assert "date_doubtful" in record.flags
    assert json.loads(record.raw)["author"] == "J. Marsh"


def test_that_a_file_without_a_date_says_so(tmp_path: Path) -> None:
    record = only(items_of(tmp_path, {"a.txt": b"words"}))
    assert record.sent.utc is None
    assert record.problems == (MISSING,)
    assert record.raw == ""


def test_that_empty_files_and_programs_are_listed_and_strange_files_kept(tmp_path: Path) -> None:
    found = items_of(tmp_path, {"a.pdf": b"", "b.exe": b"MZ", "c.blob": b"\0\1\2"})
    assert found[:2] == [Ignored("a.pdf", EMPTY), Ignored("b.exe", PROGRAM)]
    assert isinstance(found[2], Parsed)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", b"%PDF-1.4"), ("noending", b"Just words\n"), ("x.dat", made.photograph()),
        ("x.bin", made.film(None)), ("inner.zip", zipped({"a.txt": b"x"})),
    ],
)  # fmt: skip
def test_that_papers_pictures_films_and_texts_are_known(
    name: str, data: bytes, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)
    assert IMPORTER.recognises(open_export([tmp_path]))


@pytest.mark.parametrize(
    ("name", "data"),
    [("x.bin", b"\0\1\2\3"), ("x.dll", b"MZ words"), ("x", b"caf\xe9 \xff\xfe"), ("x.so", b"a")],
)
def test_that_other_files_are_not(name: str, data: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "other.css").write_bytes(b"a {}")
    assert not IMPORTER.recognises(open_export([tmp_path]))


def test_that_a_damaged_file_of_an_archive_is_listed(tmp_path: Path) -> None:
    packed = bytearray(zipped({"a.txt": b"words " * 40, "b.txt": b"fine"}))
    at = packed.index(b"words ")
    packed[at : at + 5] = b"WORDS"
    (tmp_path / "x.zip").write_bytes(packed)
    first, second = IMPORTER.read(open_export([tmp_path / "x.zip"]), OPTIONS, None)
    assert isinstance(first, Unreadable)
    assert isinstance(second, Parsed)


def test_that_reading_goes_on_after_the_cursor_also_within_rejected_members(
    tmp_path: Path,
) -> None:
    (tmp_path / "x.zip").write_bytes(zipped({"../a": b"1", "b.txt": b"2", "c.txt": b"3"}))
    export = open_export([tmp_path / "x.zip"])
    whole = list(IMPORTER.read(export, OPTIONS, None))
    assert len(whole) == 3
    for taken in range(4):
        rest = list(IMPORTER.read(export, OPTIONS, Cursor(taken)))
        assert [item.locator for item in rest] == [item.locator for item in whole[taken:]]


class _Dies:
    def call(self, *_: object, **__: object) -> object:
        raise ChildFailed("It died.")


def test_that_a_parser_that_dies_costs_only_the_date(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(made.paper("Fence"))
    options = ImportOptions(isolated=_Dies())  # type: ignore[arg-type]  # always fails
    record = only(list(IMPORTER.read(open_export([tmp_path]), options, None)))
    assert record.sent.utc is None


def test_what_office_files_tell() -> None:
    assert told_by(made.letter()) == {
        "author": "J. Marsh",
        "last edited by": "T. Okafor",
        "created": "2026-03-02T14:05:00Z",
        "modified": "2026-03-03T08:00:00Z",
    }
    assert told_by(made.open_letter()) == {"created": "2026-02-01T09:30:00"}


def test_what_a_photograph_tells() -> None:
    told = told_by(made.photograph())
    assert told["created"] == "2026-03-14T10:20:30-04:00"
    assert told["made with"] == "Acme Snap 3"
    assert told["place (GPS)"] == "28.500000, -81.250000"
    assert "created" not in told_by(made.photograph("0000:00", ""))


def test_what_an_outlook_or_old_word_file_tells() -> None:
    fixture = Path(__file__).parents[3] / "exports" / "fixtures" / "msg"
    for path in fixture.glob("*.msg"):
        assert isinstance(told_by(path.read_bytes()), dict)


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("D:20260314101500-04'00'", "2026-03-14T10:15:00-04:00"),
        ("D:20260314101500Z", "2026-03-14T10:15:00+00:00"),
        ("20260314", "2026-03-14T00:00:00"),
        ("someday", None),
    ],
)
def test_that_dates_of_pdfs_are_read(written: str, means: str | None) -> None:
    assert told_by(made.paper("Fence", written)).get("created") == means


@pytest.mark.parametrize("cut", [4, 40, 300, 900])
def test_that_damaged_files_tell_nothing_and_do_no_harm(cut: int) -> None:
    whole = (made.paper("x"), made.letter(), made.photograph(), b"\xd0\xcf\x11\xe0" + bytes(2_000))
    for data in whole:
        assert isinstance(told_by(data[:cut]), dict)


def test_what_a_film_tells() -> None:
    when = dt.datetime(2026, 3, 14, 14, 30, tzinfo=dt.UTC)
    for wide in (False, True):
        told = told_by_film(io.BytesIO(made.film(when, 3_725, wide=wide)))
        assert told == {"created": "2026-03-14T14:30:00+00:00", "duration": "1:02:05"}
    assert told_by_film(io.BytesIO(made.film(None))) == {"duration": "0:01:35"}


@pytest.mark.parametrize(
    "data",
    [
        b"", b"not a film at all", made.film(None)[:1_050], made.film(None)[:1_036],
        made.film(None)[:16] + b"\0\0\0\2oddx" + bytes(20),
        made.film(None)[:16] + b"\0\0\0\1wide" + bytes(8),
    ],
)  # fmt: skip
def test_that_a_broken_film_tells_nothing(data: bytes) -> None:
    assert told_by_film(io.BytesIO(data)) == {}
