"""Nothing of an export is lost that some importer knows: services, mail, papers, archives."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from exports import document_files, sms_files
from exports.zipped import zipped
from importer_samples import comparable

from app.errors import ExportUnreadable
from app.importers import nesting
from app.importers.base import (
    Cursor,
    Export,
    Ignored,
    Importer,
    ImportOptions,
    Item,
    Parsed,
    Unreadable,
)
from app.importers.export_tree import open_export
from app.importers.leftovers import TOO_DEEP, Chain
from app.importers.pending import Deferring, Pending, made_after
from app.importers.portion import portion_of
from app.importers.registry import DOCUMENTS, by_key, read_all, recognise

OPTIONS = ImportOptions("Diaz", "UTC", ("8505550101",))
MAIL = b"From: a@example.com\nTo: b@example.com\nDate: Mon, 2 Mar 2026 10:00:00 +0000\n\nHello\n"
TEXTS = sms_files.backup(sms_files.sms("Hello")).encode()
VOICE = next((Path(__file__).parents[2] / "exports" / "google_voice").glob("*.zip"))


def read(path: Path, after: int | None = None) -> list[Item]:
    export = open_export([path])
    return list(read_all(recognise(export), export, OPTIONS, Cursor(after) if after else None))


def told(items: list[Item]) -> list[tuple[str, str]]:
    return [
        (item.locator, item.platform if isinstance(item, Parsed) else type(item).__name__)
        for item in items
    ]


def packed(path: Path, tree: dict[str, bytes]) -> Path:
    path.write_bytes(zipped(tree))
    return path


def test_that_papers_beside_mail_become_records(tmp_path: Path) -> None:
    path = packed(tmp_path / "x.zip", {"m.eml": MAIL, "p/fence.pdf": document_files.paper("x")})
    assert told(read(path)) == [("m.eml", "email"), ("p/fence.pdf", "document")]
    assert recognise(open_export([path])).key == "eml"


def test_that_several_formats_of_one_archive_are_all_read(tmp_path: Path) -> None:
    tree = {"box/a.mbox": b"From a Mon Mar  2 10:00:00 2026\n" + MAIL, "phone/s.xml": TEXTS}
    assert [what for _, what in told(read(packed(tmp_path / "x.zip", tree)))] == ["sms", "email"]


def test_that_an_archive_in_an_archive_is_read_as_what_it_is(tmp_path: Path) -> None:
    inner = zipped({"s.xml": TEXTS, "note.txt": b"a note"})
    path = packed(tmp_path / "x.zip", {"deep/inner.zip": inner, "top.txt": b"words"})
    found = read(path)
    assert [what for _, what in told(found)] == ["sms", "document", "document"]
    assert found[0].locator.startswith("deep/inner.zip/s.xml")
    assert found[1].locator == "deep/inner.zip/note.txt"
    assert isinstance(found[1], Parsed)
    assert found[1].conversation_title == "deep/inner.zip"


def test_that_a_tar_in_a_zip_and_a_zip_in_a_tar_are_read(tmp_path: Path) -> None:
    tarred = io.BytesIO()
    with tarfile.open(fileobj=tarred, mode="w:gz") as archive:
        for name, data in (("in.txt", b"words"), ("z.zip", zipped({"far.txt": b"far"}))):
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    path = packed(tmp_path / "x.zip", {"t.tgz": tarred.getvalue()})
    assert [place for place, _ in told(read(path))] == ["t.tgz/z.zip/far.txt", "t.tgz/in.txt"]


def test_that_archives_too_deep_or_damaged_are_listed(tmp_path: Path) -> None:
    nested = zipped({"a.txt": b"words"})
    for _ in range(6):
        nested = zipped({"n.zip": nested})
    path = packed(tmp_path / "x.zip", {"a.zip": nested, "b.zip": b"PK\3\4rubbish"})
    found = read(path)
    assert next(item.reason for item in found if isinstance(item, Unreadable)) == TOO_DEEP
    assert isinstance(found[-1], Unreadable)
    assert found[-1].locator == "b.zip"


@pytest.mark.parametrize(("bound", "most"), [("_FREE_MEMBERS", 120), ("_FREE_BYTES", 1_200)])
def test_that_archives_within_archives_share_what_they_may_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bound: str, most: int
) -> None:
    monkeypatch.setattr(nesting, "_BYTES_A_MEMBER", 1 << 40)
    monkeypatch.setattr(nesting, "_TIMES", 0)
    monkeypatch.setattr(nesting, bound, most)
    many = zipped({f"{number}.txt": b"ten signs " for number in range(50)})
    tree = dict.fromkeys(("a.zip", "b.zip", "c.zip"), many)
    for made in (packed(tmp_path / "x.zip", tree), _folder(tmp_path / "x", tree)):
        found = read(made)
        assert [one.locator for one in found if isinstance(one, Unreadable)] == ["c.zip"]
        assert found[-1] == Unreadable("c.zip", nesting.TOO_MUCH)
        assert [*map(comparable, read(made, 60))] == [*map(comparable, found[60:])]


def _folder(folder: Path, tree: dict[str, bytes]) -> Path:
    folder.mkdir()
    for name, data in tree.items():
        (folder / name).write_bytes(data)
    return folder


def test_that_an_archive_of_nothing_is_told(tmp_path: Path) -> None:
    empty = bytes.fromhex("504b0304") + bytes(26) + zipped({})
    path = packed(tmp_path / "x.zip", {"m.eml": MAIL, "none.zip": empty})
    assert told(read(path)) == [("m.eml", "email"), ("none.zip", "Ignored")]


def test_that_papers_that_are_zips_inside_stay_papers(tmp_path: Path) -> None:
    path = packed(tmp_path / "x.zip", {"reply.docx": document_files.letter()})
    assert told(read(path)) == [("reply.docx", "document")]


def test_that_reading_goes_on_anywhere(tmp_path: Path) -> None:
    inner = zipped({"s.xml": TEXTS, "note.txt": b"a note"})
    tree = {"../odd": b"1", "m.eml": MAIL, "inner.zip": inner, "top.txt": b"words"}
    path = packed(tmp_path / "x.zip", tree)
    whole = told(read(path))
    assert len(whole) == 5
    for taken in range(1, 6):
        assert told(read(path, taken)) == whole[taken:]


def test_that_a_takeout_of_two_services_is_read_by_both(tmp_path: Path) -> None:
    export = open_export([VOICE])
    tree = {name: export.open(name).read() for name in export.members()}
    alone = [one for one in told(read(VOICE)) if one[1] != "Ignored"]
    both = told(read(packed(tmp_path / "t.zip", {**tree, "Takeout/Mail/All.mbox":
        b"From a Mon Mar  2 10:00:00 2026\n" + MAIL})))  # fmt: skip
    assert [one for one in both if one[1] == "email"] == [
        ("Takeout/Mail/All.mbox, byte 0", "email")
    ]
    assert set(alone) <= set(both)


class Refuses:
    """An importer that knows every export and can read none, or breaks off."""

    key, label, needs_zone, experimental = "refuses", "made up", False, True

    def __init__(self, first: Item | None) -> None:
        self._first = first

    def recognises(self, _: Export) -> bool:
        return True

    def read(self, _: Export, __: ImportOptions, ___: Cursor | None) -> Iterator[Item]:
        if self._first:
            yield self._first
        raise ExportUnreadable("It cannot be read.", "Ask for another.")


@pytest.mark.parametrize("first", [None, Unreadable("m.txt", "It is damaged.")])
def test_that_a_further_importer_that_gives_up_loses_nothing(
    first: Item | None, tmp_path: Path
) -> None:
    export = open_export([packed(tmp_path / "x.zip", {"m.eml": MAIL, "m.txt": b"words"})])
    readers: tuple[Importer, ...] = (by_key("eml"), Refuses(first))
    found = list(Chain(readers, DOCUMENTS).read(readers[0], export, OPTIONS, None))
    ends = ["Unreadable", "Unreadable"] if first else ["document"]
    assert [what for _, what in told(found)] == ["email", *ends]


def test_that_a_first_importer_of_an_inner_archive_that_gives_up_is_told(tmp_path: Path) -> None:
    export = open_export([packed(tmp_path / "x.zip", {"i.zip": zipped({"a.txt": b"a"})})])
    chain = Chain((Refuses(None),), DOCUMENTS)
    found = list(chain.read(DOCUMENTS, export, OPTIONS, None))
    assert found == [Unreadable("i.zip end", "It cannot be read.")]


def test_that_a_portion_finds_its_members_under_their_names(tmp_path: Path) -> None:
    export = open_export([packed(tmp_path / "x.zip", {"a/b.txt": b"words", "c.txt": b"x"})])
    portion = portion_of(export, ["a/b.txt"], "in/")
    assert portion.members() == ("in/a/b.txt",)
    assert portion.find("B.TXT") == "in/a/b.txt"
    assert portion.head("in/a/b.txt") == b"words"
    assert portion.rejected() == ()


class Counting:
    """An importer of mail that counts what it makes."""

    key, label, needs_zone, experimental = "counting", "made up", False, True

    def __init__(self) -> None:
        self.made = 0

    def recognises(self, export: Export) -> bool:
        return any(member.endswith(".eml") for member in export.members())

    def read(self, export: Export, options: ImportOptions, after: Cursor | None) -> Iterator[Item]:
        return made_after(self.pending(export, options), after)

    def pending(self, export: Export, _: ImportOptions) -> Iterator[Pending]:
        for member in export.members():
            if member.endswith(".eml"):
                yield partial(self._make, member)
            else:
                yield Ignored(member, "No mail.", foreign=True)

    def _make(self, member: str) -> Item:
        self.made += 1
        return Ignored(member, "Made.")


def test_that_going_on_makes_nothing_that_was_taken_before(tmp_path: Path) -> None:
    inner = zipped({"c.eml": MAIL, "d.eml": MAIL})
    tree = {"a.eml": MAIL, "b.eml": MAIL, "between.txt": b"words", "deep.zip": inner}
    export = open_export([packed(tmp_path / "x.zip", tree)])
    whole = [
        "a.eml", "b.eml", "deep.zip/c.eml", "deep.zip/d.eml", "between.txt"
    ]  # fmt: skip
    for taken in range(6):
        reader = Counting()
        chain = Chain((reader,), DOCUMENTS)
        found = [item.locator for item in chain.read(reader, export, OPTIONS, Cursor(taken))]
        assert found == whole[taken:]
        assert reader.made == max(4 - taken, 0)


@pytest.mark.parametrize("key", ["eml", "mbox", "maildir", "emlx", "msg", "pst", "files"])
def test_that_importers_of_many_files_can_go_on_without_making_what_was_taken(key: str) -> None:
    assert isinstance(by_key(key), Deferring)
