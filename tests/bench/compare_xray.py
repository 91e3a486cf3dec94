"""Compares the verifier with Free Law Project's x-ray on files that leak and files that do not.

``uv run tests/bench/compare_xray.py PATH_OF_PYTHON_WITH_XRAY``: that Python runs x-ray in a
process of its own; its licence keeps it out of the project. Version 0.4.0 looks only at filled
rectangles (the operator ``re``) over text: lines, crosses and annotations that mark a redaction
are not among what it looks at, so it finds none of them without failing on any.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from unit.packet.leaks import made
from unit.packet.leaks.catalogue import ALL, NAMES, of
from unit.packet.leaks.clean import CLEAN

from app.packet.verify import verify_pdf

_RUN = """
import asyncio, json, pathlib, sys, xray
async def main():
    told = {}
    for path in sorted(pathlib.Path(sys.argv[1]).glob("*.pdf")):
        try:
            told[path.stem] = bool(await xray.inspect(path))
        except Exception as error:
            told[path.stem] = None
    print(json.dumps(told))
asyncio.run(main())
"""


def main() -> int:
    """Print for each way to leak how many files each finds, then all false alarms."""
    clean = (*made.CLEAN, *CLEAN)
    with tempfile.TemporaryDirectory() as folder:
        for at, leak in enumerate(ALL):
            Path(folder, f"leak{at}.pdf").write_bytes(leak.make())
        for at, (_, make) in enumerate(clean):
            Path(folder, f"clean{at}.pdf").write_bytes(make())
        command = [sys.argv[1], "-c", _RUN, folder]
        ran = subprocess.run(command, capture_output=True, text=True, check=True)
    theirs: dict[str, bool | None] = json.loads(ran.stdout.splitlines()[-1])
    lines = [f"{'way to leak':34} files  ours  x-ray  x-ray failed"]
    places = {id(leak): at for at, leak in enumerate(ALL)}
    for name in NAMES:
        leaks = of(name)
        ours = sum(not verify_pdf(leak.make()).clean for leak in leaks)
        told = [theirs[f"leak{places[id(leak)]}"] for leak in leaks]
        counts = f"{len(leaks):5} {ours:5} {told.count(True):6} {told.count(None):13}"
        lines.append(f"{name:34} {counts}")
    for at, (name, make) in enumerate(clean):
        alarms = (bool(verify_pdf(make()).findings), bool(theirs[f"clean{at}"]))
        if any(alarms):
            lines.append(f"false alarm on {name}: ours {alarms[0]}, x-ray {alarms[1]}")
    lines.append(f"{len(clean)} clean files; without any word known")
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
