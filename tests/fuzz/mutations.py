"""Damages exports by a seed: bytes, lines, numbers and the files inside archives."""

from __future__ import annotations

import gzip
import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

Mutation = Callable[[bytes, random.Random], bytes]

_ODD = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3", b"\xed\xa0\x80", b"\r", b"\n\n", b"<", b">",
    b"&#0;", b"]]>", b'"', b"\\", b"\\u0000", b"\\ud800", b"{", b"}", b"[", b"]", b",", b"%", b";",
    b"../", b"..\\", b"/etc/passwd", b"C:\\Windows\\", b"CON", b"=?utf-8?b?AAAA?=", b"--",
    b"\xe2\x80\xae", b"&lol;", b"<!DOCTYPE x>", b"A" * 70_000, b"[" * 3_000, b"<a>" * 3_000,
    b"9" * 400, b"-1", b"1e999", b"NaN", b"null", b"true",
)  # fmt: skip
_NUMBERS = (
    b"0", b"-1", b"255", b"65535", b"4294967295", b"9223372036854775807", b"99999999999999999999",
)  # fmt: skip
_RUNS = (
    b" ", b"\t", b"\n", b"\r\n", b"a", b"0", b"9", b"(", b")", b"<", b">", b"[", b"{", b'"', b"'",
    b"\\", b"&", b"&#", b"&#x", b"=", b"=?", b"=?utf-8?q?", b",", b";", b":", b"-", b".", b"/",
    b"@", b"%", b"\xff", b"\0", b"\xe2\x80\xae", b"<a ", b"<a>", b"<!--", b"<![CDATA[", b"a=b ",
    b'{"a":', b'["', b" <a@b>,", b"\n ", b"\n\t", b"\n>", b"--\n", b"http://", b"a@", b"(\\",
    b"a,", b"1/", b"1:", b"=\n",
)  # fmt: skip
_SWOLLEN = 1 << 19
_NUMBER = re.compile(rb"[0-9]{1,20}")
_LARGEST = 4 << 20
_MOST_STREAMS = 200


def mutated(whole: bytes, dice: random.Random, ways: tuple[Mutation, ...] = ()) -> bytes:
    """Damage a file in one to four ways; of a packed one mostly what is in it."""
    for magic, inside_of in ((b"PK\3\4", _inside_zip), (b"\x1f\x8b", _inside_gzip)):
        if whole.startswith(magic) and dice.random() < 0.75:
            inside = inside_of(whole, dice, ways)
            if inside is not None:
                return inside
    for _ in range(dice.choice((1, 1, 1, 2, 4))):
        whole = dice.choice(ways or _MUTATIONS)(whole, dice)[:_LARGEST]
    return whole


def mutate_sample(paths: list[Path], dice: random.Random, ways: tuple[Mutation, ...] = ()) -> Path:
    """Damage one of the files of a sample where it lies; gives which."""
    files = sorted(
        file
        for path in paths
        for file in ([path] if path.is_file() else path.rglob("*"))
        if file.is_file()
    )
    chosen = dice.choice(files)
    chosen.write_bytes(mutated(chosen.read_bytes(), dice, ways))
    if dice.random() < 0.1 and len(files) > 1:
        dice.choice(files).unlink()
    return chosen


def _inside_zip(whole: bytes, dice: random.Random, ways: tuple[Mutation, ...]) -> bytes | None:
    """Damage a file of a ZIP, drop one, or give one another's name, and pack them again."""
    try:
        with zipfile.ZipFile(io.BytesIO(whole)) as archive:
            tree = [(info.filename, archive.read(info)) for info in archive.infolist()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError, RuntimeError):
        return None
    if not tree:
        return None
    at = dice.randrange(len(tree))
    name, data = tree[at]
    deed = dice.random()
    if deed < 0.8:
        tree[at] = (name, mutated(data, dice, ways))
    elif deed < 0.9:
        del tree[at]
    else:
        tree[at] = (dice.choice(tree)[0] if deed < 0.95 else f"../{name}", data)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in dict(tree).items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return packed.getvalue()


def _inside_gzip(whole: bytes, dice: random.Random, ways: tuple[Mutation, ...]) -> bytes | None:
    """Damage one of the streams of a gzip file before it is packed again."""
    streams = []
    while whole.startswith(b"\x1f\x8b") and len(streams) < _MOST_STREAMS:
        unpacker = zlib.decompressobj(31)
        try:
            plain = unpacker.decompress(whole, _LARGEST)
        except zlib.error:
            return None
        rest = unpacker.unused_data
        streams.append((plain, whole[: len(whole) - len(rest)]))
        whole = rest
    at = dice.randrange(len(streams))
    packed = [stream for _, stream in streams]
    packed[at] = gzip.compress(mutated(streams[at][0], dice, ways), mtime=0)
    return b"".join(packed) + whole


def _flip(whole: bytes, dice: random.Random) -> bytes:
    damaged = bytearray(whole)
    for _ in range(dice.choice((1, 4, 32)) if damaged else 0):
        damaged[dice.randrange(len(damaged))] = dice.randrange(256)
    return bytes(damaged)


def _cut(whole: bytes, dice: random.Random) -> bytes:
    return whole[: dice.randrange(len(whole) + 1)]


def _drop(whole: bytes, dice: random.Random) -> bytes:
    start, end = _stretch(whole, dice)
    return whole[:start] + whole[end:]


def _double(whole: bytes, dice: random.Random) -> bytes:
    start, end = _stretch(whole, dice)
    return whole[:end] + whole[start:end] * dice.choice((1, 2, 20)) + whole[end:]


def _move(whole: bytes, dice: random.Random) -> bytes:
    start, end = _stretch(whole, dice)
    rest = whole[:start] + whole[end:]
    to = dice.randrange(len(rest) + 1)
    return rest[:to] + whole[start:end] + rest[to:]


def _put(whole: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(whole) + 1)
    return whole[:at] + dice.choice(_ODD) + whole[at:]


def _number(whole: bytes, dice: random.Random) -> bytes:
    found = [match.span() for match in _NUMBER.finditer(whole, 0, 200_000)]
    if not found:
        return _put(whole, dice)
    start, end = dice.choice(found)
    return whole[:start] + dice.choice(_NUMBERS) + whole[end:]


def _lines(whole: bytes, dice: random.Random) -> bytes:
    """Exchange two lines, or take one away."""
    lines = whole.split(b"\n")
    if len(lines) < 3:
        return _drop(whole, dice)
    one, two = dice.randrange(len(lines)), dice.randrange(len(lines))
    lines[one], lines[two] = lines[two], lines[one]
    if dice.random() < 0.3:
        del lines[one]
    return b"\n".join(lines)


def _swell(whole: bytes, dice: random.Random) -> bytes:
    """Repeat a few bytes, of the file or odd ones, until they are half a megabyte."""
    start = dice.randrange(len(whole) + 1)
    piece = whole[start : start + dice.choice((1, 2, 3, 5, 8, 16, 40, 120))]
    if dice.random() < 0.4 or not piece:
        piece = dice.choice(_RUNS)
    return whole[:start] + piece * (_SWOLLEN // len(piece)) + whole[start:]


def _stretch(whole: bytes, dice: random.Random) -> tuple[int, int]:
    start = dice.randrange(len(whole) + 1)
    return start, min(len(whole), start + dice.choice((1, 4, 16, 200, 4_096)))


_MUTATIONS: tuple[Mutation, ...] = (
    _flip, _flip, _cut, _drop, _double, _move, _put, _put, _number, _lines,
)  # fmt: skip
SWELLING: tuple[Mutation, ...] = (_swell,)
"""Finds what takes the square of a length; :func:`mutated` leaves it out, for it takes long."""
