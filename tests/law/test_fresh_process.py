"""Everything outside the window can be imported without Qt and without the network."""

from __future__ import annotations

import subprocess
import sys

from law.house import ROOT, files, place

PROGRAM = """
import importlib, sys

opened = []
def watch(event, arguments):
    if event.startswith("socket.") and event not in {"socket.gethostname"}:
        opened.append(event)
sys.addaudithook(watch)
for name in sys.argv[1:]:
    importlib.import_module(name)
assert not [name for name in sys.modules if name.split(".")[0] == "PySide6"], "Qt was loaded"
assert not opened, opened
"""


def modules() -> list[str]:
    """List the modules outside the window; Alembic runs its ``env.py`` only inside a migration."""
    names = [place(path).removesuffix(".py").replace("/", ".") for path in files()]
    names = [name.removesuffix(".__init__") for name in names]
    return [
        name for name in names
        if not name.startswith("app.ui") and name != "app.vault.migrations.env"
    ]  # fmt: skip


def test_that_all_but_the_window_loads_no_qt_and_opens_no_socket() -> None:
    assert len(modules()) > 50
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *modules()],
        check=False, cwd=ROOT, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
