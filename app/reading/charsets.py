"""Bytes of mails and documents made into text; knows character sets, not where bytes come from."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import lru_cache

from charset_normalizer import from_bytes

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHER_NAMES = {
    "ansi_x3.110-1983": "latin-1",
    "cp-850": "cp850",
    "iso-8859-8-i": "iso8859-8",
    "iso-8859-8-e": "iso8859-8",
    "utf8mb4": "utf-8",
    "unicode-1-1-utf-7": "utf-7",
    "windows-874": "cp874",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gbk": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "big5": "big5hkscs",
    "x-mac-roman": "mac-roman",
    "macintosh": "mac-roman",
}
_NO_NAMES = frozenset({"", "default", "unknown-8bit", "x-unknown", "unknown", "binary", "8bit"})
_WEB_NAMES = {"iso8859-1": "cp1252", "iso8859-9": "cp1254", "tis-620": "cp874"}
_NO_TEXT = frozenset(
    {
        *("idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"),
        *("base64", "bz2", "hex", "quopri", "rot13", "uu", "zlib"),
    }
)
_GUESS_FROM, _GUESS_ON = 2_048, 65_536
_LONE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how far it may be trusted.

    Attributes:
        charset: Python's name of the character set that was used.
        doubtful: the set was guessed, or some bytes did not fit and became U+FFFD.
    """

    text: str
    charset: str
    doubtful: bool = False


def decode(untrusted: bytes, declared: str = "") -> Decoded:
    r"""Read bytes by mark, declaration, UTF-8, statistics or cp1252, in this order; never fails.

    The text is clean: no lone surrogates, no NUL, line ends ``\n``.
    """
    if untrusted.isascii() and 0 not in untrusted and 0x1B not in untrusted:
        text = untrusted.decode("utf-7" if _codec(declared) == "utf-7" else "ascii", "replace")
        return Decoded(clean(text), "ascii")
    found = _marked(untrusted) or _declared(untrusted, _codec(declared)) or _guessed(untrusted)
    return Decoded(clean(found.text), found.charset, found.doubtful)


def clean(text: str) -> str:
    r"""Make a text fit to be kept: no lone surrogates, no NUL, line ends ``\n``."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        text = text.replace("\0", "\ufffd")
    if not text.isascii() and _LONE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


@lru_cache(maxsize=512)
def _codec(declared: str) -> str:
    name = declared.strip().strip("\"'").lower()
    if name in _NO_NAMES:
        return ""
    try:
        known = codecs.lookup(_OTHER_NAMES.get(name, name)).name
    except (LookupError, ValueError):
        return ""
    return "" if known.replace("-", "_") in _NO_TEXT else _WEB_NAMES.get(known, known)


def _marked(untrusted: bytes) -> Decoded | None:
    for mark, charset in _BOMS:
        if untrusted.startswith(mark):
            text = untrusted[len(mark) :].decode(charset, "replace")
            return Decoded(text, charset, "\ufffd" in text)
    return None


def _declared(untrusted: bytes, charset: str) -> Decoded | None:
    if charset in {"utf-16", "utf-32"} or untrusted[:400].count(0) > len(untrusted[:400]) // 4:
        charset = _wide(untrusted, charset)
    for name in (charset, "utf-8"):
        text = _strict(untrusted, name)
        if text is not None:
            return Decoded(text, name)
    return _mostly_utf8(untrusted)


def _wide(untrusted: bytes, charset: str) -> str:
    """Tell the byte order of UTF-16 without a mark by where its zeros stand."""
    head = untrusted[:400]
    if charset == "utf-32":
        return "utf-32-be" if head[:1] == b"\0" else "utf-32-le"
    return "utf-16-be" if head[::2].count(0) > head[1::2].count(0) else "utf-16-le"


def _mostly_utf8(untrusted: bytes) -> Decoded | None:
    """Keep UTF-8 where only a few bytes are broken, such as at a cut."""
    text = untrusted.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(1 for character in text[:_GUESS_ON] if character > "\x7f") - broken
    return Decoded(text, "utf-8", doubtful=True) if whole > broken * 4 else None


def _guessed(untrusted: bytes) -> Decoded:
    if len(untrusted) >= _GUESS_FROM:
        best = from_bytes(untrusted[:_GUESS_ON]).best()
        text = _strict(untrusted, best.encoding) if best else None
        if best and text is not None:
            return Decoded(text, best.encoding, doubtful=True)
    text = _strict(untrusted, "cp1252")
    if text is not None:
        return Decoded(text, "cp1252", doubtful=True)
    return Decoded(untrusted.decode("latin-1"), "latin-1", doubtful=True)


def _strict(untrusted: bytes, charset: str) -> str | None:
    if not charset:
        return None
    try:
        return untrusted.decode(charset)
    except (LookupError, ValueError):
        return None
