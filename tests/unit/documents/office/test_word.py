"""Word documents: every part is read once, in order, with its looks; what hides is counted."""

from __future__ import annotations

from unit.documents.office.made_packages import ooxml, p, r
from unit.documents.office.made_word import TEXT, full_document, part
from unit.documents.office.reading import (
    hidden_of,
    looked,
    read,
    refusal,
    tables_of,
    words_of,
)

from app.domain.redacted import Look, Role

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def test_that_every_part_of_a_document_is_read_in_order() -> None:
    assert read(full_document(), WORD).text == TEXT


def test_that_looks_tell_what_was_inserted_deleted_and_hidden() -> None:
    content = read(full_document(), WORD)
    assert looked(content, Look.DELETED) == ["Driver was mouthy.", "in\tner", "out", "Moved."]
    assert looked(content, Look.INSERTED) == ["Driver asked for a supervisor.", "Moved."]
    assert looked(content, Look.HIDDEN) == ["Do not show."]
    assert looked(content, Look.BOLD) == ["15:21"]
    assert looked(content, Look.ITALIC) == ["Cedar"]


def test_that_headings_items_notes_and_tables_are_told_apart() -> None:
    content = read(full_document(), WORD)
    assert words_of(content, Role.HEADING) == [(1, "Incident report")]
    assert words_of(content, Role.ITEM) == [
        (1, "1. First"), (2, "a) Under"), (1, "2. Second"), (1, "Dot"),
    ]  # fmt: skip
    assert words_of(content, Role.NOTE)[-1] == (0, "[comment 1] Why towed?\nCall her.")
    assert tables_of(content) == [
        [["Officer", "Badge"], ["Whitaker", "117\n118"], ["Both", ""], ["in\tner", "out"]]
    ]
    assert [block.head_rows for block in content.blocks if block.role is Role.TABLE] == [1]


def test_that_all_that_hides_is_listed_without_a_word_of_it() -> None:
    assert hidden_of(read(full_document(), WORD)) == {
        "3 names of people who wrote or changed it.": False,
        "1 comment.": True,
        "3 deletions that can be taken back.": True,
        "1 embedded file.": False,
        "1 stretch of hidden text.": True,
        "2 tracked insertions.": True,
        "2 links to files or sources outside.": False,
        "1 set of macros.": False,
        "1 field with words in its instruction.": False,
        "1 further part that is not shown.": False,
        "1 part with data of another program.": False,
        "2 properties of the document.": False,
        "1 tracked change of format.": False,
        "1 small picture of its first page.": False,
    }


def _body(words: str) -> str:
    made = ooxml("word/document.xml", {"word/document.xml": part("document", words)})
    return read(made, WORD).text


def test_that_what_a_form_holds_is_read() -> None:
    box = "<w:ffData><w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox></w:ffData>"
    choices = (
        "<w:ffData><w:ddList><w:result w:val='1'/><w:listEntry w:val='no'/>"
        "<w:listEntry w:val='yes'/></w:ddList></w:ffData>"
    )
    fields = "".join(
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        for data in (box, choices)
    )
    assert _body(f"<w:body>{p(fields)}</w:body>") == "☒yes"


def test_that_readings_beside_words_and_changed_blocks_are_read() -> None:
    ruby = f"<w:r><w:ruby><w:rt>{r('kan')}</w:rt><w:rubyBase>{r('漢')}</w:rubyBase></w:ruby></w:r>"
    changed = f'<w:ins w:author="A"><w:p>{r("block")}</w:p></w:ins>'
    choice = f"<mc:AlternateContent><mc:Choice>{p(r('once'))}</mc:Choice></mc:AlternateContent>"
    chunk = '<w:altChunk r:id="rId1"/>'
    body = f"<w:body>{p(ruby)}{changed}{choice}{chunk}</w:body>"
    assert _body(body) == "漢(kan)\nblock\nonce\n[embedded document]"


def test_that_a_document_without_a_body_or_a_broken_one_is_refused() -> None:
    for words in ("", "<w:body><w:p></w:body>"):
        made = ooxml("word/document.xml", {"word/document.xml": part("document", words)})
        assert "damaged" in refusal(made, WORD)


def test_that_a_main_part_elsewhere_is_found_by_what_it_is() -> None:
    words = part("document", f"<w:body>{p(r('moved'))}</w:body>")
    assert read(ooxml("odd/main.xml", {"odd/main.xml": words}), WORD).text == "moved"
    assert "damaged" in refusal(ooxml("odd/main.xml", {"odd/main.xml": "<a/>"}), WORD)
