# ruff: noqa: E501 - models stand as reports hold them
"""Makes Cellebrite reports in the folder ``ufed``; everything in them is invented.

Run ``python tests/exports/ufed_files.py`` from the top of the checkout; the same script always
gives the same bytes. No real report is public: the shape is that of ``formats.md``, a5.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import sys
from pathlib import Path
from xml.sax.saxutils import quoteattr

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import xlsxwriter
from exports.zipped import write_all, zipped

JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffd9")
PDF = b"%PDF-1.4\n%%EOF\n"
HEAD = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<project id="p-1" name="Pixel 7" reportVersion="5.2.0.0" containsGarbage="False" '
    'extractionType="Logical" xmlns="http://pa.cellebrite.com/report/2.0">\n'
    '<sourceExtractions><extractionInfo id="0" name="Logical" /></sourceExtractions>\n'
    '<caseInformation><field name="Case number" fieldType="CaseNumber">26-0142</field></caseInformation>\n'
    '<metadata section="Device Info"><item name="DeviceInfoSelectedManufacturer" sourceExtraction="0">Google</item></metadata>\n'
)
OWN = "18505550101@s.whatsapp.net"
DANA = "18505550142@s.whatsapp.net"


def field(name: str, value: str, kind: str = "String", **more: str) -> str:
    """Give one field; an empty value is written as reports do."""
    if not value:
        return f'<field name="{name}" type="{kind}"><empty /></field>'
    told = "".join(f" {key}={quoteattr(one)}" for key, one in more.items())
    cdata = value.replace("]]>", "]]]]><![CDATA[>")
    return f'<field name="{name}" type="{kind}"><value type="{kind}"{told}><![CDATA[{cdata}]]></value></field>'


def when(name: str, iso: str) -> str:
    """Give a field with a time."""
    return f'<field name="{name}" type="TimeStamp"><value type="TimeStamp" format="TimeStampKnown">{iso}</value></field>'


def model(kind: str, *inner: str, key: str = "", state: str = "Intact", **more: str) -> str:
    """Give one model around what it holds."""
    told = "".join(f" {name}={quoteattr(value)}" for name, value in more.items())
    own = f' id="{key}"' if key else ""
    return (
        f'<model type="{kind}"{own} deleted_state="{state}" decoding_confidence="High" '
        f'isrelated="False" source_index="1" extractionId="0"{told}>{"".join(inner)}</model>\n'
    )


def one(name: str, inner: str, kind: str = "Party") -> str:
    """Give a field that holds one model."""
    return f'<modelField name="{name}" type="{kind}">{inner or "<empty />"}</modelField>'


def many(name: str, *inner: str, kind: str = "Party") -> str:
    """Give a field that holds several models."""
    return f'<multiModelField name="{name}" type="{kind}">{"".join(inner)}</multiModelField>'


def party(identifier: str, name: str = "", *, owner: bool = False, role: str = "") -> str:
    """Give somebody."""
    told = field("Role", role, "PartyRole") if role else ""
    return model(
        "Party",
        field("Identifier", identifier), field("Name", name),
        field("IsPhoneOwner", str(owner), "Boolean"), told,
    )  # fmt: skip


ME = party(OWN, "Rosa", owner=True)
HER = party(DANA, "Dana Whitlow")


def instant(number: int, sender: str, body: str, *more: str, **told: str) -> str:
    """Give one message of a chat."""
    return model(
        "InstantMessage",
        field("Identifier", f"3EB0A1B2C3D4{number:04X}"), one("From", sender),
        field("Body", body), when("TimeStamp", f"2026-05-13T09:{number % 60:02}:20.000-04:00"),
        field("Status", "Sent" if sender == ME else "Read", "MessageStatus"), *more,
        **{"key": f"im-{number}", **told},
    )  # fmt: skip


def attachment(name: str, *more: str, **told: str) -> str:
    """Give an attachment of a message."""
    return model(
        "Attachment", field("Filename", name), field("ContentType", "image/jpeg"), *more, **told
    )


def chat(*messages: str, source: str = "WhatsApp", key: str = "chat-1", behind: str = "") -> str:
    """Give a conversation of two."""
    return model(
        "Chat",
        field("Source", source), field("Id", DANA), field("Name", ""),
        when("StartTime", "2026-05-13T09:00:00.000-04:00"), field("Account", OWN),
        field("ChatType", "OneOnOne"), many("Participants", ME, HER),
        many("Messages", *messages, kind="InstantMessage"), behind, key=key,
    )  # fmt: skip


def tagged(key: str, path: str, data: bytes) -> str:
    """Give a file as the report lists it."""
    return (
        f'<file fs="phone" fsid="1" path="/data/media/{key}" size="{len(data)}" id="{key}" extractionId="0" deleted="Intact">'
        f'<accessInfo><timestamp name="CreationTime">2026-05-13T09:05:00.000-04:00</timestamp></accessInfo>'
        f'<metadata section="File"><item name="Local Path"><![CDATA[{path}]]></item>'
        f'<item name="SHA256"><![CDATA[{hashlib.sha256(data).hexdigest()}]]></item></metadata></file>\n'
    )


def kinds(kind: str, *models: str) -> str:
    """Give the section of one kind."""
    return f'<modelType type="{kind}">\n{"".join(models)}</modelType>\n'


def report(*sections: str, files: str = "") -> str:
    """Give a whole report."""
    decoded = "".join(sections)
    return f"{HEAD}<taggedFiles>\n{files}</taggedFiles>\n<decodedData>\n{decoded}</decodedData>\n</project>\n"


FILES = tagged("f-1", "files\\Image\\gate.jpg", JPEG) + tagged(
    "f-2", "files\\Documents\\plan.pdf", PDF
) + tagged("f-3", "..\\..\\Windows\\evil.jpg", JPEG)  # fmt: skip


def text_messages() -> str:
    """Give SMS and MMS sections."""
    return kinds(
        "SMS",
        model("SMS", field("Source", "SMS"), field("Folder", "Inbox"), when("TimeStamp", "2026-05-13T13:04:20.000+00:00"),
              field("Body", "Is the gate open?"), field("SMSC", "+18505550199"),
              many("Parties", party("+18505550142", "Dana Whitlow", role="From")), key="sms-1"),
        model("SMS", field("Folder", "Sent"), when("TimeStamp", "13/05/2026 09:05:00(UTC-4)"), field("Body", "It is."),
              many("Parties", party("+18505550142", role="To")), key="sms-2", state="Deleted"),
        model("SMS", field("Folder", "Archive"), field("Body", "Whose?"), when("TimeStamp", "13-May-26 09:06:00"),
              many("Parties", party("72345")), key="sms-3", state="Unknown"),
    ) + kinds(
        "MMS",
        model("MMS", field("Folder", "Inbox"), when("TimeStamp", "2026-05-13T13:07:00.000+00:00"), field("Subject", "Gate"),
              many("Parties", party("+18505550142", role="From"), party("+18505550143", role="Cc")),
              many("Attachments", attachment("gate.jpg", file_id="f-1"), kind="Attachment"), key="mms-1"),
    )  # fmt: skip


def others() -> str:
    """Give calls, mails, contacts, posts and what is no communication."""
    return "".join([
        kinds("Call",
              model("Call", field("Type", "Outgoing"), when("TimeStamp", "2026-05-13T13:10:00.000+00:00"), field("Duration", "00:02:05"),
                    many("Parties", party("+18505550142", "Dana Whitlow", role="To")), key="call-1"),
              model("Call", field("Type", "Missed"), field("VideoCall", "True"), field("Source", "WhatsApp"),
                    when("TimeStamp", "2026-05-13T13:12:00.000+00:00"), field("Duration", "00:00:00"),
                    many("Parties", party(DANA, role="From"), party(OWN, owner=True, role="To")), key="call-2")),
        kinds("Voicemail",
              model("Voicemail", field("Duration", "00:00:18"), field("Body", "Call me about the gate."),
                    when("TimeStamp", "2026-05-13T13:13:00.000+00:00"), one("From", party("+18505550142")), key="vm-1")),
        kinds("Email",
              model("Email", field("Folder", "Drafts"), field("Subject", "Gate"), field("Account", "diaz@example.com"),
                    field("Body", "<html><body><p>Open at <b>nine</b>.</p></body></html>"), when("TimeStamp", "2026-05-13T13:14:00.000+00:00"),
                    one("From", party("diaz@example.com")), many("To", party("dana@example.com")), many("Cc", party("ben@example.com")),
                    many("Attachments", attachment("plan.pdf", file_id="f-2"), kind="Attachment"), key="mail-1")),
        kinds("Contact",
              model("Contact", field("Source", "Phone"), field("Name", "Dana Whitlow"), field("Notes", "Mill Street"),
                    when("TimeCreated", "2026-01-02T09:00:00.000-05:00"),
                    many("Entries", model("PhoneNumber", field("Category", "Mobile"), field("Value", "+18505550142")), kind="ContactEntry"), key="c-1")),
        kinds("CalendarEntry",
              model("CalendarEntry", field("Subject", "Gate inspection"), when("StartDate", "2026-05-14T09:00:00.000-04:00"),
                    when("EndDate", "2026-05-14T10:00:00.000-04:00"), field("Location", "Mill Street"), key="cal-1")),
        kinds("SocialMediaActivity",
              model("SocialMediaActivity", field("Source", "Facebook"), one("Author", party("100001", "Rosa Diaz", owner=True)),
                    field("Body", "The gate is open."), when("TimeStamp", "2026-05-13T13:15:00.000+00:00"), key="post-1")),
        kinds("InstalledApplication",
              model("InstalledApplication", field("Name", "WhatsApp"), key="app-1"), model("InstalledApplication", field("Name", "Maps"), key="app-2")),
        kinds("DroneFlight", model("DroneFlight", field("Pilot", "Rosa Diaz"), key="x-1")),
    ])  # fmt: skip


def messages() -> tuple[str, ...]:
    """Give messages of a chat with all that may be odd about them."""
    position = one(
        "Position",
        model(
            "Coordinate",
            field("Latitude", "30.44", "Double"),
            field("Longitude", "-84.28", "Double"),
        ),
        "Coordinate",
    )
    quoted = one(
        "MessageExtraData",
        model("InstantMessageExtraData",
              one("QuotedMessage", model("QuotedMessageData", field("OriginalMessageID", "3EB0A1B2C3D40001")), "QuotedMessageData"),
              many("MessageLabels", model("MessageLabel", field("Label", "Edited")), kind="MessageLabel")),
        "InstantMessageExtraData",
    )  # fmt: skip
    system = party("System Message", "System Message")
    return (
        instant(0, system, "Messages are end-to-end encrypted."),
        instant(1, HER, "Is the gate open?\r\nSecond line <model type=\"Chat\"> & \U0001f600"),
        instant(2, ME, "", one("Attachment", attachment("gate.jpg", file_id="f-1"), "Attachment")),
        instant(3, HER, "Here", position, quoted),
        instant(4, HER, "Gone", when("DateDeleted", "2026-05-13T09:10:00.000-04:00"), state="Deleted"),
        instant(5, ME, "", many("Attachments", attachment("a.jpg", file_id="nowhere"), attachment("b.jpg"),
                                attachment("", field("attachment_extracted_path", "files\\Documents\\plan.pdf")),
                                attachment("evil.jpg", file_id="f-3"), kind="Attachment")),
        instant(6, HER, "", many("SharedContacts", model("Contact", field("Name", "Ben Ortiz"),
                many("Entries", model("PhoneNumber", field("Value", "+18505550143")))), kind="Contact")),
        instant(7, ME, "Kept", field("FieldOfTomorrow", "kept too"), state="Trash"),
        instant(1, HER, "another under the same id"),
        instant(7, ME, "Kept"),
    )  # fmt: skip


def whole() -> str:
    """Give a report with every kind."""
    behind = field("Description", "told behind the messages")
    sections = (
        kinds("Chat", chat(*messages(), behind=behind), chat(key="chat-2", source="Telegram")),
        kinds("InstantMessage", instant(2, ME, "the same again"), instant(60, HER, "alone", field("Source", "Signal"), many("To", ME))),
        text_messages(),
        others(),
    )  # fmt: skip
    return report(*sections, files=FILES)


TREE = {
    "files/Documents/plan.pdf": PDF,
    "files/Image/gate.jpg": JPEG,
    "files/Video/evil.jpg": JPEG,
    "report.xml": whole().encode(),
}


def damaged() -> bytes:
    """Give a report with a broken message, a broken text message and an end that is missing."""
    text = report(
        kinds("Chat", chat(instant(1, HER, "before"), instant(2, HER, "lost"), instant(3, ME, "after"))),
        text_messages(),
    )  # fmt: skip
    text = text.replace("<![CDATA[lost]]></value>", "lost & <gone</value>")
    text = text.replace("<![CDATA[It is.]]></value></field>", "It is.</field>")
    return text.encode()[:-200]


def many_messages(count: int) -> str:
    """Give a report with one long chat."""
    said = (
        instant(number, HER if number % 2 else ME, f"Message {number} on the gate")
        for number in range(count)
    )
    return report(kinds("Chat", chat(*said)))


CHATS = [
    ["#", "Chat #", "Identifier", "Start Time: Date", "Start Time: Time", "Name", "Participants", "Number of attachments",
     "Source", "Account", "Deleted - Chat", "Instant Message #", "From", "To", "Body", "Status", "Platform",
     "Timestamp: Date", "Timestamp: Time", "Attachment #1", "Attachment #1 - Details", "Deleted - Instant Message",
     "Source file information", "Carved"],
    ["1", "1", DANA, "5/13/2026", "5/13/2026 9:00:00 AM(UTC-4)", "", f"{OWN} Rosa (owner)\n{DANA} Dana Whitlow", "1", "WhatsApp", OWN, "",
     "1", f"{DANA} Dana Whitlow", "", "Is the gate open?", "Read", "Mobile", "5/13/2026", "5/13/2026 9:04:20 AM(UTC-4)", "", "", "", "msgstore.db : 0x1F", ""],
    ["2", "", "", "", "", "", "", "", "", "", "", "2", f"{OWN} Rosa (owner)", "", "It is.", "Sent", "Mobile", "5/13/2026", "9:05:00 PM(UTC-4)",
     "gate.jpg", "22 bytes", "Yes", "", "Yes"],
    ["3", "2", "chat-two", "", "", "Gate crew", f"{DANA} Dana Whitlow\n+18505550143 Ben", "", "Telegram", "", "", "", "", "", "", "", "", "", "", "", "", "", "", ""],
]  # fmt: skip
TEXTS = [
    ["#", "Folder", "Parties", "Date", "Time", "Message", "Status", "Deleted", "Tag Note - SMS"],
    ["1", "Inbox", "From: +18505550142 Dana Whitlow", "06/05/2026", "06/05/2026 13:04:20(UTC+0)", "Is the gate open?", "Read", "", ""],
    ["2", "Sent", "To: +18505550142", 46_155, 0.5, "It is.", "Sent", "Unknown", "kept"],
]  # fmt: skip
CALLED = [
    ["#", "Type", "Parties", "Date", "Time", "Duration", "Video call", "Deleted"],
    ["1", "Incoming", "From: +18505550142 Dana Whitlow", "5/13/2026", "13:10:00", "00:02:05", "", ""],
]  # fmt: skip
PEOPLE = [
    ["#", "Name", "Entries", "Source", "Notes", "Deleted"],
    ["1", "Dana Whitlow", "Phone-Mobile: +18505550142", "Phone", "Mill Street", ""],
]  # fmt: skip
Rows = list[list[str]] | list[list[str | int | float]]


def workbook(sheets: dict[str, Rows], links: dict[tuple[str, int, int], str]) -> bytes:
    """Give a report in Excel: a title, the headings, the rows."""
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True}) as book:
        book.set_properties({"created": dt.datetime(2026, 5, 14, 9, tzinfo=dt.UTC)})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.write(0, 0, f"{name} ({len(rows) - 1})")
            for down, row in enumerate(rows, 1):
                for across, value in enumerate(row):
                    link = links.get((name, down, across))
                    if link:
                        sheet.write_url(down, across, f"external:{link}", string=str(value))
                    elif value != "":
                        sheet.write(down, across, value)
    return packed.getvalue()


def excel() -> bytes:
    """Give a report in Excel with every sheet."""
    return workbook(
        {
            "Summary": [["Case", "26-0142"]], "Chats": CHATS, "SMS Messages": TEXTS,
            "Call Log": CALLED, "Contacts": PEOPLE,
        },
        {("Chats", 3, 19): "files\\Image\\gate.jpg"},
    )  # fmt: skip


def main() -> None:
    """Write all samples."""
    folder = Path(__file__).parent / "ufed"
    folder.mkdir(exist_ok=True)
    (folder / "phone.ufdr").write_bytes(zipped(TREE))
    (folder / "damaged.xml").write_bytes(damaged())
    (folder / "report.xlsx").write_bytes(excel())
    gate = {"case/files/Image/gate.jpg": JPEG}
    trees = {
        "folder_with_utf16": {"case/Report.xml": whole().encode("utf-16"), **gate},
        "excel_with_files": {"case/Report.xlsx": excel(), **gate},
    }
    write_all(trees, folder)


if __name__ == "__main__":
    main()
