"""Writes Concordance DAT and Opticon OPT with their images and texts, for lawyers' programs.

DAT: one document a line, fields between thorns and parted by 0x14, line ends within a field as
the registered sign, UTF-8 with a byte order mark. OPT: one page a line, seven fields.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from app.delivery.entries import (
    WITHHELD,
    Enclosure,
    Entry,
    bars_in,
    codes_of,
    day_of,
    disposition_of,
)
from app.delivery.names import plain_name
from app.delivery.plain import attachment_words, clean, has_text, one_line, record_words
from app.domain.redacted import RedactedRecord

VOLUME = "VOL001"
DAT = f"{VOLUME}.dat"
OPT = f"{VOLUME}.opt"
FIELDS = (
    *("BEGBATES", "ENDBATES", "BEGATTACH", "ENDATTACH", "CUSTODIAN", "FROM", "TO", "SUBJECT"),
    *("DATESENT", "TIMESENT", "DATETIMESENT", "DOCTYPE", "FILENAME", "CONVERSATIONID"),
    *("REDACTED", "EXEMPTIONS", "PAGES", "TEXTPATH", "NATIVELINK", "SHA256"),
)
_THORN, _PARTING, _LINE_END = "\u00fe", "\x14", "\u00ae"
_A_FOLDER = 1_000


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page of the packet as a picture file.

    Attributes:
        ending: ``tif`` or ``jpg``.
    """

    number: str
    ending: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Written:
    """A file of the load file's volume."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Document:
    """One line of the DAT.

    Attributes:
        name: its number, by which its text is named too.
        numbers: of its pages; none where it has no pages of its own.
    """

    name: str
    numbers: tuple[str, ...]
    text: str = field(default="", repr=False)
    values: dict[str, str] = field(default_factory=dict, repr=False)


class LoadFile:
    """Writes one volume: documents as they come, then images, then the two lists.

    A record and each of its attachments are documents of one family. An attachment without
    pages of its own is numbered after the last page of its record: ``MPD000012_0001``.
    """

    def __init__(self) -> None:
        self._dat = io.StringIO()
        self._dat.write("\ufeff" + _line(FIELDS))
        self._pages: list[tuple[str, ...]] = []
        self._images: dict[str, str] = {}
        self._texts = 0

    def record(self, entry: Entry) -> Iterator[Written]:
        """Take a record in with its attachments; gives the files of their texts."""
        documents = _documents(entry)
        last = max((number for one in documents for number in one.numbers), key=_by_length)
        family = {"BEGATTACH": documents[0].name, "ENDATTACH": last} if len(documents) > 1 else {}
        for one in documents:
            yield from self._document(one, family)

    def matter(self, kind: str, numbers: tuple[str, ...], text: str) -> Iterator[Written]:
        """Take in pages that belong to no record: the letter or the exemption log."""
        yield from self._document(_Document(numbers[0], numbers, text, {"DOCTYPE": kind}), {})

    def image(self, page: PageImage) -> Written:
        """Take in the picture of a page."""
        folder = len(self._images) // _A_FOLDER + 1
        path = f"{VOLUME}/IMAGES/{folder:04d}/{plain_name(page.number)}.{page.ending}"
        self._images[page.number] = path
        return Written(path, page.data)

    def lists(self) -> Iterator[Written]:
        """Give DAT and OPT; every page must have its picture by now."""
        yield Written(DAT, self._dat.getvalue().encode("utf-8"))
        yield Written(OPT, "".join(self._image_lines()).encode("ascii", "replace"))

    def _document(self, one: _Document, family: dict[str, str]) -> Iterator[Written]:
        values = one.values | family | {"BEGBATES": one.name, "PAGES": str(len(one.numbers))}
        values["ENDBATES"] = one.numbers[-1] if one.numbers else one.name
        if one.text:
            data = one.text.replace("\n", "\r\n").encode("utf-8")
            folder = self._texts // _A_FOLDER + 1
            self._texts += 1
            path = f"{VOLUME}/TEXT/{folder:04d}/{plain_name(one.name)}.txt"
            values["TEXTPATH"] = _from_here(path)
            values.setdefault("SHA256", hashlib.sha256(data).hexdigest())
            yield Written(path, data)
        self._dat.write(_line([values.get(name, "") for name in FIELDS]))
        if one.numbers:
            self._pages.append(one.numbers)

    def _image_lines(self) -> Iterator[str]:
        for numbers in self._pages:
            for at, number in enumerate(numbers):
                begins, count = ("Y", str(len(numbers))) if at == 0 else ("", "")
                path = _from_here(self._images[number])
                yield f"{plain_name(number)},{VOLUME},{path},{begins},,,{count}\r\n"


def _documents(entry: Entry) -> list[_Document]:
    """Give the record and each of its attachments; their pages stand at the record's end."""
    record = entry.record
    sheets = [0 if record.withheld else len(one.attachment.sheets) for one in entry.enclosures]
    own = len(entry.pages.numbers) - sum(sheets)
    numbers = entry.pages.numbers
    values = _values(record)
    documents = [_Document(numbers[0], numbers[:own], record_words(entry), values)]
    at = own
    for index, (one, pages) in enumerate(zip(entry.enclosures, sheets, strict=True), start=1):
        held = numbers[at : at + pages]
        at += pages
        name = held[0] if held else f"{numbers[own - 1]}_{index:04d}"
        documents.append(_enclosed(one, values, name, held))
    return documents


def _enclosed(
    one: Enclosure, values: dict[str, str], name: str, numbers: tuple[str, ...]
) -> _Document:
    attachment = one.attachment
    bars = bars_in(attachment)
    codes = sorted({code for bar in bars for code in bar.codes})
    own = values | {
        "DOCTYPE": attachment.kind,
        "SUBJECT": "",
        "FILENAME": one_line(attachment.name),
        "REDACTED": WITHHELD if attachment.withheld is not None else _yes(bool(bars)),
        "EXEMPTIONS": ";".join(codes),
    }
    link = one.native or one.file
    if link:
        own["NATIVELINK"] = _from_here(link)
    if one.sha256:
        own["SHA256"] = one.sha256
    text = attachment_words(attachment) + "\n" if has_text(attachment) else ""
    return _Document(name, numbers, text, own)


def _values(record: RedactedRecord) -> dict[str, str]:
    date = day_of(record)
    is_whole = record.withheld is not None
    return {
        "CUSTODIAN": record.custodian,
        "FROM": one_line(record.sender),
        "TO": ";".join(one_line(one).replace(";", ",") for one in record.recipients),
        "SUBJECT": one_line(record.subject),
        "DATESENT": "" if date is None else f"{date:%m/%d/%Y}",
        **_clock(record.at),
        "DOCTYPE": " ".join(filter(None, (record.platform, record.kind))),
        "CONVERSATIONID": str(record.thread),
        "REDACTED": WITHHELD if is_whole else _yes(disposition_of(record) != "Released in full"),
        "EXEMPTIONS": ";".join(codes_of(record)),
    }


def _clock(at: dt.datetime | None) -> dict[str, str]:
    if at is None:
        return {}
    return {"TIMESENT": f"{at:%H:%M:%S}", "DATETIMESENT": at.isoformat()}


def _yes(is_so: bool) -> str:  # noqa: FBT001 - it puts a truth into a word
    return "Yes" if is_so else "No"


def _line(values: Sequence[str] | Iterable[str]) -> str:
    return _PARTING.join(f"{_THORN}{_field(one)}{_THORN}" for one in values) + "\r\n"


def _field(text: str) -> str:
    """Give a value without the signs that part fields: a reader has no way around them."""
    plain = clean(text).replace(_LINE_END, "(R)").replace(_THORN, "th").replace(_PARTING, " ")
    return plain.replace("\n", _LINE_END)


def _from_here(name: str) -> str:
    """Give a path as these programs write it: relative to the load file, with backslashes."""
    return ".\\" + name.replace("/", "\\")


def _by_length(number: str) -> tuple[int, str]:
    return len(number), number
