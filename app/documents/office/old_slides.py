"""Reads binary presentations: the words of their slides and notes in order; [MS-PPT]."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.documents.office import inventory
from app.documents.office.compound import Compound
from app.documents.office.outline import Outline
from app.documents.office.refused import DAMAGED, LOCKED, Refused
from app.domain.redacted import Role

_MAIN = "PowerPoint Document"
_LOCK_TOKEN = 0xF3D1C4DF
_SLIDE, _NOTES, _MASTER, _LISTED, _PERSIST = 0x03EE, 0x03F0, 0x03F8, 0x0FF0, 0x03F3
_WIDE, _NARROW, _STRING, _COMMENT = 0x0FA0, 0x0FA8, 0x0FBA, 0x2EE0
_LOCKS = 0x2F14
_DEEPEST = 40
_ONLY_WORDS = "Only its words are shown, slide by slide; pictures and layout are not."


@dataclass(frozen=True, slots=True)
class _Text:
    """One text: the containers around it, and which part of the outline it stands in."""

    words: str = field(repr=False)
    around: tuple[int, ...]
    kind: int
    part: int


def read_old_slides(untrusted: bytes, outline: Outline) -> None:
    """Set the words of a presentation; raises Refused."""
    file = Compound(untrusted, _MAIN, "Current User")
    data = file.stream(_MAIN)
    user = file.stream("Current User")
    if len(user) >= 16 and struct.unpack_from("<I", user, 12)[0] == _LOCK_TOKEN:
        raise Refused(LOCKED)
    if not data:
        raise Refused(DAMAGED)
    try:
        texts = list(_texts(data, 0, len(data), ()))
    except struct.error as error:
        raise Refused(DAMAGED) from error
    _set(texts, outline)
    file.take_the_rest(outline.inventory)
    outline.note(_ONLY_WORDS)


def _set(texts: list[_Text], outline: Outline) -> None:
    """Set titles and bodies by the outline of slides, then shapes, notes and comments."""
    masters = [one for one in texts if _MASTER in one.around]
    outline.inventory.add(inventory.MASTER_TEXT, len(masters))
    rest = [one for one in texts if _MASTER not in one.around]
    _part(outline, "Slides", [one for one in rest if _LISTED in one.around])
    _part(outline, "Shapes", [one for one in rest if _SLIDE in one.around and not _said(one)])
    notes = [one for one in rest if _NOTES in one.around]
    outline.inventory.add(inventory.SPEAKER_NOTE, len({one.part for one in notes}))
    _part(outline, "Speaker notes", notes)
    comments = [one for one in rest if _COMMENT in one.around]
    outline.inventory.add(inventory.COMMENT, sum(1 for one in comments if one.kind == 1))
    _part(outline, "Comments", [one for one in comments if one.kind == 1])
    for one in comments:
        outline.inventory.author(one.words if one.kind == 0 else "")
    around = {_LISTED, _SLIDE, _NOTES, _COMMENT}
    _part(outline, "Other words", [one for one in rest if not around & set(one.around)])


def _said(text: _Text) -> bool:
    return _COMMENT in text.around


def _part(outline: Outline, title: str, texts: list[_Text]) -> None:
    outline.part(title)
    role = Role.NOTE if title in {"Speaker notes", "Comments"} else Role.PARAGRAPH
    for one in texts:
        for line in one.words.replace("\x0b", "\n").split("\r"):
            outline.say(line, role)
    outline.part("")


def _texts(data: bytes, start: int, end: int, around: tuple[int, ...]) -> Iterator[_Text]:
    """Walk over the records; those with version 15 hold others. Raises Refused where locked."""
    at, part = start, 0
    while at + 8 <= end:
        head, kind, size = struct.unpack_from("<HHI", data, at)
        first, at = at + 8, min(at + 8 + size, end)
        if kind == _LOCKS:
            raise Refused(LOCKED)
        part += kind == _PERSIST
        if head & 0xF == 0xF:
            if len(around) < _DEEPEST:
                yield from _texts(data, first, at, (*around, kind))
        elif kind in {_WIDE, _NARROW} or (kind == _STRING and _COMMENT in around):
            charset = "latin-1" if kind == _NARROW else "utf-16-le"
            words = data[first:at].decode(charset, "replace")
            yield _Text(words, around, head >> 4, part or start)
