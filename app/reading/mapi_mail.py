"""An Outlook item written as a mail after RFC 5322, so that one reader reads them all."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from base64 import b64encode, encodebytes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from email.utils import format_datetime
from urllib.parse import quote

from app.reading.compressed_rtf import unpacked_rtf
from app.reading.headers import Headers, split_headers, unfolded
from app.reading.mapi import MapiAttachment, MapiMessage, Properties
from app.reading.mapi_items import item_lines
from app.reading.rtf_body import read_rtf_body

CLASS, SUBJECT, HEADERS = 0x1A, 0x37, 0x7D
SENT, DELIVERED, MADE = 0x39, 0xE06, 0x3007

_BODY, _RTF, _HTML, _NET_PAGE = 0x1000, 0x1009, 0x1013, 0x3FDE
_SENDER = (0x0C1A, (0x5D01, 0x0C1F))
_ON_BEHALF = (0x42, (0x5D02, 0x65))
_DISPLAYED = {"To": 0x0E04, "Cc": 0x0E03, "Bcc": 0x0E02}
_ROLES = {1: "To", 2: "Cc", 3: "Bcc"}
_UNSENT, _LOCAL_LINK = 0x8, frozenset({2, 3, 4, 7})
_DONE = {102: "Replied", 103: "Replied", 104: "Passed on"}
_SHAPE = ("content-", "mime-version")
_LONGEST_HEADER = 1_000_000
_UNIX = 3
"""What a ZIP says of its maker, so that the same item gives the same bytes on every system."""
_NO_FIELD = re.compile(r"\A\s*(?:[^\n:]{1,200}\n)?")


@dataclass(frozen=True, slots=True)
class OutlookMail:
    """A mail made of an Outlook item.

    Attributes:
        item: Outlook's name of its kind, such as ``IPM.Note``.
        labels: categories and what was done with it.
        notes: stable words for what was odd.
        lines: what it tells beside its text; they stand before it in the mail.
    """

    mail: bytes = field(repr=False)
    item: str = ""
    labels: tuple[str, ...] = ()
    draft: bool = False
    notes: frozenset[str] = frozenset()
    lines: tuple[str, ...] = ()


def as_mail(message: MapiMessage) -> OutlookMail:
    """Write an item as a mail; mails inside it are written in the same way."""
    own = message.properties
    notes = set(message.notes)
    given, _ = split_headers(_NO_FIELD.sub("", own.text(HEADERS)).encode("utf-8", "replace"))
    heading = b"".join(_heading(message, given, notes))
    item = own.text(CLASS)
    sealed = _sealed_inside(message, item)
    body = sealed if sealed is not None else _multipart(message, notes)
    return OutlookMail(
        heading + body,
        item,
        tuple(_labels(own)),
        bool(own.number(0x0E07) & _UNSENT),
        frozenset(notes),
        tuple(_lines(message)),
    )


def _labels(own: Properties) -> Iterator[str]:
    yield from own.texts("keywords")
    if own.number(0x1090) == 2:
        yield "Flagged"
    done = _DONE.get(own.number(0x1081))
    if done:
        yield done


def _heading(message: MapiMessage, given: Headers, notes: set[str]) -> Iterator[bytes]:
    """Give the header lines it travelled with, and those that only Outlook knows."""
    own = message.properties
    for name, value in given.fields:
        if not name.startswith(_SHAPE):
            yield _field(name, unfolded(value))
    has = {name for name, _ in given.fields}
    known = " ".join(v for n in ("from", "to", "cc", "bcc") for v in given.all(n)).casefold()
    made = {
        "From": _from(own),
        "Subject": own.text(SUBJECT, 0x0E1D, 0x70),
        "Message-ID": own.text(0x1035),
        "In-Reply-To": own.text(0x1042),
        "References": own.text(0x1039),
        "Thread-Index": _conversation_index(own),
        "Date": "" if "date" in has else _date(own, notes),
        "X-Outlook-Class": own.text(CLASS),
    }
    for name, text in made.items():
        if text and name.lower() not in has:
            yield _field(name, text)
    for role, people in _recipients(message, known).items():
        yield _field(role, ", ".join(people))


def _conversation_index(own: Properties) -> str:
    """Give by what Outlook knows a conversation; mails that it sent may have no other id."""
    return b64encode(own.data(0x71) or b"").decode("ascii")


def _from(own: Properties) -> str:
    for name, addresses in (_ON_BEHALF, _SENDER):
        if own.text(name, *addresses):
            return _mailbox(own, name, addresses)
    return ""


def _date(own: Properties, notes: set[str]) -> str:
    when = own.time(SENT, DELIVERED)
    if when is None:
        when = own.time(MADE, 0x3008)
        if when is not None:
            notes.add("made")
    return _written(when) if when else ""


def _written(when: dt.datetime) -> str:
    return format_datetime(when.replace(microsecond=0))


def _recipients(message: MapiMessage, known: str) -> dict[str, list[str]]:
    """Give those whom the header lines do not name."""
    found: dict[str, list[str]] = {}
    for one in message.recipients:
        role = _ROLES.get(one.number(0x0C15, 1) & 0xF)
        who = _mailbox(one, 0x3001, (0x39FE, 0x3003))
        address = one.text(0x39FE, 0x3003).casefold()
        name = one.text(0x3001).casefold()
        if role and who and not (known and (address in known or (name and name in known))):
            found.setdefault(role, []).append(who)
    if not message.recipients and not known:
        for role, number in _DISPLAYED.items():
            names = [name.strip() for name in message.properties.text(number).split(";")]
            found[role] = [_quoted(name) for name in names if name]
    return {role: people for role, people in found.items() if people}


def _mailbox(one: Properties, name: int, addresses: Iterable[int]) -> str:
    """Give name and address; one with an @ goes before a name inside Exchange."""
    told = [text for number in addresses if (text := one.text(number).strip())]
    address = next((text for text in told if "@" in text), told[0] if told else "")
    shown = one.text(name).strip().strip("'")
    if not address or address == shown:
        return f"<{shown}>" if "@" in shown and " " not in shown else _quoted(shown)
    return f"{_quoted(shown)} <{address.translate(_NO_BRACKETS)}>".strip()


_NO_BRACKETS = {ord("<"): None, ord(">"): None}


def _quoted(name: str) -> str:
    plain = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"' if plain else ""


def _field(name: str, value: str) -> bytes:
    line = " ".join(value.split())[:_LONGEST_HEADER]
    return f"{name}: {line}\n".encode("utf-8", "replace")


def _sealed_inside(message: MapiMessage, item: str) -> bytes | None:
    """Give the body of a signed or encrypted mail, which Outlook keeps as its one attachment."""
    if not item.upper().startswith("IPM.NOTE.SMIME") or len(message.attachments) != 1:
        return None
    only = message.attachments[0]
    kind = only.properties.text(0x370E).lower()
    if not only.data or not (kind.startswith("multipart/signed") or "multipart" in item.lower()):
        return None
    return only.data if only.data.lstrip()[:8].lower() == b"content-" else None


def _multipart(message: MapiMessage, notes: set[str]) -> bytes:
    parts = [*_texts(message, notes)]
    for number, attachment in enumerate(message.attachments, start=1):
        parts += _file(attachment, number, notes)
    return _joined("mixed", "=_outlook_", parts)


def _joined(subtype: str, boundary: str, parts: list[bytes]) -> bytes:
    """Join parts; all are base64, in which the boundary's first two signs never stand."""
    mark = boundary.encode("utf-8")
    head = f'Content-Type: multipart/{subtype}; boundary="{boundary}"\n\n'.encode()
    return head + b"".join(b"--" + mark + b"\n" + part for part in parts) + b"--" + mark + b"--\n"


def _texts(message: MapiMessage, notes: set[str]) -> Iterator[bytes]:
    own = message.properties
    lines = _lines(message)
    plain = own.text(_BODY)
    page, charset, rtf = _page(own)
    if rtf and not plain.strip() and not page:
        plain = read_rtf_body(rtf).text
        notes.add("rtf")
    if lines:
        yield _text_part("plain", ("\n".join(lines) + "\n").encode("utf-8", "replace"), "utf-8")
    choices = []
    if plain.strip() or not page:
        choices.append(_text_part("plain", plain.encode("utf-8", "replace"), "utf-8"))
    if page:
        choices.append(_text_part("html", page, charset))
    yield _joined("alternative", "=_choice_", choices) if len(choices) > 1 else choices[0]
    if "rtf" in notes:
        yield _part("text/rtf", rtf, "message.rtf", inline=True)


def _lines(message: MapiMessage) -> list[str]:
    own = message.properties
    return [*item_lines(own, own.text(CLASS)), *_not_held(message.attachments)]


def _not_held(attachments: Iterable[MapiAttachment]) -> Iterator[str]:
    """Name the files that are not in the item, with the place where they lie if it is told."""
    for one in attachments:
        if one.data is None and one.message is None and not one.streams:
            own = one.properties
            told = (own.text(0x3707, 0x3704, 0x3001), own.text(0x370D, 0x3708))
            yield " ".join(("[not in this file:", *filter(None, told))) + "]"


def _page(own: Properties) -> tuple[bytes, str, bytes]:
    """Give the mail as a page with its character set, and its RTF."""
    held = own.values.get(_HTML)
    rtf = unpacked_rtf(own.data(_RTF) or b"")
    if isinstance(held, str) and held.strip():
        return held.encode("utf-8", "replace"), "utf-8", rtf
    if isinstance(held, bytes) and held.strip(b"\0\r\n\t "):
        page = own.number(_NET_PAGE)
        return held, "" if page in {0, 1200} else f"cp{page}".replace("cp65001", "utf-8"), rtf
    wrapped = read_rtf_body(rtf).html
    return wrapped.encode("utf-8", "replace"), "utf-8", rtf


def _text_part(subtype: str, data: bytes, charset: str) -> bytes:
    named = f"; charset={charset}" if charset else ""
    head = f"Content-Type: text/{subtype}{named}\nContent-Transfer-Encoding: base64\n\n"
    return head.encode("utf-8") + encodebytes(data) + b"\n"


def _file(attachment: MapiAttachment, number: int, notes: set[str]) -> Iterator[bytes]:
    own = attachment.properties
    name = own.text(0x3707, 0x3704, 0x3001) or f"attachment-{number}{own.text(0x3703)}"
    if attachment.message is not None:
        inside = as_mail(attachment.message)
        notes |= inside.notes & {"deep", "ole"}
        stem = (own.text(0x3001) or attachment.message.properties.text(SUBJECT) or "mail").strip()
        yield _part("message/rfc822", inside.mail, _ended(stem, ".eml"))
    elif attachment.streams:
        notes.add("ole")
        yield _part("application/zip", _zipped(attachment.streams), _ended(name, ".zip"))
    elif attachment.data is not None:
        shown = bool(own.text(0x3712)) and bool(own.number(0x7FFE) or own.number(0x3714) & 4)
        yield _part(own.text(0x370E), attachment.data, name, inline=shown)
    else:
        notes.add("elsewhere" if own.number(0x3705) & 0xFF in _LOCAL_LINK else "empty file")


def _part(media_type: str, data: bytes, name: str, *, inline: bool = False) -> bytes:
    kind = media_type.strip().lower()
    plain = kind if kind.isascii() and kind.replace("/", "a", 1).isprintable() else ""
    usable = plain if plain.count("/") == 1 and not set(plain) & set(' ;"') else ""
    usable = "application/octet-stream" if not usable or usable[:10] == "multipart/" else usable
    way = "inline" if inline else "attachment"
    head = (
        f"Content-Type: {usable}\nContent-Transfer-Encoding: base64\n"
        f"Content-Disposition: {way}; filename*=utf-8''{quote(name[:400], errors='replace')}\n\n"
    )
    return head.encode("utf-8") + encodebytes(data) + b"\n"


def _ended(name: str, ending: str) -> str:
    stem = name[: -len(ending)] if name.lower().endswith(ending) else name
    return stem[:150].replace("/", "-").replace("\\", "-") + ending


def _zipped(streams: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (_, data) in enumerate(sorted(streams.items()), start=1):
            member = zipfile.ZipInfo(f"stream {number}.bin", (1980, 1, 1, 0, 0, 0))
            member.create_system = _UNIX
            archive.writestr(member, data)
    return packed.getvalue()
