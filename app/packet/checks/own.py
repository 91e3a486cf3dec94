"""Lists what a packet says of its own accord; a withheld word may well be one of these words."""

from __future__ import annotations

from app.domain.packets import BuiltPacket, PacketRecipe
from app.packet import wording
from app.packet.bates import bates_of
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
NotoSansTelugu NotoSansThai Subtype
"""


def own_words(recipe: PacketRecipe, built: BuiltPacket) -> list[str]:
    """Give the texts around the records: feet, bookmarks, properties, marks and their names.

    Each of them is compared with what it should be by a check of its own, so that nothing can
    hide in them.
    """
    pages = range(1, built.pages + 1)
    stamps = (bates_of(recipe, page) for page in pages)
    feet = [
        "".join(wording.footer(recipe.number, page, built.pages, stamp, recipe.part))
        for page, stamp in zip(pages, stamps, strict=True)
    ]
    return [
        *feet,
        *bookmark_titles(recipe, built),
        *sorted(spoken_texts(recipe)),
        *information(recipe).values(),
        metadata(recipe).decode("utf-8"),
        *NAMES.split(),
    ]
