"""Reads everything that is handed over as a stranger would, by other readers than the program's."""

from __future__ import annotations

import email
import email.policy
import html
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pikepdf
import pypdf
import pypdfium2
from leaks.words import squeezed
from PIL import Image

_WINDOW = 6
_MIX = np.uint64(0x9E3779B97F4A7C15)
_TEXTS = frozenset({"csv", "html", "txt", "dat", "opt", "json", "sha256", "xml", "rels", "sig"})
_PACKED = frozenset({"zip", "xlsx", "docx", "pptx"})
_MAILS = frozenset({"eml", "rsmf"})
_PICTURES = frozenset({"jpg", "jpeg", "png", "tif", "tiff"})


class Search:
    """Finds any of very many words in bytes, in one pass."""

    def __init__(self, needles: Iterable[bytes]) -> None:
        self._by_head: dict[bytes, list[bytes]] = {}
        for needle in needles:
            self._by_head.setdefault(needle[:_WINDOW], []).append(needle)
        self._known = np.zeros(1 << 20, dtype=bool)
        for head in self._by_head:
            self._known[_mixed(np.frombuffer(head, np.uint8))] = True

    def found_in(self, data: bytes) -> set[bytes]:
        """Give those that occur."""
        if len(data) < _WINDOW:
            return set()
        mixed = _mixed(np.frombuffer(data, np.uint8))
        found = set()
        for at in np.nonzero(self._known[mixed])[0]:
            for needle in self._by_head.get(data[at : at + _WINDOW], ()):
                if data.startswith(needle, int(at)):
                    found.add(needle)
        return found


def _mixed(row: np.ndarray) -> np.ndarray:
    """Give one small number for every stretch of as many bytes as a window."""
    wide = row.astype(np.uint64)
    code = wide[: len(wide) - _WINDOW + 1].copy()
    for at in range(1, _WINDOW):
        code |= wide[at : len(wide) - _WINDOW + 1 + at] << np.uint64(8 * at)
    return (code * _MIX) >> np.uint64(44)


@dataclass
class Handed:
    """What was found in files.

    Attributes:
        found: where each of the wanted words stands.
        pages: what the pages of PDFs say, squeezed, by the file's name.
    """

    files: int = 0
    size: int = 0
    found: dict[str, set[str]] = field(default_factory=dict)
    pages: dict[str, list[str]] = field(default_factory=dict)


class Stranger:
    """Looks for words in files.

    Args:
        words: as they were written.
        twice: whether the text of pages is also read by pypdf, which takes its time.
    """

    def __init__(self, words: Sequence[str], *, twice: bool = True) -> None:
        self._is_twice = twice
        self._squeezed: dict[bytes, str] = {}
        self._raw: dict[bytes, str] = {}
        for word in words:
            plain = squeezed(word)
            for form in (plain, plain[::-1]):
                self._squeezed[form.encode()] = word
            for said in {word, word.lower()}:
                for code in ("utf-8", "utf-16-le", "utf-16-be"):
                    self._raw[said.encode(code)] = word
        self._in_text, self._in_bytes = Search(self._squeezed), Search(self._raw)
        self.handed = Handed()

    def look_at(self, folder: Path) -> Handed:
        """Read a file, or every file of a folder."""
        files = [one for one in sorted(folder.rglob("*")) if one.is_file()]
        for path in files or [folder]:
            name = path.relative_to(folder.parent).as_posix()
            self.handed.files += 1
            self.handed.size += path.stat().st_size
            self._file(name, path.read_bytes())
        return self.handed

    def _file(self, name: str, data: bytes, depth: int = 0) -> None:
        self._text(f"{name}: its name", name)
        self._bytes(f"{name}: its bytes", data)
        ending = name.rpartition(".")[2].lower()
        if ending == "pdf":
            self._pdf(name, data)
        elif ending in _TEXTS:
            for text in _decoded(data):
                self._text(name, text)
        elif ending in _PACKED and depth < 3:
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                self._text(f"{name}: its note", packed.comment.decode("latin-1"))
                for item in packed.infolist():
                    self._file(f"{name}/{item.filename}", packed.read(item), depth + 1)
        elif ending in _MAILS:
            self._mail(name, data, depth)
        elif ending in _PICTURES:
            with Image.open(io.BytesIO(data)) as image:
                self._text(f"{name}: its notes", f"{image.info} {dict(image.getexif())}")

    def _mail(self, name: str, data: bytes, depth: int) -> None:
        message = email.message_from_bytes(data, policy=email.policy.default)
        for part in message.walk():
            self._text(f"{name}: heads", " ".join(str(value) for value in part.values()))
            body = part.get_payload(decode=True)
            if isinstance(body, bytes):
                inner = part.get_filename() or "body.txt"
                self._file(f"{name}/{inner}", body, depth + 1)

    def _pdf(self, name: str, data: bytes) -> None:
        pages = self.handed.pages.setdefault(name, [])
        with closing(pypdfium2.PdfDocument(data)) as document:
            for at in range(len(document)):
                with closing(document[at]) as page, closing(page.get_textpage()) as text:
                    said = text.get_text_bounded()
                pages.append(squeezed(said))
                self._text(f"{name}: page {at + 1} by pdfium", said)
        self._by_pypdf(name, data)
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for item in pdf.objects:
                self._object(name, item)

    def _by_pypdf(self, name: str, data: bytes) -> None:
        reader = pypdf.PdfReader(io.BytesIO(data))
        for at, page in enumerate(reader.pages if self._is_twice else (), start=1):
            self._text(f"{name}: page {at} by pypdf", page.extract_text())
        self._text(f"{name}: properties", str(reader.metadata))
        self._text(f"{name}: bookmarks", str(_titles(reader.outline)))
        meta = reader.xmp_metadata
        self._text(f"{name}: XMP", meta.stream.get_data().decode("utf-8") if meta else "")

    def _object(self, name: str, item: pikepdf.Object) -> None:
        for text in _strings(item):
            self._text(f"{name}: a string", text)
        if isinstance(item, pikepdf.Stream):
            is_picture = item.get("/Subtype") == "/Image"
            raw = item.read_raw_bytes() if is_picture else item.read_bytes()
            self._bytes(f"{name}: a stream", raw)

    def _text(self, where: str, text: str) -> None:
        for found in self._in_text.found_in(squeezed(text).encode()):
            self.handed.found.setdefault(self._squeezed[found], set()).add(where)

    def _bytes(self, where: str, data: bytes) -> None:
        for found in self._in_bytes.found_in(data):
            self.handed.found.setdefault(self._raw[found], set()).add(where)


def _decoded(data: bytes) -> Iterator[str]:
    text = data.decode("utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8", "replace")
    yield text
    yield html.unescape(text)
    try:
        yield str(json.loads(text))
    except ValueError:
        return


def _titles(outline: Sequence[object]) -> Iterator[str]:
    for one in outline:
        if isinstance(one, list):
            yield from _titles(one)
        else:
            yield str(getattr(one, "title", one))


def _strings(item: pikepdf.Object, depth: int = 0) -> Iterator[str]:
    """Give the strings and names of an object, those of direct objects within it too."""
    if isinstance(item, pikepdf.String | pikepdf.Name):
        yield str(item)
    elif depth > 8:
        return
    elif isinstance(item, pikepdf.Array):
        for one in item:
            yield from _inner(one, depth)
    elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        for key, one in item.items():
            yield str(key)
            yield from _inner(one, depth)


def _inner(one: object, depth: int) -> Iterator[str]:
    if isinstance(one, pikepdf.Object) and not one.is_indirect:
        yield from _strings(one, depth + 1)
    elif isinstance(one, str):
        yield one
