"""The forms in which the program is handed out, and what each leaves on a computer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PureWindowsPath

from winbuild.arranger import APPLICATION
from winbuild.places import NAME
from winbuild.tries import shortcuts
from winbuild.tries.computer import Computer, demand

UNINSTALL = r"Software\Microsoft\Windows\CurrentVersion\Uninstall"
MENU = r"Microsoft\Windows\Start Menu\Programs"


@dataclass(frozen=True, slots=True)
class Form:
    """One way of installing.

    Attributes:
        name: of the way, as artefacts are named by it.
        ending: of its artefact.
        hive: where in the registry it tells of itself.
        home: where the program lies then.
        menus: where its entry of the Start menu may lie; Wine's MSI takes the user's own.
    """

    name: str
    ending: str
    hive: str
    home: PureWindowsPath
    menus: tuple[PureWindowsPath, ...]

    @property
    def is_for_all(self) -> bool:
        """Say whether it serves all who log on."""
        return self.hive == "HKLM"

    @property
    def window(self) -> PureWindowsPath:
        """Give the program with the window, where it is installed."""
        return self.home / "SunshineDesk.exe"

    def install(
        self, computer: Computer, artefact: PureWindowsPath, *more: str, expected: int = 0
    ) -> None:
        """Install without a question."""
        if self.name == "msi":
            computer.run(["msiexec", "/i", artefact, "/qn", *more], expected)
        else:
            computer.run([artefact, "/S", *more], expected)

    def uninstall(self, computer: Computer, artefact: PureWindowsPath) -> None:
        """Remove without a question."""
        if self.name == "msi":
            computer.run(["msiexec", "/x", artefact, "/qn"])
        else:
            computer.run([self.home / "uninstall.exe", "/S"])
        inner = computer.real(self.home / "_internal")
        computer.wait_for(lambda: not inner.exists(), "the uninstaller removes the program")
        computer.wine.wait()

    def demand_there(self, computer: Computer, version: str) -> None:
        """Fail unless all stands that an installation leaves."""
        for name in ("SunshineDesk.exe", "sunshine-desk.exe", "_internal/python3.dll"):
            demand(computer.real(self.home / name).is_file(), f"{name} is installed")
        self._demand_entry(computer)
        told = computer.run([self.home / "sunshine-desk.exe", "--version"])
        demand(version in told, f"the program is version {version}: {told}")
        opened = computer.value(
            rf"{self.hive}\Software\Classes\SunshineDesk.Vault\shell\open\command", ""
        )
        demand(opened and str(self.home) in opened, "Windows knows what opens a vault")
        if self.name != "msi":
            kept = computer.value(rf"{self.hive}\{UNINSTALL}\SunshineDesk", "DisplayVersion")
            demand(kept == version, f"Windows lists version {version}, not {kept}")

    def _demand_entry(self, computer: Computer) -> None:
        """Fail unless the Start menu starts the program."""
        held = [menu for menu in map(computer.real, self.menus) if menu.is_file()]
        demand(len(held) == 1, "the Start menu has an entry")
        entry = shortcuts.read(held[0].read_bytes())
        demand(entry.target == str(self.window), f"the entry starts {entry.target}")
        known = entry.application in {None, APPLICATION}
        demand(known, f"the entry is of {entry.application}")

    def demand_gone(self, computer: Computer) -> None:
        """Fail unless nothing is left."""
        demand(not computer.real(self.home).exists(), f"{self.home} is removed")
        held = [computer.real(menu).exists() for menu in self.menus]
        demand(not any(held), "the entry of the Start menu is removed")
        for key in (r"Software\Classes\SunshineDesk.Vault", r"Software\Classes\.vault"):
            demand(computer.value(rf"{self.hive}\{key}", "") is None, f"{key} is removed")
        listed = computer.value(rf"{self.hive}\{UNINSTALL}\SunshineDesk", "DisplayVersion")
        demand(listed is None, "Windows lists the program no longer")


def all_forms(user: str) -> tuple[Form, ...]:
    """Give the ways of installing for a user of the computer."""
    own = PureWindowsPath(rf"C:\users\{user}\AppData")
    programs = PureWindowsPath(rf"C:\Program Files\{NAME}")
    for_all = PureWindowsPath(r"C:\ProgramData") / MENU / f"{NAME}.lnk"
    for_one = own / "Roaming" / MENU / f"{NAME}.lnk"
    return (
        Form("user", ".exe", "HKCU", own / "Local" / "Programs" / NAME, (for_one,)),
        Form("machine", ".exe", "HKLM", programs, (for_all,)),
        Form("msi", ".msi", "HKLM", programs, (for_all, for_one)),
    )
