"""Run every check that a change must pass; the README's test command and CI call this.

``tests/run.py NAME`` runs one of them, such as ``verapdf``; ``tests/run.py pytest --cov`` shows
which branches no test takes, which is left out otherwise since it doubles the time.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("lint-imports",),
    ("pytest", "-q", "-n", "logical"),
    ("verapdf",),
)


def main(arguments: list[str]) -> int:
    """Run the checks one after another; go on after a failed one, and tell at the end."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    failed: list[str] = []
    names = [check[0] for check in CHECKS]
    wished = arguments.pop(0) if arguments and arguments[0] in names else ""
    for name, *rest in CHECKS:
        if wished and name != wished:
            continue
        more = arguments if name in {"pytest", "verapdf"} else []
        command = [*_command(name), *rest, *more]
        print(f"== {' '.join([name, *rest, *more])}", flush=True)
        began = time.monotonic()
        paths = {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"} if name == "verapdf" else {}
        done = subprocess.run(command, cwd=ROOT, env={**environment, **paths}, check=False)
        if done.returncode:
            failed.append(name)
        print(f"== {name}: {time.monotonic() - began:.0f} s", flush=True)
    print("Failed: " + ", ".join(failed) if failed else "All checks passed.", flush=True)
    return 1 if failed else 0


def _command(name: str) -> list[str]:
    """Give how a tool is started with this very Python; import-linter has only its script."""
    if name == "lint-imports":
        script = "from importlinter.cli import lint_imports_command as run; run()"
        return [sys.executable, "-c", script]
    if name == "verapdf":
        return [sys.executable, "-m", "verapdf.run"]
    return [sys.executable, "-m", name]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
