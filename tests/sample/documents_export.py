"""The records unit's folder of documents."""

from __future__ import annotations

from datetime import UTC, datetime

from office import REPORT, ROSTER_TEXT, incident_report, roster
from papers import SCANNED, broken_pdf, scanned_statement
from planted import Export, Part, Planted
from zips import zip_bytes

FOLDER = "documents"
CUSTODIAN = "Records Unit"
LATE = datetime(2026, 3, 20, tzinfo=UTC)
"""Stands for no date: such records answer no question for a day."""

WRITTEN = datetime(2026, 3, 14, 22, 30, tzinfo=UTC)
TIMES = "15:21 stop\n15:38 tow asked\n15:55 car gone\n16:02 clear\n"
READ_ME = "The times are in the inner archive.\n"


def documents_export() -> Export:
    """Make the folder; every file is a record, also those in the archive in the archive."""
    export = Export(FOLDER, CUSTODIAN)
    inner = zip_bytes({"times 850-555-0126.txt": TIMES.encode()})
    written = {
        "Incident report 850-555-0126.docx": incident_report(),
        "Roster shift B.xlsx": roster(),
        "Statement Cedar Street scan.pdf": scanned_statement(),
        "Body camera log.pdf": broken_pdf(),
        "CAD export.zip": zip_bytes({"read me.txt": READ_ME.encode(), "times.zip": inner}),
    }
    export.files = {f"{FOLDER}/{name}": data for name, data in written.items()}
    export.planted = [
        _paper("Incident report 850-555-0126.docx", WRITTEN, REPORT, Part.RESPONSIVE),
        _paper("Roster shift B.xlsx", WRITTEN, ROSTER_TEXT),
        _paper("Statement Cedar Street scan.pdf", SCANNED, "", Part.RESPONSIVE, on_pages=True),
        _paper("Body camera log.pdf", LATE, "", Part.RESPONSIVE),
        _paper("CAD export.zip/read me.txt", LATE, READ_ME),
        _paper("CAD export.zip/times.zip/times 850-555-0126.txt", LATE, TIMES, Part.RESPONSIVE),
    ]
    export.account.records = len(export.planted)
    return export


def _paper(
    place: str, made: datetime, words: str, part: Part = Part.ORDINARY, *, on_pages: bool = False
) -> Planted:
    folder, _, name = place.rpartition("/")
    title = folder or FOLDER
    return Planted(
        FOLDER, made, (), "", name, title, (name,), paper=words, part=part, on_pages=on_pages
    )
