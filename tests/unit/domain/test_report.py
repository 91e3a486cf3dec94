"""Reports: worst first, by page, with nothing of a name that tells."""

from __future__ import annotations

import json

from app.domain.certificate import canonical
from app.domain.packets import CheckDone, Finding, Verdict
from app.domain.report import report_of, report_table, where

CHECKS = (
    CheckDone("ink", "All text is seen.", 2),
    CheckDone("log", "The log agrees.", 0),
    CheckDone("needles", "No word is found.", 1),
    CheckDone("new", "Something new holds.", 1),
)
FINDINGS = (
    Finding("new_kind", 1, "New.", check="new"),
    Finding("tiny_text", 9, "Small.", check="ink", record=4),
    Finding("tiny_text", 2, "Small.", check="ink", box=(0.1, 0.2, 0.3, 0.4)),
    Finding("file_name", 0, "The name tells.", check="needles"),
    Finding("odd", 3, "Odd."),
)
VERDICT = Verdict(FINDINGS, 9, "ab" * 32, seconds=1.2344, checks=CHECKS)


def test_that_checks_stand_worst_first_and_findings_by_page() -> None:
    report = report_of(VERDICT, "x.pdf")
    assert [line.key for line in report.lines] == ["needles", "ink", "new", "other", "log"]
    assert [found.page for found in report.lines[1].findings] == [2, 9]
    assert (report.found, report.clean, report.milliseconds) == (5, False, 1234)


def test_that_a_name_that_tells_is_not_repeated() -> None:
    assert report_of(VERDICT, "rosa diaz.pdf").name == ""
    quiet = Verdict((), 9, "ab" * 32, checks=CHECKS[:1])
    assert report_of(quiet, "packet.pdf").name == "packet.pdf"
    assert report_of(quiet).clean


def test_that_places_are_said_in_words() -> None:
    assert where(Finding("x", 1200, "")) == "page 1,200"
    assert where(Finding("x", 3, "", record=7)) == "page 3, record 7"
    assert where(Finding("x", 0, "")) == "the file as a whole"


def test_that_the_json_of_a_report_can_be_read_back() -> None:
    table = json.loads(canonical(report_table(report_of(VERDICT, "x.pdf"))))
    assert table["format"] == "sunshine-desk report 1"
    assert table["clean"] is False
    (ink,) = [check for check in table["checks"] if check["key"] == "ink"]
    assert ink["findings"] == [
        {"kind": "tiny_text", "page": 2, "what": "Small.", "box": [0.1, 0.2, 0.3, 0.4]},
        {"kind": "tiny_text", "page": 9, "what": "Small.", "record": 4},
    ]
