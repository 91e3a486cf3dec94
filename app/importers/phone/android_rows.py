"""Rows of an Android phone's own tables of messages and calls, as one app writes them out."""

from __future__ import annotations

import base64
import binascii
import io
import json
from collections.abc import Mapping
from functools import partial

from app.domain.people import Role
from app.importers.base import Export, Parsed, ParsedAttachment
from app.importers.phone.mms_records import NO_DATA, Draft, MmsMaker
from app.importers.phone.sms_cast import Casting
from app.importers.phone.sms_records import RecordMaker, owner_role
from app.importers.social.taking import Entry, take_entries, take_entry
from app.importers.text import clean
from app.importers.times import TimeReader

_INTERNAL = frozenset({"_id", "__display_name"})
_FROM = "137"
_NAMES = ("cl", "name", "fn")


class RowMaker:
    """Makes records of rows.

    Attributes:
        used: members of the export that rows mean.
    """

    def __init__(self, export: Export, member: str, casting: Casting, times: TimeReader) -> None:
        self._multimedia = _FileMms(casting, times, export, member)
        self._messages = RecordMaker(casting, times)
        self.used = self._multimedia.used

    def record(self, locator: str, row: Entry) -> Parsed | None:
        """Make the record of a row; None where it is neither a message nor a call."""
        if any(name in row for name in ("__parts", "__sender_address", "__addresses", "msg_box")):
            return self._multimedia.message(_draft(locator, row))
        attributes = _texts(row)
        attributes["contact_name"] = attributes.pop("__display_name", "null")
        if "body" in row or ("address" in row and "type" in row):
            return self._messages.message(_kept(attributes), locator)
        if "number" in row and "duration" in row:
            attributes.setdefault("name", "null")
            if attributes["contact_name"] == "null":
                attributes["contact_name"] = attributes.pop("name")
            return self._messages.call(_kept(attributes), locator)
        return None


class _FileMms(MmsMaker):
    """Makes multimedia messages whose parts lie as files beside the rows."""

    def __init__(self, casting: Casting, times: TimeReader, export: Export, member: str) -> None:
        super().__init__(casting, times, export, member)
        self.used: set[str] = set()
        self._files = export
        self._folder = member.rpartition("/")[0]

    def _attachment(self, part: dict[str, str], number: int) -> ParsedAttachment:
        stored = part.get("_data", "null").replace("\\", "/").rpartition("/")[2]
        if stored in {"", "null"}:
            return super()._attachment(part, number)
        named = next((part[key] for key in _NAMES if part.get(key, "null") not in {"", "null"}), "")
        shown = clean(named or stored).replace("\\", "/").rpartition("/")[2] or stored
        media_type = clean(part.get("ct", "")).casefold()
        inside = _decoded(part.get("__binary_data", ""))
        if inside:
            opener = partial(io.BytesIO, inside)
            return ParsedAttachment(shown, opener, "", media_type, len(inside))
        beside = "/".join(filter(None, (self._folder, "data", stored)))
        member = self._files.find(beside)
        if member is None or member.casefold() != beside.casefold():
            return ParsedAttachment(shown, None, NO_DATA, media_type)
        self.used.add(member)
        return ParsedAttachment(
            shown, partial(self._files.open, member), "", media_type, self._files.size(member)
        )


def _draft(locator: str, row: Entry) -> Draft:
    """Bring a multimedia message into the form in which backups in XML have it."""
    sender = take_entry(row, "__sender_address")
    others = take_entries(row, "__recipient_addresses") + take_entries(row, "__addresses")
    addresses = [_texts(one) for one in ([sender] if sender else []) + others]
    parts = [_texts(one) for one in take_entries(row, "__parts")]
    attributes = _texts(row)
    far = _far_side(addresses, sent=owner_role(attributes.get("msg_box", "")) is Role.FROM)
    names = [one.get("__display_name", "null") for one in far]
    if len(far) == 1 and names == ["null"]:
        names = [attributes.get("__display_name", "null")]
    attributes["contact_name"] = "null" if "null" in names else ", ".join(names)
    attributes["address"] = "~".join(one.get("address", "") for one in far)
    pairs = [(one.get("address", ""), one.get("type", "")) for one in addresses]
    return Draft(locator, _kept(attributes), parts, pairs)


def _far_side(addresses: list[dict[str, str]], *, sent: bool) -> list[dict[str, str]]:
    """Find the other side, as far as the row leaves no doubt about the custodian's own number."""
    if sent:
        return [one for one in addresses if one.get("type") != _FROM]
    senders = [one for one in addresses if one.get("type") == _FROM]
    return senders if len(addresses) == 2 else []


def _texts(row: Mapping[str, object]) -> dict[str, str]:
    """Give a row's values as texts, as backups in XML have them: ``null`` where there is none."""
    return {clean(str(name)): _text(value) for name, value in row.items()}


def _text(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, str | int | float):
        return clean(str(value))
    return clean(json.dumps(value, ensure_ascii=False))


def _kept(attributes: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in attributes.items() if name not in _INTERNAL}


def _decoded(text: str) -> bytes:
    try:
        return (
            base64.b64decode("".join(text.split()), validate=True)
            if text not in {"", "null"}
            else b""
        )
    except (binascii.Error, ValueError):
        return b""
