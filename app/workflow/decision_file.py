"""Decisions from a file of JSON lines, applied whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.documents.regions import BoxMode
from app.domain.decisions import (
    Decision,
    Dispose,
    Disposition,
    Done,
    Redact,
    WithholdWords,
    record_of,
)
from app.domain.ids import RecordId
from app.domain.places import text_at
from app.domain.records import Record
from app.domain.redaction import (
    SOURCE_TEXT,
    Field,
    Place,
    RegionTarget,
    SpanTarget,
    Target,
    WholeTarget,
)
from app.domain.spans import Region, Span
from app.errors import AppError, DecisionRefused
from app.jobs.isolated import Child
from app.reading.deep import undisturbed
from app.vault.folder import Vault
from app.workflow.decide import Decider
from app.workflow.find_words import records_of
from app.workflow.layer_lines import Opener, audience_of, codes_opened, is_of_layer
from app.workflow.layering import only_for
from app.workflow.page_words import PageWords
from app.workflow.search_records import Searcher

_PLACED = frozenset({"span", "attachment", "field"})
_Known = tuple[PageWords, Sequence[Decision]]
"""The pages of attachments, and what the lines before came to."""


@dataclass(frozen=True, slots=True)
class LineResult:
    """What one line of the file came to."""

    line: int
    records: int
    decisions: int


class DecisionFile:
    """Reads decision lines against one request.

    The lines are those of the command line's contract: ``find`` with ``disposition``,
    ``redact`` or ``attachment``; or ``record`` with ``span`` or ``attachment``. ``redact`` reaches
    the pages of attachments too; ``mode`` says how far a box reaches there. Its words are kept
    with the decisions, and the finished packet is searched for them, also where they were found
    nowhere. With ``only_for`` a line counts for one audience alone; ``open`` with ``for``, and
    ``open_for``, open for one what is withheld from the public, also by an earlier line.

    Args:
        among: the records that the lines may touch; all of the request where it is left out.
    """

    def __init__(
        self,
        vault: Vault,
        searcher: Searcher,
        decider: Decider,
        among: Sequence[RecordId] | None = None,
    ) -> None:
        self._vault = vault
        self._searcher = searcher
        self._decider = decider
        self._held = decider.record_ids() if among is None else list(among)

    def apply(self, lines: Iterable[str]) -> tuple[Done, list[LineResult]]:
        """Apply all lines as one act; a line that is wrong refuses the whole file."""
        decisions: list[Decision] = []
        results: list[LineResult] = []
        with Child() as child:
            pages = PageWords(self._vault, child)
            for number, line in enumerate(lines, start=1):
                if not line.strip():
                    continue
                found = self._line(number, line, (pages, decisions))
                decisions += found
                results.append(_result(number, found))
        unique = self._new_words(_last_word(decisions))
        places = sum(1 for one in unique if not isinstance(one, WithholdWords))
        sentence = f"{places:,} decisions from a file"
        return self._decider.apply(unique, sentence), results

    def _new_words(self, decisions: Sequence[Decision]) -> list[Decision]:
        """Leave out the words of which it is said already that they are withheld."""
        said = set(self._decider.withheld_words())
        return [
            one for one in decisions if not isinstance(one, WithholdWords) or one.words not in said
        ]

    def _line(self, number: int, line: str, known: _Known) -> list[Decision]:
        try:
            return self._of_anybody(_object(line), known)
        except AppError as error:
            raise DecisionRefused(
                f"Line {number} of the file: {error.what}", error.remedy
            ) from error
        except (ValueError, TypeError, LookupError, ArithmeticError, RecursionError) as error:
            raise DecisionRefused(
                f"Line {number} of the file cannot be understood.",
                "Compare it with the examples in the help; nothing of the file was applied.",
            ) from error

    def _of_anybody(self, untrusted: Mapping[str, Any], known: _Known) -> list[Decision]:
        """Read a line that is for the public, or one that is for an audience."""
        if is_of_layer(untrusted):
            return self._opened(untrusted, known)
        found = self._decisions(untrusted, known[0])
        if "only_for" in untrusted:
            return [*only_for(audience_of(untrusted["only_for"]), found)]
        return found

    def _opened(self, untrusted: Mapping[str, Any], known: _Known) -> list[Decision]:
        """Open exemptions, redactions or withheld records for an audience."""
        if "open_for" not in untrusted:
            return codes_opened(untrusted)
        audience, (pages, earlier) = audience_of(untrusted["open_for"]), known
        opener = Opener(self._vault, self._decider.request, earlier)
        if "record" not in untrusted:
            found = self._searcher.matching(str(untrusted["find"]), self._held)
            reached = self._decider.with_copies(found)
            if "words" in untrusted:
                return opener.words(audience, reached, str(untrusted["words"]))
            return opener.records(audience, reached)
        record = self._one(untrusted)
        if not _PLACED & untrusted.keys():
            return opener.records(audience, self._decider.with_copies([record]))
        targets = _targets(next(iter(records_of(self._vault, [record]))), untrusted, pages)
        there = self._decider.redactions_of(record, targets, ())
        places = ((one.record, one.target) for one in there if isinstance(one, Redact))
        return opener.places(audience, places)

    def _one(self, untrusted: Mapping[str, Any]) -> RecordId:
        record = RecordId(_integer(untrusted["record"]))
        if record not in set(self._held):
            raise DecisionRefused(
                f"Record {record} is not in this request.", "Add it to the request first."
            )
        return record

    def _decisions(self, untrusted: Mapping[str, Any], pages: PageWords) -> list[Decision]:
        codes = _codes(untrusted)
        if "record" in untrusted:
            return self._redact_one(self._one(untrusted), untrusted, pages)
        found = self._searcher.matching(str(untrusted["find"]), self._held)
        if "disposition" in untrusted:
            return self._dispose(found, Disposition(untrusted["disposition"]), codes)
        if "redact" in untrusted:
            among = self._held if untrusted.get("everywhere") else found
            return self._withhold_words(among, untrusted, pages)
        return self._attachments(found, str(untrusted["attachment"]), codes)

    def _withhold_words(
        self, among: Sequence[RecordId], untrusted: Mapping[str, Any], pages: PageWords
    ) -> list[Decision]:
        """Withhold words in texts, and on the pages of attachments that are shown as pixels."""
        words, codes = str(untrusted["redact"]), _codes(untrusted)
        reached = self._decider.with_same_text(among)
        matches = self._decider.find_words(words, reached)
        decisions = self._decider.redactions_for(matches, codes)
        for record in records_of(self._vault, reached):
            targets = pages.anywhere_in(record, words, _mode(untrusted))
            if targets:
                decisions += self._decider.redactions_of(record.id, targets, codes)
        return [*decisions, *_sought(words, codes)]

    def _dispose(
        self, found: list[RecordId], disposition: Disposition, codes: tuple[str, ...]
    ) -> list[Decision]:
        if disposition is Disposition.WITHHOLD and not codes:
            raise DecisionRefused(
                "a record can only be withheld for a reason.", "Name at least one exemption."
            )
        kept = codes if disposition is Disposition.WITHHOLD else ()
        return [Dispose(record, disposition, kept) for record in self._decider.with_copies(found)]

    def _attachments(
        self, found: list[RecordId], name: str, codes: tuple[str, ...]
    ) -> list[Decision]:
        """Withhold the files of that name, and the same files in copies under any name."""
        return [
            decision
            for record in records_of(self._vault, found)
            for index, attachment in enumerate(record.attachments)
            if attachment.name.casefold() == name.casefold()
            for decision in self._decider.redactions_of(record.id, [WholeTarget(index)], codes)
        ]

    def _redact_one(
        self, record: RecordId, untrusted: Mapping[str, Any], pages: PageWords
    ) -> list[Decision]:
        whole = next(iter(records_of(self._vault, [record])))
        targets = _targets(whole, untrusted, pages)
        codes = _codes(untrusted)
        decisions = self._decider.redactions_of(record, targets, codes)
        return [*decisions, *_sought(str(untrusted.get("redact", "")), codes)]


def _result(number: int, found: Sequence[Decision]) -> LineResult:
    changed = [one for one in found if not isinstance(one, WithholdWords)]
    records = {record_of(one) for one in changed} - {None}
    return LineResult(number, len(records), len(changed))


def _sought(words: str, codes: tuple[str, ...]) -> list[Decision]:
    """Keep words to be searched for in the finished packet, wherever they were found or not."""
    plain = " ".join(words.encode("utf-8", "ignore").decode("utf-8").split())
    return [WithholdWords(plain, codes)] if any(map(str.isalnum, plain)) else []


def _last_word(decisions: Sequence[Decision]) -> list[Decision]:
    """Leave out what is said twice; of a record's dispositions the last one counts."""
    said: dict[object, Decision] = {}
    for one in decisions:
        said[one.record if isinstance(one, Dispose) else one] = one
    return list(said.values())


def _object(line: str) -> Mapping[str, Any]:
    with undisturbed():
        untrusted = json.loads(line)
    if not isinstance(untrusted, dict):
        raise TypeError("not an object")
    return untrusted


def _targets(record: Record, untrusted: Mapping[str, Any], pages: PageWords) -> list[Target]:
    """Give what a line withholds of a record, widened by the words of the page where asked."""
    if "redact" in untrusted:
        index = _integer(untrusted["attachment"])
        _refuse_missing(record, WholeTarget(index))
        return [*pages.on_pages(record, index, str(untrusted["redact"]), _mode(untrusted))]
    target = _target(untrusted)
    if isinstance(target, SpanTarget):
        text_at(record, target.place)
        return [target]
    _refuse_missing(record, target)
    if isinstance(target, RegionTarget):
        pages.refuse_text(record, target)
        return [pages.widened(record, target, _mode(untrusted))]
    return [target]


def _target(untrusted: Mapping[str, Any]) -> Target:
    if "span" in untrusted:
        start, end = untrusted["span"]
        return SpanTarget(Span(_integer(start), _integer(end)), _place(untrusted))
    attachment = _integer(untrusted["attachment"])
    if "region" in untrusted:
        left, top, right, bottom = (float(edge) for edge in untrusted["region"])
        page = _integer(untrusted.get("page", 1))
        return RegionTarget(attachment, Region(page, left, top, right, bottom))
    return WholeTarget(attachment)


def _integer(untrusted: object) -> int:
    """Take a whole number as it stands: what would have to be rounded was meant otherwise."""
    if not isinstance(untrusted, int) or isinstance(untrusted, bool):
        raise TypeError("not a whole number")
    return untrusted


def _place(untrusted: Mapping[str, Any]) -> Place:
    if "field" not in untrusted:
        return SOURCE_TEXT
    return Place(Field(untrusted["field"]), _integer(untrusted.get("index", 0)))


def _refuse_missing(record: Record, target: RegionTarget | WholeTarget) -> None:
    if not 0 <= target.attachment < len(record.attachments):
        raise DecisionRefused(
            f"Record {record.id} has no attachment {target.attachment}.",
            "Attachments are counted from 0.",
        )


def _mode(untrusted: Mapping[str, Any]) -> BoxMode:
    return BoxMode(untrusted.get("mode", BoxMode.EXACT))


def _codes(untrusted: Mapping[str, Any]) -> tuple[str, ...]:
    codes = untrusted.get("exemptions", [])
    if not isinstance(codes, list) or not all(isinstance(code, str) for code in codes):
        raise TypeError("exemptions are a list of codes")
    return tuple(codes)
