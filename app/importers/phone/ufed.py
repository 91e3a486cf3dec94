"""Cellebrite reports of phones: ``report.xml`` with its files, alone or as ``.ufdr``, and Excel."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from app.errors import ExportUnreadable
from app.importers.base import (
    Cursor,
    Export,
    Ignored,
    ImportOptions,
    Item,
    MemberUnreadable,
    Unreadable,
    after_cursor,
)
from app.importers.phone.ufed_content import ContentReader
from app.importers.phone.ufed_files import ReportFiles
from app.importers.phone.ufed_kinds import NO_COMMUNICATION, PIECES, in_words
from app.importers.phone.ufed_models import (
    CutOff,
    Damaged,
    Found,
    Listed,
    Model,
    ReportReader,
    Said,
    Silent,
    Whole,
)
from app.importers.phone.ufed_records import ReportRecords
from app.importers.phone.ufed_times import ReportTimes
from app.importers.times import Clock, TimeReader, wall_clock
from app.importers.xml_stream import DoctypeRefused, RecordStream

BROKEN = "A damaged entry could not be read; reading went on with the next whole one."
CUT_OFF = "The report ends in the middle; what came after its last whole entry is lost."
NO_MESSAGES = "A conversation that holds no message."
AGAIN = "The report lists it a second time under the same id."
NOT_NAMED = "No message of the report names this file."

_NAMESPACE = b"pa.cellebrite.com/report"
_ROOT, _RECORDS = "project", ("model", "file")
_HEAD = 8_192
_MOST_ASKED = 500
_MOST_IDS = 2_000_000
_WITHOUT_DOCTYPE = "Ask the examiner for a new report and import it as it was made."


class UfedImporter:
    """Reads Cellebrite reports; see :class:`app.importers.base.Importer`."""

    key = "ufed"
    label = "Cellebrite phone report (XML, UFDR)"
    needs_zone = True
    experimental = True

    def __init__(self, clock: Clock = wall_clock) -> None:
        self._clock = clock

    def recognises(self, export: Export) -> bool:
        """Say whether a file in it begins as a report does."""
        return any(True for _ in _reports(export))

    def read(self, export: Export, options: ImportOptions, after: Cursor | None) -> Iterator[Item]:
        """Give messages, calls, mails and contacts report by report."""
        return after_cursor(_items(export, options, TimeReader(options.zone, self._clock)), after)


def _items(export: Export, options: ImportOptions, times: TimeReader) -> Iterator[Item]:
    yield from export.rejected()
    reports = list(_reports(export))
    used: set[str] = set()
    for member in reports:
        reading = _Reading(export, member, options, times)
        yield from reading.items()
        used |= reading.files.used
    for member in export.members():
        if member not in used and member not in reports:
            yield Ignored(member, NOT_NAMED)


class _Reading:
    """Reads one report; the same message met twice in it is listed once."""

    def __init__(
        self, export: Export, member: str, options: ImportOptions, times: TimeReader
    ) -> None:
        self.files = ReportFiles(export, member)
        self._export = export
        self._member = member
        content = ContentReader(ReportTimes(times), self.files)
        self._records = ReportRecords(member, options, content)
        self._known: set[bytes] = set()
        self._left: Counter[str] = Counter()

    def items(self) -> Iterator[Item]:
        """Give the items of the report; at its end, what kinds were left out."""
        reader = ReportReader()
        stream = RecordStream(_ROOT, _RECORDS, reader, reader.words)
        fault = ""
        try:
            with self._export.open(self._member) as file:
                for _ in stream.steps(file):
                    yield from self._taken(reader.found())
        except DoctypeRefused as refused:
            if len(self._export.members()) == 1:
                raise ExportUnreadable(refused.reason, _WITHOUT_DOCTYPE) from None
            fault = refused.reason
        except MemberUnreadable as error:
            fault = error.reason
        if fault:
            reader.give_up()
            yield from self._taken(reader.found())
            yield Unreadable(f"{self._member} end", fault)
        for kind, number in sorted(self._left.items()):
            reason = f"{number:,} entries of this kind, which is no communication."
            yield Ignored(f"{self._member} {in_words(kind)}", reason)

    def _taken(self, found: list[Found]) -> Iterator[Item]:
        for one in found:
            if isinstance(one, Listed):
                self.files.learn(one)
            elif isinstance(one, CutOff):
                yield Unreadable(f"{self._member} end", CUT_OFF)
            elif isinstance(one, Damaged):
                locator = f"{self._member} #{one.number} damaged"
                yield Unreadable(locator, BROKEN, one.untrusted)
            elif isinstance(one, Silent):
                yield Ignored(f"{self._member} #{one.number}", NO_MESSAGES)
            elif isinstance(one, Said):
                yield self._message(one)
            else:
                yield from self._alone(one)

    def _message(self, said: Said) -> Item:
        if self._is_known(said.model):
            return Ignored(f"{self._member} #{said.number} message {said.place}", AGAIN)
        return self._records.message(said)

    def _alone(self, whole: Whole) -> Iterator[Item]:
        kind = whole.model.kind
        if kind in NO_COMMUNICATION:
            self._left[kind] += 1
        elif whole.loose and kind in PIECES:
            return
        elif self._is_known(whole.model):
            yield Ignored(f"{self._member} #{whole.number}", AGAIN)
        else:
            yield self._records.record(whole)

    def _is_known(self, model: Model) -> bool:
        """Say whether id and words were met before; what is behind two million is not kept."""
        if not model.id:
            return False
        told = "\0".join((model.id, *model.values.get("Body", ()))).encode("utf-8", "replace")
        short = hashlib.blake2b(told, digest_size=8).digest()
        if short in self._known:
            return True
        if len(self._known) < _MOST_IDS:
            self._known.add(short)
        return False


def _reports(export: Export) -> Iterator[str]:
    members = export.members()
    named = (
        member for member in members if len(members) == 1 or member.casefold().endswith(".xml")
    )
    for member in islice(named, _MOST_ASKED):
        head = export.head(member, _HEAD).replace(b"\0", b"")
        if _NAMESPACE in head and b"<" in head[:8]:
            yield member
