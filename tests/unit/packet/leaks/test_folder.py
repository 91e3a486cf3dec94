"""A withheld word is found in any file of a delivery, and files that do not belong are named."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest

from app.packet.checks.folder import IN_FULL, DeliveredFile, check_folder

WORD = "Blackwood"


def _zip(files: Mapping[str, bytes], note: bytes = b"") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
        archive.comment = note
    return target.getvalue()


def _kinds(name: str, data: bytes) -> set[str]:
    return {finding.kind for finding in check_folder([DeliveredFile(name, data)], [WORD])}


SPLIT = b"<si><r><t>Black</t></r><r><t>wood</t></r></si>"
MAIL = b"Subject: =?utf-8?q?Bl=61ckwood?=\nContent-Transfer-Encoding: base64\n\nSGVsbG8=\n"
BODY = b"Subject: a\nContent-Transfer-Encoding: base64\n\nQmxhY2t3b29k\n"


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("log.txt", b"Reason: protects B l a c k wood.", "delivered_word"),
        ("log.txt", WORD.encode("utf-16"), "delivered_word"),
        ("log.csv", b'1,"black\nwood",2', "delivered_word"),
        ("log.csv", b"Black,wood", "delivered_word"),
        ("index.html", b"<p>Black<b>wood</b></p>", "delivered_word"),
        ("index.html", b"Bl&#97;ckw&#x6f;od", "delivered_word"),
        ("index.html", b'<a title="Blackwood">x</a>', "delivered_word"),
        ("index.xlsx", _zip({"xl/sharedStrings.xml": SPLIT}), "delivered_word"),
        ("index.xlsx", _zip({"xl/pivotCache/a.xml": b""}), "foreign_file"),
        ("all.zip", _zip({"a.txt": WORD.encode()}), "delivered_word"),
        ("all.zip", _zip({"a.zip": _zip({"Blackwood.txt": b""})}), "file_name"),
        ("all.zip", _zip({}, WORD.encode()), "delivered_word"),
        ("all.zip", _zip({"m.eml": MAIL}), "delivered_word"),
        ("all.zip", _zip({"m.eml": BODY}), "delivered_word"),
        ("all.zip", b"PK\x03\x04 broken", "damaged"),
        ("Blackwood.pdf", b"", "file_name"),
        ("complaint.docx", _zip({"word/document.xml": b""}), "foreign_file"),
        ("Thumbs.db", b"", "foreign_file"),
        ("noending", b"", "foreign_file"),
    ],
)
def test_that_a_leak_in_a_delivery_is_found(name: str, data: bytes, kind: str) -> None:
    assert kind in _kinds(name, data)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("packet.pdf", b"%PDF-1.7"),
        ("index.csv", b"1,released\n"),
        ("index.html", b"<p>&#1114112;</p>"),
        ("index.xlsx", _zip({"xl/workbook.xml": b"<a/>"})),
        ("all.zip", _zip({"folder/": b"", "a.txt": b"hello"})),
    ],
)
def test_that_a_clean_delivery_raises_no_alarm(name: str, data: bytes) -> None:
    assert _kinds(name, data) == set()


def test_that_archives_in_archives_end_somewhere() -> None:
    data = b"x"
    for _ in range(6):
        data = _zip({"a.zip": data})
    assert "damaged" in _kinds("a.zip", data)


def test_that_no_finding_names_a_file_whose_name_tells() -> None:
    found = list(check_folder([DeliveredFile("Blackwood.docx", WORD.encode())], [WORD]))
    assert len(found) == 4
    assert all(WORD not in finding.what for finding in found)


@pytest.mark.parametrize(
    ("word", "text", "says"),
    [
        ("1704", "17:04:12 and MPD001704", False),
        ("1704", "the last four are 1704.", True),
        ("12-34-56", "code 12-34-56", True),
        ("12-34-56", "12 34 56", False),
        ("219-09-9999", "219 099 999", True),
        ("cafe", "a1cafe" + "0" * 58, False),
        ("anna", "Dian,na", False),
        ("anna", "Ms Anna Bell", True),
    ],
)
def test_that_times_hashes_and_neighbours_raise_no_alarm(word: str, text: str, says: bool) -> None:
    found = list(check_folder([DeliveredFile("index.csv", text.encode())], [word]))
    assert bool(found) is says
    assert bool(
        list(check_folder([DeliveredFile("VOL001.dat", text.encode())], [word], IN_FULL))
    ) is (says or text == "Dian,na")
