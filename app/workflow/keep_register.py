"""Keep the register of custodians and channels: by hand, from a table, from what was imported."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from app.domain.coverage import KeptEntry, RegisterEntry, RegisterId, plain, plain_account
from app.errors import AppError
from app.search.dates import NotADate, days
from app.vault.folder import Vault
from app.vault.work import Work
from app.workflow.account import safe_cell
from app.workflow.coverage import entries_in
from app.workflow.coverage_scope import FIRST_DAY, LAST_DAY
from app.workflow.entry_table import table_entries
from app.workflow.gaps import undo

COLUMNS = (
    "custodian", "role", "channel", "account", "device", "serial", "since", "until", "may_hold",
    "said",
)  # fmt: skip
LONGEST = 200
_YES, _NO = ("", "yes", "y", "true", "1"), ("no", "n", "false", "0")
_CHANNELS = {
    "text": "sms", "texts": "sms", "mms": "sms", "text messages": "sms", "mail": "email",
    "e-mail": "email", "mails": "email", "twitter": "x", "google voice": "google_voice",
    "google chat": "google_chat",
}  # fmt: skip


class Register:
    """The register of one vault; each change is logged by numbers alone.

    Args:
        vault: keeps it.
        who: the clerk.
    """

    def __init__(self, vault: Vault, who: str) -> None:
        self._vault = vault
        self._who = who

    def entries(self) -> list[KeptEntry]:
        """List the entries by custodian, each one's own entry first."""
        with self._vault.read() as work:
            kept = _kept(work)
        return sorted(kept, key=lambda one: one.entry.key)

    def add(self, entries: Iterable[RegisterEntry]) -> int:
        """Put entries down; one with the key of another takes its place. Gives how many changed."""
        given = {entry.key: entry for entry in map(tidy, entries)}
        with self._vault.write() as work:
            kept = [one.entry for one in _kept(work)]
            new = [entry for entry in given.values() if entry not in kept]
            lifted = [one for one in kept if one.key in given and one != given[one.key]]
            work.coverage.add(self._who, new, lifted)
            if new:
                work.audit.append(self._who, "register.added", entries=len(new))
        return len(new)

    def put(self, entry: RegisterEntry) -> None:
        """Put one entry down that is not there yet."""
        self._keep(None, tidy(entry))

    def change(self, number: RegisterId, entry: RegisterEntry) -> None:
        """Put an entry in the place of another, as one act."""
        self._keep(self.get(number), tidy(entry))

    def end(self, number: RegisterId, last: dt.date) -> None:
        """Say on which day an entry ends; it stays, and nothing is asked of it after that day."""
        kept = self.get(number)
        self._keep(kept, tidy(replace(kept, until=last)))

    def get(self, number: RegisterId) -> RegisterEntry:
        """Give an entry."""
        with self._vault.read() as work:
            found = [one.entry for one in _kept(work) if one.id == number]
        if not found:
            raise AppError("There is no such entry.", "Choose one of the list.")
        return found[0]

    def _keep(self, before: RegisterEntry | None, entry: RegisterEntry) -> None:
        with self._vault.write() as work:
            others = {one.entry.key for one in _kept(work) if one.entry != before}
            if entry.key in others:
                raise AppError(
                    f"{entry.custodian}: the register has this entry already.",
                    "Change that one, or name another channel, number or device.",
                )
            if entry == before:
                raise AppError("Nothing was changed.", "Change what is wrong, then keep it.")
            work.coverage.add(self._who, [entry], [before] if before else [])
            work.audit.append(
                self._who, "register.changed" if before else "register.added", entries=1
            )

    def remove(self, ids: Sequence[RegisterId]) -> int:
        """Take entries away; gives how many there were."""
        with self._vault.write() as work:
            gone = [one.entry for one in _kept(work) if one.id in set(ids)]
            work.coverage.add(self._who, (), gone)
            if gone:
                work.audit.append(self._who, "register.removed", entries=len(gone))
        return len(gone)

    def undo(self) -> str:
        """Take the last change back; says what it was, or nothing where there is none."""
        return undo(self._vault, None, self._who)

    def take_table(self, text: str) -> int:
        """Put down the entries of a CSV table with :data:`COLUMNS`; all of it or nothing."""
        return self.add(entries_of(text))

    def as_table(self) -> str:
        """Give the register as a CSV table that can be taken in again."""
        made = io.StringIO(newline="")
        writer = csv.writer(made)
        writer.writerow(COLUMNS)
        kept = self.entries()
        writer.writerows(map(safe_cell, _row(one.entry)) for one in kept)
        with self._vault.write() as work:
            work.audit.append(self._who, "register.exported", entries=len(kept))
        return made.getvalue()

    def proposals(self) -> list[RegisterEntry]:
        """Give the custodians and channels that imported sources have and the register has not."""
        with self._vault.read() as work:
            known = {entry.key[:2] for entry in entries_in(work)}
            accounts = {
                (entry.key[0], entry.key[1], plain_account(entry.account))
                for entry in entries_in(work)
            }
            held = work.coverage.platforms()
            sources = {source.id: source.details for source in work.sources.all()}
        found: dict[tuple[str, str, str, str], RegisterEntry] = {}
        for source, platform in held:
            details = sources[source]
            if not plain(details.custodian):
                continue
            for account in details.own_addresses or ("",):
                entry = RegisterEntry(details.custodian, channel=platform, account=account)
                whose = (*entry.key[:2], plain_account(account))
                if whose in accounts or (not account and entry.key[:2] in known):
                    continue
                found.setdefault(entry.key, entry)
        return list(found.values())


def entries_of(text: str) -> list[RegisterEntry]:
    """Read a CSV table; a row that is wrong refuses the whole table, by its number."""
    return table_entries(text, _entries)


def tidy(entry: RegisterEntry) -> RegisterEntry:
    """Trim an entry, or refuse what is no custodian, no run of days or no policy."""
    words = {
        name: " ".join(getattr(entry, name).split())
        for name in ("custodian", "role", "account", "device", "serial", "said")
    }
    channel = plain(entry.channel)
    made = RegisterEntry(
        **words,
        channel=_CHANNELS.get(channel, channel),
        since=entry.since,
        until=entry.until,
        may_hold=entry.may_hold,
    )
    if not any(map(str.isalnum, made.custodian)):
        raise AppError("The entry names no custodian.", "Enter whose phone or account it is.")
    _refuse_odd(made)
    if made.since and made.until and made.until < made.since:
        raise AppError(f"{made.custodian}: the last day lies before the first.", "Change one.")
    if not made.may_hold and not made.said:
        raise AppError(
            f"{made.custodian}: nobody is named who said that no records may lie there.",
            "Enter who said so, and when.",
        )
    if not made.channel and (made.account or made.device or made.serial or not made.may_hold):
        raise AppError(
            f"{made.custodian}: the channel is missing.", "Enter sms, email, facebook or another."
        )
    return made


def _refuse_odd(entry: RegisterEntry) -> None:
    """Refuse words that are too long for a list, a channel that is none, days out of this time."""
    words = (entry.custodian, entry.role, entry.account, entry.device, entry.serial, entry.said)
    if max(map(len, words)) > LONGEST:
        raise AppError(
            f"{entry.custodian[:40]}: a field has more than {LONGEST} letters.", "Write less."
        )
    if entry.channel and not re.fullmatch(r"[\w][\w .+/-]{0,39}", entry.channel):
        raise AppError(
            f"{entry.custodian}: this is no channel.",
            "Name it in a word, as records do: sms, email, facebook …",
        )
    for day in (entry.since, entry.until):
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            raise AppError(
                f"{entry.custodian}: {day.isoformat()} lies too far away.",
                f"Enter a day from {FIRST_DAY.year} to {LAST_DAY.year - 1}.",
            )


def date_of(typed: str) -> dt.date | None:
    """Read a day as a clerk writes it; None for nothing.

    Raises:
        AppError: it is none.
    """
    if not typed.strip():
        return None
    try:
        return days(typed)[0]
    except NotADate as error:
        raise AppError(str(error), "Write a date such as 2026-03-14 or 3/14/2026.") from error


def _kept(work: Work) -> list[KeptEntry]:
    return [
        KeptEntry(RegisterId(one.id), one.said, one.who, one.at)
        for one in work.coverage.standing(RegisterEntry)
        if isinstance(one.said, RegisterEntry)
    ]


def _entries(rows: csv.DictReader[str]) -> Iterator[RegisterEntry]:
    names = {(name or "").strip().casefold() for name in rows.fieldnames or ()}
    if not {"custodian", "channel"} <= names:
        raise AppError(
            "The table has no columns “custodian” and “channel”.",
            f"Its first line must name the columns: {', '.join(COLUMNS)}.",
        )
    for number, row in enumerate(rows, start=2):
        try:
            yield _entry(row)
        except AppError as error:
            raise AppError(f"Line {number} of the table: {error.what}", error.remedy) from error


def _entry(row: Mapping[str | None, str | list[str] | None]) -> RegisterEntry:
    told = {
        (name or "").strip().casefold(): _bare(cell)
        for name, cell in row.items()
        if isinstance(cell, str)
    }
    may = told.get("may_hold", "").casefold()
    if may not in (*_YES, *_NO):
        raise AppError("“may_hold” is neither yes nor no.", "Write yes or no, or leave it empty.")
    words = {
        name: told.get(name, "")
        for name in ("custodian", "role", "channel", "account", "device", "serial", "said")
    }
    since, until = (date_of(told.get(name, "")) for name in ("since", "until"))
    return tidy(RegisterEntry(**words, since=since, until=until, may_hold=may not in _NO))


def _bare(cell: str) -> str:
    """Take away the apostrophe that keeps a spreadsheet from running a cell as a formula."""
    bare = cell.strip()
    return bare[1:] if bare[:1] == "'" and safe_cell(bare[1:]) == bare else bare


def _row(entry: RegisterEntry) -> list[str]:
    told = {name: getattr(entry, name) for name in COLUMNS}
    told |= {name: told[name].isoformat() if told[name] else "" for name in ("since", "until")}
    told["may_hold"] = "yes" if entry.may_hold else "no"
    return [told[name] for name in COLUMNS]
