"""Carries in a signed update as an administrator allows it, and installs what was checked."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath

from linuxbuild.tries.office import Office
from linuxbuild.tries.room import demand
from winbuild.places import Places
from winbuild.shell import run

POLICY = PurePosixPath("/etc/xdg/Sunshine Desk/policy.json")
NEXT = "99.0"
"""The version that an update says it brings, whatever lies in it."""


def sign(places: Places, installer: Path, kind: str, folder: Path) -> tuple[Path, str]:
    """Make an update of an installer; give it and the key by which it is checked."""
    script = places.source / "packaging" / "make_update.py"
    python, key = places.python / "bin" / "python", folder / "update-key.pem"
    key.unlink(missing_ok=True)
    public = run([python, script, "new-key", key]).stdout.strip()
    made = folder / f"SunshineDesk-{kind}.sdupdate"
    told = ["--kind", kind, "--version", NEXT, "--out", str(made)]
    run([python, script, "sign", key, installer, *told])
    return made, public


def carry_in(office: Office, update: Path, key: str) -> PurePosixPath:
    """Check an update and let it be laid down; give where the checked installer waits."""
    room = office.room
    brought = room.bring(update)
    office.demand_refused("update", "check", brought)
    policy = room.real(POLICY)
    policy.parent.mkdir(parents=True, exist_ok=True)
    policy.write_text(json.dumps({"update_key": key}), encoding="utf-8")
    office.say("update", "check", brought)
    answer = office.say("update", "apply", brought)
    demand(answer["started"] is False, "nothing is started that an administrator has to start")
    return PurePosixPath(str(answer["installer"]))
