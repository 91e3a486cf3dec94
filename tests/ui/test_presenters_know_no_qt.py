"""The law of the floor: presenters and what they import never load PySide6."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PLAIN = (
    "frame_presenter",
    "long_work",
    "rows",
    "wording",
    "ways",
    "services",
    "doors",
    "utf16",
    "zones",
)


def presenters() -> list[str]:
    found = sorted((ROOT / "app" / "ui" / "pages").glob("*/presenter.py"))
    return [f"app.ui.pages.{path.parent.name}.presenter" for path in found]


def loaded_after(*modules: str) -> str:
    lines = "; ".join(f"import {name}" for name in modules)
    script = f"import sys; {lines}; print('\\n'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_that_every_page_has_a_presenter():
    folders = [path for path in (ROOT / "app/ui/pages").iterdir() if (path / "view.py").exists()]
    assert len(presenters()) == len(folders) >= 6


def test_that_no_presenter_loads_pyside6():
    loaded = loaded_after(*presenters(), *(f"app.ui.{name}" for name in PLAIN))
    assert "app.ui.pages.unlock.presenter" in loaded
    assert "PySide6" not in loaded


def test_that_the_unlock_page_loads_no_heavy_library():
    loaded = loaded_after("app.ui.application").split()
    heavy = {"sqlalchemy", "whoosh", "reportlab", "pikepdf", "lxml", "numpy", "holidays", "PIL"}
    assert not heavy & set(loaded)
