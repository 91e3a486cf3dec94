"""A Wine prefix: made, given drives, used and closed; knows nothing of what runs in it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from winbuild import stand_ins
from winbuild.shell import run

CHATTER = (
    "it looks like wine32 is missing",
    "multiarch needs",
    'execute "dpkg',
    "apt-get install wine32",
)


class Wine:
    r"""One prefix, which is a computer with Windows 10 as far as programs can see.

    Attributes:
        prefix: its folder.
        drive_c: what programs see as ``C:\``.
    """

    def __init__(self, prefix: Path) -> None:
        self.prefix = prefix
        self.drive_c = prefix / "drive_c"
        self._settings = {
            "WINEPREFIX": str(prefix),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": stand_ins.OVERRIDES,
            "DISPLAY": "",
        }

    def make(self, libraries: Path) -> None:
        """Make the prefix anew and lay into it what Wine lacks."""
        shutil.rmtree(self.prefix, ignore_errors=True)
        self.prefix.mkdir(parents=True)
        plain = {**self._settings, "WINEDLLOVERRIDES": "mscoree,mshtml="}
        run(["xvfb-run", "-a", "wineboot", "-i"], more=plain)
        run(["wine", "winecfg", "/v", "win10"], more=plain)
        self.wait(plain)
        stand_ins.put_into(self.prefix, libraries)

    def mount(self, drive: str, folder: Path) -> None:
        """Show a folder as a drive, such as ``B:``."""
        link = self.prefix / "dosdevices" / drive.lower()
        link.unlink(missing_ok=True)
        link.symlink_to(folder.resolve(), target_is_directory=True)

    def take_away(self, drive: str) -> None:
        """Let a drive be seen no longer."""
        (self.prefix / "dosdevices" / drive.lower()).unlink(missing_ok=True)

    def run(
        self,
        command: Sequence[str],
        *,
        folder: Path | None = None,
        more: Mapping[str, str] | None = None,
        may_fail: bool = False,
        before: Sequence[str] = (),
    ) -> subprocess.CompletedProcess[str]:
        """Run a Windows program; ``QT_`` variables are set inside, since Wine drops them.

        Args:
            command: in words of Windows.
            folder: of this system, to run it in.
            more: further variables.
            may_fail: give its exit code, whatever it is.
            before: a command of this system that starts it.
        """
        words = ["wine", *command]
        inside = {name: value for name, value in (more or {}).items() if name.startswith("QT_")}
        if inside:
            told = "&& ".join(f"set {name}={value}" for name, value in inside.items())
            words = ["wine", "cmd", "/c", f"{told}&& {subprocess.list2cmdline(command)}"]
        settings = {**self._settings, **(more or {})}
        words = [*before, *words]
        done = run(words, folder=folder or self.drive_c, more=settings, may_fail=may_fail)
        lines = [line for line in done.stdout.splitlines() if not line.startswith(CHATTER)]
        return subprocess.CompletedProcess(words, done.returncode, "\n".join(lines), "")

    def start(self, command: Sequence[str]) -> subprocess.Popen[bytes]:
        """Start a Windows program and go on at once."""
        return subprocess.Popen(  # noqa: S603 - the program that was built
            ["/usr/bin/wine", *command],
            cwd=self.drive_c,
            env={**os.environ, **self._settings},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def wait(self, settings: Mapping[str, str] | None = None) -> None:
        """Wait until every program of the prefix has ended."""
        run(["wineserver", "-w"], more=settings or self._settings)
