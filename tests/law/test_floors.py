"""Who may import whom."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from law.house import APP, ROOT, files, imports, place


def test_that_the_floors_of_the_house_are_kept() -> None:
    call = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    done = subprocess.run(
        [sys.executable, "-c", call],
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]


@pytest.mark.parametrize(
    "path", [path for path in files() if path.name == "presenter.py"], ids=place
)
def test_that_a_presenter_knows_no_window(path: Path) -> None:
    assert not [name for name in imports(path) if name.startswith("PySide6")]


@pytest.mark.parametrize(
    "path", sorted((APP / "vault" / "migrations" / "versions").glob("*.py")), ids=lambda p: p.name
)
def test_that_a_migration_stands_by_itself(path: Path) -> None:
    assert not [name for name in imports(path) if name.split(".")[0] == "app"]


def test_that_only_one_file_of_the_window_counts_in_utf_16() -> None:
    counting = [path for path in files() if "utf-16" in path.read_text(encoding="utf-8")]
    in_window = [place(path) for path in counting if "app/ui/" in place(path)]
    assert set(in_window) <= {"app/ui/utf16.py"}
