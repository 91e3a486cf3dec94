"""E-mail addresses, also those written out with "at" and "dot"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.detect.kinds import Kind
from app.detect.seen import Seen
from app.detect.suggestion import Suggestion
from app.domain.spans import Span

_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_HOST = re.compile(rf"@ ?{_LABEL}(?:\.{_LABEL}){{0,6}}\.[^\W\d_]{{2,24}}(?![\w@])")
_DOT = r"\s?(?:[\[({]\s?(?:dot|\.)\s?[\])}]|\sdot\s)\s?"
_SPOKEN = re.compile(
    rf"(?<![\w.+-])[\w.+-]{{1,64}}(?:{_DOT}[\w.+-]{{1,64}}){{0,3}}"
    rf"\s?(?:[\[({{]\s?(?:at|@)\s?[\])}}]|\sat\s|@)\s?[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{0,3}}?"
    rf"(?:{_DOT}|\.)(?:com|org|net|gov|edu|mil|us|info|biz|io|co|me|ca|mx|uk)\b",
    re.IGNORECASE,
)
_WRITTEN_OUT = re.compile(r"\bdot\b|[\[({]\s?(?:at|dot|@|\.)\s?[\])}]", re.IGNORECASE)
_JOINING = re.compile(rf"{_DOT}", re.IGNORECASE)


def find(seen: Seen) -> Iterator[Suggestion]:
    """Give the e-mail addresses of a text."""
    if "@" in seen.plain:
        for match in _HOST.finditer(seen.plain):
            yield from _plain(seen, match)
    spoken = not seen.words.isdisjoint({"dot", "at"}) or "@)" in seen.plain or "@]" in seen.plain
    if spoken and _WRITTEN_OUT.search(seen.plain):
        for match in _SPOKEN.finditer(seen.plain):
            why = "An e-mail address, written out in words."
            yield Suggestion(Span(*match.span()), Kind.EMAIL, "look", why, _group(match[0]))


def _plain(seen: Seen, host: re.Match[str]) -> Iterator[Suggestion]:
    start = _start_of_name(seen.plain, host.start())
    if start == host.start():
        return
    why = "An e-mail address; whose it is decides."
    group = seen.plain[start : host.end()].lower().replace(" ", "")
    yield Suggestion(Span(start, host.end()), Kind.EMAIL, "look", why, group)


def _start_of_name(text: str, end: int) -> int:
    """Go back over the signs of a name before the at-sign; quotes and dots do not begin it."""
    start = end
    while start > max(0, end - 64) and (text[start - 1].isalnum() or text[start - 1] in "_+%'.-"):
        start -= 1
    while start < end and text[start] in "'.-":
        start += 1
    return end if end and text[end - 1] in "'." else start


def _group(text: str) -> str:
    joined = _JOINING.sub(".", text)
    at = re.sub(r"\s?[\[({]\s?(?:at|@)\s?[\])}]\s?|\sat\s", "@", joined, flags=re.IGNORECASE)
    return re.sub(r"\s", "", at).lower()
