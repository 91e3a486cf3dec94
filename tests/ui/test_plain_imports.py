"""PySide6 looks into no module that is imported after it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = """
import builtins, linecache, sys
plain = builtins.__import__
from app.ui.plain_imports import plain_imports
with plain_imports():
    import PySide6.QtWidgets
    assert builtins.__import__ is not plain, "PySide6 leaves imports alone: this is not needed"
assert builtins.__import__ is plain
import wave
from PySide6 import QtSvg
assert builtins.__import__ is plain
assert wave.__file__ not in linecache.cache
"""


def test_that_imports_are_pythons_own_while_pyside_is_loaded():
    command = [sys.executable, "-c", SCRIPT]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
