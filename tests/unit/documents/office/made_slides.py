"""Builds a presentation that holds every feature that its reader knows."""

from __future__ import annotations

from unit.documents.office.made_packages import HEAD, P, ooxml, rels
from unit.documents.office.made_workbook import CHART

TEXT = """Slide 1
Use of force
Point
Under it
Read the law <https://example.com/l>
[picture: A chart of stops]
Officer\tBadge
Whitaker\t117
Grouped
Not shown
Stops by day
Stops
Mon\tTue
4\t7
First step
Speaker notes of slide 1
Do not say this.
Comments on slide 1
Old comment
New comment
An answer
Slide 2 (hidden)
Kept back
Slide that is not in the presentation
Orphan"""


def shape(words: str, kind: str = "", more: str = "") -> str:
    holder = f'<p:nvPr><p:ph type="{kind}"/></p:nvPr>' if kind else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="1" name="n"{more}/>{holder}</p:nvSpPr>'
        f"<p:txBody>{words}</p:txBody></p:sp>"
    )


def a(words: str, properties: str = "") -> str:
    return f"<a:p>{properties}<a:r><a:t>{words}</a:t></a:r></a:p>"


def slide(words: str, more: str = "") -> str:
    return f"{HEAD}<p:sld {P}{more}><p:cSld><p:spTree>{words}</p:spTree></p:cSld></p:sld>"


FIRST = (
    shape(a("Use of force"), "title")
    + shape(
        a("Point") + a("Under it", '<a:pPr lvl="1"/>')
        + '<a:p><a:r><a:rPr b="1"><a:hlinkClick r:id="rId4"/></a:rPr><a:t>Read the law</a:t></a:r>'
        "</a:p>",
        "body",
    )
    + '<p:pic><p:nvPicPr><p:cNvPr id="2" name="x" descr="A chart of stops"/></p:nvPicPr></p:pic>'
    '<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tblPr firstRow="1"/><a:tr><a:tc><a:txBody>'
    + a("Officer") + "</a:txBody></a:tc><a:tc><a:txBody>" + a("Badge")
    + "</a:txBody></a:tc></a:tr><a:tr><a:tc><a:txBody>" + a("Whitaker")
    + "</a:txBody></a:tc><a:tc><a:txBody>" + a("117")
    + "</a:txBody></a:tc></a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    "<p:grpSp>" + shape(a("Grouped")) + "</p:grpSp>" + shape(a("Not shown"), "", ' hidden="1"')
)  # fmt: skip


def full_slides() -> bytes:
    """Write a presentation of two slides and one that is left over."""
    main = (
        f'{HEAD}<p:presentation {P}><p:sldIdLst><p:sldId id="1" r:id="rId1"/>'
        '<p:sldId id="2" r:id="rId2"/></p:sldIdLst></p:presentation>'
    )
    notes = f"{HEAD}<p:notes {P}><p:cSld><p:spTree>" + shape(a("Do not say this."), "body")
    notes += shape(a("1"), "sldNum") + "</p:spTree></p:cSld></p:notes>"
    step = f"<dgm:pt><dgm:t>{a('First step')}</dgm:t></dgm:pt>"
    diagram = f"{HEAD}<dgm:dataModel {P}>{step}</dgm:dataModel>"
    modern = (
        f'<p188:cmLst xmlns:p188="x" {P}><p188:cm><p188:replyLst><p188:reply><p188:txBody>'
        f"{a('An answer')}</p188:txBody></p188:reply></p188:replyLst><p188:txBody>"
        f"{a('New comment')}</p188:txBody></p188:cm></p188:cmLst>"
    )
    return ooxml(
        "ppt/presentation.xml",
        {
            "ppt/presentation.xml": main,
            "ppt/_rels/presentation.xml.rels": rels(
                ("rId1", "slide", "slides/slide2.xml"), ("rId2", "slide", "slides/slide1.xml")
            ),
            "ppt/slides/slide2.xml": slide(FIRST),
            "ppt/slides/_rels/slide2.xml.rels": rels(
                ("rId1", "notesSlide", "../notesSlides/notesSlide1.xml"),
                ("rId2", "comments", "../comments/comment1.xml"),
                ("rId3", "diagramData", "../diagrams/data1.xml"),
                ("rId4", "hyperlink", "!https://example.com/l"),
                ("rId5", "chart", "../charts/chart1.xml"),
                ("rId6", "comments", "../comments/modern.xml"),
            ),
            "ppt/slides/slide1.xml": slide(shape(a("Kept back")), ' show="0"'),
            "ppt/slides/slide3.xml": slide(shape(a("Orphan"))),
            "ppt/notesSlides/notesSlide1.xml": notes,
            "ppt/comments/comment1.xml": f"{HEAD}<p:cmLst {P}><p:cm><p:text>Old comment</p:text>"
            "</p:cm></p:cmLst>",
            "ppt/comments/modern.xml": modern,
            "ppt/diagrams/data1.xml": diagram,
            "ppt/charts/chart1.xml": CHART,
            "ppt/slideMasters/slideMaster1.xml": slide(shape(a("Click to edit"))),
            "ppt/commentAuthors.xml": f'<p:l {P}><p:cmAuthor name="Ada Reyna"/></p:l>',
        },
    )
