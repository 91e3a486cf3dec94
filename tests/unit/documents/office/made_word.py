"""Builds a Word document that holds every feature that its reader knows."""

from __future__ import annotations

from unit.documents.office.made_packages import HEAD, MAIN, W, ooxml, p, r, rels

BY = 'w:author="Dale Whitaker" w:date="2026-03-14T22:10:00Z"'


def field(instruction: str, result: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{r(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def cell(words: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{words}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def boxed(words: str) -> str:
    """Write a text box as Word does: once for new programs, once for old ones."""
    inside = f"<w:txbxContent>{p(r(words))}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor>"
        "<wp:positionH><wp:posOffset>12345</wp:posOffset></wp:positionH>"
        f"<wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


BODY = [
    p(r("Incident report"), '<w:pStyle w:val="Heading1"/>'),
    p(r("Stopped at ") + r("15:21", "<w:b/>") + r(" on ") + r("Cedar", "<w:i/>") + r(" Street.")),
    p(
        f'<w:del w:id="1" {BY}><w:r><w:delText>Driver was mouthy.</w:delText></w:r></w:del>'
        f'<w:ins w:id="2" w:author="Ada Reyna">{r("Driver asked for a supervisor.")}</w:ins>'
    ),
    p(r("Seen. ") + r("Do not show.", "<w:vanish/>") + r(" Shown.", '<w:vanish w:val="0"/>')),
    p(
        r("Note")
        + '<w:r><w:footnoteReference w:id="2"/></w:r>'
        + r(" and end")
        + '<w:r><w:endnoteReference w:id="2"/></w:r>'
        + r(" and comment")
        + '<w:r><w:commentReference w:id="0"/></w:r>'
    ),
    p(r("First"), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
    p(r("Under"), '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'),
    p(r("Second"), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
    p(r("Dot"), '<w:pStyle w:val="Bullets"/>'),
    "<w:tbl>"
    + row(cell(p(r("Officer"))), cell(p(r("Badge"))), properties="<w:tblHeader/>")
    + row(cell(p(r("Whitaker")), '<w:vMerge w:val="restart"/>'), cell(p(r("117")) + p(r("118"))))
    + row(cell(p(r("Both")), '<w:gridSpan w:val="2"/>'))
    + row(
        cell("<w:tbl>" + row(cell(p(r("in"))), cell(p(r("ner")))) + "</w:tbl>" + p("")),
        cell(p(r("out"))),
        properties=f'<w:del w:id="9" {BY}/>',
    )
    + "</w:tbl>",
    p(boxed("In a box.") + r("Beside the box.")),
    p('<w:hyperlink r:id="rId20">' + r("the form") + "</w:hyperlink>"),
    p(field('HYPERLINK "https://example.com/b"', "the law")),
    p(field(r'INCLUDETEXT "C:\\secret\\plan.docx"', "Included")),
    p(field('IF a = b "yes words" "no words"', "yes words") + field("PAGE", "7")),
    p('<w:fldSimple w:instr=" DATE ">' + r("14 March") + "</w:fldSimple>"),
    p(
        "<w:r><w:t>A</w:t><w:tab/><w:t>B</w:t><w:br/><w:t>C</w:t><w:noBreakHyphen/><w:t>D</w:t>"
        '<w:softHyphen/><w:t>E</w:t><w:sym w:font="Wingdings" w:char="F0FE"/>'
        '<w:sym w:font="Symbol" w:char="F061"/></w:r>'
    ),
    "<w:sdt><w:sdtPr><w:alias w:val='Never shown'/><w:dropDownList><w:listItem w:value='x'/>"
    "</w:dropDownList></w:sdtPr><w:sdtContent>" + p(r("Controlled")) + "</w:sdtContent></w:sdt>",
    p(
        "<w:r><w:drawing><wp:inline><wp:docPr id='1' name='Picture 1' descr='A blue car'/>"
        "<a:graphic><a:graphicData><pic:pic><pic:nvPicPr><pic:cNvPr id='0' name='x.png'/>"
        "</pic:nvPicPr><pic:blipFill><a:blip r:embed='rId21'/></pic:blipFill></pic:pic>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    ),
    p(f'<w:moveFrom w:id="3" {BY}>{r("Moved.")}</w:moveFrom>'),
    p(f'<w:moveTo w:id="4" {BY}>{r("Moved.")}</w:moveTo>'),
    p(r("Form") + '<w:rPr><w:b/><w:rPrChange w:id="5" w:author="Ada Reyna"/></w:rPr>'),
    p('<w:r><w:pict><v:shape alt="Old drawing"/></w:pict></w:r>'),
    p("<w:r><w:object><o:OLEObject r:id='rId22'/></w:object></w:r>"),
    p("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"),
    (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId10"/>'
        '<w:headerReference w:type="first" r:id="rId11"/>'
        '<w:footerReference w:type="default" r:id="rId12"/></w:sectPr>'
    ),
]
TEXT = """Incident report
Stopped at 15:21 on Cedar Street.
Driver was mouthy.Driver asked for a supervisor.
Seen. Do not show. Shown.
Note[footnote 1] and end[endnote 1] and comment[comment 1]
1. First
a) Under
2. Second
Dot
Officer\tBadge
Whitaker\t117
118
Both
in\tner\tout
Beside the box.
In a box.
the form <https://example.com/a>
the law <https://example.com/b>
Included <C:\\secret\\plan.docx>
yes words7
14 March
A\tB
C-DE☑α
Controlled
[picture: A blue car]
Moved.
Moved.
Form
[picture: Old drawing]
[embedded object]
x=1
Header of section 1
Official
Header of section 1 (first page)
Front
Footer of section 1
Page [of many]
Footnotes
[footnote 1] See chapter 119.
Endnotes
[endnote 1] At the end.
Comments
[comment 1] Why towed?
Call her.
Building blocks
A stored block
Pictures
1 picture is not shown here."""


def styles() -> str:
    return (
        f'{HEAD}<w:styles {W}><w:style w:styleId="Heading1"><w:name w:val="heading 1"/>'
        '<w:rPr><w:b/></w:rPr></w:style><w:style w:styleId="Bullets"><w:basedOn w:val="Deep"/>'
        '</w:style><w:style w:styleId="Deep"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr>'
        "</w:pPr></w:style></w:styles>"
    )


def numbering() -> str:
    def level(at: int, form: str, label: str) -> str:
        return (
            f'<w:lvl w:ilvl="{at}"><w:numFmt w:val="{form}"/><w:lvlText w:val="{label}"/></w:lvl>'
        )

    return (
        f'{HEAD}<w:numbering {W}><w:abstractNum w:abstractNumId="0">'
        + level(0, "decimal", "%1.")
        + level(1, "lowerLetter", "%2)")
        + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
        + level(0, "bullet", "•")
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )


def part(root: str, words: str) -> str:
    return f"{HEAD}<w:{root} {W}>{words}</w:{root}>"


def core(creator: str) -> str:
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{MAIN}/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:creator>{creator}</dc:creator><dc:title>Secret title</dc:title>"
        "<cp:lastModifiedBy>Renee Calloway</cp:lastModifiedBy></cp:coreProperties>"
    )


def full_document() -> bytes:
    ties = [
        ("rId1", "styles", "styles.xml"), ("rId2", "numbering", "numbering.xml"),
        ("rId3", "footnotes", "footnotes.xml"), ("rId4", "endnotes", "endnotes.xml"),
        ("rId5", "comments", "comments.xml"), ("rId6", "glossaryDocument", "glossary/document.xml"),
        ("rId10", "header", "header1.xml"), ("rId11", "header", "header2.xml"),
        ("rId12", "footer", "footer1.xml"), ("rId20", "hyperlink", "!https://example.com/a"),
        ("rId21", "image", "media/image1.png"), ("rId22", "oleObject", "embeddings/ole1.bin"),
        ("rId23", "attachedTemplate", "!file:///C:/secret.dotx"),
        ("rId24", "settings", "settings.xml"),
    ]  # fmt: skip
    return ooxml(
        "word/document.xml",
        {
            "word/document.xml": part("document", f"<w:body>{''.join(BODY)}</w:body>"),
            "word/_rels/document.xml.rels": rels(*ties),
            "word/styles.xml": styles(), "word/numbering.xml": numbering(),
            "word/settings.xml": part("settings",
                '<w:docVars><w:docVar w:name="a" w:val="b"/></w:docVars>'),
            "word/footnotes.xml": part("footnotes", '<w:footnote w:id="0" w:type="separator">'
                + p("<w:r><w:separator/></w:r>") + '</w:footnote><w:footnote w:id="2">'
                + p(r("See chapter 119.")) + "</w:footnote>"),
            "word/endnotes.xml": part("endnotes",
                f'<w:endnote w:id="2">{p(r("At the end."))}</w:endnote>'),
            "word/comments.xml": part("comments", '<w:comment w:id="0" w:author="Renee Calloway">'
                + p(r("Why towed?")) + p(r("Call her.")) + "</w:comment>"),
            "word/glossary/document.xml": part("glossaryDocument", "<w:docParts><w:docPart>"
                f"<w:docPartBody>{p(r('A stored block'))}</w:docPartBody></w:docPart>"
                "</w:docParts>"),
            "word/header1.xml": part("hdr", p(r("Official"))),
            "word/header2.xml": part("hdr", p(r("Front"))),
            "word/footer1.xml": part("ftr", p(r("Page ") + field("PAGE", "[of many]"))),
            "word/media/image1.png": b"\x89PNG", "word/embeddings/ole1.bin": b"x",
            "word/vbaProject.bin": b"x", "word/people.xml": part("people", ""),
            "customXml/item1.xml": "<a>words</a>", "docProps/core.xml": core("Dale Whitaker"),
            "docProps/thumbnail.jpeg": b"x", "word/odd.xml": "<odd/>",
        },
    )  # fmt: skip
