"""A fresh computer with Windows, as Wine plays it: no drive of the builder's, a user, a desktop."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path, PurePath, PureWindowsPath

from winbuild.shell import BuildFailed
from winbuild.wine import Wine

BROUGHT = PureWindowsPath(r"C:\brought")
"""Where files are laid that somebody carried in."""
DOCUMENTS = PureWindowsPath(r"C:\users\Públic Récords Clérk\Documents")
"""Where vaults are kept: a name with blanks and accents."""
_PATIENCE = 60


class Computer:
    """One computer; what is asked of it is said in its own paths."""

    def __init__(self, prefix: Path, libraries: Path) -> None:
        self.wine = Wine(prefix)
        self.wine.make(libraries)
        self.wine.run(
            ["reg", "add", r"HKCU\Environment", "/v", "QT_QPA_PLATFORM", "/d", "offscreen"]
        )
        for folder in (BROUGHT, DOCUMENTS):
            self.real(folder).mkdir(parents=True)
        self.wine.wait()
        for drive in ("z:", "y:"):
            self.wine.take_away(drive)

    def real(self, path: PureWindowsPath) -> Path:
        """Give where a path of this computer lies in truth."""
        return self.wine.drive_c.joinpath(*path.parts[1:])

    def bring(self, path: Path, name: str = "") -> PureWindowsPath:
        """Carry a file in."""
        goal = BROUGHT / (name or path.name)
        shutil.copyfile(path, self.real(goal))
        return goal

    def run(self, words: Sequence[str | PurePath], expected: int = 0) -> str:
        """Run a program to its end and give what it said; another exit code fails the try."""
        done = self.wine.run([str(word) for word in words], may_fail=True)
        if done.returncode != expected:
            told = f"{words[0]} ended with {done.returncode} and not {expected}"
            raise BuildFailed(f"{told}:\n{done.stdout[-3000:]}")
        return done.stdout

    def run_beside(self, words: Sequence[str | PurePath], beside: Callable[[], None]) -> None:
        """Do something while a program with a window runs, then end that program."""
        running = self.wine.start([str(word) for word in words])
        try:
            self._wait_for(running, str(words[0]))
            beside()
        finally:
            running.kill()
            running.wait()
            self.wine.wait()

    def _wait_for(self, running: subprocess.Popen[bytes], program: str) -> None:
        """Wait until a process is the program, and no longer the loader that becomes it."""
        told = Path(f"/proc/{running.pid}/cmdline")
        end = time.monotonic() + _PATIENCE
        while not told.read_bytes().startswith(program.encode()):
            demand(time.monotonic() < end and running.poll() is None, f"{program} starts")

    def value(self, key: str, name: str) -> str | None:
        """Give a value of the registry, or None where there is none."""
        asked = ["reg", "query", key, *(["/v", name] if name else ["/ve"])]
        done = self.wine.run(asked, may_fail=True)
        for line in done.stdout.splitlines():
            found = line.strip().split("    ")
            if len(found) == 3:
                return found[2]
        return None

    def wait_until_gone(self, path: PureWindowsPath) -> None:
        """Wait for an uninstaller, which goes on after it has answered."""
        end = time.monotonic() + _PATIENCE
        while self.real(path).exists() and time.monotonic() < end:
            self.wine.wait()


def demand(held: object, what: str) -> None:
    """Fail the try unless something is so."""
    if not held:
        raise BuildFailed(f"Not so: {what}")
