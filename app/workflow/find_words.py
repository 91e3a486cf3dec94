"""Find the same words in every printable text of a request's records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.domain.ids import RecordId
from app.domain.places import places_of, text_at
from app.domain.records import Record
from app.domain.redaction import Place, SpanTarget
from app.domain.spans import Span
from app.vault.folder import Vault

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Match:
    """One place where the words stand."""

    record: RecordId
    place: Place
    span: Span

    @property
    def target(self) -> SpanTarget:
        """Give it as what a redaction withholds."""
        return SpanTarget(self.span, self.place)


def pattern_of(words: str) -> re.Pattern[str]:
    """Give the pattern of literal words: any case, whole words, any run of blanks.

    A word boundary is asked only beside a letter or digit, so that ``(555)`` is found too. An
    apostrophe is found in its straight and its typographic form.
    """
    parts = [_literal(part) for part in words.split()]
    if not parts:
        return re.compile(r"(?!)")
    inner = r"\s+".join(parts)
    before = r"(?<!\w)" if re.match(r"\w", words.strip()) else ""
    after = r"(?!\w)" if re.search(r"\w$", words.strip()) else ""
    return re.compile(before + inner + after, re.IGNORECASE)


def matches_in(record: Record, pattern: re.Pattern[str]) -> Iterator[Match]:
    """Give every place of one record where the pattern stands."""
    for place in places_of(record):
        for found in pattern.finditer(text_at(record, place)):
            yield Match(record.id, place, Span(found.start(), found.end()))


def find_words(vault: Vault, words: str, among: Sequence[RecordId]) -> list[Match]:
    """Look through the given records' own texts, not through an index, so that none is missed."""
    pattern = pattern_of(words)
    return [match for record in records_of(vault, among) for match in matches_in(record, pattern)]


def records_of(vault: Vault, ids: Sequence[RecordId]) -> Iterable[Record]:
    """Read records in portions, so that a large request does not fill the memory."""
    for start in range(0, len(ids), CHUNK):
        with vault.read() as work:
            portion = work.records.many(ids[start : start + CHUNK])
        yield from portion


def _literal(part: str) -> str:
    return re.sub("['’]", "['’]", re.escape(part))
