"""Gives the runs of a document's text their styles; it must not know about pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from app.domain.redacted import Look, RedactedCell
from app.packet.attachment_words import look_begins
from app.packet.breaking import Inline
from app.packet.fonts import Stroke, Style


def inlines_of(cell: RedactedCell, style: Style) -> Iterator[Inline]:
    """Give runs as texts in their styles; what was inserted, deleted or hidden has a stroke."""
    for run in cell:
        if look_begins(run.look):
            yield run.text, replace(style, stroke=Stroke(run.look))
        elif run.look is Look.BOLD:
            yield run.text, replace(style, bold=True)
        elif run.look is Look.ITALIC:
            yield run.text, replace(style, italic=True)
        else:
            yield run.text, style
