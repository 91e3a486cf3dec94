"""Searches every file of a delivery for withheld words, and names files that do not belong."""

from __future__ import annotations

import email
import email.policy
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from email.message import Message

from app.domain.packets import Finding
from app.packet.checks.delivered import Wanted, pieces_of, text_of

ALLOWED = frozenset({".pdf", ".txt", ".csv", ".json", ".html", ".sha256", ".sig", ".xlsx", ".zip"})
IN_FULL = ALLOWED | {".dat", ".opt", ".rsmf", ".jpg", ".png", ".tif"}
"""What may lie in a delivery with attachments, load file and conversations."""
_ZIPPED = frozenset({".zip", ".xlsx", ".docx", ".pptx", ".odt", ".ods"})
_MAILS = frozenset({".eml", ".mbox", ".rsmf"})
_NATIVE = ("word/", "ppt/", "xl/vbaProject", "xl/pivotCache", "xl/comments", "xl/externalLinks")
_DEPTH = 3
_LARGEST = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class DeliveredFile:
    """A file as it is handed over: its name within the delivery, and its bytes.

    Attributes:
        is_native: it leaves as it was received, so that it may be of any kind.
    """

    name: str
    data: bytes = field(repr=False)
    is_native: bool = False


@dataclass(frozen=True, slots=True)
class _At:
    """Where a file lies: its words for a finding, and how many archives deep."""

    where: str
    depth: int = 0


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
    checking = FolderCheck(words, allowed)
    for file in files:
        yield from checking.look_at(file)


class FolderCheck:
    """Checks files one after the other, as they are made.

    Args:
        words: as of :func:`check_folder`.
        allowed: as of :func:`check_folder`.
        own: files as they are without any record; what they say is no record's word.
    """

    def __init__(
        self,
        words: Sequence[str],
        allowed: frozenset[str] = ALLOWED,
        own: Iterable[DeliveredFile] = (),
    ) -> None:
        self._own_names: set[str] = set()
        self._wanted = Wanted(words, {piece for file in own for piece in self._pieces(file)})
        self._allowed = allowed
        self._seen = 0

    def _pieces(self, file: DeliveredFile) -> Iterator[str]:
        """Give what a file of the program's own says, with the names within it."""
        ending = _ending(file.name)
        if ending not in _ZIPPED:
            yield from pieces_of(file.data, ending)
            return
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            for item in archive.infolist():
                self._own_names.add(item.filename)
                yield from pieces_of(archive.read(item), _ending(item.filename))

    def look_at(self, file: DeliveredFile) -> Iterator[Finding]:
        """Search the name and the content of the next file."""
        self._seen += 1
        yield from self._check(file, _At(f"File {self._seen} of the delivery"))

    def _check(self, file: DeliveredFile, at: _At) -> Iterator[Finding]:
        ending = _ending(file.name)
        if ending not in self._allowed and at.depth == 0 and not file.is_native:
            yield Finding("foreign_file", 0, f"{at.where} is of a kind that does not belong there.")
        is_own = at.depth > 0 and file.name in self._own_names
        if not is_own and self._wanted.in_name(file.name):
            yield Finding("file_name", 0, f"{at.where} has a withheld word in its name.")
        if ending in _MAILS:
            yield from self._mail(file, at)
        elif self._wanted.in_file(file.data, ending):
            yield Finding("delivered_word", 0, f"{at.where} says a withheld word.")
        if ending in _ZIPPED:
            yield from self._members(file, at)

    def _members(self, file: DeliveredFile, at: _At) -> Iterator[Finding]:
        try:
            with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
                if archive.comment and self._wanted.in_text(text_of(archive.comment)):
                    what = f"{at.where} says a withheld word in its note."
                    yield Finding("delivered_word", 0, what)
                for item in archive.infolist():
                    if item.filename.startswith(_NATIVE) and not file.is_native:
                        what = f"{at.where} holds parts of an office file that nobody sees."
                        yield Finding("foreign_file", 0, what)
                    yield from self._member(archive, item, at)
        except (
            *(zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError),
            *(EOFError, OSError),
        ):
            yield Finding("damaged", 0, f"{at.where} cannot be opened.")

    def _member(
        self, archive: zipfile.ZipFile, item: zipfile.ZipInfo, at: _At
    ) -> Iterator[Finding]:
        if at.depth >= _DEPTH or item.file_size > _LARGEST:
            what = f"{at.where} holds a file that is too deep or too large to check."
            yield Finding("damaged", 0, what)
            return
        data = b"" if item.is_dir() else archive.read(item)
        yield from self._inner(item.filename, data, at)

    def _mail(self, file: DeliveredFile, at: _At) -> Iterator[Finding]:
        """Search heads and parts as a reader shows them; what is attached is a file again."""
        says = False
        message = email.message_from_bytes(file.data, policy=email.policy.default)
        for part in message.walk():
            heads = "\n".join(str(value) for value in part.values())
            says = says or self._wanted.in_text(heads)
            body = part.get_payload(decode=True)
            if not isinstance(body, bytes):
                continue
            name = _name_of(part)
            if not name:
                says = says or self._wanted.in_file(body, ".txt")
            elif at.depth < _DEPTH:
                yield from self._inner(name, body, at)
        if says:
            yield Finding("delivered_word", 0, f"{at.where} says a withheld word.")

    def _inner(self, name: str, data: bytes, at: _At) -> Iterator[Finding]:
        yield from self._check(DeliveredFile(name, data), _At(at.where, at.depth + 1))


def _name_of(part: Message) -> str:
    return part.get_filename() or ""


def _ending(name: str) -> str:
    last = name.replace("\\", "/").rpartition("/")[2].casefold()
    return "." + last.rpartition(".")[2] if "." in last else ""
