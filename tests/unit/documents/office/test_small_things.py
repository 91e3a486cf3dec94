"""The small tables and limits on which the readers of documents rest."""

from __future__ import annotations

from pathlib import Path

import pytest
from unit.documents.office.made_compound import compound
from unit.documents.office.made_packages import W, ooxml, p, r, rels
from unit.documents.office.made_word import part
from unit.documents.office.reading import hidden_of, read

from app.documents.office import compound as compound_room
from app.documents.office.compound import Compound
from app.documents.office.inventory import COMMENT, Inventory
from app.documents.office.markup import parse
from app.documents.office.old_workbook import shown
from app.documents.office.outside import to_pdf
from app.documents.office.programs import LIBREOFFICE, find_libreoffice
from app.documents.office.refused import Refused
from app.documents.office.symbols import UNKNOWN_SIGN, sign
from app.documents.office.word_styles import Numbering
from app.domain.content import Content

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize(
    ("code", "font", "shown_as"),
    [
        (0xF061, "Symbol", "α"), (0xF031, "Symbol", "1"), (0xF001, "Symbol", UNKNOWN_SIGN),
        (0xF0FC, "Wingdings", "✓"), (0xF001, "Wingdings 2", UNKNOWN_SIGN), (0xF041, "Arial", "A"),
        (0xF001, "Arial", UNKNOWN_SIGN), (0x263A, "Arial", "☺"), (0xD800, "Arial", UNKNOWN_SIGN),
    ],
)  # fmt: skip
def test_that_a_sign_is_the_character_that_it_looks_like(
    code: int, font: str, shown_as: str
) -> None:
    assert sign(code, font) == shown_as


@pytest.mark.parametrize(
    ("form", "label", "made"),
    [
        ("upperLetter", "(%1)", ["(A)", "(B)"]), ("lowerRoman", "%1.", ["i.", "ii."]),
        ("upperRoman", "%1", ["I", "II"]), ("decimalZero", "%1", ["01", "02"]),
        ("none", "", ["", ""]),
    ],
)  # fmt: skip
def test_that_items_are_labelled_as_their_list_says(form: str, label: str, made: list[str]) -> None:
    numbering = Numbering(
        parse(
            f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt '
            f'w:val="{form}"/><w:lvlText w:val="{label}"/></w:lvl></w:abstractNum><w:num '
            'w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'.encode()
        )
    )
    assert [numbering.label("1", 0) for _ in made] == made
    assert numbering.label("9", 0) == ""


def test_that_nothing_is_counted_as_nothing() -> None:
    found = Inventory()
    found.add(COMMENT, 0)
    found.author("  ")
    assert found.listed() == ()
    found.add(COMMENT, 2)
    assert found.count(COMMENT) == 2


def _with_header(relation: str) -> Content:
    section = f'<w:sectPr><w:headerReference w:type="even" r:id="{relation}"/></w:sectPr>'
    return read(
        ooxml(
            "word/document.xml",
            {
                "word/document.xml": part("document", f"<w:body>{p(r('x'))}{section}</w:body>"),
                "word/_rels/document.xml.rels": rels(("rId1", "header", "header1.xml")),
                "word/header1.xml": part("hdr", p(r("Loose"), '<w:outlineLvl w:val="9"/>')),
            },
        ),
        WORD,
    )


def test_that_a_header_that_no_section_names_is_read_too() -> None:
    assert _with_header("rId1").text == "x\nHeader of section 1 (even pages)\nLoose"
    assert _with_header("rId9").text == "x\nHeader that no section uses\nLoose"


def test_that_a_row_that_was_put_in_is_marked() -> None:
    row = '<w:tr><w:trPr><w:ins w:author="A"/></w:trPr><w:tc>' + p(r("new")) + "</w:tc></w:tr>"
    table = f"<w:sdt><w:sdtContent><w:tbl>{row}</w:tbl></w:sdtContent></w:sdt>"
    body = part("document", f"<w:body>{table}</w:body>")
    found = hidden_of(read(ooxml("word/document.xml", {"word/document.xml": body}), WORD))
    assert found["1 tracked insertion."]


def test_that_streams_of_a_compound_file_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    made = compound({"WordDocument": b"x", "ObjectPool": b"y"})
    assert Compound(made, "WordDocument").stream("WordDocument").startswith(b"x")
    assert Compound(made, "Missing").stream("Missing") == b""
    monkeypatch.setattr(compound_room, "MOST_OF_A_STREAM", 1)
    with pytest.raises(Refused, match="too large"):
        Compound(made, "WordDocument")


def test_that_moments_of_old_workbooks_are_said_to_the_minute() -> None:
    import datetime as dt

    assert shown(dt.datetime(2026, 3, 14, 15, 21)) == "2026-03-14 15:21"  # noqa: DTZ001 - a workbook knows no zone
    assert shown(dt.date(2026, 3, 14)) == "2026-03-14"


@pytest.mark.skipif(find_libreoffice() is None, reason="LibreOffice is not installed")
def test_that_libreoffice_itself_makes_a_pdf_and_leaves_nothing_behind(tmp_path: Path) -> None:
    made = to_pdf(b"{\\rtf1 Words of the report}", "application/rtf", tmp_path, LIBREOFFICE)
    assert made.startswith(b"%PDF-")
    assert list(tmp_path.iterdir()) == []
