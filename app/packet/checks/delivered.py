"""Searches withheld words in what a file says, piece by piece, so that chance finds nothing."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Container, Iterator, Sequence

from app.packet.checks import needles
from app.packet.normal import needle

_PACKED = frozenset(
    {".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".zip", ".xlsx", ".docx", ".pptx"}
)
_TAGGED = frozenset({".html", ".htm", ".xml", ".rels"})
_DIGEST = re.compile(r"\b[0-9a-f]{32,64}\b")
_TAG = re.compile(r"<[^>]*>")
_VALUE = re.compile(r"=\s*[\"']([^\"']*)[\"']")
_ENTITY = re.compile(r"&#(x?)([0-9A-Fa-f]{1,6});")
_NUMBER = re.compile(r"(?<!\w)\d{4,6}(?!\w)")
_FEW_DIGITS = 6
_SURE_ACROSS = 7
_SURE_DIGITS_ACROSS = 9


class Wanted:
    """Withheld words in the forms in which the files of a delivery are searched.

    A word is searched in each cell, line or stretch between tags. Only a long one is searched
    across them as well, and numbers of few digits must stand alone: lists, times and hashes
    side by side hold any four letters or digits somewhere.

    Args:
        words: as they were written.
        own: cells, lines and stretches that the program writes whatever the records say.
    """

    def __init__(self, words: Sequence[str], own: Container[str] = ()) -> None:
        self._own = own
        self.all = needles.needles_of(words)
        self._numbers = {one.word for one in self.all if _is_short_number(one.word)}
        self._written = _standing_alone(
            one.raw for one in self.all if one.word in self._numbers and one.raw != one.word
        )
        self._words = needles.Needles(one for one in self.all if one.word not in self._numbers)
        self._long = needles.Needles(one for one in self._words if _is_sure_across(one.word))

    def in_name(self, name: str) -> bool:
        """Say whether the name of a file tells."""
        return bool(needles.present(self.all, needle(name)))

    def in_file(self, data: bytes, ending: str) -> bool:
        """Say whether a file tells; one that is packed is searched as it lies there."""
        if ending in _PACKED or _is_binary(data):
            return needles.stand_in(self.all, data)
        return self.in_text(_shown(data, ending), ending)

    def in_text(self, text: str, ending: str = "") -> bool:
        """Say whether a text tells."""
        if not self.all:
            return False
        if self._numbers and self._says_number(text):
            return True
        told = (piece for piece in _pieces(text, ending) if piece not in self._own)
        pieces = "\0".join(map(needle, told))
        if needles.present(self._words, pieces):
            return True
        stretches = _TAG.split(text) if ending in _TAGGED else _pieces(text, ending)
        across = "".join(needle(one) for one in stretches if one not in self._own)
        return bool(needles.present(self._long, across))

    def _says_number(self, text: str) -> bool:
        alone = not self._numbers.isdisjoint(_NUMBER.findall(text))
        return alone or (self._written is not None and bool(self._written.search(text)))


def text_of(data: bytes) -> str:
    """Give bytes as text."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", "replace")
    return data.decode("utf-8-sig", "replace")


def pieces_of(data: bytes, ending: str) -> Iterator[str]:
    """Give the cells, lines or stretches between tags of a file that is not packed."""
    return _pieces(_shown(data, ending), ending)


def _shown(data: bytes, ending: str) -> str:
    text = _DIGEST.sub(" ", text_of(data))
    return _ENTITY.sub(_unescaped, text) if ending in _TAGGED else text


def _pieces(text: str, ending: str) -> Iterator[str]:
    if ending in _TAGGED:
        yield from _TAG.split(text)
        yield from _VALUE.findall(text)
    elif ending == ".csv":
        yield from _cells(text)
    elif ending == ".dat":
        yield from re.split("[\x14\n]", text)
    else:
        yield from text.splitlines()


def _cells(text: str) -> Iterator[str]:
    try:
        for row in csv.reader(io.StringIO(text, newline="")):
            yield from row
    except csv.Error:
        yield from text.splitlines()


def _is_short_number(word: str) -> bool:
    return word.isdecimal() and len(word) <= _FEW_DIGITS


def _is_sure_across(word: str) -> bool:
    return len(word) >= (_SURE_DIGITS_ACROSS if word.isdecimal() else _SURE_ACROSS)


def _standing_alone(raws: Iterator[str]) -> re.Pattern[str] | None:
    """Give the pattern of numbers as they were written, such as ``12-34-56``."""
    found = "|".join(sorted({re.escape(raw) for raw in raws if len(raw) > _FEW_DIGITS}))
    return re.compile(rf"(?<!\w)(?:{found})(?!\w)") if found else None


def _is_binary(data: bytes) -> bool:
    return b"\0" in data[:4096] and data[:2] not in {b"\xff\xfe", b"\xfe\xff"}


def _unescaped(found: re.Match[str]) -> str:
    code = int(found.group(2), 16 if found.group(1) else 10)
    return chr(code) if code < 0x110000 else ""
