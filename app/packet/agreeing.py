"""Compares the second reading of a packet with its recipe: each line, each word in its order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from app.domain.packets import Finding, PacketRecipe
from app.packet.comparing import FOOT_BAND, compare_texts, foot_of, without_head
from app.packet.directions import RTL, same_lines
from app.packet.expected import Section
from app.packet.normal import unmirrored
from app.packet.second_reading import SecondPage


class SecondText:
    """What the second reader reads above the feet, with the places at which its lines end."""

    def __init__(self, pages: Sequence[SecondPage]) -> None:
        self.texts: list[str] = []
        self._ends: list[int] = []
        at = 0
        for page in pages:
            lines = page.texts(above=FOOT_BAND)
            whole = "".join(lines)
            cut = len(whole) - len(without_head(whole))
            self.texts.append(whole[cut:])
            at -= cut
            for line in lines:
                at += len(line)
                self._ends.append(at)

    def stands(self, whole: str, at: int, section: Section) -> bool:
        """Say whether a stretch begins at a place; lines from the right are compared by words."""
        end = at + len(section.text)
        found = whole[at:end]
        if found == section.text:
            return True
        if section.any_order:
            return Counter(unmirrored(found)) == Counter(unmirrored(section.text))
        if not RTL.search(section.text):
            return False
        first, last = bisect_right(self._ends, at), bisect_left(self._ends, end)
        return same_lines(found, section.text, [edge - at for edge in self._ends[first:last]])


def compare_second(
    pages: Sequence[SecondPage], wanted: Sequence[Section], recipe: PacketRecipe
) -> Iterator[Finding]:
    """Compare what the second reader reads with the recipe."""
    text = SecondText(pages)
    for found in compare_texts(text.texts, wanted, text.stands):
        yield Finding("second_reading", found.page, f"{found.what} (second reader)", found.record)
    yield from _feet(pages, recipe)


def _feet(pages: Sequence[SecondPage], recipe: PacketRecipe) -> Iterator[Finding]:
    for page in pages:
        wanted = foot_of(recipe, page.number, len(pages))
        if Counter(unmirrored(page.foot(FOOT_BAND))) != Counter(unmirrored(wanted)):
            what = "The foot of the page is not as it should be. (second reader)"
            yield Finding("second_reading", page.number, what)
