"""The officer's phone: two backups of SMS Backup & Restore and one of its call logs."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import PurePosixPath
from xml.sax.saxutils import quoteattr

from daily import Daily, exchanges, rows
from marks import plain
from people import CAST, GROUP
from pictures import photo
from planted import ZONE, Account, Export, Part, Planted, local, milliseconds

FIRST, SECOND, CALLS = "sms-20260401.xml", "sms-20260501.xml", "calls-20260401.xml"
HEAD = "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n"
SETS = {
    FIRST: "3f0a6c1e-9b7d-4a52-8d10-5c2e7f4b1a01",
    SECOND: "3f0a6c1e-9b7d-4a52-8d10-5c2e7f4b1a02",
    CALLS: "3f0a6c1e-9b7d-4a52-8d10-5c2e7f4b1a03",
}
PICTURES = {
    "IMG_20260314_152618.jpg": ("stop", "2026:03:14 15:26:18"),
    "screenshot_20260319.jpg": ("screenshot", ""),
    "IMG_20260307_091204.jpg": ("dog", "2026:03:07 09:12:04"),
}
LAYOUT = '<smil><body><par dur="5000ms"><text src="text0.txt"/></par></body></smil>'
MMS_NULL = (
    "sub read_status sub_cs resp_st retr_st st retr_txt_cs retr_txt m_size rpt_a ct_cls resp_txt "
    "ct_l"
)
MMS_ALWAYS = {
    "rr": "129",
    "ct_t": "application/vnd.wap.multipart.related",
    "seen": "1",
    "read": "1",
    "exp": "604800",
    "locked": "0",
    "creator": "com.example.messages",
    "pri": "129",
    "sub_id": "1",
    "m_cls": "personal",
    "d_rpt": "129",
    "v": "18",
    "sim_slot": "0",
    **dict.fromkeys(MMS_NULL.split(), "null"),
}
MARCH_LINES, APRIL_LINES, CALL_COUNT = 368, 47, 40
CHATS = ("reyna", "reyna", "calloway", "tran", "dispatch", "osei", "bell", "shiftb")


@dataclass(frozen=True)
class Line:
    """One message of the phone; `when_kept` tells which of the two backups hold it."""

    sent: datetime
    chat: str
    who: str
    text: str
    picture: str = ""
    part: Part = Part.ORDINARY
    when_kept: str = "both"


def phone_exports() -> list[Export]:
    """Make the two message backups and the call log."""
    lines = sorted(_story_lines() + _daily_lines(), key=lambda line: line.sent)
    april = local("04-01 00:00")
    first = [line for line in lines if line.sent < april and line.when_kept != "second"]
    second = [line for line in lines if line.when_kept != "first"]
    fresh = [line for line in second if line not in first]
    older = _export(FIRST, first, first)
    newer = _export(SECOND, second, fresh)
    newer.account = Account(records=len(fresh), copies=len(second) - len(fresh))
    exports = [older, newer, _calls()]
    for export in exports:
        export.own_addresses = (CAST["whitaker"].phone,)
    return exports


def _export(name: str, lines: Sequence[Line], fresh: Sequence[Line]) -> Export:
    body = "".join(_element(line) for line in lines)
    backup = local("04-01 06:00") if name == FIRST else local("05-01 06:00")
    root = _root("smses", name, len(lines), milliseconds(backup))
    export = Export(
        name, CAST["whitaker"].name, {name: (HEAD + root + body + "</smses>\n").encode()}
    )
    export.planted = [_planted(name, line) for line in fresh]
    export.account = Account(records=len(lines))
    return export


def _planted(file: str, line: Line) -> Planted:
    people = [CAST["whitaker"].name]
    for key in _others(line.chat):
        people += [CAST[key].name, CAST[key].phone]
    attachments = (line.picture,) if line.picture else ()
    return Planted(
        file, line.sent, tuple(people), line.text, attachments=attachments, part=line.part
    )


def _story_lines() -> list[Line]:
    lines = [_story_line(row, Part.RESPONSIVE) for row in rows("stop_sms.txt")]
    return lines + [_story_line(row, Part.LOOKALIKE) for row in rows("lookalike_sms.txt")]


def _story_line(row: Sequence[str], part: Part) -> Line:
    stamp, chat, who, text, *picture = row
    kept = {"-": "first", "+": "second"}.get(stamp[0], "both")
    return Line(local(stamp.lstrip("+-")), chat, who, text, "".join(picture), part, kept)


def _daily_lines() -> list[Line]:
    daily = Daily(20260314)
    march = _talk(daily, "02-20", "03-30", MARCH_LINES)
    april = _talk(daily, "04-02", "04-28", APRIL_LINES)
    dog = "Look who I found on Harbor Street 🐶 it is Waffles, four pounds of trouble"
    return [
        *march,
        *april,
        Line(local("03-07 09:12:30"), "osei", "me", dog, "IMG_20260307_091204.jpg"),
    ]


def _talk(daily: Daily, first: str, last: str, wanted: int) -> list[Line]:
    blocks = exchanges("daily_sms.txt")
    lines: list[Line] = []
    while len(lines) < wanted:
        block = daily.rng.choice(blocks)
        filled = daily.fill("\n".join(f"{side} {text}" for side, text in block)).split("\n")
        chat = daily.rng.choice(CHATS)
        other = daily.rng.choice(GROUP) if chat == "shiftb" else chat
        moment = daily.moment(first, last)
        for side_and_text in filled:
            who = "me" if side_and_text[0] == ">" else other
            lines.append(Line(moment, chat, who, side_and_text[2:]))
            moment += timedelta(seconds=daily.rng.randrange(25, 600))
    return lines[:wanted]


def _others(chat: str) -> tuple[str, ...]:
    return GROUP if chat == "shiftb" else (chat,)


def _element(line: Line) -> str:
    if line.chat == "shiftb" or line.picture:
        return _mms(line)
    person = CAST[line.chat]
    sent = milliseconds(line.sent)
    received = line.who != "me"
    values = {
        "protocol": "0",
        "address": person.phone,
        "date": sent,
        "type": 1 if received else 2,
        "subject": "null",
        "body": plain(line.text),
        "toa": "null",
        "sc_toa": "null",
        "service_center": "+18505550190" if received else "null",
        "read": "1",
        "status": "-1",
        "locked": "0",
        "date_sent": sent - 1000 if received else 0,
        "sub_id": "1",
        "readable_date": _readable(line.sent),
        "contact_name": person.name,
    }
    return f"  <sms {_attributes(values)} />\n"


def _mms(line: Line) -> str:
    sent = milliseconds(line.sent)
    others = [CAST[key] for key in _others(line.chat)]
    received = line.who != "me"
    values: dict[str, object] = {
        **MMS_ALWAYS,
        "date": sent,
        "msg_box": 1 if received else 2,
        "address": "~".join(person.phone for person in others),
        "text_only": 0 if line.picture else 1,
        "m_id": f"mms{sent}@mms.example.com",
        "date_sent": sent // 1000 if received else 0,
        "tr_id": f"T{sent}",
        "_id": sent % 99991,
        "m_type": 132 if received else 128,
        "readable_date": _readable(line.sent),
        "contact_name": ", ".join(person.name for person in others),
    }
    parts = "".join(f"      <part {_attributes(part)} />\n" for part in _parts(line))
    addrs = "".join(f"      <addr {_attributes(addr)} />\n" for addr in _addrs(line))
    inside = f"    <parts>\n{parts}    </parts>\n    <addrs>\n{addrs}    </addrs>\n"
    return f"  <mms {_attributes(values)}>\n{inside}  </mms>\n"


def _parts(line: Line) -> list[dict[str, object]]:
    parts = [_part(-1, "application/smil", "null", "smil", "smil.xml") | {"text": LAYOUT}]
    if line.picture:
        data = base64.b64encode(photo(*PICTURES[line.picture], seed=7)).decode()
        stem = PurePosixPath(line.picture).stem
        picture = _part(0, "image/jpeg", line.picture, stem, line.picture)
        parts.append(picture | {"text": "null", "data": data})
    words = _part(0, "text/plain", "null", "text0", "text0.txt")
    return [*parts, words | {"chset": "106", "text": plain(line.text)}]


def _part(seq: int, kind: str, name: str, cid: str, place: str) -> dict[str, object]:
    blank = dict.fromkeys(("chset", "cd", "fn", "ctt_s", "ctt_t"), "null")
    return {"seq": seq, "ct": kind, "name": name, **blank, "cid": f"<{cid}>", "cl": place}


def _addrs(line: Line) -> list[dict[str, object]]:
    others = _others(line.chat)
    sender = "insert-address-token" if line.who == "me" else CAST[line.who].phone
    readers = [CAST[key].phone for key in others if key != line.who]
    if line.who != "me":
        readers.append(CAST["whitaker"].phone)
    addrs: list[dict[str, object]] = [{"address": sender, "type": 137, "charset": 106}]
    return addrs + [{"address": phone, "type": 151, "charset": 106} for phone in readers]


def _calls() -> Export:
    daily = Daily(404)
    moments = sorted({daily.moment("02-20", "03-31") for _ in range(CALL_COUNT + 9)})[:CALL_COUNT]
    elements, planted = [], []
    for moment in moments:
        person = CAST[daily.rng.choice(("reyna", "calloway", "dispatch", "tow", "tran"))]
        kind = daily.rng.choice((1, 2, 2, 3))
        values = {
            "number": person.phone,
            "duration": 0 if kind == 3 else daily.rng.randrange(11, 700),
            "date": milliseconds(moment),
            "type": kind,
            "presentation": 1,
            "subscription_id": 1,
            "post_dial_digits": "",
            "subscription_component_name": "null",
            "readable_date": _readable(moment),
            "contact_name": person.name,
        }
        elements.append(f"  <call {_attributes(values)} />\n")
        planted.append(
            Planted(CALLS, moment, (CAST["whitaker"].name, person.name, person.phone), "")
        )
    backup = milliseconds(local("04-01 06:00"))
    root = _root("calls", CALLS, len(elements), backup)
    content = (HEAD + root + "".join(elements) + "</calls>\n").encode()
    return Export(
        CALLS, CAST["whitaker"].name, {CALLS: content}, planted, Account(records=len(planted))
    )


def _root(tag: str, name: str, count: int, backup: int) -> str:
    return f'<{tag} count="{count}" backup_set="{SETS[name]}" backup_date="{backup}" type="full">\n'


def _attributes(values: dict[str, object]) -> str:
    return " ".join(f"{name}={_quoted(str(value))}" for name, value in values.items())


def _quoted(value: str) -> str:
    """Quote as the app does: quotes and line ends as references, emoji as two halves."""
    quoted = quoteattr(value, {"\n": "&#10;", '"': "&quot;"})
    return "".join(
        _halves(character) if ord(character) > 0xFFFF else character for character in quoted
    )


def _halves(character: str) -> str:
    offset = ord(character) - 0x10000
    return f"&#{0xD800 + (offset >> 10)};&#{0xDC00 + (offset & 0x3FF)};"


def _readable(moment: datetime) -> str:
    there = moment.astimezone(ZONE)
    half = "PM" if there.hour > 11 else "AM"
    return f"{there:%b} {there.day}, {there.year} {(there.hour - 1) % 12 + 1}:{there:%M:%S} {half}"
