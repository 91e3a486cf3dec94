"""What a mail becomes as a record, whatever is wrong with it."""

from __future__ import annotations

import json

import pytest

from app.domain.parsed import Parsed, Unreadable
from app.domain.people import Role
from app.domain.records import Flag, Kind
from app.importers.base import ImportOptions
from app.importers.mail.addresses import mailboxes
from app.importers.mail.eml import parse_mail
from app.importers.mail.mail_record import MailReader, RawMail
from app.importers.mail.threads import plain_subject

NOW = 1_780_000_000_000_000
MAIL = (
    b"Received: from x by y; Tue, 10 Mar 2026 09:00:01 -0500\r\n"
    b"From: Rosa Diaz <rosa@example.com>\r\nTo: Ben Cole <ben@example.com>\r\n"
    b"Cc: ann@example.com\r\nBcc: Chief <chief@example.com>\r\n"
    b"Subject: Re: =?utf-8?q?Stop_on_Bay_Street=E2=80=A6?=\r\n"
    b"Date: Tue, 10 Mar 2026 09:00:00 -0500\r\nMessage-ID: <m2@example.com>\r\n"
    b"In-Reply-To: <m1@example.com>\r\nReferences: <m0@example.com> <m1@example.com>\r\n"
    b"X-Mailer: Pen\r\n\r\nSeen.\r\n"
)


def _read(data: bytes, options: ImportOptions | None = None, **more: object) -> Parsed:
    reader = MailReader(options or ImportOptions(), clock=lambda: NOW)
    found = reader.read(RawMail("a.eml", data, **more))  # type: ignore[arg-type]  # fields by name
    assert isinstance(found, Parsed)
    return found


def _codes(record: Parsed) -> set[str]:
    return {problem.code for problem in record.problems}


def test_that_a_mail_becomes_one_record_with_all_its_parties() -> None:
    record = _read(MAIL, ImportOptions(own_addresses=("ROSA@example.com",)))
    assert (record.platform, record.kind, record.locator) == ("email", Kind.EMAIL, "a.eml")
    assert record.text == "Seen."
    assert record.subject == "Re: Stop on Bay Street…"
    assert record.conversation_title == "Stop on Bay Street…"
    assert [(p.role, p.label, p.is_owner) for p in record.parties] == [
        (Role.FROM, "Rosa Diaz <rosa@example.com>", True),
        (Role.TO, "Ben Cole <ben@example.com>", False),
        (Role.CC, "ann@example.com", False),
        (Role.BCC, "Chief <chief@example.com>", False),
    ]
    assert record.sent.utc == 1_773_151_200_000_000
    assert record.sent.zone == "offset:-05:00"
    assert record.sent.raw == "Tue, 10 Mar 2026 09:00:00 -0500"
    assert (record.platform_id, record.parent_id) == ("m2@example.com", "m1@example.com")
    assert record.conversation_key == "id:m0@example.com"
    assert (record.problems, record.flags) == ((), frozenset())


def test_that_headers_without_a_place_are_kept_and_bounded() -> None:
    kept = dict(json.loads(_read(MAIL).raw)["headers"])
    assert set(kept) == {"received", "x-mailer"}
    flood = b"".join(b"X-%d: %s\n" % (number, b"y" * 5000) for number in range(100))
    raw = _read(flood + b"\nx").raw
    assert len(raw) < 12_000
    assert _read(b"Subject: x\n\ny").raw == ""


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("a@example.com", [("", "a@example.com")]),
        ("<a@example.com>", [("", "a@example.com")]),
        ('"Diaz, Rosa" <r@x.com>, b@x.com', [("Diaz, Rosa", "r@x.com"), ("", "b@x.com")]),
        ("a@example.com (Rosa Diaz)", [("Rosa Diaz", "a@example.com")]),
        ("Rosa <r@x.com>; Ben <b@x.com>", [("Rosa", "r@x.com"), ("Ben", "b@x.com")]),
        ("Team: a@x.com, Ben <b@x.com>;", [("", "a@x.com"), ("Ben", "b@x.com")]),
        ("undisclosed-recipients:;", []),
        ("Undisclosed recipients", []),
        ("=?utf-8?q?M=C3=BCller=2C_J?= <m@example.com>", [("Müller, J", "m@example.com")]),
        ('"=?utf-8?q?Ren=C3=A9?=" <r@example.com>', [("René", "r@example.com")]),
        (r'"Say \"hi\"" <s@example.com>', [('Say "hi"', "s@example.com")]),
        ("'Rosa' <mailto:r@example.com>", [("Rosa", "r@example.com")]),
        ("Rosa Diaz", [("Rosa Diaz", "")]),
        ('"a@example.com"', [("", "a@example.com")]),
        ("a@[IPv6:2001:db8::1]", [("", "a@[IPv6:2001:db8::1]")]),
        ('<<a@x.com>, ((x, \\\\', [("<", "a@x.com"), ("((x", ""), ("\\", "")]),
        ("/o=x/ou=y/cn=rosa <>", [("/o=x/ou=y/cn=rosa", "")]),
        ("Rosa <r@example.com", [("Rosa <r@example.com", "")]),
        ("Rosa (at home", [("Rosa (at home", "")]),
        (", ,; ", []),
        ("", []),
    ],
)  # fmt: skip
def test_that_address_lists_are_split(header: str, found: list[tuple[str, str]]) -> None:
    assert mailboxes(header) == found


def test_that_four_thousand_recipients_are_all_kept() -> None:
    many = b", ".join(b'"Person, %d" <p%d@example.com>' % (n, n) for n in range(4000))
    record = _read(b"From: a@example.com\r\nTo: " + many + b"\r\n\r\nx")
    assert len(record.parties) == 4001
    assert record.parties[4000].name == "Person, 3999"


def test_that_colons_in_an_address_are_gone_through_once() -> None:
    record = _read(b"From: a@example.com" + b":x" * 400_000 + b"\nTo: <b@example.com>\n\nx")
    assert [party.address for party in record.parties if party.role is Role.TO] == ["b@example.com"]


def test_that_a_field_of_very_many_lines_is_one() -> None:
    record = _read(b"From: a@example.com\nSubject: one" + b"\n " * 300_000 + b"two\n\nx")
    assert record.subject.split() == ["one", "two"]


def test_that_a_crowd_of_recipients_is_cut_and_told() -> None:
    many = b",".join(b"p%d@example.com" % n for n in range(20_010))
    record = _read(b"From: a@example.com\nTo: " + many + b"\n\nx")
    assert len(record.parties) == 20_001
    assert "crowd" in _codes(record)


@pytest.mark.parametrize("filling", [b"x", b'"', b"(", b"<", b"=?u?q?", b"\\", b",", b":"])
def test_that_a_header_of_two_megabytes_is_read(filling: bytes) -> None:
    line = filling * (2_000_000 // len(filling))
    record = _read(b"Subject: " + line + b"\nTo: " + line + b"\n\nx")
    assert record.text == "x"


def test_that_the_sender_stands_in_for_a_missing_from() -> None:
    record = _read(
        b"Sender: list@example.com\nReturn-Path: <b@example.com>\nTo: x@example.com\n\ny"
    )
    assert [(p.role, p.address) for p in record.parties] == [
        (Role.FROM, "list@example.com"),
        (Role.TO, "x@example.com"),
    ]
    assert (
        _read(b"Return-Path: <b@example.com>\nSubject: x\n\ny").parties[0].address
        == "b@example.com"
    )


@pytest.mark.parametrize(
    ("date", "utc", "zone", "code"),
    [
        (b"Tue, 10 Mar 2026 14:00:00 +0000", 1773151200, "utc", ""),
        (b"Tue, 10 Mar 2026 14:00:00 GMT", 1773151200, "utc", ""),
        (b"Tue, 10 Mar 2026 14:00:00 QQQ", 1773151200, "unknown", ""),
        (b"Tue, 10 Mar 2026 14:00", 1773165600, "assumed:America/New_York", ""),
        (b"10 Mar 2026 09:00 EST", 1773151200, "offset:-05:00", ""),
        (b"Tue, 10 Mar 2026 14:00:00 -0000", 1773151200, "unknown", ""),
        (b"Tue, 10 Mar 2026 10:00:00", 1773151200, "assumed:America/New_York", ""),
        (b"Tue Mar 10 10:00:00 2026", 1773151200, "assumed:America/New_York", ""),
        (b"2026-03-10T14:00:00Z", 1773151200, "utc", ""),
        (b"Tue, 10 Mar 2026 14:00:60 +0000", 1773151259, "utc", ""),
        (b"Tue, 10 Mar 2026 14:00:00 +9999", 1773151200, "unknown", "date_doubtful"),
        (b"Tue, 10 Mar 0020 14:00:00 +0000", 1583848800, "utc", "date_doubtful"),
        (b"Thu, 01 Jan 1970 00:00:10 +0000", 10, "utc", "date_out_of_range"),
        (b"Tue, 10 Mar 2099 14:00:00 +0000", 4076834400, "utc", "date_out_of_range"),
        (b"Thu, 22 Aug 0102 12:07:35 +0800", None, "unknown", "date_unreadable"),
        (b"Tue, 99 Mar 2026 14:00:00 +0000", None, "unknown", "date_unreadable"),
        (b"yesterday", None, "unknown", "date_unreadable"),
        (b"", None, "unknown", "date_missing"),
    ],
)
def test_that_dates_are_read_with_their_zone(
    date: bytes, utc: int | None, zone: str, code: str
) -> None:
    header = b"Date: " + date + b"\n" if date else b""
    record = _read(header + b"Subject: x\n\ny", ImportOptions(zone="America/New_York"))
    assert record.sent.utc == (None if utc is None else utc * 1_000_000)
    assert record.sent.zone == zone
    assert code in _codes(record) or not code
    assert (Flag.DATE_DOUBTFUL.value in record.flags) is bool(code)


def test_that_a_missing_date_is_taken_from_the_receipt_then_the_mailbox() -> None:
    received = b"Received: by a; garbage\nReceived: from x; Tue, 10 Mar 2026 14:00:00 +0000\n"
    record = _read(b"Date: never\n" + received + b"\ny")
    assert record.sent.utc == 1_773_151_200_000_000
    assert record.sent.raw == "never"
    assert _codes(record) == {"date_from_received"}
    record = _read(b"Subject: x\n\ny", postmark="From a@b Tue Mar 10 14:00:00 2026")
    assert record.sent.utc == 1_773_151_200_000_000
    assert _codes(record) == {"date_from_mailbox"}
    assert _codes(_read(b"Subject: x\n\ny", postmark="From 1844347792267117879@xxx")) == {
        "date_missing"
    }


@pytest.mark.parametrize(
    ("headers", "key", "parent"),
    [
        (b"Message-ID: <a@x>\nSubject: Plan", "id:a@x", ""),
        (b"Message-ID: <b@x>\nIn-Reply-To: <a@x>\nSubject: Re: Plan", "id:a@x", "a@x"),
        (b"Message-ID: <c@x>\nReferences: <a@x>\n <b@x>\nSubject: Re: Plan", "id:a@x", "b@x"),
        (b"Message-ID: <d@x>\nX-GM-THRID: 18443477\nSubject: Re: Plan", "gmail:18443477", ""),
        (b"Message-ID: <e@x>\nSubject: RE: FW: Plan  ", "subject:plan", ""),
        (b"Subject: Plan", "subject:plan", ""),
        (b"Message-ID: bare-id\nSubject: x", "id:bare-id", ""),
        (b"Message-ID: <f@x>\nSubject: Re:", "id:f@x", ""),
        (b"X-Other: y", "", ""),
    ],
)  # fmt: skip
def test_that_mails_of_a_thread_share_a_key(headers: bytes, key: str, parent: str) -> None:
    record = _read(headers + b"\n\ny")
    assert (record.conversation_key, record.parent_id) == (key, parent)


@pytest.mark.parametrize(
    ("subject", "plain"),
    [
        ("Re: Plan", "Plan"),
        ("RE[2]: Fwd: AW: Plan", "Plan"),
        ("[staff] Re: Plan", "Plan"),
        ("[staff] Plan", "[staff] Plan"),
        ("Reply: Plan", "Reply: Plan"),
        ("Re", "Re"),
        ("", ""),
    ],
)
def test_that_a_subject_loses_the_words_of_answers(subject: str, plain: str) -> None:
    assert plain_subject(subject) == plain


@pytest.mark.parametrize(
    ("line", "labels"),
    [
        (b"Inbox,Important,Unread", ("Inbox", "Important", "Unread")),
        (b'"Calls, missed", Sent,Sent', ("Calls, missed", "Sent")),
        (b"=?UTF-8?Q?Entw=C3=BCrfe,Arbeit?=", ("Entwürfe", "Arbeit")),
        (b"=?UTF-8?Q?=22A,_B=22,?=\r\n =?UTF-8?Q?C?=", ("A, B", "C")),
        (b'a,"broken', ("a", "broken")),
        (b"", ()),
        (b"x" * 140_000 + b",y", ("x" * 140_000, "y")),
    ],
    ids=lambda value: str(value)[:30],
)
def test_that_gmails_labels_are_split(line: bytes, labels: tuple[str, ...]) -> None:
    record = _read(b"X-Gmail-Labels: " + line + b"\r\nSubject: x\r\n\r\ny")
    assert record.labels == labels


def test_that_a_draft_and_a_deleted_mail_are_flagged() -> None:
    assert Flag.DRAFT.value in _read(b"X-Gmail-Labels: Drafts\n\ny").flags
    record = _read(b"X-Mozilla-Status: 0009\n\ny")
    assert Flag.DELETED.value in record.flags
    assert "expunged" in _codes(record)
    assert Flag.DELETED.value not in _read(b"X-Mozilla-Status: 0001\n\ny").flags
    assert Flag.DELETED.value not in _read(b"X-Mozilla-Status: zz\n\ny").flags


def test_that_a_mail_without_headers_is_all_text() -> None:
    record = _read(b"Dear Ben,\nwe met.\n")
    assert record.text == "Dear Ben,\nwe met."
    assert "headers" in _codes(record)
    assert record.platform_id == ""


@pytest.mark.parametrize("data", [b"", b"\r\n\r\n", b"\0\0\0\0"])
def test_that_an_empty_mail_is_listed_as_unreadable(data: bytes) -> None:
    assert parse_mail(data, "x") == Unreadable("x", "The mail is empty.", data)


def test_that_nul_in_headers_and_text_does_not_get_through() -> None:
    record = _read(
        b"Subject: a\0b\nFrom: c\0d <e\0@example.com>\nX-A: \0\nMessage-ID: <f\0@g>\n\nh\0i"
    )
    whole = [record.text, record.subject, record.raw, record.platform_id, record.parties[0].label]
    assert not any("\0" in text or "\\u0000" in text for text in whole)
    assert record.text == "h\ufffdi"


def test_that_attachments_are_opened_when_asked_for() -> None:
    mail = (
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nText.\n--b\n"
        b"Content-Type: image/png; name=a.png\nContent-Transfer-Encoding: base64\n\naGk=\n--b--\n"
    )
    (attachment,) = _read(mail).attachments
    assert (attachment.name, attachment.claimed_type, attachment.size) == ("a.png", "image/png", -1)
    assert attachment.open is not None
    for _ in range(2):
        with attachment.open() as stream:
            assert stream.read() == b"hi"


def test_that_a_sealed_mail_without_text_is_flagged() -> None:
    record = _read(b"Content-Type: application/pkcs7-mime; name=smime.p7m\n\nxx")
    assert Flag.UNDECODABLE.value in record.flags
    assert "sealed" in _codes(record)
    assert record.attachments[0].name == "smime.p7m"


def test_that_what_is_hidden_or_watches_the_reader_is_told() -> None:
    record = _read(
        b"Content-Type: text/html\n\n<p>Seen<p hidden>unseen"
        b'<img src="http://example.com/t.gif" width=1 height=1>'
    )
    assert record.text == "Seen\n\nunseen"
    assert {"hidden_text", "remote_pictures", "tracking_pixel"} <= _codes(record)


def test_that_a_cut_mail_says_so() -> None:
    record = _read(b"Subject: x\n\ny", cut=True)
    assert Flag.TRUNCATED.value in record.flags
    assert "cut" in _codes(record)


JOURNAL = (
    b"X-MS-Journal-Report:\r\nSubject: Plan\r\nContent-Type: multipart/mixed; boundary=j\r\n\r\n"
    b"--j\r\nContent-Type: text/plain\r\n\r\nSender: rosa@example.com\r\nSubject: Plan\r\n"
    b"To: ben@example.com\r\nRecipient: hidden@example.com\r\n\r\n"
    b"--j\r\nContent-Type: message/rfc822\r\n\r\n"
)


def test_that_the_mail_in_a_journal_envelope_is_the_record_with_all_who_got_it() -> None:
    record = _read(JOURNAL + MAIL + b"\r\n--j--\r\n")
    assert record.platform_id == "m2@example.com"
    assert record.text == "Seen."
    assert record.parties[-1].role is Role.BCC
    assert record.parties[-1].address == "hidden@example.com"
    assert len(record.parties) == 5
    assert "journal" in _codes(record)


def test_that_an_envelope_without_a_mail_inside_is_a_mail_itself() -> None:
    record = _read(JOURNAL.partition(b"--j\r\nContent-Type: message")[0] + b"--j--\r\n")
    assert record.subject == "Plan"
    assert "journal" not in _codes(record)
