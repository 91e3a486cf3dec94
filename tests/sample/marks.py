"""The [[marks]] that the story puts round words which a careful clerk withholds."""

from __future__ import annotations

import re

MARK = re.compile(r"\[\[(.+?)\]\]")


def plain(marked: str) -> str:
    """Give the text without its marks, as it stands in an export."""
    return MARK.sub(r"\1", marked)


def marked_spans(marked: str) -> list[tuple[int, int]]:
    """Give the half-open spans, in code points of the plain text, of every marked word."""
    spans: list[tuple[int, int]] = []
    taken_out = 0
    for match in MARK.finditer(marked):
        start = match.start() - taken_out
        spans.append((start, start + len(match[1])))
        taken_out += 4
    return spans


def marked_words(marked: str) -> list[str]:
    """Give the marked words themselves, in order."""
    return MARK.findall(marked)
