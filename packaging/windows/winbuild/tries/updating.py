"""An update by file: signed, carried in, and installed once the program has ended."""

from __future__ import annotations

from winbuild import debian
from winbuild.shell import run
from winbuild.tries import older
from winbuild.tries.computer import demand
from winbuild.tries.trial import Site, Trial

POLICY = r"HKLM\SOFTWARE\Policies\Sunshine Desk"


def try_update(site: Site) -> None:
    """Update a program that runs; it ends a moment later, and the newer one stands."""
    computer, form, trial = site.computer, site.form, site.trial
    relabelled = computer.bring(trial.older(form, trial.olders.relabelled), "relabelled.exe")
    form.install(computer, relabelled)
    site.demand_there(older.VERSION)
    key, name = _sign(trial)
    computer.run(["reg", "add", POLICY, "/v", "update_key", "/d", key, "/f"])
    update = computer.bring(trial.places.work / "update" / name)
    mark = computer.real(form.home / older.ONLY_THE_OLDER)
    with computer.running([form.window, "window"]):
        console = form.home / "sunshine-desk.exe"
        demand(computer.start([console, "update", "apply", update]).wait() == 0, "it is taken")
        computer.wait_for(lambda: computer.runs(site.newer.name), "the installer is started")
        demand(mark.exists(), "the installer waits for the program")
    computer.wait_for(lambda: not mark.exists(), "the newer version takes its place")
    computer.wine.wait()
    site.demand_there()
    computer.run(["reg", "delete", POLICY, "/f"])


def try_restart(site: Site) -> None:
    """Install again as the program asks for it from its window: it is started afterwards."""
    started = site.computer.start([site.newer, "/S", "/RESTART"])
    demand(started.wait() == 0, "it is installed over the same version")
    site.computer.wait_for(lambda: site.computer.runs("SunshineDesk.exe"), "it starts again")
    site.computer.end("SunshineDesk.exe")


def _sign(trial: Trial) -> tuple[str, str]:
    """Make an update of what was handed out; give the public key and the file's name."""
    places = trial.places
    folder = places.work / "update"
    folder.mkdir(exist_ok=True)
    key, name = folder / "key.pem", "newer.sdupdate"
    key.unlink(missing_ok=True)
    start = [str(debian.uv(places.work)), "run", "-q", "--frozen", "--no-dev", "--directory"]
    maker = [*start, str(places.source), "python", "packaging/make_update.py"]
    run([*maker, "new-key", key])
    version = trial.commit.version
    told = ["--kind", "windows-user", "--version", version, "--out", str(folder / name)]
    said = run([*maker, "sign", key, trial.artefact("user", ".exe"), *told]).stdout
    return said.split()[-1], name
