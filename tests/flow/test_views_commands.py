"""Copies for one audience from the terminal: decided, told, checked, built, delivered."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import builders
import pytest

from app.packet import reading
from app.workflow.law import Library

Run = Callable[..., tuple[int, list[Any]]]
CODE = next(e for e in Library.load().get("FL").exemptions if not e.needs_confirmation).code
NUMBER = "2026-014"
LINES = (
    {"find": "*", "disposition": "RELEASE"},
    {"find": "*", "redact": "Maria Soto", "exemptions": [CODE]},
    {"find": "*", "words": "Maria Soto", "open_for": "victim"},
    {"find": "*", "redact": "the grove", "exemptions": [CODE], "only_for": "court"},
)

pytestmark = pytest.mark.usefixtures("blind")


@pytest.fixture
def vault(run: Run, tmp_path: Path) -> Path:
    made = builders.new_vault(tmp_path)
    texts = ("Maria Soto called", "Maria Soto was at the grove", "nothing of note")
    ids = builders.hold(made, [builders.message(one, at) for at, one in enumerate(texts)])
    builders.new_request(made, ids)
    made.close()
    file = tmp_path / "decisions.jsonl"
    file.write_text("\n".join(map(json.dumps, LINES)), "utf-8")
    code, (answer,) = run("decide", made.path, NUMBER, file)
    assert (code, answer["lines"][2]["decisions"]) == (0, 3)
    return made.path


def test_that_views_and_check_tell_by_audience(run: Run, vault: Path) -> None:
    code, views = run("views", vault, NUMBER)
    assert code == 0
    told = {one["audience"]: one for one in views}
    assert told["victim"]["open_redactions"] == 2
    assert told["court"]["withheld_for_it_alone"] == 1
    assert told["prosecutor"]["codes"] == {CODE: True}
    code, (answer,) = run("check", vault, NUMBER, "--for", "victim")
    assert (code, answer["ready"]) == (0, True)


def test_that_a_copy_is_built_for_somebody_and_certified(
    run: Run, vault: Path, tmp_path: Path
) -> None:
    path = tmp_path / "copy for victim.pdf"
    whom = ("--for", "victim", "--for-name", "Maria Soto")
    code, (answer,) = run("packet", vault, NUMBER, *whom, "--out", path, "--certificate")
    assert (code, answer["audience"], answer["made_for"]) == (0, "victim", "Maria Soto")
    assert answer["bates"][0] == "VICTIM 000001"
    text = "".join(page.characters for page in reading.read_pages(path.read_bytes()))
    assert "Maria Soto was at the grove" in text
    signed = json.loads(Path(answer["certificate"][0]).read_text("utf-8"))["certificate"]
    assert signed["made_for"] == {"audience": "victim", "name": "Maria Soto"}
    assert signed["recipient"] == "Maria Soto"
    code, _ = run("certificate", "check", answer["certificate"][0], path)
    assert code == 0
    page = reading.read_pages(Path(answer["certificate"][1]).read_bytes())
    assert "made for Maria Soto, the victim" in "".join(one.characters for one in page)


def test_that_the_publics_copy_says_so_too(run: Run, vault: Path, tmp_path: Path) -> None:
    path = tmp_path / "packet.pdf"
    code, (answer,) = run("packet", vault, NUMBER, "--out", path)
    assert (code, answer["audience"], answer["made_for"]) == (0, "public", "")
    text = "".join(page.characters for page in reading.read_pages(path.read_bytes()))
    assert "Maria" not in text
    assert "Copy for" not in text


def test_that_names_that_do_not_say_for_whom_are_refused(
    run: Run, vault: Path, tmp_path: Path
) -> None:
    code, _ = run("packet", vault, NUMBER, "--for", "court", "--out", tmp_path / "packet.pdf")
    assert code == 2
    code, _ = run("deliver", vault, NUMBER, "--for", "court", "--out", tmp_path / "answer")
    assert code == 2
    code, _ = run("packet", vault, NUMBER, "--for-name", "Ann", "--out", tmp_path / "p.pdf")
    assert code == 2
    assert not list(tmp_path.glob("*.pdf"))


def test_that_a_delivery_and_parts_are_those_of_the_audience(
    run: Run, vault: Path, tmp_path: Path
) -> None:
    place = tmp_path / "for court"
    code, (answer,) = run("deliver", vault, NUMBER, "--for", "court", "--out", place)
    assert (code, answer["audience"]) == (0, "court")
    everything = b"".join(one.read_bytes() for one in place.rglob("*.csv"))
    assert b"the grove" not in everything
    assert (place / "packet for court.pdf").exists()
    folder = tmp_path / "parts"
    folder.mkdir()
    whom = ("--for", "court", "--per-record")
    code, (answer,) = run("packet", vault, NUMBER, *whom, "--out", folder)
    assert code == 0
    assert all(f"{NUMBER} for court" in one["name"] for one in answer["files"])
    for one in answer["files"]:
        pages = reading.read_pages((folder / one["name"]).read_bytes())
        assert all("Copy for the court" in page.characters for page in pages)


def test_that_a_marked_copy_outlines_what_this_audience_may_not_see(
    run: Run, vault: Path, tmp_path: Path
) -> None:
    path = tmp_path / "marked.pdf"
    whom = ("--for", "court", "--marked-copy-for", "Lt. Reyes")
    code, (answer,) = run("packet", vault, NUMBER, *whom, "--out", path)
    assert (code, answer["audience"], answer["redactions"]) == (0, "court", 3)
    text = "".join(page.characters for page in reading.read_pages(path.read_bytes()))
    assert "Copy for the court" in text
    assert "Marked copy for Lt. Reyes" in text
