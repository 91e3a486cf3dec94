"""What tries are made with: the artefacts, an older version of each, and fresh computers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PureWindowsPath

from winbuild import msi, nsis, signing
from winbuild.places import Places
from winbuild.shell import Steps
from winbuild.source import Commit
from winbuild.tries import older
from winbuild.tries.computer import BROUGHT, DOCUMENTS, Computer
from winbuild.tries.forms import Form
from winbuild.tries.office import Office

SECRET = BROUGHT / "secret.txt"
_WORDS = "Correct horse, 4 battery staples\n"


@dataclass(frozen=True, slots=True)
class Trial:
    """What all tries share.

    Attributes:
        signer: by whom the artefacts are signed, as far as its certificate tells.
        fresh: the computer that all others are copies of.
    """

    places: Places
    commit: Commit
    signer: signing.Signer
    steps: Steps
    olders: older.Olders
    fresh: Computer

    @contextmanager
    def computer(self, name: str) -> Iterator[Computer]:
        """Give a fresh computer, with a file that holds a passphrase."""
        with self.fresh.copied(self.places.work / "computer" / name) as computer:
            computer.real(SECRET).write_text(_WORDS, encoding="utf-8")
            yield computer

    def artefact(self, form: str, ending: str) -> Path:
        """Give what was handed out of a form."""
        middle = "" if form == "msi" else f"-{form}"
        return self.places.out / f"SunshineDesk-{self.commit.version}{middle}{ending}"

    def older(self, form: Form, program: Path) -> Path:
        """Make a form of an older version, packed quickly."""
        name = f"{form.name}-{program.parent.name}"
        commit = replace(self.commit, version=older.VERSION, name=f"older: {name}")
        made = self.places.work / "older" / f"{name}{form.ending}"
        signer = signing.make_own(self.places.work / "certificate", commit.epoch)
        if form.name == "msi":
            msi.make(program, made, commit, signer)
        else:
            nsis.make(program, made, commit, signer, nsis.SCOPES[form.is_for_all])
        return made


@dataclass(frozen=True, slots=True)
class Site:
    """A form of the program on a computer of its own.

    Attributes:
        newer: the artefact that was handed out, carried in.
    """

    trial: Trial
    form: Form
    computer: Computer
    newer: PureWindowsPath

    @property
    def office(self) -> Office:
        """Give the program as it is installed, with its vault."""
        vault = DOCUMENTS / "Office of records.vault"
        return Office(self.computer, self.form.home, SECRET, vault)

    def demand_there(self, version: str = "") -> None:
        """Fail unless a version stands whole, which is the present one unless told."""
        self.form.demand_there(self.computer, version or self.trial.commit.version)
