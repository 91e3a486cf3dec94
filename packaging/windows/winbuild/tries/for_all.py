"""What matters where the program is installed for all who log on: whose folder, and beside what."""

from __future__ import annotations

import os
import stat
from pathlib import Path, PureWindowsPath

from winbuild.places import NAME
from winbuild.tries.computer import Computer, demand
from winbuild.tries.forms import Form
from winbuild.tries.trial import Site

MSI_THERE, REFUSED = 6, 1603
POLICY = PureWindowsPath(r"C:\ProgramData") / NAME / "policy.json"
_SOMEBODY = 1000


def lay_foreign_folder(computer: Computer) -> None:
    """Make the policy's folder as somebody else would who was there first."""
    policy = computer.real(POLICY)
    policy.parent.mkdir(parents=True)
    policy.write_text('{"exports_allowed": ["tables"]}', encoding="utf-8")
    policy.parent.chmod(0o777)
    if os.geteuid() == 0:
        for path in (policy, policy.parent):
            os.chown(path, _SOMEBODY, _SOMEBODY)


def demand_guarded(computer: Computer, *, was_foreign: bool = False) -> None:
    """Fail unless the folder is the installer's own and nobody else may write in it."""
    folder = computer.real(POLICY).parent
    told = folder.stat()
    demand(told.st_uid == os.geteuid(), "the policy's folder is the installer's own")
    demand(not told.st_mode & stat.S_IWOTH, "people cannot write in the policy's folder")
    if was_foreign and os.geteuid() == 0:
        demand(not any(folder.iterdir()), "somebody else's policy does not count")
        demand(_aside(folder).is_dir(), "somebody else's folder is set aside, not removed")


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


def _aside(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.set-aside-1")
