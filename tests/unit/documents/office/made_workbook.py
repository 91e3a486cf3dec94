"""Builds a workbook that holds every feature that its reader knows."""

from __future__ import annotations

from unit.documents.office.made_packages import HEAD, MAIN, P, S, ooxml, rels
from unit.documents.office.made_word import core

CHART = (
    f"{HEAD}<c:chartSpace {P}><c:chart><c:title><a:p><a:r><a:t>Stops by day</a:t></a:r></a:p>"
    "</c:title><c:ser><c:tx><c:strRef><c:strCache><c:pt><c:v>Stops</c:v></c:pt></c:strCache>"
    "</c:strRef></c:tx><c:cat><c:strRef><c:strCache><c:pt><c:v>Mon</c:v></c:pt><c:pt>"
    "<c:v>Tue</c:v></c:pt></c:strCache></c:strRef></c:cat><c:val><c:numRef><c:numCache><c:pt>"
    "<c:v>4</c:v></c:pt><c:pt><c:v>7</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser>"
    "</c:chart></c:chartSpace>"
)
FIRST = f"""{HEAD}<worksheet {S}><cols><col min="3" max="3" hidden="1"/></cols><sheetData>
<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>
<c r="C1" t="s"><v>2</v></c></row>
<row r="2"><c r="A2" t="inlineStr"><is><t>Whitaker</t></is></c><c r="B2"><v>117</v></c>
<c r="C2" t="str"><f>IF(A1="x","secret","open")</f><v>open</v></c></row>
<row r="3" hidden="1"><c r="A3" t="s"><v>3</v></c><c r="B3" s="1"><v>46095</v></c></row>
<row r="5"><c r="A5" t="b"><v>1</v></c><c r="B5" t="e"><v>#N/A</v></c>
<c r="E5" s="2"><v>0.125</v></c><c r="F5" s="3"><v>99</v></c><c r="G5"><f>NOW()</f></c>
<c r="H5" t="d"><v>2026-03-14T10:00</v></c></row></sheetData>
<mergeCells><mergeCell ref="A1:A2"/></mergeCells>
<dataValidations><dataValidation type="list" sqref="B2" prompt="Pick one">
<formula1>"yes,no"</formula1>
</dataValidation></dataValidations>
<hyperlinks><hyperlink ref="A1" r:id="rId5" tooltip="The site"/></hyperlinks>
<scenarios><scenario name="What if"/></scenarios>
<headerFooter><oddHeader>&amp;L&amp;"Arial,Bold"Duty roster&amp;RPage &amp;P</oddHeader>
<oddFooter>&amp;CSmith &amp;&amp; Co</oddFooter></headerFooter><drawing r:id="rId1"/></worksheet>"""
TEXT = """Sheet 1 “Roster”
Officer\tBadge\tNote
Whitaker\t117\topen
Reyna bold\t3/14/2026
TRUE\t#N/A\t12.5%\t99\t=NOW()\t2026-03-14 10:00
Choices and prompts of sheet 1
B2: yes,no · Pick one
Links of sheet 1
A1: <https://example.com/s> The site
Header of sheet 1
Duty roster\tPage [page]
Footer of sheet 1
Smith & Co
Comments of sheet 1
A2: Threaded words
B2: Old note
Drawings of sheet 1
[picture: A map]
Typed in a shape
Stops by day
Stops
Mon\tTue
4\t7
Controls of sheet 1
Press here
Sheet 2 “Homes” (hidden)
212 Palmetto
Sheet 3 “Gone” (hidden)"""


def full_workbook() -> bytes:
    """Write a workbook of three sheets, two of them hidden."""
    book = (
        f'{HEAD}<workbook {S}><sheets><sheet name="Roster" sheetId="1" r:id="rId1"/>'
        '<sheet name="Homes" sheetId="2" state="veryHidden" r:id="rId2"/>'
        '<sheet name="Gone" sheetId="3" state="hidden" r:id="rId99"/></sheets>'
        "<definedNames><definedName name='Secret'>\"x\"</definedName></definedNames></workbook>"
    )
    strings = (
        f"{HEAD}<sst {S}><si><t>Officer</t></si><si><t>Badge</t></si><si><t>Note</t></si>"
        "<si><r><t>Reyna </t></r><r><rPr><b/></rPr><t>bold</t></r></si></sst>"
    )
    styles = (
        f'{HEAD}<styleSheet {S}><numFmts><numFmt numFmtId="200" formatCode=";;;"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="200"/>'
        "</cellXfs></styleSheet>"
    ).replace("<numFmts>", '<numFmts><numFmt numFmtId="170" formatCode="0.0%"/>')
    drawing = (
        f'{HEAD}<xdr:wsDr xmlns:xdr="{MAIN}/drawingml/2006/spreadsheetDrawing" {P}>'
        '<xdr:pic><xdr:cNvPr id="1" name="p" descr="A map"/></xdr:pic>'
        "<xdr:sp><xdr:txBody><a:p><a:r><a:t>Typed in a shape</a:t></a:r></a:p></xdr:txBody>"
        "</xdr:sp></xdr:wsDr>"
    )
    vml = (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:'
        'excel"><v:shape><v:textbox><div>Press <b>here</b></div></v:textbox><x:ClientData '
        'ObjectType="Button"/></v:shape><v:shape><v:textbox><div>not</div></v:textbox>'
        '<x:ClientData ObjectType="Note"/></v:shape></xml>'
    )
    comments = (
        f"{HEAD}<comments {S}><authors><author>Dale Whitaker</author><author>tc={{1}}</author>"
        '</authors><commentList><comment ref="A2"><text><t>[Threaded comment] copy</t></text>'
        '</comment><comment ref="B2"><text><r><t>Old note</t></r></text></comment>'
        "</commentList></comments>"
    )
    threaded = (
        f'{HEAD}<ThreadedComments xmlns="x"><threadedComment ref="A2"><text>Threaded words</text>'
        "</threadedComment></ThreadedComments>"
    )
    return ooxml(
        "xl/workbook.xml",
        {
            "xl/workbook.xml": book,
            "xl/_rels/workbook.xml.rels": rels(
                ("rId1", "worksheet", "worksheets/sheet1.xml"),
                ("rId2", "worksheet", "worksheets/sheet2.xml"),
                ("rId3", "sharedStrings", "sharedStrings.xml"), ("rId4", "styles", "styles.xml"),
            ),
            "xl/sharedStrings.xml": strings, "xl/styles.xml": styles,
            "xl/worksheets/sheet1.xml": FIRST,
            "xl/worksheets/_rels/sheet1.xml.rels": rels(
                ("rId1", "drawing", "../drawings/drawing1.xml"),
                ("rId2", "vmlDrawing", "../drawings/vml1.vml"),
                ("rId3", "comments", "../comments1.xml"),
                ("rId4", "threadedComment", "../threadedComments/t1.xml"),
                ("rId5", "hyperlink", "!https://example.com/s"),
            ),
            "xl/worksheets/sheet2.xml": f'{HEAD}<worksheet {S}><sheetData><row><c t="inlineStr">'
            "<is><t>212 Palmetto</t></is></c></row></sheetData></worksheet>",
            "xl/drawings/drawing1.xml": drawing, "xl/drawings/vml1.vml": vml,
            "xl/drawings/_rels/drawing1.xml.rels": rels(("rId1", "chart", "../charts/chart1.xml")),
            "xl/charts/chart1.xml": CHART,
            "xl/comments1.xml": comments, "xl/threadedComments/t1.xml": threaded,
            "xl/persons/person.xml": '<l><person displayName="Ada Reyna"/></l>',
            "xl/pivotCache/pivotCacheDefinition1.xml": "<a/>",
            "xl/pivotCache/pivotCacheRecords1.xml": "<a/>",
            "xl/externalLinks/externalLink1.xml": "<a/>", "docProps/core.xml": core("Ada Reyna"),
        },
    )  # fmt: skip
