"""Validate every golden packet against PDF/UA-1 and PDF/A-2a; ``tests/run.py verapdf`` calls it.

``--keep FOLDER`` leaves the files there. A machine without the tools is told what it lacks;
with ``SUNSHINE_DESK_VERAPDF=needed`` (as in CI) that is a failure.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from verapdf.golden import golden_files, without_tags
from verapdf.validator import lacking, validate


def main(arguments: list[str]) -> int:
    """Make the files, validate them, print what was found."""
    missing = lacking()
    if missing:
        needed = os.environ.get("SUNSHINE_DESK_VERAPDF") == "needed"
        print(f"veraPDF was NOT run: this machine lacks {missing}.", flush=True)
        return 1 if needed else 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(arguments[1]) if arguments[:1] == ["--keep"] else Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        paths: list[Path] = []
        for name, data in golden_files():
            paths.append(folder / f"{name}.pdf")
            paths[-1].write_bytes(data)
        found = validate(paths)
        broken = folder / "control_without_tags.pdf"
        broken.write_bytes(without_tags(paths[0].read_bytes()))
        control = validate([broken])
    print(found.stdout, end="")
    print(found.stderr, end="", file=sys.stderr)
    compliant = found.stdout.count(" compliant ")
    print(f"{compliant} of {2 * len(paths)} validations compliant")
    if control.returncode == 0 or "NOT COMPLIANT" not in control.stdout:
        print("veraPDF passed a file without tags: it does not check anything.")
        return 1
    return 0 if found.returncode == 0 and compliant == 2 * len(paths) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
