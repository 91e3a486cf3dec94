"""A reading child on Windows: it ends with the program, whatever it does at that moment."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

pytestmark = pytest.mark.skipif(sys.platform != "win32", reason="only Windows has job objects")

HERE = Path(__file__).parent
PATIENCE = 60
"""Seconds; the child would go on for ten minutes."""


def test_that_a_child_that_hears_nothing_ends_with_a_program_that_is_killed() -> None:
    paths = os.pathsep.join([str(HERE), str(HERE.parents[1])])
    program = subprocess.Popen(
        [sys.executable, str(HERE / "stubborn.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": paths},
    )
    child = psutil.Process(int(program.stdout.readline()))
    program.kill()
    program.communicate()
    assert psutil.wait_procs([child], timeout=PATIENCE)[1] == []
