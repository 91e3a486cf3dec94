"""The reader as a whole: in the child, within limits, the same text as is searched."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Iterator
from contextlib import suppress

import pytest
from fakes import Here
from unit.documents.office.made_compound import compound, old_book, old_slides, old_word
from unit.documents.office.made_open import BOOK_BODY, full_text, open_document
from unit.documents.office.made_packages import ooxml, zipped
from unit.documents.office.made_slides import full_slides
from unit.documents.office.made_word import full_document, part
from unit.documents.office.made_workbook import full_workbook
from unit.documents.office.reading import (
    check,
    hidden_of,
    read,
    refusal,
    tables_of,
    words_of,
)
from unit.documents.office.test_rtf import FULL

from app.documents.office import outline, package, workbook_cells
from app.documents.office.reader import Reader
from app.documents.text import Extractor
from app.domain.redacted import Role
from app.errors import ChildFailed
from app.jobs.isolated import Child

OPEN_XML = "application/vnd.openxmlformats-officedocument."
WORD, BOOK = f"{OPEN_XML}wordprocessingml.document", f"{OPEN_XML}spreadsheetml.sheet"
SLIDES = f"{OPEN_XML}presentationml.presentation"
OPEN = "application/vnd.oasis.opendocument."
MAIL = (
    b"From: a@example.com\r\nSubject: Bay Street\r\nContent-Type: multipart/mixed; boundary=b\r\n"
    b"\r\n--b\r\n\r\nWe met.\r\n\r\nThere.\r\n--b\r\nContent-Type: image/png; name=s.png\r\n"
    b"\r\nx\r\n"
    b"--b--\r\n"
)
PAGE = (
    b"<html><title>Roster</title><p>One<ul><li>a<li>b</ul><table><tr><td>x<td>y<tr><td>1<td>2"
    b"</table><p style='display:none'>unseen<!-- secret --><script>no()</script>"
    b"<img src='//example.com/t.gif'>"
)
KINDS = [
    (full_document(), WORD),
    (full_workbook(), BOOK),
    (full_slides(), SLIDES),
    (full_text(), f"{OPEN}text"),
    (open_document("spreadsheet", BOOK_BODY), f"{OPEN}spreadsheet"),
    (FULL, "application/rtf"),
    (FULL, "application/msword"),
    (old_word(["Words\r"]), "application/msword"),
    (old_book(), "application/vnd.ms-excel"),
    (old_slides(), "application/vnd.ms-powerpoint"),
    (b"\n\ncaf\xe9\r\n\r\n  two \n\n", "text/plain"),
    (b'Name,Note\n"Reyna, Ada","said ""no""\nthen yes"\n,\nTran,\n', "text/csv"),
    (b"a\tb\n1\t2\n", "text/tab-separated-values"),
    (PAGE, "text/html"),
    (MAIL, "message/rfc822"),
    (b'{"a": [1,\n 2]}', "application/json"),
    (b"<a>\n<b/></a>", "application/xml"),
    (b"BEGIN:VCARD\r\nFN:Rosa Diaz\r\n", "text/vcard"),
    (b"BEGIN:VCALENDAR\r\nSUMMARY:Hearing\r\n", "text/calendar"),
    (b"<svg><text>on a sign</text></svg>", "image/svg+xml"),
]


@pytest.fixture(scope="module")
def child() -> Iterator[Child]:
    with Child() as made:
        yield made


@pytest.mark.parametrize(("data", "media_type"), KINDS)
def test_that_the_text_that_is_searched_is_the_text_that_is_shown(
    data: bytes, media_type: str, child: Child
) -> None:
    reader = Reader(child)
    assert reader.reads(media_type)
    content = reader.read(data, media_type)
    check(content)
    assert content.text
    assert Extractor(child).extract(data, media_type).text == content.text
    assert reader.read(data, media_type) == content
    assert read(data, media_type) == content


def test_that_files_of_other_kinds_are_not_read() -> None:
    assert "not read" in refusal(b"x", "image/png")
    assert "not read" in refusal(b"x", "application/x-ole-storage")


def test_that_a_table_of_text_keeps_its_cells_without_their_quotes() -> None:
    content = read(KINDS[11][0], "text/csv")
    assert tables_of(content) == [
        [["Name", "Note"], ["Reyna, Ada", 'said ""no""\nthen yes'], ["Tran", ""]]
    ]
    assert tables_of(read(b"a;b,c;d\n1;2;3", "text/csv")) == [[["a", "b,c", "d"], ["1", "2", "3"]]]
    assert read(b"\n", "text/csv").blocks == ()


def test_that_a_page_is_read_with_its_title_lists_tables_and_what_hides() -> None:
    content = read(PAGE, "text/html")
    assert words_of(content, Role.HEADING) == [(1, "Roster")]
    assert words_of(content, Role.ITEM) == [(1, "- a"), (1, "- b")]
    assert tables_of(content) == [[["x", "y"], ["1", "2"]]]
    assert hidden_of(content) == {
        "1 page with words that it does not show.": True,
        "1 link to a file or source outside.": False,
        "1 comment in the code of the page.": False,
        "1 script or control.": False,
    }


def test_that_the_files_in_a_mail_are_listed() -> None:
    assert hidden_of(read(MAIL, "message/rfc822")) == {"1 embedded file.": False}


def _bomb(size: int) -> bytes:
    return zipped({"word/document.xml": b" " * size})


def test_that_packages_that_swell_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "too large" in refusal(_bomb(20 << 20), WORD)
    monkeypatch.setattr(package, "MOST_IN_TREE", 100)
    assert "too large" in refusal(full_document(), WORD)
    monkeypatch.setattr(package, "MOST_PARTS", 3)
    assert "too large" in refusal(full_document(), WORD)


def test_that_a_workbook_of_too_many_cells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_cells, "MOST_CELLS", 3)
    assert "too large" in refusal(full_workbook(), BOOK)


def test_that_a_text_that_is_too_long_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = read(full_document(), WORD)
    monkeypatch.setattr(outline.Outline.__init__, "__defaults__", (100,))
    for data, media_type in KINDS[:6]:
        cut = read(data, media_type)
        assert len(cut.text) == 100
        assert cut.note.startswith("Only the beginning") or "Only the beginning" in cut.note
    assert whole.text.startswith(read(full_document(), WORD).text)
    assert read(b"word\n" * 30, "text/plain").text == ("word\n" * 30)[:100]


@pytest.mark.parametrize(
    "document",
    [
        '<!DOCTYPE a [<!ENTITY b "c">]><document>&b;</document>',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><document>&b;</document>',
    ],
)
def test_that_entities_are_refused(document: str) -> None:
    assert "entities" in refusal(ooxml("word/document.xml", {"word/document.xml": document}), WORD)
    made = {
        "xl/workbook.xml": "<workbook><sheets/></workbook>",
        "xl/_rels/workbook.xml.rels": '<r><Relationship Id="1" Type="x/sharedStrings" '
        'Target="s.xml"/></r>',
        "xl/s.xml": document,
    }
    assert "entities" in refusal(ooxml("xl/workbook.xml", made), BOOK)


def test_that_markup_nested_too_deeply_is_refused() -> None:
    deep = part("document", "<w:body>" + "<w:p>" * 400 + "</w:p>" * 400 + "</w:body>")
    assert refusal(ooxml("word/document.xml", {"word/document.xml": deep}), WORD)


def test_that_a_locked_package_says_so() -> None:
    data = bytearray(full_document())
    at = data.index(b"PK\x01\x02")
    struct.pack_into("<H", data, at + 8, 1)
    assert "password" in refusal(bytes(data), WORD)


def test_that_a_part_stored_twice_is_told() -> None:
    target = io.BytesIO(full_document())
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(target, "a") as packed:
        packed.writestr("word/odd.xml", "<other/>")
    found = hidden_of(read(target.getvalue(), WORD))
    assert "1 part stored twice under one name." in found


def test_that_what_is_no_document_is_refused() -> None:
    for data in (b"", b"PK", b"PK\x03\x04", b"words", zipped({"a": b"b"})):
        assert "damaged" in refusal(data, WORD)
    assert "damaged" in refusal(b"PK", "application/rtf")
    assert "damaged" in refusal(compound({"WordDocument": b""}), WORD)


def test_that_a_child_that_lies_is_not_believed() -> None:
    class Lying(Here):
        def call(self, *_: object, **__: float) -> object:
            return ("text", (("no role", 0, (), (), 0),), (), "")

    with pytest.raises(ChildFailed):
        Reader(Lying()).read(b"x", "text/plain")  # type: ignore[arg-type]  # a fake


def test_that_a_locked_file_of_unknown_kind_says_so_where_it_is_searched(child: Child) -> None:
    sealed = compound({"EncryptedPackage": b"x", "EncryptionInfo": b"x"})
    assert "password" in Extractor(child).extract(sealed, "application/x-ole-storage").note


@pytest.mark.parametrize(("data", "media_type"), KINDS[:10])
def test_that_a_broken_file_gives_a_text_or_a_reason(
    data: bytes, media_type: str, child: Child
) -> None:
    chance = random.Random(len(data))
    reader = Reader(child)
    for number in range(24):
        broken = bytearray(data)
        for _ in range(1 + number % 6):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        untrusted = bytes(broken[: chance.randrange(len(broken))] if number % 4 == 0 else broken)
        pid = child.pid
        with suppress(ChildFailed):
            check(reader.read(untrusted, media_type))
        assert pid is None or child.pid == pid
