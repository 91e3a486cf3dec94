"""What words are found in attachments, and what is said where none are."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

import pikepdf
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from app.documents import pdf
from app.documents import text as text_room
from app.documents.text import Extracted, Extractor, extract
from app.errors import ChildFailed
from app.jobs.isolated import Child


class Direct:
    """Stands for the child process; does the call here, or fails as asked."""

    def __init__(self, failure: str = "") -> None:
        self.failure = failure
        self.closed = False

    def call(self, function: Callable[..., object], *arguments: object, **_: float) -> object:
        if self.failure:
            raise ChildFailed(self.failure)
        return function(*arguments)

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def extractor() -> Iterator[Extractor]:
    with Extractor(Direct()) as made:
        yield made


def _pdf(*pages: str, password: str = "") -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target)
    canvas.setTitle("Title of the file")
    canvas.setAuthor("Clerk")
    for page in pages:
        canvas.drawString(72, 700, page)
        canvas.showPage()
    canvas.save()
    if not password:
        return target.getvalue()
    locked = io.BytesIO()
    with pikepdf.open(target) as document:
        document.save(locked, encryption=pikepdf.Encryption(user=password, owner=password))
    return locked.getvalue()


def test_that_a_pdf_gives_the_words_of_all_pages_and_no_metadata(extractor: Extractor) -> None:
    found = extractor.extract(_pdf("Stop on Bay Street", "Second page"), "application/pdf")
    assert found == Extracted("Stop on Bay Street\n\nSecond page")


def test_that_a_pdf_is_read_in_the_child_and_a_broken_one_does_no_harm() -> None:
    with Extractor(Child(memory_mb=800)) as extractor:
        assert extractor.extract(_pdf("Bay Street"), "application/pdf").text == "Bay Street"
        broken = extractor.extract(b"%PDF-1.4 not one", "application/pdf")
        assert broken.text == ""
        assert "damaged" in broken.note


def test_that_a_locked_pdf_says_so(extractor: Extractor) -> None:
    found = extractor.extract(_pdf("secret", password="x"), "application/pdf")
    assert found.text == ""
    assert "password" in found.note


def test_that_a_pdf_encrypted_without_a_password_is_read(extractor: Extractor) -> None:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(_pdf("open words"))) as document:
        document.save(target, encryption=pikepdf.Encryption(user="", owner="x"))
    assert extractor.extract(target.getvalue(), "application/pdf").text == "open words"


def test_that_a_scan_without_words_is_told_as_one(extractor: Extractor) -> None:
    assert "scan" in extractor.extract(_pdf(""), "application/pdf").note


def test_that_pages_beyond_the_limit_are_left_out_and_said(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "MOST_PAGES", 2)
    found = extractor.extract(_pdf("one", "two", "three"), "application/pdf")
    assert found.text == "one\n\ntwo"
    assert "first 2 of its 3" in found.note


def test_that_a_pdf_with_too_many_words_is_cut(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_room, "MOST_CHARACTERS", 5)
    found = extractor.extract(_pdf("long words", "two"), "application/pdf")
    assert found == Extracted("long ", "Only the beginning of it is searched.")


def test_that_a_page_that_cannot_be_read_is_counted(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = pypdfium2.PdfDocument.__getitem__

    def broken(document: pypdfium2.PdfDocument, number: int) -> object:
        if number == 0:
            raise pypdfium2.PdfiumError("x")
        return whole(document, number)

    monkeypatch.setattr(pypdfium2.PdfDocument, "__getitem__", broken)
    found = extractor.extract(_pdf("one", "two"), "application/pdf")
    assert found.text == "two"
    assert "1 of its 2 pages" in found.note


def test_that_a_child_that_dies_leaves_its_reason() -> None:
    isolated = Direct("It took too long to read.")
    with Extractor(isolated) as extractor:
        assert extractor.extract(b"%PDF-", "application/pdf").note == "It took too long to read."
    assert isolated.closed


@pytest.mark.parametrize(
    ("data", "media_type", "words"),
    [
        (b"caf\xe9 closed\r\n", "text/plain", "café closed"),
        ("Grüße".encode("utf-16"), "text/plain", "Grüße"),
        (b'{"a": "b"}', "application/json", '{"a": "b"}'),
        (rb'{"a": "Jos\u00e9 \ud83d\ude00"}', "application/json", '{"a": "Jos\u00e9 \U0001f600"}'),
        (
            rb'["\u0022 \\u00e9 \\\u00e9 \u0007"]',
            "application/json",
            '["\\u0022 \\\\u00e9 \\\\\u00e9 \\u0007"]',
        ),
        (rb'["\ud83d \u00zz"]', "application/json", r'["\ud83d \u00zz"]'),
        (b"BEGIN:VCARD\r\nFN:Rosa Diaz", "text/vcard", "BEGIN:VCARD\nFN:Rosa Diaz"),
        (
            b"<html><title>T</title><p>One<script>no()</script><img alt='a car'>",
            "text/html",
            "T\n\nOne[picture: a car]",
        ),
        (b"<svg><text>on a sign</text></svg>", "image/svg+xml", "on a sign"),
        (b"\xff\xd8\xff", "image/jpeg", ""),
    ],
)
def test_that_words_of_texts_and_pages_are_found(data: bytes, media_type: str, words: str) -> None:
    assert extract(data, media_type) == Extracted(words)


def test_that_hidden_words_are_found_and_said() -> None:
    found = extract(b"<p>seen<p style='display: none'>unseen", "text/html")
    assert "unseen" in found.text
    assert "hidden" in found.note


def test_that_a_mail_in_a_mail_is_found_by_its_headers_words_and_file_names() -> None:
    mail = (
        b"From: =?utf-8?q?Ren=C3=A9?= <rene@example.com>\r\nSubject: Bay Street\r\n"
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nWe met there.\r\n"
        b"--b\r\nContent-Type: image/png; name=sign.png\r\n\r\nx\r\n--b--\r\n"
    )
    assert extract(mail, "message/rfc822").text == (
        "Subject: Bay Street\nFrom: René <rene@example.com>\nAttached: sign.png\n\nWe met there."
    )


def test_that_files_that_are_not_opened_say_so(extractor: Extractor) -> None:
    assert "damaged" in extractor.extract(b"x", "application/msword", "a.doc").note
    assert extractor.extract(b"x", "application/x-ole-storage", "a") == Extracted()
    assert extractor.extract(b"PK", "application/zip", "a.zip") == Extracted()


def test_that_a_file_too_large_is_not_read(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_room, "MOST_BYTES", 3)
    assert extractor.extract(b"long", "text/plain").text == ""
    assert "too large" in extractor.extract(b"long", "text/plain").note


@pytest.mark.parametrize(
    ("media_type", "reads"),
    [
        ("text/plain", True),
        ("application/pdf", True),
        ("image/svg+xml", True),
        ("image/heic", False),
        ("video/mp4", False),
        ("application/octet-stream", False),
    ],
)
def test_that_pictures_and_films_are_not_asked_for_words(
    extractor: Extractor, media_type: str, *, reads: bool
) -> None:
    assert extractor.reads(media_type) is reads
