"""Entries of the register and accounts of exports as they are typed, and what they mean. No Qt."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace

from app.domain.coverage import Collected, Days, KeptEntry, RegisterEntry
from app.errors import AppError
from app.workflow.keep_register import date_of


@dataclass(frozen=True, slots=True)
class TypedEntry:
    """An entry as it stands in the fields."""

    custodian: str = ""
    role: str = ""
    channel: str = ""
    account: str = field(default="", repr=False)
    device: str = ""
    serial: str = field(default="", repr=False)
    since: str = ""
    until: str = ""
    may_hold: bool = True
    said: str = ""

    def read(self) -> RegisterEntry:
        """Give the entry; raises AppError for days that are none."""
        days = {name: date_of(getattr(self, name)) for name in ("since", "until")}
        return RegisterEntry(**(asdict(self) | days))


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One entry as the list shows it, and as its fields do."""

    id: int
    words: tuple[str, ...]
    typed: TypedEntry = TypedEntry()


@dataclass(frozen=True, slots=True)
class Gathered:
    """How an export was collected, as it was typed."""

    source: int
    on: str
    by: str
    first: str
    last: str
    account: str = field(default="", repr=False)

    @property
    def words(self) -> tuple[str, ...]:
        """Give what stands in the fields, in their order."""
        return self.on, self.by, self.first, self.last, self.account

    def told_beside(self, known: Collected) -> Collected:
        """Give it beside what was known; raises AppError for days that are none."""
        first, last = date_of(self.first), date_of(self.last)
        if (first is None) != (last is None):
            raise AppError("One of the two days is missing.", "Enter both, or none.")
        days = Days(first, last) if first is not None and last is not None else None
        by, account = (" ".join(typed.split()) for typed in (self.by, self.account))
        return replace(known, on=date_of(self.on), by=by, days=days, account=account)


NOTHING_KNOWN = Gathered(0, "", "", "", "")


def gathered_of(known: Collected) -> Gathered:
    """Give what is known of an export as its fields show it."""
    days = (known.on, known.days and known.days.first, known.days and known.days.last)
    on, first, last = (day.isoformat() if day else "" for day in days)
    return Gathered(int(known.source), on, known.by, first, last, known.account)


def row_of(kept: KeptEntry) -> RegisterRow:
    """Give an entry for the list and its fields."""
    entry = kept.entry
    since, until = (day.isoformat() if day else "" for day in (entry.since, entry.until))
    may = "" if not entry.channel else "yes" if entry.may_hold else f"no: {entry.said}"
    words = (entry.custodian, entry.role, entry.channel, entry.account, entry.device)
    typed = TypedEntry(**(asdict(entry) | {"since": since, "until": until}))
    return RegisterRow(int(kept.id), (*words, since, until, may), typed)
