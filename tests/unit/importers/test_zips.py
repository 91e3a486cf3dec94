"""Hostile and broken ZIP files give what is good in them, and a sentence for the rest."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from exports.bad_zips import (
    DEFLATE64,
    DEFLATED,
    LOCKED,
    STREAMED,
    SYMLINK,
    UTF8,
    Piece,
    made_zip,
    write_plain,
    write_zip,
)

from app.errors import ExportUnreadable
from app.importers import safe_zip
from app.importers.base import Export, Ignored, MemberUnreadable, Unreadable
from app.importers.export_tree import open_export
from app.importers.member_names import HOUSEKEEPING, LEADS_OUT, NOT_A_NAME
from app.importers.members import BOMB, SAME_AGAIN, Gathering, Limits, Member

FIXTURES = Path(__file__).resolve().parents[2] / "exports" / "fixtures" / "zip"
GOOD = Piece(b"good.txt", b"all well")
TEXT = b"the quick brown fox " * 1_000


def reasons(export: Export) -> dict[str, str]:
    return {item.locator: item.reason for item in export.rejected()}


def contents(export: Export, member: str) -> bytes:
    with export.open(member) as file:
        return file.read()


def opened(tmp_path: Path, *pieces: Piece, limits: Limits | None = None) -> Export:
    path = write_zip(tmp_path / "made.zip", list(pieces))
    return open_export([path], limits) if limits else open_export([path])


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        (b"../../evil.txt", LEADS_OUT),
        (b"/abs", LEADS_OUT),
        (b"C:\\x", LEADS_OUT),
        (b"\\\\server\\share\\x", LEADS_OUT),
        (b"a\\..\\..\\b", LEADS_OUT),
        (b"nul\0inside", NOT_A_NAME),
    ],
)
def test_that_a_hostile_name_is_listed_and_the_rest_read(
    tmp_path: Path, name: bytes, reason: str
) -> None:
    export = opened(tmp_path, Piece(name), GOOD)
    assert export.members() == ("good.txt",)
    assert [*reasons(export).values()] == [reason]
    assert all(isinstance(item, Unreadable) for item in export.rejected())


def test_that_names_windows_forbids_are_changed_and_still_found(tmp_path: Path) -> None:
    export = opened(tmp_path, Piece(b"m/CON.txt", b"1"), Piece(b"m/a:b?.jpg", b"2"))
    assert export.members() == ("m/_CON.txt", "m/a_b_.jpg")
    assert export.find("m/CON.txt") == "m/_CON.txt"
    assert contents(export, "m/a_b_.jpg") == b"2"


def test_that_two_files_of_one_name_are_both_kept(tmp_path: Path) -> None:
    export = opened(tmp_path, Piece(b"a.txt", b"1"), Piece(b"a.txt", b"2"), Piece(b"A.txt", b"3"))
    assert export.members() == ("A.txt", "a (2).txt", "a.txt")
    assert [contents(export, member) for member in export.members()] == [b"3", b"2", b"1"]


def test_that_a_name_that_many_files_have_is_numbered_without_counting_anew() -> None:
    gathering = Gathering()
    for number in range(30_000):
        gathering.take(Member("a.txt", "a.txt", 1, number, io.BytesIO))
        gathering.fail("../a", LEADS_OUT)
    gathering.take(Member("a.txt", "a.txt", 1, 29_999, io.BytesIO))
    assert [*gathering.members][-1] == "a (30000).txt"
    assert [item.locator for item in gathering.rejected[-2:]] == ["../a (30000)", "a (30000).txt"]


def test_that_names_equal_but_for_composition_are_both_kept(tmp_path: Path) -> None:
    export = opened(tmp_path, Piece("é.txt".encode(), b"1"), Piece("e\u0301.txt".encode(), b"2"))
    assert export.members() == ("é (2).txt", "é.txt")


def test_that_the_very_same_file_twice_is_taken_once(tmp_path: Path) -> None:
    export = opened(tmp_path, GOOD, GOOD)
    assert export.members() == ("good.txt",)
    assert export.rejected() == (Ignored("good.txt (2)", SAME_AGAIN),)
    locked = opened(tmp_path, Piece(b"good.txt", flags=UTF8 | LOCKED), GOOD, GOOD)
    assert {*reasons(locked)} == {"good.txt (2)", "good.txt (3)"}


def test_that_files_of_the_system_are_ignored_with_a_reason(tmp_path: Path) -> None:
    export = opened(tmp_path, GOOD, Piece(b"__MACOSX/._good.txt"), Piece(b"Thumbs.db"))
    assert export.members() == ("good.txt",)
    assert set(reasons(export).values()) == {HOUSEKEEPING}


def test_that_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    zeros = Piece(b"zeros", bytes(60_000_000), DEFLATED)
    export = opened(tmp_path, zeros, GOOD)
    assert export.members() == ("good.txt",)
    assert reasons(export) == {"zeros": BOMB}


def test_that_an_export_larger_than_the_limit_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportUnreadable, match="would unpack to more than"):
        opened(tmp_path, Piece(b"a", TEXT), Piece(b"b", TEXT), limits=Limits(total=30_000))


def test_that_an_export_of_too_many_files_is_refused(tmp_path: Path) -> None:
    pieces = [Piece(b"%d" % number) for number in range(12)]
    with pytest.raises(ExportUnreadable, match="more than 10 files"):
        opened(tmp_path, *pieces, limits=Limits(members=10))


def test_that_an_endless_list_of_contents_is_refused(tmp_path: Path) -> None:
    pieces = [Piece(b"%d" % number) for number in range(12)]
    with pytest.raises(ExportUnreadable, match="list of contents is longer"):
        opened(tmp_path, *pieces, limits=Limits(directory=100))


def test_that_files_that_share_their_bytes_are_refused(tmp_path: Path) -> None:
    inner = Piece(b"kernel", bytes(1_000), DEFLATED)
    length = len(made_zip([inner]))
    quoting = Piece(b"quote", b"", packed_size=length // 2, size=10)
    export = opened(tmp_path, quoting, inner, Piece(b"same", header=0, local_name=b"quote"), GOOD)
    assert "quote" in reasons(export)
    assert reasons(export)["kernel"] == safe_zip.OVERLAPPING
    assert reasons(export)["same"] == safe_zip.OVERLAPPING
    assert contents(export, "good.txt") == b"all well"


def test_that_a_zip_that_holds_itself_is_only_a_member() -> None:
    export = open_export([FIXTURES / "droste.zip"])
    assert export.members() == ("droste.jpg", "droste.zip")
    assert len(contents(export, "droste.zip")) == export.size("droste.zip")


def test_that_a_locked_member_says_what_to_do() -> None:
    export = open_export([FIXTURES / "testZipEncrypted.zip"])
    assert export.members() == ("unencrypted.txt",)
    assert reasons(export) == {"encrypted.txt": safe_zip.LOCKED}


@pytest.mark.parametrize(
    ("piece", "reason"),
    [
        (Piece(b"x", flags=UTF8 | LOCKED), safe_zip.LOCKED),
        (Piece(b"x", method=DEFLATE64), safe_zip.STRANGE),
        (Piece(b"x", size=4), safe_zip.DAMAGED),
    ],
)
def test_that_what_cannot_be_unpacked_is_listed(tmp_path: Path, piece: Piece, reason: str) -> None:
    assert reasons(opened(tmp_path, piece, GOOD)) == {"x": reason}


def test_that_a_link_is_not_followed(tmp_path: Path) -> None:
    export = opened(tmp_path, Piece(b"link", b"C:\\Windows", mode=SYMLINK), GOOD)
    assert export.rejected() == (Ignored("link", safe_zip.LINK),)


@pytest.mark.parametrize(
    ("piece", "reason"),
    [
        (Piece(b"x", TEXT, DEFLATED, crc=1), safe_zip.DAMAGED),
        (Piece(b"x", TEXT, crc=1), safe_zip.DAMAGED),
        (Piece(b"x", TEXT, DEFLATED, size=100), safe_zip.LYING),
        (Piece(b"x", TEXT, DEFLATED, size=len(TEXT) + 1), safe_zip.DAMAGED),
        (Piece(b"x", TEXT, DEFLATED, packed_size=20), safe_zip.DAMAGED),
        (Piece(b"x", TEXT, local_name=b"y"), safe_zip.DAMAGED),
        (Piece(b"x", TEXT, header=5), safe_zip.DAMAGED),
        (Piece(b"x", TEXT, header=10_000_000), safe_zip.DAMAGED),
    ],
)
def test_that_a_member_that_is_not_as_listed_is_told_while_reading(
    tmp_path: Path, piece: Piece, reason: str
) -> None:
    export = opened(tmp_path, piece)
    with pytest.raises(MemberUnreadable) as fault:
        contents(export, "x")
    assert fault.value.reason == reason
    assert export.head("x") in {b"", TEXT[:4096]}


def test_that_broken_packing_is_told_while_reading(tmp_path: Path) -> None:
    whole = bytearray(made_zip([Piece(b"x", TEXT, DEFLATED)]))
    whole[33:40] = b"\xff" * 7
    path = tmp_path / "broken.zip"
    path.write_bytes(whole)
    with pytest.raises(MemberUnreadable, match="damaged inside"):
        contents(open_export([path]), "x")


def test_that_bytes_before_the_first_header_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "program.zip"
    path.write_bytes(made_zip([GOOD, Piece(b"b", TEXT, DEFLATED)], before=b"MZ" + bytes(500)))
    export = open_export([path])
    assert contents(export, "b") == TEXT


def test_that_a_remark_behind_the_end_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "remark.zip"
    path.write_bytes(made_zip([GOOD], remark=b"made by hand"))
    assert contents(open_export([path]), "good.txt") == b"all well"


def cut(tmp_path: Path, whole: bytes, length: int) -> Export:
    path = tmp_path / "cut.zip"
    path.write_bytes(whole[:length])
    return open_export([path])


@pytest.mark.parametrize("flags", [UTF8, UTF8 | STREAMED])
def test_that_of_a_truncated_zip_the_whole_files_are_read(tmp_path: Path, flags: int) -> None:
    pieces = [Piece(b"%d.txt" % number, TEXT, DEFLATED, flags) for number in range(3)]
    whole = made_zip(pieces)
    export = cut(tmp_path, whole, len(made_zip(pieces[:2])) - 60)
    assert export.members() == ("0.txt", "1.txt")
    assert contents(export, "1.txt") == TEXT
    assert "cut off or damaged" in reasons(export)["cut.zip"]


def test_that_a_zip_cut_in_its_list_of_contents_is_still_read(tmp_path: Path) -> None:
    whole = made_zip([GOOD, Piece(b"b.txt", b"2")])
    export = cut(tmp_path, whole, len(whole) - 30)
    assert export.members() == ("b.txt", "good.txt")


@pytest.mark.parametrize("damaged_at", [-60, -14])
def test_that_a_damaged_list_of_contents_leads_to_the_files_themselves(
    tmp_path: Path, damaged_at: int
) -> None:
    whole = bytearray(made_zip([GOOD, Piece(b"b.txt", b"2")]))
    whole[damaged_at : damaged_at + 4] = b"\xee\xee\xee\x0e"
    export = cut(tmp_path, bytes(whole), len(whole))
    assert export.members() == ("b.txt", "good.txt")


@pytest.mark.parametrize(
    "piece",
    [
        Piece(b"x", TEXT, flags=UTF8 | STREAMED),
        Piece(b"x", TEXT, DEFLATED, flags=UTF8 | STREAMED | LOCKED),
    ],
)
def test_that_salvage_stops_where_it_cannot_know_the_length(tmp_path: Path, piece: Piece) -> None:
    whole = made_zip([GOOD, piece])
    assert cut(tmp_path, whole, len(whole) - 80).members() == ("good.txt",)


@pytest.mark.parametrize("length", [3, 10, 29, 34])
def test_that_a_zip_with_nothing_left_is_refused_with_a_sentence(
    tmp_path: Path, length: int
) -> None:
    with pytest.raises(ExportUnreadable, match="cannot be read as one") as refused:
        cut(tmp_path, made_zip([GOOD]), length)
    assert "again" in refused.value.remedy


def test_that_salvage_unpacks_no_bomb_to_measure_it(tmp_path: Path) -> None:
    whole = made_zip([GOOD, Piece(b"z", bytes(3_000_000), DEFLATED, UTF8 | STREAMED)])
    path = tmp_path / "cut.zip"
    path.write_bytes(whole[:-40])
    assert open_export([path], Limits(total=1_000_000)).members() == ("good.txt",)


@pytest.mark.parametrize("start", [b"PK\x07\x08", b"PK00"])
def test_that_a_piece_of_a_spanned_archive_is_refused(tmp_path: Path, start: bytes) -> None:
    path = tmp_path / "piece.zip"
    path.write_bytes(start + made_zip([GOOD]))
    with pytest.raises(ExportUnreadable, match="several pieces"):
        open_export([path])


def test_that_the_last_piece_of_a_spanned_archive_is_refused(tmp_path: Path) -> None:
    whole = bytearray(made_zip([GOOD]))
    struct.pack_into("<H", whole, len(whole) - 18, 3)
    path = tmp_path / "last.zip"
    path.write_bytes(whole)
    with pytest.raises(ExportUnreadable, match="several pieces"):
        open_export([path])


def test_that_a_name_without_a_code_page_is_read_as_utf_8_or_cp437(tmp_path: Path) -> None:
    export = opened(tmp_path, Piece("größe".encode(), flags=0), Piece(b"gr\x94\xe1e", flags=0))
    assert export.members() == ("größe",)
    assert reasons(export) == {"größe (2)": SAME_AGAIN}
    assert opened(tmp_path, Piece(b"\xff\xfe", flags=UTF8)).members() == ("\ufffd\ufffd",)


def test_that_a_foreign_code_page_still_gives_the_file() -> None:
    export = open_export([FIXTURES / "gbk.zip"])
    assert len(export.members()) == 1


def test_that_sizes_beyond_32_bits_are_read(tmp_path: Path) -> None:
    path = tmp_path / "wide.zip"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("wide.txt", "w", force_zip64=True) as member,
    ):
        member.write(TEXT)
    assert contents(open_export([path]), "wide.txt") == TEXT
    assert contents(cut(tmp_path, path.read_bytes(), path.stat().st_size - 30), "wide.txt") == TEXT


def with_wide_end(whole: bytes, stated: int | None = None, mark: bytes = b"PK\6\6") -> bytes:
    """Put a ZIP64 end before the plain one, which then holds only ones."""
    body, end = whole[:-22], whole[-22:]
    _, _, _, _, count, length, start, _ = struct.unpack("<4s4H2LH", end)
    wide = struct.pack("<4sQ2H2L4Q", mark, 44, 45, 45, 0, 0, count, count, length, start)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, len(body) if stated is None else stated, 1)
    plain = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 2**32 - 1, 2**32 - 1, 0)
    return body + wide + locator + plain


@pytest.mark.parametrize("stated", [None, 7, 10**12])
def test_that_a_wide_end_record_is_found(tmp_path: Path, stated: int | None) -> None:
    path = tmp_path / "wide.zip"
    path.write_bytes(with_wide_end(made_zip([GOOD]), stated))
    export = open_export([path])
    assert export.members() == ("good.txt",)
    assert export.rejected() == ()


def test_that_a_wide_end_record_that_is_none_leads_to_salvage(tmp_path: Path) -> None:
    path = tmp_path / "wide.zip"
    path.write_bytes(with_wide_end(made_zip([GOOD]), mark=b"nope"))
    assert "wide.zip" in reasons(open_export([path]))


def test_that_the_unicode_field_of_a_name_counts(tmp_path: Path) -> None:
    name = b"?.txt"
    field = struct.pack("<BL", 1, zlib.crc32(name)) + "☃.txt".encode()
    info = zipfile.ZipInfo("?.txt")
    info.extra = struct.pack("<HH", 0x7075, len(field)) + field
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(info, b"snow")
    path = tmp_path / "snow.zip"
    path.write_bytes(buffer.getvalue())
    assert open_export([path]).members() == ("☃.txt",)


def test_that_a_long_member_is_read_from_any_place(tmp_path: Path) -> None:
    plain = b"".join(b"line %09d\n" % number for number in range(700_000))
    export = open_export([write_plain(tmp_path / "long.zip", {"long.txt": plain})])
    with export.open("long.txt") as file:
        assert file.seekable()
        for place in (9_000_000, 15, 9_700_000, 4_500_000, 0):
            assert file.seek(place) == place
            assert file.read(30) == plain[place : place + 30]
            assert file.tell() == place + 30
        assert file.seek(10, io.SEEK_CUR) == 40
        file.seek(len(plain) - 5)
        assert file.read() == plain[-5:]
        assert file.read() == b""
    assert contents(export, "long.txt") == plain


def test_that_a_stored_member_is_read_from_any_place(tmp_path: Path) -> None:
    export = opened(tmp_path, Piece(b"x", TEXT))
    with export.open("x") as file:
        file.seek(12_345)
        assert file.read() == TEXT[12_345:]
        assert file.seek(-5, io.SEEK_END) == len(TEXT) - 5
        assert file.read() == TEXT[-5:]
        with pytest.raises(OSError, match="before the start"):
            file.seek(-len(TEXT) - 1, io.SEEK_END)


def test_that_a_member_of_a_removed_drive_says_so(tmp_path: Path) -> None:
    export = opened(tmp_path, GOOD)
    (tmp_path / "made.zip").unlink()
    with pytest.raises(MemberUnreadable, match="drive may have been removed"):
        export.open("good.txt")
    assert export.head("good.txt") == b""


def test_that_a_file_only_named_zip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "fake.zip"
    path.write_bytes(b"just words")
    with pytest.raises(ExportUnreadable, match="cannot be read as one"):
        open_export([path])


def test_that_a_thousand_folders_are_no_items(tmp_path: Path) -> None:
    folders = [Piece(b"f%d/" % number, b"") for number in range(1_000)]
    export = opened(tmp_path, *folders, GOOD)
    assert export.members() == ("good.txt",)
    assert export.rejected() == ()
