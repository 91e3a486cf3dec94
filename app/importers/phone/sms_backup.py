"""SMS Backup & Restore for Android: its XML files of messages and calls, alone or together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.errors import ExportUnreadable
from app.importers.base import (
    Cursor,
    Export,
    Ignored,
    ImportOptions,
    Item,
    MemberUnreadable,
    Unreadable,
)
from app.importers.phone.mms_records import Draft, MmsMaker
from app.importers.phone.sms_cast import Casting
from app.importers.phone.sms_records import RecordMaker
from app.importers.times import Clock, TimeReader, wall_clock
from app.importers.xml_stream import DoctypeRefused, RecordStream

NOT_XML = "It is no backup of messages or calls."
BROKEN = "A damaged entry could not be read; reading went on with the next whole one."
CUT_OFF = "The file ends in the middle; what came after its last whole entry is lost."
UNKNOWN_ELEMENT = "An entry of a kind that backups of messages and calls do not have."

_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?"
    rb"(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE.*?(?=<(?:smses|calls)[\s/>]))*"
    rb"<(smses|calls)[\s/>]",
    re.DOTALL,
)
_WITHOUT_DOCTYPE = "Make a new backup on the telephone and import the file as it was made."
_RECORDS = ("sms", "mms", "call")
_HEAD = 4096


class SmsBackupImporter:
    """Reads SMS Backup & Restore XML; see :class:`app.importers.base.Importer`.

    https://www.synctech.com.au/sms-backup-restore/fields-in-xml-backup-files/
    """

    key = "sms_backup"
    label = "Text messages (SMS Backup & Restore XML)"
    needs_zone = False
    experimental = False

    def __init__(self, clock: Clock = wall_clock) -> None:
        self._clock = clock

    def recognises(self, export: Export) -> bool:
        """Say whether a file in it begins as a backup of messages or calls does."""
        return any(_root_of(export, member) for member in export.members())

    def read(self, export: Export, options: ImportOptions, after: Cursor | None) -> Iterator[Item]:
        """Give messages and calls file by file, each file in its own order."""
        taking = _Taking(after.items if after else 0)
        casting = Casting(options)
        times = TimeReader(options.zone, self._clock)
        taking.extend(export.rejected())
        yield from taking.found()
        for member in export.members():
            root = _root_of(export, member)
            if not root:
                taking.add(Ignored(member, NOT_XML, foreign=True))
                yield from taking.found()
                continue
            messages = RecordMaker(casting, times)
            multimedia = MmsMaker(casting, times, export, member)
            yield from _items(export, _Reading(member, taking, messages, multimedia), root)


class _Taking:
    """Items on their way out; those before the cursor are counted and not made."""

    def __init__(self, skip: int) -> None:
        self._skip = skip
        self._items: list[Item] = []

    def wants_next(self) -> bool:
        """Say whether the next item is wanted; counts it where it is not."""
        if self._skip:
            self._skip -= 1
            return False
        return True

    def add(self, item: Item) -> None:
        """Take an item that costs nothing to make."""
        if self.wants_next():
            self._items.append(item)

    def made(self, item: Item) -> None:
        """Take an item that was asked for."""
        self._items.append(item)

    def extend(self, items: tuple[Ignored | Unreadable, ...]) -> None:
        """Take several items."""
        for item in items:
            self.add(item)

    def found(self) -> list[Item]:
        """Hand over what has come together."""
        items, self._items = self._items, []
        return items


class _Reading:
    """Turns one file's elements into items; a handler of :class:`RecordStream`."""

    def __init__(
        self, member: str, taking: _Taking, messages: RecordMaker, multimedia: MmsMaker
    ) -> None:
        self.member = member
        self.taking = taking
        self._messages = messages
        self._multimedia = multimedia
        self._depth = 0
        self._number = 0
        self._claimed = ""
        self._draft: Draft | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take a message or call, or a part of a multimedia message."""
        self._depth += 1
        if self._depth == 2:
            self._record(name, attributes)
        elif self._depth == 4 and self._draft is not None:
            if name == "part":
                self._draft.parts.append(attributes)
            elif name == "addr":
                address = attributes.get("address", ""), attributes.get("type", "")
                self._draft.addresses.append(address)
        elif self._depth == 1:
            self._claimed = attributes.get("count", "")

    def end(self, name: str) -> None:
        """Finish a multimedia message; at the end of the file compare its count."""
        self._depth -= 1
        if self._depth == 1 and name == "mms":
            draft, self._draft = self._draft, None
            if draft is not None and self.taking.wants_next():
                self.taking.made(self._multimedia.message(draft))
        elif self._depth == 0:
            self._compare_count()

    def broken(self, untrusted_bytes: bytes) -> None:
        """List a damaged entry; its bytes are kept."""
        if self._draft is None:
            self._number += 1
        self._draft = None
        self._depth = 1
        self.taking.add(Unreadable(self._locator(), BROKEN, untrusted_bytes))

    def cut_off(self) -> None:
        """List the rest of a file that was cut off."""
        self.taking.add(Unreadable(f"{self.member} end", CUT_OFF))

    def _record(self, name: str, attributes: dict[str, str]) -> None:
        self._number += 1
        if name == "mms":
            self._draft = Draft(self._locator(), attributes)
        elif not self.taking.wants_next():
            return
        elif name == "sms":
            self.taking.made(self._messages.message(attributes, self._locator()))
        elif name == "call":
            self.taking.made(self._messages.call(attributes, self._locator()))
        else:
            self.taking.made(Ignored(self._locator(), UNKNOWN_ELEMENT))

    def _locator(self) -> str:
        return f"{self.member} #{self._number}"

    def _compare_count(self) -> None:
        claimed, self._claimed = self._claimed, ""
        if not claimed.isascii() or not claimed.isdigit() or len(claimed) > 12:
            return
        if int(claimed) != self._number:
            reason = f"The file claims {int(claimed):,} entries; {self._number:,} were found."
            self.taking.add(Ignored(f"{self.member} count", reason))


def _items(export: Export, reading: _Reading, root: str) -> Iterator[Item]:
    """Give one file's items as they are found."""
    stream = RecordStream(root, _RECORDS, reading)
    try:
        with export.open(reading.member) as file:
            for _ in stream.steps(file):
                yield from reading.taking.found()
    except DoctypeRefused as refused:
        if len(export.members()) == 1:
            raise ExportUnreadable(refused.reason, _WITHOUT_DOCTYPE) from None
        reading.taking.add(Unreadable(reading.member, refused.reason))
    except MemberUnreadable as fault:
        yield from reading.taking.found()
        reading.taking.add(Unreadable(f"{reading.member} end", fault.reason))
    yield from reading.taking.found()


def _root_of(export: Export, member: str) -> str:
    """Give the name of a member's first element if it is that of a backup."""
    if not member.casefold().endswith(".xml") and len(export.members()) > 1:
        return ""
    found = _ROOT.match(export.head(member, _HEAD).replace(b"\0", b""))
    return found[1].decode("ascii") if found else ""
