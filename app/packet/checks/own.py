"""Lists what a packet says of its own accord; a withheld word may well be one of these words."""

from __future__ import annotations

from dataclasses import replace

from app.domain.packets import BuiltPacket, CollectionLog, Custody, PacketRecipe
from app.domain.redacted import RedactedRecord
from app.packet import wording
from app.packet.bates import bates_of
from app.packet.custody_words import custody_words
from app.packet.expected import bookmark_titles, spoken_texts
from app.packet.finish import information, metadata

NAMES = """
Artifact Attached Block Bold Bottom Column Figure Footer FontName GTS_PDFA1 ID Italic Layout MCID
MCR Noto Sans NotoSans NotoNaskh NotoNaskhArabic NotoEmoji Mono ObjStm OutputConditionIdentifier
DestOutputProfile Columns Predictor ParentTreeNextKey PageLabels Pagination Placement Regular Row
Scope Sect Span StructElem Table XRef sRGB Armenian Bengali Devanagari Emoji Ethiopic Georgian
Gujarati Gurmukhi Hebrew Arabic Kannada Khmer Lao Malayalam Math Myanmar Sinhala Symbols Tamil
Telugu Thai NotoSansArmenian NotoSansBengali NotoSansDevanagari NotoSansEthiopic NotoSansGeorgian
NotoSansGujarati NotoSansGurmukhi NotoSansHebrew NotoSansKannada NotoSansKhmer NotoSansLao
NotoSansMalayalam NotoSansMath NotoSansMyanmar NotoSansSinhala NotoSansSymbols NotoSansTamil
NotoSansTelugu NotoSansThai NotoSansSC Subtype Ordering Registry Supplement ProcSet Nums
CIDInit CIDSystemInfo CMapName CMapType begincmap endcmap beginbfchar endbfchar currentdict
begincodespacerange endcodespacerange defineresource findresource
"""


def own_words(recipe: PacketRecipe, built: BuiltPacket) -> list[str]:
    """Give the texts around the records: feet, bookmarks, properties, marks and their names.

    Each of them is compared with what it should be by a check of its own, so that nothing can
    hide in them. What the clerk wrote to be read aloud, and the names of sources and people in
    the record of custody, come from outside and are searched like all else.
    """
    pages = range(1, built.pages + 1)
    stamps = (bates_of(recipe, page) for page in pages)
    feet = [
        "".join(wording.footer(recipe.number, page, built.pages, stamp, recipe.part))
        for page, stamp in zip(pages, stamps, strict=True)
    ]
    return [
        *feet,
        wording.made_for_foot(recipe.made_for),
        *bookmark_titles(recipe, built),
        *sorted(spoken_texts(_without_alts(recipe))),
        custody_words(_nameless(recipe.custody)) if recipe.custody is not None else "",
        *information(recipe).values(),
        metadata(recipe).decode("utf-8"),
        *NAMES.split(),
    ]


def _without_alts(recipe: PacketRecipe) -> PacketRecipe:
    return replace(recipe, records=tuple(map(_without_alt, recipe.records)))


def _without_alt(record: RedactedRecord) -> RedactedRecord:
    if not any(one.alt for one in record.attachments):
        return record
    return replace(record, attachments=tuple(replace(one, alt="") for one in record.attachments))


def _nameless(custody: Custody) -> Custody:
    sources = tuple(replace(source, label="", custodian="") for source in custody.sources)
    log = custody.collection
    unsaid = _unsaid(log) if log is not None else None
    return replace(custody, sources=sources, people=(), collection=unsaid)


def _unsaid(log: CollectionLog) -> CollectionLog:
    """Leave out of a collection log what somebody wrote."""
    sources = tuple(
        replace(one, by="", account=replace(one.account, label="", custodian=""))
        for one in log.sources
    )
    channels = tuple(
        replace(
            one,
            custodian="",
            channel="",
            note="",
            gaps=tuple(replace(gap, reason="") for gap in one.gaps),
        )
        for one in log.channels
    )
    return replace(log, sources=sources, channels=channels)
