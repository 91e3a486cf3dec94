"""The log: it tells where a fault came from and no word of what was read."""

from __future__ import annotations

import logging

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
