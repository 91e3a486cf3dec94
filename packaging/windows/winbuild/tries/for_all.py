"""What matters where the program is installed for all who log on: whose folder, and beside what."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import PureWindowsPath

from winbuild.places import NAME
from winbuild.tries.computer import Computer, demand
from winbuild.tries.forms import Form
from winbuild.tries.trial import Site

MSI_THERE, REFUSED = 6, 1603
POLICY = PureWindowsPath(r"C:\ProgramData") / NAME / "policy.json"
OPEN = 0o777
REINSTALL = {"machine": (), "msi": ("REINSTALL=ALL", "REINSTALLMODE=amus")}
"""What is said beside, so that a form is laid down anew."""
_SOMEBODY = 1000


def lay_foreign_folder(computer: Computer, policy: str = "") -> None:
    """Make the policy's folder, with one or none, as somebody else would who was there first."""
    file = computer.real(POLICY)
    file.parent.mkdir(parents=True, exist_ok=True)
    if policy:
        file.write_text(policy, encoding="utf-8")
    file.parent.chmod(OPEN)
    if os.geteuid() == 0:
        for path in (file.parent, *file.parent.iterdir()):
            os.chown(path, _SOMEBODY, _SOMEBODY)


def demand_guarded(computer: Computer) -> None:
    """Fail unless nobody else may write in the folder; Wine tells rights, and no new owner."""
    folder = computer.real(POLICY).parent
    demand(not folder.stat().st_mode & stat.S_IWOTH, "people cannot write in the policy's folder")


def try_foreign_policy(site: Site) -> None:
    """Install where somebody else's folder holds a policy: it is not made good by that."""
    if os.geteuid() != 0:
        return
    computer, folder = site.computer, site.computer.real(POLICY).parent
    lay_foreign_folder(computer, '{"exports_allowed": ["tables"]}')
    site.form.install(computer, site.newer, *REINSTALL[site.form.name])
    demand(stat.S_IMODE(folder.stat().st_mode) == OPEN, "somebody else's folder stays as it was")
    demand(computer.real(POLICY).exists(), "somebody else's policy stays as it was")
    shutil.rmtree(folder)


def demand_policy_stays(computer: Computer, *, stays: bool) -> None:
    """Fail unless the folder outlives the program exactly where a policy lies in it."""
    demand(computer.real(POLICY).exists() == stays, "a policy stays")
    demand(computer.real(POLICY).parent.exists() == stays, "an empty folder is removed")


def try_other_form(site: Site, other: Form) -> None:
    """Install the other form for all over this one: it refuses, and nothing changes."""
    made = site.trial.artefact(other.name, other.ending)
    brought = site.computer.bring(made)
    other.install(site.computer, brought, expected=REFUSED if other.name == "msi" else MSI_THERE)
    site.demand_there()
    site.computer.real(brought).unlink()


def try_own_beside(site: Site, own: Form) -> None:
    """Install one person's own beside it and remove it: both stand, then the one for all does."""
    computer = site.computer
    brought = computer.bring(site.trial.artefact(own.name, own.ending))
    own.install(computer, brought)
    for form in (own, site.form):
        form.demand_there(computer, site.trial.commit.version)
    own.uninstall(computer, brought)
    own.demand_gone(computer)
    site.demand_there()
    computer.real(brought).unlink()
