"""The report of a verification as pages for a clerk: what failed comes first, with its place."""

from __future__ import annotations

import datetime as dt

from app.domain.report import Report, ReportLine, where
from app.packet.custody_words import Table
from app.packet.finish import Properties
from app.packet.paper import BAD, GOOD, Facts, Paper, Section, Steps, draw

TITLE = "Report of a verification"
_MOST = 25
_WIDE = (0.17, 0.83)
_PLACES = (0.24, 0.76)


def build(report: Report, dated: dt.date, page: str) -> bytes:
    """Draw the report.

    Args:
        report: what was found.
        dated: the day on which it is made.
        page: ``letter``, ``legal`` or ``a4``.
    """
    return draw(_paper(report, dated), page)


def _paper(report: Report, dated: dt.date) -> Paper:
    return Paper(
        properties=Properties(TITLE, dated),
        title=TITLE,
        under=report.name or "of a file that is not named here",
        verdict=_verdict(report),
        said=_CLEAN if report.clean else _NOT_CLEAN,
        is_good=report.clean,
        sections=tuple(section for section in _sections(report) if section.parts),
        feet=("Not a certificate", "Report"),
    )


_CLEAN = (
    "Every check below passed. This page is a report for your own use; it is not signed and it "
    "certifies nothing to others."
)
_NOT_CLEAN = (
    "Do not hand this file over. What failed stands first, with page and record; what passed "
    "follows. This page is a report for your own use; it is not signed."
)
_FAULT = (
    "If a fault stays in a packet that this program made, keep the vault as it is and report the "
    "fault. Do not repair the file by hand in another program."
)
_STEPS = (
    "Look at the places that are named, on the page and in the review of the record.",
    "Put right what you find there, make the file again, and verify it again.",
    _FAULT,
)


def _verdict(report: Report) -> str:
    if report.clean:
        return f"{GOOD} Nothing was found in {_many(report.pages, 'page')}."
    found = _many(report.found, "fault")
    failed = sum(not line.passed for line in report.lines)
    return f"{BAD} This file is not clean: {found} in {_many(failed, 'check')}."


def _sections(report: Report) -> tuple[Section, ...]:
    failed = tuple(line for line in report.lines if not line.passed)
    passed = tuple(line for line in report.lines if line.passed)
    rows = tuple((f"{GOOD} Passed", line.sentence) for line in passed)
    return (
        *(Section(f"{BAD} Failed: {_titled(line)}", _places(line)) for line in failed),
        Section("What passed", (Table(("Result", "What is true"), rows, _WIDE),) if rows else ()),
        Section("What to do", (Steps(_STEPS),) if failed else ()),
        Section("The file", (_facts(report),)),
    )


def _titled(line: ReportLine) -> str:
    return _TITLES.get(line.key, "another check")


_TITLES = {
    "readable": "reading the file",
    "needles": "withheld words in the file",
    "text": "the visible words of records",
    "second_reading": "the second reading",
    "ink": "text that is not seen",
    "covers": "paint over text or pictures",
    "boxes": "what shows in black boxes",
    "recognised": "pages as they look",
    "bars": "the bars",
    "history": "earlier states of the file",
    "hanging": "what hangs on the file",
    "leftovers": "leftovers in the file",
    "properties": "the file's properties",
    "spoken": "what screen readers are told",
    "pictures": "pictures",
    "picture_data": "data in pictures",
    "widths": "widths of black boxes",
    "residue": "letters that can be guessed",
    "quoted": "sentences that stand twice",
    "tracking": "printers' dots",
    "copy": "which copy it is",
    "log": "the exemption log",
    "numbers": "pages and numbers",
    "fonts": "fonts",
    "letters": "shapes of letters",
}


def _places(line: ReportLine) -> tuple[str | Table, ...]:
    rows = tuple((_capital(where(found)), found.what) for found in line.findings[:_MOST])
    more = len(line.findings) - len(rows)
    rest = (f"{more:,} more of this kind are listed in the report as JSON.",) if more else ()
    return (
        f"What must be true: {line.sentence}",
        Table(("Where", "What was found"), rows, _PLACES),
        *rest,
    )


def _facts(report: Report) -> Facts:
    rows = (
        ("Name", report.name),
        ("Pages", f"{report.pages:,}"),
        ("SHA-256", report.sha256),
        ("Time taken", f"{report.milliseconds / 1000:,.1f} seconds"),
    )
    return Facts(tuple((name, said) for name, said in rows if said))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
