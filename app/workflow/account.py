"""The account of a source as a table that can be opened in a spreadsheet."""

from __future__ import annotations

import csv
from typing import TextIO

from app.domain.ids import SourceId
from app.vault.folder import Vault

PAGE = 500
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def account_csv(vault: Vault, source_id: SourceId, out: TextIO) -> None:
    """Write the sum and every item that is no record, safe against formula injection.

    A cell that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, "CSV
    Injection").
    """
    writer = csv.writer(out)
    with vault.read() as work:
        source = work.sources.get(source_id)
        counts = source.counts
        writer.writerow(["Export", "Format", "Custodian", "SHA-256"])
        details = source.details
        row = [details.name, details.label, details.custodian, details.sha256]
        writer.writerow([safe_cell(cell) for cell in row])
        writer.writerow(["Items seen", "Records", "Copies", "Unreadable", "Ignored"])
        writer.writerow(
            [counts.seen, counts.records, counts.copies, counts.unreadable, counts.ignored]
        )
        if source.sightings:
            why = "Of the copies: messages that another custodian's export told before"
            writer.writerow([why, source.sightings])
        writer.writerow(["Kind", "Place", "Reason"])
        offset = 0
        while page := work.sources.problems(source_id, None, offset, PAGE):
            writer.writerows(
                [safe_cell(problem.kind), safe_cell(problem.locator), safe_cell(problem.reason)]
                for problem in page
            )
            offset += len(page)


def safe_cell(text: str) -> str:
    """Give a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
