"""What a clerk chose as one tree of members: file, folder, archive or parts of one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote

from app.disk import is_in_cloud, of_any_length
from app.errors import ExportUnreadable
from app.importers.base import Export, Ignored, MemberUnreadable, Unreadable
from app.importers.folder import gather_file, gather_folder
from app.importers.members import LIMITS, Gathering, Limits, Member
from app.importers.safe_tar import gather_tar, is_tar
from app.importers.safe_zip import gather_zip, is_zip

_HEAD = 600
_NUMBERED = (
    re.compile(
        r"^(?P<stem>.*?)[-_ ]?(?P<number>\d{1,4})[-_ ]?of[-_ ]?(?P<total>\d{1,4})\b", re.IGNORECASE
    ),
    re.compile(
        r"^(?P<stem>takeout-.*-)(?P<number>\d{3})(?P<total>)\.(?:zip|tgz|tar\.gz)$", re.IGNORECASE
    ),
)
_PIECE = re.compile(r"\.(?:z\d\d|zip\.\d{3})$", re.IGNORECASE)


class Tree:
    """One export; an :class:`app.importers.base.Export`."""

    def __init__(
        self,
        paths: tuple[Path, ...],
        members: Mapping[str, Member],
        rejected: Sequence[Ignored | Unreadable],
    ) -> None:
        self._paths = paths
        self._members = dict(sorted(members.items()))
        self._names = tuple(self._members)
        self._rejected = tuple(_apart(rejected, self._members))

    @property
    def name(self) -> str:
        """Give the export's own file name; of several parts, the first one's."""
        return self._paths[0].name

    @property
    def paths(self) -> tuple[Path, ...]:
        """Give the files or folders it lies in."""
        return self._paths

    def members(self) -> tuple[str, ...]:
        """List the members that hold data, sorted."""
        return self._names

    def rejected(self) -> tuple[Ignored | Unreadable, ...]:
        """List members that may not or cannot be read, with the reason."""
        return self._rejected

    def size(self, member: str) -> int:
        """Give a member's size in bytes when unpacked."""
        return self._members[member].size

    def open(self, member: str) -> BinaryIO:
        """Open a member; it may raise :class:`MemberUnreadable` also while it is read."""
        return self._members[member].open()

    def head(self, member: str, length: int = 4096) -> bytes:
        """Give the first bytes of a member; empty where it cannot be read."""
        try:
            with self.open(member) as file:
                return file.read(length)
        except MemberUnreadable:
            return b""

    def find(self, untrusted_reference: str) -> str | None:
        """Find the member that a reference inside the export means, or None.

        Tried in order: as it stands, in NFC, percent-decoded, without regard to case, with
        slashes for backslashes, without the top folder of either side, by base name. All but
        the first three count only where exactly one member fits.
        """
        forms = list(_forms(untrusted_reference))
        for form in forms:
            if form in self._members:
                return form
            if form in self._written:
                return self._written[form]
        for index, keys in (
            (self._folded, [form.casefold() for form in forms]),
            (self._topless, [form.casefold() for form in forms]),
            (self._folded, [_topless(form) for form in forms]),
            (self._bases, [_base(form) for form in forms]),
        ):
            found = next((index[key] for key in keys if index.get(key)), None)
            if found:
                return found
        return None

    @cached_property
    def _written(self) -> dict[str, str]:
        """Index members by the names that safety changed."""
        return {
            unicodedata.normalize("NFC", member.written): member.name
            for member in self._members.values()
            if member.written != member.name
        }

    @cached_property
    def _folded(self) -> dict[str, str | None]:
        return _unique((name.casefold(), name) for name in self._members)

    @cached_property
    def _topless(self) -> dict[str, str | None]:
        return _unique((_topless(name), name) for name in self._members if "/" in name)

    @cached_property
    def _bases(self) -> dict[str, str | None]:
        return _unique((_base(name), name) for name in self._members)


def open_export(paths: Sequence[Path], limits: Limits = LIMITS) -> Export:
    """Open files, folders and archives as one export; nothing is unpacked to disk.

    Raises:
        ExportUnreadable: when one of them is gone, forbidden, empty, only a piece of an
            archive, no archive though it says so, or too large.
    """
    if not paths:
        raise ExportUnreadable("Nothing was chosen to import.", "Choose a file or a folder.")
    gathering = Gathering(limits)
    in_order = tuple(sorted(paths, key=lambda path: (path.name, str(path))))
    for path in in_order:
        try:
            _gather(path, gathering)
        except OSError as cause:
            raise _out_of_reach(path, cause) from cause
    for missing in missing_parts([path.name for path in in_order]):
        gathering.fail(missing, "This part of the export was not chosen, so it is not imported.")
    return Tree(in_order, gathering.members, gathering.rejected)


def part_of(name: str) -> tuple[str, int, int] | None:
    """Read ``x-2of3.zip`` or ``takeout-…-002.zip``: stem, number and total (0: not told)."""
    for pattern in _NUMBERED:
        found = pattern.match(name)
        if found:
            return found["stem"].casefold(), int(found["number"]), int(found["total"] or 0)
    return None


def missing_parts(names: Iterable[str]) -> list[str]:
    """Name the parts of multi-part exports that are not among the names."""
    numbers: dict[str, set[int]] = {}
    totals: dict[str, int] = {}
    for part in filter(None, map(part_of, names)):
        stem, number, total = part
        numbers.setdefault(stem, set()).add(number)
        totals[stem] = max(totals.get(stem, 0), total, number)
    return [
        f"{stem.rstrip('-_ ')} part {number}"
        for stem, held in sorted(numbers.items())
        for number in range(1, totals[stem] + 1)
        if number not in held
    ]


def _gather(path: Path, into: Gathering) -> None:
    if of_any_length(path).is_dir():
        gather_folder(path, into)
        return
    if _PIECE.search(path.name):
        raise ExportUnreadable(
            "The file is one of several pieces of one archive.",
            "Unpack all pieces together with the program that made them, then import the folder.",
        )
    with of_any_length(path).open("rb") as file:
        head = file.read(_HEAD)
    if not head:
        raise ExportUnreadable(
            "The file is empty.", "Copy or download it again, or ask the sender for a new one."
        )
    if is_zip(path, head):
        gather_zip(path, into)
    elif is_tar(path, head):
        gather_tar(path, into)
    else:
        gather_file(path, into)


def _out_of_reach(path: Path, cause: OSError) -> ExportUnreadable:
    if is_in_cloud(path):
        return ExportUnreadable(
            f"{path.name} lies in the cloud and could not be brought to this computer.",
            "In its folder, tell OneDrive to keep it always on this device, then try once more.",
        )
    if isinstance(cause, PermissionError):
        return ExportUnreadable(
            f"The computer does not permit {path.name} to be read.",
            "Close it if another program has it open. If that is not it, copy it to a folder of "
            "your own, or ask who manages the computer.",
        )
    if isinstance(cause, FileNotFoundError):
        return ExportUnreadable(
            f"{path.name} is no longer there.",
            "If it lies on a removable drive, put the drive in again and try once more.",
        )
    return ExportUnreadable(
        f"{path.name} could not be read from its drive.",
        "Copy it to another drive and import the copy.",
    )


def _forms(reference: str) -> Iterator[str]:
    if "://" in reference[:12] or not reference or len(reference) > 8_000:
        return
    composed = unicodedata.normalize("NFC", reference)
    for form in dict.fromkeys((reference, composed, unquote(composed))):
        yield form
        slashed = form.replace("\\", "/").removeprefix("./").lstrip("/")
        if slashed and slashed != form:
            yield slashed


def _topless(name: str) -> str:
    return name.casefold().partition("/")[2]


def _base(name: str) -> str:
    return name.casefold().replace("\\", "/").rpartition("/")[2]


def _apart(
    rejected: Sequence[Ignored | Unreadable], members: Mapping[str, Member]
) -> Iterator[Ignored | Unreadable]:
    """Give what was rejected, with places of its own where a member has the same name."""
    taken = {one.locator for one in rejected}
    for one in rejected:
        number, own = 1, one.locator
        while own in members or (own != one.locator and own in taken):
            number += 1
            own = f"{one.locator} ({number})"
        taken.add(own)
        yield one if own == one.locator else replace(one, locator=own)


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str | None]:
    """Index by key; a key of several members leads to None."""
    index: dict[str, str | None] = {}
    for key, name in pairs:
        index[key] = None if key in index else name
    return index
