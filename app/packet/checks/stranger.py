"""Checks that are made of anybody's PDF only; a packet is held to its template instead."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from pikepdf import Pdf, Stream

from app.domain.packets import Finding
from app.packet.checks import needles
from app.packet.checks.disguised import check_disguised, check_lists
from app.packet.checks.objects import Contents
from app.packet.checks.quoted import check_quoted
from app.packet.checks.residue import check_residue
from app.packet.checks.structure import earlier_revisions
from app.packet.checks.tables import check_tables, lists_of
from app.packet.checks.tracking import check_tracking
from app.packet.looking import Eyes
from app.packet.normal import needle
from app.packet.reading import NotReadable, read_pages
from app.packet.second_reading import read_again


def check_stranger(data: bytes, pdf: Pdf, found: Contents) -> Iterator[Finding]:
    """Find what a file of unknown make tells besides its pages."""
    start = data.find(b"%PDF-")
    if data[: max(start, 0)].strip(b"\r\n\0 \t\xef\xbb\xbf"):
        yield Finding("slack", 0, "The file begins with bytes that belong to something else.")
    if any(kind == "/EmbeddedFile" for kind, _ in found.streams):
        yield Finding("embedded_file", 0, "Another file lies inside the file.")
    if "/PieceInfo" in found.names:
        what = "The file holds private data of the program that made it."
        yield Finding("private_data", 0, what)
    described = sum(1 for kind, _ in found.streams if kind == "/Metadata")
    if described > int(isinstance(pdf.Root.get("/Metadata"), Stream)):
        yield Finding("metadata", 0, "A part of the file carries a description of its own.")
    yield from check_tables(pdf)


def check_pages(
    data: bytes, texts: Sequence[str], scans: Collection[int], eyes: Eyes | None
) -> Iterator[Finding]:
    """Find what pages tell to those who compare them, or who look at their pictures closely.

    Args:
        data: the file.
        texts: of its pages.
        scans: the numbers of those that are pictures.
        eyes: which look for the tips of letters themselves.
    """
    yield from check_quoted(texts)
    yield from check_residue(data, scans, tips=eyes is None)
    yield from check_tracking(data, scans)


def search_stranger(
    pdf: Pdf, wanted: Sequence[needles.Needle], texts: Sequence[str]
) -> Iterator[Finding]:
    """Search words as a second reader reads them, in disguise, and in the lists of fonts."""
    if not wanted:
        return
    again = [page.plain for page in read_again(pdf)]
    yield from needles.check_pages_for(wanted, again)
    yield from check_disguised(wanted, [*texts])
    yield from check_disguised(wanted, again)
    yield from check_lists(wanted, lists_of(pdf))


def search_earlier(data: bytes, wanted: Sequence[needles.Needle]) -> Iterator[Finding]:
    """Find withheld words in states of the file that were saved over."""
    for earlier in earlier_revisions(data) if wanted else ():
        try:
            texts = [needle(page.characters) for page in read_pages(earlier)]
        except NotReadable:
            continue
        if needles.present(wanted, "".join(texts)):
            yield Finding("revision", 0, "A withheld word stands in an earlier state of the file.")
