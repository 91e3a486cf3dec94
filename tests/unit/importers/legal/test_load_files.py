"""Production sets: families, natives, texts, page images, however the load file is written."""

from __future__ import annotations

import datetime as dt
import io
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from exports.load_files import HEADINGS, MAIL, PAPER, concordance, files
from exports.teams_files import purview
from exports.zipped import zipped

from app.domain.records import Kind
from app.importers import nesting
from app.importers.base import Cursor, Ignored, ImportOptions, Parsed, Unreadable
from app.importers.export_tree import open_export, split
from app.importers.joined import JOINED, joined_with
from app.importers.legal import set_archives
from app.importers.legal.load_file import LoadFileImporter
from app.importers.legal.set_mails import IN_MAILBOX
from app.importers.legal.set_reading import LISTS_PAGES, NO_ROWS
from app.importers.members import Member
from app.importers.registry import read_all, recognise
from app.importers.tree import Tree

TESTS = Path(__file__).parents[3]
SETS = TESTS / "exports" / "load_file"
REAL = TESTS / "exports" / "fixtures" / "load_file"


def items(*paths: Path):
    options = ImportOptions("Diaz", "America/New_York", ("rdiaz@example.com",))
    return list(LoadFileImporter().read(open_export(paths), options, None))


def records(*paths: Path) -> list[Parsed]:
    return [one for one in items(*paths) if isinstance(one, Parsed)]


@pytest.fixture
def made(tmp_path):
    def make(rows: str, name: str = "v.dat", encoding: str = "utf-8-sig", **more: bytes) -> Path:
        folder = tmp_path / "set"
        for place, content in {**files(), **more}.items():
            path = folder / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        (folder / name).write_bytes(rows.encode(encoding))
        return folder

    return make


def row(**told: str) -> list[str]:
    return [told.get(heading, "") for heading in HEADINGS]


def test_that_a_mail_has_its_words_pages_and_attachments():
    mail, loose, orphan, broken, pictured = records(SETS / "opticon.zip")
    assert (mail.kind, mail.subject, mail.text) == (
        Kind.EMAIL, "Boat ramp", "Is the boat ramp open?"
    )  # fmt: skip
    assert [one.name for one in mail.attachments] == [
        "MIL0000001.tif", "MIL0000002.tif", "MIL0000003.pdf"
    ]  # fmt: skip
    assert all(one.open is not None for one in mail.attachments)
    assert mail.sent.utc == int(dt.datetime(2026, 3, 14, 13, 5, tzinfo=dt.UTC).timestamp()) * 10**6
    assert [party.is_owner for party in mail.parties] == [True, False, False]
    assert loose.text.startswith("First line\nsecond line")
    assert loose.attachments[0].missing
    assert "parent_missing" in {one.code for one in orphan.problems}
    assert broken.platform_id == "MIL0000010"
    assert (pictured.platform_id, pictured.text) == ("MIL0000020", "Words of a page")


def test_that_a_child_before_its_parent_is_attached_to_it():
    (mail,) = records(SETS / "utf16_lfp.zip")
    assert mail.locator.endswith("#3")
    assert [one.name for one in mail.attachments][-1] == "MIL0000003.pdf"
    assert len(mail.attachments) == 3


def test_that_purviews_rows_are_mails_with_papers():
    mail, lost = records(SETS / "purview.zip")
    assert [one.name for one in mail.attachments] == ["Ramp.eml", "plan.pdf"]
    assert mail.sent.zone == "utc"
    assert lost.attachments[0].missing


def read_whole(folder: Path):
    return read_paths([folder])


def read_paths(paths: Sequence[Path]):
    export = open_export(paths)
    options = ImportOptions("Diaz", "America/New_York", ("rdiaz@example.com",))
    return list(read_all(recognise(export), export, options, None))


def test_that_rows_find_their_files_in_the_zips_beside_the_load_file():
    found = read_whole(SETS / "purview_zips")
    mail, lost, loose = (one for one in found if isinstance(one, Parsed))
    assert [(one.name, bool(one.missing)) for one in mail.attachments] == [
        ("Ramp.eml", False), ("plan.pdf", False)
    ]  # fmt: skip
    assert mail.text == "Hello"
    assert lost.attachments[0].missing
    assert loose.locator == "[Export] 1 of 2.zip/loose.pdf"
    told = {one.locator: one.reason for one in found if isinstance(one, Ignored)}
    assert told["[Export] 1 of 2.zip"] == told["[Export] 2 of 2.zip"] == JOINED


def test_that_a_list_of_results_is_joined_with_what_was_found():
    found = read_whole(SETS / "results")
    mail, plan, lost, boxed, photo = (one for one in found if isinstance(one, Parsed))
    assert (mail.text, mail.parties[0].address) == ("Hello", "rdiaz@example.com")
    assert mail.sent.raw == "3/14/2026 1:05:00 PM"
    assert {one.code for one in mail.problems} == {"listed_date"}
    assert (plan.platform_id, plan.attachments[0].missing) == ("103", "")
    assert lost.attachments[0].missing
    assert boxed.locator.startswith("Items.zip/Exchange/bcole.mbox")
    assert photo.locator == "other.zip/a/photo.jpg"
    told = {one.locator: one.reason for one in found if isinstance(one, Ignored)}
    assert told["Results.csv#3"] == IN_MAILBOX


def test_that_a_folder_with_its_zips_is_one_export_without_those_of_another_kind(tmp_path):
    folder = tmp_path / "export"
    shutil.copytree(SETS / "purview_zips", folder)
    assert split([folder]) == [[folder]]
    mail = b"From: a@example.com\nTo: b@example.com\nSubject: x\n\nx\n"
    (folder / "mails.zip").write_bytes(zipped({"inbox/1.eml": mail}))
    joined, alone = split([folder])
    assert alone == [folder / "mails.zip"]
    records = [one for one in read_paths(joined) if isinstance(one, Parsed)]
    assert [one.missing for one in records[0].attachments] == ["", ""]


@pytest.mark.parametrize("folder", ["purview_zips", "results"])
def test_that_reading_a_joined_set_goes_on_after_any_cursor(folder):
    whole = read_whole(SETS / folder)
    export = open_export([SETS / folder])
    options = ImportOptions("Diaz", "America/New_York", ("rdiaz@example.com",))
    for taken in range(len(whole) + 1):
        rest = read_all(recognise(export), export, options, Cursor(taken))
        assert [one.locator for one in rest] == [one.locator for one in whole[taken:]]


def test_that_a_zip_that_cannot_be_opened_is_left_for_others(made):
    rows = "DOCID|NATIVELINK\r\nA|n/a.pdf\r\n"
    folder = made(rows, **{"bad.zip": b"PK\3\4" + bytes(40)})
    places = {one.locator: one for one in read_whole(folder)}
    assert isinstance(places["bad.zip"], Unreadable)


def test_that_a_zip_that_is_a_document_itself_stays_with_it(made):
    rows = "DOCID|NATIVELINK\r\nA|n/a.zip\r\nB|readme.txt\r\n"
    inner = zipped({"readme.txt": b"Within"})
    folder = made(rows, **{"n/a.zip": inner, "readme.txt": b"Beside"})
    first, second, *_ = (one for one in read_whole(folder) if isinstance(one, Parsed))
    assert [(one.name, one.missing) for one in first.attachments] == [("a.zip", "")]
    assert [(one.name, one.missing) for one in second.attachments] == [("readme.txt", "")]


def test_that_a_zip_that_only_a_late_row_names_is_joined(made, monkeypatch):
    monkeypatch.setattr(set_archives, "_MOST_ROWS", 1)
    rows = "DOCID|NATIVELINK\r\nA|one/a.pdf\r\nB|two/b.pdf\r\n"
    boxes = {"alpha.zip": {"one/a.pdf": b"%PDF A"}, "beta.zip": {"two/b.pdf": b"%PDF B"}}
    folder = made(rows, **{name: zipped(inner) for name, inner in boxes.items()})
    found = read_whole(folder)
    documents = [one for one in found if isinstance(one, Parsed)][:2]
    assert [one.attachments[0].missing for one in documents] == ["", ""]


def test_that_a_file_beside_a_zip_of_the_same_place_is_not_lost():
    beside = open_export([SETS / "purview_zips"])
    inner = "[Export] 1 of 2.zip"
    name = next(iter(open_export([SETS / "purview_zips" / inner]).members()))
    shown = f"{inner}/{name}"
    members = {one: Member(one, one, 1, -1, lambda: io.BytesIO(b"x")) for one in (inner, shown)}
    tree = open_export([SETS / "purview_zips" / inner])
    joined = joined_with(Tree(beside.paths, members, ()), {inner: tree})
    assert len(joined.members()) == 1 + len(tree.members())


def test_that_a_zip_that_claims_too_much_is_not_joined(monkeypatch):
    monkeypatch.setattr(nesting, "_FREE_MEMBERS", 0)
    monkeypatch.setattr(nesting, "_BYTES_A_MEMBER", 10_000)
    found = {one.locator: one for one in read_whole(SETS / "purview_zips")}
    assert isinstance(found["[Export] 1 of 2.zip"], Unreadable)
    assert found["[Export] 1 of 2.zip"].reason == nesting.TOO_MUCH


def test_that_chats_find_their_words_in_the_zip(tmp_path):
    csv = purview().pop("Export_load_file_1 of 1.csv")
    inner = {name: data for name, data in purview().items() if "/" in name}
    (tmp_path / "load.csv").write_bytes(csv)
    (tmp_path / "1.zip").write_bytes(zipped(inner))
    export = open_export([tmp_path])
    assert recognise(export).key == "teams"
    texts = {one.text for one in read_whole(tmp_path) if isinstance(one, Parsed)}
    assert {"Rosa: boat?\r\nDana: yes".replace("\r", ""), "Words"} <= texts


def test_that_real_sets_are_read():
    found = records(REAL)
    assert len(found) == 14
    mail = next(one for one in found if one.platform_id == "Sample_0000001")
    assert mail.subject == "RE: Import samples"
    assert mail.text.startswith("Sample Extracted text")
    pictured = next(one for one in found if one.platform_id == "SYM-00011001_REV")
    assert [one.open is not None for one in pictured.attachments] == [
        True,
        False,
        False,
        True,
        False,
    ]
    without_headings = next(one for one in found if one.platform_id == "Sample_0000005")
    assert without_headings.subject == "RE: Import samples"


def test_that_files_of_a_set_without_headings_are_found_by_their_paths(made):
    rows = concordance(
        [["X1", "?", r".\VOL001\TEXT\MIL0000001.txt", r"VOL001\NATIVES\MIL0000003.pdf"]]
    )
    (one,) = records(made(rows))
    assert one.text == "Is the boat ramp open?"
    assert [file.name for file in one.attachments] == ["MIL0000003.pdf"]


@pytest.mark.parametrize(
    ("field", "parent", "child"),
    [
        ("PARENTID", "", "A"),
        ("ATTACHIDS", "B", ""),
        ("Group Identifier", "g", "g"),
        ("BEGATTACH", "A", "A"),
    ],
)
def test_that_families_are_told_in_many_ways(made, field, parent, child):
    native = "VOL001/NATIVES/MIL0000003.pdf"
    rows = f"DOCID|{field}|SUBJECT|NATIVELINK\r\nA|{parent}|one|\r\nB|{child}|two|{native}\r\n"
    (one,) = records(made(rows))
    assert one.platform_id == "A"
    assert [file.name for file in one.attachments] == ["MIL0000003.pdf"]


def test_that_circles_and_numbers_met_twice_lose_no_document(made):
    rows = "DOCID|PARENTID|SUBJECT\r\nA|B|one\r\nB|A|two\r\nC|C|three\r\nC||four\r\n"
    found = records(made(rows))
    assert sorted(one.subject for one in found) == ["four", "one", "three", "two"]


def test_that_an_attachment_without_a_native_gives_its_words(made):
    rows = (
        "DOCID|PARENTID|SUBJECT|TEXTPATH\r\nA||one|\r\nB|A||VOL001/TEXT/MIL0000001.txt\r\nD|A||\r\n"
    )
    (one,) = records(made(rows))
    assert [(file.name, bool(file.missing)) for file in one.attachments] == [
        ("MIL0000001.txt", False), ("D", True)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "name", "encoding"),
    [
        (concordance([HEADINGS, MAIL, PAPER]), "a.dat", "cp1252"),
        (concordance([HEADINGS, MAIL, PAPER]), "a.dat", "utf-16-le"),
        (concordance([HEADINGS, MAIL, PAPER]).replace("\x14", "\xb6"), "a.dat", "cp1252"),
        (
            "\r\n".join("|".join(f"^{c}^" for c in r) for r in (HEADINGS, MAIL, PAPER)),
            "a.dat",
            "utf-8",
        ),
        (
            "\r\n".join(",".join(f'"{c}"' for c in r) for r in (HEADINGS, MAIL, PAPER)),
            "a.csv",
            "utf-8",
        ),
        ("\r\n".join("\t".join(r) for r in (HEADINGS, MAIL, PAPER)), "a.txt", "utf-8"),
        (concordance([HEADINGS, MAIL, PAPER]).replace("\xfe", ""), "a.dat", "utf-8"),
    ],
)
def test_that_load_files_are_read_however_they_are_written(made, rows, name, encoding):
    folder = made(rows, name, encoding)
    assert recognise(open_export([folder])).key == "load_file"
    (mail,) = records(folder)
    assert (mail.subject, len(mail.attachments)) == ("Boat ramp", 1)
    assert mail.text == "Is the boat ramp open?"


def test_that_marks_within_a_field_do_not_move_the_others(made):
    rows = concordance(
        [HEADINGS, row(BEGDOC="A", SUBJECT="x\xfe\x14y"), row(BEGDOC="B", SUBJECT="ok")]
    )
    assert {one.platform_id for one in records(made(rows))} >= {"B"}


def test_that_lists_of_pages_are_accounted_for(made):
    folder = made("", "x.opt", **{"x.lfp": b"nothing\r\n"})
    (folder / "x.opt").write_bytes(
        b",,,\r\nA,V,gone.tif,Y,,,1\r\nB,V,VOL001\\IMAGES\\0001\\MIL0000001.tif,Y,,,1\r\n"
        b"B2,V,VOL001\\IMAGES\\0001\\MIL0000001.tif,,,,\r\n"
    )
    assert not LoadFileImporter().recognises(open_export([folder]))
    (folder / "x.opt").write_bytes((folder / "x.opt").read_bytes()[5:])
    found = items(folder)
    assert [len(one.attachments) for one in found if isinstance(one, Parsed)] == [1, 1]
    assert LISTS_PAGES in {one.reason for one in found if isinstance(one, Ignored)}


def test_that_a_load_file_of_headings_alone_lists_nothing(made):
    reasons = {
        one.reason for one in items(made(concordance([HEADINGS]))) if isinstance(one, Ignored)
    }
    assert NO_ROWS in reasons


def test_that_a_text_that_cannot_be_read_is_listed(tmp_path):
    from exports.zipped import zipped

    whole = bytearray(
        zipped(
            {
                "a.dat": concordance([HEADINGS, MAIL]).encode(),
                "VOL001/TEXT/MIL0000001.txt": b"unbroken words",
            }
        )
    )
    at = whole.index(b"unbroken words")
    whole[at : at + 4] = b"XXXX"
    path = tmp_path / "a.zip"
    path.write_bytes(bytes(whole))
    found = items(path)
    assert [one.locator for one in found if isinstance(one, Unreadable)]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("winmail.dat", b"\x78\x9f\x3e\x22" + bytes(range(256))),
        ("a.dat", b"plain, words\nand, more\n"),
        ("a.csv", b"File ID,Title,Text\n1,a,b\n"),
        ("a.csv", b"Date,From,Text\n1,a,b\n"),
        ("a.txt", b"BEGDOC is a word.\n"),
        ("a.opt", b""),
        ("a.opt", b"text\n"),
    ],
)
def test_that_other_files_are_no_load_files(tmp_path, name, content):
    folder = tmp_path / "f"
    folder.mkdir()
    (folder / name).write_bytes(content)
    assert not LoadFileImporter().recognises(open_export([folder]))
