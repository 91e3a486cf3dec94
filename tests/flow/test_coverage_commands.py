"""Register and coverage from a terminal, over one vault."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from builders import PASSPHRASE, new_request, new_vault
from coverage_desk import daily, hold_of
from page_desk import read

from app.cli import main as command_line

REGISTER = """custodian,channel,account,device,since,until,may_hold,said
Ofc. Diaz,texts,850-555-0101,Phone 1,,,,
Ofc. Diaz,whatsapp,,,,,no,"Order 12, Chief Hale, 2025-01-02"
"""


class Terminal:
    """Runs commands and reads what they answer."""

    def __init__(self, vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.vault = str(vault)
        self._capsys = capsys

    def lines(self, *arguments: str) -> list[dict[str, Any]]:
        self._capsys.readouterr()
        assert self.run(*arguments, "--json") == 0
        return [json.loads(line) for line in self._capsys.readouterr().out.splitlines()]

    def coverage(self, *arguments: str) -> dict[str, Any]:
        return self.lines("coverage", self.vault, "2026-014", *arguments)[0]

    def register(self, *arguments: str) -> list[dict[str, Any]]:
        return self.lines("register", self.vault, *arguments)

    def run(self, *arguments: str) -> int:
        return command_line.main(list(arguments), lambda _: 0)

    def said(self, *arguments: str) -> str:
        self._capsys.readouterr()
        self.run(*arguments)
        told = self._capsys.readouterr()
        return told.out + told.err


@pytest.fixture
def terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Terminal:
    monkeypatch.setenv("SUNSHINE_DESK_PASSPHRASE", PASSPHRASE)
    vault = new_vault(tmp_path)
    hold_of(vault, "Ofc. Diaz", daily("2026-03-10", "2026-03-31"))
    new_request(vault, [1])  # type: ignore[list-item]  # the first record
    vault.close()
    return Terminal(tmp_path / "test.vault", capsys)


MARCH = ("--from", "2026-03-01", "--to", "2026-03-31")


def test_that_a_register_goes_in_and_comes_out(terminal: Terminal, tmp_path: Path) -> None:
    table = tmp_path / "register.csv"
    table.write_text(REGISTER, "utf-8")
    assert terminal.register("import", str(table)) == [{"added": 2}]
    assert terminal.register("import", str(table)) == [{"added": 0}]
    phone, barred = terminal.register("list")
    assert (phone["channel"], phone["may_hold"]) == ("sms", True)
    assert barred["said"] == "Order 12, Chief Hale, 2025-01-02"
    out = tmp_path / "again.csv"
    terminal.register("export", str(out))
    terminal.register("remove", str(phone["id"]), str(barred["id"]))
    assert terminal.register("list") == []
    assert terminal.register("import", str(out)) == [{"added": 2}]
    assert "Undone" in terminal.said("register", terminal.vault, "undo")
    assert terminal.register("list") == []


def test_that_what_was_imported_is_proposed(terminal: Terminal) -> None:
    proposed = terminal.register("proposed")
    assert [(one["custodian"], one["channel"]) for one in proposed] == [("Ofc. Diaz", "sms")]
    assert terminal.register("add", "--proposed") == [{"added": 1}]
    assert terminal.register("proposed") == []


def test_that_gaps_are_shown_answered_and_opened_again(terminal: Terminal) -> None:
    terminal.register("add", "Ofc. Diaz", "--channel", "sms", "--account", "850-555-0101")
    found = terminal.coverage(*MARCH, "--keep")
    line = found["lines"][0]
    assert (found["open_gaps"], line["records"]) == (1, 22)
    assert line["gaps"] == [{"from": "2026-03-01", "to": "2026-03-09", "number": 1, "answers": []}]
    assert line["held"][0]["marks"] == ["gap"]
    assert terminal.run("coverage", terminal.vault, "2026-014", "--must-be-whole") == 1
    checked = terminal.said("check", terminal.vault, "2026-014")
    assert "1 gap in 1 channel of the register" in checked
    answered = terminal.coverage("--answer", "1", "--as", "outside", "--reason", "on leave")
    assert answered["open_gaps"] == 0
    assert answered["lines"][0]["gaps"][0]["answers"][0]["reason"] == "on leave"
    assert terminal.coverage("--undo")["open_gaps"] == 1
    terminal.coverage("--acknowledge", "--reason", "phone was replaced")
    assert "acknowledged: phone was replaced" in terminal.said("check", terminal.vault, "2026-014")


def test_that_how_a_source_was_collected_closes_a_gap(terminal: Terminal) -> None:
    terminal.register("add", "Ofc. Diaz", "--channel", "sms")
    assert terminal.coverage(*MARCH)["open_gaps"] == 1
    days = ("--first", "2026-03-01", "--last", "2026-04-02")
    terminal.register("collected", "1", "--on", "2026-04-02", "--by", "B. Cole", *days)
    assert terminal.coverage(*MARCH)["open_gaps"] == 0


def test_that_the_table_for_people_tells_what_its_signs_mean(terminal: Terminal) -> None:
    terminal.register("add", "Ofc. Diaz", "--channel", "sms")
    told = terminal.said("coverage", terminal.vault, "2026-014", *MARCH)
    assert "0!" in told
    assert "Gap 1: Ofc. Diaz sms, 2026-03-01 to 2026-03-09" in told
    assert "2026-03-31" in terminal.said("coverage", terminal.vault, "2026-014", *MARCH, "--days")
    assert "850-555-0101" not in told


def test_that_mistakes_are_refused_with_a_sentence(terminal: Terminal, tmp_path: Path) -> None:
    vault = terminal.vault
    assert terminal.run("coverage", vault, "2026-014") == 2
    terminal.register("add", "Ofc. Diaz", "--channel", "sms")
    assert terminal.run("coverage", vault, "2026-014", *MARCH, "--answer", "7") == 2
    assert terminal.run("register", vault, "collected", "1", "--first", "2026-03-01") == 2
    assert terminal.run("register", vault, "collected", "9") == 2
    assert terminal.run("register", vault, "import", str(tmp_path / "none.csv")) == 2
    assert terminal.run("register", vault, "remove", "99") == 1
    backwards = ("--from", "2026-04-01", "--to", "2026-03-01")
    assert terminal.run("coverage", vault, "2026-014", *backwards) == 2


def test_that_gaps_may_only_be_told(terminal: Terminal) -> None:
    terminal.register("add", "Ofc. Diaz", "--channel", "sms")
    terminal.coverage(*MARCH, "--keep")
    told = {"blocks": False, "gap_after": 60, "silent_from": 3}
    assert terminal.register("rule", "warn") == [told]
    told = terminal.lines("register", terminal.vault, "list")
    assert told[0]["custodian"] == "Ofc. Diaz"


def test_that_an_entry_is_changed_and_ended(terminal: Terminal) -> None:
    terminal.register("add", "Ofc. Diaz", "--channel", "sms", "--serial", "SN 1")
    (entry,) = terminal.register("list")
    terminal.register("change", str(entry["id"]), "--device", "Phone 2", "--since", "2026-03-04")
    (changed,) = terminal.register("list")
    assert (changed["device"], changed["serial"]) == ("Phone 2", "SN 1")
    assert terminal.coverage(*MARCH)["lines"][0]["gaps"][0]["from"] == "2026-03-04"
    barred = ("--none-may-lie-there", "Order 12, Chief Hale")
    terminal.register("change", str(changed["id"]), *barred)
    (closed,) = terminal.register("list")
    assert (closed["may_hold"], closed["said"]) == (False, "Order 12, Chief Hale")
    terminal.register("change", str(closed["id"]), "--may-hold")
    (opened,) = terminal.register("list")
    assert opened["may_hold"]
    assert terminal.register("end", str(opened["id"]), "2026-03-09") == [{"ended": "2026-03-09"}]
    assert terminal.run("register", terminal.vault, "end", "99", "2026-03-09") == 2


def test_that_the_rule_says_after_how_many_days_a_gap_begins(terminal: Terminal) -> None:
    days = ("--first", "2026-03-01", "--last", "2026-03-31")
    terminal.register("add", "Ofc. Diaz", "--channel", "sms")
    assert terminal.register("rule", "--gap-after", "5", "--silent-from", "2") == [
        {"blocks": True, "gap_after": 5, "silent_from": 2}
    ]
    assert terminal.coverage(*MARCH)["open_gaps"] == 1
    terminal.register("collected", "1", *days)
    assert terminal.coverage(*MARCH)["open_gaps"] == 0
    assert terminal.run("register", terminal.vault, "rule", "--gap-after", "0") == 2
    assert terminal.run("register", terminal.vault, "rule", "--silent-from", "61") == 2


def test_that_a_request_may_ask_for_one_channel_alone(terminal: Terminal) -> None:
    terminal.register("add", "Ofc. Diaz", "--channel", "sms")
    terminal.register("add", "Ofc. Diaz", "--channel", "email")
    assert len(terminal.coverage(*MARCH)["lines"]) == 2
    kept = terminal.coverage(*MARCH, "--channel", "SMS", "--keep")
    assert [line["channel"] for line in kept["lines"]] == ["sms"]
    assert len(terminal.coverage()["lines"]) == 1
    asked = ("coverage", terminal.vault, "2026-014", *MARCH, "--channel", "fax", "--keep")
    assert terminal.run(*asked) == 2


def test_that_the_packet_tells_what_was_collected_and_what_is_missing(
    terminal: Terminal, tmp_path: Path
) -> None:
    terminal.register("add", "Ofc. Diaz", "--channel", "sms", "--account", "850-555-0101")
    terminal.register("collected", "1", "--on", "2026-04-02", "--by", "B. Cole")
    terminal.coverage(*MARCH, "--keep")
    decisions = tmp_path / "decisions.jsonl"
    decisions.write_text('{"find": "message", "disposition": "RELEASE"}\n', "utf-8")
    assert terminal.run("decide", terminal.vault, "2026-014", str(decisions)) == 0
    out = tmp_path / "packet.pdf"
    asked = ("packet", terminal.vault, "2026-014", "--out", str(out), "--collection-log")
    assert terminal.run(*asked) == 2
    terminal.coverage("--answer", "1", "--as", "nothing_exists", "--reason", "Chief Hale said so")
    assert terminal.run(*asked) == 0
    told, _ = read(out.read_bytes())
    assert "Collection log" in told
    assert "2 Apr 2026; B. Cole" in told
    assert "over at most 60 days without a record" in told
    assert "1 Mar 2026 to 9 Mar 2026: nothing exists (Chief Hale said so)." in told
    assert "850-555-0101" not in told.partition("Collection log")[2]
    assert "22 seen = 22 records + 0 copies" in told.partition("Collection log")[2]
