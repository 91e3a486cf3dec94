"""Find where words like given ones stand in a request, by the word index; decides nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from app.detect.forms import Forms, Found
from app.detect.likeness import Likeness
from app.domain.ids import RecordId
from app.domain.records import reflows
from app.domain.redaction import Field, Place, RegionTarget, SpanTarget
from app.vault.columns import Ints
from app.vault.holding import Holding
from app.vault.printed import PrintedTexts
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


def hits_of(work: Work, forms: Forms, holding: Holding) -> list[Hit]:
    """Give all places in the texts of some records, by record in the order given.

    A title stands over all records of its conversation and is given with the first of them.
    """
    looks = Alike(work, forms, holding)
    while looks.left:
        looks.read(work, looks.left)
    return looks.hits()


class Alike:
    """Looks through some records in portions; where the very words stand comes first.

    Args:
        work: a transaction.
        forms: what is looked for.
        holding: the records.
        first: words side by side; texts that hold them so are read before others.
    """

    def __init__(
        self, work: Work, forms: Forms, holding: Holding, first: Sequence[str] = ()
    ) -> None:
        self._forms = forms
        self._holding = holding
        self._found: defaultdict[RecordId, list[Hit]] = defaultdict(list)
        probe = forms.probe
        words = () if probe.runs else probe.words
        met = work.printed.meeting(words, probe.runs or probe.phrases)
        self._texts = self._in_order(work, holding.among(met.records), first)
        labels = work.printed.labels(met.handles.tolist())
        found = {handle: forms.find(label) for handle, label in labels.items()}
        same = {handle for handle, places in found.items() if any(map(_is_same, places))}
        self._parties = {h: places for h, places in found.items() if places and h not in same}
        self._keep(_in_parties({handle: found[handle] for handle in same}, holding))
        self._keep(_in_titles(work, forms, holding, met.conversations.tolist()))

    @property
    def left(self) -> int:
        """Say how many texts and names are still to be looked at."""
        return len(self._texts) + len(self._parties)

    def read(self, work: Work, most: int) -> None:
        """Read on."""
        part, self._texts = np.sort(self._texts[:most]), self._texts[most:]
        for texts in work.printed.texts(part.tolist()):
            self._keep(_in_texts(self._forms, texts))
        if len(part) < most:
            parties, self._parties = self._parties, {}
            self._keep(_in_parties(parties, self._holding))

    def hits(self) -> list[Hit]:
        """Give the places that were found until now."""
        ids = self._holding.among(np.fromiter(self._found, np.int64, len(self._found)))
        found = (self._found[RecordId(record)] for record in ids.tolist())
        return [hit for hits in found for hit in (sorted(hits, key=_order) if hits[1:] else hits)]

    def _in_order(self, work: Work, ids: Ints, first: Sequence[str]) -> Ints:
        if len(first) < 2 or not len(ids):
            return ids
        nearest = np.isin(ids, work.printed.meeting((), [first]).records)
        return np.concatenate([ids[nearest], ids[~nearest]])

    def _keep(self, hits: Iterable[Hit]) -> None:
        found = self._found
        for hit in hits:
            found[hit.record].append(hit)


def _is_same(found: Found) -> bool:
    return found.likeness is Likeness.SAME


def _in_texts(forms: Forms, record: PrintedTexts) -> Iterator[Hit]:
    yield from _hits(forms, record.id, Place(Field.SUBJECT), record.subject)
    yield from _hits(forms, record.id, Place(Field.TEXT), record.text)
    for file in record.files:
        place = Place(Field.ATTACHMENT_NAME, file.position)
        yield from _hits(forms, record.id, place, file.name)
        if file.text and not file.is_missing and reflows(file.media_type):
            place = Place(Field.ATTACHMENT_TEXT, file.position)
            yield from _hits(forms, record.id, place, file.text)


def _in_parties(found: Mapping[int, Sequence[Found]], holding: Holding) -> Iterator[Hit]:
    targets: dict[tuple[int, int], list[tuple[tuple[SpanTarget], Likeness]]] = {}
    for record, position, handle in holding.with_handles(found):
        key = (position, handle)
        if key not in targets:
            place = Place(Field.PARTY, position)
            targets[key] = [((SpanTarget(o.span, place),), o.likeness) for o in found[handle]]
        for target, likeness in targets[key]:
            yield Hit(record, target, likeness)


def _in_titles(
    work: Work, forms: Forms, holding: Holding, conversations: Sequence[int]
) -> Iterator[Hit]:
    titles = work.printed.titles(conversations)
    for record, conversation in holding.first_of(titles):
        yield from _hits(forms, record, Place(Field.TITLE), titles[conversation])


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
