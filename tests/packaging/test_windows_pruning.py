"""The program does without the modules that are not shipped to Windows."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import importlib, sys
from pathlib import Path
from winbuild.pruning import MODULES

class Absent:
    def find_spec(self, name, path=None, target=None):
        if any(name == one or name.startswith(one + ".") for one in MODULES):
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Absent())
for path in sorted(Path("app").rglob("*.py")):
    if "migrations" not in path.parts:
        parts = path.with_suffix("").parts
        importlib.import_module(".".join(parts[:-1] if parts[-1] == "__init__" else parts))

from app.bootstrap import main
vault, export = sys.argv[1], "resources/sample/exports/sms-20260401.xml"
for words in (["vault", "new", vault], ["import", vault, export], ["search", vault, "stop"]):
    if main(words):
        sys.exit(1)
"""


def test_that_everything_loads_and_a_vault_is_filled_and_searched_without_what_is_left_out(
    tmp_path: Path,
) -> None:
    settings = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "packaging" / "windows")]),
        "QT_QPA_PLATFORM": "offscreen",
        "SUNSHINE_DESK_PASSPHRASE": "Correct horse, 4 battery staples",
    }
    command = [sys.executable, "-c", PROGRAM, str(tmp_path / "small.vault")]
    done = subprocess.run(
        command, cwd=ROOT, env=settings, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
