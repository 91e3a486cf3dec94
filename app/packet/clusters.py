"""Cuts text into what stands together as one sign, and cleans it of what has no shape."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

ZWJ = "\u200d"
EMOJI_STYLE = "\ufe0f"
_JOINERS = frozenset("\u200c\u200d")
_TONES = range(0x1F3FB, 0x1F400)
_FLAGS = range(0x1F1E6, 0x1F200)
_TAGS = range(0xE0020, 0xE0080)
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SHAPELESS = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_INVISIBLE = re.compile("[\u034f\u200c\u200d\ufe00-\ufe0f\U000e0000-\U000e01ef]")


def clean(text: str) -> str:
    r"""Give the text with ``\n`` as its only line end and without characters that have no shape.

    Marks of direction go too: a reader sees the characters in the order of their own kind.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _LINE_ENDS.sub("\n", text).replace("\t", "    ")
    return _SHAPELESS.sub("", text)


def shapeless(text: str) -> set[str]:
    """Give the control characters of a text that :func:`clean` leaves out and a reader misses."""
    found = set(_SHAPELESS.findall(text))
    return {sign for sign in found if unicodedata.category(sign) in {"Cc", "Cs"}}


def visible_part(cluster: str) -> str:
    """Give a cluster without the characters that only steer its shape."""
    return _INVISIBLE.sub("", cluster)


def clusters(text: str) -> Iterator[str]:
    """Cut a text into base characters with all that stays with them."""
    start = 0
    for at in range(1, len(text)):
        if not _stays(text, start, at):
            yield text[start:at]
            start = at
    if text:
        yield text[start:]


def _stays(text: str, start: int, at: int) -> bool:
    code, before = ord(text[at]), text[at - 1]
    if code < 0x300:
        return False
    if before == ZWJ and code >= 0x2000:
        return True
    if code in _FLAGS:
        return at - start == 1 and ord(before) in _FLAGS
    if text[at] in _JOINERS or code in _TONES or code in _TAGS:
        return True
    return unicodedata.category(text[at]).startswith("M")
