"""Office files written by hand: a report with tracked changes, a roster with a hidden sheet."""

from __future__ import annotations

from xml.sax.saxutils import escape

from zips import zip_bytes

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
BY = 'w:author="Dale Whitaker" w:date="2026-03-14T22:10:00Z"'
ROSTER = (
    ("Officer", "Badge", "Shift"),
    ("Whitaker", "117", "B"),
    ("Reyna", "118", "B"),
    ("Tran", "121", "B"),
)
HOMES = (
    ("Officer", "Home address", "Home phone"),
    ("Whitaker", "212 Palmetto Court", "850-555-0171"),
    ("Reyna", "9 Gulf Avenue", "850-555-0172"),
    ("Tran", "77 Heron Way", "850-555-0173"),
)


TITLE = "Incident report 850-555-0126, Cedar Street, 14 March 2026"
DRIVER = "Driver Joanna Delaney, 14 Cedar Lane, was stopped at 15:21. "
STRUCK = "Driver was mouthy from the start."
PUT = "Driver asked for a supervisor."
TOWED = " Vehicle towed at 15:55."
REMARK = "Why towed? Call her at 850-555-0142 first."


REPORT = (
    f"{TITLE}\nDriver [[Joanna Delaney]], [[14 Cedar Lane]], was stopped at 15:21. \n"
    f"{STRUCK}{PUT}{TOWED}[comment 1]\nComments\n"
    "[comment 1] Why towed? Call her at [[850-555-0142]] first."
)
"""What a reader of all parts reads, with the marks of what is withheld."""

ROSTER_TEXT = "\n".join(
    (
        "Sheet 1 “Roster”",
        *("\t".join(row) for row in ROSTER),
        "Sheet 2 “Homes” (hidden)",
        *("\t".join(row) for row in HOMES),
    )
)


def incident_report() -> bytes:
    """Write the incident report: one sentence struck, one put in its place, one comment."""
    document = (
        f"{HEAD}<w:document {W}><w:body>"
        + _paragraph(_run(TITLE))
        + _paragraph(_run(DRIVER))
        + _paragraph(
            f'<w:del w:id="1" {BY}><w:r>'
            f"<w:delText>{STRUCK}</w:delText></w:r></w:del>"
            f'<w:ins w:id="2" {BY}>{_run(PUT)}</w:ins>'
            '<w:commentRangeStart w:id="0"/>'
            + _run(TOWED)
            + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
        )
        + "<w:sectPr/></w:body></w:document>"
    )
    comments = (
        f'{HEAD}<w:comments {W}><w:comment w:id="0" w:author="Renee Calloway" '
        'w:date="2026-03-15T12:00:00Z" '
        f'w:initials="RC">{_paragraph(_run(REMARK))}'
        "</w:comment></w:comments>"
    )
    return zip_bytes(
        {
            "[Content_Types].xml": _types(
                ("/word/document.xml", f"{WORD_TYPE}.document.main+xml"),
                ("/word/comments.xml", f"{WORD_TYPE}.comments+xml"),
            ),
            "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
            "word/document.xml": document.encode(),
            "word/_rels/document.xml.rels": _relations(("comments", "comments.xml")),
            "word/comments.xml": comments.encode(),
            "docProps/core.xml": _core("Dale Whitaker"),
        }
    )


def roster() -> bytes:
    """Write the duty roster; its second sheet is hidden and holds homes."""
    sheets = (
        '<sheets><sheet name="Roster" sheetId="1" r:id="rId1"/>'
        '<sheet name="Homes" sheetId="2" state="hidden" r:id="rId2"/></sheets>'
    )
    return zip_bytes(
        {
            "[Content_Types].xml": _types(
                ("/xl/workbook.xml", f"{SHEET_TYPE}.sheet.main+xml"),
                ("/xl/worksheets/sheet1.xml", f"{SHEET_TYPE}.worksheet+xml"),
                ("/xl/worksheets/sheet2.xml", f"{SHEET_TYPE}.worksheet+xml"),
            ),
            "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f"{HEAD}<workbook {S} {R}>{sheets}</workbook>".encode(),
            "xl/_rels/workbook.xml.rels": _relations(
                ("worksheet", "worksheets/sheet1.xml"), ("worksheet", "worksheets/sheet2.xml")
            ),
            "xl/worksheets/sheet1.xml": _sheet(ROSTER),
            "xl/worksheets/sheet2.xml": _sheet(HOMES),
            "docProps/core.xml": _core("Bev Sandoval"),
        }
    )


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _paragraph(runs: str) -> str:
    return f"<w:p>{runs}</w:p>"


def _sheet(rows: tuple[tuple[str, ...], ...]) -> bytes:
    written = "".join(
        f'<row r="{number}">{_cells(number, row)}</row>' for number, row in enumerate(rows, 1)
    )
    return f"{HEAD}<worksheet {S}><sheetData>{written}</sheetData></worksheet>".encode()


def _cells(number: int, row: tuple[str, ...]) -> str:
    return "".join(_cell(column, number, value) for column, value in enumerate(row))


def _cell(column: int, row: int, value: str) -> str:
    return f'<c r="{"ABC"[column]}{row}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def _types(*overrides: tuple[str, str]) -> bytes:
    listed = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides
    )
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    return (
        f'{HEAD}<Types xmlns="{TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'{listed}<Override PartName="/docProps/core.xml" ContentType="{core}"/></Types>'
    ).encode()


def _relations(*targets: tuple[str, str]) -> bytes:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{HEAD}<Relationships xmlns="{RELATIONS}">{listed}</Relationships>'.encode()


def _core(author: str) -> bytes:
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{CORE}" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator>{author}</dc:creator>'
        '<dcterms:created xsi:type="dcterms:W3CDTF">2026-03-14T22:30:00Z</dcterms:created>'
        "</cp:coreProperties>"
    ).encode()
