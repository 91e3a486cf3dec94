"""Words that are withheld in a request, and every place where they or words like them stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from app.detect.forms import Forms
from app.detect.lexicon import Lexicon
from app.detect.variants import forms_of, kind_of
from app.domain.ids import RecordId
from app.domain.places import text_at
from app.domain.records import Record
from app.domain.redaction import Field, Redaction, SpanTarget
from app.vault.holding import Holding
from app.vault.work import Work
from app.workflow.alike import Hit, hits_of

SHORTEST = 4
"""Fewer letters and digits stand in too many words to be looked for."""

Key = tuple[str, str]
"""What the words are, and the form in which equal ones are equal."""


@dataclass(slots=True)
class Sought:
    """One set of words.

    Attributes:
        words: as they were first met.
        withheld: where they are withheld, and since when.
        hits: every place where they or words like them stand, by record.
        open: those of them that can be seen.
    """

    words: str = field(repr=False)
    forms: Forms
    withheld: dict[RecordId, int] = field(default_factory=dict)
    hits: dict[RecordId, list[Hit]] = field(default_factory=dict)
    open: dict[RecordId, list[Hit]] = field(default_factory=dict)

    def look(self, work: Work, holding: Holding) -> list[RecordId]:
        """Look through some records; gives those with a hit."""
        found: dict[RecordId, list[Hit]] = {}
        for hit in hits_of(work, self.forms, holding):
            found.setdefault(hit.record, []).append(hit)
        self.hits.update(found)
        return list(found)

    def leave_title(self, record: RecordId) -> None:
        """Forget a record's title, which is told of another record of its conversation."""
        hits = self.hits.get(record, [])
        self.hits[record] = [hit for hit in hits if hit.place.field is not Field.TITLE]

    @property
    def since(self) -> int:
        """Give when the words were withheld last."""
        return max(self.withheld.values(), default=0)


def withheld_words(
    record: Record, redactions: Iterable[Redaction], lexicon: Lexicon
) -> Iterator[tuple[Key, str, int, Forms]]:
    """Give what is withheld of a record in letters: key, words, since when, forms."""
    for one in redactions:
        if not isinstance(one.target, SpanTarget):
            continue
        words = _words(record, one.target)
        if sum(map(str.isalnum, words)) >= SHORTEST:
            forms = forms_of(words, lexicon)
            if forms is not None:
                yield (kind_of(words).value, forms.group), words, one.at, forms


def _words(record: Record, target: SpanTarget) -> str:
    try:
        text = text_at(record, target.place)
    except IndexError:
        return ""
    return text[target.span.start : target.span.end].strip()
