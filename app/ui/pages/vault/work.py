"""Does what the page of the vault asks with the open vault. No PySide6."""

from __future__ import annotations

from pathlib import Path

from app.jobs.events import Job
from app.ui.services import Desk


class VaultWork:
    """The open vault as a whole; its verbs are imported when first needed."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def name(self) -> str:
        """Give the vault's name."""
        return self._desk.name

    @property
    def place(self) -> Path:
        """Give the vault's folder."""
        return self._desk.vault.path

    @property
    def fingerprint(self) -> str:
        """Give the fingerprint of the key that signs certificates."""
        with self._desk.vault.read() as work:
            return work.signing.fingerprint

    @property
    def backup_name(self) -> str:
        """Name the folder of a backup made today."""
        from app.workflow.keep_vault import backup_name

        return backup_name(self._desk.vault, self._desk.today())

    def change_passphrase(self, old: str, new: str) -> None:
        """Let a new passphrase open the vault."""
        from app.workflow.keep_vault import change_passphrase

        change_passphrase(self._desk.vault, old, new)

    def backing_up(self, folder: Path) -> Job:
        """Make the job that copies the vault into a folder."""
        from app.workflow.keep_vault import BackupJob

        return BackupJob(self._desk.vault, folder / self.backup_name)

    def checking(self, *, deep: bool) -> Job:
        """Make the job that looks for damage."""
        from app.workflow.keep_vault import CheckVaultJob

        return CheckVaultJob(self._desk.vault, deep=deep)

    def save_trail(self, path: Path) -> tuple[int, int | None]:
        """Write the audit trail to a file."""
        from app.workflow.keep_vault import save_trail

        return save_trail(self._desk.vault, path)
