"""The words of a mail kept as RTF: the HTML that is wrapped in it, or plain text; [MS-OXRTFEX]."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html import escape

from app.reading.charsets import clean, decode
from app.reading.mapi import charset_of

_TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?\d{1,10})? ?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z])|([{}])|([^\\{}\r\n]+)"
)
_SKIPPED = frozenset({
    *("fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "listtable", "generator"),
    *("mhtmltag", "header", "footer", "headerf", "footerf", "themedata", "fldinst", "bkmkstart"),
    *("bkmkend", "nonshppict", "listoverridetable", "rsidtbl", "xmlnstbl", "datastore"),
})  # fmt: skip
_SIGNS = {
    "par": "\n", "line": "\n", "tab": "\t", "lquote": "\u2018", "rquote": "\u2019",
    "ldblquote": "\u201c", "rdblquote": "\u201d", "bullet": "\u2022", "endash": "\u2013",
    "emdash": "\u2014", "cell": "\t", "row": "\n", "sect": "\n", "page": "\n",
    "emspace": "\u2003", "enspace": "\u2002", "zwj": "\u200d", "zwnj": "\u200c",
}  # fmt: skip
_SYMBOLS = {b"~": "\xa0", b"_": "\u2011", b"-": "\xad", b"\n": "\n", b"\r": "\n"}
_FONT_PAGES = {
    0: 1252, 77: 10000, 128: 932, 129: 949, 130: 1361, 134: 936, 136: 950, 161: 1253, 162: 1254,
    163: 1258, 177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250, 255: 437,
}  # fmt: skip
_DEEPEST = 2_000


@dataclass(frozen=True, slots=True)
class RtfBody:
    """What a mail's RTF says.

    Attributes:
        html: the page that was wrapped in it; empty where it is RTF or plain text of its own.
        text: the words, where there is no page.
    """

    html: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class _State:
    """What holds within the innermost braces."""

    skipped: bool = False
    tag: bool = False
    doubled: bool = False
    fonts: bool = False
    font: int = -1
    after: int = 1


def read_rtf_body(untrusted: bytes) -> RtfBody:
    """Read RTF as far as it goes; never fails."""
    if not untrusted.lstrip().startswith(b"{\\rtf"):
        return RtfBody()
    page = b"\\fromhtml" in untrusted[:4096]
    reader = _Reader(page=page)
    reader.read(untrusted)
    words = clean(reader.words())
    return RtfBody(html=words) if page else RtfBody(text=words.strip("\n"))


@dataclass(slots=True)
class _Reader:
    page: bool
    state: _State = field(default_factory=_State)
    outer: list[_State] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    waiting: bytearray = field(default_factory=bytearray)
    waiting_in: str = ""
    default: str = "cp1252"
    first_font: int = -1
    pages: dict[int, str] = field(default_factory=dict)
    to_skip: int = 0
    star: bool = False

    def read(self, untrusted: bytes) -> None:
        r"""Take all tokens; what ``\bin`` announces is jumped over."""
        for found in _tokens(untrusted):
            word, number, code, symbol, brace, words = found.groups()
            if brace:
                self._brace(brace)
            elif word:
                self._word(word.decode("ascii"), None if number is None else int(number))
            elif code:
                self._bytes(bytes([int(code, 16)]))
            elif symbol:
                self._symbol(symbol)
            else:
                self._bytes(words)

    def words(self) -> str:
        """Give what was gathered."""
        self._flush()
        return "".join(self.pieces)

    def _brace(self, brace: bytes) -> None:
        self._flush()
        self.to_skip, self.star = 0, False
        if brace == b"{" and len(self.outer) < _DEEPEST:
            self.outer.append(self.state)
        elif brace == b"}" and self.outer:
            self.state = self.outer.pop()

    def _word(self, word: str, number: int | None) -> None:
        star, self.star = self.star, False
        if word == "htmltag" and star:
            self.state = replace(self.state, tag=True, skipped=not self.page)
        elif word in _SKIPPED or star:
            self.state = replace(self.state, skipped=True, fonts=word == "fonttbl")
        elif word == "htmlrtf":
            self._flush()
            self.state = replace(self.state, doubled=number != 0)
        elif word in _SIGNS:
            self._say("\r\n" if self.page and word in {"par", "line"} else _SIGNS[word])
        elif number is not None:
            self._numbered(word, number)

    def _numbered(self, word: str, number: int) -> None:
        if word == "u":
            self._say(chr(number % 65_536))
            self.to_skip = self.state.after
        elif word == "uc":
            self.state = replace(self.state, after=min(max(number, 0), 10))
        elif word == "ansicpg":
            self.default = charset_of(number) or self.default
        elif word == "deff":
            self.first_font = number
        elif word == "f":
            self._flush()
            self.state = replace(self.state, font=number)
        elif word == "fcharset" and self.state.fonts:
            self.pages[self.state.font] = charset_of(_FONT_PAGES.get(number, 0))

    def _symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self.star = True
        elif symbol in {b"\\", b"{", b"}"}:
            self._bytes(symbol)
        elif symbol in _SYMBOLS:
            self._say(_SYMBOLS[symbol])

    def _bytes(self, data: bytes) -> None:
        self.star = False
        gone = min(self.to_skip, len(data))
        self.to_skip -= gone
        if len(data) > gone and not self._silent():
            charset = self._charset()
            if charset != self.waiting_in:
                self._flush()
                self.waiting_in = charset
            self.waiting += data[gone:]

    def _say(self, text: str) -> None:
        if not self._silent():
            self._flush()
            self.pieces.append(text)

    def _silent(self) -> bool:
        return self.state.skipped or (self.state.doubled and not self.state.tag)

    def _charset(self) -> str:
        font = self.state.font if self.state.font >= 0 else self.first_font
        return self.pages.get(font) or self.default

    def _flush(self) -> None:
        if self.waiting:
            text = decode(bytes(self.waiting), self.waiting_in).text
            wrapped = self.page and not self.state.tag
            self.pieces.append(escape(text, quote=False) if wrapped else text)
            self.waiting.clear()


def _tokens(untrusted: bytes) -> Iterator[re.Match[bytes]]:
    at = 0
    while found := _TOKEN.search(untrusted, at):
        at = found.end()
        if found[1] == b"bin" and found[2]:
            at += max(0, int(found[2]))
        yield found
