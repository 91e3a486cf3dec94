"""A fresh computer with Windows, as Wine plays it: no drive of the builder's, a user, a desktop."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePath, PureWindowsPath

from winbuild.shell import BuildFailed, run
from winbuild.wine import Wine

BROUGHT = PureWindowsPath(r"C:\brought")
"""Where files are laid that somebody carried in."""
DOCUMENTS = PureWindowsPath(r"C:\users\Públic Récords Clérk\Documents")
"""Where vaults are kept: a name with blanks and accents."""
_PATIENCE = 90
_PAUSE_S = 0.2

Words = Sequence[str | PurePath]


class Computer:
    """One computer; what is asked of it is said in its own paths."""

    def __init__(self, wine: Wine) -> None:
        self.wine = wine

    @classmethod
    def make(cls, prefix: Path, libraries: Path) -> Computer:
        """Make a computer on which nothing was done yet."""
        made = cls(Wine(prefix))
        made.wine.make(libraries)
        key = r"HKCU\Environment"
        made.wine.run(["reg", "add", key, "/v", "QT_QPA_PLATFORM", "/d", "offscreen"])
        for folder in (BROUGHT, DOCUMENTS):
            made.real(folder).mkdir(parents=True)
        made.wine.wait()
        for drive in ("z:", "y:"):
            made.wine.take_away(drive)
        return made

    @contextmanager
    def copied(self, prefix: Path) -> Iterator[Computer]:
        """Give another just like it, which is thrown away at the end."""
        self.wine.wait()
        shutil.rmtree(prefix, ignore_errors=True)
        run(["cp", "-a", self.wine.prefix, prefix])
        other = Computer(Wine(prefix))
        try:
            yield other
        finally:
            other.end("")
            other.wine.wait()
        shutil.rmtree(prefix)

    def real(self, path: PureWindowsPath) -> Path:
        """Give where a path of this computer lies in truth."""
        return self.wine.drive_c.joinpath(*path.parts[1:])

    def bring(self, path: Path, name: str = "") -> PureWindowsPath:
        """Carry a file in."""
        goal = BROUGHT / (name or path.name)
        shutil.copyfile(path, self.real(goal))
        return goal

    def run(self, words: Words, expected: int = 0, before: Sequence[str] = ()) -> str:
        """Run a program to its end and give what it said; another exit code fails the try.

        Args:
            words: the command.
            expected: its exit code, as far as another system sees it.
            before: what starts it here, with a limit.
        """
        done = self.wine.run([str(word) for word in words], may_fail=True, before=before)
        if done.returncode != expected & 0xFF:
            told = f"{words[0]} ended with {done.returncode} and not {expected & 0xFF}"
            raise BuildFailed(f"{told}:\n{done.stdout[-3000:]}")
        return done.stdout

    def start(self, words: Words) -> subprocess.Popen[bytes]:
        """Start a program and go on at once."""
        return self.wine.start([str(word) for word in words])

    @contextmanager
    def running(self, words: Words) -> Iterator[None]:
        """Let a program with a window run, and end it."""
        started = self.start(words)
        try:
            self.wait_for(lambda: self._processes(str(words[0])), f"{words[0]} runs")
            yield
        finally:
            self.end(str(words[0]))
            started.wait()

    def runs(self, name: str) -> bool:
        """Say whether a program runs whose path holds a name."""
        return bool(self._processes(name))

    def end(self, name: str) -> None:
        """End the programs of this computer whose path holds a name, as a fault would."""
        for process in self._processes(name):
            os.kill(process, signal.SIGKILL)

    def value(self, key: str, name: str) -> str | None:
        """Give a value of the registry, or None where there is none."""
        asked = ["reg", "query", key, *(["/v", name] if name else ["/ve"])]
        done = self.wine.run(asked, may_fail=True)
        for line in done.stdout.splitlines():
            found = line.strip().split("    ")
            if len(found) == 3:
                return found[2]
        return None

    def wait_for(self, held: Callable[[], object], what: str) -> None:
        """Wait until something is so; fail the try where that takes too long."""
        end = time.monotonic() + _PATIENCE
        pause = threading.Event()
        while not held():
            demand(time.monotonic() < end, what)
            pause.wait(_PAUSE_S)

    def _processes(self, name: str) -> list[int]:
        """Find processes by what they are, and no longer the loader that becomes them."""
        here = f"WINEPREFIX={self.wine.prefix}".encode()
        found = []
        for told in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                program = told.read_bytes().split(b"\0")[0].decode(errors="replace").strip('"')
                own = here in told.with_name("environ").read_bytes().split(b"\0")
            except OSError:
                continue
            if own and program[1:3] == ":\\" and name in program:
                found.append(int(told.parent.name))
        return found


def demand(held: object, what: str) -> None:
    """Fail the try unless something is so."""
    if not held:
        raise BuildFailed(f"Not so: {what}")
