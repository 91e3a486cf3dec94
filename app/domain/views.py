"""What one audience sees: the public's decisions with a layer over them; pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.domain.audiences import Audience
from app.domain.decisions import Disposition, Standing
from app.domain.ids import DecisionId, RecordId
from app.domain.layers import (
    LayerEntry,
    OnlyRedact,
    OnlyWithhold,
    OnlyWords,
    OpenCode,
    OpenRecord,
    OpenRedaction,
    OpenWords,
)
from app.domain.redaction import Redaction


@dataclass(frozen=True, slots=True)
class StandingEntry:
    """An entry of a layer that was not taken out."""

    id: DecisionId
    audience: Audience
    entry: LayerEntry
    who: str = ""
    at: int = 0


@dataclass(frozen=True, slots=True)
class Layer:
    """What stands for one audience beside what stands for the public.

    Attributes:
        codes: exemptions that do not hold.
        redactions, records: what is opened one by one.
        words: that need not be searched for.
        closed: what is withheld of records for this audience alone.
        withheld: records that are withheld whole for it alone, with their exemptions.
        closed_words: that are searched for, for it alone.
    """

    audience: Audience = Audience.PUBLIC
    codes: frozenset[str] = frozenset()
    redactions: frozenset[OpenRedaction] = frozenset()
    records: frozenset[OpenRecord] = frozenset()
    words: frozenset[str] = field(default=frozenset(), repr=False)
    closed: Mapping[RecordId, tuple[Redaction, ...]] = field(default_factory=dict)
    withheld: Mapping[RecordId, tuple[str, ...]] = field(default_factory=dict)
    closed_words: tuple[str, ...] = field(default=(), repr=False)

    def holding(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Give the exemptions that hold for the audience too."""
        return tuple(code for code in codes if code not in self.codes)

    def opens(self, redaction: Redaction) -> bool:
        """Say whether what a redaction of the public's withholds is shown.

        It is opened itself, or there are exemptions and none of them holds; what rests on no
        exemption at all is opened by none.
        """
        named = OpenRedaction(redaction.record, redaction.target, redaction.codes)
        return named in self.redactions or self._none_holds(redaction.codes)

    def opens_record(self, record: RecordId, codes: tuple[str, ...]) -> bool:
        """Say whether a record that is withheld from the public is shown."""
        return OpenRecord(record, codes) in self.records or self._none_holds(codes)

    def _none_holds(self, codes: Sequence[str]) -> bool:
        return bool(codes) and not self.holding(codes)


def layer_of(audience: Audience, standing: Iterable[StandingEntry]) -> Layer:
    """Gather what stands for one audience; entries for others are left out."""
    closed: defaultdict[RecordId, list[Redaction]] = defaultdict(list)
    withheld: dict[RecordId, tuple[str, ...]] = {}
    own = [one for one in standing if one.audience is audience]
    for one in own:
        entry = one.entry
        if isinstance(entry, OnlyRedact):
            made = Redaction(one.id, entry.record, entry.target, entry.codes, one.who, one.at)
            closed[entry.record].append(made)
        elif isinstance(entry, OnlyWithhold):
            both = {*withheld.get(entry.record, ()), *entry.codes}
            withheld[entry.record] = tuple(sorted(both))
    entries = [one.entry for one in own]
    return Layer(
        audience,
        frozenset(one.code for one in entries if isinstance(one, OpenCode)),
        frozenset(one for one in entries if isinstance(one, OpenRedaction)),
        frozenset(one for one in entries if isinstance(one, OpenRecord)),
        frozenset(one.words for one in entries if isinstance(one, OpenWords)),
        {record: tuple(made) for record, made in closed.items()},
        withheld,
        tuple(dict.fromkeys(one.words for one in entries if isinstance(one, OnlyWords))),
    )


def seen_by(standing: Standing, layer: Layer) -> Standing:
    """Give how a record stands for an audience.

    What stands for the public is left as it is where nobody opened it. A closing always wins
    over an opening; a record that does not answer the request answers it for nobody, and one
    that is undecided is so for all. Exemptions that do not hold are not named on what stays.
    """
    if layer.audience is Audience.PUBLIC:
        return standing
    kept = tuple(
        replace(one, codes=layer.holding(one.codes))
        if one.codes != layer.holding(one.codes) and layer.holding(one.codes)
        else one
        for one in standing.redactions
        if not layer.opens(one)
    )
    redactions = (*kept, *layer.closed.get(standing.record, ()))
    disposition, codes = _disposition(standing, layer, redactions)
    return replace(standing, disposition=disposition, codes=codes, redactions=redactions)


def words_for(words: Iterable[str], layer: Layer) -> tuple[str, ...]:
    """Give the words that are searched for in what an audience gets, each once."""
    if layer.audience is Audience.PUBLIC:
        return tuple(words)
    kept = (one for one in words if one not in layer.words)
    return tuple(dict.fromkeys((*kept, *layer.closed_words)))


def _disposition(
    standing: Standing, layer: Layer, left: Sequence[Redaction]
) -> tuple[Disposition | None, tuple[str, ...]]:
    public = standing.disposition
    if public is None or public is Disposition.NOT_RESPONSIVE:
        return public, standing.codes
    is_withheld = public is Disposition.WITHHOLD
    if is_withheld and not layer.opens_record(standing.record, standing.codes):
        return public, layer.holding(standing.codes) or standing.codes
    own = layer.withheld.get(standing.record)
    if own is not None:
        return Disposition.WITHHOLD, own
    was_emptied = public is Disposition.REDACT and standing.redactions and not left
    if is_withheld or was_emptied:
        return Disposition.RELEASE, ()
    return public, standing.codes
