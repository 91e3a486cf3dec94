"""What is read of a mail: its text, its files and what is odd about them."""

from __future__ import annotations

import base64
import binascii
import email
import email.policy
from pathlib import Path

import pytest

from app.reading.mail import ReadMail, read_mail
from app.reading.mime import DEEPEST, MOST_PARTS, from_uuencode, parts_of

FIXTURES = Path(__file__).resolve().parents[2] / "exports" / "fixtures" / "eml"


def _multipart(*parts: bytes, subtype: bytes = b"mixed", boundary: bytes = b"b") -> bytes:
    lines = b"".join(b"--" + boundary + b"\n" + part + b"\n" for part in parts)
    head = b"Content-Type: multipart/" + subtype + b'; boundary="' + boundary + b'"\n\n'
    return head + lines + b"--" + boundary + b"--\n"


def _text(words: bytes, kind: bytes = b"plain", more: bytes = b"") -> bytes:
    return b"Content-Type: text/" + kind + b"; charset=utf-8" + more + b"\n\n" + words


def _file(name: bytes, data: bytes, kind: bytes = b"application/pdf") -> bytes:
    return (
        b"Content-Type: " + kind + b"\nContent-Transfer-Encoding: base64\n"
        b'Content-Disposition: attachment; filename="' + name + b'"\n\n' + base64.b64encode(data)
    )


def _names(mail: ReadMail) -> list[str]:
    return [file.name for file in mail.files]


def test_that_a_plain_mail_is_its_text() -> None:
    mail = read_mail(b"Subject: x\r\n\r\nOne\r\ntwo\r\n")
    assert (mail.text, mail.files, mail.notes) == ("One\ntwo", [], set())


@pytest.mark.parametrize(
    ("coded", "encoding", "text"),
    [
        (b"caf=C3=A9 is =\nopen=2E", b"quoted-printable", "café is open."),
        (b"50=% =ZZ =3", b"quoted-printable", "50=% =ZZ =3"),
        (base64.b64encode("café".encode()), b"base64", "café"),
        (base64.b64encode("café".encode()), b"BASE64 ; x", "café"),
        (b"caf\xc3\xa9", b"8bit", "café"),
        (b"begin 644 x\n" + binascii.b2a_uu(b"hello") + b"`\nend", b"x-uuencode", "hello"),
        (b"as it is", b"x-odd", "as it is"),
    ],
)
def test_that_transfer_encodings_are_undone(coded: bytes, encoding: bytes, text: str) -> None:
    head = (
        b"Content-Transfer-Encoding: " + encoding + b"\nContent-Type: text/plain; charset=utf-8\n\n"
    )
    assert read_mail(head + coded).text == text


def test_that_plain_text_goes_before_html() -> None:
    mail = _multipart(
        _text(b"Plain words."), _text(b"<p>Plain words.", b"html"), subtype=b"alternative"
    )
    assert read_mail(mail).text == "Plain words."


def test_that_html_is_read_where_there_is_no_plain_text() -> None:
    page = b'<p>See <a href="http://example.com/">this</a><img width=1 src="http://example.com/t">'
    mail = read_mail(_multipart(_text(b" \n"), _text(page, b"html"), subtype=b"alternative"))
    assert mail.text == "See this <http://example.com/>"
    assert mail.notes == {"remote", "trackers"}


def test_that_html_that_says_much_more_is_attached_and_told() -> None:
    page = b"<p>" + b"The real words are here. " * 40
    parts = (_text(b"View as HTML."), _text(page, b"html"))
    mail = read_mail(_multipart(*parts, subtype=b"alternative"))
    assert mail.text == "View as HTML."
    assert _names(mail) == ["message.html"]
    assert mail.files[0].data() == page
    assert mail.notes == {"alternatives"}


def test_that_html_of_many_tags_that_says_the_same_is_left_out() -> None:
    page = b"<div style='color:black'>" * 30 + b"Short words."
    parts = (_text(b"Short words."), _text(page, b"html"))
    mail = read_mail(_multipart(*parts, subtype=b"alternative"))
    assert (mail.text, mail.files, mail.notes) == ("Short words.", [], set())


def test_that_texts_around_a_file_follow_each_other_in_order() -> None:
    mail = read_mail(
        _multipart(
            _text(b"First."),
            _file(b"a.pdf", b"%PDF"),
            _text(b"<b>Second.", b"html"),
            _text(b"Third."),
        )
    )
    assert mail.text == "First.\n\nSecond.\n\nThird."
    assert _names(mail) == ["a.pdf"]
    assert mail.files[0].data() == b"%PDF"
    assert mail.files[0].media_type == "application/pdf"


def test_that_formatted_text_of_an_old_kind_gives_way_to_plain_text() -> None:
    both = _multipart(
        _text(b"Plain."), _text(b"<bold>Rich.</bold>", b"enriched"), subtype=b"alternative"
    )
    assert read_mail(both).text == "Plain."
    assert read_mail(_text(b"<bold>Rich.</bold>", b"enriched")).text == "Rich."


def test_that_text_with_a_name_or_a_disposition_is_a_file() -> None:
    named = b"Content-Type: text/plain; name=notes.txt\n\nNotes."
    disposed = b"Content-Type: text/plain\nContent-Disposition: attachment\n\nOther."
    mail = read_mail(_multipart(_text(b"Text."), named, disposed))
    assert mail.text == "Text."
    assert _names(mail) == ["notes.txt", "attachment-2.txt"]
    assert [file.size for file in mail.files] == [6, 6]


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        (b'attachment; filename="a.pdf"', "a.pdf"),
        (b"attachment; filename*0*=utf-8''caf%C3%A9; filename*1=.pdf", "café.pdf"),
        (b'attachment; filename="=?utf-8?B?Y2Fmw6kucGRm?="', "café.pdf"),
        (b'attachment; filename="caf\xc3\xa9.pdf"', "café.pdf"),
        (b'attachment; filename="..\\\\..\\\\x.exe"', "x.exe"),
        (b'attachment; filename="../../etc/passwd"', "passwd"),
        (b'attachment; filename=".."', "attachment-1.pdf"),
        (b'attachment; filename="a\x07b.pdf"', "a b.pdf"),
        (b"attachment; filename*=utf-8''" + b"%C3%A9" * 300 + b".pdf", "é" * 196 + ".pdf"),
        (b'attachment; filename="' + b"x" * 300 + b'"', "x" * 200),
        (b"attachment", "attachment-1.pdf"),
    ],
)
def test_that_names_of_files_are_read_and_made_safe(disposition: bytes, name: str) -> None:
    part = b"Content-Type: application/pdf\nContent-Disposition: " + disposition + b"\n\nx"
    assert _names(read_mail(_multipart(part))) == [name]


def test_that_the_name_of_the_type_stands_in_for_a_missing_one() -> None:
    part = b"Content-Type: application/x-odd; name=old.bin\nContent-Disposition: attachment\n\nx"
    assert _names(read_mail(_multipart(part))) == ["old.bin"]


def test_that_pictures_shown_in_the_text_are_inline() -> None:
    page = _text(b'<img src="cid:1">', b"html")
    picture = b"Content-Type: image/png\nContent-ID: <1>\nContent-Transfer-Encoding: base64\n\niVBO"
    inside = _multipart(page, picture, subtype=b"related", boundary=b"r")
    mail = read_mail(_multipart(inside, _file(b"b.png", b"x", b"image/png")))
    assert [(file.name, file.inline, file.size) for file in mail.files] == [
        ("attachment-1.png", True, -1),
        ("b.png", False, -1),
    ]


def test_that_a_mail_inside_is_a_file_named_by_its_subject() -> None:
    inner = b"Subject: =?utf-8?q?Bay/Street_caf=C3=A9?=\nFrom: a@example.com\n\nInner words."
    part = b"Content-Type: message/rfc822\n\n" + inner
    mail = read_mail(_multipart(_text(b"See below."), part))
    assert mail.text == "See below."
    assert _names(mail) == ["Street café.eml"]
    assert mail.files[0].data() == inner


def test_that_mails_of_a_digest_are_files() -> None:
    mail = read_mail(_multipart(b"\nSubject: one\n\nA", b"\nSubject: two\n\nB", subtype=b"digest"))
    assert _names(mail) == ["one.eml", "two.eml"]


@pytest.mark.parametrize(
    ("part", "note", "name"),
    [
        (_file(b"winmail.dat", b"x", b"application/octet-stream"), "tnef", "winmail.dat"),
        (_file(b"x.bin", b"x", b"application/ms-tnef"), "tnef", "x.bin"),
        (b"Content-Type: application/pkcs7-mime\n\nx", "sealed", "smime.p7m"),
        (b"Content-Type: message/partial; id=1; number=1\n\nx", "partial", "attachment-1"),
        (b"Content-Type: message/external-body; name=big.ps\n\nx", "elsewhere", "big.ps"),
    ],
)
def test_that_containers_that_stay_closed_are_told(part: bytes, note: str, name: str) -> None:
    mail = read_mail(_multipart(part))
    assert note in mail.notes
    assert _names(mail) == [name]


def test_that_a_meeting_and_a_delivery_report_are_files() -> None:
    report = b"Content-Type: message/delivery-status\n\nAction: failed"
    mail = read_mail(_multipart(b"Content-Type: text/calendar\n\nBEGIN:VCALENDAR", report))
    assert _names(mail) == ["invitation.ics", "delivery-status.txt"]


def test_that_flowed_text_is_joined() -> None:
    words = b"One line \nthat goes on.\n> quoted \n> too\n> > deeper\n-- \nsignature"
    mail = read_mail(_text(words, more=b"; format=flowed"))
    assert mail.text == "One line that goes on.\n> quoted too\n> > deeper\n-- \nsignature"
    joined = read_mail(_text("日本 \n語".encode(), more=b"; format=flowed; delsp=yes"))
    assert joined.text == "日本語"


def test_that_a_file_inside_the_text_is_taken_out() -> None:
    coded = b"begin 644 list.csv\n" + binascii.b2a_uu(b"a,b\n") + b"`\nend\n"
    mail = read_mail(b"Subject: x\n\nSee:\n" + coded + b"Bye.")
    assert mail.text == "See:\n[attached: list.csv]\nBye."
    assert mail.files[0].data() == b"a,b\n"
    assert (mail.files[0].media_type, mail.files[0].size) == ("text/csv", 4)
    assert mail.notes == {"uuencode"}


def test_that_words_that_only_look_like_a_file_stay() -> None:
    words = "begin 644 the count\nof all things\nwithout an end"
    assert read_mail(b"Subject: x\n\n" + words.encode()).text == words
    empty = b"\nbegin 644 none\n`\nend\n"
    assert "begin 644" in read_mail(b"Subject: x\n\n" + empty).text


def test_that_flowed_text_of_very_many_lines_is_joined_once() -> None:
    words = b"a \n" * 1_000_000
    mail = read_mail(_text(words, more=b"; format=flowed; delsp=yes"))
    assert mail.text == "a" * 1_000_000


def test_that_uuencoded_lines_without_an_end_stay_text() -> None:
    lines = b"begin 644 x\n" + b"!A\n" * 300_000
    assert read_mail(_text(lines)).text.count("!A") == 300_000


def test_that_uuencoded_lines_of_a_wrong_length_are_mended() -> None:
    line = binascii.b2a_uu(b"hello", backtick=True)
    assert from_uuencode(line.rstrip() + b"xx\nend\nlater") == b"hello"
    assert from_uuencode(b"\x7f\x7f\n\n") == b""


_ONE = b"Content-Type: text/plain\n\nOne"


@pytest.mark.parametrize(
    ("parameter", "body", "text", "note"),
    [
        (b"b", b"--b\n\nOne\n--b\n\nTwo", "One\n\nTwo", ""),
        (b"b", b"--b  \n\nOne\n--b-- \t\n", "One", ""),
        (b"", b"--x\n" + _ONE + b"\n--x--", "One", "boundary"),
        (b"y", b"--x\n\nOne\n--x--\n", "One", "boundary"),
        (b"y", b"One", "One", "boundary"),
        (b"", b"--x\x01\xff", "--x\x01ÿ", "boundary"),
        (b"", b"--\xff\n\nOne", "--ÿ\n\nOne", "boundary"),
        (b"b", b"--b--\n", "--b--", "boundary"),
        (b"b", b"--b\n\nA\n--b--\n\nB\n--b--\n", "A\n\nB", "boundary"),
        (b"b", b"Before.\n--b\n\nA\n--b--\nAfter.", "Before.\n\nA\n\nAfter.", "outside"),
        (b"b", b"This is a MIME mail.\n--b\n\nA\n--b--\n", "A", ""),
        (b'""', b"--\n\nA\n--\n\nB\n----\n", "A\n\nB", ""),
        (b"b", b"--bb\n\n--b\n\nx --b y\n--b--", "--bb\n\nx --b y", "outside"),
        (b"b", b"--b\n\nA\n--b", "A", ""),
    ],
)
def test_that_badly_marked_parts_lose_no_words(
    parameter: bytes, body: bytes, text: str, note: str
) -> None:
    named = b"; boundary=" + parameter if parameter else b""
    found = read_mail(b"Content-Type: multipart/mixed" + named + b"\n\n" + body)
    assert found.text == text
    assert found.notes == ({note} if note else set()) | (found.notes & {"charset"})


def test_that_a_thousand_mails_in_each_other_are_one_file() -> None:
    mail = b"Subject: outer\nContent-Type: message/rfc822\n\n" * 1000 + b"Subject: x\n\nend"
    found = read_mail(mail)
    assert _names(found) == ["outer.eml"]
    assert found.files[0].data().endswith(b"end")


def test_that_a_thousand_multiparts_in_each_other_end_at_fifty() -> None:
    mail = b""
    for number in range(1000):
        mail += b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (number, number)
    found = read_mail(mail + b"\ndeepest words")
    assert found.notes == {"deep"}
    assert len(found.files) == 1
    assert found.files[0].data().endswith(b"deepest words")
    assert parts_of(mail).leaves[0].path.count(".") == DEEPEST


def test_that_a_flood_of_parts_is_cut() -> None:
    found = read_mail(_multipart(*[b"\nx"] * (MOST_PARTS + 10)))
    assert "many" in found.notes
    assert found.text.count("x") == MOST_PARTS + 10, "the last part holds the rest"
    assert found.text.count("--b") == 11


def test_that_lines_that_end_with_cr_alone_are_lines() -> None:
    found = read_mail(b"Subject: x\rTo: y\r\rOne\rtwo")
    assert found.headers.first("subject") == "x"
    assert found.text == "One\ntwo"


def test_that_a_set_that_does_not_fit_is_told() -> None:
    mail = read_mail(b"Content-Type: text/plain; charset=us-ascii\n\n\x93Hi\x94")
    assert (mail.text, mail.notes) == ("“Hi”", {"charset"})


def test_that_twenty_five_megabytes_without_a_line_end_are_read() -> None:
    data = bytes(range(256)) * 100_000
    mail = read_mail(_multipart(_text(b"See file."), _file(b"big.bin", data)))
    assert mail.text == "See file."
    assert mail.files[0].data() == data


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*/*.eml")), ids=lambda path: path.stem)
def test_that_files_of_mails_by_others_agree_with_pythons_own_reader(path: Path) -> None:
    data = path.read_bytes()
    theirs = email.message_from_bytes(data, policy=email.policy.compat32)
    mine = parts_of(data)
    kinds = {part.get_content_maintype() for part in theirs.walk()}
    if mine.notes or "message" in kinds:
        return
    leaves = [part.get_payload(decode=True) for part in theirs.walk() if not part.is_multipart()]
    expected = [bytes(leaf).strip() for leaf in leaves if isinstance(leaf, bytes)]
    found = [part.data().strip() for part in mine.leaves]
    assert list(filter(None, found)) == list(filter(None, expected))
