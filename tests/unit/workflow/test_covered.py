"""Which places are withheld by how records stand, in texts, on pages and in whole files."""

from __future__ import annotations

import pytest

from app.detect.likeness import Likeness
from app.domain.ids import ConversationId, DecisionId, RecordId
from app.domain.redaction import (
    Field,
    Place,
    Redaction,
    RegionTarget,
    SpanTarget,
    Target,
    WholeTarget,
)
from app.domain.spans import Region, Span
from app.vault.printed import Held
from app.workflow.alike import Hit
from app.workflow.covered import Cover

ONE, OTHER = RecordId(1), RecordId(2)
HELD = [Held(ONE, ConversationId(7), 1, 0), Held(OTHER, ConversationId(7), 1, 0)]
FILE = Place(Field.ATTACHMENT_TEXT, 0)
SMALL, LARGE = Region(1, 0.2, 0.2, 0.3, 0.3), Region(1, 0.1, 0.1, 0.5, 0.5)
WIDE, MIDDLE = Region(1, 0.2, 0.2, 0.6, 0.3), Region(1, 0.3, 0.2, 0.5, 0.3)
FAR = Region(1, 0.8, 0.2, 0.9, 0.3)
FIRST, LAST = Region(1, 0.2, 0.2, 0.48, 0.3), Region(1, 0.5, 0.2, 0.6, 0.3)


def covers(hit: Target, *withheld: Target, of: RecordId = ONE) -> bool:
    marks = tuple(Redaction(DecisionId(n), of, one, ("x",)) for n, one in enumerate(withheld))
    assert not isinstance(hit, WholeTarget)
    return Cover({of: marks}, HELD).covers(Hit(ONE, (hit,), Likeness.SAME))


@pytest.mark.parametrize(
    ("hit", "withheld", "expected"),
    [
        (SpanTarget(Span(2, 6)), (SpanTarget(Span(0, 4)), SpanTarget(Span(4, 9))), True),
        (SpanTarget(Span(2, 6)), (SpanTarget(Span(0, 4)),), False),
        (SpanTarget(Span(2, 6)), (SpanTarget(Span(2, 6), Place(Field.SUBJECT)),), False),
        (SpanTarget(Span(2, 6), FILE), (WholeTarget(0),), True),
        (SpanTarget(Span(2, 6), FILE), (WholeTarget(1),), False),
        (SpanTarget(Span(2, 6)), (WholeTarget(0),), False),
        (RegionTarget(0, SMALL), (RegionTarget(0, LARGE),), True),
        (RegionTarget(0, LARGE), (RegionTarget(0, Region(1, 0.6, 0.6, 0.9, 0.9)),), False),
        (RegionTarget(0, FIRST), (RegionTarget(0, FIRST), RegionTarget(0, FAR)), True),
        (RegionTarget(0, SMALL), (RegionTarget(1, LARGE),), False),
        (RegionTarget(0, SMALL), (RegionTarget(0, Region(2, 0.1, 0.1, 0.5, 0.5)),), False),
        (RegionTarget(0, WIDE), (RegionTarget(0, FIRST),), False),
        (RegionTarget(0, WIDE), (RegionTarget(0, MIDDLE),), False),
        (RegionTarget(0, WIDE), (RegionTarget(0, FIRST), RegionTarget(0, LAST)), True),
        (RegionTarget(0, WIDE), (RegionTarget(0, Region(1, 0.1, 0.24, 0.9, 0.26)),), False),
        (RegionTarget(0, SMALL), (WholeTarget(0),), True),
        (RegionTarget(0, SMALL), (SpanTarget(Span(0, 1)),), False),
        (SpanTarget(Span(2, 6)), (), False),
    ],
)
def test_that_a_place_is_covered_when_nothing_of_it_is_seen(
    hit: Target, withheld: tuple[Target, ...], expected: bool
) -> None:
    assert covers(hit, *withheld) is expected


def test_that_a_title_is_covered_by_any_record_of_its_conversation() -> None:
    title = SpanTarget(Span(0, 4), Place(Field.TITLE))
    assert covers(title, title, of=OTHER)
    assert not covers(SpanTarget(Span(0, 4)), SpanTarget(Span(0, 4)), of=OTHER)


def test_that_a_place_on_two_lines_is_covered_when_both_are() -> None:
    lines = (RegionTarget(0, SMALL), RegionTarget(0, Region(1, 0.2, 0.6, 0.3, 0.7)))
    mark = Redaction(DecisionId(1), ONE, RegionTarget(0, LARGE), ("x",))
    assert not Cover({ONE: (mark,)}, HELD).covers(Hit(ONE, lines, Likeness.SAME))
