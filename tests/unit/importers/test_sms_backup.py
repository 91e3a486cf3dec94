"""SMS Backup & Restore files become records, whatever the telephone made of them."""

from __future__ import annotations

import base64
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from exports.bad_zips import write_plain
from exports.sms_files import (
    WHEN,
    addr,
    backup,
    call,
    data_part,
    mms,
    part,
    sms,
    write,
)

from app.domain.people import Party, Role
from app.domain.provenance import Moment
from app.domain.records import Kind
from app.errors import ExportUnreadable
from app.importers.base import (
    Cursor,
    Ignored,
    ImportOptions,
    Item,
    MemberUnreadable,
    Parsed,
    ParsedAttachment,
    Unreadable,
)
from app.importers.export_tree import open_export
from app.importers.phone import sms_backup, sms_cast
from app.importers.phone.mms_records import NO_DATA, NOT_FETCHED, TEXT_UNREADABLE
from app.importers.phone.sms_backup import BROKEN, CUT_OFF, NOT_XML, SmsBackupImporter
from app.importers.phone.sms_records import NO_DIRECTION, NOT_SENT

ROSA, BEN, OWN = "+18505550142", "+18505550143", "+18505550101"
OFFICER = ImportOptions("Ofc. Diaz", own_addresses=(OWN,))
NOW = WHEN * 1_000 + 86_400_000_000


def read(
    tmp_path: Path, text: str | bytes, options: ImportOptions = OFFICER, after: int = 0
) -> list[Item]:
    export = open_export([write(tmp_path / "sms.xml", text)])
    importer = SmsBackupImporter(lambda: NOW)
    assert importer.recognises(export)
    return list(importer.read(export, options, Cursor(after) if after else None))


def records(items: Sequence[Item]) -> list[Parsed]:
    return [item for item in items if isinstance(item, Parsed)]


def one(tmp_path: Path, element: str, options: ImportOptions = OFFICER) -> Parsed:
    (item,) = read(tmp_path, backup(element), options)
    assert isinstance(item, Parsed)
    return item


def bytes_of(attachment: ParsedAttachment) -> bytes:
    assert attachment.open is not None
    with attachment.open() as stream:
        return stream.read()


def test_that_a_received_message_names_sender_and_custodian(tmp_path: Path) -> None:
    found = one(tmp_path, sms("Where are you?"))
    assert (found.platform, found.kind, found.text) == ("sms", Kind.MESSAGE, "Where are you?")
    assert found.sent == Moment(WHEN * 1_000, str(WHEN), "utc")
    assert found.parties == (
        Party(Role.FROM, "Rosa Diaz", ROSA), Party(Role.TO, "Ofc. Diaz", OWN, is_owner=True),
    )  # fmt: skip
    assert (found.conversation_key, found.conversation_title) == ("8505550142", "Rosa Diaz")
    assert (found.subject, found.flags, found.problems, found.raw) == ("", frozenset(), (), "")


def test_that_a_sent_message_is_from_the_custodian(tmp_path: Path) -> None:
    found = one(tmp_path, sms("Here", type="2"), ImportOptions("Ofc. Diaz"))
    assert found.parties == (
        Party(Role.FROM, "Ofc. Diaz", "", is_owner=True), Party(Role.TO, "Rosa Diaz", ROSA),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "flags", "problems"),
    [
        ("3", {"draft"}, ()),
        ("5", {"failed"}, ()),
        ("4", set(), (NOT_SENT,)),
        ("6", set(), (NOT_SENT,)),
        ("7", set(), (NO_DIRECTION,)),
        ("", set(), (NO_DIRECTION,)),
    ],
)
def test_that_the_kind_of_a_message_is_kept(
    tmp_path: Path, kind: str, flags: set[str], problems: tuple[object, ...]
) -> None:
    found = one(tmp_path, sms("x", type=kind))
    assert (found.flags, found.problems) == (flags, problems)
    if NO_DIRECTION in problems:
        assert found.parties == (Party(Role.MEMBER, "Rosa Diaz", ROSA),)
        assert ("type" in found.raw) is bool(kind)


def test_that_a_failed_delivery_is_flagged(tmp_path: Path) -> None:
    assert one(tmp_path, sms("x", type="2", status="64")).flags == {"failed"}


def test_that_null_means_absent(tmp_path: Path) -> None:
    found = one(
        tmp_path, sms("null", address="null", contact_name="null", subject="null", toa="null")
    )
    assert (found.text, found.subject, found.conversation_key, found.raw) == ("", "", "", "")
    assert found.parties[0] == Party(Role.FROM, "Hidden number")


def test_that_what_is_not_mapped_is_kept(tmp_path: Path) -> None:
    found = one(tmp_path, sms("x", date_sent="1773522230000", read="0", brand_new="\ufffdé"))
    assert json.loads(found.raw) == {
        "date_sent": "1773522230000", "read": "0", "brand_new": "\ufffdé",
    }  # fmt: skip


def test_that_a_contact_without_a_name_is_known_by_number(tmp_path: Path) -> None:
    found = one(tmp_path, sms("x", contact_name="(Unknown)"))
    assert found.parties[0] == Party(Role.FROM, "", ROSA)
    assert found.conversation_title == ROSA


@pytest.mark.parametrize(
    ("date", "code"),
    [
        ("0", "date_missing"),
        ("null", "date_missing"),
        ("bad", "date_unreadable"),
        ("-62169958800000", "date_out_of_range"),
        ("4102444800000", "date_out_of_range"),
        ("1000", "date_out_of_range"),
        (str(2**62), "date_out_of_range"),
    ],
)
def test_that_an_impossible_date_is_flagged_and_kept(tmp_path: Path, date: str, code: str) -> None:
    found = one(tmp_path, sms("x", date=date))
    assert found.sent.utc is None
    assert found.sent.raw == date
    assert [problem.code for problem in found.problems] == [code]
    assert "date_doubtful" in found.flags


def test_that_seconds_instead_of_milliseconds_are_seen(tmp_path: Path) -> None:
    assert one(tmp_path, sms("x", date=str(WHEN // 1_000))).sent.utc == WHEN * 1_000


def test_that_emoji_written_as_surrogates_are_whole(tmp_path: Path) -> None:
    whole = backup(sms("@")).replace("@", "ok &#55357;&#56832;&#55357; &#0;&#13;&#10;b")
    (found,) = records(read(tmp_path, whole))
    assert found.text == "ok 😀\ufffd \ufffd\nb"


def group(*others: str, box: str = "1", address: str = f"{ROSA}~{BEN}", **given: str) -> str:
    return mms(
        part("text/plain", text="hello all"),
        addr(ROSA, 137) + "".join(addr(other, 151) for other in others),
        address=address, msg_box=box, contact_name="Rosa Diaz, Ben Cole", **given,
    )  # fmt: skip


def test_that_a_group_message_names_everybody(tmp_path: Path) -> None:
    found = one(tmp_path, group(BEN, OWN))
    assert found.parties == (
        Party(Role.FROM, "Rosa Diaz", ROSA),
        Party(Role.TO, "Ben Cole", BEN),
        Party(Role.TO, "Ofc. Diaz", OWN, is_owner=True),
    )
    assert found.conversation_key == "8505550142~8505550143"
    assert found.conversation_title == "Rosa Diaz, Ben Cole"
    assert found.text == "hello all"


def test_that_the_custodian_is_who_is_left_over_where_no_number_was_given(tmp_path: Path) -> None:
    owners = [
        [
            party.address
            for party in one(tmp_path, element, ImportOptions()).parties
            if party.is_owner
        ]
        for element in (group(BEN, OWN), group(BEN, box="7"), group(BEN, OWN, address="null"))
    ]
    assert owners == [[OWN], [], []]


def test_that_the_placeholder_of_the_own_number_is_the_custodian(tmp_path: Path) -> None:
    element = mms("", addr("insert-address-token", 137) + addr(ROSA, 151), msg_box="2")
    assert one(tmp_path, element).parties[0] == Party(Role.FROM, "Ofc. Diaz", OWN, is_owner=True)


def test_that_a_key_is_made_of_listed_addresses_where_there_is_no_other(tmp_path: Path) -> None:
    assert one(tmp_path, group(BEN, OWN, address="null")).conversation_key == (
        "8505550142~8505550143"
    )


@pytest.mark.parametrize("addrs", ["", addr("null", 137)])
def test_that_a_message_without_a_list_of_addresses_has_parties(tmp_path: Path, addrs: str) -> None:
    found = one(tmp_path, mms(part("text/plain", text="x"), addrs, address=f"{ROSA}~{BEN}"))
    assert [(party.role, party.address) for party in found.parties] == [
        (Role.FROM, ROSA), (Role.MEMBER, BEN), (Role.TO, OWN),
    ]  # fmt: skip


def test_that_an_unknown_type_of_address_is_a_member(tmp_path: Path) -> None:
    found = one(tmp_path, mms("", addr(ROSA, 137) + addr(BEN, 130) + addr("+18505550144", 999)))
    assert [party.role for party in found.parties] == [Role.FROM, Role.CC, Role.MEMBER]


def test_that_sixty_recipients_are_all_there(tmp_path: Path) -> None:
    numbers = [f"+1850555{number:04}" for number in range(100, 160)]
    found = one(tmp_path, sms("all", type="2", address="~".join(numbers), contact_name="Crew"))
    assert len(found.parties) == 60
    assert found.conversation_title == "Crew"
    assert found.conversation_key.count("~") == 58


def test_that_the_same_parties_are_the_very_same_object(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = records(read(tmp_path, backup(*(sms("x", number) for number in range(3)))))
    assert found[0].parties is found[2].parties
    monkeypatch.setattr(sms_cast, "_MOST_REMEMBERED", 1)
    mixed = backup(*(sms("x", number, address=f"+1850555{number:04}") for number in range(5)))
    assert len({item.conversation_key for item in records(read(tmp_path, mixed))}) == 5


def test_that_parts_become_text_and_attachments(tmp_path: Path) -> None:
    element = mms(
        part("application/smil", text="<smil/>", seq="-1")
        + part("text/plain", text="Look")
        + part("text/plain", text="null")
        + data_part("text/plain", "Größe".encode())
        + data_part("image/jpeg", b"jpeg", cl="IMG.jpg", name="x.jpg")
        + part("text/x-vCard", text="BEGIN:VCARD", name="null", fn="null", cid="<card>")
        + part("image/png", text="null", data="null"),
        sub="About it",
    )
    found = one(tmp_path, element)
    assert (found.text, found.subject) == ("Look\nGröße", "About it")
    assert json.loads(found.raw)["layouts"] == ["<smil/>"]
    picture, card, gone = found.attachments
    assert (picture.name, picture.claimed_type, bytes_of(picture)) == (
        "IMG.jpg", "image/jpeg", b"jpeg",
    )  # fmt: skip
    assert (card.name, bytes_of(card), card.size) == ("card.vcf", b"BEGIN:VCARD", 11)
    assert (gone.name, gone.open, gone.missing) == ("part7.png", None, NO_DATA)


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({"cl": "a.jpg", "name": "b.jpg"}, "a.jpg"),
        ({"cl": "null", "name": "b.jpg"}, "b.jpg"),
        ({"fn": "c.jpg"}, "c.jpg"),
        ({"cid": "<d>"}, "d.jpg"),
        ({"cl": "..\\..\\evil.exe"}, "evil.exe"),
        ({"cl": "../.."}, "part1.jpg"),
        ({}, "part1.jpg"),
    ],
)
def test_that_an_attachment_is_named_by_what_there_is(
    tmp_path: Path, given: dict[str, str], name: str
) -> None:
    assert one(tmp_path, mms(data_part("image/jpeg", b"x", **given))).attachments[0].name == name


@pytest.mark.parametrize("name", ["sms.xml", "sms.zip"])
def test_that_a_long_attachment_stays_in_the_file_until_it_is_opened(
    tmp_path: Path, name: str
) -> None:
    pictures = [bytes([number]) * 3_000_000 for number in range(3)]
    elements = [mms(data_part("video/mp4", plain, cl="v.mp4")) for plain in pictures]
    whole = backup(*elements, sms("after"))
    if name == "sms.zip":
        export = open_export([write_plain(tmp_path / name, {"sms.xml": whole.encode()})])
    else:
        export = open_export([write(tmp_path / name, whole)])
    found = records(list(SmsBackupImporter().read(export, OFFICER, None)))
    assert [sys.getsizeof(repr(item.attachments)) < 1_000 for item in found] == [True] * 4
    assert [bytes_of(item.attachments[0]) for item in found[2::-1]] == pictures[::-1]
    assert found[3].text == "after"


def test_that_odd_base64_is_borne_and_none_is_told(tmp_path: Path) -> None:
    plain = bytes(range(250))
    odd = base64.urlsafe_b64encode(plain).decode().rstrip("=")
    broken = part("image/png", data="****", cl="b.png") + part("text/plain", data="****")
    found = one(tmp_path, mms(part("image/png", data=odd[:99] + "\n" + odd[99:]) + broken))
    assert bytes_of(found.attachments[0]) == plain
    with pytest.raises(MemberUnreadable, match="not base64"):
        bytes_of(found.attachments[1])
    assert found.problems == (TEXT_UNREADABLE,)
    assert found.attachments[2].claimed_type == "text/plain"


def test_that_a_text_part_too_long_for_a_message_stays_an_attachment(tmp_path: Path) -> None:
    found = one(tmp_path, mms(data_part("text/plain", b"x" * 1_100_000)))
    assert found.text == ""
    assert len(bytes_of(found.attachments[0])) == 1_100_000


def test_that_a_message_never_fetched_says_so(tmp_path: Path) -> None:
    assert one(tmp_path, mms(m_type="130")).problems == (NOT_FETCHED,)


def test_that_an_unknown_box_is_kept(tmp_path: Path) -> None:
    found = one(tmp_path, mms(msg_box="9"))
    assert found.problems == (NO_DIRECTION,)
    assert json.loads(found.raw)["msg_box"] == "9"


@pytest.mark.parametrize(
    ("kind", "duration", "text", "first"),
    [
        ("1", "65", "Incoming call, 1 min 5 s", Role.FROM),
        ("2", "9", "Outgoing call, 9 s", Role.FROM),
        ("3", "0", "Missed call", Role.FROM),
        ("5", "", "Rejected call", Role.FROM),
        ("42", "x", "Call", Role.MEMBER),
    ],
)
def test_that_a_call_says_its_kind_and_length(
    tmp_path: Path, kind: str, duration: str, text: str, first: Role
) -> None:
    (found,) = records(read(tmp_path, backup(call(type=kind, duration=duration), root="calls")))
    assert (found.kind, found.text, found.parties[0].role) == (Kind.CALL, text, first)
    assert found.conversation_key == "8505550142"
    assert (NO_DIRECTION in found.problems) is (kind == "42")
    assert ('"type": "42"' in found.raw) is (kind == "42")


def test_that_a_hidden_number_is_no_address(tmp_path: Path) -> None:
    (found,) = records(read(tmp_path, backup(call("-2", contact_name="null"), root="calls")))
    assert found.parties[0] == Party(Role.FROM, "Hidden number")


def test_that_a_truncated_file_keeps_its_whole_records(tmp_path: Path) -> None:
    whole = backup(sms("one"), sms("two", 1), mms(part("text/plain", text="three")))
    items = read(tmp_path, whole[: whole.index("three")])
    assert [item.text for item in records(items)] == ["one", "two"]
    assert items[2:] == [Unreadable("sms.xml end", CUT_OFF)]


def test_that_a_damaged_record_costs_only_itself(tmp_path: Path) -> None:
    bad = mms(part("text/plain", text="lost").replace("/>", ">"))
    items = read(tmp_path, backup(sms("one"), bad, '<sms body="a" body="b"/>', sms("two")))
    assert [item.text for item in records(items)] == ["one", "two"]
    broken = [item for item in items if isinstance(item, Unreadable)]
    assert [item.reason for item in broken] == [BROKEN, BROKEN]
    assert b"<sms body" in broken[1].untrusted_bytes
    assert [item.locator for item in items] == [f"sms.xml #{number}" for number in (1, 2, 3, 4)]


def test_that_a_wrong_count_is_noted(tmp_path: Path) -> None:
    items = read(tmp_path, backup(sms("x"), count=58))
    assert items[1] == Ignored("sms.xml count", "The file claims 58 entries; 1 were found.")
    assert len(read(tmp_path, backup(sms("x")).replace('count="1"', 'count="many"'))) == 1


def test_that_an_element_of_another_kind_is_ignored_with_a_reason(tmp_path: Path) -> None:
    items = read(tmp_path, backup("<fax/>", sms("x")))
    assert items[0] == Ignored("sms.xml #1", sms_backup.UNKNOWN_ELEMENT)


def test_that_all_files_of_an_export_are_read_and_others_listed(tmp_path: Path) -> None:
    files = {
        "calls-1.xml": backup(call(), root="calls").encode(),
        "sms-1.xml": backup(sms("x")).encode(),
        "sms.xsl": b"<xsl/>",
        "other.xml": b"<other/>",
        "../evil.xml": b"x",
    }
    export = open_export([write_plain(tmp_path / "backup.zip", files)])
    items = list(SmsBackupImporter().read(export, OFFICER, None))
    assert [item.locator for item in items] == [
        "../evil.xml", "calls-1.xml #1", "other.xml", "sms-1.xml #1", "sms.xsl",
    ]  # fmt: skip
    assert [item.reason for item in items if isinstance(item, Ignored)] == [NOT_XML] * 2


def test_that_reading_goes_on_inside_a_file_with_faults(tmp_path: Path) -> None:
    bad = '<mms date="1"><parts><part ct="x"></bad>'
    whole = backup(sms("one"), bad, sms("two"), mms(part("text/plain", text="3")), "<fax/>")[:-4]
    everything = read(tmp_path, whole)
    for taken in range(len(everything) + 1):
        assert read(tmp_path, whole, after=taken) == everything[taken:]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1", "cp1252"])
def test_that_a_file_in_another_encoding_than_it_says_is_read(
    tmp_path: Path, encoding: str
) -> None:
    (found,) = records(read(tmp_path, backup(sms("Größe")).encode(encoding)))
    assert found.text == "Größe"


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE smses [<!ENTITY x SYSTEM "file:///C:/secret.txt">]>',
        '<!DOCTYPE smses [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    ],
)
def test_that_an_xml_bomb_is_refused_with_a_sentence(tmp_path: Path, head: str) -> None:
    whole = backup(sms("x")).replace("<smses", head + "<smses", 1).replace('body="x"', 'body="&b;"')
    with pytest.raises(ExportUnreadable, match="declares a document type") as refused:
        read(tmp_path, whole)
    assert "new backup" in refused.value.remedy


def test_that_among_other_files_a_bomb_is_only_listed(tmp_path: Path) -> None:
    bomb = backup(sms("x")).replace("<smses", "<!DOCTYPE smses><smses", 1)
    files = {"a.xml": bomb.encode(), "b.xml": backup(sms("fine")).encode()}
    export = open_export([write_plain(tmp_path / "backup.zip", files)])
    items = list(SmsBackupImporter().read(export, OFFICER, None))
    assert isinstance(items[0], Unreadable)
    assert [item.text for item in records(items)] == ["fine"]


def test_that_a_drive_removed_in_the_middle_is_told(tmp_path: Path) -> None:
    export = open_export([write(tmp_path / "sms.xml", backup(*(sms("x", n) for n in range(9))))])
    importer = SmsBackupImporter()
    head = export.head("sms.xml")
    (tmp_path / "sms.xml").unlink()
    assert not importer.recognises(export)
    assert list(importer.read(export, OFFICER, None)) == [Ignored("sms.xml", NOT_XML)]
    assert head.startswith(b"<?xml")


def test_that_a_damaged_member_keeps_what_was_read(tmp_path: Path) -> None:
    whole = backup(*(sms(f"number {n}", n) for n in range(9_000))).encode()
    path = write_plain(tmp_path / "backup.zip", {"sms.xml": whole})
    damaged = bytearray(path.read_bytes())
    damaged[len(damaged) // 2] ^= 0xFF
    path.write_bytes(damaged)
    items = list(SmsBackupImporter().read(open_export([path]), OFFICER, None))
    assert len(records(items)) > 1_000
    assert isinstance(items[-1], Unreadable)


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("<?xml version='1.0'?><!-- a < b --><?xml-stylesheet x?>\n<smses count='0'/>", True),
        ("<calls count='0'></calls>", True),
        ("\ufeff<smses/>", True),
        ("<html><smses></html>", False),
        ("<smsesx/>", False),
        ("<!-- <smses> -->", False),
        ("smses", False),
    ],
)
def test_that_a_backup_is_known_by_its_root(tmp_path: Path, text: str, *, known: bool) -> None:
    export = open_export([write(tmp_path / "any.name", text)])
    assert SmsBackupImporter().recognises(export) is known


def test_that_empty_backups_hold_nothing_and_are_no_fault(tmp_path: Path) -> None:
    assert read(tmp_path, backup()) == []


def test_that_odd_attributes_of_many_phones_are_not_remembered_for_ever(tmp_path: Path) -> None:
    elements = [sms("x", number, **{f"odd{number}": "1"}) for number in range(1_100)]
    found = records(read(tmp_path, backup(*elements)))
    assert json.loads(found[-1].raw) == {"odd1099": "1"}
