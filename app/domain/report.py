"""What a verification found, check by check and worst first; it knows no file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.packets import CheckDone, Finding, Verdict

FORMAT = "sunshine-desk report 1"
_OTHER = CheckDone("other", "Nothing else was found.")
_WORST_FIRST = (
    *("readable", "needles", "text", "second_reading", "ink", "covers", "boxes", "recognised"),
    *("bars", "marks", "history", "hanging", "leftovers", "properties", "spoken", "pictures"),
    *("picture_data", "widths", "log", "numbers", "fonts", "letters"),
)
_TELLING = frozenset({"file_name"})


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One check.

    Attributes:
        sentence: what must be true.
        findings: where it is not; in the order of the pages.
    """

    key: str
    sentence: str
    findings: tuple[Finding, ...] = ()

    @property
    def passed(self) -> bool:
        """Say whether it is true."""
        return not self.findings


@dataclass(frozen=True, slots=True)
class Report:
    """What a clerk reads of a verification.

    Attributes:
        name: of the file; empty where it has none, or where its name itself tells something.
        lines: every check; those that failed come first, the worst of them at the head.
    """

    name: str
    sha256: str
    pages: int
    milliseconds: int
    lines: tuple[ReportLine, ...]

    @property
    def clean(self) -> bool:
        """Say whether nothing was found."""
        return all(line.passed for line in self.lines)

    @property
    def found(self) -> int:
        """Count what was found."""
        return sum(len(line.findings) for line in self.lines)


def report_of(verdict: Verdict, name: str = "") -> Report:
    """Make the report of a verification.

    Args:
        verdict: what was found.
        name: of the file, where it has one.
    """
    tells = any(found.kind in _TELLING for found in verdict.findings)
    return Report(
        name="" if tells else name,
        sha256=verdict.sha256,
        pages=verdict.pages,
        milliseconds=round(verdict.seconds * 1000),
        lines=_lines(verdict),
    )


def where(found: Finding) -> str:
    """Say where something was found: page and record, as far as they are known."""
    page = f"page {found.page:,}" if found.page else ""
    record = f"record {found.record:,}" if found.record else ""
    said = ", ".join(part for part in (page, record) if part)
    return said or "the file as a whole"


def report_table(report: Report) -> dict[str, object]:
    """Give a report as JSON for experts; it is not signed."""
    return {
        "format": FORMAT,
        "file": report.name,
        "sha256": report.sha256,
        "pages": report.pages,
        "clean": report.clean,
        "milliseconds": report.milliseconds,
        "checks": [
            {
                "key": line.key,
                "sentence": line.sentence,
                "passed": line.passed,
                "findings": [_finding(found) for found in line.findings],
            }
            for line in report.lines
        ],
    }


def _lines(verdict: Verdict) -> tuple[ReportLine, ...]:
    keys = {check.key for check in verdict.checks}
    lines = [
        ReportLine(check.key, check.sentence, _in_order(verdict.findings, {check.key}))
        for check in verdict.checks
    ]
    rest = {found.check for found in verdict.findings} - keys
    if rest:
        lines.append(ReportLine(_OTHER.key, _OTHER.sentence, _in_order(verdict.findings, rest)))
    return tuple(sorted(lines, key=_badness))


def _in_order(findings: Iterable[Finding], keys: set[str]) -> tuple[Finding, ...]:
    return tuple(sorted((one for one in findings if one.check in keys), key=lambda one: one.page))


def _badness(line: ReportLine) -> tuple[bool, int]:
    """Leave checks that passed in their order; those that failed stand by what they betray."""
    if line.passed:
        return True, 0
    known = line.key in _WORST_FIRST
    return False, _WORST_FIRST.index(line.key) if known else len(_WORST_FIRST)


def _finding(found: Finding) -> dict[str, object]:
    told: dict[str, object] = {"kind": found.kind, "page": found.page, "what": found.what}
    if found.record:
        told["record"] = found.record
    if found.box is not None:
        told["box"] = list(found.box)
    return told
