"""The binary formats from before 2007: the words of all parts; locked files say so."""

from __future__ import annotations

import pytest
from unit.documents.office.made_compound import compound, old_book, old_slides, old_word
from unit.documents.office.reading import hidden_of, looked, read, refusal, tables_of

from app.documents.office.old_workbook import shown
from app.domain.redacted import Look

WORD, BOOK, SLIDES = (
    "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint",
)  # fmt: skip
PARTS = [
    ("Café 😀 words\r\x13HYPERLINK \"https://example.com/d\"\x14link\x15 on\r"
    "Officer\x07Badge\x07\x07Reyna\rAda\x07118\x07\x07After\r"),
    "\x02 Foot\r", "Official\r", "", "\x05Why?\r", "\x02 End\r", "Boxed\r", "",
]  # fmt: skip
TEXT = """Café 😀 words
link <https://example.com/d> on
Officer\tBadge
Reyna
Ada\t118
After
Footnotes
 Foot
Headers and footers
Official
Comments
Why?
Endnotes
 End
Text boxes
Boxed"""


def test_that_the_words_of_all_parts_of_an_old_document_are_read() -> None:
    content = read(old_word(PARTS), WORD)
    assert content.text == TEXT
    assert "Only its words" in content.note
    assert hidden_of(content) == {"1 comment.": True, "1 set of macros.": False}


def test_that_a_document_of_word_95_is_read() -> None:
    assert read(old_word(["Café words\r"], old=True), WORD).text == "Café words"


def test_that_the_words_of_an_old_presentation_are_read() -> None:
    content = read(old_slides(), SLIDES)
    assert content.text == (
        "Slides\nTitle\nPoint\nShapes\nIn a shape\nSpeaker notes\nSay nothing\nComments\nWhy?\n"
        "Other words\nLoose"
    )
    assert hidden_of(content) == {
        "1 name of somebody who wrote or changed it.": False,
        "1 comment.": True,
        "1 text of a slide master or layout.": False,
        "1 slide with speaker notes.": True,
    }


def test_that_the_values_of_an_old_workbook_are_read() -> None:
    content = read(old_book(), BOOK)
    assert tables_of(content) == [[["Officer", "Badge"], ["Reyna", "118"]], [["212 Palmetto"]]]
    assert looked(content, Look.HIDDEN) == ["212 Palmetto"]
    assert hidden_of(content) == {"1 hidden sheet.": True}
    assert "Only the values" in content.note


@pytest.mark.parametrize(
    ("value", "text"), [(True, "TRUE"), (1.5, "1.5"), (3, "3"), ("a", "a"), (False, "FALSE")]
)
def test_that_values_are_said(value: bool | float | str, text: str) -> None:
    assert shown(value) == text


def test_that_locked_files_say_so() -> None:
    assert "password" in refusal(old_word(PARTS, locked=True), WORD)
    assert "password" in refusal(old_slides(locked=True), SLIDES)
    sealed = compound({"EncryptedPackage": b"x", "EncryptionInfo": b"x"})
    for media_type in (WORD, BOOK, SLIDES):
        assert "password" in refusal(sealed, media_type)


def test_that_compound_files_of_other_kinds_are_refused() -> None:
    for media_type in (WORD, BOOK, SLIDES):
        assert "damaged" in refusal(compound({"Other": b"x"}), media_type)
        assert "damaged" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", media_type)
    assert "damaged" in refusal(compound({"WordDocument": b"x"}), WORD)
