"""``deliver`` from a terminal, from an import to a folder and a sealed ZIP."""

from __future__ import annotations

import json
from pathlib import Path

import builders
import pytest
import pyzipper

from app.cli import deliver_command
from app.cli import main as command_line
from app.cli.secret import VARIABLE
from app.domain.hidden import HiddenKind

NUMBER = "2026-014"


@pytest.fixture
def decided(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a vault with a request of which everything is released."""
    monkeypatch.setenv(VARIABLE, builders.PASSPHRASE)
    vault = builders.new_vault(tmp_path)
    vault.close()
    export = tmp_path / "sms-20260401.xml"
    export.write_text(builders.sms_xml(["where are you", "who was on that stop?"]), "utf-8")
    decisions = tmp_path / "decisions.jsonl"
    decisions.write_text('{"find": "stop", "disposition": "RELEASE"}\n', "utf-8")
    new = ["--number", NUMBER, "--requester", "Dana Whitlow", "--received", "2026-11-02"]
    for command in (
        ["import", vault.path, export],
        ["request", "new", vault.path, *new, "--jurisdiction", "FL"],
        ["request", "add", vault.path, NUMBER, "stop"],
        ["decide", vault.path, NUMBER, decisions],
    ):
        assert command_line.main([*map(str, command), "--json"], lambda _: 0) == 0
    return vault.path


def test_that_a_delivery_is_made_from_a_terminal(
    decided: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("twelve words or so\n", "utf-8")
    out = tmp_path / "answer"
    capsys.readouterr()
    folder = ["deliver", decided, NUMBER, "--out", out, "--index", "csv", "--load-file", "--rsmf"]
    assert command_line.main([*map(str, folder), "--json"], lambda _: 0) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["verified"] is True
    assert told["files"] == sum(1 for one in out.rglob("*") if one.is_file())
    assert (out / "index.csv").is_file()
    assert not (out / "index.html").exists()
    sealed = ["deliver", decided, NUMBER, "--out", f"{out}.zip", "--zip"]
    sealed += ["--zip-passphrase-file", secret, "--certificate", "--attachments", "--natives"]
    assert command_line.main([*map(str, sealed), "--json"], lambda _: 0) == 0
    with pyzipper.AESZipFile(f"{out}.zip") as archive:
        archive.setpassword(b"twelve words or so")
        assert archive.read("packet.pdf").startswith(b"%PDF")
        assert "certificate.pdf" in archive.namelist()


@pytest.mark.parametrize(
    ("secret", "more"),
    [("twelve words or so", []), ("short", ["--zip"]), ("\n", ["--zip"])],
    ids=["a folder cannot be sealed", "too short", "is empty"],
)
def test_that_a_passphrase_that_cannot_seal_is_refused(
    decided: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    secret: str,
    more: list[str],
) -> None:
    file = tmp_path / "secret.txt"
    file.write_text(secret, "utf-8")
    command = ["deliver", decided, NUMBER, "--out", tmp_path / "a", "--zip-passphrase-file", file]
    assert command_line.main([*map(str, command), *more], lambda _: 0) == 2
    assert "passphrase" in capsys.readouterr().err.lower() or not more
    assert not (tmp_path / "a").exists()


def test_that_what_may_hide_is_read_as_kinds_and_endings() -> None:
    found = deliver_command.permitted_of("metadata, .MP4,author")
    assert found.hidden == {HiddenKind.METADATA, HiddenKind.AUTHOR}
    assert found.unseen == {"mp4"}
    one = deliver_command.permitted_of(f"{'AB' * 32},wav")
    assert one.files == {"ab" * 32}
    assert one.unseen == {"wav"}


def test_that_pages_are_estimated_from_a_terminal(
    decided: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    pages = ["pages", str(decided), NUMBER, "--json"]
    assert command_line.main([*pages, "--no-letter"], lambda _: 0) == 0
    few = json.loads(capsys.readouterr().out)["pages"]
    assert command_line.main(pages, lambda _: 0) == 0
    assert 1 <= few < json.loads(capsys.readouterr().out)["pages"] <= 4


def test_that_an_index_of_an_unknown_kind_is_refused(decided: Path) -> None:
    with pytest.raises(SystemExit):
        command_line.main(
            ["deliver", str(decided), NUMBER, "--out", "x", "--index", "docx"], lambda _: 0
        )
    assert deliver_command.formats_of("") == frozenset()
