"""The forms in which the program is handed out, and what each leaves on a computer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PureWindowsPath

from winbuild.places import NAME
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

    def install(self, computer: Computer, artefact: PureWindowsPath) -> None:
        """Install without a question."""
        if self.name == "msi":
            computer.run(["msiexec", "/i", artefact, "/qn"])
        else:
            computer.run([artefact, "/S"])

    def uninstall(self, computer: Computer, artefact: PureWindowsPath) -> None:
        """Remove without a question."""
        if self.name == "msi":
            computer.run(["msiexec", "/x", artefact, "/qn"])
        else:
            computer.run([self.home / "uninstall.exe", "/S"])
        computer.wait_until_gone(self.home / "_internal")
        computer.wine.wait()

    def demand_there(self, computer: Computer, version: str) -> None:
        """Fail unless all stands that an installation leaves."""
        for name in ("SunshineDesk.exe", "sunshine-desk.exe", "_internal/python3.dll"):
            demand(computer.real(self.home / name).is_file(), f"{name} is installed")
        held = [computer.real(menu).is_file() for menu in self.menus]
        demand(any(held), "the Start menu has an entry")
        told = computer.run([self.home / "sunshine-desk.exe", "--version"])
        demand(told.strip(), "the program tells its version")
        opened = computer.value(
            rf"{self.hive}\Software\Classes\SunshineDesk.Vault\shell\open\command", ""
        )
        demand(opened and str(self.home) in opened, "Windows knows what opens a vault")
        if self.name != "msi":
            kept = computer.value(rf"{self.hive}\{UNINSTALL}\SunshineDesk", "DisplayVersion")
            demand(kept == version, f"Windows lists version {version}, not {kept}")

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
