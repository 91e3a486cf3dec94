"""Lists and "elsewhere" from a terminal, over one vault."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import builders
import pytest

from app.cli import main as command_line

TEXTS = ("Jordan Blackwood came", "ask Jordan Blackwod", "Jordan Blackwood again")


class Terminal:
    """Runs commands and reads what they answer."""

    def __init__(self, vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.vault = str(vault)
        self._capsys = capsys

    def lines(self, *arguments: str) -> list[dict[str, Any]]:
        self._capsys.readouterr()
        assert self.run(*arguments, "--json") == 0
        return [json.loads(line) for line in self._capsys.readouterr().out.splitlines()]

    def groups(self, kind: str) -> list[dict[str, Any]]:
        found = self.lines("suggest", self.vault, "2026-014", "--groups")
        return [one for one in found if one["kind"] == kind]

    def run(self, *arguments: str) -> int:
        return command_line.main(list(arguments), lambda _: 0)


@pytest.fixture
def terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Terminal:
    monkeypatch.setenv("SUNSHINE_DESK_PASSPHRASE", builders.PASSPHRASE)
    vault = builders.new_vault(tmp_path)
    records = [builders.message(text, n) for n, text in enumerate(TEXTS)]
    builders.new_request(vault, builders.hold(vault, records))
    vault.close()
    return Terminal(tmp_path / "test.vault", capsys)


def test_that_lists_go_in_and_come_out(terminal: Terminal, tmp_path: Path) -> None:
    table = tmp_path / "lists.csv"
    table.write_text(
        "list,text,exemptions\nminors,Jordan Blackwood,(x)\nmine,bait shop,\n", "utf-8"
    )
    assert terminal.lines("lists", "import", terminal.vault, str(table)) == [
        {"added": 2, "entries": 2}
    ]
    minors, mine = terminal.lines("lists", "show", terminal.vault)
    assert (minors["list"], minors["kind"], minors["exemptions"]) == ("minors", "name", ["(x)"])
    assert mine["list"] == "mine"
    assert terminal.lines("lists", "office", terminal.vault) == [{"added": 1}]
    out = tmp_path / "out.csv"
    terminal.lines("lists", "export", terminal.vault, str(out), "--list", "mine")
    assert out.read_text("utf-8-sig").splitlines()[1:] == ["mine,literal,bait shop,,"]
    assert terminal.lines("lists", "remove", terminal.vault, str(mine["id"])) == [{"removed": 1}]
    assert terminal.run("lists", "remove", terminal.vault, "99") == 1
    assert terminal.run("lists", "show", terminal.vault) == 0
    found = terminal.lines("suggest", terminal.vault, "2026-014")
    assert {one["level"] for one in found if one["kind"] == "name"} == {"critical"}


def test_that_a_file_that_is_no_table_is_refused(terminal: Terminal, tmp_path: Path) -> None:
    picture = tmp_path / "picture.csv"
    picture.write_bytes(b"\xff\xfe\x00")
    assert terminal.run("lists", "import", terminal.vault, str(picture)) == 2
    assert terminal.run("lists", "import", terminal.vault, str(tmp_path / "none.csv")) == 2
    assert terminal.lines("lists", "show", terminal.vault) == []


def test_that_words_are_found_and_withheld_elsewhere(terminal: Terminal) -> None:
    place = (terminal.vault, "2026-014", "1", "0", "16")
    found = terminal.lines("elsewhere", *place)
    assert [(one["record"], one["likeness"]) for one in found] == [(3, "same"), (2, "spelling")]
    assert found[0]["span"] == [0, 16]
    only = terminal.lines("elsewhere", *place, "--likeness", "spelling", "--withhold", "(x)")
    assert [one["record"] for one in only] == [2]
    stands = {one["record"]: one["withheld"] for one in terminal.lines("elsewhere", *place)}
    assert stands == {3: False, 2: True}
    assert terminal.run("elsewhere", *place, "--pages") == 0


def test_that_a_place_that_is_not_there_is_a_sentence(terminal: Terminal) -> None:
    start = ("elsewhere", terminal.vault, "2026-014")
    assert terminal.run(*start, "99", "0", "4") == 2
    assert terminal.run(*start, "1", "4", "4") == 2
    assert terminal.run(*start, "1", "0", "4", "--field", "party", "--index", "7") == 2


def test_that_groups_are_listed_and_settled_by_their_keys(
    terminal: Terminal, tmp_path: Path
) -> None:
    here = (terminal.vault, "2026-014")
    table = tmp_path / "lists.csv"
    table.write_text("list,text,exemptions\nminors,Jordan Blackwood,(x)\n", "utf-8")
    terminal.lines("lists", "import", terminal.vault, str(table))
    (group,) = terminal.groups("name")
    assert (group["level"], group["places"]) == ("critical", 3)
    assert (group["words"], group["exemptions"]) == ("Jordan Blackwood", ["(x)"])
    settle = ("suggest", *here, "--settle", group["key"])
    assert terminal.lines(*settle, "--decline") == [{"groups": 1, "records": 1}]
    assert terminal.groups("name") == []
    assert terminal.run(*settle) == 2
    table.write_text("list,text\nvictims,Jordan Blackwood\n", "utf-8")
    terminal.lines("lists", "import", terminal.vault, str(table))
    (group,) = terminal.groups("name")
    done = terminal.lines(*settle[:-1], group["key"], "--exemptions", "(y)", "(z)")
    assert done == [{"groups": 1, "records": 3}]
    assert terminal.groups("name") == []


def test_that_a_group_without_a_proposal_is_not_settled_without_exemptions(
    terminal: Terminal, tmp_path: Path
) -> None:
    table = tmp_path / "lists.csv"
    table.write_text("list,kind,text\nmine,literal,again\n", "utf-8")
    terminal.lines("lists", "import", terminal.vault, str(table))
    here = (terminal.vault, "2026-014")
    assert terminal.run("suggest", *here, "--groups") == 0
    (group,) = terminal.groups("listed")
    assert (group["words"], group["exemptions"]) == ("again", [])
    assert terminal.run("suggest", *here, "--settle", group["key"]) == 2
    assert terminal.groups("listed") == [group]


def test_that_what_goes_on_a_list_comes_off_it_by_undo(terminal: Terminal) -> None:
    here = (terminal.vault, "2026-014")
    assert terminal.run("undo", *here) == 1
    phone = terminal.groups("phone")[0]
    terminal.lines("suggest", *here, "--settle", phone["key"], "--never-redact")
    (entry,) = terminal.lines("lists", "show", terminal.vault)
    assert (entry["list"], entry["text"]) == ("never_redact", phone["words"])
    assert phone["key"] not in {one["key"] for one in terminal.groups("phone")}
    assert terminal.lines("undo", *here) == [{"undone": True, "records": 1}]
    assert terminal.lines("lists", "show", terminal.vault) == []
    assert phone in terminal.groups("phone")
    terminal.lines("undo", *here, "--again")
    assert len(terminal.lines("lists", "show", terminal.vault)) == 1
