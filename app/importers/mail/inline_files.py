"""Files that stand inside calendars and contacts, or are only named there."""

from __future__ import annotations

import io
from functools import partial

from app.domain.parsed import ParsedAttachment
from app.importers.mail.content_lines import Property
from app.importers.social.account import ONLY_ADDRESS, base_name
from app.importers.text import clean
from app.reading.headers import from_base64
from app.reading.media_types import ending_of

_SORTS = {"JPEG": "image/jpeg", "JPG": "image/jpeg", "PNG": "image/png", "GIF": "image/gif"}


def attached(told: Property, stem: str = "attachment") -> ParsedAttachment | None:
    """Give the file of a line; None where the line holds nothing."""
    written = told.written.strip()
    given = clean(told.parameters.get("FILENAME", "") or told.parameters.get("X-FILENAME", ""))
    media_type = _media_type(told)
    if written.lower().startswith("data:"):
        head, _, written = written.partition(",")
        media_type = head[5:].partition(";")[0] or media_type
    elif not {"BASE64", "B"} & {told.parameters.get("ENCODING", "")}:
        link = told.text
        return (
            ParsedAttachment(given or base_name(link) or stem, None, ONLY_ADDRESS) if link else None
        )
    data = from_base64(written.encode("ascii", "ignore"))
    if not data:
        return None
    name = given or stem + ending_of(media_type)
    return ParsedAttachment(name, partial(io.BytesIO, data), "", media_type, len(data))


def _media_type(told: Property) -> str:
    sorts = told.parameters.get("TYPE", "").split(",")
    known = next((_SORTS[sort] for sort in sorts if sort in _SORTS), "")
    return (
        clean(told.parameters.get("FMTTYPE", "") or told.parameters.get("MEDIATYPE", "")) or known
    )
