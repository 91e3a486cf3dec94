"""Makes SMS Backup & Restore files for the tests; all of it invented."""

from __future__ import annotations

import base64
from pathlib import Path
from xml.sax.saxutils import quoteattr

HEAD = "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n"
WHEN = 1_773_522_240_000


def sms(body: str, number: int = 0, **other: str) -> str:
    """Give one ``sms`` element; ``body`` is escaped."""
    given = {
        "protocol": "0", "address": "+18505550142", "date": str(WHEN + number * 60_000),
        "type": "1", "subject": "null", "body": body, "toa": "null", "sc_toa": "null",
        "service_center": "null", "read": "1", "status": "-1", "locked": "0", "date_sent": "0",
        "sub_id": "1", "readable_date": "14 Mar 2026", "contact_name": "Rosa Diaz", **other,
    }  # fmt: skip
    return f"  <sms {_attributes(given)} />\n"


def mms(parts: str = "", addrs: str = "", **other: str) -> str:
    """Give one ``mms`` element around its parts and addresses."""
    given = {
        "date": str(WHEN), "ct_t": "application/vnd.wap.multipart.related", "msg_box": "1",
        "sub": "null", "address": "+18505550142", "m_type": "132", "m_id": "null",
        "contact_name": "Rosa Diaz", **other,
    }  # fmt: skip
    listed = f"<addrs>{addrs}</addrs>" if addrs else ""
    return f"  <mms {_attributes(given)}>\n    <parts>{parts}</parts>{listed}\n  </mms>\n"


def part(media_type: str, **given: str) -> str:
    """Give one ``part`` element."""
    return f"<part {_attributes({'seq': '0', 'ct': media_type, **given})} />"


def data_part(media_type: str, plain: bytes, **given: str) -> str:
    """Give one ``part`` element that holds bytes."""
    return part(media_type, text="null", data=base64.b64encode(plain).decode(), **given)


def addr(address: str, kind: int) -> str:
    """Give one ``addr`` element; 137 from, 151 to, 130 copy, 129 blind copy."""
    return f'<addr address="{address}" type="{kind}" charset="106" />'


def call(number: str = "+18505550142", **other: str) -> str:
    """Give one ``call`` element."""
    given = {
        "number": number, "duration": "65", "date": str(WHEN), "type": "1", "presentation": "1",
        "contact_name": "Rosa Diaz", **other,
    }  # fmt: skip
    return f"  <call {_attributes(given)} />\n"


def backup(*elements: str, count: int | None = None, root: str = "smses") -> str:
    """Give a whole file around its elements."""
    number = len(elements) if count is None else count
    return f'{HEAD}<{root} count="{number}">\n{"".join(elements)}</{root}>\n'


def write(path: Path, text: str | bytes) -> Path:
    """Write a file and give its path."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def _attributes(given: dict[str, str]) -> str:
    return " ".join(f"{name}={quoteattr(value)}" for name, value in given.items())
