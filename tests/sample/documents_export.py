"""The records unit's folder of documents."""

from __future__ import annotations

from datetime import UTC, datetime

from office import incident_report, roster
from papers import broken_pdf, scanned_statement
from planted import Export, Part, Planted
from zips import zip_bytes

FOLDER = "documents"
CUSTODIAN = "Records Unit"
SCAN = "Statement Cedar Street scan.pdf"

OUTCOMES = {
    "Incident report 850-555-0126.docx": "ignored",
    "Roster shift B.xlsx": "ignored",
    SCAN: "records",
    "Body camera log.pdf": "unreadable",
    "CAD export.zip": "ignored",
}


def documents_export() -> Export:
    """Make the folder; OUTCOMES is the one place that says what an import does with each file."""
    export = Export(FOLDER, CUSTODIAN)
    written = {
        "Incident report 850-555-0126.docx": incident_report(),
        "Roster shift B.xlsx": roster(),
        SCAN: scanned_statement(),
        "Body camera log.pdf": broken_pdf(),
        "CAD export.zip": _zip_in_zip(),
    }
    for name, outcome in OUTCOMES.items():
        export.files[f"{FOLDER}/{name}"] = written[name]
        setattr(export.account, outcome, getattr(export.account, outcome) + 1)
    if OUTCOMES[SCAN] == "records":
        made = datetime(2026, 3, 19, tzinfo=UTC)
        export.planted = [
            Planted(FOLDER, made, (), "", SCAN, attachments=(SCAN,), part=Part.RESPONSIVE)
        ]
    return export


def _zip_in_zip() -> bytes:
    times = "15:21 stop\n15:38 tow asked\n15:55 car gone\n16:02 clear\n"
    inner = zip_bytes({"times 850-555-0126.txt": times.encode()})
    return zip_bytes({"read me.txt": b"The times are in the inner archive.\n", "times.zip": inner})
