"""The ways by which things leave a vault besides packets; knows no page and no command."""

from __future__ import annotations

from enum import StrEnum

from app.errors import AppError


class WayOut(StrEnum):
    """What an IT department may forbid; packets, letters and their paper are always allowed."""

    ORIGINALS = "originals"
    MARKED_COPIES = "marked_copies"
    TABLES = "tables"
    AUDIT_TRAIL = "audit_trail"
    BACKUPS = "backups"
    COMMAND_LINE = "command_line"

    @property
    def told(self) -> str:
        """Give it in words that follow “does not allow”."""
        return _TOLD[self]

    def refusal(self) -> AppError:
        """Give the sentence for a clerk who asked for it."""
        return AppError(f"Your IT department does not allow {self.told}.", "Ask them.")


_TOLD = {
    WayOut.ORIGINALS: "originals of attachments in a delivery",
    WayOut.MARKED_COPIES: "marked copies",
    WayOut.TABLES: "lists, registers and accounts to be saved as tables",
    WayOut.AUDIT_TRAIL: "the audit trail to be saved as a file",
    WayOut.BACKUPS: "copies of a vault to be made with this program",
    WayOut.COMMAND_LINE: "vaults to be worked with on the command line",
}
