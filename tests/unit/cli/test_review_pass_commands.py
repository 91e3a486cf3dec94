"""Reading a second time from a terminal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import builders
import pytest

from app.cli import main as command_line
from app.domain.decisions import Disposition
from app.workflow.decide import Decider

READER = ("--as", "Marta Ruiz")


class Terminal:
    """Runs commands and reads what they answer."""

    def __init__(self, vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.at = (str(vault), "2026-014")
        self.vault = str(vault)
        self._capsys = capsys

    def ask(self, *arguments: str) -> dict[str, Any]:
        self._capsys.readouterr()
        assert self.run(*arguments, "--json") == 0
        answer: dict[str, Any] = json.loads(self._capsys.readouterr().out)
        return answer

    def refused(self, *arguments: str) -> str:
        self._capsys.readouterr()
        assert self.run(*arguments) == command_line.COULD_NOT
        return self._capsys.readouterr().err

    def run(self, *arguments: str) -> int:
        return command_line.main(list(arguments), lambda _: 0)


@pytest.fixture
def terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Terminal:
    monkeypatch.setenv("SUNSHINE_DESK_PASSPHRASE", builders.PASSPHRASE)
    vault = builders.new_vault(tmp_path)
    ids = builders.hold(vault, [builders.message("call me", 1), builders.message("at ten", 2)])
    request = builders.new_request(vault, ids)
    Decider(vault, request, "Pat Doe").dispose(ids, Disposition.RELEASE)
    vault.close()
    return Terminal(tmp_path / "test.vault", capsys)


def test_that_the_rule_is_switched_and_told(terminal: Terminal) -> None:
    rule = ("vault", "four-eyes", terminal.vault)
    assert terminal.ask(*rule) == {"on": False, "least": "all"}
    assert terminal.ask(*rule, "on", "--least", "redacted") == {"on": True, "least": "redacted"}
    assert "not loosened without a reason" in terminal.refused(*rule, "off")
    assert terminal.ask(*rule, "off", "--reason", "one clerk left")["on"] is False
    assert terminal.run(*rule, "on") == 0


def test_that_a_pass_goes_from_begin_to_signature(terminal: Terminal) -> None:
    assert terminal.ask("vault", "four-eyes", terminal.vault, "on")["on"]
    assert "Nobody has begun" in terminal.refused("review-pass", "list", *terminal.at)
    refused = terminal.refused("review-pass", "begin", *terminal.at, "--as", "pat doe")
    assert "may not be its second reader" in refused
    begun = terminal.ask("review-pass", "begin", *terminal.at, *READER)
    assert (begun["by"], begun["counts"]["open"]) == ("Marta Ruiz", 2)
    terminal.ask("review-pass", "accept", *terminal.at, "1", *READER)
    note = ("--note", "which ten?")
    back = terminal.ask("review-pass", "send-back", *terminal.at, "2", *note, *READER)
    assert back["counts"] == {"open": 0, "accepted": 1, "sent-back": 1}
    listed = terminal.ask("review-pass", "list", *terminal.at, "--state", "sent-back")
    assert listed["records"] == [{"record": 2, "state": "sent-back", "note": "which ten?"}]
    assert listed["left"] == "1 record is sent back by the second reader."
    assert "sent back" in terminal.refused("review-pass", "sign", *terminal.at, *READER)
    terminal.ask("review-pass", "accept", *terminal.at, "2", *READER)
    signed = terminal.ask("review-pass", "sign", *terminal.at, *READER)["signed"]
    assert signed.startswith("Marta Ruiz, second reader, who read every record")
    listed = terminal.ask("review-pass", "list", *terminal.at)
    assert (listed["signed"], listed["left"]) == (signed, "")
    assert terminal.run("review-pass", "list", *terminal.at) == 0


def test_that_verdicts_without_a_pass_are_kept(terminal: Terminal) -> None:
    assert terminal.ask("review-pass", "accept", *terminal.at, "1") == {}
    assert terminal.ask("review-pass", "begin", *terminal.at, "--which", "tenth")["counts"]
    assert terminal.run("review-pass", "sign", *terminal.at) == 0
