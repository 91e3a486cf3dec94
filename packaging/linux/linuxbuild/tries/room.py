"""A bare Debian in a folder: no network, an ordinary user, nothing but what is installed in it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from winbuild.shell import BuildFailed, run

MIRROR = "http://deb.debian.org/debian"
CLERK = "clerk"
HOME = PurePosixPath("/home/Públic Récords Clérk")
"""Where the user's files lie: a name with blanks and accents."""
BROUGHT = PurePosixPath("/brought")
"""Where files are laid that somebody carried in."""
_SOCKETS = "tmp/.X11-unix"
_ENTER = """set -e
mount -t proc proc "$0/proc"
mount --bind /dev "$0/dev"
if [ -d /tmp/.X11-unix ]; then mount --bind /tmp/.X11-unix "$0/tmp/.X11-unix"; fi
exec chroot "$0" "$@"
"""
_KEPT = 3000


class Room:
    """One system; what is asked of it is said in its own paths."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def real(self, path: PurePosixPath) -> Path:
        """Give where a path of this system lies in truth."""
        return self.folder.joinpath(*path.parts[1:])

    def bring(self, path: Path) -> PurePosixPath:
        """Carry a file in."""
        goal = BROUGHT / path.name
        shutil.copyfile(path, self.real(goal))
        return goal

    def as_root(self, *words: str | PurePosixPath) -> str:
        """Run a program as the administrator and give what it said."""
        return self._run(_root(words))

    def as_clerk(
        self, *words: str | PurePosixPath, more: Mapping[str, str] | None = None, expected: int = 0
    ) -> str:
        """Run a program as the user and give what it said; another exit code fails the try."""
        return self._run(_clerk(words, more or {}), expected)

    def start(
        self, *words: str | PurePosixPath, more: Mapping[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        """Start a program as the user and do not wait for it."""
        return subprocess.Popen(  # noqa: S603 - the commands are this package's own
            self._inside(_clerk(words, more or {})),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def _run(self, words: Sequence[str], expected: int = 0) -> str:
        done = run(self._inside(words), may_fail=True)
        if done.returncode != expected:
            told = f"{' '.join(words)} ended with {done.returncode} and not {expected}"
            raise BuildFailed(f"{told}:\n{done.stdout[-_KEPT:]}")
        return done.stdout

    def _inside(self, words: Sequence[str]) -> list[str]:
        apart = ["--mount", "--net", "--pid", "--ipc", "--fork", "--kill-child"]
        return ["unshare", *apart, "sh", "-c", _ENTER, str(self.folder), *words]


def make(folder: Path, suite: str, packages: Sequence[str]) -> Room:
    """Make a system with the packages that another package depends on; asks the mirror.

    Args:
        folder: where it is made; what is there is thrown away.
        suite: Debian's name of the version.
        packages: what is installed besides what every system has.
    """
    shutil.rmtree(folder, ignore_errors=True)
    run(["debootstrap", "--variant=minbase", suite, folder, MIRROR])
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    run(["chroot", folder, *install], more=quiet)
    room = Room(folder)
    run(["chroot", folder, "useradd", "--create-home", "--home-dir", str(HOME), CLERK])
    for path in (BROUGHT, PurePosixPath("/", _SOCKETS)):
        room.real(path).mkdir(parents=True, exist_ok=True)
    return room


def demand(held: object, what: str) -> None:
    """Fail the try unless something is so."""
    if not held:
        raise BuildFailed(f"Not so: {what}")


def _root(words: Sequence[str | PurePosixPath]) -> list[str]:
    path = "PATH=/usr/sbin:/usr/bin:/sbin:/bin"
    return ["env", "-i", path, "LC_ALL=C.UTF-8", *map(str, words)]


def _clerk(words: Sequence[str | PurePosixPath], more: Mapping[str, str]) -> list[str]:
    own = {"HOME": str(HOME), "USER": CLERK, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", **more}
    told = [f"{name}={value}" for name, value in own.items()]
    rights = ["setpriv", f"--reuid={CLERK}", f"--regid={CLERK}", "--clear-groups", "--no-new-privs"]
    return [*rights, "env", "-i", f"--chdir={HOME}", *told, *map(str, words)]
