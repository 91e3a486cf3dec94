"""Outlook's mailbox files: folders, items of every kind, damage, and what a child may cost."""

from __future__ import annotations

import shutil
import struct
import subprocess
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from email import message_from_bytes
from pathlib import Path
from typing import Any, cast

import pytest
from exports.pst_files import NAMES_USED, Folder, Made, Writer, inbox, mailbox, many, note, person

from app.domain.parsed import Ignored, Item, Parsed, Unreadable
from app.domain.people import Role
from app.domain.records import Flag, Kind
from app.errors import ChildFailed
from app.importers.base import Cursor, Export, ImportOptions, MemberUnreadable
from app.importers.export_tree import open_export
from app.importers.mail.pst import (
    DAMAGED_ITEM,
    DAMAGED_LIST,
    NO_ITEMS,
    NO_MAILBOX,
    SALVAGED,
    SETTINGS,
    PstImporter,
)
from app.jobs.isolated import Child
from app.reading.pst_codes import CYCLIC, PERMUTED, PLAIN, decoded, encoded
from app.reading.pst_heap import Damaged, Heap, properties_in, rows_in
from app.reading.pst_item import folder_name, item_as_mail, items_listed, names_in, top_folder
from app.reading.pst_pages import ANSI, LOCKED, UNICODE, WIDE, Layout, NodeBytes
from app.reading.pst_store import BLOCKS, NODES

FIXTURES = Path(__file__).resolve().parents[3] / "exports" / "fixtures" / "pst"
DANA = person("Dana Whitlow", "whitlow@example.org")


def items_of(path: Path, options: ImportOptions | None = None) -> list[Item]:
    return list(PstImporter().read(open_export([path]), options or ImportOptions(), None))


def written(tmp_path: Path, whole: bytes, name: str = "mail.pst") -> Path:
    path = tmp_path / name
    path.write_bytes(whole)
    return path


def read(tmp_path: Path, whole: bytes, options: ImportOptions | None = None) -> list[Item]:
    return items_of(written(tmp_path, whole), options)


def records_of(items: list[Item]) -> list[Parsed]:
    return [item for item in items if isinstance(item, Parsed)]


def box(*items: Made) -> list[Folder]:
    return [Folder("Inbox", items)]


def held(record: Parsed, at: int) -> bytes:
    opening = record.attachments[at].open
    assert opening
    with opening() as stream:
        return stream.read()


@pytest.mark.parametrize(
    ("name", "subjects"),
    [
        ("sample1.pst", ["Here is a sample message"]),
        ("submessage.pst", ["This is a message which has an embedded message attached"]),
        ("test_ansi.pst", ["Post"]),
    ],
)
def test_that_real_files_give_their_items(name: str, subjects: list[str]) -> None:
    records = records_of(items_of(FIXTURES / name))
    assert [record.subject for record in records] == subjects


def test_that_a_real_file_gives_all_seven_mails_with_their_texts() -> None:
    records = records_of(items_of(FIXTURES / "testPST.pst"))
    assert len(records) == 7
    assert all(record.text.strip() and record.sent.utc for record in records)
    assert records[2].subject == "Feature Generators"
    assert records[2].parties[0].role is Role.FROM


def test_that_a_mail_inside_a_real_mail_is_kept_whole() -> None:
    (record,) = records_of(items_of(FIXTURES / "submessage.pst"))
    assert len(record.attachments) == 1
    assert record.attachments[0].name.endswith(".eml")
    assert b"Subject:" in held(record, 0) or b"subject:" in held(record, 0)


@pytest.mark.parametrize(
    ("layout", "code", "charset"),
    [
        (UNICODE, PLAIN, ""),
        (UNICODE, CYCLIC, ""),
        (ANSI, PERMUTED, "cp1252"),
        (WIDE, PERMUTED, ""),
        (WIDE, PLAIN, ""),
    ],
)
def test_that_every_generation_and_code_gives_the_same(
    tmp_path: Path, layout: Layout, code: int, charset: str
) -> None:
    whole = mailbox(inbox(), layout, code, charset=charset, names=NAMES_USED)
    expected = read(tmp_path, mailbox(inbox(), names=NAMES_USED))
    found = read(tmp_path, whole)
    assert [bare(item) for item in found] == [bare(item) for item in expected]


def bare(item: Item) -> Item:
    return replace(item, attachments=()) if isinstance(item, Parsed) else item


def test_that_folders_kinds_and_people_are_kept(tmp_path: Path) -> None:
    items = read(tmp_path, mailbox(inbox(), names=NAMES_USED))
    by_label = {record.labels[0]: record for record in records_of(items)}
    assert by_label["Inbox/Mill/Street"].text == "Below of mail 4."
    assert by_label["Calendar"].kind is Kind.DOCUMENT
    assert "Place: Room 2" in by_label["Calendar"].text
    assert by_label["Contacts"].labels == ("Contacts", "Contact")
    assert "Mobile: 850-555-0142" in by_label["Contacts"].text
    assert by_label["Tasks"].labels == ("Tasks", "Task")
    teams = by_label["TeamsMessagesData"]
    assert (teams.platform, teams.kind) == ("teams", Kind.MESSAGE)
    assert teams.conversation_key == "people:diaz@example.com|whitlow@example.org"
    (settings,) = [item for item in items if isinstance(item, Ignored)]
    assert settings.reason == SETTINGS


def test_that_categories_blind_copies_files_and_drafts_are_kept(tmp_path: Path) -> None:
    records = records_of(read(tmp_path, mailbox(inbox(), names=NAMES_USED)))
    inbox_ = [record for record in records if record.labels[0] == "Inbox"]
    first, files, crowd, draft = inbox_
    assert first.labels == ("Inbox", "Records", "Open")
    assert [file.name for file in files.attachments] == ["map.png", "Inside.eml"]
    assert held(files, 0) == bytes(range(256)) * 100
    assert b'From: "Rosa Diaz"' in held(files, 1)
    assert len(crowd.parties) == 61
    assert {party.role for party in crowd.parties} == {Role.FROM, Role.TO, Role.CC, Role.BCC}
    assert len(crowd.text) == 36_000
    assert draft.flags >= {Flag.DRAFT.value, Flag.DATE_DOUBTFUL.value}


def test_that_large_files_and_many_files_are_whole(tmp_path: Path) -> None:
    large = bytes(range(256)) * 40_000
    many_files = [({0x3707: f"{n}.txt", 0x3701: b"x" * n}, None) for n in range(1, 400)]
    mails = (Made(note("Large"), (), [({0x3707: "large.bin", 0x3701: large}, None)]),
             Made(note("Many"), (), many_files))  # fmt: skip
    big, crowd = records_of(read(tmp_path, mailbox(box(*mails))))
    assert held(big, 0) == large
    assert [len(held(crowd, at)) for at in (0, 200, 398)] == [1, 201, 399]


def test_that_an_object_set_into_a_mail_is_a_file(tmp_path: Path) -> None:
    writer = Writer(UNICODE)
    raw = writer.data([b"an object"])
    pieces, _ = writer.properties({0x3705: 6, 0x3707: "x.ole"}, {0x3701: 0x200024})
    files = (0x8005, writer.data([pieces]), writer.below([(0x200024, raw, 0)]))
    own, _ = writer.properties(note("Object"))
    writer.nodes.append((0x200004, writer.data([own]), writer.below([files]), 0x8022))
    (record,) = records_of(read(tmp_path, writer.finish()))
    assert held(record, 0) == b"an object"


def test_that_mails_inside_mails_end_somewhere(tmp_path: Path) -> None:
    inner = Made(note("Innermost"))
    for depth in range(25):
        inner = Made(note(f"Level {depth}"), (), [({0x3001: f"level {depth}"}, inner)])
    (record,) = records_of(read(tmp_path, mailbox(box(inner))))
    assert "deep" in {problem.code for problem in record.problems}


def test_that_a_file_in_a_packed_archive_is_read_where_it_lies(tmp_path: Path) -> None:
    path = tmp_path / "purview.zip"
    whole = mailbox(inbox(), names=NAMES_USED) + bytes(9 << 20)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Exchange/diaz.pst", mailbox(inbox(), names=NAMES_USED))
        archive.writestr("Exchange/padded.pst", whole)
        archive.writestr("Reports/Summary.csv", "a,b\n")
    items = items_of(path)
    assert len(records_of(items)) == 18
    assert [item.reason for item in items if isinstance(item, Ignored)].count(NO_MAILBOX) == 1


def test_that_an_import_goes_on_without_taking_the_first_items_apart(tmp_path: Path) -> None:
    export = open_export([written(tmp_path, many(300))])
    asked = Counting()
    options = ImportOptions(isolated=asked)
    found = list(PstImporter().read(export, options, Cursor(298)))
    assert [record.text for record in records_of(found)] == [
        "Matter 48 of mail 298.",
        "Matter 49 of mail 299.",
    ]
    assert asked.items == 2


class Counting:
    """Runs calls here, and counts those for items."""

    def __init__(self, fails: Callable[[int], bool] = lambda _: False) -> None:
        self.items = 0
        self.largest = 0
        self._fails = fails

    def call(self, function: Any, *arguments: Any, seconds: float | None = None) -> Any:  # noqa: ARG002 - as the real one
        if function is item_as_mail:
            self.items += 1
            if self._fails(sum(map(len, _blocks(arguments[0])))):
                raise ChildFailed("It needs more memory than may be used for one file.")
        return function(*arguments)

    def call_each(
        self, function: Any, calls: Sequence[Any], *, seconds: float | None = None
    ) -> list[Any]:
        self.largest = max(self.largest, len(calls))
        return [self._answer(function, call, seconds) for call in calls]

    def _answer(self, function: Any, arguments: Any, seconds: float | None) -> Any:
        try:
            return self.call(function, *arguments, seconds=seconds)
        except ChildFailed as failure:
            return failure


def _blocks(node: NodeBytes) -> Iterator[bytes]:
    yield from node[1] or ()
    for inner in node[2]:
        yield from _blocks(inner)


def test_that_items_are_taken_apart_in_a_process_of_their_own(tmp_path: Path) -> None:
    with Child() as child:
        options = ImportOptions(isolated=child)
        there = read(tmp_path, mailbox(inbox(), names=NAMES_USED), options)
        assert child.pid is not None
    here = read(tmp_path, mailbox(inbox(), names=NAMES_USED))
    assert [bare(item) for item in there] == [bare(item) for item in here]


def test_that_items_go_there_several_at_a_time(tmp_path: Path) -> None:
    asked = Counting()
    assert len(records_of(read(tmp_path, many(200), ImportOptions(isolated=asked)))) == 200
    assert asked.items == 200
    assert asked.largest > 20


def test_that_a_mail_that_asks_too_much_comes_without_its_large_files(tmp_path: Path) -> None:
    files = [
        ({0x3707: "large.bin", 0x3701: bytes(3 << 20)}, None),
        ({0x3707: "a", 0x3701: b"a"}, None),
    ]
    whole = mailbox(box(Made(note("Large"), [DANA], files)))
    asked = Counting(lambda size: size > 2 << 20)
    (record,) = records_of(read(tmp_path, whole, ImportOptions(isolated=asked)))
    assert record.text == "[not in this file: large.bin]\n\nLarge of mail 1."
    assert [file.name for file in record.attachments] == ["a"]
    assert Flag.TRUNCATED.value in record.flags
    assert {"cut", "empty_file"} <= {problem.code for problem in record.problems}


def test_that_a_child_that_dies_costs_one_item(tmp_path: Path) -> None:
    asked = Counting(lambda size: size > 20_000)
    items = read(tmp_path, mailbox(inbox(), names=NAMES_USED), ImportOptions(isolated=asked))
    lost = [item for item in items if isinstance(item, Unreadable)]
    assert len(lost) == 2
    assert lost[0].reason == "It needs more memory than may be used for one file."
    assert len(records_of(items)) == 7


def test_that_names_that_cannot_be_read_cost_only_the_names(tmp_path: Path) -> None:
    class Failing(Counting):
        def call(self, function: Any, *arguments: Any, seconds: float | None = None) -> Any:
            if function in {folder_name, names_in, top_folder}:
                raise ChildFailed("It took too long to read.")
            return super().call(function, *arguments, seconds=seconds)

    whole = mailbox(box(Made(note("Bay Street"))))
    (record,) = records_of(read(tmp_path, whole, ImportOptions(isolated=Failing())))
    assert record.labels == ("folder 0x8022/folder 0x8042",)


def test_that_damaged_roots_make_the_file_be_searched(tmp_path: Path) -> None:
    whole = bytearray(mailbox(inbox(), names=NAMES_USED))
    expected = read(tmp_path, bytes(whole))
    struct.pack_into("<Q", whole, 224, 0)
    first, second, *rest = read(tmp_path, bytes(whole))
    assert isinstance(first, Unreadable)
    assert isinstance(second, Unreadable)
    assert (first.reason, second.reason) == (SALVAGED, DAMAGED_LIST)
    assert [bare(item) for item in rest] == [bare(item) for item in expected]


def test_that_a_damaged_page_costs_the_items_on_it(tmp_path: Path) -> None:
    whole = bytearray(many(100))
    pages = [at for at in range(0, len(whole), 512) if whole[at + 496] == whole[at + 497] == NODES]
    whole[pages[2] + 496] = 0
    items = read(tmp_path, bytes(whole))
    lost = [item for item in items if isinstance(item, Unreadable)]
    assert [item.reason for item in lost] == [SALVAGED, DAMAGED_LIST]
    assert len(records_of(items)) == 100 - 15


def test_that_leaves_behind_a_damaged_branch_are_found_again(tmp_path: Path) -> None:
    whole = bytearray(many(400))
    for kind in (NODES, BLOCKS):
        marked = range(0, len(whole), 512)
        pages = [at for at in marked if whole[at + 496] == whole[at + 497] == kind]
        branch = next(at for at in pages if whole[at + 491] == 1)
        whole[branch + 490] = 1
    items = read(tmp_path, bytes(whole))
    lost = [item for item in items if isinstance(item, Unreadable)]
    assert [item.reason for item in lost] == [SALVAGED, DAMAGED_LIST]
    assert len(records_of(items)) == 400


def test_that_a_tree_that_leads_into_itself_ends(tmp_path: Path) -> None:
    writer = Writer(UNICODE)
    writer.nodes.append((0x200004, *writer.item(Made(note("Whole"))), 0x8022))
    whole = bytearray(writer.finish())
    root = len(whole) - 1024
    entry = UNICODE.branch.pack(0, 0, root)
    whole[root : root + 480] = entry * 20
    struct.pack_into("<BBBB", whole, root + 488, 20, 20, 24, 3)
    struct.pack_into("<Q", whole, 224, root)
    items = read(tmp_path, bytes(whole))
    assert [type(item) for item in items[:2]] == [Unreadable, Unreadable]
    assert len(items) < 30


def test_that_a_file_that_holds_more_than_it_says_is_not_taken(tmp_path: Path) -> None:
    writer = Writer(UNICODE)
    block = writer.block(bytes(8_000))
    listed = struct.pack("<BBHI900Q", 1, 1, 900, 8_000, *([block] * 900))
    large = writer.block(listed, inside=True)
    values, _ = writer.properties({0x3707: "large.bin"})
    heap = bytearray(values)
    below = writer.below([(0x21F, large, 0)])
    writer.nodes.append((0x200004, *writer.item(Made(note("Lies"))), 0x8022))
    own, _ = writer.properties(note("Lies"))
    files = writer.below([(0x8005, writer.data([bytes(heap)]), below)])
    writer.nodes[-1] = (0x200004, writer.data([own]), files, 0x8022)
    (record,) = records_of(read(tmp_path, writer.finish()))
    assert record.text.endswith("Lies of mail 1.")


def test_that_a_damaged_block_costs_one_item(tmp_path: Path) -> None:
    writer = Writer(UNICODE)
    writer.nodes.append((0x200004, writer.data([b"no heap at all"]), 0, 0x8022))
    writer.nodes.append((0x200024, 0x4444, 0, 0x8022))
    writer.nodes.append((0x200044, *writer.item(Made(note("Whole"))), 0x8022))
    items = read(tmp_path, writer.finish())
    assert [getattr(item, "reason", "") for item in items] == [DAMAGED_ITEM, DAMAGED_ITEM, ""]


def test_that_items_that_their_folder_no_longer_shows_are_read_and_marked(tmp_path: Path) -> None:
    writer = Writer(UNICODE)
    for number in (0x200004, 0x200024):
        writer.nodes.append((number, *writer.item(Made(note("Shown"))), 0x8042))
    held_list, _ = writer.table([{0x37: "Shown"}], [0x200004])
    writer.nodes.append((0x804E, writer.data([held_list]), 0, 0))
    shown, gone = records_of(read(tmp_path, writer.finish()))
    assert "unlisted" not in {problem.code for problem in shown.problems}
    assert "unlisted" in {problem.code for problem in gone.problems}


@pytest.mark.skipif(shutil.which("readpst") is None, reason="the program readpst is not installed")
def test_that_readpst_finds_no_mail_that_is_not_a_record(tmp_path: Path) -> None:
    for name in ("testPST.pst", "sample1.pst", "test_ansi.pst", "submessage.pst"):
        folder = tmp_path / name
        folder.mkdir()
        # More than one process of it at a time loses mails.
        asked = ["readpst", "-j", "0", "-r", "-e", "-q", "-o", str(folder), str(FIXTURES / name)]
        subprocess.run(asked, check=True, capture_output=True)
        mails = [message_from_bytes(path.read_bytes()) for path in folder.rglob("*.eml")]
        theirs = Counter(" ".join(str(mail["subject"]).split()) for mail in mails)
        ours = Counter(record.subject for record in records_of(items_of(FIXTURES / name)))
        # It skips the item of the ANSI file.
        assert theirs == (Counter() if name == "test_ansi.pst" else ours)


def test_that_lost_parts_of_an_item_are_told(tmp_path: Path) -> None:
    writer = Writer(UNICODE)
    held_values, _ = writer.properties({**note("Parts"), 0x1000: "x" * 4_000})
    below = writer.below([(0x692, 0x4444, 0), (0x8005, 0x4444, 0)])
    writer.nodes.append((0x200004, writer.data([held_values]), below, 0x8022))
    (record,) = records_of(read(tmp_path, writer.finish()))
    assert {"short", "empty_file"} <= {problem.code for problem in record.problems}
    assert Flag.TRUNCATED.value in record.flags


@pytest.mark.parametrize(
    ("at", "value", "reason"),
    [
        (10, 37, LOCKED),
        (513, 0x10, LOCKED),
        (10, 3, "It is an Outlook data file of a kind that is not known."),
    ],
)
def test_that_a_file_of_another_kind_says_so(
    tmp_path: Path, at: int, value: int, reason: str
) -> None:
    whole = bytearray(mailbox([]))
    whole[at] = value
    (item,) = read(tmp_path, bytes(whole))
    assert isinstance(item, Unreadable)
    assert item.reason == reason


def test_that_an_empty_mailbox_and_a_mere_beginning_are_told(tmp_path: Path) -> None:
    (empty,) = read(tmp_path, mailbox([]))
    assert isinstance(empty, Ignored)
    assert empty.reason == NO_ITEMS
    (short,) = read(tmp_path, mailbox([])[:100])
    assert isinstance(short, Unreadable)
    assert short.reason == "It does not begin as an Outlook data file does."


def test_that_a_drive_that_goes_away_costs_what_it_holds(tmp_path: Path) -> None:
    whole = open_export([written(tmp_path, many(2_000))])
    items = list(PstImporter().read(cast("Export", Breaking(whole, 20)), ImportOptions(), None))
    lost = [item for item in items if isinstance(item, Unreadable)]
    assert {item.reason for item in lost} == {"The file could not be read from its drive."}
    assert len(lost) + len(records_of(items)) == 2_000
    (at_once,) = PstImporter().read(cast("Export", Breaking(whole, 0)), ImportOptions(), None)
    assert at_once.locator == "mail.pst end"


class Breaking:
    """An export whose files cannot be read after some while."""

    def __init__(self, export: Export, after: int) -> None:
        self._export = export
        self._left = after

    def __getattr__(self, name: str) -> object:
        return getattr(self._export, name)

    def open(self, member: str) -> Breaking:
        self._file = self._export.open(member)
        return self

    def __enter__(self) -> Breaking:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def seek(self, at: int) -> int:
        return self._file.seek(at)

    def read(self, size: int) -> bytes:
        self._left -= 1
        if self._left < 0:
            raise MemberUnreadable("The file could not be read from its drive.")
        return self._file.read(size)


@pytest.mark.parametrize("code", [PLAIN, PERMUTED, CYCLIC])
def test_that_codes_undo_themselves(code: int) -> None:
    words = bytes(range(256)) * 3
    assert decoded(encoded(words, code, 0x12345678), code, 0x12345678) == words
    assert (encoded(words, code, 4) == words) is (code == PLAIN)


def test_that_what_is_no_heap_or_no_table_is_refused() -> None:
    writer = Writer(UNICODE)
    properties, _ = writer.properties({0x37: "x"})
    table, _ = writer.table([DANA])
    with pytest.raises(Damaged):
        rows_in((1, [properties], []), wide=False)
    with pytest.raises(Damaged):
        properties_in((1, [table], []), wide=False)
    with pytest.raises(Damaged):
        Heap.of((1, None, []), wide=False)
    assert folder_name((1, [b""], []), False) == ""
    assert top_folder((1, [b""], []), False) == 0
    assert names_in((1, [b""], []), False) == {}
    assert names_in((1, [properties], []), False) == {}
    assert items_listed((1, [properties], []), False) is None
    assert items_listed((1, [table], []), False) == [0]


def test_that_items_of_a_wide_heap_are_found_in_either_numbering() -> None:
    writer = Writer(WIDE)
    second = writer.heap(0, [b"one", b"two"], 1)
    heap = Heap.of((1, [writer.heap(0xBC, [b"first"], 1), second], []), wide=True)
    assert heap.item(1 << 5) == b"first"
    assert heap.item(1 << 19 | 2 << 5) == b"two"
    assert heap.item(1 << 16 | 2 << 5) == b"two"
    with pytest.raises(Damaged):
        heap.item(7 << 19 | 2 << 5)
