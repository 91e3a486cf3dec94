"""The bundled sample from exports to packet, as the README's first command walks it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app import bootstrap
from app.cli import demo_command
from app.cli import main as command_line
from app.cli.self_test import create
from app.domain.decisions import Disposition
from app.packet import reading
from app.workflow import open_vault, try_sample
from app.workflow.count_review import outcomes


def test_that_the_demo_does_what_a_careful_clerk_expects(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = command_line.main(["demo", "--out", str(tmp_path / "demo"), "--json"], lambda _: 0)
    told = json.loads(capsys.readouterr().out)
    assert [row["what"] for row in told["rows"] if not row["agrees"]] == []
    assert code == 0
    assert (told["words_leaked"], told["words_missing"]) == (0, 0)
    assert told["verified"] is True
    packet = Path(told["packet"])
    pages = list(reading.read_pages(packet.read_bytes()))
    assert len(pages) == told["pages"]
    expected = json.loads(
        (demo_command.bundled.resource("sample") / "expected.json").read_text(encoding="utf-8")
    )
    assert told["redactions"] >= expected["redactions_at_least"]


@pytest.mark.usefixtures("blind")
def test_that_invented_messages_are_all_imported_and_answer_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--out", str(tmp_path / "demo"), "--records", "300", "--json"]
    assert command_line.main(["demo", *where], lambda _: 0) == 0
    rows = json.loads(capsys.readouterr().out)["rows"]
    invented = {row["what"]: row["done"] for row in rows if "invented" in row["what"]}
    assert invented["sms-invented.xml: records"] == 300


@pytest.mark.usefixtures("blind")
def test_that_a_second_demo_leaves_the_first_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = tmp_path / "demo"
    (first / "sample.vault").mkdir(parents=True)
    assert command_line.main(["demo", "--out", str(first)], lambda _: 0) == 0
    assert "demo-2" in capsys.readouterr().out
    assert list((first / "sample.vault").iterdir()) == []
    assert (tmp_path / "demo-2" / "packet.pdf").is_file()


def test_that_the_self_test_passes_and_asks_for_the_window(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked: list[object] = []

    def window(arguments: object) -> int:
        asked.append(arguments)
        return 0

    assert command_line.main(["self-test", "--window", "--json"], window) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["passed"], told["differs"], told["window"]) == (True, [], True)
    assert asked == [["--self-test"]]
    assert create is open_vault.create


def test_that_the_sample_to_try_is_two_thirds_decided(tmp_path: Path) -> None:
    told: list[str] = []
    vault = try_sample.make_sample_vault(tmp_path, told.append)
    assert len([step for step in told if step.startswith("Importing ")]) >= 5
    assert told[-1].startswith("Deciding")
    try:
        with vault.read() as work:
            (request,) = work.requests.all()
        decided = list(outcomes(vault, request).values())
    finally:
        vault.close()
    undecided = decided.count(None)
    assert 0.3 < undecided / len(decided) < 0.36
    assert decided.count(Disposition.WITHHOLD)
    assert decided.count(Disposition.REDACT)


@pytest.mark.parametrize(
    ("arguments", "opened"),
    [
        ([], []),
        (["records.vault"], ["records.vault"]),
        (["window"], []),
        (["window", "--close"], ["--self-test"]),
    ],
)
def test_that_no_command_opens_the_window(
    arguments: list[str], opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def window(given: object) -> int:
        asked.append(given)
        return 7

    monkeypatch.setattr(bootstrap, "open_window", window)
    assert bootstrap.main(arguments) == 7
    assert asked == [opened]


def test_that_a_command_is_run_in_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert bootstrap.main(["formats"]) == 0
    assert "sms_backup" in capsys.readouterr().out
