"""Makes recipes for packets; every name and number in them is invented."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import replace

from PIL import Image, ImageDraw

from app.domain.packets import (
    Contents,
    Density,
    Layout,
    Letterhead,
    Order,
    PacketRecipe,
    Reason,
    Talk,
)
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


MAIL = (
    "Dear Ruth,\n\nthe two statements are attached. Please read the second one first.\n\n"
    "On Fri, Mar 13, 2026 at 4:02 PM, Ruth Cole <ruth.cole@example.org> wrote:\n"
    "> Could you send me the statements\n> before Monday?\n>> Which ones?\n\n"
    "-- \nDaniel Ruiz\nMillbrook Police Department"
)
REPORT = (
    "INCIDENT SUMMARY\n\nAt 21:04 the unit stopped a grey car on Cedar Street.\n\n"
    "1. What was seen\nThe driver stepped out and spoke with the officer.\n\n"
    "Next steps\n\nThe report goes to the sergeant."
)
_CIRCLE = tuple(released(name) for name in ("Sgt. Cole", "Chief Ortiz", "Dispatch"))


def talk() -> tuple[RedactedRecord, ...]:
    """Make a conversation of several people, with a call, a notice, pictures and bars."""
    chat: dict[str, object] = {
        "thread": 7,
        "title": released("Night shift"),
        "platform": "Text message",
        "kind": "",
        "recipients": _CIRCLE,
        "sent": "Sat 14 Mar 2026, 9:04:12 PM EDT",
        "clock": "9:04:12 PM EDT",
    }
    mine = {**chat, "outgoing": True, "sender": released("Ofc. R. Diaz")}
    cole = {
        **chat,
        "sender": released("Sgt. Cole"),
        "recipients": (released("Ofc. R. Diaz"), *_CIRCLE[1:]),
    }
    long = "The quick unit went round the block and came back by the bridge. " * 9
    return (
        record(201, "Anyone near Cedar Street?", **cole),
        record(202, text("Two minutes away, with ", bar(), " on board"), **mine),
        record(203, "ok", **mine),
        record(204, text(long, bar(B6, B7), " and ", bar(B7)), **mine),
        record(205, text("lines: ", bar(FLORIDA, extent=Extent.LINES), "\nand after"), **cole),
        record(206, "Chief Ortiz joined", **{**cole, "form": "system", "kind": "system"}),
        record(207, "Missed call, 12 seconds", **{**mine, "form": "call", "kind": "call"}),
        record(208, "שלום, call me at 42", **{**cole, "sender": text("Dispatch ", bar())}),
        record(209, "", attachments=attachments()[:2], **mine),
        record(
            210, "👍🏽 fine", **{**cole, "answers": 204, "remarks": ("edited after it was sent",)}
        ),
        record(211, "", withheld=bar(B7, extent=Extent.WHOLE), thread=7, title=RedactedText()),
        record(212, "last word", **{**cole, "day": dt.date(2026, 3, 15)}),
    )


def forms() -> tuple[RedactedRecord, ...]:
    """Make a mail, a post with its comments, and a document."""
    page: dict[str, object] = {
        "thread": 8,
        "title": released("Millbrook Police Department"),
        "platform": "Facebook",
        "source": "facebook.zip, custodian Web desk",
        "recipients": (),
        "custodian": "Web desk",
    }
    post = {**page, "form": "post", "kind": "post", "sender": released("Millbrook PD")}
    comment = {**page, "form": "comment", "kind": "comment"}
    mail = record(
        301,
        text(MAIL, " ", bar()),
        thread=9,
        title=released("Statements"),
        subject=text("Re: statements of ", bar()),
        form="email",
        platform="E-mail",
        kind="",
        recipients=(*_CIRCLE, text("Jane ", bar())),
        attachments=attachments(),
    )
    return (
        mail,
        record(302, "The bridge is closed until Monday.", attachments=attachments()[:1], **post),
        record(303, text("Is that ", bar(), "?"), sender=released("Ana"), answers=302, **comment),
        record(304, "No.", sender=released("Millbrook PD"), answers=303, **comment),
        record(305, "Thanks for telling us", sender=text(bar(B7)), answers=302, **comment),
        record(306, "To the first", sender=released("Lee"), answers=303, **comment),
        record(307, "To another", sender=released("Lee"), answers=12, **comment),
        record(308, REPORT, form="document", subject=released("Report 26-031"), kind="document"),
        record(309, "No title", form="document", remarks=("cut off in the export",)),
    )


def layouts() -> dict[str, PacketRecipe]:
    """Make a recipe for every layout: each look, density and order, and each page."""
    every = (*story(), *talk(), *forms())
    made = {
        f"{look.value}_{density.value}": recipe(
            *every, layout=Layout(talk=look, density=density, order=Order.CONVERSATION)
        )
        for look in Talk
        for density in Density
    }
    made |= {
        f"by_{order.value}_{density.value}": recipe(
            *every, layout=Layout(order=order, density=density, talk=Talk.BUBBLES)
        )
        for order in Order
        for density in (Density.NORMAL, Density.ONE_A_PAGE)
    }
    made |= {
        f"on_{page}": recipe(*every, layout=Layout(page=page, talk=Talk.BUBBLES))
        for page in ("legal", "a4")
    }
    named = Layout(attachments=False, talk=Talk.BUBBLES, order=Order.CUSTODIAN)
    seal = replace(recipe().letterhead, logo=photograph("PNG"))
    listed = ("Dear Dana Whitlow,", f"Withheld under:\n- {B6}\n- {B7}\nThese are two.", "Pat")
    made["attachments_named"] = recipe(*every, layout=named)
    made["with_a_seal"] = recipe(*story()[:2], letterhead=seal, letter=listed)
    made["records_alone"] = recipe(*every, contents=Contents(letter=False, log=False))
    made["log_alone"] = recipe(contents=Contents(letter=False, records=False))
    return made


def with_attachments() -> dict[str, PacketRecipe]:
    """Make a recipe for each way in which an attachment comes into a packet."""
    from unit.packet.made_attachments import recipes

    return recipes()
