# ruff: noqa: E501 - markup is kept on the lines on which it is written
"""Builds OpenDocument files by hand that hold every feature that their reader knows."""

from __future__ import annotations

from unit.documents.office.made_packages import zipped

NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{full}:1.0"'
    for name, full in {
        "office": "office", "text": "text", "table": "table", "style": "style", "draw": "drawing",
        "presentation": "presentation", "meta": "meta", "manifest": "manifest",
        "fo": "xsl-fo-compatible", "svg": "svg-compatible",
    }.items()
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'  # fmt: skip
STYLES = (
    '<style:style style:name="Off"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="Under" style:parent-style-name="Off"/>'
    '<style:style style:name="Bold"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="Slant"><style:text-properties fo:font-style="italic"/></style:style>'
    '<style:style style:name="Gone"><style:table-properties table:display="false"/></style:style>'
    '<style:style style:name="Dark"><style:drawing-page-properties '
    'presentation:visibility="hidden"/></style:style>'
)
MARGINS = (
    '<style:master-page style:name="M"><style:header><text:p>Official</text:p></style:header>'
    "<style:footer-left><text:p>Left</text:p></style:footer-left>"
    "<draw:frame><draw:text-box><text:p>Click here</text:p></draw:text-box></draw:frame>"
    "</style:master-page>"
)
META = (
    "<office:meta><meta:initial-creator>Ada</meta:initial-creator><dc:title>Secret</dc:title>"
    "<meta:generator>Program</meta:generator></office:meta>"
)
CHANGE = "<office:change-info><dc:creator>Dale</dc:creator></office:change-info>"
TEXT_BODY = f"""<office:text><text:tracked-changes>
<text:changed-region text:id="d1"><text:deletion>{CHANGE}<text:p>mouthy</text:p><text:p>words</text:p>
</text:deletion></text:changed-region>
<text:changed-region text:id="d2"><text:deletion>{CHANGE}<text:p>lost place</text:p></text:deletion>
</text:changed-region>
<text:changed-region text:id="i1"><text:insertion>{CHANGE}</text:insertion></text:changed-region>
<text:changed-region text:id="f1"><text:format-change>{CHANGE}</text:format-change></text:changed-region>
</text:tracked-changes>
<text:h text:outline-level="2">Report</text:h>
<text:p>A<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d <text:span text:style-name="Bold">bold</text:span>
<text:span text:style-name="Slant">slant</text:span> <text:span text:style-name="Under">unseen</text:span></text:p>
<text:p text:style-name="Off">Whole unseen</text:p>
<text:p>Cut <text:change text:change-id="d1"/> here <text:change-start text:change-id="i1"/>put in</text:p>
<text:p>more<text:change-end text:change-id="i1"/> after</text:p>
<text:p>Note<text:note text:note-class="footnote"><text:note-body><text:p>Foot</text:p></text:note-body></text:note>
<text:note text:note-class="endnote"><text:note-body><text:p>End</text:p></text:note-body></text:note>
<office:annotation><dc:creator>Renee</dc:creator><text:p>Why?</text:p><text:p>Call.</text:p></office:annotation></text:p>
<text:p><text:hidden-text text:string-value="never"/><text:conditional-text text:string-value-if-true="yes"
 text:string-value-if-false="no">yes</text:conditional-text><text:script>x()</text:script></text:p>
<text:p><text:a xlink:href="https://example.com/o">link</text:a> <text:ruby><text:ruby-base>漢</text:ruby-base>
<text:ruby-text>kan</text:ruby-text></text:ruby></text:p>
<text:list><text:list-item><text:p>One</text:p><text:list><text:list-item><text:p>Two</text:p>
</text:list-item></text:list></text:list-item></text:list>
<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Officer</text:p></table:table-cell>
<table:table-cell><text:p>Badge</text:p></table:table-cell></table:table-row></table:table-header-rows>
<table:table-row table:visibility="collapse"><table:table-cell><text:p>Reyna</text:p><text:p>Ada</text:p></table:table-cell>
<table:table-cell><table:table><table:table-row><table:table-cell><text:p>in</text:p></table:table-cell>
<table:table-cell><text:p>ner</text:p></table:table-cell></table:table-row></table:table></table:table-cell></table:table-row>
</table:table>
<text:p>Box<draw:frame><svg:title>A car</svg:title><draw:text-box><text:p>Boxed</text:p></draw:text-box>
</draw:frame><draw:frame><draw:image/></draw:frame><draw:frame><draw:object-ole/></draw:frame></text:p>
<text:section text:display="none"><text:section-source/><text:p>Section</text:p></text:section>
</office:text>"""
TEXT = """Report
A   b\tc
d bold slant unseen
Whole unseen
Cut mouthy
words here put in
more after
Note[footnote 1] [endnote 1] [comment 1]
neveryes[no]
link <https://example.com/o> 漢(kan)
One
Two
Officer\tBadge
Reyna
Ada\tin\tner
Box[picture: A car]
Boxed
Section
Deleted
lost place
Header
Official
Footer (left pages)
Left
Footnotes
[footnote 1] Foot
Endnotes
[endnote 1] End
Comments
[comment 1] Why?
Call.
Embedded object
Charted
Pictures
1 picture is not shown here."""
BOOK_BODY = """<office:spreadsheet><table:table table:name="Roster">
<table:shapes><draw:frame><draw:text-box><text:p>Floating</text:p></draw:text-box></draw:frame></table:shapes>
<table:table-column/><table:table-column table:visibility="collapse"/>
<table:table-row><table:table-cell><text:p>Officer</text:p></table:table-cell><table:table-cell>
<text:p>Home</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="2"><table:table-cell table:formula='of:=IF(1;"a";"b")'><text:p>Reyna</text:p>
<office:annotation><text:p>Cell note</text:p></office:annotation></table:table-cell>
<table:covered-table-cell table:number-columns-repeated="2"/><table:table-cell><text:p>x</text:p></table:table-cell>
<table:table-cell table:number-columns-repeated="16000"/></table:table-row>
<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16000"/></table:table-row>
<table:table-row table:visibility="filter"><table:table-cell table:number-columns-repeated="2"><text:p>y</text:p></table:table-cell></table:table-row>
</table:table><table:table table:name="Homes" table:style-name="Gone"><table:table-source/>
<table:table-row><table:table-cell><text:p>212 Palmetto</text:p></table:table-cell></table:table-row></table:table>
</office:spreadsheet>"""
BOOK = """Sheet 1 “Roster”
Officer\tHome
Reyna
[comment 1]\t\tx
Reyna
[comment 1]\t\tx
y\ty
Floating
Sheet 2 “Homes” (hidden)
212 Palmetto
Comments
[comment 1] Cell note"""
SHOW_BODY = """<office:presentation><draw:page><draw:frame><draw:text-box><text:p>Title words</text:p>
<text:list><text:list-item><text:p>Point</text:p></text:list-item></text:list></draw:text-box></draw:frame>
<draw:custom-shape><text:p>In a shape</text:p></draw:custom-shape><draw:g><draw:rect><text:p>Grouped</text:p></draw:rect></draw:g>
<office:annotation><text:p>Slide note</text:p></office:annotation>
<presentation:notes><draw:frame><draw:text-box><text:p>Say nothing</text:p></draw:text-box></draw:frame></presentation:notes>
</draw:page><draw:page draw:style-name="Dark"><draw:frame><draw:text-box><text:p>Kept back</text:p></draw:text-box></draw:frame>
</draw:page></office:presentation>"""
SHOW = """Slide 1
Title words
Point
In a shape
Grouped
[comment 1]
Speaker notes of slide 1
Say nothing
Slide 2 (hidden)
Kept back
Comments
[comment 1] Slide note"""


def content(body: str) -> str:
    return (
        f"<office:document-content {NAMES}><office:automatic-styles>{STYLES}"
        f"</office:automatic-styles><office:body>{body}</office:body></office:document-content>"
    )


def open_document(kind: str, body: str, more: dict[str, str | bytes] | None = None) -> bytes:
    """Write an OpenDocument file of a kind such as ``text``."""
    return zipped(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": content(body), "meta.xml": f"<office:document-meta {NAMES}>{META}"
            "</office:document-meta>", **(more or {}),
        }
    )  # fmt: skip


def full_text() -> bytes:
    """Write a text document."""
    charted = "<office:chart><text:p>Charted</text:p></office:chart>"
    styles = f"<office:document-styles {NAMES}><office:master-styles>{MARGINS}"
    return open_document(
        "text", TEXT_BODY,
        {
            "styles.xml": f"{styles}</office:master-styles></office:document-styles>",
            "Object 1/content.xml": content(charted), "Pictures/a.png": b"x",
            "Basic/Standard/Module1.xml": "<a/>", "Thumbnails/thumbnail.png": b"x",
            "META-INF/documentsignatures.xml": "<a/>", "META-INF/manifest.xml": "<a/>",
        },
    )  # fmt: skip


def locked() -> bytes:
    """Write a document that says that it is encrypted."""
    manifest = f"<manifest:manifest {NAMES}><manifest:encryption-data/></manifest:manifest>"
    return open_document("text", "<office:text/>", {"META-INF/manifest.xml": manifest})
