"""Makes the calendars of ``calendar/`` and the contacts of ``contacts/``; all is invented.

Run it by itself to write the files anew.
"""

from __future__ import annotations

import random
import sys
from base64 import b64encode
from pathlib import Path

if __package__ in {None, ""}:
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from exports.zipped import zipped

HERE = Path(__file__).resolve().parent
PLAN = b64encode(b"the plan").decode()
JPEG = b"\xff\xd8\xff\xe0" + bytes(range(90))


def calendar(*components: str, name: str = "Stops") -> str:
    """Give a calendar of these components."""
    head = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Example//EN\nX-WR-CALNAME:{name}\n"
    zone = (
        "BEGIN:VTIMEZONE\nTZID:America/New_York\nBEGIN:STANDARD\nDTSTART:19700101T000000\n"
        "END:STANDARD\nEND:VTIMEZONE\n"
    )
    return head + zone + "".join(components) + "END:VCALENDAR\n"


def event(summary: str, number: int = 1, *more: str, kind: str = "VEVENT") -> str:
    """Give one component."""
    lines = [
        f"BEGIN:{kind}",
        f"UID:{number}@example.com",
        "CREATED:20260314T180400Z",
        f"DTSTART;TZID=America/New_York:2026031{number % 9}T090000",
        f"SUMMARY:{summary}",
        *more,
        f"END:{kind}",
        "",
    ]
    return "\n".join(lines)


HEARING = event(
    "Hearing\\, Bay Street",
    1,
    "DTEND;TZID=America/New_York:20260311T100000",
    "LOCATION:Room 2\\; City Hall",
    "DESCRIPTION:Bring the file.\\nAnd a very long line that goes ",
    " on here.",
    'ORGANIZER;CN="Diaz, Rosa":mailto:diaz@example.com',
    "ATTENDEE;CN=Dana Whitlow;PARTSTAT=ACCEPTED;ROLE=REQ-PARTICIPANT:MAILTO:whitlow@example.org",
    "ATTENDEE;CN=Room;EMAIL=room2@example.com:urn:uuid:1",
    "CATEGORIES:Records,Open",
    "RRULE:FREQ=WEEKLY;COUNT=3",
    "STATUS:CONFIRMED",
    "X-MICROSOFT-CDO-BUSYSTATUS:BUSY",
    "COMMENT:Moved twice",
    f"ATTACH;FMTTYPE=text/plain;FILENAME=plan.txt;ENCODING=BASE64:{PLAN}",
    "ATTACH;FILENAME=agenda.pdf:https://example.com/agenda.pdf",
    "BEGIN:VALARM",
    "TRIGGER:-PT15M",
    "ACTION:DISPLAY",
    "END:VALARM",
)


def office() -> str:
    """Give a calendar with an item of every kind, and odd ones."""
    moved = event("Hearing", 1, "RECURRENCE-ID:20260318T130000Z", "SEQUENCE:2")
    task = event("Call back", 2, "DUE;VALUE=DATE:20260320", "STATUS:NEEDS-ACTION", kind="VTODO")
    diary = event("Diary", 3, "DESCRIPTION:Rain", kind="VJOURNAL").replace("CREATED", "DTSTAMP")
    bare = (
        "BEGIN:VEVENT\nSUMMARY:No times\n"
        "X-ALT-DESC;FMTTYPE=text/html:<p>Only <b>this</b></p>\nEND:VEVENT\n"
    )
    odd = (
        "BEGIN:VEVENT\nUID:9\nCREATED:20261399T000000Z\nDTSTART:soon\nno line at all\nEND:VEVENT\n"
    )
    return calendar(HEARING, moved, task, diary, bare, odd)


def cards() -> str:
    """Give contacts in all versions."""
    photo = b64encode(JPEG).decode()
    folded = "\n ".join(photo[at : at + 60] for at in range(0, len(photo), 60))
    return (
        "BEGIN:VCARD\nVERSION:3.0\nN:Whitlow;Dana;M.;Dr.;\nFN:Dr. Dana M. Whitlow\n"
        "ORG:Harbor Board;Records\nTITLE:Clerk\nTEL;TYPE=CELL,VOICE:850-555-0142\n"
        "TEL;TYPE=work,fax:(850) 555-0143\nEMAIL;TYPE=INTERNET:whitlow@example.org\n"
        "item1.EMAIL:dana@example.net\nitem1.X-ABLabel:_$!<Other>!$_\n"
        "ADR;TYPE=HOME:;;1 Bay Street;Port;FL;32401;USA\nBDAY:1980-05-04\n"
        f"NOTE:Likes\\, and buys\\, maps\nPHOTO;ENCODING=b;TYPE=JPEG:{folded}\n"
        "UID:abc\nREV:2026-03-14T18:04:00Z\nX-CUSTOM:kept\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=96z;R=C3=BCya;=\n;;\n"
        "TEL;CELL;PREF:+1 850 555 0144\nNOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0A=\ntwo\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:4.0\nFN:Rosa Diaz\n"
        'TEL;VALUE=uri;TYPE="voice,work":tel:+1-850-555-0101\n'
        "PHOTO:data:image/png;base64,iVBORw0KGgo=\nREV:20260314T180400Z\nEND:VCARD\n"
        "BEGIN:VCARD\nORG:Only a company\nPHOTO;VALUE=URI:https://example.com/a.jpg\n"
        "REV:never\nEND:VCARD\n"
        "BEGIN:VCARD\nFN:Cut off\nTEL:850-555"
    )


def many_events(count: int) -> bytes:
    """Give a calendar of so many items, always the same."""
    dice = random.Random(5)
    return calendar(
        *(
            event(f"Matter {dice.randrange(99)}", n, "DESCRIPTION:Bring the file.")
            for n in range(count)
        )
    ).encode()


def many_cards(count: int) -> bytes:
    """Give so many contacts, always the same."""
    return "".join(
        f"BEGIN:VCARD\nVERSION:3.0\nFN:Person {n}\nTEL;TYPE=CELL:850-555-01{n % 100:02}\n"
        "END:VCARD\n"
        for n in range(count)
    ).encode()


def main() -> None:
    """Write all samples."""
    for folder in ("calendar", "contacts"):
        (HERE / folder).mkdir(exist_ok=True)
    (HERE / "calendar" / "office.ics").write_bytes(office().replace("\n", "\r\n").encode())
    takeout = {
        "Takeout/Calendar/Stops.ics": calendar(event("Stop", 4)).encode(),
        "Takeout/Calendar/Empty.ics": calendar().encode(),
    }
    (HERE / "calendar" / "takeout.zip").write_bytes(zipped(takeout))
    (HERE / "contacts" / "phone.vcf").write_bytes(cards().encode())
    (HERE / "contacts" / "utf16.vcf").write_bytes(cards().encode("utf-16"))


if __name__ == "__main__":
    main()
