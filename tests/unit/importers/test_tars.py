"""TAR and TGZ files are read without unpacking, links or harm."""

from __future__ import annotations

import gzip
import io
import tarfile
from pathlib import Path

import pytest

from app.errors import ExportUnreadable
from app.importers import inflating
from app.importers.base import Export, Ignored, MemberUnreadable
from app.importers.export_tree import open_export
from app.importers.folder import LINK, NO_FILE
from app.importers.inflating import Inflated, Stops
from app.importers.member_names import LEADS_OUT
from app.importers.members import Limits
from app.importers.safe_tar import SPARSE

LONG = b"".join(b"line %09d\n" % number for number in range(100_000))


def tar_of(files: dict[str, bytes], *others: tarfile.TarInfo) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, plain in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(plain)
            archive.addfile(info, io.BytesIO(plain))
        for info in others:
            archive.addfile(info)
    return buffer.getvalue()


def special(name: str, kind: bytes, target: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


def opened(path: Path, whole: bytes, limits: Limits | None = None) -> Export:
    path.write_bytes(whole)
    return open_export([path], limits) if limits else open_export([path])


def contents(export: Export, member: str) -> bytes:
    with export.open(member) as file:
        return file.read()


@pytest.mark.parametrize("name", ["takeout-1-001.tgz", "t.tar.gz", "t.tar"])
def test_that_the_files_of_a_tar_are_read(tmp_path: Path, name: str) -> None:
    files = {"Takeout/b.txt": LONG, "Takeout/" + "n" * 150 + ".txt": b"2", "Takeout/a.txt": b"1"}
    whole = tar_of(files, special("Takeout/folder", tarfile.DIRTYPE))
    export = opened(tmp_path / name, whole if name.endswith("tar") else gzip.compress(whole))
    assert export.rejected() == ()
    assert {member: contents(export, member) for member in export.members()} == files


def test_that_links_devices_and_hostile_names_are_listed(tmp_path: Path) -> None:
    whole = tar_of(
        {"../evil.txt": b"x", "good.txt": b"y"},
        special("link", tarfile.SYMTYPE, "/etc/passwd"),
        special("hard", tarfile.LNKTYPE, "good.txt"),
        special("pipe", tarfile.FIFOTYPE),
        special("gaps", tarfile.GNUTYPE_SPARSE),
    )
    export = opened(tmp_path / "t.tar", whole)
    assert export.members() == ("good.txt",)
    assert {item.locator: item.reason for item in export.rejected()} == {
        "../evil.txt": LEADS_OUT, "link": LINK, "hard": LINK, "pipe": NO_FILE, "gaps": SPARSE,
    }  # fmt: skip
    assert Ignored("link", LINK) in export.rejected()


@pytest.mark.parametrize("packed", [True, False])
def test_that_of_a_truncated_archive_the_first_files_are_read(
    tmp_path: Path, *, packed: bool
) -> None:
    whole = tar_of({"a.txt": b"1", "b.txt": LONG, "c.txt": LONG})
    damaged = gzip.compress(whole)[:-200] if packed else whole[:-11_000]
    export = opened(tmp_path / "t.tgz" if packed else tmp_path / "t.tar", damaged)
    assert contents(export, "a.txt") == b"1"
    assert contents(export, "b.txt") == LONG
    assert "cut off or damaged" in export.rejected()[-1].reason


def test_that_a_member_cut_short_is_told_while_reading(tmp_path: Path) -> None:
    whole = gzip.compress(tar_of({"a.txt": b"1", "b.txt": LONG}))
    export = opened(tmp_path / "t.tgz", whole[: len(whole) // 2])
    with pytest.raises(MemberUnreadable, match="damaged inside the archive"):
        contents(export, "b.txt")
    plain = opened(tmp_path / "t.tar", tar_of({"a.txt": b"1", "b.txt": LONG})[:5_000])
    with pytest.raises(MemberUnreadable, match="damaged inside the archive"):
        contents(plain, "b.txt")


@pytest.mark.parametrize(
    "whole", [gzip.compress(b"no archive", mtime=0), b"\x1f\x8b\x08 broken", b"\x1f\x8b\x08"]
)
def test_that_what_is_no_archive_is_refused(tmp_path: Path, whole: bytes) -> None:
    with pytest.raises(ExportUnreadable, match="cannot be read as one"):
        opened(tmp_path / "t.tgz", whole)


def test_that_a_bomb_is_refused(tmp_path: Path) -> None:
    whole = gzip.compress(tar_of({"zeros": bytes(3_000_000)}))
    with pytest.raises(ExportUnreadable, match="far more than it can hold"):
        opened(tmp_path / "t.tgz", whole, Limits(ratio_from=1_000_000))


def test_that_a_header_longer_than_any_is_not_read(tmp_path: Path) -> None:
    huge = special("././@LongLink", tarfile.GNUTYPE_LONGNAME)
    header = bytearray(huge.tobuf(tarfile.GNU_FORMAT))
    header[124:136] = b"77777777777\0"
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header[:512])
    first = tar_of({"a.txt": b"1"})[:1024]
    export = opened(tmp_path / "t.tar", first + bytes(header))
    assert export.members() == ("a.txt",)
    assert "cut off or damaged" in export.rejected()[0].reason


def test_that_several_gzip_streams_in_one_file_are_one(tmp_path: Path) -> None:
    whole = tar_of({"a.txt": b"1", "b.txt": LONG})
    export = opened(tmp_path / "t.tgz", gzip.compress(whole[:700]) + gzip.compress(whole[700:]))
    assert contents(export, "b.txt") == LONG
    assert export.rejected() == ()


def test_that_a_packed_stream_is_read_from_any_place_by_many_readers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inflating, "_APART", 3_000_000)
    path = tmp_path / "plain.gz"
    plain = LONG * 10
    path.write_bytes(gzip.compress(plain, 1))
    stops = Stops(apart=2_000_000)
    for place in (0, 13_000_000, 5_000_000, 13_500_000, 13_500_100, 100):
        with Inflated(path.open("rb"), stops) as stream:
            assert stream.seek(place) == place
            assert stream.read(50) == plain[place : place + 50]
            assert stream.tell() == place + len(plain[place : place + 50])
    with Inflated(path.open("rb"), stops) as stream:
        stream.seek(len(plain) + 10)
        assert stream.read(5) == b""
        stream.seek(40)
        assert stream.read(5) == plain[40:45]
        stream.seek(12_000_000)
        assert stream.read(5) == plain[12_000_000:12_000_005]
        stream.seek(50)
        assert stream.read(5) == plain[50:55]
        stream.seek(45)
        assert stream.seek(5, io.SEEK_CUR) == 50
