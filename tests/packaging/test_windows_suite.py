"""The suite under Wine: what is named exists, what is left out has a reason, all is parted well."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from winbuild.suite import clerk, outcome, rules, running

ROOT = Path(__file__).resolve().parents[2]
REPORT = """<?xml version="1.0" encoding="utf-8"?>
<testsuites><testsuite name="pytest" tests="5">
<testcase classname="tests.windows.test_a" name="test_that_one_passes" time="0.1" />
<testcase classname="tests.windows.test_a" name="test_that_one_fails[Zoë]">
<failure message="AssertionError: no&#10;assert 1 == 2">…</failure></testcase>
<testcase classname="tests.windows.test_a" name="test_that_one_breaks">
<error message="failed on setup">…</error></testcase>
<testcase classname="tests.windows.test_b" name="test_that_one_is_left_out">
<skipped type="pytest.skip" message="POSIX only">…</skipped></testcase>
<testcase classname="tests.windows.test_b" name="test_that_another_is_left_out">
<skipped type="pytest.skip" message="POSIX only">…</skipped></testcase>
</testsuite></testsuites>"""


def test_that_what_is_chosen_and_what_is_left_out_exists() -> None:
    assert rules.lacking(ROOT, (*rules.CHOSEN, *rules.WHOLE)) == []


@pytest.mark.parametrize(
    "name",
    [
        "tests/nowhere",
        "tests/unit/jobs/test_isolated.py::test_that_nobody_wrote",
        "tests/unit/jobs/test_nowhere.py::test_that_eaten_memory_costs_one_call_and_the_process",
    ],
)
def test_that_a_name_that_means_nothing_is_told(name: str) -> None:
    assert rules.lacking(ROOT, (name,)) == [name]


def test_that_every_reason_is_told_and_every_test_has_one() -> None:
    assert all(rule.why and rule.tests for rule in rules.RULES)
    named = [test for rule in rules.RULES for test in rule.tests]
    assert len(named) == len(set(named)) == len(rules.deselected())
    assert len(list(rules.told())) == len(rules.RULES)


def test_that_outcomes_are_counted_by_what_became_of_each_test(tmp_path: Path) -> None:
    report = tmp_path / "outcome.xml"
    report.write_text(REPORT, encoding="utf-8")
    found = outcome.read(report)
    assert found.told == "1 passed, 2 failed, 2 skipped"
    assert found.bad == (
        "tests.windows.test_a::test_that_one_fails[Zoë]: AssertionError: no",
        "tests.windows.test_a::test_that_one_breaks: failed on setup",
    )
    assert dict(found.skipped) == {"POSIX only": 2}


def test_that_the_clerk_moves_in_by_the_registry() -> None:
    told = clerk.registry_text()
    assert '"TEMP"="C:\\\\users\\\\Públic Récords Clérk 🌞\\\\AppData\\\\Local\\\\Temp"' in told
    assert '"SUNSHINE_DESK_SHARE"="\\\\\\\\office\\\\records"' in told
    assert all(line.endswith("\r") for line in told.split("\n")[:-1])


def test_that_what_every_python_of_the_suite_does_at_its_start_is_python() -> None:
    assert ast.parse(running.AT_START)
    assert repr(clerk.NAME) in running.AT_START
