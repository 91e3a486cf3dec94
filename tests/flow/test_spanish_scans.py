"""Scans in Spanish from a terminal: read, found, withheld, and the packet proved clean."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import builders
import pytest
from page_desk import read, scan, stored

from app import paths
from app.domain.languages import Languages
from app.settings.file import save
from app.settings.values import Settings

Run = Callable[..., tuple[int, list[Any]]]
LINES = (
    "Declaración tomada en la estación", "La conductora era Begoña Peña Ibáñez",
    "y el niño llamó a su compañía después", "¿Quién vio el camión? Nadie lo vio",
)  # fmt: skip
NUMBER = "2026-014"


@pytest.fixture(autouse=True)
def preferences(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Give the file of the preferences, which is not there yet."""
    path = tmp_path / "settings.toml"
    monkeypatch.setattr(paths, "settings_file", lambda: path)
    return path


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    made = builders.new_vault(tmp_path)
    paper = stored(made, "papel.tiff", scan(LINES), "image/tiff")
    other = stored(made, "otro.tiff", scan(LINES[2:]), "image/tiff")
    ids = builders.hold(
        made, [builders.message("a", 1), builders.message("b", 2)], [[paper], [other]]
    )
    builders.new_request(made, ids[:1])
    made.close()
    return made.path


def recognised(run: Run, *more: object) -> tuple[int, str, int]:
    code, (told,) = run("recognise", *more)
    assert code == 0
    return told["read"], told["language"], told["unread_files"]


def test_that_a_request_is_read_in_spanish_and_all_else_later(
    run: Run, vault: Path, preferences: Path
) -> None:
    assert recognised(run, vault, "--request", NUMBER) == (1, "eng", 1)
    in_both = recognised(run, vault, "--request", NUMBER, "--language", "english+spanish")
    assert in_both == (1, "eng+spa", 1)
    (record,) = run("records", vault, "--query", "pena")[1]
    assert "Peña" in record["attachments"][0]["recognised"]
    assert record["attachments"][0]["languages"] == "eng+spa"
    assert recognised(run, vault, "--language", "english") == (1, "eng", 0)
    save(preferences, Settings(scans=Languages.ENGLISH_AND_SPANISH))
    assert recognised(run, vault, "--source", 1) == (1, "eng+spa", 0)


def test_that_a_spanish_name_is_withheld_on_a_scan_and_the_packet_is_clean(
    run: Run, vault: Path, tmp_path: Path
) -> None:
    recognised(run, vault, "--language", "english+spanish")
    name = "Begoña Peña Ibáñez"
    file = tmp_path / "decisions.jsonl"
    lines = (
        {"find": "*", "disposition": "RELEASE"},
        {"find": "*", "redact": name, "exemptions": ["s. 119.071(5)(a)"]},
    )
    file.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    assert run("decide", vault, NUMBER, file)[0] == 0
    run("check", vault, NUMBER, "--confirm", "s. 119.071(5)(a)")
    out, words = tmp_path / "packet.pdf", tmp_path / "words.txt"
    code, (packet,) = run("packet", vault, NUMBER, "--out", out)
    assert (code, packet["verified"]) == (0, True)
    words.write_text(name, "utf-8")
    assert run("verify", out, "--deep", "--words", words)[0] == 0
    told, _ = read(out.read_bytes())
    assert "el niño llamó a su compañía" in told
    assert "Peña" not in told
