"""Suggestions on drawn pages from a terminal: found, settled with texts, burned, searched for."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import builders
import pytest
from page_desk import pdf, read, scan, stored

Run = Callable[..., tuple[int, list[Any]]]
LINES = (
    "Statement taken at the desk", "The driver was Jordan Blackwood", "His SSN: 219-09-9999",
    "He signed this statement himself", "and left the building after nine",
)  # fmt: skip
WORDS = ("Jordan Blackwood", "219-09-9999")


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """Give a vault with a message, a PDF with a layer of text, and the same as a scan."""
    made = builders.new_vault(tmp_path)
    texts = ("Jordan Blackwood called", "the statement", "and as it was scanned")
    files = (
        [],
        [stored(made, "statement.pdf", pdf((LINES,), leading=28), "application/pdf")],
        [stored(made, "scan.tiff", scan(LINES), "image/tiff")],
    )
    records = [builders.message(text, n) for n, text in enumerate(texts)]
    builders.new_request(made, builders.hold(made, records, files))
    made.close()
    return made.path


def test_that_pages_are_suggested_as_regions_that_decide_takes(
    run: Run, vault: Path, tmp_path: Path
) -> None:
    code, found = run("suggest", vault, "2026-014")
    assert code == 0
    on_pages = [one for one in found if one["field"] == "page"]
    kinds = {(one["record"], one["kind"]) for one in on_pages}
    assert {(2, "name"), (2, "ssn"), (3, "name"), (3, "ssn")} <= kinds
    assert all("span" not in one and one["page"] == 1 for one in on_pages)
    assert {"record", "span", "kind", "level", "why"} <= found[0].keys()
    _, texts = run("suggest", vault, "2026-014", "--texts-only")
    assert texts == [one for one in found if one["field"] != "page"]
    taken = [one for one in on_pages if one["kind"] == "ssn"]
    asked = ("record", "attachment", "page", "region")
    lines = [{key: one[key] for key in asked} | {"exemptions": ["(x)"]} for one in taken]
    file = tmp_path / "decisions.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    assert run("decide", vault, "2026-014", file)[0] == 0
    _, left = run("suggest", vault, "2026-014")
    assert not [one for one in left if one["kind"] == "ssn"]


def test_that_groups_settle_texts_and_pages_and_no_word_leaks(
    run: Run, vault: Path, tmp_path: Path
) -> None:
    _, groups = run("suggest", vault, "2026-014", "--groups")
    names = [one for one in groups if one["words"] == "Jordan Blackwood"]
    (ssn,) = [one for one in groups if one["kind"] == "ssn"]
    assert (sum(one["places"] for one in names), ssn["places"]) == (3, 2)
    keys = [part for one in (*names, ssn) for part in ("--settle", one["key"])]
    code, _ = run("suggest", vault, "2026-014", *keys, "--exemptions", "s. 119.071(5)(a)")
    assert code == 0
    file = tmp_path / "release.jsonl"
    file.write_text(json.dumps({"find": "*", "disposition": "RELEASE"}), "utf-8")
    assert run("decide", vault, "2026-014", file)[0] == 0
    run("check", vault, "2026-014", "--confirm", "s. 119.071(5)(a)")
    out = tmp_path / "packet.pdf"
    code, (packet,) = run("packet", vault, "2026-014", "--out", out)
    assert (code, packet["verified"]) == (0, True)
    words = tmp_path / "words.txt"
    words.write_text("\n".join((*WORDS, "Blackwood")), "utf-8")
    code, (verdict,) = run("verify", out, "--words", words)
    assert (code, verdict["findings"]) == (0, [])
    told, _ = read(out.read_bytes())
    assert "Statement taken at the desk" in told
    assert not any(word in told for word in ("Jordan", "Blackwood", "219-09"))


def test_that_a_declined_group_is_none_on_pages(run: Run, vault: Path) -> None:
    _, groups = run("suggest", vault, "2026-014", "--groups")
    (ssn,) = [one for one in groups if one["kind"] == "ssn"]
    run("suggest", vault, "2026-014", "--settle", ssn["key"], "--decline")
    _, left = run("suggest", vault, "2026-014", "--groups")
    assert [one["key"] for one in left] == [g["key"] for g in groups if g is not ssn]
