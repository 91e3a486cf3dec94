"""The vault as a folder: made, opened, read, written and closed; the room's only door."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from app.disk import with_room
from app.errors import VaultDamaged, VaultRefused
from app.vault.blobs import Blobs
from app.vault.database import FILE_NAME, Database
from app.vault.drafts import DRAFTS, Drafts, sweep
from app.vault.header import FORMAT, Header, context_of, new_vault_id, read_header, write_header
from app.vault.interning import Interned
from app.vault.keys import (
    DEFAULT_COST,
    KeyCost,
    Passphrase,
    RecoveryKey,
    Secret,
    new_recovery_key,
    new_vault_key,
    refuse_empty,
    sub_keys,
    unwrap,
    wrap,
)
from app.vault.lock import VaultLock, this_process
from app.vault.schema import bring_up, make_tables
from app.vault.word_index import WordIndex
from app.vault.work import Work

__all__ = ["DEFAULT_COST", "KeyCost", "Passphrase", "RecoveryKey", "Secret", "Vault", "Work"]

SUFFIX = ".vault"
BLOBS = "blobs"


def _now() -> int:
    return time.time_ns() // 1000


class Vault:
    """An unlocked vault.

    Attributes:
        path: its folder, as it was named.
        home: the same, in a form under which files of any name can be made.
        name: as people call it.
        who: the person who has it open.
        blobs: the bytes of attachments.
        index: the word index.
        database: for the vault's own room; others read and write through shelves.
    """

    def __init__(
        self, path: Path, vault_key: bytes, lock: VaultLock, clock: Callable[[], int] = _now
    ) -> None:
        keys = sub_keys(vault_key)
        self._key = vault_key
        self.path = path
        self.name = path.name.removesuffix(SUFFIX)
        self.who = lock.who
        self.home = with_room(path)
        self.blobs = Blobs(self.home / BLOBS, keys.blobs, keys.names)
        self.database = Database(self.home / FILE_NAME, keys.database)
        self.index = WordIndex(self.database)
        self._interned = Interned()
        self._lock = lock
        self._clock = clock

    @property
    def format_version(self) -> int:
        """Give the number of the vault's form, which newer programs may raise."""
        return FORMAT

    def __repr__(self) -> str:
        return f"Vault({self.name!r})"

    @staticmethod
    def create(
        path: Path, passphrase: Passphrase | str, cost: KeyCost = DEFAULT_COST, who: str = ""
    ) -> tuple[Vault, str]:
        """Make a vault; gives it open, and the recovery key, which is shown once and not kept.

        Args:
            path: a folder that is not there yet, or is empty.
            passphrase: opens it from now on.
            cost: what a guess at the passphrase costs; tests take a cheap one.
            who: the person, named to others who try to open it meanwhile.
        """
        secret = _passphrase(passphrase)
        refuse_empty(secret)
        home = with_room(path)
        _made_folder(home)
        lock = VaultLock(home, this_process(who))
        try:
            return Vault._made(path, secret, cost, lock)
        except BaseException:
            lock.let_go()
            shutil.rmtree(home, ignore_errors=True)
            raise

    @staticmethod
    def open(path: Path, secret: Secret | str, who: str = "") -> Vault:
        """Open a vault.

        Raises WrongSecret, VaultBusy (somebody has it open), VaultTooNew, VaultDamaged, or
        VaultRefused where the folder is no vault or cannot be written to.
        """
        secret = _passphrase(secret) if isinstance(secret, str) else secret
        home = with_room(path)
        header = read_header(home)
        lock = VaultLock(home, this_process(who))
        try:
            vault = Vault(path, unlocked(header, secret), lock)
            vault._begin()
        except BaseException:
            lock.let_go()
            raise
        return vault

    @contextmanager
    def write(self, *, durable: bool = True) -> Iterator[Work]:
        """Give the shelves in one transaction, kept when the block ends well.

        Writers wait for each other. ``durable=False`` is for imports: a power cut may lose the
        last commits, never half of one.
        """
        try:
            with self.database.write(durable=durable) as connection:
                yield Work(connection, self._interned, self._clock)
        except BaseException:
            self._interned.forget()
            raise

    @contextmanager
    def read(self) -> Iterator[Work]:
        """Give the shelves as they stand now; from any thread, while others write."""
        with self.database.read() as connection:
            yield Work(connection, Interned(), self._clock, self.index)

    def copy_database(self, path: Path) -> None:
        """Copy the database as it is at this moment, under the same key."""
        self.database.copy_to(path)

    def new_drafts(self) -> Drafts:
        """Give a place for finished files that are not handed over yet."""
        keys = sub_keys(self._key)
        return Drafts(self.home / DRAFTS, keys.blobs, keys.names)

    def check_passphrase(self, passphrase: Passphrase | str) -> None:
        """Raise WrongSecret unless this passphrase opens the vault."""
        unlocked(read_header(self.home), _passphrase(passphrase))

    def change_passphrase(self, passphrase: Passphrase | str) -> None:
        """Let another passphrase open the vault from now on; the recovery key stays the same."""
        secret = _passphrase(passphrase)
        refuse_empty(secret)
        header = read_header(self.home)
        context = context_of(header.vault, header.cost)
        wrapped = wrap(self._key, secret, header.cost, context)
        write_header(self.home, replace(header, by_passphrase=wrapped))

    def close(self) -> None:
        """Close the vault and let others open it."""
        self.database.close()
        sweep(self.home)
        self._lock.let_go()

    @staticmethod
    def _made(path: Path, secret: Passphrase, cost: KeyCost, lock: VaultLock) -> tuple[Vault, str]:
        vault_id, vault_key, recovery = new_vault_id(), new_vault_key(), new_recovery_key()
        context = context_of(vault_id, cost)
        by_passphrase = wrap(vault_key, secret, cost, context)
        by_recovery = wrap(vault_key, recovery, cost, context)
        vault = Vault(path, vault_key, lock)
        try:
            make_tables(vault.database)
            vault._make_signing_key()
            write_header(vault.home, Header(vault_id, cost, by_passphrase, by_recovery))
        except BaseException:
            vault.database.close()
            raise
        return vault, recovery.text

    def _make_signing_key(self) -> None:
        with self.write() as work:
            work.signing.make()

    def _begin(self) -> None:
        """Bring the tables up, clear what a crash left, and check the audit trail."""
        if not self.database.path.is_file():
            raise VaultDamaged(
                "The vault's database, vault.db, is missing.", "Restore it from a backup."
            )
        try:
            bring_up(self.database)
            self.blobs.clear_parts()
            sweep(self.home)
            self._check_trail()
            self._make_signing_key()
        except BaseException:
            self.database.close()
            raise

    def _check_trail(self) -> None:
        with self.database.write() as connection:
            audit = Work(connection, self._interned, self._clock).audit
            broken = audit.verify_new()
            if broken is not None:
                raise VaultDamaged(
                    f"The audit trail was changed from outside, at entry {broken}.",
                    "Restore the vault from a backup, and tell who is responsible for it.",
                )
            audit.mark_checked()


def _passphrase(typed: Passphrase | str) -> Passphrase:
    return Passphrase(typed) if isinstance(typed, str) else typed


def unlocked(header: Header, secret: Secret) -> bytes:
    """Give the vault key; a wrong secret raises WrongSecret."""
    by = header.by_recovery if isinstance(secret, RecoveryKey) else header.by_passphrase
    return unwrap(by, secret, header.cost, context_of(header.vault, header.cost))


def _made_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
        is_empty = not any(path.iterdir())
    except OSError as error:
        raise VaultRefused(
            "The vault's folder cannot be made there.",
            "Choose another place that you may change and that has room.",
        ) from error
    if not is_empty:
        raise VaultRefused(
            f"{path.name} exists already and is not empty.", "Choose another name or folder."
        )
