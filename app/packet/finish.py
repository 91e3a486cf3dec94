"""Rewrites the drawn file once: fixed metadata, bookmarks, allowed keys, reachable objects."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, OutlineItem, Pdf, String

from app.domain.packets import PacketRecipe
from app.packet.flow import Bookmark, Flow
from app.packet.labels import write_labels
from app.packet.pictures import put_pictures
from app.packet.tags import write_tree
from app.packet.wording import title_of
from app.paths import resource

PRODUCER = "Sunshine Desk"
CATALOG_KEYS = frozenset(
    {
        "/Type",
        "/Pages",
        "/Outlines",
        "/PageMode",
        "/Metadata",
        "/Lang",
        "/ViewerPreferences",
        "/StructTreeRoot",
        "/MarkInfo",
        "/OutputIntents",
        "/PageLabels",
    }
)
PAGE_KEYS = frozenset(
    {"/Type", "/Parent", "/MediaBox", "/Resources", "/Contents", "/StructParents", "/Tabs"}
)
_RESOURCE_KEYS = frozenset({"/Font", "/XObject"})
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>{date}T00:00:00Z</xmp:CreateDate>
<pdf:Producer>{producer}</pdf:Producer>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file says of itself."""

    title: str
    dated: dt.date

    @property
    def xmp(self) -> bytes:
        """Give the XMP packet: a fixed template with title and date."""
        title = escape(self.title)
        text = _XMP.format(title=title, date=self.dated.isoformat(), producer=PRODUCER)
        return text.encode("utf-8")

    @property
    def information(self) -> dict[str, str]:
        """Give the document information: the same facts as the XMP packet."""
        return {
            "/Title": self.title,
            "/Producer": PRODUCER,
            "/CreationDate": f"D:{self.dated:%Y%m%d}000000Z",
        }


def metadata(recipe: PacketRecipe) -> bytes:
    """Give a packet's XMP packet."""
    return _properties(recipe).xmp


def information(recipe: PacketRecipe) -> dict[str, str]:
    """Give a packet's document information."""
    return _properties(recipe).information


def finish(drawn: bytes, recipe: PacketRecipe, flow: Flow) -> bytes:
    """Give the packet's file that is handed over; the same input gives the same bytes."""
    return finish_as(drawn, _properties(recipe), flow, lambda pdf: write_labels(pdf, recipe))


def finish_as(
    drawn: bytes,
    properties: Properties,
    flow: Flow,
    label: Callable[[Pdf], None] = lambda _: None,
) -> bytes:
    """Give any file of the program's that is handed over.

    Args:
        drawn: as the canvas gave it.
        properties: what the file says of itself.
        flow: its pages.
        label: gives each page its printed number.
    """
    with Pdf.open(io.BytesIO(drawn)) as pdf:
        for key in [key for key in pdf.Root if key not in {"/Type", "/Pages"}]:
            del pdf.Root[key]
        _keep_allowed(pdf)
        put_pictures(pdf, flow.sheets)
        _describe(pdf, properties)
        _add_bookmarks(pdf, flow.bookmarks)
        label(pdf)
        write_tree(pdf, flow.root, [sheet.marks for sheet in flow.sheets])
        pdf.Root.OutputIntents = Array([_intent(pdf)])
        target = io.BytesIO()
        pdf.save(
            target,
            fix_metadata_version=False,
            deterministic_id=True,
            compress_streams=True,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return target.getvalue()


def _properties(recipe: PacketRecipe) -> Properties:
    return Properties(title_of(recipe), recipe.dated)


def _describe(pdf: Pdf, properties: Properties) -> None:
    del pdf.docinfo
    for key, value in properties.information.items():
        pdf.docinfo[key] = value
    pdf.Root.Metadata = pdf.make_stream(properties.xmp, Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.Lang = pikepdf.String("en-US")
    pdf.Root.PageMode = Name.UseOutlines
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


def _intent(pdf: Pdf) -> Object:
    """Say in which colours the file is meant; the profile is a fixed file (PDF/A-2, 6.2.3)."""
    profile = pdf.make_stream(resource("fonts/sRGB.icc").read_bytes(), N=3)
    return pdf.make_indirect(
        Dictionary(
            Type=Name.OutputIntent,
            S=Name.GTS_PDFA1,
            OutputConditionIdentifier=String("sRGB"),
            DestOutputProfile=profile,
        )
    )


def _keep_allowed(pdf: Pdf) -> None:
    for page in pdf.pages:
        for key in [key for key in page.obj if key not in PAGE_KEYS]:
            del page.obj[key]
        resources = page.obj.Resources
        for key in [key for key in resources if key not in _RESOURCE_KEYS]:
            del resources[key]


def _add_bookmarks(pdf: Pdf, bookmarks: Sequence[Bookmark]) -> None:
    with pdf.open_outline() as outline:
        parents: list[OutlineItem] = []
        for bookmark in bookmarks:
            item = OutlineItem(
                bookmark.title, bookmark.page - 1, "XYZ", left=0, top=round(bookmark.top + 4, 1)
            )
            level = min(bookmark.level, len(parents))
            siblings = outline.root if level == 0 else parents[level - 1].children
            siblings.append(item)
            parents = [*parents[:level], item]
