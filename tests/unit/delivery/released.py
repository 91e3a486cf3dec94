"""Released records for tests of the delivery room; all invented."""

from __future__ import annotations

import datetime as dt

from app.delivery.entries import Enclosure, Entry, PageRun
from app.domain.redacted import (
    Bar,
    Extent,
    Picture,
    RedactedAttachment,
    RedactedBlock,
    RedactedRecord,
    RedactedRun,
    RedactedText,
    Role,
    Sheet,
    SheetMark,
    SheetWord,
    Visible,
    released,
)

ZONE = dt.timezone(dt.timedelta(hours=-4))
AT = dt.datetime(2026, 3, 14, 17, 4, 12, tzinfo=ZONE)
BAR = Bar(("(b)(6)",))


def message(number: int = 7, text: str = "where are you", **more: object) -> RedactedRecord:
    """Give a message of Rosa's to a withheld name."""
    told: dict[str, object] = {
        "title": released("Rosa Diaz"),
        "sender": released("Rosa Diaz <+18505550101>"),
        "recipients": (RedactedText((BAR,)),),
        "text": released(text),
        "at": AT + dt.timedelta(minutes=number),
        "day": AT.date(),
        "custodian": "Ofc. Diaz",
    }
    plain = {"platform": "Text message", "kind": "message", "source": "sms", "sent": "Sat 14 Mar"}
    return RedactedRecord(number=number, thread=3, **plain, **(told | more))  # type: ignore[arg-type]


def withheld(number: int = 9) -> RedactedRecord:
    """Give a record that is withheld in full."""
    return RedactedRecord(
        number, 3, RedactedText(), "Text message", "message", "", "Sat 14 Mar",
        withheld=Bar(("119.071",), Extent.WHOLE), at=AT, day=AT.date(),
    )  # fmt: skip


def scan(pages: int = 2) -> RedactedAttachment:
    """Give an attachment of so many pages, each with two words and a mark."""
    words = (SheetWord("Incident", (0, 0, 0.1, 0.1), 1), SheetWord("report", (0, 0, 0.2, 0.1), 1))
    mark = SheetMark(BAR, (0.5, 0.5, 0.6, 0.6))
    sheet = Sheet(612, 792, lambda: Picture(1, 1, b""), words, (mark,), "file")
    return RedactedAttachment(released("scan.pdf"), "PDF document", sheets=(sheet,) * pages)


def roster() -> RedactedAttachment:
    """Give a table of a document."""
    cells = ((RedactedRun(released("Shift")),), (RedactedRun(RedactedText((BAR,))),))
    table = RedactedBlock(Role.TABLE, rows=(cells,))
    return RedactedAttachment(released("roster.csv"), "Table", blocks=(table,))


def entry(record: RedactedRecord, *enclosures: Enclosure, pages: int = 1, first: int = 2) -> Entry:
    """Put a record on pages of a packet."""
    numbers = tuple(f"MPD{first + at:06d}" for at in range(pages))
    return Entry(record, PageRun("packet.pdf", first, numbers), enclosures)


def hidden_name() -> RedactedText:
    """Give a text of which the middle is withheld."""
    return RedactedText((Visible("Officer "), BAR, Visible(" wrote")))
