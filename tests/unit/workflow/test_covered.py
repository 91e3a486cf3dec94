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
from app.workflow.covered import Cover, hides_region, parts_left

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


@pytest.mark.parametrize(
    ("words", "hidden", "left"),
    [
        ("Jane Doe", [(0, 4)], ["Doe"]),
        ("Jane Doe", [(0, 4), (5, 8)], []),
        ("Jane Doe", [(2, 6)], ["Ja", "oe"]),
        ("850-555-0142", [(0, 3)], ["555-0142"]),
        ("Jane \u2764\ufe0f", [(0, 4)], ["\u2764\ufe0f"]),
        ("Rene\u0301", [(0, 3)], ["e\u0301"]),
        ("Rene\u0301", [(0, 4)], []),
        ("", [], []),
    ],
)
def test_that_signs_alone_are_nothing_left_of_words(
    words: str, hidden: list[tuple[int, int]], left: list[str]
) -> None:
    start = 7
    spans = [Span(a + start, b + start) for a, b in hidden]
    found = [words[s.start - start : s.end - start] for s in parts_left(words, start, spans)]
    assert found == left


def boxes(*edges: tuple[float, float, float, float]) -> list[Target]:
    return [RegionTarget(0, Region(1, *one)) for one in edges]


@pytest.mark.parametrize(
    ("targets", "expected"),
    [
        (boxes((0.2, 0.2, 0.6, 0.3)), True),
        (boxes((0.21, 0.203, 0.59, 0.297)), True),
        (boxes((0.2, 0.2, 0.4, 0.3), (0.4, 0.2, 0.6, 0.3)), True),
        (boxes((0.1, 0.1, 0.7, 0.26), (0.1, 0.25, 0.7, 0.4)), True),
        (boxes((0.2, 0.2, 0.38, 0.3), (0.4, 0.2, 0.6, 0.3)), False),
        (boxes((0.1, 0.24, 0.9, 0.26)), False),
        (boxes((0.1, 0.1, 0.4, 0.4)), False),
        ([RegionTarget(0, Region(2, 0.1, 0.1, 0.9, 0.9))], False),
        ([RegionTarget(1, Region(1, 0.1, 0.1, 0.9, 0.9))], False),
        ([WholeTarget(0)], True),
        ([SpanTarget(Span(0, 9))], False),
        ([], False),
    ],
)
def test_that_a_region_is_hidden_when_boxes_leave_but_its_rim(
    targets: list[Target], expected: bool
) -> None:
    assert hides_region(targets, RegionTarget(0, WIDE)) is expected
