"""Pictures without metadata and with regions painted over; decoding is done in the child."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.documents import burn
from app.documents.base import Holder
from app.domain.redacted import Picture
from app.domain.spans import Region
from app.errors import ChildFailed

PICTURES = frozenset({
    "image/jpeg", "image/png", "image/gif", "image/tiff", "image/webp", "image/bmp",
    "image/x-ms-bmp", "image/heic", "image/avif",
})  # fmt: skip
"""Media types that can be drawn."""

_SECONDS = 60.0
_KINDS = {
    "image/jpeg": "Photograph (JPEG)",
    "image/png": "Picture (PNG)",
    "image/gif": "Picture (GIF)",
    "image/tiff": "Scan (TIFF)",
    "image/webp": "Picture (WebP)",
    "image/bmp": "Picture (BMP)",
    "image/heic": "Photograph (HEIC)",
    "image/avif": "Picture (AVIF)",
    "image/svg+xml": "Drawing (SVG)",
    "application/pdf": "PDF document",
    "application/msword": "Word document",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word document",
    "application/vnd.oasis.opendocument.text": "Text document",
    "application/rtf": "Text document (RTF)",
    "application/vnd.ms-excel": "Spreadsheet",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Spreadsheet",
    "application/vnd.oasis.opendocument.spreadsheet": "Spreadsheet",
    "application/vnd.ms-powerpoint": "Presentation",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "Presentation",
    "application/zip": "ZIP archive",
    "application/vnd.ms-outlook": "Mail (Outlook)",
    "application/vnd.ms-tnef": "Outlook container (winmail.dat)",
    "message/rfc822": "Mail",
    "text/html": "Web page",
    "text/vcard": "Contact card",
    "text/calendar": "Calendar entry",
    "text/csv": "Table (CSV)",
    "text/plain": "Text",
}
_FAMILIES = {"image": "Picture", "video": "Video", "audio": "Sound recording", "text": "Text"}


@dataclass(frozen=True, slots=True)
class CleanPicture(Picture):
    """A picture made afresh: JPEG or PNG, pixels and nothing else.

    Attributes:
        note: what a reader should know, such as that it is the first of several; may be empty.
    """

    media_type: str = "image/jpeg"
    note: str = ""


class Cleaner(Holder):
    """Cleans pictures in a process that may die without harm."""

    def draws(self, media_type: str) -> bool:
        """Say whether files of a sniffed type can be drawn."""
        return media_type in PICTURES

    def clean(
        self,
        untrusted: bytes,
        media_type: str,
        regions: Sequence[Region] = (),
        *,
        outline: bool = False,
    ) -> CleanPicture:
        """Give a picture that holds nothing but pixels, with the regions of page 1 black.

        With ``outline`` they are outlined over the whole picture, for a marked copy.

        Raises:
            ChildFailed: it cannot be drawn; the reason is a sentence for the slip sheet.
        """
        if media_type not in PICTURES:
            raise ChildFailed("Files of this kind cannot be drawn.")
        boxes = tuple(
            (region.left, region.top, region.right, region.bottom)
            for region in regions
            if region.page == 1
        )
        make = burn.outline_picture if outline else burn.clean_picture
        cleaned: burn.Cleaned | str = self._isolated.call(make, untrusted, boxes, seconds=_SECONDS)
        if isinstance(cleaned, str):
            raise ChildFailed(cleaned)
        data, made, width, height, note = cleaned
        return CleanPicture(width, height, data, media_type=made, note=note)


def kind_in_words(media_type: str, name: str = "") -> str:
    """Say what a file is, for people; ``name`` only helps where the type is unknown."""
    known = _KINDS.get(media_type) or _FAMILIES.get(media_type.partition("/")[0])
    if known:
        return known
    ending = name.rpartition(".")[2] if "." in name else ""
    short = ending.isascii() and ending.isalnum() and 0 < len(ending) <= 5
    return f"File ({ending.upper()})" if short else "File"
