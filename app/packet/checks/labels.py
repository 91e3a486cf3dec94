"""Checks that the page labels of a packet are the numbers printed on its pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pikepdf import Pdf

from app.domain.packets import Finding, PacketRecipe
from app.packet.checks.objects import Contents
from app.packet.labels import read_labels, stretches


def check_labels(pdf: Pdf, found: Contents, recipe: PacketRecipe) -> Iterator[Finding]:
    """Compare the labels; no other text of the file may stand in an entry of their kind."""
    wanted = stretches(recipe, len(pdf.pages))
    prefixes = Counter(stretch.prefix for stretch in wanted if stretch.prefix)
    texts = Counter(text for key, text in found.strings if key == "/P")
    if _read(pdf) != wanted or texts != prefixes:
        yield Finding("labels", 0, "The page labels are not the numbers printed on the pages.")


def _read(pdf: Pdf) -> object:
    try:
        return read_labels(pdf)
    except (ValueError, TypeError, AttributeError, KeyError):
        return None
