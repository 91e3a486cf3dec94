"""Files that hold one JSON object a line, read without trust; knows no format."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from app.importers.base import Export

BROKEN = "The line is no JSON that can be read."
NESTED = "The line is nested too deeply to be read."
TOO_LONG = "The line is longer than 32 MB and was not read."

_LONGEST = 32 << 20
_KEPT = 1_000_000
_DECODER = json.JSONDecoder(strict=False)


@dataclass(frozen=True, slots=True)
class JsonLine:
    """One object; ``number`` is that of its line, counted from one."""

    number: int
    value: dict[str, object] = field(repr=False)


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that holds none."""

    number: int
    reason: str
    untrusted: bytes = field(repr=False)


def json_lines(export: Export, member: str) -> Iterator[JsonLine | BadLine]:
    """Give the objects of a member; blank lines are left out.

    Raises:
        MemberUnreadable: when the member cannot be read on.
    """
    with export.open(member) as file:
        number = 0
        while line := file.readline(_LONGEST):
            number += 1
            if len(line) == _LONGEST and not line.endswith(b"\n"):
                _skip(file)
                yield BadLine(number, TOO_LONG, line[:_KEPT])
            elif line.strip(b"\xef\xbb\xbf \t\r\n"):
                yield _read(number, line)


def _read(number: int, line: bytes) -> JsonLine | BadLine:
    text = line.decode("utf-8", "replace").lstrip("\ufeff").strip().removesuffix(",")
    try:
        value = _DECODER.decode(text)
    except ValueError:
        return BadLine(number, BROKEN, line[:_KEPT])
    except RecursionError:
        return BadLine(number, NESTED, line[:_KEPT])
    if not isinstance(value, dict):
        return BadLine(number, BROKEN, line[:_KEPT])
    return JsonLine(number, value)


def _skip(file: BinaryIO) -> None:
    while (line := file.readline(_LONGEST)) and not line.endswith(b"\n"):
        pass
