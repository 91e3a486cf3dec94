"""What an importer is, what it is given and what it gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Protocol, TypeVar, TypeVarTuple

from app.domain.columns import ColumnMapping
from app.domain.parsed import Ignored, Item, Parsed, ParsedAttachment, Unreadable
from app.errors import ChildFailed

__all__ = [
    "Cursor",
    "Export",
    "Ignored",
    "ImportOptions",
    "Importer",
    "Isolated",
    "Item",
    "MemberUnreadable",
    "Parsed",
    "ParsedAttachment",
    "Unreadable",
    "after_cursor",
]


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where an import stands: how many items were taken; items come in a fixed order."""

    items: int


Arguments = TypeVarTuple("Arguments")
Result = TypeVar("Result")


class Isolated(Protocol):
    """A process of its own that may die without harm; ``app.jobs.isolated.Child`` is one."""

    def call(
        self,
        function: Callable[[*Arguments], Result],
        *arguments: *Arguments,
        seconds: float | None = None,
    ) -> Result:
        """Run a function there; raises :class:`app.errors.ChildFailed`."""

    def call_each(
        self,
        function: Callable[[*Arguments], Result],
        calls: Sequence[tuple[*Arguments]],
        *,
        seconds: float | None = None,
    ) -> list[Result | ChildFailed]:
        """Run a function there for each of some arguments; one that fails costs itself alone."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the clerk says at import.

    Attributes:
        custodian: whose phone, mailbox or account the export came from.
        zone: IANA name for times without a zone.
        own_addresses: the custodian's numbers and addresses, where the format lacks them.
        isolated: where files in binary formats are taken apart; without it, in this process.
        mapping: what the columns of a table hold; without it, that is guessed.
    """

    custodian: str = ""
    zone: str = "UTC"
    own_addresses: tuple[str, ...] = ()
    isolated: Isolated | None = field(default=None, compare=False, repr=False)
    mapping: ColumnMapping | None = None


class Export(Protocol):
    """One export as a tree of members: a file, a folder, a ZIP or several merged ZIP parts.

    Names are relative, with ``/``, in NFC, in a fixed order, and safe: no ``..``, no drive.
    A single file is a tree with one member.
    """

    @property
    def name(self) -> str:
        """Give the export's own file name."""

    @property
    def paths(self) -> tuple[Path, ...]:
        """Give the files or the folder it lies in."""

    def members(self) -> tuple[str, ...]:
        """List the members that hold data, sorted."""

    def rejected(self) -> tuple[Ignored | Unreadable, ...]:
        """List members that may not or cannot be read, with the reason."""

    def size(self, member: str) -> int:
        """Give a member's size in bytes when unpacked."""

    def open(self, member: str) -> BinaryIO:
        """Open a member; raises :class:`MemberUnreadable` for a bad one."""

    def find(self, untrusted_reference: str) -> str | None:
        """Find the member that a reference inside the export means, or None."""

    def head(self, member: str, length: int = 4096) -> bytes:
        """Give the first bytes of a member; empty where it cannot be read."""


class MemberUnreadable(Exception):
    """One member of an export cannot be read; ``reason`` is one sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Importer(Protocol):
    """Reads one format."""

    @property
    def key(self) -> str:
        """Give the name that is kept in the vault; never renamed."""

    @property
    def label(self) -> str:
        """Give the name that is shown to clerks."""

    @property
    def needs_zone(self) -> bool:
        """Say whether the format leaves out the time zone."""

    @property
    def experimental(self) -> bool:
        """Say whether it was made without a real sample."""

    def recognises(self, export: Export) -> bool:
        """Say by what is inside whether the export is of this format."""

    def read(self, export: Export, options: ImportOptions, after: Cursor | None) -> Iterator[Item]:
        """Give the items after the cursor, always in the same order.

        A bad item is a value; only an export that cannot be read at all raises AppError.
        """


def after_cursor(items: Iterable[Item], after: Cursor | None) -> Iterator[Item]:
    """Leave out the items that were taken before; for importers that cannot skip faster."""
    return islice(iter(items), after.items if after else 0, None)
