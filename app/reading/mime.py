"""The parts of a mail as places in its bytes, copied only when asked for; see RFC 2045."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from app.reading.headers import Headers, after_postmark, from_base64, split_headers, with_parameters

DEEPEST = 50
MOST_PARTS = 5_000

_NEW_LINE = 0x0A

_GUESSED = re.compile(
    rb"\A\s{0,200}^--([^\r\n]{1,200}?)[ \t]*\r?\n(?=[!-9;-~]+:|\r?\n)", re.MULTILINE
)
_BLURB = re.compile(rb"MIME|multi-?part", re.IGNORECASE)
_TYPE = re.compile(r"[\w.+*-]{1,100}/[\w.+*-]{1,100}\Z")


@dataclass(frozen=True, slots=True)
class Part:
    """One part that is not itself made of parts.

    Attributes:
        mail: bytes of the whole mail; ``start`` and ``end`` are the part's encoded body in it.
        path: where it stands, such as ``2.1``; the mail itself is ``1``.
        choices: the ``multipart/alternative`` parts that it lies in, by their paths.
        within: subtype of the multipart that it lies in directly.
    """

    mail: bytes = field(repr=False)
    headers: Headers = field(repr=False)
    media_type: str
    parameters: dict[str, str] = field(repr=False)
    start: int
    end: int
    path: str = "1"
    choices: tuple[str, ...] = ()
    within: str = ""

    @property
    def encoding(self) -> str:
        """Give the transfer encoding as named, in lower case."""
        return self.headers.first("content-transfer-encoding").split(";")[0].strip().lower()

    def data(self) -> bytes:
        """Give the part's bytes, decoded."""
        raw = memoryview(self.mail)[self.start : self.end]
        match self.encoding:
            case "base64":
                return from_base64(raw)
            case "quoted-printable":
                return binascii.a2b_qp(raw)
            case "x-uuencode" | "uuencode" | "x-uue":
                return from_uuencode(bytes(raw))
            case _:
                return bytes(raw)


@dataclass(frozen=True, slots=True)
class Parts:
    """A mail taken apart.

    Attributes:
        notes: stable words for what was odd: ``boundary``, ``outside``, ``deep``, ``many``.
    """

    headers: Headers
    leaves: tuple[Part, ...]
    notes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Todo:
    start: int
    end: int
    path: str
    depth: int
    choices: tuple[str, ...] = ()
    within: str = ""
    bare: bool = False


def parts_of(mail: bytes) -> Parts:
    """Take a mail apart, without recursion; a mail inside it stays one part.

    Multiparts that are nested deeper than 50 are left whole, as one part each.
    """
    start = after_postmark(mail)
    headers, _ = split_headers(mail, start)
    leaves: list[Part] = []
    notes: set[str] = set()
    todo = [_Todo(start, len(mail), "1", 0)]
    while todo:
        part, inner = _opened(mail, todo.pop(), notes)
        if len(leaves) + len(inner) + len(todo) > MOST_PARTS:
            notes.add("many")
            inner = inner[: max(0, MOST_PARTS - len(leaves) - len(todo))]
        todo.extend(reversed(inner))
        if not inner:
            leaves.append(part)
    return Parts(headers, tuple(leaves), frozenset(notes))


def _opened(mail: bytes, place: _Todo, notes: set[str]) -> tuple[Part, list[_Todo]]:
    if place.bare:
        return Part(mail, Headers(), "text/plain", {}, place.start, place.end, place.path), []
    headers, body = split_headers(mail, place.start, place.end)
    named, parameters = with_parameters(headers.first("content-type"))
    standard = "message/rfc822" if place.within == "digest" else "text/plain"
    media_type = named if _TYPE.match(named) else standard
    part = Part(
        mail,
        headers,
        media_type,
        parameters,
        body,
        place.end,
        place.path,
        place.choices,
        place.within,
    )
    if not media_type.startswith("multipart/"):
        return part, []
    if place.depth >= DEEPEST:
        notes.add("deep")
        return part, []
    spans = list(_between(part, notes))
    if not spans:
        notes.add("boundary")
        return _plain(part), []
    subtype = media_type.removeprefix("multipart/")
    choices = (*place.choices, place.path) if subtype == "alternative" else place.choices
    return part, [
        _Todo(start, end, f"{place.path}.{n}", place.depth + 1, choices, subtype, bare)
        for n, (start, end, bare) in enumerate(spans, start=1)
    ]


def _plain(part: Part) -> Part:
    """Take a multipart without parts for the text that it is."""
    return Part(
        part.mail, part.headers, "text/plain", {}, part.start, part.end, part.path, part.choices,
        part.within,
    )  # fmt: skip


def _between(part: Part, notes: set[str]) -> Iterator[tuple[int, int, bool]]:
    """Give start and end of the parts between the boundary lines; the last may lack its end.

    Words before the first and after the last line are parts too, marked True: they belong to
    nothing, but the sender may have written them.
    """
    lines = _first_lines(part, part.parameters.get("boundary"), notes)
    if not lines:
        guessed = _GUESSED.match(part.mail[part.start : part.start + 1000])
        if not guessed:
            return
        notes.add("boundary")
        lines = _first_lines(part, guessed[1].decode("utf-8", "replace"), notes)
    if not lines:
        return
    yield from _outside(part, part.start, lines[0][0], notes)
    ends = [found for found, _, _ in lines[1:]]
    for (_, after, _), end in zip(lines, ends, strict=False):
        yield after, max(after, _before_line_end(part.mail, end)), False
    _, after, closes = lines[-1]
    if any(last for _, _, last in lines[:-1]):
        notes.add("boundary")
    if closes:
        yield from _outside(part, after, part.end, notes)
    elif after < part.end:
        yield after, part.end, False


def _outside(part: Part, start: int, end: int, notes: set[str]) -> Iterator[tuple[int, int, bool]]:
    words = part.mail[start:end].strip()
    if words and not (len(words) < 400 and _BLURB.search(words)):
        notes.add("outside")
        yield start, end, True


def _first_lines(part: Part, boundary: str | None, notes: set[str]) -> list[tuple[int, int, bool]]:
    """Give the boundary lines, as many as there may be parts; the last part holds the rest."""
    lines = list(islice(_boundary_lines(part, boundary), MOST_PARTS))
    notes.update({"many"} if len(lines) == MOST_PARTS else ())
    return lines


def _boundary_lines(part: Part, boundary: str | None) -> Iterator[tuple[int, int, bool]]:
    """Give where each boundary line begins, where the next line begins, and whether it closes."""
    if boundary is None:
        return
    mark = b"--" + boundary.rstrip().encode("utf-8")
    found = part.mail.find(mark, part.start, part.end)
    while found >= 0:
        line_end = part.mail.find(b"\n", found, part.end)
        after = part.end if line_end < 0 else line_end + 1
        rest = part.mail[found + len(mark) : after].rstrip() if after - found < 2000 else b"?"
        if rest in {b"", b"--"} and (found == part.start or part.mail[found - 1] == _NEW_LINE):
            yield found, after, rest == b"--"
        found = part.mail.find(mark, after, part.end)


def _before_line_end(mail: bytes, at: int) -> int:
    """Leave out the line end before a boundary, which belongs to the boundary."""
    if mail[at - 1 : at] == b"\n":
        at -= 1
    return at - 1 if mail[at - 1 : at] == b"\r" else at


def from_uuencode(untrusted: bytes) -> bytes:
    """Decode the lines between ``begin`` and ``end``; lines with a wrong length are mended."""
    result = bytearray()
    for line in untrusted.splitlines():
        if line.startswith(b"begin ") or not line.strip():
            continue
        if line.strip() == b"end":
            break
        result += _uu_line(line)
    return bytes(result)


def _uu_line(line: bytes) -> bytes:
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:
        length = ((line[0] - 32) & 63) * 4 // 3 + 3
        try:
            return binascii.a2b_uu(line[:length])
        except binascii.Error:
            return b""
