"""Header fields of mails: found, unfolded and decoded as illegally as they are met; RFC 5322."""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from app.reading.charsets import decode

_FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]*:((?:[^\n]*+\n[ \t])*+[^\n]*+)(?:\n|\Z)")
_POSTMARK = re.compile(rb"(?:\xef\xbb\xbf)?(?:[\r\n]+)?(?:>?From [^\n]*\n)?")
_END = re.compile(rb"\r?\n|\Z")
_FOLD = re.compile(r"\r?\n[ \t]*")
_WORD = re.compile(
    r"=\?([\w!#$%&'+.:/^`{|}~-]{1,60})(?:\*[\w-]{0,20})?\?([bBqQ])\?(.{0,4000}?)\?=", re.DOTALL
)
_PARAMETER = re.compile(
    r';\s*([^\s=;"]{1,100})\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|([^;"]*(?:"[^";]*"[^;"]*)*))', re.DOTALL
)
_CONTINUED = re.compile(r"(.+?)(?:\*(\d{1,3}))?(\*)?\Z", re.DOTALL)
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
_LONGEST = 65_536


@dataclass(frozen=True, slots=True)
class Headers:
    """The header fields of a mail or of one of its parts, in order, values as bytes."""

    fields: tuple[tuple[str, bytes], ...] = ()

    def first(self, name: str) -> str:
        """Give the first field of that (lower-case) name, unfolded but not decoded."""
        for known, value in self.fields:
            if known == name:
                return unfolded(value)
        return ""

    def all(self, name: str) -> list[str]:
        """Give all fields of that name, unfolded but not decoded."""
        return [unfolded(value) for known, value in self.fields if known == name]

    def words(self, name: str) -> str:
        """Give the first field of that name as people read it."""
        return decode_words(self.first(name))

    def __bool__(self) -> bool:
        return bool(self.fields)


def split_headers(untrusted: bytes, start: int = 0, end: int | None = None) -> tuple[Headers, int]:
    """Find the header fields of ``untrusted[start:end]`` and the offset at which the body begins.

    A line that is neither a field nor the continuation of one ends the headers.
    """
    end = len(untrusted) if end is None else end
    fields: list[tuple[str, bytes]] = []
    at = start
    while found := _FIELD.match(untrusted, at, end):
        fields.append((found[1].decode("ascii").lower(), found[2].strip()))
        at = found.end()
    blank = _END.match(untrusted, at, end)
    return Headers(tuple(fields)), blank.end() if blank else at


def after_postmark(untrusted: bytes) -> int:
    """Give the offset after a byte order mark, blank lines and a ``From `` line."""
    found = _POSTMARK.match(untrusted)
    return found.end() if found else 0


def unfolded(value: bytes) -> str:
    """Give a field's value as one line; bytes that are not ASCII are read by guess."""
    text = value.decode("ascii") if value.isascii() else decode(value).text
    return _FOLD.sub(" ", text).replace("\0", "\ufffd") if "\n" in text or "\0" in text else text


def decode_words(text: str) -> str:
    """Decode RFC 2047 words, also where they are split inside a character or hold blanks."""
    if "=?" not in text:
        return text
    result: list[str] = []
    run: list[re.Match[str]] = []
    at = 0
    for word in _WORD.finditer(text, 0, _LONGEST):
        between = text[at : word.start()]
        apart = bool(between.strip())
        if run and (apart or run[0][1].lower() != word[1].lower()):
            result.append(_decoded(run))
            run = []
        if apart or at == 0:
            result.append(between)
        run.append(word)
        at = word.end()
    if run:
        result.append(_decoded(run))
    return "".join([*result, text[at:]])


def _decoded(words: list[re.Match[str]]) -> str:
    """Join the bytes of neighbouring words of one character set before they are decoded."""
    ways = {word[2].lower() for word in words}
    coded = [re.sub(r"\s", "", word[3]) for word in words]
    if ways == {"b"} and not any("=" in piece for piece in coded[:-1]):
        data = from_base64("".join(coded).encode("utf-8"))
    else:
        data = b"".join(map(_word_bytes, words))
    return decode(data, words[0][1]).text.replace("\n", " ")


def _word_bytes(word: re.Match[str]) -> bytes:
    coded = word[3].encode("utf-8")
    return from_base64(coded) if word[2] in "bB" else binascii.a2b_qp(coded, header=True)


def from_base64(untrusted: bytes | memoryview) -> bytes:
    """Decode base64 with garbage in it, without padding or cut off."""
    try:
        return binascii.a2b_base64(untrusted)
    except binascii.Error:
        kept = _NOT_BASE64.sub(b"", bytes(untrusted))
        whole = kept[: len(kept) - 1] if len(kept) % 4 == 1 else kept
        return binascii.a2b_base64(whole + b"=" * (-len(whole) % 4))


def with_parameters(value: str) -> tuple[str, dict[str, str]]:
    """Split ``type/sub; name=value``: RFC 2231 pieces are joined, RFC 2047 words are decoded.

    The word before the first semicolon and the names are in lower case.
    """
    first = value.partition(";")[0].partition("(")[0].split(maxsplit=1)
    main = first[0].lower() if first else ""
    whole: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[str, bool]]] = {}
    for found in _PARAMETER.finditer(value, 0, _LONGEST):
        quoted = found[2] is not None
        text = re.sub(r"\\(.)", r"\1", found[2]) if quoted else found[3].strip()
        named = _CONTINUED.match(found[1].lower())
        if named is None or (named[2] is None and not named[3]):
            whole.setdefault(found[1].lower(), decode_words(text))
        else:
            place = int(named[2] or 0)
            pieces.setdefault(named[1], {}).setdefault(place, (text, bool(named[3])))
    for name, parts in pieces.items():
        whole[name] = _put_together(parts)
    return main, whole


def _put_together(parts: dict[int, tuple[str, bool]]) -> str:
    """Join the pieces of an RFC 2231 value; ``charset'language'`` stands before the first."""
    charset, data = "", b""
    for place in sorted(parts):
        text, coded = parts[place]
        if coded and place == min(parts) and text.count("'") >= 2:
            charset, _, text = text.split("'", 2)
        data += unquote_to_bytes(text) if coded else text.encode("utf-8")
    return decode(data, charset or "utf-8").text
