"""Keep the clerk's lists: from a table, into a table, and the office's own people at one stroke."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from app.detect.name_parts import is_person
from app.detect.variants import kind_of
from app.domain.lists import EntryKind, KeptEntry, ListEntry, ListEntryId, ListKind
from app.errors import AppError
from app.vault.folder import Vault
from app.workflow.entry_table import table_entries

COLUMNS = ("list", "kind", "text", "note", "exemptions")


class Lists:
    """The lists of one vault; each change is logged by numbers alone.

    Args:
        vault: keeps them.
        who: the clerk.
    """

    def __init__(self, vault: Vault, who: str) -> None:
        self._vault = vault
        self._who = who

    def entries(self, wanted: str = "") -> list[KeptEntry]:
        """List the entries of all lists, or of the one that is named."""
        with self._vault.read() as work:
            kept = work.lists.all()
        chosen = list_named(wanted) if wanted else None
        return [one for one in kept if chosen in {None, (one.entry.list, one.entry.name)}]

    def add(self, entries: Iterable[ListEntry]) -> int:
        """Put entries down; gives how many are new."""
        given = [_tidy(entry) for entry in entries]
        with self._vault.write() as work:
            added = work.lists.add(given, self._who)
            work.audit.append(self._who, "lists.added", given=len(given), new=added)
        return added

    def remove(self, ids: Sequence[ListEntryId]) -> int:
        """Take entries away; gives how many there were."""
        with self._vault.write() as work:
            removed = work.lists.remove(ids)
            work.audit.append(self._who, "lists.removed", entries=removed)
        return removed

    def take_table(self, text: str) -> int:
        """Put down the entries of a CSV table with the columns of :data:`COLUMNS`.

        ``kind`` may be empty: it is then judged by the text. The whole table is taken or nothing.
        """
        return self.add(entries_of(text))

    def as_table(self, wanted: str = "") -> str:
        """Give the entries as a CSV table that can be taken in again."""
        made = io.StringIO(newline="")
        writer = csv.writer(made)
        writer.writerow(COLUMNS)
        kept = self.entries(wanted)
        writer.writerows(_row(one.entry) for one in kept)
        with self._vault.write() as work:
            work.audit.append(self._who, "lists.exported", entries=len(kept))
        return made.getvalue()

    def office_people(self) -> list[ListEntry]:
        """Give the custodians and owners of accounts, who as public officials may be spared."""
        with self._vault.read() as work:
            names = [source.details.custodian for source in work.sources.all()]
            for request in work.requests.all():
                people = work.printed.people(request.id)
                names += [name for name, _, is_owner in people if is_owner]
        return [
            ListEntry(ListKind.NEVER_REDACT, EntryKind.NAME, name, "Works for the office")
            for name in dict.fromkeys(names)
            if is_person(name)
        ]


def entries_of(text: str) -> list[ListEntry]:
    """Read a CSV table; a row that is wrong refuses the whole table, by its number."""
    return table_entries(text, _entries)


def _entries(rows: csv.DictReader[str]) -> Iterator[ListEntry]:
    names = {(name or "").strip().casefold() for name in rows.fieldnames or ()}
    if not {"list", "text"} <= names:
        raise AppError(
            "The table has no columns “list” and “text”.",
            f"Its first line must name the columns: {', '.join(COLUMNS)}.",
        )
    for number, row in enumerate(rows, start=2):
        yield _entry(number, row)


def list_named(name: str) -> tuple[ListKind, str]:
    """Give the kind of a list that is named in a table, and its own name where it has one."""
    plain = name.strip().casefold().replace(" ", "_").replace("'", "").replace("-", "_")
    kinds = {kind.value: kind for kind in ListKind if kind is not ListKind.OWN}
    return (kinds[plain], "") if plain in kinds else (ListKind.OWN, name.strip())


def _entry(number: int, row: Mapping[str | None, str | list[str] | None]) -> ListEntry:
    told = {(name or "").strip().casefold(): cell.strip()
            for name, cell in row.items() if isinstance(cell, str)}  # fmt: skip
    text, name = told.get("text", ""), told.get("list", "")
    if not text or not name:
        raise AppError(f"Line {number} of the table names no list or no text.", "Fill both in.")
    typed = told.get("kind", "").casefold()
    if typed and typed not in {kind.value for kind in EntryKind}:
        raise AppError(
            f"Line {number} of the table has a kind that is none.",
            f"Choose one of {', '.join(EntryKind)}, or leave it empty.",
        )
    kind = EntryKind(typed) if typed else kind_of(text)
    codes = tuple(code for part in told.get("exemptions", "").split(";") if (code := part.strip()))
    chosen, own = list_named(name)
    return ListEntry(chosen, kind, text, told.get("note", ""), codes, own)


def _row(entry: ListEntry) -> list[str]:
    name = entry.name or entry.list.value
    return [name, entry.kind.value, entry.text, entry.note, "; ".join(entry.codes)]


def _tidy(entry: ListEntry) -> ListEntry:
    if not any(map(str.isalnum, entry.text)):
        raise AppError(
            "An entry of a list has no letter and no digit.", "Write what is to be found."
        )
    return entry
