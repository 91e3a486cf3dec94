"""What an Office Open XML file holds beside its words: properties, macros, files, unread parts."""

from __future__ import annotations

import re

from app.documents.office import inventory
from app.documents.office.inventory import Find, Inventory
from app.documents.office.markup import all_text, name_of
from app.documents.office.outline import Outline
from app.documents.office.package import Package

_PICTURE = re.compile(r"(?:^|/)(?:media|Pictures)/[^/]+$", re.IGNORECASE)
_WORDLESS = re.compile(
    r"\[Content_Types\]\.xml|_rels/|/theme/|theme\d*\.xml|styles\w*\.xml$|settings\.xml$"
    r"|fontTable\.xml$|(?:^|/)fonts/|/stylesWithEffects|numbering\.xml$|calcChain\.xml$"
    r"|/printerSettings/|(?:pres|view)Props\.xml$|tableStyles\.xml$|metadata\.xml$|/richData/"
    r"|/diagrams/(?:layout|quickStyle|colors)|charts/(?:style|colors)|featurePropertyBag"
    r"|/changesInfos/|/persons?/|people\.xml$|authors\.xml$|commentAuthors\.xml$|comments(?:Ids|Extended|Extensible)"
    r"|/tags/|/tables/|^Configurations2/|^mimetype$|manifest\.(?:xml|rdf)$|layout-cache$",
    re.IGNORECASE,
)  # fmt: skip
_SORTS: tuple[tuple[re.Pattern[str], Find], ...] = (
    (re.compile(r"vbaProject|^Basic/|^Scripts/", re.IGNORECASE), inventory.MACRO),
    (re.compile(r"vbaData|activeX|ctrlProps|customUI|webextensions", re.IGNORECASE),
     inventory.SCRIPT),
    (re.compile(r"/embeddings/|afchunk|^Object \d|^ObjectReplacements/", re.IGNORECASE),
     inventory.EMBEDDED_FILE),
    (re.compile(r"_xmlsignatures/sig|documentsignatures", re.IGNORECASE), inventory.SIGNATURE),
    (re.compile(r"thumbnail", re.IGNORECASE), inventory.THUMBNAIL),
    (re.compile(r"pivotCacheDefinition", re.IGNORECASE), inventory.STORED_COPY),
    (re.compile(r"/revisions/revisionLog", re.IGNORECASE), inventory.EARLIER_STATE),
    (re.compile(r"externalLink\d*\.xml$|connections\.xml$|queryTables?/", re.IGNORECASE),
     inventory.LINKED_FILE),
    (re.compile(r"customXml/item\d*\.xml$", re.IGNORECASE), inventory.CUSTOM_DATA),
)  # fmt: skip
_COUNTED_WITH_ANOTHER = re.compile(
    r"vbaProjectSignature|vbaData|pivotCacheRecords|pivotTables?/|customXml/itemProps|_xmlsignatures/origin"
    r"|/revisions/|activeX\d*\.bin|slicer|timeline",
    re.IGNORECASE,
)  # fmt: skip
_AUTHORS = frozenset({"creator", "lastModifiedBy", "initial-creator", "printed-by", "Manager"})
_OF_THE_PROGRAM = frozenset({
    *("created", "modified", "revision", "Application", "AppVersion", "Template", "TotalTime"),
    *("Pages", "Words", "Characters", "DocSecurity", "Lines", "Paragraphs", "ScaleCrop"),
    *("LinksUpToDate", "CharactersWithSpaces", "SharedDoc", "HyperlinksChanged", "Slides"),
    *("HiddenSlides", "Notes", "MMClips", "PresentationFormat", "HeadingPairs", "TitlesOfParts"),
    *("creation-date", "date", "editing-cycles", "editing-duration", "generator"),
    *("document-statistic", "print-date", "lastPrinted", "language", "version"),
})  # fmt: skip


def take_properties(package: Package, inventory_: Inventory) -> None:
    """Count the document's own properties; their words are not shown."""
    for name in ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml", "meta.xml"):
        tree = package.tree_if_any(name)
        if tree is None:
            continue
        holder = tree[0] if name == "meta.xml" and len(tree) else tree
        for one in holder:
            _property(inventory_, name_of(one), all_text(one).strip())


def _property(inventory_: Inventory, name: str, words: str) -> None:
    if words and name in _AUTHORS:
        inventory_.author(words)
    elif words and name not in _OF_THE_PROGRAM:
        inventory_.add(inventory.PROPERTY)


def take_the_rest(package: Package, outline: Outline) -> None:
    """Count every part that was not read, by what it is; say how many pictures there are."""
    found = outline.inventory
    pictures = 0
    for name in list(package.not_looked_at()):
        if _PICTURE.search(name):
            pictures += 1
            continue
        sort = next((find for pattern, find in _SORTS if pattern.search(name)), None)
        if _COUNTED_WITH_ANOTHER.search(name) or (sort is None and _WORDLESS.search(name)):
            continue
        found.add(sort or inventory.OTHER_PART)
    found.add(inventory.TWIN_PART, package.twins)
    say_pictures(outline, pictures)


def take_links(package: Package, inventory_: Inventory) -> None:
    """Count what lies outside, but addresses that a reader would follow."""
    parts = [name for name in package.names if name.endswith(".rels")]
    for rels in parts:
        part = rels.replace("_rels/", "").removesuffix(".rels")
        outside = [one for one in package.relations(part) if one.outside]
        inventory_.add(inventory.LINKED_FILE, sum(one.kind != "hyperlink" for one in outside))


def say_pictures(outline: Outline, pictures: int) -> None:
    """Say in the text that there are pictures, which it does not show."""
    if pictures:
        outline.part("Pictures")
        many = "1 picture is" if pictures == 1 else f"{pictures} pictures are"
        outline.say(f"{many} not shown here.")
        outline.note("Pictures in it are not shown.")
