"""The log: it tells where a fault came from and no word of what was read."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from app import logs


@pytest.fixture(autouse=True)
def _closed():
    yield
    logs.stop()


def fault() -> BaseException:
    try:
        _raise_both()
    except KeyError as error:
        return error
    raise AssertionError("a fault was expected")


def _raise_both() -> None:
    try:
        int("the secret word Blackwood")
    except ValueError as reason:
        raise KeyError("Blackwood again") from reason


def test_that_a_fault_is_told_by_type_and_line_and_not_by_its_words():
    told = logs.wordless(fault())
    assert "KeyError" in told
    assert "ValueError" in told
    assert "Blackwood" not in told
    assert "test_logs.py:" in told
    assert "/home" not in told


def test_that_the_log_file_holds_no_message_of_an_exception(tmp_path):
    logs.start(tmp_path / "logs")
    try:
        int("Blackwood")
    except ValueError:
        logging.getLogger("app.somewhere").exception("an import failed, source %d", 7)
    logs.stop()
    text = (tmp_path / "logs" / "sunshine-desk.log").read_text(encoding="utf-8")
    assert "an import failed, source 7" in text
    assert "ValueError" in text
    assert "Blackwood" not in text


def test_that_a_stack_is_left_out(tmp_path):
    logs.start(tmp_path)
    logging.getLogger("app.x").info("here", stack_info=True)
    logs.stop()
    text = (tmp_path / "sunshine-desk.log").read_text(encoding="utf-8")
    assert "stack lines left out" in text
    assert "test_logs.py" not in text


def test_that_starting_twice_writes_each_line_once(tmp_path):
    logs.start(tmp_path)
    logs.start(tmp_path)
    logging.getLogger("app.x").info("once")
    logs.stop()
    assert (tmp_path / "sunshine-desk.log").read_text(encoding="utf-8").count("once") == 1


def test_that_the_program_goes_on_where_no_log_can_be_written(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    logs.start(tmp_path / "file" / "logs")
    logging.getLogger("app.x").info("nowhere")
    assert not (tmp_path / "file" / "logs").exists()


def test_that_an_exception_that_is_none_is_formatted_too():
    assert logs.WordlessFormatter().formatException((None, None, None)) == "no exception"


def test_that_no_line_is_lost_while_another_process_has_a_full_log_open(tmp_path, monkeypatch):
    monkeypatch.setattr(logs, "_BYTES", 200)
    logs.start(tmp_path)
    (tmp_path / "sunshine-desk.log").touch()
    with (tmp_path / "sunshine-desk.log").open("rb"):
        for number in range(4):
            logging.getLogger("app.test").info("line %d of the log %s", number, "x" * 60)
    logs.stop()
    kept = "".join(one.read_text("utf-8") for one in tmp_path.iterdir())
    assert [f"line {number}" in kept for number in range(4)] == [True] * 4


def fill_a_log_that_is_held(folder, monkeypatch):
    def held(*_):
        raise PermissionError

    monkeypatch.setattr(logs, "_BYTES", 200)
    monkeypatch.setattr(Path, "replace", held)
    logs.start(folder)
    for number in range(6):
        logging.getLogger("app.test").info("line %d of the log %s", number, "x" * 60)
    logs.stop()


def test_that_a_full_log_that_cannot_be_put_aside_goes_on(tmp_path, monkeypatch):
    fill_a_log_that_is_held(tmp_path, monkeypatch)
    (kept,) = tmp_path.iterdir()
    assert kept.read_text("utf-8").count("of the log") == 6


def test_that_older_logs_stay_while_a_full_one_cannot_be_put_aside(tmp_path, monkeypatch):
    for number in (1, 2, 3):
        (tmp_path / f"sunshine-desk.log.{number}").write_text(f"older {number}", encoding="utf-8")
    fill_a_log_that_is_held(tmp_path, monkeypatch)
    older = [(tmp_path / f"sunshine-desk.log.{number}").read_text("utf-8") for number in (1, 2, 3)]
    assert older == ["older 1", "older 2", "older 3"]
