"""The fixed words that the packet prints around attachments; they hold no word of any record."""

from __future__ import annotations

from app.domain.redacted import Look, RedactedAttachment
from app.packet import wording

ON_REQUEST = "Provided separately on request."
SET_AFRESH = "Shown as text: the layout of the original is not kept."
_LOOKS = {
    Look.INSERTED: "underlined: inserted later",
    Look.DELETED: "struck through: deleted, but still in the file",
    Look.HIDDEN: "dotted: hidden in the original",
}
_BEGINS = {
    Look.INSERTED: "inserted text:",
    Look.DELETED: "deleted text:",
    Look.HIDDEN: "hidden text:",
}
_ENDS = {
    Look.INSERTED: "end of inserted text",
    Look.DELETED: "end of deleted text",
    Look.HIDDEN: "end of hidden text",
}


def pages_follow(pages: int) -> str:
    """Say in a caption that the pages of an attachment follow."""
    return "1 page, which follows" if pages == 1 else f"{pages} pages, which follow"


def sheet_head(number: int, index: int, page: int, pages: int) -> str:
    """Give the line above one page of an attachment."""
    return (
        f"{wording.record_name(number)}  ·  {wording.ATTACHMENT.lower()} {index}"
        f"  ·  page {page} of {pages}"
    )


def sheets_title(number: int, index: int) -> str:
    """Give the title in the outline of an attachment that has pages of its own."""
    return f"{wording.ATTACHMENT} {index} of {wording.record_name(number).lower()}"


def sheet_place(number: int, index: int, page: int) -> str:
    """Give the words of the log for one page of an attachment."""
    return f"record {number}, attachment {index}, page {page}"


def sheet_alt(attachment: RedactedAttachment, place: tuple[int, int, int]) -> str:
    """Give what is read aloud in place of a page without words: record, attachment, page."""
    number, index, page = place
    pages = len(attachment.sheets)
    if attachment.alt:
        return attachment.alt if pages == 1 else f"{attachment.alt} (page {page} of {pages})"
    return (
        f"Page {page} of {pages} of attachment {index} of record {number}, "
        "a page without readable text"
    )


def picture_alt(attachment: RedactedAttachment, index: int, number: int) -> str:
    """Give what is read aloud in place of a picture: the clerk's words, or what it is."""
    return attachment.alt or wording.picture_alt(attachment.kind, index, number)


def columns_shown(first: int, last: int, count: int) -> str:
    """Say above a part of a wide table which columns it has; all are one-based."""
    which = f"Column {first}" if first == last else f"Columns {first} to {last}"
    return f"{which} of {count}"


def looks_in_words(looks: set[Look]) -> str:
    """Say what underlined, struck and dotted text is; empty where there is none."""
    said = [words for look, words in _LOOKS.items() if look in looks]
    return f"{'; '.join(said)}.".capitalize() if said else ""


def look_begins(look: Look) -> str:
    """Give what a screen reader says before a stretch in a look; empty for most."""
    return _BEGINS.get(look, "")


def look_ends(look: Look) -> str:
    """Give what a screen reader says after a stretch in a look; empty for most."""
    return _ENDS.get(look, "")
