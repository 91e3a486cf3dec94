"""Writes the exemption log of a delivery as tables."""

from __future__ import annotations

from collections.abc import Mapping

from app.delivery.tables import Cell
from app.domain.packets import LogLine

COLUMNS = (
    "Record",
    "Where",
    "File",
    "Page in file",
    "Page number",
    "Exemption",
    "Citation",
    "What it protects",
)


def row_of(line: LogLine, files: Mapping[int, str]) -> list[Cell]:
    """Give a line of the log.

    Args:
        line: of the packet's own log.
        files: number of a part to the name of its file; 0 for a packet of one file.
    """
    return [
        line.record,
        line.where,
        files.get(line.part, ""),
        line.page,
        line.bates,
        line.code,
        line.citation,
        line.plain,
    ]
