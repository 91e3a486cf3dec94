"""Finds what is withheld in one place and can be read or seen in another; blocks nothing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.decisions import AlreadyPublic, Disposition, Standing
from app.domain.ids import ConversationId, RecordId
from app.domain.places import place_in_words, places_of, text_at
from app.domain.records import Record
from app.domain.redaction import Field, Place, RegionTarget, SpanTarget, WholeTarget, spans_of
from app.domain.requests import Request
from app.domain.spans import Span, clipped, gaps
from app.vault.folder import Vault
from app.workflow.find_words import (
    SURE_INSIDE,
    compared,
    glued_pattern,
    matches_in,
    pattern_of,
    records_of,
    squeezed,
)
from app.workflow.withhold_too import SHOWN, Lacking, lacking_of_file

_Title = tuple[ConversationId, str]

SHORTEST_WORD = 4
SHORTEST_QUOTE = 16
"""From this length on the text of a record that is withheld whole is looked for in others."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One sentence about one withheld thing, without a word of it, and where it is seen.

    Attributes:
        words: what is withheld, where it is words that stand in a record.
        paged: the records on whose pages it is seen.
        lacking: what would have to be withheld, where it is no words.
    """

    sentence: str
    records: tuple[RecordId, ...]
    words: str = field(default="", repr=False)
    paged: tuple[RecordId, ...] = ()
    lacking: tuple[Lacking, ...] = ()


@dataclass(slots=True)
class _Withheld:
    """Words as they were first met, and the records in which they are withheld."""

    words: str = field(repr=False)
    records: list[RecordId] = field(default_factory=list)


def contradictions(
    vault: Vault,
    request: Request,
    standings: Mapping[RecordId, Standing],
    anywhere: Sequence[str] | None = None,
) -> list[Contradiction]:
    """List what contradicts itself, that which is seen most often first.

    Args:
        vault: holds the request.
        request: is looked through.
        standings: how its records stand, for the public or for another audience.
        anywhere: words that are withheld wherever they stand; the public's if left out.
    """
    leaving = [one for one, standing in standings.items() if standing.outcome is not None]
    records = {record.id: record for record in records_of(vault, leaving)}
    with vault.read() as work:
        everywhere = work.decisions.withheld_words(request.id) if anywhere is None else anywhere
        found = _Finder(records, standings, everywhere)
        found.spare(work.decisions.already_public(request.id))
        custodians = {source.details.custodian for source in work.sources.all()}
    details = request.details
    around = (details.text, details.requester, details.department, *sorted(custodians))
    told = [*found.words(), *found.around(around), *found.files()]
    return sorted(told, key=lambda one: -len(one.records))


class _Finder:
    def __init__(
        self,
        records: Mapping[RecordId, Record],
        standings: Mapping[RecordId, Standing],
        anywhere: Sequence[str],
    ) -> None:
        self._records = records
        self._standings = standings
        self._shown = [r for r in records.values() if standings[r.id].outcome in SHOWN]
        self._titles: dict[_Title, list[Span]] = defaultdict(list)
        for record in records.values():
            for title in _titles_of(record):
                self._titles[title] += _spans(standings[record.id], Place(Field.TITLE))
        self._withheld = self._withheld_words(anywhere)
        self._public: dict[tuple[RecordId, Place], list[Span]] = defaultdict(list)

    def spare(self, public: Iterable[AlreadyPublic]) -> None:
        """Let places be seen that were said to be known to the public."""
        for one in public:
            if isinstance(one.target, SpanTarget):
                self._public[one.record, one.target.place].append(one.target.span)

    def words(self) -> Iterator[Contradiction]:
        """Look for withheld words in the texts that are shown."""
        texts = {
            record.id: "\n".join(squeezed(text_at(record, place)) for place in places_of(record))
            for record in self._shown
        }
        for plain, withheld in self._withheld.items():
            pattern = pattern_of(withheld.words, inside=len(plain) >= SURE_INSIDE)
            glued = glued_pattern(withheld.words) if len(plain) < SURE_INSIDE else None
            letters = squeezed(plain)
            seen = [
                (record.id, place_in_words(place))
                for record in self._shown
                if letters in texts[record.id]
                for place, span in _places_in(record, pattern, glued)
                if not self._covers(record, SpanTarget(span, place))
            ]
            paged = list(self._on_pages(pattern))
            seen += paged
            if seen:
                sentence = (
                    f"Words withheld in {_places(len(withheld.records))} "
                    f"are visible in {len(seen)} ({_where(seen)})."
                )
                records = tuple(dict.fromkeys(record for record, _ in seen))
                on_pages = tuple(dict.fromkeys(record for record, _ in paged))
                yield Contradiction(sentence, records, withheld.words, on_pages)

    def _on_pages(self, pattern: re.Pattern[str]) -> Iterator[tuple[RecordId, str]]:
        """Look in the files whose pages are shown; a box is taken for one place of the words."""
        for record in self._shown:
            standing = self._standings[record.id]
            for index, attachment in enumerate(record.attachments):
                if not attachment.text or attachment.missing or attachment.reflows:
                    continue
                boxes = _boxes_on(standing, index)
                if boxes is not None and len(pattern.findall(attachment.text)) > boxes:
                    yield record.id, f"attachment {index + 1}"

    def around(self, texts: Sequence[str]) -> Iterator[Contradiction]:
        """Look for withheld words in what the packet says around its records."""
        said = "\n".join(texts)
        for plain, withheld in self._withheld.items():
            if pattern_of(withheld.words, inside=len(plain) >= SURE_INSIDE).search(said):
                sentence = (
                    f"Words withheld in {_places(len(withheld.records))} stand in the letter or "
                    "in the name of a source: see the request and the custodians."
                )
                yield Contradiction(sentence, tuple(dict.fromkeys(withheld.records)))

    def files(self) -> Iterator[Contradiction]:
        """Look for withheld files that are shown whole with another record."""
        withheld: dict[str, list[tuple[int, Standing]]] = defaultdict(list)
        shown: dict[str, list[tuple[RecordId, int]]] = defaultdict(list)
        for record in self._records.values():
            standing = self._standings[record.id]
            hidden = _hidden_files(standing)
            for index, attachment in enumerate(record.attachments):
                if standing.outcome is Disposition.WITHHOLD or index in hidden:
                    withheld[attachment.sha256].append((index, standing))
                elif standing.outcome in SHOWN:
                    shown[attachment.sha256].append((record.id, index))
        for sha256, standings in withheld.items():
            if sha256 and (seen := shown.get(sha256)):
                where = _where([(record, f"attachment {at + 1}") for record, at in seen])
                places = _places(len(standings))
                sentence = f"A file withheld in {places} is shown in {len(seen)} ({where})."
                records = tuple(dict.fromkeys(record for record, _ in seen))
                lacking = tuple(lacking_of_file(standings, seen))
                yield Contradiction(sentence, records, lacking=lacking)

    def _withheld_words(self, anywhere: Sequence[str]) -> dict[str, _Withheld]:
        found: dict[str, _Withheld] = {}
        for record in self._records.values():
            for words, shortest in _words_of(record, self._standings[record.id]):
                plain = compared(words)
                if len(plain) >= shortest:
                    found.setdefault(plain, _Withheld(words)).records.append(record.id)
        for words in anywhere:
            if len(compared(words)) >= SHORTEST_WORD:
                found.setdefault(compared(words), _Withheld(words))
        return found

    def _covers(self, record: Record, target: SpanTarget) -> bool:
        spans = _spans(self._standings[record.id], target.place)
        spans += self._public.get((record.id, target.place), [])
        if target.place.field is Field.TITLE:
            spans += (span for title in _titles_of(record) for span in self._titles[title])
        return not gaps(clipped(spans, target.span), len(target.span))


def _places_in(
    record: Record, pattern: re.Pattern[str], glued: re.Pattern[str] | None
) -> Iterator[tuple[Place, Span]]:
    """Give the places of words; in files also those that are glued to other letters."""
    found = {(match.place, match.span): None for match in matches_in(record, pattern)}
    for place in places_of(record) if glued is not None else ():
        if place.field is Field.ATTACHMENT_TEXT and glued is not None:
            more = glued.finditer(text_at(record, place))
            found |= {(place, Span(*one.span())): None for one in more}
    yield from found


def _words_of(record: Record, standing: Standing) -> Iterator[tuple[str, int]]:
    """Give the texts that are withheld of a record, each with the length from which it counts."""
    if standing.outcome is Disposition.WITHHOLD:
        yield record.text, SHORTEST_QUOTE
        yield record.subject, SHORTEST_QUOTE
    elif standing.outcome in SHOWN:
        for redaction in standing.redactions:
            target = redaction.target
            if isinstance(target, SpanTarget):
                text = text_at(record, target.place)
                yield text[target.span.start : target.span.end], SHORTEST_WORD


def _titles_of(record: Record) -> tuple[_Title, _Title]:
    """Give under what a title is withheld for all: its heading, and its words in one thread."""
    return (record.heading, ""), (record.conversation, record.conversation_title)


def _spans(standing: Standing, place: Place) -> list[Span]:
    return [
        redaction.target.span
        for redaction in spans_of(standing.redactions, place)
        if isinstance(redaction.target, SpanTarget)
    ]


def _hidden_files(standing: Standing) -> set[int]:
    return {
        redaction.target.attachment
        for redaction in standing.redactions
        if isinstance(redaction.target, WholeTarget | RegionTarget)
    }


def _boxes_on(standing: Standing, index: int) -> int | None:
    """Count the boxes on an attachment; None where the whole of it is withheld."""
    targets = [redaction.target for redaction in standing.redactions]
    if any(isinstance(one, WholeTarget) and one.attachment == index for one in targets):
        return None
    return sum(isinstance(one, RegionTarget) and one.attachment == index for one in targets)


def _where(visible: Sequence[tuple[RecordId, str]]) -> str:
    named = [f"record {record}, {place}" for record, place in visible[:3]]
    return "; ".join(named) + (" …" if len(visible) > 3 else "")


def _places(number: int) -> str:
    if not number:
        return "a file of decisions"
    return "1 place" if number == 1 else f"{number} places"
