"""Tries every form in which the program is handed out, each on a fresh computer of its own."""

from __future__ import annotations

import getpass
import os
import shutil
from dataclasses import replace
from functools import partial
from pathlib import Path

from winbuild import debian, signing
from winbuild.freezing import OURS
from winbuild.places import Places
from winbuild.shell import Steps, at_once
from winbuild.source import recall
from winbuild.tries import carrying, figures, for_all, interrupting, older, tables, updating
from winbuild.tries.computer import BROUGHT, Computer, demand
from winbuild.tries.forms import Form, all_forms
from winbuild.tries.office import Office
from winbuild.tries.trial import Site, Trial

NEWER_THERE = 3
_ORDINARY = ("_old", "_new", "data")
"""Names that anybody may give a folder of their own."""


def try_all(places: Places, steps: Steps, certificate: Path | None) -> None:
    """Try everything that a build handed out; raises BuildFailed at the first that is not so."""
    commit = recall(places.out)
    steps.say("a fresh computer under Wine, older versions of the program")
    fresh = Computer.make(places.work / "computer" / "fresh", places.stand_ins)
    with fresh.copied(places.work / "computer" / "maker") as maker:
        olders = older.make(places, maker.wine, steps)
    signer = signing.make_own(places.work / "certificate", commit.epoch)
    if certificate:
        signer = replace(signer, certificate=certificate)
    trial = Trial(places, commit, signer, steps, olders, fresh)
    tables.demand_sane(trial.artefact("msi", ".msi"))
    forms = all_forms(getpass.getuser())
    with trial.computer("portable") as computer:
        office = carrying.unpack(trial, computer)
        installed = [partial(_try_on_its_own, trial, form, forms) for form in forms]
        at_once([*installed, partial(carrying.try_out, trial, office)])
        _measure(trial, office)


def _try_on_its_own(trial: Trial, form: Form, forms: tuple[Form, ...]) -> None:
    with trial.computer(form.name) as computer:
        newer = computer.bring(trial.artefact(form.name, form.ending))
        _try_form(Site(trial, form, computer, newer), forms)


def _try_form(site: Site, forms: tuple[Form, ...]) -> None:
    trial, form = site.trial, site.form
    found = _install_older(site)
    if form.name == "user":
        trial.steps.say("user: upgrades that are stopped in their middle")
        interrupting.try_full_disk(site)
        interrupting.try_ended(site)
        interrupting.try_ended_at_the_change(site)
        interrupting.try_while_running(site)
        interrupting.try_beside_others(site)
    _upgrade(site, found)
    trial.steps.say(f"{form.name}: the program's own test, with window and printer")
    told = site.office.prove("SunshineDesk.exe", "--self-test")
    trial.steps.say(f"{form.name}: {told}")
    if form.name == "msi":
        _repair(site)
    if form.is_for_all:
        trial.steps.say(f"{form.name}: beside the other forms")
        for_all.try_foreign_policy(site)
        (other,) = [one for one in forms if one.is_for_all and one != form]
        for_all.try_other_form(site, other)
        if form.name == "machine":
            for_all.try_own_beside(site, forms[0])
    _remove_and_return(site, found)


def _install_older(site: Site) -> int:
    """Install an older version, make a vault with it; give how many records answer a question."""
    trial, form, computer = site.trial, site.form, site.computer
    trial.steps.say(f"{form.name}: install {older.VERSION}, work")
    brought = computer.bring(trial.older(form, trial.olders.real), f"older{form.ending}")
    if form.is_for_all:
        for_all.lay_foreign_folder(computer)
    form.install(computer, brought)
    form.demand_there(computer, older.VERSION)
    if form.is_for_all:
        for_all.demand_guarded(computer)
    return site.office.work()


def _upgrade(site: Site, found: int) -> None:
    """Upgrade; the newer program opens the vault, which the older one then leaves alone."""
    trial, form, computer = site.trial, site.form, site.computer
    trial.steps.say(f"{form.name}: upgrade to {trial.commit.version}")
    form.install(computer, site.newer)
    demand(
        not computer.real(form.home / older.ONLY_THE_OLDER).exists(),
        "the older version's files are gone",
    )
    site.demand_there()
    site.office.demand_found(found)
    if trial.olders.has_older_schema:
        carried = computer.real(BROUGHT / "older")
        shutil.copytree(trial.olders.real, carried, copy_function=os.link)
        refused = replace(site.office, home=BROUGHT / "older").is_refused()
        demand(refused, "the vault was brought up to the newer schema")
        shutil.rmtree(carried)
    _try_signatures(site)
    refusal = for_all.REFUSED if form.name == "msi" else NEWER_THERE
    form.install(computer, BROUGHT / f"older{form.ending}", expected=refusal)
    site.demand_there()


def _repair(site: Site) -> None:
    """Damage the program and let Windows Installer put it right."""
    whole = [site.form.home / name for name in OURS]
    for path in map(site.computer.real, whole[1:]):
        path.write_bytes(b"damaged")
    site.computer.real(whole[0]).unlink()
    site.form.install(site.computer, site.newer, *for_all.REINSTALL["msi"])
    _try_signatures(site)
    site.demand_there()


def _remove_and_return(site: Site, found: int) -> None:
    """Uninstall, install again, and uninstall with a vault in the program's very folder."""
    trial, form, computer = site.trial, site.form, site.computer
    trial.steps.say(f"{form.name}: uninstall, install again, uninstall")
    vault = computer.real(site.office.vault)
    if form.is_for_all:
        policy = computer.real(for_all.POLICY)
        policy.parent.mkdir(exist_ok=True)
        policy.write_text("{}", encoding="utf-8")
    form.uninstall(computer, site.newer)
    form.demand_gone(computer)
    demand((vault / "vault.toml").is_file(), "the vault stays")
    if form.is_for_all:
        for_all.demand_policy_stays(computer, stays=True)
        computer.real(for_all.POLICY).unlink()
    if form.name == "user":
        trial.steps.say("user: a signed update, while the program runs")
        updating.try_update(site)
        updating.try_restart(site)
    else:
        form.install(computer, site.newer)
        site.demand_there()
    site.office.demand_found(found)
    _try_vault_within(site, vault)
    if form.is_for_all:
        for_all.demand_policy_stays(computer, stays=False)


def _try_vault_within(site: Site, vault: Path) -> None:
    """Install again and remove while vaults lie in the program's very folder: they stay."""
    home = site.computer.real(site.form.home)
    places = [home, *(home / name for name in _ORDINARY)]
    inside = [place / "Within.vault" for place in places]
    for one in inside:
        shutil.copytree(vault, one)
    before = [sorted(path.name for path in one.rglob("*")) for one in inside]
    if site.form.name == "user":
        site.form.install(site.computer, site.newer)
    site.form.uninstall(site.computer, site.newer)
    after = [sorted(path.name for path in one.rglob("*")) for one in inside]
    demand(after == before, "vaults within stay")
    held = {path.name for path in home.iterdir()}
    demand(held == {inside[0].name, *_ORDINARY}, f"nothing else stays beside them: {held}")


def _try_signatures(site: Site) -> None:
    form, trial = site.form, site.trial
    signed = [form.home / name for name in OURS]
    if form.name != "msi":
        signed.append(form.home / "uninstall.exe")
    installed = [site.computer.real(one) for one in signed]
    for path in [trial.artefact(form.name, form.ending), *installed]:
        told = signing.is_signed_by(path, trial.signer.certificate)
        demand(told, f"{path.name} is signed")


def _measure(trial: Trial, office: Office) -> None:
    trial.steps.say("figures")
    places = trial.places
    folder = places.work / "figures"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    export = folder / "many.xml"
    figures.make_export(places.source, export)
    windows = figures.on_windows(office, export)
    linux = figures.on_linux(debian.uv(places.work), places.source, export, folder)
    print(figures.table(linux, windows), flush=True)
    print(figures.costs_table(*figures.costs(places.work, office.computer)), flush=True)
