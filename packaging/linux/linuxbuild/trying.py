"""Tries every form in which the program is handed out, from install to uninstall and back."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from linuxbuild import chain, closure, deb, tools
from linuxbuild.desktop import PACKAGE
from linuxbuild.packing import Member
from linuxbuild.tries import updates
from linuxbuild.tries.office import Office
from linuxbuild.tries.package import Package, depends_of
from linuxbuild.tries.room import HOME, Room, demand, make
from linuxbuild.tries.screen import Screen
from winbuild import debian
from winbuild.freezing import INNER
from winbuild.places import Places
from winbuild.shell import BuildFailed, Steps, run
from winbuild.source import Commit, recall

SUITES = ("bookworm", "trixie")
"""The oldest Debian that has what the program asks for, and the one after it."""
OLDER = "0.0.9"
"""The version that upgrades start from, made of the same files."""
_TO_UNPACK = ("xz-utils",)
_LEFT = f"{chain.HOME}/{INNER}/left_by_the_older.txt"


@dataclass(frozen=True, slots=True)
class Trial:
    """What tries are made with."""

    places: Places
    commit: Commit
    screen: Screen
    steps: Steps

    @property
    def deb(self) -> Path:
        """Give the package that is tried."""
        return self.places.out / chain.deb_name(self.commit)

    @property
    def folder(self) -> Path:
        """Give where tries keep what they make."""
        return self.places.work / "tries"


def try_all(places: Places, steps: Steps) -> None:
    """Try everything that a build handed out; raises BuildFailed at the first that is not so."""
    if os.geteuid():
        raise BuildFailed("The tries make rooms of other systems: start them as root.")
    debian.install(tools.TO_TRY)
    with Screen(places.work / "screen") as screen:
        trial = Trial(places, recall(places.out), screen, steps)
        trial.folder.mkdir(parents=True, exist_ok=True)
        _try_rules(trial)
        oldest, *newer = [_room(trial, suite) for suite in SUITES]
        _try_package(trial, oldest)
        _try_archive(trial, oldest)
        for room in newer:
            _try_elsewhere(trial, room)


def _try_rules(trial: Trial) -> None:
    """Hold what is told to desktops and to Debian against their own rules."""
    trial.steps.say("rules of desktops and of Debian")
    told = trial.folder / "told"
    run(["dpkg-deb", "--extract", trial.deb, told])
    share = told / "usr" / "share"
    run(["desktop-file-validate", share / "applications" / f"{PACKAGE}.desktop"])
    metainfo = share / "metainfo" / f"{PACKAGE}.metainfo.xml"
    run(["appstreamcli", "validate", "--no-net", metainfo])
    shutil.rmtree(told)
    run(["lintian", "--fail-on", "error", _hollow(trial)])


def _room(trial: Trial, suite: str) -> Room:
    trial.steps.say(f"a bare {suite} with what the package depends on")
    return make(trial.folder / suite, suite, [*depends_of(trial.deb), *_TO_UNPACK])


def _try_package(trial: Trial, room: Room) -> None:
    package = Package(room)
    trial.steps.say(f"package: install {OLDER}, work")
    package.install(_older(trial))
    package.demand_there(OLDER)
    found = package.office().work()
    _try_update(trial, package, found)
    _prove(trial, package.office(), "package")
    _try_removal(trial, package, found)


def _try_update(trial: Trial, package: Package, found: int) -> None:
    trial.steps.say("package: a signed update is carried in, and installed by the administrator")
    room, office = package.room, package.office()
    update, key = updates.sign(trial.places, trial.deb, "deb", trial.folder)
    waiting = updates.carry_in(office, update, key)
    room.as_root("dpkg", "-i", waiting)
    package.demand_there(trial.commit.version)
    demand(not room.real(PurePosixPath("/", _LEFT)).exists(), "the older version's files are gone")
    demand(office.found() == found, "the vault gives the same answers after the upgrade")


def _try_removal(trial: Trial, package: Package, found: int) -> None:
    trial.steps.say("package: remove, install again, remove")
    package.remove()
    package.demand_gone()
    package.install(trial.deb)
    demand(package.office().found() == found, "the vault gives the same answers after all")
    package.remove()
    package.demand_gone()
    demand(package.room.real(updates.POLICY).is_file(), "the policy stays")


def _try_archive(trial: Trial, room: Room) -> None:
    trial.steps.say("archive: unpack as the user, work, update")
    packed = trial.places.out / chain.archive_name(trial.commit)
    goal = HOME / "Programs of mine"
    room.as_clerk("mkdir", "-p", goal)
    room.as_clerk("tar", "-xf", room.bring(packed), "-C", goal)
    home = goal / PACKAGE
    vault = HOME / "Carried.vault"
    office = Office(room, home / PACKAGE, home / INNER, vault)
    found = office.work()
    update, key = updates.sign(trial.places, packed, "archive", trial.folder)
    room.real(updates.POLICY).unlink()
    waiting = updates.carry_in(office, update, key)
    room.as_clerk("rm", "-r", home / INNER)
    room.as_clerk("tar", "-xf", waiting, "-C", goal)
    demand(office.found() == found, "the vault gives the same answers after the update")


def _try_elsewhere(trial: Trial, room: Room) -> None:
    """Install on a newer Debian, with its newer libraries."""
    trial.steps.say(f"package: install on {room.folder.name}, work")
    package = Package(room)
    package.install(trial.deb)
    package.demand_there(trial.commit.version)
    office = package.office()
    office.work()
    _prove(trial, office, f"package on {room.folder.name}")


def _prove(trial: Trial, office: Office, named: str) -> None:
    """Let the program prove itself, and keep a picture of its window."""
    trial.steps.say(f"{named}: the program's own test, with the window")
    seconds = office.prove(trial.screen.name)
    print(f"         its steps took {seconds:.0f} s", flush=True)
    picture = trial.folder / f"{named.replace(' ', '-')}.png"
    shown = {"DISPLAY": trial.screen.name, "QT_QPA_PLATFORM": "xcb"}
    window = office.room.start(office.program, office.vault, more=shown)
    try:
        trial.screen.keep(picture)
    finally:
        window.kill()
        window.wait()
    print(f"         its window: {picture}", flush=True)


def _hollow(trial: Trial) -> Path:
    """Make the package without what the wheels hold: no rule is ours there, and there is much."""
    commit = replace(trial.commit, name=f"hollow {trial.commit.name}")
    made = trial.folder / f"hollow_{chain.deb_name(commit)}"
    members = chain.installed(trial.places, commit)
    inner = f"{chain.HOME}/{INNER}/"
    told = [member for member in members if not member.name.startswith(inner)]
    depends = closure.dependencies(closure.code_of(trial.places.program))
    deb.make(made, told, commit, depends)
    return made


def _older(trial: Trial) -> Path:
    """Make the package that upgrades start from, packed quickly, with one file more."""
    commit = replace(trial.commit, version=OLDER, name=f"older than {trial.commit.name}")
    made = trial.folder / chain.deb_name(commit)
    members = chain.installed(trial.places, commit)
    members.append(Member(_LEFT, b"stale\n"))
    depends = closure.dependencies(closure.code_of(trial.places.program))
    deb.make(made, members, commit, depends, quick=True)
    demand(run(["dpkg-deb", "-f", made, "Version"]).stdout.strip() == OLDER, "it is older")
    return made
