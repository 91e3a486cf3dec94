"""The committed sample is what its maker makes, byte for byte."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
MAKER = ROOT / "tests" / "sample" / "make_sample.py"
COMMITTED = ROOT / "resources" / "sample"
KEPT_BY_HAND = {"README.md", ".gitattributes"}
LARGEST = 2_500_000


def _hashes(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name not in KEPT_BY_HAND)
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


def test_that_the_maker_gives_the_committed_bytes(tmp_path: Path) -> None:
    """Make the sample again elsewhere and compare the hash of every file."""
    command = [sys.executable, "-B", str(MAKER), "--out", str(tmp_path / "sample")]
    subprocess.run(command, check=True, timeout=120, capture_output=True)
    assert _hashes(tmp_path / "sample") == _hashes(COMMITTED)


def test_that_the_sample_stays_small() -> None:
    """The sample travels in the installer, so it may not grow unseen."""
    assert sum(path.stat().st_size for path in COMMITTED.rglob("*") if path.is_file()) <= LARGEST


def test_that_every_account_adds_up() -> None:
    """What is seen is what became of it, and every record asked for has one outcome."""
    told = json.loads((COMMITTED / "expected.json").read_text("utf-8"))
    for account in told["sources"].values():
        parts = ("records", "copies", "unreadable", "ignored")
        assert account["seen"] == sum(account[part] for part in parts)
    request = told["request"]
    outcomes = ("released", "redacted", "withheld", "not_responsive")
    assert request["records"] == sum(request[outcome] for outcome in outcomes)
