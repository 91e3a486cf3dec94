"""Two telephones of one conversation, from a terminal: one record a message, near-copies linked."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import builders
import pytest
from two_custodians import START

from app.cli import main as command_line

ANA, BEN = "+1 850-555-0111", "(850) 555-0112"
ORDER = "Please bring the boat keys to the front desk before {} on Friday morning"
WORDS = ((0, "ok"), (30, "ok"), (500, ORDER.format("nine")), (900, ORDER.format("ten")))


def telephone(path: Path, other: str, kind: int, late: int, name: str) -> Path:
    """Write what one telephone holds of what Ana wrote to Ben."""
    lines = [
        f'<sms address="{other}" date="{START // 1000 + (second + late) * 1000}" type="{kind}" '
        f'body="{words}" contact_name="{name}" />'
        for second, words in WORDS
    ]
    head = "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>"
    path.write_text(f'{head}<smses count="{len(lines)}">{"".join(lines)}</smses>', "utf-8")
    return path


class Terminal:
    """Runs commands and reads what they answer."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.vault = str(folder / "test.vault")
        self._capsys = capsys

    def answers(self, *arguments: str) -> list[dict[str, Any]]:
        self._capsys.readouterr()
        assert command_line.main([*arguments, "--json"], lambda _: 0) == 0
        return [json.loads(line) for line in self._capsys.readouterr().out.splitlines()]

    def take(self, export: Path, custodian: str, own: str) -> dict[str, Any]:
        wishes = ("--custodian", custodian, "--own", own)
        (answer,) = self.answers("import", self.vault, str(export), *wishes)
        (source,) = answer["sources"]
        return dict(source)


@pytest.fixture
def terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Terminal:
    monkeypatch.setenv("SUNSHINE_DESK_PASSPHRASE", builders.PASSPHRASE)
    builders.new_vault(tmp_path).close()
    return Terminal(tmp_path, capsys)


@pytest.mark.parametrize("first", ["Ana", "Ben"])
def test_that_two_telephones_give_one_record_a_message(
    terminal: Terminal, tmp_path: Path, first: str
) -> None:
    exports = {
        "Ana": (telephone(tmp_path / "a.xml", BEN, 2, 0, "Ben at work"), "Ofc. Ana", ANA),
        "Ben": (telephone(tmp_path / "b.xml", "850.555.0111", 1, 4, "Annie"), "Ofc. Ben", BEN),
    }
    second = "Ben" if first == "Ana" else "Ana"
    told = [terminal.take(*exports[who]) for who in (first, second)]
    assert [(one["records"], one["copies"], one["sightings"]) for one in told] == [
        (4, 0, 0), (0, 4, 4),
    ]  # fmt: skip
    record, *others = terminal.answers("records", terminal.vault)
    assert len(others) == 3
    (copy,) = record["copies"]
    assert (copy["custodian"], copy["text"]) == (f"Ofc. {second}", "ok")
    assert copy["owner"][0].startswith(f"Ofc. {second}")
    assert copy["sent"] != record["sent"]
    account = tmp_path / "account.csv"
    assert terminal.answers("sources", terminal.vault, "--account", "2", "--csv", str(account))
    rows = list(csv.reader(account.read_text("utf-8-sig").splitlines()))
    assert ["Of the copies: messages that another custodian's export told before", "4"] in rows
    assert terminal.answers("near-copies", terminal.vault) == [{"pairs": 1}]
    assert terminal.answers("near-copies", terminal.vault) == [{"pairs": 0}]
    assert terminal.answers("near-copies", terminal.vault, "--afresh") == [{"pairs": 1}]
    (near,) = terminal.answers("near-copies", terminal.vault, "3")
    assert (near["record"], near["echo"]) == (4, False)
