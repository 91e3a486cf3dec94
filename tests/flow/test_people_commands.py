"""People from a terminal: suggested, joined, searched, printed and taken back, over one vault."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import builders
import pytest
from page_desk import read

from app.cli import main as command_line
from app.domain.parsed import Parsed
from app.domain.people import Party, Role
from app.domain.provenance import Moment
from app.domain.records import Kind

NUMBER, MAIL = "+1 850 555 0171", "dale@example.com"
OWN = Party(Role.TO, "Front Desk", "desk@example.com", is_owner=True)
NOTE = f"{NUMBER} is known to this office as Dale Whitaker"

pytestmark = pytest.mark.usefixtures("blind")


def said(number: int, name: str, address: str) -> Parsed:
    sent = Moment(builders.MARCH_14 + number * 60_000_000, "", "utc")
    platform = "email" if "@" in address else "sms"
    parties = (Party(Role.FROM, name, address), OWN)
    return Parsed(f"m {number}", platform, Kind.MESSAGE, f"word{number}", sent, parties)


class Terminal:
    """Runs commands over a vault and reads what they answer."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        vault = builders.new_vault(folder)
        holds_other = said(1, f"Dale Whitaker {NUMBER}", MAIL)
        ids = builders.hold(vault, [said(0, "", NUMBER), holds_other])
        builders.new_request(vault, ids)
        vault.close()
        self.vault = str(vault.path)
        self._capsys = capsys

    def run(self, *arguments: str) -> int:
        return command_line.main(list(arguments), lambda _: 0)

    def lines(self, *arguments: str) -> list[dict[str, Any]]:
        self._capsys.readouterr()
        assert self.run(*arguments, "--json") == 0
        return [json.loads(line) for line in self._capsys.readouterr().out.splitlines()]

    def found(self, query: str) -> int:
        (answer,) = self.lines("search", self.vault, query)
        return int(answer["count"])

    def packet(self, out: Path) -> str:
        asked = ("packet", self.vault, "2026-014", "--out", str(out), "--joined-names")
        assert self.run(*asked) == 0
        told, _ = read(out.read_bytes())
        return told


@pytest.fixture
def terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Terminal:
    monkeypatch.setenv("SUNSHINE_DESK_PASSPHRASE", builders.PASSPHRASE)
    return Terminal(tmp_path, capsys)


def test_that_a_suggestion_is_joined_searched_printed_and_taken_back(
    terminal: Terminal, tmp_path: Path
) -> None:
    vault = terminal.vault
    (proposed,) = terminal.lines("people", "suggest", vault)
    assert proposed["name"] == "Dale Whitaker"
    people = [str(one) for one in proposed["people"]]
    assert terminal.found(f"from:{MAIL}") == 1
    assert terminal.run("people", "join", vault, *people, "--name", "Dale Whitaker") == 0
    assert terminal.run("people", "suggest", vault) == 1
    assert terminal.found(f"from:{MAIL}") == 2
    assert terminal.found('from:"Dale Whitaker"') == 2
    decisions = tmp_path / "decisions.jsonl"
    decisions.write_text('{"find": "word0 OR word1", "disposition": "RELEASE"}\n', "utf-8")
    assert terminal.run("decide", vault, "2026-014", str(decisions)) == 0
    assert terminal.packet(tmp_path / "joined.pdf").count(NOTE) == 1
    assert terminal.run("people", "undo", vault) == 0
    assert NOTE not in terminal.packet(tmp_path / "undone.pdf")
    assert terminal.found(f"from:{MAIL}") == 1
    assert len(terminal.lines("people", "suggest", vault)) == 1
    assert terminal.run("people", "decline", vault, *people) == 0
    assert terminal.run("people", "suggest", vault) == 1
