"""Bytes of unknown encoding made into clean text; knows nothing of any format."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

import charset_normalizer

_GUESS_FROM = 2_048
_GUESS_ON = 65_536
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NEVER = frozenset(
    {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}
)
_WEB_NAMES = {"ascii": "cp1252", "us-ascii": "cp1252", "iso8859-1": "cp1252"}
_INVISIBLE = dict.fromkeys(
    [0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF], None
)
_BLANKS = dict.fromkeys([0xA0, 0x202F, 0x2009], " ")
_FOLDING = {**_INVISIBLE, **_BLANKS}
_LONE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how it was read.

    Attributes:
        encoding: Python's name of the encoding that was used.
        guessed: neither a byte order mark nor the declaration nor UTF-8 fitted.
    """

    text: str
    encoding: str
    guessed: bool = False


def decode(untrusted: bytes, declared: str = "") -> Decoded:
    """Read bytes as text: byte order mark, declaration, UTF-8, statistics, cp1252, Latin-1.

    A declaration that does not fit every byte is passed over. Never fails; the text is not yet
    cleaned.
    """
    for bom, encoding in _BOMS:
        if untrusted.startswith(bom):
            return Decoded(untrusted[len(bom) :].decode(encoding, "replace"), encoding)
    for encoding in (_usable(declared), "utf-8"):
        text = _strict(untrusted, encoding)
        if text is not None:
            return Decoded(text, encoding)
    for encoding in (_guess(untrusted), "cp1252"):
        text = _strict(untrusted, encoding)
        if text is not None:
            return Decoded(text, encoding, guessed=True)
    return Decoded(untrusted.decode("latin-1"), "latin-1", guessed=True)


def clean(text: str) -> str:
    r"""Make a text fit to be kept: no lone surrogates, no NUL, line ends ``\n``.

    Halves of a surrogate pair that follow each other are joined; what stays alone, and NUL,
    becomes U+FFFD.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        text = text.replace("\0", "\ufffd")
    if not text.isascii() and _LONE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def fold_for_matching(text: str) -> str:
    """Give the form in which two spellings are compared; never shown or kept."""
    return unicodedata.normalize("NFC", text.translate(_FOLDING)).casefold()


def plain_blanks(text: str) -> str:
    """Turn no-break and thin blanks into blanks and drop direction marks, to read a date."""
    return text.translate(_FOLDING).strip()


def _usable(declared: str) -> str:
    name = declared.strip().strip("\"'")
    try:
        known = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    return "" if known.replace("-", "_") in _NEVER else _WEB_NAMES.get(known, known)


def _strict(untrusted: bytes, encoding: str) -> str | None:
    if not encoding:
        return None
    try:
        return untrusted.decode(encoding)
    except (LookupError, ValueError):
        return None


def _guess(untrusted: bytes) -> str:
    if len(untrusted) < _GUESS_FROM:
        return ""
    best = charset_normalizer.from_bytes(untrusted[:_GUESS_ON]).best()
    return best.encoding if best else ""
