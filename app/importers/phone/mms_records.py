"""Multimedia messages of SMS Backup & Restore as records, with their parts as attachments."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, field
from functools import partial
from typing import BinaryIO

from app.domain.provenance import Problem
from app.domain.records import Kind
from app.importers.base import Export, MemberUnreadable, Parsed, ParsedAttachment
from app.importers.base64_stream import decoding, slice_of
from app.importers.phone.sms_cast import Casting
from app.importers.phone.sms_records import (
    PLATFORM,
    flags_of,
    owner_role,
    problems_of,
    text_of,
)
from app.importers.text import clean, decode
from app.importers.times import TimeReader
from app.importers.xml_repair import SLICE

NOT_FETCHED = Problem(
    "not_fetched", "The telephone had not fetched this message, so its contents are missing."
)
TEXT_UNREADABLE = Problem("text_unreadable", "A text part of the message could not be decoded.")
NO_DATA = "The backup holds no bytes for it."

_MAPPED = frozenset({"address", "contact_name", "date", "readable_date", "sub", "msg_box"})
_USUAL = {
    "rr": "129", "read": "1", "m_size": "0", "m_cls": "personal", "d_rpt": "129", "seen": "1",
    "v": "18", "pri": "129", "locked": "0", "date_sent": "0", "sub_cs": "106", "exp": "604800",
}  # fmt: skip
_ENDINGS = {
    "image/jpeg": ".jpg", "image/jpg": ".jpg", "image/png": ".png", "image/gif": ".gif",
    "image/webp": ".webp", "image/heic": ".heic", "video/mp4": ".mp4", "video/3gpp": ".3gp",
    "audio/amr": ".amr", "audio/mpeg": ".mp3", "audio/mp4": ".m4a", "audio/ogg": ".ogg",
    "text/plain": ".txt", "text/x-vcard": ".vcf", "text/vcard": ".vcf", "application/pdf": ".pdf",
}  # fmt: skip
_LAYOUT = "application/smil"
_NOTIFICATION = "130"
_MOST_TEXT = 1 << 20


@dataclass(slots=True)
class Draft:
    """A multimedia message while its parts are still being read."""

    locator: str
    attributes: dict[str, str]
    parts: list[dict[str, str]] = field(default_factory=list)
    addresses: list[tuple[str, str]] = field(default_factory=list)


class MmsMaker:
    """Makes records of ``mms`` elements.

    Args:
        export: the backup, from which long parts are read when they are opened.
        member: the file in it.
    """

    def __init__(self, casting: Casting, times: TimeReader, export: Export, member: str) -> None:
        self._casting = casting
        self._times = times
        self._export = export
        self._member = member

    def message(self, draft: Draft) -> Parsed:
        """Make a record of a multimedia message that was read to its end."""
        get = draft.attributes.get
        kind = get("msg_box", "")
        owner_is = owner_role(kind)
        sent = self._times.epoch(get("date", ""))
        cast = self._casting.among(
            get("address", ""), get("contact_name", ""), owner_is, tuple(draft.addresses)
        )
        parts = self._parts(draft.parts)
        problems = problems_of(sent, kind, owner_is) + tuple(parts.problems)
        if get("m_type") == _NOTIFICATION:
            problems = (*problems, NOT_FETCHED)
        return Parsed(
            draft.locator, PLATFORM, Kind.MESSAGE, "\n".join(parts.texts), sent.moment,
            cast.parties,
            conversation_key=cast.key,
            conversation_title=cast.title,
            subject=text_of(get("sub", "")),
            attachments=tuple(parts.attachments),
            flags=flags_of(kind) | sent.flags,
            problems=problems,
            raw=_rest(draft.attributes, parts.layouts, kind if owner_is is None else ""),
        )  # fmt: skip

    def _parts(self, parts: list[dict[str, str]]) -> _Parts:
        found = _Parts()
        for number, part in enumerate(parts, 1):
            media_type = part.get("ct", "").casefold()
            text = part.get("text", "null")
            if media_type == _LAYOUT:
                found.layouts.append(text_of(text))
            elif media_type == "text/plain" and not self._attached_text(part, text, found):
                continue
            else:
                found.attachments.append(self._attachment(part, number))
        return found

    def _attached_text(self, part: dict[str, str], text: str, found: _Parts) -> bool:
        """Take a text part as text; True where it must stay an attachment."""
        if text not in {"null", ""} or part.get("data", "null") in {"null", ""}:
            found.texts.extend(filter(None, [text_of(text)]))
            return False
        try:
            with self._opener(part["data"])() as stream:
                plain = stream.read(_MOST_TEXT + 1)
        except MemberUnreadable:
            found.problems.append(TEXT_UNREADABLE)
            return True
        if len(plain) > _MOST_TEXT:
            return True
        found.texts.append(decode(plain).text)
        return False

    def _attachment(self, part: dict[str, str], number: int) -> ParsedAttachment:
        media_type = clean(part.get("ct", "")).casefold()
        name = _name(part, number, media_type)
        data = part.get("data", "null")
        if data not in {"null", ""}:
            return ParsedAttachment(name, self._opener(data), claimed_type=media_type)
        text = text_of(part.get("text", "null"))
        if text:
            plain = text.encode("utf-8")
            opener = partial(io.BytesIO, plain)
            return ParsedAttachment(name, opener, "", media_type, len(plain))
        return ParsedAttachment(name, None, NO_DATA, media_type)

    def _opener(self, data: str) -> partial[BinaryIO]:
        place = SLICE.fullmatch(data)
        if place:
            return partial(slice_of, self._export, self._member, int(place[1]), int(place[2]))
        return partial(_decoding_text, data)


@dataclass(slots=True)
class _Parts:
    texts: list[str] = field(default_factory=list)
    layouts: list[str] = field(default_factory=list)
    attachments: list[ParsedAttachment] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def _decoding_text(data: str) -> BinaryIO:
    return decoding(io.BytesIO(data.encode("utf-8")))


def _name(part: dict[str, str], number: int, media_type: str) -> str:
    """Find a part's name where phones put it; without folders, with an ending."""
    for key in ("cl", "name", "fn", "cid"):
        given = clean(part.get(key, "null")).strip().strip("<>").replace("\\", "/")
        base = given.rpartition("/")[2].strip()
        if base not in {"null", "", ".", ".."}:
            return base if "." in base else base + _ENDINGS.get(media_type, "")
    return f"part{number}" + _ENDINGS.get(media_type, "")


def _rest(attributes: dict[str, str], layouts: list[str], odd_box: str) -> str:
    rest: dict[str, object] = {
        name: value
        for name, value in attributes.items()
        if name not in _MAPPED and value not in {"null", "", _USUAL.get(name)}
    }
    if odd_box:
        rest["msg_box"] = odd_box
    if any(layouts):
        rest["layouts"] = layouts
    return clean(json.dumps(rest, ensure_ascii=False)) if rest else ""
