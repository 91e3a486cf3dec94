"""The command line's contract: what each command prints as JSON, and its exit code."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import builders
import pikepdf
import pytest

from app.cli import main as command_line
from app.cli import vault_commands
from app.cli.output import Output
from app.cli.secret import VARIABLE
from app.workflow import open_vault

ROOT = Path(__file__).resolve().parents[2]
TEXTS = ("where are you", "stop on Cedar Street, SSN 219-09-9999", "who was on that stop?")
Run = Callable[..., tuple[int, list[Any]]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give what runs one command: its exit code and the JSON objects that it printed."""
    monkeypatch.setenv(VARIABLE, builders.PASSPHRASE)

    def run_it(*arguments: object) -> tuple[int, list[Any]]:
        capsys.readouterr()
        code = command_line.main([*map(str, arguments), "--json"], lambda _: 0)
        printed = capsys.readouterr().out
        return code, [json.loads(line) for line in printed.splitlines()]

    return run_it


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    made = builders.new_vault(tmp_path)
    made.close()
    return made.path


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "sms-20260401.xml"
    path.write_text(builders.sms_xml(TEXTS), encoding="utf-8")
    return path


@pytest.fixture
def filled(run: Run, vault: Path, export: Path) -> Path:
    """Give a vault with the export and a request that holds what was said of the stop."""
    run("import", vault, export, "--custodian", "Ofc. Diaz")
    new = ["--number", "2026-014", "--requester", "Dana Whitlow", "--received", "2026-11-02"]
    run("request", "new", vault, *new, "--jurisdiction", "FL", "--text", "the stop")
    run("request", "add", vault, "2026-014", "stop")
    return vault


def test_that_an_import_accounts_for_every_item(run: Run, vault: Path, export: Path) -> None:
    code, (answer,) = run("import", vault, export, "--custodian", "Ofc. Diaz")
    (source,) = answer["sources"]
    assert code == 0
    assert source["seen"] == 3
    parts = ("records", "copies", "unreadable", "ignored")
    assert source["seen"] == sum(source[part] for part in parts)
    wanted = {"id", "format", "sha256", "attachments", "seconds", "peak_rss_mb", "problems"}
    assert wanted <= source.keys()


def test_that_what_is_no_export_exits_with_two_and_says_why(
    run: Run, vault: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "shopping.bin"
    other.write_bytes(b"\0\1 no list")
    code = command_line.main(["import", str(vault), str(other)], lambda _: 0)
    assert code == 2
    assert "shopping.bin" in capsys.readouterr().err


def test_that_a_missing_file_exits_with_two(run: Run, vault: Path, tmp_path: Path) -> None:
    assert run("import", vault, tmp_path / "gone.xml") == (2, [])


def test_that_a_request_after_hours_counts_from_the_next_business_day(
    run: Run, vault: Path
) -> None:
    new = ["--requester", "Dana Whitlow", "--received", "2026-11-02", "--jurisdiction", "US"]
    _, (by_day,) = run("request", "new", vault, "--number", "1", *new)
    _, (late,) = run("request", "new", vault, "--number", "2", *new, "--after-hours")
    assert (by_day["due"], late["due"]) == ("2026-12-02", "2026-12-03")
    assert not by_day["after_hours"]
    _, (due,) = run("request", "due", vault, "2")
    assert "counts as received Tuesday 3 November 2026" in due["steps"][0]


def test_that_formats_and_sources_are_lines(run: Run, filled: Path) -> None:
    _, formats = run("formats")
    assert {"key", "label", "experimental"} == formats[0].keys()
    _, sources = run("sources", filled)
    assert [source["records"] for source in sources] == [3]


def test_that_records_have_the_fields_of_the_contract(run: Run, filled: Path) -> None:
    _, records = run("records", filled, "--query", "cedar")
    (record,) = records
    assert record["text"] == TEXTS[1]
    assert record["sent"] == "2026-03-14T21:05:00+00:00"
    wanted = {
        "id", "source", "platform", "kind", "sent", "sent_zone", "from", "to", "conversation",
        "subject", "text", "attachments", "copies", "flags",
    }  # fmt: skip
    assert record.keys() == wanted


def test_that_a_search_gives_count_spans_and_facets(run: Run, filled: Path) -> None:
    code, (answer,) = run("search", filled, "stop", "--facets")
    assert code == 0
    assert answer["count"] == 2
    hit = answer["hits"][0]
    (start, end), *_ = hit["spans"]
    assert hit["fragment"][start:end] == "stop"
    assert answer["facets"]["platforms"] == {"sms": 2}


def test_that_no_hit_is_an_answer_unless_one_must_match(run: Run, filled: Path) -> None:
    assert run("search", filled, "zebra", "--count")[0] == 0
    code, (answer,) = run("search", filled, "cedat", "--must-match")
    assert code == 1
    assert answer["did_you_mean"] == {"cedat": "cedar"}


def test_that_a_mistake_in_a_query_exits_with_two(run: Run, filled: Path) -> None:
    assert run("search", filled, '"unclosed')[0] == 2


def test_that_a_terms_report_counts_each_query(run: Run, filled: Path, tmp_path: Path) -> None:
    terms = tmp_path / "terms.txt"
    terms.write_text("stop\ncedar\n(broken\n", encoding="utf-8")
    _, (answer,) = run("terms", filled, terms)
    rows = answer["terms"]
    assert [(row["records"], row["alone"]) for row in rows] == [(2, 1), (1, 0), (0, 0)]
    assert rows[2]["mistake"]


def test_that_a_request_shows_what_is_due_and_left(run: Run, filled: Path) -> None:
    _, (shown,) = run("request", "show", filled, "2026-014")
    assert (shown["records"], shown["undecided"]) == (2, 2)
    _, (due,) = run("request", "due", filled, "2026-014")
    assert due["due"] == shown["due"]
    assert due["steps"]
    _, listed = run("request", "list", filled)
    assert [one["number"] for one in listed] == ["2026-014"]
    _, (removed,) = run("request", "remove", filled, "2026-014", "cedar")
    assert removed == {"removed": 1, "records": 1}


def decide(run: Run, vault: Path, folder: Path, *lines: dict[str, object]) -> tuple[int, list[Any]]:
    """Apply decision lines through a file."""
    file = folder / "decisions.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return run("decide", vault, "2026-014", file)


def test_that_the_whole_way_by_command_gives_a_verified_packet(
    run: Run, filled: Path, tmp_path: Path
) -> None:
    code, _ = run("check", filled, "2026-014")
    assert code == 1
    code, (done,) = decide(
        run,
        filled,
        tmp_path,
        {"find": "*", "disposition": "RELEASE"},
        {"find": "*", "redact": "219-09-9999", "exemptions": ["s. 119.071(5)(a)"]},
    )
    assert (code, done["decisions"]) == (0, 3)
    confirm = [c for code in ("s. 119.071(5)(a)",) for c in ("--confirm", code)]
    code, (checked,) = run("check", filled, "2026-014", *confirm)
    assert (code, checked["ready"]) == (0, True)
    out = tmp_path / "packet.pdf"
    code, (packet,) = run("packet", filled, "2026-014", "--out", out, "--bates", "T")
    assert code == 0
    assert packet["verified"] is True
    assert (packet["records"], packet["redactions"], packet["withheld"]) == (2, 1, 0)
    words = tmp_path / "words.txt"
    words.write_text("219-09-9999\n", encoding="utf-8")
    code, (verdict,) = run("verify", out, "--words", words)
    assert (code, verdict["clean"], verdict["findings"]) == (0, True, [])
    code, lines = run("audit", filled)
    assert code == 0
    assert lines[-2]["act"] == "packet.saved"


def test_that_verify_finds_withheld_words_in_any_pdf(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "leaking.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.docinfo["/Title"] = "About 219-09-9999"
        pdf.save(path)
    words = tmp_path / "words.txt"
    words.write_text("219-09-9999\n", encoding="utf-8")
    code, (verdict,) = run("verify", path, "--words", words)
    assert code == 1
    assert not verdict["clean"]


def test_that_one_wrong_line_refuses_the_whole_file(run: Run, filled: Path, tmp_path: Path) -> None:
    lines: list[dict[str, object]] = [
        {"find": "*", "disposition": "RELEASE"},
        {"find": "*", "disposition": "WITHHOLD"},
    ]
    assert decide(run, filled, tmp_path, *lines)[0] == 2
    _, (shown,) = run("request", "show", filled, "2026-014")
    assert shown["undecided"] == 2


def test_that_a_span_is_counted_in_code_points(run: Run, filled: Path, tmp_path: Path) -> None:
    _, (record,) = run("records", filled, "--query", "cedar")
    start = record["text"].index("Cedar")
    line = {"record": record["id"], "span": [start, start + 5], "exemptions": ["s. 119.071(5)(a)"]}
    assert decide(run, filled, tmp_path, line)[0] == 0
    line["span"] = [0, 10_000]
    assert decide(run, filled, tmp_path, line)[0] == 2


def test_that_suggestions_are_lines_with_or_without_a_vault(
    run: Run, filled: Path, tmp_path: Path
) -> None:
    _, lines = run("suggest", filled, "2026-014")
    text_lines = [line for line in lines if line["field"] == "text"]
    assert [TEXTS[1][slice(*line["span"])] for line in text_lines] == ["219-09-9999"]
    texts = tmp_path / "texts.txt"
    texts.write_text("nothing\ncall (850) 555-0142 now\n", encoding="utf-8")
    _, (one,) = run("suggest", "--text", texts)
    assert (one["record"], one["kind"]) == (2, "phone")


def test_that_a_trail_is_exported_and_a_changed_one_is_noticed(
    run: Run, filled: Path, tmp_path: Path
) -> None:
    trail = tmp_path / "trail.jsonl"
    assert run("audit", filled, "--export", trail)[0] == 0
    assert run("audit", "verify", trail)[0] == 0
    trail.write_text(
        trail.read_text(encoding="utf-8").replace("Dana", "Dora").replace('"seen": 3', '"seen": 2'),
        encoding="utf-8",
    )
    assert run("audit", "verify", trail)[0] == 1


def test_that_a_wrong_passphrase_exits_with_two(
    run: Run, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "not the passphrase")
    assert run("sources", vault) == (2, [])


def test_that_a_passphrase_comes_from_a_file_too(
    run: Run, vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE)
    file = tmp_path / "passphrase"
    file.write_text(builders.PASSPHRASE + "\r\n", encoding="utf-8-sig")
    assert run("sources", vault, "--passphrase-file", file)[0] == 0
    assert run("sources", vault, "--passphrase-file", tmp_path / "none")[0] == 2


def test_that_a_new_vault_shows_its_recovery_key_once(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cheap = lambda path, secret, who: open_vault.create(path, secret, who, builders.CHEAP)  # noqa: E731
    monkeypatch.setattr(vault_commands, "create", cheap)
    path = tmp_path / "new.vault"
    code, (made,) = run("vault", "new", path)
    assert code == 0
    assert len(made["recovery_key"]) >= 32
    code, (info,) = run("vault", "info", path)
    assert (code, info["records"]) == (0, 0)
    assert "recovery_key" not in info


def test_that_a_backup_restores_to_the_same_vault(run: Run, filled: Path, tmp_path: Path) -> None:
    backup, again = tmp_path / "backup", tmp_path / "again.vault"
    assert run("vault", "backup", filled, backup)[0] == 0
    assert run("vault", "restore", backup, again)[0] == 0
    assert run("vault", "check", again, "--deep") == (0, [{"sound": True, "faults": []}])
    (before,), (after,) = run("vault", "info", filled)[1], run("vault", "info", again)[1]
    assert after["records"] == 3
    assert after["fingerprint"] == before["fingerprint"] != ""


def test_that_json_is_utf_8_on_a_console_of_another_code_page() -> None:
    raw = io.BytesIO()
    console = io.TextIOWrapper(raw, encoding="cp1252")
    output = Output(as_json=True, out=console, err=console)
    output.answer({"text": "Ł 🚓"}, "")
    assert json.loads(raw.getvalue().decode("utf-8")) == {"text": "Ł 🚓"}


def test_that_the_terminal_never_loads_the_window() -> None:
    script = (
        "import sys; from app.bootstrap import main; code = main(['formats', '--json']);"
        "sys.exit(3 if any(name.startswith('PySide6') for name in sys.modules) else code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_that_the_window_never_waits_for_what_only_the_terminal_loads() -> None:
    script = (
        "import sys; from app.bootstrap import main; code = main(['window', '--close']);"
        "sys.exit(3 if any(name.startswith('app.cli') for name in sys.modules) else code)"
    )
    settings = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT, env=settings, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
