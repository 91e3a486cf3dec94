"""Files, folders and parts are one tree, in which references are found."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from exports.bad_zips import Piece, write_plain, write_zip

from app.errors import ExportUnreadable
from app.importers import folder
from app.importers.base import Export, Ignored, MemberUnreadable, Unreadable
from app.importers.export_tree import export_hash, missing_parts, open_export, part_of
from app.importers.members import Gathering, unreadable_because


def digest_of(export: Export) -> tuple[list[int], str]:
    steps = export_hash(export)
    done: list[int] = []
    while True:
        try:
            done.append(next(steps))
        except StopIteration as end:
            return done, end.value


def filled(top: Path, files: dict[str, bytes]) -> Path:
    for name, plain in files.items():
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_bytes(plain)
    return top


def test_that_a_single_file_is_a_tree_of_one_member(tmp_path: Path) -> None:
    path = filled(tmp_path, {"sms.xml": b"<smses/>"}) / "sms.xml"
    export = open_export([path])
    assert (export.name, export.paths, export.members()) == ("sms.xml", (path,), ("sms.xml",))
    assert export.size("sms.xml") == 8
    assert export.head("sms.xml", 3) == b"<sm"


def test_that_a_folder_is_read_in_a_fixed_order(tmp_path: Path) -> None:
    filled(tmp_path / "x", {"b/2.txt": b"2", "a.txt": b"1", "b/1.txt": b"3", ".DS_Store": b""})
    export = open_export([tmp_path / "x"])
    assert export.members() == ("a.txt", "b/1.txt", "b/2.txt")
    assert [item.locator for item in export.rejected()] == [".DS_Store"]


@pytest.mark.skipif(os.name == "nt", reason="links and pipes need rights there")
def test_that_links_and_pipes_of_a_folder_are_listed_and_not_followed(tmp_path: Path) -> None:
    top = filled(tmp_path / "x", {"a.txt": b"1"})
    (top / "loop").symlink_to(top, target_is_directory=True)
    (top / "link.txt").symlink_to("/etc/passwd")
    (top / ".DS_Store").symlink_to("/etc/passwd")
    os.mkfifo(top / "pipe")
    export = open_export([top])
    assert export.members() == ("a.txt",)
    assert set(export.rejected()) >= {
        Ignored("loop", folder.LINK), Ignored("link.txt", folder.LINK),
        Ignored("pipe", folder.NO_FILE),
    }  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="such names are impossible there")
def test_that_names_only_linux_permits_are_changed_and_found(tmp_path: Path) -> None:
    export = open_export([filled(tmp_path / "x", {"a\\b: c?.txt": b"1", "CON": b"2"})])
    assert export.members() == ("_CON", "a_b_ c_.txt")
    with export.open("a_b_ c_.txt") as file:
        assert file.read() == b"1"


def test_that_a_forbidden_folder_is_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    top = filled(tmp_path / "x", {"a.txt": b"1", "shut/b.txt": b"2"})
    real = os.scandir

    def forbidding(place: Path) -> object:
        if Path(place).name == "shut":
            raise PermissionError(errno.EACCES, "no")
        return real(place)

    monkeypatch.setattr(folder.os, "scandir", forbidding)
    export = open_export([top])
    assert export.members() == ("a.txt",)
    assert export.rejected() == (Unreadable("shut/", folder.CLOSED_FOLDER),)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (FileNotFoundError(errno.ENOENT, "x"), "drive may have been removed"),
        (PermissionError(errno.EACCES, "x"), "does not permit"),
        (OSError(errno.EIO, "x"), "could not be read from its drive"),
    ],
)
def test_that_a_fault_of_the_drive_is_a_sentence(error: OSError, words: str) -> None:
    assert words in unreadable_because(error).reason


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that fails")
def test_that_a_drive_that_fails_while_reading_is_told() -> None:
    with (
        folder.open_file(Path("/proc/self/mem")) as file,
        pytest.raises(MemberUnreadable, match="could not be read from its drive"),
    ):
        file.read(10)
    with (
        folder.open_file(Path("/proc/self/mem")) as file,
        pytest.raises(MemberUnreadable, match="could not be read from its drive"),
    ):
        file.read()


def test_that_a_file_that_goes_away_is_told(tmp_path: Path) -> None:
    export = open_export([filled(tmp_path, {"a.txt": b"1"}) / "a.txt"])
    (tmp_path / "a.txt").unlink()
    with pytest.raises(MemberUnreadable, match="drive may have been removed"):
        export.open("a.txt")
    with pytest.raises(ExportUnreadable, match=r"a\.txt can no longer be read"):
        digest_of(export)


def test_that_parts_are_one_tree_whatever_the_order(tmp_path: Path) -> None:
    first = write_plain(tmp_path / "facebook-x-1of2.zip", {"f/m.json": b"1", "same.html": b"s"})
    second = write_plain(tmp_path / "facebook-x-2of2.zip", {"f/photo.jpg": b"2", "same.html": b"s"})
    export = open_export([second, first])
    assert export.members() == ("f/m.json", "f/photo.jpg", "same.html")
    assert export.members() == open_export([first, second]).members()
    assert export.name == "facebook-x-1of2.zip"
    assert len(export.rejected()) == 1


def test_that_a_missing_part_is_listed(tmp_path: Path) -> None:
    part = write_plain(tmp_path / "facebook-x-2of3.zip", {"f/m.json": b"1"})
    assert [item.locator for item in open_export([part]).rejected()] == [
        "facebook-x part 1", "facebook-x part 3",
    ]  # fmt: skip
    assert all(isinstance(item, Unreadable) for item in open_export([part]).rejected())


@pytest.mark.parametrize(
    ("names", "missing"),
    [
        (["takeout-20260504T130000Z-001.zip"], []),
        (["takeout-20260504T130000Z-003.tgz"], 2),
        (["Export 1 of 2.zip", "Export 2 of 2.zip"], []),
        (["a-1of2.zip", "b-2of2.zip"], 2),
        (["one.zip", "2026.zip"], []),
    ],
)
def test_that_gaps_in_part_numbers_are_found(names: list[str], missing: object) -> None:
    found = missing_parts(names)
    assert found == missing or len(found) == missing
    assert part_of("sergeant.mbox") is None


@pytest.mark.parametrize(
    ("reference", "member"),
    [
        ("top/media/Photo 1.jpg", "top/media/Photo 1.jpg"),
        ("top/media/Photo%201.jpg", "top/media/Photo 1.jpg"),
        ("TOP/Media/photo 1.JPG", "top/media/Photo 1.jpg"),
        ("top\\media\\Photo 1.jpg", "top/media/Photo 1.jpg"),
        ("./top/media/Photo 1.jpg", "top/media/Photo 1.jpg"),
        ("media/Photo 1.jpg", "top/media/Photo 1.jpg"),
        ("other/top/media/Photo 1.jpg", "top/media/Photo 1.jpg"),
        ("../anywhere/Photo 1.jpg", "top/media/Photo 1.jpg"),
        ("top/cafe\u0301.txt", "top/café.txt"),
        ("C:\\Users\\x\\café.txt", "top/café.txt"),
        ("twice.txt", None),
        ("top/a/twice.txt", "top/a/twice.txt"),
        ("A/TWICE.TXT", "top/a/twice.txt"),
        ("https://example.com/Photo 1.jpg", None),
        ("nothing.txt", None),
        ("", None),
    ],
)
def test_that_a_reference_is_found_as_far_as_it_is_certain(
    tmp_path: Path, reference: str, member: str | None
) -> None:
    names = ["media/Photo 1.jpg", "cafe\u0301.txt", "a/twice.txt", "b/twice.txt"]
    path = write_zip(tmp_path / "x.zip", [Piece(f"top/{name}".encode()) for name in names])
    assert open_export([path]).find(reference) == member


@pytest.mark.parametrize(
    ("name", "plain", "words"),
    [
        ("empty.xml", b"", "file is empty"),
        ("x.z01", b"x", "several pieces"),
        ("x.zip.001", b"x", "several pieces"),
    ],
)
def test_that_what_cannot_be_an_export_is_refused(
    tmp_path: Path, name: str, plain: bytes, words: str
) -> None:
    with pytest.raises(ExportUnreadable, match=words) as refused:
        open_export([filled(tmp_path, {name: plain}) / name])
    assert refused.value.remedy.endswith(".")


def test_that_nothing_chosen_is_said() -> None:
    with pytest.raises(ExportUnreadable, match="Nothing was chosen"):
        open_export([])


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (FileNotFoundError(errno.ENOENT, "x"), "no longer there"),
        (PermissionError(errno.EACCES, "x"), "does not permit"),
        (OSError(errno.EIO, "x"), "could not be read from its drive"),
    ],
)
def test_that_an_export_out_of_reach_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, words: str
) -> None:
    path = filled(tmp_path, {"a.xml": b"1"}) / "a.xml"

    def fails(*_: object, **__: object) -> object:
        raise error

    monkeypatch.setattr(Path, "open", fails)
    with pytest.raises(ExportUnreadable, match=words):
        open_export([path])


def test_that_the_hash_of_a_file_is_that_of_its_bytes(tmp_path: Path) -> None:
    export = open_export([filled(tmp_path, {"a.xml": b"abc"}) / "a.xml"])
    assert digest_of(export) == (
        [3], "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    )  # fmt: skip


def test_that_the_hash_tells_how_far_it_is(tmp_path: Path) -> None:
    export = open_export([filled(tmp_path, {"a.xml": bytes(2_500_000)}) / "a.xml"])
    assert digest_of(export)[0] == [1 << 20, 2 << 20, 2_500_000]


def test_that_the_hash_of_a_folder_knows_names_and_contents(tmp_path: Path) -> None:
    one = filled(tmp_path / "1", {"a.txt": b"1", "b/c.txt": b"2"})
    same = filled(tmp_path / "2", {"b/c.txt": b"2", "a.txt": b"1"})
    renamed = filled(tmp_path / "3", {"a.txt": b"1", "b/d.txt": b"2"})
    changed = filled(tmp_path / "4", {"a.txt": b"1", "b/c.txt": b"3"})
    digests = [digest_of(open_export([top]))[1] for top in (one, same, renamed, changed)]
    assert digests[0] == digests[1]
    assert len(set(digests)) == 3


def test_that_the_hash_of_parts_does_not_know_their_order(tmp_path: Path) -> None:
    filled(tmp_path, {"a.xml": b"1", "b.xml": b"2"})
    paths = [tmp_path / "a.xml", tmp_path / "b.xml"]
    together = digest_of(open_export(paths))[1]
    assert together == digest_of(open_export(paths[::-1]))[1]
    assert together != digest_of(open_export(paths[:1]))[1]


def test_that_a_file_of_a_folder_that_cannot_be_read_counts_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    top = filled(tmp_path / "x", {"a.txt": b"1"})
    before = digest_of(open_export([top]))[1]

    def fails(_: Path) -> None:
        raise MemberUnreadable(folder.CLOSED_FOLDER)

    monkeypatch.setattr(folder, "open_file", fails)
    assert digest_of(open_export([top]))[1] != before


def test_that_refused_names_are_told_apart() -> None:
    gathering = Gathering()
    assert gathering.accepts("../x") == ""
    assert gathering.accepts("../x") == ""
    assert [item.locator for item in gathering.rejected] == ["../x", "../x (2)"]
