"""The self-test as an installer runs it, and that it sees what is wrong."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from app import bootstrap
from app.cli import main as command_line
from app.cli.output import Output
from app.errors import AppError
from app.jobs.events import Progress, Started
from app.workflow import self_test
from app.workflow.demo import Demo
from app.workflow.self_test import Steps, unlike

ROOT = Path(__file__).resolve().parents[2]
STEPS = ["vault", "import", "search", "redact", "build", "verify", "window", "print", "clean"]


def test_that_the_windowed_program_proves_itself_and_leaves_nothing_behind(tmp_path: Path) -> None:
    home, temporary, report = tmp_path / "home", tmp_path / "temporary", tmp_path / "report.json"
    home.mkdir()
    temporary.mkdir()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("XDG_")},
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(home),
        "TMPDIR": str(temporary),
    }
    done = subprocess.run(
        [sys.executable, "main.py", "--self-test", "--report", str(report)],
        cwd=ROOT, env=environment, check=False, capture_output=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = json.loads(report.read_text("utf-8"))
    assert [(step["name"], step["ok"], step["why"]) for step in told["steps"]] == [
        (name, True, "") for name in STEPS
    ]
    assert all(step["seconds"] >= 0 for step in told["steps"])
    assert (told["passed"], told["window"], told["differs"]) == (True, True, [])
    assert told["pages"] > 20
    assert [*home.rglob("*"), *temporary.rglob("*")] == []


def drawn(*words: str) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, (300, 200), invariant=True)
    for word in words:
        canvas.setFont("Helvetica", 90)
        canvas.drawString(10, 60, word)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_that_what_came_out_of_the_printer_is_held_against_the_file() -> None:
    assert unlike(drawn("one", "two"), drawn("one", "two")) == ""
    assert "2 pages were printed, and 1 came out" in unlike(drawn("one", "two"), drawn("one"))
    assert unlike(drawn("one", "two"), drawn("one", "MMM")).startswith("Page 2 ")
    assert unlike(drawn("one"), drawn("")).startswith("Page 1 ")
    assert "read back" in unlike(drawn("one"), b"nothing")


class Told:
    """One self-test with a walk that is not the whole way."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.report = folder / "report.json"
        self._patch = monkeypatch

    def run(self, walk, window=lambda _: 0, print_file=None) -> tuple[int, dict[str, object], str]:
        self._patch.setattr("app.cli.self_test.walk", walk)
        out, err = io.StringIO(), io.StringIO()
        words = ["self-test", "--window", "--json", "--report", str(self.report)]
        with redirect_stdout(out), redirect_stderr(err):
            code = command_line.main(words, window, None, print_file)
        told = json.loads(out.getvalue())
        assert json.loads(self.report.read_text("utf-8")) == told
        return code, told, err.getvalue()


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Told:
    return Told(tmp_path, monkeypatch)


def test_that_a_step_that_fails_is_named_and_ends_the_test(told: Told) -> None:
    opened: list[object] = []

    def walk(_vault, _sample, steps: Steps, _run) -> Demo:
        with steps.step("import"):
            raise AppError("The sample is gone.", "Install the program again.")

    code, answer, err = told.run(walk, lambda given: opened.append(given) or 0)
    assert code == 1
    assert "The sample is gone." in err
    steps = [(step["name"], step["ok"]) for step in answer["steps"]]
    assert steps == [("vault", True), ("import", False)]
    assert (answer["passed"], answer["window"], opened) == (False, False, [])


def test_that_a_window_that_does_not_open_is_told(told: Told) -> None:
    code, answer, _ = told.run(lambda *_: Demo(), lambda _: 1)
    assert code == 1
    assert answer["window"] is False
    assert answer["steps"][-1]["name"] == "window"
    assert "did not open" in answer["steps"][-1]["why"]


def test_that_a_step_after_a_refusal_is_not_tried() -> None:
    steps, tried = Steps(), []

    def refuse() -> str:
        raise AppError("No printer.", "Add one.")

    steps.try_out("print", refuse)
    steps.try_out("clean", lambda: tried.append(1) or "")
    assert [(step.name, step.ok, step.why) for step in steps.done] == [
        ("print", False, "No printer. Add one.")
    ]
    assert tried == []


def test_that_the_print_step_is_the_programs_own_printing(tmp_path: Path, qapp) -> None:
    data, goal = drawn("one", "two", "three"), tmp_path / "printed.pdf"
    bootstrap.print_file(data, 3, goal)
    printed = goal.read_bytes()
    assert printed != data
    assert len(list(self_test.reading.read_pages(printed))) == 3


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_that_a_printer_that_fails_is_an_error(tmp_path: Path, qapp) -> None:
    with pytest.raises(AppError):
        bootstrap.print_file(drawn("one"), 1, tmp_path / "no such folder" / "x.pdf")


def test_that_a_program_without_a_console_answers_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    output = Output(as_json=False)
    output.answer({}, "words")
    output.say("a sentence")
    output.tell(Started("Importing"))
    output.tell(Progress(1, 2))
