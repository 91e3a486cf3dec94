"""Find where words like given ones stand in a request, by the word index; decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from app.detect.forms import Forms
from app.detect.likeness import Likeness
from app.domain.ids import ConversationId, RecordId
from app.domain.records import reflows
from app.domain.redaction import Field, Place, RegionTarget, SpanTarget
from app.vault.printed import Held, Met, PrintedTexts
from app.vault.work import Work

HitTarget = SpanTarget | RegionTarget


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where words like the wanted ones stand; holds none of them.

    Attributes:
        targets: what a redaction of it withholds: one stretch of a text, or the regions of a
            page, one for each line.
        withheld: it is withheld already.
    """

    record: RecordId
    targets: tuple[HitTarget, ...]
    likeness: Likeness
    withheld: bool = False

    @property
    def is_same(self) -> bool:
        """Say whether the very words stand there; all else is listed apart."""
        return self.likeness is Likeness.SAME

    @property
    def place(self) -> Place:
        """Give the text, or of a page the attachment, in which it stands."""
        target = self.targets[0]
        if isinstance(target, SpanTarget):
            return target.place
        return Place(Field.ATTACHMENT_TEXT, target.attachment)


Find = Callable[[str], Sequence[tuple[SpanTarget, Likeness]]]


def hits_of(work: Work, forms: Forms, held: Sequence[Held]) -> list[Hit]:
    """Give all places in the texts of some records, by record in the order given.

    A title stands over all records of its conversation and is given with the first of them.
    """
    met = work.printed.meeting(forms.probe.words, forms.probe.phrases)
    found: dict[RecordId, list[Hit]] = {}
    for hit in _all(work, forms, held, met):
        found.setdefault(hit.record, []).append(hit)
    return [
        hit for record in held if record.id in found for hit in sorted(found[record.id], key=_order)
    ]


def _all(work: Work, forms: Forms, held: Sequence[Held], met: Met) -> Iterator[Hit]:
    wanted = [record.id for record in held if record.id in met.records]
    for texts in work.printed.texts(wanted):
        yield from _in_texts(forms, texts)
    if met.handles:
        yield from _in_parties(work, forms, held, met.handles)
    if met.conversations:
        yield from _in_titles(work, forms, held, met.conversations)


def _in_texts(forms: Forms, record: PrintedTexts) -> Iterator[Hit]:
    yield from _hits(forms, record.id, Place(Field.SUBJECT), record.subject)
    yield from _hits(forms, record.id, Place(Field.TEXT), record.text)
    for file in record.files:
        place = Place(Field.ATTACHMENT_NAME, file.position)
        yield from _hits(forms, record.id, place, file.name)
        if file.text and not file.is_missing and reflows(file.media_type):
            place = Place(Field.ATTACHMENT_TEXT, file.position)
            yield from _hits(forms, record.id, place, file.text)


def _in_parties(
    work: Work, forms: Forms, held: Sequence[Held], handles: Collection[int]
) -> Iterator[Hit]:
    labels = work.printed.labels(sorted(handles))
    found = {handle: forms.find(label) for handle, label in labels.items()}
    casts = work.printed.casts_with([handle for handle, spans in found.items() if spans])
    for record in held:
        for position, handle in casts.get(record.cast, ()):
            place = Place(Field.PARTY, position)
            for one in found[handle]:
                yield Hit(record.id, (SpanTarget(one.span, place),), one.likeness)


def _in_titles(
    work: Work, forms: Forms, held: Sequence[Held], conversations: Collection[int]
) -> Iterator[Hit]:
    titles = work.printed.titles(sorted(conversations))
    told: set[ConversationId] = set()
    for record in held:
        title = titles.get(record.conversation)
        if title is not None and record.conversation not in told:
            told.add(record.conversation)
            yield from _hits(forms, record.id, Place(Field.TITLE), title)


def _hits(forms: Forms, record: RecordId, place: Place, text: str) -> Iterator[Hit]:
    if text:
        for one in forms.find(text):
            yield Hit(record, (SpanTarget(one.span, place),), one.likeness)


def _order(hit: Hit) -> tuple[int, int, int]:
    target = hit.targets[0]
    place = hit.place
    start = target.span.start if isinstance(target, SpanTarget) else target.region.page
    return _RANK[place.field], place.index, start


_RANK = {field: rank for rank, field in enumerate(Field)}


def marked(hit: Hit, *, withheld: bool) -> Hit:
    """Give a hit as it stands now."""
    return hit if hit.withheld == withheld else replace(hit, withheld=withheld)
