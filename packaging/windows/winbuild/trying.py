"""Tries every form in which the program is handed out, from install to uninstall and back."""

from __future__ import annotations

import getpass
import shutil
from dataclasses import dataclass, replace
from pathlib import Path, PurePath, PureWindowsPath

from winbuild import debian, msi, nsis, signing
from winbuild.freezing import OURS
from winbuild.places import NAME, Places
from winbuild.shell import Steps
from winbuild.source import Commit, recall
from winbuild.tries import figures
from winbuild.tries.computer import BROUGHT, DOCUMENTS, Computer, demand
from winbuild.tries.forms import Form, all_forms
from winbuild.tries.office import Office

OLDER = "0.0.9"
"""The version that upgrades start from, made of the same files."""
RUNNING = 5
NEWER_THERE = 3


@dataclass(frozen=True, slots=True)
class Trial:
    """What tries are made with."""

    places: Places
    commit: Commit
    computer: Computer
    secret: PureWindowsPath
    signer: signing.Signer


def try_all(places: Places, steps: Steps, certificate: Path | None) -> None:
    """Try everything that a build handed out; raises BuildFailed at the first that is not so."""
    commit = recall(places.out)
    steps.say("a fresh computer under Wine")
    computer = Computer(places.work / "computer", places.stand_ins)
    secret = BROUGHT / "secret.txt"
    computer.real(secret).write_text("Correct horse, 4 battery staples\n", encoding="utf-8")
    signer = signing.make_own(places.work / "certificate", commit.epoch)
    if certificate:
        signer = replace(signer, certificate=certificate)
    trial = Trial(places, commit, computer, secret, signer)
    for form in all_forms(getpass.getuser()):
        _try_form(trial, form, steps)
    _try_portable(trial, steps)
    _measure(trial, steps)
    computer.wine.wait()


def _try_form(trial: Trial, form: Form, steps: Steps) -> None:
    steps.say(f"{form.name}: install {OLDER}, work")
    computer, version = trial.computer, trial.commit.version
    older = computer.bring(_older(trial, form))
    newer = computer.bring(_artefact(trial, form))
    form.install(computer, older)
    form.demand_there(computer, OLDER)
    vault = DOCUMENTS / f"Office of records, {form.name}.vault"
    office = Office(computer, form.home, trial.secret, vault)
    found = office.work()
    left = computer.real(form.home / "_internal" / "left_by_the_older.txt")
    left.write_text("stale", encoding="utf-8")
    steps.say(f"{form.name}: upgrade to {version}")
    form.install(computer, newer)
    form.demand_there(computer, version)
    demand(form.name == "msi" or not left.exists(), "the older version's files are gone")
    demand(office.found() == found, "the vault gives the same answers after the upgrade")
    _try_signatures(trial, form)
    if form.name == "user":
        _try_while_running(computer, form, newer)
    if form.name == "machine":
        computer.run([older, "/S"], expected=NEWER_THERE)
        steps.say(f"{form.name}: the program's own test, with the window")
        office.prove()
    left.unlink(missing_ok=True)
    steps.say(f"{form.name}: uninstall, install again, uninstall")
    form.uninstall(computer, newer)
    form.demand_gone(computer)
    demand(computer.real(vault / "vault.toml").is_file(), "the vault stays")
    form.install(computer, newer)
    form.demand_there(computer, version)
    demand(office.found() == found, "the vault gives the same answers after all")
    _try_vault_within(trial, form, vault, newer)


def _try_while_running(computer: Computer, form: Form, artefact: PureWindowsPath) -> None:
    """Install over a program that runs: it is left alone."""
    window: list[str | PurePath] = [form.home / "SunshineDesk.exe", "window"]

    def install() -> None:
        computer.run([artefact, "/S"], expected=RUNNING)

    computer.run_beside(window, install)


def _try_vault_within(
    trial: Trial, form: Form, vault: PureWindowsPath, artefact: PureWindowsPath
) -> None:
    """Remove the program while a vault lies in its very folder: the vault stays."""
    computer = trial.computer
    inside = computer.real(form.home / "Within.vault")
    shutil.copytree(computer.real(vault), inside)
    before = sorted(path.name for path in inside.rglob("*"))
    form.uninstall(computer, artefact)
    demand(sorted(path.name for path in inside.rglob("*")) == before, "a vault within stays")
    held = {path.name for path in inside.parent.iterdir()}
    demand(held == {inside.name}, f"nothing else stays beside it: {held}")
    shutil.rmtree(inside.parent)


def _try_signatures(trial: Trial, form: Form) -> None:
    signed = [form.home / name for name in OURS]
    if form.name != "msi":
        signed.append(form.home / "uninstall.exe")
    paths = [_artefact(trial, form), *(trial.computer.real(one) for one in signed)]
    for path in paths:
        told = signing.is_signed_by(path, trial.signer.certificate)
        demand(told, f"{path.name} is signed")


def _try_portable(trial: Trial, steps: Steps) -> None:
    steps.say("portable: unpack, work")
    stick = PureWindowsPath(r"C:\Stick of the office")
    packed = trial.places.out / f"SunshineDesk-{trial.commit.version}-portable.zip"
    shutil.unpack_archive(packed, trial.computer.real(stick))
    vault = stick / "Carried.vault"
    Office(trial.computer, stick / NAME, trial.secret, vault).work()


def _measure(trial: Trial, steps: Steps) -> None:
    steps.say("figures")
    places = trial.places
    folder = places.work / "figures"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    export = folder / "many.xml"
    figures.make_export(places.source, export)
    home = PureWindowsPath(r"C:\Stick of the office") / NAME
    windows = figures.on_windows(Office(trial.computer, home, trial.secret), export)
    linux = figures.on_linux(debian.uv(places.work), places.source, export, folder)
    print(figures.table(linux, windows), flush=True)


def _artefact(trial: Trial, form: Form) -> Path:
    middle = "" if form.name == "msi" else f"-{form.name}"
    return trial.places.out / f"SunshineDesk-{trial.commit.version}{middle}{form.ending}"


def _older(trial: Trial, form: Form) -> Path:
    """Make the artefact that upgrades start from, packed quickly."""
    commit = replace(trial.commit, version=OLDER, name=f"older than {trial.commit.name}")
    folder = trial.places.work / "older"
    folder.mkdir(exist_ok=True)
    made = folder / f"older-{form.name}{form.ending}"
    program = trial.places.program
    signer = signing.make_own(trial.places.work / "certificate", commit.epoch)
    if form.name == "msi":
        msi.make(program, made, commit, signer)
    else:
        scope: nsis.Scope = "user" if form.name == "user" else "machine"
        nsis.make(program, made, commit, signer, scope)
    return made
