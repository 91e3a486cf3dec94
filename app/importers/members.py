"""Members of an export gathered under names of their own, within limits."""

from __future__ import annotations

import io
from collections.abc import Callable, Container
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from app.errors import ExportUnreadable
from app.importers.base import Ignored, MemberUnreadable, Unreadable
from app.importers.member_names import (
    HOUSEKEEPING,
    is_housekeeping,
    numbered,
    safe_name,
    shown_name,
)

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

GIGABYTE = 1_000_000_000
MEGABYTE = 1_000_000

SAME_AGAIN = "Another part of the export holds the very same file under the same name."
BOMB = "It claims to unpack to far more than it can hold, so it was not read."


@dataclass(frozen=True, slots=True)
class Limits:
    """How much an export may ask of the computer.

    Attributes:
        members: files in one export.
        total: bytes of all members of archives when unpacked.
        ratio: how many times its packed size a member may unpack to, where it is larger
            than ``ratio_from`` bytes.
        directory: bytes of a ZIP's list of contents.
    """

    members: int = 2_000_000
    total: int = 200 * GIGABYTE
    ratio: int = 200
    ratio_from: int = 50 * MEGABYTE
    directory: int = 500 * MEGABYTE


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an export.

    Attributes:
        name: safe and unique in the export.
        written: the name as it stands in the archive; references may mean this one.
        check: checksum where the archive tells one, else -1.
    """

    name: str
    written: str
    size: int
    check: int
    open: Callable[[], BinaryIO]


class Gathering:
    """Collects the members of all parts of an export and what had to be left out."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        self.limits = limits
        self.members: dict[str, Member] = {}
        self.rejected: list[Ignored | Unreadable] = []
        self._locators: set[str] = set()
        self._numbers: dict[str, int] = {}
        self._namesakes: dict[str, dict[tuple[int, int], str]] = {}
        self._total = 0
        self._seen = 0

    def accepts(self, written: str) -> str:
        """Give the safe name of a file, or an empty one after listing why it is left out."""
        self._seen += 1
        self.at_most(self._seen)
        name, reason = safe_name(written)
        if reason:
            self.fail(written, reason)
        elif is_housekeeping(name):
            self.ignore(name, HOUSEKEEPING)
            return ""
        return name

    def at_most(self, files: int) -> None:
        """Refuse an export of more files than the limit."""
        if files > self.limits.members:
            raise ExportUnreadable(
                f"The export holds more than {self.limits.members:,} files.",
                "Unpack it and import its folders one by one.",
            )

    def unpacks_to(self, size: int) -> None:
        """Count bytes that a member of an archive unpacks to."""
        self._total += size
        if self._total > self.limits.total:
            raise ExportUnreadable(
                f"The export would unpack to more than {self.limits.total // GIGABYTE:,} GB.",
                "If it is genuine, unpack it and import its folders one by one.",
            )

    def take(self, member: Member) -> None:
        """Add a member; one of the same name and contents is left out, other ones numbered."""
        first = self.members.get(member.name)
        if first is None:
            self.members[member.name] = member
            return
        held = self._namesakes.setdefault(member.name, {_contents(first): member.name})
        contents = _contents(member)
        if contents in held and member.check != -1:
            self.ignore(held[contents], SAME_AGAIN)
            return
        name = self._free(member.name, self.members, numbered)
        held.setdefault(contents, name)
        self.members[name] = Member(name, member.written, member.size, member.check, member.open)

    def ignore(self, locator: str, reason: str) -> None:
        """List a file that holds no record."""
        self.rejected.append(Ignored(self._own(locator), reason))

    def fail(self, locator: str, reason: str) -> None:
        """List a file that may not or cannot be read."""
        self.rejected.append(Unreadable(self._own(locator), reason))

    def _own(self, locator: str) -> str:
        own = shown_name(locator)
        if own in self._locators:
            own = self._free(own, self._locators, "{} ({})".format)
        self._locators.add(own)
        return own

    def _free(self, name: str, taken: Container[str], spelled: Callable[[str, int], str]) -> str:
        """Give a name that is taken a number; it goes on from the last one that it gave."""
        form = spelled(name, 0)
        number = self._numbers.get(form, 1) + 1
        while (own := spelled(name, number)) in taken:
            number += 1
        self._numbers[form] = number
        return own


def _contents(member: Member) -> tuple[int, int]:
    return member.check, member.size


class Reading(io.RawIOBase):
    """A stream whose faults are told as :class:`MemberUnreadable`; pieces come from outside.

    Attributes:
        pieces: gives some bytes, at most as many as asked for; empty at the end.
    """

    def __init__(self, pieces: Callable[[int], bytes], close: Callable[[], None]) -> None:
        super().__init__()
        self._pieces = pieces
        self._close = close

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill the buffer as far as there is something."""
        room = memoryview(buffer)
        piece = self._pieces(len(room))
        room[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        """Let go of the file underneath."""
        if not self.closed:
            self._close()
        super().close()


class SeekableReading(Reading):
    """A :class:`Reading` that can go on from any place.

    Attributes:
        go_to: moves the pieces to an offset.
        size: bytes in all, from which places before the end are counted.
    """

    def __init__(
        self,
        pieces: Callable[[int], bytes],
        close: Callable[[], None],
        go_to: Callable[[int], None],
        size: int,
    ) -> None:
        super().__init__(pieces, close)
        self._go_to = go_to
        self._size = size
        self._position = 0

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill the buffer as far as there is something."""
        length = super().readinto(buffer)
        self._position += length
        return length

    def seekable(self) -> bool:
        """Say that it can go to any place."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Go to an offset from the start, from here or from the end."""
        froms = {io.SEEK_CUR: self._position, io.SEEK_END: self._size}
        wanted = offset + froms.get(whence, 0)
        if wanted < 0:
            raise OSError("before the start")
        if wanted != self._position:
            self._go_to(wanted)
            self._position = wanted
        return wanted

    def tell(self) -> int:
        """Give the offset at which reading goes on."""
        return self._position


def unreadable_because(cause: OSError) -> MemberUnreadable:
    """Say in a sentence why the computer could not read a file."""
    if isinstance(cause, FileNotFoundError):
        return MemberUnreadable("The file is no longer there; the drive may have been removed.")
    if isinstance(cause, PermissionError):
        return MemberUnreadable(
            "The computer does not permit this file to be read; another program may have it open."
        )
    return MemberUnreadable("The file could not be read from its drive.")
