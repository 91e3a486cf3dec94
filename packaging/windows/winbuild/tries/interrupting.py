"""Stops upgrades in their middle: a full disk, an installer that is ended, a program that runs."""

from __future__ import annotations

from pathlib import PureWindowsPath

from winbuild.tries import older
from winbuild.tries.computer import demand
from winbuild.tries.trial import Site

UNWRITTEN, RUNNING = 2, 5
STAGED, BEFORE = "_sunshine-desk.new", "_sunshine-desk.old"
"""Where an installer keeps the newer version, and then the older, within the program's folder."""
MOST_BYTES = 20_000_000
"""No file can be longer than that where the disk is full; some of the program's are."""
_OTHERS = PureWindowsPath(r"C:\Others")
_FULL = ("prlimit", f"--fsize={MOST_BYTES}", "env", "--ignore-signal=XFSZ")
"""A write beyond fails then, as it does where no room is left; nothing else is changed."""


def try_full_disk(site: Site) -> None:
    """Upgrade where the newer files do not fit."""
    site.computer.run(["cmd", "/c", "ver"])
    site.computer.run([site.newer, "/S"], UNWRITTEN, before=_FULL)
    _demand_as_before(site, "a full disk leaves nothing of the newer version")


def try_ended(site: Site) -> None:
    """End the installer while it lays files down; another goes over what it left."""
    staged = site.computer.real(site.form.home / STAGED / "_internal")
    started = site.computer.start([site.newer, "/S"])
    site.computer.wait_for(lambda: staged.exists() and any(staged.iterdir()), "files are laid down")
    site.computer.end(site.newer.name)
    started.wait()
    demand(staged.exists(), "the installer was ended in its middle")
    site.demand_there(older.VERSION)


def try_ended_at_the_change(site: Site) -> None:
    """Leave things as an installer does that is ended while versions change places."""
    home = site.computer.real(site.form.home)
    kept, held = home / BEFORE, home / STAGED
    kept.mkdir()
    held.mkdir(exist_ok=True)
    for name in ("_internal", "SunshineDesk.exe"):
        (home / name).rename(kept / name)
    (home / "_internal").mkdir()
    site.computer.run(["cmd", "/c", "ver"])
    site.computer.run([site.newer, "/S"], UNWRITTEN, before=_FULL)
    _demand_as_before(site, "what was ended is undone, though the newer does not fit")


def try_while_running(site: Site) -> None:
    """Install over a program that runs and does not end: it is left alone."""
    with site.computer.running([site.form.window, "window"]):
        site.computer.run([site.newer, "/S", "/WAIT=2"], RUNNING)
    demand(not site.computer.real(site.form.home / STAGED).exists(), "nothing is left beside it")


def try_beside_others(site: Site) -> None:
    """Install into the folder of another program that was frozen alike: it is left alone."""
    folder = site.computer.real(_OTHERS)
    (folder / "_internal").mkdir(parents=True)
    for name in ("theirs.exe", "_internal/theirs.dll"):
        (folder / name).write_text("theirs", encoding="utf-8")
    site.computer.run([site.newer, "/S", f"/D={_OTHERS}"], UNWRITTEN)
    held = sorted(path.name for path in folder.rglob("*"))
    demand(held == ["_internal", "theirs.dll", "theirs.exe"], f"others' program stays: {held}")


def _demand_as_before(site: Site, what: str) -> None:
    held = {path.name for path in site.computer.real(site.form.home).iterdir()}
    own = {"SunshineDesk.exe", "sunshine-desk.exe", "_internal", "uninstall.exe"}
    demand(held == own, f"{what}: {sorted(held)}")
    site.demand_there(older.VERSION)
