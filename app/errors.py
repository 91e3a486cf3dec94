"""What a clerk can put right: one sentence for what happened, one for what to do."""

from __future__ import annotations


class AppError(Exception):
    """Something the clerk can act on; anything else that is raised is a bug.

    Attributes:
        what: one sentence that says what happened, without a word of any record.
        remedy: one sentence that says what to do about it.
    """

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what, remedy)
        self.what = what
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.what} {self.remedy}".strip()


class ExportUnreadable(AppError):
    """The export as a whole cannot be read."""


class VaultRefused(AppError):
    """The vault cannot be opened, made or written."""


class WrongSecret(VaultRefused):
    """The passphrase or recovery key does not open this vault."""


class VaultBusy(VaultRefused):
    """Somebody has this vault open."""


class VaultTooNew(VaultRefused):
    """The vault was made by a newer version of the program."""


class VaultDamaged(VaultRefused):
    """A file of the vault is missing or not as it was written."""


class QueryMistake(AppError):
    """A search that cannot be understood.

    Attributes:
        position: offset of the mistake in the typed query, in code points.
    """

    def __init__(self, what: str, remedy: str, position: int = 0) -> None:
        super().__init__(what, remedy)
        self.position = position


class DecisionRefused(AppError):
    """A decision that does not fit the record it names."""


class PacketRefused(AppError):
    """The packet may not be built, because something is undecided or contradictory."""


class PacketNotClean(AppError):
    """The finished packet failed its verification; no file was written."""


class ChildFailed(Exception):
    """The child process could not do one piece of work: it died, hung or ran out of memory.

    Attributes:
        reason: one sentence that a clerk can read, without text of the record.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
