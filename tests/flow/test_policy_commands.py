"""A policy on the command line: what is refused, what is fixed, what is told."""

from __future__ import annotations

import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import builders
import pytest

from app import bootstrap, paths
from app.cli import main as command_line
from app.cli.secret import VARIABLE
from app.domain.packets import Letterhead
from app.packet import reading
from app.settings.policy import Policy
from app.settings.ways_out import WayOut

NUMBER = "2026-014"
ONLY_COMMANDS = Policy(ways_out=frozenset({WayOut.COMMAND_LINE}))


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with a vault in which everything is released."""
    monkeypatch.setenv(VARIABLE, builders.PASSPHRASE)
    builders.new_vault(tmp_path).close()
    (tmp_path / "sms-20260401.xml").write_text(builders.sms_xml(["who was on that stop?"]), "utf-8")
    (tmp_path / "d.jsonl").write_text('{"find": "stop", "disposition": "RELEASE"}\n', "utf-8")
    vault = str(tmp_path / "test.vault")
    new = ["--number", NUMBER, "--requester", "Dana Whitlow", "--received", "2026-11-02"]
    for command in (
        ["import", vault, str(tmp_path / "sms-20260401.xml")],
        ["request", "new", vault, *new, "--jurisdiction", "FL"],
        ["request", "add", vault, NUMBER, "stop"],
        ["decide", vault, NUMBER, str(tmp_path / "d.jsonl")],
    ):
        assert run(command, Policy())[0] == 0
    return tmp_path


def run(command: list[str], policy: Policy) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = command_line.main(command, lambda _: 0, policy)
    return code, out.getvalue(), err.getvalue()


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (["vault", "backup", "V", "OUT"], "copies of a vault"),
        (["vault", "salvage", "V", "OUT"], "copies of a vault"),
        (["lists", "V", "export", "OUT"], "as tables"),
        (["register", "V", "export", "OUT"], "as tables"),
        (["sources", "V", "--csv", "OUT"], "as tables"),
        (["audit", "V", "--export", "OUT"], "audit trail"),
        (["packet", "V", NUMBER, "--out", "OUT", "--marked-copy-for", "City Attorney"], "marked"),
        (["deliver", "V", NUMBER, "--out", "OUT", "--natives"], "originals"),
    ],
)
def test_that_a_way_out_that_is_forbidden_writes_nothing(
    place: Path, command: list[str], words: str
) -> None:
    goal = place / "out.bin"
    named = {"V": str(place / "test.vault"), "OUT": str(goal)}
    typed = [named.get(word, word) for word in command]
    if typed[0] in {"lists", "register"}:
        typed = _as_parsed(typed)
    code, out, err = run(typed, ONLY_COMMANDS)
    assert (code, out) == (2, "")
    assert err.startswith("Your IT department does not allow ")
    assert words in err
    assert not goal.exists()


def _as_parsed(typed: list[str]) -> list[str]:
    """Put the vault where the command wants it: some name it before their verb."""
    name, vault, verb, *rest = typed
    return [name, vault, verb, *rest] if name == "register" else [name, verb, vault, *rest]


def test_that_what_is_allowed_still_leaves(place: Path) -> None:
    both = Policy(ways_out=frozenset({WayOut.COMMAND_LINE, WayOut.BACKUPS}))
    vault = str(place / "test.vault")
    assert run(["vault", "backup", vault, str(place / "b.vault")], both)[0] == 0
    assert (place / "b.vault").is_dir()
    assert run(["deliver", vault, NUMBER, "--out", str(place / "d")], ONLY_COMMANDS)[0] == 0
    assert (place / "d" / "packet.pdf").is_file()


def test_that_without_the_command_line_only_what_opens_no_vault_runs(place: Path) -> None:
    none = Policy(ways_out=frozenset())
    vault = str(place / "test.vault")
    for command in (["records", vault], ["search", vault, "stop"], ["audit", vault]):
        code, out, err = run(command, none)
        assert (code, out) == (2, "")
        assert "on the command line" in err
    assert run(["formats"], none)[0] == 0
    trail = place / "trail.jsonl"
    assert run(["audit", vault, "--export", str(trail)], Policy())[0] == 0
    assert run(["audit", "verify", str(trail)], none)[0] == 0


@pytest.mark.usefixtures("blind")
def test_that_the_letterhead_is_the_one_that_is_fixed(place: Path) -> None:
    head = Letterhead("City of Ash Fork", ("1 Main St",), "555-0101", "M. Ortiz")
    policy = Policy(fixed={"letterhead": head, "page": "a4", "zone": "America/Denver"})
    out = place / "packet.pdf"
    typed = ["packet", str(place / "test.vault"), NUMBER, "--out", str(out), "--page", "letter"]
    assert run([*typed, "--department", "Somebody Else"], policy)[0] == 0
    pages = list(reading.read_pages(out.read_bytes()))
    text = "".join(page.characters for page in pages)
    assert "City of Ash Fork" in text
    assert "Somebody Else" not in text
    assert round(pages[0].width) == 595


def test_that_the_program_reads_the_policy_of_its_computer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "policy.json"
    monkeypatch.setattr(paths, "policy_files", lambda: (file,))
    file.write_text(json.dumps({"exports_allowed": ["tables"]}), "utf-8")
    assert bootstrap.main(["records", str(tmp_path / "x.vault")]) == 2
    assert "Your IT department does not allow" in capsys.readouterr().err
    file.write_text("{", "utf-8")
    assert bootstrap.main(["formats"]) == 0
    assert "cannot be read" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="tells the places of Linux")
def test_that_the_places_of_policies_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    assert paths.policy_files()[-1] == Path("/etc/xdg/Sunshine Desk/policy.json")
    monkeypatch.setenv("XDG_CONFIG_DIRS", "/tmp/elsewhere")  # noqa: S108 - only named
    assert paths.policy_files()[-1] == Path("/etc/xdg/Sunshine Desk/policy.json")
    monkeypatch.setattr(paths.sys, "frozen", True, raising=False)
    assert paths.policy_files()[0] == Path(paths.sys.executable).resolve().parent / "policy.json"
