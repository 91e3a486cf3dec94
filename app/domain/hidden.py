"""What hides in a file: named to the clerk, and left behind when its pages are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class HiddenKind(StrEnum):
    """What sort of thing hides in a file; kept in answers, never renamed."""

    AUTHOR = "author"
    COMMENT = "comment"
    DELETION = "deletion"
    EMBEDDED_FILE = "embedded_file"
    FORM_FIELD = "form_field"
    FRAME = "frame"
    HIDDEN_COLUMN = "hidden_column"
    HIDDEN_ROW = "hidden_row"
    HIDDEN_SHEET = "hidden_sheet"
    HIDDEN_SLIDE = "hidden_slide"
    HIDDEN_TEXT = "hidden_text"
    INSERTION = "insertion"
    LAYER = "layer"
    LINKED_FILE = "linked_file"
    MACRO = "macro"
    MARKUP = "markup"
    METADATA = "metadata"
    PLACE = "place"
    REVISION = "revision"
    SCRIPT = "script"
    SIGNATURE = "signature"
    SPEAKER_NOTE = "speaker_note"
    THUMBNAIL = "thumbnail"
    UNDER_INK = "under_ink"


@dataclass(frozen=True, slots=True)
class Hidden:
    """Something that hides in a file.

    Attributes:
        what: one sentence for the clerk, without any text of the file, for example ``2
            comments of reviewers.``
        printed: the packet shows it (a comment in a document that is set afresh); else it is
            left behind.
    """

    kind: HiddenKind
    count: int
    what: str
    printed: bool = False
