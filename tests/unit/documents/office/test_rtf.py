"""RTF: words in every code page, notes, changes and tables; what holds no words is counted."""

from __future__ import annotations

import pytest
from unit.documents.office.reading import hidden_of, looked, read, refusal, tables_of, words_of

from app.domain.redacted import Look, Role

RTF = "application/rtf"
FULL = rb"""{\rtf1\ansi\ansicpg1252\deff0{\fonttbl
{\f0\fcharset0 Arial;}{\f1\fcharset204 Cyr;}{\f2 Symbol;}}
{\*\revtbl{Unknown;}{Dale Whitaker;}}{\info{\author Ada Reyna}{\title Secret}{\*\company Town}}
{\header Official\par}{\*\generator Made;}{\colortbl;\red0;}
\pard\outlinelevel0\b Incident\b0\par
\pard caf\'e9 \uc1\u1076 ?\u-10179?\u-8704? {\f1 \'c4\'e0} a\~b\_c\-d\{\}\\
\emdash\tab end\line next\par
{\deleted mouthy}{\revised polite} {\v unseen}{\i slanted}\par
Note{\footnote Foot words}{\*\atnid RC}{\*\atnauthor Renee}
{\chatn{\*\annotation Why?\par Call.}} on\par
\trowd\intbl Officer\cell Badge\cell\row\trowd\intbl Reyna\par Ada\cell 118\cell\row
\pard{\listtext 1.\tab}\ls1\ilvl0 Item
\par\pard{\field{\*\fldinst HYPERLINK "https://example.com/r"}
{\fldrslt the law}}\par
{\*\unknown skipped}{\pict\wmetafile8 0102}
{\object{\*\objdata 01}{\result shown}}
{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt boxed}}{\shprslt twice}}\par
{\f2 \u-3984?}\bin3 }}}{\*\template C:\\x.dot} last}"""
TEXT = """Incident
café д😀 Да a\xa0b-cd{}\\—\tend
next
mouthypolite unseenslanted
Note[footnote 1][comment 1] on
Officer\tBadge
Reyna
Ada\t118
1. Item
the law <https://example.com/r>
shownboxed
π last
Header
Official
Footnotes
[footnote 1] Foot words
Comments
[comment 1] Why?
Call.
Pictures
1 picture is not shown here."""


def test_that_every_part_of_an_rtf_document_is_read_in_order() -> None:
    assert read(FULL, RTF).text == TEXT


def test_that_looks_roles_and_tables_of_rtf_are_told_apart() -> None:
    content = read(FULL, RTF)
    assert looked(content, Look.DELETED) == ["mouthy"]
    assert looked(content, Look.INSERTED) == ["polite"]
    assert looked(content, Look.HIDDEN) == ["unseen"]
    assert looked(content, Look.ITALIC) == ["slanted"]
    assert words_of(content, Role.HEADING) == [(1, "Incident")]
    assert words_of(content, Role.ITEM) == [(1, "1. Item")]
    assert tables_of(content) == [[["Officer", "Badge"], ["Reyna\nAda", "118"]]]


def test_that_all_that_hides_in_rtf_is_listed() -> None:
    assert hidden_of(read(FULL, RTF)) == {
        "4 names of people who wrote or changed it.": False,
        "1 comment.": True,
        "1 deletion that can be taken back.": True,
        "1 tracked insertion.": True,
        "1 stretch of hidden text.": True,
        "1 embedded file.": False,
        "1 link to a file or source outside.": False,
        "2 properties of the document.": False,
    }


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (rb"{\rtf1\mac caf\'8e}", "café"),
        (rb"{\rtf1\ansicpg932\'82\'a0}", "あ"),
        (rb"{\rtf1\ansicpg65001\'c3\'a9}", "é"),
        (rb"{\rtf1\ansicpg99999 x}", "x"),
        (rb"{\rtf1\uc2\u233 ??!\uc0\u233!}", "é!é!"),
        (rb"{\rtf1 a\plain\i0 b\'zz}", "ab'zz"),
        (rb"{\rtf1 \intbl in\nestcell ner\nestcell\nestrow out\cell\row}", "in\tner\t\nout"),
        (rb"{\rtf1 one} two", "one"),
        (rb"{\rtf1 {\field{\*\fldinst PAGE}{\fldrslt 3}}", "3"),
    ],
)
def test_that_rtf_of_many_writers_is_read(words: bytes, text: str) -> None:
    assert read(words, RTF).text == text


def test_that_rtf_nested_too_deeply_is_refused() -> None:
    assert "deeply" in refusal(b"{\\rtf1" + b"{" * 600, RTF)
