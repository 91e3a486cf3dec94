"""Make a vault or open one; the only way to the records."""

from __future__ import annotations

import getpass
from collections import deque
from dataclasses import dataclass
from pathlib import Path

from app.errors import VaultRefused
from app.vault.folder import Vault
from app.vault.keys import DEFAULT_COST, KeyCost, Passphrase, RecoveryKey
from app.workflow.join_threads import join_threads

SHORTEST_PASSPHRASE = 8


@dataclass(frozen=True, slots=True)
class Fresh:
    """A vault that was just made.

    Attributes:
        recovery_key: shown once and never kept; opens the vault without the passphrase.
    """

    vault: Vault
    recovery_key: str

    def __repr__(self) -> str:
        return "Fresh(vault)"


def create(path: Path, passphrase: str, who: str, cost: KeyCost = DEFAULT_COST) -> Fresh:
    """Make an empty vault; raises VaultRefused where the place or the passphrase will not do."""
    refuse_short(passphrase)
    vault, recovery_key = Vault.create(path, passphrase, cost, who)
    with vault.write() as work:
        work.audit.append(who, "vault.made")
    return Fresh(vault, recovery_key)


def refuse_short(passphrase: str) -> None:
    """Refuse a new passphrase that is too short."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise VaultRefused(
            f"The passphrase has fewer than {SHORTEST_PASSPHRASE} characters.",
            "Choose a longer one; four or five unrelated words are easy to keep in mind.",
        )


def open_with_passphrase(path: Path, passphrase: str, who: str) -> Vault:
    """Open a vault; WrongSecret, VaultBusy, VaultTooNew or VaultDamaged say why not."""
    return _opened(Vault.open(path, Passphrase(passphrase), who), who, "passphrase")


def open_with_recovery_key(path: Path, recovery_key: str, who: str) -> Vault:
    """Open a vault whose passphrase is lost."""
    return _opened(Vault.open(path, RecoveryKey(recovery_key), who), who, "recovery key")


def clerk_name() -> str:
    """Give the name of who sits at this computer, for the audit trail."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


def _opened(vault: Vault, who: str, by: str) -> Vault:
    """Note who opened it; what an older program or a killed import left is made up for first."""
    deque(join_threads(vault), maxlen=0)
    with vault.write() as work:
        work.audit.append(who, "vault.opened", by=by)
    return vault
