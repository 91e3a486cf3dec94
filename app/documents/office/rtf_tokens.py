"""Takes RTF apart into groups, control words, bytes and binary data; knows not what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_TOKEN = re.compile(
    rb"([{}])|\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|[\r\n\x00]+"
    rb"|([^\\{}\r\n\x00]+)|(\\)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of RTF.

    Attributes:
        kind: ``{``, ``}``, ``word``, ``sign`` (an escaped character) or ``bytes``.
    """

    kind: str
    word: str = field(default="", repr=False)
    number: int | None = None
    data: bytes = field(default=b"", repr=False)


OPEN, CLOSE = Token("{"), Token("}")


def tokens(untrusted: bytes) -> Iterator[Token]:
    r"""Give the tokens in order; binary data of ``\bin`` come as bytes of the word ``bin``."""
    at = 0
    while at < len(untrusted):
        found = _TOKEN.match(untrusted, at)
        if found is None:
            at += 1
            continue
        at = found.end()
        if found[2] == b"bin":
            size = max(int(found[3] or 0), 0)
            at += size
            yield Token("word", "bin", size)
        elif (token := _token(found)) is not None:
            yield token


def _token(found: re.Match[bytes]) -> Token | None:
    group, word, number, hexed, sign, text, _ = found.groups()
    if group:
        return OPEN if group == b"{" else CLOSE
    if word:
        return Token("word", word.decode("ascii"), int(number) if number else None)
    if hexed:
        return Token("bytes", data=bytes([int(hexed, 16)]))
    if sign:
        return Token("sign", sign.decode("latin-1"))
    return Token("bytes", data=text) if text else None
