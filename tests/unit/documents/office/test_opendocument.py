"""OpenDocument: texts, spreadsheets and presentations are read whole; what hides is listed."""

from __future__ import annotations

from unit.documents.office.made_open import (
    BOOK,
    BOOK_BODY,
    SHOW,
    SHOW_BODY,
    TEXT,
    full_text,
    locked,
    open_document,
)
from unit.documents.office.made_packages import zipped
from unit.documents.office.reading import hidden_of, looked, read, refusal, tables_of, words_of

from app.domain.redacted import Look, Role

OPEN = "application/vnd.oasis.opendocument."


def test_that_every_part_of_a_text_is_read_in_order() -> None:
    assert read(full_text(), f"{OPEN}text").text == TEXT


def test_that_looks_and_roles_of_a_text_are_told_apart() -> None:
    found = read(full_text(), f"{OPEN}text")
    assert looked(found, Look.DELETED) == ["mouthy\nwords", "lost place"]
    assert looked(found, Look.INSERTED) == ["put in", "more"]
    assert looked(found, Look.BOLD) == ["bold"]
    assert looked(found, Look.ITALIC) == ["slant"]
    assert looked(found, Look.HIDDEN) == [
        "unseen", "Whole unseen", "never", "[no]", "Reyna\nAda", "in\tner", "Section",
    ]  # fmt: skip
    assert words_of(found, Role.HEADING) == [(2, "Report")]
    assert words_of(found, Role.ITEM) == [(1, "One"), (2, "Two")]
    assert tables_of(found) == [[["Officer", "Badge"], ["Reyna\nAda", "in\tner"]]]


def test_that_all_that_hides_in_a_text_is_listed() -> None:
    assert hidden_of(read(full_text(), f"{OPEN}text")) == {
        "3 names of people who wrote or changed it.": False,
        "1 comment.": True,
        "2 deletions that can be taken back.": True,
        "1 tracked insertion.": True,
        "1 tracked change of format.": False,
        "5 stretches of hidden text.": True,
        "1 embedded file.": False,
        "1 link to a file or source outside.": False,
        "1 set of macros.": False,
        "1 property of the document.": False,
        "1 text of a slide master or layout.": False,
        "1 script or control.": False,
        "1 digital signature.": False,
        "1 small picture of its first page.": False,
    }


def test_that_a_spreadsheet_is_read_with_its_repeats_and_hidden_rows() -> None:
    found = read(open_document("spreadsheet", BOOK_BODY), f"{OPEN}spreadsheet")
    assert found.text == BOOK
    assert looked(found, Look.HIDDEN) == ["Home", "y", "y", "212 Palmetto"]
    hidden = hidden_of(found)
    assert {"1 hidden row.", "1 hidden column.", "1 hidden sheet."} < hidden.keys()
    assert "1 formula with words of its own." in hidden


def test_that_a_presentation_is_read_with_its_notes() -> None:
    found = read(open_document("presentation", SHOW_BODY), f"{OPEN}presentation")
    assert found.text == SHOW
    assert {"1 hidden slide.", "1 slide with speaker notes."} < hidden_of(found).keys()


def test_that_a_locked_or_empty_document_is_refused() -> None:
    assert "password" in refusal(locked(), f"{OPEN}text")
    assert "damaged" in refusal(zipped({"content.xml": "<a/>"}), f"{OPEN}text")
