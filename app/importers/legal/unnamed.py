"""Files that no message of an archive names, as records of their own; knows no format."""

from __future__ import annotations

from app.domain.parsed import Parsed, ParsedAttachment
from app.domain.provenance import Problem
from app.domain.records import Flag, Kind
from app.importers.files.documents import PLATFORM
from app.importers.times import MISSING

UNNAMED = Problem("not_named", "It came with messages, but none of them names it.")


def document(locator: str, attached: ParsedAttachment) -> Parsed:
    """Make the record of a file, which has neither sender nor date."""
    return Parsed(
        locator=locator,
        platform=PLATFORM,
        kind=Kind.DOCUMENT,
        subject=attached.name,
        attachments=(attached,),
        flags=frozenset({Flag.DATE_DOUBTFUL.value}),
        problems=(MISSING, UNNAMED),
    )
