"""Says whether places are withheld by how records stand; reads nothing."""

from __future__ import annotations

import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from app.domain.ids import ConversationId, RecordId
from app.domain.redaction import (
    Field,
    Place,
    Redaction,
    RegionTarget,
    SpanTarget,
    Target,
    WholeTarget,
)
from app.domain.spans import Region, Span, clipped, gaps
from app.vault.printed import Held
from app.workflow.alike import Hit, HitTarget

TITLE = Place(Field.TITLE)
_ALL = Span(0, sys.maxsize)

_RIM, _RIM_HIGH = 0.04, 0.2
_BLANK, _BLANKS = 0.06, 0.2
_EDGE, _HIDDEN = 0.06, 0.98
_JOINED = frozenset({"Cf", "Mc", "Me", "Mn"})
_MUTE = frozenset({"Cc", "Cf", "Sc", "Sk", "Sm"})


class Cover:
    """What is withheld of the records of a request.

    Args:
        redactions: as they stand.
        held: the records; what is withheld of a title in one serves its whole conversation.
    """

    def __init__(
        self, redactions: Mapping[RecordId, Sequence[Redaction]], held: Iterable[Held]
    ) -> None:
        self._redactions = redactions
        self._conversations: dict[RecordId, ConversationId] = {}
        self._titles: defaultdict[ConversationId, list[Span]] = defaultdict(list)
        for record in held:
            self._conversations[record.id] = record.conversation
            spans = withheld_in(redactions.get(record.id, ()), TITLE)
            if spans:
                self._titles[record.conversation] += spans

    def covers(self, hit: Hit) -> bool:
        """Say whether nothing of a place can be seen."""
        return all(self._covers(hit.record, target) for target in hit.targets)

    def _covers(self, record: RecordId, target: HitTarget) -> bool:
        redactions = self._redactions.get(record, ())
        if isinstance(target, RegionTarget):
            boxes = _boxes([one.target for one in redactions], target)
            return boxes is None or _hold(boxes, target.region)
        spans = withheld_in(redactions, target.place)
        if target.place == TITLE:
            spans = self._titles.get(self._conversations.get(record, ConversationId(0)), spans)
        return not gaps(clipped(spans, target.span), len(target.span))


def withheld_in(
    redactions: Iterable[Redaction], place: Place, public: Iterable[Span] = ()
) -> list[Span]:
    """Give what is withheld of one text; of an attachment that is withheld whole, all."""
    found = [*public]
    for one in redactions:
        if isinstance(one.target, SpanTarget) and one.target.place == place:
            found.append(one.target.span)
        elif _is_whole(one.target, place):
            found.append(_ALL)
    return found


def parts_left(words: str, start: int, hidden: Iterable[Span]) -> Iterator[Span]:
    """Give what can still be read of words that begin at ``start`` of their text.

    Blanks and signs between bars tell nothing, and none begins or ends a part.
    """
    here = Span(start, start + len(words)) if words else None
    for gap in gaps(clipped(hidden, here), len(words)) if here else ():
        telling = [at for at in range(gap.start, gap.end) if _tells(words[at])]
        if telling:
            end = telling[-1] + 1
            while end < gap.end and unicodedata.category(words[end]) in _JOINED:
                end += 1
            yield Span(telling[0], end).shifted(start)


def hides_region(targets: Iterable[Target], wanted: RegionTarget) -> bool:
    """Say whether boxes together, or the whole of a file, hide a region but for its rim."""
    boxes = _boxes(targets, wanted)
    return boxes is None or _share_under(boxes, wanted.region) >= _HIDDEN


def _share_under(boxes: Sequence[Region], region: Region) -> float:
    """Give which share of a region, without its rim, lies under any of some boxes."""
    rim_across = _EDGE * (region.right - region.left)
    rim_down = _EDGE * (region.bottom - region.top)
    left, right = region.left + rim_across, region.right - rim_across
    top, bottom = region.top + rim_down, region.bottom - rim_down
    inner = [
        (max(box.left, left), max(box.top, top), min(box.right, right), min(box.bottom, bottom))
        for box in boxes
    ]
    inner = [box for box in inner if box[0] < box[2] and box[1] < box[3]]
    edges = sorted({edge for box in inner for edge in (box[0], box[2])})
    under = 0.0
    for begin, end in pairwise(edges):
        held = _length_of((b[1], b[3]) for b in inner if b[0] <= begin and end <= b[2])
        under += (end - begin) * held
    return under / ((right - left) * (bottom - top))


def _length_of(stretches: Iterable[tuple[float, float]]) -> float:
    """Give how long stretches are together, what lies under several of them counted once."""
    total, reached = 0.0, 0.0
    for begin, end in sorted(stretches):
        total += max(0.0, end - max(begin, reached))
        reached = max(reached, end)
    return total


def _tells(sign: str) -> bool:
    """Say whether a sign alone can tell of a word: a letter, a figure, a picture."""
    category = unicodedata.category(sign)
    return category[0] not in "MPZ" and category not in _MUTE


def _is_whole(target: Target, place: Place) -> bool:
    """Say whether an attachment whose text this is is withheld whole."""
    is_text = place.field is Field.ATTACHMENT_TEXT
    return is_text and isinstance(target, WholeTarget) and target.attachment == place.index


def _boxes(targets: Iterable[Target], wanted: RegionTarget) -> list[Region] | None:
    """Give the boxes on the page of a region; None where the whole of the file is withheld."""
    boxes: list[Region] = []
    for one in targets:
        if isinstance(one, WholeTarget) and one.attachment == wanted.attachment:
            return None
        if isinstance(one, RegionTarget) and one.attachment == wanted.attachment:
            boxes.append(one.region)
    return [one for one in boxes if one.page == wanted.region.page]


def _hold(boxes: Iterable[Region], inner: Region) -> bool:
    """Say whether boxes leave nothing of a word in sight but its rim and the blanks in it."""
    wide, high = inner.right - inner.left, inner.bottom - inner.top
    stretches = sorted(
        (box.left, box.right)
        for box in boxes
        if box.top <= inner.top + _RIM_HIGH * high and box.bottom >= inner.bottom - _RIM_HIGH * high
    )
    seen, reached = 0.0, inner.left
    for left, right in stretches:
        if reached >= inner.right or left > reached + _BLANK * wide:
            break
        seen += max(0.0, left - reached)
        reached = max(reached, right)
    return reached >= inner.right - _RIM * wide and seen <= _BLANKS * wide
