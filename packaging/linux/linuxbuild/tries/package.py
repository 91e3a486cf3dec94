"""Installs and removes the package as ``dpkg`` does, and says what must be there and what gone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from linuxbuild.desktop import COMMAND, PACKAGE
from linuxbuild.tries.office import Office
from linuxbuild.tries.room import HOME, Room, demand
from winbuild.freezing import INNER
from winbuild.shell import run

PROGRAM = PurePosixPath("/usr/bin", COMMAND)
LIBRARY = PurePosixPath("/usr/lib", PACKAGE)
_SHARED = ("applications/sunshine-desk.desktop", "man/man1/sunshine-desk.1.gz")


@dataclass(frozen=True, slots=True)
class Package:
    """The package in a room."""

    room: Room

    def install(self, file: Path) -> None:
        """Install or upgrade without a network: what it depends on must be there."""
        self.room.as_root("dpkg", "-i", self.room.bring(file))

    def remove(self) -> None:
        """Remove it."""
        self.room.as_root("dpkg", "-r", PACKAGE)

    def office(self) -> Office:
        """Give the office that works with it."""
        return Office(self.room, PROGRAM, LIBRARY / INNER)

    def demand_there(self, version: str) -> None:
        """Fail unless all stands that an installation leaves."""
        told = self.room.as_root("dpkg-query", "-W", "-f", "${Status} ${Version}", PACKAGE)
        demand(told.strip() == f"install ok installed {version}", f"{version} is installed: {told}")
        changed = self.room.as_root("dpkg", "--verify", PACKAGE).splitlines()
        without = [line for line in changed if "/usr/share/" not in line]
        demand(not without, f"every file is as the package says: {without}")
        demand(self.room.real(LIBRARY / PACKAGE).is_file(), "the program is installed")
        told = self.room.as_clerk(COMMAND, "--version")
        demand(told.strip(), "the program tells its version by its name alone")

    def demand_gone(self) -> None:
        """Fail unless nothing is left but what people made."""
        for path in (PROGRAM, LIBRARY, *(PurePosixPath("/usr/share", one) for one in _SHARED)):
            demand(not self.room.real(path).exists(), f"{path} is removed")
        demand(self.room.real(HOME / "Office of records.vault/vault.toml").is_file(), "vaults stay")


def depends_of(file: Path) -> list[str]:
    """Give the packages that a package depends on, without versions."""
    told = run(["dpkg-deb", "-f", file, "Depends"]).stdout
    return [one.split()[0] for one in told.strip().split(", ")]
