"""What the maker knows of each record it plants, and the account it expects an import to give.

Nothing here knows how an export is written.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

ZONE_NAME = "America/New_York"
ZONE = ZoneInfo(ZONE_NAME)
YEAR = 2026


class Part(StrEnum):
    """The part a record plays in the story."""

    ORDINARY = "ordinary"
    LOOKALIKE = "lookalike"
    RESPONSIVE = "responsive"


@dataclass(frozen=True)
class Planted:
    """One record as an import should give it; `subject`, `text` and `paper` carry their marks.

    `paper` is the text of a file that is set afresh, so that words of it are withheld; `on_pages`
    says that words are withheld on the pages of a file that is shown as it looks.
    """

    file: str
    sent: datetime
    people: tuple[str, ...]
    text: str
    subject: str = ""
    conversation: str = ""
    attachments: tuple[str, ...] = ()
    attachment_text: str = ""
    paper: str = ""
    on_pages: bool = False
    part: Part = Part.ORDINARY
    withhold: str = ""


@dataclass
class Account:
    """The numbers an import of one file should report; they add up to `seen`."""

    records: int = 0
    copies: int = 0
    unreadable: int = 0
    ignored: int = 0

    @property
    def seen(self) -> int:
        """Add up the four outcomes."""
        return self.records + self.copies + self.unreadable + self.ignored

    def as_json(self) -> dict[str, int]:
        """Give the numbers in the order that expected.json keeps."""
        return {
            "seen": self.seen,
            "records": self.records,
            "copies": self.copies,
            "unreadable": self.unreadable,
            "ignored": self.ignored,
        }


@dataclass
class Export:
    """One export: the files to write, what was planted in it, and whose it was."""

    name: str
    custodian: str
    files: dict[str, bytes] = field(default_factory=dict)
    planted: list[Planted] = field(default_factory=list)
    account: Account = field(default_factory=Account)
    own_addresses: tuple[str, ...] = ()


def local(stamp: str) -> datetime:
    """Read `MM-DD HH:MM[:SS]` of 2026 in Millbrook's zone and give it in UTC."""
    return datetime.fromisoformat(f"{YEAR}-{stamp}").replace(tzinfo=ZONE).astimezone(UTC)


def milliseconds(moment: datetime) -> int:
    """Give whole milliseconds since 1970."""
    return int(moment.timestamp()) * 1000
