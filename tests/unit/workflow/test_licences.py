"""The licences of what is shipped: each part has a text, in a checkout and in a build."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.cli import main as command_line
from app.errors import AppError
from app.workflow import help as help_room
from app.workflow import licences
from app.workflow.help import Help
from app.workflow.licences import OWN, Component, components


def test_that_every_part_of_a_checkout_is_listed_with_its_text():
    found = {one.name.lower(): one for one in components()}
    for name in ("sunshine desk", "cpython", "cryptography", "reportlab", "noto faces", "yunet"):
        assert found[name].text().strip(), name
    assert "Apache License" in found["sunshine desk"].text()
    assert "pytest" not in found
    assert len({one.key for one in found.values()}) == len(found)
    assert all(one.licence for one in found.values())


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder that a build lays down, with one part in it."""
    folder = tmp_path / "licences"
    (folder / "lxml-6.1").mkdir(parents=True)
    (folder / "lxml-6.1" / "LICENSE.txt").write_text("\ufeffBe kind.\n~~~ `x` ~~~\n", "utf-8")
    (folder / "lxml-6.1" / "more.txt").write_bytes(b"caf\xe9\n")
    files = ["lxml-6.1/LICENSE.txt", "lxml-6.1/more.txt"]
    part = {"name": "lxml", "version": "6.1", "licence": "BSD-3-Clause", "files": files}
    (folder / "index.json").write_text(json.dumps([part]), "utf-8")
    real = licences.resource
    monkeypatch.setattr(
        licences, "resource", lambda name: folder if name == "licences" else real(name)
    )
    return folder


def test_that_the_program_ships_the_licence_that_stands_in_its_source():
    source = licences.resource("").parent / "LICENSE"
    assert licences.resource("LICENSE").read_bytes() == source.read_bytes()


def test_that_a_build_shows_what_it_collected_and_the_program_itself(built):
    assert [one.name for one in components()] == ["lxml", OWN]
    assert components()[0].text() == "Be kind.\n~~~ `x` ~~~\n\ncaf\ufffd"


@pytest.mark.parametrize("bad", ["{", "[{}]", "7", '[{"name": 1}]'])
def test_that_a_damaged_list_is_told(built, bad):
    (built / "index.json").write_text(bad, "utf-8")
    with pytest.raises(AppError, match="list of licences"):
        components()


def test_that_a_missing_text_is_told(built):
    (built / "lxml-6.1" / "more.txt").unlink()
    with pytest.raises(AppError, match="licence of lxml"):
        components()[0].text()


def test_that_the_help_lists_the_parts_and_leads_to_their_texts(built):
    help_ = Help.load()
    listed = help_.about("licences")
    assert listed is not None
    assert "| [lxml](licence-lxml) | 6.1 | BSD-3-Clause |" in listed.topic.text
    read = help_.about("licence-lxml")
    assert read is not None
    assert read.topic.title == "lxml"
    assert "Version 6.1, BSD-3-Clause." in read.topic.text
    assert "Be kind." in read.topic.text
    assert help_.about("licence-nothing") is None
    assert help_room.LICENCES not in listed.topic.text
    assert next(one.topic.key for one in help_.find("licences")) == "licences"


def test_that_the_command_lists_and_shows(built, capsys):
    assert command_line.main(["licences"], lambda _: 0) == 0
    assert "BSD-3-Clause" in capsys.readouterr().out
    assert command_line.main(["licences", "LXML"], lambda _: 0) == 0
    assert capsys.readouterr().out.startswith("Be kind.")
    assert command_line.main(["licences", "--json"], lambda _: 0) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["name"] for one in told] == ["lxml", OWN]
    assert told[0]["text"].startswith("Be kind.")
    assert command_line.main(["licences", "nothing"], lambda _: 0) == 2


def test_that_a_licence_is_named_as_older_wheels_name_it():
    assert licences._plain("MIT", []) == "MIT"
    assert licences._plain("", ["License :: OSI Approved :: MIT License"]) == "MIT License"
    assert licences._plain("a\nlong text", []) == "see its text"
    assert licences._wanted_by("no-such-distribution") == []
    assert Component("Tesseract's data", "", "MIT", ()).key == "licence-tesseract-s-data"
