"""Makes recipes for packets; every name and number in them is invented."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import replace

from PIL import Image, ImageDraw

from app.domain.packets import Layout, Letterhead, Order, PacketRecipe, Reason
from app.domain.redacted import (
    Bar,
    Extent,
    Picture,
    RedactedAttachment,
    RedactedRecord,
    RedactedText,
    Visible,
    released,
)

B6, B7, FLORIDA = "(b)(6)", "(b)(7)(C)", "119.071(2)(c)1."
REASONS = (
    Reason(B6, "5 U.S.C. § 552(b)(6)", "Protects personal privacy.", "exempt"),
    Reason(B7, "5 U.S.C. § 552(b)(7)(C)", "Law-enforcement records about a person.", "exempt"),
    Reason(FLORIDA, "Fla. Stat. § 119.071(2)(c)1.", "Active investigation.", "exempt"),
)
DAY = dt.date(2026, 3, 14)


def text(*parts: str | Bar) -> RedactedText:
    """Make a redacted text from words and bars."""
    return RedactedText(tuple(Visible(part) if isinstance(part, str) else part for part in parts))


def bar(*codes: str, extent: Extent = Extent.WORDS) -> Bar:
    """Make a bar; of (b)(6) where no code is given."""
    return Bar(codes or (B6,), extent)


def record(
    number: int, said: RedactedText | str = "where are you", **changes: object
) -> RedactedRecord:
    """Make a text message."""
    made = RedactedRecord(
        number=number,
        thread=1,
        title=released("Text messages: Ofc. R. Diaz, Sgt. Cole"),
        platform="SMS",
        kind="text message",
        source="sms-20260401.xml",
        sent="14 March 2026, 21:04:12 EDT",
        sender=released("Ofc. R. Diaz (+1 850 555-0117)"),
        recipients=(released("Sgt. Cole (+1 850 555-0142)"),),
        text=released(said) if isinstance(said, str) else said,
        day=DAY,
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # names of its fields


def recipe(*records: RedactedRecord, **changes: object) -> PacketRecipe:
    """Make a recipe with a short letter."""
    made = PacketRecipe(
        number="2026-014",
        requester="Dana Whitlow",
        dated=dt.date(2026, 11, 20),
        letterhead=Letterhead(
            "Millbrook Police Department",
            ("100 Main Street", "Millbrook, FL 32999"),
            "records@example.org",
            "Custodian of records: Pat Lindqvist",
        ),
        letter=("Dear Dana Whitlow,", "These are the records that you asked for.", "Pat Lindqvist"),
        reasons=REASONS,
        records=tuple(records),
        bates_prefix="MPD-",
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # names of its fields


def photograph(file_type: str = "JPEG") -> Picture:
    """Draw a made photograph."""
    image = Image.new("RGB", (320, 200), (150, 180, 200))
    ImageDraw.Draw(image).rectangle((40, 90, 220, 190), fill=(70, 100, 60))
    target = io.BytesIO()
    image.save(target, file_type)
    return Picture(320, 200, target.getvalue())


def attachments() -> tuple[RedactedAttachment, ...]:
    """Make one of each: drawn, slip sheet, withheld."""
    return (
        RedactedAttachment(
            released("IMG_2031.jpg"), "Photograph", "about 40 KB", photograph, regions=(bar(),)
        ),
        RedactedAttachment(released("report.docx"), "Word document", "about 120 KB"),
        RedactedAttachment(
            text("form ", bar(), ".pdf"), "PDF document", withheld=bar(B7, extent=Extent.WHOLE)
        ),
    )


MANY_SCRIPTS = (
    "مرحبا بالعالم call me 123 بكرة\nשלום עולם (test) 42\nनमस्ते दुनिया क्षत्रिय\n"
    "你好，世界。日本語のテキストです\n안녕하세요 세계\nสวัสดีชาวโลก\n"
    "😀 👍🏽 👨‍👩‍👧 ❤️ 🇺🇸 1️⃣ ✓ cafe\u0301 zażółć Привет € ½"
)


def story() -> tuple[RedactedRecord, ...]:
    """Make one record of each kind that a packet can hold."""
    complaint = text("E-mail: complaint of ", bar())
    return (
        record(85),
        record(
            88,
            text(
                "asked ",
                bar(),
                " for ID, plate ",
                bar(B6, B7),
                ".\nSecond line: ",
                bar(FLORIDA, extent=Extent.LINES),
                "\nafter it",
            ),
        ),
        record(
            90,
            MANY_SCRIPTS,
            sender=text(bar()),
            recipients=(released("Sgt. Cole"), text("Jane ", bar())),
            attachments=attachments(),
            remarks=("deleted by the sender",),
        ),
        record(91, "", thread=2, title=complaint, withheld=bar(B7, extent=Extent.WHOLE)),
        record(
            92,
            "Dear all,\n\n> quoted\n\nRegards",
            thread=2,
            title=complaint,
            subject=text("Re: complaint of ", bar()),
            day=dt.date(2026, 4, 2),
        ),
    )


def by_conversation(records: Sequence[RedactedRecord]) -> PacketRecipe:
    """Make a recipe in the order of conversations, on A4."""
    return recipe(*records, layout=Layout(page="a4", order=Order.CONVERSATION))
