"""One Cellebrite report read to its end, in XML or in Excel, every entry accounted for."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from app.errors import ExportUnreadable
from app.importers.base import Export, Ignored, ImportOptions, Item, MemberUnreadable, Unreadable
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
from app.importers.phone.ufed_sheets import Table, TableReader, table_of
from app.importers.report_times import DateOrder, ReportTimes
from app.importers.times import TimeReader
from app.importers.workbook import Sheet, Workbook
from app.importers.xml_stream import DoctypeRefused, RecordStream

BROKEN = "A damaged entry could not be read; reading went on with the next whole one."
CUT_OFF = "The report ends in the middle; what came after its last whole entry is lost."
NO_MESSAGES = "A conversation that holds no message."
AGAIN = "The report lists it a second time under the same id."
NO_TABLE = "A sheet that holds no communications."
SHEET_FULL = "The sheet is as long as Excel permits; the report was probably cut off there."

_ROOT, _RECORDS = "project", ("model", "file")
_MOST_IDS = 2_000_000
_WITHOUT_DOCTYPE = "Ask the examiner for a new report and import it as it was made."


class Account:
    """Makes items of what a report holds; the same message met twice in it is listed once.

    Args:
        report: the report's name for people, with which locators begin.
        options: the custodian and their own numbers.
        content: takes words, files and times.
    """

    def __init__(self, report: str, options: ImportOptions, content: ContentReader) -> None:
        self._report = report
        self._records = ReportRecords(report, options, content)
        self._known: set[bytes] = set()
        self._left: Counter[str] = Counter()

    def items(self, found: Iterable[Found]) -> Iterator[Item]:
        """Give the items of what was found."""
        for one in found:
            if isinstance(one, CutOff):
                yield Unreadable(f"{self._report} end", CUT_OFF)
            elif isinstance(one, Damaged):
                yield Unreadable(f"{self._report} #{one.number} damaged", BROKEN, one.untrusted)
            elif isinstance(one, Silent):
                yield Ignored(f"{self._report} #{one.number}", NO_MESSAGES)
            elif isinstance(one, Said):
                yield self._message(one)
            elif isinstance(one, Whole):
                yield from self._alone(one)

    def left(self) -> Iterator[Item]:
        """Tell what kinds were left out, and how many of each."""
        for kind, number in sorted(self._left.items()):
            reason = f"{number:,} entries of this kind, which is no communication."
            yield Ignored(f"{self._report} {in_words(kind)}", reason)

    def _message(self, said: Said) -> Item:
        if self._is_known(said.model):
            return Ignored(f"{self._report} #{said.number} message {said.place}", AGAIN)
        return self._records.message(said)

    def _alone(self, whole: Whole) -> Iterator[Item]:
        kind = whole.model.kind
        if kind in NO_COMMUNICATION:
            self._left[kind] += 1
        elif whole.loose and kind in PIECES:
            return
        elif self._is_known(whole.model):
            yield Ignored(f"{self._report} #{whole.number}", AGAIN)
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


class XmlReading:
    """Reads ``report.xml``.

    Attributes:
        files: those beside it.
    """

    def __init__(
        self, export: Export, member: str, options: ImportOptions, times: TimeReader
    ) -> None:
        self.files = ReportFiles(export, member)
        self._export = export
        self._member = member
        content = ContentReader(ReportTimes(times), self.files)
        self._account = Account(member, options, content)

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
        yield from self._account.left()

    def _taken(self, found: list[Found]) -> Iterator[Item]:
        for one in found:
            if isinstance(one, Listed):
                self.files.learn(one)
        return self._account.items(found)


class BookReading:
    """Reads a report in Excel.

    Attributes:
        files: those beside it.
    """

    def __init__(
        self, export: Export, parts: Export, member: str, options: ImportOptions, times: TimeReader
    ) -> None:
        self.files = ReportFiles(export, member)
        self._name = member or export.name
        self._book = Workbook(parts)
        self._options = options
        self._times = times
        self._order = DateOrder()

    def items(self) -> Iterator[Item]:
        """Give the items sheet by sheet; all dates are weighed before the first is read."""
        try:
            tables = [(sheet, self._table(sheet)) for sheet in self._book.sheets()]
        except MemberUnreadable as fault:
            yield Unreadable(f"{self._name} end", fault.reason)
            return
        for number, (sheet, reader) in enumerate(tables, 1):
            place = f"{self._name}!{sheet.name or number}"
            if sum(one.name == sheet.name for one, _ in tables) > 1:
                place += f" ({number})"
            if isinstance(reader, TableReader):
                yield from self._sheet(place, reader)
            else:
                yield Unreadable(place, reader) if reader else Ignored(place, NO_TABLE)

    def _table(self, sheet: Sheet) -> TableReader | str:
        """Give what reads a sheet; the reason where it cannot be read, empty where it is none."""
        try:
            table: Table | None = table_of(self._book, sheet)
            return TableReader(self._book, table, self._order) if table else ""
        except MemberUnreadable as fault:
            return fault.reason

    def _sheet(self, place: str, reader: TableReader) -> Iterator[Item]:
        content = ContentReader(ReportTimes(self._times, self._order), self.files)
        account = Account(place, self._options, content)
        try:
            yield from account.items(reader.found())
        except MemberUnreadable as fault:
            yield Unreadable(f"{place} end", fault.reason)
        if reader.is_full:
            yield Unreadable(f"{place} full", SHEET_FULL)
