"""Words that are withheld in a request, and every place where they or words like them stand."""

from __future__ import annotations

from collections.abc import Iterable
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

ANYWHERE = RecordId(0)
"""Stands for a record where words are withheld wherever they may stand."""

Codes = tuple[str, ...]

Key = tuple[str, str]
"""What the words are, and the form in which equal ones are equal."""


@dataclass(slots=True)
class Sought:
    """One set of words.

    Attributes:
        words: as they were first met.
        withheld: where they are withheld, and since when.
        codes: under what they are withheld there.
        hits: every place where they or words like them stand, by record.
        open: those of them that can be seen.
    """

    words: str = field(repr=False)
    forms: Forms
    withheld: dict[RecordId, int] = field(default_factory=dict)
    codes: dict[RecordId, frozenset[Codes]] = field(default_factory=dict)
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

    def withhold(self, record: RecordId, since: int, codes: frozenset[Codes]) -> None:
        """Take down that a record withholds the words."""
        self.withheld[record], self.codes[record] = since, codes

    def let_go(self, record: RecordId) -> bool:
        """Forget that a record withholds the words; says whether none is left."""
        self.withheld.pop(record, None)
        self.codes.pop(record, None)
        return not self.withheld

    @property
    def differs(self) -> bool:
        """Say whether the words are withheld under one exemption here and another there."""
        under = {codes for found in self.codes.values() for codes in found if codes}
        return len(under) > 1

    @property
    def since(self) -> int:
        """Give when the words were withheld last."""
        return max(self.withheld.values(), default=0)


@dataclass(slots=True)
class Learned:
    """Words that one record withholds, perhaps several times.

    Attributes:
        since: when they were withheld last.
    """

    words: str = field(repr=False)
    forms: Forms
    since: int
    codes: frozenset[Codes]


def withheld_words(
    record: Record, redactions: Iterable[Redaction], lexicon: Lexicon
) -> dict[Key, Learned]:
    """Give what is withheld of a record in letters."""
    found: dict[Key, Learned] = {}
    for one in redactions:
        if isinstance(one.target, SpanTarget):
            words, codes = _words(record, one.target), tuple(sorted(one.codes))
            learned = learn(words, one.at, codes, lexicon)
            for key, now in learned.items():
                before = found.setdefault(key, now)
                before.codes |= now.codes
                before.since = max(before.since, now.since)
    return found


def learn(words: str, since: int, codes: Codes, lexicon: Lexicon) -> dict[Key, Learned]:
    """Make words ready to be looked for; gives nothing where they are too few letters."""
    if sum(map(str.isalnum, words)) < SHORTEST:
        return {}
    forms = forms_of(words, lexicon)
    if forms is None:
        return {}
    return {(kind_of(words).value, forms.group): Learned(words, forms, since, frozenset({codes}))}


def _words(record: Record, target: SpanTarget) -> str:
    try:
        text = text_at(record, target.place)
    except IndexError:
        return ""
    return text[target.span.start : target.span.end].strip()
