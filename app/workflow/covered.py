"""Says whether places are withheld by how records stand; reads nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

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
from app.domain.spans import Region, Span, gaps
from app.vault.printed import Held
from app.workflow.alike import Hit, HitTarget

TITLE = Place(Field.TITLE)

_RIM, _RIM_HIGH = 0.04, 0.2
_BLANK, _BLANKS = 0.06, 0.2


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
            spans = _spans(redactions.get(record.id, ()), TITLE)
            if spans:
                self._titles[record.conversation] += spans

    def covers(self, hit: Hit) -> bool:
        """Say whether nothing of a place can be seen."""
        return all(self._covers(hit.record, target) for target in hit.targets)

    def _covers(self, record: RecordId, target: HitTarget) -> bool:
        redactions = self._redactions.get(record, ())
        if isinstance(target, RegionTarget):
            return _hide([redaction.target for redaction in redactions], target)
        if any(_is_whole(one.target, target.place) for one in redactions):
            return True
        spans = _spans(redactions, target.place)
        if target.place == TITLE:
            spans = self._titles.get(self._conversations.get(record, ConversationId(0)), spans)
        here = target.span
        inner = [
            Span(max(one.start, here.start), min(one.end, here.end)).shifted(-here.start)
            for one in spans
            if one.overlaps(here)
        ]
        return not gaps(inner, len(here))


def _spans(redactions: Iterable[Redaction], place: Place) -> list[Span]:
    return [
        one.target.span
        for one in redactions
        if isinstance(one.target, SpanTarget) and one.target.place == place
    ]


def _is_whole(target: Target, place: Place) -> bool:
    """Say whether an attachment whose text this is is withheld whole."""
    is_text = place.field is Field.ATTACHMENT_TEXT
    return is_text and isinstance(target, WholeTarget) and target.attachment == place.index


def _hide(targets: Sequence[Target], wanted: RegionTarget) -> bool:
    """Say whether boxes, or the whole of a file, hide all of a region."""
    boxes: list[Region] = []
    for one in targets:
        if isinstance(one, WholeTarget) and one.attachment == wanted.attachment:
            return True
        if isinstance(one, RegionTarget) and one.attachment == wanted.attachment:
            boxes.append(one.region)
    return _hold(boxes, wanted.region)


def _hold(boxes: Iterable[Region], inner: Region) -> bool:
    """Say whether boxes leave nothing of a word in sight but its rim and the blanks in it."""
    wide, high = inner.right - inner.left, inner.bottom - inner.top
    stretches = sorted(
        (box.left, box.right)
        for box in boxes
        if box.page == inner.page
        and box.top <= inner.top + _RIM_HIGH * high
        and box.bottom >= inner.bottom - _RIM_HIGH * high
    )
    seen, reached = 0.0, inner.left
    for left, right in stretches:
        if reached >= inner.right or left > reached + _BLANK * wide:
            break
        seen += max(0.0, left - reached)
        reached = max(reached, right)
    return reached >= inner.right - _RIM * wide and seen <= _BLANKS * wide
