"""Brings texts into one form, so that what is printed and what is read can be compared."""

from __future__ import annotations

import re
import unicodedata

from bidi.mirror import MIRRORED

_UNSEEN = re.compile(
    "[\\s\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_REVERSED = re.compile("(?<![\ud800-\udbff])[\udc00-\udfff][\ud800-\udfff]*[\ud800-\udbff]")
_UNMIRRORED = {ord(sign): min(sign, other) for sign, other in MIRRORED.items()}
_UNMIRRORED |= {ord("\u2019"): "\u2018", ord("\u201d"): "\u201c"}
_NOT_WORD = re.compile(r"[\W_]+")
_HYPHENS = {0x02: "-", 0xFFFE: "-"}


def seen(text: str) -> str:
    """Give the characters of a text that can be seen, in one form (NFKD), without spaces.

    Signs are taken apart, not put together, so that the form of two texts that meet on a page
    is the forms of both. pdfium gives a hyphen at a line's end as U+0002 or U+FFFE.
    """
    text = _paired(text).translate(_HYPHENS)
    return _UNSEEN.sub("", unicodedata.normalize("NFKD", _UNSEEN.sub("", text)))


def unmirrored(text: str) -> str:
    """Give brackets and quotes in one of two forms: a reader turns them in right-to-left lines."""
    return text.translate(_UNMIRRORED)


def _paired(text: str) -> str:
    """Join surrogates: on some systems pdfium gives two of them for one character.

    In a right-to-left line it gives them in reverse, the second half first.
    """
    if not _SURROGATE.search(text):
        return text
    text = _REVERSED.sub(lambda found: found.group()[::-1], text)
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")


def needle(text: str) -> str:
    """Give a text in the form in which withheld words are searched: letters and digits only."""
    return _NOT_WORD.sub("", unicodedata.normalize("NFKC", text).casefold())


def bare(text: str) -> str:
    """Give letters and digits without accents, as eyes for plain Latin letters see them."""
    apart = unicodedata.normalize("NFKD", needle(text))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
