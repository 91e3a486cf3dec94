"""Reads a document of any kind in the child process; gives plain values or a sentence why not."""

from __future__ import annotations

from app.documents.office import inventory
from app.documents.office.compound import MAGIC, Compound
from app.documents.office.markup import every
from app.documents.office.old_slides import read_old_slides
from app.documents.office.old_word import read_old_word
from app.documents.office.old_workbook import read_old_workbook
from app.documents.office.opendocument import read_opendocument
from app.documents.office.outline import ContentValues, Outline
from app.documents.office.package import Package
from app.documents.office.plain import is_plain, read_plain
from app.documents.office.refused import DAMAGED, Refused
from app.documents.office.rtf import read_rtf
from app.documents.office.slides import read_slides
from app.documents.office.word import read_word
from app.documents.office.workbook import read_workbook

_RTF = b"{\\rtf"
_ZIP = b"PK"
_BINARY = {
    "application/msword": read_old_word,
    "application/vnd.ms-excel": read_old_workbook,
    "application/vnd.ms-powerpoint": read_old_slides,
}
_MAIN_PARTS = (
    ("word/document.xml", read_word), ("xl/workbook.xml", read_workbook),
    ("ppt/presentation.xml", read_slides),
)  # fmt: skip


def read_document(untrusted: bytes, media_type: str) -> ContentValues | str:
    """Give a document as plain values, or a sentence why it cannot be read.

    What a file is, is believed from its bytes before its type: names mislead.
    """
    outline = Outline()
    try:
        _read(untrusted, media_type, outline)
    except Refused as refused:
        return refused.reason
    except RecursionError:
        return DAMAGED
    return outline.finished()


def _read(untrusted: bytes, media_type: str, outline: Outline) -> None:
    if is_plain(media_type):
        read_plain(untrusted, media_type, outline)
    elif untrusted.lstrip()[:5] == _RTF:
        read_rtf(untrusted, outline)
    elif untrusted.startswith(_ZIP):
        _read_package(untrusted, outline)
    elif untrusted.startswith(MAGIC):
        _read_binary(untrusted, media_type, outline)
    else:
        raise Refused(DAMAGED)


def _read_binary(untrusted: bytes, media_type: str, outline: Outline) -> None:
    reader = _BINARY.get(media_type)
    if reader is None:
        Compound(untrusted)
        raise Refused(DAMAGED)
    if reader is read_old_workbook:
        file = Compound(untrusted)
        read_old_workbook(untrusted, outline)
        file.take_the_rest(outline.inventory)
    else:
        reader(untrusted, outline)


def _read_package(untrusted: bytes, outline: Outline) -> None:
    with Package(untrusted) as package:
        if "content.xml" in package:
            read_opendocument(package, outline)
            return
        main = next(iter(package.related("", "officeDocument")), "")
        if main.endswith(".bin") or "xl/workbook.bin" in package:
            read_old_workbook(untrusted, outline)
            outline.inventory.add(inventory.MACRO, "xl/vbaProject.bin" in package)
            return
        for standard, reader in _MAIN_PARTS:
            folder = standard.partition("/")[0]
            if main.startswith(f"{folder}/") or (not main and standard in package):
                reader(package, main or standard, outline)
                return
        _read_unusual(package, main, outline)


def _read_unusual(package: Package, main: str, outline: Outline) -> None:
    """Read a main part that lies elsewhere by what its root is."""
    if not main:
        raise Refused(DAMAGED)
    root = package.tree(main)
    for name, reader in (("body", read_word), ("sheets", read_workbook), ("sldIdLst", read_slides)):
        if next(every(root, name), None) is not None:
            reader(package, main, outline)
            return
    raise Refused(DAMAGED)
