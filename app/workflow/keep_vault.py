"""Keep a vault: another passphrase, a backup, a look for damage, its audit trail as a file."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Generator, Sequence
from pathlib import Path

from app.domain.audit import AuditEntry
from app.errors import AppError
from app.jobs.events import Progress
from app.vault.backup import copying
from app.vault.checking import check_parts
from app.vault.folder import Vault
from app.workflow.open_vault import refuse_short


def change_passphrase(vault: Vault, old: str, new: str) -> None:
    """Let a new passphrase open the vault instead of the old one; WrongSecret if that is wrong."""
    refuse_short(new)
    vault.check_passphrase(old)
    vault.change_passphrase(new)
    with vault.write() as work:
        work.audit.append(vault.who, "vault.passphrase_changed")


def backup_name(vault: Vault, today: dt.date) -> str:
    """Name the folder of a backup made on a day."""
    return f"{vault.name} backup {today.isoformat()}.vault"


class BackupJob:
    """Copies an open vault to a folder that must not exist yet."""

    def __init__(self, vault: Vault, destination: Path) -> None:
        self._vault = vault
        self._destination = destination

    @property
    def title(self) -> str:
        """Say what is done."""
        return "Backing up the vault"

    @property
    def result(self) -> Path:
        """Give where the copy lies."""
        return self._destination

    def steps(self) -> Generator[Progress, None, None]:
        """Copy the records, then attachment by attachment."""
        for done, total in copying(self._vault, self._destination):
            note = "Copying attachments" if done else "Copying the records"
            yield Progress(done, total if done else None, note)
        with self._vault.write() as work:
            work.audit.append(self._vault.who, "vault.backed_up")


class CheckVaultJob:
    """Looks for damage; ``result`` has one sentence for each fault, none when it is sound."""

    def __init__(self, vault: Vault, *, deep: bool) -> None:
        self._vault = vault
        self._deep = deep
        self._faults: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Say what is done."""
        return "Checking the vault"

    @property
    def result(self) -> tuple[str, ...]:
        """Give the faults."""
        return self._faults

    def steps(self) -> Generator[Progress, None, None]:
        """Look at one part after another."""
        looking = check_parts(self._vault, deep=self._deep)
        while True:
            try:
                done, total = next(looking)
            except StopIteration as end:
                self._faults = tuple(end.value)
                return
            yield Progress(done, total, "Part")


def trail_lines(entries: Sequence[AuditEntry]) -> list[dict[str, object]]:
    """Give the entries of an audit trail as plain values, to be kept as lines of JSON."""
    return [
        {
            "id": entry.id,
            "at": entry.at,
            "who": entry.who,
            "act": entry.act,
            "detail": entry.detail,
            "seal": entry.seal,
        }
        for entry in entries
    ]


def save_trail(vault: Vault, path: Path) -> tuple[int, int | None]:
    """Write the audit trail to a file; gives its entries and where its chain is broken, if so."""
    with vault.read() as work:
        entries = work.audit.entries()
        broken = work.audit.verify()
    lines = [json.dumps(line, ensure_ascii=False) for line in trail_lines(entries)]
    try:
        path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    except OSError as error:
        raise AppError(
            "The audit trail could not be saved there.",
            "Choose another folder, and close the file if another program has it open.",
        ) from error
    return len(entries), broken
