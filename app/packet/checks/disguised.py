"""Finds words that are written otherwise than they look: other alphabets, digits, backwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.packets import Finding
from app.packet.checks.needles import Needle, present
from app.packet.normal import needle

_LATIN = "aaaeeooppccxxyylljsvudhhlqwgkkmttbbrnnl"
_ALIKE = (
    "\u0430\u0251\u03b1\u0435\u03b5\u043e\u03bf\u0440\u03c1\u0441\u03f2\u0445\u03c7\u0443\u03b3\u0456\u03b9\u0458\u0455"
    "\u03bd\u03c5\u0501\u04bb\u043d\u04cf\u051b\u051d\u0261\u043a\u03ba\u043c\u0442\u03c4\u0432\u044c\u0433\u043f\u03b7\u029f"
)
_LOOKS = str.maketrans(
    dict(zip(_ALIKE, _LATIN, strict=True)) | dict(zip("0158i|!", "olsblll", strict=True))
)
_LONGEST_LIST = 100_000


def skeleton(text: str) -> str:
    """Give a text with letters and digits that look alike made one."""
    return needle(text.casefold().translate(_LOOKS))


def check_disguised(needles: Sequence[Needle], texts: Sequence[str]) -> Iterator[Finding]:
    """Search pages for words that only look like, or run backwards into, withheld ones.

    Words of digits alone are left out: their look-alikes would be found anywhere.
    """
    lettered = [wanted for wanted in needles if not wanted.word.isdecimal()]
    alike = [Needle(skeleton(wanted.raw), wanted.raw) for wanted in lettered]
    turned = [Needle(wanted.word[::-1], wanted.raw) for wanted in lettered]
    for page, text in enumerate(texts, start=1):
        if present(alike, skeleton(text)) or present(turned, needle(text)):
            yield Finding("withheld_word", page, "A withheld word can be read on this page.")


def check_lists(needles: Sequence[Needle], lists: Sequence[str]) -> Iterator[Finding]:
    """Search the signs of fonts in the order in which fonts list them."""
    whole = "\0".join(needle(said[:_LONGEST_LIST]) for said in lists)
    if present(needles, whole):
        yield Finding("hidden_word", 0, "A withheld word stands in a font's list of letters.")
