"""The lock that lets one program at a time open a vault; knows nothing of what is inside.

The operating system holds the lock and lets go of it when a process dies, so that a crash
leaves nothing to clear up. The file's text only says who has the vault open. On a drive that
knows no locks the text decides: a process that still runs, told by its number and the moment
it began, keeps the vault; a dead one does not.
"""

from __future__ import annotations

import errno
import getpass
import json
import os
import platform
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import psutil

from app.errors import VaultBusy, VaultRefused

FILE_NAME = "vault.lock"
_FAR = 1 << 30
_HELD = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}
_NO_LOCKS_HERE = {errno.ENOLCK, errno.ENOTSUP, errno.EINVAL, errno.ENOSYS}


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a vault open.

    Attributes:
        began: when the process began, as the system tells it; tells a reused number apart.
    """

    who: str
    host: str
    pid: int
    began: float

    @property
    def is_here(self) -> bool:
        """Say whether it is a process of this computer."""
        return self.host == platform.node()

    def runs(self) -> bool:
        """Say whether that very process still runs on this computer."""
        try:
            return abs(psutil.Process(self.pid).create_time() - self.began) < 1
        except psutil.NoSuchProcess:
            return False
        except psutil.AccessDenied:
            return True


def this_process(who: str = "") -> Holder:
    """Name the process that asks."""
    process = psutil.Process()
    return Holder(who or _user(), platform.node(), process.pid, process.create_time())


class VaultLock:
    """Holds a vault for this process until it is let go.

    Attributes:
        who: the person that is named to others.
    """

    def __init__(self, folder: Path, holder: Holder) -> None:
        self.who = holder.who
        self._path = folder / FILE_NAME
        self._descriptor = self._opened()
        try:
            self._take(holder)
        except BaseException:
            os.close(self._descriptor)
            raise

    def let_go(self) -> None:
        """Let others open the vault; the file stays, empty, so that nobody can race for it.

        On a drive that is gone nothing is left to be let go.
        """
        if self._descriptor < 0:
            return
        descriptor, self._descriptor = self._descriptor, -1
        for step in (partial(os.ftruncate, descriptor, 0), partial(_unlock, descriptor)):
            with suppress(OSError):
                step()
        with suppress(OSError):
            os.close(descriptor)

    def _opened(self) -> int:
        try:
            return os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        except OSError as error:
            raise VaultRefused(
                "The vault's folder cannot be written to.",
                "Ask for permission to change it, or copy the vault to a folder of yours.",
            ) from error

    def _take(self, holder: Holder) -> None:
        known = _lock(self._descriptor)
        there = self._written()
        if known is False or (known is None and there and _keeps(there)):
            raise _busy(there, sure=known is False)
        data = json.dumps(asdict(holder)).encode("utf-8")
        os.ftruncate(self._descriptor, 0)
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        os.write(self._descriptor, data)

    def _written(self) -> Holder | None:
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        try:
            table = json.loads(os.read(self._descriptor, 4096).decode("utf-8"))
            return Holder(
                str(table["who"]), str(table["host"]), int(table["pid"]), float(table["began"])
            )
        except (ValueError, KeyError, TypeError):
            return None


def _keeps(there: Holder) -> bool:
    """Say whether a holder known by its words alone still has the vault."""
    return not there.is_here or there.runs()


def _busy(there: Holder | None, *, sure: bool) -> VaultBusy:
    whom = f"{there.who} has this vault open on {there.host}." if there else ""
    remedy = "Close it there first."
    if not sure:
        remedy = f"Close it there first; if that computer is switched off, delete {FILE_NAME}."
    return VaultBusy(whom or "Somebody has this vault open.", remedy)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "somebody"


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> bool | None:
        """Lock one far byte, so that others can still read who holds it."""
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            return False if error.errno in _HELD else None
        return True

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)
        except OSError:
            return

else:
    import fcntl

    def _lock(descriptor: int) -> bool | None:
        """Lock the file; None where its drive knows no locks."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in _NO_LOCKS_HERE:
                return None
            if error.errno in _HELD:
                return False
            raise VaultRefused(
                "The drive that holds the vault could not be read or written.",
                "Check that the drive is still connected, then open the vault again.",
            ) from error
        return True

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
