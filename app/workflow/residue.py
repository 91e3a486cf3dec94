"""What bars leave beside them: an initial, or the end of a possessive; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.detect.name_parts import looks_like_name
from app.domain.places import text_at
from app.domain.records import Record
from app.domain.redaction import Place, Redaction, SpanTarget
from app.domain.spans import Span, merged

_INITIAL = re.compile(r"(?<![^\W_])(?:[A-Z]\.\s?|[B-HJ-Z]\s)$")
_OWNED = re.compile(r"(?:['\u2018\u2019\u02bc`]s?|e?s)(?![^\W_])")


def residue(record: Record, redactions: Sequence[Redaction]) -> Iterator[SpanTarget]:
    """Give the stretches beside bars over names that tell of the name."""
    by_place: dict[Place, list[Span]] = {}
    for one in redactions:
        if isinstance(one.target, SpanTarget):
            by_place.setdefault(one.target.place, []).append(one.target.span)
    for place, spans in by_place.items():
        text = _text(record, place)
        bars = merged(spans)
        for bar in bars:
            if not looks_like_name(text[bar.start : bar.end]):
                continue
            for span in _beside(text, bar):
                if not any(span.overlaps(other) for other in bars):
                    yield SpanTarget(span, place)


def _beside(text: str, bar: Span) -> Iterator[Span]:
    start = max(0, bar.start - 4)
    before = _INITIAL.search(text[start : bar.start])
    if before:
        yield Span(start + before.start(), bar.start)
    after = _OWNED.match(text, bar.end)
    if after:
        yield Span(*after.span())


def _text(record: Record, place: Place) -> str:
    try:
        return text_at(record, place)
    except IndexError:
        return ""
