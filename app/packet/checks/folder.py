"""Searches every file of a delivery for withheld words, and names files that do not belong."""

from __future__ import annotations

import csv
import email
import email.policy
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage

from app.domain.packets import Finding
from app.packet.checks import needles
from app.packet.normal import needle

ALLOWED = frozenset({".pdf", ".txt", ".csv", ".json", ".html", ".sha256", ".sig", ".xlsx", ".zip"})
_ZIPPED = frozenset({".zip", ".xlsx", ".docx", ".pptx", ".odt", ".ods"})
_NATIVE = ("word/", "ppt/", "xl/vbaProject", "xl/pivotCache", "xl/comments", "xl/externalLinks")
_TAG = re.compile(r"<[^>]*>")
_ENTITY = re.compile(r"&#(x?)([0-9A-Fa-f]{1,6});")
_DEPTH = 3
_LARGEST = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class DeliveredFile:
    """A file as it is handed over: its name within the delivery, and its bytes."""

    name: str
    data: bytes = field(repr=False)


def check_folder(
    files: Iterable[DeliveredFile],
    words: Sequence[str],
    allowed: frozenset[str] = ALLOWED,
) -> Iterator[Finding]:
    """Search names and contents of all files; a PDF's own check is ``verify_pdf``.

    Args:
        files: everything that is handed over.
        words: withheld words that the delivery says nowhere.
        allowed: endings of files that belong into a delivery, in small letters with the dot.
    """
    wanted = needles.needles_of(words)
    for number, file in enumerate(files, start=1):
        yield from _check(file, wanted, allowed, f"File {number} of the delivery", 0)


def _check(
    file: DeliveredFile,
    wanted: Sequence[needles.Needle],
    allowed: frozenset[str],
    where: str,
    depth: int,
) -> Iterator[Finding]:
    ending = _ending(file.name)
    if ending not in allowed and depth == 0:
        yield Finding("foreign_file", 0, f"{where} is of a kind that does not belong there.")
    if needles.present(wanted, needle(file.name)):
        yield Finding("file_name", 0, f"{where} has a withheld word in its name.")
    if any(needles.present(wanted, needle(text)) for text in _texts(file.data, ending)):
        yield Finding("delivered_word", 0, f"{where} says a withheld word.")
    if ending in _ZIPPED:
        yield from _members(file, wanted, allowed, where, depth)


def _members(
    file: DeliveredFile,
    wanted: Sequence[needles.Needle],
    allowed: frozenset[str],
    where: str,
    depth: int,
) -> Iterator[Finding]:
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            if archive.comment and needles.present(wanted, needle(_read(archive.comment))):
                yield Finding("delivered_word", 0, f"{where} says a withheld word in its note.")
            for item in archive.infolist():
                if item.filename.startswith(_NATIVE):
                    what = f"{where} holds parts of an office file that a reader does not see."
                    yield Finding("foreign_file", 0, what)
                yield from _member(archive, item, wanted, allowed, (where, depth))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError):
        yield Finding("damaged", 0, f"{where} cannot be opened.")


def _member(
    archive: zipfile.ZipFile,
    item: zipfile.ZipInfo,
    wanted: Sequence[needles.Needle],
    allowed: frozenset[str],
    at: tuple[str, int],
) -> Iterator[Finding]:
    where, depth = at
    if depth >= _DEPTH or item.file_size > _LARGEST:
        yield Finding("damaged", 0, f"{where} holds a file that is too deep or too large to check.")
        return
    inner = DeliveredFile(item.filename, b"" if item.is_dir() else archive.read(item))
    yield from _check(inner, wanted, allowed, where, depth + 1)


def _ending(name: str) -> str:
    last = name.replace("\\", "/").rpartition("/")[2].casefold()
    return "." + last.rpartition(".")[2] if "." in last else ""


def _texts(data: bytes, ending: str) -> Iterator[str]:
    """Give what a file says: as it stands, and as its format means it."""
    plain = _read(data)
    yield plain
    if ending in {".html", ".htm", ".xml", ".rels"}:
        shown = _ENTITY.sub(_unescaped, plain)
        yield _TAG.sub("", shown)
        yield shown
    elif ending == ".csv":
        try:
            yield "\0".join("".join(row) for row in csv.reader(io.StringIO(plain)))
        except csv.Error:
            return
    elif ending in {".eml", ".mbox"}:
        yield from _mail(data)


def _mail(data: bytes) -> Iterator[str]:
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        yield "\n".join(str(value) for value in part.values())
        if isinstance(part, EmailMessage) and not part.is_multipart():
            body = part.get_payload(decode=True)
            if isinstance(body, bytes):
                yield _read(body)


def _read(data: bytes) -> str:
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", "replace")
    return data.decode("utf-8-sig", "replace")


def _unescaped(found: re.Match[str]) -> str:
    code = int(found.group(2), 16 if found.group(1) else 10)
    return chr(code) if code < 0x110000 else ""
