"""EDRM XML: mails from natives, families, hashes, folders, paths that lead nowhere, damage."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from exports import edrm_files as made
from exports.bad_zips import Piece, made_zip
from exports.load_files import HEADINGS, PDF, concordance
from exports.zipped import Tree, zipped

from app.domain.records import Kind
from app.errors import ExportUnreadable
from app.importers.base import Ignored, ImportOptions, Item, Parsed, Unreadable
from app.importers.export_tree import open_export
from app.importers.legal import edrm_xml, set_reading, xml_archive
from app.importers.legal.edrm import EdrmImporter
from app.importers.legal.set_checks import digest_of
from app.importers.legal.set_files import NOT_IN_SET, WITHIN_MAIL
from app.importers.legal.set_mails import IN_MAILBOX, MAIL_READ
from app.importers.registry import read_all, recognise

SAMPLES = Path(made.__file__).parent / "edrm_xml"
OPTIONS = ImportOptions("Diaz", "America/New_York", ("rdiaz@example.com",))


def items_of(path: Path) -> list[Item]:
    export = open_export([path])
    assert recognise(export).key == "edrm_xml"
    return list(EdrmImporter().read(export, OPTIONS, None))


def records(items: Sequence[Item]) -> dict[str, Parsed]:
    return {item.locator.rpartition("#")[2]: item for item in items if isinstance(item, Parsed)}


def reasons(items: Sequence[Item]) -> dict[str, str]:
    return {item.locator: item.reason for item in items if isinstance(item, Ignored)}


def read(tmp_path: Path, *batch: str, **tree: bytes) -> list[Item]:
    path = tmp_path / "set.zip"
    path.write_bytes(zipped({"list.xml": made.root(*batch).encode(), **tree}))
    return items_of(path)


def codes(record: Parsed) -> set[str]:
    return {problem.code for problem in record.problems}


def test_that_a_mail_is_read_from_its_native_with_the_tags_beside() -> None:
    mail = records(items_of(SAMPLES / "version_12.zip"))["2"]
    assert (mail.kind, mail.subject, mail.text) == (
        Kind.EMAIL, "Boat ramp", "Is the boat ramp open?",
    )  # fmt: skip
    assert mail.platform_id == "ramp1@example.com"
    assert mail.sent.zone == "offset:-04:00"
    assert mail.labels == ("Custodian: Diaz, Rosa", "Inbox")
    kept = json.loads(mail.raw)["document"]
    assert kept["Vendor"] == "zeta"
    assert kept["Reviews"] == {"Review": {"@ReviewId": "r1", "Comment": "Hot"}}
    assert kept["CustomDocumentInfo"] == {"Shift": "night"}
    assert kept["Locations"]["Location"] == {"LocationURI": "mailbox://rdiaz/Inbox"}


def test_that_what_a_mail_holds_itself_is_attached_once() -> None:
    items = items_of(SAMPLES / "version_12.zip")
    mail = records(items)["2"]
    assert [one.name for one in mail.attachments] == ["plan.pdf", "map.png"]
    assert all(one.open is not None for one in mail.attachments)
    told = reasons(items)
    assert told["natives/0001/D2.pdf"] == WITHIN_MAIL
    assert told["natives/0001/D1.eml"] == MAIL_READ


def test_that_another_hash_is_a_doubt_and_the_file_is_there() -> None:
    paper = records(items_of(SAMPLES / "version_12.zip"))["4"]
    assert "hash_differs" in codes(paper)
    assert [one.name for one in paper.attachments] == ["D4.pdf", "D4.tif"]
    assert (paper.text, paper.subject) == ("Plan", "Plan of the ramp")
    assert paper.labels == ("Inbox/Ramp",)


def test_that_another_size_is_a_doubt(tmp_path: Path) -> None:
    told = made.files(made.external("n", "a.pdf", PDF, FileSize="3"))
    (paper,) = records(read(tmp_path, made.document("A", told), **{"n/a.pdf": PDF})).values()
    assert "size_differs" in codes(paper)


@pytest.mark.parametrize(
    ("told", "digest"),
    [
        ("BD1A973FE36F9B8743AE98DD0971EFFC", "bd1a973fe36f9b8743ae98dd0971effc"),
        ("md5: bd1a973f-e36f9b87-43ae98dd-0971effc", "bd1a973fe36f9b8743ae98dd0971effc"),
        (base64.b64encode(bytes(range(20))).decode(), bytes(range(20)).hex()),
        ("00000000000000000000000000000000", ""),
        ("not a hash", ""),
        ("abcd", ""),
    ],
)
def test_that_hashes_are_known_in_their_forms(told: str, digest: str) -> None:
    assert digest_of(told) == digest


def test_that_paths_that_lead_nowhere_are_told(tmp_path: Path) -> None:
    found = records(items_of(SAMPLES / "version_12.zip"))
    for number, name in (("5", "D5.doc"), ("6", "win.ini")):
        (gone,) = found[number].attachments
        assert (gone.name, gone.open, gone.missing) == (name, None, NOT_IN_SET)
    paths = ("../" * 40 + "list.xml", "C:\\", "\\\\server\\share\\x.pdf", "a/" * 3_000, "nul\x01")
    documents = (
        made.document(f"P{n}", made.files(made.external(one, ""))) for n, one in enumerate(paths)
    )
    assert len(records(read(tmp_path, *documents))) == len(paths)


def test_that_a_child_without_its_parent_stands_alone_and_says_so() -> None:
    orphan = records(items_of(SAMPLES / "version_12.zip"))["5"]
    assert (orphan.parent_id, "parent_missing" in codes(orphan)) == ("D9", True)


def test_that_an_answer_names_what_it_answers_and_other_relations_are_kept() -> None:
    found = records(items_of(SAMPLES / "version_12.zip"))
    assert (found["7"].parent_id, found["7"].text) == ("D1", "It is.")
    assert json.loads(found["6"].raw)["related documents"] == [
        {"relation": "NearDuplicate", "document": "D4"}
    ]


def test_that_a_mailbox_is_left_to_its_own_reader() -> None:
    export = open_export([SAMPLES / "version_12.zip"])
    items = list(read_all(recognise(export), export, OPTIONS, None))
    assert reasons(items)["loadfile.xml#8"] == IN_MAILBOX
    assert "Boxed" in {item.subject for item in items if isinstance(item, Parsed)}


def test_that_mails_that_lie_only_in_a_mailbox_are_not_made_twice(tmp_path: Path) -> None:
    told = {"RFC822MessageId": "<a@example.com>"}
    box = b"From a@example.com Mon Mar  2 08:00:00 2026\nFrom: a@example.com\nSubject: x\n\nx\n"
    mail = made.message("V1", made.files(made.external("", "123-abc", b"y")), **told)
    assert not records(read(tmp_path, mail, **{"vault.mbox": box}))
    assert records(read(tmp_path, mail))


def test_that_circles_lose_no_document(tmp_path: Path) -> None:
    documents = (made.message(one, Subject=one) for one in "ABC")
    circle = (made.related("A", "B"), made.related("B", "A"), made.related("C", "C"))
    found = records(read(tmp_path, *documents, *circle))
    assert sorted(one.subject for one in found.values()) == ["A", "B", "C"]


def test_that_a_container_is_no_family_unless_it_is_a_mail(tmp_path: Path) -> None:
    documents = made.document("Z", made.tags(FileName="all.zip")), made.message("M")
    found = records(read(tmp_path, *documents, made.related("Z", "M", "Container")))
    assert len(found) == 2
    assert json.loads(found["2"].raw)["related documents"][0]["relation"] == "Container"


def test_that_a_native_within_the_list_is_read() -> None:
    found = records(items_of(SAMPLES / "fields.zip"))
    assert (found["1"].text, found["1"].subject) == ("High at noon", "Tides")
    assert found["1"].sent.zone == "assumed:America/New_York"
    assert json.loads(found["1"].raw)["Matter"] == "Harbor"
    assert found["2"].platform_id == "ramp1@example.com"
    opened = found["3"].attachments[0].open
    assert opened is not None
    assert opened().read() == b"!!! not base64"


def test_that_an_attachment_without_a_native_gives_its_words(tmp_path: Path) -> None:
    child = made.message("B", made.files(made.inline("Only words")), Subject="Inner")
    (mail,) = records(read(tmp_path, made.message("A"), child, made.related("A", "B"))).values()
    (words,) = mail.attachments
    assert words.name == "B.txt"
    assert words.open is not None
    assert words.open().read() == b"Only words"
    assert json.loads(mail.raw)["attached documents"][0]["subject"] == "Inner"


def test_that_a_damaged_native_is_attached_as_it_is(tmp_path: Path) -> None:
    native = made.files(made.external("n", "a.msg", b"no item of Outlook"))
    found = records(read(tmp_path, made.message("A", native), **{"n/a.msg": b"no item of Outlook"}))
    assert "native_unreadable" in codes(found["1"])
    assert found["1"].subject == "Boat ramp"
    assert [one.name for one in found["1"].attachments] == ["a.msg"]


def test_that_reading_goes_on_behind_a_damaged_document() -> None:
    items = items_of(SAMPLES / "damaged.xml")
    assert [one.text for one in records(items).values()] == ["Before", "After"]
    faults = [item for item in items if isinstance(item, Unreadable)]
    assert [one.reason for one in faults] == [xml_archive.BROKEN, xml_archive.CUT_OFF]


def test_that_a_mention_behind_damage_is_no_document(tmp_path: Path) -> None:
    broken = made.folder("F", made.mention("A"), "<Document DocID='A'></Folder>\n")
    items = read(
        tmp_path, made.message("A"), broken + made.mention("A"), made.folder("G", made.mention("A"))
    )
    (mail,) = records(items).values()
    assert mail.labels[-1] == "G"


def test_that_a_doctype_is_refused(tmp_path: Path) -> None:
    hostile = made.root(made.message("A")).replace(
        "<Root", '<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]>\n<Root', 1
    )
    path = tmp_path / "list.xml"
    path.write_text(hostile, encoding="utf-8")
    with pytest.raises(ExportUnreadable):
        items_of(path)
    items = read(tmp_path, made.message("A"), **{"bad.xml": hostile.encode()})
    assert len(records(items)) == 1
    assert any(isinstance(item, Unreadable) for item in items)


def test_that_what_is_too_large_is_cut_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edrm_xml, "MOST_KEPT", 2_000)
    large = made.files(
        made.inline(base64.b64encode(bytes(9_000)).decode(), "Native", FileName="a.bin")
    )
    found = records(read(tmp_path, made.document("A", large), made.document("B")))
    assert "too_long" in codes(found["1"])
    assert found["1"].attachments[0].open is None
    assert "too_long" not in codes(found["2"])


def test_that_a_load_file_of_the_same_documents_adds_none(tmp_path: Path) -> None:
    row = ["A", "A", *[""] * (len(HEADINGS) - 2)]
    other = ["Z", "Z", *[""] * (len(HEADINGS) - 2)]
    table = concordance([HEADINGS, row, other]).encode("utf-8-sig")
    items = read(tmp_path, made.message("A"), **{"set.dat": table})
    assert {one.platform_id for one in records(items).values()} == {"A", "Z"}
    assert reasons(items)["set.dat#2"] == set_reading.LISTED_TWICE


def test_that_bytes_that_cannot_be_read_cost_only_what_they_are(tmp_path: Path) -> None:
    natives = (made.message(one, made.files(made.external("n", f"{one}.eml"))) for one in "AB")
    texts = made.document("C", made.files(made.external("n", "C.txt", sort="Text", Hash="ff" * 16)))
    whole = made.root(*natives, texts).encode()
    path = tmp_path / "set.zip"
    path.write_bytes(made_zip([
        Piece(b"list.xml", whole), Piece(b"n/A.eml", made.MAIL, crc=1),
        Piece(b"n/B.eml", made.MAIL), Piece(b"n/C.txt", b"lost", crc=1),
    ]))  # fmt: skip
    items = items_of(path)
    found = records(items)
    assert "native_unreadable" in codes(found["1"])
    assert found["2"].text == "Is the boat ramp open?"
    assert (found["3"].text, "hash_differs" in codes(found["3"])) == ("", False)
    assert [one.locator for one in items if isinstance(one, Unreadable)] == ["n/C.txt"]


def test_that_a_list_that_cannot_be_read_to_its_end_says_so(tmp_path: Path) -> None:
    path = tmp_path / "set.zip"
    long = made.message("B", made.files(made.inline("and so on " * 300_000)))
    whole = made.root(made.message(), long, made.message("C")).encode()
    path.write_bytes(made_zip([Piece(b"list.xml", whole, crc=1)]))
    (fault,) = [one for one in items_of(path) if isinstance(one, Unreadable)]
    assert fault.locator.startswith("list.xml#")
    assert "1" in records(items_of(path))


def test_that_a_list_of_nothing_says_so(tmp_path: Path) -> None:
    items = read(tmp_path, made.element("Documents"), made.element("CustomBatchInfo", text="x"))
    assert reasons(items)["list.xml"] == set_reading.NO_ROWS


def test_that_other_roots_are_not_taken(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text("<Root><Settings DocID='1'/></Root>", encoding="utf-8")
    assert not EdrmImporter().recognises(open_export([path]))


def test_that_page_images_of_an_image_list_are_attached(tmp_path: Path) -> None:
    tree: Tree = {"a.opt": b"A,V,i\\a.tif,Y,,,1\r\n", "i/a.tif": made.TIFF}
    (mail,) = records(read(tmp_path, made.message("A"), **tree)).values()
    assert [one.name for one in mail.attachments] == ["a.tif"]
